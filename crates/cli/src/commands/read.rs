//! `verbale read`: files and folders into the archive.

use crate::arguments::{Read, ReadFormat};
use crate::output::{Failure, note};
use crate::source::{input_options, project};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{BufWriter, IsTerminal, Write};
use verbale::excerpt::shortened;
use verbale::phrases::counted;
use verbale::reading::{self, Outcome, Reader, Tally};
use verbale::{Engine, ErrorKind, Inputs, Item, Rejected, archive};

/// Documents that are read together on all processors, and added in one transaction.
const BATCH: usize = 64;

/// Runs the command.
pub fn run(arguments: &Read) -> Result<u8, Failure> {
    let project = project(&arguments.about)?;
    let mut inputs = Inputs::new(&arguments.paths, input_options(&arguments.about, &project))?;
    let engine = Engine::with_project(&project)?;
    let mut archive = archive::open_or_make(&arguments.archive)?;
    let options = serde_json::json!({
        "published": arguments.about.published,
        "source": arguments.about.source,
    });
    let run = archive::run(&engine, &options, jiff::Timestamp::now().to_string());
    let jsonl = arguments.format == ReadFormat::Jsonl;
    let mut reader = Reader::new(&engine, &mut archive, run, jsonl);
    let mut out = BufWriter::new(anstream::stdout().lock());
    let bar = progress_bar();
    loop {
        let batch: Vec<Item> = inputs.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        let read = reader.read(batch)?;
        bar.suspend(|| read.iter().try_for_each(|item| tell(&mut out, item, jsonl)))?;
        bar.inc(read.len() as u64);
    }
    bar.finish_and_clear();
    out.flush()?;
    let tally = reader.tally();
    note(format_args!("{}; archive {}", summary(tally), arguments.archive.display()));
    if inputs.passed_over() > 0 {
        let files = counted(inputs.passed_over(), "file");
        note(format_args!("{files} of other kinds passed over (docs/formats.md lists what is read)"));
    }
    Ok(if tally.rejected > 0 { ErrorKind::Input.exit_code() } else { 0 })
}

/// Only people watch a bar: it is drawn where standard error is a terminal and the data go elsewhere.
fn progress_bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() || std::io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {pos} documents read, {per_sec}, {elapsed}");
    ProgressBar::new_spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
}

fn tell(out: &mut impl Write, item: &Result<reading::Read, Rejected>, jsonl: bool) -> Result<(), Failure> {
    let read = match item {
        Ok(read) => read,
        Err(rejected) => {
            note(format_args!("rejected: {rejected}"));
            return Ok(());
        }
    };
    for problem in read.problems() {
        note(format_args!("note: {}: {problem}", read.document.origin()));
    }
    if !jsonl {
        return Ok(writeln!(out, "{}", row(read))?);
    }
    let Some(record) = &read.record else { return Ok(()) };
    Ok(writeln!(out, "{}", verbale::json::json_line(record, &read.document)?)?)
}

/// One line of the table: what became of it, id, day, what was found, title.
fn row(read: &reading::Read) -> String {
    let document = &read.document;
    let day = document.published().map_or_else(|| "no date".to_owned(), |day| day.to_string());
    let title = shortened(document.title().unwrap_or(document.origin()), 60);
    let found = match (&read.outcome, &read.record) {
        (Outcome::Duplicate(id), _) => format!("already held as {}", shortened(id, 16)),
        (_, Some(_)) if read.revises.is_some() => {
            format!("new version of {}", shortened(read.revises.as_deref().unwrap_or_default(), 12))
        }
        (_, Some(_)) if read.outcome == Outcome::Accepted && read.copy_of.is_some() => {
            format!("near copy of {}", shortened(read.copy_of.as_deref().unwrap_or_default(), 12))
        }
        (_, Some(record)) => {
            format!("{:>3} statements {:>3} events", record.statements.len(), record.events.len())
        }
        (_, None) => String::new(),
    };
    let what = match &read.outcome {
        Outcome::Accepted => "accepted",
        Outcome::ReadAnew(_) => "read anew",
        Outcome::Duplicate(_) => "duplicate",
    };
    format!("{what:<9}  {:<16}  {day:<10}  {found:<25}  {title}", shortened(document.id(), 16))
}

/// "759 read: 740 accepted (20 near copies), 18 duplicates already held, 1 rejected".
fn summary(tally: Tally) -> String {
    let near = match tally.near_copies {
        0 => String::new(),
        1 => " (1 near copy)".to_owned(),
        several => format!(" ({several} near copies)"),
    };
    let mut parts = vec![format!("{} accepted{near}", tally.accepted)];
    if tally.read_anew > 0 {
        parts.push(format!("{} already held and read anew", tally.read_anew));
    }
    let noun = if tally.duplicates == 1 { "duplicate" } else { "duplicates" };
    parts.push(format!("{} {noun} already held", tally.duplicates));
    parts.push(format!("{} rejected", tally.rejected));
    format!("{} read: {}", tally.all(), parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_adds_up() {
        let check = |tally: Tally, expected: &str| assert_eq!(summary(tally), expected);
        check(Tally::default(), "0 read: 0 accepted, 0 duplicates already held, 0 rejected");
        let tally = Tally { accepted: 3, near_copies: 2, read_anew: 2, duplicates: 1, rejected: 4 };
        check(
            tally,
            "10 read: 3 accepted (2 near copies), 2 already held and read anew, 1 duplicate already held, 4 rejected",
        );
    }
}
