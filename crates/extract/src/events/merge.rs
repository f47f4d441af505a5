//! One event once: later mentions of what is listed already are joined to it.

use super::candidates::Candidate;
use super::when::Nearness;
use verbale_record::{EntityId, EventStatus};

/// A candidate that is listed, with its status.
#[derive(Clone, Debug)]
pub(super) struct Listed<'s> {
    /// The candidate.
    pub candidate: Candidate<'s>,
    /// How real it is.
    pub status: EventStatus,
    /// Of the listing.
    pub probability: f64,
}

/// Joins mentions of one event: one type, sides that do not differ, days that may be the same, and one word (or
/// any word, for meetings and agreements). The fullest mention stays.
pub(super) fn once_each<'s>(
    listed: Vec<Listed<'s>>,
    party: impl Fn(EntityId) -> Option<String>,
) -> Vec<Listed<'s>> {
    let mut kept: Vec<Listed<'s>> = Vec::new();
    for one in listed {
        match kept.iter_mut().find(|known| is_same(&known.candidate, &one.candidate, &party)) {
            Some(known) => join(known, one),
            None => kept.push(one),
        }
    }
    kept.sort_by_key(|one| one.candidate.trigger.span);
    kept
}

/// Words for one kind of deed, so that "the talks" may take up "negotiations".
const FAMILIES: &[&[&str]] = &[
    &["kill", "killing", "shoot", "shooting", "murder", "assassinate", "assassination", "execute", "die"],
    &["offensive", "operation", "campaign"],
    &["attack", "strike", "airstrike", "raid", "bombing", "hit"],
    &["visit", "trip", "tour", "travel", "arrive"],
    &["talk", "negotiation", "consultation", "discussion", "round", "meeting", "meet"],
    &["call", "phone", "conversation", "speak"],
    &["blockade", "siege", "block"],
    &["suspend", "pause", "suspension"],
    &["impose", "sanction", "embargo", "tariff"],
];

fn related(one: &str, other: &str) -> bool {
    one == other || FAMILIES.iter().any(|family| family.contains(&one) && family.contains(&other))
}

fn is_same(one: &Candidate<'_>, other: &Candidate<'_>, party: &impl Fn(EntityId) -> Option<String>) -> bool {
    let (first, second) = (one.trigger.entry, other.trigger.entry);
    if first.kind != second.kind {
        return false;
    }
    // The same word under two readings.
    if one.trigger.span.overlaps(other.trigger.span) {
        return true;
    }
    let days = match (one.days, other.days) {
        (Some(([a, b], _)), Some(([c, d], _))) => a <= d && c <= b,
        _ => true,
    };
    if !days || !related(first.word, second.word) {
        return false;
    }
    let actors = sides_agree(&one.participants.actors, &other.participants.actors, party);
    let recipients = sides_agree(&one.participants.recipients, &other.participants.recipients, party);
    match (actors, recipients) {
        (Some(false), _) | (_, Some(false)) => false,
        (None, None) => first.word == second.word && (is_bare(one) || is_bare(other)),
        (Some(true), _) => first.word == second.word || recipients == Some(true),
        (None, Some(true)) => same_person(one, other),
    }
}

/// Whether two sides may be one: all parties of the smaller in the larger; none where a side is not told.
fn sides_agree(
    one: &[EntityId],
    other: &[EntityId],
    party: &impl Fn(EntityId) -> Option<String>,
) -> Option<bool> {
    let sides = |ids: &[EntityId]| -> Vec<String> {
        ids.iter().map(|&id| party(id).unwrap_or_else(|| id.to_string())).collect()
    };
    let (one, other) = (sides(one), sides(other));
    if one.is_empty() || other.is_empty() {
        return None;
    }
    let within = |small: &[String], large: &[String]| small.iter().all(|side| large.contains(side));
    Some(within(&one, &other) || within(&other, &one))
}

/// A mention that tells neither sides nor a day of its own.
fn is_bare(candidate: &Candidate<'_>) -> bool {
    candidate.participants.actors.is_empty()
        && candidate.participants.recipients.is_empty()
        && !matches!(candidate.days, Some((_, Nearness::Own)))
}

fn same_person(one: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    one.participants.recipients.iter().any(|id| other.participants.recipients.contains(id))
}

/// The likelier mention stays, and takes from the other what it does not tell itself.
fn join<'s>(known: &mut Listed<'s>, other: Listed<'s>) {
    let mut other = other;
    if other.probability > known.probability {
        std::mem::swap(known, &mut other);
    }
    let (one, more) = (&mut known.candidate, other.candidate);
    if one.participants.actors.len() < more.participants.actors.len() && one.participants.actors.len() < 2 {
        one.participants.actors = more.participants.actors;
    }
    if one.participants.recipients.is_empty() {
        let actors = &one.participants.actors;
        one.participants.recipients =
            more.participants.recipients.into_iter().filter(|id| !actors.contains(id)).collect();
    }
    one.days = one.days.or(more.days);
    one.place = one.place.take().or(more.place);
}
