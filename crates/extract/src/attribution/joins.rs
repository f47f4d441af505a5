//! Joins: whether the sentence or quotation behind an attribution goes on with its content.

use super::contents::Report;
use super::features::{Bag, NOTHING, size_class};
use super::reader::Reader;
use super::view::{Run, View};
use verbale_analyze::Upos;

/// How many pieces may be joined to one content.
pub const LIMIT: usize = 12;

/// What may go on with a content.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Its words, without punctuation at the edges.
    pub run: Run,
    /// 0 a sentence without marks at its start, 1 a quotation that opens the sentence, 2 the rest of a
    /// quotation that the content stands in.
    pub kind: u32,
    /// The sentence it starts with.
    pub sentence: Run,
}

/// The piece behind `end`, the first word that neither the cue nor the content so far covers.
pub fn next_piece(view: &View<'_>, end: u32) -> Option<Piece> {
    let sentence = view.sentence_of(end.checked_sub(1)?);
    let next = super::contents::next_sentence(view, sentence)?;
    let trimmed = view.trimmed(next);
    if trimmed.is_empty() {
        return None;
    }
    let mut quotation = view.quotation_at(trimmed.start);
    // The outermost quotation is the one that goes on.
    while let Some(inner) = quotation
        && view.quotations[inner].depth > 0
    {
        quotation = inner.checked_sub(1);
    }
    let piece = match quotation.map(|quotation| view.quoted[quotation]) {
        Some(quoted) if quoted.start < next.start => {
            Piece { run: Run::new(trimmed.start, quoted.end), kind: 2, sentence: next }
        }
        Some(quoted) if quoted.start <= trimmed.start => Piece { run: quoted, kind: 1, sentence: next },
        _ => Piece { run: next, kind: 0, sentence: next },
    };
    let run = view.trimmed(piece.run);
    (!run.is_empty()).then_some(Piece { run, ..piece })
}

/// The features that tell whether `piece` goes on with the content so far.
pub fn features(
    reader: &Reader<'_>,
    report: Report,
    content: &[Run],
    joined: usize,
    piece: Piece,
    bag: &mut Bag,
) {
    let view = &reader.view;
    let Some(last) = content.iter().copied().max_by_key(|run| run.end) else { return };
    let lemma = reader.lemma(Some(report.head));
    let words = |run: Run| (run.start..run.end).filter(|&word| !view.is_punctuation(word));
    let quoted_share = |run: Run| {
        let quoted = words(run).filter(|&word| view.is_quoted(word)).count();
        if quoted == 0 { 0 } else { 1 + u32::from(quoted == words(run).count()) }
    };
    let kind = piece.kind;
    let block = |word: u32| view.annotations.sentences[view.words.sentences[word as usize]].block;
    let behind = report.cue.end.max(last.end) - 1;
    let paragraph = u32::from(block(behind) != block(piece.run.start));
    let order = u32::from(content.iter().any(|run| run.end <= report.cue.start))
        + 2 * u32::from(content.iter().any(|run| run.start >= report.cue.end));
    let quoted = quoted_share(last);
    let piece_quoted = quoted_share(piece.run);
    // Cues in the piece's sentence, in and behind its quotation.
    let all = |run: Run| {
        (run.start..run.end).filter(|&word| reader.likelihoods[word as usize] >= 0.5).count() as u32
    };
    let rest = Run::new(piece.run.end, view.sentence_of(piece.run.end - 1).end.max(piece.run.end));
    let outside = all(rest).min(2);
    let inside = all(piece.run).min(2);
    let sentence_end = view.trimmed(view.sentence_of(behind)).end;
    let closing = u32::from(sentence_end <= behind + 1);
    let count = joined.min(4) as u32;
    bag.add(0, &[kind, paragraph, quoted, order]);
    bag.add(1, &[kind, outside, inside]);
    bag.add(2, &[kind, outside, paragraph, quoted, order, closing]);
    bag.add(3, &[kind, lemma]);
    bag.add(4, &[kind, lemma, paragraph, order]);
    bag.add(5, &[kind, count, paragraph]);
    bag.add(6, &[kind, quoted, piece_quoted, order]);
    bag.add(7, &[kind, size_class(words(rest).count() as u32), paragraph]);
    let first = words(piece.run).next();
    bag.add(8, &[kind, reader.lemma(first), quoted]);
    bag.add(9, &[kind, reader.kind(first), reader.tag(first)]);
    bag.add(10, &[kind, size_class(piece.run.len()), paragraph]);
    bag.add(11, &[kind, reader.lemma(words(rest).next()), outside]);
    let root = reader.heads_of(piece.run).find(|&word| !view.is_punctuation(word));
    bag.add(12, &[kind, reader.tag(root), inside]);
    bag.add(13, &[kind, root.map_or(NOTHING, |root| reader.kind(reader.subject(root)))]);
    let own_voice = words(piece.run).any(|word| matches!(view.lemma(word), "I" | "we" | "i" | "my" | "our"));
    bag.add(14, &[kind, u32::from(own_voice), quoted]);
    bag.add(15, &[kind, closing, order, u32::from(last.end <= report.cue.start)]);
    bag.add(16, &[kind, outside, inside, piece_quoted, count]);
    let verb = root.is_some_and(|root| matches!(view.upos(root), Upos::Verb | Upos::Aux));
    bag.add(20, &[kind, reader.cue_class(root), paragraph, inside]);
    bag.add(21, &[kind, reader.cue_class_in(rest), reader.cue_class_in(piece.run)]);
    bag.add(17, &[kind, u32::from(verb), paragraph, quoted]);
    let after = super::contents::next_sentence(view, view.sentence_of(piece.run.end - 1));
    let after_opens = after.is_some_and(|after| view.is_quotation_mark(after.start));
    bag.add(18, &[kind, u32::from(after_opens), outside, paragraph]);
    bag.add(19, &[kind, reader.symbols.form[report.cue.end as usize - 1], order]);
}
