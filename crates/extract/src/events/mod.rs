//! Events: what happened, is planned or is claimed, coded in PLOVER.

use crate::{Input, attribution::Attribution, entities::EntityTable, times::Times};
use verbale_record::{Event, Statement};

/// Finds the events of the document: those its predicates and nouns name, then those its statements yield.
pub fn find(
    _input: Input<'_>,
    _entities: &EntityTable,
    _times: &Times,
    _attributions: &[Attribution],
    _statements: &[Statement],
) -> Vec<Event> {
    Vec::new()
}
