//! Names: runs of words that the language model or the tables take for a name, merged.

use super::name_repairs::{add_acronyms, add_last_names, add_titled_people, grow_people, see_people};
use super::reading::Reading;
use crate::times::is_weekday_or_month;
use std::ops::Range;
use verbale_analyze::{NameKind, Upos};
use verbale_knowledge::{NounSense, Sense, ThingKind, WordUse};

/// A run of words that names something.
#[derive(Clone, Debug)]
pub(super) struct NamedRun {
    /// First word and one past the last, without titles and articles.
    pub words: Range<u32>,
    /// What the tables take it for, the likeliest first; empty where they do not know it.
    pub senses: Vec<Sense>,
    /// What the language model takes it for.
    pub kind: Option<NameKind>,
}

impl NamedRun {
    /// Whether the tables know it only as an adjective or noun of nationality, or can read it so.
    pub fn has_use(&self, used: WordUse) -> bool {
        self.senses.iter().any(|sense| sense.used == used)
    }
}

/// Finds the names of the document, in order, not overlapping.
pub(super) fn find(reading: &Reading<'_>) -> Vec<NamedRun> {
    let known = known_phrases(reading);
    let mut runs: Vec<NamedRun> = Vec::new();
    for name in &reading.input.annotations.names {
        let words = without_titles(reading, name.words.clone(), name.kind);
        let address = words.len() == 1 && is_honorific(reading.form(words.start));
        if !words.is_empty() && !address {
            runs.push(NamedRun { words, senses: Vec::new(), kind: Some(name.kind) });
        }
    }
    for hit in known {
        lay_over(reading, &mut runs, hit);
    }
    runs.sort_by_key(|run| (run.words.start, run.words.end));
    see_people(reading, &mut runs);
    add_titled_people(reading, &mut runs);
    grow_people(reading, &mut runs);
    add_last_names(reading, &mut runs);
    add_acronyms(reading, &mut runs);
    let full_names: Vec<_> = runs
        .iter()
        .flat_map(|run| &run.senses)
        .filter(|sense| sense.used == WordUse::Name && !sense.needs_full_name)
        .map(|sense| sense.thing)
        .collect();
    for run in &mut runs {
        let outlet = stands_by_outlet(reading, &run.words);
        run.senses.retain(|sense| {
            let reports = reading.input.knowledge.thing(sense.thing).kind == ThingKind::Outlet;
            !sense.needs_full_name || full_names.contains(&sense.thing) || (outlet && reports)
        });
    }
    // "the Rojas" is a family or a ship, not one person.
    runs.retain(|run| {
        let start = run.words.start;
        let the = start > reading.sentence_words(start).start && reading.lower(start - 1) == "the";
        !(the && run.words.len() == 1 && run.senses.is_empty() && run.kind == Some(NameKind::Person))
    });
    runs.retain(|run| !run.senses.is_empty() || !is_common_noun(reading, &run.words));
    runs
}

/// Whether a name the tables do not know is a role or an institution written with capitals: the noun phrase
/// around it says whose.
fn is_common_noun(reading: &Reading<'_>, words: &Range<u32>) -> bool {
    reading.noun_at_end(words).is_some_and(|(start, _)| start == words.start)
}

/// Whether "newspaper", "news agency" or the like stands right before or behind a name.
fn stands_by_outlet(reading: &Reading<'_>, words: &Range<u32>) -> bool {
    let sentence = reading.sentence_words(words.start);
    let is_outlet = |found: Option<(u32, verbale_knowledge::Noun)>| {
        found.is_some_and(|(_, noun)| noun.sense == NounSense::Outlet)
    };
    let before = words.start.saturating_sub(2).max(sentence.start)..words.start;
    let after = (words.end + 1..=sentence.end.min(words.end + 2)).map(|end| words.end..end);
    is_outlet(reading.noun_at_end(&before).filter(|_| !before.is_empty()))
        || after
            .into_iter()
            .any(|after| reading.whole_noun(&after).is_some_and(|noun| is_outlet(Some((0, noun)))))
}

