//! Reading attributions with the model: cues, then the source and the content of each.

use super::assemble::Draft;
use super::choice::Choice;
use super::contents::{self, Report};
use super::cues;
use super::features::Bag;
use super::interruptions;
use super::joins;
use super::model::Model;
use super::reader::Reader;
use super::scorer::Scorer;
use super::sources;
use super::view::Run;
use super::wholes;

/// Words less likely than this to head a cue are not looked at further.
const FLOOR: f32 = 0.1;

/// A content as chosen, with its probability.
struct Content {
    runs: Vec<Run>,
    probability: f32,
}

/// Finds the attributions of a document, those below the convention's threshold among them.
pub fn find(reader: &mut Reader<'_>, model: &Model, read: impl Fn(u32) -> bool) -> Vec<Draft> {
    reader.likelihoods = likelihoods(reader, &model.cue, read);
    let mut drafts = drafts(reader, model);
    let mut bag = Bag::new(reader.domain);
    for at in 0..drafts.len() {
        bag.hashes.clear();
        wholes::features(reader, &drafts[at], &drafts, &mut bag);
        drafts[at].probability = logistic(model.whole.score(&bag.hashes));
    }
    without_rivals(drafts)
}

/// What may be an attribution: every word that may head a cue, with its likeliest source and content. The
/// reader knows the words' likelihoods.
pub fn drafts(reader: &Reader<'_>, model: &Model) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for head in reader.view.all_words().filter(|&word| reader.likelihoods[word as usize] >= FLOOR) {
        let (cue, _, _) = chosen(&cues::extents(reader, head), &model.extent);
        let cue = cue.unwrap_or(Run::new(head, head + 1));
        let (source, source_head, source_likelihood) =
            chosen(&sources::candidates(reader, cue, head), &model.source);
        let report = Report { cue, head, source, source_head };
        let Some(content) = content(reader, model, report) else { continue };
        let parts = [reader.likelihoods[head as usize], source_likelihood, content.probability];
        drafts.push(Draft {
            cue,
            cue_head: head,
            source,
            source_head,
            content: content.runs,
            by: "model:attribution",
            spoken: false,
            parts,
            probability: 0.0,
        });
    }
    drafts
}

/// How likely each word is to head a cue.
pub fn likelihoods(reader: &Reader<'_>, scorer: &Scorer, read: impl Fn(u32) -> bool) -> Vec<f32> {
    let mut bag = Bag::new(reader.domain);
    let words = reader.view.all_words();
    words
        .map(|word| {
            if !read(word) || !cues::can_report(reader, word) {
                return 0.0;
            }
            bag.hashes.clear();
            cues::head_features(reader, word, &mut bag);
            logistic(scorer.score(&bag.hashes))
        })
        .collect()
}

/// The logistic function.
pub fn logistic(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

fn chosen(choice: &Choice, scorer: &Scorer) -> (Option<Run>, Option<u32>, f32) {
    choice.best(scorer, 1).first().map_or((None, None, 0.0), |best| {
        let candidate = &choice.candidates[best.candidate];
        (candidate.run, candidate.head, best.probability)
    })
}

/// The likeliest content: the best few of what may stand before the cue, each with the best that then may
/// stand behind it.
fn content(reader: &Reader<'_>, model: &Model, report: Report) -> Option<Content> {
    let before = contents::before(reader, report, Some(&model.before));
    let mut found: Option<Content> = None;
    for left in before.best(&model.before, 3) {
        if found.as_ref().is_some_and(|found| found.probability >= left.probability) {
            break;
        }
        let left_run = before.candidates[left.candidate].run;
        let after = contents::after(reader, report, left_run, Some(&model.after));
        for right in after.best(&model.after, 2) {
            let runs: Vec<Run> =
                [left_run, after.candidates[right.candidate].run].into_iter().flatten().collect();
            let probability = left.probability * right.probability;
            if !runs.is_empty() && found.as_ref().is_none_or(|found| probability > found.probability) {
                found = Some(Content { runs, probability });
            }
        }
    }
    let mut found = found?;
    if let [first] = found.runs[..]
        && first.end <= report.cue.start
        && let Some(second) = interruptions::second_half(&reader.view, report, first)
    {
        found.runs.push(second);
        return Some(found);
    }
    join(reader, model, report, &mut found.runs);
    Some(found)
}

/// Adds the sentences and quotations that go on with the content.
fn join(reader: &Reader<'_>, model: &Model, report: Report, runs: &mut Vec<Run>) {
    let mut bag = Bag::new(reader.domain);
    for joined in 0..joins::LIMIT {
        let end = runs.iter().map(|run| run.end).fold(report.cue.end, u32::max);
        let Some(piece) = joins::next_piece(&reader.view, end) else { break };
        bag.hashes.clear();
        joins::features(reader, report, runs, joined, piece, &mut bag);
        if model.join.score(&bag.hashes) <= 0.0 {
            break;
        }
        runs.push(piece.run);
    }
}

/// Of drafts whose cues overlap, the likelier.
pub fn without_rivals(mut drafts: Vec<Draft>) -> Vec<Draft> {
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
