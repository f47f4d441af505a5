//! Which entities the record keeps: those it refers to, and those that act for a party or hold a role.

use std::collections::BTreeSet;
use verbale_record::{Entity, EntityId, EntityKind, Record};

/// Drops the entities that nothing in the record refers to and that neither have a party nor a role, and
/// numbers the rest anew, in the order of their first mention.
pub fn keep_relevant(record: &mut Record) {
    let used: BTreeSet<EntityId> = references(record).map(|id| *id).collect();
    let mut moved: Vec<Option<EntityId>> = vec![None; record.entities.len()];
    let mut kept = Vec::new();
    for mut entity in std::mem::take(&mut record.entities) {
        if used.contains(&entity.id) || matters(&entity) {
            let id = EntityId(kept.len() as u32);
            moved[entity.id.0 as usize] = Some(id);
            entity.id = id;
            kept.push(entity);
        }
    }
    for id in references(record) {
        if let Some(Some(place)) = moved.get(id.0 as usize) {
            *id = *place;
        }
    }
    record.entities = kept;
}

fn matters(entity: &Entity) -> bool {
    match entity.kind {
        EntityKind::Country | EntityKind::Organisation | EntityKind::ArmedGroup => entity.party.is_some(),
        EntityKind::Person => entity.party.is_some() || entity.role.is_some(),
        EntityKind::Place | EntityKind::Other => false,
    }
}

/// Every place in the record that refers to an entity.
fn references(record: &mut Record) -> impl Iterator<Item = &mut EntityId> {
    let statements =
        record.statements.iter_mut().flat_map(|s| s.speakers.iter_mut().chain(&mut s.addressees));
    let events = record
        .events
        .iter_mut()
        .flat_map(|event| event.actors.iter_mut().chain(&mut event.recipients).chain(&mut event.claimed_by));
    let figures = record.figures.iter_mut().filter_map(|figure| figure.claimed_by.as_mut());
    let terms =
        record.terms.iter_mut().flat_map(|term| term.proposed_by.iter_mut().chain(&mut term.addressed_to));
    statements.chain(events).chain(figures).chain(terms)
}
