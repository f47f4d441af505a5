//! What a noun with its owners denotes: a government, its forces, its institutions, its officials.

use super::chunks::Opening;
use super::phrases::Phrase;
use super::register::Draft;
use super::resolver::Resolver;
use verbale_knowledge::{NounSense, ThingId, ThingKind};
use verbale_record::{EntityId, EntityKind};

impl Resolver<'_> {
    /// "the Peruvian government", "authorities": the country itself.
    pub fn government(&mut self, phrase: &Phrase) -> Vec<EntityId> {
        // "the Peruvian team" may as well play football.
        let sports = phrase.text == "team"
            && self.chunk(phrase.chunk).owner.is_none()
            && !self.reading.speaks(&self.chunk(phrase.chunk).words);
        if !phrase.parties.is_empty() {
            return if sports { Vec::new() } else { self.parties(&phrase.parties) };
        }
        if phrase.noun.plural && phrase.owners.is_empty() && phrase.opening == Opening::Definite {
            let number = self.stated_number(phrase);
            return self.several(phrase.noun_words.start, number, |draft| draft.kind == EntityKind::Country);
        }
        let general = matches!(
            phrase.text.as_str(),
            "government"
                | "authorities"
                | "regime"
                | "administration"
                | "cabinet"
                | "central government"
                | "federal government"
                | "rulers"
                | "state"
                | "establishment"
        );
        if general && phrase.owners.is_empty() && phrase.may_refer_back() {
            let local = matches!(phrase.text.as_str(), "authorities");
            let at = phrase.noun_words.start;
            let party = if local { self.local_party(at) } else { self.context_party(at) };
            return party.map(|party| self.parties(&[party])).unwrap_or_default();
        }
        Vec::new()
    }

    /// The rows of some parties.
    pub fn parties(&mut self, parties: &[String]) -> Vec<EntityId> {
        let knowledge = self.reading.input.knowledge;
        parties.iter().map(|party| self.register.of_party(knowledge, party)).collect()
    }

    /// "Peruvian troops", "the army": the forces of a party; a group's fighters are the group.
    pub fn forces(&mut self, phrase: &Phrase) -> Vec<EntityId> {
        let itself = |draft: &Draft| {
            draft.kind == EntityKind::ArmedGroup || draft.known_kind == Some(ThingKind::Organ)
        };
        if let Some(&owner) = phrase.owners.iter().find(|&&owner| itself(self.register.get(owner))) {
            return vec![owner];
        }
        if !phrase.parties.is_empty() {
            let text = self.text_through(phrase.chunk, phrase.noun_words.end);
            return phrase.parties.iter().map(|party| self.forces_of(party, &text, &phrase.text)).collect();
        }
        let machine = MACHINES.iter().any(|noun| ends_in_word(&phrase.text, noun));
        if !phrase.owners.is_empty() || !phrase.may_refer_back() || machine {
            return Vec::new();
        }
        let at = phrase.noun_words.start;
        let forces = |draft: &Draft| draft.is_described_as(NounSense::Forces) || self.is_forces(draft);
        if let Some(held) = self.latest_within(at, 3, forces) {
            return vec![held];
        }
        let general = matches!(
            phrase.text.as_str(),
            "military"
                | "army"
                | "troops"
                | "soldiers"
                | "armed forces"
                | "air force"
                | "navy"
                | "security forces"
        );
        match self.context_party(at).filter(|_| general) {
            Some(party) => vec![self.forces_of(&party, &phrase.text, &phrase.text)],
            None => self.latest(at, forces).into_iter().collect(),
        }
    }

    /// The one row of a party's forces: the tables' own, where they have one.
    fn forces_of(&mut self, party: &str, text: &str, noun: &str) -> EntityId {
        let knowledge = self.reading.input.knowledge;
        let known = self.forces_thing(party);
        let held = known.and_then(|thing| self.register.held(thing));
        let id = held.unwrap_or_else(|| {
            let key = known.map(|thing| knowledge.thing(thing).key.clone());
            let key = key.or_else(|| Some(verbale_knowledge::slug(&format!("{party} armed forces"))));
            let id = self.register.labelled(format!("forces {party}"), || {
                Draft::official(EntityKind::Organisation, text, Some(party.to_owned()))
            });
            if let Some(key) = key {
                self.register.get_mut(id).key = key;
            }
            id
        });
        let draft = self.register.get_mut(id);
        if draft.noun.is_none() {
            draft.noun = Some((noun.to_owned(), NounSense::Forces));
        }
        id
    }

    /// Whether a known organisation is the forces of its party.
    fn is_forces(&self, draft: &Draft) -> bool {
        draft.known_kind == Some(ThingKind::Organ)
            && draft.party.as_ref().and_then(|party| self.forces_thing(party)) == draft.thing
    }

    fn forces_thing(&self, party: &str) -> Option<ThingId> {
        let knowledge = self.reading.input.knowledge;
        let adjective = knowledge.thing(knowledge.named(party)?).adjective.clone()?;
        ["military", "army", "armed forces", "forces"].iter().find_map(|noun| {
            let senses = knowledge.lookup(&format!("{adjective} {noun}"));
            senses
                .iter()
                .map(|sense| sense.thing)
                .find(|&thing| knowledge.thing(thing).kind == ThingKind::Organ)
        })
    }

    /// "Peru's foreign ministry", "the ministry": an institution of a party.
    pub fn institution(&mut self, phrase: &Phrase) -> Vec<EntityId> {
        let at = phrase.noun_words.start;
        let voice =
            ["press", "media", "website", "communications"].iter().any(|word| phrase.text.starts_with(word));
        let body = |draft: &Draft| draft.kind == EntityKind::Organisation;
        if voice && let Some(&owner) = phrase.owners.iter().find(|&&owner| body(self.register.get(owner))) {
            return vec![owner];
        }
        // "the press bureau" speaks for whoever spoke or issued something last.
        if voice && phrase.is_plain_definite() {
            return self.last_issuers(at);
        }
        let key = institution_key(phrase);
        let text = self.text_through(phrase.chunk, phrase.noun_words.end);
        if let Some(party) = phrase.parties.first() {
            if phrase.noun.plural && phrase.parties.len() > 1 {
                return self.parties(&phrase.parties);
            }
            let label = format!("institution {party} {key}");
            let party = party.clone();
            return vec![self.register.labelled(label, || {
                Draft {
                    key: verbale_knowledge::slug(&format!("{party} {key}")),
                    ..Draft::official(EntityKind::Organisation, &text, Some(party))
                        .described(&phrase.text, NounSense::Institution)
                }
            })];
        }
        // "intelligence" that nobody is named for is what is known, not who knows it.
        let nameless = phrase.text == "intelligence" && phrase.opening == Opening::Bare;
        if !phrase.owners.is_empty() || !phrase.may_refer_back() || nameless {
            return Vec::new();
        }
        let noun = phrase.text.clone();
        let same = |draft: &Draft| {
            draft.kind == EntityKind::Organisation
                && (draft.name.to_lowercase().split(' ').any(|word| word == noun)
                    || ends_in_word(&draft.name.to_lowercase(), &noun)
                    || draft
                        .noun
                        .as_ref()
                        .is_some_and(|(held, _)| ends_in_word(held, &noun) || institution_words(held) == key))
        };
        if let Some(held) = self.latest(at, same) {
            return vec![held];
        }
        let national = !matches!(
            noun.as_str(),
            "council"
                | "committee"
                | "commission"
                | "office"
                | "agency"
                | "court"
                | "department"
                | "hospital"
                | "ministry"
                | "regulator"
                | "mission"
                | "assembly"
                | "tribunal"
                | "airline"
                | "intelligence"
                | "customs"
                | "railway"
                | "railways"
                | "secretariat"
        );
        match self.local_party(at).filter(|_| national && !phrase.noun.plural) {
            Some(party) => {
                let label = format!("institution {party} {key}");
                vec![self.register.labelled(label, || {
                    Draft::official(EntityKind::Organisation, &text, Some(party))
                        .described(&noun, NounSense::Institution)
                })]
            }
            None => Vec::new(),
        }
    }

    /// "the group", "Peruvian rebels".
    pub fn group(&mut self, phrase: &Phrase) -> Vec<EntityId> {
        let group = |draft: &Draft| draft.kind == EntityKind::ArmedGroup;
        if let Some(&owner) = phrase.owners.iter().find(|&&owner| group(self.register.get(owner))) {
            return vec![owner];
        }
        if phrase.owners.is_empty() && phrase.may_refer_back() && !phrase.noun.plural {
            let at = phrase.noun_words.start;
            let armed =
                matches!(phrase.text.as_str(), "group" | "organisation" | "organization" | "movement")
                    || super::phrases::ARMED.iter().any(|word| phrase.text.contains(word));
            let held = self.take_up(phrase.chunk);
            return held.or_else(|| self.latest(at, group).filter(|_| armed)).into_iter().collect();
        }
        if !self.acts(phrase.chunk) {
            return Vec::new();
        }
        let text = self.described_text(phrase.chunk);
        let label = format!("group {}", verbale_knowledge::slug(&text));
        let armed = super::phrases::ARMED.iter().any(|word| text.to_lowercase().contains(word));
        let kind = if armed { EntityKind::ArmedGroup } else { EntityKind::Other };
        vec![self.register.labelled(label, || {
            let draft = Draft { plural: phrase.noun.plural, ..Draft::new(kind, &text) };
            draft.described(&phrase.text, NounSense::Group)
        })]
    }

    /// "the country", "both sides".
    pub fn country(&mut self, phrase: &Phrase) -> Vec<EntityId> {
        if !phrase.parties.is_empty() && !phrase.noun.plural {
            return self.parties(&phrase.parties);
        }
        let at = phrase.noun_words.start;
        if phrase.noun.plural {
            // "several countries", "nations in Europe" are nobody in particular.
            let sides =
                phrase.opening == Opening::Bare && matches!(phrase.text.as_str(), "sides" | "parties");
            let both = self.reading.lower(self.chunk(phrase.chunk).words.start) == "both";
            let named = matches!(phrase.opening, Opening::Definite | Opening::Pronoun(_)) || sides || both;
            return match named && phrase.owners.is_empty() {
                true => self.several(at, self.stated_number(phrase), |draft| {
                    draft.party.is_some() && draft.kind != EntityKind::Person
                }),
                false => Vec::new(),
            };
        }
        if phrase.is_plain_definite() && !matches!(phrase.text.as_str(), "power" | "ally" | "union") {
            let bloc = phrase.text == "bloc";
            let country = |draft: &Draft| match bloc {
                true => draft.known_kind == Some(ThingKind::Body),
                false => draft.kind == EntityKind::Country,
            };
            return self.latest(at, country).into_iter().collect();
        }
        Vec::new()
    }

    /// The number that a phrase says, if any: "both", "two", "the three".
    pub fn stated_number(&self, phrase: &Phrase) -> Option<usize> {
        let words = self.chunk(phrase.chunk).words.start..phrase.noun_words.end;
        words.clone().find_map(|word| match self.reading.lower(word).as_str() {
            "both" | "two" => Some(2),
            "three" => Some(3),
            "four" => Some(4),
            "five" => Some(5),
            _ => None,
        })
    }

    /// The last group of so many spoken of together; for "both sides", else the two parties spoken of most.
    pub fn several(&self, at: u32, number: Option<usize>, test: impl Fn(&Draft) -> bool) -> Vec<EntityId> {
        let fits = |entities: &[EntityId]| {
            entities.len() > 1
                && number.is_none_or(|number| entities.len() == number)
                && entities.iter().all(|&entity| test(self.register.get(entity)))
        };
        if let Some(reference) = self.discourse.before(at).find(|reference| fits(&reference.entities)) {
            return reference.entities.clone();
        }
        if number != Some(2) {
            return Vec::new();
        }
        let mut counts: Vec<(usize, EntityId)> = Vec::new();
        for &entity in self.discourse.all().flat_map(|reference| &reference.entities) {
            if !test(self.register.get(entity)) || self.register.get(entity).kind == EntityKind::Organisation
            {
                continue;
            }
            match counts.iter_mut().find(|(_, held)| *held == entity) {
                Some((count, _)) => *count += 1,
                None => counts.push((1, entity)),
            }
        }
        counts.sort_by_key(|&(count, entity)| (std::cmp::Reverse(count), entity));
        match counts.as_slice() {
            [(_, first), (second_count, second), rest @ ..]
                if rest.first().is_none_or(|(third, _)| third * 2 <= *second_count) =>
            {
                vec![*first, *second]
            }
            _ => Vec::new(),
        }
    }
}

/// Arms that act for a party only where the text says whose they are.
const MACHINES: [&str; 13] = [
    "drones",
    "missiles",
    "tanks",
    "aircraft",
    "jets",
    "warplanes",
    "artillery",
    "warships",
    "warship",
    "fleet",
    "air defences",
    "air defenses",
    "air defence",
];

/// What makes two nouns name one institution: the office's name, or the words without "of" and "the", sorted.
fn institution_key(phrase: &Phrase) -> String {
    phrase.noun.office.clone().unwrap_or_else(|| institution_words(&phrase.text))
}

fn institution_words(noun: &str) -> String {
    let mut words: Vec<&str> =
        noun.split(' ').filter(|word| !matches!(*word, "of" | "the" | "for" | "and")).collect();
    words.sort_unstable();
    words.join(" ")
}

/// Whether a text ends in a word or words.
pub(super) fn ends_in_word(text: &str, words: &str) -> bool {
    text.strip_suffix(words).is_some_and(|before| before.is_empty() || before.ends_with(' '))
}
