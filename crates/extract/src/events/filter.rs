//! Which candidates a careful reader would list, and how real each is: two learned classifiers.

use super::candidates::Candidate;
use super::sentence::SentenceTypes;
use super::when::Nearness;
use crate::Input;
use crate::entities::EntityTable;
use crate::models::EventModels;
use verbale_analyze::classifier::Feature;
use verbale_analyze::{Relation, Upos, WordId};
use verbale_record::{EntityId, EntityKind, EventStatus};

/// The most probable status, and its probability.
pub(super) fn status(models: &EventModels, features: &[u32]) -> (EventStatus, f64) {
    let mut probabilities = Vec::new();
    models.status.probabilities(features, &mut probabilities);
    let mut best = (EventStatus::Happened, f64::MIN);
    for (&status, &probability) in EventStatus::ALL.iter().zip(&probabilities) {
        if f64::from(probability) > best.1 {
            best = (status, f64::from(probability));
        }
    }
    best
}

/// The features of a candidate, sorted, each once. Both classifiers read the same.
pub(super) fn features(
    input: Input<'_>,
    entities: &EntityTable,
    types: &SentenceTypes,
    candidate: &Candidate<'_>,
) -> Vec<u32> {
    let mut features = Features { list: Vec::new(), kind: candidate.trigger.entry.kind as u32 };
    word_features(input, candidate, &mut features);
    clause_features(input, candidate, &mut features);
    participant_features(entities, candidate, &mut features);
    setting_features(input, candidate, &mut features);
    if let Some((share, first)) =
        types.share(input.annotations.words.sentence(candidate.trigger.word), candidate.trigger.entry.kind)
    {
        features.add(Feature::new(80).number((share * 10.0) as u32));
        features.flag(81, first);
    }
    features.list.sort_unstable();
    features.list.dedup();
    features.list
}

struct Features {
    list: Vec<u32>,
    kind: u32,
}

impl Features {
    /// Adds a feature, alone and together with the event's type.
    fn add(&mut self, feature: Feature) {
        self.list.push(feature.hash());
        self.list.push(feature.number(self.kind).hash());
    }

    fn flag(&mut self, template: u32, flag: bool) {
        self.add(Feature::new(template).number(u32::from(flag)));
    }
}

fn word_features(input: Input<'_>, candidate: &Candidate<'_>, features: &mut Features) {
    let annotations = input.annotations;
    let words = &annotations.words;
    let trigger = &candidate.trigger;
    features.list.push(Feature::new(0).number(features.kind).hash());
    features.add(Feature::new(1).text(trigger.entry.word).number(u32::from(trigger.entry.verb)));
    features.flag(2, trigger.entry.verb);
    features.add(Feature::new(3).text(words.relation(trigger.word).as_str()));
    features.add(Feature::new(4).text(words.relation(trigger.word).as_str()).text(trigger.entry.word));
    let form = words.form(input.document, trigger.word);
    features.add(Feature::new(5).text(&form.to_lowercase()));
    features.flag(6, words.upos(trigger.word) == Upos::Propn);
    features.flag(7, trigger.entry.with.is_some());
    if let Some(head) = words.head(trigger.word) {
        features.add(Feature::new(8).text(&words.lemma(head).to_lowercase()));
    }
    for child in annotations.children(trigger.word) {
        let relation = words.relation(child);
        match relation {
            Relation::Det => features.add(Feature::new(9).text(words.lemma(child))),
            Relation::Amod
            | Relation::Compound
            | Relation::Advmod
            | Relation::Nummod
            | Relation::Obj
            | Relation::NsubjPass
            | Relation::Nsubj
            | Relation::Mark => {
                features
                    .add(Feature::new(10).text(relation.as_str()).text(&words.lemma(child).to_lowercase()));
            }
            Relation::Case => features.add(Feature::new(11).text(words.lemma(child))),
            Relation::Nmod | Relation::Obl => {
                let preposition = super::arguments::preposition(annotations, child).unwrap_or_default();
                features.add(Feature::new(12).text(&preposition));
                features.add(Feature::new(13).text(&words.lemma(child).to_lowercase()));
            }
            _ => {}
        }
        features.add(Feature::new(14).text(relation.as_str()));
    }
    for (place, offset) in [(0u32, -2i64), (1, -1), (2, 1), (3, 2)] {
        let at = i64::from(trigger.word.0) + offset;
        let sentence = &annotations.sentences[words.sentence(trigger.word)];
        if let Some(at) = u32::try_from(at).ok().filter(|at| sentence.words.contains(at)) {
            features.add(Feature::new(15).number(place).text(&words.lemma(WordId(at)).to_lowercase()));
        }
    }
}

