//! Statements: attributions with speakers, act, addressees, issues and stances.
//!
//! [`Discourse`] reads every attribution once; [`Model::judge`] decides from it; the lexicons under `lexicon/`
//! are what a person can check and extend.

mod act;
mod addressee;
mod calibration;
mod catalogue;
mod dates;
mod discourse;
mod features;
mod issue;
mod lexicon;
mod model;
mod phrases;
mod settled;
mod speakers;
mod stance;
#[cfg(test)]
mod tests;

pub use calibration::Calibration;
pub use catalogue::{Catalogue, CatalogueIssue, Tell};
pub use discourse::{Discourse, Reading};
pub use model::{Judgement, Model, Thresholds, embedded_bytes};
pub use phrases::LexiconError;

/// What training reads: the features that the classifiers see.
pub mod learn {
    pub use super::act::{Guess, features as act_features};
    pub use super::addressee::{
        Candidate, candidates as addressee_candidates, choose, features as addressee_features,
    };
    pub use super::calibration::{adjusted, temper};
    pub use super::issue::{
        Evidence, candidates as issue_candidates, evidence, features as issue_features, reaching,
    };
    pub use super::settled::{settled, weigh};
    pub use super::stance::features as stance_features;
}

use crate::{Input, attribution::Attribution, entities::EntityTable, times::Times};
use verbale_record::{Statement, StatementId};
use verbale_text::Id;

/// Builds one statement for each attribution, in the same order: `statements[i]` comes of `attributions[i]`.
pub fn build(
    input: Input<'_>,
    entities: &EntityTable,
    attributions: &[Attribution],
    times: &Times,
) -> Vec<Statement> {
    build_with(input, entities, attributions, times, Catalogue::builtin())
}

/// Builds the statements by a catalogue of issues of one's own.
pub fn build_with(
    input: Input<'_>,
    entities: &EntityTable,
    attributions: &[Attribution],
    times: &Times,
    catalogue: &Catalogue,
) -> Vec<Statement> {
    let discourse = Discourse::new(input, entities, attributions, catalogue);
    of_discourse(&discourse, Model::embedded(), times)
}

/// Builds the statements of a discourse with a given model.
pub fn of_discourse(discourse: &Discourse<'_>, model: &Model, times: &Times) -> Vec<Statement> {
    (0..discourse.attributions.len()).map(|at| statement(discourse, at, model, times)).collect()
}

fn statement(discourse: &Discourse<'_>, at: usize, model: &Model, times: &Times) -> Statement {
    let (attribution, reading) = (&discourse.attributions[at], &discourse.readings[at]);
    let judgement = model.judge(discourse, at);
    let probability = attribution.probability * f64::from(judgement.act_probability);
    Statement {
        id: StatementId::from_index(at),
        speakers: reading.speakers.clone(),
        source_span: attribution.source,
        cue_span: attribution.cue,
        content_spans: attribution.content.clone(),
        quote: attribution.quote,
        act: judgement.act,
        addressees: judgement.addressees,
        issues: judgement.issues,
        date: dates::of(discourse, at, times),
        within: attribution.within.map(StatementId::from_index),
        by: attribution.by.to_owned(),
        probability: (probability * 1000.0).round() / 1000.0,
    }
}
