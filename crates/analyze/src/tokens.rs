//! Words out of text, by rules that follow the English Universal Dependencies treebanks (EWT, GUM).
//!
//! White space bounds chunks. Inside a chunk marks are split off its edges, hyphens and slashes split compounds,
//! and clitics ("n't", "'s") become words of their own that are joined to the word before them.

use verbale_text::Span;

/// A word and whether it belongs to the same orthographic token as the word before it.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Joined to the word before it.
    pub joined: bool,
}

/// Prefixes that stay with their word across a hyphen ("co-sponsor"), after the Penn and LDC web guidelines.
const PREFIXES: &[&str] = &[
    "anti", "bi", "bio", "co", "counter", "cross", "cyber", "de", "e", "eco", "ex", "extra", "hyper",
    "inter", "intra", "macro", "mega", "meta", "micro", "mid", "mini", "multi", "neo", "non", "over", "pan",
    "para", "post", "pre", "pro", "proto", "pseudo", "quasi", "re", "semi", "sub", "super", "trans", "tri",
    "ultra", "un", "uni", "vice", "al", "el", "ul", "x",
];

/// Abbreviations that keep their stop, lower-cased and without it. Whether a sentence may end after one is
/// `sentences.rs`'s business. General English reference works and style guides list them.
pub const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "rev", "hon", "sen", "rep", "reps", "sens", "gov", "gen", "lt",
    "col", "maj", "capt", "cmdr", "adm", "sgt", "cpl", "pvt", "brig", "st", "ste", "mt", "ft", "jr", "sr",
    "esq", "messrs", "mlle", "mme", "amb", "supt", "det", "insp", "pres", "sec", "atty", "supr", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues",
    "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "etc", "vs", "v", "al", "cf", "ca", "approx", "est",
    "no", "nos", "vol", "vols", "ed", "eds", "p", "pp", "fig", "figs", "ch", "art", "arts", "para", "inc",
    "ltd", "co", "corp", "bros", "assn", "dept", "univ", "ave", "blvd", "rd", "ph.d", "m.d", "b.a", "m.a",
    "a.m", "p.m", "i.e", "e.g", "u.s", "u.n", "u.k", "d.c",
];

/// Words that are two: where the second begins.
const CONTRACTED: &[(&str, usize)] = &[
    ("cannot", 3),
    ("gonna", 3),
    ("wanna", 3),
    ("gotta", 3),
    ("gimme", 3),
    ("lemme", 3),
    ("dunno", 2),
    ("outta", 3),
    ("dont", 2),
    ("didnt", 3),
    ("doesnt", 4),
    ("couldnt", 5),
    ("wouldnt", 5),
    ("isnt", 2),
    ("wasnt", 3),
    ("wont", 2),
    ("whats", 4),
    ("thats", 4),
    ("theres", 5),
    ("youre", 3),
    ("ive", 1),
];

const CLITICS: &[&str] = &["'s", "'re", "'ve", "'ll", "'d", "'m"];

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'' | '`' | '‹' | '›')
}

fn is_opening(c: char) -> bool {
    is_quote(c)
        || matches!(c, '(' | '[' | '{' | '<' | '¿' | '¡' | '*' | '•' | '·' | '#' | '~' | '=' | '_')
        || is_currency(c)
}

fn is_closing(c: char) -> bool {
    is_quote(c)
        || matches!(
            c,
            ')' | ']' | '}' | '>' | ',' | ';' | ':' | '!' | '?' | '%' | '…' | '*' | '°' | '=' | '_'
        )
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₽' | '₴' | '₪' | '₹' | '₺')
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '―' | '‒')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '`')
}

/// Appends the words of `text[block]` to `tokens`, in order. Every byte that is no white space is in a word.
pub fn split(text: &str, block: Span, tokens: &mut Vec<Token>) {
    let covered = block.of(text);
    let mut start = None;
    // Zero-width marks and byte-order marks separate like space: they are no part of any word.
    let separates = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}' | '\0');
    for (at, c) in covered.char_indices() {
        match (separates(c), start) {
            (true, Some(from)) => {
                split_chunk(text, block.start + from, block.start + at as u32, tokens);
                start = None;
            }
            (false, None) => start = Some(at as u32),
            _ => {}
        }
    }
    if let Some(from) = start {
        split_chunk(text, block.start + from, block.end, tokens);
    }
}

