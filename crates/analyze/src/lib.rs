//! The language engine: from a document to sentences, words, tags, lemmas, trees and names.
//!
//! [`analyze`] cannot fail: any text gives layers. Loading a [`Model`] can.

pub mod classifier;
mod layers;
mod lists;
pub mod model;

pub use layers::{Annotations, Name, NameKind, Sentence, SentenceId, WordId, Words};
pub use lists::{Relation, Upos};
