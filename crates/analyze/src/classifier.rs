//! A small linear classifier over hashed features: multinomial logistic regression.
//!
//! For decisions with few labels that read the layers above the words: is this a cue, which act is this.
//! Features are 32-bit hashes of strings that callers build with [`Feature`]; weights are stored as signed
//! bytes with one scale, so that scores are sums of integers and the same on every processor.

use crate::model::ModelError;
use std::collections::HashMap;

/// A feature's hash, built up from its parts: a template number, then strings and numbers.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Feature(u64);

impl Feature {
    /// Starts a feature of template `template`; templates of one classifier differ.
    pub fn new(template: u32) -> Self {
        Self(0xcbf2_9ce4_8422_2325).number(template)
    }

    /// Adds a string (FNV-1a, closed by a byte that UTF-8 never holds).
    pub fn text(self, part: &str) -> Self {
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        Self(step(part.bytes().fold(self.0, step), 0xff))
    }

    /// Adds a number.
    pub fn number(self, part: u32) -> Self {
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        Self(part.to_le_bytes().into_iter().fold(self.0, step))
    }

    /// The hash that classifiers look up.
    pub fn hash(self) -> u32 {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 32) as u32
    }
}

/// One training example: hashed features, the right class, and how much it counts (usually 1).
#[derive(Clone, Debug)]
pub struct Example {
    /// [`Feature::hash`]es.
    pub features: Vec<u32>,
    /// The right class.
    pub class: usize,
    /// How much the example counts.
    pub weight: f32,
}

/// How to train. The defaults suit some thousands of examples.
#[derive(Copy, Clone, Debug)]
pub struct Training {
    /// Passes over the examples.
    pub epochs: usize,
    /// Adagrad step.
    pub rate: f32,
    /// Pull towards zero per update of a weight (L2).
    pub decay: f32,
    /// Features seen less often are left out.
    pub at_least: u32,
    /// Seed of the order of examples.
    pub seed: u64,
}

impl Default for Training {
    fn default() -> Self {
        Self { epochs: 12, rate: 0.15, decay: 1e-4, at_least: 2, seed: 1 }
    }
}

/// A trained classifier. Rows are sorted by feature hash; a lookup is a binary search inside a bucket.
#[derive(Clone, PartialEq, Debug)]
pub struct Classifier {
    classes: usize,
    scale: f32,
    bias: Vec<i32>,
    /// First row of each bucket of hashes with the same leading bits; one more entry at the end.
    buckets: Vec<u32>,
    shift: u32,
    hashes: Vec<u32>,
    weights: Vec<i8>,
}

impl Classifier {
    /// Number of classes.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// Number of features that have a weight.
    pub fn features(&self) -> usize {
        self.hashes.len()
    }

    fn row(&self, hash: u32) -> Option<&[i8]> {
        let bucket = (u64::from(hash) >> self.shift) as usize;
        let (start, end) = (self.buckets[bucket] as usize, self.buckets[bucket + 1] as usize);
        let row = start + self.hashes[start..end].binary_search(&hash).ok()?;
        Some(&self.weights[row * self.classes..(row + 1) * self.classes])
    }

    /// Writes the class scores (log-odds up to a constant) for `features` into `scores`, one per class.
    pub fn scores(&self, features: &[u32], scores: &mut Vec<f32>) {
        scores.clear();
        // Sums stay far below 2^24, so they are exact as f32 and do not depend on the order.
        scores.extend(self.bias.iter().map(|&bias| bias as f32));
        for row in features.iter().filter_map(|&hash| self.row(hash)) {
            for (score, &weight) in scores.iter_mut().zip(row) {
                *score += f32::from(weight);
            }
        }
        scores.iter_mut().for_each(|score| *score *= self.scale);
    }

    /// Writes the class probabilities for `features` into `probabilities`, one per class.
    pub fn probabilities(&self, features: &[u32], probabilities: &mut Vec<f32>) {
        self.scores(features, probabilities);
        softmax(probabilities);
    }

