//! Small records of our own, made from strings: two invented states, three articles over a week.

use jiff::civil::{Date, date};
use verbale::record::{
    Act, Capacity, Entity, EntityId, EntityKind, Event, EventId, EventStatus, EventType, Figure, FigureId,
    Header, IssueStance, PartyStatus, Place, Quote, Record, SCHEMA, Stance, Statement, StatementId, Term,
    TermId, TermStatus,
};
use verbale::text::{Block, BlockKind, Span};

/// A record in the making.
pub struct Sketch(Record);

impl Sketch {
    /// An article; each line is a paragraph.
    pub fn new(id: &str, day: Date, title: &str, text: &str) -> Self {
        let header = Header {
            id: id.into(),
            origin: format!("{id}.txt"),
            source: Some("Harbour Post".into()),
            published: Some(day),
            language: "en".into(),
            title: Some(title.into()),
            text: text.into(),
            ..Header::default()
        };
        let mut blocks: Vec<Block> = Vec::new();
        for line in text.lines().filter(|line| !line.is_empty()) {
            let span = Self::within(text, line);
            let seen = blocks.iter().any(|block| block.span.of(text) == line);
            // The second of two like lines stands after the first.
            let span = if seen { Self::last(text, line) } else { span };
            blocks.push(Block { kind: if seen { BlockKind::Repeat } else { BlockKind::Paragraph }, span });
        }
        Self(Record { schema: SCHEMA.into(), document: header, blocks, ..Record::default() })
    }

    fn within(text: &str, words: &str) -> Span {
        let start = text.find(words).unwrap_or_else(|| panic!("{words:?} stands in the text")) as u32;
        Span::new(start, start + words.len() as u32)
    }

    fn last(text: &str, words: &str) -> Span {
        let start = text.rfind(words).expect("the words stand in the text") as u32;
        Span::new(start, start + words.len() as u32)
    }

    fn at(&self, words: &str) -> Span {
        Self::within(&self.0.document.text, words)
    }

    /// An entity; its first mention is its name.
    pub fn entity(mut self, kind: EntityKind, name: &str, party: Option<&str>, role: Option<&str>) -> Self {
        let capacity = match (party, role) {
            (Some(_), Some("opposition leader")) | (None, _) => Capacity::Other,
            _ => Capacity::Official,
        };
        self.0.entities.push(Entity {
            id: EntityId(self.0.entities.len() as u32),
            key: name.to_lowercase().replace(' ', "-"),
            kind,
            name: name.into(),
            party: party.map(str::to_owned),
            role: role.map(str::to_owned),
            capacity,
            mentions: vec![self.at(name)],
            aliases: Vec::new(),
        });
        self
    }

    fn entities(&self, names: &[&str]) -> Vec<EntityId> {
        let id =
            |name: &&str| self.0.entities.iter().find(|entity| entity.name == **name).map(|entity| entity.id);
        names.iter().map(|name| id(name).unwrap_or_else(|| panic!("{name} is an entity"))).collect()
    }

    /// A statement: speakers, cue, content, act, issues.
    pub fn says(
        mut self,
        speakers: &[&str],
        cue: &str,
        content: &str,
        act: Act,
        issues: &[(&str, Stance)],
    ) -> Self {
        let row = |(issue, stance): &(&str, Stance)| IssueStance {
            issue: (*issue).into(),
            stance: *stance,
            probability: 1.0,
        };
        let content = self.at(content);
        let before = self.0.document.text[..content.start as usize].chars().next_back();
        self.0.statements.push(Statement {
            id: StatementId(self.0.statements.len() as u32),
            speakers: self.entities(speakers),
            source_span: None,
            cue_span: Some(self.at(cue)),
            content_spans: vec![content],
            quote: if before == Some('"') { Quote::Direct } else { Quote::Indirect },
            act,
            addressees: Vec::new(),
            issues: issues.iter().map(row).collect(),
            date: None,
            within: None,
            by: "sketch".into(),
            probability: 1.0,
        });
        self
    }

    /// Changes the last statement.
    pub fn with(mut self, change: impl FnOnce(&mut Statement)) -> Self {
        change(self.0.statements.last_mut().expect("a statement"));
        self
    }

    /// An event: trigger, type, status, actors, place, day.
    pub fn event(
        mut self,
        trigger: &str,
        kind: EventType,
        status: EventStatus,
        actors: &[&str],
        place: Option<&str>,
        day: Option<Date>,
    ) -> Self {
        self.0.events.push(Event {
            id: EventId(self.0.events.len() as u32),
            kind,
            modes: Vec::new(),
            status,
            claimed_by: if status == EventStatus::Claimed { self.entities(actors) } else { Vec::new() },
            actors: self.entities(actors),
            recipients: Vec::new(),
            date: day.map(|day| [day, day]),
            place: place.map(|name| Place {
                name: name.into(),
                geoname: None,
                lat: None,
                lon: None,
                span: Some(self.at(name)),
            }),
            trigger_span: Some(self.at(trigger)),
            contexts: Vec::new(),
            cameo: None,
            statement: None,
            by: "sketch".into(),
            probability: 1.0,
        });
        self
    }

