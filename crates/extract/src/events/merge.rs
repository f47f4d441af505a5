//! One event once: later mentions of what is listed already are joined to it.

use super::candidates::Candidate;
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
            Some(known) if fullness(&one.candidate) > fullness(&known.candidate) => *known = one,
            Some(_) => {}
            None => kept.push(one),
        }
    }
    kept.sort_by_key(|one| one.candidate.trigger.span);
    kept
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
    let sides = |ids: &[EntityId]| -> Vec<String> { ids.iter().filter_map(|&id| party(id)).collect() };
    let agree = |one: &[EntityId], other: &[EntityId]| {
        let (one, other) = (sides(one), sides(other));
        !one.is_empty() && !other.is_empty() && one.iter().all(|side| other.contains(side))
            || !other.is_empty() && !one.is_empty() && other.iter().all(|side| one.contains(side))
    };
    let actors = agree(&one.participants.actors, &other.participants.actors);
    let (theirs, others) = (&one.participants.recipients, &other.participants.recipients);
    let recipients = theirs.is_empty() || others.is_empty() || agree(theirs, others);
    let days = match (one.days, other.days) {
        (Some(([a, b], _)), Some(([c, d], _))) => a <= d && c <= b,
        _ => true,
    };
    first.word == second.word && actors && recipients && days
}

/// How much a mention tells.
fn fullness(candidate: &Candidate<'_>) -> usize {
    candidate.participants.actors.len().min(2)
        + candidate.participants.recipients.len().min(1)
        + usize::from(candidate.days.is_some())
        + usize::from(candidate.place.is_some())
}
