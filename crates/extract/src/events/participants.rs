//! Who does it and to whom: the entities that an event's arguments denote, by the frame of its word.

use super::lexicon::Frame;
use super::triggers::Trigger;
use super::{arguments, nearby, noun_arguments};
use crate::Input;
use crate::entities::EntityTable;
use verbale_analyze::{Upos, WordId};
use verbale_record::{EntityId, EntityKind, EventType};

/// The participants of one event.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Participants {
    /// Who does it.
    pub actors: Vec<EntityId>,
    /// To whom.
    pub recipients: Vec<EntityId>,
}

/// Prepositions that lead to whom it is done to.
const TOWARDS: &[&str] = &["on", "against", "at", "upon", "targeting"];
/// Prepositions that lead to whom something is given.
const GIVING: &[&str] = &["to", "for"];
/// Prepositions that lead to who takes part alike.
const TOGETHER: &[&str] = &["with", "between", "among", "alongside", "amongst"];

/// The participants of the event that `trigger` names. `speakers`: whom "we" stands for there.
pub(super) fn of(
    input: Input<'_>,
    entities: &EntityTable,
    trigger: &Trigger,
    speakers: &[EntityId],
) -> Participants {
    let denoted = |heads: &[WordId]| -> Vec<EntityId> {
        let mut found = Vec::new();
        for &head in heads {
            if entities.is_first_person(input.document, input.annotations, head) {
                add(&mut found, speakers.to_vec());
            } else {
                add(&mut found, entities.denoted_by(input.annotations, head));
            }
        }
        found
    };
    let near = nearby::phrases(input, entities, trigger);
    let after = |prepositions: &[&str]| -> Vec<EntityId> {
        let heads = trigger.arguments.phrases.iter().chain(&near);
        let heads: Vec<WordId> = heads
            .filter(|(preposition, _)| prepositions.contains(&preposition.as_str()))
            .map(|(_, head)| *head)
            .collect();
        denoted(&heads)
    };
    let arguments = &trigger.arguments;
    let mut doers = denoted(&arguments.doers);
    add(&mut doers, after(&["by"]).into_iter().filter(|_| !trigger.entry.verb).collect());
    if doers.is_empty() && trigger.entry.verb {
        doers = behind(&denoted, input, &arguments.doers);
    }
    if doers.is_empty() && !trigger.entry.verb {
        doers = denoted(&nearby::modifiers(input, trigger));
    }
    let objects = denoted(&arguments.objects);
    let of = denoted(&arguments.of);
    let possessors = denoted(&arguments.possessors);
    let mut participants = Participants { actors: doers, recipients: Vec::new() };
    let Participants { actors, recipients } = &mut participants;
    match trigger.entry.frame {
        Frame::Mutual => {
            add(actors, possessors);
            for others in [of, after(TOGETHER)] {
                add(actors, others);
            }
            if trigger.entry.verb {
                add(actors, objects);
                if matches!(trigger.entry.word, "speak" | "talk") {
                    add(actors, after(&["to"]));
                }
            } else if actors.len() == 1 {
                // "he said after talks with the minister": the other side is who the clause is about.
                add(actors, denoted(&arguments::clause_subjects(input.annotations, trigger.word)));
            }
        }
        Frame::Patient => {
            let undergone = if trigger.entry.verb { objects } else { of };
            // "Israel's arrest of two men", but "the editor's arrest".
            if undergone.is_empty() && is_done_to_possessor(trigger) {
                add(recipients, possessors);
            } else {
                add(actors, possessors);
            }
            add(recipients, undergone);
            add(recipients, after(TOWARDS));
        }
        Frame::Theme => {
            add(actors, possessors);
            add(recipients, after(TOWARDS));
            add(recipients, after(GIVING));
            if recipients.is_empty() {
                add(recipients, if trigger.entry.verb { of_objects(input, entities, trigger) } else { of });
            }
        }
        Frame::Goal => {
            add(actors, possessors);
            add(actors, of);
            add(recipients, objects);
            add(recipients, after(&["to", "in", "with"]));
            if actors.is_empty() && !trigger.entry.verb {
                add(actors, denoted(&arguments::clause_subjects(input.annotations, trigger.word)));
            }
        }
        Frame::Agent => {
            add(actors, possessors);
            add(actors, if trigger.entry.verb { objects } else { of });
            add(recipients, after(TOWARDS));
        }
    }
    tidy(entities, trigger, &mut participants);
    participants
}

/// "the strikes killed ten": who is behind a subject that is an event or a weapon.
fn behind(
    denoted: &impl Fn(&[WordId]) -> Vec<EntityId>,
    input: Input<'_>,
    subjects: &[WordId],
) -> Vec<EntityId> {
    let mut found = Vec::new();
    for &subject in subjects.iter().filter(|&&subject| input.annotations.words.upos(subject) == Upos::Noun) {
        let own = noun_arguments::of_noun(input.annotations, subject);
        add(&mut found, denoted(&own.doers));
        add(&mut found, denoted(&own.possessors));
        let by = own.phrases.iter().filter(|(preposition, _)| matches!(preposition.as_str(), "by" | "from"));
        add(&mut found, denoted(&by.map(|(_, head)| *head).collect::<Vec<_>>()));
    }
    found
}

/// "sanctions against Iran were lifted": whom the object of a thing's verb concerns.
fn of_objects(input: Input<'_>, entities: &EntityTable, trigger: &Trigger) -> Vec<EntityId> {
    let mut found = Vec::new();
    for &object in &trigger.arguments.objects {
        for (preposition, head) in noun_arguments::of_noun(input.annotations, object).phrases {
            if TOWARDS.contains(&preposition.as_str())
                || GIVING.contains(&preposition.as_str())
                || preposition == "with"
            {
                add(&mut found, entities.denoted_by(input.annotations, head));
            }
        }
    }
    found
}

/// Nouns whose possessor undergoes them.
fn is_done_to_possessor(trigger: &Trigger) -> bool {
    matches!(trigger.entry.kind, EventType::Retreat)
        || matches!(
            trigger.entry.word,
            "arrest"
                | "detention"
                | "imprisonment"
                | "killing"
                | "murder"
                | "assassination"
                | "execution"
                | "elimination"
                | "conviction"
                | "sentence"
                | "deportation"
                | "extradition"
                | "expulsion"
                | "abduction"
                | "overthrow"
                | "ouster"
                | "fall"
                | "indictment"
                | "dismissal"
                | "pardon"
                | "poisoning"
                | "torture"
        )
}

/// Places are no actors, and nobody stands on both sides.
fn tidy(entities: &EntityTable, trigger: &Trigger, participants: &mut Participants) {
    let is_place = |id: &EntityId| {
        entities
            .entities
            .get(id.0 as usize)
            .is_some_and(|entity| entity.kind == EntityKind::Place && entity.party.is_none())
    };
    participants.actors.retain(|id| !is_place(id));
    let goal = trigger.entry.frame == Frame::Goal;
    let actors = participants.actors.clone();
    participants.recipients.retain(|id| !(actors.contains(id) || goal && is_place(id)));
}

fn add(list: &mut Vec<EntityId>, more: Vec<EntityId>) {
    for id in more {
        if !list.contains(&id) {
            list.push(id);
        }
    }
}
