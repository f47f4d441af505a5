//! Verifying: the file is whole, every text is the one that was read, every span reproduces its words.

use crate::rows::digest;
use crate::{Archive, ArchiveError, DocumentKey};
use rusqlite::Row;
use std::fmt;
use std::ops::Range;
use verbale_record::Record;
use verbale_text::{ContentHash, Span};

/// Something in the archive that is not as it should be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Id of the document, where the fault is in one.
    pub document: Option<String>,
    /// The row, as JSON names it ("s3 content 1"), where the fault is in one.
    pub item: Option<String>,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub next: &'static str,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(document) = &self.document {
            write!(f, "document {document}: ")?;
        }
        if let Some(item) = &self.item {
            write!(f, "{item}: ")?;
        }
        write!(f, "{}; {}", self.what, self.next)
    }
}

const RESTORE: &str = "restore the file from a copy, or read the documents into a new archive";
const READ_AGAIN: &str = "forget the document and read it again from its source";

/// Kind, bytes of the text, bytes of the source.
type OffsetRun = (String, Range<usize>, Range<usize>);

/// A document as it stands in the file.
struct Stored {
    key: DocumentKey,
    hash: String,
    text: String,
    raw: Option<Vec<u8>>,
}

impl Archive {
    /// Compares everything with everything. `unlike` gets a document's source bytes, and the pieces of them that other
    /// text stands for in the document (an entity, another character set), and gives the first that does not.
    pub fn verify(
        &self,
        unlike: impl Fn(&[u8], &[(&[u8], &str)]) -> Option<usize>,
    ) -> Result<Vec<Fault>, ArchiveError> {
        let mut faults = self.file_faults()?;
        for row in self.documents()? {
            let document = self.stored(row.key)?;
            let mut fault = |item: Option<String>, what: String| {
                faults.push(Fault { document: Some(row.id.clone()), item, what, next: READ_AGAIN });
            };
            if ContentHash::of(&document.text).to_string() != document.hash {
                fault(None, "the text is not the one its hash was made of".to_owned());
            }
            if let Some(raw) = &document.raw {
                self.offset_faults(&document, raw, &unlike)?.into_iter().for_each(|what| fault(None, what));
            }
            self.extraction_faults(&document, &mut fault)?;
        }
        Ok(faults)
    }

    fn stored(&self, key: DocumentKey) -> Result<Stored, ArchiveError> {
        self.connection
            .query_row("SELECT hash, text, raw FROM documents WHERE document = ?1", [key.0], |row| {
                Ok(Stored { key, hash: row.get(0)?, text: row.get(1)?, raw: row.get(2)? })
            })
            .map_err(|error| self.told(error))
    }

