//! Names out of label scores: the best well-formed BILU sequence (Viterbi over hard constraints).

use super::name_kind;
use crate::NameKind;
use std::ops::Range;

/// How far the best name label may stay behind "no name" for a word to be looked at again. Mirrors
/// `training/neural/names.py`.
const MARGIN: f32 = 5.0;
/// The score of a label that is ruled out, finite so that sums of it stay in order.
const UNLIKELY: f32 = -1e9;

#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum Position {
    Outside,
    Begin,
    Inside,
    Last,
    Unit,
}

/// Buffers that a thread reuses from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct NameScratch {
    totals: Vec<f32>,
    next: Vec<f32>,
    back: Vec<usize>,
}

/// The label list and what may follow what.
#[derive(Clone, Debug)]
pub struct NameDecoder {
    labels: Vec<(Position, NameKind)>,
}

impl NameDecoder {
    /// From labels like `O`, `B-PER`, `U-LOC`; none where one is neither.
    pub fn new(labels: &[String]) -> Option<Self> {
        let parse = |label: &String| {
            if label == "O" {
                return Some((Position::Outside, NameKind::Other));
            }
            let (position, kind) = label.split_once('-')?;
            let position = match position {
                "B" => Position::Begin,
                "I" => Position::Inside,
                "L" => Position::Last,
                "U" => Position::Unit,
                _ => return None,
            };
            Some((position, name_kind(kind)?))
        };
        labels.iter().map(parse).collect::<Option<_>>().map(|labels| Self { labels })
    }

    fn starts(position: Position) -> bool {
        matches!(position, Position::Outside | Position::Begin | Position::Unit)
    }

    fn follows(&self, before: usize, after: usize) -> bool {
        let ((before, kind), (after, next_kind)) = (self.labels[before], self.labels[after]);
        match before {
            Position::Begin | Position::Inside => {
                matches!(after, Position::Inside | Position::Last) && kind == next_kind
            }
            _ => Self::starts(after),
        }
    }

    /// Makes the words that are plainly in no name certain of it, and writes the places of the others.
    pub fn settle(&self, scores: &mut [f32], unsettled: &mut Vec<usize>) {
        unsettled.clear();
        let Some(outside) = self.labels.iter().position(|label| label.0 == Position::Outside) else { return };
        for (word, row) in scores.chunks_exact_mut(self.labels.len()).enumerate() {
            let others = row.iter().enumerate().filter(|&(label, _)| label != outside);
            let best = others.fold(f32::NEG_INFINITY, |best, (_, &score)| best.max(score));
            if best + MARGIN < row[outside] {
                row.fill(UNLIKELY);
                row[outside] = 0.0;
            } else {
                unsettled.push(word);
            }
        }
    }

    /// Writes the best label of each word. `scores` has a row of label scores a word.
    pub fn decode(&self, scores: &[f32], path: &mut Vec<usize>, scratch: &mut NameScratch) {
        path.clear();
        let count = self.labels.len();
        let words = scores.len() / count.max(1);
        if words == 0 {
            return;
        }
        if self.outside_wins(scores, path) {
            return;
        }
        let closed = |label: usize| !matches!(self.labels[label].0, Position::Begin | Position::Inside);
        let start =
            |label: usize| if Self::starts(self.labels[label].0) { scores[label] } else { f32::NEG_INFINITY };
        let NameScratch { totals, next, back } = scratch;
        totals.clear();
        totals.extend((0..count).map(start));
        back.clear();
        for row in scores.chunks_exact(count).skip(1) {
            next.clear();
            for (after, score) in row.iter().enumerate() {
                let mut best = (f32::NEG_INFINITY, 0);
                for (before, &total) in totals.iter().enumerate() {
                    if self.follows(before, after) && total > best.0 {
                        best = (total, before);
                    }
                }
                next.push(best.0 + score);
                back.push(best.1);
            }
            std::mem::swap(totals, next);
        }
        let mut best = (f32::NEG_INFINITY, 0);
        for (label, &total) in totals.iter().enumerate() {
            if closed(label) && total > best.0 {
                best = (total, label);
            }
        }
        let mut at = best.1;
        path.push(at);
        for pointers in back.chunks_exact(count).rev() {
            at = pointers[at];
            path.push(at);
        }
        path.reverse();
    }

    /// The common case: no word of the sentence is likelier in a name than outside one.
    fn outside_wins(&self, scores: &[f32], path: &mut Vec<usize>) -> bool {
        let count = self.labels.len();
        let Some(outside) = self.labels.iter().position(|label| label.0 == Position::Outside) else {
            return false;
        };
        let plain = |row: &[f32]| row.iter().all(|&score| score <= row[outside]);
        if !scores.chunks_exact(count).all(plain) {
            return false;
        }
        path.resize(scores.len() / count, outside);
        true
    }

    /// The names that a well-formed label sequence marks.
    pub fn spans<'a>(&'a self, path: &'a [usize]) -> impl Iterator<Item = (NameKind, Range<usize>)> + 'a {
        let mut start = 0;
        path.iter().enumerate().filter_map(move |(at, &label)| {
            let (position, kind) = self.labels[label];
            match position {
                Position::Begin => start = at,
                Position::Unit => return Some((kind, at..at + 1)),
                Position::Last => return Some((kind, start..at + 1)),
                Position::Outside | Position::Inside => {}
            }
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[[f32; 5]], expected: &[(NameKind, Range<usize>)]) {
        let labels = ["O", "B-PER", "I-PER", "L-PER", "U-PER"].map(String::from);
        let decoder = NameDecoder::new(&labels).unwrap();
        let mut path = Vec::new();
        decoder.decode(&rows.concat(), &mut path, &mut NameScratch::default());
        assert_eq!(decoder.spans(&path).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn sequences_are_well_formed() {
        let (o, b, l, u) = (
            [1.0, 0.0, 0.0, 0.0, 0.0],
            [0.0, 2.0, 0.0, 0.0, 1.9],
            [0.0, 0.0, 0.0, 2.0, 1.0],
            [0.0, 0.0, 0.0, 0.0, 2.0],
        );
        check(&[o, b, l, o], &[(NameKind::Person, 1..3)]);
        check(&[u, o], &[(NameKind::Person, 0..1)]);
        // A beginning without an end becomes a name of one word.
        check(&[o, b, o], &[(NameKind::Person, 1..2)]);
        check(&[o, o], &[]);
        check(&[], &[]);
    }

    #[test]
    fn plain_words_are_settled() {
        let labels = ["O", "B-PER", "I-PER", "L-PER", "U-PER"].map(String::from);
        let decoder = NameDecoder::new(&labels).unwrap();
        let mut scores = [[9.0, 0.0, 1.0, 0.0, 3.0], [2.0, 0.0, 0.0, 0.0, 1.0]].concat();
        let mut unsettled = vec![7];
        decoder.settle(&mut scores, &mut unsettled);
        assert_eq!(unsettled, [1]);
        assert_eq!(scores[..5], [0.0, UNLIKELY, UNLIKELY, UNLIKELY, UNLIKELY]);
        assert_eq!(scores[5..], [2.0, 0.0, 0.0, 0.0, 1.0]);
    }
}
