//! Whether the verb above a time expression looks back or ahead.

use super::calendar::Direction;
use crate::Input;
use crate::clauses::{self, TimeOfVerb};
use verbale_analyze::WordId;
use verbale_text::Span;

/// Verbs whose objects lie ahead: "proposed a truce from 1 April", "scheduled talks for Monday".
const AHEAD: &[&str] = &[
    "propose", "plan", "schedule", "offer", "promise", "demand", "suggest", "expect", "arrange", "urge",
    "seek", "set", "pledge",
];

/// "*from* 1 April", "*until* May": what is proposed begins or ends then.
fn starts_something(input: Input<'_>, first: WordId) -> bool {
    let words = &input.annotations.words;
    let here = [Some(first), first.0.checked_sub(1).map(WordId)].into_iter().flatten();
    here.into_iter()
        .any(|word| matches!(words.lemma(word), "from" | "until" | "till" | "by" | "start" | "begin"))
}

/// The direction of the nearest verb that tells, climbing from the expression's first word.
///
/// A verb of the past tells only what hangs on it: in "bonds due on 15 December were sold" the day is that of
/// the bonds. A verb that points ahead tells of nouns below it as well ("will sign at a meeting on Monday").
pub(super) fn of(input: Input<'_>, span: Span) -> Direction {
    let annotations = input.annotations;
    let Some(first) = annotations.words_in(span).next().or_else(|| annotations.word_at(span.start)) else {
        return Direction::Open;
    };
    let mut at = Some(first);
    let mut through_noun = false;
    while let Some(word) = at {
        if clauses::is_predicate(annotations, word) {
            match clauses::time_of_verb(input, word) {
                TimeOfVerb::Past
                    if AHEAD.contains(&annotations.words.lemma(word))
                        && (through_noun || starts_something(input, first)) =>
                {
                    return Direction::Future;
                }
                TimeOfVerb::Past if through_noun => return Direction::Open,
                TimeOfVerb::Past => return Direction::Past,
                TimeOfVerb::Future => return Direction::Future,
                TimeOfVerb::Present => return Direction::Open,
                TimeOfVerb::None => {}
            }
        } else if !span.contains(annotations.words.span(word)) {
            through_noun = true;
        }
        at = annotations.words.head(word);
    }
    Direction::Open
}
