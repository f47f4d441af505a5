//! Noun phrases: a name with what stands before it, or a noun with its owners.

use super::MentionForm;
use super::chunks::Opening;
use super::owners::{Reach, push};
use super::register::Draft;
use super::resolver::{RawMention, Resolver};
use std::ops::Range;
use verbale_knowledge::{Noun, NounSense, WordUse};
use verbale_record::{EntityId, EntityKind};

/// A noun phrase on its way to an entity.
pub(super) struct Phrase {
    /// Its chunk.
    pub chunk: usize,
    /// The words of the noun.
    pub noun_words: Range<u32>,
    /// The noun, lower case.
    pub text: String,
    /// The noun of the tables.
    pub noun: Noun,
    /// What opens the chunk.
    pub opening: Opening,
    /// Whose it is.
    pub owners: Vec<EntityId>,
    /// The owners' parties.
    pub parties: Vec<String>,
}

impl Phrase {
    /// Whether it may take up something spoken of before: "the ministry", "ministry officials".
    pub fn may_refer_back(&self) -> bool {
        matches!(self.opening, Opening::Definite | Opening::Bare | Opening::Pronoun(_))
    }

    /// Whether "the" or the like opens it and nothing else says whose it is.
    pub fn is_plain_definite(&self) -> bool {
        self.owners.is_empty() && self.opening == Opening::Definite
    }
}

