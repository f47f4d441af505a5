//! Learning: logistic regression over yes-or-no examples, and over choices as a softmax among candidates.
//!
//! Stochastic gradient descent with Adagrad steps (Duchi et al. 2011), weights averaged over the last half of
//! the passes. The same examples give the same weights.

use super::examples::{Binary, Choosing};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use verbale_extract::attribution::learned::logistic;
use verbale_extract::attribution::scorer::Scorer;

/// How to learn one decision.
#[derive(Copy, Clone, Debug)]
pub struct Settings {
    /// Passes over the examples.
    pub epochs: usize,
    /// Step.
    pub rate: f32,
    /// Pull towards zero at each update of a weight.
    pub decay: f32,
    /// Features seen in fewer examples are left out.
    pub at_least: u32,
    /// How many features are kept: those that weigh most, learned again on their own.
    pub keep: usize,
}

/// Feature hashes are mixed already.
#[derive(Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {
        unreachable!("only numbers are hashed")
    }
    fn write_u32(&mut self, number: u32) {
        self.0 = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

type Numbers = HashMap<u32, u32, BuildHasherDefault<AsIs>>;

/// The features in use: their hashes in order, how often each is seen, and each one's row.
struct Dictionary {
    hashes: Vec<u32>,
    counts: Vec<u32>,
    rows: Numbers,
}

impl Dictionary {
    /// The features seen often enough.
    fn new<'a>(examples: impl Iterator<Item = &'a [u32]>, at_least: u32) -> Self {
        let mut counts = Numbers::default();
        for features in examples {
            for &hash in features {
                *counts.entry(hash).or_default() += 1;
            }
        }
        Self::of(counts.into_iter().filter(|&(_, count)| count >= at_least).collect())
    }

    fn of(mut seen: Vec<(u32, u32)>) -> Self {
        seen.sort_unstable();
        let rows = seen.iter().zip(0..).map(|(&(hash, _), row)| (hash, row)).collect();
        let (hashes, counts) = seen.into_iter().unzip();
        Self { hashes, counts, rows }
    }

    /// The `keep` features that decide most: large weights, seen often.
    fn weightiest(&self, weights: &[f32], keep: usize) -> Self {
        let mut ranked: Vec<(f32, u32, u32)> = weights
            .iter()
            .zip(&self.hashes)
            .zip(&self.counts)
            .map(|((weight, &hash), &count)| (weight.abs() * (count as f32).powf(POWER), hash, count))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked.truncate(keep);
        Self::of(ranked.into_iter().map(|(_, hash, count)| (hash, count)).collect())
    }

    fn scorer(&self, weights: &[f32]) -> Scorer {
        Scorer::new(&self.hashes.iter().copied().zip(weights.iter().copied()).collect::<Vec<_>>())
    }

    fn known(&self, features: &[u32]) -> Vec<u32> {
        features.iter().filter_map(|hash| self.rows.get(hash).copied()).collect()
    }
}

/// How much the number of times a feature is seen counts beside its weight.
const POWER: f32 = 0.35;

struct Descent {
    weights: Vec<f32>,
    squares: Vec<f32>,
    sum: Vec<f32>,
    averaged: usize,
    settings: Settings,
}

impl Descent {
    fn new(features: usize, settings: Settings) -> Self {
        let size = features + 1;
        Self {
            weights: vec![0.0; size],
            squares: vec![1e-6; size],
            sum: vec![0.0; size],
            averaged: 0,
            settings,
        }
    }

    fn score(&self, rows: &[u32]) -> f32 {
        rows.iter().map(|&row| self.weights[row as usize]).sum()
    }

    fn step(&mut self, rows: &[u32], gradient: f32) {
        for &row in rows {
            let at = row as usize;
            let gradient = gradient + self.settings.decay * self.weights[at];
            self.squares[at] += gradient * gradient;
            self.weights[at] -= self.settings.rate * gradient / self.squares[at].sqrt();
        }
    }

    fn end_epoch(&mut self, epoch: usize) {
        if epoch + 1 > self.settings.epochs / 2 {
            self.sum.iter_mut().zip(&self.weights).for_each(|(sum, weight)| *sum += weight);
            self.averaged += 1;
        }
    }

