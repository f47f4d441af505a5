//! How clean text maps back to the bytes it was read from, in runs.
//!
//! Invariant: runs are in order, cover the whole clean text without gaps, and none is empty in the text.

use crate::{RawSpan, Span};

/// How one run of clean text came from the source.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum RunKind {
    /// Byte for byte.
    Copied,
    /// Other bytes stand in the source (an entity, another charset, an invalid byte).
    Replaced,
    /// Nothing stands in the source (a line break between two blocks).
    Inserted,
}

#[derive(Copy, Clone, PartialEq, Eq, Debug)]
struct Run {
    text: Span,
    raw: RawSpan,
    kind: RunKind,
}

/// Clean text to source bytes. Build it with [`OffsetMap::push`] while the text is written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OffsetMap {
    runs: Vec<Run>,
}

impl OffsetMap {
    /// The map of a text that is its source, byte for byte.
    pub fn identity(length: u32) -> Self {
        let mut map = Self::default();
        map.push(RunKind::Copied, length, RawSpan::new(0, length));
        map
    }

    /// Adds a run of `length` text bytes that stands for `raw`; copied runs that touch are joined.
    /// Panics where a copied run's two lengths differ, and past `u32::MAX` bytes of text.
    pub fn push(&mut self, kind: RunKind, length: u32, raw: RawSpan) {
        if length == 0 {
            return;
        }
        assert!(kind != RunKind::Copied || raw.len() == length, "a copied run keeps its length");
        let start = self.text_len();
        let end = start.checked_add(length).expect("a text has at most u32::MAX bytes");
        if let Some(last) = self.runs.last_mut()
            && last.kind == RunKind::Copied
            && kind == RunKind::Copied
            && last.raw.end == raw.start
        {
            last.text.end = end;
            last.raw.end = raw.end;
            return;
        }
        self.runs.push(Run { text: Span::new(start, end), raw, kind });
    }

    /// The runs in order: how each came, where it stands in the text, what it stands for in the source.
    pub fn runs(&self) -> impl ExactSizeIterator<Item = (RunKind, Span, RawSpan)> {
        self.runs.iter().map(|run| (run.kind, run.text, run.raw))
    }

    /// Length of the clean text in bytes.
    pub fn text_len(&self) -> u32 {
        self.runs.last().map_or(0, |run| run.text.end)
    }

    /// True where every span's source bytes have the same offsets as the span itself.
    pub fn is_identity(&self) -> bool {
        match self.runs.as_slice() {
            [] => true,
            [run] => run.kind == RunKind::Copied && run.raw.start == 0,
            _ => false,
        }
    }

    /// The pieces of the source that `span` stands for, in order, touching pieces joined. A replaced run
    /// counts whole where any of it is covered; an inserted run gives nothing.
    pub fn raw_spans(&self, span: Span) -> Vec<RawSpan> {
        let mut pieces: Vec<RawSpan> = Vec::new();
        let first = self.runs.partition_point(|run| run.text.end <= span.start);
        for run in self.runs[first..].iter().take_while(|run| run.text.start < span.end) {
            let raw = match (run.kind, run.text.intersection(span)) {
                (RunKind::Inserted, _) | (_, None) => continue,
                (RunKind::Replaced, _) => run.raw,
                (RunKind::Copied, Some(part)) => {
                    let offset = part.start - run.text.start;
                    RawSpan::new(run.raw.start + offset, run.raw.start + offset + part.len())
                }
            };
            match pieces.last_mut() {
                Some(last) if last.end == raw.start => last.end = raw.end,
                _ => pieces.push(raw),
            }
        }
        pieces
    }
}

impl OffsetMap {
    /// The way back over two steps: this map leads from a text to the text it was made of, `outer` from there
    /// to the bytes that one was decoded from.
    pub fn through(&self, outer: &Self) -> Self {
        if outer.is_identity() {
            return self.clone();
        }
        let mut map = Self::default();
        for run in &self.runs {
            let middle = Span::new(run.raw.start, run.raw.end);
            match run.kind {
                RunKind::Copied => outer.copy_part(middle, &mut map),
                RunKind::Replaced => {
                    let pieces = outer.raw_spans(middle);
                    match (pieces.first(), pieces.last()) {
                        (Some(first), Some(last)) if first.start <= last.end => {
                            map.push(run.kind, run.text.len(), RawSpan::new(first.start, last.end));
                        }
                        _ => map.push_inserted(run.text.len()),
                    }
                }
                RunKind::Inserted => map.push_inserted(run.text.len()),
            }
        }
        map
    }

    /// Adds to `map` what `part` of this map's text stands for.
    fn copy_part(&self, part: Span, map: &mut Self) {
        let first = self.runs.partition_point(|run| run.text.end <= part.start);
        for run in self.runs[first..].iter().take_while(|run| run.text.start < part.end) {
            let Some(common) = run.text.intersection(part) else { continue };
            match run.kind {
                RunKind::Copied => {
                    let start = run.raw.start + common.start - run.text.start;
                    map.push(run.kind, common.len(), RawSpan::new(start, start + common.len()));
                }
                RunKind::Replaced => map.push(run.kind, common.len(), run.raw),
                RunKind::Inserted => map.push_inserted(common.len()),
            }
        }
    }

