//! Whole sentences in, attributions out. A test's text carries its own answer: `[S …]` source, `[C …]` cue,
//! `[T …]` content, numbered where a text has several attributions; pieces of one content share a number.

use super::{Attribution, Convention, find, find_with};
use crate::Input;
use proptest::prelude::*;
use verbale_analyze::{Model, Scratch, analyze};
use verbale_knowledge::Knowledge;
use verbale_record::Quote;
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
    check("[S She] [C told] reporters that [T the convoy had been turned back at the border].");
    check("[S Iran's foreign minister Araghchi] [C insisted] that [T enrichment would continue].");
    check("The delegation left in the evening. [S He] [C added] that [T no date had been set].");
}

#[test]
fn deeds_of_speech_with_infinitives_and_objects() {
    check("[S The president] [C vowed] [T to rebuild the port within a year].");
    check("[S Moldova] [C wants] [T to join the customs union by 2030].");
    check("[S Erdogan] [C offered] [T to host the next round].");
    check("[S France] [C will propose] [T a ceasefire of thirty days].");
    check("[S The envoy] [C condemned] [T the shelling of the hospital].");
    check("[S The Taliban] [C rejected] [T the offer].");
    check("[S The UN] [C called for] [T an immediate halt to the bombardment].");
    check("[S The kingdom] [C expressed concern about] [T the strikes].");
}

#[test]
fn the_person_asked_or_accused_is_no_content() {
    check("[S The pope] [C urged] both sides [T to lay down their arms].");
    check("[S She] [C accused] Putin of [T attempting to split the alliance].");
}

#[test]
fn joint_speakers() {
    check("[S The sides] [C agreed] [T to exchange two hundred prisoners].");
    check("[S The two leaders] [C have agreed] [T to meet in Vienna].");
}

#[test]
fn nouns_and_phrases_that_report() {
    check("[C According to] [S the ministry], [T twelve soldiers were killed].");
    check("[T Twelve soldiers were killed], [C according to] [S the ministry].");
}

#[test]
fn participles_that_go_on_reporting() {
    check(
        "[S1 [S2 The spokesman]] [C1 rejected] [T1 the report], [C2 saying] [T2 the troops had never left their \
         barracks].",
    );
    check("[S1 [S2 The chancellor]] [C1 praised] [T1 the deal], [C2 adding] that [T2 more work remained].");
}

#[test]
fn quotations_before_around_and_behind_the_cue() {
    check("\"[T We will not sign anything under pressure],\" [C said] [S Ivanov].");
    check("[S He] [C told] the BBC: \"[T The line will hold].\"");
    check(
        "In a letter to the council, [S Danilov] [C wrote]: \"[T The port must open. Ships are waiting].\"",
    );
}

#[test]
fn the_cue_in_the_middle_or_at_the_end() {
    check("[T The talks will go on for another week], [S Peskov] [C said].");
}

#[test]
fn a_report_may_interrupt_what_it_reports() {
    check("[T The company], [S the lawyer] [C argued], [T had no choice].");
    check("[T The harbour], [S officials] [C said], [T was closed by the storm].");
}

#[test]
fn quotations_run_over_sentences() {
    check("\"[T We begin tomorrow. Nobody will stop us. The road is long],\" [S the commander] [C said].");
    check(
        "\"[T We begin tomorrow],\" [S the commander] [C said]. \"[T Nobody will stop us. The road is long].\"",
    );
}

#[test]
fn an_unclosed_mark_spoils_nothing_behind_it() {
    check(
        "[S1 He] [C1 called] [T1 it “a trap]. Nobody came to the hall. [S2 The mayor] [C2 said] [T2 the vote was \
         over].",
    );
}

#[test]
fn relays_nest() {
    check(
        "[S1 Interfax] [C1 reported] that [T1 [S2 the minister] [C2 had said] [T2 the pipeline was safe]].",
    );
    let found = read("Interfax reported that the minister had said the pipeline was safe.");
    assert_eq!(found.iter().map(|found| found.within).collect::<Vec<_>>(), [None, Some(0)]);
}

#[test]
fn speaker_lines() {
    let text = "[S Olena Petrova][C :] [T We have food for ten days and no medicine at all].";
    check(text);
    assert_eq!(read(&parse(text).0)[0].quote, Quote::Direct);
}

#[test]
fn what_reports_nothing_is_left_out() {
    check("The journalist asked whether he would resign.");
    check("The ministry declined to say how many were hurt.");
    check("The spokesman refused to comment.");
    check("The ambassador commented on the talks.");
    check("The convoy reached the town at noon and left an hour later.");
}

#[test]
fn headlines_are_read_by_the_other_convention_only() {
    let text = "Mayor says the bridge is safe".to_owned();
    let block = Block { kind: BlockKind::Headline, span: Span::new(0, text.len() as u32) };
    let offsets = OffsetMap::identity(text.len() as u32);
    let document = Document::new(Parts { text, offsets, blocks: vec![block], ..Parts::default() });
    let annotations = analyze(&document, Model::embedded(), &mut Scratch::default());
    let knowledge = Knowledge::default();
    let input = Input { document: &document, annotations: &annotations, knowledge: &knowledge };
    assert!(find(input).is_empty());
    assert_eq!(find_with(input, Convention::Polnear).len(), 1);
}

#[test]
fn polnear_keeps_marks_and_complementizers() {
    let shown = |text: &str| -> Vec<String> {
        let document = document(text);
        let annotations = analyze(&document, Model::embedded(), &mut Scratch::default());
        let knowledge = Knowledge::default();
        let input = Input { document: &document, annotations: &annotations, knowledge: &knowledge };
        let found = find_with(input, Convention::Polnear);
        found.iter().flat_map(|found| &found.content).map(|span| document.slice(*span).to_owned()).collect()
    };
    assert_eq!(shown("\"We begin tomorrow,\" the commander said."), ["\"We begin tomorrow,\""]);
    assert_eq!(
        shown("She told reporters that the convoy had turned back."),
        ["that the convoy had turned back"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gives_attributions_inside_it(text in "([A-Z]?[a-z]{1,7}|said|told|that|he|[\"“”'‘’:.,!?()\n-]| ){0,60}") {
        let found = read(&text);
        for (at, attribution) in found.iter().enumerate() {
            prop_assert!(!attribution.content.is_empty());
            prop_assert!((0.0..=1.0).contains(&attribution.probability));
            prop_assert!(attribution.within.is_none_or(|outer| outer != at && outer < found.len()));
            let spans = attribution.content.iter().chain(&attribution.source).chain(&attribution.cue);
            for span in spans {
                prop_assert!(!span.is_empty() && text.get(span.range()).is_some());
                prop_assert_eq!(span.trimmed(&text), *span);
            }
        }
    }
}
