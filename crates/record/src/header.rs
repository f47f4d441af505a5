//! One document's record: the line that `read --format jsonl` prints.

use crate::{Entity, Event, Figure, Statement, Term};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use verbale_text::Block;

/// The JSON contract's name and version.
pub const SCHEMA: &str = "verbale/1";

/// First and last day, both included.
pub type DateRange = [Date; 2];

/// What is known about the document itself.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Header {
    /// The input's own id, else the content hash.
    pub id: String,
    /// Path, URL or line.
    pub origin: String,
    /// The outlet.
    pub source: Option<String>,
    /// The article's address.
    pub url: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// ISO 639-1.
    pub language: String,
    /// The title.
    pub title: Option<String>,
    /// The text that every span points into.
    pub text: String,
    /// The id of the document held earlier that this one repeats.
    pub duplicate_of: Option<String>,
    /// The id of the document held earlier that this one's text is a near copy of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
}

/// One document's record. Ids are row numbers: entity `e1` is `entities[0]`, and so on.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Record {
    /// [`SCHEMA`].
    pub schema: String,
    /// The document.
    pub document: Header,
    /// What each stretch of the text is.
    #[serde(default)]
    pub blocks: Vec<Block>,
    /// Who and what the record refers to.
    pub entities: Vec<Entity>,
    /// Who said what.
    pub statements: Vec<Statement>,
    /// What happened, is planned or is claimed.
    pub events: Vec<Event>,
    /// Quantities.
    pub figures: Vec<Figure>,
    /// Points of proposals and agreements.
    pub terms: Vec<Term>,
}
