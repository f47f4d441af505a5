//! Names that the language model missed, cut short or took for something else, by what stands around them.

use super::names::{NamedRun, is_honorific};
use super::reading::Reading;
use crate::times::is_weekday_or_month;
use std::ops::Range;
use verbale_analyze::{NameKind, Upos};
use verbale_knowledge::{Case, NounSense, Sense, ThingKind, WordUse};

/// A person's name goes on through the names behind it that nothing else claims ("Yonatan" + "Levi").
pub(super) fn grow_people(reading: &Reading<'_>, runs: &mut Vec<NamedRun>) {
    let mut at = 0;
    while at < runs.len() {
        let end = runs[at].words.end;
        let sentence = reading.sentence_words(runs[at].words.start);
        let person = runs[at].kind == Some(NameKind::Person) && runs[at].senses.is_empty();
        if person && end < sentence.end && is_free_name_word(reading, end) {
            let next = (at + 1 < runs.len() && runs[at + 1].words.start == end).then_some(at + 1);
            let free = next.is_none_or(|next| {
                runs[next].senses.iter().all(|sense| sense.used == WordUse::Surname)
                    && matches!(runs[next].kind, None | Some(NameKind::Person | NameKind::Other))
            });
            if free {
                runs[at].words.end = next.map_or(end + 1, |next| runs[next].words.end);
                if let Some(next) = next {
                    runs.remove(next);
                }
                continue;
            }
        }
        at += 1;
    }
}

/// Whether a word may be part of a person's name.
fn is_free_name_word(reading: &Reading<'_>, word: u32) -> bool {
    let form = reading.form(word);
    let tag = matches!(reading.upos(word), Upos::Propn | Upos::X) || reading.upos(word) == Upos::Noun;
    tag && form.starts_with(char::is_uppercase)
        && form.len() > 1
        && !reading.glued[word as usize]
        && !is_weekday_or_month(&form.to_lowercase())
}

/// Names that the language model takes for places or organisations though a first name opens them or a role
/// noun stands before them.
pub(super) fn see_people(reading: &Reading<'_>, runs: &mut [NamedRun]) {
    const NO_PERSON: [&str; 26] = [
        "university",
        "park",
        "street",
        "airport",
        "hospital",
        "bridge",
        "river",
        "prize",
        "valley",
        "city",
        "bay",
        "island",
        "islands",
        "station",
        "square",
        "party",
        "center",
        "centre",
        "school",
        "company",
        "bank",
        "road",
        "avenue",
        "museum",
        "stadium",
        "memorial",
    ];
    for run in runs.iter_mut() {
        let atoms = reading.atoms(&run.words);
        let unknown = run.senses.is_empty() && run.kind != Some(NameKind::Person);
        if !unknown || !(2..=3).contains(&run.words.len()) || atoms.len() < 2 {
            continue;
        }
        let plain = !atoms.iter().any(|atom| NO_PERSON.contains(&atom.text.as_str()));
        let words = run.words.clone().all(|word| is_free_name_word(reading, word));
        let sentence = reading.sentence_words(run.words.start);
        let before = run.words.start.saturating_sub(5).max(sentence.start)..run.words.start;
        let titled = !before.is_empty()
            && reading.noun_at_end(&before).is_some_and(|(_, noun)| {
                matches!(noun.sense, NounSense::Office | NounSense::Person) && !noun.plural
            });
        let first_name = reading.input.knowledge.first_name(reading.form(run.words.start)).is_some();
        if plain && words && (first_name || titled) {
            run.kind = Some(NameKind::Person);
        }
    }
}

/// "Economy Minister Luis Rojas": the names behind a title are a person's, whatever the language model saw.
pub(super) fn add_titled_people(reading: &Reading<'_>, runs: &mut Vec<NamedRun>) {
    let mut claimed = vec![false; reading.words.len()];
    for run in runs.iter() {
        run.words.clone().for_each(|word| claimed[word as usize] = true);
    }
    let mut added = Vec::new();
    for start in 1..reading.words.len() as u32 {
        let sentence = reading.sentence_words(start);
        if start <= sentence.start || claimed[start as usize] || claimed[start as usize - 1] {
            continue;
        }
        let before = start.saturating_sub(5).max(sentence.start)..start;
        let titled = reading.form(start - 1).starts_with(char::is_uppercase)
            && reading.noun_at_end(&before).is_some_and(|(_, noun)| {
                matches!(noun.sense, NounSense::Office | NounSense::Person) && !noun.plural
            });
        let free = |word: u32| {
            word < sentence.end
                && !claimed[word as usize]
                && is_free_name_word(reading, word)
                && reading.whole_noun(&(word..word + 1)).is_none()
        };
        let mut end = start;
        while titled && end < start + 4 && free(end) {
            end += 1;
        }
        if end > start && reading.upos(start) == Upos::Propn {
            (start..end).for_each(|word| claimed[word as usize] = true);
            added.push(NamedRun { words: start..end, senses: Vec::new(), kind: Some(NameKind::Person) });
        }
    }
    runs.extend(added);
    runs.sort_by_key(|run| (run.words.start, run.words.end));
    grow_left(reading, runs);
}

