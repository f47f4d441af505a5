//! Owners: whose minister, whose troops, whose statement — the parties that modify a noun.

use super::chunks::Opening;
use super::names::NamedRun;
use super::resolver::Resolver;
use std::ops::Range;
use verbale_analyze::Upos;
use verbale_knowledge::WordUse;
use verbale_record::{EntityId, EntityKind};

/// How far to look for owners.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Reach {
    /// Names only.
    Names,
    /// Names, noun phrases and pronouns.
    All,
}

impl Resolver<'_> {
    /// The entities that own the noun `noun` of a chunk: adjectives and names before it, a possessor, a
    /// possessive pronoun, "of", "for", "from" and the like after it.
    pub fn owners(&mut self, chunk: usize, noun: &Range<u32>, reach: Reach) -> Vec<EntityId> {
        if reach == Reach::All
            && let Some(institution) = self.inner_institution(chunk, noun)
        {
            return vec![institution];
        }
        let mut found = self.owners_before(chunk, noun, reach);
        if found.is_empty() {
            found = self.owners_after(noun, reach);
        }
        found.retain(|&entity| self.register.get(entity).kind != EntityKind::Place);
        found
    }

    /// The same, but only those that stand before the noun.
    pub fn owners_before(&mut self, chunk: usize, noun: &Range<u32>, reach: Reach) -> Vec<EntityId> {
        let mut found: Vec<EntityId> = Vec::new();
        if let Some(owner) = self.chunk(chunk).owner {
            found = match reach {
                Reach::Names => self.named_entities(owner),
                Reach::All => self.denote_joined_before(owner),
            };
        }
        if let Opening::Pronoun(pronoun) = self.chunk(chunk).opening
            && reach == Reach::All
        {
            found = self.denote_pronoun(pronoun);
        }
        // "his Peruvian counterpart" is Peru's.
        if self.reading.text(noun).to_lowercase().contains("counterpart") {
            found.clear();
        }
        // A possessor says whose; adjectives before the noun only what of ("Iran's UN envoy").
        if self.parties_of_owners(&found).is_empty() {
            let words = self.chunk(chunk).words.clone();
            let before = found.len();
            for run in self.runs_in(&(words.start..noun.end)) {
                push(&mut found, self.run_entities[run]);
            }
            if found.len() > before
                && let Some(joined) = self.joined_adjective(chunk)
            {
                found.insert(0, joined);
            }
        }
        found.retain(|&entity| self.register.get(entity).kind != EntityKind::Place);
        found
    }

    /// The chunk that a preposition hangs on the noun that ends at `end`.
    pub fn chunk_after(&self, end: u32, prepositions: &[&str]) -> Option<usize> {
        let sentence = self.reading.sentence_words(end.checked_sub(1)?);
        if end + 1 >= sentence.end || !prepositions.contains(&self.reading.lower(end).as_str()) {
            return None;
        }
        let mut chunk =
            self.reading.chunk_at(end + 1).filter(|&next| self.chunk(next).words.start == end + 1)?;
        // Over a possessor to what it owns.
        while self.reading.chunks.get(chunk + 1).is_some_and(|next| next.owner == Some(chunk)) {
            chunk += 1;
        }
        Some(chunk)
    }

    /// The owners that prepositions name after a noun: the first phrase of the chain that denotes any.
    fn owners_after(&mut self, noun: &Range<u32>, reach: Reach) -> Vec<EntityId> {
        let mut end = noun.end;
        // "an aide to the minister" is on the minister's side; "the envoy to Peru" is not.
        let noun = self.reading.text(noun).to_lowercase();
        let to = SERVING.iter().any(|held| super::nouns::ends_in_word(&noun, held));
        let prepositions = ["of", "for", "from", "in", "at", "with", "within", "to"];
        let prepositions = if to { &prepositions[..] } else { &prepositions[..7] };
        let mut first = Vec::new();
        for _ in 0..3 {
            let Some(after) = self.chunk_after(end, prepositions) else { break };
            let mut found = Vec::new();
            match reach {
                Reach::Names => {
                    let joined = self.joined(after);
                    for chunk in std::iter::once(after).chain(joined) {
                        self.named_entities(chunk)
                            .into_iter()
                            .for_each(|entity| push(&mut found, Some(entity)));
                    }
                }
                Reach::All => {
                    found = self.denote_joined(after);
                    if found.is_empty() {
                        found = self.named_entities(after);
                    }
                }
            }
            found.retain(|&entity| self.register.get(entity).kind != EntityKind::Place);
            if !self.parties_of_owners(&found).is_empty() {
                return found;
            }
            if first.is_empty() {
                first = found;
            }
            // "director of the Institute of Peruvian Studies" speaks for no Peru.
            if self.is_private(after) {
                break;
            }
            end = self.chunk(after).words.end;
        }
        first
    }

    /// Whether a phrase ends in a noun for those who belong to no state.
    fn is_private(&self, chunk: usize) -> bool {
        let last = self.reading.lower(self.chunk(chunk).words.end - 1);
        matches!(
            last.as_str(),
            "institute"
                | "university"
                | "college"
                | "foundation"
                | "company"
                | "association"
                | "newspaper"
                | "magazine"
                | "firm"
                | "charity"
                | "club"
                | "union"
                | "chamber"
        )
    }

    /// The entity of the name that ends a chunk, or of the one before a noun that is its institution.
    fn named_entities(&self, chunk: usize) -> Vec<EntityId> {
        let words = &self.chunk(chunk).words;
        let runs = self.runs_in(words);
        let other = runs.iter().rev().find(|&&run| self.person_of(run).is_none());
        other.or(runs.last()).and_then(|&run| self.run_entities[run]).into_iter().collect()
    }

    /// A possessor with those joined before it ("Peru and Chile's envoys").
    fn denote_joined_before(&mut self, chunk: usize) -> Vec<EntityId> {
        let mut all = self.denote(chunk);
        let first = self.chunk(chunk).words.start;
        let sentence = self.reading.sentence_words(first);
        if first >= sentence.start + 2
            && self.reading.upos(first - 1) == Upos::Cconj
            && let Some(before) =
                self.reading.chunk_at(first - 2).filter(|&before| self.joined(before).contains(&chunk))
        {
            for entity in self.denote(before).into_iter().rev() {
                if !all.contains(&entity) {
                    all.insert(0, entity);
                }
            }
        }
        all
    }

    /// "U.S. and Ukrainian officials": the adjective joined to the one that opens this chunk.
    fn joined_adjective(&self, chunk: usize) -> Option<EntityId> {
        let words = &self.chunk(chunk).words;
        let first = self.chunk(chunk).core().start;
        let sentence = self.reading.sentence_words(words.start);
        let and = first
            .checked_sub(1)
            .filter(|&and| and > sentence.start && self.reading.upos(and) == Upos::Cconj)?;
        let run = self.run_at[and as usize - 1]? as usize;
        let opens = self.run_at[first as usize].is_some();
        (opens && is_adjectival(&self.runs[run]) && self.hangs_in(&self.runs[run], words))
            .then_some(self.run_entities[run])?
    }

    /// Whether the tree hangs a run on a word of the chunk, or the chunk's head on the run.
    fn hangs_in(&self, run: &NamedRun, words: &Range<u32>) -> bool {
        run.words.clone().any(|word| words.contains(&self.reading.tree_head(word)))
            || words
                .clone()
                .any(|word| run.words.contains(&self.reading.tree_head(word)) && word < words.end - 1)
            || run.words.clone().all(|word| self.reading.upos(word) == Upos::Adj)
    }

    /// The party of some owners: that of the first that has one.
    pub fn party_of_owners(&self, owners: &[EntityId]) -> Option<String> {
        owners.iter().find_map(|&owner| self.party_of(owner))
    }

    /// The parties of some owners, each once.
    pub fn parties_of_owners(&self, owners: &[EntityId]) -> Vec<String> {
        let mut parties: Vec<String> = Vec::new();
        for party in owners.iter().filter_map(|&owner| self.party_of(owner)) {
            if !parties.contains(&party) {
                parties.push(party);
            }
        }
        parties
    }

    /// The party an entity acts for; a person's by the tables where the roles have not been settled yet.
    pub fn party_of(&self, entity: EntityId) -> Option<String> {
        let draft = self.register.get(entity);
        if draft.party.is_some() || draft.kind != EntityKind::Person {
            return draft.party.clone();
        }
        let knowledge = self.reading.input.knowledge;
        let day = self.reading.input.document.published();
        draft.thing.and_then(|thing| knowledge.party_of(thing, day)).map(str::to_owned)
    }

    /// The country spoken of around a word: the document's own, where it speaks of one most of the time, else
    /// the nearest before it.
    pub fn context_party(&self, at: u32) -> Option<String> {
        let is_country = |run: &usize| {
            self.run_entities[*run].is_some_and(|entity| {
                let draft = self.register.get(entity);
                // "Palestinian" says little of whose police or army is meant.
                draft.kind == EntityKind::Country && draft.name != "Palestine"
            })
        };
        let countries: Vec<usize> = (0..self.runs.len()).filter(is_country).collect();
        let before = |run: &&usize| self.runs[**run].words.start < at;
        let sentence = self.reading.sentence(at);
        let same_sentence = |run: &&usize| self.reading.sentence(self.runs[**run].words.start) == sentence;
        let near = countries.iter().rev().filter(before).find(same_sentence);
        let mut counts: Vec<(usize, EntityId)> = Vec::new();
        for entity in countries.iter().filter_map(|&run| self.run_entities[run]) {
            match counts.iter_mut().find(|(_, held)| *held == entity) {
                Some((count, _)) => *count += 1,
                None => counts.push((1, entity)),
            }
        }
        let most = counts.iter().max_by_key(|(count, entity)| (*count, std::cmp::Reverse(entity.0)));
        let dominant = most.filter(|(count, _)| count * 2 > countries.len()).map(|(_, entity)| *entity);
        let near = near.and_then(|&run| self.run_entities[run]);
        let last = countries.iter().rev().find(before).and_then(|&run| self.run_entities[run]);
        self.party_of(near.or(dominant).or(last)?)
    }
}

/// Nouns whose "to" names whom they serve.
const SERVING: [&str; 7] =
    ["adviser", "advisor", "aide", "assistant", "deputy", "chief of staff", "press secretary"];

/// Adds an entity once.
pub(super) fn push(found: &mut Vec<EntityId>, entity: Option<EntityId>) {
    if let Some(entity) = entity
        && !found.contains(&entity)
    {
        found.push(entity);
    }
}

fn is_adjectival(run: &NamedRun) -> bool {
    run.has_use(WordUse::Adjective)
}
