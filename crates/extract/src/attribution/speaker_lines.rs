//! Speaker lines: "Name: …", as transcripts and interviews print what each person says.
//!
//! Too rare in running news to be learned, so a rule: a sentence opens with the name of a person and a colon.
//! Where a document has several such lines, each goes on up to the next one or the end of its paragraph.

use super::assemble::Draft;
use super::view::{Run, View};
use verbale_analyze::{NameKind, Upos};

/// The longest name with titles, in words.
const LONGEST_NAME: u32 = 7;
/// How sure a line is taken to be.
const PROBABILITY: f32 = 0.8;

/// The lines whose speaker is named, save those that `drafts` cover already.
pub fn find(view: &View<'_>, readable: &[bool], drafts: &[Draft]) -> Vec<Draft> {
    let sentences = view.annotations.sentences.ids().map(|sentence| view.sentence(sentence));
    let colons: Vec<(Run, u32)> = sentences
        .filter(|sentence| readable.get(sentence.start as usize).copied().unwrap_or(false))
        .filter_map(|sentence| Some((sentence, colon(view, sentence)?)))
        .collect();
    let block = |word: u32| view.annotations.sentences[view.words.sentences[word as usize]].block;
    let mut lines = Vec::new();
    for (at, &(sentence, colon)) in colons.iter().enumerate() {
        let name = Run::new(sentence.start, colon);
        let mut end = sentence.end;
        if colons.len() > 1 {
            let next = colons.get(at + 1).map_or(view.words.len() as u32, |(next, _)| next.start);
            while end < next && block(end) == block(colon) {
                end = view.sentence_of(end).end;
            }
        }
        let content = view.trimmed(Run::new(colon + 1, end));
        let covered = drafts.iter().any(|draft| sentence.start <= draft.cue_head && draft.cue_head <= colon);
        if content.len() < 3 || covered {
            continue;
        }
        lines.push(Draft {
            cue: Run::new(colon, colon + 1),
            cue_head: colon,
            source: Some(view.trimmed(name)),
            source_head: Some(speaker(view, name).unwrap_or(colon - 1)),
            content: vec![content],
            by: "rule:speaker-line",
            spoken: true,
            parts: [PROBABILITY; 3],
            probability: PROBABILITY,
        });
    }
    lines
}

/// The colon behind the name that opens a sentence.
fn colon(view: &View<'_>, sentence: Run) -> Option<u32> {
    let last = sentence.end.min(sentence.start + LONGEST_NAME + 1);
    let colon = (sentence.start..last).find(|&word| view.form(word) == ":")?;
    let name = Run::new(sentence.start, colon);
    let nominal = |word: u32| {
        matches!(view.upos(word), Upos::Propn | Upos::Noun | Upos::Adj)
            || view.form(word).starts_with(char::is_uppercase)
            || matches!(view.form(word), "of" | "the" | ".")
    };
    (!name.is_empty() && (name.start..name.end).all(nominal) && speaker(view, name).is_some())
        .then_some(colon)
}

/// The first word of the person's name that ends a run. The reader of names may have missed its last words.
fn speaker(view: &View<'_>, run: Run) -> Option<u32> {
    let mut persons = view.annotations.names.iter().filter(|name| name.kind == NameKind::Person);
    let ends = |end: u32| end <= run.end && (end..run.end).all(|word| view.upos(word) == Upos::Propn);
    persons.find(|name| name.words.start >= run.start && ends(name.words.end)).map(|name| name.words.start)
}
