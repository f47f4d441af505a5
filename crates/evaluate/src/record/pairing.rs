//! Who goes with whom: byte overlap of spans, and greedy one-to-one pairing.

use verbale_text::Span;

/// The bytes that some spans cover, as spans in order that neither overlap nor touch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Coverage(Vec<Span>);

impl Coverage {
    /// What `spans` cover together.
    pub(super) fn of(spans: impl IntoIterator<Item = Span>) -> Self {
        let mut sorted: Vec<Span> = spans.into_iter().filter(|span| !span.is_empty()).collect();
        sorted.sort();
        let mut merged: Vec<Span> = Vec::new();
        for span in sorted {
            match merged.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => merged.push(span),
            }
        }
        Self(merged)
    }

    fn len(&self) -> u64 {
        self.0.iter().map(|span| u64::from(span.len())).sum()
    }

    fn shared_len(&self, other: &Self) -> u64 {
        let shared = |a: &Span| -> u64 {
            other.0.iter().filter_map(|b| a.intersection(*b)).map(|span| u64::from(span.len())).sum()
        };
        self.0.iter().map(shared).sum()
    }

    /// True where both cover some byte.
    pub(super) fn touches(&self, other: &Self) -> bool {
        self.shared_len(other) > 0
    }

    /// Bytes that both cover, as a share of those that either covers; 0 where one covers nothing.
    pub(super) fn overlap(&self, other: &Self) -> f64 {
        if self.0.is_empty() || other.0.is_empty() {
            return 0.0;
        }
        let shared = self.shared_len(other);
        shared as f64 / (self.len() + other.len() - shared) as f64
    }
}

/// Pairs gold and made rows one to one, best score first, down to `floor`. Among equal scores the pair
/// that stands later in the gold, then later in what was made, goes first: the reference tool sorts
/// (score, gold row, made row) downwards, and its figures depend on that.
pub(super) fn pair<G, M>(
    gold: &[G],
    made: &[M],
    floor: f64,
    score: impl Fn(&G, &M) -> f64,
) -> Vec<(usize, usize)> {
    let mut scored: Vec<(f64, usize, usize)> = Vec::with_capacity(gold.len() * made.len());
    for (g, gold_row) in gold.iter().enumerate() {
        scored.extend(made.iter().enumerate().map(|(m, made_row)| (score(gold_row, made_row), g, m)));
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(b.2.cmp(&a.2)));
    let (mut gold_taken, mut made_taken) = (vec![false; gold.len()], vec![false; made.len()]);
    let mut pairs = Vec::new();
    for (_, g, m) in scored.into_iter().take_while(|(score, ..)| *score >= floor) {
        if !gold_taken[g] && !made_taken[m] {
            gold_taken[g] = true;
            made_taken[m] = true;
            pairs.push((g, m));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn coverage(spans: &[(u32, u32)]) -> Coverage {
        Coverage::of(spans.iter().map(|&(start, end)| Span::new(start, end)))
    }

    #[test]
    fn overlap_counts_bytes_of_all_pieces() {
        let overlap = |a: &[(u32, u32)], b: &[(u32, u32)]| coverage(a).overlap(&coverage(b));
        assert_eq!(overlap(&[(0, 10)], &[(0, 10)]), 1.0);
        assert_eq!(overlap(&[(0, 10)], &[(5, 10)]), 0.5);
        assert_eq!(overlap(&[(0, 4), (6, 10)], &[(0, 10)]), 0.8);
        assert_eq!(overlap(&[(0, 6), (4, 10)], &[(0, 10)]), 1.0, "bytes covered twice count once");
        assert_eq!(overlap(&[(3, 3)], &[(0, 10)]), 0.0);
        assert_eq!(overlap(&[], &[]), 0.0);
    }

    #[test]
    fn equal_scores_go_to_the_later_rows() {
        assert_eq!(pair(&[0, 0], &[0, 0], 0.5, |_, _| 1.0), [(1, 1), (0, 0)]);
        assert_eq!(pair(&[0, 0], &[0], 0.5, |_, _| 1.0), [(1, 0)]);
    }

    #[test]
    fn the_best_pair_goes_first_and_the_floor_is_included() {
        let score = |g: &f64, m: &f64| g * m;
        assert_eq!(pair(&[0.5, 1.0], &[1.0, 0.5], 0.5, score), [(1, 0)]);
        assert_eq!(pair(&[0.5, 1.0], &[1.0, 0.5], 0.25, score), [(1, 0), (0, 1)]);
    }

    proptest! {
        #[test]
        fn overlap_is_the_same_as_counting_bytes(
            a in prop::collection::vec((0u32..60, 0u32..9), 0..5),
            b in prop::collection::vec((0u32..60, 0u32..9), 0..5),
        ) {
            let bytes = |spans: &[(u32, u32)]| -> std::collections::BTreeSet<u32> {
                spans.iter().flat_map(|&(start, len)| start..start + len).collect()
            };
            let cover = |spans: &[(u32, u32)]| Coverage::of(spans.iter().map(|&(s, len)| Span::new(s, s + len)));
            let (in_a, in_b) = (bytes(&a), bytes(&b));
            let either = in_a.union(&in_b).count();
            let expected = if in_a.is_empty() || in_b.is_empty() { 0.0 }
                else { in_a.intersection(&in_b).count() as f64 / either as f64 };
            prop_assert_eq!(cover(&a).overlap(&cover(&b)), expected);
            prop_assert_eq!(cover(&a).touches(&cover(&b)), in_a.intersection(&in_b).count() > 0);
        }
    }
}
