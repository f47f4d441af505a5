//! The layers that analysis returns: side tables over a document, by typed id.

use crate::{Relation, Upos};
use std::ops::Range;
use std::sync::Arc;
use verbale_text::{BlockId, Column, Document, Id, Span, typed_id};

typed_id! {
    /// A sentence of a document.
    pub struct SentenceId;
}
typed_id! {
    /// A syntactic word of a document, counted through all its sentences. Never stored.
    pub struct WordId;
}

/// A sentence: its block, its bytes, its words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sentence {
    /// The block it stands in; a sentence never crosses a block.
    pub block: BlockId,
    /// From its first to its last word.
    pub span: Span,
    /// First word and one past the last.
    pub words: Range<u32>,
}

impl Sentence {
    /// Its words in order.
    pub fn word_ids(&self) -> impl DoubleEndedIterator<Item = WordId> + ExactSizeIterator + Clone + use<> {
        self.words.clone().map(WordId)
    }
}

/// The words of a document as columns. "don't" is two words, "do" and "n't", the second `joined`.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Where each word stands. Words are in order and do not overlap.
    pub spans: Vec<Span>,
    /// Part of speech.
    pub upos: Vec<Upos>,
    /// Row of `feature_sets`.
    pub features: Vec<u16>,
    /// Relation to the head.
    pub relations: Vec<Relation>,
    /// The head's row, or the word's own row for a root.
    pub heads: Vec<u32>,
    /// The sentence each word stands in.
    pub sentences: Vec<SentenceId>,
    /// Part of the same orthographic token as the word before it (a multi-word token).
    pub joined: Vec<bool>,
    /// All lemmas, one after the other.
    pub lemma_text: String,
    /// One past each lemma's last byte in `lemma_text`.
    pub lemma_ends: Vec<u32>,
    /// The model's feature strings ("Mood=Ind|Tense=Past|VerbForm=Fin"), shared.
    pub feature_sets: Arc<[Box<str>]>,
}

impl Words {
    /// Number of words.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// True without words.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = WordId> + ExactSizeIterator + use<> {
        (0..self.spans.len()).map(WordId::from_index)
    }

    /// Where the word stands.
    pub fn span(&self, word: WordId) -> Span {
        self.spans[word.index()]
    }

    /// The word as written.
    pub fn form<'d>(&self, document: &'d Document, word: WordId) -> &'d str {
        document.slice(self.span(word))
    }

    /// The word's dictionary form, lower case but for names.
    pub fn lemma(&self, word: WordId) -> &str {
        let start = if word.0 == 0 { 0 } else { self.lemma_ends[word.index() - 1] };
        &self.lemma_text[start as usize..self.lemma_ends[word.index()] as usize]
    }

    /// Part of speech.
    pub fn upos(&self, word: WordId) -> Upos {
        self.upos[word.index()]
    }

    /// The value of a feature (`feature(w, "Tense")` → `Some("Past")`).
    pub fn feature(&self, word: WordId, name: &str) -> Option<&str> {
        let set = self.feature_sets.get(self.features[word.index()] as usize)?;
        set.split('|').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }

    /// Relation to the head.
    pub fn relation(&self, word: WordId) -> Relation {
        self.relations[word.index()]
    }

    /// The head, unless the word is a root.
    pub fn head(&self, word: WordId) -> Option<WordId> {
        let head = self.heads[word.index()];
        (head != word.0).then_some(WordId(head))
    }

    /// The sentence the word stands in.
    pub fn sentence(&self, word: WordId) -> SentenceId {
        self.sentences[word.index()]
    }
}

/// What a name names.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place, states and cities included.
    Place,
    /// Another name (an event, a work, a nationality).
    Other,
}

/// A name found in the text: a run of words of one sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name {
    /// What it names.
    pub kind: NameKind,
    /// First word and one past the last.
    pub words: Range<u32>,
    /// From the first to the last word.
    pub span: Span,
}

/// All layers of one document.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    /// Sentences of the blocks that are read, and of headlines and captions, in order.
    pub sentences: Column<SentenceId, Sentence>,
    /// Words.
    pub words: Words,
    /// Names, in order, not overlapping.
    pub names: Vec<Name>,
}

impl Annotations {
    /// The words that hang directly on `head`, in order.
    pub fn children(&self, head: WordId) -> impl DoubleEndedIterator<Item = WordId> + '_ {
        self.sentences[self.words.sentence(head)]
            .word_ids()
            .filter(move |&word| self.words.head(word) == Some(head))
    }

    /// The first child of `head` with this relation.
    pub fn child(&self, head: WordId, relation: Relation) -> Option<WordId> {
        self.children(head).find(|&word| self.words.relation(word) == relation)
    }

    /// True where `word` is `ancestor` or hangs on it, at any depth.
    pub fn is_under(&self, word: WordId, ancestor: WordId) -> bool {
        let mut at = word;
        loop {
            if at == ancestor {
                return true;
            }
            match self.words.head(at) {
                Some(head) => at = head,
                None => return false,
            }
        }
    }

    /// The words under `head`, itself included, in order; they need not be contiguous.
    pub fn subtree(&self, head: WordId) -> impl DoubleEndedIterator<Item = WordId> + '_ {
        self.sentences[self.words.sentence(head)].word_ids().filter(move |&word| self.is_under(word, head))
    }

    /// The smallest span that covers the words under `head`.
    pub fn subtree_span(&self, head: WordId) -> Span {
        self.subtree(head).fold(self.words.span(head), |span, word| span.cover(self.words.span(word)))
    }

    /// The word whose span covers byte `at`, if any.
    pub fn word_at(&self, at: u32) -> Option<WordId> {
        let next = self.words.spans.partition_point(|span| span.end <= at);
        let span = self.words.spans.get(next)?;
        (span.start <= at).then(|| WordId::from_index(next))
    }

    /// The words that lie wholly inside `span`.
    pub fn words_in(
        &self,
        span: Span,
    ) -> impl DoubleEndedIterator<Item = WordId> + ExactSizeIterator + use<> {
        let first = self.words.spans.partition_point(|word| word.start < span.start);
        let last = self.words.spans.partition_point(|word| word.end <= span.end).max(first);
        (first..last).map(WordId::from_index)
    }
}
