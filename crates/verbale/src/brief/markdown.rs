//! The brief as Markdown.
