//! Inside a chunk whose edges are bare: compounds, missing spaces, numbers with units, clitics.

use super::abbreviations::MONTHS;
use super::{Splitter, is_apostrophe, is_currency, is_dash, is_one_mark};

/// Prefixes that stay with their word across a hyphen ("co-sponsor"), after the Penn and LDC web guidelines.
const PREFIXES: &[&str] = &[
    "anti", "bi", "bio", "co", "counter", "cross", "cyber", "de", "e", "ex", "extra", "hyper", "inter",
    "intra", "macro", "mega", "meta", "micro", "mid", "mini", "multi", "neo", "non", "over", "pan", "para",
    "post", "pre", "pro", "proto", "pseudo", "quasi", "re", "semi", "sub", "super", "trans", "tri", "ultra",
    "un", "uni",
];

/// Words that are two: where the second begins.
const CONTRACTED: &[(&str, usize)] = &[
    ("aint", 2),
    ("arent", 3),
    ("cannot", 3),
    ("couldnt", 5),
    ("didnt", 3),
    ("doesnt", 4),
    ("dont", 2),
    ("dunno", 2),
    ("gimme", 3),
    ("gonna", 3),
    ("gotta", 3),
    ("hadnt", 3),
    ("hasnt", 3),
    ("havent", 4),
    ("isnt", 2),
    ("ive", 1),
    ("lemme", 3),
    ("outta", 3),
    ("shouldnt", 6),
    ("thats", 4),
    ("theres", 5),
    ("theyre", 4),
    ("wanna", 3),
    ("wasnt", 3),
    ("werent", 4),
    ("whats", 4),
    ("wont", 2),
    ("wouldnt", 5),
    ("youre", 3),
];

const CLITICS: &[&str] = &["'s", "'re", "'ve", "'ll", "'d", "'m"];

/// Units that stand apart from the number they follow ("5bn", "6pm", "20km"), in lower case.
const UNITS: &[&str] = &[
    "k", "m", "mn", "mln", "b", "bn", "bln", "t", "tn", "trn", "mm", "cm", "km", "kms", "ft", "in", "yd",
    "mi", "mile", "miles", "g", "kg", "kgs", "lb", "lbs", "oz", "mg", "ml", "l", "am", "pm", "a.m", "a.m.",
    "p.m", "p.m.", "hr", "hrs", "min", "mins", "sec", "secs", "mph", "kph", "kmh", "w", "kw", "mw", "gw",
    "kwh", "mwh", "hz", "khz", "mhz", "ghz", "kb", "mb", "gb", "tb", "kt", "ha", "sq", "x",
];

/// "US$" and its like are one word before the amount.
pub fn is_currency_code(chunk: &str) -> bool {
    let code = chunk.strip_suffix('$');
    code.is_some_and(|code| matches!(code, "US" | "C" | "CA" | "A" | "AU" | "NZ" | "HK" | "S" | "NT" | "R"))
}

impl Splitter<'_, '_> {
    /// Splits a chunk without marks at its edges.
    pub(super) fn inside(&mut self, start: u32, end: u32) {
        let chunk = self.slice(start, end);
        if is_one_mark(chunk) {
            return self.push(start, end, false);
        }
        if let Some((cut, mark)) = inner_cut(chunk) {
            let (cut, mark) = (start + cut as u32, mark as u32);
            self.chunk(start, cut);
            if mark > 0 {
                self.push(cut, cut + mark, false);
            }
            if cut + mark < end {
                self.chunk(cut + mark, end);
            }
            return;
        }
        let unit = start + unit_start(chunk) as u32;
        if unit < end {
            self.push(start, unit, false);
            return self.push(unit, end, false);
        }
        let clitic = start + clitic_start(chunk) as u32;
        self.push(start, clitic, false);
        if clitic < end {
            self.push(clitic, end, true);
        }
    }
}

/// Where a chunk falls apart: the place of the cut and the length of the mark there (0 for a missing space).
/// The cut is never at the chunk's start.
fn inner_cut(chunk: &str) -> Option<(usize, usize)> {
    let mut previous: Option<char> = None;
    for (at, c) in chunk.char_indices() {
        let length = c.len_utf8();
        let next = chunk[at + length..].chars().next();
        if let (Some(before), Some(after)) = (previous, next)
            && let Some(cut) = cut_at(chunk, at, c, before, after)
        {
            return Some(cut);
        }
        previous = Some(c);
    }
    None
}

