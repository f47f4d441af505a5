//! What the model does on the articles kept back: cues found, and spans right where the cue is.

use super::Read;
use super::align::align;
use rayon::prelude::*;
use verbale_extract::attribution::model::Model;
use verbale_extract::attribution::view::Run;
use verbale_extract::attribution::{Convention, learned, readable};

#[derive(Default, Clone, Copy)]
struct Tally {
    found: usize,
    annotated: usize,
    heads: usize,
    extents: usize,
    sources: usize,
    contents: usize,
    all: usize,
}

/// Prints the figures for one convention. Annotations of one article by several hands count apart.
pub fn report(model: &Model, kept_back: &[&Read], convention: Convention) {
    let threshold = model.calibration[convention as usize].threshold;
    let tally = kept_back
        .par_iter()
        .filter(|read| read.convention == convention)
        .map(|read| tally(model, read, threshold))
        .reduce(Tally::default, |a, b| Tally {
            found: a.found + b.found,
            annotated: a.annotated + b.annotated,
            heads: a.heads + b.heads,
            extents: a.extents + b.extents,
            sources: a.sources + b.sources,
            contents: a.contents + b.contents,
            all: a.all + b.all,
        });
    let f = |right: usize| 200.0 * right as f64 / (tally.found + tally.annotated).max(1) as f64;
    let share = |right: usize| 100.0 * right as f64 / tally.heads.max(1) as f64;
    println!(
        "{convention:?}: {} found of {}; F head {:.2} cue {:.2} source {:.2} content {:.2} all {:.2}; right where the head is: cue {:.1} source {:.1} content {:.1}",
        tally.found,
        tally.annotated,
        f(tally.heads),
        f(tally.extents),
        f(tally.sources),
        f(tally.contents),
        f(tally.all),
        share(tally.extents),
        share(tally.sources),
        share(tally.contents),
    );
}

fn tally(model: &Model, read: &Read, threshold: f32) -> Tally {
    let mut reader = read.reader();
    let readable = readable(&reader.view, read.convention);
    let mut drafts = learned::find(&mut reader, model, |word| readable[word as usize]);
    drafts.retain(|draft| draft.probability >= threshold);
    let mut tally = Tally { found: drafts.len(), ..Tally::default() };
    for labelled in &read.attributions {
        tally.annotated += 1;
        let Some(target) = align(&reader, labelled) else { continue };
        let Some(draft) = drafts.iter().find(|draft| draft.cue_head == target.report.head) else { continue };
        let merged = |mut runs: Vec<Run>| {
            runs.sort();
            let mut merged: Vec<Run> = Vec::new();
            for run in runs {
                match merged.last_mut() {
                    Some(last) if (last.end..run.start).all(|word| reader.view.is_punctuation(word)) => {
                        last.end = last.end.max(run.end)
                    }
                    _ => merged.push(run),
                }
            }
            merged
        };
        let runs = [target.before, target.after].into_iter().flatten().chain(target.later.iter().copied());
        let cue = draft.cue == target.report.cue;
        let source = draft.source == target.report.source;
        let content = merged(draft.content.clone()) == merged(runs.collect());
        tally.heads += 1;
        tally.extents += usize::from(cue);
        tally.sources += usize::from(source);
        tally.contents += usize::from(content);
        tally.all += usize::from(cue && source && content);
    }
    tally
}
