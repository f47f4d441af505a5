//! Reading: a record put together again from its rows, exactly as it was added.

use crate::{Archive, ArchiveError, DocumentKey};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::BTreeMap;
use std::str::FromStr;
use verbale_record::{
    DateRange, Entity, EntityId, Event, EventId, Figure, FigureId, Header, IssueStance, PartyStatus, Place,
    Record, SCHEMA, Statement, StatementId, Term, TermId,
};
use verbale_text::{Block, BlockKind, Span};

impl Archive {
    /// The record of a document: its header and what was read out of it last.
    pub fn record(&self, document: DocumentKey) -> Result<Record, ArchiveError> {
        let extraction: Option<i64> = self
            .connection
            .query_row(
                "SELECT extraction FROM current_extractions WHERE document = ?1",
                [document.0],
                |row| row.get(0),
            )
            .optional()
            .map_err(|error| self.told(error))?;
        self.record_of(document, extraction)
    }

    /// The records of all documents, by day of publication, undated ones first. A text that was met under
    /// another id, outlet, address or day has a record without rows for each, which says whose duplicate it is.
    pub fn records(&self) -> Result<Vec<Record>, ArchiveError> {
        let mut records = Vec::new();
        for row in self.documents()? {
            let record = self.record(row.key)?;
            let sightings = self.sightings(row.key, &record).map_err(|error| self.told(error))?;
            records.push(record);
            records.extend(sightings);
        }
        records.sort_by_key(|record| record.document.published);
        Ok(records)
    }

    fn sightings(&self, document: DocumentKey, first: &Record) -> rusqlite::Result<Vec<Record>> {
        let mut query = self.connection.prepare_cached(
            "SELECT id, origin, source, url, published, title FROM sightings WHERE document = ?1 ORDER BY rowid",
        )?;
        let rows = query.query_map([document.0], |row| {
            let header = Header {
                id: row.get(0)?,
                origin: row.get(1)?,
                source: row.get(2)?,
                url: row.get(3)?,
                published: optional(row, 4)?,
                language: first.document.language.clone(),
                title: row.get(5)?,
                text: first.document.text.clone(),
                duplicate_of: Some(first.document.id.clone()),
                copy_of: None,
            };
            let blocks = first.blocks.clone();
            Ok(Record { schema: SCHEMA.to_owned(), document: header, blocks, ..Record::default() })
        })?;
        rows.collect()
    }

    pub(crate) fn record_of(
        &self,
        document: DocumentKey,
        extraction: Option<i64>,
    ) -> Result<Record, ArchiveError> {
        let header = header(&self.connection, document).map_err(|error| self.told(error))?;
        let id = header.id.clone();
        let Some(extraction) = extraction else {
            return Ok(Record { schema: SCHEMA.to_owned(), document: header, ..Record::default() });
        };
        let rows = Rows { connection: &self.connection, extraction };
        rows.record(header).map_err(|error| match error {
            // A value that is in no closed list, a span that ends before it starts: the file was changed.
            rusqlite::Error::FromSqlConversionFailure(_, _, what) => self.damaged(&id, what.to_string()),
            error => self.told(error),
        })
    }
}

fn header(connection: &Connection, document: DocumentKey) -> rusqlite::Result<Header> {
    let sql = "SELECT id, origin, source, url, published, language, title, text,
         (SELECT o.id FROM documents o WHERE o.document = d.copy_of) FROM documents d WHERE document = ?1";
    connection.prepare_cached(sql)?.query_row([document.0], |row| {
        Ok(Header {
            id: row.get(0)?,
            origin: row.get(1)?,
            source: row.get(2)?,
            url: row.get(3)?,
            published: optional(row, 4)?,
            language: row.get(5)?,
            title: row.get(6)?,
            text: row.get(7)?,
            duplicate_of: None,
            copy_of: row.get(8)?,
        })
    })
}

/// Parses a column by the type's own word.
fn word<T: FromStr>(row: &Row<'_>, column: usize) -> rusqlite::Result<T>
where
    T::Err: ToString,
{
    let text: String = row.get(column)?;
    text.parse().map_err(|error: T::Err| wrong(column, error.to_string()))
}

fn optional<T: FromStr>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>>
where
    T::Err: ToString,
{
    let text: Option<String> = row.get(column)?;
    text.map(|text| text.parse().map_err(|error: T::Err| wrong(column, error.to_string()))).transpose()
}

fn wrong(column: usize, what: String) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, what.into())
}

fn range(row: &Row<'_>, first: usize) -> rusqlite::Result<Option<DateRange>> {
    let (first, last): (Option<Date>, Option<Date>) = (optional(row, first)?, optional(row, first + 1)?);
    Ok(first.zip(last).map(|(first, last)| [first, last]))
}

pub(crate) fn span(row: &Row<'_>, start: usize) -> rusqlite::Result<Span> {
    let pair: [u32; 2] = [row.get(start)?, row.get(start + 1)?];
    Span::try_from(pair).map_err(|error| wrong(start, error))
}