/// The cut that the character `c` at `at` makes, between its neighbours.
fn cut_at(chunk: &str, at: usize, c: char, before: char, after: char) -> Option<(usize, usize)> {
    let run = |mark: char| chunk[at..].len() - chunk[at..].trim_start_matches(mark).len();
    let between_digits = before.is_ascii_digit() && after.is_ascii_digit();
    let mark = match c {
        '-' if after == '-' => run('-'),
        '-' => splits_at_hyphen(chunk, at).then_some(1)?,
        '/' => (before.is_alphabetic() && after.is_alphabetic() && at > 1).then_some(1)?,
        '.' if chunk[at..].starts_with("...") => run('.'),
        '.' if after.is_ascii_digit() && is_month(&chunk[..at]) => return Some((at + 1, 0)),
        '.' | '?' | '!' => missing_space(chunk, at).then_some(1)?,
        ',' | ';' | ':' => (!between_digits).then_some(1)?,
        '(' | '[' | '"' | '“' | '”' | ')' | ']' | '<' | '>' | '+' | '=' | '…' | '°' | 'º' => {
            c.len_utf8()
        }
        c if is_dash(c) => c.len_utf8(),
        '$' if is_currency_code(&chunk[..at + 1]) => return Some((at + 1, 0)),
        c if is_currency(c) && before.is_alphabetic() => 0,
        _ => return None,
    };
    Some((at, mark))
}

fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|month| word.eq_ignore_ascii_case(month))
}

/// Compounds are split at their hyphens ("30-day" is three words), but for prefixes, dates and telephone numbers.
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
    let prefix = before.rsplit('-').next().unwrap_or(before);
    !PREFIXES.iter().any(|known| prefix.eq_ignore_ascii_case(known))
}

/// "talks.The": a stop between a word of small letters or a number and a new sentence, which begins with a
/// capitalised word, a word in capitals of some length (a file's ending has three letters) or an address.
fn missing_space(chunk: &str, at: usize) -> bool {
    let before = chunk[..at].chars().rev().take(2);
    let small = |c: char| c.is_lowercase() || c.is_ascii_digit();
    let ends = before.clone().count() == 2 && before.into_iter().all(small);
    let after = &chunk[at + 1..];
    let mut letters = after.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let goes_on = letters.next().is_none_or(|c| c.is_lowercase() || c == '.');
    let shouted = after.chars().take_while(|c| c.is_uppercase()).count() > 3;
    ends && (capital && goes_on || shouted || after.starts_with("http"))
}

/// Where the unit of a number begins; the chunk's length where it has none.
fn unit_start(chunk: &str) -> usize {
    let of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':');
    let start = chunk.find(|c| !of_number(c)).unwrap_or(chunk.len());
    let unit = &chunk[start..];
    let known = chunk.starts_with(|c: char| c.is_ascii_digit())
        && UNITS.iter().any(|known| unit.eq_ignore_ascii_case(known));
    if known { start } else { chunk.len() }
}

/// Where the clitic of a word begins; the word's length where it has none.
fn clitic_start(word: &str) -> usize {
    let plain: String = word
        .chars()
        .map(|c| if is_apostrophe(c) || c == '‘' { '\'' } else { c.to_ascii_lowercase() })
        .collect();
    let from_end = |count: usize| word.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at);
    if let Some((_, at)) = CONTRACTED.iter().find(|(whole, _)| *whole == plain) {
        return *at;
    }
    if plain.ends_with("n't") && plain.chars().count() > 3 {
        return from_end(3);
    }
    let Some(clitic) = CLITICS.iter().find(|clitic| plain.ends_with(*clitic) && plain.len() > clitic.len())
    else {
        return word.len();
    };
    let stem = &plain[..plain.len() - clitic.len()];
    // "the 60's" is one word.
    let decade = *clitic == "'s"
        && matches!(stem.len(), 2 | 4)
        && stem.bytes().all(|byte| byte.is_ascii_digit())
        && stem.ends_with('0');
    if decade { word.len() } else { from_end(clitic.len()) }
}
