//! `verbale show`: a text with its sources, cues and contents marked.

use crate::arguments::{From, Show};
use crate::output::{Failure, print};
use crate::show_text::show_text;
use crate::{source, terminal};

/// Runs the command.
pub fn run(arguments: &Show) -> Result<u8, Failure> {
    let from = From {
        inputs: vec![arguments.document.clone()],
        about: arguments.about.clone(),
        archive: Some(arguments.archive.clone()),
    };
    let source = source::records(&from)?;
    for record in &source.records {
        print(&show_text(record, terminal::width()))?;
    }
    Ok(source.exit_code())
}