/// A chunk without white space: marks off its edges, then what is left.
fn split_chunk(text: &str, start: u32, end: u32, tokens: &mut Vec<Token>) {
    let (mut start, mut end) = (start, end);
    let slice = |start: u32, end: u32| &text[start as usize..end as usize];
    let push = |tokens: &mut Vec<Token>, start, end| {
        tokens.push(Token { span: Span::new(start, end), joined: false })
    };
    if is_address(slice(start, end)) {
        let kept = slice(start, end).trim_end_matches(['.', ',', ';', ')', '"', '\'', '!', '?', ':']);
        let cut = start + kept.len() as u32;
        push(tokens, start, cut);
        if cut < end {
            split_chunk(text, cut, end, tokens);
        }
        return;
    }
    while let Some(length) = opening_mark(slice(start, end)) {
        push(tokens, start, start + length);
        start += length;
    }
    let mut closing = Vec::new();
    while let Some(length) = closing_mark(slice(start, end)) {
        closing.push(Span::new(end - length, end));
        end -= length;
    }
    if start < end {
        split_inside(text, start, end, tokens);
    }
    for span in closing.into_iter().rev() {
        // "boys'": the mark is a possessive, joined to its word.
        let possessive = span.start == end && start < end && is_possessive(slice(start, end), span.of(text));
        tokens.push(Token { span, joined: possessive });
    }
}

fn is_possessive(word: &str, mark: &str) -> bool {
    matches!(mark, "'" | "’") && word.ends_with(['s', 'S', 'z'])
}

fn is_address(chunk: &str) -> bool {
    let starts = ["http://", "https://", "www.", "ftp://"].iter().any(|start| chunk.starts_with(start));
    let mail = chunk.contains('@') && chunk.contains('.') && !chunk.starts_with('@');
    starts || mail
}

/// Length of the mark that the chunk opens with, where more follows.
fn opening_mark(chunk: &str) -> Option<u32> {
    let mut characters = chunk.chars();
    let first = characters.next()?;
    let second = characters.next()?;
    if let Some(run) = mark_run(chunk) {
        return (run < chunk.len()).then_some(run as u32);
    }
    let apostrophe_word = is_apostrophe(first) && is_elided(chunk);
    let splits = (is_opening(first) || is_dash(first))
        && !apostrophe_word
        && !(first == '#' && second.is_alphanumeric());
    // A leading hyphen before a word is a mark; before a number it is a minus sign.
    let hyphen = first == '-' && !second.is_ascii_digit();
    (splits || hyphen).then_some(first.len_utf8() as u32)
}

/// "'s", "'em", "'90s": the apostrophe belongs to the word.
fn is_elided(chunk: &str) -> bool {
    let rest: String = chunk.chars().skip(1).flat_map(char::to_lowercase).take(6).collect();
    matches!(rest.as_str(), "s" | "em" | "cause" | "til" | "tis" | "twas" | "re" | "ve" | "ll" | "d" | "m")
        || rest.len() >= 3 && rest.ends_with('s') && rest[..2].bytes().all(|byte| byte.is_ascii_digit())
}

/// The length of a leading run of stops, hyphens or other repeated marks that is one token ("...", "--", "***").
fn mark_run(chunk: &str) -> Option<usize> {
    let first =
        chunk.chars().next().filter(|c| matches!(c, '.' | '-' | '*' | '=' | '_' | '~' | '!' | '?'))?;
    let run = chunk.len() - chunk.trim_start_matches(first).len();
    (run > 1).then_some(run)
}