    /// The same way back to a source that begins `before` bytes further in front of this one's, or `behind`
    /// bytes further on in it. Runs that stand before the new beginning become inserted ones.
    pub fn moved(&self, before: u32, behind: u32) -> Self {
        let mut map = Self::default();
        for run in &self.runs {
            match run.raw.start.checked_sub(behind) {
                Some(start) => {
                    let start = start + before;
                    map.push(run.kind, run.text.len(), RawSpan::new(start, start + run.raw.len()));
                }
                None => map.push_inserted(run.text.len()),
            }
        }
        map
    }

    /// Adds text that nothing in the source stands for.
    pub fn push_inserted(&mut self, length: u32) {
        let at = self.runs.last().map_or(0, |run| run.raw.end);
        self.push(RunKind::Inserted, length, RawSpan::new(at, at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// "caf\xe9 &amp; bar": a broken byte, an entity, and a line break that the source does not have.
    fn example() -> OffsetMap {
        let mut map = OffsetMap::default();
        map.push(RunKind::Copied, 3, RawSpan::new(0, 3));
        map.push(RunKind::Replaced, 3, RawSpan::new(3, 4));
        map.push(RunKind::Copied, 1, RawSpan::new(4, 5));
        map.push(RunKind::Replaced, 1, RawSpan::new(5, 10));
        map.push(RunKind::Inserted, 1, RawSpan::new(10, 10));
        map.push(RunKind::Copied, 4, RawSpan::new(10, 14));
        map
    }

    #[track_caller]
    fn check(span: [u32; 2], expected: &[[u32; 2]]) {
        let expected: Vec<RawSpan> = expected.iter().map(|[start, end]| RawSpan::new(*start, *end)).collect();
        assert_eq!(example().raw_spans(Span::new(span[0], span[1])), expected);
    }

    #[test]
    fn spans_lead_back_to_their_bytes() {
        check([0, 3], &[[0, 3]]);
        check([1, 2], &[[1, 2]]);
        check([2, 7], &[[2, 5]]);
        check([0, 13], &[[0, 14]]);
        check([10, 12], &[[11, 13]]);
    }

    #[test]
    fn a_replaced_run_counts_whole_and_an_inserted_one_not_at_all() {
        check([4, 5], &[[3, 4]]);
        check([7, 8], &[[5, 10]]);
        check([8, 9], &[]);
        check([3, 3], &[]);
        check([13, 40], &[]);
    }

    #[test]
    fn two_steps_back_are_one_map() {
        // The text takes "é &" out of the middle one, which example() leads back from.
        let mut inner = OffsetMap::default();
        inner.push(RunKind::Copied, 5, RawSpan::new(2, 7));
        inner.push_inserted(1);
        inner.push(RunKind::Replaced, 1, RawSpan::new(7, 8));
        let whole = inner.through(&example());
        assert_eq!(whole.text_len(), 7);
        assert_eq!(whole.raw_spans(Span::new(0, 5)), [RawSpan::new(2, 5)]);
        assert_eq!(whole.raw_spans(Span::new(5, 7)), [RawSpan::new(5, 10)]);
        assert_eq!(inner.through(&OffsetMap::identity(20)), inner);
        assert_eq!(whole.moved(10, 2).raw_spans(Span::new(0, 5)), [RawSpan::new(10, 13)]);
        assert_eq!(whole.moved(0, 3).raw_spans(Span::new(0, 3)), [RawSpan::new(0, 1)]);
    }

    #[test]
    fn touching_copies_are_one_run() {
        let mut map = OffsetMap::default();
        map.push(RunKind::Copied, 2, RawSpan::new(0, 2));
        map.push(RunKind::Copied, 0, RawSpan::new(2, 2));
        map.push(RunKind::Copied, 3, RawSpan::new(2, 5));
        assert_eq!(map, OffsetMap::identity(5));
        assert!(map.is_identity() && OffsetMap::default().is_identity() && !example().is_identity());
        map.push(RunKind::Copied, 1, RawSpan::new(7, 8));
        assert!(!map.is_identity());
    }

    proptest! {
        /// Every byte of the text leads to the run that made it, however the runs are cut into spans.
        #[test]
        fn pieces_of_a_span_are_the_span(runs in prop::collection::vec((0..3_u8, 0..5_u32, 0..5_u32), 0..20), cut in 0..100_u32) {
            let mut map = OffsetMap::default();
            let mut raw = 0;
            for (kind, length, skipped) in runs {
                raw += skipped;
                let (kind, source) = match kind {
                    0 => (RunKind::Copied, length),
                    1 => (RunKind::Replaced, length + 1),
                    _ => (RunKind::Inserted, 0),
                };
                map.push(kind, length, RawSpan::new(raw, raw + source));
                raw += source;
            }
            let whole = Span::new(0, map.text_len());
            let cut = cut.min(map.text_len());
            let mut pieces = map.raw_spans(Span::new(0, cut));
            pieces.extend(map.raw_spans(Span::new(cut, map.text_len())));
            let covered = |spans: &[RawSpan]| {
                let bytes: std::collections::BTreeSet<u32> = spans.iter().flat_map(|span| span.start..span.end).collect();
                bytes
            };
            prop_assert_eq!(covered(&pieces), covered(&map.raw_spans(whole)));
            prop_assert!(map.raw_spans(whole).windows(2).all(|pair| pair[0].end < pair[1].start));
        }
    }
}
