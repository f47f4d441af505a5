//! Opening an archive: is it one, of which version, and bringing an older one up to date.

use crate::ArchiveError;
use rusqlite::{Connection, OpenFlags};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// "VRBL": SQLite files with this `application_id` are archives.
pub const APPLICATION_ID: i64 = 0x5652_424C;

/// The schema's versions, oldest first; version `n` is what stands after the first `n` files.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001.sql"),
    include_str!("../migrations/0002.sql"),
    include_str!("../migrations/0003.sql"),
    include_str!("../migrations/0004.sql"),
    include_str!("../migrations/0005.sql"),
    include_str!("../migrations/0006.sql"),
];

/// The latest version of the schema.
pub const SCHEMA_VERSION: i64 = MIGRATIONS.len() as i64;

/// Whether an archive may be made.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Access {
    /// A new one is made where none stands.
    Create,
    /// It has to stand there.
    Existing,
}

/// One archive, open.
pub struct Archive {
    pub(crate) connection: Connection,
    path: PathBuf,
}

impl Archive {
    /// Opens the archive at `path`.
    pub fn open(path: &Path, access: Access) -> Result<Self, ArchiveError> {
        let size = std::fs::metadata(path).map(|facts| facts.len());
        if access == Access::Existing && size.is_err() {
            return Err(ArchiveError::Missing { path: path.to_owned() });
        }
        if size.is_ok_and(|size| size > 0) && !begins_like_sqlite(path) {
            return Err(ArchiveError::Foreign { path: path.to_owned(), what: "no SQLite file" });
        }
        let write = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut archive = Self::connect(path, path.as_os_str(), write)?;
        match archive.bring_up_to_date(MIGRATIONS) {
            Err(ArchiveError::Sqlite { error, .. }) if access == Access::Existing && is_read_only(&error) => {
                Self::open_read_only(path)
            }
            Err(error) => Err(error),
            Ok(()) => Ok(archive),
        }
    }

    /// An archive in a place that cannot be written, a copy on a disc say. Nothing changes it, so the files
    /// that others would need to see a change are not needed.
    fn open_read_only(path: &Path) -> Result<Self, ArchiveError> {
        let mut address = std::ffi::OsString::from("file:");
        for byte in path.as_os_str().as_encoded_bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                    address.push((*byte as char).to_string());
                }
                other => address.push(format!("%{other:02x}")),
            }
        }
        address.push("?immutable=1");
        let read = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let archive = Self::connect(path, &address, read)?;
        archive.known_version(MIGRATIONS.len() as i64)?;
        Ok(archive)
    }

    fn connect(path: &Path, address: &OsStr, flags: OpenFlags) -> Result<Self, ArchiveError> {
        let told = |error| ArchiveError::Sqlite { path: path.to_owned(), error };
        let connection =
            Connection::open_with_flags(address, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(told)?;
        connection.busy_timeout(std::time::Duration::from_secs(10)).map_err(told)?;
        Ok(Self { connection, path: path.to_owned() })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Wraps an error of SQLite.
    pub(crate) fn told(&self, error: rusqlite::Error) -> ArchiveError {
        ArchiveError::Sqlite { path: self.path.clone(), error }
    }

    /// A row that does not hold what it should.
    pub(crate) fn damaged(&self, document: &str, what: impl Into<String>) -> ArchiveError {
        ArchiveError::Damaged { path: self.path.clone(), document: document.to_owned(), what: what.into() }
    }

    fn pragma(&self, name: &str) -> Result<i64, ArchiveError> {
        self.connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0)).map_err(|e| self.told(e))
    }

    /// The version of the file, none of an empty one; foreign and later files are refused.
    fn known_version(&self, known: i64) -> Result<Option<i64>, ArchiveError> {
        // One look at all three: another program may make the archive at this moment.
        let look = self.connection.unchecked_transaction().map_err(|error| self.told(error))?;
        let (application, found) = (self.pragma("application_id")?, self.pragma("user_version")?);
        let count = "SELECT count(*) FROM sqlite_schema";
        let tables: i64 =
            self.connection.query_row(count, [], |row| row.get(0)).map_err(|error| self.told(error))?;
        look.finish().map_err(|error| self.told(error))?;
        if tables == 0 && application == 0 && found == 0 {
            return Ok(None);
        }
        if application != APPLICATION_ID {
            return Err(ArchiveError::Foreign { path: self.path.clone(), what: "another SQLite file" });
        }
        if found > known {
            return Err(ArchiveError::Newer { path: self.path.clone(), found, known });
        }
        Ok(Some(found))
    }

    /// Refuses foreign files before anything is written; then applies the versions that are missing.
    fn bring_up_to_date(&mut self, migrations: &[&str]) -> Result<(), ArchiveError> {
        let told = |archive: &Self, error| archive.told(error);
        let fresh = self.known_version(migrations.len() as i64)?.is_none();
        if fresh {
            // Has to be set before the first table; afterwards it takes a VACUUM.
            self.connection.pragma_update(None, "auto_vacuum", "INCREMENTAL").map_err(|e| told(self, e))?;
        }
        let settings = [("journal_mode", "WAL"), ("synchronous", "NORMAL")];
        for (name, value) in settings.into_iter().chain([("foreign_keys", "ON"), ("secure_delete", "ON")]) {
            self.connection.pragma_update_and_check(None, name, value, |_| Ok(())).or_else(|error| {
                match error {
                    rusqlite::Error::QueryReturnedNoRows => Ok(()),
                    error => Err(told(self, error)),
                }
            })?;
        }
        self.migrate(migrations)
    }

    /// Applies what is missing, each version in one transaction. Another program may do the same at the same
    /// time, so the version is read inside the transaction.
    fn migrate(&mut self, migrations: &[&str]) -> Result<(), ArchiveError> {
        while self.pragma("user_version")? < migrations.len() as i64 {
            let apply = |connection: &mut Connection| -> rusqlite::Result<()> {
                let write = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
                let version: i64 = write.query_row("PRAGMA user_version", [], |row| row.get(0))?;
                if let Some(sql) = usize::try_from(version).ok().and_then(|next| migrations.get(next)) {
                    write.execute_batch(sql)?;
                    write.pragma_update(None, "application_id", APPLICATION_ID)?;
                    write.pragma_update(None, "user_version", version + 1)?;
                }
                write.commit()
            };
            apply(&mut self.connection).map_err(|error| self.told(error))?;
        }
        Ok(())
    }
}

