//! Acts that the words settle by themselves: a firm cue, or what a speaker performs in so many words.

use super::discourse::Discourse;
use super::features::{self, Subject};
use super::lexicon::{Cues, Firmness};
use verbale_analyze::{Relation, Upos};
use verbale_record::Act;

/// How much of the judgement goes to an act that the words settle by themselves.
const SETTLED: f32 = 0.5;

/// Moves the probabilities of [`Act::ALL`] towards the act that the words settle, where they settle one.
pub fn weigh(discourse: &Discourse<'_>, at: usize, probabilities: &mut [f32]) {
    let Some(act) = settled(discourse, at) else { return };
    probabilities.iter_mut().for_each(|probability| *probability *= 1.0 - SETTLED);
    if let Some(place) = Act::ALL.iter().position(|&other| other == act) {
        probabilities[place] += SETTLED;
    }
}

/// The act that the words settle: by a firm cue with the preposition after it ("insists on"); by a speech noun
/// under a cue that says little ("voiced support for …"); by what the speaker performs in so many words ("We will
/// demand that …"); or by a must said of others, which the codebook counts as a demand.
fn settled(discourse: &Discourse<'_>, at: usize) -> Option<Act> {
    let (view, reading) = (&discourse.view, &discourse.readings[at]);
    if reading.cue_negated {
        return None;
    }
    match with_preposition(discourse, at).or(reading.cue_entry) {
        // Wishes settle nothing: addressed to someone they are requests.
        Some((Act::Expect, _)) | Some((_, Firmness::Leaning)) => return None,
        Some((act, Firmness::Firm)) => return Some(act),
        Some((_, Firmness::Open)) | None => {}
    }
    let root = *reading.roots.first()?;
    let entry = Cues::builtin().of(&[view.lemma(root)]);
    if view.upos(root) == Upos::Noun {
        // "Voiced support" is what "expressed support" is, whatever verb carries it.
        let carried = Cues::builtin().whole(&["express", view.lemma(root)]).or(entry);
        return carried.filter(|&(_, firmness)| firmness == Firmness::Firm).map(|(act, _)| act);
    }
    let subject = features::subject_of(discourse, reading, root);
    let own = matches!(subject, Subject::I | Subject::We);
    let clause = features::clause(discourse, root);
    match entry {
        Some((act, Firmness::Firm)) if own && !clause.negated && act != Act::Expect => Some(act),
        _ => (must(discourse, root) && !own && subject != Subject::Own).then_some(Act::Demand),
    }
}

/// What the lexicon says of the cue's last word together with the preposition that follows the cue.
fn with_preposition(discourse: &Discourse<'_>, at: usize) -> Option<(Act, Firmness)> {
    let (view, reading) = (&discourse.view, &discourse.readings[at]);
    let last = reading.cue?.end.checked_sub(1)?;
    let next = last + 1;
    let follows = (next as usize) < view.words.len() && matches!(view.upos(next), Upos::Adp | Upos::Sconj);
    if !follows {
        return None;
    }
    Cues::builtin().whole(&[view.lemma(last), view.lemma(next)])
}

/// Whether the clause under `root` is a must ("must", "has to", "needs to").
fn must(discourse: &Discourse<'_>, root: u32) -> bool {
    let view = &discourse.view;
    let modal =
        view.children(root).iter().any(|&child| view.upos(child) == Upos::Aux && view.lemma(child) == "must");
    let complement = view.children(root).iter().any(|&child| view.relation(child) == Relation::Xcomp);
    modal || complement && matches!(view.lemma(root), "have" | "need")
}
