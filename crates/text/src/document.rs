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
    /// Who wrote it, where the input names them apart from the text.
    pub byline: Option<String>,
    /// Fields of the input that are not read, as one JSON object.
    pub kept: Option<String>,
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

    /// The title: the input's own, else the headline above the body (a heading inside the body is no title).
    pub fn title(&self) -> Option<&str> {
        self.parts.title.as_deref().or_else(|| {
            let mut head = self.blocks.iter().take_while(|block| block.kind != BlockKind::Paragraph);
            Some(self.slice(head.find(|block| block.kind == BlockKind::Headline)?.span))
        })
    }

    /// Who wrote it, where the input names them apart from the text.
    pub fn byline(&self) -> Option<&str> {
        self.parts.byline.as_deref()
    }

    /// Fields of the input that are not read, as one JSON object.
    pub fn kept(&self) -> Option<&str> {
        self.parts.kept.as_deref()
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

    /// Names the outlet as the person who reads it does.
    pub fn set_source(&mut self, source: String) {
        self.parts.source = Some(source);
    }

    /// Adds what was odd about the input around the text (the line it stood in, say).
    pub fn add_problems(&mut self, problems: impl IntoIterator<Item = Problem>) {
        self.parts.problems.extend(problems);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str, blocks: &[(BlockKind, u32, u32)]) -> Document {
        let blocks =
            blocks.iter().map(|&(kind, start, end)| Block { kind, span: Span::new(start, end) }).collect();
        Document::new(Parts {
            text: text.to_owned(),
            offsets: OffsetMap::identity(text.len() as u32),
            blocks,
            ..Parts::default()
        })
    }

    #[test]
    fn a_document_without_an_id_is_named_by_its_text() {
        let made = document("Talks", &[]);
        assert_eq!(made.id(), made.hash().to_string());
        assert_eq!(made.hash(), ContentHash::of("Talks"));
        assert_ne!(made.hash(), ContentHash::of("talks"));
        assert_eq!(
            ContentHash::of("").to_string(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn the_headline_above_the_body_is_the_title() {
        use BlockKind::{Deck, Headline, Paragraph};
        assert_eq!(
            document("ab cd ef", &[(Deck, 0, 2), (Headline, 3, 5), (Paragraph, 6, 8)]).title(),
            Some("cd")
        );
        assert_eq!(document("ab cd", &[(Paragraph, 0, 2), (Headline, 3, 5)]).title(), None);
        let named = Document::new(Parts { title: Some("Own".to_owned()), ..Parts::default() });
        assert_eq!(named.title(), Some("Own"));
    }

    #[test]
    fn only_the_body_and_the_deck_are_read() {
        let text = "ab cd ef";
        let made =
            document(text, &[(BlockKind::Label, 0, 2), (BlockKind::Repeat, 3, 5), (BlockKind::Deck, 6, 8)]);
        let read: Vec<&str> = made
            .blocks()
            .iter()
            .filter(|block| block.kind.is_read())
            .map(|block| made.slice(block.span))
            .collect();
        assert_eq!(read, ["ef"]);
        assert_eq!(made.raw_spans(Span::new(3, 5)), [RawSpan::new(3, 5)]);
    }

    #[test]
    #[should_panic(expected = "blocks are in order")]
    fn blocks_that_overlap_are_a_bug() {
        document("abcd", &[(BlockKind::Paragraph, 0, 3), (BlockKind::Paragraph, 2, 4)]);
    }

    #[test]
    #[should_panic(expected = "blocks lie on character boundaries")]
    fn a_block_inside_a_character_is_a_bug() {
        document("é", &[(BlockKind::Paragraph, 0, 1)]);
    }

    #[test]
    #[should_panic(expected = "the offset map covers the text")]
    fn a_map_that_does_not_cover_the_text_is_a_bug() {
        Document::new(Parts { text: "ab".to_owned(), ..Parts::default() });
    }
}
