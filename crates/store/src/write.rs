//! Writing: a batch of documents with their records, in one transaction.

use crate::near_copies::{self, Sketch};
use crate::{Archive, ArchiveError, DocumentKey, rows};
use jiff::civil::Date;
use rusqlite::{OptionalExtension, Transaction, params};
use verbale_record::Record;
use verbale_text::{ContentHash, Document, ProblemKind, RunKind};

/// What makes the rows: told by the caller, the clock included.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// Version of the program.
    pub version: String,
    /// SHA-256 of the model's weights.
    pub model: String,
    /// What was asked for, as JSON.
    pub options: String,
    /// When it started (UTC, RFC 3339).
    pub started: String,
}

/// A document and its record, to be added.
#[derive(Copy, Clone, Debug)]
pub struct NewDocument<'a> {
    /// The document.
    pub document: &'a Document,
    /// The bytes it was read from, where they are not its text's own.
    pub raw: Option<&'a [u8]>,
    /// What was read out of it; none where the archive holds that already.
    pub record: Option<&'a Record>,
    /// How near copies of it are found; without it none are, and it is found as none.
    pub sketch: Option<Sketch<'a>>,
}

/// A text that the archive holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    /// Its number.
    pub key: DocumentKey,
    /// Its id.
    pub id: String,
    /// Its day of publication, where it is known.
    pub published: Option<Date>,
    /// Version of the program that read it last.
    pub version: String,
    /// Digest of the model that read it last.
    pub model: String,
}

impl Archive {
    /// The text with this hash, where the archive holds it.
    pub fn held(&self, hash: ContentHash) -> Result<Option<Held>, ArchiveError> {
        let sql = "SELECT d.document, d.id, d.published, coalesce(r.version, ''), coalesce(r.model, '') FROM documents d
             LEFT JOIN current_extractions c ON c.document = d.document
             LEFT JOIN extractions x ON x.extraction = c.extraction LEFT JOIN runs r ON r.run = x.run
             WHERE d.hash = ?1";
        let mut query = self.connection.prepare_cached(sql).map_err(|error| self.told(error))?;
        query
            .query_row([hash.to_string()], |row| {
                let day: Option<String> = row.get(2)?;
                Ok(Held {
                    key: DocumentKey(row.get(0)?),
                    id: row.get(1)?,
                    published: day.and_then(|day| day.parse().ok()),
                    version: row.get(3)?,
                    model: row.get(4)?,
                })
            })
            .optional()
            .map_err(|error| self.told(error))
    }

    /// The id of the latest document that was read from this address.
    pub fn latest_at(&self, url: &str) -> Result<Option<String>, ArchiveError> {
        let sql = "SELECT id FROM documents WHERE url = ?1 ORDER BY document DESC LIMIT 1";
        let mut query = self.connection.prepare_cached(sql).map_err(|error| self.told(error))?;
        query.query_row([url], |row| row.get(0)).optional().map_err(|error| self.told(error))
    }

    /// Adds documents in one transaction. A text that is held already is not added again: another id, outlet,
    /// address or day becomes a sighting, empty fields are filled in, and its record, if any, a new extraction.
    /// Of each document, the id of the one that its text is a near copy of.
    pub fn add(&mut self, run: &Run, batch: &[NewDocument<'_>]) -> Result<Vec<Option<String>>, ArchiveError> {
        let path = self.path().to_owned();
        let mut write = || -> rusqlite::Result<Vec<Option<String>>> {
            let transaction =
                self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let mut writer = Writer { transaction: &transaction, run, run_number: None };
            let copies = batch.iter().map(|new| writer.add(*new)).collect::<rusqlite::Result<_>>()?;
            transaction.commit()?;
            Ok(copies)
        };
        write().map_err(|error| ArchiveError::Sqlite { path, error })
    }
}

struct Writer<'t> {
    transaction: &'t Transaction<'t>,
    run: &'t Run,
    run_number: Option<i64>,
}

