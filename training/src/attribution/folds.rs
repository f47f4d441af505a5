//! Learning in two folds, then on everything.

use super::Read;
use super::calibrate::{Judged, calibrate, right};
use super::examples::{Binary, Choosing, Examples, cue_examples, examples};
use super::learn::{Settings, binary, choice};
use rayon::prelude::*;
use verbale_extract::attribution::assemble::{Draft, assemble};
use verbale_extract::attribution::features::Bag;
use verbale_extract::attribution::learned::{drafts, likelihoods, logistic, without_rivals};
use verbale_extract::attribution::model::{Calibration, Model};
use verbale_extract::attribution::reader::Reader;
use verbale_extract::attribution::scorer::Scorer;
use verbale_extract::attribution::{Convention, readable, wholes};

/// The two folds of something.
type Folds<T> = [Vec<T>; 2];

/// Settings found on articles kept back from the train split.
fn settings(decision: &str) -> Settings {
    let keep = match decision {
        "cue" => 520_000,
        "extent" => 140_000,
        "source" => 220_000,
        "before" => 130_000,
        "after" => 330_000,
        "whole" => 40_000,
        _ => 10_000,
    };
    Settings { epochs: 8, rate: 0.025, decay: 1e-3, at_least: 3, keep }
}

/// Learns a model from these articles.
pub fn learn(reads: &[&Read]) -> Model {
    let folds = [0, 1].map(|fold| -> Vec<&Read> {
        reads.iter().copied().filter(|read| (read.lot() / 6) % 2 == fold).collect()
    });
    let cues: Folds<Binary> =
        folds.each_ref().map(|fold| fold.par_iter().flat_map_iter(|read| cue_examples(read)).collect());
    let learn_cue = |folds: &[&Vec<Binary>]| {
        binary(&folds.iter().flat_map(|fold| fold.iter()).collect::<Vec<_>>(), settings("cue"))
    };
    let (halves, cue) =
        rayon::join(|| [learn_cue(&[&cues[0]]), learn_cue(&[&cues[1]])], || learn_cue(&[&cues[0], &cues[1]]));
    drop(cues);
    // Each fold's words judged by what was learned on the other.
    let readers: Folds<Reader<'_>> =
        [0, 1].map(|fold| folds[fold].par_iter().map(|read| reader(read, &halves[1 - fold])).collect());
    let sets = [0, 1].map(|fold| gather(&folds[fold], &readers[fold]));
    println!("{:?} {:?}", sets[0].reach, sets[1].reach);
    let (half_models, mut model) = rayon::join(
        || {
            let [first, second] = halves.clone();
            [learn_parts(first, &[&sets[0]]), learn_parts(second, &[&sets[1]])]
        },
        || learn_parts(cue, &[&sets[0], &sets[1]]),
    );
    drop(sets);
    let found: Folds<Vec<Draft>> = [0, 1]
        .map(|fold| readers[fold].par_iter().map(|reader| drafts(reader, &half_models[1 - fold])).collect());
    let judged: Folds<Binary> = [0, 1].map(|fold| judge(&folds[fold], &readers[fold], &found[fold]));
    let whole_of = |folds: &[&Vec<Binary>]| {
        binary(&folds.iter().flat_map(|fold| fold.iter()).collect::<Vec<_>>(), settings("whole"))
    };
    let half_wholes = [whole_of(&[&judged[0]]), whole_of(&[&judged[1]])];
    model.whole = whole_of(&[&judged[0], &judged[1]]);
    let mut results: [Vec<Judged>; 2] = [Vec::new(), Vec::new()];
    for fold in [0, 1] {
        for ((read, reader), drafts) in folds[fold].iter().zip(&readers[fold]).zip(&found[fold]) {
            results[read.convention as usize].push(result(read, reader, drafts, &half_wholes[1 - fold]));
        }
    }
    model.calibration = results.map(|judged| calibrate(&judged));
    model
}

