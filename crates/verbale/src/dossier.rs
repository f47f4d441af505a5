//! The records under one view: who is who, which paragraph a span stands in, who said what.

use crate::{excerpt, phrases};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;
use verbale_record::{
    Act, Capacity, DateRange, Entity, EntityId, EntityKind, IssueStance, Quote, Record, Statement,
    StatementId,
};
use verbale_text::{BlockKind, Span};

/// Where a line comes from: the document by its number in the view, the paragraph, the bytes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Citation {
    /// The document's number in the view, from 1.
    pub document: usize,
    /// The paragraph's number in the document, from 1; none outside the body.
    pub paragraph: Option<usize>,
    /// The row of the record ("s7"), unique within the document.
    pub item: String,
    /// The bytes of the document's text.
    pub spans: Vec<Span>,
}

/// Words taken from a text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Wording {
    /// The words.
    pub text: String,
    /// True where they are the speaker's own, quoted; false where the report words it.
    pub own: bool,
}

impl Wording {
    /// The words in quotation marks: double ones around a speaker's own, single ones around the report's.
    pub fn quoted(&self) -> String {
        let Self { text, own } = self;
        if *own { format!("“{text}”") } else { format!("‘{text}’") }
    }

    /// The same, at most about `limit` characters of the words, around `focus` where it is given.
    pub fn quoted_within(&self, limit: usize, focus: Option<std::ops::Range<usize>>) -> String {
        let text = match focus {
            Some(focus) => excerpt::window(&self.text, focus, limit),
            None => excerpt::shortened(&self.text, limit),
        };
        Self { text, own: self.own }.quoted()
    }
}

/// Someone who speaks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Speaker {
    /// The name.
    pub name: String,
    /// The side it speaks or acts for.
    pub party: Option<String>,
    /// As the text gives it.
    pub role: Option<String>,
    /// Whether it speaks for its party.
    pub official: bool,
}

/// One statement, ready to be shown.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Said {
    /// The statement's id in its document.
    pub id: StatementId,
    /// Where it stands.
    pub citation: Citation,
    /// When it was said, where the text tells.
    pub date: Option<DateRange>,
    /// Its day for ordering: the last day it can have been said, else the day of publication.
    pub day: Option<Date>,
    /// Who says it.
    pub speakers: Vec<Speaker>,
    /// The words that name the source, where no speaker is known.
    pub unnamed: Option<String>,
    /// What the speaker does by saying it.
    pub act: Act,
    /// Whom it is directed at.
    pub addressees: Vec<String>,
    /// What is said.
    pub wording: Wording,
    /// What to quote to a person: what is said, after the words that report it where these lead up to it.
    pub excerpt: Wording,
    /// True where the words that report stand in the excerpt and name the act themselves ("accused").
    pub names_its_act: bool,
    /// Who relays it, from the nearest to the farthest, where it stands inside others' statements.
    pub told_by: Vec<String>,
    /// What it is about.
    pub issues: Vec<IssueStance>,
    /// How sure the reading is, 0 to 1.
    pub probability: f64,
}

impl Said {
    /// What stands before the excerpt: "Ada Norr demanded of Westmark, as told by the wire:". Where the excerpt
    /// names the act itself, the name alone.
    pub fn lead(&self) -> String {
        let who = self.who();
        let told = match self.told_by.as_slice() {
            [] => String::new(),
            tellers => format!(", as told by {}", phrases::joined(tellers)),
        };
        match (self.names_its_act, told.is_empty()) {
            (true, true) => who,
            (true, false) => format!("{who}{told},"),
            (false, _) => format!("{who} {}{told}:", phrases::act_phrase(self.act, &self.addressees)),
        }
    }

    /// How the statement is read, in one line: "demand to Westmark by Ada Norr (Quillbridge): infrastructure for".
    pub fn reading(&self) -> String {
        let who = self.who();
        let mut parties: Vec<&str> =
            self.speakers.iter().filter_map(|speaker| speaker.party.as_deref()).collect();
        parties.dedup();
        let party = match parties.as_slice() {
            [] => String::new(),
            [party] if *party == who => String::new(),
            parties => format!(" ({})", parties.join(", ")),
        };
        let to = match self.addressees.is_empty() {
            true => String::new(),
            false => format!(" to {}", phrases::joined(&self.addressees)),
        };
        let issue = |row: &IssueStance| {
            let unsure = if is_sure(row) { "" } else { "?" };
            format!("{} {}{unsure}", row.issue, phrases::stance_word(row.stance))
        };
        let issues: Vec<String> = self.issues.iter().map(issue).collect();
        let issues = if issues.is_empty() { String::new() } else { format!(": {}", issues.join(", ")) };
        format!("{}{to} by {who}{party}{issues}", self.act)
    }

