//! Contradictions between small articles of our own.

use super::*;
use verbale_record::{
    Act, Capacity, Entity, EntityId, EntityKind, Event, EventId, EventStatus, EventType, Figure, FigureId,
    Quote, Statement, StatementId,
};
use verbale_stories::Story;

fn at(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("the words stand in the text") as u32;
    Span::new(start, start + words.len() as u32)
}

fn article(id: &str, text: &str) -> Record {
    let mut record = Record::default();
    record.document.id = id.to_owned();
    record.document.text = text.to_owned();
    record
}

fn with_figure(mut record: Record, words: &str, value: f64, approximate: bool) -> Record {
    let span = Some(at(&record.document.text, words));
    record.figures.push(Figure {
        id: FigureId(record.figures.len() as u32),
        value: [value, value],
        unit: "person".into(),
        of: words.into(),
        approximate,
        as_of: None,
        claimed_by: None,
        span,
    });
    record
}

fn with_party(mut record: Record, name: &str) -> Record {
    record.entities.push(Entity {
        id: EntityId(record.entities.len() as u32),
        key: name.to_lowercase(),
        kind: EntityKind::Country,
        name: name.into(),
        party: Some(name.into()),
        role: None,
        capacity: Capacity::Official,
        mentions: vec![at(&record.document.text, name)],
        aliases: Vec::new(),
    });
    record
}

fn with_statement(mut record: Record, by: u32, of: u32, act: Act, content: &str) -> Record {
    record.statements.push(Statement {
        id: StatementId(0),
        speakers: vec![EntityId(by)],
        source_span: None,
        cue_span: None,
        content_spans: vec![at(&record.document.text, content)],
        quote: Quote::Indirect,
        act,
        addressees: vec![EntityId(of)],
        issues: Vec::new(),
        date: None,
        within: None,
        by: "sketch".into(),
        probability: 1.0,
    });
    record
}

fn check(records: &[Record], expected: &[&str]) {
    let story = Story { articles: (0..records.len()).collect(), ..Story::default() };
    let stories = Stories { stories: vec![story], ..Stories::default() };
    let found = of_stories(records, &stories, |_| true);
    let told: Vec<String> = found
        .iter()
        .map(|row| format!("{} {} | {} {}", row.kind.as_str(), row.about, row.a.article, row.b.article))
        .collect();
    assert_eq!(told, expected);
}

fn ferry(id: &str, words: &str, value: f64, approximate: bool) -> Record {
    let text =
        format!("The ferry fire off Bergen killed {words} on Monday night, the coast guard said. Rain fell.");
    with_figure(article(id, &text), words, value, approximate)
}

#[test]
fn two_numbers_for_one_thing() {
    let five = || ferry("a", "five people", 5.0, false);
    check(&[five(), ferry("b", "six people", 6.0, false)], &["figure 5 or 6 killed | a b"]);
    check(&[five(), ferry("b", "five people", 5.0, false)], &[]);
    check(&[five(), ferry("b", "at least four people", 4.0, true)], &[]);
    check(&[five(), ferry("b", "six children", 6.0, false)], &[]);
    check(&[five(), ferry("b", "sixty people", 60.0, false)], &[]);
    let three = [five(), ferry("b", "six people", 6.0, false), ferry("c", "seven people", 7.0, false)];
    check(&three, &["figure 5 or 6 killed | a b"]);
}

#[test]
fn what_is_denied() {
    let charge = |id| {
        let record = article(id, "Norway accused Sweden of cutting the harbour cable off Lund.");
        let record = with_party(with_party(record, "Norway"), "Sweden");
        with_statement(record, 0, 1, Act::Accuse, "cutting the harbour cable off Lund")
    };
    let denial = |id, words: &str| {
        let record = article(id, &format!("Sweden denied to Norway that {words}."));
        let record = with_party(with_party(record, "Sweden"), "Norway");
        with_statement(record, 0, 1, Act::Deny, words)
    };
    let same = "it had been cutting the harbour cable off Lund";
    check(&[charge("a"), denial("b", same)], &["denial denied by Sweden, told by Norway | a b"]);
    check(&[charge("a"), denial("b", "a minister had resigned over herring")], &[]);
    check(&[denial("a", same), denial("b", same)], &[]);
}

#[test]
fn a_denial_that_repeats_nothing_is_understood_from_the_sentence_before() {
    let charge = article("a", "Norway accused Sweden of cutting the harbour cable off Lund.");
    let charge = with_party(with_party(charge, "Norway"), "Sweden");
    let denial = |words: &str| {
        let text = format!("The harbour cable off Lund was cut on Monday. Sweden {words}.");
        with_party(article("b", &text), "Sweden")
    };
    check(
        &[charge.clone(), denial("has denied the accusations")],
        &["denial told in one article, denied in another | a b"],
    );
    check(&[charge.clone(), denial("denied access to the port")], &[]);
    check(&[charge, denial("has not denied the accusations")], &[]);
}

#[test]
fn one_visit_on_two_days() {
    let visit = |id: &str, day: &str, date: &str| {
        let text =
            format!("The Norwegian envoy Ada Norr visited the harbour of Lund on {day} to see the cable.");
        let mut record = with_party(article(id, &text), "Ada Norr");
        let date = date.parse().expect("a date");
        record.events.push(Event {
            id: EventId(0),
            kind: EventType::Consult,
            modes: vec!["visit".into()],
            status: EventStatus::Happened,
            claimed_by: Vec::new(),
            actors: vec![EntityId(0)],
            recipients: Vec::new(),
            date: Some([date, date]),
            place: None,
            trigger_span: Some(at(&text, "visited")),
            contexts: Vec::new(),
            cameo: None,
            statement: None,
            by: "sketch".into(),
            probability: 1.0,
        });
        record
    };
    let monday = visit("a", "Monday", "2025-03-03");
    let told = "day ‘visited’ on 3 March 2025 or on 4 March 2025 | a b";
    check(&[monday.clone(), visit("b", "Tuesday", "2025-03-04")], &[told]);
    check(&[monday.clone(), visit("b", "Monday", "2025-03-03")], &[]);
    check(&[monday, visit("b", "Tuesday, a day after talks,", "2025-03-04")], &[]);
}
