//! The archive as the commands use it: opening, finding a document, verifying, the run's description.

use crate::error::{Error, ErrorKind, Result};
use crate::pipeline::Engine;
use std::path::Path;
use verbale_ingest::Source;
use verbale_record::Record;
use verbale_store::{Access, Archive, DocumentRow, Fault, Resolved, Run};

/// Opens an archive that has to exist.
pub fn open(path: &Path) -> Result<Archive> {
    Ok(Archive::open(path, Access::Existing)?)
}

/// Opens an archive, or makes it.
pub fn open_or_make(path: &Path) -> Result<Archive> {
    Ok(Archive::open(path, Access::Create)?)
}

/// Describes a run that begins at `started` (UTC, RFC 3339).
pub fn run(engine: &Engine, options: &impl serde::Serialize, started: String) -> Run {
    Run {
        version: engine.version().to_owned(),
        model: engine.model_digest().to_owned(),
        options: serde_json::to_string(options).unwrap_or_default(),
        started,
    }
}

/// The one document that `name` names: an id, a hash, or a beginning that no other has.
pub fn find(archive: &Archive, name: &str) -> Result<DocumentRow> {
    let unknown = |what: String| Error::new(ErrorKind::Input, what);
    match archive.resolve(name)? {
        Resolved::One(row) => Ok(row),
        Resolved::None => {
            Err(unknown(format!("{}: there is no document {name:?}", archive.path().display()))
                .hint("verbale statements lists the documents' ids; a file's path will do as well"))
        }
        Resolved::Several(rows) => {
            let some: Vec<String> =
                rows.iter().take(5).map(|row| format!("{} ({})", row.id, &row.hash[..12])).collect();
            Err(unknown(format!("{name:?} names {} documents", rows.len()))
                .hint(format!("give more of the id, or the beginning of the hash: {}", some.join(", "))))
        }
    }
}

/// The records of all documents and of every other place their texts were met in, by day of publication.
pub fn records(archive: &Archive) -> Result<Vec<Record>> {
    Ok(archive.records()?)
}

/// Compares every text, span and row with what was read; pieces of the source are decoded as ingest decodes them.
pub fn verify(archive: &Archive) -> Result<Vec<Fault>> {
    let stands_for = |raw: &[u8], pieces: &[(&[u8], &str)]| {
        let source = Source::of(raw);
        pieces.iter().position(|(piece, text)| !source.stands_for(piece, text))
    };
    Ok(archive.verify(stands_for)?)
}
