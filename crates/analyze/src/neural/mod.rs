//! The neural reader: fills in tags, features, lemmas, trees and names of words that are already split.

pub mod kernel;
mod names;
mod network;
mod repeats;
mod tree;
mod wordshape;

pub use kernel::InstructionSet;

use crate::model::{Check, ModelError, ModelFile};
use crate::{Name, NameKind, Relation, Sentence, SentenceId, Upos, Words};
use names::{NameDecoder, NameScratch};
use network::{Network, NetworkScratch};
use repeats::{RepeatScratch, add_repeats};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use tree::TreeScratch;
use verbale_text::{Column, Span};

/// How a lemma comes of a form: lower-case it or not, cut bytes at its end, add a tail; or a word of its own.
#[derive(Clone, Debug)]
enum Script {
    Edit { lower: bool, cut: usize, tail: Box<str> },
    Whole(Box<str>),
}

impl Script {
    fn parse(text: &str) -> Option<Self> {
        let (case, rest) = text.split_once('|')?;
        let (cut, tail) = rest.split_once('|')?;
        match case {
            "w" => Some(Self::Whole(tail.into())),
            "l" | "k" => Some(Self::Edit { lower: case == "l", cut: cut.parse().ok()?, tail: tail.into() }),
            _ => None,
        }
    }

    /// Appends the lemma of `form` to `lemmas`; the form itself where nothing would be left.
    fn apply(&self, form: &str, lemmas: &mut String) {
        let start = lemmas.len();
        match self {
            Self::Whole(lemma) => lemmas.push_str(lemma),
            Self::Edit { lower, cut, tail } => {
                if *lower {
                    lemmas.extend(form.chars().flat_map(char::to_lowercase));
                } else {
                    lemmas.push_str(form);
                }
                let mut end = lemmas.len().saturating_sub(*cut).max(start);
                while !lemmas.is_char_boundary(end) {
                    end -= 1;
                }
                lemmas.truncate(end);
                lemmas.push_str(tail);
            }
        }
        if lemmas.len() == start {
            lemmas.push_str(form);
        }
    }
}

/// The language model: the network and the closed lists that its outputs number.
#[derive(Clone, Debug)]
pub struct Reader {
    network: Network,
    digest: String,
    upos: Vec<Upos>,
    relations: Vec<Relation>,
    feature_sets: Arc<[Box<str>]>,
    scripts: Vec<Script>,
    names: NameDecoder,
    /// By part of speech: the feature sets it has.
    feature_choices: Vec<Vec<u32>>,
    /// By part of speech and ending ("VERB ing"): the scripts to choose from.
    script_choices: HashMap<Box<str>, Vec<u32>>,
    /// By part of speech and lower-cased form: lemmas that no rule gives.
    lemmas: HashMap<Box<str>, Box<str>>,
}

/// Buffers that a thread reuses from document to document.
#[derive(Clone, Debug, Default)]
pub struct ReaderScratch {
    network: NetworkScratch,
    tree: TreeScratch,
    names: NameScratch,
    repeats: RepeatScratch,
    ranges: Vec<Range<usize>>,
    upos_scores: Vec<f32>,
    name_scores: Vec<f32>,
    closer: Vec<f32>,
    unsettled: Vec<usize>,
    arc_scores: Vec<f32>,
    relation_scores: Vec<f32>,
    heads: Vec<usize>,
    labels: Vec<usize>,
    key: String,
}

/// Sentences are read together until they have this many words, so that the buffers stay in the cache.
const BATCH_WORDS: usize = 512;

