//! Which documents the archive holds, and finding one by its id.

use crate::{Archive, ArchiveError};
use jiff::civil::Date;
use rusqlite::Row;

/// A document's number in the archive.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DocumentKey(pub(crate) i64);

/// One document, as a list shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DocumentRow {
    /// Its number.
    pub key: DocumentKey,
    /// Its id.
    pub id: String,
    /// SHA-256 of its text, in hexadecimal.
    pub hash: String,
    /// Its title.
    pub title: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Path and line.
    pub origin: String,
}

/// What a name of a document leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Resolved {
    /// To one document.
    One(DocumentRow),
    /// To none.
    None,
    /// To several.
    Several(Vec<DocumentRow>),
}

const COLUMNS: &str = "SELECT document, id, hash, title, source, published, origin FROM documents";

impl Archive {
    /// All documents: by day of publication, undated ones first, then in the order they were added.
    pub fn documents(&self) -> Result<Vec<DocumentRow>, ArchiveError> {
        self.rows(&format!("{COLUMNS} ORDER BY published, document"), [])
    }

    /// The document that `name` names: its id or hash, or the beginning of one that no other has. A whole id
    /// wins over beginnings.
    pub fn resolve(&self, name: &str) -> Result<Resolved, ArchiveError> {
        let whole = self.rows(&format!("{COLUMNS} WHERE id = ?1 OR hash = ?1 ORDER BY document"), [name])?;
        let mut found = whole;
        if found.is_empty() && !name.is_empty() {
            let sql = format!(
                "{COLUMNS} WHERE substr(id, 1, length(?1)) = ?1 OR substr(hash, 1, length(?1)) = ?1
                 OR document IN (SELECT document FROM sightings WHERE id = ?1) ORDER BY document"
            );
            found = self.rows(&sql, [name])?;
        }
        Ok(match found.len() {
            0 => Resolved::None,
            1 => Resolved::One(found.remove(0)),
            _ => Resolved::Several(found),
        })
    }

    fn rows(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<DocumentRow>, ArchiveError> {
        let read = || -> rusqlite::Result<Vec<DocumentRow>> {
            let mut query = self.connection.prepare_cached(sql)?;
            query.query_map(values, row)?.collect()
        };
        read().map_err(|error| self.told(error))
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<DocumentRow> {
    let published: Option<String> = row.get(5)?;
    Ok(DocumentRow {
        key: DocumentKey(row.get(0)?),
        id: row.get(1)?,
        hash: row.get(2)?,
        title: row.get(3)?,
        source: row.get(4)?,
        published: published.and_then(|day| day.parse().ok()),
        origin: row.get(6)?,
    })
}
