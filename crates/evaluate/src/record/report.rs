//! The score as text, in the layout of the reference tool: one row a tally, one a rate, the confusions.

use super::{Miss, RecordScore};
use crate::Tally;
use std::fmt::Write;
use verbale_text::Span;

/// What to list before the totals.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct Listing {
    /// One line a document.
    pub by_document: bool,
    /// Every statement that was missed or is extra.
    pub misses: bool,
}

impl RecordScore {
    /// The score as text.
    pub fn text(&self, listing: Listing) -> String {
        let mut out = String::new();
        self.write(&mut out, listing).expect("writing to a string does not fail");
        out
    }

    fn write(&self, out: &mut String, listing: Listing) -> std::fmt::Result {
        for document in &self.documents {
            if listing.by_document {
                let (s, e) = (document.statements, document.events);
                let statements = format!("statements {}/{} of {}", s.hit, s.gold, s.made);
                let events = format!("events {}/{} of {}", e.hit, e.gold, e.made);
                writeln!(out, "{:>10}  {statements}   {events}", document.id)?;
            }
            if listing.misses {
                let missed = document.missed.iter().map(|miss| ("missed", miss));
                for (kind, miss) in missed.chain(document.extra.iter().map(|miss| ("extra", miss))) {
                    writeln!(out, "{}: {kind} statement at {}", document.id, miss_line(miss))?;
                }
            }
        }
        for (name, tally) in &self.tallies {
            writeln!(out, "{name:<22}{}", tally_row(tally))?;
        }
        for (name, rate) in &self.rates {
            writeln!(out, "{name:<22}{:5.1} %  of {}", rate.percent(), rate.of)?;
        }
        if !self.confusions.is_empty() {
            let rows: Vec<String> = self
                .confusions
                .iter()
                .take(12)
                .map(|row| format!("{}->{} {}", row.gold, row.made, row.count))
                .collect();
            writeln!(out, "acts taken for others (gold -> made): {}", rows.join(", "))?;
        }
        Ok(())
    }
}

fn tally_row(tally: &Tally) -> String {
    let (p, r, f) = (100.0 * tally.precision(), 100.0 * tally.recall(), 100.0 * tally.f1());
    let Tally { hit, gold, made } = tally;
    format!("P {p:5.1}  R {r:5.1}  F {f:5.1}   ({hit} of {gold} gold, {made} made)")
}

fn miss_line(miss: &Miss) -> String {
    let spans: Vec<String> =
        miss.content_spans.iter().map(|Span { start, end }| format!("[{start}, {end}]")).collect();
    let names: Vec<String> = miss.speakers.iter().map(|name| quoted(name)).collect();
    format!("[{}] by [{}] ({})", spans.join(", "), names.join(", "), miss.act)
}

/// A string as Python's `repr` writes it, which is how the reference tool lists names.
fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if letter == quote => out.extend(['\\', letter]),
            _ if is_printable(letter) => out.push(letter),
            _ => out.push_str(&match u32::from(letter) {
                code @ ..=0xff => format!("\\x{code:02x}"),
                code @ ..=0xffff => format!("\\u{code:04x}"),
                code => format!("\\U{code:08x}"),
            }),
        }
    }
    out.push(quote);
    out
}

/// Neither a control, a format character, an unassigned one nor a space other than U+0020. The standard
/// library escapes the same characters in debug text; a letter goes before, because it also escapes
/// combining marks at the start of a string.
fn is_printable(letter: char) -> bool {
    matches!(letter, '\'' | '"') || format!("x{letter}").escape_debug().nth(1) == Some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_as_python_quotes_them() {
        let check = |text: &str, expected: &str| assert_eq!(quoted(text), expected);
        check("Ilse Marek", "'Ilse Marek'");
        check("O'Dell", "\"O'Dell\"");
        check("\"Falcon\"", "'\"Falcon\"'");
        check("O'Dell \"Falcon\"", "'O\\'Dell \"Falcon\"'");
        check("a\\b\tc\nd\r\u{7}", "'a\\\\b\\tc\\nd\\r\\x07'");
        check("Müller\u{a0}Ana\u{200b}\u{e000}\u{f0000}", "'Müller\\xa0Ana\\u200b\\ue000\\U000f0000'");
        check("e\u{301}\u{301}", "'e\u{301}\u{301}'");
    }
}