impl Reader {
    /// Reads a language model file.
    pub fn read(bytes: &[u8], check: Check, set: InstructionSet) -> Result<Self, ModelError> {
        let file = ModelFile::read(bytes, "language", check)?;
        let card = file.card();
        let network = Network::read(&file, set)?;
        let upos = parsed(card.labels("upos")?, "upos", Upos::from_label)?;
        let scripts = parsed(card.labels("scripts")?, "scripts", Script::parse)?;
        let by_tag: HashMap<String, Vec<u32>> = json(&file, "choices.features")?;
        let choices_of = |tag: &Upos| by_tag.get(tag.as_str()).cloned().unwrap_or_else(|| vec![0]);
        let reader = Self {
            digest: file.digest().to_owned(),
            relations: parsed(card.labels("relations")?, "relations", Relation::from_label)?,
            feature_sets: card.labels("features")?.iter().map(|set| set.as_str().into()).collect(),
            names: NameDecoder::new(card.labels("names")?).ok_or_else(|| section("names"))?,
            feature_choices: upos.iter().map(choices_of).collect(),
            script_choices: json(&file, "choices.scripts")?,
            lemmas: json(&file, "lemmas")?,
            upos,
            scripts,
            network,
        };
        let sizes = [
            (reader.network.upos.rows, reader.upos.len(), "upos"),
            (reader.network.relation.rows, reader.relations.len(), "relations"),
            (reader.network.features.rows, reader.feature_sets.len(), "features"),
            (reader.network.scripts.rows, reader.scripts.len(), "scripts"),
            (reader.network.names.rows, card.labels("names")?.len(), "names"),
        ];
        let in_range = |choices: &Vec<u32>, size: usize| {
            !choices.is_empty() && choices.iter().all(|&c| (c as usize) < size)
        };
        let choices_fit = reader.feature_choices.iter().all(|c| in_range(c, reader.feature_sets.len()))
            && reader.script_choices.values().all(|c| in_range(c, reader.scripts.len()));
        match sizes.iter().find(|(rows, labels, _)| rows != labels) {
            Some((_, _, name)) => Err(section(name)),
            None if !choices_fit => Err(section("choices")),
            None => Ok(reader),
        }
    }

    /// SHA-256 of the model's weights.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Fills in every column of `words` but `spans`, `sentences` and `joined`, which are there already, and finds
    /// the names.
    pub fn fill(
        &self,
        text: &str,
        sentences: &Column<SentenceId, Sentence>,
        words: &mut Words,
        found: &mut Vec<Name>,
        scratch: &mut ReaderScratch,
    ) {
        words.feature_sets = Arc::clone(&self.feature_sets);
        scratch.network.belong_to(&self.digest);
        let mut rest = sentences.as_slice();
        while !rest.is_empty() {
            let mut total = 0;
            let fits = |sentence: &&Sentence| {
                total += sentence.words.len();
                total <= BATCH_WORDS
            };
            let count = rest.iter().take_while(fits).count().max(1);
            let (batch, tail) = rest.split_at(count);
            self.fill_batch(text, batch, words, found, scratch);
            rest = tail;
        }
        add_repeats(text, sentences, words, found, &mut scratch.repeats);
    }

    fn fill_batch(
        &self,
        text: &str,
        batch: &[Sentence],
        words: &mut Words,
        found: &mut Vec<Name>,
        scratch: &mut ReaderScratch,
    ) {
        let first = batch[0].words.start;
        let last = batch[batch.len() - 1].words.end;
        let ReaderScratch { network, ranges, upos_scores, name_scores, .. } = scratch;
        ranges.clear();
        ranges.extend(batch.iter().map(|s| (s.words.start - first) as usize..(s.words.end - first) as usize));
        let spans = words.spans[first as usize..last as usize].iter();
        self.network.encode(spans.map(|span| span.of(text)), ranges, network);
        self.network.score(&self.network.upos, network, upos_scores);
        self.network.score(&self.network.names, network, name_scores);
        self.look_closer_at_names(scratch);
        for row in 0..(last - first) as usize {
            self.push_word(text, row, words, scratch);
        }
        for at in 0..batch.len() {
            let range = scratch.ranges[at].clone();
            self.push_tree(first, range.clone(), words, scratch);
            let ReaderScratch { names, name_scores, labels, .. } = scratch;
            let width = self.network.names.rows;
            self.names.decode(&name_scores[range.start * width..range.end * width], labels, names);
            self.push_names(first + range.start as u32, &scratch.labels, words, found);
        }
    }

    /// Tag, features and lemma of one word; each choice after the tag is among what the tag allows.
    fn push_word(&self, text: &str, row: usize, words: &mut Words, scratch: &mut ReaderScratch) {
        let tags = self.upos.len();
        let tag = best(scratch.upos_scores[row * tags..(row + 1) * tags].iter().copied());
        let choose = |choices: &[u32], matrix| {
            if let [only] = choices {
                return *only;
            }
            let score =
                |&choice: &u32| self.network.score_one(matrix, row, choice as usize, &scratch.network);
            choices[best(choices.iter().map(score))]
        };
        words.features.push(choose(&self.feature_choices[tag], &self.network.features) as u16);
        let form = words.spans[words.upos.len()].of(text);
        words.upos.push(self.upos[tag]);
        let key = &mut scratch.key;
        key.clear();
        key.push_str(self.upos[tag].as_str());
        key.push(' ');
        let mark = key.len();
        key.extend(form.chars().flat_map(char::to_lowercase));
        if let Some(lemma) = self.lemmas.get(key.as_str()) {
            words.lemma_text.push_str(lemma);
        } else {
            let script = match self.script_candidates(key, mark) {
                Some(choices) => choose(choices, &self.network.scripts) as usize,
                None => 0,
            };
            self.scripts[script].apply(form, &mut words.lemma_text);
        }
        words.lemma_ends.push(words.lemma_text.len() as u32);
    }