/// Length of the mark that the chunk closes with, where more stands before it.
fn closing_mark(chunk: &str) -> Option<u32> {
    let last = chunk.chars().next_back()?;
    let length = last.len_utf8();
    if length == chunk.len() {
        return None;
    }
    if matches!(last, '.' | '-' | '!' | '?' | '*' | '=' | '_') {
        let run = chunk.len() - chunk.trim_end_matches(last).len();
        if run > 1 && run < chunk.len() {
            return Some(run as u32);
        }
    }
    if last == '.' {
        return (!keeps_stop(&chunk[..chunk.len() - 1])).then_some(1);
    }
    (is_closing(last) || is_dash(last) || last == '-' || is_currency(last)).then_some(length as u32)
}

/// Whether a stop after `word` belongs to it: abbreviations, initials, "U.S", single list numbers.
fn keeps_stop(word: &str) -> bool {
    let tail =
        word.rsplit(|c: char| is_dash(c) || is_opening(c) || matches!(c, '-' | '/')).next().unwrap_or(word);
    let mut letters = tail.chars();
    let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    let dotted = tail.len() >= 3
        && tail
            .split('.')
            .all(|part| part.chars().count() <= 2 && part.chars().next().is_some_and(char::is_alphabetic));
    let dotted = dotted && tail.contains('.');
    let lower = tail.to_lowercase();
    single && tail.chars().all(char::is_uppercase)
        || dotted
        || ABBREVIATIONS.contains(&lower.as_str()) && !is_word_too(&lower)
}

/// Abbreviations that are words as well, which far more often end a sentence than stand for something.
fn is_word_too(word: &str) -> bool {
    matches!(
        word,
        "no" | "art"
            | "mar"
            | "sat"
            | "sun"
            | "mon"
            | "fig"
            | "arts"
            | "est"
            | "para"
            | "v"
            | "p"
            | "ed"
            | "ch"
            | "al"
    )
}

/// A chunk without marks at its edges: compounds, missing spaces, clitics.
fn split_inside(text: &str, start: u32, end: u32, tokens: &mut Vec<Token>) {
    let chunk = &text[start as usize..end as usize];
    if let Some((cut, mark)) = inner_cut(chunk) {
        let (cut, mark) = (cut as u32, mark as u32);
        split_chunk(text, start, start + cut, tokens);
        if mark > 0 {
            tokens.push(Token { span: Span::new(start + cut, start + cut + mark), joined: false });
        }
        split_chunk(text, start + cut + mark, end, tokens);
        return;
    }
    let clitic = start + clitic_start(chunk) as u32;
    tokens.push(Token { span: Span::new(start, clitic), joined: false });
    if clitic < end {
        tokens.push(Token { span: Span::new(clitic, end), joined: true });
    }
}

/// Where a chunk falls apart: the place of the cut and the length of the mark there (0 for a missing space).
fn inner_cut(chunk: &str) -> Option<(usize, usize)> {
    let mut previous: Option<char> = None;
    for (at, c) in chunk.char_indices() {
        let next = chunk[at + c.len_utf8()..].chars().next();
        if let (Some(before), Some(after)) = (previous, next) {
            let length = c.len_utf8();
            let cut = match c {
                '-' if after == '-' => Some(chunk[at..].len() - chunk[at..].trim_start_matches('-').len()),
                '-' => splits_at_hyphen(chunk, at).then_some(1),
                '/' => (before.is_alphabetic() && after.is_alphabetic() && at > 1).then_some(1),
                '.' if chunk[at..].starts_with("...") => {
                    Some(chunk[at..].len() - chunk[at..].trim_start_matches('.').len())
                }
                '.' | '?' | '!' => missing_space(chunk, at).then_some(1),
                ',' | ';' => (!before.is_ascii_digit() || !after.is_ascii_digit()).then_some(1),
                ':' => (!before.is_ascii_digit() || !after.is_ascii_digit()).then_some(1),
                '…' => Some(length),
                '(' | '[' | '"' | '“' | '”' | ')' | ']' | '+' | '=' => Some(length),
                c if is_dash(c) => Some(length),
                c if is_currency(c) && before.is_alphabetic() => Some(0),
                _ => None,
            };
            if let Some(mark) = cut {
                return Some((at, mark));
            }
        }
        previous = Some(c);
    }
    None
}

