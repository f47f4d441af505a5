//! The labelled articles: PolNeAR's brat standoff and the gold records, with spans in bytes.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use verbale_ingest::Options;
use verbale_record::{Record, Statement};
use verbale_text::{Document, Span};

/// An attribution as annotated.
#[derive(Clone, Default, Debug)]
pub struct Labelled {
    /// The words that name the source.
    pub source: Vec<Span>,
    /// The words that report.
    pub cue: Vec<Span>,
    /// What is reported.
    pub content: Vec<Span>,
}

/// An article with its attributions.
pub struct Article {
    /// The document.
    pub document: Document,
    /// Its attributions, by one annotator.
    pub attributions: Vec<Labelled>,
}

/// Reads a split of PolNeAR (a folder with `text` and `attributions`), one article for each annotator's file,
/// in the order of the files' names.
pub fn polnear(split: &Path) -> Result<Vec<Article>, Box<dyn Error>> {
    let mut files: Vec<PathBuf> = fs::read_dir(split.join("attributions"))?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    files.sort();
    let mut articles = Vec::new();
    for file in files {
        let name = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let Some((article, _)) = name.rsplit_once('_') else { continue };
        let bytes = fs::read(split.join("text").join(format!("{article}.txt")))?;
        let document = verbale_ingest::read_text(&bytes, Options::new(format!("{article}.txt")))?;
        let attributions = brat(&fs::read_to_string(&file)?, document.text());
        articles.push(Article { document, attributions });
    }
    Ok(articles)
}

/// The events of a brat file. Its offsets count code points.
fn brat(standoff: &str, text: &str) -> Vec<Labelled> {
    let bytes: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
    let byte = |point: &str| bytes.get(point.parse::<usize>().ok()?).copied();
    let mut entities: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let mut attributions = Vec::new();
    for line in standoff.lines() {
        let mut columns = line.split('\t');
        let (Some(id), Some(body)) = (columns.next(), columns.next()) else { continue };
        if id.starts_with('T') {
            let Some((_, offsets)) = body.split_once(' ') else { continue };
            let spans = offsets.split(';').filter_map(|pair| {
                let (start, end) = pair.split_once(' ')?;
                let (start, end) = (byte(start)?, byte(end)?);
                (start < end).then(|| Span::new(start, end).trimmed(text))
            });
            entities.insert(id, spans.filter(|span| !span.is_empty()).collect());
        } else if id.starts_with('E') {
            let mut labelled = Labelled::default();
            for (role, id) in body.split_whitespace().filter_map(|part| part.split_once(':')) {
                let spans = entities.get(id).into_iter().flatten().copied();
                match role.trim_end_matches(|digit: char| digit.is_ascii_digit()) {
                    "Source" => labelled.source.extend(spans),
                    "Cue" => labelled.cue.extend(spans),
                    "Content" => labelled.content.extend(spans),
                    _ => {}
                }
            }
            labelled.content.sort();
            attributions.push(labelled);
        }
    }
    attributions.retain(|labelled| !labelled.cue.is_empty() && !labelled.content.is_empty());
    attributions
}

/// The statements of a gold record as attributions.
pub fn statements(record: &Record) -> Vec<Labelled> {
    let labelled = |statement: &Statement| Labelled {
        source: statement.source_span.into_iter().collect(),
        cue: statement.cue_span.into_iter().collect(),
        content: statement.content_spans.clone(),
    };
    record.statements.iter().map(labelled).collect()
}
