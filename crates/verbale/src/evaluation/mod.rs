//! Measuring: reads what the gold was made on, and hands both sides to the scorers.

mod coded_sentences;
mod coreference;
mod floors;
mod pages;
mod places;
mod polnear;
mod stories;
mod times;
mod treebank;

pub use coded_sentences::evaluate_sentences;
pub use coreference::evaluate_coreference;
pub use floors::{measure_all, read_floors, write_floors};
pub use pages::evaluate_pages;
pub use places::{evaluate_places, place_sets};
pub use polnear::{PolnearEvaluation, evaluate_polnear};
pub use stories::evaluate_stories;
pub use times::evaluate_times;
pub use treebank::{evaluate_names, evaluate_treebank};
pub use verbale_evaluate::polnear::Options as PolnearOptions;
pub use verbale_evaluate::record::Listing;

use crate::error::{Error, ErrorKind, Result};
use crate::input::{InputOptions, Inputs};
use crate::pipeline::Engine;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use verbale_evaluate::record::{self, RecordScore};
use verbale_record::Record;
use verbale_text::Document;

/// A score of records, and the gold documents that no text was given for.
pub struct RecordEvaluation {
    /// The score.
    pub score: RecordScore,
    /// Ids of gold documents without a text; they count as read with nothing found.
    pub without_text: Vec<String>,
}

/// Reads the documents of `texts` and scores them against the records of `gold` (JSON lines both).
pub fn evaluate_records(engine: &Engine, gold: &Path, texts: &[PathBuf]) -> Result<RecordEvaluation> {
    let gold = gold_records(gold)?;
    let wanted: BTreeSet<&str> = gold.iter().map(|record| record.document.id.as_str()).collect();
    let mut documents = Vec::new();
    for item in Inputs::new(texts, InputOptions::default())? {
        let found = item.map_err(|rejected| Error::input(rejected.to_string()))?;
        documents.extend(wanted.contains(found.document.id()).then_some(found.document));
    }
    let made = read_whole(engine, &documents)?;
    let read: BTreeSet<&str> = made.iter().map(|record| record.document.id.as_str()).collect();
    let without_text: Vec<String> = wanted.difference(&read).map(|id| (*id).to_owned()).collect();
    if made.is_empty() {
        return Err(Error::input("none of the texts has the id of a gold document")
            .hint("give the texts that the gold was made on, with the same \"id\""));
    }
    Ok(RecordEvaluation { score: record::score(&gold, &made), without_text })
}

/// The records of all documents; a fault of the program ends a measurement.
fn read_whole(engine: &Engine, documents: &[Document]) -> Result<Vec<Record>> {
    let read = engine.read_all(&documents.iter().collect::<Vec<_>>());
    let whole = read.into_iter().zip(documents).map(|(record, document)| {
        let fault =
            || format!("{}: the program has a fault that this document brings out", document.origin());
        record.ok_or_else(|| Error::new(ErrorKind::Internal, fault()))
    });
    whole.collect()
}

fn gold_records(path: &Path) -> Result<Vec<Record>> {
    let lines = read_to_string(path)?;
    record::read(&path.display().to_string(), &lines).map_err(|error| Error::input(error.to_string()))
}

/// A file's text, or an error that names the file.
pub(crate) fn read_to_string(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| Error::input(format!("{}: {error}", path.display())))
}
