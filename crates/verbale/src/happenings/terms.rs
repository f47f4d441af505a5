//! Terms: who put what forward, who stands where, and when it runs out.

use super::timeline::sentence;
use crate::dossier::Dossier;
use crate::excerpt;
use crate::listing::{Filter, Origin};
use jiff::civil::Date;
use serde::Serialize;
use verbale_record::{EventStatus, EventType, PartyStatus, Record, Term, TermId, TermStatus};

/// A term and where it stands.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct TermRow {
    /// The document.
    pub origin: Origin,
    /// Its id in it.
    pub id: TermId,
    /// The paragraph that is read, from 1.
    pub paragraph: Option<usize>,
    /// An issue's id.
    pub kind: String,
    /// The words that state it.
    pub words: String,
    /// Who puts it forward.
    pub proposed_by: Vec<String>,
    /// Their parties.
    pub proposing_parties: Vec<String>,
    /// To whom.
    pub addressed_to: Vec<String>,
    /// ISO 8601 duration.
    pub duration: Option<String>,
    /// A short phrase.
    pub scope: Option<String>,
    /// What it hangs on.
    pub conditions: Vec<String>,
    /// Where each party stands.
    pub status: Vec<PartyStatus>,
    /// The day it starts, where an event of the same paragraph tells.
    pub starts: Option<Date>,
    /// The last day, reckoned from the start and the duration.
    pub expires: Option<Date>,
}

/// The terms asked for, by issue, then by day of publication.
pub fn terms(records: &[Record], filter: &Filter) -> Vec<TermRow> {
    let dossier = Dossier::new(records);
    let mut rows = Vec::new();
    for (document, record) in records.iter().enumerate() {
        if record.document.duplicate_of.is_some() {
            continue;
        }
        for term in &record.terms {
            let row = row(&dossier, document, term);
            let stands = row.status.iter().map(|status| status.party.clone());
            let parties: Vec<String> = row.proposing_parties.iter().cloned().chain(stands).collect();
            let published = record.document.published.map(|day| [day, day]);
            if filter.asks_party(&parties) && filter.asks_issue(&row.kind) && filter.has_days(published) {
                rows.push(row);
            }
        }
    }
    rows.sort_by(|a, b| (&a.kind, a.origin.published).cmp(&(&b.kind, b.origin.published)));
    rows
}

fn row(dossier: &Dossier<'_>, document: usize, term: &Term) -> TermRow {
    let record = &dossier.records[document];
    let text = &record.document.text;
    let spans: Vec<verbale_text::Span> = term.summary_span.into_iter().collect();
    let parties =
        dossier.speakers(document, &term.proposed_by).into_iter().filter_map(|speaker| speaker.party);
    let mut proposing_parties: Vec<String> = parties.collect();
    proposing_parties.dedup();
    let starts = term.duration.as_ref().and_then(|_| start(record, term));
    TermRow {
        origin: Origin::of(record),
        id: term.id,
        paragraph: dossier.citation(document, term.id, &spans).paragraph,
        kind: term.kind.clone(),
        words: excerpt::pieces(text, &spans),
        proposed_by: dossier.names(document, &term.proposed_by),
        proposing_parties,
        addressed_to: dossier.names(document, &term.addressed_to),
        duration: term.duration.clone(),
        scope: term.scope.clone(),
        conditions: term.conditions.iter().map(|span| excerpt::pieces(text, &[*span])).collect(),
        status: term.status.clone(),
        starts,
        expires: starts.and_then(|start| expiry(start, term.duration.as_deref()?)),
    }
}

/// The first day of a truce that is in force, or planned by parties that agree to it, and told in the sentence of a
/// term for one; of no other term is a start known, and what is only proposed has none.
fn start(record: &Record, term: &Term) -> Option<Date> {
    let span = term.summary_span.filter(|_| term.kind.starts_with("ceasefire"))?;
    let around = sentence(record, span);
    let agreed = term
        .status
        .iter()
        .any(|one| matches!(one.status, TermStatus::Agreed | TermStatus::Accepted | TermStatus::InForce));
    let truces = record.events.iter().filter(|event| {
        event.kind == EventType::Retreat
            && event.modes.iter().any(|mode| mode == "ceasefire")
            && match event.status {
                EventStatus::Happened | EventStatus::Ongoing => true,
                EventStatus::Planned => agreed,
                _ => false,
            }
            && event.trigger_span.is_some_and(|at| sentence(record, at) == around)
    });
    truces.filter_map(|event| event.date).map(|[first, _]| first).min()
}

/// The last day of a stretch that begins on `start`: thirty days from the 1st end on the 30th.
pub(super) fn expiry(start: Date, duration: &str) -> Option<Date> {
    let span: jiff::Span = duration.parse().ok()?;
    let hours = i64::from(span.get_hours());
    let days = (hours + 23) / 24;
    let whole = span.try_hours(0).ok()?.try_days(i64::from(span.get_days()) + days).ok()?;
    let after = start.checked_add(whole).ok()?;
    after.yesterday().ok().filter(|last| *last >= start)
}
