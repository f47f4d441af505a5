//! Events: what happened, is planned or is claimed, coded in PLOVER.
//!
//! The lexicon says which words may name an event ([`triggers`]); the tree gives who, whom, when and where; a
//! learned filter says which of them a careful reader would list, a learned classifier how real each is; later
//! mentions of an event join the first. Statements yield events of their own ([`derived`]).

mod arguments;
mod candidates;
mod claims;
mod context;
mod derived;
mod filter;
mod lexicon;
mod main;
mod merge;
mod modes;
mod nearby;
mod noun_arguments;
mod participants;
mod place;
mod place_names;
mod sentence;
mod sentence_words;
mod status;
#[cfg(test)]
mod tests;
mod triggers;
mod when;

use crate::models::{self, EventModels};
use crate::{Input, attribution::Attribution, entities::EntityTable, times::Times};
pub use sentence::{SENTENCE_TRAINING, SentenceType, sentence_examples};

use candidates::{Candidate, Reader};
use merge::Listed;
use place_names::Places;
use sentence::SentenceTypes;
use triggers::Trigger;
use verbale_analyze::SentenceId;
use verbale_analyze::classifier::{Classifier, Example};
use verbale_record::{EntityId, Event, EventId, EventStatus, Record, Statement};
use verbale_text::{Id, Span};

/// Events less probable than this are left out.
const THRESHOLD: f64 = 0.25;

/// Finds the events of the document: those its predicates and nouns name, then those its statements yield.
pub fn find(
    input: Input<'_>,
    entities: &EntityTable,
    times: &Times,
    _attributions: &[Attribution],
    statements: &[Statement],
) -> Vec<Event> {
    find_with(models::events(), input, entities, times, statements)
}

/// The same with models of one's own, for measuring what training gives.
pub fn find_with(
    models: &EventModels,
    input: Input<'_>,
    entities: &EntityTable,
    times: &Times,
    statements: &[Statement],
) -> Vec<Event> {
    let triggers = triggers::find(input);
    let types = SentenceTypes::of(&models.sentences, input, statements, &triggers);
    let reader = Reader { input, entities, times, statements, places: Places::of(input, entities) };
    let listed = listed(models, &reader, &types, &triggers);
    let mut events: Vec<Event> =
        listed.into_iter().enumerate().map(|(row, one)| event(input, row, one)).collect();
    events.extend(derived::of_statements(statements, events.len()));
    main::add(&reader, &types, &triggers, &mut events);
    events
}

/// The type that the document's sentence number `sentence` stands for.
pub fn sentence_type(
    models: &EventModels,
    input: Input<'_>,
    statements: &[Statement],
    sentence: SentenceId,
) -> Option<SentenceType> {
    SentenceTypes::of(&models.sentences, input, statements, &triggers::find(input)).best(sentence)
}

fn listed<'s>(
    models: &EventModels,
    reader: &Reader<'_, 's>,
    types: &SentenceTypes,
    triggers: &[Trigger],
) -> Vec<Listed<'s>> {
    let mut listed: Vec<Listed<'s>> = Vec::new();
    for candidate in reader.all(triggers) {
        if when::is_long_past(reader.input, candidate.days) {
            continue;
        }
        let features = filter::features(reader.input, reader.entities, types, &candidate);
        let probability = models::probability(&models.events, &features, 1);
        if probability < THRESHOLD {
            continue;
        }
        let status = candidate.reality.settled.unwrap_or_else(|| filter::status(models, &features).0);
        if is_term_only(&candidate, status) {
            continue;
        }
        let one = Listed { candidate, status, probability };
        // A word is one event: the likelier of its types stays.
        match listed.last_mut().filter(|last| last.candidate.trigger.word == one.candidate.trigger.word) {
            Some(last) if last.probability < one.probability => *last = one,
            Some(_) => {}
            None => listed.push(one),
        }
    }
    merge::once_each(listed, |id| reader.entities.party(id).map(str::to_owned))
}

