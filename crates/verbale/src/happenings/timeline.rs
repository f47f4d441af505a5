//! The timeline: what has a day, each happening once, however many articles tell it.

use crate::excerpt::{plain_spaces, sentence_around};
use crate::listing::{EventRow, Filter, events};
use serde::Serialize;
use verbale_record::{DateRange, EventStatus, EventType, Place, Record};
use verbale_text::Span;

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
        let record = &records[row.citation.document - 1];
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
                    words: span.map_or_else(|| row.words.clone(), |span| sentence(record, span)),
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

/// The sentence of the text around `span`, on one line.
pub(super) fn sentence(record: &Record, span: Span) -> String {
    let text = &record.document.text;
    let whole = Span::new(0, text.len() as u32);
    let block = record.blocks.iter().map(|block| block.span).find(|block| block.contains(span));
    plain_spaces(sentence_around(text, block.unwrap_or(whole), span).of(text))
}