    /// The scripts seen for the longest known ending of at most three letters. `key` is cut down meanwhile.
    fn script_candidates(&self, key: &mut String, mark: usize) -> Option<&Vec<u32>> {
        let mut drop_before = |letters: usize| {
            let start = key[mark..].char_indices().rev().nth(letters).map(|(at, c)| at + c.len_utf8());
            key.replace_range(mark..mark + start.unwrap_or(0), "");
            if letters == 0 {
                key.truncate(mark);
            }
            self.script_choices.get(key.as_str())
        };
        drop_before(3).or_else(|| drop_before(2)).or_else(|| drop_before(1)).or_else(|| drop_before(0))
    }

    fn push_tree(&self, first: u32, range: Range<usize>, words: &mut Words, scratch: &mut ReaderScratch) {
        let ReaderScratch { network, tree, arc_scores, relation_scores, heads, .. } = scratch;
        self.network.arcs(range.clone(), network, arc_scores);
        tree::decode(arc_scores, range.len(), heads, tree);
        self.network.relations(range.clone(), heads, network, relation_scores);
        let labels = self.relations.len();
        let start = first + range.start as u32;
        for (word, &head) in heads.iter().enumerate() {
            words.heads.push(if head == 0 { start + word as u32 } else { start + head as u32 - 1 });
            let scores = &relation_scores[word * labels..(word + 1) * labels];
            // A root is a root and nothing else is, whatever scores best.
            let allowed = |relation: Relation| (relation == Relation::Root) == (head == 0);
            let masked = scores.iter().zip(&self.relations);
            let label = best(masked.map(|(&s, &r)| if allowed(r) { s } else { f32::NEG_INFINITY }));
            words.relations.push(self.relations[label]);
        }
    }

    /// The network's first look at names settles most words; the others are looked at again between their
    /// neighbours, all of the batch in one product.
    fn look_closer_at_names(&self, scratch: &mut ReaderScratch) {
        let ReaderScratch { network, ranges, name_scores, closer, unsettled, .. } = scratch;
        self.names.settle(name_scores, unsettled);
        if unsettled.is_empty() {
            return;
        }
        self.network.look_closer(ranges, unsettled, network, closer);
        let width = self.network.names.rows;
        for (&word, row) in unsettled.iter().zip(closer.chunks_exact(width)) {
            name_scores[word * width..][..width].copy_from_slice(row);
        }
    }

    fn push_names(&self, start: u32, labels: &[usize], words: &Words, found: &mut Vec<Name>) {
        for (kind, range) in self.names.spans(labels) {
            let range = start + range.start as u32..start + range.end as u32;
            let (first, last) = (words.spans[range.start as usize], words.spans[range.end as usize - 1]);
            found.push(Name { kind, words: range, span: Span::new(first.start, last.end) });
        }
    }
}

/// The place of the highest score; the first of equals.
fn best(scores: impl Iterator<Item = f32>) -> usize {
    let mut highest = (f32::NEG_INFINITY, 0);
    for (at, score) in scores.enumerate() {
        if score > highest.0 {
            highest = (score, at);
        }
    }
    highest.1
}

fn section(name: &str) -> ModelError {
    ModelError::Section { name: name.to_owned() }
}

fn parsed<T>(labels: &[String], name: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, ModelError> {
    labels.iter().map(|label| parse(label).ok_or_else(|| section(name))).collect()
}

fn json<T: serde::de::DeserializeOwned>(file: &ModelFile<'_>, name: &str) -> Result<T, ModelError> {
    Ok(serde_json::from_slice(file.section(name)?)?)
}

pub(crate) fn name_kind(label: &str) -> Option<NameKind> {
    match label {
        "PER" => Some(NameKind::Person),
        "ORG" => Some(NameKind::Organisation),
        "LOC" => Some(NameKind::Place),
        "OTH" => Some(NameKind::Other),
        _ => None,
    }
}
