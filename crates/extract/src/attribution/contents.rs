//! Contents: what a cue reports, chosen in two steps: what stands before the cue, then what stands behind it.
//! Either may be nothing; a content that the cue interrupts has both.

use super::choice::Choice;
use super::content_features::{Side, both_features, end_features, none_features, start_features};
use super::features::Bag;
use super::reader::Reader;
use super::scorer::Scorer;
use super::view::{Run, View};
use verbale_analyze::Relation::*;
use verbale_analyze::Upos;

/// How far from the cue a content may start or end, in words, unless a quotation or the sentence says so.
const REACH: u32 = 60;
/// How many starts and ends are weighed on each side.
const STARTS: usize = 14;
const ENDS: usize = 40;

/// How far a start and an end may promise less than the best ones and still be weighed as a whole.
const MARGIN: f32 = 6.0;

/// A cue with its source, as contents are chosen for it.
#[derive(Copy, Clone, Debug)]
pub struct Report {
    /// The words that report.
    pub cue: Run,
    /// Their head.
    pub head: u32,
    /// The words that name the source.
    pub source: Option<Run>,
    /// Its head.
    pub source_head: Option<u32>,
}

impl Report {
    /// The cue, with the source where that stands right before it.
    pub fn block_start(&self) -> u32 {
        match self.source {
            Some(source) if source.end <= self.cue.start && self.cue.start - source.end <= 12 => source.start,
            _ => self.cue.start,
        }
    }
}

/// The candidates for the part of the content that stands before the cue.
pub fn before(reader: &Reader<'_>, report: Report, scorer: Option<&Scorer>) -> Choice {
    let view = &reader.view;
    let sentence = view.sentence_of(report.head);
    let block = report.block_start();
    let mut ends: Vec<u32> = (sentence.start + 1..=block)
        .rev()
        .chain((block + 1..=report.cue.start).rev())
        .filter(|&end| {
            let edge = end == block || end == report.cue.start;
            (edge && !view.is_punctuation(end - 1)) || can_end(view, end, sentence)
        })
        .take(8)
        .collect();
    let mut starts: Vec<u32> = (sentence.start..block.max(report.cue.start))
        .filter(|&start| can_start(view, start, sentence))
        .collect();
    if starts.len() > 24 {
        // The sentence's own start and those nearest to the cue.
        starts.drain(4..starts.len() - 20);
    }
    // A quotation that ends here and started in an earlier sentence, or ended with it.
    for quoted in &view.quoted {
        let touches = quoted.end > sentence.start.saturating_sub(3) && quoted.end <= report.cue.start;
        if touches && quoted.start < sentence.start && !quoted.is_empty() {
            let trimmed = view.trimmed(*quoted);
            if trimmed.is_empty() {
                continue;
            }
            starts.push(trimmed.start);
            ends.push(trimmed.end);
        }
    }
    weigh(reader, report, Side::Before, starts, |_| ends.clone(), scorer)
}

/// The candidates for the part of the content that stands behind the cue, given what stands before it.
pub fn after(reader: &Reader<'_>, report: Report, before: Option<Run>, scorer: Option<&Scorer>) -> Choice {
    let view = &reader.view;
    let sentence = view.sentence_of(report.head);
    let last = sentence.end.min(report.cue.end + REACH);
    let mut starts: Vec<u32> = (report.cue.end..last)
        .filter(|&start| can_start(view, start, sentence) && opens_to_the_right(view, start, report.cue.end))
        .take(STARTS)
        .collect();
    let rest = view.trimmed(Run::new(report.cue.end, sentence.end));
    if let Some(next) = next_sentence(view, sentence) {
        let opens = view.is_quotation_mark(next.start);
        let colon = view.form(sentence.end - 1) == ":" || view.form(report.cue.end - 1) == ":";
        let next = view.trimmed(next);
        if (opens || colon || rest.is_empty()) && !next.is_empty() {
            starts.push(next.start);
        }
    }
    weigh(
        reader,
        report,
        Side::After(before),
        starts,
        |start| {
            let sentence = view.sentence_of(start);
            let mut ends: Vec<u32> = (start + 1..=sentence.end.min(start + 2 * REACH))
                .filter(|&end| can_end(view, end, sentence))
                .collect();
            if ends.len() > ENDS {
                let final_end = ends[ends.len() - 1];
                ends.truncate(ENDS);
                ends.push(final_end);
            }
            for (at, quoted) in view.quoted.iter().enumerate() {
                let opens_here = view.trimmed(*quoted).start == start;
                if opens_here && quoted.end > sentence.end && view.quotations[at].depth == 0 {
                    ends.push(view.trimmed(*quoted).end);
                }
            }
            ends
        },
        scorer,
    )
}

