//! The features of a content's start, its end and the whole, seen from its cue.

use super::contents::{Report, next_sentence};
use super::features::{Bag, NOTHING, distance_class, size_class};
use super::reader::Reader;
use super::view::Run;
use verbale_analyze::Relation::*;
use verbale_analyze::Upos;

/// On which side of its cue a content is looked for.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Side {
    /// Before it.
    Before,
    /// Behind it, with what was found before it.
    After(Option<Run>),
}

impl Side {
    /// Sets the templates of the two sides apart.
    fn base(self) -> u32 {
        if self == Self::Before { 0 } else { 200 }
    }

    /// What was found before the cue: 0 not asked yet, 1 nothing, 2 words, 3 quoted words.
    fn state(self, reader: &Reader<'_>) -> u32 {
        match self {
            Self::Before => 0,
            Self::After(None) => 1,
            Self::After(Some(run)) => 2 + u32::from(reader.view.is_quoted(run.end - 1)),
        }
    }
}

/// The features of there being no content on this side.
pub fn none_features(reader: &Reader<'_>, report: Report, side: Side, bag: &mut Bag) {
    let view = &reader.view;
    let base = side.base();
    let lemma = reader.lemma(Some(report.head));
    let tag = reader.tag(Some(report.head));
    let relation = reader.relation(report.head);
    let state = side.state(reader);
    let has =
        |relations: &[verbale_analyze::Relation]| u32::from(view.child(report.head, relations).is_some());
    let frame =
        has(&[Ccomp]) + 2 * has(&[Xcomp]) + 4 * has(&[Obj]) + 8 * has(&[Parataxis]) + 16 * has(&[AuxPass]);
    let sentence = view.sentence_of(report.head);
    let room = match side {
        Side::Before => report.block_start() - sentence.start,
        Side::After(_) => view.trimmed(Run::new(report.cue.end, sentence.end)).len(),
    };
    let (left, _) = reader.marks_beside(report.block_start());
    let (_, right) = reader.marks_beside(report.cue.end - 1);
    let mark = if side == Side::Before { left } else { right };
    bag.add(base, &[state]);
    bag.add(base + 1, &[state, lemma]);
    bag.add(base + 2, &[state, tag, relation]);
    bag.add(base + 3, &[state, frame, tag]);
    bag.add(base + 4, &[state, frame, lemma]);
    bag.add(base + 5, &[state, size_class(room)]);
    bag.add(base + 6, &[state, mark, frame]);
    bag.add(base + 7, &[state, mark, lemma]);
    bag.add(
        base + 8,
        &[state, u32::from(report.source.is_some_and(|source| source.start > report.cue.start))],
    );
    bag.add(base + 9, &[state, relation, reader.lemma(view.head(report.head))]);
    bag.add(base + 10, &[state, reader.symbols.form[report.cue.end as usize - 1]]);
    let next = (report.cue.end < sentence.end).then_some(report.cue.end);
    bag.add(base + 11, &[state, reader.lemma(next), tag]);
    bag.add(base + 12, &[state, reader.lemma(next), lemma]);
    let opens = next_sentence(view, sentence).is_some_and(|next| view.is_quotation_mark(next.start));
    bag.add(base + 13, &[state, u32::from(opens), u32::from(room == 0), mark]);
    bag.add(base + 18, &[state, reader.cue_class(view.head(report.head)), relation]);
    if let Side::After(Some(run)) = side {
        let gap = report.block_start() - run.end.min(report.block_start());
        bag.add(base + 14, &[size_class(gap), state, mark]);
        bag.add(base + 15, &[size_class(run.len()), state, mark]);
        bag.add(base + 16, &[u32::from(run.start <= sentence.start + 1), state, size_class(room)]);
        let open = view.quotation_at(run.end - 1);
        bag.add(base + 17, &[u32::from(open.is_some_and(|open| view.quoted[open].end > run.end + 1)), mark]);
    }
}

/// The highest word whose phrase starts at `start`.
fn top_from(reader: &Reader<'_>, start: u32) -> u32 {
    let view = &reader.view;
    let mut top = start;
    while let Some(head) = view.head(top)
        && view.extent(head).start >= start
        && head >= start
    {
        top = head;
    }
    top
}

