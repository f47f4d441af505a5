//! `statements`: trains the model of acts, issues, stances and addressees from hand-coded records.

mod articles;
mod calibrate;
mod check;
mod fit;
mod labelled;
mod own;

use articles::{Article, Kind};
use std::error::Error;
use std::path::PathBuf;
use verbale_analyze::model::{Card, TrainingData};
use verbale_knowledge::Knowledge;

/// What the subcommand takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Folder with `train.jsonl` and `train.texts.jsonl`.
    #[arg(long)]
    gold: PathBuf,
    /// Folder with the newsroom day and PolNeAR, whose articles the labels are of.
    #[arg(long)]
    data: PathBuf,
    /// The model file to write; without it, only measure.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Measure by five-fold cross-validation over the articles.
    #[arg(long)]
    check: bool,
    /// Print what cross-validation gets wrong: act, issue, stance, addressee or speaker.
    #[arg(long)]
    errors: Option<String>,
}

/// Reads the gold, measures, trains, writes.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let knowledge = Knowledge::builtin();
    let (mut articles, sha256) = Article::read_all(&arguments.gold, &knowledge)?;
    let coded = articles.len();
    let found: Vec<Article> = articles.iter().map(|article| article.as_found(&knowledge)).collect();
    articles.extend(found);
    articles.extend(labelled::articles(&arguments.data, &knowledge)?);
    articles.extend(own::articles(&knowledge)?);
    let count = |kind: Kind| {
        let of_kind = articles.iter().filter(|article| article.kind == kind);
        of_kind.map(|article| article.gold.len()).sum::<usize>()
    };
    println!("{coded} coded articles, {} statements", count(Kind::Coded));
    println!("{} statements of them found by the program", count(Kind::Found));
    println!("{} statements labelled elsewhere", count(Kind::Labelled));
    println!("{} statements of our own", count(Kind::Own));
    let discourses: Vec<_> = articles.iter().map(|article| article.discourse(&knowledge)).collect();
    if arguments.check || arguments.out.is_none() {
        check::cross_validate(&articles, coded, &discourses, arguments.errors.as_deref());
    }
    if let Some(path) = &arguments.out {
        let all: Vec<usize> = (0..articles.len()).collect();
        let model = fit::fit(&articles, &discourses, &all);
        println!("{:?}\n{:?}", model.thresholds, model.calibration);
        let card = Card {
            language: "en".to_owned(),
            training_data: vec![
                TrainingData {
                    name: "130 hand-coded articles of 2025-05-21, train".to_owned(),
                    licence: "annotations by the project; texts are their publishers'".to_owned(),
                    sha256,
                },
                TrainingData {
                    name: "labels of other news of 2025-05-21 and of PolNeAR, train".to_owned(),
                    licence: "labels by the project; texts are their publishers'".to_owned(),
                    sha256: labelled::sha256(),
                },
            ],
            seed: 1,
            ..Card::default()
        };
        let bytes = model.write(card);
        println!("{}: {} bytes", path.display(), bytes.len());
        std::fs::write(path, bytes)?;
    }
    Ok(())
}
