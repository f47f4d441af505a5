//! Where each party stands on each issue (codebook, section 8), with the statements that led there.

use crate::dossier::{Dossier, Said, is_sure};
use crate::phrases;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use verbale_record::{EntityId, Stance, StatementId};

/// What a statement does to the position that its party had before.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// It is the first that takes a stance.
    First,
    /// Someone who took this stance before takes it again, in whatever words.
    Repeated,
    /// Someone else takes the stance that the party had before.
    NewSpeaker,
    /// It takes another stance, which the party then has.
    Changed,
    /// It takes another stance, which the party does not keep.
    Aside,
}

impl Step {
    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Repeated => "repeated",
            Self::NewSpeaker => "new speaker",
            Self::Changed => "changed",
            Self::Aside => "aside",
        }
    }
}

/// A statement that bears on a position.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Voice {
    /// What it does to the position; none for those who do not speak for the party.
    pub step: Option<Step>,
    /// The stance it takes.
    pub stance: Stance,
    /// The statement; its speakers are those of this party alone.
    #[serde(flatten)]
    pub said: Said,
}

/// A turn from one stance to another on a later day.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Change {
    /// The stance before.
    pub from: Stance,
    /// The stance after.
    pub to: Stance,
    /// The day the new stance was first taken.
    pub on: Date,
    /// The statement that took it.
    pub by: StatementId,
    /// The number of the document it stands in.
    pub document: usize,
}

/// Where one party stands on one issue.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Position {
    /// The party.
    pub party: String,
    /// The issue's id.
    pub issue: String,
    /// The latest stance; none where nobody who speaks for the party took one.
    pub stance: Option<Stance>,
    /// The day of the latest stance.
    pub day: Option<Date>,
    /// The day since which the party has had this stance unchanged, as far as the record reaches.
    pub since: Option<Date>,
    /// Turns, oldest first.
    pub changes: Vec<Change>,
    /// What those who speak for the party said, oldest to newest.
    pub voices: Vec<Voice>,
    /// What others of the party said, oldest to newest. Never part of its position.
    pub beside: Vec<Voice>,
}

impl Position {
    /// The voices of the latest day that take the latest stance, the most telling first.
    pub fn leading(&self) -> Vec<&Voice> {
        let mut found: Vec<&Voice> = self
            .voices
            .iter()
            .filter(|voice| Some(voice.stance) == self.stance && voice.said.day == self.day)
            .collect();
        found.sort_by_key(|voice| {
            let said = &voice.said;
            (
                !said.told_by.is_empty(),
                std::cmp::Reverse(phrases::act_weight(said.act)),
                said.citation.clone(),
            )
        });
        found
    }

    /// Every other voice of the party, newest first.
    pub fn others(&self) -> Vec<&Voice> {
        self.voices
            .iter()
            .rev()
            .filter(|voice| Some(voice.stance) != self.stance || voice.said.day != self.day)
            .collect()
    }
}

/// The positions of all parties, by party name, then in the order of the issue catalogue, as they follow from
/// the statements that `counts` lets count and whose issue and stance are sure enough.
pub fn positions(dossier: &Dossier<'_>, counts: impl Fn(&Said) -> bool) -> Vec<Position> {
    let mut found: BTreeMap<(String, usize, String), Position> = BTreeMap::new();
    for (document, record) in dossier.records.iter().enumerate() {
        for statement in record.statements.iter().filter(|statement| !statement.issues.is_empty()) {
            let said = dossier.said(document, statement);
            if !counts(&said) {
                continue;
            }
            for (party, official) in parties(dossier, document, &statement.speakers) {
                for row in statement.issues.iter().filter(|row| is_sure(row)) {
                    let key = (party.clone(), phrases::issue_order(&row.issue), row.issue.clone());
                    let position = found.entry(key).or_insert_with(|| Position::open(&party, &row.issue));
                    let mut said = said.clone();
                    said.speakers.retain(|speaker| {
                        speaker.party.as_ref() == Some(&party) && speaker.official == official
                    });
                    let voices = if official { &mut position.voices } else { &mut position.beside };
                    voices.push(Voice { step: None, stance: row.stance, said });
                }
            }
        }
    }
    let mut positions: Vec<Position> = found.into_values().collect();
    positions.iter_mut().for_each(Position::settle);
    positions
}

