//! The score as text, in the layout of the reference tool.

use super::{Credit, PolnearScore, Protocol, Role};
use std::fmt::Write;

impl PolnearScore {
    /// The score as text.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out).expect("writing to a string does not fail");
        out
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "{}", self.first_line())?;
        writeln!(
            out,
            "{:9} {:9} {:>6} {:>6} {:>6} {:>7} {:>7}",
            "protocol", "role", "P", "R", "F1", "n_pred", "n_gold"
        )?;
        for protocol in Protocol::ALL {
            for role in Role::ALL {
                writeln!(out, "{}", row(protocol.as_str(), role.as_str(), &self.role(protocol, role)))?;
            }
            writeln!(out, "{}", row(protocol.as_str(), "ALL", &self.all_roles(protocol)))?;
        }
        for role in Role::ALL {
            let mean = 100.0 * self.jaccard[&role].value();
            writeln!(out, "{:9} {:9} {:6} {:6} {mean:6.1}", "jaccard", role.as_str(), "", "")?;
        }
        let t = &self.triples;
        for (name, tally) in [("strict", t.strict), ("half", t.half), ("link", t.link), ("detect", t.detect)]
        {
            writeln!(out, "{}", row("triple", name, &Credit::of(tally)))?;
        }
        for score in &self.overlap {
            let (speaker, verb) = (score.speaker.percent(), score.verb.percent());
            let row = row("ggt", &score.threshold.to_string(), &score.found);
            writeln!(out, "{row}   speaker acc {speaker:.1}  verb acc {verb:.1}")?;
        }
        for (name, rate) in &self.recall {
            writeln!(out, "recall    {name:24} {:6.1}   (gold {})", rate.percent(), rate.of)?;
        }
        Ok(())
    }

    fn first_line(&self) -> String {
        let notes: Vec<String> =
            self.attributions.iter().map(|(name, count)| format!("'{name}': {count}")).collect();
        format!(
            "# articles {}  gold files {}  missing predictions {}  predictions without gold {}  {{{}}}{}",
            self.articles,
            self.gold_files,
            self.missing_predictions,
            self.predictions_without_gold,
            notes.join(", "),
            if self.options.trim_punctuation { "  [trim-punct]" } else { "" }
        )
    }
}

fn row(protocol: &str, role: &str, credit: &Credit) -> String {
    let (p, r, f) = (100.0 * credit.precision(), 100.0 * credit.recall(), 100.0 * credit.f1());
    format!("{protocol:9} {role:9} {p:6.1} {r:6.1} {f:6.1} {:7} {:7}", credit.made, credit.gold)
}
