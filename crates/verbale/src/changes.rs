//! What differs between two days: positions, terms, events and figures as the record has them on each, and the
//! difference, which applied to the first gives the second.

use crate::dossier::{Citation, Dossier};
use crate::excerpt::{pieces, shortened};
use crate::listing::{Filter, party_positions};
use crate::phrases::quantity;
use crate::table::Table;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;
use verbale_record::{EntityId, Event, Record, Term, TermStatus};

/// Which part of the record.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Where a party stands on an issue.
    Position,
    /// A point of a proposal or agreement.
    Term,
    /// What happened or is planned.
    Event,
    /// A quantity.
    Figure,
}

impl Part {
    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Position => "position",
            Self::Term => "term",
            Self::Event => "event",
            Self::Figure => "figure",
        }
    }
}

/// One thing the record knows, the same from day to day.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Key {
    /// The part.
    pub part: Part,
    /// Whose: the party, the actors, those who proposed or claim it.
    pub who: String,
    /// What: the issue, the type with day and place, what is counted.
    pub what: String,
}

/// What the record knows of it on a day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct State {
    /// The stance, the status, the number.
    pub value: String,
    /// The words that say so.
    pub words: String,
    /// The id of the document they stand in.
    pub document: String,
    /// Where.
    pub citation: Citation,
}

/// All that the record knows on a day.
pub type Snapshot = BTreeMap<Key, State>;

/// How a thing differs between two days.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "change", rename_all = "lowercase")]
pub enum Difference {
    /// It was not known before.
    New {
        /// What is known of it.
        now: State,
    },
    /// It is another than before.
    Changed {
        /// What was known.
        before: State,
        /// What is known.
        now: State,
    },
    /// It was taken back, or no longer stands in the record.
    Withdrawn {
        /// What was known.
        before: State,
    },
}

/// One line of what changed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Change {
    /// The thing.
    #[serde(flatten)]
    pub key: Key,
    /// How it differs.
    #[serde(flatten)]
    pub difference: Difference,
}

/// What the record knows by the end of a day: of documents published until then, without rows of later days.
pub fn snapshot(records: &[Record], day: Date, filter: &Filter) -> Snapshot {
    let until = |record: &&Record| record.document.published.is_none_or(|published| published <= day);
    let known: Vec<Record> = records
        .iter()
        .filter(until)
        .filter(|record| record.document.duplicate_of.is_none())
        .cloned()
        .collect();
    let mut found = Snapshot::new();
    let dossier = Dossier::new(&known);
    let asked = Filter { until: Some(day), ..filter.clone() };
    for position in party_positions(&known, &asked) {
        let leading = position.leading();
        let (Some(stance), Some(voice)) = (position.stance, leading.first()) else { continue };
        let said = &voice.said;
        let state = State {
            value: stance.to_string(),
            words: shortened(&said.wording.text, WORDS),
            document: known[said.citation.document - 1].document.id.clone(),
            citation: said.citation.clone(),
        };
        found.insert(Key { part: Part::Position, who: position.party, what: position.issue }, state);
    }
    // Documents in the order of their days: what is known later stands for what was known before.
    let mut order: Vec<usize> = (0..known.len()).collect();
    order.sort_by_key(|&at| (known[at].document.published, at));
    for at in order {
        rows(&dossier, at, filter, &mut found);
    }
    found
}

/// Characters of a quotation.
const WORDS: usize = 160;

fn rows(dossier: &Dossier<'_>, at: usize, filter: &Filter, found: &mut Snapshot) {
    let record = &dossier.records[at];
    for term in record.terms.iter().filter(|term| filter.asks_issue(&term.kind)) {
        let who = parties(dossier, at, &term.proposed_by);
        if filter.asks_party(&who) {
            let key = Key { part: Part::Term, who: who.join(", "), what: what_of_term(term) };
            match term_value(term) {
                Some(value) => {
                    let spans = term.summary_span.as_slice();
                    found.insert(key, state(dossier, at, value, term.id.to_string(), spans));
                }
                None => drop(found.remove(&key)),
            }
        }
    }
    if filter.issue.is_some() {
        return;
    }
    for event in record.events.iter().filter(|event| event.statement.is_none()) {
        let who = parties(dossier, at, &event.actors);
        let spans = event.trigger_span.as_slice();
        if filter.asks_party(&who) {
            let key = Key { part: Part::Event, who: who.join(", "), what: what_of_event(event) };
            found.insert(key, state(dossier, at, event.status.to_string(), event.id.to_string(), spans));
        }
    }
    for figure in &record.figures {
        let who = parties(dossier, at, figure.claimed_by.as_slice());
        if filter.asks_party(&who) && !figure.of.is_empty() {
            let key = Key { part: Part::Figure, who: who.join(", "), what: figure.of.to_lowercase() };
            let spans = figure.span.as_slice();
            found.insert(key, state(dossier, at, quantity(figure), figure.id.to_string(), spans));
        }
    }
}

