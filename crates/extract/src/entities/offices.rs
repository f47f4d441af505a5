//! Holders of offices: "the minister", "Peru's envoy", "a Kremlin spokesman".

use super::chunks::Opening;
use super::nouns::ends_in_word;
use super::phrases::Phrase;
use super::register::{Draft, Role};
use super::resolver::Resolver;
use super::roles::is_former;
use verbale_knowledge::{Gender, Standing};
use verbale_record::{EntityId, EntityKind};

impl Resolver<'_> {
    /// One holder of an office.
    pub fn office(&mut self, phrase: &Phrase) -> Vec<EntityId> {
        let at = phrase.noun_words.start;
        let former = self.chunk(phrase.chunk).words.clone().any(|word| is_former(&self.reading.lower(word)));
        if phrase.opening != Opening::Indefinite && phrase.opening != Opening::Quantity && !former {
            if let Some(held) = self.holder_in_text(phrase, at) {
                self.complete_role(held, phrase);
                return vec![held];
            }
            if let Some(known) = self.holder_known(phrase) {
                return vec![known];
            }
            let described = |draft: &Draft| {
                draft.is_person() && draft.noun.as_ref().is_some_and(|(noun, _)| *noun == phrase.text)
            };
            if phrase.is_plain_definite()
                && let Some(held) = self.latest(at, described)
            {
                return vec![held];
            }
        }
        if phrase.parties.is_empty()
            && !former
            && self.acts(phrase.chunk)
            && LOCAL.iter().any(|noun| ends_in_word(&phrase.text, noun))
            && let Some(party) = self.local_party(at)
        {
            return vec![self.unnamed(phrase, Some(party))];
        }
        if phrase.parties.is_empty() || former {
            // "a minister", "the general": someone, but not told whose.
            return match self.acts(phrase.chunk) && !phrase.is_plain_definite() {
                true => vec![self.unnamed(phrase, None)],
                false => Vec::new(),
            };
        }
        let party = phrase.parties.first().cloned();
        vec![self.unnamed(phrase, party)]
    }

    /// Gives a role of the text the party that this phrase names.
    fn complete_role(&mut self, person: EntityId, phrase: &Phrase) {
        let Some(party) = phrase.parties.first() else { return };
        for role in &mut self.register.get_mut(person).roles {
            if role.party.is_none() && role.standing != Standing::Apart && same_office(role, phrase) {
                role.party = Some(party.clone());
            }
        }
    }

    /// A person described but not named.
    pub(super) fn unnamed(&mut self, phrase: &Phrase, party: Option<String>) -> EntityId {
        let text = self.text_with_owner(phrase);
        let label = format!("person {} {}", party.as_deref().unwrap_or(""), verbale_knowledge::slug(&text));
        let (noun, gender) = (phrase.noun.clone(), phrase.noun.gender);
        let at = phrase.noun_words.start;
        self.register.labelled(label, || {
            let standing = if party.is_some() { noun.standing } else { Standing::Apart };
            let role = Role {
                at,
                noun: phrase.text.clone(),
                office: noun.office,
                party: party.clone(),
                text: text.clone(),
                standing,
            };
            let mut draft = match standing {
                Standing::Official => Draft::official(EntityKind::Person, &text, party),
                Standing::Member => Draft { party, ..Draft::new(EntityKind::Person, &text) },
                Standing::Apart => Draft::new(EntityKind::Person, &text),
            };
            draft.roles.push(role);
            draft.gender = gender;
            draft.described(&phrase.text, noun.sense)
        })
    }

    /// The text of a phrase through the preposition that names its owner ("spokeswoman for the agency").
    fn text_with_owner(&self, phrase: &Phrase) -> String {
        let text = self.described_text(phrase.chunk);
        let before = self.runs_in(&self.chunk(phrase.chunk).words);
        let possessed = self.chunk(phrase.chunk).owner.is_some() || !before.is_empty();
        match self.chunk_after(phrase.noun_words.end, &["of", "for", "from", "at"]).filter(|_| !possessed) {
            Some(after) if !phrase.owners.is_empty() => {
                let words = self.chunk(phrase.chunk).core().start..self.chunk(after).words.end;
                self.reading.text(&words).to_owned()
            }
            _ => text,
        }
    }

    /// The person of the text whose role the phrase repeats, the one spoken of last.
    fn holder_in_text(&self, phrase: &Phrase, at: u32) -> Option<EntityId> {
        let knowledge = self.reading.input.knowledge;
        let day = self.reading.input.document.published();
        let fits = |entity: EntityId| {
            let draft = self.register.get(entity);
            if !draft.is_person() || opposed(draft.gender, phrase.noun.gender) {
                return false;
            }
            let party = self.party_of(entity);
            let ours = phrase.parties.is_empty()
                || party.as_ref().is_some_and(|party| phrase.parties.contains(party));
            let same = |role: &&Role| role.standing != Standing::Apart && same_office(role, phrase);
            // A role given without its party takes the phrase's.
            let open =
                draft.thing.is_none() && draft.roles.iter().filter(same).any(|role| role.party.is_none());
            let ours = ours || open;
            let by_role = draft.roles.iter().any(|role| same(&role));
            let by_tables = draft.thing.is_some_and(|thing| {
                let mut held =
                    knowledge.tenures(thing).filter(|tenure| day.is_none_or(|day| tenure.covers(day)));
                held.any(|tenure| tenure.standing != Standing::Apart && office_fits(&tenure.office, phrase))
            });
            ours && (by_role || by_tables)
        };
        let before =
            self.discourse.before(at).find_map(|reference| single(&reference.entities).filter(|&e| fits(e)));
        before
            .or_else(|| {
                let in_reach = |head: u32| self.reading.sentence(head) <= self.reading.sentence(at) + 4;
                let mut after = self.discourse.after(at).take_while(|reference| in_reach(reference.head));
                after.find_map(|reference| single(&reference.entities).filter(|&entity| fits(entity)))
            })
            .or_else(|| self.named_later(at, fits))
    }

    /// A person whose name stands only later in the text.
    fn named_later(&self, at: u32, fits: impl Fn(EntityId) -> bool) -> Option<EntityId> {
        let later = self.runs.iter().zip(&self.run_entities).filter(|(run, _)| run.words.start > at);
        later.filter_map(|(_, entity)| *entity).find(|&entity| fits(entity))
    }

    /// The one holder of the office on the day, by the tables.
    fn holder_known(&mut self, phrase: &Phrase) -> Option<EntityId> {
        let knowledge = self.reading.input.knowledge;
        let day = self.reading.input.document.published()?;
        let office = phrase.noun.office.as_deref()?;
        let party = match phrase.parties.as_slice() {
            [party] => party.clone(),
            [] if phrase.owners.is_empty() && NATIONAL.contains(&office) => {
                self.context_party(phrase.noun_words.start)?
            }
            _ => return None,
        };
        let of = knowledge.named(&party)?;
        let mut holders = knowledge.holders(office, of, day).map(|tenure| tenure.person);
        let person = holders.next().filter(|_| holders.next().is_none())?;
        if let Some(held) = self.register.held(person) {
            return Some(held);
        }
        let known = knowledge.thing(person);
        if opposed(known.gender, phrase.noun.gender) {
            return None;
        }
        let id = self.unnamed(phrase, Some(party));
        self.register.set_thing(id, person);
        let draft = self.register.get_mut(id);
        draft.key.clone_from(&known.key);
        draft.gender = known.gender;
        Some(id)
    }
}

