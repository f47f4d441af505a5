//! Cuts a text into pieces that can each be article or not: sentences, and what runs into them without a stop
//! (picture credits in brackets, calls in capitals). A cut in the wrong place does no harm, for pieces of
//! the same kind that touch become one block again.

use super::credits::is_credit;
use super::lines::{is_padding, trim};
use super::plain::is_listed;
use verbale_text::Span;

/// A piece of a text.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) struct Piece {
    /// The piece, without padding at its edges.
    pub span: Span,
    /// It begins or ends inside a quotation: it is never cut away from its neighbours.
    pub in_quotation: bool,
    /// It is a run of capitals inside other text.
    pub in_capitals: bool,
}

/// Abbreviations that end with a full stop inside a sentence (titles, months, forms of address).
const ABBREVIATIONS: &str = "mr mrs ms dr prof gen lt col sgt capt maj adm gov sen rep rev hon st jr sr no vs etc inc ltd co \
    corp dept jan feb mar apr jun jul aug sep sept oct nov dec brig amb pres supt";

/// A quotation left open for longer than this was never closed.
const QUOTATION_LONGEST: u32 = 1500;
/// White space of so many characters parts pieces without a stop.
const GAP: usize = 4;
/// A run of so many words in capitals is a call or a teaser, not a name.
const CAPITALS_WORDS: usize = 5;
/// Longer runs of capitals are a text written in capitals.
const CAPITALS_LONGEST: usize = 200;

/// The pieces of `span`, in order.
pub(super) fn pieces(text: &str, span: Span) -> impl Iterator<Item = Piece> {
    let mut cutter = Cutter { text, span, at: span.start, quotation: None };
    std::iter::from_fn(move || cutter.next_piece())
}

struct Cutter<'t> {
    text: &'t str,
    span: Span,
    at: u32,
    /// Where the open quotation began.
    quotation: Option<u32>,
}

impl Cutter<'_> {
    fn next_piece(&mut self) -> Option<Piece> {
        while self.at < self.span.end {
            let begun_inside = self.quotation.is_some();
            let start = self.at;
            let capitals = if begun_inside { 0 } else { capitals_run(&self.text[self.range(start)]) };
            let in_capitals = capitals > 0;
            if in_capitals {
                self.at += capitals as u32;
            } else {
                self.at = self.end_of_sentence();
            }
            let span = trim(self.text, Span::new(start, self.at));
            if !span.is_empty() {
                let in_quotation = begun_inside || self.quotation.is_some();
                return Some(Piece { span, in_quotation, in_capitals });
            }
        }
        None
    }

    fn range(&self, start: u32) -> std::ops::Range<usize> {
        start as usize..self.span.end as usize
    }

    /// One past the sentence that begins at `self.at`; keeps count of quotations on the way.
    fn end_of_sentence(&mut self) -> u32 {
        let rest = &self.text[self.range(self.at)];
        let mut previous = None;
        let mut white = 0;
        let mut chars = rest.char_indices().peekable();
        while let Some((index, c)) = chars.next() {
            let at = self.at + index as u32;
            let next = chars.peek().map(|&(_, next)| next);
            self.track_quotation(c, previous, next, at);
            white = if c.is_whitespace() { white + 1 + usize::from(c == '\t') } else { 0 };
            let end = index + c.len_utf8();
            let is_end = match c {
                '.' | '!' | '?' | '…' => ends_sentence(&rest[..end], &rest[end..]),
                '(' => false,
                ')' => ends_with_credit(&rest[..end]),
                _ => white >= GAP,
            };
            if is_end {
                // Closing marks after the stop belong to the sentence.
                let closers = rest[end..].len() - rest[end..].trim_start_matches(is_closer).len();
                for (offset, closer) in rest[end..end + closers].char_indices() {
                    self.track_quotation(closer, Some('.'), None, at + offset as u32);
                }
                return self.at + (end + closers) as u32;
            }
            previous = Some(c);
        }
        self.span.end
    }

    fn track_quotation(&mut self, c: char, previous: Option<char>, next: Option<char>, at: u32) {
        let opens_word = previous.is_none_or(|c| c.is_whitespace() || "([—–-".contains(c))
            && next.is_some_and(|c| !is_padding(c));
        match c {
            '"' if opens_word => self.quotation = Some(at),
            '"' | '”' | '»' => self.quotation = None,
            '“' if self.quotation.is_some() && !opens_word => self.quotation = None,
            '“' | '«' | '„' => self.quotation = Some(at),
            _ => {}
        }
        if self.quotation.is_some_and(|begun| at - begun > QUOTATION_LONGEST) {
            self.quotation = None;
        }
    }
}

fn is_closer(c: char) -> bool {
    "\"”’'»)]*_".contains(c)
}

