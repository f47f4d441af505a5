//! Integer matrix products and the elementwise functions of the network.
//!
//! Products are sums of 16-bit integer products in 32 bits: exact, so that every instruction set gives the same
//! bits, and at the same time the fastest a processor without a matrix unit can do. What is not integer is
//! elementwise: one IEEE operation after the other, in one fixed order.

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
    /// x86-64 with AVX-512 BW.
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
            if is_x86_feature_detected!("avx512bw") && is_x86_feature_detected!("avx512vl") {
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

/// A weight matrix: `rows` outputs over `columns` inputs, each row with its own scale, and a bias a row.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// Number of outputs.
    pub rows: usize,
    /// Number of inputs.
    pub columns: usize,
    /// Quantised weights, row after row.
    pub weights: Vec<i16>,
    /// What one step of a row's weights is worth.
    pub scales: Vec<f32>,
    /// Added to each output.
    pub bias: Vec<f32>,
}

/// Rows of activations, quantised: each row its own scale.
#[derive(Clone, Debug, Default)]
pub struct Quantised {
    values: Vec<i16>,
    scales: Vec<f32>,
    columns: usize,
}

impl Quantised {
    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.scales.len()
    }

    /// One row.
    fn row(&self, row: usize) -> &[i16] {
        &self.values[row * self.columns..(row + 1) * self.columns]
    }

    /// Quantises `values`, rows of `columns` numbers, so that each row's largest magnitude becomes `largest`.
    pub fn fill(&mut self, values: &[f32], columns: usize, largest: f32) {
        self.columns = columns;
        self.values.clear();
        self.scales.clear();
        for row in values.chunks_exact(columns) {
            let highest = row.iter().fold(0f32, |highest, value| highest.max(value.abs()));
            let step = if highest > 0.0 { highest / largest } else { 1.0 };
            let inverse = 1.0 / step;
            self.scales.push(step);
            // Adding 1.5 * 2^23 rounds to the nearest integer without a library call.
            self.values.extend(row.iter().map(|value| {
                let rounded = value * inverse + 12_582_912.0 - 12_582_912.0;
                rounded as i16
            }));
        }
    }
}

macro_rules! for_each_set {
    ($set:expr, $body:ident ( $($argument:ident : $kind:ty),* )) => {{
        #[cfg(target_arch = "x86_64")]
        {
            #[target_feature(enable = "avx2")]
            fn avx2($($argument: $kind),*) { $body($($argument),*) }
            #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq")]
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

/// `output[r][j] = activations[r] · matrix[j] + bias[j]`, rows of `matrix.rows` numbers.
pub fn multiply(set: InstructionSet, activations: &Quantised, matrix: &Matrix, output: &mut Vec<f32>) {
    assert_eq!(activations.columns, matrix.columns, "activations fit the matrix");
    output.resize(activations.rows() * matrix.rows, 0.0);
    let output = output.as_mut_slice();
    for_each_set!(set, multiply_body(activations: &Quantised, matrix: &Matrix, output: &mut [f32]));
}

#[inline(always)]
fn multiply_body(activations: &Quantised, matrix: &Matrix, output: &mut [f32]) {
    let columns = matrix.columns;
    let mut first = 0;
    while first < activations.rows() {
        let rows = (activations.rows() - first).min(4);
        for (j, weights) in matrix.weights.chunks_exact(columns).enumerate() {
            let mut sums = [0i32; 4];
            if rows == 4 {
                sums = dot_four([0, 1, 2, 3].map(|r| activations.row(first + r)), weights);
            } else {
                for (r, sum) in sums.iter_mut().enumerate().take(rows) {
                    *sum = dot(activations.row(first + r), weights);
                }
            }
            for (r, sum) in sums.into_iter().enumerate().take(rows) {
                let scale = activations.scales[first + r] * matrix.scales[j];
                output[(first + r) * matrix.rows + j] = sum as f32 * scale + matrix.bias[j];
            }
        }
        first += rows;
    }
}

/// `output[r][s] = left[r] · right[s]`, rows of `right.rows()` numbers; `right` is quantised to [`SMALL`].
pub fn multiply_pairs(set: InstructionSet, left: &Quantised, right: &Quantised, output: &mut Vec<f32>) {
    assert_eq!(left.columns, right.columns, "both sides have the same width");
    output.resize(left.rows() * right.rows(), 0.0);
    let output = output.as_mut_slice();
    for_each_set!(set, pairs_body(left: &Quantised, right: &Quantised, output: &mut [f32]));
}

#[inline(always)]
fn pairs_body(left: &Quantised, right: &Quantised, output: &mut [f32]) {
    for r in 0..left.rows() {
        for s in 0..right.rows() {
            let scale = left.scales[r] * right.scales[s];
            output[r * right.rows() + s] = dot(left.row(r), right.row(s)) as f32 * scale;
        }
    }
}

/// The score of one row of a matrix alone, for heads of which only a few outputs matter.
pub fn multiply_one(activations: &Quantised, row: usize, matrix: &Matrix, output: usize) -> f32 {
    let weights = &matrix.weights[output * matrix.columns..(output + 1) * matrix.columns];
    let scale = activations.scales[row] * matrix.scales[output];
    dot(activations.row(row), weights) as f32 * scale + matrix.bias[output]
}

#[inline(always)]
fn dot(left: &[i16], right: &[i16]) -> i32 {
    left.iter().zip(right).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum()
}

/// Four dot products that share one side, so that it is loaded once.
#[inline(always)]
fn dot_four(rows: [&[i16]; 4], right: &[i16]) -> [i32; 4] {
    let [a, b, c, d] = rows.map(|row| &row[..right.len()]);
    let mut sums = [0i32; 4];
    for i in 0..right.len() {
        let weight = i32::from(right[i]);
        sums[0] += i32::from(a[i]) * weight;
        sums[1] += i32::from(b[i]) * weight;
        sums[2] += i32::from(c[i]) * weight;
        sums[3] += i32::from(d[i]) * weight;
    }
    sums
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

    fn matrix(rows: usize, columns: usize) -> Matrix {
        let weights = numbers(rows * columns, 7).iter().map(|w| (w * 127.0) as i16).collect();
        Matrix { rows, columns, weights, scales: vec![1.0 / 127.0; rows], bias: numbers(rows, 8) }
    }

    #[test]
    fn products_are_right_and_the_same_on_every_instruction_set() {
        let (rows, columns) = (7, 100);
        let values = numbers(rows * columns, 1);
        let mut quantised = Quantised::default();
        quantised.fill(&values, columns, LARGE);
        let matrix = matrix(5, columns);
        let mut first = None;
        for set in InstructionSet::available() {
            let mut output = Vec::new();
            multiply(set, &quantised, &matrix, &mut output);
            for r in 0..rows {
                for j in 0..matrix.rows {
                    let weights = &matrix.weights[j * columns..(j + 1) * columns];
                    let exact: f32 = values[r * columns..(r + 1) * columns]
                        .iter()
                        .zip(weights)
                        .map(|(value, &weight)| value * f32::from(weight) / 127.0)
                        .sum::<f32>()
                        + matrix.bias[j];
                    assert!((output[r * matrix.rows + j] - exact).abs() < 0.01, "row {r}, output {j}");
                    let alone = multiply_one(&quantised, r, &matrix, j);
                    assert_eq!(alone.to_bits(), output[r * matrix.rows + j].to_bits());
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
