//! Trains the attribution model on PolNeAR's train split and the gold train records.
//!
//! Each decision (is this word a cue, which words are the cue, who is the source, what stands before the cue,
//! what behind it, what goes on later, is the whole an attribution) is learned on its own over predicted
//! trees. Decisions that build on earlier ones must see those as they will be: made on articles that the
//! earlier ones were not learned from. So the articles are split in two folds, each read by what was learned
//! on the other.

mod align;
mod calibrate;
mod corpora;
mod examples;
mod folds;
mod heldout;
mod learn;
pub mod predict;
pub mod sequence;
mod sequence_links;

use crate::gold;
use clap::Args;
use corpora::{Article, Labelled};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::error::Error;
use std::path::{Path, PathBuf};
use verbale_analyze::model::{Card, TrainingData, write};
use verbale_analyze::{Annotations, Scratch, analyze};
use verbale_extract::attribution::Convention;
use verbale_extract::attribution::model::{KIND, Model};
use verbale_extract::attribution::reader::Reader;
use verbale_text::Document;

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
    /// Keep every sixth article back, print what the model does on those, and write that model.
    #[arg(long)]
    keep_back: bool,
}

/// A labelled article with its layers.
pub struct Read {
    document: Document,
    annotations: Annotations,
    attributions: Vec<Labelled>,
    convention: Convention,
}

impl Read {
    fn reader(&self) -> Reader<'_> {
        Reader::new(&self.document, &self.annotations, self.convention as u32)
    }

    /// A number by which articles are dealt out; the same article read by several hands has one.
    fn lot(&self) -> u8 {
        self.document.hash().0[0]
    }
}

/// Trains and writes the model.
pub fn train(options: &Options) -> Result<(), Box<dyn Error>> {
    let (reads, data) = read(options)?;
    let kept_back = |read: &&Read| options.keep_back && read.lot().is_multiple_of(6);
    let (back, learned): (Vec<&Read>, Vec<&Read>) = reads.iter().partition(kept_back);
    let model = folds::learn(&learned);
    if options.keep_back {
        heldout::report(&model, &back, Convention::Codebook);
        heldout::report(&model, &back, Convention::Polnear);
    }
    save(&model, data, &options.out)
}

fn read(options: &Options) -> Result<(Vec<Read>, Vec<TrainingData>), Box<dyn Error>> {
    let polnear = corpora::polnear(&options.data.join("polnear/train"))?;
    let polnear_digest = digest(&polnear);
    let (gold, gold_digest) = gold::read(&options.gold, "train")?;
    let language = verbale_analyze::Model::embedded();
    let read = |scratch: &mut Scratch, article: Article| {
        let Article { document, attributions } = article;
        let annotations = analyze(&document, language, scratch);
        Read { document, annotations, attributions, convention: Convention::Polnear }
    };
    let mut reads: Vec<Read> = polnear.into_par_iter().map_init(Scratch::default, read).collect();
    reads.extend(gold.into_iter().map(|coded| Read {
        attributions: corpora::statements(&coded.record),
        document: coded.document,
        annotations: coded.annotations,
        convention: Convention::Codebook,
    }));
    let data = |name: &str, licence: &str, sha256| TrainingData {
        name: name.to_owned(),
        licence: licence.to_owned(),
        sha256,
    };
    let data = vec![
        data("PolNeAR 1.0, train", "names none", polnear_digest),
        data("Verbale gold records, train", "of the project", gold_digest),
    ];
    Ok((reads, data))
}

fn digest(articles: &[Article]) -> String {
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
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
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