    /// Pages, references between tables, the search index.
    fn file_faults(&self) -> Result<Vec<Fault>, ArchiveError> {
        let mut found: Vec<String> = self.texts("PRAGMA integrity_check", |row| row.get(0))?;
        found.retain(|line| line != "ok");
        found.extend(self.texts("PRAGMA foreign_key_check", |row| {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            Ok(format!("a row of {table} belongs to no row of {parent}"))
        })?);
        // The index is checked by a statement that counts as writing.
        let writable = !self.connection.is_readonly("main").map_err(|error| self.told(error))?;
        for index in ["documents_search", "statements_search"].into_iter().filter(|_| writable) {
            let check = format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)");
            if self.connection.execute(&check, []).is_err() {
                found.push(format!("{index} does not hold the words of its table"));
            }
        }
        let fault = |what| Fault { document: None, item: None, what, next: RESTORE };
        Ok(found.into_iter().map(fault).collect())
    }

    fn texts<T>(
        &self,
        sql: &str,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, ArchiveError> {
        let collect =
            || -> rusqlite::Result<Vec<T>> { self.connection.prepare(sql)?.query_map([], read)?.collect() };
        collect().map_err(|error| self.told(error))
    }

    /// The offset runs cover the text, copied ones lead to the same bytes in the source, replaced ones to bytes that
    /// decode to them, and what was inserted is white space.
    fn offset_faults(
        &self,
        document: &Stored,
        raw: &[u8],
        unlike: &impl Fn(&[u8], &[(&[u8], &str)]) -> Option<usize>,
    ) -> Result<Vec<String>, ArchiveError> {
        let read = || -> rusqlite::Result<Vec<OffsetRun>> {
            let mut query = self.connection.prepare_cached(
                "SELECT kind, text_start, text_end, raw_start, raw_end FROM offset_runs
                 WHERE document = ?1 ORDER BY n",
            )?;
            let rows =
                query.query_map([document.key.0], |row| Ok((row.get(0)?, range(row, 1)?, range(row, 3)?)))?;
            rows.collect()
        };
        let mut faults = Vec::new();
        let mut replaced = Vec::new();
        let mut end = 0;
        for (kind, run, of_source) in read().map_err(|error| self.told(error))? {
            let (Some(text), Some(source)) = (document.text.get(run.clone()), raw.get(of_source)) else {
                faults.push(format!("the way back to the source breaks at byte {end} of the text"));
                return Ok(faults);
            };
            if run.start != end {
                faults.push(format!("the way back to the source breaks at byte {end} of the text"));
                return Ok(faults);
            }
            match kind.as_str() {
                "copied" if text.as_bytes() != source => {
                    faults.push(format!("bytes {} to {} are not those of the source", run.start, run.end));
                }
                "replaced" => replaced.push((source, text)),
                "inserted" if !text.trim().is_empty() => {
                    faults.push(format!("bytes {} to {} stand nowhere in the source", run.start, run.end));
                }
                _ => {}
            }
            end = run.end;
        }
        if let Some((_, text)) = unlike(raw, &replaced).and_then(|n| replaced.get(n)) {
            faults.push(format!("the source does not decode to {text:?}"));
        }
        if end != document.text.len() {
            faults.push(format!("the way back to the source ends at byte {end} of the text"));
        }
        Ok(faults)
    }

    /// Every extraction of the document: its spans, its ids, its digest.
    fn extraction_faults(
        &self,
        document: &Stored,
        fault: &mut impl FnMut(Option<String>, String),
    ) -> Result<(), ArchiveError> {
        let read = || -> rusqlite::Result<Vec<(i64, String)>> {
            let sql = "SELECT extraction, digest FROM extractions WHERE document = ?1 ORDER BY extraction";
            let mut query = self.connection.prepare_cached(sql)?;
            query.query_map([document.key.0], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        };
        for (extraction, expected) in read().map_err(|error| self.told(error))? {
            self.span_faults(document, extraction, fault)?;
            match self.record_of(document.key, Some(extraction)) {
                Ok(record) => {
                    if digest(&record) != expected {
                        fault(
                            None,
                            format!("the rows of extraction {extraction} are not those that were added"),
                        );
                    }
                    reference_faults(&record).into_iter().for_each(|(item, what)| fault(Some(item), what));
                }
                Err(ArchiveError::Damaged { what, .. }) => fault(None, what),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn span_faults(
        &self,
        document: &Stored,
        extraction: i64,
        fault: &mut impl FnMut(Option<String>, String),
    ) -> Result<(), ArchiveError> {
        let read = || -> rusqlite::Result<Vec<(String, Range<usize>, String)>> {
            let mut query = self.connection.prepare_cached(
                "SELECT item, item_n, role, n, start, \"end\", excerpt FROM spans WHERE extraction = ?1",
            )?;
            let rows = query.query_map([extraction], |row| {
                let (item, n): (String, i64) = (row.get(0)?, row.get(1)?);
                let (role, at): (String, i64) = (row.get(2)?, row.get(3)?);
                Ok((format!("{item} {n}, {role} {at}"), range(row, 4)?, row.get(6)?))
            })?;
            rows.collect()
        };
        for (item, span, excerpt) in read().map_err(|error| self.told(error))? {
            match document.text.get(span.clone()) {
                None => fault(Some(item), outside(&span)),
                Some(words) if words != excerpt => {
                    fault(Some(item), format!("the text has {words:?} where the archive has {excerpt:?}"));
                }
                Some(_) => {}
            }
        }
        let blocks = || -> rusqlite::Result<Vec<Range<usize>>> {
            let sql = "SELECT start, \"end\" FROM blocks WHERE extraction = ?1 ORDER BY n";
            let mut query = self.connection.prepare_cached(sql)?;
            query.query_map([extraction], |row| range(row, 0))?.collect()
        };
        for span in blocks().map_err(|error| self.told(error))? {
            if document.text.get(span.clone()).is_none() {
                fault(Some("a block".to_owned()), outside(&span));
            }
        }
        Ok(())
    }
}

fn range(row: &Row<'_>, first: usize) -> rusqlite::Result<Range<usize>> {
    let (start, end): (u32, u32) = (row.get(first)?, row.get(first + 1)?);
    Ok(start as usize..end as usize)
}

fn outside(span: &Range<usize>) -> String {
    format!("bytes {} to {} lie outside the text or inside a character", span.start, span.end)
}

/// Ids that lead nowhere, and statements without content.
fn reference_faults(record: &Record) -> Vec<(String, String)> {
    let entities = record.entities.len() as u32;
    let statements = record.statements.len() as u32;
    let mut faults = Vec::new();
    for row in &record.statements {
        if row.content_spans.iter().all(|span: &Span| span.is_empty()) {
            faults.push((row.id.to_string(), "it has no content".to_owned()));
        }
        for entity in row.speakers.iter().chain(&row.addressees).filter(|id| id.0 >= entities) {
            faults.push((row.id.to_string(), format!("there is no entity {entity}")));
        }
        if let Some(outer) = row.within.filter(|id| id.0 >= statements) {
            faults.push((row.id.to_string(), format!("there is no statement {outer}")));
        }
    }
    for row in &record.events {
        let all = row.actors.iter().chain(&row.recipients).chain(&row.claimed_by);
        for entity in all.filter(|id| id.0 >= entities) {
            faults.push((row.id.to_string(), format!("there is no entity {entity}")));
        }
        if let Some(statement) = row.statement.filter(|id| id.0 >= statements) {
            faults.push((row.id.to_string(), format!("there is no statement {statement}")));
        }
    }
    for row in &record.terms {
        for entity in row.proposed_by.iter().chain(&row.addressed_to).filter(|id| id.0 >= entities) {
            faults.push((row.id.to_string(), format!("there is no entity {entity}")));
        }
    }
    for row in &record.figures {
        if let Some(entity) = row.claimed_by.filter(|id| id.0 >= entities) {
            faults.push((row.id.to_string(), format!("there is no entity {entity}")));
        }
    }
    faults
}
