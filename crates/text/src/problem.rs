//! What was odd about an input, kept beside the result so that nothing is dropped silently.

use crate::RawSpan;
use std::fmt;

/// The kind of a [`Problem`].
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ProblemKind {
    /// Bytes that are not UTF-8, replaced by U+FFFD.
    InvalidBytes,
    /// A NUL byte in the text.
    NulByte,
    /// A document without any text.
    Empty,
    /// A field that could not be read (a date, say) and was left open.
    UnreadableField,
}

/// One oddity: what, where in the source, and a sentence for a person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// What kind of oddity.
    pub kind: ProblemKind,
    /// Where in the source, if it has a place.
    pub raw: Option<RawSpan>,
    /// A sentence for a person.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.raw {
            Some(raw) => write!(f, "{} (byte {})", self.message, raw.start),
            None => f.write_str(&self.message),
        }
    }
}
