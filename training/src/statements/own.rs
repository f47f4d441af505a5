//! Training statements of our own writing (`training/data/statements.txt`), read as articles.

use super::articles::{Article, Kind, Labels, issue};
use crate::gold::Coded;
use std::collections::BTreeMap;
use std::error::Error;
use verbale_analyze::{Model, Scratch, analyze};
use verbale_extract::attribution::Attribution;
use verbale_ingest::{Options, read_text};
use verbale_knowledge::Knowledge;
use verbale_record::{Quote, Record};
use verbale_text::Span;

/// The statements.
const STATEMENTS: &str = include_str!("../../data/statements.txt");

/// A statement's text without its marks, and where the marked parts stand in it.
#[derive(Default)]
struct Marked {
    text: String,
    source: Option<Span>,
    cue: Option<Span>,
    content: Vec<Span>,
}

/// The articles of our own.
pub fn articles(knowledge: &Knowledge) -> Result<Vec<Article>, Box<dyn Error>> {
    let lines: Vec<&str> = STATEMENTS.lines().filter(|line| !line.starts_with('#')).collect();
    let mut scratch = Scratch::default();
    let groups = lines.split(|line| line.trim().is_empty()).filter(|group| !group.is_empty());
    let article = |(part, group)| Ok(Article { part, ..article(group, knowledge, &mut scratch)? });
    groups.enumerate().map(article).collect()
}

fn article(lines: &[&str], knowledge: &Knowledge, scratch: &mut Scratch) -> Result<Article, Box<dyn Error>> {
    let (mut text, mut attributions, mut gold) = (String::new(), Vec::new(), Vec::new());
    for line in lines {
        let unreadable = |what: &str| format!("statements.txt: {what} in {line:?}");
        let fields: Vec<&str> = line.splitn(4, '|').collect();
        let [act, issues, sides, marked] = fields[..] else {
            return Err(unreadable("fewer than four fields"))?;
        };
        gold.push(Labels {
            act: act.parse()?,
            issues: issues
                .split_whitespace()
                .map(issue)
                .collect::<Option<_>>()
                .ok_or_else(|| unreadable("issue"))?,
            sides: sides.split(';').filter(|side| !side.is_empty()).map(str::to_lowercase).collect(),
        });
        let marked = unmark(marked, text.len() as u32);
        attributions.push(attribution(&marked));
        text += &marked.text;
        text.push('\n');
    }
    let document = read_text(text.as_bytes(), Options::new("statements.txt"))?;
    let annotations = analyze(&document, Model::embedded(), scratch);
    let coded = Coded { document, annotations, record: Record::default() };
    Ok(Article::of(coded, attributions, gold, Kind::Own, knowledge))
}

/// Takes the marks out; spans count from `start`.
fn unmark(line: &str, start: u32) -> Marked {
    let mut marked = Marked::default();
    let mut open: BTreeMap<char, u32> = BTreeMap::new();
    for c in line.trim().chars() {
        let here = start + marked.text.len() as u32;
        let mut since = |opening| Span::new(open.remove(&opening).unwrap_or(here), here);
        match c {
            ']' => marked.source = Some(since('[')),
            '}' => marked.cue = Some(since('{')),
            '>' => marked.content.push(since('<')),
            '[' | '{' | '<' => {
                open.insert(c, here);
            }
            _ => marked.text.push(c),
        }
    }
    marked
}

fn attribution(marked: &Marked) -> Attribution {
    let quote = match (marked.text.starts_with('"'), marked.text.contains('"')) {
        (true, _) => Quote::Direct,
        (false, true) => Quote::Mixed,
        _ => Quote::Indirect,
    };
    Attribution {
        source: marked.source,
        source_head: None,
        cue: marked.cue,
        cue_head: None,
        content: marked.content.clone(),
        quote,
        within: None,
        by: "own",
        probability: 1.0,
    }
}
