//! An article as the protocols see it: code points, tokens, and role spans in a normal form.

use std::collections::BTreeSet;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// A stretch of code points, `[start, end)`. PolNeAR counts code points, not bytes.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Stretch {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Stretch {
    pub(super) fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

/// Tokens of one role of one attribution, by number.
pub(super) type TokenSet = BTreeSet<usize>;

const PUNCTUATION: &str = "\"“”‘’'`,.;:!?-–—()[]…";

/// The text and its tokens: runs of letters, digits and underscores, and any other visible character.
pub(super) struct ArticleText {
    letters: Vec<char>,
    token_at: Vec<Option<usize>>,
}

impl ArticleText {
    pub(super) fn new(text: &str) -> Self {
        let letters: Vec<char> = text.chars().collect();
        let mut token_at = Vec::with_capacity(letters.len());
        let (mut tokens, mut in_word) = (0, false);
        for &letter in &letters {
            let word = is_word(letter);
            token_at.push(if is_space(letter) {
                None
            } else {
                tokens += usize::from(!(word && in_word));
                Some(tokens - 1)
            });
            in_word = word;
        }
        Self { letters, token_at }
    }

    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    pub(super) fn letters(&self, stretch: Stretch) -> &[char] {
        &self.letters[stretch.start..stretch.end]
    }

    pub(super) fn string(&self, stretch: Stretch) -> String {
        self.letters(stretch).iter().collect()
    }

    /// The tokens that the stretches touch.
    pub(super) fn tokens(&self, stretches: &[Stretch]) -> TokenSet {
        let covered = stretches.iter().flat_map(|stretch| &self.token_at[stretch.start..stretch.end]);
        covered.copied().flatten().collect()
    }

    /// In order, without white space at the edges, stretches joined that touch or have only white space
    /// between them. Where `trim_punctuation`, quotes and punctuation at the edges go too; what is nothing
    /// but punctuation (a colon as cue) is kept whole.
    pub(super) fn normal_form(&self, stretches: &[Stretch], trim_punctuation: bool) -> Vec<Stretch> {
        let mut sorted: Vec<Stretch> =
            stretches.iter().map(|s| Stretch::new(s.start, s.end.min(self.len()))).collect();
        sorted.retain(|stretch| stretch.start < stretch.end);
        sorted.sort();
        let mut joined: Vec<Stretch> = Vec::new();
        for stretch in sorted {
            match joined.last_mut() {
                Some(last) if stretch.start <= last.end || self.is_blank(last.end, stretch.start) => {
                    last.end = last.end.max(stretch.end);
                }
                _ => joined.push(stretch),
            }
        }
        joined.into_iter().filter_map(|stretch| self.trimmed(stretch, trim_punctuation)).collect()
    }

    fn trimmed(&self, whole: Stretch, trim_punctuation: bool) -> Option<Stretch> {
        let edge = |letter: &char| is_space(*letter) || (trim_punctuation && PUNCTUATION.contains(*letter));
        let letters = self.letters(whole);
        let leading = letters.iter().take_while(|letter| edge(letter)).count();
        if leading < letters.len() {
            let trailing = letters.iter().rev().take_while(|letter| edge(letter)).count();
            return Some(Stretch::new(whole.start + leading, whole.end - trailing));
        }
        (!self.is_blank(whole.start, whole.end)).then_some(whole)
    }

    fn is_blank(&self, start: usize, end: usize) -> bool {
        self.letters[start..end].iter().all(|&letter| is_space(letter))
    }

    /// The stretches cut at line breaks, each piece in normal form.
    pub(super) fn cut_at_lines(&self, stretches: &[Stretch]) -> Vec<Stretch> {
        let mut pieces = Vec::new();
        for stretch in stretches {
            let mut start = stretch.start;
            for at in stretch.start..=stretch.end {
                if at == stretch.end || self.letters[at] == '\n' {
                    pieces.extend(self.normal_form(&[Stretch::new(start, at)], false));
                    start = at + 1;
                }
            }
        }
        pieces
    }
}

/// White space as the reference tool has it: Unicode's, and the four separator controls.
pub(super) fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{1c}'..='\u{1f}')
}

/// A letter, a digit or an underscore; unlike in most tokenisers a combining mark is none of them.
pub(super) fn is_word(letter: char) -> bool {
    letter == '_'
        || matches!(
            letter.general_category_group(),
            GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretches(pairs: &[(usize, usize)]) -> Vec<Stretch> {
        pairs.iter().map(|&(start, end)| Stretch::new(start, end)).collect()
    }

    #[test]
    fn tokens_are_words_and_single_marks() {
        let text = ArticleText::new("“No-one” saw it…  e\u{301}t 3½");
        let number = |from, to| Vec::from_iter(text.tokens(&stretches(&[(from, to)])));
        assert_eq!(number(0, text.len()), Vec::from_iter(0..12));
        assert_eq!(number(1, 7), [1, 2, 3]);
        assert_eq!(number(16, 18), [] as [usize; 0]);
        assert_eq!(number(18, 21), [8, 9, 10], "a combining mark stands alone");
    }

    #[test]
    fn the_normal_form_sorts_joins_and_trims() {
        let text = ArticleText::new("he said: “yes” ");
        let check = |given: &[(usize, usize)], punctuation, expected: &[(usize, usize)]| {
            assert_eq!(text.normal_form(&stretches(given), punctuation), stretches(expected));
        };
        check(&[(3, 7), (0, 2)], false, &[(0, 7)]);
        check(&[(8, 15)], false, &[(9, 14)]);
        check(&[(8, 15)], true, &[(10, 13)]);
        check(&[(7, 8)], true, &[(7, 8)]);
        check(&[(8, 9)], false, &[]);
        check(&[(9, 99)], false, &[(9, 14)]);
        check(&[(0, 1), (9, 10)], false, &[(0, 1), (9, 10)]);
    }

    #[test]
    fn pieces_end_at_line_breaks() {
        let text = ArticleText::new("one \n\n two");
        assert_eq!(text.cut_at_lines(&stretches(&[(0, 10)])), stretches(&[(0, 3), (7, 10)]));
    }
}
