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
    /// Panics where a copied run's two lengths differ.
    pub fn push(&mut self, kind: RunKind, length: u32, raw: RawSpan) {
        if length == 0 {
            return;
        }
        assert!(kind != RunKind::Copied || raw.len() == length, "a copied run keeps its length");
        let start = self.text_len();
        if let Some(last) = self.runs.last_mut()
            && last.kind == RunKind::Copied
            && kind == RunKind::Copied
            && last.raw.end == raw.start
        {
            last.text.end += length;
            last.raw.end = raw.end;
            return;
        }
        self.runs.push(Run { text: Span::new(start, start + length), raw, kind });
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
