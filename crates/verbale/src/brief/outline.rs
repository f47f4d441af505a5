//! The brief laid out: sections, groups and lines made of words, quotations and citations. Every format
//! writes the same outline, so that none says what another leaves out.

use super::{Brief, ContestedLine, EventLine, FigureLine, Member, Party, PartyStances, Source, TermLine};
use crate::dossier::{Citation, Said, Wording};
use crate::phrases::{self, counted, joined};
use crate::positions::{Position, Voice};
use std::ops::Range;
use verbale_record::{EventStatus, Stance};

/// A part of a line.
#[derive(Clone, PartialEq, Debug)]
pub enum Part {
    /// Words.
    Text(String),
    /// Words that stand out.
    Strong(String),
    /// Words that stand back.
    Faint(String),
    /// A stance.
    Stance(Stance),
    /// Words taken from a text, and where from.
    Quote(Quotation),
    /// A document by its title and number.
    Document(String, usize),
    /// An address.
    Address(String),
    /// Places in texts: the first is the line's, the others say the same.
    Cite(Vec<Citation>),
}

/// Words taken from a text.
#[derive(Clone, PartialEq, Debug)]
pub struct Quotation {
    /// The words.
    pub wording: Wording,
    /// The bytes of the words that have to be seen where room is short.
    pub focus: Option<Range<usize>>,
    /// Where they stand.
    pub at: Citation,
}

/// What stands before a line.
#[derive(Clone, PartialEq, Debug)]
pub enum Label {
    /// Nothing.
    None,
    /// A name in a column of its own.
    Column(String),
    /// The mark of a stance; none where no position was taken.
    Mark(Option<Stance>),
}

/// A line and those that belong under it.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// What stands before it.
    pub label: Label,
    /// Its parts.
    pub parts: Vec<Part>,
    /// Further lines on the same thing.
    pub under: Vec<Vec<Part>>,
}

/// Lines that belong together.
#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    /// Their heading, where they have one of their own.
    pub title: Option<String>,
    /// The lines.
    pub lines: Vec<Line>,
}

/// A section of the brief.
#[derive(Clone, PartialEq, Debug)]
pub struct Section {
    /// Short name, for anchors.
    pub id: &'static str,
    /// The heading.
    pub title: &'static str,
    /// The groups.
    pub groups: Vec<Group>,
}

/// The whole brief.
#[derive(Clone, PartialEq, Debug)]
pub struct Outline {
    /// The title.
    pub title: String,
    /// What there is to know of the document, where it is one.
    pub facts: Vec<String>,
    /// The sections that have lines.
    pub sections: Vec<Section>,
    /// What a reader has to know about the marks and about what is left out.
    pub foot: String,
    /// Whether citations name the document.
    pub many: bool,
}

impl Outline {
    /// "¶4", "[2¶4]", "heading".
    pub fn place(&self, citation: &Citation) -> String {
        match (self.many, citation.paragraph) {
            (true, Some(paragraph)) => format!("[{}¶{paragraph}]", citation.document),
            (true, None) => format!("[{}]", citation.document),
            (false, Some(paragraph)) => format!("¶{paragraph}"),
            (false, None) => "heading".to_owned(),
        }
    }

    /// The places of a citation with their names, each name once.
    pub fn places<'c>(&self, citations: &'c [Citation]) -> Vec<(String, &'c Citation)> {
        let mut places: Vec<(String, &Citation)> = Vec::new();
        for citation in citations {
            let place = self.place(citation);
            if places.iter().all(|(earlier, _)| *earlier != place) {
                places.push((place, citation));
            }
        }
        places
    }
}

/// Lays the brief out.
pub fn outline(brief: &Brief) -> Outline {
    let many = brief.sources.len() > 1;
    let facts = match brief.sources.as_slice() {
        [one] => source_facts(one),
        _ => Vec::new(),
    };
    let plain = |lines: Vec<Line>| vec![Group { title: None, lines }];
    let sources = if many { brief.sources.iter().map(source).collect() } else { Vec::new() };
    let ahead = |line: &&EventLine| {
        matches!(line.status, EventStatus::Planned | EventStatus::Proposed | EventStatus::Hypothetical)
    };
    let (planned, past): (Vec<_>, Vec<_>) = brief.events.iter().partition(ahead);
    let section = |id, title, groups| Section { id, title, groups };
    let mut sections = vec![
        section("sources", "Sources", plain(sources)),
        section("who", "Who", plain(brief.who.iter().map(party).collect())),
        section("stances", "Where the parties stand", brief.stances.iter().map(stances).collect()),
        section("terms", "Proposals and answers", plain(brief.terms.iter().map(term).collect())),
        section("events", "What happened", plain(past.into_iter().map(event).collect())),
        section(
            "planned",
            "What is planned, proposed or supposed",
            plain(planned.into_iter().map(event).collect()),
        ),
        section("figures", "Figures", plain(brief.figures.iter().map(figure).collect())),
        section("contested", "Open or contested", plain(brief.contested.iter().map(contested).collect())),
    ];
    sections.retain(|section| section.groups.iter().any(|group| !group.lines.is_empty()));
    Outline { title: brief.title.clone(), facts, sections, foot: foot(brief), many }
}

