//! The brief's lines on terms, events, figures and contested points.

use crate::dossier::{Citation, Dossier, Wording};
use crate::{excerpt, phrases};
use serde::Serialize;
use verbale_record::{Act, DateRange, Event, EventStatus, EventType, Term, TermStatus};
use verbale_text::Span;

/// A point of a proposal or agreement and the answers to it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct TermLine {
    /// The issue's id.
    pub issue: String,
    /// The words that state it.
    pub wording: Wording,
    /// Who puts it forward.
    pub proposed_by: Vec<String>,
    /// The parties that put it forward.
    pub proposing_parties: Vec<String>,
    /// To whom.
    pub addressed_to: Vec<String>,
    /// ISO 8601 duration.
    pub duration: Option<String>,
    /// A short phrase.
    pub scope: Option<String>,
    /// What it hangs on.
    pub conditions: Vec<String>,
    /// Where each party stands.
    pub status: Vec<(String, TermStatus)>,
    /// Where it stands.
    pub citation: Citation,
    /// Other documents that say the same.
    pub also: Vec<Citation>,
}

impl TermLine {
    /// Where the parties stand, without those that stand where they are said to: that propose what they
    /// put forward.
    pub fn answers(&self) -> impl Iterator<Item = &(String, TermStatus)> {
        self.status.iter().filter(|(party, status)| {
            *status != TermStatus::Proposed || !self.proposing_parties.contains(party)
        })
    }
}

/// Something that happened, is planned or is claimed.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct EventLine {
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER modes.
    pub modes: Vec<String>,
    /// The word that names it.
    pub trigger: String,
    /// How real it is.
    pub status: EventStatus,
    /// Who claims it.
    pub claimed_by: Vec<String>,
    /// Who does it.
    pub actors: Vec<String>,
    /// To whom.
    pub recipients: Vec<String>,
    /// When.
    pub date: Option<DateRange>,
    /// Where.
    pub place: Option<String>,
    /// The sentence it stands in, and where in it the trigger stands.
    pub sentence: String,
    /// First byte of the trigger in `sentence`.
    pub trigger_at: usize,
    /// Where it stands.
    pub citation: Citation,
    /// Other documents that tell the same.
    pub also: Vec<Citation>,
}

/// A quantity.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct FigureLine {
    /// "about 20 %".
    pub quantity: String,
    /// What is counted.
    pub of: String,
    /// The day or days it holds for.
    pub as_of: Option<DateRange>,
    /// Who says so.
    pub claimed_by: Option<String>,
    /// The words.
    pub wording: Wording,
    /// Where it stands.
    pub citation: Citation,
    /// Other documents that give the same.
    pub also: Vec<Citation>,
}

/// A point that is denied, questioned, blamed on someone or claimed by one side alone.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ContestedLine {
    /// "Zelensky accused Putin:", "Claimed by Russia alone:".
    pub lead: String,
    /// What is contested.
    pub wording: Wording,
    /// Where it stands.
    pub citation: Citation,
    /// Other documents that say the same.
    pub also: Vec<Citation>,
}

/// Adds `line`, or its citation to a line of other documents that says the same.
fn add<L>(
    lines: &mut Vec<L>,
    line: L,
    same: impl Fn(&L, &L) -> bool,
    parts: impl Fn(&mut L) -> (&Citation, &mut Vec<Citation>),
) {
    let mut line = line;
    let citation = parts(&mut line).0.clone();
    for earlier in lines.iter_mut().filter(|earlier| same(earlier, &line)) {
        let (first, also) = parts(earlier);
        if first.document != citation.document {
            if also.iter().all(|other| other.document != citation.document) {
                also.push(citation);
            }
            return;
        }
    }
    lines.push(line);
}

pub(super) fn terms(dossier: &Dossier<'_>) -> Vec<TermLine> {
    let mut lines = Vec::new();
    for (document, record) in dossier.records.iter().enumerate() {
        for term in &record.terms {
            let Some(span) = term.summary_span else { continue };
            let line = term_line(dossier, document, term, span);
            let same = |a: &TermLine, b: &TermLine| {
                a.issue == b.issue
                    && a.wording.text.to_lowercase() == b.wording.text.to_lowercase()
                    && a.status == b.status
            };
            add(&mut lines, line, same, |line| (&line.citation, &mut line.also));
        }
    }
    lines
}

fn term_line(dossier: &Dossier<'_>, document: usize, term: &Term, span: Span) -> TermLine {
    let text = &dossier.records[document].document.text;
    TermLine {
        issue: term.kind.clone(),
        wording: Wording { text: excerpt::pieces(text, &[span]), own: false },
        proposed_by: dossier.names(document, &term.proposed_by),
        proposing_parties: dossier
            .speakers(document, &term.proposed_by)
            .into_iter()
            .filter_map(|speaker| speaker.party)
            .collect(),
        addressed_to: dossier.names(document, &term.addressed_to),
        duration: term.duration.clone(),
        scope: term.scope.clone(),
        conditions: term.conditions.iter().map(|span| excerpt::pieces(text, &[*span])).collect(),
        status: term.status.iter().map(|row| (row.party.clone(), row.status)).collect(),
        citation: dossier.citation(document, term.id, &[span]),
        also: Vec::new(),
    }
}

