//! Wholes: the features that tell whether a cue, a source and a content put together are an attribution.

use super::assemble::Draft;
use super::features::{Bag, NOTHING, likelihood_class, size_class};
use super::reader::Reader;
use super::view::Run;
use verbale_analyze::Relation::*;

/// The features of a draft among the others of its document.
pub fn features(reader: &Reader<'_>, draft: &Draft, others: &[Draft], bag: &mut Bag) {
    let view = &reader.view;
    let head = draft.cue_head;
    let lemma = reader.lemma(Some(head));
    let tag = reader.tag(Some(head));
    let [cue, source, content] = draft.parts.map(likelihood_class);
    // Twelve even steps of the log-odds carry what the classes are too coarse for.
    let odds =
        ((draft.parts[0] / (1.0 - draft.parts[0]).max(1e-6)).ln().clamp(-3.0, 6.0) * 2.0) as i32 as u32;
    bag.add(0, &[]);
    bag.add(1, &[odds]);
    bag.add(2, &[cue, content]);
    bag.add(3, &[cue, source, content]);
    bag.add(4, &[cue, lemma]);
    bag.add(5, &[content, lemma]);
    bag.add(6, &[odds, tag, reader.relation(head)]);
    let named = reader.kind(draft.source_head);
    bag.add(7, &[named, cue]);
    bag.add(8, &[named, lemma]);
    bag.add(9, &[reader.lemma(draft.source_head), cue]);
    bag.add(10, &[u32::from(draft.source.is_none()), lemma, cue]);
    bag.add(11, &[u32::from(draft.source.is_none()), tag, source]);
    let cue_words = (draft.cue.start..draft.cue.end)
        .fold(1u32, |hash, word| hash.wrapping_mul(0x0100_0193) ^ reader.symbols.form[word as usize]);
    bag.add(12, &[cue_words]);
    bag.add(13, &[draft.cue.len().min(6), cue]);
    let negated =
        view.children(head).iter().any(|&child| matches!(view.lemma(child), "not" | "never" | "no"));
    let modal = view.child(head, &[Aux]);
    bag.add(14, &[u32::from(negated), reader.lemma(modal), cue]);
    shape(reader, draft, cue, lemma, bag);
    neighbours(reader, draft, others, cue, bag);
}

/// What the content is like.
fn shape(reader: &Reader<'_>, draft: &Draft, cue: u32, lemma: u32, bag: &mut Bag) {
    let view = &reader.view;
    let words: u32 = draft.content.iter().map(|run| run.len()).sum();
    let quoted = draft.content.iter().filter(|run| view.is_quoted(run.start)).count() as u32;
    let first = draft.content.first().copied();
    let top = first.and_then(|run| reader.heads_of(run).find(|&word| !view.is_punctuation(word)));
    let path = top.map_or(NOTHING, |top| reader.path(draft.cue_head, top));
    let order = u32::from(draft.content.iter().any(|run| run.end <= draft.cue.start))
        + 2 * u32::from(draft.content.iter().any(|run| run.start >= draft.cue.end));
    bag.add(20, &[size_class(words), cue]);
    bag.add(21, &[size_class(words), lemma]);
    bag.add(22, &[quoted.min(2), order, cue]);
    bag.add(23, &[quoted.min(2), order, lemma]);
    bag.add(24, &[path, cue]);
    bag.add(25, &[path, lemma]);
    bag.add(26, &[reader.tag(top), path]);
    bag.add(27, &[reader.lemma(top), cue]);
    bag.add(28, &[reader.kind(top), lemma]);
    bag.add(29, &[draft.content.len().min(4) as u32, order, cue]);
    bag.add(30, &[u32::from(view.is_quoted(draft.cue_head)), cue, quoted.min(2)]);
    let sentence = view.sentence_of(draft.cue_head);
    let block = view.annotations.sentences[view.words.sentences[draft.cue_head as usize]].block;
    let block = view.document.blocks()[block].kind as u32;
    bag.add(31, &[block, cue, size_class(sentence.len())]);
}

/// How the draft stands to the others: inside one's content, around one's cue, on the same content.
fn neighbours(reader: &Reader<'_>, draft: &Draft, others: &[Draft], cue: u32, bag: &mut Bag) {
    let inside = |run: Run, draft: &Draft| draft.content.iter().any(|content| content.contains(run));
    let (mut within, mut around, mut rival, mut shared_source) = (0u32, 0u32, 0u32, 0u32);
    // Only drafts near by can matter.
    let sentence = reader.view.sentence_of(draft.cue_head);
    let near = Run::new(sentence.start.saturating_sub(150), sentence.end + 150);
    let from = others.partition_point(|other| other.cue_head < near.start);
    for other in others[from..].iter().take_while(|other| other.cue_head < near.end) {
        if other.cue_head == draft.cue_head {
            continue;
        }
        let class = 1 + likelihood_class(other.parts[0]);
        if inside(draft.cue, other) {
            within = within.max(class);
        }
        if inside(other.cue, draft) {
            around = around.max(class);
        }
        let overlap: u32 = draft
            .content
            .iter()
            .flat_map(|a| {
                other.content.iter().map(move |b| a.end.min(b.end).saturating_sub(a.start.max(b.start)))
            })
            .sum();
        let total: u32 = draft.content.iter().map(|run| run.len()).sum();
        if 2 * overlap > total && !inside(other.cue, draft) && !inside(draft.cue, other) {
            rival = rival.max(class);
        }
        if other.source.is_some() && other.source == draft.source {
            shared_source = shared_source.max(class);
        }
    }
    let tag = reader.tag(Some(draft.cue_head));
    let lemma = reader.lemma(Some(draft.cue_head));
    bag.add(40, &[within, cue]);
    bag.add(41, &[around, cue]);
    bag.add(42, &[rival, cue]);
    bag.add(43, &[shared_source, cue, reader.relation(draft.cue_head)]);
    bag.add(44, &[within, rival, cue, tag]);
    bag.add(45, &[rival, lemma]);
    bag.add(46, &[within, lemma]);
    let governor = reader.view.head(draft.cue_head);
    bag.add(47, &[reader.cue_class(governor), reader.relation(draft.cue_head), cue]);
}
