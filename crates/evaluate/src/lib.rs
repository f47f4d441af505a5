//! Scorers: how far what Verbale reads agrees with what careful people wrote down.
//!
//! Each scorer takes what was already read into memory, gives counts as a typed struct, and can print
//! them as text. [`record`] compares whole records with hand-coded ones, [`polnear`] attributions with
//! PolNeAR's, [`coreference`] pronouns and role nouns with GUM's clusters, [`treebank`] the language layers with
//! Universal Dependencies and named-entity files.
//! [`places`] compares the points of place names with marked ones, [`timex`] time expressions,
//! [`coded_sentences`] the types of PLOVER's sentences, [`stories`] a day's stories with hand-made ones. [`floors`] holds
//! measured figures against the committed baseline.

pub mod coded_sentences;
pub mod coreference;
pub mod floors;
mod markup;
mod measure;
pub mod pages;
pub mod places;
pub mod polnear;
pub mod record;
pub mod stories;
pub mod timex;
pub mod treebank;

pub use measure::{Rate, Tally};
