//! What every reader gives: documents found, and items that are none, each with the reason.

use verbale_text::Document;

/// A document found in the input.
#[derive(Clone, Debug)]
pub struct Found {
    /// The document.
    pub document: Document,
    /// The bytes it was read from, where they are not its text's own.
    pub raw: Option<Vec<u8>>,
}

/// An input that could not be read, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rejected {
    /// File or line.
    pub origin: String,
    /// Why.
    pub reason: String,
}

impl std::fmt::Display for Rejected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.origin, self.reason)
    }
}

/// One item of the input.
pub type Item = Result<Found, Rejected>;
