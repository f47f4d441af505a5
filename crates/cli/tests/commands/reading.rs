//! `read`: what comes in, what is told, what is printed.

use crate::workplace::{HARBOUR, LINES, Workplace};
use serde_json::Value;

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("one JSON object a line")).collect()
}

#[test]
fn files_folders_and_standard_input_come_in_a_fixed_order() {
    let place = Workplace::new();
    place.write("in/b.md", "# B\n\nNorway said no.");
    place.write("in/a/two.jsonl", LINES);
    place.write("in/.hidden.txt", "Never read.");
    place.write("in/picture.png", b"\x89PNG");
    place.write("z.text", "Sweden agreed.");
    let input = "{\"id\": \"std\", \"text\": \"Norway warned Sweden.\"}\n";
    let ran = place.run_with(input, &["read", "in", "-", "z.text", "--format", "jsonl"]);
    let origins: Vec<String> = lines(&ran.out)
        .iter()
        .map(|line| line["document"]["origin"].as_str().expect("an origin").to_owned())
        .collect();
    assert_eq!(origins, ["in/a/two.jsonl:1", "in/a/two.jsonl:2", "in/b.md", "-:1", "z.text"]);
    assert!(
        ran.err.contains("5 read: 5 accepted, 0 duplicates already held, 0 rejected; archive verbale.db")
    );
    assert!(ran.err.contains("1 file of other kinds passed over"), "{}", ran.err);
    assert_eq!(ran.code, Some(0));
}

#[test]
fn a_line_is_printed_for_every_document_and_the_second_time_it_is_a_duplicate() {
    let place = Workplace::with_inputs();
    let read = ["read", "harbour.txt", "lund.jsonl", "--published", "2025-05-05", "--format", "jsonl"];
    let first = lines(&place.run(&read).ok());
    let before = std::fs::read(place.path("verbale.db")).expect("an archive");
    let again = place.run(&read);
    assert!(again.err.contains("3 read: 0 accepted, 3 duplicates already held, 0 rejected"), "{}", again.err);
    assert_eq!(std::fs::read(place.path("verbale.db")).expect("an archive"), before, "not a byte is added");
    let second = lines(&again.ok());
    assert_eq!((first.len(), second.len()), (3, 3));
    for (mut first, second) in first.into_iter().zip(second) {
        assert_eq!(first["document"]["duplicate_of"], Value::Null);
        first["document"]["duplicate_of"] = first["document"]["id"].clone();
        assert_eq!(first, second, "apart from that the line is the same");
    }
    let table = place.run(&["read", "harbour.txt"]).ok();
    assert!(table.starts_with("duplicate ") && table.contains("already held as"), "{table}");
}

