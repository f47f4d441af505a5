//! Stance: which side of an issue's pole a statement takes.

use super::act::Guess;
use super::catalogue::Tell;
use super::discourse::{Discourse, issue_of};
use super::features::{self, Features, bag_lemma, count_word, tone_name};
use verbale_analyze::{Relation, WordId};

/// The features of a statement's stance on an issue.
pub fn features(discourse: &Discourse<'_>, at: usize, issue: usize, guess: &Guess) -> Vec<u32> {
    let (view, reading) = (&discourse.view, &discourse.readings[at]);
    let id = discourse.catalogue.issues[issue].id.as_str();
    let mut features = Features::default();
    let mut both = |template: u32, parts: &[&str]| {
        features.add(template, parts);
        let mut own = vec![id];
        own.extend(parts);
        features.add(template + 1000, &own);
    };
    let act = guess.best.as_str();
    both(0, &[]);
    both(22, &[act, guess.certainty()]);
    both(23, &[act, guess.second.as_str()]);
    both(1, &[act]);
    let kind = features::speaker_kind(discourse, reading);
    both(2, &[kind]);
    both(3, &[act, kind]);
    both(4, &[discourse.attributions[at].quote.as_str()]);
    let (leaning, counts) = leaning(discourse, at, issue);
    both(5, &[leaning]);
    both(6, &[leaning, act]);
    both(7, &[count_word(counts[0]), count_word(counts[1])]);
    for &tone in &reading.tones {
        both(8, &[tone_name(tone)]);
        both(9, &[tone_name(tone), act]);
        both(10, &[tone_name(tone), leaning]);
    }
    for (&root, number) in reading.roots.iter().zip(0..) {
        let subject = features::subject_of(discourse, reading, root).as_str();
        let clause = features::clause(discourse, root);
        let negated = if clause.negated { "not" } else { "" };
        both(11, &[view.lemma(root), negated]);
        for tone in reading.tones_at(root) {
            both(24, &[tone_name(tone), subject, negated]);
        }
        if number == 0 {
            both(12, &[subject]);
            both(13, &[&clause.mode, negated]);
            both(14, &[subject, act]);
            both(15, &[subject, leaning]);
        }
    }
    if let Some(head) = reading.cue_head {
        both(16, &[view.lemma(head)]);
        if reading.cue_negated {
            both(17, &["cue negated", act]);
        }
    }
    for &word in &reading.words {
        if let Some(lemma) = bag_lemma(view, word) {
            both(18, &[lemma]);
        }
        if view.relation(word) == Relation::Mark {
            both(19, &[view.lemma(word)]);
        }
        if features_negation(view.lemma(word)) {
            both(20, &["negation"]);
        }
    }
    for governor in governors(discourse, at, issue) {
        both(21, &[governor]);
    }
    features.finish()
}

fn features_negation(lemma: &str) -> bool {
    matches!(lemma, "not" | "n't" | "n’t" | "never" | "no" | "without" | "nor" | "neither")
}

/// Which way the issue's own phrases lean in the content, with a negation before one turning it; and their
/// numbers for and against.
fn leaning(discourse: &Discourse<'_>, at: usize, issue: usize) -> (&'static str, [usize; 2]) {
    let (view, reading) = (&discourse.view, &discourse.readings[at]);
    let mut counts = [0, 0];
    for hit in &reading.issue_hits {
        let (found, tell) = issue_of(hit.class);
        let side = match tell {
            Tell::For => 0,
            Tell::Against => 1,
            Tell::About | Tell::Near => continue,
        };
        if found == issue {
            let from = hit.start.saturating_sub(3);
            let turned = (from..hit.start).any(|word| features_negation(view.lemma(word)));
            counts[if turned { 1 - side } else { side }] += 1;
        }
    }
    let leaning = match counts {
        [0, 0] => "none",
        [_, 0] => "for",
        [0, _] => "against",
        [pro, contra] if pro > contra => "rather for",
        [pro, contra] if pro < contra => "rather against",
        _ => "both",
    };
    (leaning, counts)
}

/// The lemmas that govern the words naming the issue ("lift" in "lift sanctions").
fn governors<'d>(discourse: &'d Discourse<'_>, at: usize, issue: usize) -> Vec<&'d str> {
    let (view, reading) = (&discourse.view, &discourse.readings[at]);
    let mut lemmas = Vec::new();
    for hit in &reading.issue_hits {
        if issue_of(hit.class) != (issue, Tell::About) {
            continue;
        }
        for word in hit.start..hit.end {
            if let Some(head) = view.head(word)
                && !(hit.start..hit.end).contains(&head)
            {
                lemmas.push(discourse.input.annotations.words.lemma(WordId(head)));
            }
        }
    }
    lemmas
}