impl Writer<'_> {
    fn insert(&self, sql: &str, values: impl rusqlite::Params) -> rusqlite::Result<i64> {
        self.transaction.prepare_cached(sql)?.insert(values)
    }

    fn execute(&self, sql: &str, values: impl rusqlite::Params) -> rusqlite::Result<()> {
        self.transaction.prepare_cached(sql)?.execute(values).map(|_| ())
    }

    /// The run's row, made when the first row needs it: reading what is held adds nothing at all.
    fn run(&mut self) -> rusqlite::Result<i64> {
        if let Some(number) = self.run_number {
            return Ok(number);
        }
        let Run { version, model, options, started } = self.run;
        let values = params![version, model, options, started];
        let held: Option<i64> = self
            .transaction
            .query_row(
                "SELECT run FROM runs WHERE (version, model, options, started) = (?1, ?2, ?3, ?4)",
                values,
                |row| row.get(0),
            )
            .optional()?;
        let number = match held {
            Some(number) => number,
            None => self.insert(
                "INSERT INTO runs (version, model, options, started) VALUES (?1, ?2, ?3, ?4)",
                values,
            )?,
        };
        self.run_number = Some(number);
        Ok(number)
    }

    /// Adds one document; the id of the one that it is a near copy of.
    fn add(&mut self, new: NewDocument<'_>) -> rusqlite::Result<Option<String>> {
        let hash = new.document.hash().to_string();
        let held: Option<i64> = self
            .transaction
            .prepare_cached("SELECT document FROM documents WHERE hash = ?1")?
            .query_row([&hash], |row| row.get(0))
            .optional()?;
        let key = match held {
            Some(key) => {
                self.seen_again(key, new.document)?;
                key
            }
            None => self.document(&hash, new)?,
        };
        match new.record {
            // Another program may have read the same in the meantime.
            Some(record) if held.is_some() && self.says_so_already(key, record)? => {}
            Some(record) => {
                let run = self.run()?;
                rows::insert(self.transaction, key, run, record)?;
                let numbers = new.sketch.map(|sketch| sketch.numbers).unwrap_or_default();
                near_copies::keep(self.transaction, key, numbers)?;
            }
            None => {}
        }
        near_copies::id_of_original(self.transaction, key)
    }

    /// Whether the extraction that counts says the same, read by the same version and model.
    fn says_so_already(&self, key: i64, record: &Record) -> rusqlite::Result<bool> {
        let mut known = self.transaction.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM extractions x JOIN runs r ON r.run = x.run
               WHERE x.extraction = (SELECT max(extraction) FROM extractions WHERE document = ?1)
                 AND (x.digest, r.version, r.model) = (?2, ?3, ?4))",
        )?;
        known
            .query_row(params![key, rows::digest(record), self.run.version, self.run.model], |row| row.get(0))
    }

    fn document(&mut self, hash: &str, new: NewDocument<'_>) -> rusqlite::Result<i64> {
        let run = self.run()?;
        let document = new.document;
        let copy_of = match new.sketch {
            Some(sketch) => near_copies::copy_of(self.transaction, sketch)?,
            None => None,
        };
        let language = new.record.map_or("", |record| record.document.language.as_str());
        let key = self.insert(
            "INSERT INTO documents
             (hash, id, origin, source, url, published, language, title, text, raw, run, byline, kept, copy_of)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            params![
                hash,
                document.id(),
                document.origin(),
                document.source(),
                document.url(),
                document.published().map(|day| day.to_string()),
                language,
                document.title(),
                document.text(),
                new.raw,
                run,
                document.byline(),
                document.kept(),
                copy_of
            ],
        )?;
        for (n, problem) in document.problems().iter().enumerate() {
            let (start, end) = (problem.raw.map(|raw| raw.start), problem.raw.map(|raw| raw.end));
            let values = params![key, n as i64 + 1, problem_kind(problem.kind), start, end, problem.message];
            self.execute("INSERT INTO problems VALUES (?1, ?2, ?3, ?4, ?5, ?6)", values)?;
        }
        if new.raw.is_some() {
            self.offset_runs(key, document)?;
        }
        Ok(key)
    }

    fn offset_runs(&self, key: i64, document: &Document) -> rusqlite::Result<()> {
        for (n, (kind, text, raw)) in document.offsets().runs().enumerate() {
            let kind = match kind {
                RunKind::Copied => "copied",
                RunKind::Replaced => "replaced",
                RunKind::Inserted => "inserted",
            };
            let values = params![key, n as i64 + 1, kind, text.start, text.end, raw.start, raw.end];
            self.execute("INSERT INTO offset_runs VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", values)?;
        }
        Ok(())
    }

    /// A held text met again: under its own id, what was open is filled in; what differs is a sighting.
    fn seen_again(&mut self, key: i64, document: &Document) -> rusqlite::Result<()> {
        let day = document.published().map(|day| day.to_string());
        let (id, source, url, title) = (document.id(), document.source(), document.url(), document.title());
        self.execute(
            "UPDATE documents SET source = coalesce(source, ?3), url = coalesce(url, ?4),
               published = coalesce(published, ?5), title = coalesce(title, ?6)
             WHERE document = ?1 AND id = ?2 AND (source IS NULL AND ?3 IS NOT NULL OR url IS NULL AND ?4 IS NOT NULL
               OR published IS NULL AND ?5 IS NOT NULL OR title IS NULL AND ?6 IS NOT NULL)",
            params![key, id, source, url, day, title],
        )?;
        let known: bool = self
            .transaction
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM documents
                   WHERE document = ?1 AND id = ?2 AND (?3 IS NULL OR source = ?3) AND (?4 IS NULL OR url = ?4)
                     AND (?5 IS NULL OR published = ?5))
                 OR EXISTS (SELECT 1 FROM sightings
                   WHERE document = ?1 AND id = ?2 AND source IS ?3 AND url IS ?4 AND published IS ?5)",
            )?
            .query_row(params![key, id, source, url, day], |row| row.get(0))?;
        if known {
            return Ok(());
        }
        let run = self.run()?;
        self.execute(
            "INSERT INTO sightings (document, id, origin, source, url, published, title, run)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![key, id, document.origin(), source, url, day, title, run],
        )
    }
}

