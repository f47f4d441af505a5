//! `verify` and `forget`, and files that are no archive.

use crate::workplace::Workplace;
use rusqlite::Connection;

#[test]
fn damage_is_told_with_file_record_and_next_step() {
    let place = Workplace::with_inputs();
    place.run(&["read", "lund.jsonl"]).ok();
    let sound = place.run(&["verify"]);
    assert!(sound.err.contains("2 documents, every span reproduces its text"), "{}", sound.err);
    assert_eq!(sound.ok(), "");
    let connection = Connection::open(place.path("verbale.db")).expect("opened");
    let change = "UPDATE spans SET excerpt = 'herring' WHERE item = 'statement' AND role = 'content'";
    assert!(connection.execute(change, []).expect("changed") > 0);
    drop(connection);
    let ran = place.run(&["verify"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(
        ran.out.contains("verbale.db: document lund-1: statement 1, content 1: the text has"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("forget the document and read it again"), "{}", ran.out);
}

#[test]
fn what_is_forgotten_is_gone_and_can_be_read_again() {
    let place = Workplace::with_inputs();
    place.run(&["read", "lund.jsonl"]).ok();
    let ran = place.run(&["forget", "lund-2"]);
    assert!(ran.err.contains("forgotten lund-2 (Norway agrees)"), "{}", ran.err);
    ran.ok();
    let bytes = std::fs::read(place.path("verbale.db")).expect("an archive");
    assert!(!bytes.windows(7).any(|window| window.eq_ignore_ascii_case(b"fragile")));
    place.run(&["show", "lund-2"]).fails(3, &["there is no document"]);
    place.run(&["verify"]).ok();
    let again = place.run(&["read", "lund.jsonl"]);
    assert!(again.err.contains("2 read: 1 accepted, 1 duplicate already held"), "{}", again.err);
    place.run(&["forget", "nobody"]).fails(3, &["there is no document \"nobody\""]);
}

#[test]
fn foreign_and_later_files_are_left_alone() {
    let place = Workplace::with_inputs();
    place.write("minutes.db", "minutes of a meeting");
    place.run(&["read", "lund.jsonl", "--archive", "minutes.db"]).fails(5, &["no SQLite file", "hint:"]);
    assert_eq!(std::fs::read(place.path("minutes.db")).expect("there"), b"minutes of a meeting");
    place.run(&["read", "lund.jsonl"]).ok();
    let connection = Connection::open(place.path("verbale.db")).expect("opened");
    connection.pragma_update(None, "user_version", 99).expect("changed");
    drop(connection);
    place.run(&["statements"]).fails(5, &["version 99", "hint: use the version of verbale that made it"]);
    place.run(&["verify", "--archive", "none.db"]).fails(5, &["none.db: there is no archive"]);
    assert!(!place.path("none.db").exists());
}
