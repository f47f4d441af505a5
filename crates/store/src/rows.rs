//! The rows of one extraction: a record taken apart into tables.

use jiff::civil::Date;
use rusqlite::{Transaction, params};
use sha2::{Digest, Sha256};
use verbale_record::{DateRange, Entity, EntityId, Event, Figure, Record, Statement, Term};
use verbale_text::Span;

/// SHA-256 of what was read, as JSON: what `verify` compares.
pub(crate) fn digest(record: &Record) -> String {
    let Record { blocks, entities, statements, events, figures, terms, .. } = record;
    let json = serde_json::to_vec(&(blocks, entities, statements, events, figures, terms));
    let json = json.expect("a record has string keys and finite numbers only");
    Sha256::digest(json).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Adds an extraction of `document` with all its rows.
pub(crate) fn insert(
    transaction: &Transaction<'_>,
    document: i64,
    run: i64,
    record: &Record,
) -> rusqlite::Result<()> {
    let extraction = transaction
        .prepare_cached("INSERT INTO extractions (document, run, digest) VALUES (?1, ?2, ?3)")?
        .insert(params![document, run, digest(record)])?;
    let rows = Rows { transaction, extraction, text: &record.document.text };
    for (n, block) in numbered(&record.blocks) {
        let values = params![extraction, n, block.kind.as_str(), block.span.start, block.span.end];
        rows.execute("INSERT INTO blocks VALUES (?1, ?2, ?3, ?4, ?5)", values)?;
    }
    numbered(&record.entities).try_for_each(|(n, row)| rows.entity(n, row))?;
    numbered(&record.statements).try_for_each(|(n, row)| rows.statement(n, row))?;
    numbered(&record.events).try_for_each(|(n, row)| rows.event(n, row))?;
    numbered(&record.figures).try_for_each(|(n, row)| rows.figure(n, row))?;
    numbered(&record.terms).try_for_each(|(n, row)| rows.term(n, row))
}

/// Rows are counted from 1, as the ids in JSON are.
fn numbered<T>(rows: &[T]) -> impl Iterator<Item = (i64, &T)> {
    (1..).zip(rows)
}

struct Rows<'t> {
    transaction: &'t Transaction<'t>,
    extraction: i64,
    text: &'t str,
}