impl Resolver<'_> {
    /// What a chunk denotes.
    pub fn denote(&mut self, number: usize) -> Vec<EntityId> {
        if let Some(found) = &self.memo[number] {
            return found.clone();
        }
        self.memo[number] = Some(Vec::new());
        let (found, form, core) = self.resolve_chunk(number);
        self.memo[number] = Some(found.clone());
        self.record(number, &found, form, core);
        found
    }

    fn resolve_chunk(&mut self, number: usize) -> (Vec<EntityId>, MentionForm, Range<u32>) {
        let words = self.chunk(number).words.clone();
        if let Some(&person) = self.stands_for.get(&number) {
            let run = self.run_at[words.end as usize - 1].map(|run| run as usize);
            let named = run.filter(|&run| self.run_entities[run] == Some(person));
            if let Some(run) = named {
                return (self.resolve_name(number, run), MentionForm::Name, self.runs[run].words.clone());
            }
            let noun = self.reading.noun_at_end(&words).map_or(words.end - 1, |(start, _)| start);
            return (vec![person], MentionForm::Role, noun..words.end);
        }
        // "ambassador to the United Nations" is a noun that ends in a name.
        if let Some((start, noun)) = self.reading.noun_at_end(&words)
            && words.end - start > 1
            && self.run_at[words.end as usize - 1]
                .is_some_and(|run| self.runs[run as usize].words.start > start)
        {
            let found = self.resolve_noun(number, start..words.end, noun);
            return (found, MentionForm::Role, start..words.end);
        }
        let last = self.runs_in(&words).last().copied().filter(|&run| self.runs[run].words.end == words.end);
        if let Some(run) = last {
            let core = self.runs[run].words.clone();
            return (self.resolve_name(number, run), MentionForm::Name, core);
        }
        if let Some((start, noun)) = self.reading.noun_at_end(&words) {
            let open = !matches!(noun.sense, NounSense::Utterance | NounSense::Anonymous | NounSense::Outlet);
            let mut found = self.resolve_noun(number, start..words.end, noun);
            if found.is_empty() && open {
                found.extend(self.take_up(number));
            }
            return (found, MentionForm::Role, start..words.end);
        }
        let head = words.end - 1;
        if self.is_quantity(head) {
            let of = self.chunk_after(words.end, &["of"]);
            let found = of.map(|of| self.denote_joined(of)).unwrap_or_default();
            return (found, MentionForm::Role, head..words.end);
        }
        let found = self.take_up(number);
        (found.into_iter().collect(), MentionForm::Role, head..words.end)
    }

    /// "a majority of", "some of", "two of": what counts is what follows.
    fn is_quantity(&self, word: u32) -> bool {
        use verbale_analyze::Upos::{Det, Num};
        matches!(self.reading.upos(word), Det | Num)
            || matches!(
                self.reading.lower(word).as_str(),
                "majority"
                    | "minority"
                    | "number"
                    | "some"
                    | "many"
                    | "several"
                    | "most"
                    | "all"
                    | "each"
                    | "half"
                    | "dozens"
                    | "hundreds"
                    | "thousands"
                    | "lot"
                    | "handful"
                    | "group"
                    | "pair"
            )
    }

    /// Writes down the mention of a chunk, of the names inside it, and what was spoken of.
    fn record(&mut self, number: usize, found: &[EntityId], form: MentionForm, core: Range<u32>) {
        let chunk = self.chunk(number).clone();
        for run in self.runs_in(&chunk.words) {
            let words = self.runs[run].words.clone();
            let Some(entity) = self.run_entities[run] else { continue };
            if form == MentionForm::Name && words == core {
                continue;
            }
            let adjective = self.runs[run].has_use(WordUse::Adjective) && !self.is_place(entity);
            let form = if adjective { MentionForm::Demonym } else { MentionForm::Name };
            let head = words.end - 1;
            self.mentions.push(RawMention { core: words.clone(), words, head, form, entity: Some(entity) });
            self.discourse.add(&self.reading, head, vec![entity], true);
        }
        let utterance = self.is_utterance(&chunk.words);
        if utterance {
            return;
        }
        if let [entity] = found {
            let form = if form == MentionForm::Name && self.is_demonym_phrase(&core) {
                MentionForm::Demonym
            } else {
                form
            };
            let words = chunk.core();
            self.mentions.push(RawMention { words, core, head: chunk.head, form, entity: Some(*entity) });
        }
        let modifier = self.reading.chunks.get(number + 1).is_some_and(|next| next.owner == Some(number));
        self.discourse.add(&self.reading, chunk.head, found.to_vec(), modifier);
        let joined = self.joined(number);
        if !joined.is_empty() && !self.in_group.contains(&number) {
            self.in_group.extend(&joined);
            let mut all = found.to_vec();
            for next in joined {
                self.denote(next).into_iter().for_each(|entity| push(&mut all, Some(entity)));
            }
            if all.len() > found.len() {
                self.discourse.add(&self.reading, chunk.head, all, modifier);
            }
        }
    }

    /// Whether a phrase names what someone says, so that it denotes the speaker without being a mention.
    fn is_utterance(&self, words: &Range<u32>) -> bool {
        let named = self.run_at[words.end as usize - 1].is_some();
        let says = |(start, noun): (u32, Noun)| {
            let page = || super::utterances::is_page(&self.reading.text(&(start..words.end)).to_lowercase());
            noun.sense == NounSense::Utterance || (noun.sense == NounSense::Outlet && page())
        };
        !named && self.reading.noun_at_end(words).is_some_and(says)
    }

    fn is_demonym_phrase(&self, core: &Range<u32>) -> bool {
        let run = self.run_at[core.start as usize].map(|run| &self.runs[run as usize]);
        run.is_some_and(|run| run.has_use(WordUse::People) && !run.has_use(WordUse::Name))
    }

    pub(super) fn is_place(&self, entity: EntityId) -> bool {
        self.register.get(entity).kind == EntityKind::Place
    }

    /// A chunk that ends in a noun of the tables.
    fn resolve_noun(&mut self, chunk: usize, noun_words: Range<u32>, noun: Noun) -> Vec<EntityId> {
        let text = self.reading.text(&noun_words).to_lowercase();
        let utterance = noun.sense == NounSense::Utterance;
        let owners = if utterance {
            match self.inner_institution(chunk, &noun_words) {
                Some(institution) => vec![institution],
                None => self.owners_before(chunk, &noun_words, Reach::All),
            }
        } else {
            self.owners(chunk, &noun_words, Reach::All)
        };
        let mut parties = self.parties_of_owners(&owners);
        if let Some(of) = &noun.of {
            parties = vec![of.clone()];
        }
        if parties.is_empty() && acts_for_country(noun.sense) {
            parties.extend(self.party_of_place(chunk, &noun_words));
        }
        let opening = self.chunk(chunk).opening;
        let phrase = Phrase { chunk, noun_words, text, noun, opening, owners, parties };
        if phrase.opening == Opening::None {
            return Vec::new();
        }
        match phrase.noun.sense {
            NounSense::Office if phrase.noun.plural => self.officials(&phrase),
            NounSense::Office => self.office(&phrase),
            NounSense::Person => self.person(&phrase),
            NounSense::Official => self.officials(&phrase),
            NounSense::Anonymous => self.anonymous(&phrase),
            NounSense::Government => self.government(&phrase),
            NounSense::Forces => self.forces(&phrase),
            NounSense::Institution => self.institution(&phrase),
            NounSense::Group => self.group(&phrase),
            NounSense::Outlet => self.outlet(&phrase),
            NounSense::Utterance => self.utterance(&phrase),
            NounSense::People => self.people(&phrase),
            NounSense::Country => self.country(&phrase),
        }
    }

    /// "the Peruvian foreign ministry spokesman": the institution inside the phrase, whose noun ends where the
    /// other noun begins.
    pub fn inner_institution(&mut self, chunk: usize, noun: &Range<u32>) -> Option<EntityId> {
        use NounSense::{Forces, Government, Institution};
        let before = self.chunk(chunk).words.start..noun.start;
        if before.is_empty() || noun.start >= self.chunk(chunk).words.end {
            return None;
        }
        let (start, inner) = self.reading.noun_at_end(&before)?;
        if !matches!(inner.sense, Forces | Government | Institution) || inner.plural {
            return None;
        }
        let words = start..noun.start;
        let text = self.reading.text(&words).to_lowercase();
        let owners = self.owners_before(chunk, &words, Reach::All);
        let parties = self.parties_of_owners(&owners);
        let sense = inner.sense;
        // "a government statement" speaks of the government.
        let opening = Opening::Definite;
        let phrase = Phrase { chunk, noun_words: words.clone(), text, noun: inner, opening, owners, parties };
        let found = match sense {
            Forces => self.forces(&phrase),
            Government => self.government(&phrase),
            _ => self.institution(&phrase),
        };
        let [entity] = found.as_slice() else { return None };
        let head = words.end - 1;
        self.mentions.push(RawMention {
            words: words.clone(),
            core: words,
            head,
            form: MentionForm::Role,
            entity: Some(*entity),
        });
        self.discourse.add(&self.reading, head, found.clone(), true);
        Some(*entity)
    }

    /// The text of a phrase with its possessors, without its determiner.
    pub fn described_text(&self, chunk: usize) -> String {
        self.text_through(chunk, self.chunk(chunk).words.end)
    }

    /// The same, up to a word.
    pub fn text_through(&self, chunk: usize, end: u32) -> String {
        let mut first = self.chunk(chunk).core().start;
        let mut at = chunk;
        while let Some(owner) = self.chunk(at).owner {
            first = self.chunk(owner).core().start;
            at = owner;
        }
        self.reading.text(&(first..end)).to_owned()
    }

    /// Whether the phrase is one that acts or speaks: the subject of a verb, an agent, a named source.
    pub fn acts(&self, chunk: usize) -> bool {
        use verbale_analyze::Relation::{Nmod, NmodPoss, Obl, OblAgent};
        let head = self.chunk(chunk).head;
        let relation = self.reading.relation(head);
        relation.is_subject()
            || self.reading.speaks(&self.chunk(chunk).words)
            || relation == OblAgent
            || (relation == NmodPoss
                && self.reading.chunks.get(chunk + 1).is_some_and(|next| next.owner == Some(chunk)))
            || (matches!(relation, Obl | Nmod)
                && self.chunk(chunk).words.start.checked_sub(1).is_some_and(|before| {
                    matches!(self.reading.lower(before).as_str(), "to" | "by")
                        && !self.reading.is_quoted(before)
                }))
    }

    /// The same, but only so many sentences back.
    pub fn latest_within(
        &self,
        before: u32,
        sentences: u32,
        test: impl Fn(&Draft) -> bool,
    ) -> Option<EntityId> {
        let first = self.reading.sentence(before).saturating_sub(sentences);
        let mut references =
            self.discourse.before(before).take_while(|reference| reference.sentence >= first);
        references.find_map(|reference| match reference.entities.as_slice() {
            [entity] if test(self.register.get(*entity)) => Some(*entity),
            _ => None,
        })
    }

    /// The entity spoken of last before a word that passes a test; modifiers count only where nothing else does.
    pub fn latest(&self, before: u32, test: impl Fn(&Draft) -> bool) -> Option<EntityId> {
        let single = |modifiers: bool| {
            let mut references =
                self.discourse.before(before).filter(|reference| modifiers || !reference.modifier);
            references.find_map(|reference| match reference.entities.as_slice() {
                [entity] if test(self.register.get(*entity)) => Some(*entity),
                _ => None,
            })
        };
        single(false).or_else(|| single(true))
    }
}

/// Whether a noun of this sense acts for the country that its region or town lies in.
pub(super) fn acts_for_country(sense: NounSense) -> bool {
    use NounSense::{Government, Institution, Office, Official};
    matches!(sense, Government | Institution | Office | Official)
}

/// What makes a group an armed one.
pub(super) const ARMED: [&str; 12] = [
    "armed",
    "militant",
    "rebel",
    "terror",
    "militia",
    "paramilitary",
    "insurgent",
    "guerrilla",
    "jihadist",
    "separatist",
    "fighters",
    "cartel",
];