#[test]
fn the_line_follows_the_codebook() {
    let place = Workplace::with_inputs();
    let out =
        place.run(&["read", "harbour.txt", "--published", "2025-05-05T10:00:00Z", "--format", "jsonl"]).ok();
    let line = &lines(&out)[0];
    assert_eq!(line["schema"], "verbale/1");
    assert_eq!(line["document"]["text"], HARBOUR, "nothing is removed");
    assert_eq!(line["document"]["published"], "2025-05-05");
    assert_eq!(line["blocks"][0]["kind"], "headline");
    let fields: Vec<&str> = line.as_object().expect("an object").keys().map(String::as_str).collect();
    let expected = ["schema", "document", "blocks", "entities", "statements", "events", "figures", "terms"];
    assert_eq!(fields, expected);
    assert!(line["statements"].as_array().is_some_and(|rows| !rows.is_empty()), "{line}");
    for row in line["statements"].as_array().into_iter().flatten() {
        for span in row["content_spans"].as_array().expect("spans") {
            let (start, end) = (span[0].as_u64().expect("a byte"), span[1].as_u64().expect("a byte"));
            assert!(
                HARBOUR.get(start as usize..end as usize).is_some_and(|words| !words.is_empty()),
                "{row}"
            );
        }
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_read() {
    let place = Workplace::new();
    place.write("mixed.jsonl", format!("{LINES}\n{{\"id\": 3}}\nnot json\n"));
    place.write("scan.txt", "%PDF-1.7 …");
    let ran = place.run(&["read", "mixed.jsonl", "scan.txt", "--format", "jsonl"]);
    let ran = ran.fails(3, &["rejected: mixed.jsonl:4: no text", "rejected: mixed.jsonl:5: not JSON"]);
    let ran = ran.fails(3, &["rejected: scan.txt: this is a PDF", "5 read: 2 accepted", "3 rejected"]);
    assert_eq!(ran.out.lines().count(), 2);
}

#[test]
fn nothing_is_read_where_a_path_does_not_exist() {
    let place = Workplace::with_inputs();
    place.run(&["read", "harbour.txt", "missing.txt"]).fails(3, &["error: missing.txt", "hint: give files"]);
    assert_eq!(place.names(), ["harbour.txt", "lund.jsonl"], "no archive was made");
}

#[test]
fn bytes_that_are_not_utf8_keep_their_way_back() {
    let place = Workplace::new();
    place.write("latin.txt", b"Norway said the caf\xe9 in Oslo was closed.");
    let ran = place.run(&["read", "latin.txt", "--format", "jsonl"]);
    assert!(ran.err.contains("note: latin.txt: bytes that are not UTF-8"), "{}", ran.err);
    let line = &lines(&ran.ok())[0];
    assert_eq!(line["document"]["text"], "Norway said the caf\u{fffd} in Oslo was closed.");
    let block = &line["blocks"][0];
    assert_eq!(
        (&block["span"], &block["raw_spans"]),
        (&serde_json::json!([0, 42]), &serde_json::json!([[0, 40]]))
    );
    place.run(&["verify"]).ok();
}

#[test]
fn a_day_that_becomes_known_is_filled_in_and_the_text_read_anew() {
    let place = Workplace::with_inputs();
    place.run(&["read", "harbour.txt"]).ok();
    let out = place.run(&["read", "harbour.txt", "--published", "2025-05-05"]).ok();
    assert!(out.starts_with("read anew"), "{out}");
    assert!(place.run(&["read", "harbour.txt"]).ok().starts_with("duplicate"));
    let rows = place.run(&["statements", "--format", "csv"]).ok();
    assert!(rows.lines().skip(1).all(|row| row.contains(",2025-05-05,")), "{rows}");
    place.run(&["verify"]).ok();
}

#[test]
fn odd_texts_are_read_like_others() {
    let place = Workplace::new();
    let odd: [(&str, &[u8]); 5] = [
        ("empty.txt", b""),
        ("spaces.txt", b" \r\n\t\n"),
        ("marks.txt", "“„‘\"'«»—…\u{feff}\u{200b}".as_bytes()),
        ("nul.txt", b"Norway\0said\0no."),
        ("bytes.txt", &[0xff, 0xfe, 0x80, 0xc3, 0x28]),
    ];
    for (name, bytes) in odd {
        place.write(&format!("odd/{name}"), bytes);
    }
    let ran = place.run(&["read", "odd", "--format", "jsonl"]);
    assert_eq!((ran.code, ran.out.lines().count()), (Some(0), 5), "{ran:?}");
    place.run(&["verify"]).ok();
    place.run(&["brief"]).ok();
}

#[test]
fn records_are_the_same_on_any_number_of_threads() {
    let place = Workplace::with_inputs();
    let read = |threads: &str| {
        let archive = format!("{threads}.db");
        let mut command =
            place.command(&["read", "harbour.txt", "lund.jsonl", "--format", "jsonl", "--archive", &archive]);
        command.env("RAYON_NUM_THREADS", threads).output().expect("it runs").stdout
    };
    let one = read("1");
    assert!(!one.is_empty());
    assert_eq!(one, read("4"));
}

#[test]
fn days_are_told_in_the_zone_of_the_project() {
    let place = Workplace::new();
    let line = |id: &str, published: &str| {
        serde_json::json!({"id": id, "published": published, "text": format!("Norway said no to {id}.")})
            .to_string()
            + "\n"
    };
    let moments = [("winter", "2025-01-21T21:30:00Z"), ("summer", "2025-07-21T21:30:00Z")];
    place.write("late.jsonl", moments.map(|(id, moment)| line(id, moment)).concat());
    place.write("verbale.toml", "time_zone = \"Europe/Kyiv\"\n");
    let out = place.run(&["read", "late.jsonl", "--format", "jsonl"]).ok();
    let days: Vec<Value> = lines(&out).iter().map(|line| line["document"]["published"].clone()).collect();
    assert_eq!(days, ["2025-01-21", "2025-07-22"]);
    place.write("verbale.toml", "time_zone = \"Kyiv Time\"\n");
    let hint = "one is written by its name in the IANA database";
    place.run(&["read", "late.jsonl"]).fails(3, &["verbale.toml, line 1: no time zone", hint]);
}
