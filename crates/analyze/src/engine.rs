//! The engine: a model, a thread's buffers, and the one function that reads a document.

use crate::model::{Check, ModelError};
use crate::neural::{InstructionSet, Reader, ReaderScratch};
use crate::tokens::Token;
use crate::{Annotations, Name, Sentence, SentenceId, Words, sentences, tokens};
use std::sync::OnceLock;
use verbale_text::{BlockId, BlockKind, Column, Document, Id, Span};

/// A language model, ready to read.
#[derive(Clone, Debug)]
pub struct Model {
    reader: Reader,
}

impl Model {
    /// Reads a language model file and checks it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Ok(Self { reader: Reader::read(bytes, Check::Digest, InstructionSet::widest())? })
    }

    /// The same, but run on a given instruction set; all sets read alike.
    pub fn on_instruction_set(bytes: &[u8], set: InstructionSet) -> Result<Self, ModelError> {
        Ok(Self { reader: Reader::read(bytes, Check::Digest, set)? })
    }

    /// The English model inside the binary.
    pub fn embedded() -> &'static Self {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| {
            let reader = Reader::read(embedded_bytes(), Check::BuiltIn, InstructionSet::widest());
            Self { reader: reader.expect("the built-in model is whole: a test reads it") }
        })
    }

    /// SHA-256 of the model's weights, in hexadecimal.
    pub fn digest(&self) -> &str {
        self.reader.digest()
    }
}

/// The model file inside the binary.
pub fn embedded_bytes() -> &'static [u8] {
    include_bytes!("../models/english.vbm")
}

/// A thread's buffers; they grow with the first documents and are kept.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    reader: ReaderScratch,
    tokens: Vec<Token>,
    ends: Vec<usize>,
}

/// Whether a block's words are analysed. Labels, bylines, navigation and what stood before are not.
fn is_analysed(kind: BlockKind) -> bool {
    match kind {
        BlockKind::Headline
        | BlockKind::Deck
        | BlockKind::Dateline
        | BlockKind::Paragraph
        | BlockKind::Caption => true,
        BlockKind::Byline | BlockKind::Label | BlockKind::Boilerplate | BlockKind::Repeat => false,
    }
}

/// Reads a document: sentences, words, tags, trees, names. Cannot fail.
pub fn analyze(document: &Document, model: &Model, scratch: &mut Scratch) -> Annotations {
    let mut layers = split(document, scratch);
    fill(document.text(), model, scratch, &mut layers);
    layers
}

/// The first stage alone: sentences and where their words stand, without any model. The other columns stay empty.
pub fn split(document: &Document, scratch: &mut Scratch) -> Annotations {
    let mut layers = Annotations::default();
    for (block, kind, span) in document.blocks().pairs().map(|(id, block)| (id, block.kind, block.span)) {
        if is_analysed(kind) {
            push_block(document.text(), block, span, scratch, &mut layers.sentences, &mut layers.words);
        }
    }
    layers
}

/// Reads sentences that are split into words already: `sentences` holds the spans of each sentence's words in
/// `text`. For measuring on gold tokens, and for inputs that come tokenised.
pub fn analyze_words(
    text: &str,
    sentences: &[Vec<Span>],
    model: &Model,
    scratch: &mut Scratch,
) -> Annotations {
    let mut layers = Annotations::default();
    for spans in sentences.iter().filter(|spans| !spans.is_empty()) {
        let tokens: Vec<Token> = spans.iter().map(|&span| Token { span, joined: false }).collect();
        push_sentence(BlockId(0), &tokens, &mut layers.sentences, &mut layers.words);
    }
    fill(text, model, scratch, &mut layers);
    layers
}

fn fill(text: &str, model: &Model, scratch: &mut Scratch, layers: &mut Annotations) {
    let Annotations { sentences, words, names } = layers;
    let found: &mut Vec<Name> = names;
    model.reader.fill(text, sentences, words, found, &mut scratch.reader);
}

fn push_block(
    text: &str,
    block: BlockId,
    span: Span,
    scratch: &mut Scratch,
    sentences: &mut Column<SentenceId, Sentence>,
    words: &mut Words,
) {
    let Scratch { tokens, ends, .. } = scratch;
    tokens.clear();
    ends.clear();
    tokens::split(text, span, tokens);
    sentences::split(text, tokens, ends);
    let mut start = 0;
    for &end in ends.iter() {
        push_sentence(block, &tokens[start..end], sentences, words);
        start = end;
    }
}

fn push_sentence(
    block: BlockId,
    tokens: &[Token],
    sentences: &mut Column<SentenceId, Sentence>,
    words: &mut Words,
) {
    let id = SentenceId::from_index(sentences.len());
    let first = words.spans.len() as u32;
    for token in tokens {
        words.spans.push(token.span);
        words.joined.push(token.joined);
        words.sentences.push(id);
    }
    let span = sentences::span_of(tokens);
    sentences.push(Sentence { block, span, words: first..words.spans.len() as u32 });
}
