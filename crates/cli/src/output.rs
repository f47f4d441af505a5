//! Data goes to standard output, everything else to standard error; a reader who leaves early is no error.

use std::fmt::Arguments;
use std::io::{self, Write};
use std::process::ExitCode;
use verbale::Error;

/// Why a command ended without its result.
pub enum Failure {
    /// An error with its kind.
    Error(Error),
    /// Whoever read our output left.
    ReaderLeft,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ReaderLeft,
            _ => Self::Error(Error::input(format!("cannot write the output: {error}"))),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        io::Error::from(error).into()
    }
}

impl Failure {
    /// Tells the person and gives the exit code.
    pub fn report(self) -> ExitCode {
        match self {
            Self::ReaderLeft => ExitCode::SUCCESS,
            Self::Error(error) => {
                note(format_args!("error: {error}"));
                if let Some(hint) = &error.hint {
                    note(format_args!("hint: {hint}"));
                }
                ExitCode::from(error.kind.exit_code())
            }
        }
    }
}

/// Tells the person something on standard error.
pub fn note(message: Arguments<'_>) {
    // Nobody is left to tell where standard error is closed.
    let _ = writeln!(anstream::stderr(), "{message}");
}

/// Writes text that may hold colours; they are dropped where nobody sees them.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}