    /// The speakers' names, or how the text describes them.
    pub fn who(&self) -> String {
        let names: Vec<String> = self.speakers.iter().map(|speaker| speaker.name.clone()).collect();
        match (names.is_empty(), &self.unnamed) {
            (false, _) => phrases::joined(&names),
            (true, Some(words)) => words.clone(),
            (true, None) => "Unnamed".to_owned(),
        }
    }
}

/// From which probability on an issue and its stance count: more likely right than wrong. Below, they are kept and
/// shown with their statement, and make no position.
const SURE: f64 = 0.5;

/// Whether an issue and its stance are sure enough to make a position.
pub fn is_sure(row: &IssueStance) -> bool {
    row.probability >= SURE
}

/// The records under one view, in its order.
pub struct Dossier<'a> {
    /// The records.
    pub records: &'a [Record],
    paragraphs: Vec<Vec<Paragraph>>,
}

/// A stretch of the text with its number, where it is read.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Paragraph {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
    /// Its number among the paragraphs that are read, from 1.
    pub number: Option<usize>,
}

impl Paragraph {
    /// Whether what the statement says begins here.
    pub fn begins(&self, statement: &Statement) -> bool {
        let first = statement.content_spans.first();
        first.is_some_and(|first| self.span.contains(Span::new(first.start, first.start)))
    }
}

impl<'a> Dossier<'a> {
    /// Numbers the paragraphs of every record.
    pub fn new(records: &'a [Record]) -> Self {
        Self { records, paragraphs: records.iter().map(paragraphs).collect() }
    }

    /// The stretches of document `document` (from 0), in order.
    pub fn paragraphs(&self, document: usize) -> &[Paragraph] {
        &self.paragraphs[document]
    }

    /// The stretch of the document that holds the beginning of `span`, else the last one before it.
    pub fn paragraph_at(&self, document: usize, span: Span) -> Option<Paragraph> {
        let all = &self.paragraphs[document];
        let next = all.partition_point(|paragraph| paragraph.span.start <= span.start);
        all[..next].last().copied()
    }

    /// Names the place of a row of document `document`.
    pub fn citation(&self, document: usize, item: impl ToString, spans: &[Span]) -> Citation {
        let paragraph =
            spans.first().and_then(|span| self.paragraph_at(document, *span)).and_then(|found| found.number);
        Citation { document: document + 1, paragraph, item: item.to_string(), spans: spans.to_vec() }
    }

