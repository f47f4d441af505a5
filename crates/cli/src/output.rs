//! Data goes to standard output, everything else to standard error; a reader who leaves early is no error.

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

impl Failure {
    /// Tells the person and gives the exit code.
    pub fn report(self) -> ExitCode {
        match self {
            Self::ReaderLeft => ExitCode::SUCCESS,
            Self::Error(error) => {
                let mut stderr = anstream::stderr().lock();
                // Nobody is left to tell where standard error is closed as well.
                let _ = writeln!(stderr, "error: {error}");
                if let Some(hint) = &error.hint {
                    let _ = writeln!(stderr, "hint: {hint}");
                }
                ExitCode::from(error.kind.exit_code())
            }
        }
    }
}
