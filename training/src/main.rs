//! Trains the small models of Verbale from data that is not part of the project. The same data and the same
//! program give the same model, byte for byte. See `training/README.md`.

mod attribution;
mod events;
mod gazetteer;
mod gold;
mod repeat;
mod statements;
mod words;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(about = "Trains the small models of Verbale")]
struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Who is reported to say what.
    Attribution(attribution::Options),
    /// Write attribution predictions for the dev splits.
    AttributionPredict(attribution::predict::Options),
    /// Measures a sequence labeller against PolNeAR's dev split, for comparison.
    AttributionSequence(attribution::sequence::Options),
    /// Which numbers, events and terms a careful reader notes down, and how real an event is.
    Events {
        /// The folder with the gold records: `train.jsonl` and `train.texts.jsonl`.
        #[arg(long)]
        gold: PathBuf,
        /// PLOVER's coded sentences: `gold_standard_records.json`.
        #[arg(long)]
        sentences: PathBuf,
        /// The model file to write.
        #[arg(long)]
        out: PathBuf,
        /// Where to write the records that the printed figures are of.
        #[arg(long)]
        made: Option<PathBuf>,
    },
    /// Acts, issues, stances and addressees of statements.
    Statements(statements::Arguments),
    /// The table of places out of the files of towns, regions and districts.
    Gazetteer(gazetteer::Arguments),
    /// A day of articles repeated with changed names and dates, to measure a large archive on.
    Repeat(repeat::Arguments),
    /// Plain text as sentences of words, for the network's teacher to label.
    Words(words::Arguments),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().what {
        What::Attribution(options) => attribution::train(&options),
        What::AttributionPredict(options) => attribution::predict::predict(&options),
        What::AttributionSequence(options) => attribution::sequence::measure(&options),
        What::Events { gold, sentences, out, made } => {
            events::train(&gold, &sentences, &out, made.as_deref())
        }
        What::Statements(arguments) => statements::run(&arguments),
        What::Gazetteer(arguments) => gazetteer::run(&arguments),
        What::Repeat(arguments) => repeat::run(&arguments),
        What::Words(arguments) => words::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
