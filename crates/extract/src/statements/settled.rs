//! Acts that the words settle by themselves: a firm cue, or what a speaker performs in so many words.

use super::discourse::Discourse;
use super::features::{self, Subject};
use super::lexicon::{Cues, Firmness};
use verbale_analyze::{Relation, Upos};
use verbale_record::Act;

/// Gives `share` of the judgement over [`Act::ALL`] to the act that the words settle, where they settle one.
pub fn weigh(settled: Option<Act>, share: f32, probabilities: &mut [f32]) {
    let Some(act) = settled else { return };
    probabilities.iter_mut().for_each(|probability| *probability *= 1.0 - share);
    if let Some(place) = Act::ALL.iter().position(|&other| other == act) {
        probabilities[place] += share;
    }
}

/// The act that the words settle: by a firm cue with the preposition after it ("insists on"); by a speech noun
/// under a cue that says little ("voiced support for …"); by what the speaker performs in so many words ("We will
/// demand that …"); or by a must said of others, which the codebook counts as a demand.
pub fn settled(discourse: &Discourse<'_>, at: usize) -> Option<Act> {
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
    let entry = Cues::builtin().of(&[Cues::builtin().repaired(view.lemma(root))]);
    if view.upos(root) == Upos::Noun {
        // "Voiced support" is what "expressed support" is, whatever verb carries it.
        let carried = Cues::builtin().whole(&["express", view.lemma(root)]).or(entry);
        return carried.filter(|&(_, firmness)| firmness == Firmness::Firm).map(|(act, _)| act);
    }
    let subject = features::subject_of(discourse, reading, root);
    let own = matches!(subject, Subject::I | Subject::We | Subject::Own);
    let clause = features::clause(discourse, root);
    match entry {
        Some((act, Firmness::Firm)) if own && !clause.negated && act != Act::Expect => Some(act),
        _ => (must(discourse, root) && !own).then_some(Act::Demand),
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
    Cues::builtin().whole(&[Cues::builtin().repaired(view.lemma(last)), view.lemma(next)])
}

/// Whether the clause under `root` is a must ("must", "has to", "needs to").
fn must(discourse: &Discourse<'_>, root: u32) -> bool {
    let view = &discourse.view;
    let modal =
        view.children(root).iter().any(|&child| view.upos(child) == Upos::Aux && view.lemma(child) == "must");
    let complement = view.children(root).iter().any(|&child| view.relation(child) == Relation::Xcomp);
    modal || complement && matches!(view.lemma(root), "have" | "need")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::Attribution;
    use crate::entities;
    use crate::statements::Catalogue;
    use crate::testing::Read;
    use verbale_record::Quote;
    use verbale_text::Span;

    /// The act that the words of a one-statement text settle.
    fn act(text: &str, cue: &str, content: &str) -> Option<Act> {
        let read = Read::new(text, "2031-04-02");
        let span = |words: &str| {
            let start = text.find(words).expect("the words stand in the text") as u32;
            Span::new(start, start + words.len() as u32)
        };
        let attributions = [Attribution {
            source: None,
            source_head: None,
            cue: Some(span(cue)),
            cue_head: None,
            content: vec![span(content)],
            quote: Quote::Indirect,
            within: None,
            by: "test",
            probability: 1.0,
        }];
        let entities = entities::resolve(read.input());
        let discourse = Discourse::new(read.input(), &entities, &attributions, Catalogue::builtin());
        settled(&discourse, 0)
    }

    #[test]
    fn firm_words_settle_the_act_and_others_do_not() {
        let check = |text: &str, cue: &str, content: &str, expected: Option<Act>| {
            assert_eq!(act(text, cue, content), expected, "{text}");
        };
        check("The envoy condemned the raid.", "condemned", "the raid", Some(Act::Accuse));
        check("The envoy did not deny the raid.", "did not deny", "the raid", None);
        check("The envoy hopes for a truce.", "hopes", "for a truce", None);
        check("The envoy said the truce held.", "said", "the truce held", None);
        check(
            "The envoy said Sudmark must leave the islands.",
            "said",
            "Sudmark must leave the islands",
            Some(Act::Demand),
        );
        check("The envoy said: we must stay calm.", "said", "we must stay calm", None);
        check("The envoy said: we demand an apology.", "said", "we demand an apology", Some(Act::Demand));
    }

    #[test]
    fn a_share_goes_to_what_is_settled() {
        let mut probabilities = vec![0.0; Act::ALL.len()];
        probabilities[0] = 1.0;
        weigh(None, 0.4, &mut probabilities);
        assert_eq!(probabilities[0], 1.0);
        weigh(Some(Act::Deny), 0.4, &mut probabilities);
        assert!((probabilities[0] - 0.6).abs() < 1e-6);
        assert!((probabilities[Act::Deny as usize] - 0.4).abs() < 1e-6);
    }
}
