//! Forgetting: a document and all that came of it leave the file, down to its free pages.

use crate::{Archive, ArchiveError, DocumentKey};
use rusqlite::TransactionBehavior;

impl Archive {
    /// Removes a document with its text, source bytes, sightings, records and index entries. Freed pages are
    /// overwritten, the file is rewritten without them, and the write-ahead log is emptied.
    pub fn forget(&mut self, document: DocumentKey) -> Result<(), ArchiveError> {
        let path = self.path().to_owned();
        let mut forget = || -> rusqlite::Result<()> {
            let write = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Everything else goes by cascade, the index entries by the triggers that it fires.
            write.execute("DELETE FROM documents WHERE document = ?1", [document.0])?;
            write.commit()?;
            self.connection.execute_batch("VACUUM")?;
            self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        };
        forget().map_err(|error| ArchiveError::Sqlite { path, error })
    }
}
