//! The integer matrix products, one kernel an instruction set. All give the same sums, to the bit.

use super::{BLOCK, InstructionSet, Matrix, Quantised, for_each_set};

/// `output[r][j] = activations[r] · matrix[j] + bias[j]`, rows of `matrix.rows` numbers.
pub fn multiply(set: InstructionSet, activations: &Quantised, matrix: &Matrix, output: &mut Vec<f32>) {
    assert_eq!(activations.columns, matrix.columns, "activations fit the matrix");
    output.resize(activations.rows() * matrix.rows, 0.0);
    for block in 0..matrix.rows.div_ceil(BLOCK) {
        let mut first = 0;
        while first < activations.rows() {
            let rows = (activations.rows() - first).min(ROWS);
            // Rows past the end repeat the last one; their sums are not read.
            let at = |row: usize| activations.row((first + row).min(activations.rows() - 1));
            let sums = block_sums(set, std::array::from_fn(at), matrix.block(block));
            for (row, sums) in sums[..rows].iter().enumerate() {
                write_sums(
                    activations.scales[first + row],
                    sums,
                    block,
                    matrix,
                    (first + row) * matrix.rows,
                    output,
                );
            }
            first += rows;
        }
    }
}

/// Rows that one run of a kernel computes together.
const ROWS: usize = 8;

type Sums = [[i32; BLOCK]; ROWS];

#[inline]
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

#[inline]
fn block_sums(set: InstructionSet, rows: [&[i32]; ROWS], weights: &[i16]) -> Sums {
    match set {
        InstructionSet::Baseline => baseline(rows, weights),
        // SAFETY: a set is only ever made by `InstructionSet::available`, which asks the processor.
        #[cfg(target_arch = "x86_64")]
        #[allow(unsafe_code)]
        InstructionSet::Avx2 => unsafe { x86::avx2(rows, weights) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        #[allow(unsafe_code)]
        InstructionSet::Avx512 => unsafe { x86::avx512(rows, weights) },
    }
}

/// The two 16-bit halves of a pair.
#[inline(always)]
fn halves(pair: i32) -> (i32, i32) {
    (i32::from(pair as i16), pair >> 16)
}

fn baseline(rows: [&[i32]; ROWS], weights: &[i16]) -> Sums {
    let mut sums = [[0; BLOCK]; ROWS];
    for (row, sums) in rows.into_iter().zip(&mut sums) {
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

    #[target_feature(enable = "avx2")]
    pub fn avx2(rows: [&[i32]; ROWS], weights: &[i16]) -> Sums {
        let mut sums = [[0; BLOCK]; ROWS];
        // Four rows at a time: eight sums, two vectors of weights and one of inputs stay in registers.
        for (rows, sums) in rows.chunks_exact(4).zip(sums.chunks_exact_mut(4)) {
            let mut low = [_mm256_setzero_si256(); 4];
            let mut high = [_mm256_setzero_si256(); 4];
            for (k, weights) in weights.chunks_exact(2 * BLOCK).enumerate() {
                let (first, second) = weights.split_at(BLOCK);
                // SAFETY: each half is exactly the sixteen 16-bit numbers that one load reads.
                #[allow(unsafe_code)]
                let (first, second) = unsafe {
                    (_mm256_loadu_si256(first.as_ptr().cast()), _mm256_loadu_si256(second.as_ptr().cast()))
                };
                for r in 0..4 {
                    let pair = _mm256_set1_epi32(rows[r][k]);
                    low[r] = _mm256_add_epi32(low[r], _mm256_madd_epi16(pair, first));
                    high[r] = _mm256_add_epi32(high[r], _mm256_madd_epi16(pair, second));
                }
            }
            for ((sums, low), high) in sums.iter_mut().zip(low).zip(high) {
                let (first, second) = sums.split_at_mut(BLOCK / 2);
                // SAFETY: each half is exactly the eight 32-bit numbers that one store writes.
                #[allow(unsafe_code)]
                unsafe {
                    _mm256_storeu_si256(first.as_mut_ptr().cast(), low);
                    _mm256_storeu_si256(second.as_mut_ptr().cast(), high);
                }
            }
        }
        sums
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
    pub fn avx512(rows: [&[i32]; ROWS], weights: &[i16]) -> Sums {
        let mut totals = [_mm512_setzero_si512(); ROWS];
        let pairs = weights.len() / (2 * BLOCK);
        let rows = rows.map(|row| &row[..pairs]);
        for (k, weights) in weights.chunks_exact(2 * BLOCK).enumerate() {
            // SAFETY: the chunk is exactly the thirty-two 16-bit numbers that one load reads.
            #[allow(unsafe_code)]
            let weights = unsafe { _mm512_loadu_si512(weights.as_ptr().cast()) };
            for (total, row) in totals.iter_mut().zip(rows) {
                *total = _mm512_dpwssd_epi32(*total, _mm512_set1_epi32(row[k]), weights);
            }
        }
        let mut sums = [[0; BLOCK]; ROWS];
        for (sums, total) in sums.iter_mut().zip(totals) {
            // SAFETY: the row is exactly the sixteen 32-bit numbers that one store writes.
            #[allow(unsafe_code)]
            unsafe {
                _mm512_storeu_si512(sums.as_mut_ptr().cast(), total);
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
            let products = left.row(r).iter().zip(right.row(s)).map(|(&a, &b)| {
                let ((a0, a1), (b0, b1)) = (halves(a), halves(b));
                a0 * b0 + a1 * b1
            });
            output[r * right.rows() + s] = products.sum::<i32>() as f32 * (left.scales[r] * right.scales[s]);
        }
    }
}

/// The score of one output of a matrix alone, for heads of which only a few outputs matter.
pub fn multiply_one(activations: &Quantised, row: usize, matrix: &Matrix, output: usize) -> f32 {
    let within = output % BLOCK * 2;
    let weights =
        matrix.block(output / BLOCK).chunks_exact(2 * BLOCK).map(|pairs| (pairs[within], pairs[within + 1]));
    let products = activations.row(row).iter().zip(weights).map(|(&pair, (w0, w1))| {
        let (first, second) = halves(pair);
        first * i32::from(w0) + second * i32::from(w1)
    });
    let scale = activations.scales[row] * matrix.scales[output];
    products.sum::<i32>() as f32 * scale + matrix.bias[output]
}
