//! The labelled articles: PolNeAR's brat standoff and the gold records, as documents with spans in bytes.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use verbale_text::{Block, BlockKind, Document, OffsetMap, Parts, Span};

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
pub fn polnear(split: &Path) -> io::Result<Vec<Article>> {
    let mut files: Vec<PathBuf> = fs::read_dir(split.join("attributions"))?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    files.sort();
    let mut articles = Vec::new();
    for file in files {
        let name = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let Some((article, _)) = name.rsplit_once('_') else { continue };
        let text = fs::read_to_string(split.join("text").join(format!("{article}.txt")))?;
        let attributions = brat(&fs::read_to_string(&file)?, &text);
        articles.push(Article { document: lines_document(article, text), attributions });
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

/// A document whose first line is the headline and every other line a paragraph.
fn lines_document(name: &str, text: String) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len() as u32).trimmed(&text);
        if !span.is_empty() {
            let kind = if blocks.is_empty() { BlockKind::Headline } else { BlockKind::Paragraph };
            blocks.push(Block { kind, span });
        }
        at += line.len() as u32 + 1;
    }
    document(name, text, blocks)
}

fn document(name: &str, text: String, blocks: Vec<Block>) -> Document {
    let offsets = OffsetMap::identity(text.len() as u32);
    Document::new(Parts { id: Some(name.to_owned()), text, offsets, blocks, ..Parts::default() })
}

/// Reads gold records with the texts they point into, in the order of the records.
pub fn gold(records: &Path, texts: &Path) -> io::Result<Vec<Article>> {
    let lines = |path: &Path| -> io::Result<Vec<serde_json::Value>> {
        let lines = fs::read_to_string(path)?;
        lines.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
    };
    let mut by_id: BTreeMap<String, String> = BTreeMap::new();
    for line in lines(texts)? {
        let field = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
        by_id.insert(field("id"), field("text"));
    }
    let mut articles = Vec::new();
    for record in lines(records)? {
        let id = record["document"]["id"].as_str().unwrap_or_default().to_owned();
        let Some(text) = by_id.get(&id).cloned() else { continue };
        let attributions = record["statements"].as_array().into_iter().flatten().map(labelled).collect();
        let whole = Span::new(0, text.len() as u32).trimmed(&text);
        let blocks = vec![Block { kind: BlockKind::Paragraph, span: whole }];
        articles.push(Article { document: document(&id, text, blocks), attributions });
    }
    Ok(articles)
}

fn labelled(statement: &serde_json::Value) -> Labelled {
    let span = |value: &serde_json::Value| serde_json::from_value::<Span>(value.clone()).ok();
    let contents = statement["content_spans"].as_array().into_iter().flatten();
    Labelled {
        source: span(&statement["source_span"]).into_iter().collect(),
        cue: span(&statement["cue_span"]).into_iter().collect(),
        content: contents.filter_map(span).collect(),
    }
}
