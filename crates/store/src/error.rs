//! What can go wrong with an archive, each naming the file and the next step.

use std::path::PathBuf;

/// Why an archive could not be used.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// No file stands there.
    #[error("{path}: there is no archive")]
    Missing {
        /// The path.
        path: PathBuf,
    },
    /// A file that is no archive; it is left untouched.
    #[error("{path}: this is not an archive of Verbale ({what})")]
    Foreign {
        /// The path.
        path: PathBuf,
        /// What it is instead.
        what: &'static str,
    },
    /// An archive of a later version.
    #[error("{path}: the archive has version {found}, this program knows versions up to {known}")]
    Newer {
        /// The path.
        path: PathBuf,
        /// The file's version.
        found: i64,
        /// The latest version this program knows.
        known: i64,
    },
    /// A query that cannot be read.
    #[error("the query {query:?} cannot be read: {what}")]
    Query {
        /// The query.
        query: String,
        /// What is wrong with it.
        what: String,
    },
    /// SQLite reports something.
    #[error("{path}: {error}")]
    Sqlite {
        /// The path.
        path: PathBuf,
        /// SQLite's words.
        error: rusqlite::Error,
    },
    /// A row that does not hold what it should.
    #[error("{path}: document {document}: {what}")]
    Damaged {
        /// The path.
        path: PathBuf,
        /// The document's id.
        document: String,
        /// What is wrong with it.
        what: String,
    },
}

impl ArchiveError {
    /// The next step for the person.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "verbale read FILE --archive PATH makes one",
            Self::Foreign { .. } => "give the path of an archive, or of a file that does not exist yet",
            Self::Newer { .. } => "use the version of verbale that made it, or a later one",
            Self::Query { .. } => {
                "put words with signs in double quotes: verbale search '\"cease-fire\" AND NEAR(talks Doha, 5)'"
            }
            Self::Sqlite { error, .. } => match error.sqlite_error_code() {
                Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                    "another program is writing to it: wait until it is done"
                }
                Some(rusqlite::ErrorCode::DiskFull) => "free some disk space and run the command again",
                Some(rusqlite::ErrorCode::ReadOnly | rusqlite::ErrorCode::CannotOpen) => {
                    "check that the file and its folder exist and may be written"
                }
                _ => "verbale verify --archive PATH tells whether the file is whole",
            },
            Self::Damaged { .. } => "verbale verify tells all damage; forget the document and read it again",
        }
    }
}
