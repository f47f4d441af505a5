//! `verbale search`: words, phrases and combinations of them in the archive.

use crate::arguments::{ListFormat, Search};
use crate::commands::list::print_json;
use crate::output::{Failure, note, print};
use crate::terminal;
use crate::terminal::{FAINT, Page, STRONG, styled};
use verbale::archive;
use verbale::search::{HitRow, hit_table, search};

/// Runs the command.
pub fn run(arguments: &Search) -> Result<u8, Failure> {
    arguments.rows.filter(arguments.act).check()?;
    let asked = verbale::store::Search {
        query: arguments.query.join(" "),
        since: arguments.rows.asked.since,
        until: arguments.rows.asked.until,
        source: arguments.source.clone(),
        party: arguments.rows.asked.party.clone(),
        issue: arguments.rows.asked.issue.clone(),
        act: arguments.act,
        event_type: arguments.event_type,
        limit: arguments.limit,
    };
    let rows = search(&archive::open(&arguments.archive)?, &asked)?;
    if rows.is_empty() {
        note(format_args!("nothing was found"));
    }
    match arguments.rows.format {
        ListFormat::Table => print(&text(&rows, terminal::width()))?,
        ListFormat::Json => print_json(&rows)?,
        ListFormat::Csv => print(&hit_table(&rows).csv())?,
    }
    Ok(0)
}

fn text(rows: &[HitRow], width: usize) -> String {
    let mut page = Page::new(width);
    for row in rows {
        let title = row.title.as_deref().unwrap_or(&row.origin.document);
        page.line(0, 2, &styled(STRONG, title));
        page.line(2, 2, &row.excerpt);
        let mut about = vec![row.origin.document.clone()];
        about.extend(row.statement.map(|statement| statement.to_string()));
        about.extend(row.origin.outlet.clone());
        about.extend(row.origin.published.map(|day| day.to_string()));
        about.extend(row.spans.first().map(|span| format!("bytes {}–{}", span.start, span.end)));
        page.line(2, 2, &styled(FAINT, about.join(" · ")));
    }
    page.into_text()
}
