//! The resolver: names first, then roles, then every noun phrase and pronoun in text order.

use super::chunks::Chunk;
use super::discourse::Discourse;
use super::names::{self, NamedRun};
use super::reading::Reading;
use super::register::Register;
use super::{EntityTable, Mention, MentionForm};
use crate::Input;
use crate::attribution::Attribution;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use verbale_analyze::{Relation, Upos, WordId};
use verbale_record::EntityId;

/// A mention before its entity's final number is known.
#[derive(Clone, Debug)]
pub(super) struct RawMention {
    /// The words that refer.
    pub words: Range<u32>,
    /// The words that stand for nothing else: the name, or the head noun.
    pub core: Range<u32>,
    pub head: u32,
    pub form: MentionForm,
    pub entity: Option<EntityId>,
}

/// All that is known while a document is read.
pub(super) struct Resolver<'a> {
    pub reading: Reading<'a>,
    pub runs: Vec<NamedRun>,
    /// The entity of each run; none for places and for what is decided at the phrase.
    pub run_entities: Vec<Option<EntityId>>,
    /// The run each word stands in.
    pub run_at: Vec<Option<u32>>,
    pub register: Register,
    pub discourse: Discourse,
    /// What each chunk denotes, once it is resolved.
    pub memo: Vec<Option<Vec<EntityId>>>,
    /// What each pronoun denotes.
    pub pronouns: BTreeMap<u32, Vec<EntityId>>,
    pub mentions: Vec<RawMention>,
    /// Chunks that are a person's title or apposition.
    pub stands_for: BTreeMap<usize, EntityId>,
    /// Chunks joined to one before them.
    pub in_group: BTreeSet<usize>,
    /// The party of the country that each run's place lies in.
    pub countries: Vec<Option<String>>,
    /// The names of places, states among them, as bytes of the text.
    pub place_spans: Vec<Range<usize>>,
    /// The party of the country that the report was written in.
    pub home: Option<String>,
    /// The issuer of the last statement, report or letter spoken of.
    pub issuers: Vec<(u32, Vec<EntityId>)>,
}

impl<'a> Resolver<'a> {
    /// Finds the names of a document and gives each its entity.
    pub fn new(input: Input<'a>, attributions: &[Attribution]) -> Self {
        let mut reading = Reading::new(input);
        reading.note_reports(attributions);
        let runs = names::find(&reading);
        reading.find_chunks(runs.iter().map(|run| &run.words));
        let mut run_at = vec![None; reading.words.len()];
        for (number, run) in runs.iter().enumerate() {
            for word in run.words.clone() {
                run_at[word as usize] = Some(number as u32);
            }
        }
        let chunks = reading.chunks.len();
        let mut resolver = Self {
            reading,
            run_entities: vec![None; runs.len()],
            runs,
            run_at,
            register: Register::default(),
            discourse: Discourse::default(),
            memo: vec![None; chunks],
            pronouns: BTreeMap::new(),
            mentions: Vec::new(),
            stands_for: BTreeMap::new(),
            in_group: BTreeSet::new(),
            countries: Vec::new(),
            place_spans: Vec::new(),
            home: None,
            issuers: Vec::new(),
        };
        resolver.name_people();
        resolver.name_the_rest();
        resolver.find_whereabouts();
        resolver
    }

    /// Resolves everything and hands over the table.
    pub fn finish(mut self) -> EntityTable {
        self.find_named_roles();
        self.find_appositions();
        self.settle_people();
        self.walk();
        self.settle_people();
        self.let_speakers_speak();
        self.into_table()
    }

    fn walk(&mut self) {
        let mut word = 0;
        while (word as usize) < self.reading.words.len() {
            match self.reading.chunk_at(word) {
                Some(chunk) if self.reading.chunks[chunk].words.start == word => {
                    self.denote(chunk);
                }
                _ => {}
            }
            if self.reading.upos(word) == Upos::Pron || self.reading.lower(word) == "whose" {
                self.denote_pronoun(word);
            }
            word += 1;
        }
    }

    /// The chunk.
    pub fn chunk(&self, number: usize) -> &Chunk {
        &self.reading.chunks[number]
    }

    /// The runs inside some words, in order.
    pub fn runs_in(&self, words: &Range<u32>) -> Vec<usize> {
        let first = self.runs.partition_point(|run| run.words.start < words.start);
        let inside = self.runs[first..].iter().take_while(|run| run.words.end <= words.end);
        (first..first + inside.count()).collect()
    }

    /// A chunk's entities and those of the chunks joined to it.
    pub fn denote_joined(&mut self, number: usize) -> Vec<EntityId> {
        let mut all = self.denote(number);
        for joined in self.joined(number) {
            for entity in self.denote(joined) {
                if !all.contains(&entity) {
                    all.push(entity);
                }
            }
        }
        all
    }

