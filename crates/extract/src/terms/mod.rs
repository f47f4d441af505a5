//! Terms: points of agreements, proposals and lists of conditions.
//!
//! Phrases that are about an issue and stand where terms stand are found over the tree ([`phrases`]); a learned
//! filter says which are terms; the statement around gives proposer, addressee and status ([`sides`]).

mod filter;
mod kinds;
mod merge;
mod phrases;
mod sides;

use crate::models::{self, EventModels};
use crate::{Input, entities::EntityTable, times::Times};
use phrases::Phrase;
use sides::Sides;
use verbale_analyze::NameKind;
use verbale_analyze::classifier::Example;
use verbale_record::{Statement, Term, TermId};
use verbale_text::{Id, Span};

/// Terms less probable than this are left out.
const THRESHOLD: f64 = 0.3;

/// A phrase taken for a term.
#[derive(Clone, Debug)]
struct Found {
    phrase: Phrase,
    sides: Sides,
    lemmas: Vec<String>,
    probability: f64,
}

/// Finds the terms of the document with proposer, addressee, duration and each party's status.
pub fn find(input: Input<'_>, entities: &EntityTable, times: &Times, statements: &[Statement]) -> Vec<Term> {
    find_with(models::events(), input, entities, times, statements)
}

/// The same with models of one's own, for measuring what training gives.
pub fn find_with(
    models: &EventModels,
    input: Input<'_>,
    entities: &EntityTable,
    times: &Times,
    statements: &[Statement],
) -> Vec<Term> {
    let mut found = Vec::new();
    for phrase in phrases::find(input) {
        let statement = sides::statement_around(statements, &phrase);
        let probability = models::probability(&models.terms, &filter::features(input, statement, &phrase), 1);
        if probability >= THRESHOLD {
            let sides = sides::of(input, entities, statement, &phrase);
            let lemmas = lemmas(input, phrase.span);
            found.push(Found { phrase, sides, lemmas, probability });
        }
    }
    let mut terms = merge::once_each(input, entities, found);
    merge::add_answers(entities, statements, &mut terms);
    terms
        .into_iter()
        .enumerate()
        .map(|(row, found)| Term {
            id: TermId::from_index(row),
            kind: found.phrase.kind.to_owned(),
            summary_span: Some(found.phrase.span),
            proposed_by: found.sides.proposed_by,
            addressed_to: found.sides.addressed_to,
            duration: times.inside(found.phrase.span).find_map(|time| time.duration.clone()),
            scope: scope(input, found.phrase.span),
            conditions: found.phrase.conditions,
            status: found.sides.status,
        })
        .collect()
}

/// One training example a phrase: class 1 where gold has a term of its kind at its words.
pub fn examples(input: Input<'_>, statements: &[Statement], gold: &[Term]) -> Vec<Example> {
    phrases::find(input)
        .iter()
        .map(|phrase| {
            let noted = gold.iter().any(|term| {
                term.kind == phrase.kind
                    && term.summary_span.is_some_and(|span| overlap(span, phrase.span) >= 0.5)
            });
            let statement = sides::statement_around(statements, phrase);
            Example {
                features: filter::features(input, statement, phrase),
                class: usize::from(noted),
                weight: 1.0,
            }
        })
        .collect()
}

/// Bytes shared, as a part of those covered by either.
fn overlap(one: Span, other: Span) -> f64 {
    let shared = one.intersection(other).map_or(0, |shared| shared.len());
    f64::from(shared) / f64::from(one.len() + other.len() - shared)
}

fn lemmas(input: Input<'_>, span: Span) -> Vec<String> {
    let words = &input.annotations.words;
    let mut lemmas: Vec<String> =
        input.annotations.words_in(span).map(|word| words.lemma(word).to_lowercase()).collect();
    lemmas.sort_unstable();
    lemmas
}

/// The first place named in the phrase.
fn scope(input: Input<'_>, span: Span) -> Option<String> {
    let places = input.annotations.names.iter().filter(|name| name.kind == NameKind::Place);
    places
        .into_iter()
        .find(|name| span.contains(name.span))
        .map(|name| input.document.slice(name.span).to_owned())
}
