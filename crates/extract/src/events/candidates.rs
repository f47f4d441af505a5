//! Event candidates: a trigger with everything that the record will say of it.

use super::claims::{self, Claim};
use super::participants::{self, Participants};
use super::place_names::Places;
use super::status::{self, Reality};
use super::triggers::Trigger;
use super::when::{self, Nearness};
use crate::Input;
use crate::entities::EntityTable;
use crate::times::Times;
use verbale_analyze::{Relation, WordId};
use verbale_record::{DateRange, EventType, Place, Statement};

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

/// What candidates are read from.
pub(super) struct Reader<'a, 's> {
    /// The document and its layers.
    pub input: Input<'a>,
    /// Who is who.
    pub entities: &'a EntityTable,
    /// Time expressions.
    pub times: &'a Times,
    /// Statements.
    pub statements: &'s [Statement],
    /// Names of places.
    pub places: Places,
}

impl<'s> Reader<'_, 's> {
    /// Every candidate of the document, in text order. A word of a statement's cue is none.
    pub(super) fn all(&self, triggers: &[Trigger]) -> Vec<Candidate<'s>> {
        let mut found: Vec<Candidate<'s>> = Vec::new();
        let own = |trigger: &&Trigger| {
            !claims::is_cue(self.statements, trigger.span)
                && !tells_of_sanctions(self.input, trigger)
                && !is_stopped(self.input, trigger)
        };
        for trigger in triggers.iter().filter(own) {
            let candidate = self.candidate(&found, trigger.clone());
            found.push(candidate);
        }
        found
    }

    /// Everything that the record will say of the event that `trigger` names; `found`: those before it.
    pub(super) fn candidate(&self, found: &[Candidate<'s>], trigger: Trigger) -> Candidate<'s> {
        let (input, entities) = (self.input, self.entities);
        let statement = claims::statement_around(self.statements, trigger.span);
        let speakers = statement.map_or(&[][..], |statement| &statement.speakers);
        let mut participants = participants::of(input, entities, &trigger, speakers);
        let known = taken_up(input, found, &trigger);
        if let Some(known) = known
            && participants.actors.is_empty()
        {
            participants.actors = known.participants.actors.clone();
        }
        let claim = statement.map(|statement| claims::claim(entities, statement, &participants));
        let reality = status::of(input, &trigger, claim);
        let days = when::of(input, self.times, &trigger).or_else(|| known.and_then(|known| known.days));
        let place = super::place::of(input, &self.places, &trigger)
            .or_else(|| known.and_then(|known| known.place.clone()))
            .or_else(|| super::place::of_dateline(input, &self.places, &trigger, days));
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
        Candidate { trigger, participants, claim, reality, days, place, earlier, earlier_same_word }
    }
}

/// "sanctions *targeting* banks", "the measures hit exports": no attack.
fn tells_of_sanctions(input: Input<'_>, trigger: &Trigger) -> bool {
    const MEASURES: &[&str] =
        &["sanction", "measure", "tariff", "restriction", "embargo", "ban", "freeze", "impose"];
    let words = &input.annotations.words;
    let is_measure = |word: WordId| MEASURES.contains(&words.lemma(word).to_lowercase().as_str());
    let above = std::iter::successors(words.head(trigger.word), |&at| words.head(at)).take(2);
    matches!(trigger.entry.word, "target" | "hit" | "strike")
        && trigger.entry.verb
        && (trigger.arguments.doers.iter().any(|&doer| is_measure(doer)) || above.into_iter().any(is_measure))
}

/// "halted *strikes*", "a pause in *attacks*", "to stop *bombing*": what stops is told by the word that stops it.
fn is_stopped(input: Input<'_>, trigger: &Trigger) -> bool {
    const STOPPING: &[&str] = &[
        "abstain",
        "call",
        "cancel",
        "cease",
        "cessation",
        "halt",
        "moratorium",
        "pause",
        "postpone",
        "refrain",
        "stop",
        "suspend",
        "suspension",
    ];
    let words = &input.annotations.words;
    let Some(head) = words.head(trigger.word) else { return false };
    let stops = match words.lemma(head).to_lowercase().as_str() {
        // "called off the talks", not "called for talks".
        "call" => input.annotations.children(head).any(|child| words.lemma(child) == "off"),
        "end" => trigger.entry.kind == EventType::Assault,
        lemma => STOPPING.contains(&lemma),
    };
    let relation = words.relation(trigger.word);
    let theirs = matches!(
        relation,
        Relation::Obj
            | Relation::NsubjPass
            | Relation::Xcomp
            | Relation::Nmod
            | Relation::Obl
            | Relation::Ccomp
    );
    stops && theirs && words.lemma(trigger.word) != words.lemma(head)
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
