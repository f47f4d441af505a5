//! From annotations to the record: attributions, entities, statements, events, figures and terms.
//!
//! A stage is a function that borrows the layers below it and returns its own; [`extract`] shows them all.

pub mod attribution;
pub mod entities;
pub mod events;
pub mod figures;
pub mod statements;
pub mod terms;
pub mod times;

mod clauses;
mod models;
mod numerals;
mod scan;
#[cfg(test)]
mod testing;

mod pipeline;

pub use models::EventModels;
pub use pipeline::{Input, extract, extract_with};
