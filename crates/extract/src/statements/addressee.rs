//! Addressees: the sides that a statement is directed at.

use super::act::Guess;
use super::discourse::Discourse;
use super::features::{Features, count_word, subject_word, tone_name};
use super::issue::span_of_sentences;
use super::lexicon::Firmness;
use crate::entities::MentionForm;
use std::collections::BTreeMap;
use verbale_analyze::{Relation, Upos};
use verbale_record::{Act, Capacity, EntityId, EntityKind};

/// Where a side is named, the best place first.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Place {
    /// An object of the cue ("told **the envoy**", "accused **Rome** of").
    CueObject,
    /// Hangs on the cue with a preposition ("called on **Rome**", "a threat to **Rome**").
    CueOblique,
    /// Subject of a main clause of the content.
    ContentSubject,
    /// Object of a main clause of the content.
    ContentObject,
    /// Elsewhere in the content.
    Content,
    /// Elsewhere in the sentence.
    Sentence,
    /// In the sentence before.
    Before,
    /// Elsewhere in the document.
    Document,
}

impl Place {
    fn as_str(self) -> &'static str {
        match self {
            Self::CueObject => "cue object",
            Self::CueOblique => "cue oblique",
            Self::ContentSubject => "content subject",
            Self::ContentObject => "content object",
            Self::Content => "content",
            Self::Sentence => "sentence",
            Self::Before => "before",
            Self::Document => "document",
        }
    }
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
    /// How often statements that blame, press or threaten name the side, in the whole document.
    pub targeted: usize,
    /// The same for statements of this speaker's side only.
    pub targeted_by_speaker: usize,
}

