//! Sources: the noun phrases that may name who is reported, and the features to choose among them.

use super::choice::Choice;
use super::features::{Bag, NOTHING, distance_class, size_class};
use super::reader::Reader;
use super::view::Run;
use verbale_analyze::Relation::*;
use verbale_analyze::Upos;

/// How many heads are looked at, nearest to the cue first.
const HEADS: usize = 24;

/// The candidates for the source of a cue.
pub fn candidates(reader: &Reader<'_>, cue: Run, cue_head: u32) -> Choice {
    let mut choice = Choice::default();
    let mut bag = Bag::new(reader.domain);
    none_features(reader, cue_head, &mut bag);
    let none = choice.part(bag.take());
    choice.candidate(None, None, [none, 0, 0]);
    let sentence = reader.view.sentence_of(cue_head);
    let mut heads: Vec<u32> =
        (sentence.start..sentence.end).filter(|&word| !cue.holds(word) && can_name(reader, word)).collect();
    heads.sort_by_key(|&word| (word.abs_diff(cue_head), word));
    heads.truncate(HEADS);
    for (rank, &head) in heads.iter().enumerate() {
        head_features(reader, cue, cue_head, head, rank as u32, &mut bag);
        let head_part = choice.part(bag.take());
        let starts: Vec<(u32, u32)> = starts(reader, head)
            .into_iter()
            .map(|start| {
                start_features(reader, cue_head, head, start, &mut bag);
                (start, choice.part(bag.take()))
            })
            .collect();
        let ends: Vec<(u32, u32)> = ends(reader, head)
            .into_iter()
            .map(|end| {
                end_features(reader, cue, cue_head, head, end, &mut bag);
                (end, choice.part(bag.take()))
            })
            .collect();
        for &(start, start_part) in &starts {
            for &(end, end_part) in &ends {
                let run = Run::new(start, end);
                if !run.is_empty() && !run.overlaps(cue) {
                    choice.candidate(Some(run), Some(head), [head_part, start_part, end_part]);
                }
            }
        }
    }
    choice
}

/// Whether a word can head the name of a source.
fn can_name(reader: &Reader<'_>, word: u32) -> bool {
    let view = &reader.view;
    let inside = matches!(view.relation(word), Flat | Fixed | Compound | Goeswith | Case | Mark | Cc | Punct);
    match view.upos(word) {
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::X => !inside,
        Upos::Num | Upos::Det | Upos::Adj | Upos::Sym => {
            !inside && !matches!(view.relation(word), Det | Nummod)
        }
        _ => false,
    }
}

/// Where a phrase may start: its first word, without what only leads up to it, or its head.
fn starts(reader: &Reader<'_>, head: u32) -> Vec<u32> {
    let view = &reader.view;
    let mut starts = Vec::new();
    let mut start = view.extent(head).start;
    while start < head && leads_up(reader, head, start) {
        start = view.extent(start).end.min(head).max(start + 1);
    }
    starts.push(start);
    for &child in view.children(head) {
        if child < head
            && !matches!(view.relation(child), Compound | Flat | Amod | Nummod | Punct)
            && view.extent(child).start >= start
        {
            starts.push(view.extent(child).end.min(head));
        }
    }
    starts.push(head);
    starts.sort_unstable();
    starts.dedup();
    starts.truncate(5);
    starts
}

fn leads_up(reader: &Reader<'_>, head: u32, word: u32) -> bool {
    let view = &reader.view;
    view.is_punctuation(word)
        || (view.head(word) == Some(head) && matches!(view.relation(word), Case | Cc | CcPreconj | Mark))
}

