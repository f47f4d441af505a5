//! Numbers that differ for one thing: as many killed here, so many there.

use super::sentences::{Sentence, Sentences};
use super::{Contradiction, Kind, Stage, rounded};
use crate::counts::{Count, Thing};
use std::collections::{BTreeMap, BTreeSet};
use verbale_record::{Figure, FigureId};

/// What the words weigh at least that two sentences share before their numbers are held against each other, and which
/// part of the lighter sentence they have to be.
const WEIGHT: f64 = 8.0;
const PART: f64 = 0.25;
/// Pairs are told from this on.
const SURE: f64 = 9.0;

/// A number with its sentence.
struct Counted<'s> {
    count: Count<'s>,
    sentence: &'s Sentence,
}

/// Two figures that cannot both hold.
struct Pair<'s> {
    sure: f64,
    a: &'s Counted<'s>,
    b: &'s Counted<'s>,
}

/// The numbers that differ between articles, each difference once.
pub(super) fn between(stage: &Stage<'_>) -> Vec<Contradiction> {
    let all = counted(stage);
    let mut told: BTreeSet<(Option<usize>, &Thing)> = BTreeSet::new();
    let mut found = Vec::new();
    for pair in pairs(stage, &all) {
        // One thing is told once however many numbers there are for it.
        if told.insert((stage.story_of(pair.a.sentence.document), &pair.a.count.thing)) {
            found.push(contradiction(stage, &pair));
        }
    }
    found
}

/// For each figure that differs from another: the figures it differs from, by record and row.
pub(super) fn conflicts(stage: &Stage<'_>) -> BTreeMap<(usize, FigureId), BTreeSet<(usize, FigureId)>> {
    let all = counted(stage);
    let mut found: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for pair in pairs(stage, &all) {
        let row = |counted: &Counted<'_>| (counted.sentence.document, counted.count.figure.id);
        found.entry(row(pair.a)).or_default().insert(row(pair.b));
        found.entry(row(pair.b)).or_default().insert(row(pair.a));
    }
    found
}

fn counted<'s>(stage: &Stage<'s>) -> Vec<Counted<'s>> {
    let sentences = stage.sentences;
    let mut all = Vec::new();
    for &document in &stage.articles {
        for figure in &sentences.record(document).figures {
            let Some(sentence) = figure.span.and_then(|span| sentences.at(document, span)) else { continue };
            let text = &sentences.record(document).document.text;
            let count = Count::of(figure, text, sentence.span).filter(|_| sentences.is_whole(sentence));
            all.extend(count.map(|count| Counted { count, sentence }));
        }
    }
    all
}

/// The pairs that differ, the surest first.
fn pairs<'s>(stage: &Stage<'s>, all: &'s [Counted<'s>]) -> Vec<Pair<'s>> {
    let sentences = stage.sentences;
    let mut of_one_thing: BTreeMap<&Thing, Vec<&Counted<'_>>> = BTreeMap::new();
    for counted in all {
        of_one_thing.entry(&counted.count.thing).or_default().push(counted);
    }
    let mut found = Vec::new();
    for (thing, members) in of_one_thing {
        for (n, &a) in members.iter().enumerate() {
            for &b in &members[n + 1..] {
                let (one, other) = (a.sentence.document, b.sentence.document);
                if one == other || !stage.is_one_story(one, other) || !a.count.differs(&b.count) {
                    continue;
                }
                let (weight, part) = sentences.shared(&a.sentence.stems, &b.sentence.stems);
                let sure = weight * part.sqrt();
                let alone = thing.fate.is_some() || is_alone(sentences, a) && is_alone(sentences, b);
                let alike = weight >= WEIGHT && part >= PART && sure >= SURE;
                if alike && alone && !told_by_both(sentences, a, b) {
                    found.push(Pair { sure, a, b });
                }
            }
        }
    }
    let place = |counted: &Counted<'_>| (counted.sentence.document, counted.count.figure.id);
    found.sort_by(|x, y| {
        y.sure.total_cmp(&x.sure).then((place(x.a), place(x.b)).cmp(&(place(y.a), place(y.b))))
    });
    found
}

/// Whether a sentence has one number of a kind: of several, each is of another thing.
fn is_alone(sentences: &Sentences<'_>, counted: &Counted<'_>) -> bool {
    let figures = sentences.record(counted.sentence.document).figures.iter();
    let same = |figure: &&Figure| {
        let inside = figure.span.is_some_and(|span| counted.sentence.span.contains(span));
        inside && figure.unit == counted.count.figure.unit
    };
    figures.filter(same).count() == 1
}

/// An article that has the other's number as well counts two things.
fn told_by_both(sentences: &Sentences<'_>, a: &Counted<'_>, b: &Counted<'_>) -> bool {
    let has = |counted: &Counted<'_>, other: &Figure| {
        let figures = &sentences.record(counted.sentence.document).figures;
        figures.iter().any(|figure| figure.value == other.value && figure.unit == other.unit)
    };
    has(b, a.count.figure) || has(a, b.count.figure)
}

fn contradiction(stage: &Stage<'_>, pair: &Pair<'_>) -> Contradiction {
    let side = |counted: &Counted<'_>| {
        let figure = counted.count.figure;
        let claimant =
            figure.claimed_by.and_then(|id| stage.sentences.dossier.entity(counted.sentence.document, id));
        stage.side(counted.sentence, Some(figure.id.to_string()), claimant.map(|entity| entity.name.clone()))
    };
    let thing = &pair.a.count.thing;
    let fate = thing.fate.map(|fate| format!(" {fate}")).unwrap_or_default();
    let group = thing.counted.iter().filter(|_| thing.unit == "person").map(|word| format!(" {word}"));
    let (a, b) = (pair.a.count.quantity(), pair.b.count.quantity());
    let about = format!("{a} or {b}{}{fate}", group.collect::<String>());
    Contradiction {
        kind: Kind::Figure,
        about,
        sure: rounded(pair.sure),
        a: side(pair.a),
        b: side(pair.b),
        echoes: Vec::new(),
    }
}
