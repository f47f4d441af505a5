//! `verbale forget`: a document and all that came of it leave the archive.

use crate::arguments::Forget;
use crate::output::{Failure, note};
use verbale::{Error, archive};

/// Runs the command.
pub fn run(arguments: &Forget) -> Result<u8, Failure> {
    let mut archive = archive::open(&arguments.archive)?;
    let row = archive::find(&archive, &arguments.document)?;
    archive.forget(row.key).map_err(Error::from)?;
    let title = row.title.map(|title| format!(" ({title})")).unwrap_or_default();
    note(format_args!("{}: forgotten {}{title}", arguments.archive.display(), row.id));
    Ok(0)
}
