//! Whether the verb above a time expression looks back or ahead.

use super::calendar::Direction;
use crate::Input;
use crate::clauses::{self, TimeOfVerb};
use verbale_text::Span;

/// The direction of the nearest verb that tells, climbing from the expression's first word.
pub(super) fn of(input: Input<'_>, span: Span) -> Direction {
    let annotations = input.annotations;
    let Some(first) = annotations.words_in(span).next().or_else(|| annotations.word_at(span.start)) else {
        return Direction::Open;
    };
    let mut at = Some(first);
    while let Some(word) = at {
        if clauses::is_predicate(annotations, word) {
            match clauses::time_of_verb(input, word) {
                TimeOfVerb::Past => return Direction::Past,
                TimeOfVerb::Future => return Direction::Future,
                TimeOfVerb::Present | TimeOfVerb::None => {}
            }
        }
        at = annotations.words.head(word);
    }
    Direction::Open
}
