//! Integer matrix products and the elementwise functions of the network.
//!
//! Products are sums of 16-bit integer products in 32 bits: exact, so that every instruction set gives the same
//! bits, and at the same time the fastest a processor without a matrix unit can do. What is not integer is
//! elementwise: one IEEE operation after the other, in one fixed order.

mod multiply;

pub use multiply::{multiply, multiply_one, multiply_pairs};

/// Largest magnitude of a quantised activation. With weights of at most 127 and rows of at most 2,000 numbers,
/// or two activations of which one is halved to [`SMALL`], sums stay inside 32 bits.
pub const LARGE: f32 = 8191.0;
/// Largest magnitude of the right-hand side where both sides are activations.
pub const SMALL: f32 = 2047.0;

/// The widest instruction set that this processor has and the kernels are compiled for.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum InstructionSet {
    /// What every processor of the architecture has.
    Baseline,
    /// x86-64 with AVX2.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// x86-64 with AVX-512 and its 16-bit dot products (VNNI).
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl InstructionSet {
    /// Every set this processor can run, the widest last.
    pub fn available() -> Vec<Self> {
        #[allow(unused_mut, reason = "other architectures have the baseline only")]
        let mut sets = vec![Self::Baseline];
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx2") {
                sets.push(Self::Avx2);
            }
            let wide = is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512bw");
            if wide && is_x86_feature_detected!("avx512vl") && is_x86_feature_detected!("avx512vnni") {
                sets.push(Self::Avx512);
            }
        }
        sets
    }

    /// The widest set this processor can run.
    pub fn widest() -> Self {
        *Self::available().last().expect("the baseline is always there")
    }
}

macro_rules! for_each_set {
    ($set:expr, $body:ident ( $($argument:ident : $kind:ty),* )) => {{
        #[cfg(target_arch = "x86_64")]
        {
            #[target_feature(enable = "avx2")]
            fn avx2($($argument: $kind),*) { $body($($argument),*) }
            #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
            fn avx512($($argument: $kind),*) { $body($($argument),*) }
            match $set {
                InstructionSet::Baseline => $body($($argument),*),
                // SAFETY: a set is only ever made by `InstructionSet::available`, which asks the processor.
                #[allow(unsafe_code)]
                InstructionSet::Avx2 => unsafe { avx2($($argument),*) },
                // SAFETY: as above.
                #[allow(unsafe_code)]
                InstructionSet::Avx512 => unsafe { avx512($($argument),*) },
            }
        }
        #[cfg(not(target_arch = "x86_64"))]
        {
            let _ = $set;
            $body($($argument),*)
        }
    }};
}

use for_each_set;

/// A weight matrix: `rows` outputs over `columns` inputs, each row with its own scale, and a bias a row.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// Number of outputs.
    pub rows: usize,
    /// Number of inputs.
    pub columns: usize,
    /// Quantised weights in blocks of [`BLOCK`] outputs; in a block, for each pair of inputs, the pair's weights
    /// of each output side by side. Outputs and inputs past the end are zero.
    packed: Vec<i16>,
    /// What one step of a row's weights is worth.
    scales: Vec<f32>,
    /// Added to each output.
    bias: Vec<f32>,
}

/// Outputs that one run of a kernel computes together.
const BLOCK: usize = 32;

impl Matrix {
    /// Packs `scales.len()` rows of weights. Panics where the sizes do not fit.
    pub fn new(weights: &[i8], scales: Vec<f32>, bias: Vec<f32>) -> Self {
        let rows = scales.len();
        let columns = weights.len() / rows.max(1);
        assert!(weights.len() == rows * columns && bias.len() == rows, "weights, scales and bias fit");
        let pairs = columns.div_ceil(2);
        let mut packed = vec![0; rows.div_ceil(BLOCK) * pairs * BLOCK * 2];
        for (row, weights) in weights.chunks_exact(columns).enumerate() {
            for (column, &weight) in weights.iter().enumerate() {
                let block = row / BLOCK * pairs + column / 2;
                packed[(block * BLOCK + row % BLOCK) * 2 + column % 2] = i16::from(weight);
            }
        }
        Self { rows, columns, packed, scales, bias }
    }

    /// The packed weights of one block: for each pair of inputs, two weights of each of [`BLOCK`] outputs.
    fn block(&self, block: usize) -> &[i16] {
        let length = self.columns.div_ceil(2) * BLOCK * 2;
        &self.packed[block * length..(block + 1) * length]
    }
}

