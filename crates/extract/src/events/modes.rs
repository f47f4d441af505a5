//! PLOVER modes of an event: the word's own, and those that its clause names (weapons, phone, mediators).

use super::triggers::Trigger;
use crate::Input;
use verbale_analyze::{Upos, WordId};
use verbale_record::EventType;

const WEAPONS: &[(&str, &[&str])] = &[
    ("drone", &["drone", "uav", "shahed", "quadcopter", "fpv"]),
    ("aerial", &["airstrike", "air", "aircraft", "warplane", "jet", "helicopter", "bomber", "aerial"]),
    (
        "heavy-weapons",
        &["artillery", "missile", "rocket", "mortar", "shell", "tank", "howitzer", "projectile", "shelling"],
    ),
    ("firearms", &["gun", "rifle", "gunman", "pistol", "gunfire", "shooter", "bullet", "shot", "gunshot"]),
    ("explosives", &["bomb", "mine", "explosive", "ied", "car-bomb", "grenade"]),
    ("suicide-attack", &["suicide"]),
    ("targeted", &["assassination", "assassinate", "execution-style", "eliminate"]),
];

/// The modes of the event that `trigger` names.
pub(super) fn of(input: Input<'_>, trigger: &Trigger) -> Vec<String> {
    let mut modes: Vec<String> = trigger.entry.modes.iter().map(|mode| (*mode).to_owned()).collect();
    let near = lemmas_near(input, trigger);
    let mut add = |mode: &str| {
        if !modes.iter().any(|known| known == mode) {
            modes.push(mode.to_owned());
        }
    };
    match trigger.entry.kind {
        EventType::Assault => {
            for (mode, words) in WEAPONS {
                if near.iter().any(|lemma| words.contains(&lemma.as_str())) {
                    add(mode);
                }
            }
        }
        EventType::Consult => {
            if near.iter().any(|lemma| matches!(lemma.as_str(), "phone" | "telephone")) {
                add("phone");
            }
            if near.iter().any(|lemma| {
                matches!(lemma.as_str(), "mediate" | "mediator" | "mediation" | "indirect" | "broker")
            }) {
                add("third-party");
            }
        }
        _ => {}
    }
    modes
}

/// The lemmas of the words that hang on the trigger or its carrier, two deep, and of the trigger itself.
fn lemmas_near(input: Input<'_>, trigger: &Trigger) -> Vec<String> {
    let annotations = input.annotations;
    let words = &annotations.words;
    let mut near: Vec<WordId> = vec![trigger.word];
    for root in [Some(trigger.word), trigger.arguments.carrier].into_iter().flatten() {
        for child in annotations.children(root) {
            if matches!(words.upos(child), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb) {
                near.push(child);
                near.extend(
                    annotations
                        .children(child)
                        .filter(|&below| matches!(words.upos(below), Upos::Noun | Upos::Propn | Upos::Adj)),
                );
            }
        }
    }
    near.into_iter().map(|word| words.lemma(word).to_lowercase()).collect()
}
