//! The brief as one page of HTML.

use super::Brief;
use verbale_record::Record;

/// The page.
pub fn html(brief: &Brief, _records: &[Record]) -> String {
    brief.title.clone()
}
