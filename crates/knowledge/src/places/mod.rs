//! Places: which point of the earth a name in a text means.
//!
//! [`Gazetteer`] holds the names (towns, regions and districts of GeoNames, CC BY 4.0; countries, seas, straits
//! and regions of a front or a dispute in tables of our own under `data/places`), [`resolve`] chooses among the
//! places of a name by what the rest of the text speaks of.

mod candidates;
mod gazetteer;
mod place;
mod resolve;
mod surroundings;
mod table;

pub use gazetteer::{CitiesError, Gazetteer};
pub use place::{GazetteerPlace, PlaceKind, kilometres};
pub use resolve::{Setting, resolve};
pub use table::{Table, TableError, TableWriter};
