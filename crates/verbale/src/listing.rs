//! Lists of statements and events: who is asked for, from when to when, and rows ready to be written.

use crate::dossier::{Citation, Dossier, Said};
use crate::error::{Error, Result};
use crate::positions::{Position, positions};
use jiff::civil::Date;
use serde::Serialize;
use verbale_record::{Act, DateRange, EventStatus, EventType, ISSUES, Place, Record, StatementId};

/// What is asked for; an open field asks for everything.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// Rows in which this party speaks or acts.
    pub party: Option<String>,
    /// Rows on this issue, or on one below it ("security" has "security.arms" below).
    pub issue: Option<String>,
    /// First day.
    pub since: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Statements with this act.
    pub act: Option<Act>,
    /// Without a party asked for: rows of these parties alone, where there are any.
    pub parties: Vec<String>,
    /// Issues beside the built-in ones.
    pub own_issues: Vec<String>,
}

impl Filter {
    /// Refuses an issue that is not in the catalogue.
    pub fn check(&self) -> Result<()> {
        let Some(asked) = &self.issue else { return Ok(()) };
        let own = self.own_issues.iter().map(String::as_str);
        if ISSUES.iter().map(|issue| issue.id).chain(own).any(|issue| is_or_below(issue, asked)) {
            return Ok(());
        }
        let all: Vec<&str> = ISSUES.iter().map(|issue| issue.id).collect();
        Err(Error::usage(format!("there is no issue {asked:?}"))
            .hint(format!("the issues are {}", all.join(", "))))
    }

    /// Whether rows of this issue are asked for.
    pub(crate) fn asks_issue(&self, issue: &str) -> bool {
        self.has_issue(issue)
    }

    /// Whether rows of these parties are asked for.
    pub(crate) fn asks_party(&self, parties: &[String]) -> bool {
        self.has_party(parties.iter().map(String::as_str))
    }

    fn has_issue(&self, issue: &str) -> bool {
        self.issue.as_ref().is_none_or(|asked| is_or_below(issue, asked))
    }

    fn has_party<'p>(&self, mut parties: impl Iterator<Item = &'p str>) -> bool {
        let same = |asked: &str, party: &str| asked.to_lowercase() == party.to_lowercase();
        match &self.party {
            Some(asked) => parties.any(|party| same(asked, party)),
            None if self.parties.is_empty() => true,
            None => parties.any(|party| self.parties.iter().any(|asked| same(asked, party))),
        }
    }

    /// Whether the days touch the time asked for; what has no day does not, where a time is asked for.
    pub(crate) fn has_days(&self, days: Option<DateRange>) -> bool {
        match days {
            None => self.since.is_none() && self.until.is_none(),
            Some([first, last]) => {
                self.since.is_none_or(|since| since <= last) && self.until.is_none_or(|until| first <= until)
            }
        }
    }

    fn has_statement(&self, said: &Said) -> bool {
        let parties = said.speakers.iter().filter_map(|speaker| speaker.party.as_deref());
        self.has_party(parties)
            && (self.issue.is_none() || said.issues.iter().any(|row| self.has_issue(&row.issue)))
            && self.act.is_none_or(|act| act == said.act)
            && self.has_days(said.date.or(said.day.map(|day| [day, day])))
    }
}

fn is_or_below(issue: &str, asked: &str) -> bool {
    issue.strip_prefix(asked).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// A text that is met several times is told once.
fn is_first(record: &Record) -> bool {
    record.document.duplicate_of.is_none()
}

/// The document a row stands in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Origin {
    /// Its id.
    pub document: String,
    /// The outlet.
    pub outlet: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
}

impl Origin {
    pub(crate) fn of(record: &Record) -> Self {
        let header = &record.document;
        Self { document: header.id.clone(), outlet: header.source.clone(), published: header.published }
    }
}

/// A statement and the document it stands in.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct StatementRow {
    /// The document.
    pub origin: Origin,
    /// The statement.
    #[serde(flatten)]
    pub said: Said,
}

/// The statements asked for: by day, undated ones first, then in the order of the documents.
pub fn statements(records: &[Record], filter: &Filter) -> Vec<StatementRow> {
    let dossier = Dossier::new(records);
    let mut rows: Vec<StatementRow> = dossier
        .all_said()
        .filter(|said| is_first(&records[said.citation.document - 1]) && filter.has_statement(said))
        .map(|said| StatementRow { origin: Origin::of(&records[said.citation.document - 1]), said })
        .collect();
    rows.sort_by_key(|row| (row.said.day, row.said.citation.document));
    rows
}