impl Rows<'_> {
    fn execute(&self, sql: &str, values: impl rusqlite::Params) -> rusqlite::Result<()> {
        self.transaction.prepare_cached(sql)?.execute(values).map(|_| ())
    }

    fn entity(&self, n: i64, row: &Entity) -> rusqlite::Result<()> {
        self.execute(
            "INSERT INTO entities VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                self.extraction,
                n,
                row.key,
                row.kind.as_str(),
                row.name,
                row.party,
                row.role,
                row.capacity.as_str()
            ],
        )?;
        self.spans("entity", n, "mention", &row.mentions)
    }

    fn spans(&self, item: &str, item_n: i64, role: &str, spans: &[Span]) -> rusqlite::Result<()> {
        for (n, span) in numbered(spans) {
            let excerpt = self.text.get(span.range()).unwrap_or_default();
            self.execute(
                "INSERT INTO spans VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![self.extraction, item, item_n, role, n, span.start, span.end, excerpt],
            )?;
        }
        Ok(())
    }

    fn participants(&self, item: &str, item_n: i64, role: &str, ids: &[EntityId]) -> rusqlite::Result<()> {
        for (n, id) in numbered(ids) {
            self.execute(
                "INSERT INTO participants VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![self.extraction, item, item_n, role, n, i64::from(id.0) + 1],
            )?;
        }
        Ok(())
    }

    fn statement(&self, n: i64, row: &Statement) -> rusqlite::Result<()> {
        let pieces: Vec<&str> =
            row.content_spans.iter().filter_map(|span| self.text.get(span.range())).collect();
        let [first, last] = days(row.date);
        self.execute(
            "INSERT INTO statements
             (extraction, n, act, quote, date_first, date_last, within, by, probability, content)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                self.extraction,
                n,
                row.act.as_str(),
                row.quote.as_str(),
                first,
                last,
                row.within.map(|id| i64::from(id.0) + 1),
                row.by,
                row.probability,
                pieces.join(" … ")
            ],
        )?;
        self.spans("statement", n, "source", row.source_span.as_slice())?;
        self.spans("statement", n, "cue", row.cue_span.as_slice())?;
        self.spans("statement", n, "content", &row.content_spans)?;
        self.participants("statement", n, "speaker", &row.speakers)?;
        self.participants("statement", n, "addressee", &row.addressees)?;
        for (at, stance) in numbered(&row.issues) {
            self.execute(
                "INSERT INTO stances (extraction, statement, n, issue, stance, probability)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![self.extraction, n, at, stance.issue, stance.stance.as_str(), stance.probability],
            )?;
        }
        Ok(())
    }

    fn event(&self, n: i64, row: &Event) -> rusqlite::Result<()> {
        let [first, last] = days(row.date);
        let place = row.place.as_ref();
        self.execute(
            "INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            params![
                self.extraction,
                n,
                row.kind.as_str(),
                row.status.as_str(),
                first,
                last,
                place.map(|place| place.name.as_str()),
                place.and_then(|place| place.geoname),
                place.and_then(|place| place.lat),
                place.and_then(|place| place.lon),
                row.cameo,
                row.statement.map(|id| i64::from(id.0) + 1),
                row.by,
                row.probability
            ],
        )?;
        self.spans("event", n, "trigger", row.trigger_span.as_slice())?;
        self.spans("event", n, "place", place.and_then(|place| place.span).as_slice())?;
        self.participants("event", n, "actor", &row.actors)?;
        self.participants("event", n, "recipient", &row.recipients)?;
        self.participants("event", n, "claimant", &row.claimed_by)?;
        let modes = numbered(&row.modes).map(|(at, mode)| ("mode", at, mode.as_str()));
        let contexts = numbered(&row.contexts).map(|(at, context)| ("context", at, context.as_str()));
        for (kind, at, label) in modes.chain(contexts) {
            self.execute(
                "INSERT INTO event_labels VALUES (?1, ?2, ?3, ?4, ?5)",
                params![self.extraction, n, kind, at, label],
            )?;
        }
        Ok(())
    }

    fn figure(&self, n: i64, row: &Figure) -> rusqlite::Result<()> {
        let [first, last] = days(row.as_of);
        self.execute(
            "INSERT INTO figures VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                self.extraction,
                n,
                row.value[0],
                row.value[1],
                row.unit,
                row.of,
                row.approximate,
                first,
                last,
                row.claimed_by.map(|id| i64::from(id.0) + 1)
            ],
        )?;
        self.spans("figure", n, "figure", row.span.as_slice())
    }

    fn term(&self, n: i64, row: &Term) -> rusqlite::Result<()> {
        self.execute(
            "INSERT INTO terms VALUES (?1, ?2, ?3, ?4, ?5)",
            params![self.extraction, n, row.kind, row.duration, row.scope],
        )?;
        self.spans("term", n, "summary", row.summary_span.as_slice())?;
        self.spans("term", n, "condition", &row.conditions)?;
        self.participants("term", n, "proposer", &row.proposed_by)?;
        self.participants("term", n, "addressed", &row.addressed_to)?;
        for (at, status) in numbered(&row.status) {
            self.execute(
                "INSERT INTO term_status VALUES (?1, ?2, ?3, ?4, ?5)",
                params![self.extraction, n, at, status.party, status.status.as_str()],
            )?;
        }
        Ok(())
    }
}

fn days(range: Option<DateRange>) -> [Option<String>; 2] {
    let day = |day: Date| day.to_string();
    [range.map(|[first, _]| day(first)), range.map(|[_, last]| day(last))]
}
