//! Whole sentences in, attributions out. A test's text carries its own answer: `[S …]` source, `[C …]` cue,
//! `[T …]` content, numbered where a text has several attributions; pieces of one content share a number.

use super::{Attribution, find};
use crate::Input;
use verbale_analyze::{Model, Scratch, analyze};
use verbale_knowledge::Knowledge;
use verbale_text::{Block, BlockKind, Document, OffsetMap, Parts, Span};

/// A bracket in a test's text: role, number, where it opens and closes in the plain text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Bracket {
    number: usize,
    role: char,
    span: Span,
}

/// Splits a marked text into the plain text and its brackets.
fn parse(marked: &str) -> (String, Vec<Bracket>) {
    let (mut plain, mut open, mut brackets) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked;
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        match character {
            '[' => {
                let (head, tail) = rest.split_once(' ').expect("a bracket opens with its role and a space");
                let role = head.chars().next().expect("a role");
                let number = head[1..].parse().unwrap_or(1);
                open.push((role, number, plain.len() as u32));
                rest = tail;
            }
            ']' => {
                let (role, number, start) = open.pop().expect("a bracket is open");
                brackets.push(Bracket { number, role, span: Span::new(start, plain.len() as u32) });
            }
            other => plain.push(other),
        }
    }
    assert!(open.is_empty(), "every bracket is closed: {marked}");
    brackets.sort();
    (plain, brackets)
}

/// Writes brackets into a plain text: the inverse of [`parse`].
fn print(plain: &str, brackets: &[Bracket]) -> String {
    let several = brackets.iter().any(|bracket| bracket.number > 1);
    let mut printed = String::new();
    for at in 0..=plain.len() as u32 {
        let closing = brackets.iter().filter(|bracket| bracket.span.end == at).count();
        printed.extend(std::iter::repeat_n(']', closing));
        let mut opening: Vec<&Bracket> = brackets.iter().filter(|bracket| bracket.span.start == at).collect();
        opening.sort_by_key(|bracket| (std::cmp::Reverse(bracket.span.end), bracket.number, bracket.role));
        for bracket in opening {
            printed.push('[');
            printed.push(bracket.role);
            if several {
                printed.push_str(&bracket.number.to_string());
            }
            printed.push(' ');
        }
        if let Some(character) = plain.get(at as usize..).and_then(|rest| rest.chars().next()) {
            printed.push(character);
        }
    }
    printed
}

fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len() as u32).trimmed(text);
        if !span.is_empty() {
            blocks.push(Block { kind: BlockKind::Paragraph, span });
        }
        at += line.len() as u32 + 1;
    }
    let offsets = OffsetMap::identity(text.len() as u32);
    Document::new(Parts { text: text.to_owned(), offsets, blocks, ..Parts::default() })
}

fn read(text: &str) -> Vec<Attribution> {
    let document = document(text);
    let language = Model::embedded();
    let annotations = analyze(&document, language, &mut Scratch::default());
    let knowledge = Knowledge::default();
    find(Input { document: &document, annotations: &annotations, knowledge: &knowledge })
}

/// The brackets of found attributions, numbered in their order.
fn brackets(found: &[Attribution]) -> Vec<Bracket> {
    let mut brackets = Vec::new();
    for (number, attribution) in (1..).zip(found) {
        let mut add = |role, span: Span| brackets.push(Bracket { number, role, span });
        attribution.source.into_iter().for_each(|span| add('S', span));
        attribution.cue.into_iter().for_each(|span| add('C', span));
        attribution.content.iter().for_each(|&span| add('T', span));
    }
    brackets.sort();
    brackets
}

#[track_caller]
fn check(marked: &str) {
    let (plain, expected) = parse(marked);
    assert_eq!(print(&plain, &expected), marked, "the notation goes both ways");
    assert_eq!(print(&plain, &brackets(&read(&plain))), marked);
}

#[test]
fn verbs_of_saying() {
    check("[S The minister] [C said] [T the talks would resume on Monday].");
    check("[S Baranov] [C has denied] that [T his government broke the truce].");
}
