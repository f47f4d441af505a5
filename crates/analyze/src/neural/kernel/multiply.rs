//! The integer matrix products, one kernel an instruction set. All give the same sums, to the bit.

use super::{BLOCK, InstructionSet, Matrix, OneByOne, Quantised, for_each_set};

/// `output[r][j] = activations[r] · matrix[j] + bias[j]`, rows of `matrix.rows` numbers.
pub fn multiply(set: InstructionSet, activations: &Quantised, matrix: &Matrix, output: &mut Vec<f32>) {
    assert_eq!(activations.columns, matrix.columns, "activations fit the matrix");
    output.resize(activations.rows() * matrix.rows, 0.0);
    match set {
        InstructionSet::Baseline => whole_baseline(activations, matrix, output),
        // SAFETY: a set is only ever made by `InstructionSet::available`, which asks the processor.
        #[cfg(target_arch = "x86_64")]
        #[allow(unsafe_code)]
        InstructionSet::Avx2 => unsafe { whole_avx2(activations, matrix, output) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        #[allow(unsafe_code)]
        InstructionSet::Avx512 => unsafe { whole_avx512(activations, matrix, output) },
    }
}

/// The loop around a kernel, compiled for the kernel's own instruction set.
macro_rules! whole_product {
    ($name:ident, $kernel:path $(, $features:literal)?) => {
        $(#[target_feature(enable = $features)])?
        fn $name(activations: &Quantised, matrix: &Matrix, output: &mut [f32]) {
            for block in 0..matrix.rows.div_ceil(BLOCK) {
                let weights = matrix.block(block);
                for first in (0..activations.rows()).step_by(ROWS) {
                    let rows = (activations.rows() - first).min(ROWS);
                    // Rows past the end repeat the last one; their sums are not read.
                    let at = |row: usize| activations.row((first + row).min(activations.rows() - 1));
                    let sums = $kernel(&[at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7)], weights);
                    for row in 0..rows {
                        let scale = activations.scales[first + row];
                        write_sums(scale, &sums[row], block, matrix, (first + row) * matrix.rows, output);
                    }
                }
            }
        }
    };
}

whole_product!(whole_baseline, baseline);
#[cfg(target_arch = "x86_64")]
whole_product!(whole_avx2, x86::avx2, "avx2");
#[cfg(target_arch = "x86_64")]
whole_product!(whole_avx512, x86::avx512, "avx512f,avx512bw,avx512vl,avx512vnni");

/// Rows that one run of a kernel computes together.
const ROWS: usize = 8;

type Sums = [[i32; BLOCK]; ROWS];

#[inline(always)]
fn write_sums(
    scale: f32,
    sums: &[i32; BLOCK],
    block: usize,
    matrix: &Matrix,
    start: usize,
    output: &mut [f32],
) {
    let first = block * BLOCK;
    let outputs = (matrix.rows - first).min(BLOCK);
    let scales = &matrix.scales[first..first + outputs];
    let bias = &matrix.bias[first..first + outputs];
    let output = &mut output[start + first..start + first + outputs];
    for (((value, &sum), row_scale), bias) in output.iter_mut().zip(sums).zip(scales).zip(bias) {
        *value = sum as f32 * (scale * row_scale) + bias;
    }
}

/// The two 16-bit halves of a pair.
#[inline(always)]
fn halves(pair: i32) -> (i32, i32) {
    (i32::from(pair as i16), pair >> 16)
}

#[inline]
fn baseline(rows: &[&[i32]; ROWS], weights: &[i16]) -> Sums {
    let mut sums = [[0; BLOCK]; ROWS];
    for (row, sums) in rows.iter().zip(&mut sums) {
        for (&pair, weights) in row.iter().zip(weights.chunks_exact(2 * BLOCK)) {
            let (first, second) = halves(pair);
            for (sum, two) in sums.iter_mut().zip(weights.chunks_exact(2)) {
                *sum += first * i32::from(two[0]) + second * i32::from(two[1]);
            }
        }
    }
    sums
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    //! Pairs of inputs against pairs of weights of eight or sixteen outputs in one instruction.

    use super::{BLOCK, ROWS, Sums};
    use std::arch::x86_64::*;

    #[inline]
    #[target_feature(enable = "avx2")]
    pub fn avx2(rows: &[&[i32]; ROWS], weights: &[i16]) -> Sums {
        const LANES: usize = 8;
        let mut sums = [[0; BLOCK]; ROWS];
        // Two rows at a time: eight sums, four vectors of weights and one of inputs stay in registers.
        for (rows, sums) in rows.chunks_exact(2).zip(sums.chunks_exact_mut(2)) {
            let mut totals = [[_mm256_setzero_si256(); BLOCK / LANES]; 2];
            for (k, weights) in weights.chunks_exact(2 * BLOCK).enumerate() {
                let pairs = [_mm256_set1_epi32(rows[0][k]), _mm256_set1_epi32(rows[1][k])];
                for (part, weights) in weights.chunks_exact(2 * LANES).enumerate() {
                    // SAFETY: the chunk is exactly the sixteen 16-bit numbers that one load reads.
                    #[allow(unsafe_code)]
                    let weights = unsafe { _mm256_loadu_si256(weights.as_ptr().cast()) };
                    for r in 0..2 {
                        let products = _mm256_madd_epi16(pairs[r], weights);
                        totals[r][part] = _mm256_add_epi32(totals[r][part], products);
                    }
                }
            }
            for (sums, totals) in sums.iter_mut().zip(totals) {
                for (sums, total) in sums.chunks_exact_mut(LANES).zip(totals) {
                    // SAFETY: the chunk is exactly the eight 32-bit numbers that one store writes.
                    #[allow(unsafe_code)]
                    unsafe {
                        _mm256_storeu_si256(sums.as_mut_ptr().cast(), total);
                    }
                }
            }
        }
        sums
    }

    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
    pub fn avx512(rows: &[&[i32]; ROWS], weights: &[i16]) -> Sums {
        const LANES: usize = 16;
        // Sixteen sums: each input that is read serves two vectors of weights.
        let mut totals = [[_mm512_setzero_si512(); BLOCK / LANES]; ROWS];
        let pairs = weights.len() / (2 * BLOCK);
        assert!(rows.iter().all(|row| row.len() == pairs), "inputs fit the weights");
        for (k, weights) in weights.chunks_exact(2 * BLOCK).enumerate() {
            let (first, second) = weights.split_at(2 * LANES);
            // SAFETY: each half is exactly the thirty-two 16-bit numbers that one load reads.
            #[allow(unsafe_code)]
            let (first, second) = unsafe {
                (_mm512_loadu_si512(first.as_ptr().cast()), _mm512_loadu_si512(second.as_ptr().cast()))
            };
            for (totals, row) in totals.iter_mut().zip(rows) {
                let pair = _mm512_set1_epi32(row[k]);
                totals[0] = _mm512_dpwssd_epi32(totals[0], pair, first);
                totals[1] = _mm512_dpwssd_epi32(totals[1], pair, second);
            }
        }
        let mut sums = [[0; BLOCK]; ROWS];
        for (sums, totals) in sums.iter_mut().zip(totals) {
            for (sums, total) in sums.chunks_exact_mut(LANES).zip(totals) {
                // SAFETY: the chunk is exactly the sixteen 32-bit numbers that one store writes.
                #[allow(unsafe_code)]
                unsafe {
                    _mm512_storeu_si512(sums.as_mut_ptr().cast(), total);
                }
            }
        }
        sums
    }
}

/// `output[r][s] = left[r] · right[s]`, rows of `right.rows()` numbers; `right` is quantised to
/// [`SMALL`](super::SMALL).
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
            let mut sum = 0;
            products_body(left.row(r), right.row(s), &mut sum);
            output[r * right.rows() + s] = sum as f32 * (left.scales[r] * right.scales[s]);
        }
    }
}

/// The score of one output of a matrix alone, for heads of which only a few outputs matter.
pub fn multiply_one(
    set: InstructionSet,
    activations: &Quantised,
    row: usize,
    matrix: &OneByOne,
    output: usize,
) -> f32 {
    let (row, scale) = (activations.row(row), activations.scales[row]);
    let weights = &matrix.pairs[output * row.len()..][..row.len()];
    let mut sum = 0;
    let total = &mut sum;
    for_each_set!(set, products_body(row: &[i32], weights: &[i32], total: &mut i32));
    sum as f32 * (scale * matrix.scales[output]) + matrix.bias[output]
}

#[inline(always)]
fn products_body(row: &[i32], weights: &[i32], total: &mut i32) {
    let products = row.iter().zip(weights).map(|(&a, &b)| {
        let ((a0, a1), (b0, b1)) = (halves(a), halves(b));
        a0 * b0 + a1 * b1
    });
    *total = products.sum();
}
