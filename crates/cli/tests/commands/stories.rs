//! `stories`, `contradictions`, `changes`, `positions --as-of` and `search`, as people use them.

use crate::workplace::Workplace;
use serde_json::Value;

fn line(id: &str, source: &str, day: &str, title: &str, text: &str) -> String {
    serde_json::json!({"id": id, "source": source, "published": day, "title": title, "text": text})
        .to_string()
        + "\n"
}

const TALKS: &str = "Envoys of Norway and Sweden met in Lund over the blockade of the harbour. The ten sailors of the \
    trawler remain in custody, Foreign Minister Espen Barth Eide said after the talks.";

/// A small day: one story in three articles, two of them one text, and one of another kind.
fn day() -> Workplace {
    let place = Workplace::new();
    let other = "Talks on the harbour blockade began in Lund, where Swedish and Norwegian envoys met for the first time. \
        Sweden rejected the offer of Norway, Prime Minister Ulf Kristersson said.";
    let cup = "Malmö won the handball cup after two periods of extra time in a full arena.";
    place.write(
        "day.jsonl",
        [
            line("t1", "Wire", "2025-05-05", "Envoys meet in Lund over harbour blockade", TALKS),
            line("t2", "Post", "2025-05-06", "Harbour blockade: talks in Lund", TALKS),
            line("t3", "Courier", "2025-05-06", "Harbour talks open in Lund", other),
            line("c1", "Cup News", "2025-05-06", "Malmö win the cup", cup),
            line("b1", "Mail", "2025-05-06", "Tuesday Briefing", &format!("{other} Boats waited outside.")),
        ]
        .concat(),
    );
    place
}

#[test]
fn stories_are_told_for_people_and_for_programs() {
    let place = day();
    place.run(&["read", "day.jsonl"]).ok();
    let told = place.run(&["stories"]).ok();
    assert!(told.contains("3 articles, 2 independent, first seen 5 May 2025 (Wire)"), "{told}");
    assert!(told.contains("copy of t1"), "{told}");
    assert!(told.contains("1 story of 3 articles, 1 alone, 1 of several stories"), "{told}");
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
    assert_eq!(told, place.run(&["stories", "day.jsonl"]).ok());
    let json: Value = serde_json::from_str(&place.run(&["stories", "--format", "json"]).ok()).expect("JSON");
    assert_eq!(json["stories"][0]["articles"], serde_json::json!(["t1", "t2", "t3"]));
    assert_eq!(json["stories"][0]["copies"], serde_json::json!([["t1", "t2"]]));
    assert_eq!(json["roundups"], serde_json::json!(["b1"]));
    let csv = place.run(&["stories", "--format", "csv"]).ok();
    assert_eq!(csv.lines().count(), 4, "{csv}");
    let later = place.run(&["stories", "--since", "2025-05-07"]).ok();
    assert!(later.contains("0 stories"), "{later}");
}

#[test]
fn contradictions_have_both_sentences() {
    let place = Workplace::new();
    let fire = |number: &str| {
        format!(
            "A fire on the ferry off Bergen killed {number} people on Monday night, the coast guard said in Bergen."
        )
    };
    place.write(
        "fire.jsonl",
        line("f1", "Wire", "2025-05-06", "Ferry fire off Bergen kills five", &fire("five"))
            + &line("f2", "Post", "2025-05-06", "Six killed in ferry fire off Bergen", &fire("six")),
    );
    let told = place.run(&["contradictions", "fire.jsonl"]).ok();
    assert!(told.contains("figure: 5 or 6 killed"), "{told}");
    assert!(told.contains("killed five people") && told.contains("killed six people"), "{told}");
    let rows: Vec<Value> =
        serde_json::from_str(&place.run(&["contradictions", "fire.jsonl", "--format", "json"]).ok())
            .expect("JSON");
    assert_eq!((&rows[0]["a"]["article"], &rows[0]["b"]["article"]), (&"f1".into(), &"f2".into()));
    let csv = place.run(&["contradictions", "fire.jsonl", "--format", "csv"]).ok();
    assert_eq!(csv.lines().count(), 2, "{csv}");
}

#[test]
fn changes_lead_from_one_day_to_the_next() {
    let place = Workplace::with_inputs();
    let changes = |from: &str, to: &str| {
        place.run(&["changes", "lund.jsonl", "--from", from, "--to", to, "--format", "csv"]).ok()
    };
    let all = changes("2025-05-01", "2025-05-08");
    assert!(all.lines().count() > 2 && all.lines().skip(1).all(|row| row.starts_with("new,")), "{all}");
    let later = changes("2025-05-06", "2025-05-08");
    assert!(later.lines().count() > 1 && later.lines().count() <= all.lines().count(), "{later}");
    let back = changes("2025-05-08", "2025-05-01");
    assert_eq!(back.lines().count(), all.lines().count());
    assert!(back.lines().skip(1).all(|row| row.starts_with("withdrawn,")), "{back}");
    assert_eq!(changes("2025-05-08", "2025-05-08").lines().count(), 1);
    let table = place.run(&["changes", "lund.jsonl", "--from", "2025-05-01", "--to", "2025-05-08"]);
    assert!(table.err.contains("changes from 2025-05-01 to 2025-05-08"), "{}", table.err);
    assert!(table.ok().contains("POSITIONS"));
    let as_of = place.run(&["positions", "lund.jsonl", "--as-of", "2025-05-06"]).ok();
    assert_eq!(as_of, place.run(&["positions", "lund.jsonl", "--until", "2025-05-06"]).ok());
}

#[test]
fn words_are_found_with_their_bytes() {
    let place = day();
    place.run(&["read", "day.jsonl"]).ok();
    let ids = |arguments: &[&str]| -> Vec<String> {
        let all: Vec<&str> =
            ["search"].into_iter().chain(arguments.iter().copied()).chain(["--format", "json"]).collect();
        let rows: Vec<Value> = serde_json::from_str(&place.run(&all).ok()).expect("JSON");
        let mut ids: Vec<String> =
            rows.iter().map(|row| row["origin"]["document"].as_str().expect("an id").to_owned()).collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(&["\"ten sailors\""]), ["t1"]);
    assert_eq!(ids(&["harbour NOT sailors"]), ["b1", "t3"]);
    assert_eq!(ids(&["NEAR(handball time, 6)"]), ["c1"]);
    assert_eq!(ids(&["NEAR(handball time, 2)"]), Vec::<String>::new());
    assert_eq!(ids(&["handball OR trawl*", "--source", "wire"]), ["t1"]);
    assert_eq!(ids(&["Lund", "--since", "2025-05-06"]), ["b1", "t3"]);
    assert_eq!(ids(&["offer", "--act", "reject", "--limit", "1"]).len(), 1);
    let rows: Vec<Value> =
        serde_json::from_str(&place.run(&["search", "sailors", "--format", "json"]).ok()).expect("JSON");
    let [start, end] = [0, 1].map(|at| rows[0]["spans"][0][at].as_u64().expect("a byte") as usize);
    assert_eq!(&TALKS[start..end], "sailors");
    place
        .run(&["search", "\"open"])
        .fails(2, &["cannot be read", "hint: put words with signs in double quotes"]);
    let nothing = place.run(&["search", "herring"]);
    assert!(nothing.err.contains("nothing was found"), "{}", nothing.err);
    let table = place.run(&["search", "harbour"]).ok();
    assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
}
