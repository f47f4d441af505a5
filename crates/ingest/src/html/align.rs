//! Finds an article's words again in the page they were taken from, so that each leads to its bytes.
//!
//! Both sides are compared without white space. A line of the article that stands once in the page is there;
//! one that stands several times (or is short) is where the lines before it end; one that was put together
//! from pieces is found piece by piece.

use super::page::{BLOCK_EDGE, LINE_EDGE};
use memchr::memmem;
use std::ops::Range;
use verbale_text::{OffsetMap, RawSpan, RunKind};

/// An article's words with the way back to the page's visible words.
#[derive(Debug, Default)]
pub(super) struct Aligned {
    pub text: String,
    pub offsets: OffsetMap,
    /// Bytes of the article that do not stand in the page; they are left out.
    pub lost: usize,
}

/// A line of fewer bytes may stand in a page several times by chance.
const TELLING: usize = 24;
/// A piece is looked for by its beginning.
const SEED: usize = 16;
/// A shorter one is looked for close by only.
const TELLING_SEED: usize = 8;
/// How close that is, in bytes.
const CLOSE: usize = 200;
/// So many bytes are searched for lines that stand anywhere; after that lines are looked for in order only.
const SEARCHED: usize = 1 << 31;
/// Nowhere.
const LOST: u32 = u32::MAX;

/// Aligns `article` with the visible words of a page. Lines stay lines, one blank line between them at most.
pub(super) fn align(article: &str, visible: &str) -> Aligned {
    let (article_ink, page_ink) = (Ink::of(article), Ink::of(visible));
    let mut search =
        Search { page: &page_ink.bytes, places: vec![LOST; article_ink.bytes.len()], left: SEARCHED };
    let lines = article_ink.lines(article);
    let telling: Vec<Option<usize>> =
        lines.iter().map(|line| search.telling(&article_ink.bytes[line.clone()])).collect();
    let next = next_places(&telling);
    // Where the line before ends in the page.
    let mut before = None;
    for (n, line) in lines.into_iter().enumerate() {
        let bytes = &article_ink.bytes[line.clone()];
        before = match telling[n].or_else(|| search.near(bytes, before, next[n])) {
            Some(at) => {
                search.place(line.clone(), at);
                Some(at + line.len())
            }
            None => search.pieces(&article_ink.bytes, line, before.unwrap_or(0)).or(before),
        };
    }
    write(article, visible, &search.places, &page_ink.at)
}

/// For each line, where the next one that stands once begins.
fn next_places(telling: &[Option<usize>]) -> Vec<Option<usize>> {
    let mut next = vec![None; telling.len()];
    let mut last = None;
    for (n, place) in telling.iter().enumerate().rev() {
        next[n] = last;
        last = place.or(last);
    }
    next
}

/// All visible words of a page: white space is one space, a line or a block's edge as [`page`](super::page) marks it.
pub(super) fn whole(visible: &str) -> Aligned {
    let ink = Ink::of(visible);
    let places: Vec<u32> = (0..ink.bytes.len() as u32).collect();
    let mut lines = String::with_capacity(visible.len());
    for c in visible.chars() {
        match c {
            BLOCK_EDGE => lines.push_str("\n\n"),
            LINE_EDGE => lines.push('\n'),
            _ if c.is_whitespace() => lines.push(' '),
            _ => lines.push(c),
        }
    }
    write(&lines, visible, &places, &ink.at)
}

/// A text without its white space, and where each byte stands in it.
struct Ink {
    bytes: Vec<u8>,
    at: Vec<u32>,
}

impl Ink {
    fn of(text: &str) -> Self {
        let mut ink = Self { bytes: Vec::with_capacity(text.len()), at: Vec::with_capacity(text.len()) };
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            ink.bytes.extend_from_slice(&text.as_bytes()[at..at + c.len_utf8()]);
            ink.at.extend((at..at + c.len_utf8()).map(|at| at as u32));
        }
        ink
    }

    /// The lines of `text` that have ink, as ranges of it.
    fn lines(&self, text: &str) -> Vec<Range<usize>> {
        let mut lines: Vec<Range<usize>> = Vec::new();
        for n in 0..self.at.len() {
            let gap = n > 0 && text.as_bytes()[self.at[n - 1] as usize..self.at[n] as usize].contains(&b'\n');
            match lines.last_mut() {
                Some(line) if !gap => line.end = n + 1,
                _ => lines.push(n..n + 1),
            }
        }
        lines
    }
}

