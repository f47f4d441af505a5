//! The scorer on days of our own.

use super::*;

const GOLD: &str = r#"{"stories": [
    {"articles": [1, 2, 3], "copies": [[1, 2]], "origins": {"1": "Espen Eide to Izvestia", "2": null, "3": "the police"}},
    {"articles": ["4", "5"]}],
  "roundups": [9],
  "contradictions": [{"a": {"article": 1}, "b": {"article": 3}}, {"a": {"article": 4}, "b": {"article": 5}}]}"#;

fn check(made: &str, expected: &str) {
    let gold = Day::read("gold.json", GOLD).expect("a day");
    let made = Day::read("made.json", made).expect("a day");
    assert_eq!(score(&gold, &made).text(), expected);
}

#[test]
fn the_gold_agrees_with_itself() {
    check(
        GOLD,
        "stories         P 100.0  R 100.0  F 100.0   (4 of 4 gold, 4 made)\n\
         adjusted Rand   1.000\n\
         copies          P 100.0  R 100.0  F 100.0   (1 of 1 gold, 1 made)\n\
         origin right    100.0 %  of 2\n\
         contradictions  P 100.0  R 100.0  F 100.0   (2 of 2 gold, 2 made)\n",
    );
}

#[test]
fn what_is_missed_and_what_is_too_much_counts() {
    check(
        r#"{"stories": [{"articles": ["1", "2", "9"], "origins": {"1": "Izvestia", "3": "police of Lund"}},
            {"articles": ["4", "6"], "origins": {"3": "nobody"}}],
           "contradictions": [{"a": {"article": "3"}, "b": {"article": "1"}}]}"#,
        "stories         P  50.0  R  25.0  F  33.3   (1 of 4 gold, 2 made)\n\
         adjusted Rand   0.189\n\
         copies          P   0.0  R   0.0  F   0.0   (0 of 1 gold, 0 made)\n\
         origin right     50.0 %  of 2\n\
         contradictions  P 100.0  R  50.0  F  66.7   (1 of 2 gold, 1 made)\n",
    );
}

#[test]
fn a_file_that_is_no_day_is_told() {
    let error = Day::read("gold.json", "[]").expect_err("no day");
    assert!(error.to_string().starts_with("gold.json: "), "{error}");
}
