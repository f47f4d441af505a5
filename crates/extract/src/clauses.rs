//! What a clause says of its own time and reality: tense, modals, negation, conditions.
//!
//! Read off the tree and the auxiliaries; shared by times, events and terms.

use crate::Input;
use verbale_analyze::{Annotations, Relation, Upos, WordId};

/// Where a verb points in time.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum TimeOfVerb {
    /// "met", "has met", "the deal signed on Friday".
    Past,
    /// "will meet", "would meet", "plans to meet".
    Future,
    /// "meets", "is meeting".
    Present,
    /// Nothing tells.
    None,
}

/// True for a word that heads a clause: a verb, or a noun or adjective with a copula.
pub(crate) fn is_predicate(annotations: &Annotations, word: WordId) -> bool {
    annotations.words.upos(word) == Upos::Verb || annotations.child(word, Relation::Cop).is_some()
}

/// The auxiliaries of a predicate, in order. A verb joined to another one shares its auxiliaries where it has
/// none and no subject of its own ("will meet and sign").
pub(crate) fn auxiliaries(annotations: &Annotations, word: WordId) -> Vec<WordId> {
    let own: Vec<WordId> = annotations
        .children(word)
        .filter(|&child| {
            matches!(annotations.words.relation(child), Relation::Aux | Relation::AuxPass | Relation::Cop)
        })
        .collect();
    if !own.is_empty() || annotations.words.relation(word) != Relation::Conj {
        return own;
    }
    let Some(first) = annotations.words.head(word) else { return own };
    let finite = annotations.words.feature(word, "VerbForm") == Some("Fin");
    let subject = annotations.children(word).any(|child| annotations.words.relation(child).is_subject());
    if finite || subject || !is_predicate(annotations, first) { own } else { auxiliaries(annotations, first) }
}

/// Verbs whose infinitive happened if they did ("managed to free", "continued to shell").
const IMPLICATIVE: &[&str] = &[
    "manage", "continue", "begin", "start", "go", "help", "force", "fail", "cease", "use", "dare", "bother",
    "come", "tend", "prove",
];

/// Where the verb `word` points in time.
pub(crate) fn time_of_verb(input: Input<'_>, word: WordId) -> TimeOfVerb {
    let annotations = input.annotations;
    let words = &annotations.words;
    let auxiliaries = auxiliaries(annotations, word);
    let mut past = false;
    for &auxiliary in &auxiliaries {
        match words.form(input.document, auxiliary).to_lowercase().as_str() {
            "will" | "'ll" | "’ll" | "wo" | "shall" | "would" | "'d" | "’d" | "may" | "might" | "could"
            | "can" | "ca" | "should" | "must" => return TimeOfVerb::Future,
            "has" | "have" | "had" | "'ve" | "’ve" | "was" | "were" | "did" => past = true,
            _ => {}
        }
    }
    if past {
        return TimeOfVerb::Past;
    }
    let tense = words.feature(word, "Tense");
    match words.feature(word, "VerbForm") {
        Some("Inf") => infinitive(input, word),
        Some("Fin") | None if tense == Some("Past") => TimeOfVerb::Past,
        Some("Fin") => TimeOfVerb::Present,
        Some("Part") if tense == Some("Past") && auxiliaries.is_empty() => TimeOfVerb::Past,
        _ if !auxiliaries.is_empty() => TimeOfVerb::Present,
        _ => TimeOfVerb::None,
    }
}

/// "to meet" lies ahead of its governor, unless the governor says that it was done.
fn infinitive(input: Input<'_>, word: WordId) -> TimeOfVerb {
    let annotations = input.annotations;
    let marked = annotations
        .children(word)
        .any(|child| annotations.words.lemma(child) == "to" && annotations.words.upos(child) == Upos::Part);
    let governor = annotations.words.head(word).filter(|_| marked);
    match governor {
        Some(governor) if IMPLICATIVE.contains(&annotations.words.lemma(governor)) => {
            // "is going to meet" is the one "go" that points ahead.
            let going = annotations.words.form(input.document, governor).eq_ignore_ascii_case("going");
            if going { TimeOfVerb::Future } else { time_of_verb(input, governor) }
        }
        Some(_) => TimeOfVerb::Future,
        None => TimeOfVerb::None,
    }
}

/// The modal above a predicate ("would", "may"), in lower case.
pub(crate) fn modal(input: Input<'_>, word: WordId) -> Option<String> {
    auxiliaries(input.annotations, word)
        .into_iter()
        .map(|auxiliary| input.annotations.words.form(input.document, auxiliary).to_lowercase())
        .find(|form| {
            matches!(
                form.as_str(),
                "will"
                    | "'ll"
                    | "’ll"
                    | "wo"
                    | "shall"
                    | "would"
                    | "'d"
                    | "’d"
                    | "may"
                    | "might"
                    | "could"
                    | "can"
                    | "ca"
                    | "should"
                    | "must"
            )
        })
}

/// True where the predicate is negated ("did not", "never", "no one" as its subject is not read).
pub(crate) fn is_negated(annotations: &Annotations, word: WordId) -> bool {
    annotations.children(word).any(|child| {
        matches!(annotations.words.lemma(child), "not" | "n't" | "n’t" | "never")
            && annotations.words.relation(child) == Relation::Advmod
    })
}

/// True where the word stands in a condition ("if …", "unless …", "should …"), up to the nearest main clause.
pub(crate) fn is_conditional(annotations: &Annotations, word: WordId) -> bool {
    let mut at = Some(word);
    while let Some(here) = at {
        if matches!(annotations.words.relation(here), Relation::Advcl | Relation::AdvclRelcl) {
            let condition = annotations.children(here).any(|child| {
                annotations.words.relation(child) == Relation::Mark
                    && matches!(annotations.words.lemma(child), "if" | "unless")
            });
            if condition {
                return true;
            }
        }
        at = annotations.words.head(here);
    }
    false
}

/// The predicate that governs `word`: the nearest one on the way up, `word` itself left out.
pub(crate) fn governing_predicate(annotations: &Annotations, word: WordId) -> Option<WordId> {
    let mut at = annotations.words.head(word);
    while let Some(here) = at {
        if is_predicate(annotations, here) {
            return Some(here);
        }
        at = annotations.words.head(here);
    }
    None
}
