//! Bytes → [`Document`](verbale_text::Document)s: which format it is, the text, its blocks, and the way back.
//!
//! - [`read`] reads any input: it tells the format ([`sniff`]), undoes gzip, and gives each document or the reason
//!   why there is none.
//! - [`read_text`] reads a `.txt` or `.md` file: one document, nothing removed.
//! - [`JsonLines`] reads one object a line: each line is a document or a [`Rejection`] that says why not.
//! - [`find_blocks`] tells headlines, decks, bylines, datelines, labels, captions, boilerplate and
//!   repeats from the paragraphs that are read.
//! - [`Source`] holds a document's text against the bytes it was read from.
//!
//! No files are opened here: the caller does that, and asks [`check_size`] before it loads one.

mod blocks;
mod charset;
mod decode;
mod docx;
mod feeds;
mod format;
mod html;
mod json_fields;
mod json_files;
mod json_lines;
mod markdown;
mod open;
mod options;
mod published;
mod records;
mod source;
mod tables;
mod text_file;
mod warc;
mod xml;

pub use blocks::find_blocks;
pub use format::{ENDINGS, Format, sniff};
pub use html::domain;
pub use json_fields::FieldMap;
pub use json_lines::{JsonLines, Reason, Rejection};
pub use open::{Items, read};
pub use options::{DEFAULT_LIMIT, HARD_LIMIT, Options, TooLarge, check_size};
pub use published::{UnreadableDate, parse_published};
pub use records::{Found, Item, Rejected};
pub use source::Source;
pub use text_file::read_text;
