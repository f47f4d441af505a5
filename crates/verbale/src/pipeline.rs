//! The pipeline on one screen: a document becomes annotations, annotations become a record.

use crate::error::Result;
use crate::project::Project;
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use verbale_analyze::{Annotations, Model, Scratch, analyze};
use verbale_extract::attribution::{self, Attribution, Convention};
use verbale_extract::entities::{self, EntityTable};
use verbale_extract::statements::Catalogue;
use verbale_extract::times::{Timex, timexes};
use verbale_extract::{Input, extract_with};
use verbale_knowledge::Knowledge;
use verbale_record::Record;
use verbale_text::Document;

/// What reads documents: the model and what is known of the world, loaded once and shared by all threads.
pub struct Engine {
    model: &'static Model,
    knowledge: Knowledge,
    /// The project's catalogue, where it has issues of its own.
    catalogue: Option<Catalogue>,
    /// Version of the program, and of what the project adds to it.
    version: String,
}

impl Engine {
    /// The engine with the model and the facts inside the binary.
    pub fn embedded() -> Self {
        Self {
            model: Model::embedded(),
            knowledge: Knowledge::builtin(),
            catalogue: None,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    /// The engine with a project's issues and actors laid over what is known.
    pub fn with_project(project: &Project) -> Result<Self> {
        let mut engine = Self::embedded();
        project.add_actors(&mut engine.knowledge)?;
        project.add_cities(&mut engine.knowledge)?;
        engine.catalogue = project.catalogue()?;
        if let Some(digest) = project.digest() {
            engine.version = format!("{}+project.{digest}", engine.version);
        }
        Ok(engine)
    }

    /// Version of the program, and of what the project adds: texts that another one read are read anew.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The language model.
    pub fn model(&self) -> &Model {
        self.model
    }

    /// What is known of the world.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// SHA-256 of the model's weights, in hexadecimal.
    pub fn model_digest(&self) -> &str {
        self.model.digest()
    }

    /// The record of one document. `scratch` is a thread's buffers, kept from document to document.
    pub fn read(&self, document: &Document, scratch: &mut Scratch) -> Record {
        let annotations = analyze(document, self.model, scratch);
        let input = Input { document, annotations: &annotations, knowledge: &self.knowledge };
        extract_with(input, self.catalogue.as_ref().unwrap_or(Catalogue::builtin()))
    }

    /// The attributions of one document by a convention of annotation, before statements are built on them.
    pub fn attributions(
        &self,
        document: &Document,
        convention: Convention,
        scratch: &mut Scratch,
    ) -> Vec<Attribution> {
        let annotations = analyze(document, self.model, scratch);
        let input = Input { document, annotations: &annotations, knowledge: &self.knowledge };
        attribution::find_with(input, convention)
    }

    /// The layers of one document and the entities of all its mentions, before a record is made of them.
    pub fn entities(&self, document: &Document, scratch: &mut Scratch) -> (Annotations, EntityTable) {
        let annotations = analyze(document, self.model, scratch);
        let table =
            entities::resolve(Input { document, annotations: &annotations, knowledge: &self.knowledge });
        (annotations, table)
    }

    /// The time expressions of one document, as TIMEX3 has them.
    pub fn timexes(&self, document: &Document, scratch: &mut Scratch) -> Vec<Timex> {
        let annotations = analyze(document, self.model, scratch);
        timexes(Input { document, annotations: &annotations, knowledge: &self.knowledge })
    }

    /// The records of many documents, in their order, on all processors. Where the program has a fault that
    /// one document brings out, that one has none and the others are read.
    pub fn read_all(&self, documents: &[&Document]) -> Vec<Option<Record>> {
        let read = |scratch: &mut Scratch, document: &&Document| {
            let read = catch_unwind(AssertUnwindSafe(|| self.read(document, scratch)));
            // What the fault left in the buffers is not used again.
            read.inspect_err(|_| *scratch = Scratch::default()).ok()
        };
        documents.par_iter().map_init(Scratch::default, read).collect()
    }
}
