//! The sentences that are compared, with the weight of their words and the entities they name.

use crate::dossier::Dossier;
use crate::excerpt;
use std::collections::{BTreeMap, BTreeSet};
use verbale_record::Record;
use verbale_stories::{EmptyWords, words};
use verbale_text::Span;

/// How many sentences a word's weight is told from at least: in few sentences every word is rare.
const BACKGROUND: f64 = 5000.0;
/// What the words of names weigh beside others: articles about the same people need not say the same.
const OF_NAMES: f64 = 0.3;
/// Sentences longer than this, in bytes, are pages run together.
const LONGEST: u32 = 450;

/// A sentence and the stems of its words, numbers left out.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// The place of its record.
    pub document: usize,
    /// Its bytes.
    pub span: Span,
    /// The stems of its words.
    pub stems: BTreeSet<String>,
}

/// All sentences of some records.
pub(super) struct Sentences<'r> {
    pub dossier: &'r Dossier<'r>,
    all: Vec<Sentence>,
    /// Where each record's sentences begin in `all`, and the end.
    first: Vec<usize>,
    empty: EmptyWords,
    /// In how many sentences a stem stands.
    frequency: BTreeMap<String, usize>,
    /// Stems that are written without a capital somewhere.
    common: BTreeSet<String>,
}

impl<'r> Sentences<'r> {
    /// Those of the body and the deck of every record; what an outlet prints under several articles is left out.
    pub fn new(dossier: &'r Dossier<'r>) -> Self {
        let empty = EmptyWords::english();
        let (mut all, mut first) = (Vec::new(), Vec::new());
        let mut common = BTreeSet::new();
        let mut printed: BTreeMap<(Option<&str>, &str), usize> = BTreeMap::new();
        for (document, record) in dossier.records.iter().enumerate() {
            first.push(all.len());
            for block in dossier.paragraphs(document).iter().filter(|block| block.kind.is_read()) {
                for span in excerpt::sentences(&record.document.text, block.span) {
                    let Some(text) = record.document.text.get(span.range()) else { continue };
                    *printed.entry((record.document.source.as_deref(), text)).or_default() += 1;
                    let small = text.split(|c: char| !c.is_alphanumeric());
                    let small = small.filter(|word| word.starts_with(char::is_lowercase));
                    common.extend(small.filter_map(|word| empty.stem(word)));
                    all.push(Sentence { document, span, stems: stems(&empty, text) });
                }
            }
        }
        first.push(all.len());
        let mut frequency = BTreeMap::new();
        for sentence in &mut all {
            let header = &dossier.records[sentence.document].document;
            let text = header.text.get(sentence.span.range()).unwrap_or_default();
            if printed.get(&(header.source.as_deref(), text)).is_some_and(|times| *times > 2) {
                sentence.stems.clear();
            }
            for stem in &sentence.stems {
                *frequency.entry(stem.clone()).or_insert(0) += 1;
            }
        }
        Self { dossier, all, first, empty, frequency, common }
    }

    pub fn record(&self, document: usize) -> &'r Record {
        &self.dossier.records[document]
    }

    pub fn text(&self, sentence: &Sentence) -> &'r str {
        self.record(sentence.document).document.text.get(sentence.span.range()).unwrap_or_default()
    }

    /// The sentences of one record.
    pub fn of(&self, document: usize) -> &[Sentence] {
        &self.all[self.first[document]..self.first[document + 1]]
    }

    /// The sentence around a place.
    pub fn at(&self, document: usize, focus: Span) -> Option<&Sentence> {
        let of = self.of(document);
        let after = of.partition_point(|sentence| sentence.span.end <= focus.start);
        of.get(after).filter(|sentence| sentence.span.start <= focus.start)
    }

    /// The sentence before one, in the same record.
    pub fn before(&self, sentence: &Sentence) -> Option<&Sentence> {
        let of = self.of(sentence.document);
        let at = of.partition_point(|other| other.span.start < sentence.span.start);
        at.checked_sub(1).map(|before| &of[before])
    }

    /// Whether it is one sentence of a text and no page run together.
    pub fn is_whole(&self, sentence: &Sentence) -> bool {
        sentence.span.end - sentence.span.start <= LONGEST && !self.text(sentence).contains("http")
    }

    /// What a stem weighs: the rarer the more, those of names less.
    pub fn weight(&self, stem: &str) -> f64 {
        let seen = self.frequency.get(stem).copied().unwrap_or(1).max(1) as f64;
        let rare = (1.0 + (self.all.len() as f64).max(BACKGROUND) / seen).ln();
        if self.is_name(stem) { rare * OF_NAMES } else { rare }
    }

    /// Whether a stem stands in names alone.
    pub fn is_name(&self, stem: &str) -> bool {
        !self.common.contains(stem)
    }

    /// What some stems weigh.
    pub fn weights<'s>(&self, stems: impl IntoIterator<Item = &'s String>) -> f64 {
        stems.into_iter().map(|stem| self.weight(stem)).sum()
    }

    /// What the stems that two sentences share weigh, and which part of the lighter one that is.
    pub fn shared(&self, one: &BTreeSet<String>, other: &BTreeSet<String>) -> (f64, f64) {
        let shared = self.weights(one.intersection(other));
        let lighter = self.weights(one).min(self.weights(other)).max(f64::MIN_POSITIVE);
        (shared, shared / lighter)
    }

    /// The entities that a sentence names: by party, and by key.
    pub fn named(&self, sentence: &Sentence) -> BTreeSet<&'r str> {
        let mut named = BTreeSet::new();
        for entity in &self.record(sentence.document).entities {
            if entity.mentions.iter().any(|mention| sentence.span.contains(*mention)) {
                named.insert(entity.key.as_str());
                named.extend(entity.party.as_deref());
            }
        }
        named
    }

    /// The stems of some words.
    pub fn stems(&self, text: &str) -> BTreeSet<String> {
        stems(&self.empty, text)
    }
}

fn stems(empty: &EmptyWords, text: &str) -> BTreeSet<String> {
    let told = |word: &String| !word.chars().any(|c| c.is_ascii_digit());
    words(text).iter().filter(|word| told(word)).filter_map(|word| empty.stem(word)).collect()
}
