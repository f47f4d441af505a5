//! Who speaks: from the words that name the source to entities.

use super::discourse::Discourse;
use verbale_analyze::WordId;
use verbale_record::EntityId;

/// The entities that say the attribution with this number.
pub fn of(discourse: &Discourse<'_>, at: usize) -> Vec<EntityId> {
    let attribution = &discourse.attributions[at];
    let annotations = discourse.input.annotations;
    let Some(source) = attribution.source else { return Vec::new() };
    if let Some(head) = discourse.readings[at].source_head {
        let found = discourse.entities.denoted_by(annotations, WordId(head));
        if !found.is_empty() {
            return found;
        }
    }
    discourse.entities.inside(source)
}