/// A row's number, counted from 1 in the file and from 0 in memory.
fn number(row: &Row<'_>, column: usize) -> rusqlite::Result<u32> {
    optional_number(row, column)?.ok_or_else(|| wrong(column, "the number of a row is missing".to_owned()))
}

fn optional_number(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<u32>> {
    let n: Option<u32> = row.get(column)?;
    let from_one = || wrong(column, "rows are counted from 1".to_owned());
    n.map(|n| n.checked_sub(1).ok_or_else(from_one)).transpose()
}

pub(crate) fn block_kind(row: &Row<'_>, column: usize) -> rusqlite::Result<BlockKind> {
    const ALL: [BlockKind; 9] = [
        BlockKind::Headline,
        BlockKind::Deck,
        BlockKind::Byline,
        BlockKind::Dateline,
        BlockKind::Paragraph,
        BlockKind::Label,
        BlockKind::Caption,
        BlockKind::Boilerplate,
        BlockKind::Repeat,
    ];
    let text: String = row.get(column)?;
    let known = ALL.into_iter().find(|kind| kind.as_str() == text);
    known.ok_or_else(|| wrong(column, format!("{text:?} is no kind of block")))
}

/// Rows of one kind by item and number, with the name of their role.
type ByItem<T> = BTreeMap<(String, u32, String), Vec<T>>;

/// The rows of one extraction.
struct Rows<'c> {
    connection: &'c Connection,
    extraction: i64,
}

/// Evidence and participants of all items, taken out item by item.
struct Parts {
    spans: ByItem<Span>,
    participants: ByItem<EntityId>,
}

impl Parts {
    fn spans(&mut self, item: &str, n: u32, role: &str) -> Vec<Span> {
        self.spans.remove(&(item.to_owned(), n, role.to_owned())).unwrap_or_default()
    }

    fn span(&mut self, item: &str, n: u32, role: &str) -> Option<Span> {
        self.spans(item, n, role).first().copied()
    }

    fn entities(&mut self, item: &str, n: u32, role: &str) -> Vec<EntityId> {
        self.participants.remove(&(item.to_owned(), n, role.to_owned())).unwrap_or_default()
    }
}

