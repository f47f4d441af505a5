//! The same rows as tables of plain strings.

use super::{FigureRow, Happening, PlaceRow, TermRow};
use crate::table::Table;
use verbale_record::DateRange;

/// One row a happening.
pub fn timeline_table(rows: &[Happening]) -> Table {
    let columns = vec![
        "date_first",
        "date_last",
        "type",
        "modes",
        "status",
        "claimed_by",
        "actors",
        "recipients",
        "place",
        "geoname",
        "latitude",
        "longitude",
        "words",
        "documents",
    ];
    let cells = |row: &Happening| {
        let place = row.place.as_ref();
        let told: Vec<String> = row.told_in.iter().map(|one| one.document.clone()).collect();
        vec![
            row.date[0].to_string(),
            row.date[1].to_string(),
            row.kind.to_string(),
            row.modes.join("; "),
            row.status.to_string(),
            row.claimed_by.join("; "),
            row.actors.join("; "),
            row.recipients.join("; "),
            text(place.map(|place| &place.name)),
            text(place.and_then(|place| place.geoname)),
            text(place.and_then(|place| place.lat)),
            text(place.and_then(|place| place.lon)),
            row.words.clone(),
            told.join("; "),
        ]
    };
    Table { columns, rows: rows.iter().map(cells).collect() }
}

/// One row a place.
pub fn place_table(rows: &[PlaceRow]) -> Table {
    let columns =
        vec!["place", "geoname", "latitude", "longitude", "events", "documents", "date_first", "date_last"];
    let cells = |row: &PlaceRow| {
        vec![
            row.name.clone(),
            text(row.geoname),
            text(row.lat),
            text(row.lon),
            row.events.len().to_string(),
            row.documents.to_string(),
            text(row.first),
            text(row.last),
        ]
    };
    Table { columns, rows: rows.iter().map(cells).collect() }
}

/// One row a figure.
pub fn figure_table(rows: &[FigureRow]) -> Table {
    let columns = vec![
        "document",
        "outlet",
        "published",
        "figure",
        "paragraph",
        "low",
        "high",
        "unit",
        "of",
        "approximate",
        "as_of_first",
        "as_of_last",
        "claimed_by",
        "claiming_party",
        "words",
        "against",
    ];
    let cells = |row: &FigureRow| {
        let against = row.against.iter().map(|other| format!("{} {}", other.document, other.figure));
        let [first, last] = days(row.as_of);
        vec![
            row.origin.document.clone(),
            text(row.origin.outlet.as_ref()),
            text(row.origin.published),
            row.id.to_string(),
            text(row.paragraph),
            row.value[0].to_string(),
            row.value[1].to_string(),
            row.unit.clone(),
            row.of.clone(),
            row.approximate.to_string(),
            first,
            last,
            text(row.claimed_by.as_ref()),
            text(row.claiming_party.as_ref()),
            row.words.clone(),
            against.collect::<Vec<_>>().join("; "),
        ]
    };
    Table { columns, rows: rows.iter().map(cells).collect() }
}

/// One row a term.
pub fn term_table(rows: &[TermRow]) -> Table {
    let columns = vec![
        "document",
        "outlet",
        "published",
        "term",
        "paragraph",
        "issue",
        "words",
        "proposed_by",
        "proposing_parties",
        "addressed_to",
        "duration",
        "scope",
        "conditions",
        "status",
        "starts",
        "expires",
    ];
    let cells = |row: &TermRow| {
        let status: Vec<String> =
            row.status.iter().map(|status| format!("{}: {}", status.party, status.status)).collect();
        vec![
            row.origin.document.clone(),
            text(row.origin.outlet.as_ref()),
            text(row.origin.published),
            row.id.to_string(),
            text(row.paragraph),
            row.kind.clone(),
            row.words.clone(),
            row.proposed_by.join("; "),
            row.proposing_parties.join("; "),
            row.addressed_to.join("; "),
            text(row.duration.as_ref()),
            text(row.scope.as_ref()),
            row.conditions.join("; "),
            status.join("; "),
            text(row.starts),
            text(row.expires),
        ]
    };
    Table { columns, rows: rows.iter().map(cells).collect() }
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn days(range: Option<DateRange>) -> [String; 2] {
    range.map_or_else(Default::default, |[first, last]| [first.to_string(), last.to_string()])
}
