//! What was spoken of, in text order: the antecedents of pronouns and definite descriptions.

use super::reading::Reading;
use verbale_record::EntityId;

/// A referring expression that has been resolved.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    /// The word the tree hangs it on.
    pub head: u32,
    /// To what; several where phrases are joined.
    pub entities: Vec<EntityId>,
    /// Its sentence.
    pub sentence: u32,
    /// It is the subject of a verb.
    pub subject: bool,
    /// It is the source of an attribution.
    pub speaker: bool,
    /// It stands in quotation marks.
    pub quoted: bool,
    /// It stands in what someone is reported to say.
    pub reported: bool,
    /// It only modifies another noun ("Russian" of "Russian drones").
    pub modifier: bool,
}

impl Reference {
    /// The reference headed by a word.
    pub fn of(reading: &Reading<'_>, head: u32, entities: Vec<EntityId>, modifier: bool) -> Self {
        let relation = reading.relation(head);
        let phrase =
            reading.chunk_at(head).filter(|_| !modifier).map(|chunk| reading.chunks[chunk].words.clone());
        let words = phrase.unwrap_or(head..head + 1);
        Self {
            head,
            entities,
            sentence: reading.sentence(head),
            subject: relation.is_subject() && !modifier,
            speaker: reading.speaks(&words),
            quoted: reading.is_quoted(head),
            reported: reading.is_reported(head),
            modifier,
        }
    }
}

/// The references, in text order.
#[derive(Default)]
pub(super) struct Discourse {
    references: Vec<Reference>,
}

impl Discourse {
    /// Adds a reference at its place.
    pub fn add(&mut self, reading: &Reading<'_>, head: u32, entities: Vec<EntityId>, modifier: bool) {
        if entities.is_empty() {
            return;
        }
        let reference = Reference::of(reading, head, entities, modifier);
        let at = self.references.partition_point(|held| held.head <= head);
        self.references.insert(at, reference);
    }

    /// The references before a word, the nearest first.
    pub fn before(&self, word: u32) -> impl Iterator<Item = &Reference> {
        let end = self.references.partition_point(|held| held.head < word);
        self.references[..end].iter().rev()
    }

    /// The references after a word, the nearest first.
    pub fn after(&self, word: u32) -> impl Iterator<Item = &Reference> {
        let start = self.references.partition_point(|held| held.head <= word);
        self.references[start..].iter()
    }

    /// All references in text order.
    pub fn all(&self) -> impl Iterator<Item = &Reference> {
        self.references.iter()
    }
}
