//! The threshold and the calibration: on articles kept back, from which raw probability an attribution is
//! worth keeping, and how often one of a given raw probability is right.

use super::Read;
use super::corpora::Labelled;
use rayon::prelude::*;
use verbale_extract::attribution::model::{Calibration, Model};
use verbale_extract::attribution::{Attribution, Convention, find_by};
use verbale_text::Span;

const STEPS: usize = 10;

/// Finds each convention's calibration.
pub fn calibrate(model: &Model, kept_back: &[&Read]) -> [Calibration; 2] {
    [Convention::Codebook, Convention::Polnear].map(|convention| {
        let reads: Vec<&&Read> = kept_back.iter().filter(|read| read.convention == convention).collect();
        let mut judged: Vec<(f32, bool)> = Vec::new();
        let results: Vec<(Vec<(f32, bool)>, usize)> =
            reads.par_iter().map(|read| judge(model, read)).collect();
        let mut wanted = 0;
        for (some, annotated) in results {
            judged.extend(some);
            wanted += annotated;
        }
        judged.sort_by(|a, b| b.0.total_cmp(&a.0));
        let calibration =
            Calibration { threshold: threshold(&judged, wanted, convention), steps: steps(&judged) };
        println!("{convention:?}: {calibration:?}");
        calibration
    })
}

/// Each found attribution's raw probability and whether it is right, and how many are annotated.
fn judge(model: &Model, read: &Read) -> (Vec<(f32, bool)>, usize) {
    let found = find_by(&read.article.document, &read.annotations, model, read.convention);
    let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
    for (at, attribution) in found.iter().enumerate() {
        for (row, labelled) in read.article.attributions.iter().enumerate() {
            let shared = likeness(attribution, labelled);
            if shared >= 0.5 {
                pairs.push((shared, at, row));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut right = vec![false; found.len()];
    let mut taken = vec![false; read.article.attributions.len()];
    for (_, at, row) in pairs {
        if !right[at] && !taken[row] {
            right[at] = true;
            taken[row] = true;
        }
    }
    let judged = found.iter().zip(right).map(|(found, right)| (found.probability as f32, right));
    (judged.collect(), read.article.attributions.len())
}

/// Shared bytes of the contents over all bytes of either.
fn likeness(found: &Attribution, labelled: &Labelled) -> f32 {
    let length = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<u32>();
    let shared: u32 = found
        .content
        .iter()
        .flat_map(|a| labelled.content.iter().filter_map(move |b| a.intersection(*b)))
        .map(Span::len)
        .sum();
    shared as f32 / (length(&found.content) + length(&labelled.content) - shared).max(1) as f32
}

/// The raw probability from which keeping attributions gives the best F. `judged` goes from likely to unlikely.
fn threshold(judged: &[(f32, bool)], wanted: usize, convention: Convention) -> f32 {
    let (mut best, mut threshold, mut right) = (0.0, 0.0, 0usize);
    for (kept, &(probability, holds)) in judged.iter().enumerate() {
        right += usize::from(holds);
        let f = 2.0 * right as f64 / (kept + 1 + wanted) as f64;
        if f > best {
            (best, threshold) = (f, probability);
        }
    }
    println!("{convention:?}: best F {best:.4} at {threshold:.3}");
    threshold
}

/// The share of right ones around each border between steps, never falling.
fn steps(judged: &[(f32, bool)]) -> Vec<f32> {
    let mut shares = Vec::with_capacity(STEPS + 1);
    for border in 0..=STEPS {
        let middle = border as f32 / STEPS as f32;
        let near = judged.iter().filter(|(raw, _)| (raw - middle).abs() <= 0.5 / STEPS as f32);
        let (count, right) =
            near.fold((0u32, 0u32), |(count, right), &(_, holds)| (count + 1, right + u32::from(holds)));
        // Two counts of prior at the raw probability keep thin steps in place.
        let share = (right as f32 + 2.0 * middle) / (count as f32 + 2.0);
        let last = shares.last().copied().unwrap_or(0.0);
        shares.push(share.max(last));
    }
    shares
}
