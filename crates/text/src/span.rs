//! Half-open byte ranges: [`Span`] in the clean text, [`RawSpan`] in the source bytes.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! span_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[serde(into = "[u32; 2]", try_from = "[u32; 2]")]
        pub struct $name {
            /// First byte.
            pub start: u32,
            /// One past the last byte.
            pub end: u32,
        }

        impl $name {
            /// The range `[start, end)`. Panics where `end` lies before `start`.
            pub fn new(start: u32, end: u32) -> Self {
                assert!(start <= end, "a span ends before it starts: [{start}, {end})");
                Self { start, end }
            }

            /// Length in bytes.
            pub fn len(self) -> u32 {
                self.end - self.start
            }

            /// True where no byte is covered.
            pub fn is_empty(self) -> bool {
                self.start == self.end
            }

            /// True where every byte of `other` is covered by this span.
            pub fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// True where the two share at least one byte.
            pub fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// The bytes that both cover, if any.
            pub fn intersection(self, other: Self) -> Option<Self> {
                let (start, end) = (self.start.max(other.start), self.end.min(other.end));
                (start < end).then_some(Self { start, end })
            }

            /// The smallest span that covers both.
            pub fn cover(self, other: Self) -> Self {
                Self { start: self.start.min(other.start), end: self.end.max(other.end) }
            }

            /// The range as `usize`, for slicing.
            pub fn range(self) -> std::ops::Range<usize> {
                self.start as usize..self.end as usize
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}..{}", self.start, self.end)
            }
        }

        impl From<$name> for [u32; 2] {
            fn from(span: $name) -> Self {
                [span.start, span.end]
            }
        }

        impl TryFrom<[u32; 2]> for $name {
            type Error = String;
            fn try_from([start, end]: [u32; 2]) -> Result<Self, String> {
                if start <= end {
                    Ok(Self { start, end })
                } else {
                    Err(format!("a span ends before it starts: [{start}, {end}]"))
                }
            }
        }
    };
}

span_type! {
    /// Bytes of a document's clean text.
    Span
}
span_type! {
    /// Bytes of the source a document was read from.
    RawSpan
}

impl Span {
    /// The text this span covers. Panics outside the text or inside a character, like slicing.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The span without the white space at its edges; empty at its start where nothing is left.
    pub fn trimmed(self, text: &str) -> Span {
        let covered = self.of(text);
        let from_left = covered.trim_start();
        let start = self.start + (covered.len() - from_left.len()) as u32;
        Span { start, end: start + from_left.trim_end().len() as u32 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_half_open() {
        let (left, right) = (Span::new(0, 3), Span::new(3, 5));
        assert!(!left.overlaps(right) && left.intersection(right).is_none());
        assert_eq!(left.cover(right), Span::new(0, 5));
        assert_eq!(Span::new(1, 4).intersection(right), Some(Span::new(3, 4)));
        assert!(left.contains(Span::new(3, 3)) && !left.contains(right));
        assert_eq!((left.len(), Span::new(2, 2).is_empty()), (3, true));
    }

    #[test]
    fn white_space_at_the_edges_is_trimmed() {
        let text = "\u{a0} é! \r\n";
        assert_eq!(Span::new(0, text.len() as u32).trimmed(text).of(text), "é!");
        assert_eq!(Span::new(0, 2).trimmed(text), Span::new(2, 2));
    }

    #[test]
    fn json_writes_a_pair_and_refuses_one_that_runs_backwards() {
        let read = |pair: [u32; 2]| Span::try_from(pair);
        assert_eq!(<[u32; 2]>::from(Span::new(2, 7)), [2, 7]);
        assert_eq!(read([2, 7]), Ok(Span::new(2, 7)));
        assert_eq!(read([7, 2]), Err("a span ends before it starts: [7, 2]".to_owned()));
    }

    #[test]
    #[should_panic(expected = "a span ends before it starts")]
    fn a_span_that_runs_backwards_is_a_bug() {
        let _ = RawSpan::new(2, 1);
    }
}
