//! Who speaks: from the words that name the source to entities.

use super::discourse::Discourse;
use verbale_analyze::WordId;
use verbale_record::EntityId;

/// The entities that say the attribution with this number.
pub fn of(discourse: &Discourse<'_>, at: usize) -> Vec<EntityId> {
    let attribution = &discourse.attributions[at];
    let annotations = discourse.input.annotations;
    let Some(source) = attribution.source else { return Vec::new() };
    let head = discourse.readings[at].source_head.map(WordId);
    discourse.entities.denoted_in(annotations, source, head)
}
