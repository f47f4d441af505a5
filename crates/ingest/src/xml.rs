//! XML in order, each piece with its bytes: what feeds and word processors' files are read by.

use crate::html::{attribute_of, entity};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;
use verbale_text::{OffsetMap, RawSpan, RunKind};

/// One piece of an XML text.
#[derive(Debug)]
pub(crate) enum Piece<'x> {
    /// A start tag; of an empty element, both tags at once.
    Start { tag: BytesStart<'x>, empty: bool },
    /// An end tag.
    End,
    /// Text as written, entities and all, and whether entities stand in it.
    Text { escaped: bool },
}

/// The pieces of a text. What is not well-formed ends it, with the parser's words.
pub(crate) struct Pieces<'x> {
    text: &'x str,
    reader: Reader<&'x [u8]>,
    failed: bool,
}

impl<'x> Pieces<'x> {
    pub fn new(text: &'x str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        Self { text, reader, failed: false }
    }
}

impl<'x> Iterator for Pieces<'x> {
    type Item = Result<(Piece<'x>, Range<usize>), String>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.failed {
            let start = self.reader.buffer_position() as usize;
            let event = self.reader.read_event();
            let span = start..(self.reader.buffer_position() as usize).min(self.text.len());
            let piece = match event {
                Err(error) => {
                    self.failed = true;
                    return Some(Err(error.to_string()));
                }
                Ok(Event::Eof) => return None,
                Ok(Event::Start(tag)) => Piece::Start { tag, empty: false },
                Ok(Event::Empty(tag)) => Piece::Start { tag, empty: true },
                Ok(Event::End(_)) => Piece::End,
                Ok(Event::Text(_) | Event::GeneralRef(_)) => Piece::Text { escaped: true },
                Ok(Event::CData(_)) => {
                    let inner = span.start + "<![CDATA[".len()..span.end.saturating_sub("]]>".len());
                    if self.text.get(inner.clone()).is_none() {
                        continue;
                    }
                    return Some(Ok((Piece::Text { escaped: false }, inner)));
                }
                Ok(_) => continue,
            };
            return Some(Ok((piece, span)));
        }
        None
    }
}

/// A tag's attribute, entities decoded.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    attribute_of(tag.attributes_raw(), name)
}

/// Text put together from pieces, with the way back to the XML it stands in.
#[derive(Debug, Default)]
pub(crate) struct Value {
    pub text: String,
    pub offsets: OffsetMap,
}

impl Value {
    /// Adds the bytes at `span` of `xml`.
    pub fn add(&mut self, xml: &str, span: Range<usize>, escaped: bool) {
        let Some(written) = xml.get(span.clone()) else { return };
        let mut at = 0;
        while at < written.len() {
            let rest = &written[at..];
            let plain = if escaped { rest.find('&').unwrap_or(rest.len()) } else { rest.len() };
            if plain > 0 {
                self.push(&rest[..plain], RunKind::Copied, span.start + at, plain);
                at += plain;
                continue;
            }
            let (length, decoded) = entity(rest);
            match decoded {
                Some(decoded) => self.push(&decoded, RunKind::Replaced, span.start + at, length),
                None => self.push(&rest[..length], RunKind::Copied, span.start + at, length),
            }
            at += length;
        }
    }

    /// Adds text that does not stand in the XML.
    pub fn insert(&mut self, text: &str) {
        self.text.push_str(text);
        self.offsets.push_inserted(text.len() as u32);
    }

    fn push(&mut self, text: &str, kind: RunKind, start: usize, length: usize) {
        self.text.push_str(text);
        self.offsets.push(kind, text.len() as u32, RawSpan::new(start as u32, (start + length) as u32));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_lead_back_to_the_xml() {
        let xml = "<a x='1 &amp; 2'>One &amp; <b/>two<![CDATA[ <i>&amp;</i>]]></a>";
        let mut value = Value::default();
        let mut tags = Vec::new();
        for piece in Pieces::new(xml) {
            let (piece, span) = piece.expect("it is well-formed");
            match piece {
                Piece::Start { tag, empty } => {
                    tags.push((tag.name().0.to_owned(), attribute(&tag, "x"), empty))
                }
                Piece::End => tags.push(("/".to_owned(), None, false)),
                Piece::Text { escaped } => value.add(xml, span, escaped),
            }
        }
        assert_eq!(value.text, "One & two <i>&amp;</i>");
        let copied = value.offsets.runs().filter(|(kind, _, _)| *kind == RunKind::Copied);
        assert!(copied.map(|(_, text, raw)| (text.of(&value.text), &xml[raw.range()])).all(|(a, b)| a == b));
        let expected = [
            ("a".to_owned(), Some("1 & 2".to_owned()), false),
            ("b".to_owned(), None, true),
            ("/".to_owned(), None, false),
        ];
        assert_eq!(tags, expected);
    }

    #[test]
    fn what_is_not_well_formed_ends_with_the_reason() {
        let last = Pieces::new("<a>x</a><b").last().expect("something");
        assert!(last.is_err(), "{last:?}");
    }
}
