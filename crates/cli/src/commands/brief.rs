//! `verbale brief`: what one or more articles say, each line with its source.

use crate::arguments::{Brief, BriefFormat};
use crate::brief_text::brief_text;
use crate::output::{Failure, print};
use crate::{source, terminal};
use verbale::Error;
use verbale::brief::{brief, html, markdown};

/// Runs the command.
pub fn run(arguments: &Brief) -> Result<u8, Failure> {
    let mut source = source::records(&arguments.from)?;
    if arguments.since.is_some() || arguments.until.is_some() {
        source.records.retain(|record| {
            record.document.published.is_some_and(|day| {
                arguments.since.is_none_or(|since| since <= day)
                    && arguments.until.is_none_or(|until| day <= until)
            })
        });
        if source.records.is_empty() {
            return Err(Error::input("no document was published in that time").into());
        }
    }
    let view = brief(&source.records);
    match arguments.format {
        BriefFormat::Text => print(&brief_text(&view, terminal::width()))?,
        BriefFormat::Md => print(&markdown(&view))?,
        BriefFormat::Html => print(&html(&view, &source.records))?,
        BriefFormat::Json => print(&(serde_json::to_string_pretty(&view)? + "\n"))?,
    }
    Ok(source.exit_code())
}
