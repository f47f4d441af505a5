//! The document: clean text, what is known about it, its blocks and the way back to its source.

use crate::{Block, BlockId, BlockKind, Column, OffsetMap, Problem, RawSpan, Span};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::fmt;

/// SHA-256 of a document's clean text: the same text is the same document, wherever it was found.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash(pub [u8; 32]);

impl ContentHash {
    /// The hash of `text`.
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// What a reader hands over to make a [`Document`].
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// The input's own id, where it has one.
    pub id: Option<String>,
    /// Path, URL or line the document was read from.
    pub origin: String,
    /// The outlet, as named by the input or the person who reads it.
    pub source: Option<String>,
    /// The article's address.
    pub url: Option<String>,
    /// The day of publication, in the time zone the input gives it in.
    pub published: Option<Date>,
    /// The language the input says it is in (ISO 639-1).
    pub language: Option<String>,
    /// The title, where the input has it apart from the text. It is not read for statements.
    pub title: Option<String>,
    /// The clean text.
    pub text: String,
    /// The way back from the text to the source bytes.
    pub offsets: OffsetMap,
    /// What each stretch of the text is.
    pub blocks: Vec<Block>,
    /// What was odd about the input.
    pub problems: Vec<Problem>,
}

/// An article, as it came. Immutable: every layer above is a side table of spans into [`Document::text`].
///
/// Invariants: blocks are in order, do not overlap, lie inside the text and on character boundaries;
/// the offset map covers the text.
#[derive(Clone, Debug)]
pub struct Document {
    id: String,
    hash: ContentHash,
    parts: Parts,
    blocks: Column<BlockId, Block>,
}

impl Document {
    /// Makes a document. Panics where the parts break the invariants: that is a reader's bug, not bad input.
    pub fn new(mut parts: Parts) -> Self {
        assert_eq!(parts.offsets.text_len() as usize, parts.text.len(), "the offset map covers the text");
        let mut last = 0;
        for block in &parts.blocks {
            assert!(block.span.start >= last, "blocks are in order and do not overlap");
            assert!(parts.text.get(block.span.range()).is_some(), "blocks lie on character boundaries");
            last = block.span.end;
        }
        let hash = ContentHash::of(&parts.text);
        let id = parts.id.take().unwrap_or_else(|| hash.to_string());
        let blocks = std::mem::take(&mut parts.blocks).into();
        Self { id, hash, parts, blocks }
    }

    /// The input's own id, else the content hash in hexadecimal.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The hash of the text.
    pub fn hash(&self) -> ContentHash {
        self.hash
    }

    /// Path, URL or line it was read from.
    pub fn origin(&self) -> &str {
        &self.parts.origin
    }

    /// The outlet, where it is known.
    pub fn source(&self) -> Option<&str> {
        self.parts.source.as_deref()
    }

    /// The article's address, where it is known.
    pub fn url(&self) -> Option<&str> {
        self.parts.url.as_deref()
    }

    /// The day of publication, where it is known.
    pub fn published(&self) -> Option<Date> {
        self.parts.published
    }

    /// The language, where the input says it.
    pub fn language(&self) -> Option<&str> {
        self.parts.language.as_deref()
    }

    /// The title: the input's own, else the headline block.
    pub fn title(&self) -> Option<&str> {
        self.parts.title.as_deref().or_else(|| {
            let headline = self.blocks.iter().find(|block| block.kind == BlockKind::Headline)?;
            Some(headline.span.of(self.text()))
        })
    }

    /// The clean text.
    pub fn text(&self) -> &str {
        &self.parts.text
    }

    /// The words under a span.
    pub fn slice(&self, span: Span) -> &str {
        span.of(self.text())
    }

    /// What each stretch of the text is.
    pub fn blocks(&self) -> &Column<BlockId, Block> {
        &self.blocks
    }

    /// What was odd about the input.
    pub fn problems(&self) -> &[Problem] {
        &self.parts.problems
    }

    /// The way back to the source bytes.
    pub fn offsets(&self) -> &OffsetMap {
        &self.parts.offsets
    }

    /// The pieces of the source that `span` stands for.
    pub fn raw_spans(&self, span: Span) -> Vec<RawSpan> {
        self.parts.offsets.raw_spans(span)
    }
}
