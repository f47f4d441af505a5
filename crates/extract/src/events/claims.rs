//! Whose word an event rests on: the innermost statement around it, and whether its speaker is a party to it.

use super::participants::Participants;
use crate::entities::EntityTable;
use verbale_record::{EntityId, Statement};
use verbale_text::Span;

/// The statement around an event.
#[derive(Copy, Clone, Debug)]
pub(super) struct Claim<'s> {
    /// The statement.
    pub statement: &'s Statement,
    /// The speaker stands on one side of the event.
    pub by_party: bool,
}

/// The innermost statement whose content holds `span`.
pub(super) fn statement_around(statements: &[Statement], span: Span) -> Option<&Statement> {
    let holds = |statement: &&Statement| statement.content_spans.iter().any(|content| content.contains(span));
    let width =
        |statement: &&Statement| statement.content_spans.iter().map(|content| content.len()).sum::<u32>();
    statements.iter().filter(holds).min_by_key(width)
}

/// What the statement around an event makes of it.
pub(super) fn claim<'s>(
    entities: &EntityTable,
    statement: &'s Statement,
    participants: &Participants,
) -> Claim<'s> {
    let party = |id: EntityId| entities.party(id);
    let sides: Vec<&str> =
        participants.actors.iter().chain(&participants.recipients).filter_map(|&id| party(id)).collect();
    let by_party = statement.speakers.iter().filter_map(|&id| party(id)).any(|party| sides.contains(&party));
    Claim { statement, by_party }
}

/// True where the word is part of what a statement's cue says: a deed of speech is the statement's, not an event.
pub(super) fn is_cue(statements: &[Statement], span: Span) -> bool {
    statements.iter().any(|statement| statement.cue_span.is_some_and(|cue| cue.overlaps(span)))
}
