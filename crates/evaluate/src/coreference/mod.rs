//! Scores coreference: do pronouns and role nouns lead to the right named entity?
//!
//! The gold is GUM's: its treebank gives the running text, the sentences and the heads, its entity files the
//! mentions with their clusters. A mention is a **name** where its head is a proper noun, a **pronoun** where its
//! head is a pronoun, a **role noun** where it is a common noun ("the minister", "the company"); "the President",
//! with nothing but such a title, is a role noun whatever its tag. A common noun with a name of its own behind it
//! ("coach Ana Quispe") is a name.
//!
//! What counts for recall is every pronoun and every role noun of a person, organisation or place whose cluster has
//! a name. What counts for precision is every pronoun and common noun that was resolved to an entity with a
//! name, whether or not the gold has such a mention there. It is right where most names of that entity stand in
//! the gold's cluster.

mod gold;
mod score;

pub use gold::{CoreferenceError, GoldDocument, MentionKind, read_coreference};
pub use score::{CoreferenceScore, MadeMention, Verdict, score};

#[cfg(test)]
mod tests;
