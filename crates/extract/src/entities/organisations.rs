//! Everything named that is no person: states, bodies, groups, organisations, places.

use super::register::Draft;
use super::resolver::Resolver;
use verbale_analyze::{NameKind, Relation};
use verbale_knowledge::{Case, Sense, ThingKind, WordUse};
use verbale_record::{EntityId, EntityKind};

impl Resolver<'_> {
    /// Gives every name that is no person's its entity. Capitals and seats are decided where they stand.
    pub fn name_the_rest(&mut self) {
        let longest_first = {
            let mut runs: Vec<usize> = (0..self.runs.len()).collect();
            runs.sort_by_key(|&run| std::cmp::Reverse(self.reading.atoms(&self.runs[run].words).len()));
            runs
        };
        for run in longest_first {
            if self.run_entities[run].is_none() {
                self.run_entities[run] = self.name_run(run);
            }
        }
        self.name_acronyms();
        self.set_fullest_names();
    }

    fn name_run(&mut self, run: usize) -> Option<EntityId> {
        if let Some(sense) = self.best_sense(run) {
            if sense.used == WordUse::Wing {
                return Some(self.wing(run, sense));
            }
            return Some(self.register.of_thing(self.reading.input.knowledge, sense.thing));
        }
        let words = self.runs[run].words.clone();
        let name = self.reading.text(&words);
        match self.runs[run].kind? {
            NameKind::Place => {
                let label = format!("place {}", verbale_knowledge::slug(name));
                Some(self.register.labelled(label, || Draft::new(EntityKind::Place, name)))
            }
            NameKind::Organisation => Some(self.unknown_organisation(name)),
            NameKind::Person | NameKind::Other => None,
        }
    }

    /// A part of a group that has its own name acts for the group.
    fn wing(&mut self, run: usize, sense: Sense) -> EntityId {
        let thing = self.reading.input.knowledge.thing(sense.thing);
        let name = self.reading.text(&self.runs[run].words);
        let label = format!("wing {}", verbale_knowledge::slug(name));
        let party = thing.party.clone();
        self.register.labelled(label, || Draft::official(EntityKind::ArmedGroup, name, party))
    }

    /// The sense of a known run: the one that fits what the language model saw, else the first.
    pub fn best_sense(&self, run: usize) -> Option<Sense> {
        let knowledge = self.reading.input.knowledge;
        let senses = &self.runs[run].senses;
        let fits = |sense: &&Sense| {
            let kind = knowledge.thing(sense.thing).kind;
            match self.runs[run].kind {
                Some(NameKind::Place) => kind == ThingKind::State,
                Some(NameKind::Organisation) => !matches!(kind, ThingKind::State | ThingKind::Person),
                _ => kind != ThingKind::Person,
            }
        };
        let other = |sense: &&Sense| knowledge.thing(sense.thing).kind != ThingKind::Person;
        senses.iter().find(fits).or_else(|| senses.iter().find(other)).copied()
    }

    /// An organisation the tables do not know: one row for a name and its short forms.
    fn unknown_organisation(&mut self, name: &str) -> EntityId {
        let key = verbale_knowledge::slug(name.strip_prefix("The ").unwrap_or(name));
        let is_short_form = |draft: &&mut Draft| {
            draft.kind == EntityKind::Organisation
                && key.len() >= 4
                && (draft.key.ends_with(&format!("-{key}")) || draft.key.starts_with(&format!("{key}-")))
        };
        let mut longer =
            self.register.drafts.iter_mut().enumerate().filter(|(_, draft)| is_short_form(draft));
        if let (Some((at, _)), None) = (longer.next(), longer.next()) {
            return EntityId(at as u32);
        }
        drop(longer);
        let label = format!("organisation {key}");
        self.register.labelled(label, || Draft { key, ..Draft::new(EntityKind::Organisation, name) })
    }

    /// "International Grain Council (IGC)": what stands in brackets behind a name is the name again.
    fn name_acronyms(&mut self) {
        for run in 1..self.runs.len() {
            let words = self.runs[run].words.clone();
            let before = self.runs[run - 1].words.end;
            let bracketed = words.start == before + 1
                && self.reading.form(before) == "("
                && (words.end as usize) < self.reading.words.len()
                && self.reading.form(words.end) == ")";
            let atoms = self.reading.atoms(&words);
            let acronym = atoms.len() == 1 && atoms[0].case == Case::Upper && atoms[0].text.len() >= 2;
            if bracketed && acronym {
                self.share_entity(run - 1, run);
            }
        }
    }

    /// Gives the acronym's run the full name's entity, wherever the acronym stands.
    fn share_entity(&mut self, full: usize, acronym: usize) {
        let Some(entity) = self.run_entities[full] else { return };
        let known = |run: usize| !self.runs[run].senses.is_empty();
        // Where only the acronym is known, the name is its full form.
        let (keep, give) = match (known(full), known(acronym), self.run_entities[acronym]) {
            (false, true, Some(known)) => (known, entity),
            (_, _, Some(other)) => (entity, other),
            (_, _, None) => (entity, entity),
        };
        let text = self.reading.text(&self.runs[acronym].words);
        for run in 0..self.runs.len() {
            let same_text = self.reading.text(&self.runs[run].words) == text;
            if self.run_entities[run] == Some(give) || same_text {
                self.run_entities[run] = Some(keep);
            }
        }
    }

    /// The fullest form of each name in this text; a state keeps its usual name.
    fn set_fullest_names(&mut self) {
        for run in 0..self.runs.len() {
            let Some(entity) = self.run_entities[run] else { continue };
            let named = self.runs[run].senses.is_empty() || self.runs[run].has_use(WordUse::Name);
            let draft = self.register.get(entity);
            let keeps_usual_name =
                matches!(draft.kind, EntityKind::Person | EntityKind::Country | EntityKind::Place);
            if !named || keeps_usual_name {
                continue;
            }
            let text = self.reading.text(&self.runs[run].words);
            let text = text.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '.');
            let body = draft.known_kind == Some(ThingKind::Body);
            let first = !self.runs[..run].iter().zip(&self.run_entities).any(|(other, held)| {
                *held == Some(entity) && (other.senses.is_empty() || other.has_use(WordUse::Name))
            });
            // "Armed Forces of Peru" says more than "Peruvian troops".
            let rank = |name: &str| {
                let small = |word: &str| matches!(word, "of" | "for" | "and" | "the" | "on" | "in");
                let proper = name.split(' ').all(|word| word.starts_with(char::is_uppercase) || small(word));
                (proper, name.len())
            };
            if (first && !body) || rank(&draft.name) < rank(text) {
                self.register.get_mut(entity).name = text.to_owned();
            }
        }
    }

    /// Whether a capital or seat stands for a place here, not for its government.
    pub fn is_locative(&self, run: usize, chunk: usize) -> bool {
        let words = &self.chunk(chunk).words;
        // "according to Lima": who speaks is no place.
        if self.reading.speaks(words) {
            return false;
        }
        let sentence = self.reading.sentence_words(words.start);
        let before = (words.start > sentence.start).then(|| self.reading.lower(words.start - 1));
        if self.runs[run].words.start > words.start {
            let title = words.start..self.runs[run].words.start;
            if title
                .clone()
                .any(|word| matches!(self.reading.lower(word).as_str(), "capital" | "city" | "town"))
            {
                return true;
            }
        }
        let head = self.chunk(chunk).head;
        let governor = self.reading.words.lemma(verbale_analyze::WordId(self.reading.tree_head(head)));
        let after_capital = words.start >= sentence.start + 2
            && matches!(self.reading.lower(words.start - 2).as_str(), "capital" | "city" | "outskirts");
        match before.as_deref() {
            Some(
                "in" | "at" | "near" | "outside" | "around" | "into" | "inside" | "through" | "towards"
                | "toward" | "across" | "within" | "throughout" | "off" | "via",
            ) => true,
            Some("of" | ",") => after_capital,
            Some("to") => match self.reading.relation(head) {
                Relation::Obl => !RECEIVED.contains(&governor),
                _ => TRAVEL.contains(&governor),
            },
            Some("from") => TRAVEL.contains(&governor),
            Some("for") => matches!(governor, "leave" | "depart" | "bind" | "bound"),
            Some("visit" | "visited" | "visiting" | "leave" | "left" | "reach" | "reached") => true,
            _ => false,
        }
    }
}

/// Verbs whose "to" names who receives, not where someone goes.
const RECEIVED: [&str; 24] = [
    "say", "tell", "give", "send", "deliver", "supply", "offer", "present", "sell", "speak", "talk",
    "appeal", "transfer", "hand", "pass", "convey", "respond", "provide", "propose", "write", "belong",
    "concede", "commit", "listen",
];

/// Verbs and nouns of going.
const TRAVEL: [&str; 26] = [
    "arrive",
    "fly",
    "travel",
    "return",
    "come",
    "go",
    "drive",
    "report",
    "withdraw",
    "flee",
    "move",
    "head",
    "trip",
    "visit",
    "flight",
    "journey",
    "way",
    "road",
    "distance",
    "kilometre",
    "kilometer",
    "km",
    "mile",
    "route",
    "train",
    "leave",
];
