//! The scorer of stories prints what the reference tool prints, to the last digit, on gold and spoiled gold.

use crate::common::{Dice, run_tool, shared};
use serde_json::{Value, json};
use verbale_evaluate::stories::{Day, score};

/// A copy of a day with articles moved, stories joined, origins and contradictions changed.
fn spoiled(gold: &Value, seed: u64) -> Value {
    let mut dice = Dice::new(seed);
    let mut made = gold.clone();
    let stories = made["stories"].as_array_mut().expect("stories");
    for at in 0..stories.len() {
        if dice.one_in(4) {
            let moved = stories[at]["articles"].as_array_mut().and_then(Vec::pop);
            let to = dice.below(stories.len());
            stories[to]["articles"].as_array_mut().expect("articles").extend(moved);
        }
        if dice.one_in(5) {
            stories[at]["copies"] = json!([[dice.below(9), 1900 + dice.below(99)], [2403, 2425]]);
        }
        if let Some(origins) = stories[at]["origins"].as_object_mut().filter(|_| dice.one_in(2)) {
            origins.values_mut().for_each(|origin| *origin = json!("police and others"));
        }
    }
    stories.retain(|_| !dice.one_in(9));
    made["contradictions"].as_array_mut().expect("contradictions").retain(|_| !dice.one_in(3));
    made
}

#[test]
fn the_story_score_is_the_reference_tools() {
    let Some(shared) = shared("the_story_score_is_the_reference_tools") else { return };
    let file = shared.join("gold/stories-2025-05-21.json");
    let text = std::fs::read_to_string(&file).expect("the gold can be read");
    let gold: Value = serde_json::from_str(&text).expect("the gold is JSON");
    let folder = tempfile::tempdir().expect("a folder");
    for seed in 0..4 {
        let made = if seed == 0 { gold.clone() } else { spoiled(&gold, seed) };
        let path = folder.path().join("made.json");
        std::fs::write(&path, made.to_string()).expect("written");
        let days = [&text, &made.to_string()].map(|text| Day::read("day", text).expect("a day"));
        let arguments = [file.to_str().expect("UTF-8"), path.to_str().expect("UTF-8")];
        let expected = run_tool(&shared.join("tools/score_stories.py"), &arguments);
        assert_eq!(score(&days[0], &days[1]).text(), expected, "seed {seed}");
    }
}