fn reader<'a>(read: &'a Read, cue: &Scorer) -> Reader<'a> {
    let mut reader = read.reader();
    let readable = readable(&reader.view, read.convention);
    reader.likelihoods = likelihoods(&reader, cue, |word| readable[word as usize]);
    reader
}

/// What an article gives, as often as it counts: the gold records are few beside PolNeAR.
fn repeated<T>(read: &Read, examples: impl Fn() -> Vec<T>) -> Vec<T> {
    let times = match read.convention {
        Convention::Codebook => 2,
        Convention::Polnear => 1,
    };
    (0..times).flat_map(|_| examples()).collect()
}

fn gather(reads: &[&Read], readers: &[Reader<'_>]) -> Examples {
    let each = reads
        .par_iter()
        .zip(readers)
        .flat_map_iter(|(read, reader)| repeated(read, || vec![examples(reader, read)]));
    each.reduce(Examples::default, |mut all, one| {
        all.append(one);
        all
    })
}

/// Learns the decisions about known cues.
fn learn_parts(cue: Scorer, sets: &[&Examples]) -> Model {
    let choices = |of: fn(&Examples) -> &Vec<Choosing>, name: &str| {
        choice(&sets.iter().flat_map(|set| of(set)).collect::<Vec<_>>(), settings(name))
    };
    let ((extent, source), (before, after)) = rayon::join(
        || (choices(|set| &set.extent, "extent"), choices(|set| &set.source, "source")),
        || (choices(|set| &set.before, "before"), choices(|set| &set.after, "after")),
    );
    let join = binary(&sets.iter().flat_map(|set| &set.join).collect::<Vec<_>>(), settings("join"));
    let whole = Scorer::new(&[]);
    let calibration = [Calibration::default(), Calibration::default()];
    Model { cue, extent, source, before, after, join, whole, calibration }
}

/// Whether each draft is right, with what there is to see of it.
fn judge(reads: &[&Read], readers: &[Reader<'_>], found: &[Vec<Draft>]) -> Vec<Binary> {
    let one = |((read, reader), drafts): ((&&Read, &Reader<'_>), &Vec<Draft>)| {
        let right = right_drafts(read, reader, drafts);
        let mut bag = Bag::new(reader.domain);
        let mut features = |draft: &Draft| {
            wholes::features(reader, draft, drafts, &mut bag);
            bag.take()
        };
        let examples: Vec<Binary> = drafts
            .iter()
            .zip(right)
            .map(|(draft, holds)| Binary { features: features(draft), holds })
            .collect();
        repeated(read, || examples.clone())
    };
    reads.par_iter().zip(readers).zip(found).flat_map_iter(one).collect()
}

/// Which drafts are right.
fn right_drafts(read: &Read, reader: &Reader<'_>, drafts: &[Draft]) -> Vec<bool> {
    let mut holds = vec![false; drafts.len()];
    // Attributions come out sorted and without empty ones: their cue's head tells which draft each was.
    let attributions = assemble(&reader.view, drafts.to_vec(), read.convention);
    for (attribution, right) in attributions.iter().zip(right(&attributions, &read.attributions)) {
        let of = |draft: &Draft| attribution.cue_head.is_some_and(|head| head.0 == draft.cue_head);
        if let Some(at) = drafts.iter().position(of) {
            holds[at] = right;
        }
    }
    holds
}

/// What is found in an article with a classifier of wholes that has not seen it.
fn result(read: &Read, reader: &Reader<'_>, drafts: &[Draft], whole: &Scorer) -> Judged {
    let mut bag = Bag::new(reader.domain);
    let mut kept = drafts.to_vec();
    for draft in &mut kept {
        wholes::features(reader, draft, drafts, &mut bag);
        draft.probability = logistic(whole.score(&bag.take()));
    }
    let attributions = assemble(&reader.view, without_rivals(kept), read.convention);
    let right = right(&attributions, &read.attributions);
    let found = attributions.iter().map(|found| found.probability as f32).zip(right).collect();
    Judged { found, annotated: read.attributions.len() }
}
