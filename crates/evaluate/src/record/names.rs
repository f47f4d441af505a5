//! When two entities are the same, and which parties a list of entities stands for.

use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;
use verbale_record::{Entity, EntityId, EntityKind};

/// The entities of one record by id.
pub(super) struct Roster<'r>(BTreeMap<EntityId, &'r Entity>);

impl<'r> Roster<'r> {
    pub(super) fn of(entities: &'r [Entity]) -> Self {
        Self(entities.iter().map(|entity| (entity.id, entity)).collect())
    }

    /// The entities with these ids; an id that names none is passed over.
    fn entities<'a>(&'a self, ids: &'a [EntityId]) -> impl Iterator<Item = &'r Entity> + 'a {
        ids.iter().filter_map(|id| self.0.get(id).copied())
    }

    /// Their names.
    pub(super) fn names(&self, ids: &[EntityId]) -> Vec<String> {
        self.entities(ids).map(|entity| entity.name.clone()).collect()
    }

    /// Their parties, lower case. An entity without a party is left out.
    pub(super) fn parties(&self, ids: &[EntityId]) -> BTreeSet<String> {
        self.parties_or(ids, |_| "")
    }

    /// Their parties, lower case. An entity without a party stands for itself.
    pub(super) fn parties_or_names(&self, ids: &[EntityId]) -> BTreeSet<String> {
        self.parties_or(ids, |entity| &entity.name)
    }

    fn parties_or(&self, ids: &[EntityId], otherwise: impl Fn(&'r Entity) -> &'r str) -> BTreeSet<String> {
        self.entities(ids)
            .map(|entity| match entity.party.as_deref() {
                Some(party) if !party.is_empty() => party,
                _ => otherwise(entity),
            })
            .map(str::to_lowercase)
            .filter(|party| !party.is_empty())
            .collect()
    }

    /// Right where both lists are empty, or some speaker is the same and neither brings in another party.
    pub(super) fn same_speakers(&self, ids: &[EntityId], made: &Roster, made_ids: &[EntityId]) -> bool {
        if ids.is_empty() || made_ids.is_empty() {
            return ids.is_empty() && made_ids.is_empty();
        }
        self.entities(ids).any(|gold| made.entities(made_ids).any(|made| same_entity(gold, made)))
            && self.parties(ids) == made.parties(made_ids)
    }
}

/// The words of a name: lower case, without diacritics, anything but letters and digits a break.
pub(super) fn plain_words(name: &str) -> Vec<String> {
    let ascii: String =
        name.nfkd().filter(char::is_ascii).map(|letter| letter.to_ascii_lowercase()).collect();
    ascii
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// True where two names share a word.
pub(super) fn share_a_word(name: &str, other: &str) -> bool {
    let words = plain_words(name);
    plain_words(other).iter().any(|word| words.contains(word))
}

/// The same name up to titles, order and diacritics, or one of the gold's aliases. For persons a shared
/// last name will do; for others it is enough that one name's words are all in the other's.
pub(super) fn same_entity(gold: &Entity, made: &Entity) -> bool {
    let mine = plain_words(&made.name);
    let name = plain_words(&gold.name);
    if mine.is_empty() {
        return false;
    }
    if mine == name || gold.aliases.iter().any(|alias| plain_words(alias) == mine) {
        return true;
    }
    if gold.kind == EntityKind::Person {
        return mine.last() == name.last();
    }
    let all_in = |few: &[String], many: &[String]| few.iter().all(|word| many.contains(word));
    all_in(&mine, &name) || all_in(&name, &mine)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(kind: &str, name: &str, party: Option<&str>) -> Entity {
        serde_json::from_value(serde_json::json!({"id": "e1", "kind": kind, "name": name, "party": party}))
            .unwrap()
    }

    #[test]
    fn plain_words_drop_marks_case_and_punctuation() {
        assert_eq!(plain_words("Łukasz Müller-O’Neil, 2nd"), ["ukasz", "muller", "oneil", "2nd"]);
        assert_eq!(plain_words("İstanbul"), ["istanbul"]);
        assert!(plain_words("Київ").is_empty(), "letters without an ASCII base are dropped");
    }

    #[test]
    fn persons_agree_by_last_name_and_others_by_inclusion() {
        let same = |kind, gold, made| same_entity(&entity(kind, gold, None), &entity("other", made, None));
        assert!(same("person", "Ilse Marek", "Minister Marek"));
        assert!(!same("person", "Ilse Marek", "Ilse"));
        assert!(same("organisation", "Ministry of Rivers of Norland", "Norland ministry of rivers"));
        assert!(same("organisation", "Harbour Guard", "Guard"));
        assert!(!same("organisation", "Harbour Guard", "Harbour Police"));
        assert!(!same("person", "", "Marek"));
        assert!(same("place", "…", "Marek"), "a gold name without letters is within every name");
    }

    #[test]
    fn a_party_is_compared_in_lower_case_and_may_fall_back_to_the_name() {
        let mut entities =
            vec![entity("person", "Ilse Marek", Some("Norland")), entity("other", "The Tribune", None)];
        entities[1].id = "e2".parse().unwrap();
        let roster = Roster::of(&entities);
        let ids: Vec<EntityId> = ["e1", "e2", "e9"].map(|id| id.parse().unwrap()).to_vec();
        assert_eq!(Vec::from_iter(roster.parties(&ids)), ["norland"]);
        assert_eq!(Vec::from_iter(roster.parties_or_names(&ids)), ["norland", "the tribune"]);
        assert_eq!(roster.names(&ids), ["Ilse Marek", "The Tribune"]);
    }

    #[test]
    fn speakers_must_not_bring_in_another_party() {
        let mut entities = vec![
            entity("country", "Norland", Some("Norland")),
            entity("country", "Sudmark", Some("Sudmark")),
        ];
        entities[1].id = "e2".parse().unwrap();
        let roster = Roster::of(&entities);
        let ids = |ids: &[&str]| -> Vec<EntityId> { ids.iter().map(|id| id.parse().unwrap()).collect() };
        let same = |gold: &[&str], made: &[&str]| roster.same_speakers(&ids(gold), &roster, &ids(made));
        assert!(same(&[], &[]));
        assert!(!same(&["e1"], &[]));
        assert!(same(&["e1"], &["e1"]));
        assert!(!same(&["e1"], &["e1", "e2"]));
        assert!(!same(&["e1"], &["e2"]));
    }
}
