//! Phrases that may state a term: what is demanded, offered, agreed, refused, or set as a condition.

use super::kinds;
use crate::Input;
use verbale_analyze::{Annotations, Relation, Upos, WordId};
use verbale_text::Span;

/// How a phrase stands in its sentence.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Position {
    /// "to *stop the shelling*".
    Infinitive,
    /// "that *both sides must stop the shelling*", "must *stop the shelling*".
    Clause,
    /// "*a truce of two weeks*".
    Noun,
    /// "if *the captives return*", "in exchange for *a truce*".
    Condition,
}

/// A phrase that may state a term.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Phrase {
    /// Its head word.
    pub head: WordId,
    /// Its words, without conditions and what is joined to it.
    pub span: Span,
    /// What it is about.
    pub kind: &'static str,
    /// How it stands.
    pub position: Position,
    /// The word that governs it ("demand", "deal").
    pub governor: Option<WordId>,
    /// What it hangs on.
    pub conditions: Vec<Span>,
}

/// Every phrase of the blocks that are read, in text order, outermost first.
pub(super) fn find(input: Input<'_>) -> Vec<Phrase> {
    let annotations = input.annotations;
    let mut found = Vec::new();
    for sentence in annotations.sentences.iter() {
        if !input.document.blocks()[sentence.block].kind.is_read() {
            continue;
        }
        found.extend(sentence.word_ids().filter_map(|word| at_word(input, word)));
    }
    found
}

fn at_word(input: Input<'_>, word: WordId) -> Option<Phrase> {
    let annotations = input.annotations;
    let words = &annotations.words;
    let position = match words.upos(word) {
        Upos::Verb => verb_position(annotations, word)?,
        Upos::Noun | Upos::Propn => noun_position(annotations, word)?,
        _ => return None,
    };
    let inside = members(input, word, position);
    let lemmas: Vec<String> = inside.iter().map(|&word| words.lemma(word).to_lowercase()).collect();
    let kind = kinds::of_lemmas(&lemmas)?;
    let price = annotations.children(word).any(|child| is_price(annotations, child));
    if price && matches!(words.lemma(word), "exchange" | "return") {
        // "in exchange for": the price is the term.
        return None;
    }
    let span = inside.iter().fold(words.span(word), |span, &word| span.cover(words.span(word)));
    Some(Phrase {
        head: word,
        span,
        kind,
        position,
        governor: governor(annotations, word),
        conditions: conditions(input, word).into_iter().filter(|one| !one.overlaps(span)).collect(),
    })
}

/// Verbs count as infinitives, as clauses with a modal or below another verb, and as conditions.
fn verb_position(annotations: &Annotations, verb: WordId) -> Option<Position> {
    let words = &annotations.words;
    let first = first_of_joined(annotations, verb);
    if is_condition(annotations, first) {
        return Some(Position::Condition);
    }
    let infinitive = |word: WordId| {
        words.feature(word, "VerbForm") == Some("Inf")
            && annotations
                .children(word)
                .any(|child| words.lemma(child) == "to" && words.upos(child) == Upos::Part)
    };
    if infinitive(verb) || (infinitive(first) && words.feature(verb, "VerbForm") != Some("Fin")) {
        return Some(Position::Infinitive);
    }
    let modal = crate::clauses::auxiliaries(annotations, verb)
        .into_iter()
        .any(|auxiliary| matches!(words.lemma(auxiliary), "must" | "should" | "will" | "would" | "shall"));
    let below = matches!(
        words.relation(first),
        Relation::Ccomp | Relation::Xcomp | Relation::Acl | Relation::AclRelcl | Relation::Csubj
    );
    let gerund =
        words.feature(verb, "VerbForm") == Some("Ger") && annotations.child(verb, Relation::Case).is_some();
    let marked = annotations
        .child(verb, Relation::Mark)
        .is_some_and(|mark| matches!(words.lemma(mark), "of" | "for" | "on" | "with" | "from" | "to"));
    (modal || below || gerund || marked).then_some(Position::Clause)
}

/// The first of joined words ("stop" of "stop and withdraw").
pub(super) fn first_of_joined(annotations: &Annotations, word: WordId) -> WordId {
    let mut at = word;
    while annotations.words.relation(at) == Relation::Conj
        && let Some(head) = annotations.words.head(at)
    {
        at = head;
    }
    at
}

/// Marks and prepositions that set a condition.
const CONDITIONAL: &[&str] = &["if", "unless", "once", "until", "provided", "when"];

