//! Cues: the features that tell whether a word reports, and the candidates for the words around it that
//! report with it.

use super::choice::Choice;
use super::features::{Bag, distance_class, size_class};
use super::reader::Reader;
use super::view::Run;
use verbale_analyze::Relation::*;
use verbale_analyze::Upos;

/// How many words a cue may stretch to each side of its head.
const REACH: u32 = 9;

/// Whether a word can head a cue at all.
pub fn can_report(reader: &Reader<'_>, word: u32) -> bool {
    let view = &reader.view;
    match view.upos(word) {
        Upos::Verb | Upos::Noun | Upos::Adj | Upos::Adv | Upos::Adp | Upos::Sconj | Upos::Propn | Upos::X => {
            true
        }
        Upos::Aux => !matches!(view.relation(word), Aux | AuxPass),
        Upos::Punct => view.form(word) == ":",
        _ => false,
    }
}

/// The features that tell whether `word` reports.
pub fn head_features(reader: &Reader<'_>, word: u32, bag: &mut Bag) {
    let view = &reader.view;
    let lemma = reader.lemma(Some(word));
    let tag = reader.tag(Some(word));
    let form = reader.symbols.form[word as usize];
    let relation = reader.relation(word);
    bag.add(0, &[]);
    bag.add(1, &[lemma, view.upos(word) as u32]);
    bag.add(2, &[lemma]);
    bag.add(3, &[form]);
    bag.add(4, &[tag, relation]);
    bag.add(5, &[lemma, relation]);
    bag.add(6, &[reader.symbols.suffix[word as usize], tag]);
    let head = view.head(word);
    bag.add(7, &[reader.lemma(head), relation]);
    bag.add(8, &[reader.lemma(head), lemma]);
    bag.add(9, &[reader.tag(head), relation, tag]);
    neighbours(reader, word, lemma, bag);
    dependents(reader, word, lemma, tag, bag);
    quotes(reader, word, lemma, tag, bag);
    place(reader, word, lemma, tag, bag);
}

fn neighbours(reader: &Reader<'_>, word: u32, lemma: u32, bag: &mut Bag) {
    let at = |offset| reader.beside(word, offset);
    let tag = reader.tag(Some(word));
    for (template, offset) in [(10, -1), (12, 1), (14, -2), (16, 2)] {
        let beside = at(offset);
        bag.add(template, &[reader.lemma(beside), tag]);
        bag.add(template + 1, &[reader.tag(beside), lemma]);
    }
    bag.add(18, &[reader.lemma(at(-1)), lemma]);
    bag.add(19, &[lemma, reader.lemma(at(1))]);
    bag.add(20, &[lemma, reader.lemma(at(1)), reader.lemma(at(2))]);
    bag.add(21, &[reader.tag(at(-1)), tag, reader.tag(at(1))]);
    bag.add(22, &[reader.kind(at(-1)), tag]);
    bag.add(23, &[reader.kind(at(1)), tag]);
    bag.add(24, &[reader.kind(at(1)), lemma]);
}

