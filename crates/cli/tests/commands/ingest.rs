//! Reading goes on where it was killed, comes out the same on any number of threads, and two at once do no harm.

use crate::workplace::Workplace;
use rusqlite::{Connection, types::Value};
use std::time::{Duration, Instant};

/// Articles, kills: `VERBALE_SOAK` multiplies both.
const ARTICLES: usize = 50;
const KILLS: u32 = 5;

#[expect(clippy::disallowed_methods, reason = "tests read their settings from the environment")]
fn soak() -> usize {
    std::env::var("VERBALE_SOAK").ok().and_then(|times| times.parse().ok()).unwrap_or(1)
}

/// Articles that differ, every tenth a near copy of the one before it, one twice, and one line that is no article.
fn articles(number: usize) -> String {
    let towns = ["Oslo", "Lund", "Malmö", "Bergen", "Turku", "Vaasa", "Narvik"];
    let mut lines: Vec<String> = (0..number)
        .map(|id| {
            let n = if id % 10 == 9 { id - 1 } else { id };
            let (town, other) = (towns[n % 7], towns[(n / 7) % 7]);
            let text = format!(
                "{town}: Norway rejected offer {n} of Sweden on Monday, a spokesman said. \"We will not open berth {n},\" \
                 he told reporters in {other}.\n\nSweden demanded that {n} boats leave {other} by 12 May. Some {} \
                 people were killed in a fire in {town} on Sunday.",
                n + 2
            );
            let text = if n == id { text } else { format!("{text} No more was known.") };
            serde_json::json!({"id": format!("a{id}"), "published": "2025-05-05", "text": text}).to_string()
        })
        .collect();
    lines.insert(number / 2, "no article".to_owned());
    lines.push(lines[3].clone());
    lines.join("\n") + "\n"
}

/// Every row of the archive, in order, without what tells which run added it.
fn content(place: &Workplace) -> Vec<String> {
    let connection = Connection::open(place.path("verbale.db")).expect("opened");
    let mut rows = Vec::new();
    for (table, columns, order) in [
        ("documents", "document, hash, id, origin, published, text, copy_of", "document"),
        ("sketches", "*", "number, document"),
        ("extractions", "extraction, document, digest", "extraction"),
        ("statements", "*", "statement"),
        ("events", "*", "extraction, n"),
        ("figures", "*", "extraction, n"),
        ("spans", "*", "extraction, item, item_n, role, n"),
    ] {
        let sql = format!("SELECT {columns} FROM {table} ORDER BY {order}");
        let mut query = connection.prepare(&sql).expect("a table");
        let width = query.column_count();
        let mut found = query.query([]).expect("rows");
        while let Some(row) = found.next().expect("a row") {
            let cells: Vec<Value> = (0..width).map(|at| row.get(at).expect("a cell")).collect();
            rows.push(format!("{table} {cells:?}"));
        }
    }
    rows
}

fn uninterrupted(number: usize) -> Vec<String> {
    let place = Workplace::new();
    place.write("many.jsonl", articles(number));
    let ran = place.run(&["read", "many.jsonl"]).fails(3, &["rejected: many.jsonl:", "not JSON"]);
    let near = number / 10;
    let sum = format!(
        "{} read: {number} accepted ({near} near copies), 1 duplicate already held, 1 rejected",
        number + 2
    );
    assert!(ran.err.contains(&sum), "{}", ran.err);
    content(&place)
}

#[test]
fn killed_at_any_instant_it_ends_in_the_same_record() {
    let (number, kills) = (ARTICLES * soak(), KILLS * soak() as u32);
    let begun = Instant::now();
    let expected = uninterrupted(number);
    let whole = begun.elapsed();
    let place = Workplace::new();
    place.write("many.jsonl", articles(number));
    for kill in 1..=kills {
        let mut child = place.command(&["read", "many.jsonl"]).spawn().expect("it runs");
        // From the first instant to the last, in steps that fall on nothing in particular.
        std::thread::sleep(
            whole
                .mul_f64(f64::from(kill * 7 % (kills + 1)) / f64::from(kills + 1))
                .max(Duration::from_millis(1)),
        );
        child.kill().expect("killed");
        child.wait().expect("it ends");
        if place.path("verbale.db").exists() {
            place.run(&["verify"]);
        }
    }
    place.run(&["read", "many.jsonl"]).fails(3, &["1 rejected"]);
    assert_eq!(content(&place), expected);
    place.run(&["verify"]).ok();
}