fn clause_features(input: Input<'_>, candidate: &Candidate<'_>, features: &mut Features) {
    let words = &input.annotations.words;
    let reality = &candidate.reality;
    features.add(Feature::new(20).number(reality.status as u32));
    features.add(Feature::new(21).number(reality.time as u32));
    features.flag(22, reality.negated);
    features.flag(23, reality.conditional);
    features.add(Feature::new(24).text(reality.modal.as_deref().unwrap_or("")));
    if let Some(governor) = reality.governor {
        features.add(Feature::new(25).text(&words.lemma(governor).to_lowercase()));
    }
    if let Some(carrier) = candidate.trigger.arguments.carrier {
        features.add(Feature::new(26).text(&words.lemma(carrier).to_lowercase()));
    }
    features.add(Feature::new(27).number(reality.status as u32).text(candidate.trigger.entry.word));
    match candidate.claim {
        Some(claim) => {
            features.add(Feature::new(28).number(claim.statement.act as u32));
            features.flag(29, claim.by_party);
            features.add(Feature::new(30).number(claim.statement.quote as u32));
            features.flag(31, claim.statement.speakers.is_empty());
            let both = Feature::new(32).number(u32::from(claim.by_party)).number(reality.status as u32);
            features.add(both.number(claim.statement.act as u32));
        }
        None => features.add(Feature::new(33)),
    }
}

fn participant_features(entities: &EntityTable, candidate: &Candidate<'_>, features: &mut Features) {
    let participants = &candidate.participants;
    features.add(Feature::new(40).number(participants.actors.len().min(3) as u32));
    features.add(Feature::new(41).number(participants.recipients.len().min(3) as u32));
    let both = Feature::new(42).number(participants.actors.len().min(2) as u32);
    features.add(both.number(participants.recipients.len().min(2) as u32));
    let kind =
        |id: &EntityId| entities.entities.get(id.0 as usize).map_or(EntityKind::Other, |entity| entity.kind);
    for actor in &participants.actors {
        features.add(Feature::new(43).number(kind(actor) as u32));
        features.flag(44, entities.party(*actor).is_some());
    }
    for recipient in &participants.recipients {
        features.add(Feature::new(45).number(kind(recipient) as u32));
        features.flag(46, entities.party(*recipient).is_some());
    }
    features.add(Feature::new(47).number(candidate.earlier.min(4) as u32));
    features.add(Feature::new(48).number(candidate.earlier_same_word.min(4) as u32));
    let told = participants.actors.is_empty() && participants.recipients.is_empty();
    features.add(Feature::new(49).number(u32::from(told)).text(candidate.trigger.entry.word));
}

fn setting_features(input: Input<'_>, candidate: &Candidate<'_>, features: &mut Features) {
    let annotations = input.annotations;
    match candidate.days {
        Some(([first, last], nearness)) => {
            features.add(Feature::new(60).number(nearness as u32));
            let length = if first == last { 0 } else { 1 };
            features.add(Feature::new(61).number(length));
            if let Some(today) = input.document.published() {
                features.add(Feature::new(62).number(age(first, today)));
                features.flag(63, last > today);
                features.flag(64, last == today && first < today);
                if nearness == Nearness::Own {
                    features.flag(65, last > today);
                }
            }
        }
        None => features.add(Feature::new(66)),
    }
    let sentence = annotations.words.sentence(candidate.trigger.word);
    // A place of its own counts, one carried over from before does not.
    let place = candidate.place.as_ref().and_then(|place| place.span);
    features.flag(67, place.is_some_and(|span| annotations.sentences[sentence].span.contains(span)));
    features.add(Feature::new(68).number(sentence.0.min(12) / 3));
    let block = annotations.sentences[sentence].block;
    features.flag(69, input.document.blocks()[block].kind == verbale_text::BlockKind::Deck);
}

/// How long ago, coarsely.
fn age(first: jiff::civil::Date, today: jiff::civil::Date) -> u32 {
    let days = first.duration_until(today).as_hours() / 24;
    match days {
        i64::MIN..=-1 => 0,
        0..=1 => 1,
        2..=7 => 2,
        8..=31 => 3,
        32..=366 => 4,
        _ => 5,
    }
}
