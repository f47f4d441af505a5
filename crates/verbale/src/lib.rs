//! The facade: one engine, the pipeline, queries, exports and view structs.

pub mod annotated;
pub mod archive;
pub mod brief;
pub mod changes;
pub mod contradictions;
mod counts;
pub mod dossier;
mod error;
pub mod evaluation;
pub mod excerpt;
pub mod happenings;
mod input;
pub mod json;
pub mod listing;
pub mod phrases;
mod pipeline;
pub mod positions;
mod project;
pub mod reading;
pub mod search;
pub mod stories;
pub mod table;

pub use error::{Error, ErrorKind, Result};
pub use input::{InputOptions, Inputs, is_pattern};
pub use pipeline::Engine;
pub use project::{PROJECT_FILE, Project};
pub use verbale_ingest::{FieldMap, Found, Item, Rejected, parse_published};
pub use verbale_record as record;
pub use verbale_store as store;
pub use verbale_text as text;
