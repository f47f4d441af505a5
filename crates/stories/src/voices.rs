//! Inside a story, articles that repeat one another's wording or lean on one origin count as one voice.

use crate::article::Article;
use crate::copies::{Groups, Overlap};
use crate::origins::{Origin, same_outlet};
use std::collections::BTreeSet;

/// The share of the shorter article's runs that makes an echo.
const ECHOED: f64 = 0.3;
/// A paragraph of fewer runs is too short to tell an echo from chance.
const LONG: usize = 15;
/// The share of a paragraph's runs that another must hold to be the same paragraph.
const SAME_PARAGRAPH: f64 = 0.8;
/// How many paragraphs have to be the same.
const PARAGRAPHS: usize = 2;
/// An article leans on a source that makes so many of its statements, in percent.
const LEANS: u32 = 50;

/// Why two articles are one voice.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Tie {
    /// Their wording is the same in large part.
    Wording,
    /// Both have it from one outlet, or one from the other.
    Outlet,
    /// Both lean on one source.
    Source,
}

/// The paragraphs of `a` that stand in `b` as well, word for word or nearly so: pairs of their numbers, from 0.
pub fn shared_paragraphs(a: &Article<'_>, b: &Article<'_>) -> Vec<(usize, usize)> {
    let sets = |article: &Article<'_>| -> Vec<BTreeSet<u64>> {
        article.paragraphs.iter().map(|paragraph| paragraph.iter().copied().collect()).collect()
    };
    let others = sets(b);
    let mut found = Vec::new();
    for (at, own) in sets(a).into_iter().enumerate().filter(|(_, own)| own.len() >= LONG) {
        let share = |other: &BTreeSet<u64>| own.intersection(other).count() as f64 / own.len() as f64;
        if let Some(other) = others.iter().position(|other| share(other) >= SAME_PARAGRAPH) {
            found.push((at, other));
        }
    }
    found
}

/// What makes two articles one voice, if anything does. `own` are the names each article's outlet goes by.
pub fn tie(articles: [&Article<'_>; 2], origins: [&Origin; 2], own: [&[String]; 2]) -> Option<Tie> {
    let runs = articles.map(|article| article.runs.iter().copied().collect::<BTreeSet<u64>>());
    if Overlap::of(&runs[0], &runs[1]).contained >= ECHOED
        || shared_paragraphs(articles[0], articles[1]).len() >= PARAGRAPHS
    {
        return Some(Tie::Wording);
    }
    let common = origins[0].outlets().any(|outlet| origins[1].outlets().any(|other| outlet == other));
    let cites = |citing: usize, cited: usize| {
        origins[citing].outlets().any(|outlet| own[cited].iter().any(|name| same_outlet(name, outlet)))
    };
    if common || cites(0, 1) || cites(1, 0) {
        return Some(Tie::Outlet);
    }
    let leaning = |origin: &&Origin| origin.share >= LEANS && origin.key.is_some();
    let lean = origins.iter().all(leaning) && origins[0].key == origins[1].key;
    lean.then_some(Tie::Source)
}

/// The voices among the articles of a story, each in order, by first article: those without a tie stand alone.
pub fn voices(
    members: &[usize],
    articles: &[Article<'_>],
    origins: &[Origin],
    own: &[Vec<String>],
) -> Vec<Vec<usize>> {
    let mut groups = Groups::new(members.len());
    for (n, &a) in members.iter().enumerate() {
        for (m, &b) in members.iter().enumerate().skip(n + 1) {
            let pair = [&articles[a], &articles[b]];
            if tie(pair, [&origins[a], &origins[b]], [&own[a], &own[b]]).is_some() {
                groups.join(n, m);
            }
        }
    }
    let mut alone: BTreeSet<usize> = (0..members.len()).collect();
    let mut voices = groups.into_groups();
    voices.iter().flatten().for_each(|at| {
        alone.remove(at);
    });
    voices.extend(alone.into_iter().map(|at| vec![at]));
    voices.sort();
    voices.into_iter().map(|voice| voice.into_iter().map(|at| members[at]).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::articles;
    use verbale_record::Record;

    const LONG_TEXT: &str = "Envoys of both countries met in the old town hall of Lund on Monday evening to speak about \
        the harbour and the ten sailors.\nThe hosts said that the talks would go on today and that nobody had left the \
        table in anger or in haste so far.";

    fn record(text: &str) -> Record {
        let mut record = Record::default();
        record.document.text = text.to_owned();
        record
    }

    fn check(texts: [&str; 2], origins: [Origin; 2], own: [&str; 2], expected: Option<Tie>) {
        let records = texts.map(record);
        let all = articles(&records);
        let own = own.map(|name| vec![name.to_owned()]);
        let found = tie([&all[0], &all[1]], [&origins[0], &origins[1]], [&own[0], &own[1]]);
        assert_eq!(found, expected, "{texts:?}");
        let voices = voices(&[0, 1], &all, &origins, &own);
        assert_eq!(voices.len(), if expected.is_some() { 1 } else { 2 });
    }

    fn from(source: &str, share: u32, told: Option<&str>) -> Origin {
        Origin { key: Some(source.to_owned()), share, told: told.map(str::to_owned), ..Origin::default() }
    }

    #[test]
    fn wording_outlet_and_source_tie() {
        let nobody = || [Origin::default(), Origin::default()];
        let longer =
            format!("Something new.\n{LONG_TEXT}\n{}", "Then came other matters of the day. ".repeat(9));
        check([LONG_TEXT, &longer], nobody(), ["a", "b"], Some(Tie::Wording));
        check([LONG_TEXT, "Nothing of the kind was reported elsewhere."], nobody(), ["a", "b"], None);
        let texts = ["The harbour opens.", "Boats may leave."];
        let told = || from("Eide", 20, Some("Izvestia"));
        check(texts, [told(), told()], ["a", "b"], Some(Tie::Outlet));
        check(texts, [told(), Origin::default()], ["a", "izvestia-world"], Some(Tie::Outlet));
        check(texts, [from("Eide", 60, None), from("Eide", 50, None)], ["a", "b"], Some(Tie::Source));
        check(texts, [from("Eide", 60, None), from("Eide", 20, None)], ["a", "b"], None);
        check(texts, [from("Eide", 60, None), from("Store", 60, None)], ["a", "b"], None);
    }
}
