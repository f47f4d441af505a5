//! The resolver: names first, then roles, then every noun phrase and pronoun in text order.

use super::discourse::Discourse;
use super::names::{self, NamedRun};
use super::reading::{Chunk, Reading};
use super::register::Register;
use super::{EntityTable, Mention, MentionForm};
use crate::Input;
use std::collections::BTreeMap;
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
    /// The issuer of the last statement, report or letter spoken of.
    pub issuers: Vec<(u32, Vec<EntityId>)>,
}

impl<'a> Resolver<'a> {
    /// Finds the names of a document and gives each its entity.
    pub fn new(input: Input<'a>) -> Self {
        let reading = Reading::new(input);
        let runs = names::find(&reading);
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
            issuers: Vec::new(),
        };
        resolver.name_people();
        resolver.name_the_rest();
        resolver
    }

    /// Resolves everything and hands over the table.
    pub fn finish(mut self) -> EntityTable {
        self.find_named_roles();
        self.settle_people();
        self.walk();
        self.settle_people();
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

    /// The chunks that the tree joins to this one ("and", commas), in order, as long as nothing but those and
    /// their own modifiers stands between.
    pub fn joined(&self, number: usize) -> Vec<usize> {
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

    fn into_table(mut self) -> EntityTable {
        self.mentions.sort_by_key(|mention| {
            (mention.words.start, std::cmp::Reverse(mention.words.end), mention.core.start)
        });
        let spans: Vec<_> = self
            .mentions
            .iter()
            .filter_map(|mention| Some((self.reading.span(&mention.words), mention.entity?)))
            .collect();
        let (entities, moved) = self.register.into_rows(&spans);
        let place = |id: EntityId| moved[id.0 as usize];
        let mut word_entities = vec![None; self.reading.words.len()];
        // Outer mentions first, so that a possessor inside a longer mention keeps its own words.
        for mention in &self.mentions {
            for word in mention.core.clone() {
                word_entities[word as usize] = mention.entity.and_then(place);
            }
        }
        let mut denoted = BTreeMap::new();
        for number in 0..self.reading.chunks.len() {
            let found: Vec<EntityId> =
                self.memo[number].iter().flatten().filter_map(|&entity| place(entity)).collect();
            let chunk = &self.reading.chunks[number];
            denoted.insert(chunk.head, found.clone());
            denoted.entry(chunk.words.end - 1).or_insert(found);
        }
        for (&word, entities) in &self.pronouns {
            denoted.insert(word, entities.iter().filter_map(|&entity| place(entity)).collect());
        }
        denoted.retain(|_, entities: &mut Vec<EntityId>| !entities.is_empty());
        let mentions = self.mentions.iter().map(|mention| Mention {
            span: self.reading.span(&mention.words),
            head: WordId(mention.head),
            form: mention.form,
            entity: mention.entity.and_then(place),
        });
        EntityTable { entities, mentions: mentions.collect(), word_entities, denoted }
    }
}
