//! What the caller knows about an input, and how large it may be.

use crate::json_fields::FieldMap;
use crate::published::{UnreadableDate, parse_published_at};
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Files and lines over this many bytes are refused unless the caller allows more: an article is never so long.
pub const DEFAULT_LIMIT: u64 = 50 * 1024 * 1024;

/// No limit goes beyond this: offsets are 32 bits wide, and a text can grow to three times its bytes
/// (each invalid byte becomes U+FFFD).
pub const HARD_LIMIT: u64 = u32::MAX as u64 / 3;

/// What the caller knows about an input. What the input says itself comes first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// Path or URL; JSON lines add their number to it.
    pub origin: String,
    /// The document's id. Not used for JSON lines, which are many documents.
    pub id: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// The article's address. Not used for JSON lines.
    pub url: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The language (ISO 639-1).
    pub language: Option<String>,
    /// The day of a moment is the day it was in this zone. Without it, where it was written.
    pub zone: Option<TimeZone>,
    /// Names of fields and columns, beside those that are known.
    pub fields: FieldMap,
    /// How many bytes a file or a line may have.
    pub limit: u64,
}

impl Options {
    /// Nothing known but where it comes from.
    pub fn new(origin: impl Into<String>) -> Self {
        Self {
            origin: origin.into(),
            id: None,
            source: None,
            url: None,
            published: None,
            language: None,
            zone: None,
            fields: FieldMap::default(),
            limit: DEFAULT_LIMIT,
        }
    }
}

impl Options {
    /// The day of publication that `written` names.
    pub(crate) fn day(&self, written: &str) -> Result<Date, UnreadableDate> {
        parse_published_at(written, self.zone.as_ref())
    }
}

/// An input over its size limit.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{origin}: {bytes} bytes, more than the {limit} allowed; split it, or allow larger inputs")]
pub struct TooLarge {
    /// Where it comes from.
    pub origin: String,
    /// Its size.
    pub bytes: u64,
    /// What is allowed.
    pub limit: u64,
}

/// Refuses an input of `bytes` bytes over the options' limit. To be asked before the file is loaded.
pub fn check_size(bytes: u64, options: &Options) -> Result<(), TooLarge> {
    let limit = options.limit.min(HARD_LIMIT);
    if bytes <= limit {
        return Ok(());
    }
    Err(TooLarge { origin: options.origin.clone(), bytes, limit })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_the_last_size_allowed() {
        let mut options = Options::new("big.txt");
        assert_eq!(check_size(DEFAULT_LIMIT, &options), Ok(()));
        let refused = check_size(DEFAULT_LIMIT + 1, &options).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "big.txt: 52428801 bytes, more than the 52428800 allowed; split it, or allow larger inputs"
        );
        options.limit = u64::MAX;
        assert_eq!(check_size(DEFAULT_LIMIT + 1, &options), Ok(()));
        assert_eq!(check_size(HARD_LIMIT + 1, &options).unwrap_err().limit, HARD_LIMIT);
    }
}
