//! Entities: mentions of people, states, organisations, groups and places, resolved to one row each.
//!
//! Names come first (the language model's and the tables'), then the roles that the text gives to people, then
//! every noun phrase and pronoun in text order, each resolved against what was spoken of before it.

mod appositions;
mod chunks;
mod discourse;
mod name_repairs;
mod named_phrases;
mod names;
mod nouns;
mod offices;
mod organisations;
mod owners;
mod people;
mod persons;
mod phrases;
mod pronouns;
mod reading;
mod register;
mod relevant;
mod resolver;
mod roles;
mod takeups;
#[cfg(test)]
mod tests;
mod utterances;
mod whereabouts;

use crate::Input;
use crate::attribution::{self, Attribution};
pub use relevant::keep_relevant;
use std::collections::{BTreeMap, BTreeSet};
use verbale_analyze::{Annotations, Relation, WordId};
use verbale_record::{Entity, EntityId};
use verbale_text::{Document, Span};

/// How a mention refers.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum MentionForm {
    /// By name ("Putin", "the U.S.", "Hamas").
    Name,
    /// By an adjective or noun of nationality ("Russian").
    Demonym,
    /// By a title or role noun ("the deputy minister", "the envoy").
    Role,
    /// By a pronoun ("he", "they").
    Pronoun,
}

/// A place in the text that refers to something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention {
    /// The words that refer, modifiers and titles included.
    pub span: Span,
    /// The head word.
    pub head: WordId,
    /// How it refers.
    pub form: MentionForm,
    /// To what; none where it could not be told.
    pub entity: Option<EntityId>,
}

/// The entities of one document and every mention of them, in text order.
#[derive(Clone, Debug, Default)]
pub struct EntityTable {
    /// The entities, in the order of their first mention.
    pub entities: Vec<Entity>,
    /// Their mentions, in text order; they may nest ("Russia's deputy foreign minister" holds "Russia").
    pub mentions: Vec<Mention>,
    /// The entity each word names: a name's words, a noun phrase's noun.
    word_entities: Vec<Option<EntityId>>,
    /// What the phrase headed by a word denotes, several where it takes up several ("both sides").
    denoted: BTreeMap<u32, Vec<EntityId>>,
    /// The last word of the phrase that each word is part of, over possessors to what they own.
    phrase_ends: BTreeMap<u32, u32>,
    /// Words of phrases that are known to denote no one ("sources", "analysts").
    nobody: BTreeSet<u32>,
}

impl EntityTable {
    /// A table of known entities and mentions, for training on hand-coded records.
    pub fn of_mentions(entities: Vec<Entity>, mentions: Vec<Mention>) -> Self {
        Self { entities, mentions, ..Self::default() }
    }

    /// The entity whose mention is headed by `word`, or whose name `word` is part of.
    pub fn at(&self, word: WordId) -> Option<EntityId> {
        let headed =
            self.mentions.iter().find(|mention| mention.head == word).and_then(|mention| mention.entity);
        headed.or_else(|| self.word_entities.get(word.0 as usize).copied().flatten())
    }

    /// The entities that the noun phrase headed by `head` denotes: the entity at the head, or those at its
    /// parts where phrases are joined ("the U.S. and Ukraine"; "U.S. and Ukrainian officials"). An unnamed
    /// group of one party ("Israeli officials") is that party's `other` entity, named as in the text. Empty
    /// where the phrase denotes none ("sources", "analysts").
    pub fn denoted_by(&self, annotations: &Annotations, head: WordId) -> Vec<EntityId> {
        if let Some(entities) = self.denoted.get(&head.0) {
            return entities.clone();
        }
        let mut found: Vec<EntityId> = self.at(head).into_iter().collect();
        for joined in annotations.children(head) {
            if annotations.words.relation(joined) == Relation::Conj {
                for entity in self.denoted_by(annotations, joined) {
                    if !found.contains(&entity) {
                        found.push(entity);
                    }
                }
            }
        }
        found
    }

    /// The entities that the words of a source denote: those its head denotes; where the parser's head denotes
    /// nothing, those of the first phrase that does. None where the head is of those who are no one ("sources").
    pub fn denoted_in(&self, annotations: &Annotations, source: Span, head: Option<WordId>) -> Vec<EntityId> {
        if let Some(head) = head {
            // A tree may hang "the Peruvian envoy" on its adjective; the phrase is what speaks.
            let end = self.phrase_ends.get(&head.0).map(|&end| WordId(end));
            let end = end.filter(|&end| end != head && source.contains(annotations.words.span(end)));
            let whole = end.map(|end| self.denoted_by(annotations, end)).unwrap_or_default();
            if !whole.is_empty() {
                return whole;
            }
            let found = self.denoted_by(annotations, head);
            if !found.is_empty() || self.nobody.contains(&head.0) {
                return found;
            }
        }
        let mut words = annotations.words_in(source).filter(|word| self.denoted.contains_key(&word.0));
        words
            .find_map(|word| match self.denoted_by(annotations, word) {
                found if !found.is_empty() => Some(found),
                _ if self.nobody.contains(&word.0) => Some(Vec::new()),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// The entities of the outermost mentions that lie wholly inside `span`, in text order, each once.
    pub fn inside(&self, span: Span) -> Vec<EntityId> {
        let mut found = Vec::new();
        let mut covered = 0;
        for mention in self.mentions.iter().filter(|mention| span.contains(mention.span)) {
            if mention.span.end <= covered {
                continue;
            }
            if let Some(entity) = mention.entity {
                covered = mention.span.end;
                if !found.contains(&entity) {
                    found.push(entity);
                }
            }
        }
        found
    }

    /// Whether `word` is a pronoun of the one who speaks ("we", "my"). Inside a quotation it stands for the
    /// quotation's speaker, whom only the statement knows.
    pub fn is_first_person(&self, document: &Document, annotations: &Annotations, word: WordId) -> bool {
        pronouns::is_first_person(&annotations.words.form(document, word).to_lowercase())
    }

    /// The party an entity speaks or acts for.
    pub fn party(&self, entity: EntityId) -> Option<&str> {
        self.entities.get(entity.0 as usize)?.party.as_deref()
    }

    /// The rows for the record.
    pub fn into_record(self, _input: Input<'_>) -> Vec<Entity> {
        self.entities
    }
}

/// Finds and resolves every entity of the document.
pub fn resolve(input: Input<'_>) -> EntityTable {
    resolve_with(input, &attribution::find(input))
}

/// The same, where the attributions are at hand: who spoke last is who "he said" takes up.
pub fn resolve_with(input: Input<'_>, attributions: &[Attribution]) -> EntityTable {
    resolver::Resolver::new(input, attributions).finish()
}
