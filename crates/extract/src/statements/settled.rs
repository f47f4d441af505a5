//! Acts that the words settle by themselves: a firm cue, or what a speaker performs in so many words.

use super::discourse::Discourse;
use super::features::{self, Subject};
use super::lexicon::{Cues, Firmness};
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

/// The act that a firm cue names, or, under a cue that leaves it open, the one that the speaker performs in so
/// many words ("We will demand that …"). Wishes settle nothing: addressed to someone they are requests.
fn settled(discourse: &Discourse<'_>, at: usize) -> Option<Act> {
    let (view, reading) = (&discourse.view, &discourse.readings[at]);
    match reading.cue_entry {
        Some((Act::Expect, _)) => return None,
        Some((act, Firmness::Firm)) => return (!reading.cue_negated).then_some(act),
        Some((_, Firmness::Leaning)) => return None,
        Some((_, Firmness::Open)) | None => {}
    }
    let root = *reading.roots.first()?;
    let own = matches!(features::subject_of(discourse, reading, root), Subject::I | Subject::We);
    if !own || features::clause(discourse, root).negated {
        return None;
    }
    match Cues::builtin().of(&[view.lemma(root)]) {
        Some((act, Firmness::Firm)) if act != Act::Expect => Some(act),
        _ => None,
    }
}
