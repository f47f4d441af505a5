//! Figures: which numbers are read, what they count, and that each quantity stands once. All sentences are
//! our own.

use super::*;
use crate::testing::Read;

fn shown(value: [f64; 2]) -> String {
    if value[0] == value[1] { format!("{}", value[0]) } else { format!("{}-{}", value[0], value[1]) }
}

/// Every candidate as "value unit: words", with "~" before an approximate one.
fn check(text: &str, expected: &[&str]) {
    let read = Read::new(text, "2025-03-17");
    let times = times::find(read.input());
    let found: Vec<String> = candidates(read.input(), &times)
        .iter()
        .map(|candidate| {
            let open = if candidate.approximate { "~" } else { "" };
            format!("{open}{} {}: {}", shown(candidate.value), candidate.unit, read.words(candidate.span))
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn people() {
    check("The shelling killed 14 civilians on Monday.", &["14 person: 14 civilians"]);
    check("At least six soldiers were wounded.", &["~6 person: At least six soldiers"]);
    check("Dozens of villagers fled the valley.", &["~24-99 person: Dozens of villagers"]);
    check("The raid killed 31 people and wounded 120.", &["31 person: 31 people", "120 person: 120"]);
    check(
        "Tens of thousands of refugees crossed the river.",
        &["~10000-99999 person: Tens of thousands of refugees"],
    );
    check("They agreed to swap captives 500 for 500.", &["500 person: 500 for 500"]);
}

#[test]
fn weapons_and_things() {
    check("The army shot down 12 drones overnight.", &["12 drone: 12 drones"]);
    check("More than 200 aid trucks entered the town.", &["~200 truck: More than 200 aid trucks"]);
    check(
        "He lost two tanks and five armoured vehicles.",
        &["2 tank: two tanks", "5 vehicle: five armoured vehicles"],
    );
}

#[test]
fn measures() {
    check("The bank froze about $2.5 billion in assets.", &["~2500000000 USD: about $2.5 billion"]);
    check("Norway gave 40 million euros.", &["40000000 EUR: 40 million euros"]);
    check("The rebels hold nearly 20% of the land.", &["~20 %: nearly 20%"]);
    check("A third of the bridges are gone.", &["33.3 %: A third"]);
    check("The troops took 300 square kilometres.", &["300 km2: 300 square kilometres"]);
    check("They proposed a 30-day truce.", &["30 day: 30-day"]);
    check("The siege lasted more than two months.", &["~2 month: more than two months"]);
}

#[test]
fn numbers_that_count_nothing() {
    for text in [
        "They met on 12 April 2023.",
        "Anna Berg, 51, said so.",
        "The F-16 landed at 14:30.",
        "Article 5 was not named.",
        "The 16-year-old boy ran.",
        "In 2019 the talks began.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn a_quantity_stands_once() {
    let text = "The blast killed 45 workers, medics said.\nThe 45 workers were on a bus.\nTwo nurses helped.";
    let read = Read::new(text, "2025-03-17");
    let times = times::find(read.input());
    let all = candidates(read.input(), &times)
        .into_iter()
        .map(|candidate| Weighed { candidate, probability: 1.0 })
        .collect();
    let once = merge::once_each(all, |one, other| same_noun(read.input(), one, other));
    let words: Vec<&str> = once.iter().map(|weighed| read.words(weighed.candidate.span)).collect();
    assert_eq!(words, ["45 workers", "Two nurses"]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_gives_figures_inside_it(text in "(\\PC|[0-9]{1,4}|[-,. %$]|million|dozens|of|troops|half|a){0,40}") {
        let read = Read::new(&text, "2025-03-17");
        let times = times::find(read.input());
        for figure in find(read.input(), &EntityTable::default(), &times, &[], &[]) {
            let span = figure.span.expect("a figure has its words");
            proptest::prop_assert!(text.get(span.range()).is_some() && figure.value[0] <= figure.value[1]);
        }
    }
}