/// The features of a content starting at `start`.
pub fn start_features(reader: &Reader<'_>, report: Report, side: Side, start: u32, bag: &mut Bag) {
    let view = &reader.view;
    let base = side.base() + 20;
    let state = side.state(reader);
    let lemma = reader.lemma(Some(report.head));
    let tag = reader.tag(Some(report.head));
    let sentence = view.sentence_of(start);
    let previous = (start > sentence.start).then(|| start - 1);
    let edge = if side == Side::Before { report.block_start() } else { report.cue.end };
    let distance = distance_class(edge, start);
    let top = top_from(reader, start);
    let path = reader.path(report.head, top);
    let first_path = reader.path(report.head, start);
    let form = reader.symbols.form[start as usize];
    bag.add(base, &[path, state]);
    bag.add(base + 1, &[path, lemma]);
    bag.add(base + 2, &[path, tag, reader.lemma(previous)]);
    bag.add(base + 3, &[first_path]);
    bag.add(base + 4, &[first_path, lemma]);
    bag.add(base + 5, &[distance, state]);
    bag.add(base + 6, &[distance, lemma]);
    bag.add(base + 7, &[reader.lemma(previous), lemma]);
    bag.add(base + 8, &[reader.lemma(previous), distance.min(20), tag]);
    bag.add(base + 9, &[form, lemma]);
    bag.add(base + 10, &[form, reader.lemma(previous)]);
    bag.add(base + 11, &[reader.tag(Some(start)), reader.tag(previous), tag]);
    bag.add(base + 12, &[reader.tag(Some(start)), reader.tag(reader.beside(start, 1)), reader.tag(previous)]);
    bag.add(base + 13, &[reader.relation(top), reader.tag(Some(top)), state]);
    bag.add(base + 14, &[reader.relation(top), reader.lemma(view.head(top))]);
    bag.add(base + 15, &[reader.kind(Some(start)), state]);
    bag.add(base + 16, &[reader.kind(Some(top)), path]);
    bag.add(base + 17, &[reader.relation(start), reader.kind(Some(start)), lemma]);
    bag.add(base + 30, &[reader.cue_class(Some(top)), reader.relation(top), state]);
    bag.add(base + 31, &[reader.cue_class(previous), reader.relation(top), state]);
    let passed = if start < edge { Run::new(start, edge) } else { Run::new(edge, start) };
    bag.add(base + 32, &[reader.cue_class_in(passed), distance, state]);
    // Quotation marks: whether the content starts with a quotation, in one, or in the cue's own.
    let opens = u32::from(previous.is_some_and(|previous| view.is_quotation_mark(previous)));
    let inside = u32::from(view.is_quoted(start));
    let same = u32::from(view.quotation_at(start) == view.quotation_at(report.head));
    let quote = opens + 2 * inside + 4 * same;
    bag.add(base + 18, &[quote, state]);
    bag.add(base + 19, &[quote, lemma]);
    bag.add(base + 20, &[quote, path]);
    bag.add(base + 21, &[quote, distance]);
    let at_start = u32::from(view.trimmed(sentence).start == start);
    let other = u32::from(sentence != view.sentence_of(report.head));
    bag.add(base + 22, &[at_start, other, quote, state]);
    bag.add(base + 23, &[at_start, other, lemma]);
    // The source between the cue and the content, and other things passed over.
    let source_between =
        u32::from(report.source.is_some_and(|source| source.start >= report.cue.end && source.end <= start));
    let after_source = u32::from(report.source.is_some_and(|source| source.end == start));
    bag.add(base + 24, &[source_between, after_source, distance.min(24), state]);
    if side != Side::Before {
        let passed = Run::new(report.cue.end.min(start), start);
        let verbs = (passed.start..passed.end).filter(|&word| view.upos(word) == Upos::Verb).count() as u32;
        let commas = (passed.start..passed.end).filter(|&word| view.form(word) == ",").count() as u32;
        bag.add(base + 25, &[verbs.min(3), commas.min(3), state]);
        bag.add(base + 26, &[verbs.min(3), path]);
        let first = (passed.start < passed.end).then_some(passed.start);
        bag.add(base + 27, &[reader.lemma(first), lemma, u32::from(passed.len() > 1)]);
        bag.add(base + 28, &[reader.kind(first), tag, size_class(passed.len())]);
        let skipped = first.map_or(NOTHING, |first| reader.path(report.head, top_from(reader, first)));
        bag.add(base + 29, &[skipped, path]);
    }
}

