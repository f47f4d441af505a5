//! The record scorer prints what the reference tool prints, to the last digit, on gold and spoiled gold.

use crate::common::{Dice, run_tool, shared};
use serde_json::Value;
use std::path::Path;
use verbale_evaluate::record::{self, Listing};
use verbale_record::*;
use verbale_text::Span;

const GOLD_FILES: [&str; 3] = ["seed.jsonl", "dev.jsonl", "train.jsonl"];

fn gold(shared: &Path, file: &str) -> (String, Vec<Record>) {
    let lines = std::fs::read_to_string(shared.join("gold").join(file)).expect("the gold can be read");
    let records = record::read(file, &lines).expect("the gold is made of records");
    (lines, records)
}

/// Every field that `gold` has is in `ours` with the same value; ours may have more.
fn assert_keeps(gold: &Value, ours: &Value, path: &str) {
    match (gold, ours) {
        (Value::Object(gold), Value::Object(ours)) => {
            for (name, value) in gold {
                let missing = value.as_array().is_some_and(Vec::is_empty).then(|| Value::Array(vec![]));
                let ours = ours.get(name).cloned().or(missing);
                assert_keeps(value, &ours.unwrap_or(Value::Null), &format!("{path}.{name}"));
            }
        }
        (Value::Array(gold), Value::Array(ours)) => {
            assert_eq!(gold.len(), ours.len(), "{path}");
            for (at, (value, ours)) in gold.iter().zip(ours).enumerate() {
                assert_keeps(value, ours, &format!("{path}[{at}]"));
            }
        }
        (Value::Number(gold), Value::Number(ours)) => assert_eq!(gold.as_f64(), ours.as_f64(), "{path}"),
        _ => assert_eq!(gold, ours, "{path}"),
    }
}

#[test]
fn records_keep_every_field_of_the_gold() {
    let Some(shared) = shared("records_keep_every_field_of_the_gold") else { return };
    for file in GOLD_FILES {
        let (lines, records) = gold(&shared, file);
        assert!(!records.is_empty());
        for (line, record) in lines.lines().zip(&records) {
            let value = serde_json::from_str(line).expect("gold is JSON");
            assert_keeps(
                &value,
                &serde_json::to_value(record).expect("records are JSON"),
                &record.document.id,
            );
        }
    }
}

fn shifted(span: Span, dice: &mut Dice) -> Span {
    let step = dice.below(24) as u32;
    let (start, end) = match dice.below(4) {
        0 => (span.start + step, span.end + step),
        1 => (span.start.saturating_sub(step), span.end),
        2 => (span.start, span.end.saturating_sub(step).max(span.start)),
        _ => (span.start, span.end + 3 * step),
    };
    Span::new(start.min(end), end)
}

fn spoil_entities(record: &mut Record, dice: &mut Dice) {
    for entity in &mut record.entities {
        match dice.below(9) {
            0 => entity.party = None,
            1 => entity.party = Some(String::new()),
            2 => entity.name = entity.name.to_uppercase(),
            3 => entity.name = entity.name.split(' ').next_back().unwrap_or_default().to_owned(),
            4 => entity.name = "Élan d'Ur \"x\"\u{a0}\u{301}".to_owned(),
            5 => entity.name = entity.aliases.pop().unwrap_or_default(),
            _ => {}
        }
    }
}

fn spoil_statements(record: &mut Record, dice: &mut Dice) {
    let people = record.entities.len() as u32 + 1;
    record.statements.retain(|_| !dice.one_in(10));
    for statement in &mut record.statements {
        for span in &mut statement.content_spans {
            *span = if dice.one_in(2) { shifted(*span, dice) } else { *span };
        }
        if dice.one_in(4) {
            statement.act = Act::ALL[dice.below(Act::ALL.len())];
        }
        if dice.one_in(6) {
            statement.speakers = vec![EntityId(dice.below(people as usize) as u32)];
        }
        if dice.one_in(12) {
            statement.speakers.clear();
        }
        if dice.one_in(6) {
            statement.addressees.push(EntityId(dice.below(people as usize) as u32));
        }
        if dice.one_in(5) {
            statement.quote = Quote::ALL[dice.below(3)];
        }
        for row in &mut statement.issues {
            row.stance = if dice.one_in(4) { Stance::ALL[dice.below(4)] } else { row.stance };
        }
        if dice.one_in(5) {
            let issue = ISSUES[dice.below(ISSUES.len())].id.to_owned();
            statement.issues.push(IssueStance { issue, stance: Stance::For, probability: 1.0 });
        }
    }
    // Two statements over one content, and one without any: equal scores and empty spans.
    if let Some(mut twin) = record.statements.first().cloned() {
        twin.act = Act::Question;
        record.statements.push(twin.clone());
        twin.content_spans.clear();
        record.statements.push(twin);
    }
}

