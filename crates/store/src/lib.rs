//! The archive: one SQLite file with every text, every record and the index to search them.
//!
//! `docs/archive.md` says what each table holds. [`Archive::open`] opens, [`Archive::add`] writes a batch in
//! one transaction, [`Archive::record`] gives a record back as it was, [`Archive::verify`] compares every
//! span with its text, [`Archive::forget`] removes a document and all that came of it.

mod documents;
mod error;
mod find;
mod forget;
mod near_copies;
mod open;
mod read;
mod rows;
mod search;
mod verify;
mod write;

pub use documents::{DocumentKey, DocumentRow, Resolved};
pub use error::ArchiveError;
pub use find::{Finding, Search};
pub use near_copies::Sketch;
pub use open::{APPLICATION_ID, Access, Archive, SCHEMA_VERSION};
pub use search::Hit;
pub use verify::Fault;
pub use write::{Held, NewDocument, Run};
