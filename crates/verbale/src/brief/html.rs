//! The brief as one page of HTML.
