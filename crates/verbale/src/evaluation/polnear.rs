//! Measuring attributions on a folder shaped as PolNeAR's: `text/*.txt` beside `attributions/*.ann`.

use super::read_to_string;
use crate::error::{Error, Result};
use crate::input::{InputOptions, Inputs};
use crate::pipeline::Engine;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use verbale_analyze::Scratch;
use verbale_evaluate::polnear::{
    AnnotationFile, Article, AttributionSpans, Options, PolnearScore, score, write_as_is,
};
use verbale_extract::attribution::{Attribution, Convention};

/// A score of attributions and what was made, as standoff.
pub struct PolnearEvaluation {
    /// The score.
    pub score: PolnearScore,
    /// File name (`article.ann`) and contents of each article's attributions, by name.
    pub made: Vec<(String, String)>,
}

/// Reads the texts under `folder` and scores their attributions, found by PolNeAR's convention.
pub fn evaluate_polnear(engine: &Engine, folder: &Path, options: Options) -> Result<PolnearEvaluation> {
    let texts = files(&folder.join("text"), "txt")?;
    let mut gold: BTreeMap<String, Vec<AnnotationFile>> = BTreeMap::new();
    for path in files(&folder.join("attributions"), "ann")? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let Some((article, annotator)) = AnnotationFile::parse_name(&name) else { continue };
        let annotator = annotator.map(str::to_owned);
        let file = AnnotationFile { annotator, standoff: read_to_string(&path)? };
        gold.entry(article.to_owned()).or_default().push(file);
    }
    let mut documents = Vec::new();
    for item in Inputs::new(&texts, InputOptions::default())? {
        documents.push(item.map_err(|rejected| Error::input(rejected.to_string()))?.document);
    }
    let found: Vec<Vec<AttributionSpans>> = documents
        .par_iter()
        .map_init(Scratch::default, |scratch, document| {
            engine.attributions(document, Convention::Polnear, scratch).iter().map(spans).collect()
        })
        .collect();
    let mut made = Vec::new();
    let mut articles = Vec::new();
    for ((path, document), found) in texts.iter().zip(&documents).zip(found) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let standoff = write_as_is(document.text(), &found);
        made.push((format!("{name}.ann"), standoff.clone()));
        articles.push(Article {
            gold: gold.remove(&name).unwrap_or_default(),
            made: vec![AnnotationFile { annotator: None, standoff }],
            text: document.text().to_owned(),
            name,
        });
    }
    let score = score(&articles, options).map_err(|error| Error::input(error.to_string()))?;
    Ok(PolnearEvaluation { score, made })
}

fn spans(found: &Attribution) -> AttributionSpans {
    AttributionSpans {
        source: found.source,
        cue: found.cue,
        content: found.content.clone(),
        within: found.within,
    }
}

/// The files of a folder with this ending, by name.
pub(super) fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let told = |error: std::io::Error| {
        Error::input(format!("{}: {error}", folder.display()))
            .hint("give a folder that holds text/*.txt and attributions/*.ann")
    };
    let entries = std::fs::read_dir(folder).map_err(told)?;
    let mut found =
        entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>().map_err(told)?;
    found.retain(|path| path.extension().is_some_and(|found| found == ending));
    found.sort();
    Ok(found)
}
