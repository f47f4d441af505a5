//! Test helper: a sentence of our own becomes a document with its layers.

use crate::Input;
use std::sync::OnceLock;
use verbale_analyze::{Annotations, Model, Scratch, analyze};
use verbale_knowledge::Knowledge;
use verbale_text::{Block, BlockKind, Document, OffsetMap, Parts, Span};

/// A document of paragraphs, one a line, with its layers.
pub(crate) struct Read {
    document: Document,
    annotations: Annotations,
}

impl Read {
    /// Reads `text` as published on `published` (ISO).
    pub(crate) fn new(text: &str, published: &str) -> Self {
        let mut blocks = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(start, start + line.len() as u32).trimmed(text);
            if !span.is_empty() {
                blocks.push(Block { kind: BlockKind::Paragraph, span });
            }
            start += line.len() as u32;
        }
        let document = Document::new(Parts {
            text: text.to_owned(),
            published: Some(published.parse().expect("an ISO date")),
            offsets: OffsetMap::identity(text.len() as u32),
            blocks,
            ..Parts::default()
        });
        let annotations = analyze(&document, Model::embedded(), &mut Scratch::default());
        Self { document, annotations }
    }

    /// What stages read.
    pub(crate) fn input(&self) -> Input<'_> {
        static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
        Input {
            document: &self.document,
            annotations: &self.annotations,
            knowledge: KNOWLEDGE.get_or_init(Knowledge::builtin),
        }
    }

    /// The words under a span.
    pub(crate) fn words(&self, span: Span) -> &str {
        self.document.slice(span)
    }
}