impl Rows<'_> {
    fn record(&self, document: Header) -> rusqlite::Result<Record> {
        let spans = "SELECT item, item_n, role, start, \"end\" FROM spans WHERE extraction = ?1 ORDER BY n";
        let participants =
            "SELECT item, item_n, role, entity FROM participants WHERE extraction = ?1 ORDER BY n";
        let blocks = "SELECT kind, start, \"end\" FROM blocks WHERE extraction = ?1 ORDER BY n";
        let mut parts = Parts {
            spans: self.by_item(spans, |row| span(row, 3))?,
            participants: self.by_item(participants, |row| Ok(EntityId(number(row, 3)?)))?,
        };
        Ok(Record {
            schema: SCHEMA.to_owned(),
            document,
            blocks: self.all(blocks, |row| Ok(Block { kind: block_kind(row, 0)?, span: span(row, 1)? }))?,
            entities: self.entities(&mut parts)?,
            statements: self.statements(&mut parts)?,
            events: self.events(&mut parts)?,
            figures: self.figures(&mut parts)?,
            terms: self.terms(&mut parts)?,
        })
    }

    fn entities(&self, parts: &mut Parts) -> rusqlite::Result<Vec<Entity>> {
        let sql =
            "SELECT n, key, kind, name, party, role, capacity FROM entities WHERE extraction = ?1 ORDER BY n";
        self.all(sql, |row| {
            let n = row.get(0)?;
            Ok(Entity {
                id: EntityId(number(row, 0)?),
                key: row.get(1)?,
                kind: word(row, 2)?,
                name: row.get(3)?,
                party: row.get(4)?,
                role: row.get(5)?,
                capacity: word(row, 6)?,
                mentions: parts.spans("entity", n, "mention"),
                aliases: Vec::new(),
            })
        })
    }

    fn statements(&self, parts: &mut Parts) -> rusqlite::Result<Vec<Statement>> {
        let mut stances = self.lists(
            "SELECT statement, issue, stance, probability FROM stances WHERE extraction = ?1 ORDER BY n",
            |row| Ok(IssueStance { issue: row.get(1)?, stance: word(row, 2)?, probability: row.get(3)? }),
        )?;
        let sql = "SELECT n, act, quote, date_first, date_last, within, by, probability
                   FROM statements WHERE extraction = ?1 ORDER BY n";
        self.all(sql, |row| {
            let n = row.get(0)?;
            Ok(Statement {
                id: StatementId(number(row, 0)?),
                speakers: parts.entities("statement", n, "speaker"),
                source_span: parts.span("statement", n, "source"),
                cue_span: parts.span("statement", n, "cue"),
                content_spans: parts.spans("statement", n, "content"),
                quote: word(row, 2)?,
                act: word(row, 1)?,
                addressees: parts.entities("statement", n, "addressee"),
                issues: stances.remove(&n).unwrap_or_default(),
                date: range(row, 3)?,
                within: optional_number(row, 5)?.map(StatementId),
                by: row.get(6)?,
                probability: row.get(7)?,
            })
        })
    }

    fn events(&self, parts: &mut Parts) -> rusqlite::Result<Vec<Event>> {
        let labels = |kind: &str| {
            format!(
                "SELECT event, label FROM event_labels WHERE extraction = ?1 AND kind = '{kind}' ORDER BY n"
            )
        };
        let mut modes = self.lists(&labels("mode"), |row| row.get(1))?;
        let mut contexts = self.lists(&labels("context"), |row| word(row, 1))?;
        let sql = "SELECT n, type, status, date_first, date_last, place, geoname, latitude, longitude, cameo,
                   statement, by, probability FROM events WHERE extraction = ?1 ORDER BY n";
        self.all(sql, |row| {
            let n = row.get(0)?;
            let (geoname, lat, lon) = (row.get(6)?, row.get(7)?, row.get(8)?);
            let span = parts.span("event", n, "place");
            let place: Option<String> = row.get(5)?;
            Ok(Event {
                id: EventId(number(row, 0)?),
                kind: word(row, 1)?,
                modes: modes.remove(&n).unwrap_or_default(),
                status: word(row, 2)?,
                claimed_by: parts.entities("event", n, "claimant"),
                actors: parts.entities("event", n, "actor"),
                recipients: parts.entities("event", n, "recipient"),
                date: range(row, 3)?,
                place: place.map(|name| Place { name, geoname, lat, lon, span }),
                trigger_span: parts.span("event", n, "trigger"),
                contexts: contexts.remove(&n).unwrap_or_default(),
                cameo: row.get(9)?,
                statement: optional_number(row, 10)?.map(StatementId),
                by: row.get(11)?,
                probability: row.get(12)?,
            })
        })
    }

    fn figures(&self, parts: &mut Parts) -> rusqlite::Result<Vec<Figure>> {
        let sql = "SELECT n, low, high, unit, \"of\", approximate, as_of_first, as_of_last, claimed_by
                   FROM figures WHERE extraction = ?1 ORDER BY n";
        self.all(sql, |row| {
            Ok(Figure {
                id: FigureId(number(row, 0)?),
                value: [row.get(1)?, row.get(2)?],
                unit: row.get(3)?,
                of: row.get(4)?,
                approximate: row.get(5)?,
                as_of: range(row, 6)?,
                claimed_by: optional_number(row, 8)?.map(EntityId),
                span: parts.span("figure", row.get(0)?, "figure"),
            })
        })
    }

    fn terms(&self, parts: &mut Parts) -> rusqlite::Result<Vec<Term>> {
        let mut status = self
            .lists("SELECT term, party, status FROM term_status WHERE extraction = ?1 ORDER BY n", |row| {
                Ok(PartyStatus { party: row.get(1)?, status: word(row, 2)? })
            })?;
        let sql = "SELECT n, kind, duration, scope FROM terms WHERE extraction = ?1 ORDER BY n";
        self.all(sql, |row| {
            let n = row.get(0)?;
            Ok(Term {
                id: TermId(number(row, 0)?),
                kind: row.get(1)?,
                summary_span: parts.span("term", n, "summary"),
                proposed_by: parts.entities("term", n, "proposer"),
                addressed_to: parts.entities("term", n, "addressed"),
                duration: row.get(2)?,
                scope: row.get(3)?,
                conditions: parts.spans("term", n, "condition"),
                status: status.remove(&n).unwrap_or_default(),
            })
        })
    }

    /// The rows of a query whose only parameter is the extraction.
    fn all<T>(
        &self,
        sql: &str,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        let mut query = self.connection.prepare_cached(sql)?;
        query.query_map([self.extraction], read)?.collect()
    }

    /// Evidence or participants; the query's first three columns name the item and the role.
    fn by_item<T>(
        &self,
        sql: &str,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<ByItem<T>> {
        let mut found: ByItem<T> = BTreeMap::new();
        for (key, value) in self.all(sql, |row| Ok(((row.get(0)?, row.get(1)?, row.get(2)?), read(row)?)))? {
            found.entry(key).or_default().push(value);
        }
        Ok(found)
    }

    /// Lists that hang on the rows of a table; the query's first column is the row's number.
    fn lists<T>(
        &self,
        sql: &str,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<BTreeMap<u32, Vec<T>>> {
        let mut found: BTreeMap<u32, Vec<T>> = BTreeMap::new();
        for (n, value) in self.all(sql, |row| Ok((row.get(0)?, read(row)?)))? {
            found.entry(n).or_default().push(value);
        }
        Ok(found)
    }
}
