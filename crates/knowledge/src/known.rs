//! [`Knowledge`]: the tables read into lookups.

use crate::fold::{Atom, atoms, slug, sound};
use crate::holders::{Tenure, family_name_comes_first, surname};
use crate::index::{Hit, Index};
use crate::places::{CitiesError, Gazetteer};
use crate::table::{FactsError, FactsProblem, Row, read};
use crate::{Gender, Noun, NounSense, Sense, Standing, Thing, ThingId, ThingKind, WordUse, date};
use jiff::civil::Date;
use std::collections::HashMap;
use verbale_text::Column;

/// The tables inside the binary.
const BUILTIN: [(&str, &str); 9] = [
    ("states.tsv", include_str!("../data/states.tsv")),
    ("bodies.tsv", include_str!("../data/bodies.tsv")),
    ("groups.tsv", include_str!("../data/groups.tsv")),
    ("organs.tsv", include_str!("../data/organs.tsv")),
    ("outlets.tsv", include_str!("../data/outlets.tsv")),
    ("institutes.tsv", include_str!("../data/institutes.tsv")),
    ("first-names.tsv", include_str!("../data/first-names.tsv")),
    ("holders.tsv", include_str!("../data/holders.tsv")),
    ("nouns.tsv", include_str!("../data/nouns.tsv")),
];

/// The facts.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    things: Column<ThingId, Thing>,
    by_name: HashMap<(String, bool), ThingId>,
    phrases: Index<Sense>,
    nouns: Index<Noun>,
    tenures: Vec<Tenure>,
    by_person: HashMap<ThingId, Vec<usize>>,
    by_office: HashMap<(String, ThingId), Vec<usize>>,
    by_sound: HashMap<String, Vec<ThingId>>,
    first_names: HashMap<String, Gender>,
    gazetteer: Gazetteer,
}

impl Knowledge {
    /// The facts inside the binary.
    pub fn builtin() -> Self {
        let mut known = Self { gazetteer: Gazetteer::builtin(), ..Self::default() };
        for (file, text) in BUILTIN {
            known.add(file, text).expect("the built-in tables are well formed: their tests read them");
        }
        known
    }

    /// Lays the rows of a project's own facts file over what is known. A row that names a thing already known
    /// adds to it; `file` is used in messages. At the first error nothing after it is read.
    pub fn add(&mut self, file: &str, text: &str) -> Result<(), FactsError> {
        read(file, text, |row| match row.section {
            "states" => self.add_state(row),
            "bodies" | "groups" | "organs" | "outlets" | "institutes" => self.add_organisation(row),
            "holders" => self.add_holder(row),
            "nouns" => self.add_noun(row),
            _ => self.add_first_names(row),
        })
    }

    /// Names and places of the world.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Adds the towns of a file in GeoNames' own format (`cities500.txt`) to the gazetteer.
    pub fn add_cities(&mut self, text: &str) -> Result<(), CitiesError> {
        self.gazetteer.add_cities(text)
    }

    /// The thing.
    pub fn thing(&self, id: ThingId) -> &Thing {
        &self.things[id]
    }

    /// The state, body, group, organ, outlet or institute of this usual English name.
    pub fn named(&self, name: &str) -> Option<ThingId> {
        self.by_name.get(&(slug(name), false)).copied()
    }

    /// The person of this name or spelling.
    pub fn person(&self, name: &str) -> Option<ThingId> {
        self.by_name.get(&(slug(name), true)).copied()
    }

    /// Holders of offices whose last name sounds like this one, whatever its spelling.
    pub fn sounding_like(&self, last_name: &str) -> &[ThingId] {
        self.by_sound.get(&sound(last_name)).map_or(&[], Vec::as_slice)
    }

    /// The longest known phrase at the start of a text's atoms, and what it may stand for.
    pub fn longest(&self, text: &[Atom]) -> Option<Hit<Sense>> {
        self.phrases.longest(text)
    }

    /// What a whole phrase may stand for ("Kyiv", "the Ukrainians", "IAEA").
    pub fn lookup(&self, phrase: &str) -> Vec<Sense> {
        self.phrases.whole(phrase)
    }

    /// The state that a phrase stands for by any name, adjective, people, capital or seat.
    pub fn state(&self, phrase: &str) -> Option<&Thing> {
        let senses = self.lookup(phrase);
        let mut states = senses.iter().map(|sense| self.thing(sense.thing));
        states.find(|thing| thing.kind == ThingKind::State)
    }

    /// The party that a phrase stands for or speaks for ("Moscow", "IDF" → "Israel"); a person's by the office
    /// held on `day`.
    pub fn party(&self, phrase: &str, day: Option<Date>) -> Option<&str> {
        self.lookup(phrase).iter().find_map(|sense| self.party_of(sense.thing, day))
    }

