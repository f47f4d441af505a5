//! `verbale eval`: how far what is read agrees with what careful people wrote down.

use crate::arguments::{Eval, EvalPolnear, EvalRecord, EvalTreebank};
use crate::output::Failure;
use std::io::Write;
use verbale::Engine;
use verbale::evaluation::{
    Listing, PolnearOptions, evaluate_entities, evaluate_polnear, evaluate_records, evaluate_treebank,
};

/// Runs the command.
pub fn run(arguments: &Eval) -> Result<u8, Failure> {
    match arguments {
        Eval::Record(arguments) => record(arguments),
        Eval::Polnear(arguments) => polnear(arguments),
        Eval::Treebank(arguments) => treebank(arguments),
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

fn polnear(arguments: &EvalPolnear) -> Result<u8, Failure> {
    let options = PolnearOptions { all_annotators: arguments.all_annotators, ..PolnearOptions::default() };
    let evaluation = evaluate_polnear(&Engine::embedded(), &arguments.folder, options)?;
    if let Some(folder) = &arguments.write {
        std::fs::create_dir_all(folder)?;
        for (name, standoff) in &evaluation.made {
            std::fs::write(folder.join(name), standoff)?;
        }
    }
    anstream::stdout().write_all(evaluation.score.text().as_bytes())?;
    Ok(0)
}

fn treebank(arguments: &EvalTreebank) -> Result<u8, Failure> {
    let engine = Engine::embedded();
    let mut out = anstream::stdout().lock();
    for path in &arguments.files {
        writeln!(out, "{}", path.display())?;
        if path.extension().is_some_and(|ending| ending == "iob2") {
            write!(out, "{}", evaluate_entities(&engine, path)?.score)?;
            continue;
        }
        let evaluation = evaluate_treebank(&engine, path)?;
        write!(out, "from raw text\n{}", evaluation.raw)?;
        write!(out, "with the gold's words\n{}", evaluation.gold_words)?;
    }
    Ok(0)
}
