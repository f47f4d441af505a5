//! `verbale statements`, `positions` and `events`: rows for people and for programs.

use crate::arguments::{ARCHIVE, Events, ListFormat, Positions, Statements};
use crate::output::{Failure, print};
use crate::{list_text, source, terminal};
use serde::Serialize;
use std::collections::BTreeSet;
use verbale::listing::{self, StatementRow};
use verbale::table::{event_table, position_table, statement_table};
use verbale::text::ContentHash;
use verbale::{Error, archive};

/// Runs `verbale statements`.
pub fn statements(arguments: &Statements) -> Result<u8, Failure> {
    let (source, filter) = source::asked(arguments.rows.filter(arguments.act), &arguments.from)?;
    let mut rows = listing::statements(&source.records, &filter);
    if let Some(words) = &arguments.search {
        let path = arguments.from.archive.clone().unwrap_or_else(|| ARCHIVE.into());
        let hits = archive::open(&path)?.search_statements(words).map_err(Error::from)?;
        let hits: BTreeSet<_> = hits.into_iter().map(|hit| (hit.hash, hit.statement)).collect();
        let hashes: Vec<String> =
            source.records.iter().map(|record| ContentHash::of(&record.document.text).to_string()).collect();
        let is_hit = |row: &StatementRow| {
            hits.contains(&(hashes[row.said.citation.document - 1].clone(), row.said.id))
        };
        rows.retain(is_hit);
    }
    match arguments.rows.format {
        ListFormat::Table => print(&list_text::statements(&rows, terminal::width()))?,
        ListFormat::Json => print_json(&rows)?,
        ListFormat::Csv => print(&statement_table(&rows).csv())?,
    }
    Ok(source.exit_code())
}

/// Runs `verbale positions`.
pub fn positions(arguments: &Positions) -> Result<u8, Failure> {
    let mut filter = arguments.rows.filter(None);
    filter.until = filter.until.or(arguments.as_of);
    let project = source::project(&arguments.from.about)?;
    filter.own_issues = project.issue_ids();
    filter.parties = project.parties().to_vec();
    filter.check()?;
    let source = source::records(&arguments.from)?;
    let positions = listing::party_positions(&source.records, &filter);
    let documents: Vec<String> = source.records.iter().map(|record| record.document.id.clone()).collect();
    match arguments.rows.format {
        ListFormat::Table => print(&list_text::positions(&positions, &documents, terminal::width()))?,
        ListFormat::Json => print_json(&positions)?,
        ListFormat::Csv => print(&position_table(&positions, &documents).csv())?,
    }
    Ok(source.exit_code())
}

/// Runs `verbale events`.
pub fn events(arguments: &Events) -> Result<u8, Failure> {
    let (source, filter) = source::asked(arguments.rows.filter(arguments.act), &arguments.from)?;
    let rows = listing::events(&source.records, &filter);
    match arguments.rows.format {
        ListFormat::Table => print(&list_text::events(&rows, terminal::width()))?,
        ListFormat::Json => print_json(&rows)?,
        ListFormat::Csv => print(&event_table(&rows).csv())?,
    }
    Ok(source.exit_code())
}

/// One JSON list, an object a line.
pub(crate) fn print_json<T: Serialize>(rows: &[T]) -> Result<(), Failure> {
    let lines = rows.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>()?;
    match lines.is_empty() {
        true => print("[]\n"),
        false => print(&format!("[\n{}\n]\n", lines.join(",\n"))),
    }
}
