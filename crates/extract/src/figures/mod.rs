//! Figures: quantities that matter to the conflict or the talks.
//!
//! Numbers and what they count are found by rule ([`candidates`]); a learned filter says which of them matter;
//! each quantity is kept once, with the party that claims it.

mod candidates;
mod counted;
mod filter;
mod merge;
mod units;

#[cfg(test)]
mod tests;

use crate::models::{self, EventModels};
use crate::times::{self, Times};
use crate::{Input, attribution::Attribution, entities::EntityTable};
use candidates::Candidate;
use merge::Weighed;
use verbale_analyze::classifier::Example;
use verbale_record::{EntityId, Figure, FigureId, Statement};
use verbale_text::{Id, Span};

/// Figures less probable than this are left out.
const THRESHOLD: f64 = 0.25;

/// Finds the figures of the document, one for each quantity and claimant.
pub fn find(
    input: Input<'_>,
    entities: &EntityTable,
    times: &Times,
    attributions: &[Attribution],
    statements: &[Statement],
) -> Vec<Figure> {
    find_with(models::events(), input, entities, times, attributions, statements)
}

/// The same with models of one's own, for measuring what training gives.
pub fn find_with(
    models: &EventModels,
    input: Input<'_>,
    entities: &EntityTable,
    times: &Times,
    attributions: &[Attribution],
    statements: &[Statement],
) -> Vec<Figure> {
    let weighed = weigh(models, input, times, attributions);
    let likely = weighed.into_iter().filter(|weighed| weighed.probability >= THRESHOLD).collect();
    let once = merge::once_each(likely, |one, other| same_noun(input, one, other));
    once.into_iter()
        .enumerate()
        .map(|(row, weighed)| figure(input, entities, statements, row, &weighed.candidate))
        .collect()
}

/// One training example a candidate: class 1 where gold notes it down.
pub fn examples(input: Input<'_>, attributions: &[Attribution], gold: &[Figure]) -> Vec<Example> {
    let times = times::find(input);
    let close = |one: f64, other: f64| (one - other).abs() <= 1e-6 * one.abs().max(1.0);
    candidates(input, &times)
        .iter()
        .map(|candidate| {
            let noted = gold.iter().any(|figure| {
                figure.span.is_some_and(|span| span.overlaps(candidate.span))
                    && close(figure.value[0], candidate.value[0])
                    && close(figure.value[1], candidate.value[1])
            });
            Example {
                features: filter::features(input, attributions, candidate),
                class: usize::from(noted),
                weight: 1.0,
            }
        })
        .collect()
}

fn candidates(input: Input<'_>, times: &Times) -> Vec<Candidate> {
    let blocks = input.document.blocks().iter().filter(|block| block.kind.is_read());
    blocks.flat_map(|block| candidates::of_block(input, times, block.span)).collect()
}

fn weigh(
    models: &EventModels,
    input: Input<'_>,
    times: &Times,
    attributions: &[Attribution],
) -> Vec<Weighed> {
    candidates(input, times)
        .into_iter()
        .map(|candidate| {
            let features = filter::features(input, attributions, &candidate);
            Weighed { probability: models::probability(&models.figures, &features, 1), candidate }
        })
        .collect()
}

fn same_noun(input: Input<'_>, one: &Candidate, other: &Candidate) -> bool {
    let lemma =
        |candidate: &Candidate| candidate.head.map(|head| input.annotations.words.lemma(head).to_lowercase());
    lemma(one) == lemma(other)
}

fn figure(
    input: Input<'_>,
    entities: &EntityTable,
    statements: &[Statement],
    row: usize,
    candidate: &Candidate,
) -> Figure {
    let of = candidate.of.map_or("", |span| input.document.slice(span));
    Figure {
        id: FigureId::from_index(row),
        value: candidate.value,
        unit: candidate.unit.clone(),
        of: of.trim().to_owned(),
        approximate: candidate.approximate,
        as_of: None,
        claimed_by: claimant(entities, statements, candidate.span),
        span: Some(candidate.span),
    }
}

/// The first speaker of the innermost statement that holds the number.
fn claimant(_entities: &EntityTable, statements: &[Statement], span: Span) -> Option<EntityId> {
    let holds = |statement: &&Statement| statement.content_spans.iter().any(|content| content.contains(span));
    let width =
        |statement: &&Statement| statement.content_spans.iter().map(|content| content.len()).sum::<u32>();
    statements.iter().filter(holds).min_by_key(width)?.speakers.first().copied()
}
