//! What the built-in tables answer, and how a project adds its own.

use super::Knowledge;
use crate::{NounSense, ThingKind};
use jiff::civil::date;

#[test]
fn the_tables_are_well_formed() {
    let known = Knowledge::builtin();
    let states = known.things().filter(|(_, thing)| thing.kind == ThingKind::State);
    let with_code = states.filter(|(_, thing)| thing.iso2.is_some()).count();
    assert!(with_code >= 197, "{with_code} states with a code");
    for tenure in &known.tenures {
        let name = &known.thing(tenure.person).name;
        if let (Some(from), Some(to)) = (tenure.from, tenure.to) {
            assert!(from <= to, "{name}, {}", tenure.office);
        }
    }
}

#[test]
fn parties_of_phrases() {
    let known = Knowledge::builtin();
    let check = |phrase: &str, expected: Option<&str>| {
        assert_eq!(known.party(phrase, Some(date(2025, 6, 1))), expected, "{phrase}");
    };
    check("the Kremlin", Some("Russia"));
    check("Kyiv", Some("Ukraine"));
    check("U.S.", Some("United States"));
    check("us", None);
    check("Ukrainians", Some("Ukraine"));
    check("European Commission", Some("European Union"));
    check("Al Shabaab", Some("Al-Shabaab"));
    check("Unicef", Some("United Nations"));
    check("Volodymyr Zelenskyy", Some("Ukraine"));
    check("Lavrov", Some("Russia"));
    check("Xi", Some("China"));
    check("Wang", Some("China"));
    check("Reuters", None);
    check("Barack Obama", None);
}

#[test]
fn offices_change_hands() {
    let known = Knowledge::builtin();
    let check = |office: &str, of: &str, day, expected: &[&str]| {
        let of = known.named(of).expect("a state of the tables");
        let names: Vec<_> =
            known.holders(office, of, day).map(|tenure| known.thing(tenure.person).name.as_str()).collect();
        assert_eq!(names, expected, "{office} on {day}");
    };
    check("foreign minister", "United Kingdom", date(2023, 12, 1), &["David Cameron"]);
    check("foreign minister", "United Kingdom", date(2024, 12, 1), &["David Lammy"]);
    check("president", "United States", date(2022, 5, 1), &["Joe Biden"]);
    check("prime minister", "Ireland", date(2026, 1, 1), &["Micheál Martin"]);
    let costa = known.person("Antonio Costa").expect("a holder");
    let office = |day| known.tenure_on(costa, Some(day)).map(|tenure| tenure.office.as_str());
    assert_eq!(office(date(2023, 1, 1)), Some("prime minister"));
    assert_eq!(office(date(2024, 8, 1)), None);
    assert_eq!(office(date(2025, 1, 1)), Some("European Council president"));
}

#[test]
fn a_project_adds_its_own() {
    let mut known = Knowledge::builtin();
    let own = "[groups]\nname\tnames\nRed Hill Front\tRHF\n\
        [holders]\nname\tspellings\tgender\toffice\tof\tfrom\tto\tcapacity\n\
        Ada Quill\tAda B. Quill\tf\tspokesperson\tRed Hill Front\t2025-02\t\tofficial\n\
        [nouns]\nnoun\tplural\tsense\noverseer\toverseers\toffice\n";
    known.add("own.tsv", own).expect("well formed");
    assert_eq!(known.party("RHF", None), Some("Red Hill Front"));
    assert_eq!(known.party("Quill", Some(date(2025, 2, 1))), Some("Red Hill Front"));
    assert_eq!(known.party("Quill", Some(date(2025, 1, 31))), None);
    assert_eq!(
        known.noun("overseers").map(|noun| (noun.sense, noun.plural)),
        Some((NounSense::Office, true))
    );
    let refuse = |text: &str| known.clone().add("own.tsv", text).map_err(|error| error.to_string());
    assert_eq!(
        refuse("[holders]\nname\toffice\tof\nAda Quill\tmayor\tNowhere\n"),
        Err("own.tsv, line 3: no state, body or group is called \"Nowhere\"; add a row for it first"
            .to_owned())
    );
    assert_eq!(
        refuse("[holders]\nname\toffice\tof\tfrom\nAda Quill\tmayor\tPeru\tMay\n"),
        Err("own.tsv, line 3: \"May\" is no date (2025, 2025-05 or 2025-05-21)".to_owned())
    );
}

#[test]
fn nouns_name_offices() {
    let known = Knowledge::builtin();
    let check = |phrase: &str, expected: Option<(NounSense, Option<&str>)>| {
        let noun = known.noun(phrase);
        let found = noun.as_ref().map(|noun| (noun.sense, noun.office.as_deref()));
        assert_eq!(found, expected, "{phrase}");
    };
    check("Secretary of State", Some((NounSense::Office, Some("foreign minister"))));
    check("spokeswoman", Some((NounSense::Office, Some("spokesperson"))));
    check("troops", Some((NounSense::Forces, None)));
    check("sources", Some((NounSense::Anonymous, None)));
    check("joint statement", Some((NounSense::Utterance, None)));
    check("teapot", None);
}
