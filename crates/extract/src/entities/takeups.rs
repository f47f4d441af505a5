//! Definite phrases that take up something named: by the noun of its name ("the foundation"), by a noun that
//! described it ("the student"), or by what kind of thing it is ("the company", "the city"). What two fit equally
//! stays open.

use super::chunks::Opening;
use super::register::Draft;
use super::resolver::Resolver;
use verbale_analyze::{Upos, WordId};
use verbale_knowledge::{Gender, ThingKind};
use verbale_record::{EntityId, EntityKind};

/// How many sentences back a noun that says no more than the kind reaches.
const REACH: u32 = 4;

impl Resolver<'_> {
    /// What a definite phrase in the singular takes up, if its noun is not of the tables or denoted nothing.
    pub fn take_up(&self, number: usize) -> Option<EntityId> {
        let chunk = self.chunk(number);
        let core = chunk.core();
        let head = core.end.checked_sub(1)?;
        let singular = self.reading.words.feature(WordId(head), "Number") != Some("Plur");
        if !singular || self.reading.upos(head) != Upos::Noun || self.run_at[head as usize].is_some() {
            return None;
        }
        let noun = self.reading.lower(head);
        if let Some(named) = self.named_modifier(number, &noun) {
            return Some(named);
        }
        if chunk.opening != Opening::Definite || chunk.owner.is_some() {
            return None;
        }
        let before: Vec<String> = (core.start..head).map(|word| self.reading.lower(word)).collect();
        let of_name = |draft: &Draft| is_short_form(draft, &before, &noun);
        if let Some(found) = self.latest(core.start, of_name) {
            return Some(found);
        }
        let called = |draft: &Draft| draft.kind != EntityKind::Country && draft.is_called(&noun);
        if let Some(found) = self.latest(core.start, called) {
            return Some(found);
        }
        let kind = Kind::of(&noun).filter(|_| before.is_empty())?;
        self.most_salient(core.start, |draft| kind.fits(draft, &noun))
    }

    /// "the Red Valley group", "the Lantern newspaper": the name before a noun that only says what it is.
    fn named_modifier(&self, number: usize, noun: &str) -> Option<EntityId> {
        let core = self.chunk(number).core();
        let run = self.run_at[core.end.checked_sub(2)? as usize]? as usize;
        let entity = self.run_entities[run]?;
        let draft = self.register.get(entity);
        let whole = self.runs[run].words.start == core.start && self.runs[run].words.end + 1 == core.end;
        let kind = Kind::of(noun)?;
        let unknown = !matches!(draft.kind, EntityKind::Country | EntityKind::Person);
        (whole && unknown && draft.party.is_none() && kind.fits(draft, noun)).then_some(entity)
    }

    /// The entity that passes a test and is the most salient before a word; none where two are equally so.
    pub fn most_salient(&self, at: u32, test: impl Fn(&Draft) -> bool) -> Option<EntityId> {
        let sentence = self.reading.sentence(at);
        let mut scores: Vec<(EntityId, i32, i32)> = Vec::new();
        for reference in self.discourse.before(at) {
            let [entity] = reference.entities[..] else { continue };
            if !test(self.register.get(entity)) {
                continue;
            }
            let distance = (sentence - reference.sentence) as i32;
            let known = scores.iter().position(|(held, ..)| *held == entity);
            if let Some(known) = known {
                scores[known].2 += 1;
            } else if distance <= REACH as i32 {
                let modifier = if reference.modifier { 2 } else { 0 };
                let score = 2 * i32::from(reference.subject) - 2 * distance - modifier;
                scores.push((entity, score, 1));
            }
        }
        let weight = |&(_, score, count): &(EntityId, i32, i32)| score + count.min(4);
        let best = scores.iter().map(weight).max()?;
        let mut equal = scores.iter().filter(|held| weight(held) == best);
        let found = equal.next()?;
        equal.next().is_none().then_some(found.0)
    }
}

