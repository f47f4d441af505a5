//! Scores the language layers: CoNLL-U treebanks from raw text and with gold words, named-entity files.
//!
//! From raw text ([`score_conll2018`]) the figures are those of the CoNLL 2018 shared task: words aligned
//! by characters, punctuation counted, features restricted to the universal ones, relations compared
//! without their subtypes; one figure more compares them with subtypes. With gold words
//! ([`score_gold_tokens`]) the same things are plain accuracies.

mod alignment;
mod conll2018;
mod conllu;
mod engine;
mod gold_tokens;
mod named_entities;

pub use conll2018::{ConllScore, score_conll2018};
pub use conllu::{ConlluError, read_conllu};
pub(crate) use engine::word_spans;
pub use engine::{LanguageScore, NameScore, score_engine, score_engine_names};
pub use gold_tokens::{GoldTokenScore, WordCountError, score_gold_tokens};
pub use named_entities::{ENTITY_KINDS, EntityScore, EntitySentence, NamedEntity, read_iob2, score_entities};

use std::ops::Range;
use verbale_text::Span;

/// A syntactic word.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Word {
    /// The word as written, or as the treebank splits it off.
    pub form: String,
    /// The dictionary form; "_" where the gold leaves it open.
    pub lemma: String,
    /// Part of speech.
    pub upos: String,
    /// Features ("Mood=Ind|Tense=Past"), "_" for none.
    pub feats: String,
    /// The head's place among the sentence's words; none for the root.
    pub head: Option<usize>,
    /// Relation to the head.
    pub deprel: String,
}

/// An orthographic token and the words it is made of: one, or several in a multi-word token ("don't").
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Token {
    /// Where it stands, in bytes of the document's text.
    pub span: Span,
    /// Its words, by their place in the sentence.
    pub words: Range<usize>,
}

/// A sentence: its tokens in order, and their words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TreebankSentence {
    /// Its id, where it has one.
    pub id: String,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its words.
    pub words: Vec<Word>,
}

/// A document of a treebank with its running text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TreebankDocument {
    /// Its id.
    pub id: String,
    /// Its text, paragraphs divided by an empty line.
    pub text: String,
    /// Its paragraphs.
    pub paragraphs: Vec<Span>,
    /// Its sentences.
    pub sentences: Vec<TreebankSentence>,
}

/// The features that the shared task compares.
const UNIVERSAL_FEATURES: [&str; 21] = [
    "PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr", "Gender", "Animacy", "Number", "Case",
    "Definite", "Degree", "VerbForm", "Mood", "Tense", "Aspect", "Voice", "Evident", "Polarity", "Person",
    "Polite",
];

/// The universal ones among some features, in order.
fn universal_features(feats: &str) -> Vec<&str> {
    let name = |pair: &str| -> bool {
        UNIVERSAL_FEATURES.contains(&pair.split_once('=').map_or(pair, |(name, _)| name))
    };
    let mut features: Vec<&str> = feats.split('|').filter(|pair| name(pair)).collect();
    features.sort_unstable();
    features
}

/// A relation without its subtype.
fn universal(deprel: &str) -> &str {
    deprel.split_once(':').map_or(deprel, |(relation, _)| relation)
}

#[cfg(test)]
mod tests;
