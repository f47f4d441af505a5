//! The things that facts are about, and the words that stand for them.

use crate::Gender;
use verbale_text::typed_id;

typed_id! {
    /// A thing of the [`Knowledge`](crate::Knowledge) it came from.
    pub struct ThingId;
}

/// What a thing is.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ThingKind {
    /// A state, or a territory that acts as a party of its own.
    State,
    /// An international body or one of its organs.
    Body,
    /// An armed group or movement.
    Group,
    /// An institution of a state or a body: a service, a ministry, a parliament, a party in power.
    Organ,
    /// A news agency, paper, broadcaster or site.
    Outlet,
    /// A think tank, rights group, relief agency or firm.
    Institute,
    /// A person.
    Person,
}

/// A thing that is known.
#[derive(Clone, Debug)]
pub struct Thing {
    /// Its usual English name.
    pub name: String,
    /// Its key across documents ("dmitry-peskov").
    pub key: String,
    /// What it is.
    pub kind: ThingKind,
    /// The party it speaks or acts for; none for outlets, institutes and persons (whose offices say it).
    pub party: Option<String>,
    /// ISO 3166-1 alpha-2 code of a state.
    pub iso2: Option<String>,
    /// The adjective of a state or body ("Ukrainian").
    pub adjective: Option<String>,
    /// Male or female, where a person is known to be.
    pub gender: Option<Gender>,
}

/// How words stand for a thing.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum WordUse {
    /// By a name ("Ukraine", "IAEA", "Sergey Lavrov").
    Name,
    /// By an adjective ("Ukrainian", "EU").
    Adjective,
    /// By a noun of nationality ("Ukrainians", "Briton").
    People,
    /// By its capital ("Kyiv").
    Capital,
    /// By the seat of its government or of itself ("Kremlin", "Brussels").
    Seat,
    /// By a part of it that counts as itself ("al-Qassam Brigades").
    Wing,
    /// By the last name of a person ("Lavrov").
    Surname,
}

/// One thing that a phrase may stand for.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Sense {
    /// How.
    pub used: WordUse,
    /// For what.
    pub thing: ThingId,
    /// The phrase is too common to count unless a fuller name of the thing stands in the same document.
    pub needs_full_name: bool,
}
