//! Numbers that differ for one thing: as many killed here, so many there.

use super::{Contradiction, Kind, Reader, Sentence};
use crate::phrases::quantity;
use std::collections::BTreeSet;
use verbale_record::Figure;
use verbale_stories::words;
use verbale_text::Span;

/// Words that two sentences share before their numbers are held against each other.
const SHARED: usize = 4;
/// The part of the shorter sentence that these have to be.
const PART: f64 = 0.35;
/// Where more than this lies between two numbers they count different things.
const FACTOR: f64 = 3.0;
/// "About" allows for so much.
const ABOUT: f64 = 0.1;
/// Bytes around a number in which the word stands that tells what befell those it counts.
const NEAR: u32 = 60;

/// What befalls people who are counted, by the beginnings of words.
const FATES: &[(&str, &[&str])] = &[
    ("killed", &["kill", "dead", "death", "died", "die", "slain", "murder"]),
    ("wounded", &["wound", "injur", "hurt"]),
    ("held", &["hostage", "captiv", "abduct", "kidnap"]),
    ("arrested", &["arrest", "detain"]),
    ("missing", &["missing"]),
    ("displaced", &["displac", "evacuat", "fled"]),
];

/// Words for the same people.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "children",
        &["child", "children", "schoolchildren", "student", "students", "pupil", "pupils", "kids", "minors"],
    ),
    ("women", &["woman", "women"]),
    ("soldiers", &["soldier", "soldiers", "troops", "servicemen"]),
    ("people", &["people", "persons", "person", "others", "individuals", "civilians", "of", "whom"]),
];

/// Words around a number that do not tell what it counts.
const AROUND: &[&str] = &[
    "at",
    "least",
    "more",
    "than",
    "about",
    "around",
    "nearly",
    "almost",
    "some",
    "over",
    "up",
    "to",
    "only",
    "just",
    "the",
    "a",
    "an",
    "other",
    "another",
    "approximately",
    "half",
    "dozen",
    "dozens",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "and",
];

/// A number with what it counts.
struct Counted<'r> {
    document: usize,
    figure: &'r Figure,
    fate: Option<&'static str>,
    counted: BTreeSet<String>,
    least: bool,
    sentence: Sentence,
}

/// The numbers that differ between articles, each difference once.
pub(super) fn between(reader: &Reader<'_>, articles: &[usize]) -> Vec<Contradiction> {
    let all: Vec<Vec<Counted<'_>>> = articles.iter().map(|&at| counted(reader, at)).collect();
    let mut pairs: Vec<(usize, f64, &Counted<'_>, &Counted<'_>)> = Vec::new();
    for (n, ours) in all.iter().enumerate() {
        for theirs in &all[n + 1..] {
            for (a, b) in ours.iter().flat_map(|a| theirs.iter().map(move |b| (a, b))) {
                let (shared, part) = a.sentence.shared(&b.sentence);
                if shared >= SHARED && part >= PART && differ(a, b) && !told_by_both(a, b, ours, theirs) {
                    pairs.push((shared, part, a, b));
                }
            }
        }
    }
    pairs.sort_by(|x, y| y.1.total_cmp(&x.1).then(y.0.cmp(&x.0)));
    let mut told: BTreeSet<(&str, Option<&str>, Vec<&String>)> = BTreeSet::new();
    let mut found = Vec::new();
    for (_, _, a, b) in pairs {
        // One thing is told once however many numbers there are for it.
        if told.insert((&a.figure.unit, a.fate, a.counted.iter().collect())) {
            found.push(contradiction(reader, a, b));
        }
    }
    found
}

fn counted<'r>(reader: &'r Reader<'_>, document: usize) -> Vec<Counted<'r>> {
    let text = reader.text(document);
    let figures = reader.record(document).figures.iter();
    figures
        .filter_map(|figure| {
            let span = figure.span?;
            let sentence = reader.sentence(document, span)?;
            let own = words(text.get(span.range())?);
            let near = text.get(near(text, span, sentence.span).range())?;
            let fate = fate(&own).or_else(|| fate(&words(near)));
            let least = ["least", "more", "over"].iter().any(|word| own.iter().any(|own| own == word));
            Some(Counted { document, figure, fate, counted: what(&own), least, sentence })
        })
        // Money, shares, times and things for sale are measured for too many things; people are counted by fate.
        .filter(|counted| counted.figure.unit == "person" && counted.fate.is_some())
        .collect()
}

