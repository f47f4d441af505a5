//! What the features of cues, sources and contents have in common: the view, the words' symbols, paths.

use super::features::{NOTHING, Symbols, likelihood_class};
use super::view::{Run, View};
use verbale_analyze::{Annotations, Relation};
use verbale_text::Document;

/// A document ready to have its attributions read.
pub struct Reader<'a> {
    /// The words, the tree, the quotations.
    pub view: View<'a>,
    /// The words' symbols.
    pub symbols: Symbols,
    /// Which convention's features to add.
    pub domain: u32,
    /// How likely each word is to head a cue, once that is known.
    pub likelihoods: Vec<f32>,
}

impl<'a> Reader<'a> {
    /// Prepares a document.
    pub fn new(document: &'a Document, annotations: &'a Annotations, domain: u32) -> Self {
        let view = View::new(document, annotations);
        let symbols = Symbols::new(&view);
        let likelihoods = vec![0.0; annotations.words.len()];
        Self { view, symbols, domain, likelihoods }
    }

    /// The lemma's symbol, where there is a word.
    pub fn lemma(&self, word: Option<u32>) -> u32 {
        word.map_or(NOTHING, |word| self.symbols.lemma[word as usize])
    }

    /// The tag's symbol, where there is a word.
    pub fn tag(&self, word: Option<u32>) -> u32 {
        word.map_or(NOTHING, |word| self.symbols.tag[word as usize])
    }

    /// The kind's symbol, where there is a word.
    pub fn kind(&self, word: Option<u32>) -> u32 {
        word.map_or(NOTHING, |word| self.symbols.kind[word as usize])
    }

    /// The word `offset` places from `word`, inside its sentence.
    pub fn beside(&self, word: u32, offset: i64) -> Option<u32> {
        let sentence = self.view.sentence_of(word);
        let at = i64::from(word) + offset;
        (i64::from(sentence.start) <= at && at < i64::from(sentence.end)).then_some(at as u32)
    }

    /// The class of how likely a word is to head a cue.
    pub fn cue_class(&self, word: Option<u32>) -> u32 {
        word.map_or(9, |word| likelihood_class(self.likelihoods[word as usize]))
    }

    /// The class of the likeliest cue among some words.
    pub fn cue_class_in(&self, run: Run) -> u32 {
        let likelihoods = &self.likelihoods[run.start as usize..run.end as usize];
        likelihood_class(likelihoods.iter().copied().fold(0.0, f32::max))
    }

    /// The relation as a number.
    pub fn relation(&self, word: u32) -> u32 {
        self.view.relation(word) as u32
    }

    /// The words that mark quotation at the left and right of `word`: 0 none, 1 a mark, 2 a mark behind a
    /// comma or colon.
    pub fn marks_beside(&self, word: u32) -> (u32, u32) {
        let side = |step: i64| match self.beside(word, step) {
            Some(next) if self.view.is_quotation_mark(next) => 1,
            Some(next) if self.view.is_punctuation(next) => match self.beside(word, 2 * step) {
                Some(next) if self.view.is_quotation_mark(next) => 2,
                _ => 3,
            },
            _ => 0,
        };
        (side(-1), side(1))
    }

    /// The way through the tree from one word to another: relations up to the common ancestor and down from
    /// it. Long ways are one and the same.
    pub fn path(&self, from: u32, to: u32) -> u32 {
        let view = &self.view;
        let mut up: Vec<u32> = vec![from];
        while up.len() < 5
            && let Some(head) = view.head(up[up.len() - 1])
        {
            up.push(head);
        }
        let mut down: Vec<u32> = vec![to];
        loop {
            let last = down[down.len() - 1];
            if let Some(steps) = up.iter().position(|&ancestor| ancestor == last) {
                let climbed = up[..steps].iter().map(|&word| self.relation(word) + 1);
                let descended = down[..down.len() - 1].iter().rev().map(|&word| self.relation(word) + 101);
                return climbed.chain(descended).fold(7, |path: u32, step| path.wrapping_mul(211) ^ step);
            }
            match view.head(last) {
                Some(head) if down.len() < 5 => down.push(head),
                _ => return NOTHING,
            }
        }
    }

    /// The highest words of a run: those whose head stands outside it.
    pub fn heads_of(&self, run: Run) -> impl Iterator<Item = u32> + '_ {
        (run.start..run.end).filter(move |&word| self.view.head(word).is_none_or(|head| !run.holds(head)))
    }

    /// The subject of a word's own clause.
    pub fn subject(&self, word: u32) -> Option<u32> {
        self.view.child(word, &[Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter])
    }

    /// The preposition of a word.
    pub fn case(&self, word: u32) -> u32 {
        self.lemma(self.view.child(word, &[Relation::Case]))
    }
}
