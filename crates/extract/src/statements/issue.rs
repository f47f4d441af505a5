//! Issues: what a statement is about. Each issue that anything speaks for is judged by itself.

use super::act::Guess;
use super::catalogue::Tell;
use super::discourse::{Discourse, Reading, issue_of};
use super::features::{Features, bag_lemma, count_word};
use super::phrases::Hit;
use crate::attribution::view::Run;

/// How an issue's phrases stand in and around a statement.
#[derive(Copy, Clone, PartialEq, Eq, Default, Debug)]
pub struct Evidence {
    /// Phrases of each tell inside the content.
    pub inside: [usize; 4],
    /// Phrases that name it in the statement's sentences, outside the content.
    pub beside: usize,
    /// Phrases that name it in the contents before and after.
    pub before: usize,
    /// See `before`.
    pub after: usize,
    /// Place among the document's issues by how often they are named; 0 is the first, `usize::MAX` not named.
    pub rank: usize,
}

/// The evidence of every issue for the statement with number `at`.
pub fn evidence(discourse: &Discourse<'_>, at: usize) -> Vec<Evidence> {
    let reading = &discourse.readings[at];
    let mut evidence = vec![Evidence::default(); discourse.catalogue.issues.len()];
    let mut tally = |hits: &[Hit], add: fn(&mut Evidence, Tell)| {
        for hit in hits {
            let (issue, tell) = issue_of(hit.class);
            add(&mut evidence[issue], tell);
        }
    };
    tally(&reading.issue_hits, |evidence, tell| evidence.inside[tell as usize] += 1);
    tally(&hits_beside(discourse, reading), |evidence, tell| {
        evidence.beside += usize::from(tell == Tell::About);
    });
    let neighbour = |at: Option<usize>| {
        at.and_then(|at| discourse.readings.get(at)).map_or(&[][..], |reading| &reading.issue_hits)
    };
    tally(neighbour(at.checked_sub(1)), |evidence, tell| {
        evidence.before += usize::from(tell == Tell::About);
    });
    tally(neighbour(Some(at + 1)), |evidence, tell| evidence.after += usize::from(tell == Tell::About));
    for (issue, evidence) in evidence.iter_mut().enumerate() {
        let named = discourse.topics[issue];
        evidence.rank = match named {
            0 => usize::MAX,
            _ => discourse.topics.iter().filter(|&&other| other > named).count(),
        };
    }
    evidence
}

/// The phrases in the statement's sentences that stand outside its content.
fn hits_beside(discourse: &Discourse<'_>, reading: &Reading) -> Vec<Hit> {
    let Some(whole) = span_of_sentences(discourse, reading) else { return Vec::new() };
    let first = discourse.issue_hits.partition_point(|hit| hit.start < whole.start);
    let outside = |hit: &&Hit| {
        let run = Run::new(hit.start, hit.end);
        whole.contains(run) && !reading.content.iter().any(|content| content.overlaps(run))
    };
    discourse.issue_hits[first..]
        .iter()
        .take_while(|hit| hit.start < whole.end)
        .filter(outside)
        .copied()
        .collect()
}

/// From the first word of the sentence where the statement starts to the last of the one where it ends.
pub fn span_of_sentences(discourse: &Discourse<'_>, reading: &Reading) -> Option<Run> {
    let spread = reading.content.iter().chain(&reading.cue).filter(|run| !run.is_empty());
    let start = spread.clone().map(|run| run.start).min()?;
    let end = spread.map(|run| run.end).max()?;
    let view = &discourse.view;
    Some(Run::new(view.sentence_of(start).start, view.sentence_of(end - 1).end))
}

/// The issues worth judging: something in or near the statement names them, or the document is about them.
pub fn candidates(evidence: &[Evidence]) -> Vec<usize> {
    let worth = |evidence: &Evidence| {
        evidence.inside[..2].iter().sum::<usize>() + evidence.beside + evidence.before + evidence.after > 0
            || evidence.rank < 3
    };
    (0..evidence.len()).filter(|&issue| worth(&evidence[issue])).collect()
}

