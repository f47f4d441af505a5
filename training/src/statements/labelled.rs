//! Labels of statements in news outside the hand-coded sets (`training/data/labels.tsv`), read as articles.

use super::articles::{Article, Kind, Labels, issue};
use crate::gold::{self, Coded};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use verbale_analyze::{Model, Scratch, analyze};
use verbale_extract::attribution::Attribution;
use verbale_ingest::{Options, read, read_text};
use verbale_knowledge::Knowledge;
use verbale_record::Record;
use verbale_text::{Document, Span};

/// The labels.
const LABELS: &str = include_str!("../../data/labels.tsv");

/// The digest of the labels.
pub fn sha256() -> String {
    gold::sha256(&[LABELS.as_bytes()])
}

/// One statement: where it stands and what it is.
type Row = (Attribution, Labels);

/// The labelled articles; `data` is the folder with the newsroom day and PolNeAR.
pub fn articles(data: &Path, knowledge: &Knowledge) -> Result<Vec<Article>, Box<dyn Error>> {
    let mut rows: BTreeMap<(&str, &str), Vec<Row>> = BTreeMap::new();
    for line in LABELS.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [corpus, article, rest @ ..] = &fields[..] else { return Err(unreadable(line))? };
        let row = row(rest).ok_or_else(|| unreadable(line))?;
        rows.entry((corpus, article)).or_default().extend(row);
    }
    let day = newsday(data)?;
    let documents = rows.into_iter().map(|((corpus, article), rows)| {
        let document = match corpus {
            "newsday" => day.get(article).cloned(),
            _ => Some(polnear(data, article)?),
        };
        Ok((document.ok_or_else(|| format!("labels.tsv: no article {article} in the newsroom day"))?, rows))
    });
    let documents: Vec<(Document, Vec<Row>)> = documents.collect::<Result<_, Box<dyn Error>>>()?;
    let read = documents.into_par_iter().enumerate().map_init(Scratch::default, |scratch, (part, found)| {
        let (document, rows) = found;
        let annotations = analyze(&document, Model::embedded(), scratch);
        let coded = Coded { document, annotations, record: Record::default() };
        let (attributions, gold) = rows.into_iter().unzip();
        Article { part, ..Article::of(coded, attributions, gold, Kind::Labelled, knowledge) }
    });
    Ok(read.collect())
}

fn unreadable(line: &str) -> String {
    format!("labels.tsv: unreadable line {line:?}")
}

/// The articles of the newsroom day by their ids.
fn newsday(data: &Path) -> Result<BTreeMap<String, Document>, Box<dyn Error>> {
    let path = data.join("newsday/2025-05-21.jsonl.gz");
    let file = std::fs::File::open(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let reader = Box::new(std::io::BufReader::new(file));
    let items = read("2025-05-21.jsonl.gz", reader, Options::new("newsday"))
        .map_err(|refused| format!("{}: {}", path.display(), refused.reason))?;
    // Articles that cannot be read, an empty one among them, have no labels.
    let documents = items.filter_map(|item| Some(item.ok()?.document));
    Ok(documents.map(|document| (document.id().to_owned(), document)).collect())
}

fn polnear(data: &Path, article: &str) -> Result<Document, Box<dyn Error>> {
    let path = data.join("polnear/train/text").join(format!("{article}.txt"));
    let bytes = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(read_text(&bytes, Options::new(article))?)
}

/// A statement; an empty list where the line says that it is none; nothing where the line cannot be read.
fn row(fields: &[&str]) -> Option<Option<Row>> {
    let [source, cue, content, quote, act, sides, issues] = fields else { return None };
    let optional = |written: &str| match written {
        "-" => Some(None),
        written => span(written).map(Some),
    };
    let attribution = Attribution {
        source: optional(source)?,
        source_head: None,
        cue: optional(cue)?,
        cue_head: None,
        content: content.split(' ').map(span).collect::<Option<_>>()?,
        quote: quote.parse().ok()?,
        within: None,
        by: "labelled",
        probability: 1.0,
    };
    if *act == "none" {
        return Some(None);
    }
    let listed = |written: &&str| *written != "-";
    let labels = Labels {
        act: act.parse().ok()?,
        issues: issues.split(' ').filter(listed).map(issue).collect::<Option<_>>()?,
        sides: sides.split(';').filter(listed).map(str::to_lowercase).collect(),
    };
    Some(Some((attribution, labels)))
}

fn span(written: &str) -> Option<Span> {
    let (start, end) = written.split_once('-')?;
    Some(Span::new(start.parse().ok()?, end.parse().ok()?))
}
