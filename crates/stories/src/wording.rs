//! Words as they are compared: lower case, without function words, cut back to a stem; and runs of words.

use std::collections::BTreeSet;

/// Words in a run that is compared.
pub const RUN: usize = 5;

/// Words that tell nothing of what an article is about: function words, days, and the verbs of reporting.
const EMPTY: &str = "a an the of to in on at by for with from as and or but if then than that this these those \
    is are was were be been being have has had do does did will would can could may might must shall should not \
    no nor so it its he she they him his her them their we our you your i me my who whom which what when where \
    why how all any both each few more most other some such only own same too very s t just don now about after \
    before over under again further once here there into out up down off during while also said says say told \
    according reported one two us mr ms mrs new year years day days last first people monday tuesday wednesday \
    thursday friday saturday sunday";

/// Which words tell nothing.
pub struct EmptyWords(BTreeSet<&'static str>);

impl EmptyWords {
    /// Those of English.
    pub fn english() -> Self {
        Self(EMPTY.split_whitespace().collect())
    }

    /// The stem of a word, where it tells something.
    pub fn stem(&self, word: &str) -> Option<String> {
        if self.0.contains(word) || word.chars().nth(1).is_none() {
            return None;
        }
        Some(stem(word))
    }
}

/// The words of a text in lower case, in order: letters and digits, apostrophes inside.
pub fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut word = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let inside = !word.is_empty() && characters.peek().is_some_and(|next| next.is_alphanumeric());
        if character.is_alphanumeric() {
            word.extend(character.to_lowercase());
        } else if matches!(character, '\'' | '’') && inside {
            word.push('\'');
        } else if !word.is_empty() {
            found.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        found.push(word);
    }
    found
}

/// Cuts the endings that English words take; what is left need not be a word.
fn stem(word: &str) -> String {
    let word = word.strip_suffix("'s").unwrap_or(word);
    for (ending, instead) in [("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")] {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.chars().nth(2).is_some()
            && (ending == "sses" || !word.ends_with("ss"))
        {
            return format!("{rest}{instead}");
        }
    }
    word.to_owned()
}

/// The number that stands for some words in a row: the same words, the same number, on every machine (FNV-1a).
pub fn fingerprint<'w>(words: impl IntoIterator<Item = &'w str>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    for word in words {
        word.bytes().for_each(&mut eat);
        eat(0xff);
    }
    mixed(hash)
}

/// The number that stands for some numbers in a row.
pub fn fingerprint_of(numbers: impl IntoIterator<Item = u64>) -> u64 {
    numbers.into_iter().fold(0, |hash, number| mixed(hash.rotate_left(7) ^ number))
}

/// Spreads what differs in a few bits over all of them (the finaliser of SplitMix64).
pub fn mixed(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// The runs of [`RUN`] words, each as a number, in order; of fewer words, the one run there is.
pub fn runs(words: &[String]) -> Vec<u64> {
    let number = |run: &[String]| fingerprint(run.iter().map(String::as_str));
    match words.len() {
        0 => Vec::new(),
        short if short < RUN => vec![number(words)],
        _ => words.windows(RUN).map(number).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_and_digits_with_apostrophes_inside() {
        let check = |text: &str, expected: &[&str]| assert_eq!(words(text), expected);
        check("The Kremlin’s “30-day” truce", &["the", "kremlin's", "30", "day", "truce"]);
        check("'quoted' Łódź, Ö", &["quoted", "łódź", "ö"]);
        check(" – ", &[]);
    }

    #[test]
    fn stems_join_the_forms_of_a_word() {
        let empty = EmptyWords::english();
        let check = |word: &str, expected: Option<&str>| assert_eq!(empty.stem(word).as_deref(), expected);
        check("talks", Some("talk"));
        check("accused", Some("accus"));
        check("parties", Some("party"));
        check("russia's", Some("russia"));
        check("press", Some("press"));
        check("the", None);
        check("x", None);
    }

    #[test]
    fn runs_slide_over_the_words() {
        let check = |text: &str, expected: usize| assert_eq!(runs(&words(text)).len(), expected);
        check("", 0);
        check("too short", 1);
        check("one two three four five six", 2);
        assert_eq!(runs(&words("Oslo hosts the talks today")), runs(&words("OSLO hosts the talks, today!")));
    }
}