/// The tables' phrases, left to right, the longest at each place.
fn known_phrases(reading: &Reading<'_>) -> Vec<NamedRun> {
    let mut found = Vec::new();
    for sentence in reading.input.annotations.sentences.iter() {
        let mut at = sentence.words.start;
        while at < sentence.words.end {
            match known_phrase(reading, at..sentence.words.end) {
                Some(run) => {
                    at = run.words.end;
                    found.push(run);
                }
                None => at += 1,
            }
        }
    }
    found
}

fn known_phrase(reading: &Reading<'_>, rest: Range<u32>) -> Option<NamedRun> {
    let first = rest.start;
    if reading.atoms(&(first..first + 1)).is_empty() {
        return None;
    }
    let hit = reading.input.knowledge.longest(reading.atoms(&rest))?;
    let words = first..reading.word_after(first, hit.atoms)?;
    let parted =
        |word: u32| reading.upos(word) == Upos::Punct && matches!(reading.form(word), "," | ";" | "(" | ")");
    if words.clone().any(parted) {
        return None;
    }
    if continues_unknown_name(reading, &words, &hit.senses) {
        return None;
    }
    let mut senses = hit.senses;
    senses
        .retain(|sense| sense.used != WordUse::Surname || !is_weekday_or_month(&reading.lower(words.start)));
    senses.retain(|sense| sense.used != WordUse::Surname || is_name_like(reading, &words));
    (!senses.is_empty()).then_some(NamedRun { words, senses, kind: None })
}

/// Whether a phrase of one word only closes a longer name that the tables do not know ("Air Canada", "World
/// Jewish Congress", "Duncan-Jordan").
fn continues_unknown_name(reading: &Reading<'_>, words: &Range<u32>, senses: &[Sense]) -> bool {
    let knowledge = reading.input.knowledge;
    let sentence = reading.sentence_words(words.start);
    let persons = senses.iter().all(|sense| knowledge.thing(sense.thing).kind == ThingKind::Person);
    if persons || words.len() > 1 || words.start <= sentence.start {
        return false;
    }
    let hyphen = matches!(reading.form(words.start - 1), "-" | "‑");
    let before = words.start - 1 - u32::from(hyphen && words.start >= sentence.start + 2);
    let form = reading.form(before);
    let capital = form.starts_with(char::is_uppercase) && reading.upos(before) == Upos::Propn;
    let known = !knowledge.lookup(form).is_empty() || reading.whole_noun(&(before..before + 1)).is_some();
    let bound = hyphen || reading.tree_head(before) == words.start;
    // Whether the language model takes both words for one name.
    let mut names = reading.input.annotations.names.iter();
    let one_name = names.any(|name| name.words.start <= before && words.end <= name.words.end);
    let opens_sentence = before == sentence.start && !hyphen && !one_name;
    capital
        && bound
        && !known
        && !opens_sentence
        && !is_weekday_or_month(&form.to_lowercase())
        && !is_honorific(form)
}

fn is_name_like(reading: &Reading<'_>, words: &Range<u32>) -> bool {
    words.clone().any(|word| reading.upos(word) == Upos::Propn)
}

/// Puts a known phrase among the names of the language model.
fn lay_over(reading: &Reading<'_>, runs: &mut Vec<NamedRun>, hit: NamedRun) {
    let overlapping: Vec<usize> = (0..runs.len())
        .filter(|&at| runs[at].words.start < hit.words.end && hit.words.start < runs[at].words.end)
        .collect();
    let Some(&first) = overlapping.first() else {
        runs.push(hit);
        return;
    };
    let covers =
        |outer: &Range<u32>, inner: &Range<u32>| outer.start <= inner.start && inner.end <= outer.end;
    if overlapping.iter().all(|&at| covers(&hit.words, &runs[at].words)) {
        let kind = runs[first].kind;
        for &at in overlapping.iter().rev() {
            runs.remove(at);
        }
        runs.push(NamedRun { kind, ..hit });
        return;
    }
    let outer = &runs[first];
    if overlapping.len() > 1 || !covers(&outer.words, &hit.words) {
        // A phrase of one word that only touches a name is part of that name.
        if hit.words.len() > 1 {
            for &at in overlapping.iter().rev() {
                runs.remove(at);
            }
            runs.push(hit);
        }
        return;
    }
    inside_name(reading, runs, first, hit);
}

