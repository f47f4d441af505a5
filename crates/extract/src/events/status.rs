//! How real an event is, by rule: what its verb, its modifiers and the statement around it say.
//!
//! The rules' answer is one feature of the learned status; they know nothing of single words' habits. Only what the
//! noun above settles is final.

use super::claims::Claim;
use super::triggers::Trigger;
use crate::Input;
use crate::clauses::{self, TimeOfVerb};
use verbale_analyze::{Relation, WordId};
use verbale_record::{Act, EventStatus};
use verbale_text::Id;

/// What governs an event in its clause.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Reality {
    /// The rules' answer.
    pub status: EventStatus,
    /// Where the verb points.
    pub time: TimeOfVerb,
    /// The modal above.
    pub modal: Option<String>,
    /// The verb that governs the event's own verb ("*agreed* to meet").
    pub governor: Option<WordId>,
    /// Negated.
    pub negated: bool,
    /// In a condition.
    pub conditional: bool,
    /// What the noun above settles, whatever the verbs say ("a proposal for a *ceasefire*").
    pub settled: Option<EventStatus>,
}

const PLANNING: &[&str] = &[
    "plan", "agree", "promise", "announce", "decide", "vow", "pledge", "intend", "prepare", "expect",
    "schedule", "aim", "set", "approve", "commit", "due", "want", "ready", "order",
];
const PROPOSING: &[&str] = &[
    "propose", "suggest", "offer", "urge", "call", "demand", "ask", "request", "seek", "want", "invite",
    "consider", "discuss", "need", "appeal", "push",
];

/// Nouns that put what hangs on them ("a proposal for a ceasefire") before others, and those that set it out.
const PROPOSING_NOUNS: &[&str] = &[
    "proposal",
    "offer",
    "call",
    "demand",
    "request",
    "appeal",
    "idea",
    "suggestion",
    "initiative",
    "push",
    "bid",
    "invitation",
    "draft",
    "pressure",
];
const PLANNING_NOUNS: &[&str] =
    &["plan", "preparation", "promise", "pledge", "readiness", "schedule", "date"];

/// What the clause says of the event that `trigger` names.
pub(super) fn of(input: Input<'_>, trigger: &Trigger, claim: Option<Claim<'_>>) -> Reality {
    let annotations = input.annotations;
    let verb = verb_of(input, trigger);
    let time = verb.map_or(TimeOfVerb::None, |verb| clauses::time_of_verb(input, verb));
    let modal = verb.and_then(|verb| clauses::modal(input, verb));
    let negated = verb.is_some_and(|verb| clauses::is_negated(annotations, verb));
    let conditional = clauses::is_conditional(annotations, trigger.word);
    let governor = verb.and_then(|verb| clauses::governing_predicate(annotations, verb));
    let settled = by_head_noun(input, trigger);
    let status = EventStatus::Happened;
    let mut reality = Reality { status, time, modal, governor, negated, conditional, settled };
    reality.status = judged(input, trigger, &reality, claim);
    reality
}

/// The verb that says when: the trigger, the verb that carries it, or the one above.
fn verb_of(input: Input<'_>, trigger: &Trigger) -> Option<WordId> {
    if trigger.entry.verb {
        return Some(trigger.word);
    }
    trigger.arguments.carrier.or_else(|| clauses::governing_predicate(input.annotations, trigger.word))
}

fn judged(input: Input<'_>, trigger: &Trigger, reality: &Reality, claim: Option<Claim<'_>>) -> EventStatus {
    let words = &input.annotations.words;
    if reality.conditional {
        return EventStatus::Hypothetical;
    }
    if let Some(status) = by_modifier(input, trigger).or(reality.settled) {
        return status;
    }
    let governor = reality.governor.map(|governor| words.lemma(governor));
    match reality.modal.as_deref() {
        Some("will" | "'ll" | "’ll" | "wo" | "shall") => return EventStatus::Planned,
        Some("may" | "might" | "could" | "can" | "ca") => return EventStatus::Hypothetical,
        Some("should" | "must") => return EventStatus::Proposed,
        Some(_) => return EventStatus::Planned,
        None => {}
    }
    if reality.time == TimeOfVerb::Future {
        return match governor {
            Some(lemma) if PROPOSING.contains(&lemma) && !PLANNING.contains(&lemma) => EventStatus::Proposed,
            _ => EventStatus::Planned,
        };
    }
    if !trigger.entry.verb
        && let Some(verb) = trigger
            .arguments
            .carrier
            .or_else(|| clauses::governing_predicate(input.annotations, trigger.word))
        && matches!(words.relation(trigger.word), Relation::Obj | Relation::Obl)
    {
        let lemma = words.lemma(verb);
        if PROPOSING.contains(&lemma) {
            return EventStatus::Proposed;
        }
        if PLANNING.contains(&lemma) {
            return EventStatus::Planned;
        }
    }
    if let Some(claim) = claim {
        match claim.statement.act {
            Act::Propose | Act::Request | Act::Demand if reality.time != TimeOfVerb::Past => {
                return EventStatus::Proposed;
            }
            Act::Deny => return EventStatus::Denied,
            _ if claim.by_party && reality.time != TimeOfVerb::Future => return EventStatus::Claimed,
            _ => {}
        }
    }
    match reality.time {
        TimeOfVerb::Present if trigger.entry.verb => EventStatus::Ongoing,
        _ => EventStatus::Happened,
    }
}

/// "ongoing", "planned", "upcoming", "proposed", "alleged" and "since".
fn by_modifier(input: Input<'_>, trigger: &Trigger) -> Option<EventStatus> {
    let annotations = input.annotations;
    annotations.children(trigger.word).find_map(|child| match annotations.words.lemma(child) {
        "ongoing" | "continuing" | "current" | "continued" | "continue" => Some(EventStatus::Ongoing),
        "planned" | "upcoming" | "next" | "future" | "plan" | "forthcoming" => Some(EventStatus::Planned),
        "proposed" | "possible" | "potential" | "propose" => Some(EventStatus::Proposed),
        "alleged" | "allege" => Some(EventStatus::Claimed),
        _ => None,
    })
}

/// "a proposal for a ceasefire", "plans for talks": the noun that an event's noun hangs on, or that stands right
/// before its preposition where the tree hangs it on the verb.
fn by_head_noun(input: Input<'_>, trigger: &Trigger) -> Option<EventStatus> {
    let words = &input.annotations.words;
    if trigger.entry.verb {
        return None;
    }
    let noun = match words.relation(trigger.word) {
        Relation::Nmod => words.head(trigger.word)?,
        Relation::Obl => {
            let mut children = input.annotations.children(trigger.word);
            let case = children.find(|&child| words.relation(child) == Relation::Case)?;
            WordId::from_index(case.index().checked_sub(1)?)
        }
        _ => return None,
    };
    let lemma = words.lemma(noun);
    if PROPOSING_NOUNS.contains(&lemma) {
        Some(EventStatus::Proposed)
    } else {
        PLANNING_NOUNS.contains(&lemma).then_some(EventStatus::Planned)
    }
}
