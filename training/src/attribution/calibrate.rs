//! The threshold and the calibration: from which raw probability an attribution is worth keeping, and how
//! often one of a given raw probability is right.

use super::corpora::Labelled;
use verbale_extract::attribution::Attribution;
use verbale_extract::attribution::model::Calibration;
use verbale_text::Span;

const STEPS: usize = 10;

/// Attributions found in one article, each with its raw probability and whether it is right.
pub struct Judged {
    /// Raw probability, right or not.
    pub found: Vec<(f32, bool)>,
    /// How many are annotated.
    pub annotated: usize,
}

/// Finds the calibration that fits what was judged.
pub fn calibrate(judged: &[Judged]) -> Calibration {
    let wanted = judged.iter().map(|judged| judged.annotated).sum();
    let mut all: Vec<(f32, bool)> = judged.iter().flat_map(|judged| judged.found.iter().copied()).collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    Calibration { threshold: threshold(&all, wanted), steps: steps(&all) }
}

/// Which of the found attributions are right: contents paired with annotated ones, the most alike first, each
/// once, where they share half of their bytes.
pub fn right(found: &[Attribution], annotated: &[Labelled]) -> Vec<bool> {
    let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
    for (at, attribution) in found.iter().enumerate() {
        for (row, labelled) in annotated.iter().enumerate() {
            let shared = likeness(attribution, labelled);
            if shared >= 0.5 {
                pairs.push((shared, at, row));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut right = vec![false; found.len()];
    let mut taken = vec![false; annotated.len()];
    for (_, at, row) in pairs {
        if !right[at] && !taken[row] {
            right[at] = true;
            taken[row] = true;
        }
    }
    right
}

/// Shared bytes of the contents over all bytes of either; a cue at the same place decides between equals.
fn likeness(found: &Attribution, labelled: &Labelled) -> f32 {
    let length = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<u32>();
    let shared: u32 = found
        .content
        .iter()
        .flat_map(|a| labelled.content.iter().filter_map(move |b| a.intersection(*b)))
        .map(Span::len)
        .sum();
    let all = length(&found.content) + length(&labelled.content) - shared;
    let cue = found.cue.is_some_and(|cue| labelled.cue.iter().any(|span| span.overlaps(cue)));
    let likeness = shared as f32 / all.max(1) as f32;
    if cue { likeness + 0.01 } else { likeness }
}

/// The raw probability from which keeping attributions gives the best F. `judged` goes from likely to unlikely.
/// The best is a matter of chance among its equals. Of all that come near, one a quarter up from the lowest is taken:
/// what a reader doubts can be left out by its probability, what was never kept cannot be found.
fn threshold(judged: &[(f32, bool)], wanted: usize) -> f32 {
    let mut right = 0usize;
    let curve: Vec<(f64, f32)> = (1..)
        .zip(judged)
        .map(|(kept, &(probability, holds))| {
            right += usize::from(holds);
            (2.0 * right as f64 / (kept + wanted) as f64, probability)
        })
        .collect();
    let best = curve.iter().fold(0f64, |best, point| best.max(point.0));
    let near = || curve.iter().filter(|point| point.0 >= best - NEAR).map(|point| point.1);
    let (low, high) = (near().fold(1f32, f32::min), near().fold(0f32, f32::max));
    println!("best F {best:.4}, nearly so from {low:.3} to {high:.3}");
    low + (high - low) / 4.0
}

/// What is as good as the best F.
const NEAR: f64 = 0.004;

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
