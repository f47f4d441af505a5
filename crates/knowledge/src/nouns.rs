//! Nouns that name roles, collectives and utterances ("deputy foreign minister", "troops", "communiqué").

/// Male or female, as pronouns tell.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
}

impl Gender {
    pub(crate) fn parse(letter: &str) -> Option<Self> {
        match letter {
            "m" => Some(Self::Male),
            "f" => Some(Self::Female),
            _ => None,
        }
    }
}

/// How a person stands to a party.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Standing {
    /// No part of it: opposition, former holders, private persons.
    Apart,
    /// Belongs to it without speaking for it: lawmakers.
    Member,
    /// Speaks for it.
    Official,
}

impl Standing {
    pub(crate) fn parse(word: &str) -> Option<Self> {
        match word {
            "official" => Some(Self::Official),
            "member" => Some(Self::Member),
            "other" => Some(Self::Apart),
            _ => None,
        }
    }
}

/// What a noun stands for when a party's name or adjective stands before it.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NounSense {
    /// The holder of an office ("president", "spokeswoman").
    Office,
    /// A person of some trade or standing ("activist", "analyst", "resident").
    Person,
    /// Someone unnamed who speaks for a party ("official", "lawmaker").
    Official,
    /// Someone who is no one ("source", "observer").
    Anonymous,
    /// The party itself ("government", "authorities", "administration").
    Government,
    /// A party's fighters ("troops", "military", "air force").
    Forces,
    /// An institution of a party ("foreign ministry", "embassy", "parliament").
    Institution,
    /// Fighters, movements and parties ("militia", "movement").
    Group,
    /// A paper, channel or agency.
    Outlet,
    /// What someone has said or written ("statement", "report").
    Utterance,
    /// A people or the people of some place ("people", "residents").
    People,
    /// A state or side ("country", "side", "bloc").
    Country,
}

impl NounSense {
    pub(crate) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "office" => Self::Office,
            "person" => Self::Person,
            "official" => Self::Official,
            "anonymous" => Self::Anonymous,
            "government" => Self::Government,
            "forces" => Self::Forces,
            "institution" => Self::Institution,
            "group" => Self::Group,
            "outlet" => Self::Outlet,
            "utterance" => Self::Utterance,
            "people" => Self::People,
            "country" => Self::Country,
            _ => return None,
        })
    }
}

/// A noun of the tables.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Noun {
    /// What it stands for.
    pub sense: NounSense,
    /// The office as the holders' table calls it ("foreign minister" for "secretary of state").
    pub office: Option<String>,
    /// How who is called so stands to the party it is said of.
    pub standing: Standing,
    /// The party that the word itself tells ("congressman").
    pub of: Option<String>,
    /// The gender that the word itself tells ("spokeswoman").
    pub gender: Option<Gender>,
    /// The form is a plural.
    pub plural: bool,
}
