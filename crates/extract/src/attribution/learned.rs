//! Reading attributions with the model: cues, then the source and the content of each.

use super::assemble::Draft;
use super::choice::Choice;
use super::contents::{self, Report};
use super::cues;
use super::features::{Bag, score};
use super::joins;
use super::model::Model;
use super::reader::Reader;
use super::sources;
use super::view::Run;

/// Words less likely than this to head a cue are not looked at further.
const FLOOR: f32 = 0.1;
/// Words at least this likely count as cues where neighbours are judged.
const LIKELY: f32 = 0.5;

/// A content as chosen, with its probability.
struct Content {
    runs: Vec<Run>,
    probability: f32,
}

/// Finds the drafts of a document, those below the convention's threshold among them.
pub fn find(reader: &Reader<'_>, model: &Model, read: impl Fn(u32) -> bool) -> Vec<Draft> {
    let mut scratch = Vec::new();
    let likelihoods = likelihoods(reader, model, read, &mut scratch);
    let cues: Vec<bool> = likelihoods.iter().map(|&likelihood| likelihood >= LIKELY).collect();
    let mut drafts: Vec<Draft> = Vec::new();
    for head in reader.view.all_words().filter(|&word| likelihoods[word as usize] >= FLOOR) {
        let likelihood = likelihoods[head as usize];
        let cue = chosen(&cues::extents(reader, head), &model.extent, &mut scratch)
            .0
            .unwrap_or(Run::new(head, head + 1));
        let (source, source_head) =
            chosen(&sources::candidates(reader, cue, head), &model.source, &mut scratch);
        let report = Report { cue, head, source, source_head };
        let Some(content) = content(reader, model, report, &cues, &mut scratch) else { continue };
        let probability = likelihood * content.probability;
        drafts.push(Draft { cue, cue_head: head, source, source_head, content: content.runs, probability });
    }
    without_rivals(drafts)
}

/// How likely each word is to head a cue.
fn likelihoods(
    reader: &Reader<'_>,
    model: &Model,
    read: impl Fn(u32) -> bool,
    scratch: &mut Vec<f32>,
) -> Vec<f32> {
    let mut bag = Bag::new(reader.domain);
    let words = reader.view.all_words();
    words
        .map(|word| {
            if !read(word) || !cues::can_report(reader, word) {
                return 0.0;
            }
            bag.hashes.clear();
            cues::head_features(reader, word, &mut bag);
            logistic(score(&model.cue, &bag.hashes, scratch))
        })
        .collect()
}

/// The logistic function.
pub fn logistic(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

fn chosen(
    choice: &Choice,
    classifier: &verbale_analyze::classifier::Classifier,
    scratch: &mut Vec<f32>,
) -> (Option<Run>, Option<u32>) {
    let best = choice.best(classifier, 1, scratch);
    best.first().map_or((None, None), |best| {
        let candidate = &choice.candidates[best.candidate];
        (candidate.run, candidate.head)
    })
}

/// The likeliest content: the best few of what may stand before the cue, each with the best that then may
/// stand behind it.
fn content(
    reader: &Reader<'_>,
    model: &Model,
    report: Report,
    cues: &[bool],
    scratch: &mut Vec<f32>,
) -> Option<Content> {
    let before = contents::before(reader, report);
    let mut found: Option<Content> = None;
    for left in before.best(&model.before, 3, scratch) {
        if found.as_ref().is_some_and(|found| found.probability >= left.probability) {
            break;
        }
        let left_run = before.candidates[left.candidate].run;
        let after = contents::after(reader, report, left_run);
        for right in after.best(&model.after, 2, scratch) {
            let runs: Vec<Run> =
                [left_run, after.candidates[right.candidate].run].into_iter().flatten().collect();
            let probability = left.probability * right.probability;
            if !runs.is_empty() && found.as_ref().is_none_or(|found| probability > found.probability) {
                found = Some(Content { runs, probability });
            }
        }
    }
    let mut found = found?;
    join(reader, model, report, &mut found.runs, cues, scratch);
    Some(found)
}

/// Adds the sentences and quotations that go on with the content.
fn join(
    reader: &Reader<'_>,
    model: &Model,
    report: Report,
    runs: &mut Vec<Run>,
    cues: &[bool],
    scratch: &mut Vec<f32>,
) {
    let mut bag = Bag::new(reader.domain);
    for joined in 0..joins::LIMIT {
        let end = runs.iter().map(|run| run.end).fold(report.cue.end, u32::max);
        let Some(piece) = joins::next_piece(&reader.view, end) else { break };
        bag.hashes.clear();
        joins::features(reader, report, runs, joined, piece, cues, &mut bag);
        if score(&model.join, &bag.hashes, scratch) <= 0.0 {
            break;
        }
        runs.push(piece.run);
    }
}

/// Of drafts whose cues overlap, the likelier.
fn without_rivals(mut drafts: Vec<Draft>) -> Vec<Draft> {
    drafts.sort_by(|a, b| b.probability.total_cmp(&a.probability).then(a.cue_head.cmp(&b.cue_head)));
    let mut kept: Vec<Draft> = Vec::new();
    for draft in drafts {
        if !kept.iter().any(|other| other.cue.overlaps(draft.cue)) {
            kept.push(draft);
        }
    }
    kept.sort_by_key(|draft| draft.cue_head);
    kept
}
