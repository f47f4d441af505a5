//! Reads PLOVER's coded sentences (`gold_standard_records.json`) with the labels of today.

use serde_json::Value;
use verbale_record::EventType;
use verbale_text::{Block, BlockKind, Document, OffsetMap, Parts, Span};

/// A sentence that people coded with one event; others may be in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodedSentence {
    /// Its id.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// The day it is dated (`2000-01-01`).
    pub published: Option<String>,
    /// The type.
    pub kind: EventType,
    /// Who acts, in the words of the sentence.
    pub actors: Vec<String>,
    /// On whom, in the words of the sentence.
    pub recipients: Vec<String>,
}

impl CodedSentence {
    /// The sentence as a document of one paragraph.
    pub fn document(&self) -> Document {
        let length = self.text.len() as u32;
        Document::new(Parts {
            id: Some(self.id.clone()),
            published: self.published.as_deref().and_then(|day| day.parse().ok()),
            offsets: OffsetMap::identity(length),
            blocks: vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, length) }],
            text: self.text.clone(),
            ..Parts::default()
        })
    }
}

/// Reads the sentences, in the order of the file. Records without an event ("DOCUMENT") are passed over.
pub fn read_sentences(json: &str) -> Result<Vec<CodedSentence>, serde_json::Error> {
    let records: Vec<Value> = serde_json::from_str(json)?;
    Ok(records.iter().filter_map(sentence).collect())
}

fn sentence(record: &Value) -> Option<CodedSentence> {
    let text = |field: &str| record.get(field).and_then(Value::as_str);
    Some(CodedSentence {
        id: text("id").unwrap_or_default().to_owned(),
        text: text("text")?.trim().to_owned(),
        published: text("date").map(str::to_owned),
        kind: kind(text("event")?)?,
        actors: sides(record.get("source")),
        recipients: sides(record.get("target")),
    })
}

/// The type that an older label is part of today.
fn kind(label: &str) -> Option<EventType> {
    match label {
        "DEMAND" => Some(EventType::Request),
        "DISAPPROVE" | "INVESTIGATE" => Some(EventType::Accuse),
        "FIGHT" => Some(EventType::Assault),
        label => label.parse().ok(),
    }
}

/// The words for a side. Where a record has a string in place of the list, nothing is known of it.
fn sides(field: Option<&Value>) -> Vec<String> {
    let actors = field.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let words = actors.iter().filter_map(|actor| actor.get("actorText").and_then(Value::as_str));
    words.map(str::to_owned).filter(|words| !words.trim().is_empty()).collect()
}