    /// The bytes of a model file's section. [`Classifier::read`] gives the classifier back.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for number in [self.classes as u32, self.hashes.len() as u32, self.scale.to_bits()] {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        self.bias.iter().for_each(|bias| bytes.extend_from_slice(&bias.to_le_bytes()));
        self.hashes.iter().for_each(|hash| bytes.extend_from_slice(&hash.to_le_bytes()));
        bytes.extend(self.weights.iter().map(|&weight| weight as u8));
        bytes
    }

    /// Reads a section that [`Classifier::write`] made; `name` is for the error.
    pub fn read(bytes: &[u8], name: &str) -> Result<Self, ModelError> {
        let malformed = || ModelError::Section { name: name.to_owned() };
        let (numbers, tail) = bytes.split_at_checked(12).ok_or_else(malformed)?;
        let words = |part: &[u8]| -> Vec<u32> {
            part.chunks_exact(4)
                .map(|four| u32::from_le_bytes(four.try_into().expect("four bytes")))
                .collect()
        };
        let [classes, rows, scale] = words(numbers)[..] else { return Err(malformed()) };
        let (classes, rows) = (classes as usize, rows as usize);
        let cells = rows.checked_mul(classes).ok_or_else(malformed)?;
        let (bias, tail) = tail.split_at_checked(classes.saturating_mul(4)).ok_or_else(malformed)?;
        let (hashes, weights) = tail.split_at_checked(rows.saturating_mul(4)).ok_or_else(malformed)?;
        let hashes = words(hashes);
        if classes == 0 || weights.len() != cells || !hashes.is_sorted() {
            return Err(malformed());
        }
        let bias = words(bias).into_iter().map(|bias| bias as i32).collect();
        let weights = weights.iter().map(|&byte| byte as i8).collect();
        Ok(Self::assemble(classes, f32::from_bits(scale), bias, hashes, weights))
    }

    fn assemble(classes: usize, scale: f32, bias: Vec<i32>, hashes: Vec<u32>, weights: Vec<i8>) -> Self {
        let bits = hashes.len().max(1).ilog2().clamp(1, 16);
        let shift = 32 - bits;
        let start = |bucket: u64| hashes.partition_point(|&hash| (u64::from(hash) >> shift) < bucket) as u32;
        let buckets = (0..=1u64 << bits).map(start).collect();
        Self { classes, scale, bias, buckets, shift, hashes, weights }
    }

    /// Trains on `examples` with `classes` classes: stochastic gradient descent with Adagrad steps (Duchi et
    /// al. 2011), weights averaged over the last half of the passes, then rounded to bytes. The same examples
    /// and settings give the same classifier. Panics where an example's class is out of range.
    pub fn train(examples: &[Example], classes: usize, training: Training) -> Self {
        let hashes = frequent(examples, training.at_least);
        let index: HashMap<u32, u32> = hashes.iter().zip(0..).map(|(&hash, row)| (hash, row)).collect();
        let rows: Vec<Vec<u32>> = examples
            .iter()
            .map(|example| example.features.iter().filter_map(|hash| index.get(hash).copied()).collect())
            .collect();
        let weights = descend(examples, &rows, hashes.len(), classes, training);
        quantise(&weights, hashes, classes)
    }
}

fn frequent(examples: &[Example], at_least: u32) -> Vec<u32> {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for &hash in examples.iter().flat_map(|example| &example.features) {
        *counts.entry(hash).or_default() += 1;
    }
    let mut hashes: Vec<u32> =
        counts.into_iter().filter(|&(_, count)| count >= at_least).map(|(hash, _)| hash).collect();
    hashes.sort_unstable();
    hashes
}

