//! Time expressions, on texts marked with TIMEX3 (TimeBank, AQUAINT): is the same stretch found, and does it have
//! the same `value`?
//!
//! Counted as TempEval counts: strict where both ends agree, relaxed where the stretches overlap, value where
//! the `value` of an overlapping one is the same. The day of publication is given, headers are not read.

mod read;
#[cfg(test)]
mod tests;

pub use read::read_timeml;

use crate::Tally;
use serde::Serialize;
use std::fmt::Write;
use std::ops::Range;

/// A text with its time expressions.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TimexArticle {
    /// The body.
    pub text: String,
    /// The day of publication (`2025-03-17`).
    pub published: Option<String>,
    /// Its time expressions: bytes and value.
    pub expressions: Vec<MarkedTime>,
}

/// A time expression, marked or made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MarkedTime {
    /// Bytes of the text.
    pub at: Range<usize>,
    /// Its value; empty where it stays open.
    pub value: String,
}

/// Figures over some of the articles.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct TimexPart {
    /// Both ends agree.
    pub strict: Tally,
    /// The stretches overlap.
    pub relaxed: Tally,
    /// They overlap and have the same value.
    pub value: Tally,
}

/// A score: all articles, and both halves of them.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct TimexScore {
    /// All articles.
    pub all: TimexPart,
    /// The first, third, … article of each folder.
    pub first_half: TimexPart,
    /// The second, fourth, … article of each folder.
    pub second_half: TimexPart,
}

impl TimexScore {
    /// Adds what was `made` of an article that is the `number`th of its folder, from 0.
    pub fn add(&mut self, number: usize, article: &TimexArticle, made: &[MarkedTime]) {
        let (mut strict, mut relaxed, mut value) = (0, 0, 0);
        for gold in &article.expressions {
            let overlaps = |made: &&MarkedTime| made.at.start < gold.at.end && gold.at.start < made.at.end;
            let Some(found) = made.iter().find(overlaps) else { continue };
            relaxed += 1;
            strict += usize::from(found.at == gold.at);
            value += usize::from(found.value == gold.value);
        }
        let half = if number.is_multiple_of(2) { &mut self.first_half } else { &mut self.second_half };
        for part in [half, &mut self.all] {
            let tally = |hit| Tally::new(hit, article.expressions.len(), made.len());
            part.strict.add(tally(strict));
            part.relaxed.add(tally(relaxed));
            part.value.add(tally(value));
        }
    }

    /// The figures as text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let rows =
            [("all", self.all), ("odd articles", self.first_half), ("even articles", self.second_half)];
        for (name, part) in rows {
            let percent = |share: f64| 100.0 * share;
            let _ = writeln!(
                text,
                "{name:<14} {:>5} marked {:>5} made   strict F {:>5.1}   relaxed F {:>5.1}   value F {:>5.1}",
                part.strict.gold,
                part.strict.made,
                percent(part.strict.f1()),
                percent(part.relaxed.f1()),
                percent(part.value.f1()),
            );
        }
        text
    }
}
