//! A text's plain form: its words in lower case with one space before, between and after them. Two texts
//! with the same plain form differ in case, white space, markup and punctuation only.

use std::collections::HashSet;

/// The plain form of a text, with the memory of the last one used again.
#[derive(Clone, Debug, Default)]
pub(super) struct Plain {
    form: String,
    words: usize,
}

impl Plain {
    /// The plain form of `text`.
    pub fn of(text: &str) -> Self {
        let mut plain = Self::default();
        plain.set(text);
        plain
    }

    /// Takes the form of `text` in place of the last one.
    pub fn set(&mut self, text: &str) {
        self.form.clear();
        self.words = 0;
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            self.form.push(' ');
            self.words += 1;
            if word.is_ascii() {
                self.form.push_str(word);
            } else {
                self.form.extend(word.chars().flat_map(char::to_lowercase));
            }
        }
        self.form.push(' ');
        self.form.make_ascii_lowercase();
    }

    /// Number of words.
    pub fn words(&self) -> usize {
        self.words
    }

    /// True where the words begin with `phrase` (itself in plain form, without the outer spaces).
    pub fn begins(&self, phrase: &str) -> bool {
        self.form
            .strip_prefix(' ')
            .and_then(|form| form.strip_prefix(phrase))
            .is_some_and(|rest| rest.starts_with(' '))
    }

    /// True where the words begin with one of `phrases`.
    pub fn begins_one(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.begins(phrase))
    }

    /// True where the words end with `phrase`.
    pub fn ends(&self, phrase: &str) -> bool {
        self.form
            .strip_suffix(' ')
            .and_then(|form| form.strip_suffix(phrase))
            .is_some_and(|rest| rest.ends_with(' '))
    }

    /// True where `phrase` stands somewhere, as whole words.
    pub fn has(&self, phrase: &str) -> bool {
        let fits = phrase.len() + 2 <= self.form.len();
        fits && self.form.match_indices(phrase).any(|(at, _)| {
            // The form has a space at both ends, so there is a byte on either side.
            self.form.as_bytes()[at - 1] == b' ' && self.form.as_bytes()[at + phrase.len()] == b' '
        })
    }

    /// True where one of `phrases` stands somewhere.
    pub fn has_one(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.has(phrase))
    }

    /// The words one by one.
    pub fn each_word(&self) -> impl Iterator<Item = &str> {
        self.form.split_ascii_whitespace()
    }

    /// A number that two texts share only where their plain forms are the same (but for chance, 2⁻⁶⁴).
    pub fn fingerprint(&self) -> u64 {
        hash(&self.form)
    }
}

/// True where `word` is one of the words of `list`, which are parted by spaces.
pub(super) fn is_listed(word: &str, list: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == word)
}

/// A 64-bit hash that is the same on every machine: FNV-1a with a last mix, so that all bits depend on all input.
pub(super) fn hash(text: &str) -> u64 {
    let fnv = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    mix(fnv)
}

/// The finaliser of SplitMix64.
pub(super) fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// Fingerprints met so far. Only membership is asked, so the order of the set never shows.
pub(super) type Fingerprints = HashSet<u64>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_space_markup_and_punctuation_do_not_count() {
        let plain = Plain::of("**The  Sides**\r\nmet, again — in “Çeşme”.");
        assert_eq!(plain.form, " the sides met again in çeşme ");
        assert_eq!(plain.words(), 6);
        assert_eq!(plain.fingerprint(), Plain::of("# THE SIDES met again in Çeşme").fingerprint());
        assert_ne!(plain.fingerprint(), Plain::of("The side smet again in Çeşme").fingerprint());
    }

    #[test]
    fn phrases_are_whole_words() {
        let plain = Plain::of("Read more: All rights reserved!");
        assert!(plain.begins("read more") && plain.begins("read") && !plain.begins("rea"));
        assert!(plain.ends("rights reserved") && !plain.ends("reserve") && !plain.ends("ights reserved"));
        assert!(plain.has("all rights") && !plain.has("ll rights") && !plain.has("all right"));
        assert_eq!(plain.each_word().count(), plain.words());
    }

    #[test]
    fn a_text_without_words_has_an_empty_form() {
        let plain = Plain::of("— … ***");
        assert_eq!((plain.words(), plain.form.as_str()), (0, " "));
        assert!(!plain.begins("a") && !plain.has("a") && !plain.ends("a"));
    }
}
