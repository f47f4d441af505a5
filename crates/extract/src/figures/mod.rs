//! Figures: quantities that matter to the conflict or the talks.

use crate::{Input, attribution::Attribution, entities::EntityTable};
use verbale_record::{Figure, Statement};

/// Finds the figures of the document, one for each quantity and claimant.
pub fn find(
    _input: Input<'_>,
    _entities: &EntityTable,
    _attributions: &[Attribution],
    _statements: &[Statement],
) -> Vec<Figure> {
    Vec::new()
}
