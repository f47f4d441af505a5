//! The protocol on small records whose counts can be checked by hand.

use super::*;
use serde_json::{Value, json};

fn statement(id: &str, speakers: &[&str], content: [u32; 2], act: &str) -> Value {
    json!({"id": id, "speakers": speakers, "source_span": null, "cue_span": null, "content_spans": [content],
        "quote": "indirect", "act": act, "addressees": [], "issues": []})
}

fn record(id: &str, statements: Vec<Value>) -> Record {
    serde_json::from_value(json!({
        "schema": "verbale/1",
        "document": {"id": id},
        "entities": [
            {"id": "e1", "kind": "person", "name": "Ilse Marek", "party": "Norland", "aliases": ["the envoy"]},
            {"id": "e2", "kind": "country", "name": "Sudmark", "party": "Sudmark"},
        ],
        "statements": statements,
        "events": [], "figures": [], "terms": [],
    }))
    .unwrap()
}

fn with(mut record: Record, field: &str, rows: Value) -> Record {
    let mut value = serde_json::to_value(&record).unwrap();
    value[field] = rows;
    record = serde_json::from_value(value).unwrap();
    record
}

#[test]
fn a_record_against_itself_is_all_right() {
    let gold = vec![record(
        "a",
        vec![statement("s1", &["e1"], [0, 40], "demand"), statement("s2", &[], [50, 70], "deny")],
    )];
    let result = score(&gold, &gold);
    for (name, tally) in &result.tallies {
        assert_eq!((tally.hit, tally.hit), (tally.gold, tally.made), "{name}");
    }
    assert_eq!(result.tally("full"), Tally::new(2, 2, 2));
    assert_eq!(result.rate("act"), Rate { right: 2, of: 2 });
    assert!(result.confusions.is_empty() && result.without_prediction.is_empty());
}

#[test]
fn contents_that_overlap_by_half_match_and_by_nine_tenths_match_strictly() {
    let gold = [record("a", vec![statement("s1", &["e1"], [0, 100], "assert")])];
    let made = |end| [record("a", vec![statement("s1", &["e1"], [0, end], "assert")])];
    let hits = |end| {
        let result = score(&gold, &made(end));
        (result.tally("statement").hit, result.tally("statement:strict").hit)
    };
    assert_eq!([hits(49), hits(50), hits(89), hits(90)], [(0, 0), (1, 0), (1, 0), (1, 1)]);
}

#[test]
fn a_wrong_speaker_or_act_costs_the_finer_tallies_only() {
    let gold = [record(
        "a",
        vec![statement("s1", &["e1"], [0, 9], "deny"), statement("s2", &["e1"], [9, 20], "deny")],
    )];
    let made = [record(
        "a",
        vec![statement("s1", &["e2"], [0, 9], "deny"), statement("s2", &["e1"], [9, 20], "assert")],
    )];
    let result = score(&gold, &made);
    let hits = ["statement", "who-said-what", "full"].map(|name| result.tally(name).hit);
    assert_eq!(hits, [2, 1, 0]);
    assert_eq!(result.confusions, [Confusion { gold: Act::Deny, made: Act::Assert, count: 1 }]);
}

#[test]
fn issues_pair_by_id_and_stance_is_judged_apart() {
    let issues = |rows: &[(&str, &str)]| -> Record {
        let mut row = statement("s1", &["e1"], [0, 9], "deny");
        row["issues"] =
            rows.iter().map(|(issue, stance)| json!({"issue": issue, "stance": stance})).collect();
        record("a", vec![row])
    };
    let gold = [issues(&[("talks", "for"), ("prisoners", "for")])];
    let made = [issues(&[("talks", "against"), ("sanctions", "for"), ("prisoners", "for")])];
    let result = score(&gold, &made);
    assert_eq!(result.tally("issue"), Tally::new(2, 2, 3));
    assert_eq!(result.rate("stance"), Rate { right: 1, of: 2 });
}

