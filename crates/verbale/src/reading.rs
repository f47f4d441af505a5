//! Reading into an archive: what is new is read, what is held is told, everything is counted.

use crate::error::{Error, ErrorKind, Result};
use crate::pipeline::Engine;
use rayon::prelude::*;
use std::collections::BTreeMap;
use verbale_ingest::{Found, Item, Rejected};
use verbale_record::Record;
use verbale_store::{Archive, ArchiveError, NewDocument, Run, Sketch};
use verbale_stories::Wording;
use verbale_text::{Block, ContentHash, Document, Problem};

/// What became of one input.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    /// It is new and was read.
    Accepted,
    /// Its text is held under this id; it was read anew, because another version or model had read it, or
    /// because its day of publication was not known before.
    ReadAnew(String),
    /// Its text is held already, under this id.
    Duplicate(String),
}

/// One document of the input.
#[derive(Clone, Debug)]
pub struct Read {
    /// The document.
    pub document: Document,
    /// What became of it.
    pub outcome: Outcome,
    /// The document read earlier from the same address, where this one is new: an earlier version of the article.
    pub revises: Option<String>,
    /// The document held earlier that its text is a near copy of, wherever that was met.
    pub copy_of: Option<String>,
    /// Its record, with `duplicate_of` and `copy_of` set; left out for a duplicate unless all records are wanted.
    pub record: Option<Record>,
}

impl Read {
    /// What was odd about the input.
    pub fn problems(&self) -> &[Problem] {
        self.document.problems()
    }
}

/// How many inputs became what. Their sum is what was read.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// New documents.
    pub accepted: usize,
    /// Those of them that are near copies of texts held already.
    pub near_copies: usize,
    /// Held texts, read anew.
    pub read_anew: usize,
    /// Texts held already.
    pub duplicates: usize,
    /// Inputs that could not be read.
    pub rejected: usize,
}

impl Tally {
    /// All inputs.
    pub fn all(&self) -> usize {
        self.accepted + self.read_anew + self.duplicates + self.rejected
    }
}

/// Reads batches of inputs into an archive, each batch in one transaction.
pub struct Reader<'a> {
    engine: &'a Engine,
    archive: &'a mut Archive,
    run: Run,
    /// Whether the records of duplicates are wanted as well.
    all_records: bool,
    tally: Tally,
}

impl<'a> Reader<'a> {
    /// A reader that adds by this run.
    pub fn new(engine: &'a Engine, archive: &'a mut Archive, run: Run, all_records: bool) -> Self {
        Self { engine, archive, run, all_records, tally: Tally::default() }
    }

    /// How many inputs became what, so far.
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// Reads a batch: in the order given, what became of each input.
    pub fn read(&mut self, batch: Vec<Item>) -> Result<Vec<std::result::Result<Read, Rejected>>> {
        let entries = self.entries(batch)?;
        let revised = self.revised(&entries)?;
        let mut copies = self.add(&entries)?.into_iter();
        let told = entries.into_iter().zip(revised).map(|(entry, revises)| {
            let copy_of = entry.as_ref().ok().and_then(|_| copies.next().flatten());
            let read = self.told(entry, copy_of)?;
            Ok(Read { revises, ..read })
        });
        Ok(told.collect())
    }

    /// Adds what was read; of each document that could be, the id of the one that it is a near copy of.
    fn add(&mut self, entries: &[Entry]) -> Result<Vec<Option<String>>> {
        let read: Vec<&Taken> = entries.iter().filter_map(|entry| entry.as_ref().ok()).collect();
        let compared: Vec<Option<Compared<'_>>> =
            read.par_iter().map(|(_, outcome, record)| Compared::of(outcome, record.as_ref())).collect();
        let new: Vec<NewDocument<'_>> = read
            .iter()
            .zip(&compared)
            .map(|((found, ..), compared)| NewDocument {
                document: &found.document,
                raw: found.raw.as_deref(),
                record: compared.as_ref().map(|compared| compared.record),
                sketch: compared.as_ref().map(Compared::sketch),
            })
            .collect();
        Ok(self.archive.add(&self.run, &new)?)
    }

    /// For each new document, the one that its address had before.
    fn revised(&self, entries: &[Entry]) -> Result<Vec<Option<String>>> {
        let mut latest: BTreeMap<&str, &str> = BTreeMap::new();
        let mut revised = Vec::new();
        for entry in entries {
            let new = entry.as_ref().ok().filter(|(_, outcome, _)| *outcome == Outcome::Accepted);
            let Some((document, url)) =
                new.and_then(|(found, ..)| Some((&found.document, found.document.url()?)))
            else {
                revised.push(None);
                continue;
            };
            revised.push(match latest.get(url) {
                Some(id) => Some((*id).to_owned()),
                None => self.archive.latest_at(url)?,
            });
            latest.insert(url, document.id());
        }
        Ok(revised)
    }

    /// Decides what is to become of each input, and reads those that are to be read.
    fn entries(&self, batch: Vec<Item>) -> Result<Vec<Entry>> {
        let mut seen = BTreeMap::new();
        let mut decided = Vec::new();
        for item in batch {
            decided.push(match item {
                Ok(found) => {
                    let outcome = self.outcome(&found.document, &mut seen)?;
                    Ok((found, outcome))
                }
                Err(rejected) => Err(rejected),
            });
        }
        let wanted: Vec<&Document> = decided
            .iter()
            .filter_map(|entry| entry.as_ref().ok())
            .filter(|(_, outcome)| self.is_read(outcome))
            .map(|(found, _)| &found.document)
            .collect();
        let mut records = self.engine.read_all(&wanted).into_iter();
        let entries = decided.into_iter().map(|entry| {
            let (found, outcome) = entry?;
            let record = if self.is_read(&outcome) { Some(records.next().flatten()) } else { None };
            match record {
                Some(None) => Err(fault(&found.document)),
                record => Ok((found, outcome, record.flatten())),
            }
        });
        Ok(entries.collect())
    }

