//! PLOVER's coded sentences: is the type that a sentence is taken for the one that people gave it, and do actor and
//! recipient stand on their own sides?
//!
//! Type: F of each type over the sentences, and their plain mean (macro-F1). Direction: of the sentences where both
//! sides are coded and the event made has both, those in which one side is taken for the other.

mod read;
#[cfg(test)]
mod tests;

pub use read::{CodedSentence, read_sentences};

use crate::{Rate, Tally};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use verbale_record::EventType;

/// What was made of a sentence.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MadeSentence {
    /// The type it is taken for; none where nothing was found.
    pub kind: Option<EventType>,
    /// Every way the text refers to the actors of its event of that type.
    pub actors: Vec<String>,
    /// The same for the recipients.
    pub recipients: Vec<String>,
}

/// Figures over some of the sentences.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct SentencePart {
    /// Sentences taken for their own type.
    pub right: Rate,
    /// By type.
    pub types: BTreeMap<&'static str, Tally>,
    /// Both sides known: neither is taken for the other.
    pub direction: Rate,
}

/// A score: all sentences, and both halves of them.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct SentenceScore {
    /// All sentences.
    pub all: SentencePart,
    /// The first, third, … sentence.
    pub first_half: SentencePart,
    /// The second, fourth, … sentence.
    pub second_half: SentencePart,
}

impl SentenceScore {
    /// Adds the `number`th sentence, from 0.
    pub fn add(&mut self, number: usize, gold: &CodedSentence, made: &MadeSentence) {
        let half = if number.is_multiple_of(2) { &mut self.first_half } else { &mut self.second_half };
        half.add(gold, made);
        self.all.add(gold, made);
    }

    /// The figures as text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (kind, tally) in &self.all.types {
            let share = |share: f64| 100.0 * share;
            let _ = writeln!(
                text,
                "{kind:<10} {:>4} coded {:>4} made   P {:>5.1}  R {:>5.1}  F {:>5.1}",
                tally.gold,
                tally.made,
                share(tally.precision()),
                share(tally.recall()),
                share(tally.f1()),
            );
        }
        let rows = [("all", &self.all), ("odd", &self.first_half), ("even", &self.second_half)];
        for (name, part) in rows {
            let _ = writeln!(
                text,
                "{name:<5} {:>4} sentences   type macro-F1 {:>5.1}   right {:>5.1} %   direction errors {:>4.1} % of {}",
                part.right.of,
                100.0 * part.macro_f1(),
                part.right.percent(),
                part.direction_errors(),
                part.direction.of,
            );
        }
        text
    }
}

impl SentencePart {
    fn add(&mut self, gold: &CodedSentence, made: &MadeSentence) {
        self.right.judge(made.kind == Some(gold.kind));
        self.types.entry(gold.kind.as_str()).or_default().add(Tally::new(0, 1, 0));
        if let Some(kind) = made.kind {
            let hit = usize::from(kind == gold.kind);
            self.types.entry(kind.as_str()).or_default().add(Tally::new(hit, 0, 1));
        }
        let sides = [&gold.actors, &gold.recipients, &made.actors, &made.recipients];
        if sides.iter().all(|side| !side.is_empty()) {
            let crossed =
                |made: &[String], own: &[String], other: &[String]| !refers(made, own) && refers(made, other);
            let swapped = crossed(&made.actors, &gold.actors, &gold.recipients)
                || crossed(&made.recipients, &gold.recipients, &gold.actors);
            self.direction.judge(!swapped);
        }
    }

    /// The mean of the types' F, over the types that are coded.
    pub fn macro_f1(&self) -> f64 {
        let coded: Vec<f64> = self.types.values().filter(|tally| tally.gold > 0).map(Tally::f1).collect();
        if coded.is_empty() { 0.0 } else { coded.iter().sum::<f64>() / coded.len() as f64 }
    }

    /// Sides taken for one another, in percent.
    pub fn direction_errors(&self) -> f64 {
        if self.direction.of == 0 { 0.0 } else { 100.0 - self.direction.percent() }
    }
}

/// Whether words for what was made and words that were coded may be for one side: one stands in the other.
fn refers(made: &[String], coded: &[String]) -> bool {
    let plain = |words: &String| words.to_lowercase().trim_start_matches("the ").to_owned();
    made.iter()
        .map(plain)
        .any(|made| coded.iter().map(plain).any(|coded| made.contains(&coded) || coded.contains(&made)))
}
