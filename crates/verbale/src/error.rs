//! The few kinds of errors a person meets, each with a hint; exit codes follow the kind.

use std::fmt;

/// What kind of thing went wrong.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum ErrorKind {
    /// The command or its arguments make no sense.
    Usage,
    /// A file, folder or line could not be read.
    Input,
    /// The model could not be loaded.
    Model,
    /// The archive could not be opened, read or written.
    Archive,
    /// A fault in the program.
    Internal,
}

impl ErrorKind {
    /// The exit code of a command that ends with this kind of error.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Usage => 2,
            Self::Input => 3,
            Self::Model => 4,
            Self::Archive => 5,
            Self::Internal => 70,
        }
    }
}

/// What went wrong, and what the person can do about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Error {
    /// The kind.
    pub kind: ErrorKind,
    /// What went wrong, naming file and record.
    pub message: String,
    /// The next step.
    pub hint: Option<String>,
}

/// A result with the facade's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error of `kind`.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: None }
    }

    /// The arguments make no sense.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Usage, message)
    }

    /// The input could not be read.
    pub fn input(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Input, message)
    }

    /// The same error with the next step for the person.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