    /// The party that a thing speaks or acts for; a person's by the office held on `day`.
    pub fn party_of(&self, thing: ThingId, day: Option<Date>) -> Option<&str> {
        if self.thing(thing).kind == ThingKind::Person {
            let tenure = self.tenure_on(thing, day)?;
            let of = self.thing(tenure.of).party.as_deref();
            return of.filter(|_| tenure.standing != Standing::Apart);
        }
        self.thing(thing).party.as_deref()
    }

    /// Every office a person held, in the order of the table.
    pub fn tenures(&self, person: ThingId) -> impl DoubleEndedIterator<Item = &Tenure> {
        self.by_person.get(&person).into_iter().flatten().map(|&at| &self.tenures[at])
    }

    /// The office a person held on `day`, the weightiest first in the table; without a day, the last one.
    pub fn tenure_on(&self, person: ThingId, day: Option<Date>) -> Option<&Tenure> {
        match day {
            Some(day) => self.tenures(person).find(|tenure| tenure.covers(day)),
            None => self.tenures(person).last(),
        }
    }

    /// Who held an office of a state, body or group on `day` ("foreign minister", Iran).
    pub fn holders(&self, office: &str, of: ThingId, day: Date) -> impl Iterator<Item = &Tenure> {
        let held = self.by_office.get(&(office.to_owned(), of));
        held.into_iter().flatten().map(|&at| &self.tenures[at]).filter(move |tenure| tenure.covers(day))
    }

    /// The longest noun of the tables at the start of a text's atoms.
    pub fn longest_noun(&self, text: &[Atom]) -> Option<Hit<Noun>> {
        self.nouns.longest(text)
    }

    /// The noun of the tables that is all of `phrase`.
    pub fn noun(&self, phrase: &str) -> Option<Noun> {
        self.nouns.whole(phrase).into_iter().next()
    }

    /// The gender that a first name usually tells.
    pub fn first_name(&self, name: &str) -> Option<Gender> {
        let name = atoms(name);
        self.first_names.get(&name.first()?.text).copied()
    }

    /// Every thing with its id, in the order of the tables.
    pub fn things(&self) -> impl Iterator<Item = (ThingId, &Thing)> {
        self.things.pairs()
    }

    fn add_thing(&mut self, name: &str, kind: ThingKind, party: Option<String>) -> ThingId {
        let key = slug(name);
        let is_person = kind == ThingKind::Person;
        if let Some(&held) = self.by_name.get(&(key.clone(), is_person)) {
            if self.things[held].kind == kind && party.is_some() {
                self.things[held].party = party;
            }
            return held;
        }
        let thing = Thing {
            name: name.to_owned(),
            key: key.clone(),
            kind,
            party,
            iso2: None,
            adjective: None,
            gender: None,
        };
        let id = self.things.push(thing);
        self.by_name.insert((key, is_person), id);
        id
    }

