//! The quality floors: everything that is measured, in one run, against the committed baseline.

use super::coded_sentences::sentence_file;
use super::coreference::coreference_files;
use super::times::timex_files;
use super::{
    evaluate_coreference, evaluate_names, evaluate_pages, evaluate_places, evaluate_polnear,
    evaluate_records, evaluate_sentences, evaluate_stories, evaluate_times, evaluate_treebank, place_sets,
};
use crate::error::{Error, ErrorKind, Result};
use crate::pipeline::Engine;
use std::path::{Path, PathBuf};
use verbale_evaluate::floors::{Floors, Measured, gold_sha256, measured};

/// Measures everything that the data under `shared` allows, in a fixed order.
pub fn measure_all(engine: &Engine, shared: &Path) -> Result<Vec<Measured>> {
    let mut all = Vec::new();
    for name in ["seed", "dev"] {
        let gold = shared.join(format!("gold/{name}.jsonl"));
        let texts = shared.join(format!("gold/{name}.texts.jsonl"));
        let score = evaluate_records(engine, &gold, std::slice::from_ref(&texts))?.score;
        all.extend(measured(&format!("record/{name}"), &score, &digest(&[gold, texts])?));
    }
    let polnear = shared.join("data/polnear/dev");
    let score = evaluate_polnear(engine, &polnear, Default::default())?.score;
    let mut files = super::polnear::files(&polnear.join("text"), "txt")?;
    files.extend(super::polnear::files(&polnear.join("attributions"), "ann")?);
    all.extend(measured("polnear/dev", &score, &digest(&files)?));
    for name in ["ewt-dev", "gum-dev"] {
        let path = shared.join(format!("data/treebank/{name}.conllu"));
        let score = evaluate_treebank(engine, &path)?;
        all.extend(measured(&format!("treebank/{name}"), &score, &digest(&[path])?));
    }
    let pages = shared.join("data/html");
    all.extend(measured("html", &evaluate_pages(&pages)?, &digest(&super::pages::files(&pages)?)?));
    let path = shared.join("data/ner/uner-ewt-dev.iob2");
    let score = evaluate_names(engine, &path)?;
    all.extend(measured("names/uner-ewt-dev", &score, &digest(&[path])?));
    let score = evaluate_coreference(engine, shared)?;
    all.extend(measured("coreference/gum-news", &score, &digest(&coreference_files(shared)?)?));
    let gold = shared.join("gold/stories-2025-05-21.json");
    let texts = shared.join("data/newsday/2025-05-21.jsonl.gz");
    let score = evaluate_stories(engine, &gold, std::slice::from_ref(&texts))?;
    all.extend(measured("stories/2025-05-21", &score, &digest(&[gold, texts])?));
    let times: Vec<PathBuf> = timex_files(shared)?.into_iter().flatten().collect();
    all.extend(measured("times/timebank-aquaint", &evaluate_times(engine, shared)?, &digest(&times)?));
    let score = evaluate_sentences(engine, shared)?;
    all.extend(measured("events/plover", &score, &digest(&[sentence_file(shared)])?));
    for (name, path) in place_sets(shared) {
        let score = evaluate_places(engine, &path)?;
        all.extend(measured(&format!("places/{name}"), &score, &digest(&[path])?));
    }
    Ok(all)
}

/// Reads a baseline. One that does not exist yet is empty where it is about to be written, else an error.
pub fn read_floors(path: &Path, about_to_write: bool) -> Result<Floors> {
    match std::fs::read_to_string(path) {
        Ok(text) => {
            Floors::from_json(&text).map_err(|error| Error::input(format!("{}: {error}", path.display())))
        }
        Err(error) if about_to_write && error.kind() == std::io::ErrorKind::NotFound => Ok(Floors::default()),
        Err(error) => Err(Error::input(format!("{}: {error}", path.display()))
            .hint("run it where floors.json stands, or give --baseline; --update makes one")),
    }
}

/// Writes a baseline.
pub fn write_floors(path: &Path, floors: &Floors) -> Result<()> {
    std::fs::write(path, floors.to_json())
        .map_err(|error| Error::new(ErrorKind::Input, format!("{}: {error}", path.display())))
}

fn digest(files: &[PathBuf]) -> Result<String> {
    let mut read = Vec::new();
    for path in files {
        let bytes =
            std::fs::read(path).map_err(|error| Error::input(format!("{}: {error}", path.display())))?;
        read.push((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes));
    }
    let named: Vec<(&str, &[u8])> = read.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect();
    Ok(gold_sha256(&named))
}
