//! Sentences out of words: where a stop ends one.

use crate::tokens::Token;
use crate::tokens::abbreviations::ABBREVIATIONS;
use verbale_text::Span;

/// No sentence is longer; a text without stops is cut here, so that trees stay affordable.
pub const MOST_WORDS: usize = 250;
/// How far ahead of a stop the next word is looked for.
const LOOK_AHEAD: usize = 8;

/// Appends to `ends` one past the last word of each sentence of one block's `tokens`.
pub fn split(text: &str, tokens: &[Token], ends: &mut Vec<usize>) {
    let words = Block { text, tokens, careless: is_careless(text, tokens) };
    let mut start = 0;
    let mut open_quotes = 0usize;
    let mut at = 0;
    while at < tokens.len() {
        open_quotes = count_quotes(words.form(at), open_quotes);
        let full = at + 1 - start >= MOST_WORDS;
        if full || words.ends_sentence(start, at) {
            at = words.with_closing_marks(at, &mut open_quotes);
            ends.push(at + 1);
            start = at + 1;
        }
        at += 1;
    }
    if start < tokens.len() {
        ends.push(tokens.len());
    }
}

fn count_quotes(word: &str, open: usize) -> usize {
    match word {
        "“" | "«" | "„" => open + 1,
        "”" | "»" => open.saturating_sub(1),
        "\"" | "''" | "``" => 1 - open.min(1),
        _ => open,
    }
}

/// Stands for a mark inside a sentence; a small letter, as such a sentence would go on with.
const GOES_ON: &str = "x";

/// Whether a block is written without care for capitals, as messages and reviews are: it begins small, or has a
/// word that only such texts have.
fn is_careless(text: &str, tokens: &[Token]) -> bool {
    const CARELESS: &[&str] = &["i", "im", "ive", "dont", "u", "ur"];
    let first = tokens.first().map_or("", |token| token.span.of(text));
    first.starts_with(char::is_lowercase) && !is_web_word(first)
        || tokens.iter().any(|token| CARELESS.contains(&token.span.of(text)))
}

/// The words of one block.
struct Block<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// Whether its writer begins sentences small.
    careless: bool,
}

impl<'t> Block<'t> {
    fn form(&self, at: usize) -> &'t str {
        self.tokens[at].span.of(self.text)
    }

    /// The last of the marks that follow the stop at `at` and belong to its sentence: closing quotes and brackets,
    /// more stops, numbers of footnotes ("[3]").
    fn with_closing_marks(&self, at: usize, open_quotes: &mut usize) -> usize {
        let mut last = at;
        while last + 1 < self.tokens.len() {
            if let Some(length) = self.footnote_length(last + 1) {
                last += length;
                continue;
            }
            let adjacent = self.tokens[last + 1].span.start == self.tokens[last].span.end;
            let mark = self.form(last + 1);
            // A straight quote may open or close: apart from its sentence it closes only at the block's end.
            let at_the_end = last + 2 == self.tokens.len();
            let closes = match mark {
                "”" | "»" | ")" | "]" | "’" | "’’" => adjacent || at_the_end || *open_quotes > 0,
                "\"" | "'" | "''" => adjacent || at_the_end,
                _ => false,
            };
            if !(closes || mark == "." || adjacent && is_stop(mark)) {
                break;
            }
            *open_quotes = count_quotes(mark, *open_quotes);
            last += 1;
        }
        last
    }

    /// The number of words of a footnote mark at `at`.
    fn footnote_length(&self, at: usize) -> Option<usize> {
        let [open, number, close] = self.tokens.get(at..at + 3)? else { return None };
        let digits = number.span.of(self.text);
        let small = digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
        (small && open.span.of(self.text) == "[" && close.span.of(self.text) == "]").then_some(3)
    }

    /// Whether the sentence that began at `start` ends with the word at `at`.
    fn ends_sentence(&self, start: usize, at: usize) -> bool {
        let word = self.form(at);
        if !is_stop(word) {
            return word.ends_with('.') && self.ends_after_abbreviation(at);
        }
        let Some(next) = self.following(at) else { return true };
        // A mark that no sentence begins with stands for a small letter, in careless writing too.
        let goes_on = next == GOES_ON || word == "…" || word.starts_with("..");
        let begins_small =
            next.starts_with(char::is_lowercase) && (goes_on || !self.careless || self.quoted(at));
        match word {
            // "2. The talks": the number of an item is no sentence.
            "." if at == start + 1 && is_item_number(self.form(start)) => false,
            // "Why?" he asked. / "No!" they said: the sentence goes on.
            "." => !begins_small || is_web_word(next),
            _ => !begins_small,
        }
    }

    /// Whether a quotation closes right after the stop at `at`.
    fn quoted(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_some_and(|next| {
            next.span.start == self.tokens[at].span.end
                && matches!(next.span.of(self.text), "”" | "»" | "\"" | "'" | "’" | "''")
        })
    }

    /// The first word after the stop at `at` that is no closing or opening mark; [`GOES_ON`] stands for a mark
    /// that a sentence cannot begin with.
    fn following(&self, at: usize) -> Option<&'t str> {
        let words = self.tokens[at + 1..].iter().take(LOOK_AHEAD).map(|token| token.span.of(self.text));
        words.into_iter().find_map(|word| match word {
            "," | ";" | ":" => Some(GOES_ON),
            word => word.chars().any(char::is_alphanumeric).then_some(word),
        })
    }

    /// An abbreviation ends a sentence where a new one plainly begins after it; titles and initials never do.
    fn ends_after_abbreviation(&self, at: usize) -> bool {
        const AT_THE_END: &[&str] = &[
            "etc", "a.m", "p.m", "u.s", "u.n", "u.k", "d.c", "inc", "ltd", "co", "corp", "jr", "sr", "ph.d",
            "m.d",
        ];
        if at + 1 >= self.tokens.len() {
            return true;
        }
        let bare = self.form(at).trim_end_matches('.').to_lowercase();
        let initial = bare.chars().count() == 1;
        let may_end =
            AT_THE_END.contains(&bare.as_str()) || !ABBREVIATIONS.contains(&bare.as_str()) && !initial;
        may_end && begins_sentence(self.form(at + 1))
    }
}