fn dependents(reader: &Reader<'_>, word: u32, lemma: u32, tag: u32, bag: &mut Bag) {
    let view = &reader.view;
    let (mut has, mut negated, mut modal) = (0u64, 0, 0);
    for &child in view.children(word) {
        let relation = reader.relation(child);
        if view.relation(child) == Punct {
            continue;
        }
        let side = u32::from(child > word);
        has |= 1 << relation.min(63);
        bag.add(30, &[relation, tag, side]);
        bag.add(31, &[relation, lemma]);
        bag.add(32, &[relation, reader.lemma(Some(child)), tag]);
        bag.add(33, &[relation, lemma, reader.kind(Some(child))]);
        bag.add(34, &[relation, reader.kind(Some(child)), tag]);
        match view.relation(child) {
            Ccomp | Xcomp | Acl | Advcl => {
                let mark = reader.lemma(view.child(child, &[Mark]));
                bag.add(35, &[relation, mark, lemma]);
                bag.add(36, &[relation, mark, tag, side]);
                bag.add(37, &[relation, reader.tag(Some(child)), lemma]);
            }
            Obl | Nmod | OblAgent => {
                let case = reader.case(child);
                bag.add(38, &[case, lemma]);
                bag.add(39, &[case, tag, relation]);
                bag.add(40, &[case, lemma, reader.kind(Some(child))]);
            }
            Obj => bag.add(41, &[lemma, reader.lemma(Some(child))]),
            Aux => modal = reader.lemma(Some(child)),
            Advmod if matches!(view.lemma(child), "not" | "never") => negated = 1,
            _ => {}
        }
    }
    let frame = [Ccomp, Xcomp, Obj, Obl, Parataxis, Acl, Advcl, NsubjPass, AuxPass, Cop]
        .iter()
        .enumerate()
        .fold(0u32, |frame, (bit, &relation)| frame | (((has >> (relation as u32)) as u32 & 1) << bit));
    bag.add(42, &[frame, tag]);
    bag.add(43, &[frame, lemma]);
    bag.add(44, &[negated, modal, lemma]);
    bag.add(45, &[negated, modal, tag]);
    let subject = reader.subject(word);
    let kind = reader.kind(subject);
    bag.add(46, &[kind, frame]);
    bag.add(47, &[kind, lemma]);
    bag.add(48, &[reader.lemma(subject), tag]);
    let passive = u32::from(view.child(word, &[AuxPass]).is_some());
    bag.add(49, &[passive, lemma]);
}

fn quotes(reader: &Reader<'_>, word: u32, lemma: u32, tag: u32, bag: &mut Bag) {
    let view = &reader.view;
    let sentence = view.sentence_of(word);
    let own = view.quotation_at(word);
    let inside = own.map_or(0, |own| {
        let quoted = view.quoted[own];
        if quoted.len() < 6 { 1 } else { 2 }
    });
    let (left, right) = reader.marks_beside(word);
    let quotations = view.quoted_near(sentence);
    // The words between the word and the nearest quotation to each side that it does not stand in.
    let near = |left: bool| {
        quotations
            .iter()
            .filter(|quoted| quoted.overlaps(sentence) && !quoted.holds(word) && quoted.len() > 2)
            .filter(|quoted| (quoted.end <= word) == left)
            .map(|quoted| size_class(if left { word - quoted.end } else { quoted.start - word }))
            .min()
            .unwrap_or(20)
    };
    let (before, after) = (near(true), near(false));
    // A quotation that ends an earlier sentence and touches this one: `"Why?" he asked`.
    let touching = quotations.iter().any(|quoted| {
        quoted.end <= sentence.start && quoted.end + 3 > sentence.start && quoted.start < quoted.end
    });
    let lower = view.form(sentence.start).starts_with(char::is_lowercase);
    let touching = u32::from(touching) + u32::from(touching && lower);
    bag.add(68, &[touching, lemma]);
    bag.add(69, &[touching, tag, size_class(word - sentence.start)]);
    bag.add(70, &[touching, before.min(20), after.min(20), reader.relation(word)]);
    bag.add(50, &[inside, tag]);
    bag.add(51, &[inside, lemma]);
    bag.add(52, &[left, right, lemma]);
    bag.add(53, &[left, right, tag]);
    bag.add(54, &[before, tag]);
    bag.add(55, &[after, tag]);
    bag.add(56, &[before.min(20), after.min(20), inside]);
    bag.add(57, &[u32::from(before < 20), u32::from(after < 20), lemma]);
    let kinds = reader.kind(reader.subject(word));
    bag.add(58, &[u32::from(before < 20), u32::from(after < 20), kinds, reader.relation(word)]);
}

fn place(reader: &Reader<'_>, word: u32, lemma: u32, tag: u32, bag: &mut Bag) {
    let view = &reader.view;
    let sentence = view.sentence_of(word);
    bag.add(60, &[size_class(word - sentence.start), tag]);
    bag.add(61, &[size_class(sentence.end - word), tag]);
    bag.add(62, &[size_class(sentence.len()), lemma]);
    let block = view.annotations.sentences[view.words.sentences[word as usize]].block;
    let kind = view.document.blocks()[block].kind as u32;
    bag.add(63, &[kind, tag]);
    bag.add(64, &[kind, lemma]);
    // Which cue-like word this one hangs on: "continued, saying".
    if let Some(head) = view.head(word) {
        bag.add(65, &[reader.lemma(view.head(head)), reader.relation(head), reader.relation(word)]);
        let subject = reader.kind(reader.subject(head));
        bag.add(66, &[subject, reader.relation(word), tag]);
        bag.add(67, &[subject, reader.relation(word), lemma]);
    }
}

