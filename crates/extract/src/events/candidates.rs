//! Event candidates: a trigger with everything that the record will say of it.

use super::claims::{self, Claim};
use super::participants::{self, Participants};
use super::place::Places;
use super::status::{self, Reality};
use super::triggers::{self, Trigger};
use super::when::{self, Nearness};
use crate::Input;
use crate::entities::EntityTable;
use crate::times::Times;
use verbale_analyze::Relation;
use verbale_record::{DateRange, Place, Statement};

/// A word that may name an event, fully read.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'s> {
    /// The word and its lexicon row.
    pub trigger: Trigger,
    /// Who does it to whom.
    pub participants: Participants,
    /// The statement around it.
    pub claim: Option<Claim<'s>>,
    /// What the clause says of its reality.
    pub reality: Reality,
    /// When, and how close the time stands.
    pub days: Option<(DateRange, Nearness)>,
    /// Where.
    pub place: Option<Place>,
    /// Candidates of the same type and actors that stand before it.
    pub earlier: usize,
    /// Candidates of the same lemma that stand before it.
    pub earlier_same_word: usize,
}

/// Every candidate of the document, in text order.
pub(super) fn all<'s>(
    input: Input<'_>,
    entities: &EntityTable,
    times: &Times,
    statements: &'s [Statement],
) -> Vec<Candidate<'s>> {
    let places = Places::of(input, entities);
    let mut found: Vec<Candidate<'s>> = Vec::new();
    for trigger in triggers::find(input) {
        if claims::is_cue(statements, trigger.span) {
            continue;
        }
        let statement = claims::statement_around(statements, trigger.span);
        let speakers = statement.map_or(&[][..], |statement| &statement.speakers);
        let mut participants = participants::of(input, entities, &trigger, speakers);
        let known = taken_up(input, &found, &trigger);
        if let Some(known) = known
            && participants.actors.is_empty()
        {
            participants.actors = known.participants.actors.clone();
        }
        let claim = statement.map(|statement| claims::claim(entities, statement, &participants));
        let reality = status::of(input, &trigger, claim);
        let days = when::of(input, times, &trigger).or_else(|| known.and_then(|known| known.days));
        let place = super::place::of(input, &places, &trigger)
            .or_else(|| known.and_then(|known| known.place.clone()));
        let same_type = |other: &&Candidate<'_>| {
            other.trigger.entry.kind == trigger.entry.kind && other.trigger.word != trigger.word
        };
        let earlier = found
            .iter()
            .filter(same_type)
            .filter(|other| other.participants.actors == participants.actors)
            .count();
        let earlier_same_word = found
            .iter()
            .filter(same_type)
            .filter(|other| other.trigger.entry.word == trigger.entry.word)
            .count();
        found.push(Candidate {
            trigger,
            participants,
            claim,
            reality,
            days,
            place,
            earlier,
            earlier_same_word,
        });
    }
    found
}

/// The event that a noun takes up again: "the talks", "the offensive", after the same noun with its sides.
fn taken_up<'f, 's>(
    input: Input<'_>,
    found: &'f [Candidate<'s>],
    trigger: &Trigger,
) -> Option<&'f Candidate<'s>> {
    let annotations = input.annotations;
    let determiner = annotations.child(trigger.word, Relation::Det)?;
    let definite = matches!(annotations.words.lemma(determiner), "the" | "this" | "that" | "these" | "those");
    if trigger.entry.verb || !definite {
        return None;
    }
    let same = |known: &&Candidate<'_>| {
        known.trigger.entry.kind == trigger.entry.kind
            && known.trigger.entry.word == trigger.entry.word
            && known.trigger.word != trigger.word
            && !known.participants.actors.is_empty()
    };
    found.iter().rev().find(same)
}