/// True where the stop at the end of `before` ends a sentence and `after` begins one.
fn ends_sentence(before: &str, after: &str) -> bool {
    let closed = after.starts_with(is_closer);
    let after = after.trim_start_matches(is_closer);
    let next = after.trim_start_matches(is_padding);
    if after.is_empty() || next.chars().next().is_none_or(|c| c.is_lowercase() || ".!?…,;".contains(c)) {
        return after.is_empty();
    }
    let before = last_bytes(before, WORD_LONGEST);
    let bare = before.trim_end_matches(['.', '!', '?', '…']);
    let word = &bare[bare
        .rfind(|c: char| !c.is_alphanumeric() && c != '.')
        .map_or(0, |at| at + bare[at..].chars().next().map_or(1, char::len_utf8))..];
    if next.len() == after.len() {
        // No space ("… at noon.The minister"): only between two words that are plainly two.
        return word.len() >= 3
            && word.chars().all(char::is_lowercase)
            && next.chars().next().is_some_and(char::is_uppercase)
            && next.chars().nth(1).is_some_and(|c| c.is_lowercase() || c == '.');
    }
    if closed || !before.ends_with('.') {
        return true;
    }
    let is_initial =
        word.chars().rev().nth(1).is_none_or(|c| c == '.') && word.chars().any(char::is_uppercase);
    !(is_initial || is_listed(&word.to_lowercase(), ABBREVIATIONS))
}

/// Windows, so that no text, however odd, is looked at more than a few times over.
const WORD_LONGEST: usize = 40;
const CREDIT_LONGEST: usize = 200;

/// The end of `text`, about `length` bytes of it.
fn last_bytes(text: &str, length: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(length))..]
}

/// True where `before` ends with a picture's credit in brackets.
fn ends_with_credit(before: &str) -> bool {
    let before = last_bytes(before, CREDIT_LONGEST);
    before.rfind('(').is_some_and(|open| is_credit(&before[open..]))
}

/// The length of the run of capitals that `text` begins with, 0 where there is none, or where it is too long to
/// be a call.
fn capitals_run(text: &str) -> usize {
    let window = &text[..text.floor_char_boundary(CAPITALS_LONGEST)];
    let (mut words, mut end, mut at) = (0, 0, 0);
    loop {
        at += window[at..].len() - window[at..].trim_start_matches(is_padding).len();
        let word = window[at..].split(is_padding).next().unwrap_or_default();
        if word.is_empty() {
            return 0;
        }
        if word.contains(char::is_lowercase) {
            return if words >= CAPITALS_WORDS { end } else { 0 };
        }
        at += word.len();
        // "… APP A judge said", "… APP U.S. officials": the next sentence's first word stands in capitals too.
        if word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.contains('.') {
            words += 1;
            end = at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> =
            pieces(text, Span::new(0, text.len() as u32)).map(|piece| piece.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_are_pieces() {
        check("They met. They left! Did they? Yes.", &["They met.", "They left!", "Did they?", "Yes."]);
        check(
            "Mr. Field and Gen. A. B. Haddad of the U.S. Army met.",
            &["Mr. Field and Gen. A. B. Haddad of the U.S. Army met."],
        );
        check("It rose 3.5 percent to 1.2. It fell.", &["It rose 3.5 percent to 1.2.", "It fell."]);
        check("\"We met.\" He left.", &["\"We met.\"", "He left."]);
        check("They met at noon.The minister left.", &["They met at noon.", "The minister left."]);
        check("See example.org. They left.", &["See example.org.", "They left."]);
        check("", &[]);
        check(" . ", &["."]);
    }

    #[test]
    fn gaps_credits_and_capitals_cut_too() {
        check("Home     News\t\t\tThey met.", &["Home", "News", "They met."]);
        check(
            "A bridge (Ann Field/Getty Images) They met (again) on Monday.",
            &["A bridge (Ann Field/Getty Images)", "They met (again) on Monday."],
        );
        check(
            "They met. CLICK HERE TO GET OUR NEWS APP A minister left.",
            &["They met.", "CLICK HERE TO GET OUR NEWS APP", "A minister left."],
        );
        check(
            "ALL OF THIS TEXT IS IN CAPITALS. SO IS THIS.",
            &["ALL OF THIS TEXT IS IN CAPITALS.", "SO IS THIS."],
        );
    }

    #[test]
    fn pieces_know_the_quotation_they_stand_in() {
        let text = "He said: \"We met. We left. We came back,\" and sat. “No.” Then 5\" of rain fell. On.";
        let found: Vec<_> = pieces(text, Span::new(0, text.len() as u32))
            .map(|piece| (piece.span.of(text), piece.in_quotation))
            .collect();
        assert_eq!(
            found,
            [
                ("He said: \"We met.", true),
                ("We left.", true),
                ("We came back,\" and sat.", true),
                ("“No.”", false),
                ("Then 5\" of rain fell.", false),
                ("On.", false),
            ]
        );
    }
}
