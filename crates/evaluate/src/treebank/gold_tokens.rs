//! Accuracy with the gold's sentences and words given.

use super::{TreebankSentence, Word, universal, universal_features};
use crate::Rate;
use serde::Serialize;
use std::fmt;

/// Share of words that are right. Punctuation counts in all figures.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct GoldTokenScore {
    /// Part of speech.
    pub upos: Rate,
    /// Universal features.
    pub ufeats: Rate,
    /// Lemma.
    pub lemmas: Rate,
    /// Head.
    pub uas: Rate,
    /// Head and relation without its subtype.
    pub las: Rate,
    /// Head and relation with its subtype.
    pub las_subtypes: Rate,
}

impl GoldTokenScore {
    /// Names and rates in the order of the report.
    pub fn rows(&self) -> [(&'static str, Rate); 6] {
        [
            ("UPOS", self.upos),
            ("UFeats", self.ufeats),
            ("Lemmas", self.lemmas),
            ("UAS", self.uas),
            ("LAS", self.las),
            ("LAS+sub", self.las_subtypes),
        ]
    }

    fn add(&mut self, gold: &Word, made: &Word) {
        let head = gold.head == made.head;
        self.upos.judge(gold.upos == made.upos);
        self.ufeats.judge(universal_features(&gold.feats) == universal_features(&made.feats));
        self.lemmas.judge(gold.lemma == "_" || gold.lemma == made.lemma);
        self.uas.judge(head);
        self.las.judge(head && universal(&gold.deprel) == universal(&made.deprel));
        self.las_subtypes.judge(head && gold.deprel == made.deprel);
    }
}

impl fmt::Display for GoldTokenScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, rate) in self.rows() {
            writeln!(f, "{name:11}{:7.2} %  of {}", rate.percent(), rate.of)?;
        }
        Ok(())
    }
}

/// Two analyses that do not go word by word.
#[derive(Debug, thiserror::Error)]
#[error(
    "sentence {sentence} of the gold has {gold} words, the one made of it {made}: give the analyser the gold's words"
)]
pub struct WordCountError {
    /// The sentence's id, or its number.
    pub sentence: String,
    /// Words in the gold.
    pub gold: usize,
    /// Words made.
    pub made: usize,
}

/// Scores sentences with the gold's own words; the two lists go in parallel.
pub fn score_gold_tokens<'s>(
    gold: impl IntoIterator<Item = &'s TreebankSentence>,
    made: impl IntoIterator<Item = &'s TreebankSentence>,
) -> Result<GoldTokenScore, WordCountError> {
    let mut score = GoldTokenScore::default();
    let mut made = made.into_iter();
    for (at, sentence) in gold.into_iter().enumerate() {
        let made = made.next().map_or(&[][..], |made| &made.words[..]);
        if made.len() != sentence.words.len() {
            let name = if sentence.id.is_empty() { (at + 1).to_string() } else { sentence.id.clone() };
            return Err(WordCountError { sentence: name, gold: sentence.words.len(), made: made.len() });
        }
        sentence.words.iter().zip(made).for_each(|(gold, made)| score.add(gold, made));
    }
    Ok(score)
}
