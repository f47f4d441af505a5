//! Findings ready to be shown: the sentence around the words, with its place.

use crate::error::{Error, Result};
use crate::excerpt::plain_spaces;
use crate::listing::Origin;
use crate::table::Table;
use serde::Serialize;
use verbale_record::StatementId;
use verbale_store::{Archive, Finding, Search};
use verbale_text::Span;

/// Characters before and after the words that are shown.
const AROUND: usize = 90;

/// One hit.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct HitRow {
    /// The document.
    pub origin: Origin,
    /// Its title.
    pub title: Option<String>,
    /// The statement, where statements were searched.
    pub statement: Option<StatementId>,
    /// Where the words stand in the document's text; of a statement, its content.
    pub spans: Vec<Span>,
    /// The words with what stands around them.
    pub excerpt: String,
}

/// Searches an archive.
pub fn search(archive: &Archive, search: &Search) -> Result<Vec<HitRow>> {
    if search.query.trim().is_empty() {
        return Err(Error::usage("there is nothing to search for").hint("verbale search WORDS"));
    }
    Ok(archive.find(search)?.into_iter().map(row).collect())
}

fn row(found: Finding) -> HitRow {
    let excerpt = excerpt(&found.text, found.matches.first().copied());
    HitRow {
        origin: Origin { document: found.document, outlet: found.source, published: found.published },
        title: found.title,
        statement: found.statement,
        spans: if found.statement.is_some() { found.content } else { found.matches },
        excerpt,
    }
}

/// The first match with some words around it; the beginning where the match is in the title.
fn excerpt(text: &str, focus: Option<Span>) -> String {
    let focus = focus.unwrap_or(Span::new(0, 0));
    let (before, after) = (text.get(..focus.start as usize), text.get(focus.end as usize..));
    let (Some(before), Some(after)) = (before, after) else { return String::new() };
    let start = before.char_indices().rev().nth(AROUND).map(|(at, _)| at);
    let end = after.char_indices().nth(AROUND).map(|(at, _)| at);
    // Cut between words.
    let start = start.map(|at| before[at..].find(' ').map_or(at, |space| at + space + 1));
    let end = end.map(|at| after[..at].rfind(' ').unwrap_or(at));
    let words = &text[focus.range()];
    let (left, right) = (&before[start.unwrap_or(0)..], &after[..end.unwrap_or(after.len())]);
    let shown = plain_spaces(&format!("{left}{words}{right}"));
    format!("{}{shown}{}", if start.is_some() { "…" } else { "" }, if end.is_some() { "…" } else { "" })
}

/// One row a hit.
pub fn hit_table(rows: &[HitRow]) -> Table {
    let columns = vec!["document", "outlet", "published", "title", "statement", "start", "end", "excerpt"];
    let text = |value: Option<String>| value.unwrap_or_default();
    let cells = |row: &HitRow| {
        vec![
            row.origin.document.clone(),
            text(row.origin.outlet.clone()),
            text(row.origin.published.map(|day| day.to_string())),
            text(row.title.clone()),
            text(row.statement.map(|statement| statement.to_string())),
            text(row.spans.first().map(|span| span.start.to_string())),
            text(row.spans.first().map(|span| span.end.to_string())),
            row.excerpt.clone(),
        ]
    };
    Table { columns, rows: rows.iter().map(cells).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_cut_between_words() {
        let long = format!("{}truce {}", "before it ".repeat(20), "after it ".repeat(20));
        let at = long.find("truce").expect("there") as u32;
        let shown = excerpt(&long, Some(Span::new(at, at + 5)));
        assert!(shown.starts_with("…before it") || shown.starts_with("…it before"), "{shown}");
        assert!(shown.ends_with('…') && shown.contains(" truce after"), "{shown}");
        assert_eq!(excerpt("A truce.", Some(Span::new(2, 7))), "A truce.");
        assert_eq!(excerpt("", None), "");
    }
}
