//! `verbale changes`: what is new, changed or withdrawn between two days.

use crate::arguments::{Changes, ListFormat};
use crate::commands::list::print_json;
use crate::output::{Failure, note, print};
use crate::terminal::{FAINT, Page, STRONG, styled};
use crate::{source, terminal};
use verbale::changes::{Change, Difference, State, change_table, changes, snapshot};
use verbale::listing::Filter;
use verbale::phrases::counted;

/// Runs the command.
pub fn run(arguments: &Changes) -> Result<u8, Failure> {
    let Changes { party, issue, .. } = arguments;
    let filter = Filter { party: party.clone(), issue: issue.clone(), ..Filter::default() };
    filter.check()?;
    let source = source::records(&arguments.inputs)?;
    let before = snapshot(&source.records, arguments.from, &filter);
    let now = snapshot(&source.records, arguments.to, &filter);
    let rows = changes(&before, &now);
    match arguments.format {
        ListFormat::Table => print(&text(&rows, terminal::width()))?,
        ListFormat::Json => print_json(&rows)?,
        ListFormat::Csv => print(&change_table(&rows).csv())?,
    }
    note(format_args!("{} from {} to {}", counted(rows.len(), "change"), arguments.from, arguments.to));
    Ok(source.exit_code())
}

fn text(rows: &[Change], width: usize) -> String {
    let mut page = Page::new(width);
    let mut part = None;
    for row in rows {
        if part != Some(row.key.part) {
            part = Some(row.key.part);
            page.heading(&format!("{}s", row.key.part.as_str()));
        }
        let who = if row.key.who.is_empty() { String::new() } else { format!("{}: ", row.key.who) };
        let subject = format!("{}{}", styled(STRONG, who), row.key.what);
        match &row.difference {
            Difference::New { now } => line(&mut page, &format!("+ {subject}: {}", now.value), now),
            Difference::Changed { before, now } => {
                line(&mut page, &format!("~ {subject}: {} (before: {})", now.value, before.value), now);
            }
            Difference::Withdrawn { before } => {
                line(&mut page, &format!("− {subject}: withdrawn (before: {})", before.value), before);
            }
        }
    }
    page.into_text()
}

fn line(page: &mut Page, text: &str, state: &State) {
    page.line(1, 3, text);
    let paragraph = state.citation.paragraph.map(|paragraph| format!(" ¶{paragraph}")).unwrap_or_default();
    let place = styled(FAINT, format!("{}{paragraph} {}", state.document, state.citation.item));
    let words = if state.words.is_empty() { String::new() } else { format!("‘{}’ ", state.words) };
    page.line(4, 4, &format!("{words}{place}"));
}
