//! Measures pronouns against coreference in CoNLL form (one token a line: number, word, brackets with ids):
//! `cargo run --release --example pronouns -- FILE...`. A pronoun is right where the nearest earlier mention of
//! its entity by name or noun lies in the gold's cluster of the pronoun.

use std::collections::{BTreeMap, HashMap};
use verbale_analyze::{Model, Scratch, analyze};
use verbale_extract::entities::{self, MentionForm};
use verbale_extract::{Input, attribution};
use verbale_knowledge::Knowledge;
use verbale_text::{Block, BlockKind, Document, OffsetMap, Parts, Span};

/// The text of a file and the gold's mentions in it, with their clusters.
fn read(path: &str) -> (String, Vec<(Span, String)>) {
    let file = std::fs::read_to_string(path).expect("the file is readable");
    let (mut text, mut mentions) = (String::new(), Vec::new());
    let mut open: HashMap<String, Vec<u32>> = HashMap::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [_, word, brackets, ..] = cells.as_slice() else { continue };
        let glued = matches!(*word, "." | "," | ")" | "'s" | "’s" | "?" | "!" | ";" | ":" | "n't" | "-")
            || text.ends_with(['(', '-']);
        if !text.is_empty() && !glued {
            text.push(' ');
        }
        let start = text.len() as u32;
        text.push_str(word);
        let end = text.len() as u32;
        // "(person-1(person-2)person-1)": an opening bracket before an id, a closing one behind it.
        let mut rest = *brackets;
        while !rest.is_empty() && rest != "_" {
            let opens = rest.starts_with('(');
            let id_start = usize::from(opens);
            let id_end = rest[id_start..].find(['(', ')']).map_or(rest.len(), |at| at + id_start);
            let id = rest[id_start..id_end].to_owned();
            let closes = rest[id_end..].starts_with(')');
            rest = &rest[id_end + usize::from(closes)..];
            if opens {
                open.entry(id.clone()).or_default().push(start);
            }
            if closes && let Some(start) = open.get_mut(&id).and_then(Vec::pop) {
                mentions.push((Span::new(start, end), id));
            }
        }
    }
    (text, mentions)
}

fn main() {
    let knowledge = Knowledge::builtin();
    let mut scratch = Scratch::default();
    let mut tally: BTreeMap<String, [u32; 3]> = BTreeMap::new();
    for path in std::env::args().skip(1) {
        let (text, gold) = read(&path);
        let span = Span::new(0, text.len() as u32);
        let offsets = OffsetMap::identity(text.len() as u32);
        let blocks = vec![Block { kind: BlockKind::Paragraph, span }];
        let document = Document::new(Parts { text, offsets, blocks, ..Parts::default() });
        let annotations = analyze(&document, Model::embedded(), &mut scratch);
        let input = Input { document: &document, annotations: &annotations, knowledge: &knowledge };
        let table = entities::resolve_with(input, &attribution::find(input));
        let cluster =
            |span: Span| gold.iter().filter(|(held, _)| *held == span).map(|(_, id)| id.as_str()).next();
        for word in annotations.words.ids() {
            let form = annotations.words.form(&document, word).to_lowercase();
            let kind = match form.as_str() {
                "he" | "him" | "his" => "he",
                "she" | "her" => "she",
                "it" | "its" => "it",
                "they" | "them" | "their" => "they",
                _ => continue,
            };
            let at = annotations.words.span(word);
            let Some(wanted) = cluster(at) else { continue };
            let counts = tally.entry(kind.to_owned()).or_default();
            counts[0] += 1;
            let Some(entity) = table.mentions.iter().find(|m| m.span == at).and_then(|m| m.entity) else {
                continue;
            };
            counts[1] += 1;
            let earlier = table.mentions.iter().rev().find(|m| {
                m.entity == Some(entity) && m.form != MentionForm::Pronoun && m.span.end <= at.start
            });
            let right = earlier.is_some_and(|mention| {
                gold.iter().any(|(span, id)| {
                    id == wanted
                        && span.overlaps(mention.span)
                        && span.contains(annotations.words.span(mention.head))
                })
            });
            counts[2] += u32::from(right);
        }
    }
    for (kind, [all, resolved, right]) in tally {
        println!("{kind:>5}: {all} pronouns, {resolved} resolved, {right} right");
    }
}
