//! The command line of `verbale eval`.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `verbale eval`.
#[derive(Subcommand)]
pub enum Eval {
    /// Read texts and score the records against hand-coded ones
    Record(EvalRecord),
    /// Score attributions on a folder that holds text/*.txt and attributions/*.ann (PolNeAR's shape)
    Polnear(EvalPolnear),
    /// Score the language layers on treebanks (.conllu) and named entities (.iob2)
    Treebank(EvalTreebank),
    /// Score pronouns and role nouns against the coreference of GUM's news documents
    Coreference(EvalCoreference),
    /// Score the text taken out of HTML pages, and hold every word against its bytes
    Html(EvalHtml),
    /// Score the stories of a day against hand-made ones
    Stories(EvalStories),
    /// Score the types of PLOVER's coded sentences, and who does it to whom there
    Plover(EvalPlover),
    /// Score the places chosen for names whose place is marked (LGL, GeoVirus)
    Places(EvalPlaces),
    /// Score time expressions on texts marked with TIMEX3 (TimeBank and AQUAINT together)
    Times(EvalTimes),
    /// Measure everything and hold it against the committed baseline
    Floors(EvalFloors),
}

/// `verbale eval record`.
#[derive(Args)]
pub struct EvalRecord {
    /// Gold records (JSON lines)
    pub gold: PathBuf,
    /// The texts the gold was made on
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    pub texts: Vec<PathBuf>,
    /// One line for every document before the totals
    #[arg(long)]
    pub by_document: bool,
    /// Every statement that was missed or is extra before the totals
    #[arg(long)]
    pub misses: bool,
}

/// `verbale eval polnear`.
#[derive(Args)]
pub struct EvalPolnear {
    /// The folder
    pub folder: PathBuf,
    /// Write what was read as .ann files into this folder
    #[arg(long, value_name = "FOLDER")]
    pub write: Option<PathBuf>,
    /// Score against every annotator of an article, not the first alone
    #[arg(long)]
    pub all_annotators: bool,
}

/// `verbale eval treebank`.
#[derive(Args)]
pub struct EvalTreebank {
    /// Treebanks and files of named entities
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
}

/// `verbale eval coreference`.
#[derive(Args)]
pub struct EvalCoreference {
    /// The folder with data/coref and data/treebank
    #[arg(long, value_name = "FOLDER", default_value = "../shared")]
    pub data: PathBuf,
    /// Every mention that is not right before the totals
    #[arg(long)]
    pub misses: bool,
}

/// `verbale eval html`.
#[derive(Args)]
pub struct EvalHtml {
    /// The folder with data/html (pages, and the articles they hold)
    #[arg(long, value_name = "FOLDER", default_value = "../shared")]
    pub data: PathBuf,
    /// One line for every page before the totals, the worst first
    #[arg(long)]
    pub by_page: bool,
}

/// `verbale eval stories`.
#[derive(Args)]
pub struct EvalStories {
    /// Gold stories (JSON)
    pub gold: PathBuf,
    /// The day's articles (.jsonl, .jsonl.gz)
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    pub texts: Vec<PathBuf>,
}

/// `verbale eval times`.
#[derive(Args)]
pub struct EvalTimes {
    /// The folder with data/timex/
    #[arg(long, value_name = "FOLDER", default_value = "../shared")]
    pub data: PathBuf,
}

/// `verbale eval plover`.
#[derive(Args)]
pub struct EvalPlover {
    /// The folder with data/plover/
    #[arg(long, value_name = "FOLDER", default_value = "../shared")]
    pub data: PathBuf,
}

/// `verbale eval places`.
#[derive(Args)]
pub struct EvalPlaces {
    /// The folder with data/geo/
    #[arg(long, value_name = "FOLDER", default_value = "../shared")]
    pub data: PathBuf,
}

/// `verbale eval floors`.
#[derive(Args)]
pub struct EvalFloors {
    /// The folder with gold/ and data/
    #[arg(long, value_name = "FOLDER", default_value = "../shared")]
    pub data: PathBuf,
    /// The baseline
    #[arg(long, value_name = "FILE", default_value = "floors.json")]
    pub baseline: PathBuf,
    /// Write down what is measured now
    #[arg(long)]
    pub update: bool,
    /// With --update: let floors go down, for this reason
    #[arg(long, value_name = "REASON", requires = "update")]
    pub lower: Option<String>,
}