/// The features of a content ending before `end`.
pub fn end_features(reader: &Reader<'_>, report: Report, side: Side, end: u32, bag: &mut Bag) {
    let view = &reader.view;
    let base = side.base() + 60;
    let state = side.state(reader);
    let lemma = reader.lemma(Some(report.head));
    let sentence = view.sentence_of(end - 1);
    let last = end - 1;
    let inside = |word: u32| (word < sentence.end).then_some(word);
    let next = inside(end);
    // The first word behind that is no punctuation.
    let beyond = (end..sentence.end).find(|&word| !view.is_punctuation(word));
    let next_form = next.map_or(NOTHING, |next| reader.symbols.form[next as usize]);
    let second_form = inside(end + 1).map_or(NOTHING, |next| reader.symbols.form[next as usize]);
    let at_end = u32::from(beyond.is_none());
    bag.add(base, &[next_form, state, at_end]);
    bag.add(base + 1, &[next_form, second_form, state]);
    bag.add(base + 2, &[next_form, reader.tag(Some(last))]);
    bag.add(base + 3, &[reader.tag(next), reader.tag(Some(last)), state]);
    bag.add(base + 4, &[reader.lemma(beyond), next_form]);
    bag.add(base + 5, &[reader.tag(beyond), next_form, state]);
    let relation = beyond.map_or(NOTHING, |beyond| reader.relation(beyond));
    let top = beyond.map(|beyond| top_from(reader, beyond));
    let top_relation = top.map_or(NOTHING, |top| reader.relation(top));
    let top_path = top.map_or(NOTHING, |top| reader.path(report.head, top));
    bag.add(base + 6, &[relation, next_form]);
    bag.add(base + 7, &[top_relation, next_form, state]);
    bag.add(base + 8, &[top_relation, reader.lemma(beyond)]);
    bag.add(base + 9, &[top_path, next_form]);
    bag.add(base + 10, &[top_path, lemma]);
    bag.add(base + 11, &[top_path, reader.lemma(beyond)]);
    bag.add(base + 12, &[reader.lemma(top), top_relation]);
    bag.add(base + 13, &[reader.lemma(Some(last)), next_form]);
    bag.add(base + 14, &[size_class(sentence.end - end), next_form]);
    let edge = if side == Side::Before { report.block_start() } else { report.cue.end };
    bag.add(base + 15, &[distance_class(edge, end), next_form]);
    bag.add(base + 16, &[distance_class(edge, end), lemma]);
    let own = view.extent(report.head);
    bag.add(base + 17, &[u32::from(end == view.trimmed(own).end), at_end, next_form]);
    bag.add(base + 18, &[u32::from(end > own.end), top_relation]);
    // What ends here: the phrases whose last word this is.
    let mut phrase = last;
    while let Some(head) = view.head(phrase)
        && view.trimmed(view.extent(head)).end == end
        && !view.extent(head).holds(report.head)
    {
        phrase = head;
    }
    let phrase_path = reader.path(report.head, phrase);
    bag.add(base + 19, &[phrase_path, next_form]);
    bag.add(base + 20, &[phrase_path, lemma]);
    bag.add(base + 21, &[reader.relation(phrase), top_relation, next_form]);
    bag.add(base + 22, &[phrase_path, top_path]);
    // Whether a quotation closes here.
    let closes = next.is_some_and(|next| view.is_quotation_mark(next))
        || inside(end + 1).is_some_and(|second| {
            view.is_quotation_mark(second) && next.is_some_and(|next| view.is_punctuation(next))
        });
    let own_quote = u32::from(view.quotation_at(last) == view.quotation_at(report.head));
    let quote = u32::from(closes) + 2 * u32::from(view.is_quoted(last)) + 4 * own_quote;
    bag.add(base + 23, &[quote, state, at_end]);
    bag.add(base + 24, &[quote, lemma]);
    bag.add(base + 25, &[quote, top_relation]);
    bag.add(base + 26, &[quote, distance_class(edge, end).min(24), state]);
    let source_next = report.source.map_or(NOTHING, |source| distance_class(end, source.start));
    bag.add(base + 27, &[source_next, next_form, state]);
    bag.add(base + 28, &[reader.kind(beyond), next_form, quote]);
    // Another cue right behind: "…, and said …", "…, he added".
    let ahead = Run::new(end, sentence.end.min(end + 4));
    let cue_ahead = reader.cue_class_in(ahead);
    bag.add(base + 29, &[cue_ahead, next_form, state]);
    bag.add(base + 30, &[cue_ahead, reader.lemma(beyond), state]);
    bag.add(base + 31, &[cue_ahead, top_path]);
    bag.add(base + 32, &[reader.cue_class(top), top_relation, next_form]);
    bag.add(base + 33, &[reader.cue_class_in(Run::new(end, sentence.end)), next_form, quote]);
}

