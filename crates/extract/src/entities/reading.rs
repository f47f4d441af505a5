//! A document as entity resolution reads it: atoms for lookups, base noun phrases, quotations.

use super::chunks::Chunk;
use crate::Input;
use crate::attribution::{Attribution, quotations};
use std::ops::Range;
use verbale_analyze::{Relation, Upos, WordId, Words};
use verbale_knowledge::{Atom, Noun, atoms};
use verbale_text::Span;

/// The document and what is looked up again and again.
pub(super) struct Reading<'a> {
    pub input: Input<'a>,
    pub words: &'a Words,
    pub chunks: Vec<Chunk>,
    /// The chunk each word stands in.
    pub(super) chunk_of: Vec<Option<u32>>,
    atoms: Vec<Atom>,
    atom_words: Vec<u32>,
    first_atoms: Vec<u32>,
    quoted: Vec<bool>,
    /// The words that name the sources of attributions.
    sources: Vec<bool>,
    /// Each attribution: the head of its source, what it reports.
    reports: Vec<(u32, Vec<Span>)>,
    /// Words that go with the word before them, inside a name or a noun of several words.
    pub(super) glued: Vec<bool>,
    /// Words that open such a name or noun.
    pub(super) nominal: Vec<bool>,
}

impl<'a> Reading<'a> {
    /// Prepares a document.
    pub fn new(input: Input<'a>) -> Self {
        let words = &input.annotations.words;
        let (mut all, mut atom_words, mut first_atoms) = (Vec::new(), Vec::new(), Vec::new());
        for word in words.ids() {
            first_atoms.push(all.len() as u32);
            for atom in atoms(words.form(input.document, word)) {
                all.push(atom);
                atom_words.push(word.0);
            }
        }
        first_atoms.push(all.len() as u32);
        let ends: Vec<u32> = input.annotations.sentences.iter().map(|sentence| sentence.span.end).collect();
        let mut quoted = vec![false; words.len()];
        for quotation in quotations::find(input.document, &ends) {
            for word in input.annotations.words_in(quotation.inside) {
                quoted[word.0 as usize] = true;
            }
        }
        let mut reading = Self {
            input,
            words,
            chunks: Vec::new(),
            chunk_of: vec![None; words.len()],
            atoms: all,
            atom_words,
            first_atoms,
            quoted,
            sources: vec![false; words.len()],
            reports: Vec::new(),
            glued: vec![false; words.len()],
            nominal: vec![false; words.len()],
        };
        reading.glue_nouns();
        reading
    }

    /// Notes who is reported to speak, and what.
    pub fn note_reports(&mut self, attributions: &[Attribution]) {
        for attribution in attributions {
            let Some(head) = attribution.source_head else { continue };
            self.sources[head.0 as usize] = true;
            self.reports.push((head.0, attribution.content.clone()));
        }
    }

    /// Whether some of the words are the head of a source.
    pub fn speaks(&self, words: &Range<u32>) -> bool {
        words.clone().any(|word| self.sources[word as usize])
    }

    /// Whether the word stands in what someone is reported to say.
    pub fn is_reported(&self, word: u32) -> bool {
        let span = self.words.spans[word as usize];
        self.reports.iter().any(|(_, content)| content.iter().any(|content| content.contains(span)))
    }

    /// Whether `word` stands in what the source headed by `source` is reported to say.
    pub fn is_reported_by(&self, word: u32, source: u32) -> bool {
        let span = self.words.spans[word as usize];
        let mut reports = self.reports.iter().filter(|(head, _)| *head == source);
        reports.any(|(_, content)| content.iter().any(|content| content.contains(span)))
    }

    /// The head of the source whose words a quoted word is: that of the shortest content around it.
    pub fn reporter_of(&self, word: u32) -> Option<u32> {
        let span = self.words.spans[word as usize];
        let length = |content: &[Span]| content.iter().map(|part| part.end - part.start).sum::<u32>();
        let around = |content: &[Span]| content.iter().any(|content| content.contains(span));
        let reports = self.reports.iter().filter(|(_, content)| around(content));
        reports.min_by_key(|(_, content)| length(content)).map(|(source, _)| *source)
    }

    /// The word as written.
    pub fn form(&self, word: u32) -> &'a str {
        self.words.form(self.input.document, WordId(word))
    }

    /// The word in lower case.
    pub fn lower(&self, word: u32) -> String {
        self.form(word).to_lowercase()
    }

    /// Part of speech.
    pub fn upos(&self, word: u32) -> Upos {
        self.words.upos[word as usize]
    }

    /// Relation to the head.
    pub fn relation(&self, word: u32) -> Relation {
        self.words.relations[word as usize]
    }

    /// The head in the tree; a root's own number.
    pub fn tree_head(&self, word: u32) -> u32 {
        self.words.heads[word as usize]
    }

    /// The number of the sentence.
    pub fn sentence(&self, word: u32) -> u32 {
        self.words.sentences[word as usize].0
    }

    /// The words of the sentence that `word` stands in.
    pub fn sentence_words(&self, word: u32) -> Range<u32> {
        self.input.annotations.sentences[self.words.sentences[word as usize]].words.clone()
    }

    /// The block that the word stands in.
    pub fn block(&self, word: u32) -> u32 {
        self.input.annotations.sentences[self.words.sentences[word as usize]].block.0
    }

    /// Whether the word stands in quotation marks.
    pub fn is_quoted(&self, word: u32) -> bool {
        self.quoted[word as usize]
    }

    /// From the first to the last of some words.
    pub fn span(&self, words: &Range<u32>) -> Span {
        let spans = &self.words.spans;
        Span::new(spans[words.start as usize].start, spans[words.end as usize - 1].end)
    }

    /// The text from the first to the last of some words.
    pub fn text(&self, words: &Range<u32>) -> &'a str {
        self.input.document.slice(self.span(words))
    }

    /// The chunk that `word` stands in.
    pub fn chunk_at(&self, word: u32) -> Option<usize> {
        self.chunk_of.get(word as usize).copied().flatten().map(|chunk| chunk as usize)
    }

    /// The atoms of some words.
    pub fn atoms(&self, words: &Range<u32>) -> &[Atom] {
        let (start, end) = (self.first_atoms[words.start as usize], self.first_atoms[words.end as usize]);
        &self.atoms[start as usize..end as usize]
    }

    /// One past the word that the `count`-th atom from `start` ends; none where it ends inside a word.
    pub fn word_after(&self, start: u32, count: usize) -> Option<u32> {
        let last = self.first_atoms[start as usize] as usize + count - 1;
        let word = self.atom_words[last];
        (self.atom_words.get(last + 1) != Some(&word)).then_some(word + 1)
    }

    /// The longest noun of the tables that ends some words, with its first word.
    pub fn noun_at_end(&self, words: &Range<u32>) -> Option<(u32, Noun)> {
        words.clone().find_map(|start| Some((start, self.whole_noun(&(start..words.end))?)))
    }

    /// The noun of the tables that all of some words make.
    pub fn whole_noun(&self, words: &Range<u32>) -> Option<Noun> {
        let all = self.atoms(words);
        // A mark at an edge has no atom and is no part of a noun; a comma inside parts two.
        let silent = |word: u32| self.atoms(&(word..word + 1)).is_empty();
        let parts = |word: u32| matches!(self.form(word), "," | ";" | ":" | "(" | ")");
        if all.is_empty() || silent(words.start) || silent(words.end - 1) || words.clone().any(parts) {
            return None;
        }
        let hit = self.input.knowledge.longest_noun(all)?;
        (hit.atoms == all.len()).then(|| hit.senses.into_iter().next())?
    }
}
