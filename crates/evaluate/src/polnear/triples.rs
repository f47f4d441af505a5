//! The protocols that look at whole attributions: who said what, direct and indirect speech apart, and
//! the overlap protocol of the Gender Gap Tracker.

use super::document::{ArticleText, Stretch, TokenSet, is_space, is_word};
use super::standoff::{Attribution, Role};
use super::{Credit, TripleScore};
use crate::{Rate, Tally};
use std::collections::{BTreeMap, BTreeSet};

const QUOTATION_MARKS: [char; 3] = ['"', '“', '”'];

/// F1 of two token sets; 1 where both are empty.
fn token_f1(a: &TokenSet, b: &TokenSet) -> f64 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    (2 * a.intersection(b).count()) as f64 / (a.len() + b.len()) as f64
}

/// As [`token_f1`], but 0 where either has no token.
fn token_f1_of_both(a: &TokenSet, b: &TokenSet) -> f64 {
    if a.is_empty() || b.is_empty() { 0.0 } else { token_f1(a, b) }
}

/// Aligns attributions one to one, best content first and cue second; among equals the earlier.
fn align(gold: &[Attribution], made: &[Attribution]) -> BTreeMap<usize, usize> {
    let mut candidates = Vec::new();
    for (g, ours) in gold.iter().enumerate() {
        for (m, theirs) in made.iter().enumerate() {
            let content = token_f1_of_both(ours.tokens(Role::Content), theirs.tokens(Role::Content));
            let cue = token_f1_of_both(ours.tokens(Role::Cue), theirs.tokens(Role::Cue));
            if content > 0.0 || cue > 0.0 {
                candidates.push(([content + 0.5 * cue, content, cue], g, m));
            }
        }
    }
    let downwards = |a: &[f64; 3], b: &[f64; 3]| {
        b[0].total_cmp(&a[0]).then(b[1].total_cmp(&a[1])).then(b[2].total_cmp(&a[2]))
    };
    candidates.sort_by(|a, b| downwards(&a.0, &b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut aligned, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (_, g, m) in candidates {
        if !aligned.contains_key(&g) && taken.insert(m) {
            aligned.insert(g, m);
        }
    }
    aligned
}

/// Adds one article to the counts of whole attributions and of recall by kind of speech.
pub(super) fn add(
    text: &ArticleText,
    gold: &[Attribution],
    made: &[Attribution],
    triples: &mut TripleScore,
    recall: &mut BTreeMap<String, Rate>,
) {
    let aligned = align(gold, made);
    let (mut strict, mut half, mut link, mut detect) = (0, 0, 0, 0);
    for (&g, &m) in &aligned {
        let (ours, theirs) = (&gold[g], &made[m]);
        let f1 = |role| token_f1(ours.tokens(role), theirs.tokens(role));
        let [source, cue, content] = Role::ALL.map(f1);
        strict += usize::from(Role::ALL.iter().all(|&role| ours.stretches(role) == theirs.stretches(role)));
        half += usize::from(source >= 0.5 && cue >= 0.5 && content >= 0.5);
        link += usize::from(content >= 0.5 && source > 0.0);
        detect += usize::from(content > 0.0 || cue > 0.0);
    }
    for (tally, hits) in [
        (&mut triples.strict, strict),
        (&mut triples.half, half),
        (&mut triples.link, link),
        (&mut triples.detect, detect),
    ] {
        tally.add(Tally::new(hits, gold.len(), made.len()));
    }
    for (g, ours) in gold.iter().enumerate().filter(|(_, ours)| !ours.stretches(Role::Content).is_empty()) {
        let theirs = aligned.get(&g).map(|&m| &made[m]);
        let f1 = |role| theirs.map_or(0.0, |theirs| token_f1(ours.tokens(role), theirs.tokens(role)));
        let kind = kind_of_speech(text, ours.stretches(Role::Content));
        let found = f1(Role::Content) >= 0.5;
        recall.entry(format!("{kind}-content>=.5")).or_default().judge(found);
        recall.entry(format!("{kind}-link")).or_default().judge(found && f1(Role::Source) > 0.0);
    }
}

/// Indirect without any quotation mark from first to last character; direct where the content opens with
/// one and no word stands outside of quotation marks; else mixed.
fn kind_of_speech(text: &ArticleText, content: &[Stretch]) -> &'static str {
    let (Some(first), Some(last)) = (content.first(), content.last()) else { return "indirect" };
    let whole = text.letters(Stretch::new(first.start, last.end));
    if !whole.iter().any(|letter| QUOTATION_MARKS.contains(letter)) {
        return "indirect";
    }
    let opens =
        whole.iter().find(|letter| !is_space(**letter)).is_some_and(|letter| matches!(letter, '"' | '“'));
    let outside = content.iter().any(|&stretch| has_word_outside_quotes(text.letters(stretch)));
    if opens && !outside { "direct" } else { "mixed" }
}

fn has_word_outside_quotes(letters: &[char]) -> bool {
    let mut at = 0;
    while at < letters.len() {
        if matches!(letters[at], '"' | '“') {
            at += 1;
            while at < letters.len() && !QUOTATION_MARKS.contains(&letters[at]) {
                at += 1;
            }
            at += usize::from(matches!(letters.get(at), Some('"' | '”')));
        } else if is_word(letters[at]) {
            return true;
        } else {
            at += 1;
        }
    }
    false
}

/// Gender Gap Tracker: in gold order, the made content that covers most of the gold content's characters,
/// where that is more than a threshold; then whether the speaker overlaps and the cue reads the same.
#[derive(Copy, Clone, PartialEq, Debug, serde::Serialize)]
pub struct OverlapScore {
    /// The share of the gold content's characters that has to be exceeded.
    pub threshold: f64,
    /// Contents found.
    pub found: Credit,
    /// Of those, speakers that share a character or are missing on both sides.
    pub speaker: Rate,
    /// Of those, cues that read the same in lower case.
    pub verb: Rate,
}

impl OverlapScore {
    pub(super) fn new(threshold: f64) -> Self {
        let (found, speaker, verb) = Default::default();
        Self { threshold, found, speaker, verb }
    }

    /// Adds one article.
    pub(super) fn add(&mut self, text: &ArticleText, gold: &[Attribution], made: &[Attribution]) {
        let with_content = |rows: &'_ [Attribution]| -> Vec<Attribution> {
            rows.iter().filter(|row| !row.stretches(Role::Content).is_empty()).cloned().collect()
        };
        let (gold, made) = (with_content(gold), with_content(made));
        let mut left: Vec<(&Attribution, BTreeSet<usize>)> =
            made.iter().map(|row| (row, characters(row.stretches(Role::Content)))).collect();
        let mut hits = 0;
        for ours in &gold {
            let content = characters(ours.stretches(Role::Content));
            let mut best: Option<(usize, f64)> = None;
            for (at, (_, theirs)) in left.iter().enumerate() {
                let share = content.intersection(theirs).count() as f64 / content.len() as f64;
                if share > best.map_or(self.threshold, |(_, best)| best) {
                    best = Some((at, share));
                }
            }
            let Some((at, _)) = best else { continue };
            let (theirs, _) = left.remove(at);
            hits += 1;
            let (source, other) = (ours.stretches(Role::Source), theirs.stretches(Role::Source));
            let shared = !characters(source).is_disjoint(&characters(other));
            self.speaker.judge(shared || (source.is_empty() && other.is_empty()));
            self.verb.judge(cue_text(text, ours) == cue_text(text, theirs));
        }
        self.found.add(Credit::of(Tally::new(hits, gold.len(), made.len())));
    }
}

fn characters(stretches: &[Stretch]) -> BTreeSet<usize> {
    stretches.iter().flat_map(|stretch| stretch.start..stretch.end).collect()
}

fn cue_text(text: &ArticleText, attribution: &Attribution) -> String {
    let parts: Vec<String> = attribution.stretches(Role::Cue).iter().map(|&part| text.string(part)).collect();
    parts.join(" ").to_lowercase().trim_matches(is_space).to_owned()
}