/// What a noun says about the thing it takes up, when it says no more than its kind.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum Kind {
    Organisation,
    Company,
    Settlement,
    Person(Option<Gender>),
}

impl Kind {
    fn of(noun: &str) -> Option<Self> {
        Some(match noun {
            "organization" | "organisation" | "group" | "association" | "institution" | "movement"
            | "party" | "team" | "club" | "network" | "charity" => Self::Organisation,
            "company" | "firm" | "manufacturer" | "retailer" | "operator" | "giant" | "carrier"
            | "airline" | "startup" | "chain" => Self::Company,
            "city" | "town" | "village" | "settlement" => Self::Settlement,
            "man" | "boy" => Self::Person(Some(Gender::Male)),
            "woman" | "girl" => Self::Person(Some(Gender::Female)),
            "teenager" | "youth" | "singer" | "actor" | "author" | "artist" => Self::Person(None),
            _ => return None,
        })
    }

    fn fits(self, draft: &Draft, noun: &str) -> bool {
        let head = head_of_name(&draft.name);
        match self {
            Self::Organisation => {
                let body = matches!(draft.kind, EntityKind::Organisation | EntityKind::ArmedGroup);
                let specific =
                    matches!(noun, "party" | "team" | "club" | "network" | "movement" | "association");
                let other = matches!(draft.known_kind, Some(ThingKind::Outlet | ThingKind::Organ));
                body && !other && !specific && !says_other_kind(&head)
            }
            Self::Company => {
                let unknown =
                    matches!(draft.known_kind, None | Some(ThingKind::Institute | ThingKind::Outlet));
                draft.kind == EntityKind::Organisation
                    && draft.party.is_none()
                    && unknown
                    && !says_other_kind(&head)
            }
            Self::Settlement => draft.kind == EntityKind::Place && !says_other_kind(&head),
            Self::Person(gender) => {
                draft.is_person()
                    && draft.party.is_none()
                    && draft.thing.is_none()
                    && gender.is_none_or(|gender| draft.gender.is_none_or(|held| held == gender))
            }
        }
    }
}

/// Whether the noun of a name says that the thing is no company, group or town.
fn says_other_kind(head: &str) -> bool {
    const OTHER: [&str; 40] = [
        "ministry",
        "university",
        "college",
        "school",
        "court",
        "council",
        "hospital",
        "museum",
        "gallery",
        "magazine",
        "newspaper",
        "times",
        "post",
        "news",
        "house",
        "government",
        "parliament",
        "senate",
        "congress",
        "festival",
        "cup",
        "championship",
        "prize",
        "award",
        "base",
        "airport",
        "street",
        "road",
        "river",
        "sea",
        "lake",
        "region",
        "province",
        "oblast",
        "strip",
        "island",
        "district",
        "square",
        "station",
        "office",
    ];
    OTHER.contains(&head)
}

/// The noun of a name, lower case: its last word, or the one before "of" or "for".
fn head_of_name(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let end =
        words.iter().position(|word| matches!(*word, "of" | "for" | "in" | "on")).unwrap_or(words.len());
    words[..end].last().map(|word| word.to_lowercase()).unwrap_or_default()
}

/// Whether a noun with the words before it shortens a longer name: "the valley front" of "Red Valley Front", "the
/// church" of "Church of the East".
fn is_short_form(draft: &Draft, before: &[String], noun: &str) -> bool {
    const EVENTS: [&str; 16] = [
        "festival",
        "cup",
        "championship",
        "games",
        "project",
        "program",
        "programme",
        "prize",
        "award",
        "act",
        "bill",
        "treaty",
        "agreement",
        "deal",
        "war",
        "day",
    ];
    let body = !matches!(draft.kind, EntityKind::Person | EntityKind::Country) && !EVENTS.contains(&noun);
    if !body || head_of_name(&draft.name) != noun {
        return false;
    }
    let name = draft.name.to_lowercase();
    let longer = name.len() > noun.len();
    longer && before.iter().all(|word| name.split(' ').any(|held| held == word))
}
