//! What stood earlier in the same document: exact repeats by fingerprint, near repeats by runs of words. One
//! pass, one set of numbers; nothing is compared with everything.

use super::plain::{Fingerprints, Plain, hash, is_listed, mix};

/// A paragraph of fewer words may be said twice ("No comment.").
const PARAGRAPH_WORDS: usize = 4;
/// A sentence inside a paragraph counts by itself from this length on.
const SENTENCE_WORDS: usize = 8;
/// Only paragraphs of so many words can be near repeats.
const NEAR_WORDS: usize = 40;
/// The length of the runs of words that near repeats share.
const RUN: usize = 5;
/// Of a near repeat's words at most one in so many is new.
const NEW_WORDS: usize = 12;

/// The texts met so far.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    whole: Fingerprints,
    runs: Fingerprints,
}

/// How a text is compared.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Size {
    /// A line of its own that is no paragraph (a headline, a caption).
    Line,
    /// A paragraph.
    Paragraph,
    /// A sentence inside a paragraph.
    Sentence,
}

impl Repeats {
    /// True where these words stood earlier as a whole.
    pub fn has(&self, plain: &Plain, size: Size) -> bool {
        plain.words() >= least_words(size) && self.whole.contains(&plain.fingerprint())
    }

    /// Remembers these words.
    pub fn add(&mut self, plain: &Plain, size: Size) {
        if plain.words() >= least_words(size) {
            self.whole.insert(plain.fingerprint());
        }
    }

    /// True where a long paragraph says what stood earlier, give or take a few words. A new number, name or
    /// negation makes it news. `text` is the paragraph, `plain` its plain form. Remembers its runs of words.
    pub fn is_near(&mut self, text: &str, plain: &Plain) -> bool {
        if plain.words() < NEAR_WORDS {
            return false;
        }
        let words: Vec<u64> = plain.each_word().map(hash).collect();
        let runs = || {
            words.windows(RUN).map(|run| run.iter().fold(0, |all, word| mix(all ^ word).wrapping_add(*word)))
        };
        let mut old = vec![false; words.len()];
        for (at, _) in runs().enumerate().filter(|(_, run)| self.runs.contains(run)) {
            old[at..at + RUN].fill(true);
        }
        // Only now, or a paragraph would be taken for a repeat of itself.
        self.runs.extend(runs());
        let new = old.iter().filter(|old| !**old).count();
        new * NEW_WORDS <= words.len() && !new_words(text, &old).any(|(at, word)| changes_the_news(at, word))
    }
}

fn least_words(size: Size) -> usize {
    match size {
        Size::Line => 1,
        Size::Paragraph => PARAGRAPH_WORDS,
        Size::Sentence => SENTENCE_WORDS,
    }
}

/// The words, as written, that are not in a run met before.
fn new_words<'t>(text: &'t str, old: &'t [bool]) -> impl Iterator<Item = (usize, &'t str)> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .enumerate()
        .filter(|&(at, _)| !old.get(at).copied().unwrap_or(false))
}

/// Numbers in words and negations; names and numbers in figures are seen by their first character.
const TELLING: &str = "no not never none nor without t one two three four five six seven eight nine ten dozen dozens \
    hundred hundreds thousand thousands million";

fn changes_the_news(at: usize, word: &str) -> bool {
    let first = word.chars().next();
    first.is_some_and(char::is_numeric)
        || (at > 0 && first.is_some_and(char::is_uppercase))
        || is_listed(&word.to_lowercase(), TELLING)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "The ministers of both sides met in the old town hall on the lake for the third time \
        this month, and they agreed in principle to open the southern road for food and medicine as soon \
        as the observers have taken up their posts at the bridge and the two checkpoints beyond it.";

    #[track_caller]
    fn near(second: &str, expected: bool) {
        let mut repeats = Repeats::default();
        assert!(!repeats.is_near(LONG, &Plain::of(LONG)));
        assert_eq!(repeats.is_near(second, &Plain::of(second)), expected, "{second}");
    }

    #[test]
    fn a_long_paragraph_with_a_word_changed_is_near() {
        near(LONG, true);
        near(&LONG.replace("old town hall", "ancient town hall"), true);
        near(&LONG.replace("The ministers", "Ministers"), true);
    }

    #[test]
    fn new_numbers_names_and_negations_are_news() {
        near(&LONG.replace("third", "3rd"), false);
        near(&LONG.replace("two checkpoints", "four checkpoints"), false);
        near(&LONG.replace("they agreed", "they never agreed"), false);
        near(&LONG.replace("old town hall", "Geneva town hall"), false);
        near(&LONG.replace("food and medicine", "fuel, timber, cement and heavy machinery"), false);
    }

    #[test]
    fn short_texts_count_as_lines_not_as_paragraphs() {
        let mut repeats = Repeats::default();
        let plain = Plain::of("No comment.");
        repeats.add(&plain, Size::Line);
        assert!(repeats.has(&plain, Size::Line) && !repeats.has(&plain, Size::Paragraph));
        let plain = Plain::of("They met on Monday.");
        repeats.add(&plain, Size::Paragraph);
        assert!(repeats.has(&plain, Size::Paragraph) && !repeats.has(&plain, Size::Sentence));
    }
}
