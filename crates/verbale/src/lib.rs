//! The facade: one engine, the pipeline, queries, exports and view structs.

mod error;
mod input;
mod pipeline;

pub use error::{Error, ErrorKind, Result};
pub use input::{Found, InputOptions, Inputs, Rejected};
pub use pipeline::Engine;
pub use verbale_record as record;
