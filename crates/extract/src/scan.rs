//! A plain scanner for the grammars of numbers and times: runs of letters, numbers and single marks.
//!
//! These grammars must not depend on how a model cuts words ("30-day" is one word to one treebank and three
//! to another), so they read pieces of the text itself.

use verbale_text::Span;

/// What a [`Piece`] is.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum PieceKind {
    /// A run of letters.
    Word,
    /// Digits, with thousands commas and one decimal point.
    Number,
    /// Any other character.
    Mark,
    /// Past the end.
    End,
}

/// One piece of the text.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Piece<'t> {
    /// What it is.
    pub kind: PieceKind,
    /// Where it stands in the document.
    pub span: Span,
    /// As written.
    pub text: &'t str,
    /// In lower case.
    pub lower: String,
    /// Nothing stands between it and the piece before.
    pub tight: bool,
}

impl Piece<'_> {
    /// True for this word or mark, given in lower case.
    pub fn is(&self, word: &str) -> bool {
        self.lower == word
    }

    /// True for one of these words or marks, given in lower case.
    pub fn is_one_of(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_str())
    }

    /// The value of a number in digits.
    pub fn value(&self) -> Option<f64> {
        if self.kind != PieceKind::Number {
            return None;
        }
        self.text.replace(',', "").parse().ok().filter(|value: &f64| value.is_finite())
    }

    /// The value of a number in plain digits ("2025", not "2,025" or "2.5").
    pub fn whole(&self) -> Option<i64> {
        let plain = self.kind == PieceKind::Number && self.text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| self.text.parse().ok()).flatten()
    }

    /// True where it begins with a capital.
    pub fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

/// The pieces of one stretch of text. Reading past either end gives an empty piece.
#[derive(Clone, Debug)]
pub(crate) struct Pieces<'t> {
    list: Vec<Piece<'t>>,
    end: Piece<'t>,
}

impl<'t> Pieces<'t> {
    /// Scans the part of `text` under `span`.
    pub fn scan(text: &'t str, span: Span) -> Self {
        let mut list = Vec::new();
        let (mut at, end) = (span.start as usize, span.end as usize);
        let mut tight = false;
        while let Some(first) = text[at..end].chars().next() {
            if first.is_whitespace() {
                tight = false;
                at += first.len_utf8();
                continue;
            }
            let rest = &text[at..end];
            let (kind, length) = if first.is_ascii_digit() {
                (PieceKind::Number, number_length(rest, text[..at].ends_with('.') && tight))
            } else if first.is_alphabetic() {
                let length = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
                (PieceKind::Word, length)
            } else {
                (PieceKind::Mark, first.len_utf8())
            };
            let piece = &rest[..length];
            let span = Span::new(at as u32, (at + length) as u32);
            list.push(Piece { kind, span, text: piece, lower: piece.to_lowercase(), tight });
            tight = true;
            at += length;
        }
        let end = Piece {
            kind: PieceKind::End,
            span: Span::new(span.end, span.end),
            text: "",
            lower: String::new(),
            tight: false,
        };
        Self { list, end }
    }

    /// Number of pieces.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The piece at `index`, or an empty one.
    pub fn at(&self, index: usize) -> &Piece<'t> {
        self.list.get(index).unwrap_or(&self.end)
    }

    /// The piece before `index`, or an empty one.
    pub fn before(&self, index: usize) -> &Piece<'t> {
        index.checked_sub(1).map_or(&self.end, |before| self.at(before))
    }

    /// True where the words and marks from `index` on are these.
    pub fn follow(&self, index: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(offset, word)| self.at(index + offset).is(word))
    }

    /// The span from the piece `first` up to, not including, the piece `next`.
    pub fn span(&self, first: usize, next: usize) -> Span {
        let start = self.at(first).span;
        if next > first { start.cover(self.at(next - 1).span) } else { Span::new(start.start, start.start) }
    }

    /// The index of the first piece that ends after byte `at`.
    pub fn index_at(&self, at: u32) -> usize {
        self.list.partition_point(|piece| piece.span.end <= at)
    }
}

/// Digits, groups of three after commas, and a decimal part, unless the number stands in a row of three with
/// points between them (a date).
fn number_length(rest: &str, after_point: bool) -> usize {
    let bytes = rest.as_bytes();
    let run = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut length = run(0);
    while length <= 15 && bytes.get(length) == Some(&b',') && run(length + 1) == 3 {
        length += 4;
    }
    if bytes.get(length) == Some(&b'.') && !after_point {
        let decimals = run(length + 1);
        let after = length + 1 + decimals;
        let dated = bytes.get(after) == Some(&b'.') && bytes.get(after + 1).is_some_and(u8::is_ascii_digit);
        if decimals > 0 && !dated {
            length = after;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let pieces = Pieces::scan(text, Span::new(0, text.len() as u32));
        let found: Vec<&str> = (0..pieces.len()).map(|index| pieces.at(index).text).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn cuts_words_numbers_and_marks() {
        check("a 30-day truce", &["a", "30", "-", "day", "truce"]);
        check("$1,250.5m, he", &["$", "1,250.5", "m", ",", "he"]);
        check("on 21.05.2025.", &["on", "21", ".", "05", ".", "2025", "."]);
        check("in 2014,15 or 2014, 15", &["in", "2014", ",", "15", "or", "2014", ",", "15"]);
        check("Zürich’s 5th", &["Zürich", "’", "s", "5", "th"]);
        check(" \u{a0} ", &[]);
    }

    #[test]
    fn reads_past_both_ends() {
        let pieces = Pieces::scan("one two", Span::new(0, 7));
        assert_eq!(pieces.before(0).kind, PieceKind::End);
        assert_eq!(pieces.at(9).text, "");
        assert!(pieces.follow(0, &["one", "two", ""]));
    }
}
