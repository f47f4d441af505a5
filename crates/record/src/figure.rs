//! Figures: quantities that matter to the conflict or the talks.

use crate::{DateRange, EntityId, FigureId};
use serde::{Deserialize, Serialize};
use verbale_text::Span;

/// A quantity, what it counts and who says so.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Figure {
    /// Its id in this record.
    pub id: FigureId,
    /// Low and high; the same number twice where it is no range.
    pub value: [f64; 2],
    /// "%", "person", "day", "km2", "USD", "kg", else the counted noun in the singular.
    pub unit: String,
    /// What is counted, a short phrase from the text.
    pub of: String,
    /// "about", "nearly", "at least".
    #[serde(default)]
    pub approximate: bool,
    /// The day or days it holds for.
    #[serde(default)]
    pub as_of: Option<DateRange>,
    /// Who says so, null where the reporter does.
    #[serde(default)]
    pub claimed_by: Option<EntityId>,
    /// The number with its approximator and counted noun.
    pub span: Option<Span>,
}
