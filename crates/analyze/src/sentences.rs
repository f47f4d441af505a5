//! Sentences out of words: where a stop ends one.

use crate::tokens::{ABBREVIATIONS, Token};
use verbale_text::Span;

/// No sentence is longer; a text without stops is cut here, so that trees stay affordable.
pub const MOST_WORDS: usize = 400;

/// Appends to `ends` one past the last word of each sentence of one block's `tokens`.
pub fn split(text: &str, tokens: &[Token], ends: &mut Vec<usize>) {
    let mut start = 0;
    let mut open_quotes = 0usize;
    let mut at = 0;
    while at < tokens.len() {
        let word = tokens[at].span.of(text);
        open_quotes = count_quotes(word, open_quotes);
        let full = at + 1 - start >= MOST_WORDS;
        if full || ends_sentence(text, tokens, at) {
            at = with_closing_marks(text, tokens, at, &mut open_quotes);
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

/// The last of the closing marks that follow the stop at `at` and belong to its sentence.
fn with_closing_marks(text: &str, tokens: &[Token], at: usize, open_quotes: &mut usize) -> usize {
    let mut last = at;
    while let Some(next) = tokens.get(last + 1) {
        let adjacent = next.span.start == tokens[last].span.end;
        let mark = next.span.of(text);
        let closes =
            matches!(mark, "”" | "»" | ")" | "]" | "’") || matches!(mark, "\"" | "'" | "''") && adjacent;
        let more_stops = matches!(mark, "!" | "?" | "." | "..." | "…") && adjacent;
        if !(closes && (adjacent || *open_quotes > 0) || more_stops) {
            break;
        }
        *open_quotes = count_quotes(mark, *open_quotes);
        last += 1;
    }
    last
}

fn ends_sentence(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = tokens[at].span.of(text);
    let stop = match word {
        "." | "!" | "?" | "…" => true,
        run if run.len() > 1 && run.bytes().all(|byte| matches!(byte, b'.' | b'!' | b'?')) => true,
        abbreviation => return abbreviation.ends_with('.') && ends_after_abbreviation(text, tokens, at),
    };
    if !stop {
        return false;
    }
    let Some(next) = following(text, tokens, at) else { return true };
    let begins_small = next.chars().next().is_some_and(char::is_lowercase);
    match word {
        // "Why?" he asked. / "No!" they said: the sentence goes on.
        "!" | "?" | "…" | "..." => !begins_small,
        _ => !begins_small || is_web_word(next),
    }
}

/// Words that begin small on purpose.
fn is_web_word(word: &str) -> bool {
    word.chars().nth(1).is_some_and(char::is_uppercase)
}

/// The first word after the stop at `at` that is no closing or opening mark.
fn following<'t>(text: &'t str, tokens: &[Token], at: usize) -> Option<&'t str> {
    let words = tokens[at + 1..].iter().map(|token| token.span.of(text));
    words
        .into_iter()
        .find(|word| word.chars().any(char::is_alphanumeric) || matches!(*word, "," | ";" | ":"))
        .map(|word| if matches!(word, "," | ";" | ":") { "x" } else { word })
}

/// An abbreviation ends a sentence where a new one plainly begins after it; titles and initials never do.
fn ends_after_abbreviation(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(next) = tokens.get(at + 1) else { return true };
    let word = tokens[at].span.of(text);
    let bare = word.trim_end_matches('.').to_lowercase();
    let initial = bare.chars().count() == 1;
    const AT_THE_END: &[&str] = &[
        "etc", "a.m", "p.m", "u.s", "u.n", "u.k", "d.c", "inc", "ltd", "co", "corp", "jr", "sr", "ph.d",
        "m.d",
    ];
    let may_end = AT_THE_END.contains(&bare.as_str()) || !ABBREVIATIONS.contains(&bare.as_str()) && !initial;
    may_end && begins_sentence(next.span.of(text))
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