fn is_stop(word: &str) -> bool {
    word == "…" || !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'.' | b'!' | b'?'))
}

/// "1", "12", "2.1": what stands before an item of a list.
fn is_item_number(word: &str) -> bool {
    let short = |part: &str| matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit());
    word.split('.').all(short)
}

/// Words that begin small on purpose.
fn is_web_word(word: &str) -> bool {
    word.chars().nth(1).is_some_and(char::is_uppercase)
        || ["http://", "https://", "www."].iter().any(|start| word.starts_with(start))
}

/// Words that begin a sentence far more often than they go on with a name ("U.S. The talks" but "U.S. Senate").
fn begins_sentence(word: &str) -> bool {
    const STARTERS: &[&str] = &[
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "But",
        "And",
        "He",
        "She",
        "It",
        "They",
        "We",
        "I",
        "You",
        "This",
        "That",
        "These",
        "Those",
        "His",
        "Her",
        "Its",
        "Their",
        "Our",
        "My",
        "There",
        "If",
        "When",
        "While",
        "As",
        "For",
        "However",
        "Meanwhile",
        "After",
        "Before",
        "With",
        "By",
        "From",
        "To",
        "So",
        "Or",
        "Yet",
        "Earlier",
        "Later",
    ];
    STARTERS.contains(&word) || matches!(word, "“" | "\"")
}

/// The span from the first to the last of some words.
pub fn span_of(tokens: &[Token]) -> Span {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
        _ => Span::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens;

    fn check(text: &str, expected: &[&str]) {
        let (mut words, mut ends) = (Vec::new(), Vec::new());
        tokens::split(text, Span::new(0, text.len() as u32), &mut words);
        split(text, &words, &mut ends);
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let found: Vec<&str> =
            starts.zip(&ends).map(|(start, &end)| span_of(&words[start..end]).of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn stops_end_sentences() {
        check("Talks began. They failed! Why?", &["Talks began.", "They failed!", "Why?"]);
        check("after the talks.The envoy left", &["after the talks.", "The envoy left"]);
    }

    #[test]
    fn careless_writing_begins_sentences_small() {
        check(
            "i waited an hour. nobody came! never again",
            &["i waited an hour.", "nobody came!", "never again"],
        );
        check("i asked \"why?\" and left... then slept", &["i asked \"why?\" and left... then slept"]);
        check("Firms such as Yahoo! rose.", &["Firms such as Yahoo! rose."]);
    }

    #[test]
    fn quotes_close_with_their_sentence() {
        check("\"We agree.\" He left.", &["\"We agree.\"", "He left."]);
        check("“Why now?” she asked. “No.”", &["“Why now?” she asked.", "“No.”"]);
        check(
            "She said: \"Yes. We will.\" Then silence.",
            &["She said: \"Yes.", "We will.\"", "Then silence."],
        );
    }

    #[test]
    fn abbreviations_do_not() {
        check(
            "Mr. Lee met Gen. Ono in the U.S. The talks failed.",
            &["Mr. Lee met Gen. Ono in the U.S.", "The talks failed."],
        );
        check("The U.S. Senate voted at 5 p.m. on Monday.", &["The U.S. Senate voted at 5 p.m. on Monday."]);
        check("They met at No. 10. He left.", &["They met at No. 10.", "He left."]);
    }

    #[test]
    fn marks_after_a_stop_stay_with_it() {
        check("It failed. [2] Talks go on.[13] Fine.", &["It failed. [2]", "Talks go on.[13]", "Fine."]);
        check("They waited . . . Then it came...", &["They waited . . .", "Then it came..."]);
        check("(He agreed.) She did not. \"", &["(He agreed.)", "She did not. \""]);
        check("Really?!? Yes.", &["Really?!?", "Yes."]);
    }

    #[test]
    fn numbers_of_items_begin_their_sentence() {
        check("1. The talks go on. 2. They stop.", &["1. The talks go on.", "2. They stop."]);
        check("It was 12. The others left.", &["It was 12.", "The others left."]);
    }

    #[test]
    fn marks_without_end_take_linear_time() {
        let text = "! ( ".repeat(20_000);
        let (mut words, mut ends) = (Vec::new(), Vec::new());
        tokens::split(&text, Span::new(0, text.len() as u32), &mut words);
        split(&text, &words, &mut ends);
        assert_eq!(ends.last(), Some(&words.len()));
    }

    #[test]
    fn a_text_without_stops_is_cut() {
        let text = "word ".repeat(MOST_WORDS * 2 + 1);
        let (mut words, mut ends) = (Vec::new(), Vec::new());
        tokens::split(&text, Span::new(0, text.len() as u32), &mut words);
        split(&text, &words, &mut ends);
        assert_eq!(ends, [MOST_WORDS, MOST_WORDS * 2, MOST_WORDS * 2 + 1]);
    }
}