/// The features of a content as a whole.
pub fn both_features(reader: &Reader<'_>, report: Report, side: Side, run: Run, bag: &mut Bag) {
    let view = &reader.view;
    let base = side.base() + 100;
    let state = side.state(reader);
    let lemma = reader.lemma(Some(report.head));
    let (mut count, mut first, mut hangs_on_cue) = (0u32, None, 0u32);
    for head in reader.heads_of(run).filter(|&head| !view.is_punctuation(head)) {
        count += 1;
        first = first.or(Some(head));
        hangs_on_cue += u32::from(view.head(head).is_some_and(|governor| report.cue.holds(governor)));
    }
    let whole = first.is_some_and(|first| view.trimmed(view.extent(first)) == run);
    let clean = count.min(4) + 8 * hangs_on_cue.min(3) + 64 * u32::from(whole);
    let path = first.map_or(NOTHING, |first| reader.path(report.head, first));
    let tag = reader.tag(first);
    bag.add(base, &[clean, state]);
    bag.add(base + 1, &[clean, path]);
    bag.add(base + 2, &[clean, lemma]);
    bag.add(base + 3, &[path, lemma, u32::from(whole)]);
    bag.add(base + 4, &[tag, path]);
    bag.add(base + 5, &[tag, lemma]);
    bag.add(base + 6, &[size_class(run.len()), state]);
    bag.add(base + 7, &[size_class(run.len()), lemma]);
    bag.add(base + 8, &[size_class(run.len()), tag]);
    let start_quote = view.quotation_at(run.start);
    let end_quote = view.quotation_at(run.end - 1);
    let exact = start_quote.is_some_and(|quote| view.trimmed(view.quoted[quote]) == run);
    let crossing = u32::from(start_quote.is_some())
        + 2 * u32::from(end_quote.is_some())
        + 4 * u32::from(start_quote == end_quote)
        + 8 * u32::from(exact);
    let starts_quote = start_quote.is_some_and(|quote| view.trimmed(view.quoted[quote]).start == run.start);
    let ends_quote = end_quote.is_some_and(|quote| view.trimmed(view.quoted[quote]).end == run.end);
    let marks = u32::from(starts_quote) + 2 * u32::from(ends_quote);
    bag.add(base + 9, &[crossing, state]);
    bag.add(base + 10, &[crossing, lemma]);
    bag.add(base + 11, &[crossing, marks, size_class(run.len())]);
    bag.add(base + 12, &[crossing, marks, clean]);
    let sentence = view.trimmed(view.sentence_of(run.start));
    let fills = u32::from(run.start == sentence.start) + 2 * u32::from(run.end == sentence.end);
    bag.add(base + 13, &[fills, clean, state]);
    bag.add(base + 14, &[fills, crossing, marks]);
    bag.add(base + 15, &[fills, lemma]);
    bag.add(base + 19, &[reader.cue_class_in(run), clean, state]);
    bag.add(base + 20, &[reader.cue_class(first), clean, size_class(run.len())]);
    if let Side::After(Some(before)) = side {
        // One clause interrupted: the two parts hang together.
        let joined = view.head(run.start).is_some_and(|head| before.holds(head));
        bag.add(base + 16, &[u32::from(joined), clean, fills]);
        let adjacent = u32::from(view.trimmed(Run::new(report.cue.end, run.end)) == run);
        bag.add(base + 17, &[adjacent, crossing, fills]);
        bag.add(base + 18, &[adjacent, state, u32::from(view.is_quoted(before.start)), crossing]);
    }
}
