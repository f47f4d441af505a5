//! `docs/codebook.md` and the types say the same: its closed lists are the enums, its example is a record.

use std::collections::BTreeSet;
use verbale_record::*;
use verbale_text::{BlockKind, Span};

const CODEBOOK: &str = include_str!("../../../docs/codebook.md");

/// The words in backticks that open the rows of the table whose first header cell is `header`; `within` is
/// a text that stands before the table.
fn first_cells(within: &str, header: &str) -> BTreeSet<String> {
    let start = CODEBOOK.find(within).unwrap_or_else(|| panic!("the codebook has {within:?}"));
    let table = CODEBOOK[start..].lines().skip_while(|line| !line.starts_with(&format!("| {header} |")));
    let rows = table.skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| row.split('`').nth(1).expect("a row opens with a word").to_owned()).collect()
}

fn words<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str) -> BTreeSet<String> {
    all.iter().map(|&item| word(item).to_owned()).collect()
}

#[test]
fn closed_lists_are_the_enums() {
    let check = |within, header, expected| assert_eq!(first_cells(within, header), expected, "{within}");
    check("## 2. Entities", "kind", words(EntityKind::ALL, EntityKind::as_str));
    check("## 3. Statements", "quote", words(Quote::ALL, Quote::as_str));
    check("### The act", "act", words(Act::ALL, Act::as_str));
    check("## 4. Issues", "stance", words(Stance::ALL, Stance::as_str));
    check("## 4. Issues", "issue", words(ISSUES, |issue| issue.id));
    check("## 5. Events", "type", words(EventType::ALL, EventType::as_str));
    check("## 5. Events", "status", words(EventStatus::ALL, EventStatus::as_str));
    check("## 7. Terms", "status", words(TermStatus::ALL, TermStatus::as_str));
    let blocks = first_cells("## 1. The document", "block");
    let parsed: Result<Vec<BlockKind>, _> =
        blocks.iter().map(|word| serde_json::from_value(serde_json::Value::from(word.as_str()))).collect();
    assert_eq!(parsed.expect("every block kind is one").len(), 9);
}

#[test]
fn contexts_are_listed() {
    let start = CODEBOOK.find("**Contexts**").expect("the codebook has contexts");
    let paragraph = CODEBOOK[start..].split("\n\n").next().unwrap_or_default();
    let listed: BTreeSet<String> = paragraph.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    assert_eq!(listed, words(Context::ALL, Context::as_str));
}

#[test]
fn acts_yield_the_event_types_of_the_table() {
    for act in Act::ALL {
        let row =
            CODEBOOK.lines().find(|line| line.starts_with(&format!("| `{act}` |"))).expect("a row an act");
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        assert_eq!(cells[2], act.plover().map_or("", EventType::as_str), "{act}");
    }
}

fn example() -> Record {
    let (_, rest) = CODEBOOK.split_once("```json\n").expect("the codebook has an example");
    let (json, _) = rest.split_once("```").expect("the example ends");
    serde_json::from_str(json).expect("the example is a record")
}

#[test]
fn the_example_is_a_record_that_points_at_its_words() {
    let record = example();
    let text = &record.document.text;
    let words = |span: Span| span.of(text);
    let check = |found: Vec<&str>, expected: &[&str]| assert_eq!(found, expected);
    check(
        record.blocks.iter().take(2).map(|block| words(block.span)).collect(),
        &["Norland offers a week of quiet", "HALVERN, April 2 –"],
    );
    check(
        record.entities.iter().flat_map(|entity| &entity.mentions).map(|&span| words(span)).collect(),
        &[
            "Norland’s foreign minister Ilse Marek",
            "she",
            "Norland",
            "Norland",
            "her government",
            "Sudmark",
            "Sudmark",
            "envoys from Sudmark",
            "Halvern",
        ],
    );
    check(
        record.statements.iter().flat_map(|row| &row.content_spans).map(|&span| words(span)).collect(),
        &[
            "her government would halt all fire for seven days if Sudmark released its 40 prisoners",
            "We will not talk under shelling",
        ],
    );
    check(
        record.statements.iter().filter_map(|row| row.source_span).map(words).collect(),
        &["Norland’s foreign minister Ilse Marek", "she"],
    );
    check(
        record.events.iter().filter_map(|row| row.trigger_span).map(words).collect(),
        &["said", "told", "meeting"],
    );
    check(
        record.figures.iter().filter_map(|row| row.span).map(words).collect(),
        &["seven days", "40 prisoners"],
    );
    check(
        record.terms.iter().flat_map(|row| &row.conditions).map(|&span| words(span)).collect(),
        &["if Sudmark released its 40 prisoners"],
    );
}

#[test]
fn the_example_is_what_is_printed() {
    let (_, rest) = CODEBOOK.split_once("```json\n").expect("the codebook has an example");
    let (json, _) = rest.split_once("```").expect("the example ends");
    let written: serde_json::Value = serde_json::from_str(json).expect("the example is JSON");
    assert_eq!(serde_json::to_value(example()).expect("records are JSON"), written);
}

#[test]
fn derived_events_follow_from_their_statements() {
    let record = example();
    for event in record.events.iter().filter(|event| event.statement.is_some()) {
        let statement =
            record.statements.iter().find(|row| Some(row.id) == event.statement).expect("it is there");
        assert_eq!((statement.act.plover(), &event.actors), (Some(event.kind), &statement.speakers));
    }
}