/// The bytes around a number, inside its sentence.
fn near(text: &str, span: Span, sentence: Span) -> Span {
    let mut start = span.start.saturating_sub(NEAR).max(sentence.start);
    let mut end = (span.end + NEAR).min(sentence.end);
    while start < span.start && !text.is_char_boundary(start as usize) {
        start += 1;
    }
    while end > span.end && !text.is_char_boundary(end as usize) {
        end -= 1;
    }
    Span::new(start.min(span.start), end.max(span.end))
}

fn fate(words: &[String]) -> Option<&'static str> {
    let is =
        |word: &String, beginnings: &[&str]| beginnings.iter().any(|beginning| word.starts_with(beginning));
    words
        .iter()
        .find_map(|word| FATES.iter().find(|(_, beginnings)| is(word, beginnings)).map(|(fate, _)| *fate))
}

fn what(words: &[String]) -> BTreeSet<String> {
    let told = |word: &&String| {
        !AROUND.contains(&word.as_str())
            && !word.chars().any(|c| c.is_ascii_digit())
            && fate(std::slice::from_ref(word)).is_none()
    };
    let group = |word: &String| {
        let known = GROUPS.iter().find(|(_, members)| members.contains(&word.as_str()));
        known.map_or_else(|| word.clone(), |(group, _)| (*group).to_owned())
    };
    words.iter().filter(told).map(group).filter(|word| word != "people").collect()
}

/// Whether two numbers for one thing leave no number that both allow.
fn differ(a: &Counted<'_>, b: &Counted<'_>) -> bool {
    let same = a.figure.unit == b.figure.unit && a.fate == b.fate && a.counted == b.counted;
    let ([low_a, high_a], [low_b, high_b]) = (a.figure.value, b.figure.value);
    let (small, large) = (low_a.min(low_b), high_a.max(high_b));
    if !same || small <= 0.0 || large / small > FACTOR {
        return false;
    }
    if a.least && b.least {
        return low_a != low_b;
    }
    let allowed = |counted: &Counted<'_>| {
        let [low, high] = counted.figure.value;
        match (counted.least, counted.figure.approximate) {
            (true, _) => (low, f64::INFINITY),
            (false, true) => (low * (1.0 - ABOUT), high * (1.0 + ABOUT)),
            (false, false) => (low, high),
        }
    };
    let ((from_a, to_a), (from_b, to_b)) = (allowed(a), allowed(b));
    to_a < from_b || to_b < from_a
}

/// An article that has the other's number as well counts two things.
fn told_by_both(a: &Counted<'_>, b: &Counted<'_>, ours: &[Counted<'_>], theirs: &[Counted<'_>]) -> bool {
    let has = |all: &[Counted<'_>], figure: &Figure| {
        all.iter().any(|other| other.figure.value == figure.value && other.figure.unit == figure.unit)
    };
    has(theirs, a.figure) || has(ours, b.figure)
}

fn contradiction(reader: &Reader<'_>, a: &Counted<'_>, b: &Counted<'_>) -> Contradiction {
    let side = |counted: &Counted<'_>| {
        let by = counted.figure.claimed_by;
        let by =
            by.and_then(|id| reader.dossier.entity(counted.document, id)).map(|entity| entity.name.clone());
        reader.side(counted.document, counted.figure.id.to_string(), by, &counted.sentence)
    };
    let fate = a.fate.map(|fate| format!(" {fate}")).unwrap_or_default();
    let people = a.figure.unit == "person";
    let group =
        if people { a.counted.iter().map(|word| format!(" {word}")).collect() } else { String::new() };
    let about = format!("{} or {}{group}{fate}", quantity(a.figure), quantity(b.figure));
    Contradiction { kind: Kind::Figure, about, a: side(a), b: side(b) }
}
