//! Terms: points of agreements, proposals and lists of conditions.

use crate::{Input, entities::EntityTable};
use verbale_record::{Figure, Statement, Term};

/// Finds the terms of the document with proposer, addressee, duration and each party's status.
pub fn find(
    _input: Input<'_>,
    _entities: &EntityTable,
    _statements: &[Statement],
    _figures: &[Figure],
) -> Vec<Term> {
    Vec::new()
}
