//! `verbale eval`: how far what is read agrees with what careful people wrote down.

use crate::eval_arguments::{
    Eval, EvalCoreference, EvalFloors, EvalHtml, EvalPlaces, EvalPlover, EvalPolnear, EvalRecord,
    EvalStories, EvalTimes, EvalTreebank,
};
use crate::output::{Failure, note};
use std::io::Write;
use verbale::Engine;
use verbale::evaluation::{
    Listing, PolnearOptions, evaluate_coreference, evaluate_names, evaluate_pages, evaluate_places,
    evaluate_polnear, evaluate_records, evaluate_sentences, evaluate_stories, evaluate_times,
    evaluate_treebank, measure_all, place_sets, read_floors, write_floors,
};

/// Runs the command.
pub fn run(arguments: &Eval) -> Result<u8, Failure> {
    match arguments {
        Eval::Record(arguments) => record(arguments),
        Eval::Polnear(arguments) => polnear(arguments),
        Eval::Treebank(arguments) => treebank(arguments),
        Eval::Coreference(arguments) => coreference(arguments),
        Eval::Html(arguments) => html(arguments),
        Eval::Stories(arguments) => stories(arguments),
        Eval::Plover(arguments) => plover(arguments),
        Eval::Places(arguments) => places(arguments),
        Eval::Times(arguments) => times(arguments),
        Eval::Floors(arguments) => floors(arguments),
    }
}

fn record(arguments: &EvalRecord) -> Result<u8, Failure> {
    let evaluation = evaluate_records(&Engine::embedded(), &arguments.gold, &arguments.texts)?;
    for id in &evaluation.without_text {
        note(format_args!("no text for {id}"));
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
            let score = evaluate_names(&engine, path)?;
            write!(out, "from raw text\n{}with the gold's words\n{}", score.raw_text, score.gold_words)?;
        } else {
            let score = evaluate_treebank(&engine, path)?;
            write!(out, "from raw text\n{}with the gold's words\n{}", score.raw_text, score.gold_words)?;
        }
    }
    Ok(0)
}

fn coreference(arguments: &EvalCoreference) -> Result<u8, Failure> {
    let score = evaluate_coreference(&Engine::embedded(), &arguments.data)?;
    anstream::stdout().write_all(score.text(arguments.misses).as_bytes())?;
    Ok(0)
}

fn html(arguments: &EvalHtml) -> Result<u8, Failure> {
    let score = evaluate_pages(&arguments.data.join("data/html"))?;
    anstream::stdout().write_all(score.text(arguments.by_page).as_bytes())?;
    Ok(0)
}

fn stories(arguments: &EvalStories) -> Result<u8, Failure> {
    let score = evaluate_stories(&Engine::embedded(), &arguments.gold, &arguments.texts)?;
    anstream::stdout().write_all(score.text().as_bytes())?;
    Ok(0)
}

fn times(arguments: &EvalTimes) -> Result<u8, Failure> {
    let score = evaluate_times(&Engine::embedded(), &arguments.data)?;
    anstream::stdout().write_all(score.text().as_bytes())?;
    Ok(0)
}

fn plover(arguments: &EvalPlover) -> Result<u8, Failure> {
    let score = evaluate_sentences(&Engine::embedded(), &arguments.data)?;
    anstream::stdout().write_all(score.text().as_bytes())?;
    Ok(0)
}

fn places(arguments: &EvalPlaces) -> Result<u8, Failure> {
    let engine = Engine::embedded();
    let mut out = anstream::stdout().lock();
    for (name, path) in place_sets(&arguments.data) {
        writeln!(out, "{name}")?;
        out.write_all(evaluate_places(&engine, &path)?.text().as_bytes())?;
    }
    Ok(0)
}

fn floors(arguments: &EvalFloors) -> Result<u8, Failure> {
    let mut floors = read_floors(&arguments.baseline, arguments.update)?;
    let measured = measure_all(&Engine::embedded(), &arguments.data)?;
    let mut out = anstream::stdout().lock();
    for now in &measured {
        let floor = floors.get(&now.name).map_or("-".to_owned(), |floor| format!("{:.1}", floor.floor));
        writeln!(out, "{:<36} {:>6.2}  floor {floor:>5}", now.name, now.figure)?;
    }
    let failures = if arguments.update {
        match floors.update(&measured, arguments.lower.as_deref()) {
            Ok(changes) => {
                changes.iter().try_for_each(|change| writeln!(out, "{change}"))?;
                write_floors(&arguments.baseline, &floors)?;
                return Ok(0);
            }
            Err(fallen) => fallen,
        }
    } else {
        floors.check(&measured)
    };
    for failure in &failures {
        writeln!(out, "FAILED {failure}")?;
    }
    let unmeasured = floors.unmeasured(&measured);
    for name in &unmeasured {
        writeln!(out, "FAILED {name} is in the baseline and is no longer measured")?;
    }
    Ok(u8::from(!failures.is_empty() || !unmeasured.is_empty()))
}
