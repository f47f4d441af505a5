//! Killed at any time, and readers who leave early.

use crate::workplace::Workplace;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Many articles that differ, as JSON lines.
fn many(number: usize) -> String {
    let towns = ["Oslo", "Lund", "Malmö", "Bergen", "Turku"];
    (0..number)
        .map(|n| {
            let (town, other) = (towns[n % 5], towns[(n / 5) % 5]);
            let text = format!(
                "Norway rejected offer {n} of Sweden on Monday, a spokesman said in {town}. \
                 Sweden demanded that {n} boats leave {other} by 12 May."
            );
            serde_json::json!({"id": format!("m{n}"), "published": "2025-05-05", "text": text}).to_string()
                + "\n"
        })
        .collect()
}

fn copy_archive(from: &Workplace, to: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let name = format!("verbale.db{suffix}");
        if from.path(&name).exists() {
            std::fs::copy(from.path(&name), to.join(&name)).expect("copied");
        }
    }
}

#[test]
fn a_killed_run_leaves_whole_batches_and_the_next_one_does_the_rest() {
    let place = Workplace::new();
    place.write("many.jsonl", many(160));
    let read = ["read", "many.jsonl", "--format", "jsonl"];
    let mut child = place.command(&read).spawn().expect("it runs");
    // The first line is printed once the first batch stands in the archive.
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    child.kill().expect("killed");
    child.wait().expect("it ends");
    assert!(!line.is_empty());
    let rest = Workplace::new();
    copy_archive(&place, &rest.path(""));
    rest.run(&["verify"]).ok();
    let held = rest.run(&["statements", "--format", "csv"]).ok();
    let again = place.run(&read);
    assert_eq!(again.out.lines().count(), 160, "{}", again.err);
    let whole = place.run(&["statements", "--format", "csv"]).ok();
    assert!(held.lines().count() < whole.lines().count(), "it was killed before its end");
    let uninterrupted = Workplace::new();
    uninterrupted.write("many.jsonl", many(160));
    uninterrupted.run(&read).ok();
    assert_eq!(whole, uninterrupted.run(&["statements", "--format", "csv"]).ok());
    place.run(&["verify"]).ok();
}

#[test]
fn a_reader_who_leaves_early_is_no_error() {
    let place = Workplace::new();
    place.write("many.jsonl", many(40));
    for arguments in
        [&["read", "many.jsonl", "--format", "jsonl"][..], &["statements"], &["brief"], &["events"]]
    {
        let mut child = place.command(arguments).spawn().expect("it runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(!err.contains("panicked") && !err.contains("error:"), "{arguments:?}: {err}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {err}");
    }
}
