//! The language engine: from a document to sentences, words, tags, lemmas, trees and names.
//!
//! [`analyze`] cannot fail: any text gives layers. Loading a [`Model`] can.

pub mod classifier;
mod engine;
mod layers;
mod lists;
pub mod model;
pub mod neural;
mod sentences;
mod tokens;

pub use engine::{Model, Scratch, analyze, analyze_words, embedded_bytes, split};
pub use layers::{Annotations, Name, NameKind, Sentence, SentenceId, WordId, Words};
pub use lists::{Relation, Upos};
