//! `verbale brief`: what one or more articles say, each line with its source.

use crate::arguments::Brief;
use crate::brief_text::brief_text;
use crate::output::Failure;
use crate::terminal;
use std::io::Write;
use verbale::{Engine, InputOptions, Inputs};

/// Runs the command.
pub fn run(arguments: &Brief) -> Result<u8, Failure> {
    let about = &arguments.about;
    let options = InputOptions { published: about.published, source: about.source.clone(), allow_large: false };
    let found: Vec<_> = Inputs::new(&arguments.paths, options)?.collect();
    let documents: Vec<_> = found.iter().filter_map(|found| Some(&found.as_ref().ok()?.document)).collect();
    let records = Engine::embedded().read_all(&documents);
    let brief = verbale::brief::brief(&records);
    anstream::stdout().write_all(brief_text(&brief, terminal::width()).as_bytes())?;
    Ok(0)
}