/// Events that no statement yields, dated ones first, by their first day.
pub(super) fn events(dossier: &Dossier<'_>) -> Vec<EventLine> {
    let mut lines = Vec::new();
    for (document, record) in dossier.records.iter().enumerate() {
        for event in record.events.iter().filter(|event| event.statement.is_none()) {
            let Some(trigger) = event.trigger_span else { continue };
            let line = event_line(dossier, document, event, trigger);
            add(&mut lines, line, same_event, |line| (&line.citation, &mut line.also));
        }
    }
    lines.sort_by_key(|line| (line.date.is_none(), line.date));
    lines
}

/// Two documents tell the same event where type, status, sides, days and place agree and say something.
fn same_event(a: &EventLine, b: &EventLine) -> bool {
    let sides = |names: &[String]| {
        let mut names = names.to_vec();
        names.sort();
        names
    };
    a.kind == b.kind
        && a.status == b.status
        && a.date == b.date
        && a.place == b.place
        && sides(&a.actors) == sides(&b.actors)
        && sides(&a.recipients) == sides(&b.recipients)
        && (!a.actors.is_empty() || a.place.is_some())
}

fn event_line(dossier: &Dossier<'_>, document: usize, event: &Event, trigger: Span) -> EventLine {
    let text = &dossier.records[document].document.text;
    let block = dossier.paragraph_at(document, trigger).map_or(trigger, |paragraph| paragraph.span);
    let sentence = excerpt::sentence_around(text, block, trigger);
    let before = text.get(sentence.start as usize..trigger.start as usize).unwrap_or("");
    let mut trigger_at = excerpt::plain_spaces(before).len();
    trigger_at += usize::from(trigger_at > 0 && before.ends_with(char::is_whitespace));
    EventLine {
        kind: event.kind,
        modes: event.modes.clone(),
        trigger: excerpt::pieces(text, &[trigger]),
        status: event.status,
        claimed_by: dossier.names(document, &event.claimed_by),
        actors: dossier.names(document, &event.actors),
        recipients: dossier.names(document, &event.recipients),
        date: event.date,
        place: event.place.as_ref().map(|place| place.name.clone()),
        sentence: excerpt::pieces(text, &[sentence]),
        trigger_at,
        citation: dossier.citation(document, event.id, &[trigger]),
        also: Vec::new(),
    }
}

pub(super) fn figures(dossier: &Dossier<'_>) -> Vec<FigureLine> {
    let mut lines = Vec::new();
    for (document, record) in dossier.records.iter().enumerate() {
        for figure in &record.figures {
            let Some(span) = figure.span else { continue };
            let claimant = figure.claimed_by.and_then(|id| dossier.entity(document, id));
            let line = FigureLine {
                quantity: phrases::quantity(figure),
                of: figure.of.clone(),
                as_of: figure.as_of,
                claimed_by: claimant.map(|entity| entity.name.clone()),
                wording: Wording { text: excerpt::pieces(&record.document.text, &[span]), own: false },
                citation: dossier.citation(document, figure.id, &[span]),
                also: Vec::new(),
            };
            let same = |a: &FigureLine, b: &FigureLine| {
                a.quantity == b.quantity
                    && a.of.to_lowercase() == b.of.to_lowercase()
                    && a.claimed_by == b.claimed_by
                    && a.as_of == b.as_of
            };
            add(&mut lines, line, same, |line| (&line.citation, &mut line.also));
        }
    }
    lines
}

/// Denials, doubts and accusations, then what one side alone claims and what is reported and denied.
pub(super) fn contested(dossier: &Dossier<'_>) -> Vec<ContestedLine> {
    let mut lines = Vec::new();
    let same = |a: &ContestedLine, b: &ContestedLine| {
        a.lead == b.lead && a.wording.text.to_lowercase() == b.wording.text.to_lowercase()
    };
    let mut push = |line| add(&mut lines, line, same, |line| (&line.citation, &mut line.also));
    for (document, record) in dossier.records.iter().enumerate() {
        let of_kind = |act| matches!(act, Act::Deny | Act::Question | Act::Accuse);
        for statement in record.statements.iter().filter(|statement| of_kind(statement.act)) {
            let said = dossier.said(document, statement);
            push(ContestedLine {
                lead: said.lead(),
                wording: said.excerpt,
                citation: said.citation,
                also: Vec::new(),
            });
        }
        for event in record.events.iter().filter(|event| event.statement.is_none()) {
            let (Some(trigger), Some(who)) = (event.trigger_span, one_sided(dossier, document, event)) else {
                continue;
            };
            let line = event_line(dossier, document, event, trigger);
            let focus = line.trigger_at..line.trigger_at + line.trigger.len();
            push(ContestedLine {
                lead: who,
                wording: Wording { text: excerpt::window(&line.sentence, focus, 200), own: false },
                citation: line.citation,
                also: Vec::new(),
            });
        }
        for term in &record.terms {
            let unclear = term.status.iter().any(|row| row.status == TermStatus::Unclear);
            if let Some(span) = term.summary_span.filter(|_| unclear) {
                let line = term_line(dossier, document, term, span);
                push(ContestedLine {
                    lead: "Reported and denied:".to_owned(),
                    wording: line.wording,
                    citation: line.citation,
                    also: Vec::new(),
                });
            }
        }
    }
    lines
}

fn one_sided(dossier: &Dossier<'_>, document: usize, event: &Event) -> Option<String> {
    match event.status {
        EventStatus::Denied => Some("Reported and denied:".to_owned()),
        EventStatus::Claimed => {
            let names = dossier.names(document, &event.claimed_by);
            Some(match names.is_empty() {
                true => "Claimed by one side alone:".to_owned(),
                false => format!("Claimed by {} alone:", phrases::joined(&names)),
            })
        }
        _ => None,
    }
}
