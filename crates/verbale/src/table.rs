//! The same rows as tables of plain strings: for CSV files and for terminals.

use crate::listing::{EventRow, StatementRow};
use crate::positions::Position;
use verbale_record::{DateRange, IssueStance};

/// Column names and rows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Table {
    /// The columns.
    pub columns: Vec<&'static str>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The table as CSV (RFC 4180, line feeds), the names of the columns first.
    pub fn csv(&self) -> String {
        let mut out = String::new();
        let mut line = |cells: &mut dyn Iterator<Item = &str>| {
            for (at, cell) in cells.enumerate() {
                if at > 0 {
                    out.push(',');
                }
                push_cell(&mut out, cell);
            }
            out.push('\n');
        };
        line(&mut self.columns.iter().copied());
        for row in &self.rows {
            line(&mut row.iter().map(String::as_str));
        }
        out
    }
}

fn push_cell(out: &mut String, cell: &str) {
    if cell.contains([',', '"', '\n', '\r']) {
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

/// One row a statement.
pub fn statement_table(rows: &[StatementRow]) -> Table {
    let columns = vec![
        "document",
        "outlet",
        "published",
        "statement",
        "paragraph",
        "start",
        "end",
        "date_first",
        "date_last",
        "speakers",
        "parties",
        "official",
        "told_by",
        "act",
        "addressees",
        "issues",
        "own_words",
        "content",
        "probability",
    ];
    let cells = |row: &StatementRow| {
        let said = &row.said;
        let [first, last] = days(said.date);
        let names: Vec<&str> = said.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
        let mut parties: Vec<&str> =
            said.speakers.iter().filter_map(|speaker| speaker.party.as_deref()).collect();
        parties.dedup();
        let spans = &said.citation.spans;
        vec![
            row.origin.document.clone(),
            row.origin.outlet.clone().unwrap_or_default(),
            text(row.origin.published),
            said.id.to_string(),
            text(said.citation.paragraph),
            text(spans.iter().map(|span| span.start).min()),
            text(spans.iter().map(|span| span.end).max()),
            first,
            last,
            names.join("; "),
            parties.join("; "),
            said.speakers.iter().any(|speaker| speaker.official).to_string(),
            said.told_by.join("; "),
            said.act.to_string(),
            said.addressees.join("; "),
            issues(&said.issues),
            said.wording.own.to_string(),
            said.wording.text.clone(),
            said.probability.to_string(),
        ]
    };
    Table { columns, rows: rows.iter().map(cells).collect() }
}

/// One row an event.
pub fn event_table(rows: &[EventRow]) -> Table {
    let columns = vec![
        "document",
        "outlet",
        "published",
        "event",
        "paragraph",
        "type",
        "modes",
        "status",
        "date_first",
        "date_last",
        "actors",
        "actor_parties",
        "recipients",
        "recipient_parties",
        "claimed_by",
        "place",
        "geoname",
        "latitude",
        "longitude",
        "contexts",
        "cameo",
        "statement",
        "words",
        "probability",
    ];
    let cells = |row: &EventRow| {
        let [first, last] = days(row.date);
        let place = row.place.as_ref();
        vec![
            row.origin.document.clone(),
            row.origin.outlet.clone().unwrap_or_default(),
            text(row.origin.published),
            row.id.clone(),
            text(row.citation.paragraph),
            row.kind.to_string(),
            row.modes.join("; "),
            row.status.to_string(),
            first,
            last,
            row.actors.join("; "),
            row.actor_parties.join("; "),
            row.recipients.join("; "),
            row.recipient_parties.join("; "),
            row.claimed_by.join("; "),
            place.map(|place| place.name.clone()).unwrap_or_default(),
            text(place.and_then(|place| place.geoname)),
            text(place.and_then(|place| place.lat)),
            text(place.and_then(|place| place.lon)),
            row.contexts.join("; "),
            row.cameo.clone().unwrap_or_default(),
            text(row.statement),
            row.words.clone(),
            row.probability.to_string(),
        ]
    };
    Table { columns, rows: rows.iter().map(cells).collect() }
}

/// One row a statement that bears on a position, oldest to newest; `documents` names each document by its
/// number.
pub fn position_table(positions: &[Position], documents: &[String]) -> Table {
    let columns = vec![
        "party",
        "issue",
        "position",
        "day_of_position",
        "unchanged_since",
        "official",
        "step",
        "day",
        "stance",
        "speakers",
        "told_by",
        "act",
        "own_words",
        "content",
        "document",
        "statement",
        "paragraph",
    ];
    let mut rows = Vec::new();
    for position in positions {
        let voices = position.voices.iter().map(|voice| (true, voice));
        for (official, voice) in voices.chain(position.beside.iter().map(|voice| (false, voice))) {
            let said = &voice.said;
            rows.push(vec![
                position.party.clone(),
                position.issue.clone(),
                text(position.stance),
                text(position.day),
                text(position.since),
                official.to_string(),
                voice.step.map_or("", |step| step.as_str()).to_owned(),
                text(said.day),
                voice.stance.to_string(),
                said.who(),
                said.told_by.join("; "),
                said.act.to_string(),
                said.wording.own.to_string(),
                said.wording.text.clone(),
                documents.get(said.citation.document - 1).cloned().unwrap_or_default(),
                said.id.to_string(),
                text(said.citation.paragraph),
            ]);
        }
    }
    Table { columns, rows }
}

/// "ceasefire:conditional; prisoners:for".
pub fn issues(rows: &[IssueStance]) -> String {
    let shown: Vec<String> = rows.iter().map(|row| format!("{}:{}", row.issue, row.stance)).collect();
    shown.join("; ")
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn days(range: Option<DateRange>) -> [String; 2] {
    [text(range.map(|[first, _]| first)), text(range.map(|[_, last]| last))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_with_commas_marks_or_line_breaks_are_quoted() {
        let rows = vec![vec!["plain".to_owned(), "a, \"b\"\nc".to_owned()]];
        let table = Table { columns: vec!["one", "two"], rows };
        assert_eq!(table.csv(), "one,two\nplain,\"a, \"\"b\"\"\nc\"\n");
    }
}
