//! `brief`, `statements`, `positions`, `events`, `show`: from files and from the archive, in every format.

use crate::workplace::{LINES, Workplace};
use serde_json::Value;

#[test]
fn a_brief_of_files_leaves_nothing_behind() {
    let place = Workplace::with_inputs();
    for format in ["text", "md", "html", "json"] {
        let out = place.run(&["brief", "harbour.txt", "lund.jsonl", "--format", format]).ok();
        assert!(out.contains("Eide") && out.contains("Sweden"), "{out}");
        assert!(!out.contains('\u{1b}'), "{format} has colours though NO_COLOR is set");
    }
    assert_eq!(place.names(), ["harbour.txt", "lund.jsonl"]);
}

#[test]
fn a_brief_keeps_to_the_width_of_the_terminal() {
    let place = Workplace::with_inputs();
    for width in [40, 80] {
        let mut command = place.command(&["brief", "harbour.txt", "lund.jsonl"]);
        let output = command.env("COLUMNS", width.to_string()).output().expect("it runs");
        let out = String::from_utf8(output.stdout).expect("UTF-8");
        let widest = out.lines().map(|line| line.chars().count()).max().expect("lines");
        assert!(widest <= width && widest > width / 2, "{widest} of {width}\n{out}");
    }
}

#[test]
fn every_line_of_a_brief_has_its_source() {
    let place = Workplace::with_inputs();
    let out = place.run(&["brief", "harbour.txt", "lund.jsonl", "--format", "json"]).ok();
    let brief: Value = serde_json::from_str(&out).expect("JSON");
    let mut citations = 0;
    let mut look = vec![&brief];
    while let Some(value) = look.pop() {
        match value {
            Value::Array(items) => look.extend(items),
            Value::Object(fields) => {
                if let Some(citation) = fields.get("citation") {
                    citations += 1;
                    assert!(citation["spans"].as_array().is_some_and(|spans| !spans.is_empty()), "{value}");
                }
                look.extend(fields.values());
            }
            _ => {}
        }
    }
    assert!(citations > 5, "{out}");
}

#[test]
fn the_archive_gives_what_the_files_give() {
    let place = Workplace::with_inputs();
    // The first text once more, carried by another outlet: told as a source, counted once.
    let carried = LINES
        .lines()
        .next()
        .expect("a line")
        .replace("lund-1", "oslo-7")
        .replace("Lund Courier", "Oslo Post");
    place.write("lund.jsonl", LINES.replacen('\n', &format!("\n{carried}\n"), 1));
    place.run(&["read", "lund.jsonl"]).ok();
    assert!(place.run(&["brief"]).ok().contains("same text as lund-1"));
    for command in ["brief", "statements", "positions", "events"] {
        let from_archive = place.run(&[command, "--archive", "verbale.db"]).ok();
        let from_files = place.run(&[command, "lund.jsonl"]).ok();
        assert_eq!(from_archive, from_files, "{command}");
        let one = place.run(&[command, "lund-1"]).ok();
        assert!(one.len() < from_files.len(), "{command} of one document by its id");
    }
}

#[test]
fn lists_are_written_for_people_and_for_programs() {
    let place = Workplace::with_inputs();
    for command in ["statements", "positions", "events"] {
        let json = place.run(&[command, "lund.jsonl", "--format", "json"]).ok();
        let rows: Vec<Value> = serde_json::from_str(&json).expect("a JSON list");
        let csv = place.run(&[command, "lund.jsonl", "--format", "csv"]).ok();
        assert!(!rows.is_empty(), "{command}");
        if command != "positions" {
            assert_eq!(csv.lines().count(), rows.len() + 1, "{command}\n{csv}");
        }
    }
}

#[test]
fn filters_choose_rows() {
    let place = Workplace::with_inputs();
    let acts = |arguments: &[&str]| -> Vec<String> {
        let all: Vec<&str> = ["statements", "lund.jsonl", "--format", "json"]
            .into_iter()
            .chain(arguments.iter().copied())
            .collect();
        let rows: Vec<Value> = serde_json::from_str(&place.run(&all).ok()).expect("JSON");
        rows.iter().map(|row| row["act"].as_str().expect("an act").to_owned()).collect()
    };
    let all = acts(&[]);
    let rejections = acts(&["--act", "reject"]);
    assert!(!rejections.is_empty() && rejections.len() < all.len(), "{all:?}");
    assert!(rejections.iter().all(|act| act == "reject"));
    let (early, late) = (acts(&["--until", "2025-05-06"]), acts(&["--since", "2025-05-07"]));
    assert_eq!(early.len() + late.len(), all.len());
    assert!(acts(&["--party", "Iceland"]).is_empty());
    assert_eq!(acts(&["--party", "sweden"]), acts(&["--party", "Sweden"]));
    place
        .run(&["statements", "lund.jsonl", "--issue", "fish"])
        .fails(2, &["no issue \"fish\"", "hint: the issues are"]);
    place.run(&["statements", "lund.jsonl", "--act", "sing"]).fails(2, &["the acts are assert"]);
    place.run(&["statements", "lund.jsonl", "--since", "soon"]).fails(2, &["write a day as 2025-03-17"]);
}

#[test]
fn contents_are_searched_in_the_archive() {
    let place = Workplace::with_inputs();
    place.run(&["read", "lund.jsonl"]).ok();
    let out = place.run(&["statements", "--search", "FRAGILE truce", "--format", "csv"]).ok();
    assert_eq!(out.lines().count(), 2, "{out}");
    assert!(out.contains("the truce was fragile"));
    assert_eq!(place.run(&["statements", "--search", "herring"]).ok(), "");
}

#[test]
fn a_text_is_shown_with_marks_that_need_no_colour() {
    let place = Workplace::with_inputs();
    let from_file = place.run(&["show", "harbour.txt"]).ok();
    assert!(from_file.contains("<told>") && from_file.contains("¶1"), "{from_file}");
    assert!(!from_file.contains('\u{1b}'));
    place.run(&["read", "lund.jsonl"]).ok();
    let held = place.run(&["show", "lund-2"]).ok();
    assert!(held.contains("<agreed>"), "{held}");
    place.run(&["show", "lund"]).fails(3, &["\"lund\" names 2 documents", "hint: give more of the id"]);
    place.run(&["show", "oslo"]).fails(3, &["there is no document \"oslo\"", "hint:"]);
}

#[test]
fn without_anything_to_read_the_next_step_is_told() {
    let place = Workplace::new();
    place.run(&["brief"]).fails(5, &["error: verbale.db: there is no archive", "hint: give a FILE"]);
    place.run(&["statements", "nothing.txt"]).fails(3, &["nothing.txt: there is no such file", "hint:"]);
    place.write("empty/readme.rst", "Not read.");
    place.run(&["brief", "empty"]).fails(3, &["no documents were found", "hint:"]);
    place.run(&["sing"]).fails(2, &["sing"]);
    place.run(&["read"]).fails(2, &["<PATHS>"]);
    assert_eq!(place.names(), ["empty"]);
}

#[test]
fn the_version_names_the_model() {
    let out = Workplace::new().run(&["--version"]).ok();
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines[0], concat!("verbale ", env!("CARGO_PKG_VERSION")));
    let digest = lines[1].strip_prefix("model ").expect("the model");
    assert!(digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()), "{digest}");
}