    /// The averaged weights.
    fn finish(mut self) -> Vec<f32> {
        let averaged = self.averaged.max(1) as f32;
        // The few largest are clipped, so that rounding to bytes keeps the many small ones apart.
        self.sum.iter_mut().for_each(|sum| *sum = (*sum / averaged).clamp(-CLIP, CLIP));
        self.sum
    }
}

const CLIP: f32 = 2.0;

/// Learns on all features, then again on the weightiest.
fn twice(all: Dictionary, settings: Settings, learn: impl Fn(&Dictionary) -> Vec<f32>) -> Scorer {
    let weights = learn(&all);
    if all.hashes.len() <= settings.keep {
        return all.scorer(&weights);
    }
    let kept = all.weightiest(&weights, settings.keep);
    let weights = learn(&kept);
    kept.scorer(&weights)
}

/// Learns a yes-or-no decision.
pub fn binary(examples: &[&Binary], settings: Settings) -> Scorer {
    let all = Dictionary::new(examples.iter().map(|example| example.features.as_slice()), settings.at_least);
    twice(all, settings, |dictionary| {
        let rows: Vec<Vec<u32>> =
            examples.iter().map(|example| dictionary.known(&example.features)).collect();
        let mut descent = Descent::new(dictionary.hashes.len(), settings);
        let mut order = Order::new(examples.len());
        for epoch in 0..settings.epochs {
            order.shuffle();
            for &at in &order.order {
                let target = if examples[at].holds { 1.0 } else { 0.0 };
                let gradient = logistic(descent.score(&rows[at])) - target;
                if gradient.abs() > NEGLIGIBLE {
                    descent.step(&rows[at], gradient);
                }
            }
            descent.end_epoch(epoch);
        }
        descent.finish()
    })
}

/// Gradients smaller than this are passed over.
const NEGLIGIBLE: f32 = 1e-4;

/// Learns a choice.
pub fn choice(examples: &[&Choosing], settings: Settings) -> Scorer {
    let parts = examples.iter().flat_map(|example| example.choice.parts.iter().map(Vec::as_slice));
    let all = Dictionary::new(parts, settings.at_least);
    twice(all, settings, |dictionary| {
        let known = |part: &Vec<u32>| dictionary.known(part);
        let rows: Vec<Vec<Vec<u32>>> =
            examples.iter().map(|example| example.choice.parts.iter().map(known).collect()).collect();
        let mut descent = Descent::new(dictionary.hashes.len(), settings);
        let mut order = Order::new(examples.len());
        for epoch in 0..settings.epochs {
            order.shuffle();
            for &at in &order.order {
                step_choice(&mut descent, examples[at], &rows[at]);
            }
            descent.end_epoch(epoch);
        }
        descent.finish()
    })
}

fn step_choice(descent: &mut Descent, example: &Choosing, parts: &[Vec<u32>]) {
    let part_scores: Vec<f32> = parts.iter().map(|part| descent.score(part)).collect();
    let candidates = &example.choice.candidates;
    let mut scores: Vec<f32> = candidates
        .iter()
        .map(|candidate| candidate.parts.iter().map(|&part| part_scores[part as usize]).sum())
        .collect();
    softmax(&mut scores);
    scores[example.right] -= 1.0;
    let mut gradients = vec![0f32; parts.len()];
    for (candidate, gradient) in candidates.iter().zip(&scores) {
        candidate.parts.iter().for_each(|&part| gradients[part as usize] += gradient);
    }
    for (part, &gradient) in parts.iter().zip(&gradients) {
        if gradient.abs() > NEGLIGIBLE {
            descent.step(part, gradient);
        }
    }
}

fn softmax(scores: &mut [f32]) {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut total = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - highest).exp();
        total += *score;
    }
    scores.iter_mut().for_each(|score| *score /= total);
}

/// A shuffled order of examples.
struct Order {
    order: Vec<usize>,
    random: u64,
}

impl Order {
    fn new(examples: usize) -> Self {
        Self { order: (0..examples).collect(), random: 1 }
    }

    /// Fisher–Yates with a SplitMix64 generator.
    fn shuffle(&mut self) {
        for last in (1..self.order.len()).rev() {
            self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = self.random;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            self.order.swap(last, ((mixed ^ (mixed >> 31)) % (last as u64 + 1)) as usize);
        }
    }
}