fn is_read_only(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(rusqlite::ErrorCode::ReadOnly | rusqlite::ErrorCode::CannotOpen))
}

fn begins_like_sqlite(path: &Path) -> bool {
    use std::io::Read;
    let mut start = [0; 16];
    std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok()
        && &start == b"SQLite format 3\0"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(folder: &tempfile::TempDir) -> PathBuf {
        folder.path().join("a.db")
    }

    #[test]
    fn a_missing_archive_is_made_only_where_asked_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = Archive::open(&at(&folder), Access::Existing).err().expect("nothing stands there");
        assert!(matches!(error, ArchiveError::Missing { .. }), "{error}");
        assert!(!at(&folder).exists());
        let archive = Archive::open(&at(&folder), Access::Create).expect("made");
        assert_eq!(archive.pragma("application_id").expect("told"), APPLICATION_ID);
        assert_eq!(archive.pragma("user_version").expect("told"), SCHEMA_VERSION);
        assert_eq!(archive.pragma("auto_vacuum").expect("told"), 2);
    }

    #[test]
    fn foreign_files_are_left_untouched() {
        let folder = tempfile::tempdir().expect("a folder");
        let check = |bytes: &[u8], expected: &str| {
            std::fs::write(at(&folder), bytes).expect("written");
            let error = Archive::open(&at(&folder), Access::Create).err().expect("foreign");
            assert!(error.to_string().ends_with(expected), "{error}");
            assert_eq!(std::fs::read(at(&folder)).expect("there"), bytes);
        };
        check(b"minutes of a meeting", "(no SQLite file)");
        let other = folder.path().join("other.db");
        let connection = Connection::open(&other).expect("made");
        connection.execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1);").expect("filled");
        drop(connection);
        check(&std::fs::read(&other).expect("there"), "(another SQLite file)");
    }

    #[test]
    fn a_later_version_is_refused_and_an_older_one_brought_up_to_date() {
        let folder = tempfile::tempdir().expect("a folder");
        drop(Archive::open(&at(&folder), Access::Create).expect("made"));
        let mut archive = Archive::open(&at(&folder), Access::Existing).expect("opened");
        let later: Vec<&str> = MIGRATIONS.iter().copied().chain(["CREATE TABLE extra (x) STRICT;"]).collect();
        assert!(archive.migrate(&later).is_err(), "a version that fails leaves the file as it was");
        assert_eq!(archive.pragma("user_version").expect("told"), SCHEMA_VERSION);
        let later: Vec<&str> = MIGRATIONS.iter().copied().chain(["CREATE TABLE extra (x);"]).collect();
        archive.migrate(&later).expect("brought up to date");
        assert_eq!(archive.pragma("user_version").expect("told"), SCHEMA_VERSION + 1);
        drop(archive);
        let error = Archive::open(&at(&folder), Access::Existing).err().expect("too new");
        assert!(matches!(error, ArchiveError::Newer { .. }), "{error}");
    }
}
