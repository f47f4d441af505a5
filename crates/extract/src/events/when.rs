//! When an event took place: the time expression that its words or its clause carry.

use super::triggers::Trigger;
use crate::Input;
use crate::clauses;
use crate::times::{Time, Times};
use verbale_analyze::{Relation, WordId};
use verbale_record::{DateRange, EventStatus};

/// How a date was found, closest first.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Nearness {
    /// On the event's own words or its verb.
    Own,
    /// On a verb above or beside.
    Clause,
    /// Elsewhere in the sentence.
    Sentence,
}

/// The days of the event, and how close to it they stand.
pub(super) fn of(input: Input<'_>, times: &Times, trigger: &Trigger) -> Option<(DateRange, Nearness)> {
    let annotations = input.annotations;
    let sentence = annotations.words.sentence(trigger.word);
    let span = annotations.sentences[sentence].span;
    let mut best: Option<((Nearness, u32), DateRange)> = None;
    for time in times.inside(span) {
        let Some(days) = time.days else { continue };
        let nearness = nearness(input, trigger, time);
        let distance = time.span.start.abs_diff(trigger.span.start);
        let key = (nearness, distance);
        if best.as_ref().is_none_or(|(known, _)| key < *known) {
            best = Some((key, days));
        }
    }
    best.map(|((nearness, _), days)| (days, nearness))
}

/// How the time hangs in the tree: under the event, under its verb, or elsewhere.
fn nearness(input: Input<'_>, trigger: &Trigger, time: &Time) -> Nearness {
    let annotations = input.annotations;
    let Some(first) = annotations.words_in(time.span).next().or_else(|| annotations.word_at(time.span.start))
    else {
        return Nearness::Sentence;
    };
    // The head of the time's words: the one whose head lies outside.
    let mut top = first;
    while let Some(head) = annotations.words.head(top) {
        if !time.span.contains(annotations.words.span(head)) {
            break;
        }
        top = head;
    }
    let above = annotations.words.head(top);
    let carrier = trigger.arguments.carrier;
    if above == Some(trigger.word) || (above.is_some() && above == carrier) {
        return Nearness::Own;
    }
    let governor = clauses::governing_predicate(annotations, top);
    let own = trigger.own_predicate(input);
    if governor == Some(trigger.word) || (governor.is_some() && (governor == carrier || governor == own)) {
        return Nearness::Own;
    }
    match governor {
        Some(governor) if shares_clause(input, governor, carrier.unwrap_or(trigger.word)) => Nearness::Clause,
        _ => Nearness::Sentence,
    }
}

/// One verb is joined to, or directly below, the other, and neither reports the other.
fn shares_clause(input: Input<'_>, one: WordId, other: WordId) -> bool {
    let words = &input.annotations.words;
    let linked = |below: WordId, above: WordId| {
        words.head(below) == Some(above)
            && matches!(
                words.relation(below),
                Relation::Conj | Relation::Advcl | Relation::Xcomp | Relation::Acl | Relation::AclRelcl
            )
    };
    linked(one, other) || linked(other, one)
}

/// How many years back an event of the record may lie: what nobody who reads has lived through is history.
const YEARS: i16 = 75;

/// True where the days lie so far back that they are told as background.
pub(super) fn is_long_past(input: Input<'_>, days: Option<(DateRange, Nearness)>) -> bool {
    let (Some(today), Some(([_, last], _))) = (input.document.published(), days) else { return false };
    last.year() < today.year() - YEARS
}

/// What goes on runs to the day of publication.
pub(super) fn extended(input: Input<'_>, days: DateRange, status: EventStatus) -> DateRange {
    match input.document.published() {
        Some(today) if status == EventStatus::Ongoing && days[1] < today => [days[0], today],
        _ => days,
    }
}
