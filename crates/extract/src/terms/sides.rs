//! Who proposes a term to whom, and where each party stands on it.

use super::phrases::{Phrase, Position};
use crate::Input;
use crate::entities::EntityTable;
use verbale_analyze::{Relation, Upos};
use verbale_record::{Act, EntityId, PartyStatus, Statement, TermStatus};

/// The two sides of a term.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Sides {
    /// Who puts it forward.
    pub proposed_by: Vec<EntityId>,
    /// To whom.
    pub addressed_to: Vec<EntityId>,
    /// Where each party stands.
    pub status: Vec<PartyStatus>,
}

/// The innermost statement around a phrase.
pub(super) fn statement_around<'s>(statements: &'s [Statement], phrase: &Phrase) -> Option<&'s Statement> {
    let holds = |statement: &&Statement| {
        statement.content_spans.iter().any(|content| {
            content.intersection(phrase.span).is_some_and(|part| part.len() * 10 >= phrase.span.len() * 9)
        })
    };
    let width =
        |statement: &&Statement| statement.content_spans.iter().map(|content| content.len()).sum::<u32>();
    statements.iter().filter(holds).min_by_key(width)
}

/// The sides, from the statement around the phrase and the subject of its own verb.
pub(super) fn of(
    input: Input<'_>,
    entities: &EntityTable,
    statement: Option<&Statement>,
    phrase: &Phrase,
) -> Sides {
    let Some(statement) = statement else { return narrated(input, entities, phrase) };
    if statement.speakers.is_empty() {
        // "sources said Oman had demanded …": the party told of, not the source.
        let sides = narrated(input, entities, phrase);
        if !sides.proposed_by.is_empty() {
            return sides;
        }
    }
    let own_parties = parties(entities, &statement.speakers);
    let owners = owners(input, entities, phrase);
    if !owners.is_empty() && owners.iter().all(|owner| !statement.speakers.contains(owner)) {
        return of_others(entities, statement, owners);
    }
    let other = |ids: Vec<EntityId>| -> Vec<EntityId> {
        ids.into_iter()
            .filter(|&id| entities.party(id).is_none_or(|party| !own_parties.contains(&party.to_owned())))
            .collect()
    };
    let subjects = subjects(input, entities, phrase);
    let mut addressed_to = other(statement.addressees.clone());
    if addressed_to.is_empty() {
        addressed_to = other(subjects);
    }
    let agreed = cue_is_agreement(input, statement);
    let (proposed_by, status) = match statement.act {
        Act::Accept => (Vec::new(), TermStatus::Accepted),
        Act::Reject | Act::Deny => (addressed_to.clone(), TermStatus::Rejected),
        Act::Promise if agreed => (Vec::new(), TermStatus::Agreed),
        Act::Promise if !phrase.conditions.is_empty() && phrase.position != Position::Condition => {
            (statement.speakers.clone(), TermStatus::Proposed)
        }
        _ => (statement.speakers.clone(), TermStatus::Proposed),
    };
    if matches!(statement.act, Act::Reject | Act::Deny) {
        addressed_to = statement.speakers.clone();
    }
    let mut status: Vec<PartyStatus> =
        own_parties.into_iter().map(|party| PartyStatus { party, status }).collect();
    if matches!(statement.act, Act::Reject | Act::Deny) {
        for party in parties(entities, &proposed_by) {
            status.insert(0, PartyStatus { party, status: TermStatus::Proposed });
        }
    }
    Sides { proposed_by, addressed_to, status }
}

/// Nouns that say whose a term is.
const OWNED: &[&str] = &[
    "plan",
    "proposal",
    "offer",
    "demand",
    "idea",
    "initiative",
    "condition",
    "outline",
    "request",
    "call",
    "vision",
    "roadmap",
    "suggestion",
    "formula",
    "ultimatum",
    "draft",
    "insistence",
];