fn foot(brief: &Brief) -> String {
    let count = brief.statements;
    let mut foot = "“…” are a speaker's own words, ‘…’ the report's. ".to_owned();
    foot.push_str(&format!("{} in the record", counted(count.all, "statement")));
    if count.not_shown > 0 {
        let why = "not shown above (no party, or no issue that is sure enough): see verbale statements";
        foot.push_str(&format!(", {} of them {why}", count.not_shown));
    }
    foot.push('.');
    foot
}

fn text(words: impl Into<String>) -> Part {
    Part::Text(words.into())
}

fn quote(wording: &Wording, at: &Citation) -> Part {
    Part::Quote(Quotation { wording: wording.clone(), focus: None, at: at.clone() })
}

fn cite<'c>(first: &'c Citation, also: impl IntoIterator<Item = &'c Citation>) -> Part {
    Part::Cite(std::iter::once(first).chain(also).cloned().collect())
}

fn line(label: Label, parts: Vec<Part>) -> Line {
    Line { label, parts, under: Vec::new() }
}

/// Outlet, day, size, and what of the document is a repetition.
fn source_facts(source: &Source) -> Vec<String> {
    let mut facts: Vec<String> = source.outlet.iter().cloned().collect();
    facts.push(source.published.map_or_else(|| "no date of publication".to_owned(), phrases::day));
    facts.push(counted(source.paragraphs, "paragraph"));
    if source.repeats > 0 {
        facts.push(format!("this document repeats itself: {}", counted(source.repeats, "block")));
    }
    if let Some(earlier) = &source.duplicate_of {
        facts.push(format!("same text as {}", crate::excerpt::shortened(earlier, 24)));
    }
    for shared in &source.shares {
        facts.push(format!("shares {} with [{}]", counted(shared.paragraphs, "paragraph"), shared.with));
    }
    facts
}

fn source(source: &Source) -> Line {
    let title = source.title.as_deref().unwrap_or(&source.origin);
    let mut facts = vec![Part::Faint(source_facts(source).join(" · "))];
    if let Some(url) = &source.url {
        facts.extend([Part::Faint(" · ".to_owned()), Part::Address(url.clone())]);
    }
    Line {
        label: Label::Column(format!("[{}]", source.number)),
        parts: vec![Part::Document(title.to_owned(), source.number)],
        under: vec![facts],
    }
}

fn party(party: &Party) -> Line {
    let mut parts = members(&party.officials);
    let mut under = Vec::new();
    if !party.others.is_empty() {
        let others = std::iter::once(text("not speaking for it: ")).chain(members(&party.others)).collect();
        if parts.is_empty() { parts = others } else { under.push(others) }
    }
    Line { label: Label::Column(party.name.clone()), parts, under }
}

/// Members of a party that are named; the view itself has all.
const MEMBERS: usize = 12;

fn members(members: &[Member]) -> Vec<Part> {
    let mut parts = Vec::new();
    for member in members.iter().take(MEMBERS) {
        let between = if parts.is_empty() { "" } else { "; " };
        let told = |role: &&String| !role.eq_ignore_ascii_case(&member.name);
        let role = member.role.as_ref().filter(told).map(|role| format!(", {role}")).unwrap_or_default();
        parts.push(text(format!("{between}{}{role} ", member.name)));
        parts.push(cite(&member.citation, []));
    }
    if members.len() > MEMBERS {
        parts.push(text(format!("; and {} more", members.len() - MEMBERS)));
    }
    parts
}

fn stances(party: &PartyStances) -> Group {
    Group { title: Some(party.party.clone()), lines: party.positions.iter().map(position).collect() }
}

fn position(position: &Position) -> Line {
    let title = phrases::issue_title(&position.issue);
    let leading = position.leading();
    let mut position_line = match (position.stance, leading.split_first()) {
        (Some(stance), Some((first, rest))) => {
            let mut parts = vec![Part::Strong(title.to_owned()), text(": "), Part::Stance(stance)];
            parts.extend(turn(position).map(Part::Text));
            let also = rest.iter().map(|voice| &voice.said.citation);
            let mut found = line(Label::Mark(Some(stance)), parts);
            found.under.push(said(&first.said, also));
            for voice in differing(position, stance) {
                let but = [text("but also "), Part::Stance(voice.stance), text(": ")];
                found.under.push(but.into_iter().chain(said(&voice.said, [])).collect());
            }
            found
        }
        _ => {
            let none = text(": no position taken for the party");
            line(Label::Mark(None), vec![Part::Strong(title.to_owned()), none])
        }
    };
    for voice in &position.beside {
        let beside = [text("beside it, "), Part::Stance(voice.stance), text(": ")];
        position_line.under.push(beside.into_iter().chain(said(&voice.said, [])).collect());
    }
    position_line
}

