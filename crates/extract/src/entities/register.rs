//! The register: one row for each real thing, while the document is read.

use std::collections::HashMap;
use verbale_knowledge::{Gender, Knowledge, NounSense, Standing, Thing, ThingId, ThingKind, slug};
use verbale_record::{Capacity, Entity, EntityId, EntityKind};
use verbale_text::Span;

/// A role that the text gives a person.
#[derive(Clone, Debug)]
pub(super) struct Role {
    /// Where it is given, as a word number.
    pub at: u32,
    /// The noun, lower case ("deputy foreign minister").
    pub noun: String,
    /// The office as the tables call it.
    pub office: Option<String>,
    /// The party it is held for.
    pub party: Option<String>,
    /// As the text gives it.
    pub text: String,
    /// How its holder stands to the party.
    pub standing: Standing,
}

/// A row of the register.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub kind: EntityKind,
    pub name: String,
    pub key: String,
    pub party: Option<String>,
    pub capacity: Capacity,
    pub roles: Vec<Role>,
    pub gender: Option<Gender>,
    /// Several persons under one name ("Israeli officials").
    pub plural: bool,
    /// What the tables know about it.
    pub thing: Option<ThingId>,
    /// What the tables say it is.
    pub known_kind: Option<ThingKind>,
    /// The noun that described it first, lower case, and its sense ("foreign ministry").
    pub noun: Option<(String, NounSense)>,
    /// Nouns that titles and appositions gave it, lower case.
    pub descriptions: Vec<String>,
}

impl Draft {
    /// A row with nothing but kind and name.
    pub fn new(kind: EntityKind, name: &str) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            key: slug(name),
            party: None,
            capacity: Capacity::Other,
            roles: Vec::new(),
            gender: None,
            plural: false,
            thing: None,
            known_kind: None,
            noun: None,
            descriptions: Vec::new(),
        }
    }

    /// A row that speaks for a party.
    pub fn official(kind: EntityKind, name: &str, party: Option<String>) -> Self {
        Self { party, capacity: Capacity::Official, ..Self::new(kind, name) }
    }

    /// The same, described by a noun.
    pub fn described(self, noun: &str, sense: NounSense) -> Self {
        Self { noun: Some((noun.to_owned(), sense)), ..self }
    }

    /// Whether a noun of this sense described it.
    pub fn is_described_as(&self, wanted: NounSense) -> bool {
        self.noun.as_ref().is_some_and(|(_, sense)| *sense == wanted)
    }

    /// Whether it is one human being.
    pub fn is_person(&self) -> bool {
        self.kind == EntityKind::Person
    }
}

/// The rows, and the ways to find them again.
#[derive(Default)]
pub(super) struct Register {
    pub drafts: Vec<Draft>,
    by_thing: HashMap<ThingId, EntityId>,
    by_label: HashMap<String, EntityId>,
}

impl Register {
    /// The row.
    pub fn get(&self, id: EntityId) -> &Draft {
        &self.drafts[id.0 as usize]
    }

    /// The row, to change.
    pub fn get_mut(&mut self, id: EntityId) -> &mut Draft {
        &mut self.drafts[id.0 as usize]
    }

    /// Adds a row.
    pub fn add(&mut self, draft: Draft) -> EntityId {
        let id = EntityId(self.drafts.len() as u32);
        self.drafts.push(draft);
        id
    }

    /// The row with this label, or a new one.
    pub fn labelled(&mut self, label: String, make: impl FnOnce() -> Draft) -> EntityId {
        if let Some(&held) = self.by_label.get(&label) {
            return held;
        }
        let id = self.add(make());
        self.by_label.insert(label, id);
        id
    }

    /// The row of a known thing that is no person, or a new one.
    pub fn of_thing(&mut self, knowledge: &Knowledge, thing: ThingId) -> EntityId {
        if let Some(&held) = self.by_thing.get(&thing) {
            return held;
        }
        let known = knowledge.thing(thing);
        let id = self.add(draft_of(known, thing));
        self.by_thing.insert(thing, id);
        id
    }

    /// The row already made for a known thing.
    pub fn held(&self, thing: ThingId) -> Option<EntityId> {
        self.by_thing.get(&thing).copied()
    }

    /// Says that a row is a known thing's.
    pub fn set_thing(&mut self, id: EntityId, thing: ThingId) {
        self.by_thing.entry(thing).or_insert(id);
        self.get_mut(id).thing = Some(thing);
    }

    /// The row of the country, body or group that is a party.
    pub fn of_party(&mut self, knowledge: &Knowledge, party: &str) -> EntityId {
        match knowledge.named(party) {
            Some(thing) => self.of_thing(knowledge, thing),
            None => {
                let known = self.drafts.iter().position(|draft| draft.name == party && !draft.is_person());
                match known {
                    Some(at) => EntityId(at as u32),
                    None => {
                        self.add(Draft::official(EntityKind::Organisation, party, Some(party.to_owned())))
                    }
                }
            }
        }
    }

    /// The rows of the record: those with a mention, in the order of their first one; second, where each went.
    pub fn into_rows(self, mentions: &[(Span, EntityId)]) -> (Vec<Entity>, Vec<Option<EntityId>>) {
        let mut order: Vec<EntityId> = Vec::new();
        let mut spans: HashMap<EntityId, Vec<Span>> = HashMap::new();
        for &(span, id) in mentions {
            let held = spans.entry(id).or_default();
            if held.is_empty() {
                order.push(id);
            }
            if !held.contains(&span) {
                held.push(span);
            }
        }
        let mut moved = vec![None; self.drafts.len()];
        let mut rows = Vec::with_capacity(order.len());
        let mut drafts: Vec<Option<Draft>> = self.drafts.into_iter().map(Some).collect();
        for old in order {
            let id = EntityId(rows.len() as u32);
            moved[old.0 as usize] = Some(id);
            if let Some(draft) = drafts[old.0 as usize].take() {
                let mentions = spans.remove(&old).unwrap_or_default();
                rows.push(row(draft, id, mentions));
            }
        }
        (rows, moved)
    }
}

fn row(draft: Draft, id: EntityId, mentions: Vec<Span>) -> Entity {
    // The role with a party says most; among equals the longest text.
    let role = draft.roles.iter().max_by_key(|role| (role.standing, role.party.is_some(), role.text.len()));
    Entity {
        id,
        key: draft.key,
        kind: draft.kind,
        name: draft.name,
        party: draft.party,
        role: role.map(|role| role.text.clone()),
        capacity: draft.capacity,
        mentions,
        aliases: Vec::new(),
    }
}

fn draft_of(known: &Thing, thing: ThingId) -> Draft {
    let kind = match known.kind {
        ThingKind::State => EntityKind::Country,
        ThingKind::Group => EntityKind::ArmedGroup,
        ThingKind::Person => EntityKind::Person,
        ThingKind::Body | ThingKind::Organ | ThingKind::Outlet | ThingKind::Institute => {
            EntityKind::Organisation
        }
    };
    let capacity = if known.party.is_some() { Capacity::Official } else { Capacity::Other };
    Draft {
        key: known.key.clone(),
        party: known.party.clone(),
        capacity,
        gender: known.gender,
        thing: Some(thing),
        known_kind: Some(known.kind),
        ..Draft::new(kind, &known.name)
    }
}
