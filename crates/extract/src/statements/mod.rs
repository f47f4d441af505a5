//! Statements: attributions with speakers, act, addressees, issues and stances.

use crate::{Input, attribution::Attribution, entities::EntityTable, times::Times};
use verbale_record::Statement;

/// Builds one statement for each attribution, in the same order: `statements[i]` comes of `attributions[i]`.
pub fn build(
    _input: Input<'_>,
    _entities: &EntityTable,
    _attributions: &[Attribution],
    _times: &Times,
) -> Vec<Statement> {
    Vec::new()
}