/// "; changed from against on 19 March 2025".
fn turn(position: &Position) -> Option<String> {
    let change = position.changes.last().filter(|change| Some(change.to) == position.stance)?;
    Some(format!("; changed from {} on {}", phrases::stance_word(change.from), phrases::day(change.on)))
}

/// The first voice for each other side taken on the same day.
fn differing(position: &Position, stance: Stance) -> Vec<&Voice> {
    let mut found: Vec<&Voice> = Vec::new();
    for voice in position.others().into_iter().filter(|voice| voice.said.day == position.day) {
        let new = found.iter().all(|earlier| earlier.stance != voice.stance);
        if new && voice.stance != Stance::Neutral && voice.stance != stance {
            found.push(voice);
        }
    }
    found
}

fn said<'c>(said: &'c Said, also: impl IntoIterator<Item = &'c Citation>) -> Vec<Part> {
    vec![text(said.lead() + " "), quote(&said.excerpt, &said.citation), text(" "), cite(&said.citation, also)]
}

fn term(term: &TermLine) -> Line {
    let mut facts = Vec::new();
    facts.extend(term.duration.as_ref().map(|duration| format!("for {}", phrases::duration(duration))));
    facts.extend(term.scope.as_ref().map(|scope| format!("scope: {scope}")));
    if !term.proposed_by.is_empty() {
        let to = match term.addressed_to.is_empty() {
            true => String::new(),
            false => format!(" to {}", joined(&term.addressed_to)),
        };
        facts.push(format!("put forward by {}{to}", joined(&term.proposed_by)));
    }
    let answers = term.answers().map(|(party, status)| format!("{party} {}", phrases::term_status(*status)));
    facts.extend(answers);
    let parts = vec![
        Part::Strong(phrases::issue_title(&term.issue).to_owned()),
        text(": "),
        quote(&term.wording, &term.citation),
        text(" "),
        cite(&term.citation, &term.also),
    ];
    let mut found = line(Label::None, parts);
    if !facts.is_empty() {
        found.under.push(vec![text(facts.join("; "))]);
    }
    for condition in &term.conditions {
        let wording = Wording { text: condition.clone(), own: false };
        found.under.push(vec![text("if "), quote(&wording, &term.citation)]);
    }
    found
}

fn event(event: &EventLine) -> Line {
    let when = event.date.map_or_else(|| "no date given".to_owned(), phrases::days);
    let mut what = Vec::new();
    match (event.actors.is_empty(), event.recipients.is_empty()) {
        (true, true) => {}
        (false, true) => what.push(joined(&event.actors)),
        (true, false) => what.push(format!("→ {}", joined(&event.recipients))),
        (false, false) => what.push(format!("{} → {}", joined(&event.actors), joined(&event.recipients))),
    }
    what.extend(event.place.clone());
    match event.status {
        EventStatus::Happened => {}
        EventStatus::Claimed if !event.claimed_by.is_empty() => {
            what.push(format!("claimed by {} alone", joined(&event.claimed_by)));
        }
        status => what.push(phrases::event_status(status).to_owned()),
    }
    let rest: String = what.iter().map(|part| format!(" · {part}")).collect();
    let quotation = Quotation {
        wording: Wording { text: event.sentence.clone(), own: false },
        focus: Some(event.trigger_at..event.trigger_at + event.trigger.len()),
        at: event.citation.clone(),
    };
    Line {
        label: Label::None,
        parts: vec![text(format!("{when}: ")), Part::Strong(event.trigger.clone()), text(rest)],
        under: vec![vec![Part::Quote(quotation), text(" "), cite(&event.citation, &event.also)]],
    }
}

fn figure(figure: &FigureLine) -> Line {
    let days = figure.as_of.map(|days| format!(" ({})", phrases::days(days))).unwrap_or_default();
    let claimant = figure.claimed_by.as_ref().map(|name| format!(", says {name}")).unwrap_or_default();
    // "40 boats" need not be told to be boats.
    let of = match figure.quantity.ends_with(&figure.of) {
        true => String::new(),
        false => format!(" – {}", figure.of),
    };
    let parts = vec![
        Part::Strong(figure.quantity.clone()),
        text(format!("{of}{days}{claimant}: ")),
        quote(&figure.wording, &figure.citation),
        text(" "),
        cite(&figure.citation, &figure.also),
    ];
    line(Label::None, parts)
}

fn contested(point: &ContestedLine) -> Line {
    let parts = vec![
        text(format!("{} ", point.lead)),
        quote(&point.wording, &point.citation),
        text(" "),
        cite(&point.citation, &point.also),
    ];
    line(Label::None, parts)
}
