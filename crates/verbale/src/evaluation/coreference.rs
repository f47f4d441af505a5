//! Measuring coreference on GUM's news: pronouns and role nouns against the gold's clusters.

use super::read_to_string;
use crate::error::{Error, Result};
use crate::pipeline::Engine;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use verbale_analyze::Annotations;
use verbale_analyze::Scratch;
use verbale_evaluate::coreference::{CoreferenceScore, GoldDocument, MadeMention, read_coreference, score};
use verbale_evaluate::treebank::read_conllu;
use verbale_extract::entities::{EntityTable, MentionForm};
use verbale_text::{Block, BlockKind, Document, OffsetMap, Parts};

/// Reads the news documents of `data/coref` under `shared` as raw text and scores what their pronouns and role
/// nouns were resolved to.
pub fn evaluate_coreference(engine: &Engine, shared: &Path) -> Result<CoreferenceScore> {
    let gold = gold_documents(shared)?;
    let made: Vec<Vec<MadeMention>> = gold
        .par_iter()
        .map_init(Scratch::default, |scratch, gold| {
            let (annotations, table) = engine.entities(&document(gold), scratch);
            mentions(&annotations, &table)
        })
        .collect();
    Ok(score(gold.iter().zip(made.iter().map(Vec::as_slice))))
}

/// The files that the measurement reads, by name.
pub(super) fn coreference_files(shared: &Path) -> Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for part in ["dev", "train"] {
        all.push(shared.join(format!("data/treebank/gum-{part}.conllu")));
        let files = super::polnear::files(&shared.join("data/coref").join(part), "conll")?;
        all.extend(files.into_iter().filter(|path| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("GUM_news_"))
        }));
    }
    Ok(all)
}

fn gold_documents(shared: &Path) -> Result<Vec<GoldDocument>> {
    let mut treebank = Vec::new();
    let mut gold = Vec::new();
    for path in coreference_files(shared)? {
        let (name, text) = (path.display().to_string(), read_to_string(&path)?);
        if path.extension().is_some_and(|ending| ending == "conllu") {
            treebank = read_conllu(&name, &text).map_err(|error| Error::input(error.to_string()))?;
            continue;
        }
        let id = path.file_stem().unwrap_or_default().to_string_lossy();
        let tree = treebank.iter().find(|document| document.id == id);
        let tree = tree.ok_or_else(|| Error::input(format!("{name}: the treebank has no document {id}")))?;
        gold.push(read_coreference(&name, &text, tree).map_err(|error| Error::input(error.to_string()))?);
    }
    Ok(gold)
}

fn document(gold: &GoldDocument) -> Document {
    let block = |&span| Block { kind: BlockKind::Paragraph, span };
    Document::new(Parts {
        text: gold.text.clone(),
        offsets: OffsetMap::identity(gold.text.len() as u32),
        blocks: gold.paragraphs.iter().map(block).collect(),
        ..Parts::default()
    })
}

/// The mentions as they are scored. A nationality ("Peruvian") names its country.
fn mentions(annotations: &Annotations, table: &EntityTable) -> Vec<MadeMention> {
    let made = |mention: &verbale_extract::entities::Mention| {
        Some(MadeMention {
            head: annotations.words.span(mention.head),
            name: matches!(mention.form, MentionForm::Name | MentionForm::Demonym),
            entity: mention.entity?.0,
        })
    };
    table.mentions.iter().filter_map(made).collect()
}
