//! Addressees: the sides that a statement is directed at.

use super::discourse::Discourse;
use super::features::{Features, count_word};
use super::issue::span_of_sentences;
use crate::entities::MentionForm;
use verbale_analyze::Relation;
use verbale_record::{Act, Capacity, EntityId, EntityKind};

/// Where a side is named, the best place first.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Place {
    /// An object of the cue ("told **the envoy**", "accused **Rome** of").
    CueObject,
    /// Hangs on the cue with a preposition ("called on **Rome**", "a threat to **Rome**").
    CueOblique,
    /// Elsewhere under or before the cue, in the sentence.
    Sentence,
    /// Subject of a main clause of the content.
    ContentSubject,
    /// Object of a main clause of the content.
    ContentObject,
    /// Elsewhere in the content.
    Content,
    /// In the sentence before.
    Before,
    /// Elsewhere in the document.
    Document,
}

/// A side that may be addressed.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The entity that stands for the side, where it is best named.
    pub entity: EntityId,
    /// Where that is.
    pub place: Place,
    /// The head of that mention.
    pub head: u32,
    /// How that mention refers.
    pub form: MentionForm,
    /// Mentions of the side in the content.
    pub in_content: usize,
    /// Mentions of the side in the document.
    pub in_document: usize,
    /// True for the speaker's own side.
    pub own: bool,
}

/// The sides that the statement with number `at` may be directed at, each once, in the order of their places.
pub fn candidates(discourse: &Discourse<'_>, at: usize) -> Vec<Candidate> {
    let reading = &discourse.readings[at];
    let mut found: Vec<Candidate> = Vec::new();
    let sentence = span_of_sentences(discourse, reading);
    let before =
        sentence.and_then(|run| run.start.checked_sub(1)).map(|word| discourse.view.sentence_of(word));
    let own: Vec<&str> = reading.speakers.iter().map(|&speaker| discourse.side(speaker)).collect();
    for mention in &discourse.entities.mentions {
        let Some(entity) = mention.entity else { continue };
        let head = mention.head.0;
        let source = discourse.attributions[at].source.is_some_and(|source| source.contains(mention.span));
        let place = match place_of(discourse, at, head) {
            Some(_) if source => Place::Document,
            Some(place) => place,
            None if sentence.is_some_and(|run| run.holds(head)) && !source => Place::Sentence,
            None if before.is_some_and(|run| run.holds(head)) => Place::Before,
            None => Place::Document,
        };
        let inside = reading.content.iter().any(|run| run.holds(head));
        let side = discourse.side(entity);
        match found.iter_mut().find(|candidate| discourse.side(candidate.entity) == side) {
            Some(candidate) => {
                candidate.in_document += 1;
                candidate.in_content += usize::from(inside);
                if place < candidate.place {
                    (candidate.entity, candidate.place, candidate.head) = (entity, place, head);
                    candidate.form = mention.form;
                }
            }
            None => found.push(Candidate {
                entity,
                place,
                head,
                form: mention.form,
                in_content: usize::from(inside),
                in_document: 1,
                own: own.contains(&side),
            }),
        }
    }
    found.sort_by_key(|candidate| (candidate.place, candidate.head));
    found
}

/// The place of the mention headed by `head` in or at the statement.
fn place_of(discourse: &Discourse<'_>, at: usize, head: u32) -> Option<Place> {
    let (view, reading) = (&discourse.view, &discourse.readings[at]);
    let inside = reading.content.iter().any(|run| run.holds(head));
    let top = top_of_phrase(discourse, head);
    if !inside {
        let cue = reading.cue?;
        let governor = view.head(top)?;
        let relation = view.relation(top);
        return cue.holds(governor).then_some(match relation {
            Relation::Obj | Relation::Iobj | Relation::NsubjPass => Place::CueObject,
            _ => Place::CueOblique,
        });
    }
    let governor = view.head(top);
    let at_root = governor.is_some_and(|governor| reading.roots.contains(&governor));
    Some(match view.relation(top) {
        relation if relation.is_subject() && at_root => Place::ContentSubject,
        Relation::Obj | Relation::Iobj | Relation::Obl if at_root => Place::ContentObject,
        _ => Place::Content,
    })
}

