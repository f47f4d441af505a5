//! Searching the statements' contents.

use crate::{Archive, ArchiveError};
use verbale_record::StatementId;

/// A statement whose content holds the words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit {
    /// Hash of the document it stands in.
    pub hash: String,
    /// Its id there.
    pub statement: StatementId,
}

impl Archive {
    /// The statements of the current records whose content holds all the words, in any order and case,
    /// by document, then in text order.
    pub fn search_statements(&self, words: &str) -> Result<Vec<Hit>, ArchiveError> {
        // Each word is a quoted string, so that nothing in it is taken for a query's syntax.
        let query: Vec<String> =
            words.split_whitespace().map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect();
        if query.is_empty() {
            return Ok(Vec::new());
        }
        let search = || -> rusqlite::Result<Vec<Hit>> {
            let mut found = self.connection.prepare_cached(
                "SELECT d.hash, s.n FROM statements_search q
                 JOIN statements s ON s.statement = q.rowid
                 JOIN current_extractions c ON c.extraction = s.extraction
                 JOIN documents d ON d.document = c.document
                 WHERE statements_search MATCH ?1 ORDER BY d.document, s.n",
            )?;
            let rows = found.query_map([query.join(" ")], |row| {
                let n: u32 = row.get(1)?;
                Ok(Hit { hash: row.get(0)?, statement: StatementId(n.saturating_sub(1)) })
            })?;
            rows.collect()
        };
        search().map_err(|error| self.told(error))
    }
}
