//! Names that a document marks in one place and misses in another: what is a name once is a name again.
//!
//! The network sees a sentence at a time; a document uses a name in one sense (Krishnan and Manning 2006, "An
//! effective two-stage model for exploiting non-local dependencies in named entity recognition"). Proper nouns
//! that repeat a name of several words, or one of a single word marked twice, are added with its usual kind. What
//! the network marked stays as it is.

use crate::{Name, NameKind, Sentence, SentenceId, Upos, Words};
use std::ops::Range;
use verbale_text::{Column, Span};

const KINDS: [NameKind; 4] = [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Other];
/// How many names of one first word are looked at, so that no text takes quadratic time.
const MOST_ALIKE: usize = 64;

/// Buffers that a thread reuses from document to document.
#[derive(Clone, Debug, Default)]
pub struct RepeatScratch {
    /// The names that may repeat: where one of them stands, and its usual kind; the longest of one first word first.
    known: Vec<(Range<u32>, NameKind)>,
    added: Vec<Name>,
}

/// Adds to `found`, which is in the order of the text and stays so, the names that repeat others.
pub fn add_repeats(
    text: &str,
    sentences: &Column<SentenceId, Sentence>,
    words: &Words,
    found: &mut Vec<Name>,
    scratch: &mut RepeatScratch,
) {
    let reader = Reader { text, words };
    let RepeatScratch { known, added } = scratch;
    reader.learn(found, known);
    added.clear();
    let mut next = 0;
    for sentence in sentences.iter() {
        let mut at = sentence.words.start;
        while at < sentence.words.end {
            while found.get(next).is_some_and(|name| name.words.end <= at) {
                next += 1;
            }
            let free_until = found.get(next).map_or(u32::MAX, |name| name.words.start);
            if at >= free_until {
                at = found[next].words.end;
                continue;
            }
            match reader.repeated(known, at..sentence.words.end.min(free_until)) {
                Some((range, kind)) => {
                    at = range.end;
                    let (first, last) =
                        (words.spans[range.start as usize], words.spans[range.end as usize - 1]);
                    added.push(Name { kind, words: range, span: Span::new(first.start, last.end) });
                }
                None => at += 1,
            }
        }
    }
    if !added.is_empty() {
        found.append(added);
        found.sort_by_key(|name| name.words.start);
    }
}

struct Reader<'a> {
    text: &'a str,
    words: &'a Words,
}

impl Reader<'_> {
    fn form(&self, word: u32) -> &str {
        self.words.spans[word as usize].of(self.text)
    }

    fn same(&self, one: &Range<u32>, other: &Range<u32>) -> bool {
        one.len() == other.len() && one.clone().zip(other.clone()).all(|(a, b)| self.form(a) == self.form(b))
    }

    /// Sorts the names by their words and keeps one of each with its most frequent kind.
    fn learn(&self, found: &[Name], known: &mut Vec<(Range<u32>, NameKind)>) {
        known.clear();
        known.extend(found.iter().map(|name| (name.words.clone(), name.kind)));
        known.sort_by(|(a, _), (b, _)| {
            let forms = |range: &Range<u32>| range.clone().map(|word| self.form(word));
            let first = self.form(a.start).cmp(self.form(b.start));
            first.then_with(|| b.len().cmp(&a.len())).then_with(|| forms(a).cmp(forms(b)))
        });
        let (mut kept, mut at) = (0, 0);
        while at < known.len() {
            let same = known[at..].iter().take_while(|(range, _)| self.same(range, &known[at].0)).count();
            let mut counts = [0usize; KINDS.len()];
            for (_, kind) in &known[at..at + same] {
                counts[KINDS.iter().position(|other| other == kind).unwrap_or(0)] += 1;
            }
            let usual = (0..KINDS.len()).rev().max_by_key(|&kind| counts[kind]).unwrap_or(0);
            if known[at].0.len() > 1 || counts[usual] > 1 {
                known[kept] = (known[at].0.clone(), KINDS[usual]);
                kept += 1;
            }
            at += same;
        }
        known.truncate(kept);
    }

    /// The longest known name that the words begin with.
    fn repeated(
        &self,
        known: &[(Range<u32>, NameKind)],
        words: Range<u32>,
    ) -> Option<(Range<u32>, NameKind)> {
        if self.words.upos[words.start as usize] != Upos::Propn {
            return None;
        }
        let first = self.form(words.start);
        let from = known.partition_point(|(range, _)| self.form(range.start) < first);
        known[from..]
            .iter()
            .take(MOST_ALIKE)
            .take_while(|(range, _)| self.form(range.start) == first)
            .find_map(|(range, kind)| {
                let here = words.start..words.start + range.len() as u32;
                (here.end <= words.end && self.same(range, &here)).then_some((here, *kind))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One sentence a line, words parted by spaces; capitals are proper nouns. `marked` are the names found before,
    /// by first word and one past the last.
    fn check(text: &str, marked: &[(Range<u32>, NameKind)], expected: &[(Range<u32>, NameKind)]) {
        let (mut words, mut sentences) = (Words::default(), Column::new());
        let mut start = 0;
        for line in text.split('\n') {
            let first = words.spans.len() as u32;
            for form in line.split(' ') {
                words.spans.push(Span::new(start, start + form.len() as u32));
                let proper = form.starts_with(char::is_uppercase);
                words.upos.push(if proper { Upos::Propn } else { Upos::Noun });
                start += form.len() as u32 + 1;
            }
            let range = first..words.spans.len() as u32;
            sentences.push(Sentence { block: verbale_text::BlockId(0), span: Span::default(), words: range });
        }
        let name = |(words, kind): &(Range<u32>, NameKind)| Name {
            kind: *kind,
            words: words.clone(),
            span: Span::default(),
        };
        let mut found: Vec<Name> = marked.iter().map(name).collect();
        add_repeats(text, &sentences, &words, &mut found, &mut RepeatScratch::default());
        let found: Vec<_> = found.into_iter().map(|name| (name.words, name.kind)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn names_of_several_words_repeat() {
        let (person, place) = (NameKind::Person, NameKind::Place);
        check("Ruth Keller left\nso Ruth Keller went", &[(0..2, person)], &[(0..2, person), (4..6, person)]);
        // Not across sentences, not where something is marked already, not in small letters.
        check(
            "Ruth Keller\nRuth\nKeller Ruth Keller",
            &[(0..2, person), (4..5, place)],
            &[(0..2, person), (4..5, place)],
        );
        check("Ruth Keller\nruth Keller", &[(0..2, person)], &[(0..2, person)]);
    }

    #[test]
    fn single_words_repeat_when_marked_twice() {
        let place = NameKind::Place;
        check("Norland won\nNorland lost", &[(0..1, place)], &[(0..1, place)]);
        check(
            "Norland won\nNorland lost\nto Norland",
            &[(0..1, place), (2..3, place)],
            &[(0..1, place), (2..3, place), (5..6, place)],
        );
    }
}