/// The positions asked for. Since and until ask for the statements that lead to them: what was the position
/// on the last day of that time?
pub fn party_positions(records: &[Record], filter: &Filter) -> Vec<Position> {
    let dossier = Dossier::new(records);
    let by_time = Filter { since: filter.since, until: filter.until, ..Filter::default() };
    let counts = |said: &Said| is_first(&records[said.citation.document - 1]) && by_time.has_statement(said);
    positions(&dossier, counts)
        .into_iter()
        .filter(|position| filter.has_party(std::iter::once(position.party.as_str())))
        .filter(|position| filter.has_issue(&position.issue))
        .collect()
}

/// An event and the document it stands in.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct EventRow {
    /// The document.
    pub origin: Origin,
    /// The event's id in it.
    pub id: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER modes.
    pub modes: Vec<String>,
    /// How real it is.
    pub status: EventStatus,
    /// Who does it.
    pub actors: Vec<String>,
    /// The parties of those who do it.
    pub actor_parties: Vec<String>,
    /// To whom.
    pub recipients: Vec<String>,
    /// The parties of those to whom.
    pub recipient_parties: Vec<String>,
    /// Who claims it.
    pub claimed_by: Vec<String>,
    /// First and last day.
    pub date: Option<DateRange>,
    /// Where.
    pub place: Option<Place>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// The nearest CAMEO code.
    pub cameo: Option<String>,
    /// The word that names it, or the words of the statement that yields it.
    pub words: String,
    /// The statement that yields it.
    pub statement: Option<StatementId>,
    /// Where it stands.
    pub citation: Citation,
    /// How sure the reading is, 0 to 1.
    pub probability: f64,
}

/// The events asked for: by first day, undated ones first, then in the order of the documents. An issue or an
/// act asks for events that a statement on that issue or with that act yields.
pub fn events(records: &[Record], filter: &Filter) -> Vec<EventRow> {
    let dossier = Dossier::new(records);
    let mut rows = Vec::new();
    for (document, record) in records.iter().enumerate().filter(|(_, record)| is_first(record)) {
        for event in &record.events {
            let by = event.statement.and_then(|id| record.statements.get(id.0 as usize));
            let asked = match by {
                Some(statement) => {
                    filter.act.is_none_or(|act| act == statement.act)
                        && (filter.issue.is_none()
                            || statement.issues.iter().any(|row| filter.has_issue(&row.issue)))
                }
                None => filter.act.is_none() && filter.issue.is_none(),
            };
            let spans = match (event.trigger_span, by) {
                (Some(trigger), _) => vec![trigger],
                (None, Some(statement)) => statement.content_spans.clone(),
                (None, None) => Vec::new(),
            };
            let row = event_row(&dossier, document, event, &spans);
            let parties = row.actor_parties.iter().chain(&row.recipient_parties).map(String::as_str);
            if asked && filter.has_party(parties) && filter.has_days(row.date) {
                rows.push(row);
            }
        }
    }
    rows.sort_by_key(|row| (row.date, row.citation.document));
    rows
}

fn event_row(
    dossier: &Dossier<'_>,
    document: usize,
    event: &verbale_record::Event,
    spans: &[verbale_text::Span],
) -> EventRow {
    let record = &dossier.records[document];
    let parties = |ids: &[verbale_record::EntityId]| {
        let mut found: Vec<String> = Vec::new();
        for party in dossier.speakers(document, ids).into_iter().filter_map(|speaker| speaker.party) {
            if !found.contains(&party) {
                found.push(party);
            }
        }
        found
    };
    EventRow {
        origin: Origin::of(record),
        id: event.id.to_string(),
        kind: event.kind,
        modes: event.modes.clone(),
        status: event.status,
        actors: dossier.names(document, &event.actors),
        actor_parties: parties(&event.actors),
        recipients: dossier.names(document, &event.recipients),
        recipient_parties: parties(&event.recipients),
        claimed_by: dossier.names(document, &event.claimed_by),
        date: event.date,
        place: event.place.clone(),
        contexts: event.contexts.iter().map(ToString::to_string).collect(),
        cameo: event.cameo.clone(),
        words: crate::excerpt::pieces(&record.document.text, spans),
        statement: event.statement,
        citation: dossier.citation(document, event.id, spans),
        probability: event.probability,
    }
}