/// The sides that the statement with number `at` may be directed at, each once, in the order of their places.
pub fn candidates(discourse: &Discourse<'_>, at: usize) -> Vec<Candidate> {
    let reading = &discourse.readings[at];
    let mut found: Vec<Candidate> = Vec::new();
    let mut by_side: BTreeMap<&str, usize> = BTreeMap::new();
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
        let inside = usize::from(reading.content.iter().any(|run| run.holds(head)));
        let side = discourse.side(entity);
        let number = *by_side.entry(side).or_insert(found.len());
        if number == found.len() {
            let (targeted, targeted_by_speaker) = discourse.targeted(at, side);
            found.push(Candidate {
                entity,
                place,
                head,
                form: mention.form,
                in_content: 0,
                in_document: 0,
                own: own.contains(&side),
                targeted,
                targeted_by_speaker,
            });
        }
        let candidate = &mut found[number];
        candidate.in_document += 1;
        candidate.in_content += inside;
        if place < candidate.place {
            (candidate.entity, candidate.place) = (entity, place);
            (candidate.head, candidate.form) = (head, mention.form);
        }
    }
    // Nobody speaks at oneself, nor does who speaks for a side at that side; others do ("the opposition leader told
    // the government").
    let speaks_for_it = reading.speakers.iter().any(|&speaker| {
        discourse
            .entities
            .entities
            .get(speaker.0 as usize)
            .is_some_and(|entity| entity.capacity == Capacity::Official)
    });
    let itself = |candidate: &Candidate| reading.speakers.contains(&candidate.entity);
    found.retain(|candidate| !(itself(candidate) || candidate.own && speaks_for_it));
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
        return cue.holds(governor).then_some(match view.relation(top) {
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

/// True where a statement's cue or tone blames, presses or threatens.
pub fn is_directed(discourse: &Discourse<'_>, at: usize) -> bool {
    let reading = &discourse.readings[at];
    let cue = matches!(
        reading.cue_entry,
        Some((Act::Accuse | Act::Demand | Act::Request | Act::Threaten | Act::Reject, Firmness::Firm))
    );
    cue || reading.tones.iter().any(|&tone| tone_name(tone) == "blame")
}

/// The features of a statement and a side.
pub fn features(
    discourse: &Discourse<'_>,
    at: usize,
    guess: &Guess,
    candidates: &[Candidate],
    number: usize,
) -> Vec<u32> {
    let (view, reading) = (&discourse.view, &discourse.readings[at]);
    let candidate = &candidates[number];
    let entity = &discourse.entities.entities[candidate.entity.0 as usize];
    let (act, directed) = (guess.best.as_str(), guess.directed_word());
    let (place, form) = (candidate.place.as_str(), format!("{:?}", candidate.form));
    let own = if candidate.own { "own" } else { "" };
    let cue = reading.cue_head.map_or("", |head| view.lemma(head));
    let mut features = Features::default();
    let mut both = |template: u32, parts: &[&str]| {
        features.add(template, parts);
        for (offset, condition) in [(1000, act), (2000, directed.as_str())] {
            let mut conditioned = vec![condition];
            conditioned.extend(parts);
            features.add(template + offset, &conditioned);
        }
    };
    let party = if entity.party.is_some() { "party" } else { "no party" };
    let official = if entity.capacity == Capacity::Official { "official" } else { "" };
    both(1, &[own]);
    both(2, &[place, own]);
    both(3, &[entity.kind.as_str(), own, party]);
    both(4, &[place, entity.kind.as_str(), party]);
    both(5, &[place, &form]);
    both(6, &[party, place, own]);
    both(7, &[official, place]);
    let top = top_of_phrase(discourse, candidate.head);
    let relation = view.relation(top).as_str();
    let case = view.child(top, &[Relation::Case]).map_or("", |case| view.lemma(case));
    both(8, &[place, relation, own]);
    if candidate.place <= Place::Content {
        let governor = view.head(top).map_or("", |head| view.lemma(head));
        both(9, &[place, case, own]);
        both(10, &[relation, governor]);
    }
    if candidate.place <= Place::CueOblique {
        both(11, &[place, cue, case]);
    }
    let others = || candidates.iter().filter(|other| !other.own);
    let inside = count_word(others().filter(|other| other.in_content > 0).count());
    let first = candidates.iter().position(|other| other.in_content > 0 && !other.own) == Some(number);
    let rank_by = |measure: fn(&Candidate) -> usize| {
        count_word(others().filter(|other| measure(other) > measure(candidate)).count())
    };
    let any_at_cue = if others().any(|other| other.place <= Place::CueOblique) { "at cue" } else { "" };
    both(12, &[own, count_word(candidate.in_content), inside]);
    both(13, &[own, if first { "first inside" } else { "" }, inside]);
    both(14, &[own, rank_by(|other| other.in_content), any_at_cue]);
    both(15, &[place, own, any_at_cue]);
    both(16, &[place, own, rank_by(|other| other.in_document)]);
    both(17, &[own, rank_by(|other| other.targeted), count_word(candidate.targeted)]);
    both(18, &[place, own, rank_by(|other| other.targeted)]);
    both(19, &[own, rank_by(|other| other.targeted_by_speaker), count_word(candidate.targeted_by_speaker)]);
    both(20, &[place, own, rank_by(|other| other.targeted_by_speaker)]);
    both(21, &[any_at_cue, inside, own, rank_by(|other| other.targeted), rank_by(|other| other.in_document)]);
    let subject = reading.roots.first().and_then(|&root| subject_word(view, root));
    both(22, &[if subject == Some(top) { "subject" } else { "" }, own]);
    let second_person = reading
        .words
        .iter()
        .any(|&word| view.upos(word) == Upos::Pron && matches!(view.lemma(word), "you" | "your"));
    both(23, &[if second_person { "you" } else { "" }, place, own]);
    if entity.kind == EntityKind::Place && entity.party.is_none() {
        both(24, &["place", place]);
    }
    for &tone in &reading.tones {
        both(25, &[tone_name(tone), place, own]);
    }
    both(26, &[place, own, if reading.party.is_some() { "party speaks" } else { "" }]);
    features.finish()
}

/// Which of the sides are addressed, by their probabilities: the likeliest, where it reaches the threshold, and
/// any that is more likely than not.
pub fn choose(probabilities: &[f32], threshold: f32) -> Vec<usize> {
    let best = (0..probabilities.len()).max_by(|&a, &b| {
        // Of equally likely sides the better placed one.
        probabilities[a].total_cmp(&probabilities[b]).then(b.cmp(&a))
    });
    let Some(best) = best.filter(|&best| probabilities[best] >= threshold) else { return Vec::new() };
    (0..probabilities.len()).filter(|&number| number == best || probabilities[number] >= 0.5).collect()
}
