//! The brief as Markdown.

use super::Brief;

/// The brief as Markdown.
pub fn markdown(brief: &Brief) -> String {
    brief.title.clone()
}