/// "Mahdi" before "Sanaei": a first name that the language model left out.
fn grow_left(reading: &Reading<'_>, runs: &mut [NamedRun]) {
    for at in 0..runs.len() {
        let words = runs[at].words.clone();
        let sentence = reading.sentence_words(words.start);
        if words.start <= sentence.start {
            continue;
        }
        let before = words.start - 1;
        let title = before.saturating_sub(5).max(sentence.start)..before;
        let titled = reading.noun_at_end(&title).is_some_and(|(_, noun)| {
            matches!(noun.sense, NounSense::Office | NounSense::Person) && !noun.plural
        });
        // "Minister April Rojas": behind a title a month is a first name.
        let month = titled && is_weekday_or_month(&reading.lower(before));
        let free = (at == 0 || runs[at - 1].words.end < words.start)
            && reading.upos(before) == Upos::Propn
            && (month || is_free_name_word(reading, before))
            && !is_honorific(reading.form(before))
            && reading.whole_noun(&(before..before + 1)).is_none();
        let one_word = runs[at].kind == Some(NameKind::Person) && words.len() == 1;
        let bound = reading.tree_head(before) == words.start || reading.tree_head(words.start) == before;
        let opens = bound || reading.input.knowledge.first_name(reading.form(before)).is_some() || titled;
        if free && one_word && opens {
            runs[at].words.start = before;
            let surname = |sense: &Sense| sense.used == WordUse::Surname;
            if runs[at].senses.iter().all(surname) {
                runs[at].senses.clear();
            }
        }
    }
}

/// The last name of a person named in full is that person's wherever it stands alone, whatever the language
/// model made of it.
pub(super) fn add_last_names(reading: &Reading<'_>, runs: &mut Vec<NamedRun>) {
    let knowledge = reading.input.knowledge;
    let is_person = |run: &NamedRun| {
        run.kind == Some(NameKind::Person)
            || run.senses.iter().any(|sense| {
                knowledge.thing(sense.thing).kind == ThingKind::Person && sense.used == WordUse::Name
            })
    };
    let last_names: Vec<String> = runs
        .iter()
        .filter(|run| is_person(run) && reading.atoms(&run.words).len() > 1)
        .filter_map(|run| reading.atoms(&run.words).last().map(|atom| atom.text.clone()))
        .collect();
    let mut claimed = vec![None; reading.words.len()];
    for (number, run) in runs.iter().enumerate() {
        for word in run.words.clone() {
            claimed[word as usize] = Some(number);
        }
    }
    let mut added = Vec::new();
    for word in 0..reading.words.len() as u32 {
        let atoms = reading.atoms(&(word..word + 1));
        let [atom] = atoms else { continue };
        let capital = atom.case != Case::Lower;
        let tag = matches!(reading.upos(word), Upos::Propn | Upos::Noun | Upos::X | Upos::Verb);
        if !capital || !tag || !last_names.contains(&atom.text) {
            continue;
        }
        match claimed[word as usize] {
            None => added.push(NamedRun {
                words: word..word + 1,
                senses: Vec::new(),
                kind: Some(NameKind::Person),
            }),
            Some(run)
                if runs[run].words.len() == 1
                    && runs[run].senses.iter().all(|s| s.used == WordUse::Surname) =>
            {
                runs[run].kind = Some(NameKind::Person);
            }
            Some(_) => {}
        }
    }
    runs.extend(added);
    runs.sort_by_key(|run| (run.words.start, run.words.end));
}

/// "International Grain Council (IGC)": the acronym is a name here and wherever it stands.
pub(super) fn add_acronyms(reading: &Reading<'_>, runs: &mut Vec<NamedRun>) {
    let mut acronyms: Vec<String> = Vec::new();
    for run in runs.iter() {
        let sentence = reading.sentence_words(run.words.start);
        let open = run.words.end;
        if open + 2 >= sentence.end || reading.form(open) != "(" || reading.form(open + 2) != ")" {
            continue;
        }
        let initials: String =
            reading.atoms(&run.words).iter().filter_map(|atom| atom.text.chars().next()).collect();
        if let [atom] = reading.atoms(&(open + 1..open + 2))
            && atom.case == Case::Upper
            && atom.text.len() >= 2
            && atom.text.chars().next() == initials.chars().next()
        {
            acronyms.push(reading.form(open + 1).to_owned());
        }
    }
    let claimed: Vec<Range<u32>> = runs.iter().map(|run| run.words.clone()).collect();
    for word in 0..reading.words.len() as u32 {
        let free = !claimed.iter().any(|words| words.contains(&word));
        if free && acronyms.iter().any(|acronym| acronym == reading.form(word)) {
            runs.push(NamedRun {
                words: word..word + 1,
                senses: Vec::new(),
                kind: Some(NameKind::Organisation),
            });
        }
    }
    runs.sort_by_key(|run| (run.words.start, run.words.end));
}
