//! A scorer: the weights of hashed features, and their sum over the features at hand.
//!
//! Weights are signed bytes with one scale, so that a score is a sum of integers and the same on every
//! processor. In the model file a feature takes two or three bytes:
//!
//! ```text
//! scale     f32
//! rows      u32
//! distances from each feature's 24 kept bits to the next one's, as variable-length numbers (7 bits a byte)
//! weights   i8, in the same order
//! ```

use super::features::KEPT_BITS;
use verbale_analyze::model::ModelError;

const KEPT_SHIFT: u32 = KEPT_BITS.trailing_zeros();

/// Features whose cells are fetched together.
const TOGETHER: usize = 16;

/// Weights by feature, in an open table: a cell holds a feature's kept bits and, in the low byte, its weight,
/// which is never zero.
#[derive(Clone, PartialEq, Debug)]
pub struct Scorer {
    scale: f32,
    shift: u32,
    cells: Vec<u32>,
}

impl Scorer {
    /// Rounds trained weights to bytes; those that round to zero are dropped. Features have the kept bits only.
    pub fn new(weights: &[(u32, f32)]) -> Self {
        let largest = weights.iter().fold(0f32, |largest, (_, weight)| largest.max(weight.abs()));
        let scale = if largest > 0.0 { largest / 127.0 } else { 1.0 };
        let mut rows: Vec<(u32, i8)> = weights
            .iter()
            .map(|&(hash, weight)| (hash & KEPT_BITS, (weight / scale).round() as i8))
            .filter(|&(_, weight)| weight != 0)
            .collect();
        rows.sort_unstable();
        rows.dedup_by_key(|row| row.0);
        Self::table(scale, &rows)
    }

    fn table(scale: f32, rows: &[(u32, i8)]) -> Self {
        // At most half full, so that a look-up ends soon.
        let bits = (rows.len() * 2).next_power_of_two().ilog2().max(1);
        let mut scorer = Self { scale, shift: 32 - bits, cells: vec![0; 1 << bits] };
        for &(hash, weight) in rows {
            let mut slot = (hash >> scorer.shift) as usize;
            while scorer.cells[slot] != 0 {
                slot = (slot + 1) & (scorer.cells.len() - 1);
            }
            scorer.cells[slot] = hash | u32::from(weight as u8);
        }
        scorer
    }

    /// The sum of the features' weights.
    pub fn score(&self, features: &[u32]) -> f32 {
        let mut sum = 0;
        for features in features.chunks(TOGETHER) {
            // The table is larger than the processor's caches: the cells of several features are fetched at once,
            // before the first is looked at.
            let mut cells = [0; TOGETHER];
            for (cell, hash) in cells.iter_mut().zip(features) {
                *cell = self.cells[(hash >> self.shift) as usize];
            }
            sum += cells.iter().zip(features).map(|(&cell, &hash)| self.weight(hash, cell)).sum::<i32>();
        }
        sum as f32 * self.scale
    }

    /// The weight of a feature, from the first cell where it may stand.
    fn weight(&self, hash: u32, first: u32) -> i32 {
        let mut slot = (hash >> self.shift) as usize;
        let mut cell = first;
        loop {
            if cell == 0 {
                return 0;
            }
            if cell & KEPT_BITS == hash {
                return i32::from(cell as u8 as i8);
            }
            slot = (slot + 1) & (self.cells.len() - 1);
            cell = self.cells[slot];
        }
    }

    /// The bytes of a model file's section. [`Scorer::read`] gives the scorer back.
    pub fn write(&self) -> Vec<u8> {
        let mut rows: Vec<u32> = self.cells.iter().copied().filter(|&cell| cell != 0).collect();
        rows.sort_unstable();
        let mut bytes = self.scale.to_le_bytes().to_vec();
        bytes.extend_from_slice(&(rows.len() as u32).to_le_bytes());
        let mut last = 0;
        for &row in &rows {
            let bits = row >> KEPT_SHIFT;
            let mut distance = bits - last;
            last = bits;
            while distance >= 0x80 {
                bytes.push(distance as u8 | 0x80);
                distance >>= 7;
            }
            bytes.push(distance as u8);
        }
        bytes.extend(rows.iter().map(|&row| row as u8));
        bytes
    }

    /// Reads a section that [`Scorer::write`] made; `name` is for the error.
    pub fn read(bytes: &[u8], name: &str) -> Result<Self, ModelError> {
        Self::try_read(bytes).ok_or_else(|| ModelError::Section { name: name.to_owned() })
    }

    fn try_read(bytes: &[u8]) -> Option<Self> {
        let (scale, bytes) = bytes.split_first_chunk()?;
        let (rows, mut bytes) = bytes.split_first_chunk()?;
        let rows = u32::from_le_bytes(*rows) as usize;
        let mut features = Vec::with_capacity(rows.min(bytes.len()));
        let mut bits = 0u32;
        for _ in 0..rows {
            let mut distance = 0u32;
            for place in 0..4 {
                let (&byte, rest) = bytes.split_first()?;
                bytes = rest;
                distance |= u32::from(byte & 0x7f) << (7 * place);
                if byte < 0x80 {
                    break;
                }
            }
            bits = bits.checked_add(distance).filter(|bits| *bits <= u32::MAX >> KEPT_SHIFT)?;
            features.push(bits << KEPT_SHIFT);
        }
        if bytes.len() != rows || bytes.contains(&0) {
            return None;
        }
        let rows: Vec<(u32, i8)> = features.into_iter().zip(bytes.iter().map(|&byte| byte as i8)).collect();
        Some(Self::table(f32::from_le_bytes(*scale), &rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_the_sum_of_the_weights() {
        let scorer = Scorer::new(&[(0x0000_0100, 0.5), (0x0000_0200, -0.25), (0xffff_ff00, 1.27)]);
        let near = |features: &[u32]| (scorer.score(features) * 100.0).round() as i32;
        assert_eq!(near(&[0x0000_0100, 0x0000_0200]), 25);
        assert_eq!(near(&[0xffff_ff00, 0xffff_ff00]), 254);
        assert_eq!(near(&[0x1234_5600]), 0);
    }

    #[test]
    fn what_is_written_comes_back_and_cut_bytes_are_refused() {
        let hashes = [0x0000_0100, 0x0000_8000, 0x7fff_ff00, 0xffff_fe00, 0xffff_ff00];
        let scorer = Scorer::new(&hashes.map(|hash| (hash, 0.5)));
        let bytes = scorer.write();
        assert_eq!(Scorer::read(&bytes, "test").unwrap(), scorer);
        for end in 0..bytes.len() {
            assert!(Scorer::read(&bytes[..end], "test").is_err(), "cut at {end}");
        }
    }
}
