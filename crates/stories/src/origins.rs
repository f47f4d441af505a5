//! Where an article has its news from: the source it leans on most, whom that source told, and the agency it is
//! credited to.

use crate::wording::words;
use std::collections::BTreeMap;
use std::fmt;
use verbale_knowledge::{Knowledge, ThingKind};
use verbale_record::{EntityId, EntityKind, Record, Statement};
use verbale_text::BlockKind;

/// Bytes after a cue in which the one who was told stands ("told Izvestia").
const AFTER_CUE: usize = 40;
/// Words of an outlet's name at most.
const NAME: usize = 4;
/// How much a source in the title counts more.
const IN_TITLE: f64 = 2.0;

/// Where an article has its news from.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Origin {
    /// The source: a person, a body, or the words that name it ("Madrid police").
    pub source: Option<String>,
    /// As the text calls it ("Kremlin spokesman").
    pub role: Option<String>,
    /// The outlet that the source spoke to.
    pub told: Option<String>,
    /// The outlet or agency that reported it first, by what the article says.
    pub through: Option<String>,
    /// What the source is called across articles; the same for "the Kremlin" and "Moscow".
    pub key: Option<String>,
    /// The share of the article's statements that come of this source, in percent.
    pub share: u32,
}

impl Origin {
    /// Whether nothing is known.
    pub fn is_none(&self) -> bool {
        self.source.is_none() && self.told.is_none() && self.through.is_none()
    }

    /// The outlets that the news came through.
    pub fn outlets(&self) -> impl Iterator<Item = &str> {
        self.told.as_deref().into_iter().chain(self.through.as_deref())
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = "";
        if let Some(source) = &self.source {
            write!(f, "{source}")?;
            before = " ";
        }
        let source = self.source.as_deref().unwrap_or_default().to_lowercase();
        if let Some(role) = self.role.as_ref().filter(|role| !source.contains(&role.to_lowercase())) {
            write!(f, " ({role})")?;
        }
        if let Some(told) = &self.told {
            write!(f, "{before}to {told}")?;
            before = " ";
        }
        match self.through.as_ref().filter(|through| Some(*through) != self.told.as_ref()) {
            Some(through) if before.is_empty() => write!(f, "{through}"),
            Some(through) => write!(f, ", through {through}"),
            None => Ok(()),
        }
    }
}

/// What is added up about one source.
#[derive(Default)]
struct Weight {
    weight: f64,
    statements: usize,
    first: usize,
    told: Option<String>,
    entity: Option<EntityId>,
    words: Option<String>,
}

/// The origin of an article; `own` are the names its outlet goes by.
pub fn origin(record: &Record, own: &[String], knowledge: &Knowledge) -> Origin {
    let text = record.document.text.as_str();
    let title = words(record.document.title.as_deref().unwrap_or_default());
    let is_own = |outlet: &str| own.iter().any(|own| same_outlet(own, outlet));
    let mut sources: BTreeMap<String, Weight> = BTreeMap::new();
    let mut through: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (rank, statement) in record.statements.iter().enumerate() {
        let told = told(statement, text, knowledge);
        for (name, entity) in named(record, statement) {
            if let Some(outlet) = outlet(&name, knowledge) {
                let seen = through.entry(outlet).or_insert((0, rank));
                seen.0 += 1;
                continue;
            }
            let in_title = words(&name).last().is_some_and(|last| title.contains(last));
            let entry =
                sources.entry(name).or_insert_with(|| Weight { first: rank, entity, ..Weight::default() });
            // What stands first is what the article is about; a source without a name is the weaker one.
            let place = 1.0 / (1.0 + rank as f64 / 3.0);
            let known = if entity.is_some() { 1.0 } else { 0.5 };
            entry.weight += place * known * if in_title { IN_TITLE } else { 1.0 };
            entry.statements += 1;
            entry.told = entry.told.take().or_else(|| told.clone());
            entry.words = entry.words.take().or_else(|| source_words(statement, text));
        }
    }
    let by_weight = |a: &(String, Weight), b: &(String, Weight)| {
        a.1.weight.total_cmp(&b.1.weight).then_with(|| b.1.first.cmp(&a.1.first))
    };
    let best = sources.into_iter().max_by(by_weight);
    let reported = through
        .into_iter()
        .filter(|(outlet, _)| !is_own(outlet))
        .max_by_key(|(_, (times, first))| (*times, std::cmp::Reverse(*first)))
        .map(|(outlet, _)| outlet);
    let credited = credited(record, knowledge).filter(|outlet| !is_own(outlet));
    let mut origin = Origin { through: credited.or(reported), ..Origin::default() };
    if let Some((name, weight)) = best {
        let entity = weight.entity.and_then(|id| record.entities.get(id.0 as usize));
        let called =
            |kind: EntityKind| weight.words.clone().filter(|_| entity.is_some_and(|e| e.kind == kind));
        // A body is told with what the text calls it; a state by the part of it that speaks ("the Kremlin").
        let also = called(EntityKind::Organisation).filter(|words| *words != name);
        origin.role = entity.and_then(|entity| entity.role.clone()).or(also);
        origin.source = Some(called(EntityKind::Country).unwrap_or_else(|| name.clone()));
        origin.share = (100 * weight.statements / record.statements.len().max(1)) as u32;
        origin.told = weight.told;
        origin.key = Some(name);
    }
    origin
}

