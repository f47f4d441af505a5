//! Text and where it came from: spans, offset maps, blocks, documents.
//!
//! Everything else in Verbale is a side table that points into a [`Document`]'s text. The text is
//! immutable, spans are bytes of UTF-8, and two types keep the two coordinate systems apart: a
//! [`Span`] lies in the clean text, a [`RawSpan`] in the bytes the document was read from.

mod block;
mod column;
mod document;
mod offsets;
mod problem;
mod span;

pub use block::{Block, BlockKind};
pub use column::{Column, Id};
pub use document::{ContentHash, Document, Parts};
pub use offsets::{OffsetMap, RunKind};
pub use problem::{Problem, ProblemKind};
pub use span::{RawSpan, Span};

typed_id! {
    /// The place of a [`Block`] in its document's `blocks`.
    pub struct BlockId;
}
