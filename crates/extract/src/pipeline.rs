//! The pipeline on one screen: [`extract`] runs every stage and puts the record together.

use crate::statements::Catalogue;
use crate::{attribution, entities, events, figures, statements, terms, times};
use verbale_analyze::Annotations;
use verbale_knowledge::Knowledge;
use verbale_record::{Header, Record, SCHEMA};
use verbale_text::Document;

/// What every stage reads: the document, its layers and what is known of the world.
#[derive(Copy, Clone)]
pub struct Input<'a> {
    /// The document.
    pub document: &'a Document,
    /// Sentences, words, trees, names.
    pub annotations: &'a Annotations,
    /// States, offices, holders, groups, bodies.
    pub knowledge: &'a Knowledge,
}

/// Reads the record out of one analysed document. Cannot fail: any text gives a record.
pub fn extract(input: Input<'_>) -> Record {
    extract_with(input, Catalogue::builtin())
}

/// Reads the record by a catalogue of issues of one's own.
pub fn extract_with(input: Input<'_>, catalogue: &Catalogue) -> Record {
    let attributions = attribution::find(input);
    let entities = entities::resolve_with(input, &attributions);
    let times = times::find(input);
    let statements = statements::build_with(input, &entities, &attributions, &times, catalogue);
    let events = events::find(input, &entities, &times, &attributions, &statements);
    let figures = figures::find(input, &entities, &times, &attributions, &statements);
    let terms = terms::find(input, &entities, &times, &statements);
    let mut record = Record {
        schema: SCHEMA.to_owned(),
        document: header(input.document),
        blocks: input.document.blocks().as_slice().to_vec(),
        entities: entities.into_record(input),
        statements,
        events,
        figures,
        terms,
    };
    entities::keep_relevant(&mut record);
    record
}

fn header(document: &Document) -> Header {
    Header {
        id: document.id().to_owned(),
        origin: document.origin().to_owned(),
        source: document.source().map(str::to_owned),
        url: document.url().map(str::to_owned),
        published: document.published(),
        language: document.language().unwrap_or("en").to_owned(),
        title: document.title().map(str::to_owned),
        text: document.text().to_owned(),
        duplicate_of: None,
        copy_of: None,
    }
}