/// A weight matrix whose outputs are asked for one at a time: each output's weights side by side.
#[derive(Clone, Debug)]
pub struct OneByOne {
    /// Number of outputs.
    pub rows: usize,
    /// Number of inputs.
    pub columns: usize,
    /// Two neighbouring inputs' weights share 32 bits, as activations do.
    pairs: Vec<i32>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl OneByOne {
    /// Packs `scales.len()` rows of weights. Panics where the sizes do not fit.
    pub fn new(weights: &[i8], scales: Vec<f32>, bias: Vec<f32>) -> Self {
        let rows = scales.len();
        let columns = weights.len() / rows.max(1);
        assert!(weights.len() == rows * columns && bias.len() == rows, "weights, scales and bias fit");
        let pair =
            |two: &[i8]| i32::from(two[0]) & 0xffff | two.get(1).map_or(0, |&weight| i32::from(weight)) << 16;
        let pairs = weights.chunks_exact(columns).flat_map(|row| row.chunks(2).map(pair)).collect();
        Self { rows, columns, pairs, scales, bias }
    }
}

/// Rows of activations, quantised: each row its own scale; two neighbours share 32 bits.
#[derive(Clone, Debug, Default)]
pub struct Quantised {
    pairs: Vec<i32>,
    scales: Vec<f32>,
    columns: usize,
}

impl Quantised {
    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.scales.len()
    }

    /// One row's pairs.
    fn row(&self, row: usize) -> &[i32] {
        let width = self.columns.div_ceil(2);
        &self.pairs[row * width..(row + 1) * width]
    }

    /// Quantises `values`, rows of `columns` numbers, so that each row's largest magnitude becomes `largest`.
    pub fn fill(&mut self, set: InstructionSet, values: &[f32], columns: usize, largest: f32) {
        self.columns = columns;
        let rows = values.len() / columns;
        self.scales.resize(rows, 0.0);
        self.pairs.resize(rows * columns.div_ceil(2), 0);
        let (pairs, scales) = (self.pairs.as_mut_slice(), self.scales.as_mut_slice());
        for_each_set!(set, fill_body(values: &[f32], columns: usize, largest: f32, pairs: &mut [i32], scales: &mut [f32]));
    }
}

#[inline(always)]
fn fill_body(values: &[f32], columns: usize, largest: f32, pairs: &mut [i32], scales: &mut [f32]) {
    let width = columns.div_ceil(2);
    for ((row, pairs), scale) in values.chunks_exact(columns).zip(pairs.chunks_exact_mut(width)).zip(scales) {
        let mut lanes = [0f32; 16];
        for part in row.chunks(16) {
            lanes.iter_mut().zip(part).for_each(|(lane, value)| *lane = lane.max(value.abs()));
        }
        let highest = lanes.iter().fold(0f32, |highest, &lane| highest.max(lane));
        *scale = if highest > 0.0 { highest / largest } else { 1.0 };
        let inverse = 1.0 / *scale;
        // Adding 1.5 * 2^23 rounds to the nearest integer; the low 16 bits of the sum are the integer itself.
        let rounded = |value: f32| (value * inverse + 12_582_912.0).to_bits();
        let whole = row.chunks_exact(2);
        if let (&[last], Some(pair)) = (whole.remainder(), pairs.last_mut()) {
            *pair = (rounded(last) & 0xffff) as i32;
        }
        for (pair, two) in pairs.iter_mut().zip(whole) {
            *pair = (rounded(two[0]) & 0xffff | rounded(two[1]) << 16) as i32;
        }
    }
}

/// The hyperbolic tangent by a rational function of degree 13 over 6, within 1e-6 of the true value.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    let x = x.clamp(-7.905_311, 7.905_311);
    let square = x * x;
    let mut above = -2.760_768_5e-16;
    for coefficient in
        [2.000_188e-13, -8.604_672e-11, 5.122_297_1e-8, 1.485_722_4e-5, 6.372_619e-4, 4.893_525e-3]
    {
        above = above * square + coefficient;
    }
    let mut below = 1.198_258_4e-6;
    for coefficient in [1.185_347_1e-4, 2.268_434_6e-3, 4.893_525e-3] {
        below = below * square + coefficient;
    }
    above * x / below
}

/// The logistic function.
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    0.5 * tanh(0.5 * x) + 0.5
}

/// One bidirectional recurrent layer after its matrix product, in place: `states` holds a sentence's rows of
/// `width` numbers, `gates` its rows of candidate, forget and output gate. The first half of the width runs
/// from the first word to the last, the second half from the last to the first.
pub fn recur(set: InstructionSet, states: &mut [f32], gates: &mut [f32], width: usize) {
    for_each_set!(set, recur_body(states: &mut [f32], gates: &mut [f32], width: usize));
}