/// "the *minister's* plan for …", "*Oman's* demand that …": whose the noun is that a phrase is, or hangs on.
fn owners(input: Input<'_>, entities: &EntityTable, phrase: &Phrase) -> Vec<EntityId> {
    let annotations = input.annotations;
    let words = &annotations.words;
    let mut nouns = [Some(phrase.head), phrase.governor].into_iter().flatten();
    let noun = nouns.find(|&noun| {
        words.upos(noun) == Upos::Noun && OWNED.contains(&words.lemma(noun).to_lowercase().as_str())
    });
    let Some(noun) = noun else { return Vec::new() };
    let mut found = Vec::new();
    for child in annotations.children(noun).filter(|&child| child < noun) {
        if matches!(words.relation(child), Relation::NmodPoss | Relation::Compound | Relation::Amod) {
            found.extend(entities.denoted_by(annotations, child));
        }
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|&id| entities.party(id).is_some());
    found
}

/// What a speaker says of another's term.
fn of_others(entities: &EntityTable, statement: &Statement, owners: Vec<EntityId>) -> Sides {
    let answer = match statement.act {
        Act::Accept | Act::Praise => Some(TermStatus::Accepted),
        Act::Reject | Act::Deny => Some(TermStatus::Rejected),
        _ => None,
    };
    let put_forward = parties(entities, &owners);
    let mut status: Vec<PartyStatus> = put_forward
        .iter()
        .map(|party| PartyStatus { party: party.clone(), status: TermStatus::Proposed })
        .collect();
    if let Some(answer) = answer {
        let answering = parties(entities, &statement.speakers);
        let answering = answering.into_iter().filter(|party| !put_forward.contains(party));
        status.extend(answering.map(|party| PartyStatus { party, status: answer }));
    }
    let addressed_to = if answer.is_some() { statement.speakers.clone() } else { Vec::new() };
    Sides { proposed_by: owners, addressed_to, status }
}

/// A term that the reporter tells: the governing noun's or verb's parties.
fn narrated(input: Input<'_>, entities: &EntityTable, phrase: &Phrase) -> Sides {
    let annotations = input.annotations;
    let words = &annotations.words;
    let mut proposed_by = Vec::new();
    if let Some(governor) = phrase.governor {
        for child in annotations.children(governor) {
            let owner = match words.relation(child) {
                Relation::NmodPoss | Relation::Compound | Relation::Amod => {
                    words.upos(governor) != Upos::Verb
                }
                relation => relation.is_subject() || relation == Relation::OblAgent,
            };
            if owner {
                proposed_by.extend(entities.denoted_by(annotations, child));
            }
        }
    }
    let status = parties(entities, &proposed_by)
        .into_iter()
        .map(|party| PartyStatus { party, status: TermStatus::Proposed })
        .collect();
    let addressed_to =
        subjects(input, entities, phrase).into_iter().filter(|id| !proposed_by.contains(id)).collect();
    Sides { proposed_by, addressed_to, status }
}

/// The entities that are the subject of the phrase's verb, or the object of the verb above ("urged Oman to …").
fn subjects(input: Input<'_>, entities: &EntityTable, phrase: &Phrase) -> Vec<EntityId> {
    let annotations = input.annotations;
    let words = &annotations.words;
    let first = super::phrases::first_of_joined(annotations, phrase.head);
    let own = annotations.children(first).find(|&child| words.relation(child).is_subject());
    let above =
        words.head(first).filter(|_| matches!(words.relation(first), Relation::Xcomp | Relation::Advcl));
    let object = above.and_then(|above| annotations.child(above, Relation::Obj));
    own.or(object).map(|head| entities.denoted_by(annotations, head)).unwrap_or_default()
}

/// "agreed to", "have agreed on".
fn cue_is_agreement(input: Input<'_>, statement: &Statement) -> bool {
    statement.cue_span.is_some_and(|cue| {
        input
            .annotations
            .words_in(cue)
            .any(|word| matches!(input.annotations.words.lemma(word), "agree" | "agreement"))
    })
}

/// The parties of some entities, each once, in order.
pub(super) fn parties(entities: &EntityTable, ids: &[EntityId]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for party in ids.iter().filter_map(|&id| entities.party(id)) {
        if !found.iter().any(|known| known == party) {
            found.push(party.to_owned());
        }
    }
    found
}