fn is_condition(annotations: &Annotations, word: WordId) -> bool {
    let words = &annotations.words;
    words.relation(word) == Relation::Advcl
        && annotations.children(word).any(|child| {
            matches!(words.relation(child), Relation::Mark | Relation::Advmod)
                && CONDITIONAL.contains(&words.lemma(child))
        })
}

/// "in exchange for a truce", "in return for sanctions relief": the noun after "for".
fn is_price(annotations: &Annotations, noun: WordId) -> bool {
    let words = &annotations.words;
    let case = annotations.child(noun, Relation::Case).filter(|&case| words.lemma(case) == "for");
    let above = words.head(noun).filter(|&above| matches!(words.lemma(above), "exchange" | "return"));
    case.is_some() && above.is_some_and(|above| above < noun)
}

/// Nouns count where they are objects, follow a preposition, or stand as a sentence's only content.
fn noun_position(annotations: &Annotations, noun: WordId) -> Option<Position> {
    let words = &annotations.words;
    let first = first_of_joined(annotations, noun);
    if is_price(annotations, first) {
        return Some(Position::Condition);
    }
    let stands = matches!(
        words.relation(first),
        Relation::Obj
            | Relation::Obl
            | Relation::Nmod
            | Relation::Nsubj
            | Relation::NsubjPass
            | Relation::Root
            | Relation::Ccomp
            | Relation::Xcomp
            | Relation::Appos
            | Relation::Dep
    );
    stands.then_some(Position::Noun)
}

/// The word above the phrase, past words joined to it.
fn governor(annotations: &Annotations, word: WordId) -> Option<WordId> {
    annotations.words.head(first_of_joined(annotations, word))
}

/// The words of the phrase: what hangs on its head, without what is joined, conditions, asides and marks.
fn members(input: Input<'_>, head: WordId, position: Position) -> Vec<WordId> {
    let annotations = input.annotations;
    let words = &annotations.words;
    let noun = position == Position::Noun || words.upos(head) != Upos::Verb;
    let left_out = |child: WordId| match words.relation(child) {
        Relation::Conj
        | Relation::Cc
        | Relation::Parataxis
        | Relation::Mark
        | Relation::Case
        | Relation::Discourse => true,
        Relation::Punct => true,
        Relation::Aux => position != Position::Clause,
        Relation::AclRelcl | Relation::Appos => noun,
        Relation::Advcl => is_condition(annotations, child),
        Relation::Obl => matches!(words.lemma(child), "exchange" | "return"),
        _ => false,
    };
    let mut inside = vec![head];
    let dropped: Vec<WordId> = annotations.children(head).filter(|&child| left_out(child)).collect();
    for child in annotations.children(head).filter(|child| !dropped.contains(child)) {
        inside.extend(annotations.subtree(child).filter(|&word| {
            // A condition deeper down is no part of the term either.
            let mut at = word;
            loop {
                if is_condition(annotations, at) {
                    return false;
                }
                match words.head(at) {
                    Some(above) if above != head => at = above,
                    _ => return true,
                }
            }
        }));
    }
    inside.sort_unstable();
    // Marks at the edges are no part of it.
    while inside.last().is_some_and(|&last| words.upos(last) == Upos::Punct && last != head) {
        inside.pop();
    }
    inside
}

/// Spans of the conditions that hang on the phrase's head or on the verb above it.
fn conditions(input: Input<'_>, head: WordId) -> Vec<Span> {
    let annotations = input.annotations;
    let words = &annotations.words;
    let first = first_of_joined(annotations, head);
    let above = words.head(first).filter(|&above| words.upos(above) == Upos::Verb);
    let mut found = Vec::new();
    for root in [Some(head), Some(first).filter(|&first| first != head), above].into_iter().flatten() {
        for child in annotations.children(root) {
            if words.relation(child) == Relation::Advcl && is_condition(annotations, child) && child != head {
                found.extend(joined(annotations, child).into_iter().map(|one| whole(input, one)));
            } else if matches!(words.lemma(child), "exchange" | "return") {
                let prices = annotations.children(child).filter(|&price| is_price(annotations, price));
                found
                    .extend(prices.flat_map(|price| joined(annotations, price)).map(|one| whole(input, one)));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A word and those joined to it.
fn joined(annotations: &Annotations, first: WordId) -> Vec<WordId> {
    let mut all = vec![first];
    all.extend(
        annotations.children(first).filter(|&child| annotations.words.relation(child) == Relation::Conj),
    );
    all
}

fn whole(input: Input<'_>, head: WordId) -> Span {
    let words = &input.annotations.words;
    members(input, head, Position::Condition)
        .into_iter()
        .fold(words.span(head), |span, word| span.cover(words.span(word)))
}
