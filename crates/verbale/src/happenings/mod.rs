//! What happened, when, where, how much and on what terms: rows for the timeline, places, figures and terms.
//!
//! A text that several outlets carry is told once, as in the lists of statements and events.

mod calendar_file;
mod figures;
mod places;
mod tables;
mod terms;
#[cfg(test)]
mod tests;
mod timeline;

pub use calendar_file::calendar_file;
pub use figures::{Against, FigureRow, figures};
pub use places::{PlaceRow, geojson, places};
pub use tables::{figure_table, place_table, term_table, timeline_table};
pub use terms::{TermRow, terms};
pub use timeline::{Happening, timeline};
