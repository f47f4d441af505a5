//! `verbale verify`: the archive compared with itself.

use crate::arguments::Verify;
use crate::output::{Failure, note, print};
use verbale::archive;

/// Runs the command.
pub fn run(arguments: &Verify) -> Result<u8, Failure> {
    let archive = archive::open(&arguments.archive)?;
    let path = arguments.archive.display();
    let faults = archive::verify(&archive)?;
    for fault in &faults {
        print(&format!("{path}: {fault}\n"))?;
    }
    let documents = archive.documents().map_err(verbale::Error::from)?.len();
    let documents = verbale::phrases::counted(documents, "document");
    if faults.is_empty() {
        note(format_args!("{path}: {documents}, every span reproduces its text"));
        return Ok(0);
    }
    note(format_args!("{path}: {documents}, {}", verbale::phrases::counted(faults.len(), "fault")));
    Ok(1)
}
