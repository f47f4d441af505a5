//! Roles: what the text calls a person ("Kremlin spokesman Dmitry Peskov", "X, Peru's envoy to the talks").

use super::owners::Reach;
use super::register::Role;
use super::resolver::Resolver;
use std::ops::Range;
use verbale_analyze::{Relation, Upos};
use verbale_knowledge::{Noun, NounSense, Standing};
use verbale_record::{Capacity, EntityId, EntityKind};

impl Resolver<'_> {
    /// Reads the roles of all named persons whose party is named beside them.
    pub fn find_named_roles(&mut self) {
        for run in 0..self.runs.len() {
            if let Some(person) = self.person_of(run) {
                self.read_roles(run, person, Reach::Names);
            }
        }
    }

    /// The person that a run names.
    pub fn person_of(&self, run: usize) -> Option<EntityId> {
        self.run_entities[run].filter(|&entity| self.register.get(entity).is_person())
    }

    /// Reads the roles around one name of a person.
    pub fn read_roles(&mut self, run: usize, person: EntityId, reach: Reach) {
        let words = self.runs[run].words.clone();
        let Some(chunk) = self.reading.chunk_at(words.start) else { return };
        if let Some((title, noun)) = self.title_before(&words).or_else(|| self.title_of_place(&words)) {
            self.add_role(person, title, noun, reach);
        }
        if self.chunk(chunk).owner.is_none()
            && let Some((title, noun)) = self.phrase_before_comma(chunk, &words)
        {
            self.add_role(person, title, noun, reach);
        }
        if let Some((title, noun)) = self.apposition_after(words.end) {
            self.add_role(person, title, noun, reach);
        }
        self.read_congress(&words, person);
        if let Some((title, noun)) = self.copula(&words) {
            self.add_role(person, title, noun, reach);
        }
    }

    /// "Sen. Luis Rojas", "Luis Rojas (R-Ohio)": the forms that only members of the United States' Congress have.
    fn read_congress(&mut self, name: &Range<u32>, person: EntityId) {
        const PARTY: &str = "United States";
        let sentence = self.reading.sentence_words(name.start);
        let mut before =
            (sentence.start..name.start).rev().filter(|&word| self.reading.form(word) != ".").take(1);
        let address = before.find(|&word| matches!(self.reading.form(word), "Sen" | "Sen." | "Rep" | "Rep."));
        let letter = (name.end + 1 < sentence.end && self.reading.form(name.end) == "(")
            .then(|| self.reading.form(name.end + 1))
            .filter(|form| {
                let bare = matches!(*form, "R" | "D" | "I")
                    && matches!(
                        self.reading.form((name.end + 2).min(sentence.end - 1)),
                        "-" | "‑" | "–" | ","
                    );
                bare || ["R-", "D-", "I-"].iter().any(|mark| form.starts_with(mark))
            });
        let known = self.register.get(person).roles.iter().any(|role| role.party.is_some());
        if known || (address.is_none() && letter.is_none()) {
            return;
        }
        let noun = match address.map(|word| self.reading.form(word)) {
            Some("Rep" | "Rep.") => "representative",
            Some(_) => "senator",
            None => "member of Congress",
        };
        self.register.get_mut(person).roles.push(Role {
            at: name.start,
            noun: noun.to_owned(),
            office: None,
            party: Some(PARTY.to_owned()),
            text: noun.to_owned(),
            standing: Standing::Member,
        });
    }

    /// The role noun right before a name, as words up to the name.
    fn title_before(&self, name: &Range<u32>) -> Option<(Range<u32>, Noun)> {
        let sentence = self.reading.sentence_words(name.start);
        let mut end = name.start;
        while end > sentence.start && self.is_address(end - 1) {
            end -= 1;
        }
        let first = end.saturating_sub(9).max(sentence.start);
        let (start, noun) = self.reading.noun_at_end(&(first..end)).filter(|(_, noun)| is_role(noun))?;
        // "Supreme Leader Ayatollah": the office stands before the form of address.
        if noun.office.is_none()
            && start > first
            && let Some((outer, held)) = self.reading.noun_at_end(&(first..start)).filter(|(_, n)| is_role(n))
        {
            return Some((outer..start, held));
        }
        Some((start..end, noun))
    }

    /// "Chairman of the Grain Board of Peru Luis Rojas": the name stands behind another name, and the role noun
    /// before the prepositions.
    fn title_of_place(&self, name: &Range<u32>) -> Option<(Range<u32>, Noun)> {
        let chunk = self.reading.chunk_at(name.start)?;
        let mut words = self.chunk(chunk).words.clone();
        if !(words.start..name.start).any(|word| self.reading.upos(word) == Upos::Propn) {
            return None;
        }
        for _ in 0..3 {
            let preposition = words.start.checked_sub(1)?;
            if !matches!(self.reading.lower(preposition).as_str(), "of" | "to" | "for" | "in" | "at") {
                return None;
            }
            words = self.chunk(self.reading.chunk_at(preposition.checked_sub(1)?)?).words.clone();
            if words.end != preposition {
                return None;
            }
            if let Some((start, noun)) = self.reading.noun_at_end(&words).filter(|(_, noun)| is_role(noun)) {
                return (!noun.plural).then_some((start..words.end, noun));
            }
        }
        None
    }

    fn is_address(&self, word: u32) -> bool {
        super::names::is_honorific(self.reading.form(word)) || self.reading.form(word) == "."
    }

    /// "Peru's foreign minister, Ana Quispe, said": the phrase that ends before the comma before a name.
    fn phrase_before_comma(&self, chunk: usize, name: &Range<u32>) -> Option<(Range<u32>, Noun)> {
        let sentence = self.reading.sentence_words(name.start);
        let start = self.chunk(chunk).words.start;
        let comma = start.checked_sub(1).filter(|&comma| comma > sentence.start)?;
        let closes = name.end >= sentence.end
            || matches!(self.reading.form(name.end), "," | ")" | "." | "—" | "–" | ";")
            || name.clone().any(|word| self.reading.relation(word) == Relation::Appos);
        if self.reading.form(comma) != "," || !closes {
            return None;
        }
        // "the head of the grain agency of Peru, Ana Quispe,": over the prepositions to the role noun.
        let mut words = self.chunk(self.reading.chunk_at(comma - 1)?).words.clone();
        let mut end = comma;
        for _ in 0..4 {
            if words.end != end {
                return None;
            }
            if let Some((start, noun)) = self.reading.noun_at_end(&words).filter(|(_, noun)| is_role(noun)) {
                return (!noun.plural).then_some((start..end, noun));
            }
            end = words.start.checked_sub(1).filter(|&at| at > sentence.start)?;
            if !matches!(
                self.reading.lower(end).as_str(),
                "of" | "for" | "to" | "in" | "at" | "on" | "'s" | "’s"
            ) {
                return None;
            }
            words = self.chunk(self.reading.chunk_at(end - 1)?).words.clone();
        }
        None
    }

    /// "Ana Quispe, Peru's foreign minister,": the role noun in the phrase after the comma (or bracket).
    fn apposition_after(&self, name_end: u32) -> Option<(Range<u32>, Noun)> {
        let sentence = self.reading.sentence_words(name_end.checked_sub(1)?);
        if name_end + 1 >= sentence.end || !matches!(self.reading.form(name_end), "," | "(" | "—" | "–") {
            return None;
        }
        let mut chunk = self.reading.chunk_at(name_end + 1)?;
        if self.chunk(chunk).words.start != name_end + 1 {
            return None;
        }
        // Over a possessor to what it owns.
        while let Some(next) = self.reading.chunks.get(chunk + 1).filter(|next| next.owner == Some(chunk)) {
            let _ = next;
            chunk += 1;
        }
        let words = self.chunk(chunk).words.clone();
        let (start, noun) =
            self.reading.noun_at_end(&words).filter(|(_, noun)| is_role(noun) && !noun.plural)?;
        // A name at its end would make it the title of another person.
        let after = words.end;
        let goes_on = after < sentence.end
            && matches!(self.reading.upos(after), Upos::Verb | Upos::Aux)
            && self.reading.form(name_end) == ","
            && !matches!(self.reading.relation(self.chunk(chunk).head), Relation::Appos);
        (!goes_on).then_some((start..after, noun))
    }

    /// "Ana Quispe is the foreign minister of Peru."
    fn copula(&self, name: &Range<u32>) -> Option<(Range<u32>, Noun)> {
        let subject = name.clone().find(|&word| self.reading.relation(word) == Relation::Nsubj)?;
        let head = self.reading.tree_head(subject);
        let chunk = self.reading.chunk_at(head)?;
        let sentence = self.reading.sentence_words(head);
        let is = (sentence.start..head).rev().take(8).any(|word| {
            self.reading.relation(word) == Relation::Cop
                && self.reading.tree_head(word) == head
                && matches!(self.reading.lower(word).as_str(), "is" | "'s" | "’s")
        });
        let words = self.chunk(chunk).words.clone();
        let (start, noun) =
            self.reading.noun_at_end(&words).filter(|(_, noun)| is_role(noun) && !noun.plural)?;
        (is && head > subject).then_some((start..words.end, noun))
    }

    fn add_role(&mut self, person: EntityId, title: Range<u32>, noun: Noun, reach: Reach) {
        let Some(chunk) = self.reading.chunk_at(title.start) else { return };
        self.stands_for.entry(chunk).or_insert(person);
        let at = title.start;
        let text = self.role_text(chunk, &title);
        let known = self.register.get(person).roles.iter().position(|role| role.at == at);
        if known.is_some_and(|known| self.register.get(person).roles[known].party.is_some()) {
            return;
        }
        let owners = self.owners(chunk, &title, reach);
        let party = noun.of.clone().or_else(|| self.party_of_owners(&owners)).or_else(|| {
            let on_the_spot = super::phrases::acts_for_country(noun.sense);
            on_the_spot.then(|| self.party_of_place(chunk, &title))?
        });
        let first = self.chunk(chunk).words.start;
        let former = (first..title.end).any(|word| is_former(&self.reading.lower(word)));
        let owned_by_none = !owners.is_empty() && party.is_none();
        let noun_text = self.reading.text(&title).to_lowercase();
        let told = party.is_some() || stands_alone(&noun_text);
        let standing = if former || owned_by_none || !told { Standing::Apart } else { noun.standing };
        let role = Role {
            at,
            noun: noun_text,
            office: noun.office,
            party: party.filter(|_| !former),
            text,
            standing,
        };
        let draft = self.register.get_mut(person);
        draft.gender = draft.gender.or(noun.gender);
        match known {
            Some(known) => draft.roles[known] = role,
            None => draft.roles.push(role),
        }
    }

    /// The role as the text gives it: from the start of its phrase, the possessor included.
    fn role_text(&self, chunk: usize, title: &Range<u32>) -> String {
        let mut first = self.chunk(chunk).core().start.min(title.start);
        let mut at = chunk;
        while let Some(owner) = self.chunk(at).owner {
            first = self.chunk(owner).core().start;
            at = owner;
        }
        self.reading.text(&(first..title.end)).to_owned()
    }

    /// Gives every person a party and a capacity from the tables and the roles.
    pub fn settle_people(&mut self) {
        for at in 0..self.register.drafts.len() {
            if self.register.drafts[at].kind == EntityKind::Person {
                self.settle_person(EntityId(at as u32));
            }
        }
    }

    pub fn settle_person(&mut self, person: EntityId) {
        let knowledge = self.reading.input.knowledge;
        let day = self.reading.input.document.published();
        let draft = self.register.get(person);
        let tenure = draft.thing.and_then(|thing| knowledge.tenure_on(thing, day));
        let spoken = draft.roles.iter().filter(|role| role.standing != Standing::Apart);
        let stated = spoken.max_by_key(|role| {
            (role.party.is_some(), role.standing, role.office.is_some(), std::cmp::Reverse(role.at))
        });
        let (party, capacity) = match (tenure, stated) {
            (Some(tenure), _) if tenure.standing != Standing::Apart => {
                (knowledge.thing(tenure.of).party.clone(), capacity_of(tenure.standing))
            }
            (Some(_), _) => (None, Capacity::Other),
            (None, Some(role)) => match role.party.clone().or_else(|| self.context_party(role.at)) {
                Some(party) => (Some(party), capacity_of(role.standing)),
                None => (None, Capacity::Other),
            },
            // An unnamed official keeps the party it was made with.
            (None, None) if draft.roles.is_empty() => (draft.party.clone(), draft.capacity),
            (None, None) => (None, Capacity::Other),
        };
        let draft = self.register.get_mut(person);
        draft.party = party;
        draft.capacity = capacity;
    }
}

fn capacity_of(standing: Standing) -> Capacity {
    if standing == Standing::Official { Capacity::Official } else { Capacity::Other }
}

/// Whether a noun names what a person is.
pub(super) fn is_role(noun: &Noun) -> bool {
    matches!(noun.sense, NounSense::Office | NounSense::Person | NounSense::Official | NounSense::Anonymous)
}

/// Whether a word puts a role into the past.
pub(super) fn is_former(word: &str) -> bool {
    matches!(word, "former" | "ex" | "ousted" | "deposed" | "late" | "then" | "disgraced" | "exiled")
}

/// Whether an office says whose it is without an owner, so that the country spoken of may be taken.
fn stands_alone(noun: &str) -> bool {
    const NEEDS_OWNER: [&str; 22] = [
        "head",
        "chief",
        "director",
        "chair",
        "chairman",
        "chairwoman",
        "chairperson",
        "leader",
        "boss",
        "secretary",
        "adviser",
        "advisor",
        "coordinator",
        "representative",
        "commissioner",
        "aide",
        "assistant",
        "official",
        "executive director",
        "director general",
        "member",
        "co-chair",
    ];
    NEEDS_OWNER.iter().all(|held| !super::nouns::ends_in_word(noun, held))
}
