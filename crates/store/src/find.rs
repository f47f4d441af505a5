//! Full-text search over titles, texts and statements, with filters; every hit has its span.

use crate::{Archive, ArchiveError};
use jiff::civil::Date;
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use verbale_record::{Act, EventType, StatementId};
use verbale_text::Span;

/// What is asked for. Words, "phrases", AND, OR, NOT, brackets, `NEAR(a b, 5)` and `begin*`, as FTS5 has them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Search {
    /// The query.
    pub query: String,
    /// Documents published on this day or later.
    pub since: Option<Date>,
    /// Documents published on this day or earlier.
    pub until: Option<Date>,
    /// Documents of this outlet.
    pub source: Option<String>,
    /// Statements of this party; documents with one.
    pub party: Option<String>,
    /// Statements on this issue or one below it; documents with one.
    pub issue: Option<String>,
    /// Statements with this act.
    pub act: Option<Act>,
    /// Documents with an event of this type.
    pub event_type: Option<EventType>,
    /// How many hits at most.
    pub limit: usize,
}

impl Search {
    /// Whether the query runs over statements: an act, a party or an issue is theirs.
    pub fn is_of_statements(&self) -> bool {
        self.act.is_some() || self.party.is_some() || self.issue.is_some()
    }
}

/// A document or a statement in which the query was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The document's id.
    pub document: String,
    /// Its outlet.
    pub source: Option<String>,
    /// Its day of publication.
    pub published: Option<Date>,
    /// Its title.
    pub title: Option<String>,
    /// The statement, where statements were searched.
    pub statement: Option<StatementId>,
    /// The text that was searched: the document's, or the statement's content.
    pub text: String,
    /// Where in `text` the words stand, in order.
    pub matches: Vec<Span>,
    /// Where the statement's content stands in the document's text; none of a document.
    pub content: Vec<Span>,
}

/// Of more matches than this, the latest added are ranked: a word that stands everywhere ranks nothing, and ranking
/// costs a look at every match.
const RANKED: usize = 2000;

/// The marks between which a match stands while it is looked for; no text holds them.
const OPEN: char = '\u{1}';
const CLOSE: char = '\u{2}';

impl Archive {
    /// The findings, the best first.
    pub fn find(&self, search: &Search) -> Result<Vec<Finding>, ArchiveError> {
        let run = || match search.is_of_statements() {
            true => self.find_statements(search),
            false => self.find_documents(search),
        };
        run().map_err(|error| match is_query_error(&error) {
            Some(what) => ArchiveError::Query { query: search.query.clone(), what },
            None => self.told(error),
        })
    }

    fn find_documents(&self, search: &Search) -> rusqlite::Result<Vec<Finding>> {
        let mut filter = Conditions::new(search);
        if let Some(kind) = search.event_type {
            filter.add(
                "EXISTS (SELECT 1 FROM events e WHERE e.type = ? AND e.extraction =
                 (SELECT max(extraction) FROM extractions x WHERE x.document = d.document))",
                kind.as_str(),
            );
        }
        if let Some(documents) = self.documents_of(search)? {
            filter.within("q.rowid", documents);
        }
        // Without a condition the documents themselves need not be looked at.
        let join = if filter.sql.is_empty() { "" } else { "CROSS JOIN documents d ON d.document = q.rowid" };
        let sql = format!(
            "SELECT row FROM (SELECT q.rowid AS row, q.rank AS rank FROM documents_search q {join}
               WHERE documents_search MATCH ?{} ORDER BY q.rowid DESC LIMIT {RANKED})
             ORDER BY rank, row LIMIT ?",
            filter.sql
        );
        let best = self.best(&sql, filter, search)?;
        let mut shown = self.connection.prepare_cached(
            "SELECT d.id, d.source, d.published, d.title, highlight(documents_search, 1, char(1), char(2))
             FROM documents_search q JOIN documents d ON d.document = q.rowid
             WHERE documents_search MATCH ?1 AND q.rowid = ?2",
        )?;
        best.into_iter()
            .map(|document| {
                shown.query_row((&search.query, document), |row| {
                    let marked: String = row.get(4)?;
                    let (text, matches) = unmarked(&marked);
                    Ok(Finding { text, matches, ..header(row)? })
                })
            })
            .collect()
    }

    fn find_statements(&self, search: &Search) -> rusqlite::Result<Vec<Finding>> {
        let mut filter = Conditions::new(search);
        if let Some(act) = search.act {
            filter.add("s.act = ?", act.as_str());
        }
        if let Some(party) = &search.party {
            filter.add(
                "EXISTS (SELECT 1 FROM participants p JOIN entities e ON e.extraction = p.extraction AND e.n = p.entity
                 WHERE p.extraction = s.extraction AND p.item = 'statement' AND p.item_n = s.n
                 AND p.role = 'speaker' AND lower(e.party) = lower(?))",
                party,
            );
        }
        if let Some(issue) = &search.issue {
            filter.add(
                "EXISTS (SELECT 1 FROM stances t WHERE t.extraction = s.extraction AND t.statement = s.n
                 AND (t.issue || '.') GLOB (? || '.*'))",
                issue,
            );
        }
        if let Some(kind) = search.event_type {
            filter.add(
                "EXISTS (SELECT 1 FROM events e WHERE e.extraction = s.extraction AND e.type = ?)",
                kind.as_str(),
            );
        }
        let best = self.best(
            &format!(
                "SELECT row FROM (SELECT q.rowid AS row, q.rank AS rank
                   FROM statements_search q CROSS JOIN statements s ON s.statement = q.rowid
                   CROSS JOIN extractions x ON x.extraction = s.extraction
                   CROSS JOIN documents d ON d.document = x.document
                   WHERE statements_search MATCH ? AND x.extraction =
                   (SELECT max(extraction) FROM extractions y WHERE y.document = d.document){}
                   ORDER BY q.rowid DESC LIMIT {RANKED})
                 ORDER BY rank, row LIMIT ?",
                filter.sql
            ),
            filter,
            search,
        )?;
        let mut shown = self.connection.prepare_cached(
            "SELECT d.id, d.source, d.published, d.title, highlight(statements_search, 0, char(1), char(2)),
               s.n, s.extraction
             FROM statements_search q JOIN statements s ON s.statement = q.rowid
             JOIN extractions x ON x.extraction = s.extraction JOIN documents d ON d.document = x.document
             WHERE statements_search MATCH ?1 AND q.rowid = ?2",
        )?;
        best.into_iter()
            .map(|statement| {
                shown.query_row((&search.query, statement), |row| {
                    let (marked, n, extraction): (String, u32, i64) = (row.get(4)?, row.get(5)?, row.get(6)?);
                    let (text, matches) = unmarked(&marked);
                    let content = self.content_spans(extraction, n)?;
                    let statement = Some(StatementId(n.saturating_sub(1)));
                    Ok(Finding { text, matches, statement, content, ..header(row)? })
                })
            })
            .collect()
    }

    /// The first and last number of the documents in the time asked for: texts are mostly read day by day, so that the
    /// others need not be looked at.
    fn documents_of(&self, search: &Search) -> rusqlite::Result<Option<(i64, i64)>> {
        if search.since.is_none() && search.until.is_none() {
            return Ok(None);
        }
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let mut range = self.connection.prepare_cached(
            "SELECT coalesce(min(document), 0), coalesce(max(document), -1) FROM documents
             WHERE published >= coalesce(?1, '') AND published <= coalesce(?2, '9999-12-31')",
        )?;
        range
            .query_row((day(search.since), day(search.until)), |row| Ok((row.get(0)?, row.get(1)?)))
            .map(Some)
    }

    fn content_spans(&self, extraction: i64, n: u32) -> rusqlite::Result<Vec<Span>> {
        let mut query = self.connection.prepare_cached(
            "SELECT start, \"end\" FROM spans WHERE extraction = ?1 AND item = 'statement' AND item_n = ?2
             AND role = 'content' ORDER BY n",
        )?;
        query.query_map((extraction, n), |row| Ok(Span::new(row.get(0)?, row.get(1)?)))?.collect()
    }

    fn best(&self, sql: &str, filter: Conditions, search: &Search) -> rusqlite::Result<Vec<i64>> {
        let mut values = vec![Value::from(search.query.clone())];
        values.extend(filter.values);
        values.push(Value::from(search.limit as i64));
        let mut query = self.connection.prepare_cached(sql)?;
        query.query_map(params_from_iter(values), |row| row.get(0))?.collect()
    }
}