    /// The chunks joined to this one: by the tree, or in a plain list of names ("Peru, Chile and Bolivia").
    pub fn joined(&self, number: usize) -> Vec<usize> {
        let listed = self.listed(number);
        if !listed.is_empty() {
            return listed;
        }
        let mut found: Vec<usize> = Vec::new();
        let sentence = self.reading.sentence_words(self.chunk(number).words.start);
        for next in number + 1..self.reading.chunks.len() {
            let chunk = self.chunk(next);
            if chunk.words.start >= sentence.end {
                break;
            }
            let conj = chunk.words.clone().find(|&word| self.reading.relation(word) == Relation::Conj);
            let Some(conj) = conj else { continue };
            let onto = self.reading.chunk_at(self.reading.tree_head(conj));
            if onto.is_some_and(|onto| onto == number || found.contains(&onto)) {
                found.push(next);
            }
        }
        found
    }

    /// The rest of a list of names with nothing between but commas and one "and".
    fn listed(&self, number: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut last = number;
        if !self.is_bare_party(number) {
            return found;
        }
        loop {
            let next = last + 1;
            let Some(chunk) = self.reading.chunks.get(next) else { return Vec::new() };
            let between = self.chunk(last).words.end..chunk.words.start;
            let links: Vec<String> = between.map(|word| self.reading.lower(word)).collect();
            let links: Vec<&str> = links.iter().map(String::as_str).collect();
            let ends =
                matches!(links.as_slice(), ["and" | "or"] | [",", "and" | "or"] | ["as", "well", "as"]);
            if !(ends || links == [","]) || !self.is_bare_party(next) {
                return Vec::new();
            }
            found.push(next);
            if ends {
                return found;
            }
            last = next;
        }
    }

    /// Whether a chunk is the name of a state, body or group and nothing else.
    fn is_bare_party(&self, number: usize) -> bool {
        let core = self.chunk(number).core();
        let Some(run) = self.run_at[core.start as usize].map(|run| run as usize) else { return false };
        self.runs[run].words == core
            && self.run_entities[run].is_some_and(|entity| {
                let draft = self.register.get(entity);
                draft.party.is_some() && !draft.is_person()
            })
    }

    fn into_table(mut self) -> EntityTable {
        self.mentions.sort_by_key(|mention| {
            (mention.words.start, std::cmp::Reverse(mention.words.end), mention.core.start)
        });
        let joined: Vec<Vec<EntityId>> =
            (0..self.reading.chunks.len()).map(|number| self.denote_joined(number)).collect();
        let spans: Vec<_> = self
            .mentions
            .iter()
            .filter_map(|mention| Some((self.reading.span(&mention.words), mention.entity?)))
            .collect();
        let (entities, moved) = std::mem::take(&mut self.register).into_rows(&spans);
        let place = |id: EntityId| moved[id.0 as usize];
        let mut word_entities = vec![None; self.reading.words.len()];
        // Outer mentions first, so that a possessor inside a longer mention keeps its own words.
        for mention in &self.mentions {
            for word in mention.core.clone() {
                word_entities[word as usize] = mention.entity.and_then(place);
            }
        }
        let mut denoted = BTreeMap::new();
        for (chunk, found) in self.reading.chunks.iter().zip(joined) {
            let found: Vec<EntityId> = found.into_iter().filter_map(place).collect();
            let words = chunk.words.clone();
            let outside = |word: &u32| !words.contains(&self.reading.tree_head(*word));
            let own =
                |word: &u32| outside(word) || *word == words.end - 1 || self.run_at[*word as usize].is_none();
            for word in words.clone().filter(own) {
                denoted.insert(word, found.clone());
            }
        }
        let mut phrase_ends = BTreeMap::new();
        for at in 0..self.reading.chunks.len() {
            let mut last = at;
            while self.reading.chunks.get(last + 1).is_some_and(|next| next.owner == Some(last)) {
                last += 1;
            }
            let end = self.reading.chunks[last].words.end - 1;
            phrase_ends.extend(self.reading.chunks[at].words.clone().map(|word| (word, end)));
        }
        let nobody: BTreeSet<u32> = self
            .reading
            .chunks
            .iter()
            .filter(|chunk| self.reading.noun_at_end(&chunk.words).is_some())
            .flat_map(|chunk| chunk.words.clone())
            .filter(|word| denoted.get(word).is_some_and(Vec::is_empty))
            .collect();
        for (&word, entities) in &self.pronouns {
            denoted.insert(word, entities.iter().filter_map(|&entity| place(entity)).collect());
        }
        let mentions = self.mentions.iter().map(|mention| Mention {
            span: self.reading.span(&mention.words),
            head: WordId(mention.head),
            form: mention.form,
            entity: mention.entity.and_then(place),
        });
        EntityTable { entities, mentions: mentions.collect(), word_entities, denoted, phrase_ends, nobody }
    }
}
