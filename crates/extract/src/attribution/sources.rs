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
        let ends: Vec<(u32, u32)> = ends(reader, cue, head)
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
    let inside = matches!(view.relation(word), Flat | Fixed | Goeswith | Case | Mark | Cc | Punct);
    let compound = view.relation(word) == Compound;
    match view.upos(word) {
        Upos::Propn | Upos::Pron => !inside,
        Upos::Noun | Upos::X => !inside && !compound,
        Upos::Num | Upos::Det | Upos::Adj | Upos::Sym => {
            !inside && !compound && !matches!(view.relation(word), Det | Nummod)
        }
        _ => false,
    }
}

/// Where a phrase may start: its first word, without what only leads up to it, its head, and where the run of
/// nominal words before the head starts, whatever the tree says.
fn starts(reader: &Reader<'_>, head: u32) -> Vec<u32> {
    let view = &reader.view;
    let first = view.extent(head).start;
    let mut start = first;
    while start < head && leads_up(reader, head, start) {
        start = view.extent(start).end.min(head).max(start + 1);
    }
    let mut starts = vec![head, start];
    if !view.is_punctuation(first) && view.relation(first) != Case {
        starts.push(first);
    }
    for &child in view.children(head) {
        if child < head
            && !matches!(view.relation(child), Compound | Flat | Amod | Nummod | Punct)
            && view.extent(child).start >= start
        {
            starts.push(view.extent(child).end.min(head));
        }
    }
    let sentence = view.sentence_of(head);
    let mut chunk = head;
    while chunk > sentence.start && is_nominal(view.upos(chunk - 1)) {
        chunk -= 1;
    }
    starts.push(chunk);
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Parts of speech that a noun phrase is made of before its head.
fn is_nominal(tag: Upos) -> bool {
    matches!(tag, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Num | Upos::Part)
}

fn leads_up(reader: &Reader<'_>, head: u32, word: u32) -> bool {
    let view = &reader.view;
    view.is_punctuation(word)
        || (view.head(word) == Some(head) && matches!(view.relation(word), Case | Cc | CcPreconj | Mark))
}

/// Where a phrase may end: behind its head, after each thing that hangs on it to the right, at commas, and
/// right before the cue.
fn ends(reader: &Reader<'_>, cue: Run, head: u32) -> Vec<u32> {
    let view = &reader.view;
    let mut ends = Vec::new();
    let mut core = head + 1;
    for &child in view.children(head) {
        if child < head {
            continue;
        }
        let extent = view.extent(child);
        if matches!(view.relation(child), Flat | Fixed | Goeswith) {
            core = core.max(extent.end);
        } else {
            ends.push(extent.start);
            ends.push(extent.end);
        }
    }
    ends.push(core);
    ends.push(view.extent(head).end);
    let sentence = view.sentence_of(head);
    if head < cue.start {
        ends.push(cue.start);
        let verb = (head..cue.start).find(|&word| view.upos(word) == Upos::Verb);
        ends.extend((head + 1..cue.start).filter(|&word| view.is_punctuation(word)).take(3));
        ends.extend(verb);
    } else {
        ends.extend((head + 1..sentence.end).filter(|&word| view.is_punctuation(word)).take(3));
        ends.push(sentence.end);
    }
    let mut ends: Vec<u32> = ends
        .into_iter()
        .filter(|&end| end >= core)
        .map(|end| view.trimmed(Run::new(head, end)).end)
        .filter(|&end| end > head && (head > cue.start || end <= cue.start))
        .collect();
    ends.sort_unstable();
    ends.dedup();
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
    bag.add(12, &[reader.cue_class(view.head(cue)), reader.relation(cue), tag]);
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
    // Another cue that this phrase hangs on, or that stands between.
    let governor = view.head(head).filter(|&governor| !cue.holds(governor));
    let other = reader.cue_class(governor);
    bag.add(49, &[other, path]);
    bag.add(50, &[other, relation, u32::from(governor.is_none())]);
    let gap =
        if head < cue.start { Run::new(head + 1, cue.start) } else { Run::new(cue.end, head.max(cue.end)) };
    bag.add(51, &[reader.cue_class_in(gap), side, kind]);
    bag.add(52, &[reader.cue_class_in(gap), reader.relation(cue_head), path]);
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
    let previous = reader.beside(start, -1);
    bag.add(67, &[reader.lemma(previous), reader.relation(start)]);
    bag.add(68, &[reader.tag(previous), reader.tag(Some(start)), kind]);
    bag.add(69, &[u32::from(start < first), reader.tag(Some(start)), reader.tag(previous)]);
    let chunk = previous.is_none_or(|previous| !is_nominal(view.upos(previous)));
    bag.add(70, &[u32::from(chunk), u32::from(start < first), kind, size_class(head - start)]);
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
    bag.add(94, &[size_class(extent.end.abs_diff(end)), u32::from(extent.end < end), relation(cut)]);
    let next_form = next.map_or(NOTHING, |next| reader.symbols.form[next as usize]);
    bag.add(95, &[next_form, side, u32::from(end == cue.start)]);
    bag.add(96, &[next_form, reader.tag(Some(end - 1)), side]);
    let commas = (head + 1..end).filter(|&word| view.form(word) == ",").count() as u32;
    let verbs = (head + 1..end).filter(|&word| view.upos(word) == Upos::Verb).count() as u32;
    let closed = next.is_some_and(|next| view.is_punctuation(next));
    bag.add(97, &[commas.min(4), verbs.min(3), u32::from(closed), side]);
    bag.add(
        98,
        &[
            commas.min(4),
            u32::from(closed),
            u32::from(view.trimmed(Run::new(end, cue.start.max(end))).is_empty()),
            relation(cut),
        ],
    );
    let stray = (head + 1..end)
        .filter(|&word| !view.is_punctuation(word) && view.extent(head).end <= word)
        .count() as u32;
    bag.add(99, &[size_class(stray), side, u32::from(closed)]);
    bag.add(100, &[reader.tag(Some(end - 1)), reader.tag(next), side]);
}
