//! Unnamed persons without an office of their own: "Israeli officials", "the expert", "residents".

use super::chunks::Opening;
use super::offices::{NATIONAL, is_diplomatic, is_diplomatic_office, opposed, single};
use super::phrases::Phrase;
use super::register::Draft;
use super::resolver::Resolver;
use verbale_knowledge::{NounSense, Standing};
use verbale_record::{Capacity, EntityId, EntityKind};

impl Resolver<'_> {
    /// Unnamed officials of a party; those of several parties are the parties.
    pub fn officials(&mut self, phrase: &Phrase) -> Vec<EntityId> {
        let at = phrase.noun_words.start;
        if phrase.parties.len() > 1 {
            return self.parties(&phrase.parties);
        }
        if let Some(party) = phrase.parties.first().cloned() {
            if !phrase.noun.plural
                && phrase.opening == Opening::Definite
                && let Some(held) = self.latest_official(phrase)
            {
                return vec![held];
            }
            let text = self.described_text(phrase.chunk);
            let label = format!("officials {party} {}", verbale_knowledge::slug(&text));
            return vec![self.register.labelled(label, || {
                let key = verbale_knowledge::slug(&format!("{party} officials"));
                let draft = Draft::official(EntityKind::Other, &text, Some(party));
                Draft { key, plural: phrase.noun.plural, ..draft }
                    .described(&phrase.text, NounSense::Official)
            })];
        }
        let plural = phrase.noun.plural;
        if phrase.owners.is_empty() && phrase.opening == Opening::Definite {
            let described =
                |draft: &Draft| draft.is_described_as(NounSense::Official) && draft.plural == plural;
            let same = |draft: &Draft| {
                described(draft) && draft.noun.as_ref().is_some_and(|(noun, _)| *noun == phrase.text)
            };
            if let Some(held) = self.latest(at, same).or_else(|| self.latest(at, described)) {
                return vec![held];
            }
            if !plural && let Some(held) = self.latest_official(phrase) {
                return vec![held];
            }
            if plural {
                let number = self.stated_number(phrase);
                return self.several_persons(at, number);
            }
        }
        let modified = self.chunk(phrase.chunk).core().len() > phrase.noun_words.len();
        let bare = phrase.owners.is_empty() && phrase.opening == Opening::Bare && phrase.text == "officials";
        let on_the_spot = at.checked_sub(1).is_some_and(|before| is_local(&self.reading.lower(before)));
        if bare
            && (!modified || on_the_spot)
            && self.acts(phrase.chunk)
            && let Some(party) = self.local_party(at)
        {
            let label = format!("officials {party} officials");
            let text = self.described_text(phrase.chunk);
            return vec![self.register.labelled(label, || {
                let draft = Draft::official(EntityKind::Other, &text, Some(party));
                Draft { plural: true, ..draft }.described(&phrase.text, NounSense::Official)
            })];
        }
        if modified && self.acts(phrase.chunk) { vec![self.nobody(phrase)] } else { Vec::new() }
    }

    /// "both leaders", "the two commanders": a group spoken of together, else the officials spoken of last.
    fn several_persons(&self, at: u32, number: Option<usize>) -> Vec<EntityId> {
        let group = self.several(at, number.filter(|&number| number != 2), |draft| draft.party.is_some());
        let fits = |group: &[EntityId]| number.is_none_or(|number| group.len() == number);
        if number.is_none() || (!group.is_empty() && fits(&group)) {
            return group;
        }
        let mut found: Vec<EntityId> = Vec::new();
        for reference in self.discourse.before(at) {
            if let Some(entity) = single(&reference.entities)
                && self.register.get(entity).is_person()
                && self.register.get(entity).capacity == Capacity::Official
                && !found.contains(&entity)
            {
                found.insert(0, entity);
            }
            if Some(found.len()) == number {
                return found;
            }
        }
        Vec::new()
    }

    /// "the diplomat", "the Russian official": the named official spoken of last whom the noun may mean.
    fn latest_official(&self, phrase: &Phrase) -> Option<EntityId> {
        let diplomat = phrase.text.ends_with("diplomat");
        let highest = |office: &str| NATIONAL[..5].contains(&office) || office == "supreme leader";
        let fits = |draft: &Draft| {
            draft.is_person()
                && draft.capacity == Capacity::Official
                && !self.office_of(draft).is_some_and(highest)
                && (phrase.parties.is_empty()
                    || draft.party.as_ref().is_some_and(|party| phrase.parties.contains(party)))
                && (!diplomat
                    || draft.roles.iter().any(is_diplomatic)
                    || self.office_of(draft).is_some_and(is_diplomatic_office))
        };
        self.latest(phrase.noun_words.start, fits)
    }

    /// The office a person holds on the day, by the tables.
    fn office_of(&self, draft: &Draft) -> Option<&str> {
        let knowledge = self.reading.input.knowledge;
        let day = self.reading.input.document.published();
        draft.thing.and_then(|thing| knowledge.tenure_on(thing, day)).map(|tenure| tenure.office.as_str())
    }

    /// Someone without a party ("European diplomats", "residents").
    fn nobody(&mut self, phrase: &Phrase) -> EntityId {
        let text = self.described_text(phrase.chunk);
        let label = format!("people {}", verbale_knowledge::slug(&text));
        self.register.labelled(label, || {
            let draft = Draft { plural: phrase.noun.plural, ..Draft::new(EntityKind::Other, &text) };
            draft.described(&phrase.text, phrase.noun.sense)
        })
    }

    /// "sources", "analysts" are no one; "Iranian sources" are a party's, "the expert" may be a named one.
    pub fn anonymous(&mut self, phrase: &Phrase) -> Vec<EntityId> {
        let source = phrase.text.contains("source") || phrase.text.contains("insider");
        if source && !phrase.parties.is_empty() {
            return self.officials(phrase);
        }
        if phrase.is_plain_definite() && !phrase.noun.plural {
            let at = phrase.noun_words.start;
            if source {
                let same =
                    |draft: &Draft| draft.noun.as_ref().is_some_and(|(noun, _)| noun.contains("source"));
                return self.latest(at, same).into_iter().collect();
            }
            let private =
                |draft: &Draft| draft.is_person() && draft.party.is_none() && phrase.text != "person";
            return self.latest(at, private).into_iter().collect();
        }
        if phrase.is_plain_definite() && source {
            let at = phrase.noun_words.start;
            let same = |draft: &Draft| draft.noun.as_ref().is_some_and(|(noun, _)| noun.contains("source"));
            return self.latest(at, same).into_iter().collect();
        }
        Vec::new()
    }

    /// "the activist", "a British surgeon", "his mother".
    pub fn person(&mut self, phrase: &Phrase) -> Vec<EntityId> {
        if phrase.noun.plural {
            return self.people(phrase);
        }
        let at = phrase.noun_words.start;
        if phrase.is_plain_definite() {
            let member = phrase.noun.standing == Standing::Member || phrase.text == "politician";
            let same = |draft: &Draft| {
                draft.is_person()
                    && !opposed(draft.gender, phrase.noun.gender)
                    && (draft.roles.iter().any(|role| {
                        role.noun == phrase.text || (member && role.standing == Standing::Member)
                    }) || draft.noun.as_ref().is_some_and(|(noun, _)| *noun == phrase.text))
            };
            if let Some(held) = self.latest(at, same) {
                return vec![held];
            }
        }
        if self.acts(phrase.chunk) { vec![self.unnamed(phrase, None)] } else { Vec::new() }
    }

    /// "residents", "the Syrian people", "aid groups".
    pub fn people(&mut self, phrase: &Phrase) -> Vec<EntityId> {
        let at = phrase.noun_words.start;
        let noun = phrase.text.clone();
        if phrase.is_plain_definite() {
            let same = |draft: &Draft| draft.noun.as_ref().is_some_and(|(held, _)| *held == noun);
            if let Some(held) = self.latest(at, same) {
                return vec![held];
            }
        }
        if !self.acts(phrase.chunk) {
            return Vec::new();
        }
        let entity = self.nobody(phrase);
        let nation =
            matches!(noun.as_str(), "people" | "nation" | "citizens" | "public" | "population" | "society");
        if nation && let Some(party) = phrase.parties.first() {
            self.register.get_mut(entity).party = Some(party.clone());
        }
        vec![entity]
    }

    /// Settles a person whose roles have just been read.
    pub fn settle_if_open(&mut self, person: EntityId) {
        if self.register.get(person).party.is_none() {
            self.settle_person(person);
        }
    }
}

/// Whether a word says that someone's office is on the spot ("local officials").
fn is_local(word: &str) -> bool {
    matches!(word, "local" | "regional" | "provincial" | "municipal" | "district" | "city" | "state")
}