#[test]
fn any_number_of_threads_gives_the_same_archive() {
    let with = |threads: &str| {
        let place = Workplace::new();
        place.write("many.jsonl", articles(ARTICLES));
        let mut command = place.command(&["read", "many.jsonl"]);
        let output = command.env("RAYON_NUM_THREADS", threads).output().expect("it runs");
        assert_eq!(output.status.code(), Some(3));
        content(&place)
    };
    let one = with("1");
    assert_eq!(with("3"), one);
    assert_eq!(with("8"), one);
}

#[test]
fn two_at_once_do_no_harm() {
    let place = Workplace::new();
    place.write("many.jsonl", articles(ARTICLES));
    let read = || place.command(&["read", "many.jsonl"]).spawn().expect("it runs");
    let (a, b) = (read(), read());
    for child in [a, b] {
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(content(&place), uninterrupted(ARTICLES));
    place.run(&["verify"]).ok();
}

#[test]
fn a_locked_archive_is_told() {
    let place = Workplace::with_inputs();
    place.run(&["read", "lund.jsonl"]).ok();
    let connection = Connection::open(place.path("verbale.db")).expect("opened");
    connection.execute_batch("BEGIN IMMEDIATE").expect("locked");
    let ran = place.run(&["read", "harbour.txt"]);
    ran.fails(5, &["verbale.db", "hint: another program is writing to it"]);
    connection.execute_batch("ROLLBACK").expect("free");
    place.run(&["read", "harbour.txt"]).ok();
}

#[test]
fn a_near_copy_of_another_feed_and_day_is_told_and_kept() {
    let place = Workplace::new();
    let text = "Norway rejected the offer of Sweden on Monday, a spokesman said in Lund. Nobody would say who had \
         written it, and the ten boats stay in the harbour of Turku until the two ministers have met again in June.";
    let line = |id: &str, day: &str, text: &str| {
        serde_json::json!({"id": id, "published": day, "source": id, "text": text}).to_string() + "\n"
    };
    place.write("one.jsonl", line("alder", "2025-05-05", text));
    place.write("two.jsonl", line("birch", "2025-05-09", &text.replace("Nobody", "No one")));
    place.write(
        "other.jsonl",
        line("cedar", "2025-05-09", "Sweden opened the harbour of Vaasa, Norway said."),
    );
    assert!(!place.run(&["read", "one.jsonl"]).ok().contains("near copy"));
    let two = place.run(&["read", "two.jsonl", "other.jsonl"]);
    assert!(two.err.contains("2 read: 2 accepted (1 near copy), 0 duplicates"), "{}", two.err);
    let told: Vec<bool> = two.ok().lines().map(|row| row.contains("near copy of alder")).collect();
    assert_eq!(told, [true, false]);
    let again = place.run(&["read", "one.jsonl", "two.jsonl", "--format", "jsonl"]).ok();
    let copies: Vec<serde_json::Value> = again
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("JSON")["document"]["copy_of"].clone()
        })
        .collect();
    assert_eq!(copies, [serde_json::Value::Null, "alder".into()]);
    let rows = place.run(&["statements", "--format", "csv"]).ok();
    assert!(rows.contains("birch"), "its record is kept whole: {rows}");
    place.run(&["verify"]).ok();
}

#[test]
fn a_new_text_at_an_old_address_is_a_version() {
    let place = Workplace::new();
    let line = |id: &str, text: &str| {
        serde_json::json!({"id": id, "url": "https://example.org/harbour", "text": text}).to_string() + "\n"
    };
    place.write("one.jsonl", line("v1", "Sweden rejected the offer, Norway said."));
    place.write("two.jsonl", line("v2", "Sweden rejected the offer of Norway, Norway said on Monday."));
    place.run(&["read", "one.jsonl"]).ok();
    let out = place.run(&["read", "two.jsonl"]).ok();
    assert!(out.contains("new version of v1"), "{out}");
    let connection = Connection::open(place.path("verbale.db")).expect("opened");
    let sql = "SELECT group_concat(version || ':' || id) FROM (SELECT * FROM versions ORDER BY version)";
    let versions: String = connection.query_row(sql, [], |row| row.get(0)).expect("versions");
    assert_eq!(versions, "1:v1,2:v2");
}
