//! The timeline as an iCalendar file (RFC 5545): what is planned, a whole-day entry each.

use super::timeline::Happening;
use jiff::ToSpan;
use jiff::civil::Date;
use std::fmt::Write;
use verbale_record::{EventStatus, EventType};

/// The planned happenings as a calendar. `stamp` is the day that the entries are dated with: the last day of
/// publication, so that the same articles give the same file.
pub fn calendar_file(happenings: &[Happening], stamp: Date) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Verbale//EN");
    for happening in happenings.iter().filter(|one| one.status == EventStatus::Planned) {
        let Some(first) = happening.told_in.first() else { continue };
        let [from, last] = happening.date;
        let until = last.checked_add(1.day()).unwrap_or(last);
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", escaped(&format!("{}-{}@verbale", first.document, first.event))));
        line(&format!("DTSTAMP:{}T000000Z", compact(stamp)));
        line(&format!("DTSTART;VALUE=DATE:{}", compact(from)));
        line(&format!("DTEND;VALUE=DATE:{}", compact(until)));
        line(&format!("SUMMARY:{}", escaped(&summary(happening))));
        if let Some(place) = &happening.place {
            line(&format!("LOCATION:{}", escaped(&place.name)));
            if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
                line(&format!("GEO:{lat:.5};{lon:.5}"));
            }
        }
        let source = first.paragraph.map(|paragraph| format!(" ¶{paragraph}")).unwrap_or_default();
        let described = format!("‘{}’ [{}{source}]", happening.words, first.document);
        line(&format!("DESCRIPTION:{}", escaped(&described)));
        line("STATUS:TENTATIVE");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

fn summary(happening: &Happening) -> String {
    let what = match happening.kind {
        EventType::Consult => "Meeting".to_owned(),
        kind => kind.to_string(),
    };
    let sides: Vec<String> = happening.actors.iter().chain(&happening.recipients).cloned().collect();
    if sides.is_empty() { what } else { format!("{what}: {}", crate::phrases::joined(&sides)) }
}

fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' => out.push_str("\\n"),
            '\r' => {}
            plain => out.push(plain),
        }
    }
    out
}

/// Writes a line; longer ones than 75 bytes go on after a line end and a space.
fn fold(out: &mut String, text: &str) {
    let mut room = 75;
    for letter in text.chars() {
        if letter.len_utf8() > room {
            out.push_str("\r\n ");
            room = 74;
        }
        let _ = out.write_char(letter);
        room -= letter.len_utf8();
    }
    out.push_str("\r\n");
}
