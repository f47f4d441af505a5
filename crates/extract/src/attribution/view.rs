//! A document as attribution reads it: words with their subtrees' extents, children and quotations at hand.

use super::quotations::{self, Quotation};
use std::ops::Range;
use verbale_analyze::{Annotations, Relation, SentenceId, Upos, WordId, Words};
use verbale_text::{Document, Id, Span};

/// A run of words, from the first to one past the last. Numbers count the document's words.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Run {
    /// First word.
    pub start: u32,
    /// One past the last word.
    pub end: u32,
}

impl Run {
    /// The words from `start` up to `end`.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end: end.max(start) }
    }

    /// True without words.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Number of words.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// True where `word` is one of them.
    pub fn holds(self, word: u32) -> bool {
        self.start <= word && word < self.end
    }

    /// True where every word of `other` is one of them.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True where they share a word.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// The document, its layers, and what attribution looks up again and again.
pub struct View<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its layers.
    pub annotations: &'a Annotations,
    /// Its words.
    pub words: &'a Words,
    /// What stands in quotation marks, in order.
    pub quotations: Vec<Quotation>,
    /// Words inside each quotation's marks.
    pub quoted: Vec<Run>,
    /// The innermost quotation each word stands in, plus one; 0 for none. Marks stand in none of their own.
    innermost: Vec<u16>,
    child_starts: Vec<u32>,
    children: Vec<u32>,
    extents: Vec<Run>,
}

impl<'a> View<'a> {
    /// Prepares a document.
    pub fn new(document: &'a Document, annotations: &'a Annotations) -> Self {
        let words = &annotations.words;
        let ends: Vec<u32> = annotations.sentences.iter().map(|sentence| sentence.span.end).collect();
        let quotations = quotations::find(document, &ends);
        let run = |span: Span| {
            let inside = annotations.words_in(span);
            let start = words.spans.partition_point(|word| word.start < span.start) as u32;
            Run::new(start, start + inside.len() as u32)
        };
        let quoted: Vec<Run> = quotations.iter().map(|quotation| run(quotation.inside)).collect();
        let mut innermost = vec![0u16; words.len()];
        // Opening marks are in order, so that inner quotations overwrite outer ones.
        for (number, run) in (1..=u16::MAX).zip(&quoted) {
            innermost[run.start as usize..run.end as usize].fill(number);
        }
        let (child_starts, children) = children(words);
        let extents = extents(annotations);
        Self { document, annotations, words, quotations, quoted, innermost, child_starts, children, extents }
    }

    /// The word as written.
    pub fn form(&self, word: u32) -> &'a str {
        self.words.form(self.document, WordId(word))
    }

    /// The word's lemma.
    pub fn lemma(&self, word: u32) -> &'a str {
        self.words.lemma(WordId(word))
    }

    /// Part of speech.
    pub fn upos(&self, word: u32) -> Upos {
        self.words.upos[word as usize]
    }

    /// Relation to the head.
    pub fn relation(&self, word: u32) -> Relation {
        self.words.relations[word as usize]
    }

    /// The head, unless the word is a root.
    pub fn head(&self, word: u32) -> Option<u32> {
        let head = self.words.heads[word as usize];
        (head != word).then_some(head)
    }

    /// The words that hang directly on `word`, in order.
    pub fn children(&self, word: u32) -> &[u32] {
        let at = word as usize;
        &self.children[self.child_starts[at] as usize..self.child_starts[at + 1] as usize]
    }

    /// The first child with one of these relations.
    pub fn child(&self, word: u32, relations: &[Relation]) -> Option<u32> {
        self.children(word).iter().copied().find(|&child| relations.contains(&self.relation(child)))
    }

    /// The words from the first to the last under `word`.
    pub fn extent(&self, word: u32) -> Run {
        self.extents[word as usize]
    }

    /// The words of the sentence that `word` stands in.
    pub fn sentence_of(&self, word: u32) -> Run {
        self.sentence(self.words.sentences[word as usize])
    }

    /// The words of a sentence.
    pub fn sentence(&self, sentence: SentenceId) -> Run {
        let words = &self.annotations.sentences[sentence].words;
        Run::new(words.start, words.end)
    }

    /// The quotations that may touch a sentence: the last two dozen that open before its end.
    pub fn quoted_near(&self, sentence: Run) -> &[Run] {
        let last = self.quoted.partition_point(|quoted| quoted.start < sentence.end);
        &self.quoted[last.saturating_sub(24)..last]
    }

    /// The innermost quotation that `word` stands in.
    pub fn quotation_at(&self, word: u32) -> Option<usize> {
        self.innermost[word as usize].checked_sub(1).map(usize::from)
    }

    /// True where `word` stands in quotation marks.
    pub fn is_quoted(&self, word: u32) -> bool {
        self.innermost[word as usize] != 0
    }

    /// True for punctuation, quotation marks among it.
    pub fn is_punctuation(&self, word: u32) -> bool {
        self.upos(word) == Upos::Punct
            || self.form(word).chars().all(|c| c.is_ascii_punctuation() && !"$%&#@+".contains(c))
    }

    /// True for a word that is a quotation mark and no apostrophe.
    pub fn is_quotation_mark(&self, word: u32) -> bool {
        self.form(word).chars().all(quotations::is_mark)
    }

    /// The run without punctuation at its edges; empty where nothing else is in it.
    pub fn trimmed(&self, run: Run) -> Run {
        let Run { mut start, mut end } = run;
        while start < end && self.is_punctuation(start) {
            start += 1;
        }
        while start < end && self.is_punctuation(end - 1) {
            end -= 1;
        }
        Run { start, end }
    }

    /// From the first to the last byte of a run that is not empty.
    pub fn span(&self, run: Run) -> Span {
        let last = self.words.spans[run.end as usize - 1];
        Span::new(self.words.spans[run.start as usize].start, last.end)
    }

    /// The words that share a byte with `span`.
    pub fn run_over(&self, span: Span) -> Run {
        let start = self.words.spans.partition_point(|word| word.end <= span.start) as u32;
        let end = self.words.spans.partition_point(|word| word.start < span.end) as u32;
        Run::new(start, end)
    }

    /// True where `word` is `ancestor` or hangs on it, at any depth.
    pub fn is_under(&self, word: u32, ancestor: u32) -> bool {
        self.annotations.is_under(WordId(word), WordId(ancestor))
    }

    /// Every word's number.
    pub fn all_words(&self) -> Range<u32> {
        0..self.words.len() as u32
    }
}

/// Children of every word, one after the other, with each word's first place.
fn children(words: &Words) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0u32; words.len() + 1];
    let hangs = |word: &WordId| words.head(*word).is_some();
    for word in words.ids().filter(hangs) {
        starts[words.heads[word.index()] as usize + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let mut children = vec![0u32; starts[words.len()] as usize];
    for word in words.ids().filter(hangs) {
        let place = &mut next[words.heads[word.index()] as usize];
        children[*place as usize] = word.0;
        *place += 1;
    }
    (starts, children)
}

/// From the first to the last word under every word.
fn extents(annotations: &Annotations) -> Vec<Run> {
    let words = &annotations.words;
    let mut extents: Vec<Run> = (0..words.len() as u32).map(|word| Run::new(word, word + 1)).collect();
    for word in words.ids() {
        // A tree has no cycles, so the walk up ends.
        let mut at = word;
        while let Some(head) = words.head(at) {
            let extent = &mut extents[head.index()];
            extent.start = extent.start.min(word.0);
            extent.end = extent.end.max(word.0 + 1);
            at = head;
        }
    }
    extents
}
