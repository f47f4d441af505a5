//! `verbale eval`: how far what is read agrees with what careful people wrote down.

use crate::arguments::{Eval, EvalRecord};
use crate::output::Failure;
use std::io::Write;
use verbale::Engine;
use verbale::evaluation::{Listing, evaluate_records};

/// Runs the command.
pub fn run(arguments: &Eval) -> Result<u8, Failure> {
    match arguments {
        Eval::Record(arguments) => record(arguments),
    }
}

fn record(arguments: &EvalRecord) -> Result<u8, Failure> {
    let evaluation = evaluate_records(&Engine::embedded(), &arguments.gold, &arguments.texts)?;
    for id in &evaluation.without_text {
        writeln!(anstream::stderr(), "no text for {id}")?;
    }
    let listing = Listing { by_document: arguments.by_document, misses: arguments.misses };
    anstream::stdout().write_all(evaluation.score.text(listing).as_bytes())?;
    Ok(0)
}