/// The word that stands for the mention's phrase: up through joined phrases ("Rome and **Athens**").
fn top_of_phrase(discourse: &Discourse<'_>, head: u32) -> u32 {
    let view = &discourse.view;
    let mut top = head;
    while matches!(view.relation(top), Relation::Conj | Relation::Flat | Relation::Appos | Relation::Compound)
    {
        let Some(next) = view.head(top) else { break };
        top = next;
    }
    top
}

/// The features of a statement and a side.
pub fn features(
    discourse: &Discourse<'_>,
    at: usize,
    act: Act,
    candidates: &[Candidate],
    number: usize,
) -> Vec<u32> {
    let (view, reading) = (&discourse.view, &discourse.readings[at]);
    let candidate = &candidates[number];
    let mut features = Features::default();
    let act = act.as_str();
    let place = format!("{:?}", candidate.place);
    let own = if candidate.own { "own" } else { "" };
    let entity = &discourse.entities.entities[candidate.entity.0 as usize];
    let cue = reading.cue_head.map_or("", |head| view.lemma(head));
    let mut both = |template: u32, parts: &[&str]| {
        features.add(template, parts);
        let mut with_act = vec![act];
        with_act.extend(parts);
        features.add(template + 1000, &with_act);
    };
    both(1, &[own]);
    both(2, &[&place, own]);
    both(3, &[entity.kind.as_str(), own]);
    both(4, &[&place, entity.kind.as_str()]);
    both(5, &[&place, &format!("{:?}", candidate.form)]);
    both(6, &[if entity.party.is_some() { "party" } else { "no party" }, &place, own]);
    both(7, &[if entity.capacity == Capacity::Official { "official" } else { "" }, &place]);
    let top = top_of_phrase(discourse, candidate.head);
    both(8, &[&place, view.relation(top).as_str(), own]);
    let case = view.child(top, &[Relation::Case]).map_or("", |case| view.lemma(case));
    if candidate.place <= Place::Content {
        both(9, &[&place, case]);
        let governor = view.head(top).map_or("", |head| view.lemma(head));
        both(10, &[view.relation(top).as_str(), governor]);
    }
    if candidate.place <= Place::Sentence {
        both(11, &[&place, cue, case]);
    }
    let inside = candidates.iter().filter(|other| other.in_content > 0 && !other.own).count();
    let first = candidates.iter().position(|other| other.in_content > 0 && !other.own) == Some(number);
    let most =
        candidates.iter().filter(|other| other.in_content > candidate.in_content && !other.own).count();
    both(12, &[own, count_word(candidate.in_content), count_word(inside)]);
    both(13, &[own, if first { "first inside" } else { "" }, count_word(inside)]);
    both(14, &[own, count_word(most)]);
    let at_cue = candidates.iter().any(|other| other.place <= Place::CueOblique);
    both(15, &[&place, own, if at_cue { "one at cue" } else { "none at cue" }]);
    let rank = candidates
        .iter()
        .filter(|other| {
            !other.own && place_country(discourse, other) && other.in_document > candidate.in_document
        })
        .count();
    both(16, &[&place, own, count_word(rank)]);
    both(
        17,
        &[own, count_word(inside), count_word(rank), if candidate.in_content > 0 { "in" } else { "out" }],
    );
    let subject = reading.roots.first().and_then(|&root| super::features::subject_word(view, root));
    let subject_is = subject.is_some_and(|subject| subject == candidate.head || top == subject);
    both(18, &[if subject_is { "subject" } else { "" }, own]);
    if entity.kind == EntityKind::Place && entity.party.is_none() {
        both(19, &["place", &place]);
    }
    both(20, &[&place, reading.party.as_deref().map_or("no party", |_| "party")]);
    features.finish()
}

fn place_country(discourse: &Discourse<'_>, candidate: &Candidate) -> bool {
    discourse.entities.entities[candidate.entity.0 as usize].party.is_some()
}
