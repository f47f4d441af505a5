//! The brief: what an analyst wants to know of one or more articles, every line with its source.
//!
//! [`brief`] builds the view; `markdown` and `html` write it out, and it serialises as it is. Terminals are
//! the command line's business.

mod html;
mod lines;
mod markdown;
pub mod outline;
mod sources;

pub use html::html;
pub use markdown::markdown;

pub use lines::{ContestedLine, EventLine, FigureLine, TermLine};

pub use sources::{Shared, Source};

use crate::dossier::{Citation, Dossier};
use crate::phrases;
use crate::positions::{Position, positions};
use serde::Serialize;
use std::collections::BTreeMap;
use verbale_record::{Entity, EntityKind, Record};

/// One or more articles on one page.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Brief {
    /// The article's title, or how many documents of which days.
    pub title: String,
    /// The documents, in the order their numbers count.
    pub sources: Vec<Source>,
    /// The parties with their people and bodies.
    pub who: Vec<Party>,
    /// Where the parties stand.
    pub stances: Vec<PartyStances>,
    /// Proposals and the answers to them.
    pub terms: Vec<TermLine>,
    /// What happened and what is planned, by date.
    pub events: Vec<EventLine>,
    /// Quantities.
    pub figures: Vec<FigureLine>,
    /// What is denied, questioned, blamed on someone or claimed by one side alone.
    pub contested: Vec<ContestedLine>,
    /// Statements of the record, and how many of them no line above shows.
    pub statements: StatementCount,
}

/// How much of the record's statements the brief shows.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct StatementCount {
    /// In the record.
    pub all: usize,
    /// In none of the brief's lines: no issue, or a speaker of no party.
    pub not_shown: usize,
}

/// A party and who speaks or acts for it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// Those who speak for it.
    pub officials: Vec<Member>,
    /// Those of its side who do not.
    pub others: Vec<Member>,
}

/// A person or body of a party.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Member {
    /// The same for the same person or body across documents.
    pub key: String,
    /// The name.
    pub name: String,
    /// As the text gives it.
    pub role: Option<String>,
    /// How often it is mentioned.
    pub mentions: usize,
    /// Its first mention.
    pub citation: Citation,
}

/// One party's positions.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PartyStances {
    /// The party.
    pub party: String,
    /// Its positions: those that take a side first.
    pub positions: Vec<Position>,
}

/// Builds the brief of records, which are numbered from 1 in their order. A record that is a duplicate
/// of an earlier one adds its source line and nothing else.
pub fn brief(records: &[Record]) -> Brief {
    let own: Vec<Record> = records.iter().map(without_repetition).collect();
    let dossier = Dossier::new(&own);
    let stances = stances(&dossier);
    let contested = lines::contested(&dossier);
    Brief {
        title: title(records),
        sources: sources::sources(records, &Dossier::new(records)),
        who: who(&dossier),
        terms: lines::terms(&dossier),
        events: lines::events(&dossier),
        figures: lines::figures(&dossier),
        statements: count(&dossier, &stances, &contested),
        stances,
        contested,
    }
}

/// A duplicate keeps its text and header, so that numbers stay, and loses its rows.
fn without_repetition(record: &Record) -> Record {
    if record.document.duplicate_of.is_none() {
        return record.clone();
    }
    Record {
        schema: record.schema.clone(),
        document: record.document.clone(),
        blocks: record.blocks.clone(),
        ..Record::default()
    }
}

fn title(records: &[Record]) -> String {
    if let [one] = records {
        return one.document.title.clone().unwrap_or_else(|| one.document.origin.clone());
    }
    let documents = phrases::counted(records.len(), "document");
    let days = records.iter().filter_map(|record| record.document.published);
    match (days.clone().min(), days.max()) {
        (Some(first), Some(last)) => format!("{documents}, {}", phrases::days([first, last])),
        _ => documents,
    }
}

fn stances(dossier: &Dossier<'_>) -> Vec<PartyStances> {
    let mut parties: Vec<PartyStances> = Vec::new();
    for position in positions(dossier, |_| true) {
        match parties.last_mut() {
            Some(party) if party.party == position.party => party.positions.push(position),
            _ => parties.push(PartyStances { party: position.party.clone(), positions: vec![position] }),
        }
    }
    for party in &mut parties {
        party.positions.sort_by_key(|position| match position.stance {
            Some(verbale_record::Stance::Neutral) => 1,
            Some(_) => 0,
            None => 2,
        });
    }
    let voices = |party: &PartyStances| -> usize { party.positions.iter().map(|p| p.voices.len()).sum() };
    parties.sort_by_key(|party| std::cmp::Reverse(voices(party)));
    parties
}