/// The names of those who make a statement; of a source without an entity, its words.
fn named(record: &Record, statement: &Statement) -> Vec<(String, Option<EntityId>)> {
    let entity = |id: &EntityId| Some((record.entities.get(id.0 as usize)?.name.clone(), Some(*id)));
    let speakers: Vec<_> = statement.speakers.iter().filter_map(entity).collect();
    if !speakers.is_empty() {
        return speakers;
    }
    let source = statement.source_span.and_then(|span| record.document.text.get(span.range()));
    let is_name = |words: &&str| words.len() > 3 && words.chars().any(char::is_alphabetic);
    source.map(str::trim).filter(is_name).map(|words| (words.to_owned(), None)).into_iter().collect()
}

/// The words that name a source, where they are a name and no pronoun or description.
fn source_words(statement: &Statement, text: &str) -> Option<String> {
    const LONGEST: usize = 60;
    let words = text.get(statement.source_span?.range())?.trim();
    let words = words.strip_prefix("the ").or_else(|| words.strip_prefix("The ")).unwrap_or(words);
    let word_count = words.split_whitespace().count();
    let is_name = words.chars().next().is_some_and(char::is_uppercase)
        && words.len() <= LONGEST
        && !(word_count == 1 && matches!(words, "He" | "She" | "It" | "They" | "We" | "I" | "You" | "Who"));
    is_name.then(|| words.to_owned())
}

/// The outlet that a statement was made to, where one is named just after its cue.
fn told(statement: &Statement, text: &str, knowledge: &Knowledge) -> Option<String> {
    let after = text.get(statement.cue_span?.end as usize..)?;
    let mut end = after.len().min(AFTER_CUE);
    while !after.is_char_boundary(end) {
        end -= 1;
    }
    first_outlet(&after[..end], knowledge)
}

/// The agency that the article's head credits ("MOSCOW (AP) –").
fn credited(record: &Record, knowledge: &Knowledge) -> Option<String> {
    let head = |kind: BlockKind| matches!(kind, BlockKind::Byline | BlockKind::Dateline);
    record
        .blocks
        .iter()
        .filter(|block| head(block.kind))
        .filter_map(|block| record.document.text.get(block.span.range()))
        .find_map(|words| first_outlet(words, knowledge))
}

/// The first outlet that a few words name.
fn first_outlet(text: &str, knowledge: &Knowledge) -> Option<String> {
    let parts: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .filter(|p| !p.is_empty())
        .collect();
    let capital = |part: &&str| part.chars().next().is_some_and(char::is_uppercase);
    (0..parts.len()).filter(|&at| capital(&parts[at])).find_map(|at| {
        let longest = NAME.min(parts.len() - at);
        (1..=longest).rev().find_map(|length| outlet(&parts[at..at + length].join(" "), knowledge))
    })
}

/// The usual name of an outlet.
fn outlet(name: &str, knowledge: &Knowledge) -> Option<String> {
    let senses = knowledge.lookup(name);
    let mut things = senses.iter().map(|sense| knowledge.thing(sense.thing));
    things.find(|thing| thing.kind == ThingKind::Outlet).map(|thing| thing.name.clone())
}

/// Whether an input's name for an outlet ("tass-world") is this outlet's.
pub fn same_outlet(own: &str, outlet: &str) -> bool {
    let (own, outlet) = (words(own), words(outlet));
    !outlet.is_empty() && own.windows(outlet.len()).any(|window| window == outlet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_told_in_a_few_words() {
        let text = |part: Option<&str>| part.map(str::to_owned);
        let check = |source, role, told, through, expected: &str| {
            let origin = Origin {
                source: text(source),
                role: text(role),
                told: text(told),
                through: text(through),
                ..Origin::default()
            };
            assert_eq!(origin.to_string(), expected);
        };
        check(Some("Espen Eide"), Some("foreign minister"), None, None, "Espen Eide (foreign minister)");
        check(Some("Lund police"), Some("police"), Some("TASS"), None, "Lund police to TASS");
        check(Some("Eide"), None, Some("Izvestia"), Some("Izvestia"), "Eide to Izvestia");
        check(Some("Eide"), None, None, Some("Reuters"), "Eide, through Reuters");
        check(None, None, None, Some("Reuters"), "Reuters");
        check(None, None, None, None, "");
    }

    #[test]
    fn outlets_are_found_in_a_few_words() {
        let knowledge = Knowledge::builtin();
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(first_outlet(text, &knowledge).as_deref(), expected, "{text}");
        };
        check(" Izvestia on Monday", Some("Izvestia"));
        check("OSLO (AP) –", Some("Associated Press"));
        check(" reporters in Oslo", None);
        check("", None);
    }

    #[test]
    fn a_feed_goes_by_the_name_of_its_outlet() {
        assert!(same_outlet("tass", "TASS"));
        assert!(same_outlet("reuters-world", "Reuters"));
        assert!(!same_outlet("harbour-post", "Reuters"));
        assert!(!same_outlet("x", ""));
    }
}