/// Offices that each state has one of: without an owner they are those of the country spoken of.
pub(super) const NATIONAL: [&str; 8] = [
    "president",
    "prime minister",
    "chancellor",
    "king",
    "emir",
    "foreign minister",
    "defence minister",
    "finance minister",
];

/// Offices of a region or town: without an owner they are those of the country where something happens.
const LOCAL: [&str; 5] = ["governor", "mayor", "administrator", "police chief", "investigator"];

pub(super) fn single(entities: &[EntityId]) -> Option<EntityId> {
    match entities {
        [entity] => Some(*entity),
        _ => None,
    }
}

pub(super) fn opposed(one: Option<Gender>, other: Option<Gender>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}

/// Whether a phrase names the office of a role: the same office, the same noun, or its last words ("the
/// minister" after "foreign minister").
fn same_office(role: &Role, phrase: &Phrase) -> bool {
    (phrase.noun.office.is_some() && role.office == phrase.noun.office)
        || (role.office.as_deref() == Some("high representative")
            && phrase.noun.office.as_deref() == Some("foreign minister"))
        || role.noun == phrase.text
        || is_shortened(&phrase.text, &role.noun)
}

/// Whether the words of a short noun stand in a longer one in order, the last word last ("deputy minister",
/// "deputy foreign minister").
fn is_shortened(short: &str, long: &str) -> bool {
    let mut words = long.split(' ');
    let in_order = short.split(' ').all(|word| words.any(|other| other == word));
    in_order && words.next().is_none()
}

pub(super) fn is_diplomatic(role: &Role) -> bool {
    role.office.as_deref().is_some_and(is_diplomatic_office)
}

pub(super) fn is_diplomatic_office(office: &str) -> bool {
    ["foreign minister", "ambassador", "envoy", "representative", "negotiator"]
        .iter()
        .any(|word| office.contains(word))
}

fn office_fits(office: &str, phrase: &Phrase) -> bool {
    phrase.noun.office.as_deref() == Some(office)
        || (office == "high representative" && phrase.noun.office.as_deref() == Some("foreign minister"))
        || office.strip_suffix(phrase.text.as_str()).is_some_and(|before| before.ends_with(' '))
        || (phrase.text == "leader"
            && matches!(office, "president" | "prime minister" | "chancellor" | "supreme leader"))
}
