//! A document of our own and a record that fills every field the archive has.

use jiff::civil::date;
use verbale_record::{
    Act, Capacity, Context, Entity, EntityId, EntityKind, Event, EventId, EventStatus, EventType, Figure,
    FigureId, Header, IssueStance, PartyStatus, Place, Quote, Record, SCHEMA, Stance, Statement, StatementId,
    Term, TermId, TermStatus,
};
use verbale_store::{NewDocument, Run};
use verbale_text::{Block, BlockKind, Document, OffsetMap, Parts, Span};

/// The words of the sample; no other text of the tests holds "Quillbridge".
pub const TEXT: &str = "Quillbridge talks resume\nForeign Minister Ada Norr of Quillbridge said Westmark \
    \"must open the harbour\", the wire reported. Some 40 boats left Port Amal on 3 May. \
    A truce of ten days was proposed if the boats return.";

/// The run that the tests add by.
pub fn run() -> Run {
    Run {
        version: "0.1.0".into(),
        model: "m1".into(),
        options: "{}".into(),
        started: "2025-05-05T10:00:00Z".into(),
    }
}

/// A document with this text and id.
pub fn document(id: &str, text: &str) -> Document {
    Document::new(Parts {
        id: Some(id.to_owned()),
        origin: format!("{id}.txt"),
        published: Some(date(2025, 5, 4)),
        language: Some("en".into()),
        text: text.to_owned(),
        offsets: OffsetMap::identity(text.len() as u32),
        ..Parts::default()
    })
}

/// What `add` takes.
pub fn new<'a>(document: &'a Document, record: &'a Record) -> NewDocument<'a> {
    NewDocument { document, raw: None, record: Some(record), sketch: None }
}

/// A record of a document with nothing found in it.
pub fn bare(document: &Document) -> Record {
    let header = Header {
        id: document.id().into(),
        origin: document.origin().into(),
        source: document.source().map(str::to_owned),
        published: document.published(),
        language: "en".into(),
        title: document.title().map(str::to_owned),
        text: document.text().into(),
        ..Header::default()
    };
    Record { schema: SCHEMA.into(), document: header, ..Record::default() }
}

/// The first place of `words` in the sample.
fn at(words: &str) -> Span {
    let start = TEXT.find(words).expect("the words stand in the sample") as u32;
    Span::new(start, start + words.len() as u32)
}

/// The sample's record: every field is filled.
pub fn record(document: &Document) -> Record {
    Record {
        blocks: vec![
            Block { kind: BlockKind::Headline, span: at("Quillbridge talks resume") },
            Block { kind: BlockKind::Paragraph, span: Span::new(25, TEXT.len() as u32) },
        ],
        entities: entities(),
        statements: statements(),
        events: vec![event()],
        figures: vec![Figure {
            id: FigureId(0),
            value: [40.0, 40.0],
            unit: "boat".into(),
            of: "boats".into(),
            approximate: true,
            as_of: Some([date(2025, 5, 3), date(2025, 5, 4)]),
            claimed_by: Some(EntityId(0)),
            span: Some(at("Some 40 boats")),
        }],
        terms: vec![Term {
            id: TermId(0),
            kind: "ceasefire".into(),
            summary_span: Some(at("A truce of ten days")),
            proposed_by: vec![EntityId(0)],
            addressed_to: vec![EntityId(1)],
            duration: Some("P10D".into()),
            scope: Some("harbour".into()),
            conditions: vec![at("the boats return")],
            status: vec![PartyStatus { party: "Quillbridge".into(), status: TermStatus::Proposed }],
        }],
        ..bare(document)
    }
}

fn entities() -> Vec<Entity> {
    let entity = |n, kind, name: &str, mention: &str| Entity {
        id: EntityId(n),
        key: name.to_lowercase().replace(' ', "-"),
        kind,
        name: name.into(),
        party: Some(if name == "Ada Norr" { "Quillbridge" } else { name }.into()),
        role: None,
        capacity: Capacity::Official,
        mentions: vec![at(mention)],
        aliases: Vec::new(),
    };
    let mut norr = entity(0, EntityKind::Person, "Ada Norr", "Ada Norr");
    norr.role = Some("Foreign Minister".into());
    vec![norr, entity(1, EntityKind::Country, "Westmark", "Westmark")]
}

fn statements() -> Vec<Statement> {
    let demand = Statement {
        id: StatementId(0),
        speakers: vec![EntityId(0)],
        source_span: Some(at("Foreign Minister Ada Norr of Quillbridge")),
        cue_span: Some(at("said")),
        content_spans: vec![at("Westmark \"must open the harbour\"")],
        quote: Quote::Mixed,
        act: Act::Demand,
        addressees: vec![EntityId(1)],
        issues: vec![
            IssueStance { issue: "infrastructure".into(), stance: Stance::For, probability: 0.884 },
            IssueStance { issue: "talks".into(), stance: Stance::Conditional, probability: 0.5 },
        ],
        date: Some([date(2025, 5, 1), date(2025, 5, 4)]),
        within: Some(StatementId(1)),
        by: "rule:sample".into(),
        probability: 0.913,
    };
    let report = Statement {
        id: StatementId(1),
        speakers: Vec::new(),
        source_span: Some(at("the wire")),
        cue_span: Some(at("reported")),
        content_spans: vec![at("Foreign Minister Ada Norr"), at("must open the harbour")],
        quote: Quote::Indirect,
        act: Act::Assert,
        addressees: Vec::new(),
        issues: Vec::new(),
        date: None,
        within: None,
        by: "rule:sample".into(),
        probability: 0.5,
    };
    vec![demand, report]
}

fn event() -> Event {
    Event {
        id: EventId(0),
        kind: EventType::Retreat,
        modes: vec!["withdraw".into(), "access".into()],
        status: EventStatus::Claimed,
        claimed_by: vec![EntityId(0)],
        actors: vec![EntityId(1)],
        recipients: vec![EntityId(0)],
        date: Some([date(2025, 5, 3), date(2025, 5, 3)]),
        place: Some(Place {
            name: "Port Amal".into(),
            geoname: Some(42),
            lat: Some(12.5),
            lon: Some(-3.25),
            span: Some(at("Port Amal")),
        }),
        trigger_span: Some(at("left")),
        contexts: vec![Context::Military, Context::Diplomatic],
        cameo: Some("087".into()),
        statement: Some(StatementId(0)),
        by: "rule:sample".into(),
        probability: 0.75,
    }
}