    /// A figure: words, number, unit, what is counted.
    pub fn figure(mut self, words: &str, value: f64, unit: &str, of: &str) -> Self {
        self.0.figures.push(Figure {
            id: FigureId(self.0.figures.len() as u32),
            value: [value, value],
            unit: unit.into(),
            of: of.into(),
            approximate: words.starts_with("about"),
            as_of: None,
            claimed_by: None,
            span: Some(self.at(words)),
        });
        self
    }

    /// A term: words, issue, proposer, duration, and where parties stand.
    pub fn term(
        mut self,
        words: &str,
        issue: &str,
        proposer: &str,
        duration: Option<&str>,
        status: &[(&str, TermStatus)],
    ) -> Self {
        let row =
            |(party, status): &(&str, TermStatus)| PartyStatus { party: (*party).into(), status: *status };
        self.0.terms.push(Term {
            id: TermId(self.0.terms.len() as u32),
            kind: issue.into(),
            summary_span: Some(self.at(words)),
            proposed_by: self.entities(&[proposer]),
            addressed_to: Vec::new(),
            duration: duration.map(str::to_owned),
            scope: None,
            conditions: Vec::new(),
            status: status.iter().map(row).collect(),
        });
        self
    }

    /// The record.
    pub fn done(self) -> Record {
        self.0
    }
}

/// The first article: an offer, a demand, an opposition voice, a relay.
pub fn offer() -> Record {
    let text = "Ada Norr, the foreign minister of Quillbridge, proposed a truce of ten days. \
        \"We want the guns to fall silent,\" Norr said.\n\
        Westmark demanded that the harbour be opened first. Opposition leader Ben Tolk said the truce was a trap.\n\
        The envoy Ida Falk said Westmark had agreed to talks. About 40 boats left Port Amal on Saturday.\n\
        Westmark demanded that the harbour be opened first. Opposition leader Ben Tolk said the truce was a trap.";
    let text = text.replace("About 40", "By then about 40");
    Sketch::new("offer", date(2025, 5, 4), "Quillbridge offers a truce", &text)
        .entity(EntityKind::Person, "Ada Norr", Some("Quillbridge"), Some("foreign minister"))
        .entity(EntityKind::Country, "Westmark", Some("Westmark"), None)
        .entity(EntityKind::Person, "Ben Tolk", Some("Quillbridge"), Some("opposition leader"))
        .entity(EntityKind::Person, "Ida Falk", Some("Harbour League"), Some("envoy"))
        .says(&["Ada Norr"], "proposed", "a truce of ten days", Act::Propose, &[("ceasefire", Stance::For)])
        .says(
            &["Ada Norr"],
            "said",
            "We want the guns to fall silent",
            Act::Expect,
            &[("ceasefire", Stance::For)],
        )
        .says(
            &["Westmark"],
            "demanded",
            "that the harbour be opened first",
            Act::Demand,
            &[("ceasefire", Stance::Conditional), ("infrastructure", Stance::For)],
        )
        .says(
            &["Ben Tolk"],
            "said the truce",
            "the truce was a trap",
            Act::Accuse,
            &[("ceasefire", Stance::Against)],
        )
        .says(&["Ida Falk"], "said Westmark", "Westmark had agreed to talks", Act::Assert, &[])
        .says(&["Westmark"], "agreed", "to talks", Act::Accept, &[("talks", Stance::For)])
        .with(|statement| statement.within = Some(StatementId(4)))
        .term(
            "a truce of ten days",
            "ceasefire",
            "Ada Norr",
            Some("P10D"),
            &[("Quillbridge", TermStatus::Proposed), ("Westmark", TermStatus::ConditionallyAccepted)],
        )
        .event(
            "left",
            EventType::Retreat,
            EventStatus::Happened,
            &[],
            Some("Port Amal"),
            Some(date(2025, 5, 3)),
        )
        .figure("about 40 boats", 40.0, "boat", "boats")
        .done()
}

/// Three days later: Westmark turns, denies, and claims.
pub fn turn() -> Record {
    let text = "Westmark rejected the truce of ten days and denied that it had agreed to talks.\n\
        The army of Westmark said it had sunk a ferry off Port Amal. Talks in Lund are planned for 12 May.";
    Sketch::new("turn", date(2025, 5, 7), "Westmark turns the truce down", text)
        .entity(EntityKind::Country, "Westmark", Some("Westmark"), None)
        .says(
            &["Westmark"],
            "rejected",
            "the truce of ten days",
            Act::Reject,
            &[("ceasefire", Stance::Against)],
        )
        .says(&["Westmark"], "denied", "it had agreed to talks", Act::Deny, &[("talks", Stance::Against)])
        .event(
            "sunk",
            EventType::Assault,
            EventStatus::Claimed,
            &["Westmark"],
            Some("Port Amal"),
            Some(date(2025, 5, 7)),
        )
        .event("Talks", EventType::Consult, EventStatus::Planned, &[], Some("Lund"), Some(date(2025, 5, 12)))
        .done()
}
