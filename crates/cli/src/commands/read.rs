//! `verbale read`: files and folders into the archive.

use crate::arguments::{Read, ReadFormat};
use crate::output::Failure;
use std::io::Write;
use verbale::{Engine, Found, InputOptions, Inputs};

/// Documents that are read together on all processors.
const BATCH: usize = 64;

/// Runs the command.
pub fn run(arguments: &Read) -> Result<u8, Failure> {
    let about = &arguments.about;
    let options = InputOptions { published: about.published, source: about.source.clone(), allow_large: false };
    let mut inputs = Inputs::new(&arguments.paths, options)?;
    let engine = Engine::embedded();
    let mut out = std::io::BufWriter::new(anstream::stdout().lock());
    loop {
        let batch: Vec<_> = inputs.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        let documents: Vec<_> =
            batch.iter().filter_map(|found| Some(&found.as_ref().ok()?.document)).collect();
        let mut records = engine.read_all(&documents).into_iter();
        for found in &batch {
            match found {
                Ok(Found { .. }) => {
                    if let (Some(record), ReadFormat::Jsonl) = (records.next(), arguments.format) {
                        serde_json::to_writer(&mut out, &record).map_err(std::io::Error::from)?;
                        writeln!(out)?;
                    }
                }
                Err(rejected) => {
                    writeln!(anstream::stderr(), "rejected: {}: {}", rejected.origin, rejected.reason)?;
                }
            }
        }
    }
    out.flush()?;
    Ok(0)
}
