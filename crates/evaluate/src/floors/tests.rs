//! What the baseline lets pass, what it stops, and what an update may do.

use super::*;

fn now(name: &str, figure: f64, gold: &str) -> Measured {
    Measured { name: name.to_owned(), figure, gold_sha256: gold.to_owned() }
}

/// A baseline with one figure, 81.37 with a floor of 81.3 on the gold "aaaaaaaaaaaa".
fn baseline() -> Floors {
    let mut floors = Floors::default();
    let changes = floors.update(&[now("record/dev/event", 81.37, "aaaaaaaaaaaa")], None).unwrap();
    assert_eq!(changes[0].to_string(), "record/dev/event: floor 81.3, new");
    floors
}

fn check(figure: f64, gold: &str, expected: &[&str]) {
    let failures = baseline().check(&[now("record/dev/event", figure, gold)]);
    let failures: Vec<String> = failures.iter().map(Failure::to_string).collect();
    assert_eq!(failures, expected);
}

#[test]
fn a_figure_at_its_floor_passes_and_one_below_fails() {
    check(81.30, "aaaaaaaaaaaa", &[]);
    check(99.0, "aaaaaaaaaaaa", &[]);
    check(
        81.29,
        "aaaaaaaaaaaa",
        &["record/dev/event is 81.29 and its floor 81.3: find what made it fall, or accept it with \
           `verbale eval floors --update --lower \"the reason\"`"],
    );
}

#[test]
fn a_changed_gold_fails_whatever_the_figure() {
    check(
        99.0,
        "bbbbbbbbbbbb",
        &[
            "the gold of record/dev/event has changed (hash aaaaaaaa… before, bbbbbbbb… now): look at what changed, \
           then measure the floors anew with `verbale eval floors --update`",
        ],
    );
}

#[test]
fn an_unknown_figure_passes_and_an_unmeasured_one_is_named() {
    let floors = baseline();
    let other = [now("record/dev/term", 1.0, "aaaaaaaaaaaa")];
    assert!(floors.check(&other).is_empty());
    assert_eq!(floors.unmeasured(&other), ["record/dev/event"]);
}

#[test]
fn an_update_raises_and_keeps_but_does_not_lower_without_a_reason() {
    let mut floors = baseline();
    let raised = floors.update(&[now("record/dev/event", 83.0, "aaaaaaaaaaaa")], None).unwrap();
    assert_eq!(raised[0].to_string(), "record/dev/event: floor 81.3 -> 83.0");
    for reason in [None, Some(" ")] {
        let before = floors.clone();
        let two =
            [now("record/dev/event", 80.0, "aaaaaaaaaaaa"), now("record/dev/term", 50.0, "aaaaaaaaaaaa")];
        let refused = floors.update(&two, reason).unwrap_err();
        assert!(matches!(&refused[..], [Failure::Below { floor: 83.0, .. }]), "{refused:?}");
        assert_eq!(floors, before, "nothing is changed, the other figure neither");
    }
    let lowered = [now("record/dev/event", 80.0512, "aaaaaaaaaaaa")];
    floors.update(&lowered, Some("events of planned visits are no longer read")).unwrap();
    let floor = floors.get("record/dev/event").unwrap();
    assert_eq!((floor.figure, floor.floor), (80.05, 80.0));
    let reason = "events of planned visits are no longer read".to_owned();
    assert_eq!(floor.lowered, [Lowering { from: 83.0, to: 80.0, reason }]);
}

#[test]
fn an_update_takes_on_a_changed_gold() {
    let mut floors = baseline();
    floors.update(&[now("record/dev/event", 81.33, "bbbbbbbbbbbb")], None).unwrap();
    let floor = floors.get("record/dev/event").unwrap();
    assert_eq!((floor.gold_sha256.as_str(), floor.floor, floor.figure), ("bbbbbbbbbbbb", 81.3, 81.33));
    assert!(floors.update(&[now("record/dev/event", 70.0, "cccccccccccc")], None).is_err());
}

#[test]
fn a_floor_is_the_figure_rounded_down() {
    let floor = |figure| floor_of(figure);
    assert_eq!(
        [floor(81.3), floor(81.39), floor(0.3 * 3.0 * 10.0), floor(100.0), floor(0.0)],
        [81.3, 81.3, 9.0, 100.0, 0.0]
    );
}

#[test]
fn the_file_reads_back_and_a_broken_one_says_what_to_do() {
    let mut floors = baseline();
    floors.update(&[now("record/dev/event", 80.0, "aaaaaaaaaaaa")], Some("a reason")).unwrap();
    assert_eq!(Floors::from_json(&floors.to_json()).unwrap(), floors);
    insta::assert_snapshot!(floors.to_json(), @r#"
    {
      "record/dev/event": {
        "figure": 80.0,
        "floor": 80.0,
        "gold_sha256": "aaaaaaaaaaaa",
        "lowered": [
          {
            "from": 81.3,
            "to": 80.0,
            "reason": "a reason"
          }
        ]
      }
    }
    "#);
    let error = Floors::from_json("{\"x\": {\"figure\": 1}}").unwrap_err().to_string();
    assert!(error.ends_with("restore floors.json from version control"), "{error}");
}

#[test]
fn the_hash_is_of_names_and_bytes_in_any_order() {
    let a = ("a", b"1".as_slice());
    let b = ("b", b"2".as_slice());
    assert_eq!(gold_sha256(&[a, b]), gold_sha256(&[b, a]));
    assert_ne!(gold_sha256(&[a, b]), gold_sha256(&[("a", b"2"), ("b", b"1")]));
    assert_ne!(gold_sha256(&[("ab", b"")]), gold_sha256(&[("a", b"b")]));
    assert_eq!(gold_sha256(&[a]).len(), 64);
}

#[test]
fn every_score_has_named_figures() {
    let record = measured("record/dev", &crate::record::score(&[], &[]), "aa");
    assert_eq!((record[0].name.as_str(), record[0].figure), ("record/dev/statement", 0.0));
    let polnear = crate::polnear::score(&[], crate::polnear::Options::default()).unwrap();
    let names: Vec<String> = polnear.figures().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["strict/source", "strict/cue", "strict/content", "triple/strict", "triple/link"]);
}