fn problem_kind(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::InvalidBytes => "invalid-bytes",
        ProblemKind::NulByte => "nul-byte",
        ProblemKind::Empty => "empty",
        ProblemKind::UnreadableField => "unreadable-field",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Access;
    use verbale_text::{OffsetMap, Parts};

    fn document(id: &str, text: &str) -> Document {
        Document::new(Parts {
            id: Some(id.to_owned()),
            text: text.to_owned(),
            offsets: OffsetMap::identity(text.len() as u32),
            ..Parts::default()
        })
    }

    #[test]
    fn a_full_disk_is_told_and_nothing_is_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut archive = Archive::open(&folder.path().join("a.db"), Access::Create).expect("made");
        let run = Run { version: "1".into(), model: "m".into(), options: "{}".into(), started: "now".into() };
        let held = document("held", "Talks opened in Lund.");
        let new = |document| NewDocument { document, raw: None, record: None, sketch: None };
        archive.add(&run, &[new(&held)]).expect("added");
        let pages: i64 =
            archive.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).expect("told");
        let limit = |archive: &Archive, pages: i64| {
            let sql = format!("PRAGMA max_page_count = {pages}");
            archive.connection.query_row(&sql, [], |_| Ok(())).expect("set");
        };
        limit(&archive, pages + 2);
        let large = document("large", &"Boats left the harbour. ".repeat(20_000));
        let error = archive.add(&run, &[new(&large)]).expect_err("no room");
        assert!(error.hint().contains("free some disk space"), "{error}");
        assert_eq!(archive.documents().expect("read").len(), 1);
        limit(&archive, 1 << 20);
        archive.add(&run, &[new(&large)]).expect("added once there is room");
        assert_eq!(archive.documents().expect("read").len(), 2);
    }
}
