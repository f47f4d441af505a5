//! The command line: commands, arguments, defaults.

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// Reads news of a conflict and the talks around it and keeps a sourced record.
#[derive(Parser)]
#[command(name = "verbale", version, arg_required_else_help = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Read files and folders into the archive
    Read(Read),
    /// Tell what one or more articles say, each line with its source
    Brief(Brief),
    /// Measure against gold
    #[command(subcommand)]
    Eval(Eval),
}

/// What the person knows about the input.
#[derive(Args)]
pub struct About {
    /// Day of publication, where the input does not tell it (2025-03-17)
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub published: Option<Date>,
    /// Outlet, where the input does not name it
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
}

/// `verbale read`.
#[derive(Args)]
pub struct Read {
    /// Files (.txt, .md, .jsonl), folders, or - for standard input
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub about: About,
    /// How to tell what was read
    #[arg(long, value_enum, default_value = "table")]
    pub format: ReadFormat,
}

/// What `read` prints.
#[derive(Copy, Clone, PartialEq, Eq, ValueEnum)]
pub enum ReadFormat {
    /// One row for every document
    Table,
    /// One JSON object for every document and line
    Jsonl,
}

/// `verbale brief`.
#[derive(Args)]
pub struct Brief {
    /// Files (.txt, .md, .jsonl), folders, or - for standard input
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub about: About,
}

/// `verbale eval`.
#[derive(Subcommand)]
pub enum Eval {
    /// Read texts and score the records against hand-coded ones
    Record(EvalRecord),
    /// Score attributions on a folder that holds text/*.txt and attributions/*.ann (PolNeAR's shape)
    Polnear(EvalPolnear),
    /// Score the language layers on treebanks (.conllu) and named entities (.iob2)
    Treebank(EvalTreebank),
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

fn day(text: &str) -> Result<Date, String> {
    let day = text.split_once('T').map_or(text, |(day, _)| day);
    day.parse().map_err(|_| "a day is written like 2025-03-17".to_owned())
}
