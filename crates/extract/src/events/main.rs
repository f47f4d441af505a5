//! The event that a sentence tells above all, where the filter listed none of its type.

use super::candidates::Reader;
use super::merge::Listed;
use super::sentence::SentenceTypes;
use super::triggers::Trigger;
use super::when;
use verbale_record::Event;

/// The share from which a sentence plainly stands for a type; chosen by the folds.
const PLAIN: f64 = 0.9;

/// The same where the document is that one sentence: it was written for something.
const ALONE: f64 = 0.0;

/// Adds the events that sentences plainly stand for and that are not there yet. Where a statement begins at the
/// word, its act has said already what it is.
pub(super) fn add(
    reader: &Reader<'_, '_>,
    types: &SentenceTypes,
    triggers: &[Trigger],
    events: &mut Vec<Event>,
) {
    let input = reader.input;
    let threshold = if types.len() == 1 { ALONE } else { PLAIN };
    for (id, sentence) in input.annotations.sentences.pairs() {
        let Some(main) = types.best(id).filter(|main| main.share >= threshold) else { continue };
        let inside = |event: &&Event| event.trigger_span.is_some_and(|span| sentence.span.overlaps(span));
        if events.iter().filter(inside).any(|event| event.kind == main.kind) {
            continue;
        }
        let trigger = triggers.iter().find(|one| one.word == main.word && one.entry.kind == main.kind);
        let trigger = trigger.cloned().unwrap_or_else(|| Trigger::of_verb(input, main.word, main.kind));
        let candidate = reader.candidate(&[], trigger);
        let status = candidate.reality.settled.unwrap_or(candidate.reality.status);
        if super::is_term_only(&candidate, status) || when::is_long_past(input, candidate.days) {
            continue;
        }
        let listed = Listed { candidate, status, probability: main.share };
        let event = super::event(input, events.len(), listed);
        events.push(Event { by: "model:sentence".to_owned(), ..event });
    }
}