/// Compounds are split at their hyphens ("30-day" is three words), but for prefixes, numbers and codes.
fn splits_at_hyphen(chunk: &str, at: usize) -> bool {
    let (before, after) = (&chunk[..at], &chunk[at + 1..]);
    let digits_only = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if digits_only(before) && digits_only(after) {
        // One hyphen between two short numbers is a range or a score; more are a date or a telephone number.
        return after.bytes().all(|byte| byte.is_ascii_digit())
            && before.len() <= 4
            && after.len() <= 4
            && before.len() + after.len() < 7
            || before.len() == 4 && after.len() == 4 && !after.contains('-');
    }
    let lower = before.rsplit('-').next().unwrap_or(before).to_lowercase();
    let prefix = PREFIXES.contains(&lower.as_str()) && !matches!(lower.as_str(), "al" | "el" | "ul" | "x");
    // A weapon or a model number ("F-16", "S-300", "COVID-19") is one word.
    let code = before.chars().all(|c| c.is_uppercase()) && after.starts_with(|c: char| c.is_ascii_digit());
    !prefix && !(code && before.len() <= 6)
}

/// "talks.The": a stop between a word of small letters and a capitalised word.
fn missing_space(chunk: &str, at: usize) -> bool {
    let before = chunk[..at].chars().rev().take(2);
    let mut after = chunk[at + 1..].chars();
    let small = before.clone().count() == 2 && before.into_iter().all(char::is_lowercase);
    let capital = after.next().is_some_and(char::is_uppercase);
    small && capital && after.next().is_none_or(|c| c.is_lowercase() || c == '.')
}

/// Where the clitic of a word begins; the word's length where it has none.
fn clitic_start(word: &str) -> usize {
    let plain: String =
        word.chars().map(|c| if is_apostrophe(c) { '\'' } else { c.to_ascii_lowercase() }).collect();
    let from_end = |count: usize| word.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at);
    if let Some((_, at)) = CONTRACTED.iter().find(|(whole, _)| *whole == plain) {
        return *at;
    }
    if plain.ends_with("n't") && plain.chars().count() > 3 {
        return from_end(3);
    }
    let clitic = CLITICS
        .iter()
        .find(|clitic| plain.ends_with(*clitic) && plain.chars().count() > clitic.chars().count());
    clitic.map_or(word.len(), |clitic| from_end(clitic.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut tokens = Vec::new();
        split(text, Span::new(0, text.len() as u32), &mut tokens);
        let mut shown = String::new();
        for token in &tokens {
            shown.push_str(if shown.is_empty() {
                ""
            } else if token.joined {
                "+"
            } else {
                " "
            });
            shown.push_str(token.span.of(text));
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn marks_stand_alone() {
        check("\"We agree,\" she said.", "\" We agree , \" she said .");
        check("(about 20%) of $5bn...", "( about 20 % ) of $ 5bn ...");
        check("Talks—long overdue—began; then: nothing!", "Talks — long overdue — began ; then : nothing !");
    }

    #[test]
    fn clitics_are_joined() {
        check("Russia's can't; don’t the parties' cannot", "Russia+'s ca+n't ; do+n’t the parties+' can+not");
        check("they've we're he'd", "they+'ve we+'re he+'d");
    }

    #[test]
    fn compounds_fall_apart_and_prefixes_stay() {
        check("30-day U.S.-led co-sponsor anti-missile", "30 - day U.S. - led co-sponsor anti-missile");
        check("F-16 S-300 2014-2015 2025-05-21", "F-16 S-300 2014 - 2015 2025-05-21");
        check("and/or 9/11", "and / or 9/11");
    }

    #[test]
    fn stops_belong_to_abbreviations() {
        check("Mr. Lee of the U.S. met J. Ono.", "Mr. Lee of the U.S. met J. Ono .");
        check("It said no. They left at 5 p.m.", "It said no . They left at 5 p.m.");
    }

    #[test]
    fn missing_spaces_are_seen() {
        check("after the talks.The envoy", "after the talks . The envoy");
        check("see www.example.org/a.Then", "see www.example.org/a.Then");
        check("\u{feff}A\u{a0}b", "A b");
    }
}
