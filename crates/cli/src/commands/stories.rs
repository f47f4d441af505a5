//! `verbale stories` and `contradictions`: which articles tell the same news, and where they cannot both be right.

use crate::arguments::{Contradictions, ListFormat, Stories};
use crate::commands::list::print_json;
use crate::output::{Failure, print};
use crate::{source, story_text, terminal};
use verbale::contradictions::{contradiction_table, contradictions as find};
use verbale::listing::Filter;
use verbale::stories::{stories, story_table};

/// Runs `verbale stories`.
pub fn run(arguments: &Stories) -> Result<u8, Failure> {
    let filter = Filter { since: arguments.since, until: arguments.until, ..Filter::default() };
    let source = source::records(&arguments.from)?;
    let view = stories(&source.records, &filter);
    match arguments.format {
        ListFormat::Table => print(&story_text::stories(&view, terminal::width()))?,
        ListFormat::Json => print(&(serde_json::to_string(&view)? + "\n"))?,
        ListFormat::Csv => print(&story_table(&view).csv())?,
    }
    Ok(source.exit_code())
}

/// Runs `verbale contradictions`.
pub fn contradictions(arguments: &Contradictions) -> Result<u8, Failure> {
    let source = source::records(&arguments.from)?;
    let rows = find(&source.records);
    match arguments.format {
        ListFormat::Table => print(&story_text::contradictions(&rows, terminal::width()))?,
        ListFormat::Json => print_json(&rows)?,
        ListFormat::Csv => print(&contradiction_table(&rows).csv())?,
    }
    Ok(source.exit_code())
}