    /// The entity of a record, where the id is right.
    pub fn entity(&self, document: usize, id: EntityId) -> Option<&'a Entity> {
        self.records[document].entities.get(id.0 as usize)
    }

    /// The names of entities of one record.
    pub fn names(&self, document: usize, ids: &[EntityId]) -> Vec<String> {
        ids.iter().filter_map(|id| Some(self.entity(document, *id)?.name.clone())).collect()
    }

    /// The speakers among the entities of one record.
    pub fn speakers(&self, document: usize, ids: &[EntityId]) -> Vec<Speaker> {
        ids.iter().filter_map(|id| self.entity(document, *id)).map(speaker).collect()
    }

    /// A statement, ready to be shown.
    pub fn said(&self, document: usize, statement: &Statement) -> Said {
        let record = &self.records[document];
        let text = record.document.text.as_str();
        let speakers = self.speakers(document, &statement.speakers);
        let own = statement.quote == Quote::Direct;
        let excerpt_spans = with_cue(statement);
        let wording = |spans: &[Span]| Wording { text: excerpt::pieces(text, spans), own };
        Said {
            id: statement.id,
            citation: self.citation(document, statement.id, &statement.content_spans),
            date: statement.date,
            day: statement.date.map(|[_, last]| last).or(record.document.published),
            unnamed: statement
                .source_span
                .filter(|_| speakers.is_empty())
                .map(|span| excerpt::pieces(text, &[span])),
            speakers,
            act: statement.act,
            addressees: self.names(document, &statement.addressees),
            wording: wording(&statement.content_spans),
            names_its_act: excerpt_spans != statement.content_spans
                && statement
                    .cue_span
                    .and_then(|cue| text.get(cue.range()))
                    .is_some_and(|cue| phrases::names_act(statement.act, cue)),
            excerpt: wording(&excerpt_spans),
            told_by: self.told_by(document, statement),
            issues: statement.issues.clone(),
            probability: statement.probability,
        }
    }

    /// Every statement of every document, ready to be shown, in order.
    pub fn all_said(&self) -> impl Iterator<Item = Said> + '_ {
        self.records.iter().enumerate().flat_map(move |(document, record)| {
            record.statements.iter().map(move |statement| self.said(document, statement))
        })
    }

    /// Whether those who relay are those who speak, or all of them of one party.
    fn is_one_side(&self, document: usize, outer: &[EntityId], inner: &[EntityId]) -> bool {
        let parties = |ids: &[EntityId]| -> Option<BTreeSet<String>> {
            self.speakers(document, ids).into_iter().map(|speaker| speaker.party).collect()
        };
        !outer.is_empty()
            && (outer == inner || parties(outer).is_some_and(|outer| Some(outer) == parties(inner)))
    }

    /// The sources of the statements around this one that are others than its own speakers.
    fn told_by(&self, document: usize, statement: &Statement) -> Vec<String> {
        let record = &self.records[document];
        let mut tellers = Vec::new();
        let mut at = statement.within;
        // A chain is as long as the record at most, so that a damaged record cannot loop.
        for _ in 0..record.statements.len() {
            let Some(outer) = at.and_then(|id| record.statements.get(id.0 as usize)) else { break };
            let same = self.is_one_side(document, &outer.speakers, &statement.speakers);
            let name = match outer.speakers.as_slice() {
                [] => outer.source_span.map(|span| excerpt::pieces(&record.document.text, &[span])),
                speakers => Some(phrases::joined(&self.names(document, speakers))),
            };
            if let Some(name) = name.filter(|name| !same && !tellers.contains(name)) {
                tellers.push(name);
            }
            at = outer.within;
        }
        tellers
    }
}

/// Bytes that may stand between a cue and its content ("to", "that", an addressee) for them to be quoted as one.
const BETWEEN: u32 = 40;

/// The content, in the report's words from the cue on, where the cue stands just before it.
fn with_cue(statement: &Statement) -> Vec<Span> {
    let mut spans = statement.content_spans.clone();
    if let (Some(cue), Some(first)) = (statement.cue_span, spans.first_mut())
        && statement.quote != Quote::Direct
        && cue.end <= first.start
        && first.start - cue.end <= BETWEEN
    {
        first.start = cue.start;
    }
    spans
}

fn speaker(entity: &Entity) -> Speaker {
    Speaker {
        name: entity.name.clone(),
        party: entity.party.clone(),
        role: entity.role.clone(),
        official: entity.capacity == Capacity::Official || stands_for_itself(entity),
    }
}

/// A country, a group or a body that is a party itself speaks for that party by its nature.
fn stands_for_itself(entity: &Entity) -> bool {
    let own_side = entity.party.as_deref() == Some(entity.name.as_str());
    own_side && matches!(entity.kind, EntityKind::Country | EntityKind::Organisation | EntityKind::ArmedGroup)
}

/// The record's blocks numbered; a record without blocks is numbered by its lines.
fn paragraphs(record: &Record) -> Vec<Paragraph> {
    let text = record.document.text.as_str();
    let mut found: Vec<Paragraph> = record
        .blocks
        .iter()
        .map(|block| Paragraph { kind: block.kind, span: block.span, number: None })
        .collect();
    if found.is_empty() {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(start, start + line.len() as u32).trimmed(text);
            start += line.len() as u32;
            if !span.is_empty() {
                found.push(Paragraph { kind: BlockKind::Paragraph, span, number: None });
            }
        }
    }
    let mut number = 0;
    for paragraph in found.iter_mut().filter(|paragraph| paragraph.kind.is_read()) {
        number += 1;
        paragraph.number = Some(number);
    }
    found
}
