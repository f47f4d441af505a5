//! The timeline: what has a day, each happening once, however many articles tell it.

use crate::listing::{EventRow, Filter, events};
use serde::Serialize;
use verbale_record::{DateRange, EventStatus, EventType, Place, Record};

/// A happening and the articles that tell it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Happening {
    /// First and last day.
    pub date: DateRange,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER modes.
    pub modes: Vec<String>,
    /// How real it is.
    pub status: EventStatus,
    /// Who claims it.
    pub claimed_by: Vec<String>,
    /// Who does it.
    pub actors: Vec<String>,
    /// To whom.
    pub recipients: Vec<String>,
    /// Where.
    pub place: Option<Place>,
    /// The words around what names it, in the first article that tells it.
    pub words: String,
    /// The articles: id, paragraph, row.
    pub told_in: Vec<Telling>,
}

/// An article that tells a happening.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Telling {
    /// The document's id.
    pub document: String,
    /// The paragraph that is read, from 1.
    pub paragraph: Option<usize>,
    /// The row of the record.
    pub event: String,
}

/// The happenings asked for that have a day, by day. What statements yield is left to the list of events, unless an
/// issue is asked for. Events of one type, status, day, place and parties are one happening.
pub fn timeline(records: &[Record], filter: &Filter) -> Vec<Happening> {
    let mut found: Vec<(EventRow, Happening)> = Vec::new();
    for row in events(records, filter) {
        let Some(date) = row.date.filter(|_| row.statement.is_none() || filter.issue.is_some()) else {
            continue;
        };
        let telling = Telling {
            document: row.origin.document.clone(),
            paragraph: row.citation.paragraph,
            event: row.id.clone(),
        };
        let span = row.citation.spans.first().copied();
        let text = &records[row.citation.document - 1].document.text;
        match found.iter_mut().find(|(held, _)| is_same(held, &row)) {
            Some((_, happening)) => happening.told_in.push(telling),
            None => {
                let happening = Happening {
                    date,
                    kind: row.kind,
                    modes: row.modes.clone(),
                    status: row.status,
                    claimed_by: row.claimed_by.clone(),
                    actors: row.actors.clone(),
                    recipients: row.recipients.clone(),
                    place: row.place.clone(),
                    words: span.map_or_else(|| row.words.clone(), |span| sentence(text, span)),
                    told_in: vec![telling],
                };
                found.push((row, happening));
            }
        }
    }
    found.into_iter().map(|(_, happening)| happening).collect()
}

fn is_same(one: &EventRow, other: &EventRow) -> bool {
    let point = |row: &EventRow| row.place.as_ref().map(|place| (place.geoname, place.name.clone()));
    let place = match (point(one), point(other)) {
        (Some((Some(one), _)), Some((Some(other), _))) => one == other,
        (one, other) => one == other,
    };
    place
        && (one.kind, one.status, one.date) == (other.kind, other.status, other.date)
        && one.actor_parties == other.actor_parties
        && one.recipient_parties == other.recipient_parties
}

/// The line of the text around `span`, from the end of the sentence before to the end of its own.
pub(super) fn sentence(text: &str, span: verbale_text::Span) -> String {
    let (start, end) = (span.start as usize, span.end as usize);
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    let from = before.rfind(['.', '!', '?', '\n']).map_or(0, |at| at + 1);
    let to = after.find(['.', '!', '?', '\n']).map_or(text.len(), |at| end + at);
    text.get(from..to)
        .unwrap_or_default()
        .trim_matches(|mark: char| mark.is_whitespace() || "”\"’".contains(mark))
        .to_owned()
}