/// The parties that people, bodies or the party itself are mentioned of, the most mentioned first.
fn who(dossier: &Dossier<'_>) -> Vec<Party> {
    let mut parties: BTreeMap<&str, (usize, Party)> = BTreeMap::new();
    for (document, record) in dossier.records.iter().enumerate() {
        for entity in &record.entities {
            let Some(name) = entity.party.as_deref() else { continue };
            let open = || (0, Party { name: name.to_owned(), officials: Vec::new(), others: Vec::new() });
            let (weight, party) = parties.entry(name).or_insert_with(open);
            *weight += entity.mentions.len().max(1);
            if entity.name != name && is_member(record, entity) {
                add_member(dossier, document, entity, party);
            }
        }
    }
    let mut found: Vec<(usize, Party)> = parties
        .into_values()
        .filter(|(_, party)| !party.officials.is_empty() || !party.others.is_empty())
        .collect();
    found.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    // In one article people stand in the order they come up; in many, those who come up most stand first.
    if dossier.records.len() > 1 {
        for (_, party) in &mut found {
            party.officials.sort_by_key(|member| std::cmp::Reverse(member.mentions));
            party.others.sort_by_key(|member| std::cmp::Reverse(member.mentions));
        }
    }
    found.into_iter().map(|(_, party)| party).collect()
}

/// People and bodies are members; those without a name ("the minister", "officials") only where they speak.
fn is_member(record: &Record, entity: &Entity) -> bool {
    let speaks = || record.statements.iter().any(|statement| statement.speakers.contains(&entity.id));
    let is_named = !entity.role.as_ref().is_some_and(|role| role.eq_ignore_ascii_case(&entity.name));
    match entity.kind {
        EntityKind::Person | EntityKind::Organisation | EntityKind::ArmedGroup => is_named || speaks(),
        EntityKind::Country | EntityKind::Place => false,
        EntityKind::Other => speaks(),
    }
}

/// Adds the entity to its party, once over all documents; the first role given is kept.
fn add_member(dossier: &Dossier<'_>, document: usize, entity: &Entity, party: &mut Party) {
    let Some(first) = entity.mentions.iter().min() else { return };
    let official = entity.capacity == verbale_record::Capacity::Official;
    let members = if official { &mut party.officials } else { &mut party.others };
    match members.iter_mut().find(|member| is_same(member, entity)) {
        Some(member) => {
            member.mentions += entity.mentions.len();
            if member.role.is_none() {
                member.role.clone_from(&entity.role);
            }
            if member.name.len() < entity.name.len() && entity.kind == EntityKind::Person {
                member.name.clone_from(&entity.name);
            }
        }
        None => members.push(Member {
            key: entity.key.clone(),
            name: entity.name.clone(),
            role: entity.role.clone(),
            mentions: entity.mentions.len(),
            citation: dossier.citation(document, entity.id, &[*first]),
        }),
    }
}

/// The same key, the same name, or, of people of one party, a last name and a full name that ends in it.
fn is_same(member: &Member, entity: &Entity) -> bool {
    let ends = |full: &str, last: &str| {
        full.rsplit_once(' ').is_some_and(|(_, found)| found == last) && !last.contains(' ')
    };
    (!entity.key.is_empty() && member.key == entity.key)
        || member.name == entity.name
        || (entity.kind == EntityKind::Person
            && (ends(&member.name, &entity.name) || ends(&entity.name, &member.name)))
}

fn count(dossier: &Dossier<'_>, stances: &[PartyStances], contested: &[ContestedLine]) -> StatementCount {
    let positions = stances.iter().flat_map(|party| &party.positions);
    let in_positions = positions
        .flat_map(|position| position.voices.iter().chain(&position.beside))
        .map(|voice| (voice.said.citation.document, voice.said.citation.item.as_str()));
    let in_contested = contested
        .iter()
        .flat_map(|line| std::iter::once(&line.citation).chain(&line.also))
        .map(|citation| (citation.document, citation.item.as_str()));
    let shown: std::collections::BTreeSet<_> =
        in_positions.chain(in_contested).filter(|(_, item)| item.starts_with('s')).collect();
    let all = dossier.records.iter().map(|record| record.statements.len()).sum();
    StatementCount { all, not_shown: all - shown.len() }
}