fn state(
    dossier: &Dossier<'_>,
    at: usize,
    value: String,
    item: String,
    spans: &[verbale_text::Span],
) -> State {
    let header = &dossier.records[at].document;
    State {
        value,
        words: shortened(&pieces(&header.text, spans), WORDS),
        document: header.id.clone(),
        citation: dossier.citation(at, item, spans),
    }
}

/// The parties of some entities, of those without a party their names; sorted, each once.
fn parties(dossier: &Dossier<'_>, at: usize, ids: &[EntityId]) -> Vec<String> {
    let entities = ids.iter().filter_map(|id| dossier.entity(at, *id));
    let mut all: Vec<String> =
        entities.map(|entity| entity.party.clone().unwrap_or_else(|| entity.name.clone())).collect();
    all.sort();
    all.dedup();
    all
}

fn what_of_term(term: &Term) -> String {
    let parts =
        [Some(term.kind.clone()), term.duration.clone(), term.scope.as_ref().map(|s| s.to_lowercase())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// "Russia: rejected; Ukraine: accepted"; none where it was taken back.
fn term_value(term: &Term) -> Option<String> {
    let gone = |status: TermStatus| matches!(status, TermStatus::Withdrawn | TermStatus::Expired);
    if !term.status.is_empty() && term.status.iter().all(|status| gone(status.status)) {
        return None;
    }
    let mut told: Vec<String> =
        term.status.iter().map(|status| format!("{}: {}", status.party, status.status)).collect();
    told.sort();
    Some(if told.is_empty() { "put forward".to_owned() } else { told.join("; ") })
}

fn what_of_event(event: &Event) -> String {
    let day = event.date.map(|[first, _]| first.to_string());
    let place = event.place.as_ref().map(|place| place.name.clone());
    let parts = [Some(event.kind.to_string()), day, place];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What differs between two snapshots, in the order of their keys.
pub fn changes(before: &Snapshot, now: &Snapshot) -> Vec<Change> {
    let mut found = BTreeMap::new();
    for (key, state) in now {
        let difference = match before.get(key) {
            None => Difference::New { now: state.clone() },
            Some(old) if old.value == state.value => continue,
            Some(old) => Difference::Changed { before: old.clone(), now: state.clone() },
        };
        found.insert(key.clone(), difference);
    }
    for (key, old) in before.iter().filter(|(key, _)| !now.contains_key(key)) {
        found.insert(key.clone(), Difference::Withdrawn { before: old.clone() });
    }
    found.into_iter().map(|(key, difference)| Change { key, difference }).collect()
}

/// The snapshot that differences lead to. What did not change keeps the words it had.
pub fn apply(before: &Snapshot, changes: &[Change]) -> Snapshot {
    let mut now = before.clone();
    for change in changes {
        match &change.difference {
            Difference::New { now: state } | Difference::Changed { now: state, .. } => {
                now.insert(change.key.clone(), state.clone());
            }
            Difference::Withdrawn { .. } => {
                now.remove(&change.key);
            }
        }
    }
    now
}

/// One row a change.
pub fn change_table(rows: &[Change]) -> Table {
    let columns =
        vec!["change", "part", "who", "what", "before", "now", "words", "document", "row", "paragraph"];
    let cells = |row: &Change| {
        let (word, before, now, shown) = match &row.difference {
            Difference::New { now } => ("new", "", now.value.as_str(), now),
            Difference::Changed { before, now } => {
                ("changed", before.value.as_str(), now.value.as_str(), now)
            }
            Difference::Withdrawn { before } => ("withdrawn", before.value.as_str(), "", before),
        };
        vec![
            word.to_owned(),
            row.key.part.as_str().to_owned(),
            row.key.who.clone(),
            row.key.what.clone(),
            before.to_owned(),
            now.to_owned(),
            shown.words.clone(),
            shown.document.clone(),
            shown.citation.item.clone(),
            shown.citation.paragraph.map(|paragraph| paragraph.to_string()).unwrap_or_default(),
        ]
    };
    Table { columns, rows: rows.iter().map(cells).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn state(value: u8) -> State {
        let citation = Citation { document: 1, paragraph: None, item: "s1".into(), spans: Vec::new() };
        State { value: value.to_string(), words: String::new(), document: "a".into(), citation }
    }

    fn key(number: u8) -> Key {
        Key { part: Part::Position, who: "Norway".into(), what: number.to_string() }
    }

    fn snapshots() -> impl Strategy<Value = Snapshot> {
        prop::collection::btree_map((0u8..9).prop_map(key), (0u8..4).prop_map(state), 0..9)
    }

    proptest! {
        #[test]
        fn differences_lead_from_one_day_to_the_other(a in snapshots(), b in snapshots()) {
            prop_assert_eq!(apply(&a, &changes(&a, &b)), b.clone());
            prop_assert!(changes(&b, &b).is_empty());
        }
    }
}