/// The averaged weights, row by row; the last row is the bias.
fn descend(
    examples: &[Example],
    rows: &[Vec<u32>],
    features: usize,
    classes: usize,
    training: Training,
) -> Vec<f32> {
    let size = (features + 1) * classes;
    let (mut weights, mut squares, mut sum) = (vec![0f32; size], vec![1e-6f32; size], vec![0f32; size]);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = training.seed;
    let mut probabilities = Vec::with_capacity(classes);
    let mut averaged = 0;
    for epoch in 0..training.epochs {
        shuffle(&mut order, &mut random);
        for &at in &order {
            let row_ids = rows[at].iter().map(|&row| row as usize).chain([features]);
            probabilities.clear();
            probabilities.resize(classes, 0f32);
            for row in row_ids.clone() {
                let row = &weights[row * classes..(row + 1) * classes];
                probabilities.iter_mut().zip(row).for_each(|(score, weight)| *score += weight);
            }
            softmax(&mut probabilities);
            for (class, probability) in probabilities.iter_mut().enumerate() {
                let wanted = if class == examples[at].class { 1.0 } else { 0.0 };
                *probability = (*probability - wanted) * examples[at].weight;
            }
            for row in row_ids {
                for (class, gradient) in probabilities.iter().enumerate() {
                    let cell = row * classes + class;
                    let gradient = gradient + training.decay * weights[cell];
                    squares[cell] += gradient * gradient;
                    weights[cell] -= training.rate * gradient / squares[cell].sqrt();
                }
            }
        }
        if epoch + 1 > training.epochs / 2 {
            sum.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += weight);
            averaged += 1;
        }
    }
    sum.iter_mut().for_each(|sum| *sum /= averaged.max(1) as f32);
    sum
}

fn quantise(weights: &[f32], hashes: Vec<u32>, classes: usize) -> Classifier {
    let (table, bias) = weights.split_at(hashes.len() * classes);
    let largest = table.iter().fold(0f32, |largest, weight| largest.max(weight.abs()));
    let scale = if largest > 0.0 { largest / 127.0 } else { 1.0 };
    let (mut kept, mut bytes) = (Vec::new(), Vec::new());
    for (row, hash) in table.chunks_exact(classes).zip(hashes) {
        let rounded: Vec<i8> = row.iter().map(|weight| (weight / scale).round() as i8).collect();
        if rounded.iter().any(|&weight| weight != 0) {
            kept.push(hash);
            bytes.extend(rounded);
        }
    }
    let bias = bias.iter().map(|bias| (bias / scale).round() as i32).collect();
    Classifier::assemble(classes, scale, bias, kept, bytes)
}

fn softmax(scores: &mut [f32]) {
    let highest = scores.iter().fold(f32::NEG_INFINITY, |highest, &score| highest.max(score));
    let mut total = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - highest).exp();
        total += *score;
    }
    scores.iter_mut().for_each(|score| *score /= total);
}

/// Fisher–Yates with a SplitMix64 generator.
fn shuffle(order: &mut [usize], random: &mut u64) {
    for last in (1..order.len()).rev() {
        *random = random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = *random;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        order.swap(last, ((mixed ^ (mixed >> 31)) % (last as u64 + 1)) as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(word: &str) -> u32 {
        Feature::new(1).text(word).hash()
    }

    fn toy() -> Classifier {
        let example = |words: &[&str], class| Example {
            features: words.iter().map(|word| hash(word)).collect(),
            class,
            weight: 1.0,
        };
        let mut examples = Vec::new();
        for _ in 0..20 {
            examples.push(example(&["said", "he"], 0));
            examples.push(example(&["demanded", "he"], 1));
            examples.push(example(&["denied", "she"], 2));
        }
        Classifier::train(&examples, 3, Training::default())
    }

    #[test]
    fn learns_what_tells_the_classes_apart() {
        let classifier = toy();
        let mut probabilities = Vec::new();
        for (word, class) in [("said", 0), ("demanded", 1), ("denied", 2)] {
            classifier.probabilities(&[hash(word), hash("unseen")], &mut probabilities);
            assert!(probabilities[class] > 0.8, "{word}: {probabilities:?}");
            assert!((probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        }
    }

    #[test]
    fn comes_back_from_its_bytes_and_refuses_cut_ones() {
        let classifier = toy();
        let bytes = classifier.write();
        assert_eq!(Classifier::read(&bytes, "toy").unwrap(), classifier);
        for end in 0..bytes.len() {
            assert!(Classifier::read(&bytes[..end], "toy").is_err(), "cut at {end}");
        }
    }

    #[test]
    fn parts_of_a_feature_do_not_run_together() {
        assert_ne!(Feature::new(1).text("ab").text("c"), Feature::new(1).text("a").text("bc"));
        assert_ne!(Feature::new(1).text("a"), Feature::new(2).text("a"));
    }
}
