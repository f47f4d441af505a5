//! Reading and counting coded sentences, on sentences of our own.

use super::*;

const RECORDS: &str = r#"[
  {"id": "0", "event": "DOCUMENT", "eventText": "about this file"},
  {"id": "1", "date": "2001-02-03", "event": "DEMAND", "text": "The Arvans asked Belmont for grain.",
   "source": [{"actorText": "Arvans", "code": "***"}], "target": [{"actorText": "Belmont", "code": "BEL"}]},
  {"id": "2", "date": "2001-02-03", "event": "FIGHT", "text": "Belmont shelled Arva.",
   "source": [{"actorText": "Belmont"}], "target": "military"}
]"#;

fn sentences() -> Vec<CodedSentence> {
    read_sentences(RECORDS).expect("well-formed")
}

fn made(kind: Option<EventType>, actors: &[&str], recipients: &[&str]) -> MadeSentence {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    MadeSentence { kind, actors: owned(actors), recipients: owned(recipients) }
}

#[test]
fn old_labels_and_odd_fields_are_read() {
    let read = sentences();
    let kinds: Vec<EventType> = read.iter().map(|sentence| sentence.kind).collect();
    assert_eq!(kinds, [EventType::Request, EventType::Assault]);
    assert_eq!(read[0].actors, ["Arvans"]);
    assert!(read[1].recipients.is_empty(), "a string in place of a list tells no side");
    assert_eq!(read[0].document().text(), "The Arvans asked Belmont for grain.");
}

#[test]
fn types_and_directions_are_counted() {
    let read = sentences();
    let score = |first: MadeSentence, second: MadeSentence| {
        let mut score = SentenceScore::default();
        score.add(0, &read[0], &first);
        score.add(1, &read[1], &second);
        (score.all.macro_f1(), score.all.direction_errors(), score.all.direction.of)
    };
    let right = made(Some(EventType::Request), &["the Arvans"], &["Belmont"]);
    let swapped = made(Some(EventType::Request), &["Belmont"], &["the Arvans"]);
    let nothing = made(None, &[], &[]);
    let assault = made(Some(EventType::Assault), &["Belmont"], &["Arva"]);
    assert_eq!(score(right.clone(), assault), (1.0, 0.0, 1));
    assert_eq!(score(swapped, nothing.clone()), (0.5, 100.0, 1));
    assert_eq!(score(right, nothing), (0.5, 0.0, 1));
}

#[test]
fn the_text_shows_every_figure() {
    let mut score = SentenceScore::default();
    let read = sentences();
    score.add(0, &read[0], &made(Some(EventType::Assault), &["Arvans"], &["Belmont"]));
    insta::assert_snapshot!(score.text(), @r"
    ASSAULT       0 coded    1 made   P   0.0  R   0.0  F   0.0
    REQUEST       1 coded    0 made   P   0.0  R   0.0  F   0.0
    all      1 sentences   type macro-F1   0.0   right   0.0 %   direction errors  0.0 % of 1
    odd      1 sentences   type macro-F1   0.0   right   0.0 %   direction errors  0.0 % of 1
    even     0 sentences   type macro-F1   0.0   right   0.0 %   direction errors  0.0 % of 0
    ");
}