/// A known phrase inside a longer name of the language model.
fn inside_name(reading: &Reading<'_>, runs: &mut Vec<NamedRun>, outer: usize, hit: NamedRun) {
    let knowledge = reading.input.knowledge;
    let words = runs[outer].words.clone();
    let is_person = |sense: &Sense| knowledge.thing(sense.thing).kind == ThingKind::Person;
    let person = hit.senses.iter().any(is_person);
    if runs[outer].kind == Some(NameKind::Person) {
        // "Sergey Viktorovich Lavrov" keeps its own first name; a nationality or title before it falls off.
        if person && hit.words.end == words.end && same_first_name(reading, &words, &hit) {
            runs[outer].senses = hit.senses.into_iter().filter(is_person).collect();
        } else if !person && hit.words.start == words.start && hit.words.end < words.end {
            runs[outer].words = without_titles(reading, hit.words.end..words.end, NameKind::Person);
            runs.push(hit);
        }
        return;
    }
    // An institution named after its party is read as a noun phrase, with the party as its owner.
    let noun = reading.noun_at_end(&words);
    let rest_is_noun =
        noun.is_some_and(|(start, _)| start < words.end && start >= hit.words.end.min(words.end));
    if hit.words.start == words.start && (rest_is_noun || hit.senses.iter().all(is_person)) {
        runs.remove(outer);
        runs.push(hit);
    } else if hit.words.end == words.end && hit.words.len() > 1 {
        runs[outer] = NamedRun { kind: runs[outer].kind, ..hit };
    }
}

/// Whether the first word of the longer name may be the first word of the known one.
fn same_first_name(reading: &Reading<'_>, words: &Range<u32>, hit: &NamedRun) -> bool {
    let knowledge = reading.input.knowledge;
    let Some(first) = reading.atoms(words).first() else { return false };
    let first: String = first.text.chars().take(3).collect();
    hit.senses.iter().any(|sense| {
        let known = verbale_knowledge::atoms(&knowledge.thing(sense.thing).name);
        known.first().is_some_and(|known| known.text.starts_with(&first))
    })
}

const HONORIFICS: [&str; 36] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "baroness",
    "gen",
    "lt",
    "maj",
    "col",
    "capt",
    "sgt",
    "brig",
    "adm",
    "cmdr",
    "sen",
    "rep",
    "gov",
    "rev",
    "hon",
    "hojatoleslam",
    "seyed",
    "seyyed",
    "sayyed",
    "sayyid",
    "haj",
    "hajj",
    "excellency",
    "h.e",
    "he",
];

/// Whether the word is a form of address ("Mr", "Gen.").
pub(super) fn is_honorific(word: &str) -> bool {
    HONORIFICS.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

/// A name without articles, forms of address and role nouns at its start, and without "'s" at its end.
fn without_titles(reading: &Reading<'_>, words: Range<u32>, kind: NameKind) -> Range<u32> {
    let Range { mut start, mut end } = words;
    while start < end && matches!(reading.upos(start), Upos::Det | Upos::Punct | Upos::Adp | Upos::Sym) {
        if reading.form(start) == "The" && kind != NameKind::Person && end - start > 1 {
            break;
        }
        start += 1;
    }
    while start < end && matches!(reading.upos(end - 1), Upos::Part | Upos::Punct | Upos::Sym) {
        end -= 1;
    }
    if kind == NameKind::Person {
        while start + 1 < end && (is_honorific(reading.form(start)) || reading.form(start) == ".") {
            start += 1;
        }
        // "Likud MK Ana Quispe": everything up to the last role noun that a name follows.
        let ends_title = |after: &u32| {
            reading.noun_at_end(&(start..*after)).is_some_and(|(_, noun)| {
                matches!(noun.sense, NounSense::Office | NounSense::Person | NounSense::Official)
            })
        };
        start = (start + 1..end).rev().find(ends_title).unwrap_or(start);
        while start + 1 < end && is_honorific(reading.form(start)) {
            start += 1;
        }
    }
    start..end
}
