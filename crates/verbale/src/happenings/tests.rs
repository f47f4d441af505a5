//! The timeline's own reckoning: days that end a term, calendar lines, sentences.

use super::terms::expiry;
use super::timeline::{Happening, Telling, sentence};
use super::{PlaceRow, calendar_file, geojson, timeline_table};
use jiff::civil::date;
use verbale_record::{EventStatus, EventType, Header, Place, Record};
use verbale_text::Span;

fn meeting() -> Happening {
    Happening {
        date: [date(2025, 4, 2), date(2025, 4, 3)],
        kind: EventType::Consult,
        modes: vec!["visit".to_owned()],
        status: EventStatus::Planned,
        claimed_by: Vec::new(),
        actors: vec!["Ada Norr".to_owned(), "Westmark".to_owned()],
        recipients: Vec::new(),
        place: Some(Place {
            name: "Lisbon".to_owned(),
            geoname: Some(2267057),
            lat: Some(38.7),
            lon: Some(-9.1),
            span: None,
        }),
        words: "They will meet in Lisbon; for two days, the envoy said".to_owned(),
        told_in: vec![Telling { document: "a1".to_owned(), paragraph: Some(2), event: "v3".to_owned() }],
    }
}

#[test]
fn a_term_ends_on_its_last_day() {
    let check =
        |duration: &str, expected| assert_eq!(expiry(date(2025, 3, 1), duration), expected, "{duration}");
    check("P30D", Some(date(2025, 3, 30)));
    check("P2M", Some(date(2025, 4, 30)));
    check("PT48H", Some(date(2025, 3, 2)));
    check("thirty days", None);
}

#[test]
fn planned_meetings_make_a_calendar() {
    let file = calendar_file(&[meeting()], date(2025, 3, 30));
    let lines: Vec<&str> = file.split("\r\n").collect();
    assert!(
        lines.contains(&"DTSTART;VALUE=DATE:20250402") && lines.contains(&"DTEND;VALUE=DATE:20250404"),
        "{file}"
    );
    assert!(lines.contains(&"SUMMARY:Meeting: Ada Norr and Westmark"), "{file}");
    assert!(file.contains("in Lisbon\\; for two days\\, the"), "{file}");
    assert!(lines.iter().all(|line| line.len() <= 75), "{file}");
    let held = Happening { status: EventStatus::Happened, ..meeting() };
    assert!(!calendar_file(&[held], date(2025, 3, 30)).contains("VEVENT"));
}

#[test]
fn places_with_a_point_are_features() {
    let row = |lat| PlaceRow {
        name: "Lisbon".to_owned(),
        geoname: None,
        lat,
        lon: lat,
        documents: 1,
        first: None,
        last: None,
        events: Vec::new(),
    };
    let made = geojson(&[row(Some(1.5)), row(None)]);
    assert_eq!(made["features"].as_array().map(Vec::len), Some(1));
    assert_eq!(made["features"][0]["geometry"]["coordinates"][1], 1.5);
    assert_eq!(timeline_table(&[meeting()]).rows[0].len(), 14);
}

#[test]
fn a_sentence_is_cut_at_its_ends() {
    let check = |text: &str, span: Span, expected: &str| {
        let document = Header { text: text.to_owned(), ..Header::default() };
        assert_eq!(sentence(&Record { document, ..Record::default() }, span), expected);
    };
    check("It rained. The envoys met twice! They left.", Span::new(22, 25), "The envoys met twice!");
    check("It rained. The envoys met twice! They left.", Span::new(0, 2), "It rained.");
    check(
        "A U.S. envoy met Gen. Ruan\nin Arva. They left.",
        Span::new(13, 16),
        "A U.S. envoy met Gen. Ruan in Arva.",
    );
}