/// Where a phrase may end: behind its head and after each thing that hangs on it to the right.
fn ends(reader: &Reader<'_>, head: u32) -> Vec<u32> {
    let view = &reader.view;
    let mut ends = Vec::new();
    let mut core = head + 1;
    for &child in view.children(head) {
        if child < head {
            continue;
        }
        let extent = view.extent(child);
        if matches!(view.relation(child), Flat | Fixed | Goeswith | Compound) {
            core = core.max(extent.end);
        } else {
            ends.push(extent.start);
            ends.push(extent.end);
        }
    }
    ends.push(core);
    ends.push(view.extent(head).end);
    let mut ends: Vec<u32> = ends
        .into_iter()
        .filter(|&end| end >= core)
        .map(|end| view.trimmed(Run::new(head, end)).end)
        .filter(|&end| end > head)
        .collect();
    ends.sort_unstable();
    ends.dedup();
    ends.truncate(8);
    ends
}

fn none_features(reader: &Reader<'_>, cue: u32, bag: &mut Bag) {
    let view = &reader.view;
    let lemma = reader.lemma(Some(cue));
    let tag = reader.tag(Some(cue));
    let passive = u32::from(view.child(cue, &[AuxPass]).is_some());
    let agent = u32::from(view.child(cue, &[OblAgent]).is_some());
    let owner = reader.kind(view.child(cue, &[NmodPoss]));
    let subject = reader.kind(reader.subject(cue));
    bag.add(0, &[]);
    bag.add(1, &[lemma]);
    bag.add(2, &[tag, reader.relation(cue)]);
    bag.add(3, &[passive, agent, tag]);
    bag.add(4, &[passive, agent, lemma]);
    bag.add(5, &[owner, tag]);
    bag.add(6, &[subject, tag]);
    bag.add(7, &[subject, lemma]);
    bag.add(8, &[reader.lemma(view.head(cue)), reader.relation(cue)]);
    bag.add(9, &[reader.lemma(reader.beside(cue, -1)), tag]);
    bag.add(10, &[reader.lemma(reader.beside(cue, 1)), tag]);
    let governor = view.head(cue).and_then(|head| reader.subject(head));
    bag.add(11, &[reader.kind(governor), reader.relation(cue)]);
}

fn head_features(reader: &Reader<'_>, cue: Run, cue_head: u32, head: u32, rank: u32, bag: &mut Bag) {
    let view = &reader.view;
    let lemma = reader.lemma(Some(cue_head));
    let tag = reader.tag(Some(cue_head));
    let kind = reader.kind(Some(head));
    let path = reader.path(cue_head, head);
    let distance = distance_class(cue_head, head);
    let case = reader.case(head);
    let side = u32::from(head > cue_head);
    let relation = reader.relation(head);
    bag.add(20, &[path]);
    bag.add(21, &[path, lemma]);
    bag.add(22, &[path, tag]);
    bag.add(23, &[path, kind]);
    bag.add(24, &[path, case]);
    bag.add(25, &[path, case, lemma]);
    bag.add(26, &[path, side]);
    bag.add(27, &[kind, distance]);
    bag.add(28, &[relation, distance]);
    bag.add(29, &[rank.min(8), side]);
    bag.add(30, &[reader.lemma(Some(head))]);
    bag.add(31, &[reader.lemma(Some(head)), path]);
    bag.add(32, &[kind, side, tag]);
    bag.add(33, &[case, side, lemma]);
    let beside = |a: u32, b: u32| u32::from(a == b);
    let adjacent = beside(view.extent(head).end, cue.start) + 2 * beside(view.extent(head).start, cue.end);
    bag.add(34, &[adjacent, kind, tag]);
    bag.add(35, &[adjacent, kind, lemma]);
    // Whether the mark of a quotation stands between, and whether both stand in the same one.
    let quoted = u32::from(view.is_quoted(head)) + 2 * u32::from(view.is_quoted(cue_head));
    let same = u32::from(view.quotation_at(head) == view.quotation_at(cue_head));
    bag.add(36, &[quoted, same, kind]);
    bag.add(37, &[same, path]);
    let passive = u32::from(view.child(cue_head, &[AuxPass]).is_some());
    bag.add(38, &[passive, path]);
    bag.add(39, &[passive, path, kind]);
    // The cue's own subject, where it has one, and whether this is it.
    let subject = reader.subject(cue_head);
    bag.add(40, &[u32::from(subject == Some(head)), reader.kind(subject), tag]);
    bag.add(41, &[u32::from(subject.is_some()), path]);
    bag.add(42, &[reader.relation(cue_head), path]);
    let (low, high) = (head.min(cue_head), head.max(cue_head));
    let between = (low + 1..high).filter(|&word| view.is_punctuation(word)).count() as u32;
    let verbs = (low + 1..high).filter(|&word| view.upos(word) == Upos::Verb).count() as u32;
    bag.add(43, &[between.min(4), side]);
    bag.add(44, &[verbs.min(4), side, relation]);
    bag.add(45, &[reader.lemma(view.head(head)), relation, side]);
    bag.add(46, &[reader.tag(view.head(head)), relation, kind]);
    let inside = u32::from(view.extent(head).contains(cue));
    bag.add(47, &[inside, relation, kind]);
    bag.add(48, &[reader.lemma(reader.beside(head, 1)), path]);
}

