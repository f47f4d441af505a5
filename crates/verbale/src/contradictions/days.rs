//! One event that two articles put on different days.

use super::sentences::Sentence;
use super::{Contradiction, Kind, Stage, rounded};
use crate::phrases;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use verbale_record::{Event, EventStatus, EventType};
use verbale_stories::words;
use verbale_text::Span;

/// Types of events that are not repeated day by day, as attacks and talks by telephone are.
const ONCE: &[EventType] =
    &[EventType::Agree, EventType::Consult, EventType::Sanction, EventType::Concede, EventType::Support];
/// Days that lie further apart belong to two events.
const APART: i32 = 3;
/// What the words weigh that the two sentences share, in one story and in two.
const WEIGHT: f64 = 8.0;
const WEIGHT_ABROAD: f64 = 11.0;
/// Bytes between the event's word and its day.
const NEAR: u32 = 60;

const DAYS: &str = "monday tuesday wednesday thursday friday saturday sunday";
/// Words that count a day from another event.
const COUNTED_FROM: &str = "after before earlier later following previous ahead since until eve next last yesterday \
    tomorrow";

/// An event with its day and its sentence.
struct Dated<'s> {
    event: &'s Event,
    day: Date,
    word: String,
    people: BTreeSet<&'s str>,
    sentence: &'s Sentence,
}

/// The events on different days, each once.
pub(super) fn between(stage: &Stage<'_>) -> Vec<Contradiction> {
    let all: Vec<Dated<'_>> = stage.articles.iter().flat_map(|&document| dated(stage, document)).collect();
    let mut of_one_type: BTreeMap<EventType, Vec<&Dated<'_>>> = BTreeMap::new();
    for dated in &all {
        of_one_type.entry(dated.event.kind).or_default().push(dated);
    }
    let mut pairs = Vec::new();
    for members in of_one_type.values() {
        for (n, &a) in members.iter().enumerate() {
            pairs.extend(members[n + 1..].iter().filter_map(|&b| Some((weight(stage, a, b)?, a, b))));
        }
    }
    let place = |dated: &Dated<'_>| (dated.sentence.document, dated.event.id);
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((place(x.1), place(x.2)).cmp(&(place(y.1), place(y.2)))));
    let mut told: BTreeSet<(usize, Date)> = BTreeSet::new();
    let mut found = Vec::new();
    for (sure, a, b) in pairs {
        let keys = [(a.sentence.document, a.day), (b.sentence.document, b.day)];
        if !keys.iter().any(|key| told.contains(key)) {
            told.extend(keys);
            found.push(contradiction(stage, sure, a, b));
        }
    }
    found
}

/// How alike the sentences of two events are, where these are one event on two days.
fn weight(stage: &Stage<'_>, a: &Dated<'_>, b: &Dated<'_>) -> Option<f64> {
    let (one, other) = (a.sentence.document, b.sentence.document);
    let apart = (a.day - b.day).get_days().abs();
    let place = |event: &Event| event.place.as_ref().map(|place| place.name.to_lowercase());
    let same_place = place(a.event).is_some() && place(a.event) == place(b.event);
    let visit = |event: &Event| event.modes.iter().any(|mode| mode == "visit");
    let same_deed = a.word == b.word || same_place && visit(a.event) && visit(b.event);
    let common = a.people.intersection(&b.people).count();
    let all_common = common == a.people.len().min(b.people.len()) && common > 0;
    if one == other || apart == 0 || apart > APART || !same_deed || !all_common {
        return None;
    }
    let (weight, _) = stage.sentences.shared(&a.sentence.stems, &b.sentence.stems);
    let least = if stage.is_one_story(one, other) { WEIGHT } else { WEIGHT_ABROAD };
    (weight >= least).then_some(weight)
}

/// The events of a record whose sentences give them one day by name.
fn dated<'s>(stage: &Stage<'s>, document: usize) -> Vec<Dated<'s>> {
    let record = stage.sentences.record(document);
    let dated = record.events.iter().filter_map(|event| {
        let [day, last] = event.date?;
        let trigger = event.trigger_span?;
        let real = matches!(event.status, EventStatus::Happened | EventStatus::Ongoing);
        let sentence = stage.sentences.at(document, trigger)?;
        let told = real && day == last && ONCE.contains(&event.kind) && stage.sentences.is_whole(sentence);
        if !told || !names_its_day(&record.document.text, trigger, sentence.span) {
            return None;
        }
        let all = event.actors.iter().chain(&event.recipients);
        let people = all.filter_map(|id| Some(record.entities.get(id.0 as usize)?.key.as_str())).collect();
        let stems = stage.sentences.stems(record.document.text.get(trigger.range())?);
        Some(Dated { event, day, word: stems.into_iter().next_back()?, people, sentence })
    });
    dated.collect()
}

/// Whether the sentence names one day, counted from nothing else, next to the event's word.
fn names_its_day(text: &str, trigger: Span, sentence: Span) -> bool {
    let Some(whole) = text.get(sentence.range()) else { return false };
    let is_in = |list: &str, word: &String| list.split_whitespace().any(|listed| listed == word.as_str());
    let words = words(whole);
    if words.iter().filter(|word| is_in(DAYS, word)).count() != 1
        || words.iter().any(|word| is_in(COUNTED_FROM, word))
    {
        return false;
    }
    let lower = whole.to_lowercase();
    let day = DAYS.split_whitespace().find_map(|day| Some((lower.find(day)?, day.len())));
    let Some((at, length)) = day.filter(|_| lower.len() == whole.len()) else { return false };
    let day = Span::new(sentence.start + at as u32, sentence.start + (at + length) as u32);
    let (from, to) = (trigger.end.min(day.end), trigger.start.max(day.start));
    let between = text.get(from as usize..to as usize).unwrap_or_default();
    from <= to && to - from <= NEAR && !between.contains(',')
}

fn contradiction(stage: &Stage<'_>, sure: f64, a: &Dated<'_>, b: &Dated<'_>) -> Contradiction {
    let side = |dated: &Dated<'_>| {
        let claimed =
            stage.sentences.dossier.names(dated.sentence.document, &dated.event.claimed_by).join(", ");
        stage.side(
            dated.sentence,
            Some(dated.event.id.to_string()),
            Some(claimed).filter(|by| !by.is_empty()),
        )
    };
    let (first, second) = if a.day <= b.day { (a, b) } else { (b, a) };
    let record = stage.sentences.record(first.sentence.document);
    let trigger = first.event.trigger_span.and_then(|span| record.document.text.get(span.range()));
    let (day, other) = (phrases::day(first.day), phrases::day(second.day));
    let about = format!("‘{}’ on {day} or on {other}", trigger.unwrap_or_default());
    Contradiction {
        kind: Kind::Day,
        about,
        sure: rounded(sure),
        a: side(first),
        b: side(second),
        echoes: Vec::new(),
    }
}
