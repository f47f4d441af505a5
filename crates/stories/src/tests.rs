//! Stories of small days of our own.

use super::*;

const TALKS: &str = "Envoys of Norway and Sweden met in Lund over the blockade of the harbour. The ten sailors of the \
    trawler remain in custody, a spokesman of the town said after the talks.";
const TALKS_TOO: &str = "Talks on the harbour blockade began in Lund, where Swedish and Norwegian envoys sat down for the \
    first time. The fate of ten sailors held since April was on the table.";
const CUP: &str = "Malmö won the handball cup after two periods of extra time in a full arena. The goalkeeper saved the \
    last throw.";
const RATES: &str =
    "The central bank left its rate where it was and spoke of slow growth in timber and paper exports.";

fn record(id: &str, outlet: &str, day: &str, title: &str, text: &str) -> Record {
    let mut record = Record::default();
    record.document.id = id.to_owned();
    record.document.source = Some(outlet.to_owned());
    record.document.published = day.parse().ok();
    record.document.title = Some(title.to_owned());
    record.document.text = text.to_owned();
    record
}

fn told(records: &[Record]) -> Vec<String> {
    let found = stories(records, &Knowledge::builtin());
    let ids = |places: &[usize]| {
        places.iter().map(|&at| records[at].document.id.clone()).collect::<Vec<_>>().join(" ")
    };
    let mut lines: Vec<String> = found
        .stories
        .iter()
        .map(|story| {
            let copies: Vec<String> = story.copies.iter().map(|copies| ids(copies)).collect();
            format!(
                "{} | {} voices | copies {}",
                ids(&story.articles),
                story.independent(),
                copies.join(", ")
            )
        })
        .collect();
    if !found.roundups.is_empty() {
        lines.push(format!("no single story: {}", ids(&found.roundups)));
    }
    lines
}

fn day() -> Vec<Record> {
    vec![
        record("a", "Post", "2025-05-05", "Envoys meet in Lund over harbour blockade", TALKS),
        record("b", "Cup News", "2025-05-05", "Malmö win the cup", CUP),
        record("c", "Courier", "2025-05-06", "Harbour blockade: envoys meet in Lund", TALKS_TOO),
        record("d", "Wire", "2025-05-04", "First talks on blockade", TALKS),
        record("e", "Wire", "2025-05-05", "Rate unchanged", RATES),
    ]
}

#[test]
fn articles_on_one_thing_are_a_story_and_copies_one_voice() {
    assert_eq!(told(&day()), ["d a c | 2 voices | copies a d"]);
}

#[test]
fn a_text_found_twice_is_a_story_of_its_own() {
    let mut records = day();
    records.push(record("f", "Other Post", "2025-05-05", "Cup to Malmö", CUP));
    assert_eq!(told(&records), ["d a c | 2 voices | copies a d", "b f | 1 voices | copies b f"]);
}

#[test]
fn a_digest_belongs_to_no_story() {
    let mut records = day();
    records.push(record("g", "Mail", "2025-05-05", "Monday Briefing", TALKS_TOO));
    assert_eq!(told(&records), ["d a c | 2 voices | copies a d", "no single story: g"]);
}

#[test]
fn nothing_and_one_article_tell_no_story() {
    assert!(told(&[]).is_empty());
    assert!(told(&day()[..1]).is_empty());
    assert!(told(&[record("x", "", "", "", ""), record("y", "", "", "", "")]).is_empty());
}
