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

#[test]
fn dbg_show() {
    let text = std::fs::read_to_string("/tmp/dbg/text.txt").unwrap();
    let read = Read::new(&text, "2025-05-21");
    let a = &read.annotations; let w = &a.words;
    for id in w.ids() { eprintln!("{:3} {:14} {:12} {:6} {:10} -> {} {}", id.0, w.form(&read.document, id), w.lemma(id), w.upos(id).as_str(), w.relation(id).as_str(), w.head(id).map_or(-1, |h| h.0 as i64), w.feature_sets.get(w.features[id.0 as usize] as usize).map_or("", |x| x)); }
    let t = crate::entities::resolve(read.input());
    for m in &t.mentions { eprintln!("M {:?} {} {:?} {:?}", m.form, read.words(m.span), m.head, m.entity.map(|e| &t.entities[e.0 as usize].name)); }
    for n in &a.names { eprintln!("N {:?} {}", n.kind, read.words(n.span)); }
    let times = crate::times::find(read.input());
    crate::events::dbg(read.input(), &t, &times);
}
