//! Entities: people, states, organisations, armed groups and places that a record refers to.

use crate::EntityId;
use crate::lists::closed_list;
use serde::{Deserialize, Serialize};
use verbale_text::Span;

closed_list! {
    /// What an entity is.
    EntityKind {
        /// A person.
        Person = "person",
        /// A state.
        Country = "country",
        /// An organisation, a state's army included.
        Organisation = "organisation",
        /// A non-state armed group.
        ArmedGroup = "armed-group",
        /// A place as a place.
        Place = "place",
        /// Anything else, unnamed officials of one government included.
        Other = "other",
    }
}

closed_list! {
    /// Whether an entity speaks for its party.
    Capacity {
        /// Office holders, official bodies, spokespeople.
        Official = "official",
        /// Everyone else.
        Other = "other",
    }
}

fn other() -> Capacity {
    Capacity::Other
}

/// One real thing per document, whatever it is called.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Entity {
    /// Its id in this record.
    pub id: EntityId,
    /// The same real entity across documents ("dmitry-peskov").
    #[serde(default)]
    pub key: String,
    /// What it is.
    pub kind: EntityKind,
    /// The fullest form found; a country by its usual English short name.
    pub name: String,
    /// The side it speaks or acts for.
    pub party: Option<String>,
    /// As the text gives it.
    #[serde(default)]
    pub role: Option<String>,
    /// Whether it speaks for its party.
    #[serde(default = "other")]
    pub capacity: Capacity,
    /// Every place the text refers to it.
    #[serde(default)]
    pub mentions: Vec<Span>,
    /// Other strings in the text (gold only).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}