    fn add_phrases<'t>(&mut self, thing: ThingId, used: WordUse, phrases: impl IntoIterator<Item = &'t str>) {
        for phrase in phrases {
            let plain = phrase.strip_prefix('?').unwrap_or(phrase);
            let needs_full_name = plain.len() < phrase.len();
            self.phrases.add(plain, Sense { used, thing, needs_full_name });
        }
    }

    fn add_names(&mut self, thing: ThingId, name: &str, row: &Row<'_>) {
        self.add_phrases(thing, WordUse::Name, [name]);
        self.add_phrases(thing, WordUse::Name, row.list("names"));
        self.add_phrases(thing, WordUse::Adjective, row.list("adjectives"));
        let adjective = &mut self.things[thing].adjective;
        if adjective.is_none() {
            *adjective = row.list("adjectives").next().map(str::to_owned);
        }
    }

    fn add_state(&mut self, row: &Row<'_>) -> Result<(), FactsError> {
        let name = row.required("name")?;
        let thing = self.add_thing(name, ThingKind::State, Some(name.to_owned()));
        if let Some(code) =
            row.read("iso2", "two-letter code", |code| (code.len() == 2).then(|| code.to_owned()))?
        {
            self.things[thing].iso2 = Some(code);
        }
        self.add_names(thing, name, row);
        self.add_phrases(thing, WordUse::People, row.list("people"));
        if row.cell("people").is_empty() {
            let peoples: Vec<String> = row.list("adjectives").flat_map(people).collect();
            self.add_phrases(thing, WordUse::People, peoples.iter().map(String::as_str));
        }
        self.add_phrases(thing, WordUse::Capital, row.list("capitals"));
        self.add_phrases(thing, WordUse::Seat, row.list("seats"));
        Ok(())
    }

    fn add_organisation(&mut self, row: &Row<'_>) -> Result<(), FactsError> {
        let name = row.required("name")?;
        let (kind, own_party) = match row.section {
            "bodies" => (ThingKind::Body, Some(name)),
            "groups" => (ThingKind::Group, Some(name)),
            "organs" => (ThingKind::Organ, None),
            "outlets" => (ThingKind::Outlet, None),
            _ => (ThingKind::Institute, None),
        };
        let plain = name.strip_prefix('?').unwrap_or(name);
        let party = match row.cell("party") {
            "" => own_party,
            "-" => None,
            party => Some(party),
        };
        let thing = self.add_thing(plain, kind, party.map(str::to_owned));
        self.add_names(thing, name, row);
        self.add_phrases(thing, WordUse::Seat, row.list("seats"));
        self.add_phrases(thing, WordUse::Wing, row.list("wings"));
        Ok(())
    }

    fn add_holder(&mut self, row: &Row<'_>) -> Result<(), FactsError> {
        let name = row.required("name")?;
        let office = row.required("office")?.to_owned();
        let of = row.required("of")?;
        let of = self.named(of).ok_or_else(|| row.error(FactsProblem::UnknownParty(of.to_owned())))?;
        let gender = row.read("gender", "gender (m, f or ?)", |letter| {
            if letter == "?" { Some(None) } else { Gender::parse(letter).map(Some) }
        })?;
        let day = |column, last| {
            row.read(column, "date (2025, 2025-05 or 2025-05-21)", |text| date::parse(text, last))
        };
        let (from, to) = (day("from", false)?, day("to", true)?);
        let standing = row.read("capacity", "capacity (official, member or other)", Standing::parse)?;
        let spelled = std::iter::once(name).chain(row.list("spellings"));
        let held = spelled.clone().find_map(|spelling| self.person(spelling));
        let person = held.unwrap_or_else(|| self.add_thing(name, ThingKind::Person, None));
        if let Some(Some(gender)) = gender {
            self.things[person].gender = Some(gender);
        }
        for spelling in spelled {
            self.by_name.entry((slug(spelling), true)).or_insert(person);
            self.add_phrases(person, WordUse::Name, [spelling]);
            let first = spelling.split(' ').next().filter(|first| self.first_name(first).is_none());
            let family_first = family_name_comes_first(self.thing(of).iso2.as_deref());
            if let Some(first) = first.filter(|first| family_first && *first != spelling) {
                self.add_phrases(person, WordUse::Surname, [first]);
            } else if let Some(last) = surname(spelling) {
                let alike = self.by_sound.entry(sound(&last)).or_default();
                if !alike.contains(&person) {
                    alike.push(person);
                }
                self.add_phrases(person, WordUse::Surname, [last.as_str()]);
                self.add_phrases(person, WordUse::Surname, without_article(&last));
            }
        }
        let at = self.tenures.len();
        self.by_person.entry(person).or_default().push(at);
        self.by_office.entry((office.clone(), of)).or_default().push(at);
        self.tenures.push(Tenure {
            person,
            office,
            of,
            from,
            to,
            standing: standing.unwrap_or(Standing::Official),
        });
        Ok(())
    }

    fn add_noun(&mut self, row: &Row<'_>) -> Result<(), FactsError> {
        let sense = row.read("sense", "sense of a noun", NounSense::parse)?;
        let sense = sense.ok_or_else(|| row.error(FactsProblem::Empty("sense")))?;
        let office = Some(row.cell("office")).filter(|office| !office.is_empty()).map(str::to_owned);
        let of = Some(row.cell("of")).filter(|of| !of.is_empty()).map(str::to_owned);
        let gender = row.read("gender", "gender (m or f)", Gender::parse)?;
        let standing = row.read("capacity", "capacity (official, member or other)", Standing::parse)?;
        let standing = standing.unwrap_or(Standing::Apart);
        if row.cell("plural").is_empty() {
            row.required("noun")?;
        }
        for (column, plural) in [("noun", false), ("plural", true)] {
            for form in row.list(column) {
                let (office, of) = (office.clone(), of.clone());
                self.nouns.add(form, Noun { sense, office, standing, of, gender, plural });
            }
        }
        Ok(())
    }

    fn add_first_names(&mut self, row: &Row<'_>) -> Result<(), FactsError> {
        let gender = row.read("gender", "gender (m or f)", Gender::parse)?;
        let gender = gender.ok_or_else(|| row.error(FactsProblem::Empty("gender")))?;
        for name in row.list("names") {
            if let Some(first) = atoms(name).into_iter().next() {
                self.first_names.insert(first.text, gender);
            }
        }
        Ok(())
    }
}

/// The nouns of nationality that an adjective yields ("Russian" → "Russian", "Russians").
fn people(adjective: &str) -> Vec<String> {
    let ends_like_noun = ["n", "i", "o", "t"].iter().any(|ending| adjective.ends_with(ending));
    if ends_like_noun {
        vec![adjective.to_owned(), format!("{adjective}s")]
    } else {
        vec![adjective.to_owned()]
    }
}

/// "al-Halabi" → "Halabi": the article of Arabic last names comes and goes.
fn without_article(last: &str) -> Option<&str> {
    let lower = last.to_lowercase();
    let article = ["al-", "al ", "el-", "el "].iter().find(|article| lower.starts_with(**article))?;
    last.get(article.len()..)
}

#[cfg(test)]
mod tests;