/// The candidates for the run of a cue whose head is `head`.
pub fn extents(reader: &Reader<'_>, head: u32) -> Choice {
    let view = &reader.view;
    let sentence = view.sentence_of(head);
    let mut choice = Choice::default();
    let mut bag = Bag::new(reader.domain);
    let first = sentence.start.max(head.saturating_sub(REACH));
    let last = sentence.end.min(head + 1 + REACH);
    let starts: Vec<(u32, u32)> = (first..=head)
        .rev()
        .take_while(|&start| start == head || !view.is_quotation_mark(start))
        .map(|start| {
            edge_features(reader, head, start, reader.beside(start, -1), 0, &mut bag);
            inner_features(reader, head, Run::new(start, head), 30, &mut bag);
            (start, choice.part(bag.take()))
        })
        .collect();
    let ends: Vec<(u32, u32)> = (head + 1..=last)
        .map(|end| {
            edge_features(reader, head, end - 1, reader.beside(end - 1, 1), 60, &mut bag);
            inner_features(reader, head, Run::new(head + 1, end), 90, &mut bag);
            (end, choice.part(bag.take()))
        })
        .collect();
    for &(start, start_part) in &starts {
        for &(end, end_part) in &ends {
            let length = end - start;
            if length > REACH {
                continue;
            }
            bag.add(120, &[length]);
            if length <= 5 {
                let words = (start..end).fold(1u32, |hash, word| {
                    hash.wrapping_mul(0x0100_0193) ^ reader.symbols.form[word as usize]
                });
                bag.add(121, &[words, length]);
            }
            let both = choice.part(bag.take());
            choice.candidate(Some(Run::new(start, end)), Some(head), [start_part, end_part, both]);
        }
    }
    choice
}

/// The word at the edge of a cue and the one beyond it.
fn edge_features(reader: &Reader<'_>, head: u32, word: u32, beyond: Option<u32>, base: u32, bag: &mut Bag) {
    let lemma = reader.lemma(Some(head));
    let tag = reader.tag(Some(head));
    let distance = distance_class(head, word);
    bag.add(base, &[distance]);
    bag.add(base + 1, &[distance, lemma]);
    bag.add(base + 2, &[reader.lemma(Some(word)), distance.min(18)]);
    bag.add(base + 3, &[reader.lemma(Some(word)), lemma]);
    bag.add(base + 4, &[reader.tag(Some(word)), tag, distance]);
    bag.add(base + 5, &[reader.relation(word), tag, distance]);
    let path = reader.path(head, word);
    bag.add(base + 6, &[path]);
    bag.add(base + 7, &[path, lemma]);
    bag.add(base + 8, &[reader.lemma(beyond), reader.tag(Some(word))]);
    bag.add(base + 9, &[reader.tag(beyond), reader.tag(Some(word)), distance]);
    bag.add(base + 10, &[reader.lemma(beyond), lemma]);
    if let Some(beyond) = beyond {
        let path = reader.path(head, beyond);
        bag.add(base + 11, &[path]);
        bag.add(base + 12, &[path, lemma]);
        bag.add(base + 13, &[path, reader.lemma(Some(beyond))]);
        bag.add(base + 14, &[path, reader.relation(word)]);
        bag.add(base + 15, &[reader.kind(Some(beyond)), path]);
    }
}

/// The words between a cue's head and its edge.
fn inner_features(reader: &Reader<'_>, head: u32, run: Run, base: u32, bag: &mut Bag) {
    let view = &reader.view;
    for word in run.start..run.end {
        bag.add(base, &[reader.path(head, word)]);
        bag.add(base + 1, &[reader.lemma(Some(word))]);
        bag.add(base + 2, &[reader.tag(Some(word)), reader.relation(word)]);
        if view.is_punctuation(word) {
            bag.add(base + 3, &[reader.symbols.form[word as usize]]);
        }
        bag.add(base + 4, &[reader.kind(Some(word)), u32::from(view.head(word) == Some(head))]);
    }
}
