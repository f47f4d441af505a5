//! The documents of a brief: outlet, day, and what of them is a repetition.

use crate::dossier::{Dossier, Paragraph};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use verbale_record::Record;
use verbale_text::BlockKind;

/// One document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Source {
    /// Its number in the brief, from 1.
    pub number: usize,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Its address.
    pub url: Option<String>,
    /// Path or line it was read from.
    pub origin: String,
    /// Paragraphs that are read.
    pub paragraphs: usize,
    /// Blocks that stand earlier in the same document.
    pub repeats: usize,
    /// The document that has the same text, where there is one.
    pub duplicate_of: Option<String>,
    /// Documents before it in the brief that it shares long paragraphs with.
    pub shares: Vec<Shared>,
}

/// Paragraphs that a document shares with one before it, word for word or nearly so.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Shared {
    /// The number of the document before it.
    pub with: usize,
    /// How many of its paragraphs.
    pub paragraphs: usize,
}

pub(super) fn sources(records: &[Record], dossier: &Dossier<'_>) -> Vec<Source> {
    let mut seen = Paragraphs::default();
    records
        .iter()
        .enumerate()
        .map(|(document, record)| {
            let header = &record.document;
            let paragraphs = dossier.paragraphs(document);
            let of_kind = |kind: BlockKind| paragraphs.iter().filter(|p| p.kind == kind).count();
            Source {
                number: document + 1,
                id: header.id.clone(),
                title: header.title.clone(),
                outlet: header.source.clone(),
                published: header.published,
                url: header.url.clone(),
                origin: header.origin.clone(),
                paragraphs: paragraphs.iter().filter(|paragraph| paragraph.number.is_some()).count(),
                repeats: of_kind(BlockKind::Repeat),
                duplicate_of: header.duplicate_of.clone(),
                shares: match header.duplicate_of {
                    None => seen.shared(document, &header.text, paragraphs),
                    Some(_) => Vec::new(),
                },
            }
        })
        .collect()
}

/// Words in a run that is compared.
const RUN: usize = 4;
/// A paragraph of fewer words is too short to tell a copy from chance.
const LONG: usize = 15;
/// The share of a paragraph's runs that another paragraph must hold, in percent.
const NEARLY: usize = 80;

/// The long paragraphs seen so far, by their runs of words.
#[derive(Default)]
struct Paragraphs {
    holders: BTreeMap<Vec<String>, Vec<(usize, usize)>>,
}

impl Paragraphs {
    /// The earlier documents that this one shares long paragraphs with; then it is among the seen itself.
    fn shared(&mut self, document: usize, text: &str, paragraphs: &[Paragraph]) -> Vec<Shared> {
        let mut with: BTreeMap<usize, usize> = BTreeMap::new();
        let runs: Vec<BTreeSet<Vec<String>>> = paragraphs
            .iter()
            .filter(|paragraph| paragraph.number.is_some())
            .map(|paragraph| runs(paragraph.span.of(text)))
            .collect();
        for paragraph in runs.iter().filter(|runs| runs.len() + RUN > LONG) {
            let mut common: BTreeMap<(usize, usize), usize> = BTreeMap::new();
            for holder in paragraph.iter().filter_map(|run| self.holders.get(run)).flatten() {
                *common.entry(*holder).or_default() += 1;
            }
            let copies: BTreeSet<usize> = common
                .into_iter()
                .filter(|(_, number)| number * 100 >= paragraph.len() * NEARLY)
                .map(|((document, _), _)| document)
                .collect();
            for document in copies {
                *with.entry(document).or_default() += 1;
            }
        }
        for (number, paragraph) in runs.into_iter().enumerate() {
            for run in paragraph {
                self.holders.entry(run).or_default().push((document, number));
            }
        }
        with.into_iter().map(|(document, paragraphs)| Shared { with: document + 1, paragraphs }).collect()
    }
}

fn runs(paragraph: &str) -> BTreeSet<Vec<String>> {
    let words: Vec<String> = paragraph
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.windows(RUN).map(<[String]>::to_vec).collect()
}