/// The parties that the speakers belong to, each once; official where one who speaks for it is among them.
fn parties(dossier: &Dossier<'_>, document: usize, speakers: &[EntityId]) -> Vec<(String, bool)> {
    let mut found: Vec<(String, bool)> = Vec::new();
    for speaker in dossier.speakers(document, speakers) {
        let Some(party) = speaker.party else { continue };
        match found.iter_mut().find(|(name, _)| *name == party) {
            Some((_, official)) => *official |= speaker.official,
            None => found.push((party, speaker.official)),
        }
    }
    found
}

impl Position {
    fn open(party: &str, issue: &str) -> Self {
        Self {
            party: party.to_owned(),
            issue: issue.to_owned(),
            stance: None,
            day: None,
            since: None,
            changes: Vec::new(),
            voices: Vec::new(),
            beside: Vec::new(),
        }
    }

    /// Puts the voices in order and tells the latest stance and its turns. A day on which the party took
    /// no side does not undo the side it took before; what others say of it makes no turn.
    fn settle(&mut self) {
        let by_time = |voice: &Voice| (voice.said.day, voice.said.citation.document, voice.said.id);
        self.voices.sort_by_key(by_time);
        self.beside.sort_by_key(by_time);
        let mut own: Option<Stance> = None;
        for day in self.voices.chunk_by(|a, b| a.said.day == b.said.day) {
            let Some(last) = day.iter().max_by_key(|voice| decisive(voice)) else { continue };
            let has_side = self.stance.is_some_and(|stance| stance != Stance::Neutral);
            if has_side && last.stance == Stance::Neutral {
                continue;
            }
            self.stance = Some(last.stance);
            self.day = last.said.day;
            if !last.said.told_by.is_empty() || last.stance == Stance::Neutral {
                continue;
            }
            if let (Some(from), Some(on)) = (own, last.said.day)
                && from != last.stance
            {
                let document = last.said.citation.document;
                self.changes.push(Change { from, to: last.stance, on, by: last.said.id, document });
            }
            own = Some(last.stance);
        }
        self.tell_steps();
    }

    /// Tells what each statement did to the position, day by day, and since when it has stood.
    fn tell_steps(&mut self) {
        let mut stance: Option<Stance> = None;
        let mut speakers: BTreeSet<String> = BTreeSet::new();
        for day in self.voices.chunk_by_mut(|a, b| a.said.day == b.said.day) {
            let Some(last) = day.iter().max_by_key(|voice| decisive(voice)).map(|voice| voice.stance) else {
                continue;
            };
            let keeps_side =
                last == Stance::Neutral && stance.is_some_and(|stance| stance != Stance::Neutral);
            let now = if keeps_side { stance } else { Some(last) };
            if now != stance {
                self.since = day.first().and_then(|voice| voice.said.day);
                speakers.clear();
            }
            let mut begun = now == stance;
            for voice in day.iter_mut() {
                let names: Vec<String> =
                    voice.said.speakers.iter().map(|speaker| speaker.name.clone()).collect();
                let known = names.iter().any(|name| speakers.contains(name));
                voice.step = Some(match (Some(voice.stance) == now, begun) {
                    (false, _) => Step::Aside,
                    (true, true) if known => Step::Repeated,
                    (true, true) => Step::NewSpeaker,
                    (true, false) if stance.is_none() => Step::First,
                    (true, false) => Step::Changed,
                });
                if Some(voice.stance) == now {
                    begun = true;
                    speakers.extend(names);
                }
            }
            stance = now;
        }
    }
}

/// What decides between statements of one day: one that takes a side before one that takes none, the
/// party's own words before a relay, then the later in the text.
fn decisive(voice: &Voice) -> (bool, bool, usize, StatementId) {
    let said = &voice.said;
    (voice.stance != Stance::Neutral, said.told_by.is_empty(), said.citation.document, said.id)
}
