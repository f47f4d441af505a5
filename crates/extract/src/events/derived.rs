//! Events that statements yield: a statement whose act has a PLOVER type is that event too.

use verbale_record::{Act, Event, EventId, EventStatus, Statement};
use verbale_text::Id;

/// The nearest CAMEO code of an act.
fn cameo(act: Act) -> &'static str {
    match act {
        Act::Promise => "030",
        Act::Propose => "036",
        Act::Accept => "030",
        Act::Praise => "051",
        Act::Request => "020",
        Act::Demand => "100",
        Act::Reject => "120",
        Act::Deny => "120",
        Act::Accuse => "112",
        Act::Threaten => "130",
        Act::Assert | Act::Announce | Act::Warn | Act::Expect | Act::Question => "010",
    }
}

/// The events of the statements, numbered from `first` on.
pub(super) fn of_statements(statements: &[Statement], first: usize) -> Vec<Event> {
    let coded = statements.iter().filter_map(|statement| Some((statement, statement.act.plover()?)));
    coded
        .enumerate()
        .map(|(row, (statement, kind))| Event {
            id: EventId::from_index(first + row),
            kind,
            modes: Vec::new(),
            status: EventStatus::Happened,
            claimed_by: Vec::new(),
            actors: statement.speakers.clone(),
            recipients: statement.addressees.clone(),
            date: statement.date,
            place: None,
            trigger_span: statement.cue_span,
            contexts: Vec::new(),
            cameo: Some(cameo(statement.act).to_owned()),
            statement: Some(statement.id),
            by: "rule:statement".to_owned(),
            probability: statement.probability,
        })
        .collect()
}
