//! The noun that a number counts: "twenty *armoured vehicles*", "dozens of *villages*", "two of *its envoys*".

use crate::Input;
use crate::scan::{PieceKind, Pieces};
use verbale_analyze::{Upos, WordId};
use verbale_text::Span;

/// What stands after a number.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Counted {
    /// The noun as written; none where a pronoun stands for it ("three of them").
    pub noun: Option<String>,
    /// The head word.
    pub head: Option<WordId>,
    /// The phrase, modifiers included.
    pub phrase: Span,
}

/// The phrase counted by a number that ends before piece `next`. `through_of`: a vague plural or a unit, whose
/// noun follows "of" ("dozens of", "14 years of", "61 % of").
pub(super) fn counted_after(
    input: Input<'_>,
    pieces: &Pieces<'_>,
    next: usize,
    through_of: bool,
) -> Option<Counted> {
    let mut at = next;
    let of = pieces.at(at).is("of");
    if of {
        at += 1;
        if pieces.at(at).is_one_of(&["them", "whom", "which", "these", "those", "us", "you"]) {
            let pronoun = pieces.span(next, at + 1);
            return Some(Counted { noun: None, head: None, phrase: pronoun });
        }
        if pieces.at(at).is_one_of(&["the", "its", "his", "her", "their", "our", "those", "these", "all"]) {
            at += 1;
        } else if !through_of && pieces.at(at).kind != PieceKind::Word {
            return None;
        }
    }
    // "a decade's forced labour", "30-day-long".
    if pieces.at(at).is_one_of(&["'", "’"]) {
        at += 1 + usize::from(pieces.at(at + 1).is("s"));
    }
    noun_run(input, pieces.at(at).span)
}

/// The run of adjectives and nouns that starts at `start`, up to its last noun.
fn noun_run(input: Input<'_>, start: Span) -> Option<Counted> {
    let annotations = input.annotations;
    let words = &annotations.words;
    let first = annotations.word_at(start.start).filter(|&word| words.span(word).start == start.start)?;
    let sentence = &annotations.sentences[words.sentence(first)];
    let mut head = None;
    for word in (first.0..sentence.words.end).map(WordId) {
        let form = words.form(input.document, word);
        match words.upos(word) {
            Upos::Noun | Upos::Propn => head = Some(word),
            Upos::Adj | Upos::Num => {}
            Upos::Adv if matches!(form, "more" | "other" | "mostly") => {}
            Upos::Verb if words.feature(word, "VerbForm") == Some("Part") && noun_follows(input, word) => {}
            Upos::Verb if words.feature(word, "VerbForm") == Some("Ger") && noun_follows(input, word) => {}
            Upos::Punct if matches!(form, "-" | "‑") => {}
            _ => break,
        }
    }
    // "the wounded", "262 dead", "two others": an adjective or a pronoun that stands for people.
    let head = head.or_else(|| {
        let form = words.form(input.document, first).to_lowercase();
        let stands =
            matches!(form.as_str(), "others" | "dead" | "wounded" | "injured" | "casualties" | "prisoners");
        stands.then_some(first)
    })?;
    let phrase = words.span(first).cover(words.span(head));
    Some(Counted { noun: Some(words.form(input.document, head).to_owned()), head: Some(head), phrase })
}

fn noun_follows(input: Input<'_>, word: WordId) -> bool {
    let words = &input.annotations.words;
    let next = WordId(word.0 + 1);
    next.0 < words.len() as u32
        && words.sentence(next) == words.sentence(word)
        && matches!(words.upos(next), Upos::Noun | Upos::Propn | Upos::Adj)
}