fn spoil_events(record: &mut Record, dice: &mut Dice) {
    record.events.retain(|_| !dice.one_in(8));
    for event in &mut record.events {
        match dice.below(10) {
            0 => event.kind = EventType::ALL[dice.below(16)],
            1 => event.trigger_span = None,
            2 => {
                event.trigger_span =
                    event.trigger_span.map(|span| Span::new(span.start + 140, span.end + 150))
            }
            3 => event.date = None,
            4 => event.place = None,
            5 => event.status = EventStatus::Claimed,
            6 => event.statement = Some(StatementId(0)),
            7 => event.actors.reverse(),
            8 => event.actors.truncate(1),
            _ => {}
        }
        if let Some([first, last]) = &mut event.date
            && dice.one_in(3)
        {
            *last = *first;
        }
    }
    if let Some(twin) = record.events.first().cloned() {
        record.events.push(twin);
    }
}

fn spoil_figures_and_terms(record: &mut Record, dice: &mut Dice) {
    for figure in &mut record.figures {
        match dice.below(6) {
            0 => figure.value[1] *= 1.5,
            1 => figure.span = None,
            2 => figure.span = figure.span.map(|span| shifted(span, dice)),
            3 => figure.value[0] += 1e-7,
            _ => {}
        }
    }
    for term in &mut record.terms {
        match dice.below(7) {
            0 => term.kind = "talks".to_owned(),
            1 => term.summary_span = term.summary_span.map(|span| shifted(span, dice)),
            2 => term.summary_span = None,
            3 => term.status.clear(),
            4 => term.status.iter_mut().for_each(|row| row.party = row.party.to_uppercase()),
            5 => term.proposed_by.clear(),
            _ => {}
        }
    }
}

/// A copy with some of everything dropped, moved, relabelled and doubled, and some documents left out.
fn spoiled(records: &[Record], seed: u64) -> Vec<Record> {
    let mut dice = Dice::new(seed);
    let mut made = records.to_vec();
    if made.len() > 1 {
        made.retain(|_| !dice.one_in(12));
    }
    for record in &mut made {
        spoil_entities(record, &mut dice);
        spoil_statements(record, &mut dice);
        spoil_events(record, &mut dice);
        spoil_figures_and_terms(record, &mut dice);
    }
    made
}

fn check(shared: &Path, file: &str, made: &[Record]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let made_file = folder.path().join("made.jsonl");
    let lines: Vec<String> = made.iter().map(|record| serde_json::to_string(record).expect("JSON")).collect();
    std::fs::write(&made_file, lines.join("\n") + "\n").expect("the folder can be written");
    let (_, gold_records) = gold(shared, file);
    let made = record::read("made.jsonl", &(lines.join("\n"))).expect("records read back");
    let score = record::score(&gold_records, &made);
    for (by_document, misses) in [(false, false), (true, false), (true, true)] {
        let gold_file = shared.join("gold").join(file);
        let mut arguments = vec![gold_file.to_str().expect("UTF-8"), made_file.to_str().expect("UTF-8")];
        arguments.extend(by_document.then_some("--by-document"));
        arguments.extend(misses.then_some("--misses"));
        let expected = run_tool(&shared.join("tools/score_record.py"), &arguments);
        let ours = score.text(Listing { by_document, misses });
        assert_same_lines(&ours, &expected);
    }
}

fn assert_same_lines(ours: &str, expected: &str) {
    for (at, (ours, expected)) in ours.lines().zip(expected.lines()).enumerate() {
        assert_eq!(ours, expected, "line {}", at + 1);
    }
    assert_eq!(ours, expected);
}

#[test]
fn gold_against_itself_scores_as_the_reference_tool_says() {
    let Some(shared) = shared("gold_against_itself_scores_as_the_reference_tool_says") else { return };
    for file in GOLD_FILES {
        check(&shared, file, &gold(&shared, file).1);
    }
}

#[test]
fn spoiled_gold_scores_as_the_reference_tool_says() {
    let Some(shared) = shared("spoiled_gold_scores_as_the_reference_tool_says") else { return };
    for file in GOLD_FILES {
        for seed in 1..=3 {
            let made = spoiled(&gold(&shared, file).1, seed);
            check(&shared, file, &made);
        }
    }
}