    fn is_read(&self, outcome: &Outcome) -> bool {
        self.all_records || !matches!(outcome, Outcome::Duplicate(_))
    }

    /// What is to become of a document; `seen` holds those of the same batch.
    fn outcome(
        &self,
        document: &Document,
        seen: &mut BTreeMap<ContentHash, (String, bool)>,
    ) -> Result<Outcome> {
        let dated = document.published().is_some();
        // The day of one place a text was met in says nothing of another.
        let becomes_dated = |id: &str, was_dated: bool| dated && !was_dated && id == document.id();
        let (id, was_dated, current) = match seen.get(&document.hash()) {
            Some((id, was_dated)) => (id.clone(), *was_dated, true),
            None => match self.archive.held(document.hash())? {
                None => {
                    seen.insert(document.hash(), (document.id().to_owned(), dated));
                    return Ok(Outcome::Accepted);
                }
                Some(held) => {
                    let current = held.version == self.run.version && held.model == self.run.model;
                    (held.id, held.published.is_some(), current)
                }
            },
        };
        let anew = !current || becomes_dated(&id, was_dated);
        seen.insert(document.hash(), (id.clone(), was_dated || anew && dated));
        Ok(if anew { Outcome::ReadAnew(id) } else { Outcome::Duplicate(id) })
    }

    fn told(&mut self, entry: Entry, copy_of: Option<String>) -> std::result::Result<Read, Rejected> {
        let (found, outcome, mut record) = entry.inspect_err(|_| self.tally.rejected += 1)?;
        match &outcome {
            Outcome::Accepted => {
                self.tally.accepted += 1;
                self.tally.near_copies += usize::from(copy_of.is_some());
            }
            Outcome::ReadAnew(_) => self.tally.read_anew += 1,
            Outcome::Duplicate(_) => self.tally.duplicates += 1,
        }
        if let (Outcome::ReadAnew(id) | Outcome::Duplicate(id), Some(record)) = (&outcome, &mut record) {
            record.document.duplicate_of = Some(id.clone());
        }
        if let Some(record) = &mut record {
            record.document.copy_of.clone_from(&copy_of);
        }
        Ok(Read { document: found.document, outcome, revises: None, copy_of, record })
    }
}

/// An input, what is to become of it, and its record where it was read.
type Entry = std::result::Result<Taken, Rejected>;
type Taken = (Found, Outcome, Option<Record>);

/// Whether a held text with its blocks is a near copy.
type IsCopy = dyn Fn(&str, &[Block]) -> bool + Send + Sync;

/// A record that is added, and how its text is compared with those that are held.
struct Compared<'r> {
    record: &'r Record,
    numbers: Vec<u64>,
    is_copy: Box<IsCopy>,
}

impl<'r> Compared<'r> {
    /// Of what is new or read anew; a duplicate adds no record.
    fn of(outcome: &Outcome, record: Option<&'r Record>) -> Option<Self> {
        let record = record.filter(|_| !matches!(outcome, Outcome::Duplicate(_)))?;
        let own = Wording::of(&record.document.text, &record.blocks);
        let numbers = own.sketch();
        let is_copy = move |text: &str, blocks: &[Block]| own.is_copy_of(&Wording::of(text, blocks));
        Some(Self { record, numbers, is_copy: Box::new(is_copy) })
    }

    fn sketch(&self) -> Sketch<'_> {
        Sketch { numbers: &self.numbers, is_copy: &*self.is_copy }
    }
}

fn fault(document: &Document) -> Rejected {
    Rejected {
        origin: document.origin().to_owned(),
        reason: "the program has a fault that this document brings out; please report it".to_owned(),
    }
}

/// Reads inputs without an archive; a text met before is a duplicate of the first that has it.
pub fn read_in_memory(engine: &Engine, items: Vec<Item>) -> (Vec<Record>, Vec<Rejected>) {
    let mut rejected = Vec::new();
    let mut documents = Vec::new();
    for item in items {
        match item {
            Ok(found) => documents.push(found.document),
            Err(reason) => rejected.push(reason),
        }
    }
    let read = engine.read_all(&documents.iter().collect::<Vec<_>>());
    let mut records = Vec::new();
    let mut first: BTreeMap<ContentHash, &str> = BTreeMap::new();
    for (document, record) in documents.iter().zip(read) {
        let Some(mut record) = record else {
            rejected.push(fault(document));
            continue;
        };
        match first.get(&document.hash()) {
            Some(id) => record.document.duplicate_of = Some((*id).to_owned()),
            None => {
                first.insert(document.hash(), document.id());
            }
        }
        records.push(record);
    }
    (records, rejected)
}

impl From<ArchiveError> for Error {
    fn from(error: ArchiveError) -> Self {
        let kind =
            if matches!(error, ArchiveError::Query { .. }) { ErrorKind::Usage } else { ErrorKind::Archive };
        Error::new(kind, error.to_string()).hint(error.hint())
    }
}
