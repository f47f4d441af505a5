//! Bytes → [`Document`](verbale_text::Document)s: which format it is, the text, its blocks, and the way back.
//!
//! - [`sniff`] tells the format from a file's name and first bytes.
//! - [`read_text`] reads a `.txt` or `.md` file: one document, nothing removed.
//! - [`JsonLines`] reads one object a line: each line is a document or a [`Rejection`] that says why not.
//! - [`find_blocks`] tells headlines, decks, bylines, datelines, labels, captions, boilerplate and
//!   repeats from the paragraphs that are read.
//!
//! No files are opened here: the caller does that, and asks [`check_size`] before it loads one.

mod blocks;
mod decode;
mod format;
mod json_fields;
mod json_lines;
mod options;
mod published;
mod text_file;

pub use blocks::find_blocks;
pub use format::{Format, sniff};
pub use json_lines::{JsonLines, Reason, Rejection};
pub use options::{DEFAULT_LIMIT, HARD_LIMIT, Options, TooLarge, check_size};
pub use published::{UnreadableDate, parse_published};
pub use text_file::read_text;
