//! Trains the attribution model on PolNeAR's train split and the gold train records.
//!
//! Each decision (is this word a cue, which words are the cue, who is the source, what stands before the cue,
//! what behind it, what goes on later) is learned on its own over predicted trees. A part of the articles is
//! kept back first to find the threshold and the calibration of the probabilities; then everything is learned
//! again on all articles.

mod align;
mod calibrate;
mod corpora;
mod examples;
mod learn;
pub mod predict;

use clap::Args;
use corpora::Article;
use examples::Examples;
use learn::Settings;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::error::Error;
use std::path::{Path, PathBuf};
use verbale_analyze::Annotations;
use verbale_analyze::model::{Card, TrainingData, write};
use verbale_extract::attribution::Convention;
use verbale_extract::attribution::model::{Calibration, KIND, Model};

/// Options of the subcommand.
#[derive(Args)]
pub struct Options {
    /// Folder that holds `polnear/train`.
    #[arg(long)]
    data: PathBuf,
    /// Folder that holds `train.jsonl` and `train.texts.jsonl`.
    #[arg(long)]
    gold: PathBuf,
    /// Where to write the model.
    #[arg(long)]
    out: PathBuf,
    /// Learn without the articles kept back, and stop after the calibration.
    #[arg(long)]
    quick: bool,
}

/// A labelled article with its layers.
struct Read {
    article: Article,
    annotations: Annotations,
    convention: Convention,
}

/// Every how many-th article is kept back for the calibration.
const KEPT_BACK: usize = 6;

/// Trains and writes the model.
pub fn train(options: &Options) -> Result<(), Box<dyn Error>> {
    let polnear = corpora::polnear(&options.data.join("polnear/train"))?;
    let gold = corpora::gold(&options.gold.join("train.jsonl"), &options.gold.join("train.texts.jsonl"))?;
    let data = vec![
        data_of("PolNeAR 1.0, train", "none named", &polnear),
        data_of("Verbale gold records, train", "of the project", &gold),
    ];
    let reads = read(polnear, Convention::Polnear, gold)?;
    let kept_back = |at: usize| at.is_multiple_of(KEPT_BACK);
    let part = |back: bool| -> Vec<&Read> {
        reads.iter().enumerate().filter(|(at, _)| kept_back(*at) == back).map(|(_, read)| read).collect()
    };
    let mut model = learn_all(&part(false));
    let calibration = calibrate::calibrate(&model, &part(true));
    if !options.quick {
        model = learn_all(&reads.iter().collect::<Vec<_>>());
    }
    model.calibration = calibration;
    save(&model, data, &options.out)
}

fn data_of(name: &str, licence: &str, articles: &[Article]) -> TrainingData {
    let mut digest = Sha256::new();
    for article in articles {
        digest.update(article.document.text());
        for labelled in &article.attributions {
            for span in labelled.source.iter().chain(&labelled.cue).chain(&labelled.content) {
                digest.update(span.start.to_le_bytes());
                digest.update(span.end.to_le_bytes());
            }
        }
    }
    let sha256 = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    TrainingData { name: name.to_owned(), licence: licence.to_owned(), sha256 }
}

fn read(
    polnear: Vec<Article>,
    convention: Convention,
    gold: Vec<Article>,
) -> Result<Vec<Read>, Box<dyn Error>> {
    let language = verbale_analyze::Model::embedded();
    let articles = polnear.into_iter().map(|article| (article, convention));
    let articles: Vec<_> =
        articles.chain(gold.into_iter().map(|article| (article, Convention::Codebook))).collect();
    let reads = articles.into_par_iter().map_init(
        verbale_analyze::Scratch::default,
        |scratch, (article, convention)| {
            let annotations = verbale_analyze::analyze(&article.document, language, scratch);
            Read { article, annotations, convention }
        },
    );
    Ok(reads.collect())
}

/// Settings found on articles kept back from the train split.
fn settings(decision: &str) -> Settings {
    let keep = match decision {
        "cue" => 220_000,
        "extent" => 70_000,
        "source" => 80_000,
        "before" => 60_000,
        "after" => 150_000,
        _ => 10_000,
    };
    Settings { epochs: 8, rate: 0.05, decay: 1e-5, at_least: 3, keep }
}

fn learn_all(reads: &[&Read]) -> Model {
    let all = reads
        .par_iter()
        .map(|read| examples::examples(&read.article, &read.annotations, read.convention))
        .reduce(Examples::default, |mut all, one| {
            all.append(one);
            all
        });
    println!("{:?}", all.reach);
    let ((cue, join), (extent, (source, (before, after)))) = rayon::join(
        || (learn::binary(&all.cue, settings("cue")), learn::binary(&all.join, settings("join"))),
        || {
            rayon::join(
                || learn::choice(&all.extent, settings("extent")),
                || {
                    rayon::join(
                        || learn::choice(&all.source, settings("source")),
                        || {
                            rayon::join(
                                || learn::choice(&all.before, settings("before")),
                                || learn::choice(&all.after, settings("after")),
                            )
                        },
                    )
                },
            )
        },
    );
    Model {
        cue,
        extent,
        source,
        before,
        after,
        join,
        calibration: [Calibration::default(), Calibration::default()],
    }
}

fn save(model: &Model, training_data: Vec<TrainingData>, out: &Path) -> Result<(), Box<dyn Error>> {
    let card =
        Card { kind: KIND.to_owned(), language: "en".to_owned(), training_data, seed: 1, ..Card::default() };
    let sections = model.sections();
    for (name, bytes) in &sections {
        println!("{name:12} {:9} bytes", bytes.len());
    }
    let sections: Vec<(&str, &[u8])> =
        sections.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    std::fs::write(out, write(card, &sections))?;
    Ok(())
}