#[test]
fn events_match_by_trigger_or_by_actors_and_dates_and_derived_ones_are_left_out() {
    let event = |trigger: Value, date: Value, statement: Value| {
        json!([{"id": "v1", "type": "CONSULT", "status": "happened", "actors": ["e1"], "date": date,
            "trigger_span": trigger, "statement": statement}])
    };
    let day = json!(["2031-04-02", "2031-04-02"]);
    let gold = [with(record("a", vec![]), "events", event(json!([100, 107]), day.clone(), Value::Null))];
    let hit = |trigger, date, statement| {
        score(&gold, &[with(record("a", vec![]), "events", event(trigger, date, statement))]).tally("event")
    };
    assert_eq!(hit(json!([257, 260]), Value::Null, Value::Null), Tally::new(1, 1, 1), "150 bytes apart");
    assert_eq!(hit(json!([258, 260]), Value::Null, Value::Null), Tally::new(0, 1, 1), "151 bytes apart");
    assert_eq!(hit(Value::Null, day.clone(), Value::Null), Tally::new(1, 1, 1), "actors and date");
    assert_eq!(hit(json!([100, 107]), day, json!("s1")), Tally::new(0, 1, 0), "derived from a statement");
}

#[test]
fn figures_need_the_value_and_terms_the_kind() {
    let figure =
        |low: f64| json!([{"id": "f1", "value": [low, 20], "unit": "%", "of": "land", "span": [5, 9]}]);
    let term = |kind: &str, status: &str| {
        json!([{"id": "t1", "kind": kind, "summary_span": [0, 10], "proposed_by": ["e1"],
            "status": [{"party": "NORLAND", "status": status}]}])
    };
    let base = || record("a", vec![]);
    let figures =
        |low| score(&[with(base(), "figures", figure(20.0))], &[with(base(), "figures", figure(low))]);
    assert_eq!([figures(20.0).tally("figure").hit, figures(19.0).tally("figure").hit], [1, 0]);
    let gold = [with(base(), "terms", term("ceasefire", "proposed"))];
    let terms = |kind, status| score(&gold, &[with(base(), "terms", term(kind, status))]);
    assert_eq!(terms("prisoners", "proposed").tally("term").hit, 0);
    assert_eq!(terms("ceasefire", "agreed").rate("term status"), Rate { right: 0, of: 1 });
    assert_eq!(terms("ceasefire", "proposed").rate("term status"), Rate { right: 1, of: 1 });
}

#[test]
fn a_document_without_a_prediction_counts_as_missed() {
    let gold = [record("a", vec![statement("s1", &["e1"], [0, 9], "deny")])];
    let result = score(&gold, &[]);
    assert_eq!(result.tally("statement"), Tally::new(0, 1, 0));
    assert_eq!(result.without_prediction, ["a"]);
    assert_eq!(result.documents[0].missed[0].speakers, ["Ilse Marek"]);
}

#[test]
fn the_text_lists_documents_misses_and_totals() {
    let gold = [record(
        "north",
        vec![statement("s1", &["e1"], [0, 9], "deny"), statement("s2", &[], [20, 29], "warn")],
    )];
    let made = [record(
        "north",
        vec![statement("s1", &["e1"], [0, 9], "warn"), statement("s2", &["e2"], [40, 49], "request")],
    )];
    let text = score(&gold, &made).text(Listing { by_document: true, misses: true });
    insta::assert_snapshot!(text, @r"
         north  statements 1/2 of 2   events 0/0 of 0
    north: missed statement at [[20, 29]] by [] (warn)
    north: extra statement at [[40, 49]] by ['Sudmark'] (request)
    statement             P  50.0  R  50.0  F  50.0   (1 of 2 gold, 2 made)
    statement:strict      P  50.0  R  50.0  F  50.0   (1 of 2 gold, 2 made)
    addressee             P   0.0  R   0.0  F   0.0   (0 of 0 gold, 0 made)
    who-said-what         P  50.0  R  50.0  F  50.0   (1 of 2 gold, 2 made)
    full                  P   0.0  R   0.0  F   0.0   (0 of 2 gold, 2 made)
    issue                 P   0.0  R   0.0  F   0.0   (0 of 0 gold, 0 made)
    event                 P   0.0  R   0.0  F   0.0   (0 of 0 gold, 0 made)
    figure                P   0.0  R   0.0  F   0.0   (0 of 0 gold, 0 made)
    term                  P   0.0  R   0.0  F   0.0   (0 of 0 gold, 0 made)
    speaker               100.0 %  of 1
    speaker's party       100.0 %  of 1
    act                     0.0 %  of 1
    quote kind            100.0 %  of 1
    acts taken for others (gold -> made): deny->warn 1
    ");
}

#[test]
fn a_line_that_is_no_record_is_named() {
    let error = read("gold.jsonl", "\n{\"schema\": 1}\n").unwrap_err();
    assert!(error.to_string().starts_with("gold.jsonl, line 2: no record ("), "{error}");
}