#[inline(always)]
fn recur_body(states: &mut [f32], gates: &mut [f32], width: usize) {
    let half = width / 2;
    for row in gates.chunks_exact_mut(3 * width) {
        let (candidate, rest) = row.split_at_mut(width);
        let (forget, output) = rest.split_at_mut(width);
        for i in 0..width {
            forget[i] = sigmoid(forget[i]);
            output[i] = sigmoid(output[i]);
            candidate[i] *= 1.0 - forget[i];
        }
    }
    let words = states.len() / width;
    for word in 1..words {
        carry(gates, width, word - 1, word, 0..half);
        let back = words - 1 - word;
        carry(gates, width, back + 1, back, half..width);
    }
    for (state, row) in states.chunks_exact_mut(width).zip(gates.chunks_exact(3 * width)) {
        for i in 0..width {
            let open = row[2 * width + i];
            state[i] = open * tanh(row[i]) + (1.0 - open) * state[i];
        }
    }
}

/// Adds what is kept of the state at word `from` to the state at word `to`.
#[inline(always)]
fn carry(gates: &mut [f32], width: usize, from: usize, to: usize, part: std::ops::Range<usize>) {
    let low = from.min(to);
    let (first, second) = gates[low * 3 * width..].split_at_mut(3 * width);
    let (source, target) = if from < to { (&*first, second) } else { (&*second, first) };
    for i in part {
        target[i] += target[width + i] * source[i];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        let next = |state: &mut u32| {
            *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (*state >> 8) as f32 / 8_388_608.0 - 1.0
        };
        (0..count).map(|_| next(&mut state)).collect()
    }

    #[test]
    fn products_are_right_and_the_same_on_every_instruction_set() {
        for (rows, columns, outputs) in [(7, 101, 5), (9, 192, 37), (1, 1, 1), (16, 64, 32)] {
            let values = numbers(rows * columns, 1);
            let weights: Vec<i8> = numbers(outputs * columns, 7).iter().map(|w| (w * 127.0) as i8).collect();
            let bias = numbers(outputs, 8);
            let scales = vec![1.0 / 127.0; outputs];
            let singly = OneByOne::new(&weights, scales.clone(), bias.clone());
            let matrix = Matrix::new(&weights, scales, bias.clone());
            let mut first = None;
            for set in InstructionSet::available() {
                let (mut quantised, mut output) = (Quantised::default(), Vec::new());
                quantised.fill(set, &values, columns, LARGE);
                multiply(set, &quantised, &matrix, &mut output);
                for r in 0..rows {
                    for j in 0..outputs {
                        let row = values[r * columns..(r + 1) * columns].iter();
                        let products =
                            row.zip(&weights[j * columns..]).map(|(v, &w)| v * f32::from(w) / 127.0);
                        let exact = products.sum::<f32>() + bias[j];
                        assert!(
                            (output[r * outputs + j] - exact).abs() < 0.01,
                            "{set:?}: row {r}, output {j}"
                        );
                        let alone = multiply_one(set, &quantised, r, &singly, j);
                        assert_eq!(alone.to_bits(), output[r * outputs + j].to_bits());
                    }
                }
                let bits: Vec<u32> = output.iter().map(|value| value.to_bits()).collect();
                assert_eq!(*first.get_or_insert(bits.clone()), bits, "{set:?}");
            }
        }
    }

    #[test]
    fn products_of_two_activations_are_right_and_the_same_on_every_instruction_set() {
        let (rows, others, columns) = (5, 6, 96);
        let (left, right) = (numbers(rows * columns, 2), numbers(others * columns, 5));
        let mut first = None;
        for set in InstructionSet::available() {
            let (mut a, mut b, mut output) = (Quantised::default(), Quantised::default(), Vec::new());
            a.fill(set, &left, columns, LARGE);
            b.fill(set, &right, columns, SMALL);
            multiply_pairs(set, &a, &b, &mut output);
            for r in 0..rows {
                for s in 0..others {
                    let row = left[r * columns..(r + 1) * columns].iter();
                    let exact: f32 = row.zip(&right[s * columns..]).map(|(x, y)| x * y).sum();
                    assert!((output[r * others + s] - exact).abs() < 0.02, "row {r} with {s}");
                }
            }
            let bits: Vec<u32> = output.iter().map(|value| value.to_bits()).collect();
            assert_eq!(*first.get_or_insert(bits.clone()), bits, "{set:?}");
        }
    }

    #[test]
    fn recurrence_is_the_same_on_every_instruction_set() {
        let (words, width) = (9, 32);
        let mut first = None;
        for set in InstructionSet::available() {
            let (mut states, mut gates) = (numbers(words * width, 3), numbers(words * 3 * width, 4));
            recur(set, &mut states, &mut gates, width);
            let bits: Vec<u32> = states.iter().map(|value| value.to_bits()).collect();
            assert_eq!(*first.get_or_insert(bits.clone()), bits, "{set:?}");
        }
    }

    #[test]
    fn the_hyperbolic_tangent_is_close() {
        for step in -1000..=1000 {
            let x = step as f32 / 100.0;
            assert!((tanh(x) - x.tanh()).abs() < 1e-5, "tanh({x}) = {} not {}", tanh(x), x.tanh());
        }
    }
}