/// A truce that is not in force yet is a term.
fn is_term_only(candidate: &Candidate<'_>, status: EventStatus) -> bool {
    let ahead = |status: EventStatus| {
        matches!(status, EventStatus::Proposed | EventStatus::Planned | EventStatus::Hypothetical)
    };
    candidate.trigger.entry.modes.contains(&"ceasefire")
        && (ahead(status) || candidate.reality.status == EventStatus::Proposed)
}

fn event(input: Input<'_>, row: usize, listed: Listed<'_>) -> Event {
    let Listed { candidate, status, probability } = listed;
    let claimed_by: Vec<EntityId> = match candidate.claim {
        Some(claim) if status == EventStatus::Claimed => claim.statement.speakers.clone(),
        _ => Vec::new(),
    };
    Event {
        id: EventId::from_index(row),
        kind: candidate.trigger.entry.kind,
        modes: modes::of(input, &candidate.trigger),
        status,
        claimed_by,
        contexts: context::of_paragraph(input, candidate.trigger.word),
        actors: candidate.participants.actors,
        recipients: candidate.participants.recipients,
        date: candidate.days.map(|(days, _)| when::extended(input, days, status)),
        place: candidate.place,
        trigger_span: Some(candidate.trigger.span),
        cameo: Some(candidate.trigger.entry.cameo.to_owned()),
        statement: None,
        by: "model:events".to_owned(),
        probability: (probability * 1000.0).round() / 1000.0,
    }
}

/// Training examples of one document.
#[derive(Clone, Debug, Default)]
pub struct EventExamples {
    /// One a candidate: class 1 where gold lists it.
    pub listed: Vec<Example>,
    /// One a candidate that gold lists: the class is its status.
    pub status: Vec<Example>,
}

/// The training examples that a gold record gives. `sentences`: the finished classifier of sentences.
pub fn examples(
    sentences: &Classifier,
    input: Input<'_>,
    entities: &EntityTable,
    times: &Times,
    statements: &[Statement],
    gold: &Record,
) -> EventExamples {
    let triggers = triggers::find(input);
    let types = SentenceTypes::of(sentences, input, statements, &triggers);
    let reader = Reader { input, entities, times, statements, places: Places::of(input, entities) };
    let candidates = reader.all(&triggers);
    let mut examples = EventExamples::default();
    let matched = matched(&candidates, &gold.events);
    for (candidate, gold) in candidates.iter().zip(matched) {
        let features = filter::features(input, entities, &types, candidate);
        if let Some(gold) = gold {
            let class = EventStatus::ALL.iter().position(|status| *status == gold.status).unwrap_or(0);
            examples.status.push(Example { features: features.clone(), class, weight: 1.0 });
        }
        examples.listed.push(Example { features, class: usize::from(gold.is_some()), weight: 1.0 });
    }
    examples
}

/// The gold event of each candidate: of its type, at its words; else at most this many bytes away, where no
/// candidate stands at the gold words.
const NEAR: u32 = 60;

fn matched<'g>(candidates: &[Candidate<'_>], gold: &'g [Event]) -> Vec<Option<&'g Event>> {
    let mut matched: Vec<Option<&'g Event>> = vec![None; candidates.len()];
    let gap = |one: Span, other: Span| one.start.max(other.start).saturating_sub(one.end.min(other.end));
    for event in gold.iter().filter(|event| event.statement.is_none()) {
        let Some(trigger) = event.trigger_span else { continue };
        let nearest = candidates
            .iter()
            .enumerate()
            .filter(|(row, candidate)| candidate.trigger.entry.kind == event.kind && matched[*row].is_none())
            .map(|(row, candidate)| (gap(candidate.trigger.span, trigger), row))
            .min();
        if let Some((distance, row)) = nearest
            && distance <= NEAR
        {
            matched[row] = Some(event);
        }
    }
    matched
}