struct Search<'p> {
    page: &'p [u8],
    /// For each byte of the article's ink, its place in the page's.
    places: Vec<u32>,
    left: usize,
}

impl Search<'_> {
    /// The first place of `wanted` from `from` on.
    fn find(&mut self, wanted: &[u8], from: usize) -> Option<usize> {
        let within = self.page.get(from..)?;
        let found = memmem::find(within, wanted);
        self.left = self.left.saturating_sub(found.unwrap_or(within.len()));
        found.map(|at| from + at)
    }

    /// The place of a line that stands once.
    fn telling(&mut self, line: &[u8]) -> Option<usize> {
        if line.len() < TELLING || self.left == 0 {
            return None;
        }
        let first = self.find(line, 0)?;
        match self.find(line, first + 1) {
            None => Some(first),
            Some(_) => None,
        }
    }

    /// The place of a line next to those around it: behind the one before, or close before the one after.
    fn near(&mut self, line: &[u8], before: Option<usize>, after: Option<usize>) -> Option<usize> {
        if self.left == 0 {
            return None;
        }
        match (before, after) {
            (None, Some(after)) => memmem::rfind(&self.page[..after], line),
            (before, after) => {
                let from = before.unwrap_or(0);
                let found = self.find(line, from)?;
                // Behind the next line it would be out of order.
                after.is_none_or(|after| found < after || after < from).then_some(found)
            }
        }
    }

    /// The place of a few letters close behind `from`; single marks stand everywhere.
    fn close(&mut self, seed: &[u8], from: usize) -> Option<usize> {
        if from > 0 && self.page[from..].starts_with(seed) {
            return Some(from);
        }
        let near = &self.page[from..self.page.len().min(from + CLOSE)];
        let has_words = seed.iter().any(u8::is_ascii_alphanumeric);
        has_words.then(|| memmem::find(near, seed)).flatten().map(|at| from + at)
    }

    fn place(&mut self, line: Range<usize>, at: usize) {
        for (n, place) in self.places[line].iter_mut().enumerate() {
            *place = (at + n) as u32;
        }
    }

    /// Finds a line piece by piece from `from` on; gives the end of the last piece.
    fn pieces(&mut self, ink: &[u8], line: Range<usize>, from: usize) -> Option<usize> {
        let mut from = from;
        let mut end = None;
        let mut at = line.start;
        while at < line.end && self.left > 0 {
            let seed = &ink[at..line.end.min(at + SEED)];
            let found =
                if seed.len() < TELLING_SEED { self.close(seed, from) } else { self.find(seed, from) };
            let Some(place) = found else {
                at += 1;
                while at < line.end && ink[at] & 0xc0 == 0x80 {
                    at += 1;
                }
                continue;
            };
            let common =
                ink[at..line.end].iter().zip(&self.page[place..]).take_while(|(a, b)| a == b).count();
            // Never half a character.
            let whole = (0..=common).rev().find(|&n| at + n == line.end || ink[at + n] & 0xc0 != 0x80);
            let length = whole.unwrap_or(common).max(1);
            self.place(at..at + length, place);
            at += length;
            from = place + length;
            end = Some(from);
        }
        end
    }
}

