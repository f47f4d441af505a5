//! Participants that stand right beside an event noun, whatever the tree made of them.
//!
//! Trees go wrong most often on long noun phrases; the words beside a noun are safer there.

use super::triggers::Trigger;
use crate::Input;
use crate::entities::EntityTable;
use verbale_analyze::{Upos, WordId};

/// How far the words of one noun phrase reach to the left.
const REACH: u32 = 6;

/// Adjectives and nouns right before the noun: "the *Israeli* aid blockade".
pub(super) fn modifiers(input: Input<'_>, trigger: &Trigger) -> Vec<WordId> {
    let words = &input.annotations.words;
    let start = input.annotations.sentences[words.sentence(trigger.word)].words.start;
    let first = trigger.word.0.saturating_sub(REACH).max(start);
    let mut found: Vec<WordId> = (first..trigger.word.0)
        .rev()
        .map(WordId)
        .take_while(|&word| {
            matches!(words.upos(word), Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num)
                || matches!(words.form(input.document, word), "-" | "‑" | "–" | "'s" | "’s")
        })
        .filter(|&word| matches!(words.upos(word), Upos::Adj | Upos::Propn))
        .collect();
    found.reverse();
    found
}

/// The phrase right after the noun where the tree gave it none: "a meeting *with Putin*", "talks *between …*".
pub(super) fn phrases(input: Input<'_>, entities: &EntityTable, trigger: &Trigger) -> Vec<(String, WordId)> {
    let annotations = input.annotations;
    let words = &annotations.words;
    let end = annotations.sentences[words.sentence(trigger.word)].words.end;
    let next = WordId(trigger.word.0 + 1);
    if trigger.entry.verb || next.0 >= end || words.upos(next) != Upos::Adp {
        return Vec::new();
    }
    let preposition = words.lemma(next).to_lowercase();
    if preposition == "of" || trigger.arguments.phrases.iter().any(|(known, _)| *known == preposition) {
        return Vec::new();
    }
    let after = words.span(next).end;
    let reach = words.span(WordId((next.0 + 4).min(end - 1))).end;
    let mention = entities.mentions.iter().find(|mention| {
        mention.entity.is_some() && mention.span.start >= after && mention.span.start < reach
    });
    mention.map(|mention| vec![(preposition, mention.head)]).unwrap_or_default()
}
