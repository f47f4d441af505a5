//! Near copies: which held texts a new one may repeat, looked up inside the transaction that adds it.

use crate::read::{block_kind, span};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;
use std::fmt;
use verbale_text::Block;

/// So many texts of one number, the oldest, are candidates …
const OF_ONE_NUMBER: i64 = 32;
/// … and so many, those that share the most numbers, are compared: what an outlet prints everywhere costs no more.
const COMPARED: usize = 8;

/// How a new text is found among those that are held, and compared with them.
#[derive(Copy, Clone)]
pub struct Sketch<'a> {
    /// Numbers that texts of nearly one wording share; the archive keeps them.
    pub numbers: &'a [u64],
    /// Whether a held text with these blocks has the new one's wording.
    pub is_copy: &'a dyn Fn(&str, &[Block]) -> bool,
}

impl fmt::Debug for Sketch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sketch").field("numbers", &self.numbers).finish_non_exhaustive()
    }
}

/// The held text that the new one repeats: of those that share the most numbers the oldest.
pub(crate) fn copy_of(connection: &Connection, sketch: Sketch<'_>) -> rusqlite::Result<Option<i64>> {
    let mut shared: BTreeMap<i64, usize> = BTreeMap::new();
    let mut with_number = connection
        .prepare_cached("SELECT document FROM sketches WHERE number = ?1 ORDER BY document LIMIT ?2")?;
    for number in sketch.numbers {
        let rows = with_number.query_map(params![kept(*number), OF_ONE_NUMBER], |row| row.get(0))?;
        for document in rows {
            *shared.entry(document?).or_default() += 1;
        }
    }
    let mut candidates: Vec<(i64, usize)> = shared.into_iter().collect();
    candidates.sort_by_key(|&(document, shared)| (std::cmp::Reverse(shared), document));
    for (document, _) in candidates.into_iter().take(COMPARED) {
        let (text, blocks) = held(connection, document)?;
        if (sketch.is_copy)(&text, &blocks) {
            return Ok(Some(document));
        }
    }
    Ok(None)
}

/// Keeps the numbers of a text.
pub(crate) fn keep(connection: &Connection, document: i64, numbers: &[u64]) -> rusqlite::Result<()> {
    let mut insert =
        connection.prepare_cached("INSERT OR IGNORE INTO sketches (number, document) VALUES (?1, ?2)")?;
    numbers.iter().try_for_each(|number| insert.execute(params![kept(*number), document]).map(|_| ()))
}

/// The id of the text that a document is a near copy of.
pub(crate) fn id_of_original(connection: &Connection, document: i64) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached(
            "SELECT o.id FROM documents d JOIN documents o ON o.document = d.copy_of WHERE d.document = ?1",
        )?
        .query_row([document], |row| row.get(0))
        .optional()
}

/// A text and its blocks as they were read last.
fn held(connection: &Connection, document: i64) -> rusqlite::Result<(String, Vec<Block>)> {
    let text = connection
        .prepare_cached("SELECT text FROM documents WHERE document = ?1")?
        .query_row([document], |row| row.get(0))?;
    let mut blocks = connection.prepare_cached(
        "SELECT kind, start, \"end\" FROM blocks
         WHERE extraction = (SELECT max(extraction) FROM extractions WHERE document = ?1) ORDER BY n",
    )?;
    let rows =
        blocks.query_map([document], |row| Ok(Block { kind: block_kind(row, 0)?, span: span(row, 1)? }))?;
    Ok((text, rows.collect::<rusqlite::Result<_>>()?))
}

/// The 48 bits of a number that the archive keeps: SQLite stores them in six bytes.
fn kept(number: u64) -> i64 {
    (number >> 16) as i64
}
