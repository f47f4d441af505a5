//! What is known of the world before an article is read: states, offices and their holders with dates,
//! institutions, armed groups, international bodies, news outlets, nouns for roles, first names.
//!
//! Facts only, in the tab-separated tables under `data/`, each naming its sources. [`Knowledge::builtin`] is
//! what the binary carries; [`Knowledge::add`] lays a project's own rows over it (`docs/knowledge.md`).

mod date;
mod facts;
mod fold;
mod holders;
mod index;
mod known;
mod nouns;
pub mod places;
mod table;

pub use facts::{Sense, Thing, ThingId, ThingKind, WordUse};
pub use fold::{Atom, Case, atoms, slug};
pub use holders::Tenure;
pub use index::Hit;
pub use known::Knowledge;
pub use nouns::{Gender, Noun, NounSense, Standing};
pub use table::FactsError;
