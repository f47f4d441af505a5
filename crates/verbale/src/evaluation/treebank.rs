//! Measuring the language layers on treebanks and on files of named entities.

use super::read_to_string;
use crate::error::{Error, Result};
use crate::pipeline::Engine;
use std::path::Path;
use verbale_evaluate::treebank::{
    LanguageScore, NameScore, read_conllu, read_iob2, score_engine, score_engine_names,
};

/// Scores the language layers on a CoNLL-U file.
pub fn evaluate_treebank(engine: &Engine, path: &Path) -> Result<LanguageScore> {
    let gold = read_conllu(&path.display().to_string(), &read_to_string(path)?)
        .map_err(|error| Error::input(error.to_string()))?;
    score_engine(&gold, engine.model()).map_err(|error| Error::input(format!("{}: {error}", path.display())))
}

/// Scores the names found in the sentences of an IOB2 file.
pub fn evaluate_names(engine: &Engine, path: &Path) -> Result<NameScore> {
    let gold = read_iob2(&path.display().to_string(), &read_to_string(path)?)
        .map_err(|error| Error::input(error.to_string()))?;
    Ok(score_engine_names(&gold, engine.model()))
}