/// Conditions after MATCH, with their values in order.
struct Conditions {
    sql: String,
    values: Vec<Value>,
}

impl Conditions {
    fn new(search: &Search) -> Self {
        let mut conditions = Self { sql: String::new(), values: Vec::new() };
        if let Some(since) = search.since {
            conditions.add("d.published >= ?", &since.to_string());
        }
        if let Some(until) = search.until {
            conditions.add("d.published <= ?", &until.to_string());
        }
        if let Some(source) = &search.source {
            conditions.add("lower(d.source) = lower(?)", source);
        }
        conditions
    }

    /// Rows from one number to another.
    fn within(&mut self, row: &str, (first, last): (i64, i64)) {
        self.sql += &format!(" AND {row} >= ? AND {row} <= ?");
        self.values.extend([Value::from(first), Value::from(last)]);
    }

    fn add(&mut self, condition: &str, value: &str) {
        self.sql += " AND ";
        self.sql += condition;
        self.values.push(Value::from(value.to_owned()));
    }
}

fn header(row: &rusqlite::Row<'_>) -> rusqlite::Result<Finding> {
    let published: Option<String> = row.get(2)?;
    Ok(Finding {
        document: row.get(0)?,
        source: row.get(1)?,
        published: published.and_then(|day| day.parse().ok()),
        title: row.get(3)?,
        statement: None,
        text: String::new(),
        matches: Vec::new(),
        content: Vec::new(),
    })
}

/// The text without the marks, and where they stood.
fn unmarked(marked: &str) -> (String, Vec<Span>) {
    let mut text = String::with_capacity(marked.len());
    let (mut matches, mut open) = (Vec::new(), None);
    for character in marked.chars() {
        match character {
            OPEN => open = Some(text.len() as u32),
            CLOSE => matches.extend(open.take().map(|start| Span::new(start, text.len() as u32))),
            other => text.push(other),
        }
    }
    (text, matches)
}

/// What FTS5 says of a query that it cannot read.
fn is_query_error(error: &rusqlite::Error) -> Option<String> {
    let rusqlite::Error::SqliteFailure(_, Some(message)) = error else { return None };
    let known =
        ["fts5: syntax error", "unterminated string", "no such column", "unknown special query", "fts5:"];
    known.iter().any(|beginning| message.starts_with(beginning)).then(|| message.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_spans() {
        let check = |marked: &str, text: &str, spans: &[(u32, u32)]| {
            let spans: Vec<Span> = spans.iter().map(|&(start, end)| Span::new(start, end)).collect();
            assert_eq!(unmarked(marked), (text.to_owned(), spans));
        };
        check("no match", "no match", &[]);
        check("a \u{1}truce\u{2} in \u{1}Łódź\u{2}", "a truce in Łódź", &[(2, 7), (11, 18)]);
        check("\u{2}", "", &[]);
    }
}
