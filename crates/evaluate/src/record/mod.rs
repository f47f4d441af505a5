//! Scores records against hand-coded ones: statements, speakers, acts, issues, events, figures, terms.
//!
//! Documents are paired by id and all counts are summed over documents. What is counted:
//!
//! | name | a hit is |
//! | --- | --- |
//! | `statement` | contents overlap (bytes shared / bytes in either ≥ 0.5), one to one, best first |
//! | `statement:strict` | the same at ≥ 0.9 |
//! | `who-said-what` | a matched statement whose speaker is right as well |
//! | `full` | who-said-what whose act is right as well |
//! | `event` | same type, and triggers within 150 bytes, or the same actor parties and dates that overlap; made events that derive from a statement are left out |
//! | `figure` | spans overlap and the value is the same |
//! | `term` | same kind, and summaries overlap (≥ 0.3) |
//! | `issue` | (matched statement, issue) pairs; stance is judged where the issue matches |
//! | `addressee` | parties of the addressees of matched statements |

mod judge;
mod names;
mod pairing;
mod report;

pub use report::Listing;

use crate::measure::FirstSeen;
use crate::{Rate, Tally};
use judge::Judge;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use verbale_record::{Act, Record};
use verbale_text::Span;

/// A line of a file that holds no record.
#[derive(Debug, thiserror::Error)]
#[error(
    "{file}, line {line}: no record ({reason}); each line holds one JSON object as the codebook's section 9 has it"
)]
pub struct ReadError {
    /// The file's name, as given.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: serde_json::Error,
}

/// Reads records from JSON lines, gold or made; empty lines are passed over. `file` is for the error's text.
pub fn read(file: &str, lines: &str) -> Result<Vec<Record>, ReadError> {
    lines
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| {
            serde_json::from_str(line).map_err(|reason| ReadError {
                file: file.to_owned(),
                line: at + 1,
                reason,
            })
        })
        .collect()
}

/// A statement that only one side has.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Miss {
    /// Its content.
    pub content_spans: Vec<Span>,
    /// Its speakers' names.
    pub speakers: Vec<String>,
    /// Its act.
    pub act: Act,
}

/// How one document fared.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct DocumentScore {
    /// The document's id.
    pub id: String,
    /// Statements found.
    pub statements: Tally,
    /// Events found.
    pub events: Tally,
    /// Statements of the gold that were not found.
    pub missed: Vec<Miss>,
    /// Statements made that the gold has not.
    pub extra: Vec<Miss>,
}

/// One act taken for another.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Confusion {
    /// The act in the gold.
    pub gold: Act,
    /// The act that was made of it.
    pub made: Act,
    /// How often.
    pub count: usize,
}

/// All counts of one comparison, in the order in which they first came up.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct RecordScore {
    /// Things found, by name.
    #[serde(serialize_with = "as_object")]
    pub tallies: Vec<(&'static str, Tally)>,
    /// Judgements on what was found, by name.
    #[serde(serialize_with = "as_object")]
    pub rates: Vec<(&'static str, Rate)>,
    /// Acts taken for others, most frequent first.
    pub confusions: Vec<Confusion>,
    /// Documents, in the gold's order.
    pub documents: Vec<DocumentScore>,
    /// Ids of gold documents without a prediction; they are scored against an empty record.
    pub without_prediction: Vec<String>,
}

fn as_object<T: Serialize, S: Serializer>(
    rows: &[(&'static str, T)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(rows.iter().map(|(name, value)| (name, value)))
}

impl RecordScore {
    /// The tally with this name; all zero where it never came up.
    pub fn tally(&self, name: &str) -> Tally {
        self.tallies.iter().find(|(known, _)| *known == name).map(|(_, tally)| *tally).unwrap_or_default()
    }

    /// The rate with this name; all zero where it never came up.
    pub fn rate(&self, name: &str) -> Rate {
        self.rates.iter().find(|(known, _)| *known == name).map(|(_, rate)| *rate).unwrap_or_default()
    }
}

/// What is counted up while documents are judged.
#[derive(Default)]
struct Counts {
    tallies: FirstSeen<&'static str, Tally>,
    rates: FirstSeen<&'static str, Rate>,
    confusions: FirstSeen<(Act, Act), usize>,
}

impl Counts {
    fn tally(&mut self, name: &'static str, hit: usize, gold: usize, made: usize) {
        self.tallies.entry(name).add(Tally::new(hit, gold, made));
    }

    fn rate(&mut self, name: &'static str, right: bool) {
        self.rates.entry(name).judge(right);
    }

    fn confusions(self) -> Vec<Confusion> {
        let mut rows: Vec<Confusion> = self
            .confusions
            .into_rows()
            .into_iter()
            .map(|((gold, made), count)| Confusion { gold, made, count })
            .collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.count));
        rows
    }
}

/// Scores `made` against `gold`. Where an id comes twice on one side, the later record counts.
pub fn score(gold: &[Record], made: &[Record]) -> RecordScore {
    let made_by_id: BTreeMap<&str, &Record> =
        made.iter().map(|record| (record.document.id.as_str(), record)).collect();
    let nothing = Record::default();
    let mut counts = Counts::default();
    let (mut documents, mut without_prediction) = (Vec::new(), Vec::new());
    for record in last_of_each_id(gold) {
        let id = &record.document.id;
        let made = made_by_id.get(id.as_str()).copied().unwrap_or_else(|| {
            without_prediction.push(id.clone());
            &nothing
        });
        documents.push(Judge::new(record, made).document(&mut counts));
    }
    let (tallies, rates) =
        (std::mem::take(&mut counts.tallies).into_rows(), std::mem::take(&mut counts.rates).into_rows());
    RecordScore { tallies, rates, confusions: counts.confusions(), documents, without_prediction }
}

/// The records in the order of their ids' first appearance, each id with its last record.
fn last_of_each_id(records: &[Record]) -> Vec<&Record> {
    let mut rows: FirstSeen<&str, Option<&Record>> = FirstSeen::default();
    for record in records {
        *rows.entry(record.document.id.as_str()) = Some(record);
    }
    rows.into_rows().into_iter().filter_map(|(_, record)| record).collect()
}

#[cfg(test)]
mod tests;