/// The features of a statement and an issue.
pub fn features(
    discourse: &Discourse<'_>,
    at: usize,
    issue: usize,
    act: &Guess,
    all: &[Evidence],
) -> Vec<u32> {
    let (view, reading) = (&discourse.view, &discourse.readings[at]);
    let id = discourse.catalogue.issues[issue].id.as_str();
    let mut features = Features::default();
    let evidence = &all[issue];
    // Every feature stands once for all issues and once for this one, so that issues with few examples, and
    // those that users add, are judged by what holds for all.
    let mut both = |template: u32, parts: &[&str]| {
        features.add(template, parts);
        let mut own = vec![id];
        own.extend(parts);
        features.add(template + 1000, &own);
    };
    let [about, near, for_pole, against] = evidence.inside.map(count_word);
    let rank = match evidence.rank {
        0 => "first",
        1 => "second",
        2 => "third",
        usize::MAX => "none",
        _ => "later",
    };
    let flag = |count: usize| if count > 0 { "yes" } else { "no" };
    both(1, &[about]);
    both(2, &[near]);
    both(3, &[about, near]);
    both(4, &[for_pole, against]);
    both(5, &[flag(evidence.inside[0]), flag(evidence.inside[1]), rank]);
    both(6, &[rank]);
    both(7, &[flag(evidence.inside[0]), flag(evidence.beside)]);
    both(8, &[flag(evidence.inside[0]), flag(evidence.before), flag(evidence.after)]);
    both(9, &[flag(evidence.inside[0] + evidence.inside[1]), flag(evidence.beside + evidence.before), rank]);
    let stronger = all.iter().filter(|other| other.inside[0] > evidence.inside[0]).count();
    let named = all.iter().filter(|other| other.inside[0] > 0).count();
    both(10, &[about, count_word(stronger)]);
    both(11, &[flag(evidence.inside[0]), count_word(named)]);
    both(12, &[flag(evidence.inside[0]), count_word(reading.words.len() / 5)]);
    let act = act.best.as_str();
    both(13, &[act]);
    both(14, &[act, flag(evidence.inside[0]), flag(evidence.inside[1])]);
    let share = discourse.topics[issue] * 10 / discourse.topics.iter().sum::<u32>().max(1);
    both(15, &[count_word(share as usize)]);
    both(16, &[count_word(share as usize), flag(evidence.inside[0])]);
    let at_root = reading.issue_hits.iter().any(|hit| {
        issue_of(hit.class) == (issue, Tell::About)
            && (hit.start..hit.end)
                .any(|word| reading.roots.iter().any(|&root| word == root || view.head(word) == Some(root)))
    });
    both(17, &[if at_root { "at root" } else { "deeper" }, flag(evidence.inside[0])]);
    both(18, &[if reading.speakers.is_empty() { "no speaker" } else { "speaker" }]);
    for (other, theirs) in all.iter().enumerate() {
        let other_id = discourse.catalogue.issues[other].id.as_str();
        if other != issue && theirs.inside[0] > 0 {
            features.add(2001, &[id, other_id, flag(evidence.inside[0])]);
        }
        if theirs.rank == 0 {
            features.add(2002, &[id, other_id]);
        }
    }
    for &word in &reading.words {
        if let Some(lemma) = bag_lemma(view, word) {
            features.add(2003, &[id, lemma]);
        }
    }
    for &root in &reading.roots {
        features.add(2004, &[id, view.lemma(root)]);
    }
    for hit in &reading.issue_hits {
        if issue_of(hit.class) == (issue, Tell::About) {
            let words: Vec<&str> = (hit.start..hit.end).map(|word| view.lemma(word)).collect();
            features.add(2005, &[id, &words.join(" ")]);
        }
    }
    features.finish()
}

/// How likely an issue has to be beside the likeliest one of the statement: most statements are about one thing,
/// and what is named beside it is rarely meant.
const BESIDE: f32 = 0.6;

/// Which of the candidates a statement is about, by their probabilities: those that reach the threshold and are
/// not far behind the best.
pub fn reaching(probabilities: &[f32], threshold: f32) -> Vec<usize> {
    let best = probabilities.iter().copied().fold(0.0, f32::max);
    let least = threshold.max(BESIDE * best);
    (0..probabilities.len()).filter(|&number| probabilities[number] >= least).collect()
}
