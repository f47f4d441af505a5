//! The pipeline on one screen: a document becomes annotations, annotations become a record.

use crate::error::Result;
use rayon::prelude::*;
use verbale_analyze::Annotations;
use verbale_extract::Input;
use verbale_knowledge::Knowledge;
use verbale_record::Record;
use verbale_text::Document;

/// What reads documents: the model and what is known of the world, loaded once and shared by all threads.
pub struct Engine {
    knowledge: Knowledge,
}

impl Engine {
    /// The engine with the model and the facts inside the binary.
    pub fn new() -> Result<Self> {
        Ok(Self { knowledge: Knowledge::builtin() })
    }

    /// The record of one document.
    pub fn read(&self, document: &Document) -> Record {
        let annotations = Annotations::default();
        verbale_extract::extract(Input { document, annotations: &annotations, knowledge: &self.knowledge })
    }

    /// The records of many documents, in their order, on all processors.
    pub fn read_all(&self, documents: &[&Document]) -> Vec<Record> {
        documents.par_iter().map(|document| self.read(document)).collect()
    }
}