fn start_features(reader: &Reader<'_>, cue: u32, head: u32, start: u32, bag: &mut Bag) {
    let view = &reader.view;
    let first = view.extent(head).start;
    let before = (start > first).then(|| start - 1);
    let kind = reader.kind(Some(head));
    let relation = before.map_or(NOTHING, |word| reader.relation(word));
    bag.add(60, &[relation, kind]);
    bag.add(61, &[reader.lemma(before), kind]);
    bag.add(62, &[reader.relation(start), relation]);
    bag.add(63, &[u32::from(start == head), u32::from(start == first), reader.tag(Some(head))]);
    bag.add(64, &[reader.lemma(Some(start)), relation]);
    bag.add(65, &[size_class(head - start), kind]);
    bag.add(66, &[reader.relation(head), relation, u32::from(head > cue)]);
}

fn end_features(reader: &Reader<'_>, cue: Run, cue_head: u32, head: u32, end: u32, bag: &mut Bag) {
    let view = &reader.view;
    let extent = view.extent(head);
    let kind = reader.kind(Some(head));
    let side = u32::from(head > cue_head);
    // What is cut off, and what is the last thing kept.
    let right = |word: &&u32| **word > head && view.relation(**word) != Punct;
    let cut = view.children(head).iter().filter(right).find(|&&word| view.extent(word).start >= end);
    let kept = view.children(head).iter().filter(right).rfind(|&&word| word < end);
    let relation = |word: Option<&u32>| word.map_or(NOTHING, |&word| reader.relation(word));
    let lemma = |word: Option<&u32>| reader.lemma(word.copied());
    bag.add(80, &[relation(cut), relation(kept)]);
    bag.add(81, &[relation(cut), kind]);
    bag.add(82, &[relation(kept), kind]);
    bag.add(83, &[lemma(cut), relation(cut)]);
    bag.add(84, &[lemma(kept), relation(kept)]);
    let case = |word: Option<&u32>| word.map_or(NOTHING, |&word| reader.case(word));
    bag.add(85, &[case(cut), relation(cut), reader.lemma(Some(head))]);
    bag.add(86, &[case(kept), relation(kept)]);
    bag.add(87, &[size_class(end - head), kind]);
    bag.add(88, &[u32::from(end == extent.end), kind, side]);
    bag.add(89, &[reader.lemma((end < extent.end).then_some(end)), kind]);
    bag.add(90, &[u32::from(end == cue.start), relation(cut), side]);
    bag.add(91, &[side, relation(cut), reader.lemma(Some(cue_head))]);
    let next = reader.beside(end - 1, 1);
    bag.add(92, &[reader.tag(next), relation(cut)]);
    bag.add(
        93,
        &[u32::from(next.is_some_and(|next| view.is_punctuation(next))), relation(cut), relation(kept)],
    );
    bag.add(94, &[size_class(extent.end - end), relation(cut)]);
}