/// Pairs starts with ends. With a scorer, pairs whose start and end promise too little are left out early.
fn weigh(
    reader: &Reader<'_>,
    report: Report,
    side: Side,
    mut starts: Vec<u32>,
    ends_of: impl Fn(u32) -> Vec<u32>,
    scorer: Option<&Scorer>,
) -> Choice {
    let mut choice = Choice::default();
    let mut bag = Bag::new(reader.domain);
    none_features(reader, report, side, &mut bag);
    let none = choice.part(bag.take());
    choice.candidate(None, None, [none, 0, 0]);
    starts.sort_unstable();
    starts.dedup();
    // The end's part and what it promises, shared between the starts.
    let mut known: Vec<(u32, u32, f32)> = Vec::new();
    let mut pairs: Vec<(Run, u32, u32, f32)> = Vec::new();
    let promise = |features: &[u32]| scorer.map_or(0.0, |scorer| scorer.score(features));
    for start in starts {
        start_features(reader, report, side, start, &mut bag);
        let start_promise = promise(&bag.hashes);
        let start_part = choice.part(bag.take());
        let mut ends = ends_of(start);
        ends.sort_unstable();
        ends.dedup();
        for end in ends.into_iter().filter(|&end| end > start) {
            let run = Run::new(start, end);
            if run.overlaps(report.cue) || report.source.is_some_and(|source| run.overlaps(source)) {
                continue;
            }
            let found = known.iter().find(|(known, _, _)| *known == end).copied();
            let (_, end_part, end_promise) = found.unwrap_or_else(|| {
                end_features(reader, report, side, end, &mut bag);
                let promised = promise(&bag.hashes);
                known.push((end, choice.part(bag.take()), promised));
                known[known.len() - 1]
            });
            pairs.push((run, start_part, end_part, start_promise + end_promise));
        }
    }
    let best = pairs.iter().fold(f32::NEG_INFINITY, |best, pair| best.max(pair.3));
    for (run, start_part, end_part, promised) in pairs {
        if promised >= best - MARGIN {
            both_features(reader, report, side, run, &mut bag);
            let both = choice.part(bag.take());
            choice.candidate(Some(run), None, [start_part, end_part, both]);
        }
    }
    choice
}

/// The sentence behind this one.
pub fn next_sentence(view: &View<'_>, sentence: Run) -> Option<Run> {
    (sentence.end < view.words.len() as u32).then(|| view.sentence_of(sentence.end))
}

/// Whether a content may start with `word`: not in the middle of a phrase.
fn can_start(view: &View<'_>, word: u32, sentence: Run) -> bool {
    if view.is_punctuation(word) {
        return false;
    }
    if word == sentence.start || view.is_punctuation(word - 1) {
        return true;
    }
    if matches!(view.upos(word), Upos::Pron | Upos::Det) {
        return true;
    }
    let led = matches!(view.relation(word - 1), Det | Amod | Compound | Nummod | NmodPoss | Aux | AuxPass)
        && view.head(word - 1).is_some_and(|head| head >= word);
    !led && !matches!(view.relation(word), Flat | Fixed | Goeswith)
}

/// Whether a content behind the cue may start here: something that hangs on a word before it starts here, or
/// follows a complementizer, a preposition or a mark.
fn opens_to_the_right(view: &View<'_>, word: u32, from: u32) -> bool {
    if word == from || view.is_punctuation(word - 1) || matches!(view.relation(word - 1), Mark | Case) {
        return true;
    }
    // The highest word whose phrase starts here.
    let mut top = word;
    while let Some(head) = view.head(top)
        && view.extent(head).start == word
    {
        top = head;
    }
    view.head(top).is_none_or(|head| head < word)
}

/// Whether a content may end before `end`: not in the middle of a phrase.
fn can_end(view: &View<'_>, end: u32, sentence: Run) -> bool {
    let last = end - 1;
    if view.is_punctuation(last) {
        return false;
    }
    if end >= sentence.end || view.is_punctuation(end) || view.upos(last) == Upos::Propn {
        return true;
    }
    let leads = matches!(
        view.relation(last),
        Det | Amod
            | Compound
            | Nummod
            | NmodPoss
            | Aux
            | AuxPass
            | Cop
            | Case
            | Mark
            | Cc
            | Nsubj
            | NsubjPass
    ) && view.head(last).is_some_and(|head| head >= end);
    !leads && !matches!(view.relation(end), Flat | Fixed | Goeswith)
}
