//! One term once: nested and repeated phrases of one kind are joined, and parties' answers are added.

use super::Found;
use super::sides;
use crate::Input;
use crate::entities::EntityTable;
use verbale_record::{Act, PartyStatus, Statement, TermStatus};
use verbale_text::BlockKind;

/// Kinds of which one party puts forward one point in a document, however often and in whatever words it is told;
/// of the others (prisoners, sanctions, aid …) there may be many.
const SINGLE: &[&str] = &[
    "talks.summit",
    "settlement",
    "ceasefire",
    "ceasefire.monitoring",
    "security.guarantees",
    "security.neutrality",
    "security.alliance",
];

/// Keeps the likeliest of overlapping phrases of one kind, then one of repeated ones: the first in the body, since
/// a deck sums up what the body tells in full.
pub(super) fn once_each(input: Input<'_>, entities: &EntityTable, mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by(|one, other| {
        other.probability.total_cmp(&one.probability).then(one.phrase.span.cmp(&other.phrase.span))
    });
    let mut kept: Vec<Found> = Vec::new();
    for one in found {
        let covered = kept.iter().any(|known| {
            known.phrase.span.overlaps(one.phrase.span)
                && (known.phrase.kind == one.phrase.kind || nested(known, &one))
        });
        if !covered {
            kept.push(one);
        }
    }
    kept.sort_by_key(|one| one.phrase.span);
    let mut once: Vec<Found> = Vec::new();
    for one in kept {
        let same = once.iter_mut().find(|known| {
            let proposers = |term: &Found| sides::parties(entities, &term.sides.proposed_by);
            known.phrase.kind == one.phrase.kind
                && proposers(known) == proposers(&one)
                && (known.lemmas == one.lemmas || SINGLE.contains(&known.phrase.kind))
        });
        match same {
            Some(known) if in_deck(input, known) && !in_deck(input, &one) => {
                let earlier = std::mem::replace(known, one);
                add_status(&mut known.sides.status, earlier.sides.status);
            }
            Some(known) => add_status(&mut known.sides.status, one.sides.status),
            None => once.push(one),
        }
    }
    once
}

fn in_deck(input: Input<'_>, term: &Found) -> bool {
    let blocks = input.document.blocks().as_slice();
    blocks.iter().any(|block| block.kind == BlockKind::Deck && block.span.contains(term.phrase.span))
}

/// One lies mostly inside the other: one point read twice.
fn nested(one: &Found, other: &Found) -> bool {
    let shared = one.phrase.span.intersection(other.phrase.span).map_or(0, |shared| shared.len());
    2 * shared > one.phrase.span.len().max(other.phrase.span.len())
}

/// What other statements say to a term: a party that rejects or accepts its issue when the proposer is the
/// one addressed, or the only other party.
pub(super) fn add_answers(entities: &EntityTable, statements: &[Statement], terms: &mut [Found]) {
    for term in terms.iter_mut() {
        let proposers = sides::parties(entities, &term.sides.proposed_by);
        let addressed = sides::parties(entities, &term.sides.addressed_to);
        for statement in statements {
            let answer = match statement.act {
                Act::Reject => TermStatus::Rejected,
                Act::Accept => TermStatus::Accepted,
                _ => continue,
            };
            if !statement.issues.iter().any(|issue| issue.issue == term.phrase.kind) {
                continue;
            }
            for party in sides::parties(entities, &statement.speakers) {
                if addressed.contains(&party) && !proposers.contains(&party) {
                    add_status(&mut term.sides.status, vec![PartyStatus { party, status: answer }]);
                }
            }
        }
    }
}

/// Adds what is new; the first word of a party stands.
fn add_status(known: &mut Vec<PartyStatus>, more: Vec<PartyStatus>) {
    for one in more {
        if !known.iter().any(|status| status.party == one.party) {
            known.push(one);
        }
    }
}