/// Writes the article's words that have a place, with one space, line break or blank line between them.
fn write(article: &str, visible: &str, places: &[u32], page_at: &[u32]) -> Aligned {
    let mut aligned = Aligned::default();
    let mut ink = 0;
    let mut breaks = 0;
    let mut gap = false;
    let mut last_end = 0;
    for c in article.chars() {
        if c.is_whitespace() {
            gap = true;
            breaks += usize::from(c == '\n');
            continue;
        }
        let place = places[ink];
        ink += c.len_utf8();
        if place == LOST {
            aligned.lost += c.len_utf8();
            continue;
        }
        let start = page_at[place as usize];
        if gap && !aligned.text.is_empty() {
            aligned.gap(breaks, visible, last_end, start);
        }
        (gap, breaks) = (false, 0);
        last_end = start + c.len_utf8() as u32;
        aligned.text.push(c);
        aligned.offsets.push(RunKind::Copied, c.len_utf8() as u32, RawSpan::new(start, last_end));
    }
    aligned
}

impl Aligned {
    /// White space between two words: a space that stands there in the page leads to it.
    fn gap(&mut self, breaks: usize, visible: &str, end: u32, start: u32) {
        let between = visible.get(end as usize..start as usize).filter(|text| text.trim().is_empty());
        match (breaks, between.and_then(|text| text.chars().next())) {
            (0, Some(' ')) => self.push(" ", RunKind::Copied, RawSpan::new(end, end + 1)),
            (0, Some(c)) => self.push(" ", RunKind::Replaced, RawSpan::new(end, end + c.len_utf8() as u32)),
            (0, None) => self.insert(" "),
            (1, _) => self.insert("\n"),
            _ => self.insert("\n\n"),
        }
    }

    fn push(&mut self, text: &str, kind: RunKind, raw: RawSpan) {
        self.text.push_str(text);
        self.offsets.push(kind, text.len() as u32, raw);
    }

    fn insert(&mut self, text: &str) {
        self.text.push_str(text);
        self.offsets.push_inserted(text.len() as u32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The article's text, and for each run of the page that it was found in, the words there.
    #[track_caller]
    fn check(article: &str, visible: &str, text: &str, found: &[&str]) {
        let aligned = align(article, visible);
        let kinds = aligned.offsets.runs().filter(|(kind, _, _)| *kind == RunKind::Copied);
        let pieces: Vec<&str> = kinds.map(|(_, _, raw)| &visible[raw.range()]).collect();
        assert_eq!((aligned.text.as_str(), pieces), (text, found.to_vec()));
    }

    #[test]
    fn lines_are_found_where_they_stand() {
        check(
            "The envoys met again in Geneva.\n\nNo comment.",
            "No comment. Home The envoys  met again in Geneva. No comment. Menu",
            "The envoys met again in Geneva.\n\nNo comment.",
            &["The envoys ", "met again in Geneva.", "No comment."],
        );
    }

    #[test]
    fn a_line_that_stands_twice_is_where_its_neighbours_are() {
        check(
            "Short head.\n\nA sentence long enough to stand once.",
            "Short head. Teaser Short head. A sentence long enough to stand once.",
            "Short head.\n\nA sentence long enough to stand once.",
            &["Short head.", "A sentence long enough to stand once."],
        );
    }

    #[test]
    fn a_line_with_something_cut_out_is_found_in_pieces() {
        check(
            "The minister said so on Monday in the capital city.",
            "The minister said so ADVERTISEMENT on Monday in the capital city.",
            "The minister said so on Monday in the capital city.",
            &["The minister said so", "on Monday in the capital city."],
        );
    }

    #[test]
    fn what_does_not_stand_in_the_page_is_left_out() {
        let aligned = align("Quite other words here.", "The envoys met.");
        assert_eq!((aligned.text.as_str(), aligned.lost), ("", 20));
    }

    proptest! {
        #[test]
        fn every_copied_byte_is_the_page_s(visible in "[a-cé \n]{0,80}", article in "[a-cé \n]{0,60}") {
            let aligned = align(&article, &visible);
            prop_assert_eq!(aligned.offsets.text_len() as usize, aligned.text.len());
            for (kind, span, raw) in aligned.offsets.runs() {
                let words = &aligned.text[span.range()];
                match kind {
                    RunKind::Copied => prop_assert_eq!(words, &visible[raw.range()]),
                    _ => prop_assert!(words.trim().is_empty()),
                }
            }
        }
    }
}
