//! The record's closed lists in a reader's words: acts, stances, issues, statuses, days, numbers.

use jiff::ToSpan;
use jiff::civil::Date;
use verbale_record::{Act, DateRange, EventStatus, Figure, ISSUES, Stance, TermStatus};

/// Short titles of the built-in issues, in the catalogue's order.
const ISSUE_TITLES: &[(&str, &str)] = &[
    ("talks", "Talks"),
    ("talks.summit", "Meeting of leaders"),
    ("mediation", "Mediation"),
    ("settlement", "Peace settlement"),
    ("deadline", "Deadline"),
    ("ceasefire", "Ceasefire"),
    ("ceasefire.limited", "Partial ceasefire"),
    ("ceasefire.monitoring", "Monitoring a ceasefire"),
    ("ceasefire.violations", "Breaches of the ceasefire by the other side"),
    ("security.guarantees", "Security guarantees"),
    ("security.neutrality", "Neutral status"),
    ("security.alliance", "Alliance membership"),
    ("security.foreign-troops", "Foreign troops"),
    ("security.demilitarisation", "Disarmament"),
    ("security.arms", "Arms supplies"),
    ("security.operations", "Military operations"),
    ("territory.status", "Changing the status of territory"),
    ("territory.control", "Holding ground"),
    ("territory.withdrawal", "Withdrawal of forces"),
    ("territory.buffer", "Buffer zones"),
    ("prisoners", "Release of prisoners"),
    ("humanitarian.aid", "Humanitarian aid"),
    ("civilians", "Protection of civilians"),
    ("displaced", "Displaced people"),
    ("sanctions", "Sanctions"),
    ("economy", "Economy and assets"),
    ("infrastructure", "Infrastructure"),
    ("nuclear.enrichment", "Nuclear enrichment"),
    ("nuclear.inspections", "Nuclear inspections"),
    ("justice", "Accountability for crimes"),
    ("governance", "The present holders of power"),
    ("minorities", "Minority rights"),
    ("relations", "Closer relations"),
];

/// The issue in a reader's words; an issue that is not built in keeps its id.
pub fn issue_title(issue: &str) -> &str {
    ISSUE_TITLES.iter().find(|(id, _)| *id == issue).map_or(issue, |(_, title)| title)
}

/// Place in the catalogue, for sorting; issues that are not built in come last.
pub fn issue_order(issue: &str) -> usize {
    ISSUES.iter().position(|row| row.id == issue).unwrap_or(ISSUES.len())
}

/// What the issue's pole means ("having it"), where it is built in.
pub fn issue_pole(issue: &str) -> Option<&'static str> {
    ISSUES.iter().find(|row| row.id == issue).map(|row| row.pole)
}

/// A stance in a reader's words.
pub fn stance_word(stance: Stance) -> &'static str {
    match stance {
        Stance::For => "for",
        Stance::Against => "against",
        Stance::Conditional => "on conditions",
        Stance::Neutral => "no side taken",
    }
}

/// A mark for the stance that needs no colour.
pub fn stance_mark(stance: Stance) -> &'static str {
    match stance {
        Stance::For => "+",
        Stance::Against => "−",
        Stance::Conditional => "±",
        Stance::Neutral => "·",
    }
}

/// "accused Vladimir Putin", "demanded", "proposed to Hamas".
pub fn act_phrase(act: Act, addressees: &[String]) -> String {
    let (verb, link) = match act {
        Act::Assert => ("said", " to "),
        Act::Announce => ("announced", " to "),
        Act::Promise => ("promised", " to "),
        Act::Propose => ("proposed", " to "),
        Act::Accept => ("accepted", ", to "),
        Act::Praise => ("praised", " "),
        Act::Request => ("asked", " "),
        Act::Demand => ("demanded", " of "),
        Act::Reject => ("rejected", ", to "),
        Act::Deny => ("denied", ", to "),
        Act::Accuse => ("accused", " "),
        Act::Warn => ("warned", " "),
        Act::Threaten => ("threatened", " "),
        Act::Expect => ("expected", " of "),
        Act::Question => ("questioned", ", to "),
    };
    if addressees.is_empty() { verb.to_owned() } else { format!("{verb}{link}{}", joined(addressees)) }
}

/// Whether a cue ("has accused", "insists that") says by itself what the act is.
pub fn names_act(act: Act, cue: &str) -> bool {
    let stems: &[&str] = match act {
        Act::Assert => {
            &["sa", "told", "tell", "stat", "assert", "report", "describ", "add", "not", "explain"]
        }
        Act::Announce => &["announc", "declar"],
        Act::Promise => &["promis", "pledg", "vow", "agree", "commit"],
        Act::Propose => &["propos", "offer", "suggest"],
        Act::Accept => &["accept", "agree", "welcom"],
        Act::Praise => &["prais", "commend", "hail", "thank"],
        Act::Request => &["request", "ask", "urg", "appeal", "call"],
        Act::Demand => &["demand", "insist", "requir", "order", "call"],
        Act::Reject => &["reject", "refus", "rul"],
        Act::Deny => &["deni", "deny"],
        Act::Accuse => &["accus", "blam", "alleg", "critici", "condemn"],
        Act::Warn => &["warn"],
        Act::Threaten => &["threat"],
        Act::Expect => &["expect", "hop", "predict", "believ"],
        Act::Question => &["question", "doubt", "ask"],
    };
    let words = cue.split(|character: char| !character.is_alphanumeric());
    words.map(str::to_lowercase).any(|word| stems.iter().any(|stem| word.starts_with(stem)))
}

/// How much a statement with this act says about where its speaker stands; the more, the sooner it is shown.
pub fn act_weight(act: Act) -> u8 {
    match act {
        Act::Reject | Act::Accept | Act::Demand | Act::Propose | Act::Promise => 5,
        Act::Announce | Act::Threaten => 4,
        Act::Request | Act::Praise => 3,
        Act::Warn | Act::Expect | Act::Deny => 2,
        Act::Assert | Act::Question | Act::Accuse => 1,
    }
}

/// An event's status in a reader's words.
pub fn event_status(status: EventStatus) -> &'static str {
    match status {
        EventStatus::Happened => "happened",
        EventStatus::Ongoing => "goes on",
        EventStatus::Planned => "planned",
        EventStatus::Proposed => "proposed",
        EventStatus::Claimed => "claimed",
        EventStatus::Denied => "denied",
        EventStatus::Hypothetical => "only supposed",
    }
}

/// A term's status in a reader's words.
pub fn term_status(status: TermStatus) -> &'static str {
    match status {
        TermStatus::Proposed => "proposed it",
        TermStatus::Accepted => "accepted it",
        TermStatus::ConditionallyAccepted => "accepted it on conditions",
        TermStatus::Rejected => "rejected it",
        TermStatus::Agreed => "agreed to it",
        TermStatus::InForce => "keeps it in force",
        TermStatus::Violated => "broke it",
        TermStatus::Expired => "let it run out",
        TermStatus::Withdrawn => "took it back",
        TermStatus::Unclear => "unclear",
    }
}

/// "A", "A and B", "A, B and C".
pub fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [init @ .., last] => format!("{} and {last}", init.join(", ")),
    }
}

/// "1 statement", "2 statements".
pub fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month(day: Date) -> &'static str {
    MONTHS[(day.month() - 1) as usize]
}

/// "17 March 2025".
pub fn day(day: Date) -> String {
    format!("{} {} {}", day.day(), month(day), day.year())
}

/// "17 March 2025", "March 2025", "June to August 2024", "2022", "3 to 5 May 2025".
pub fn days([first, last]: DateRange) -> String {
    if first == last {
        return day(first);
    }
    let whole_months = first.day() == 1 && last.checked_add(1.day()).is_ok_and(|next| next.day() == 1);
    let same_year = first.year() == last.year();
    match (whole_months, same_year) {
        (true, true) if first.month() == 1 && last.month() == 12 => first.year().to_string(),
        (true, true) if first.month() == last.month() => format!("{} {}", month(first), first.year()),
        (true, true) => format!("{} to {} {}", month(first), month(last), last.year()),
        (true, false) if first.month() == 1 && last.month() == 12 => {
            format!("{} to {}", first.year(), last.year())
        }
        (true, false) => {
            format!("{} {} to {} {}", month(first), first.year(), month(last), last.year())
        }
        (false, true) if first.month() == last.month() => format!("{} to {}", first.day(), day(last)),
        (false, true) => format!("{} {} to {}", first.day(), month(first), day(last)),
        (false, false) => format!("{} to {}", day(first), day(last)),
    }
}

/// "about 20 %", "1,000", "24 to 99", "61 billion USD", "30 days".
pub fn quantity(figure: &Figure) -> String {
    let [low, high] = figure.value;
    let number = if low == high { number(low) } else { format!("{} to {}", number(low), number(high)) };
    let approximately = if figure.approximate { "about " } else { "" };
    let unit = match figure.unit.as_str() {
        "" | "person" => return format!("{approximately}{number}"),
        unit @ ("%" | "km2" | "kg" | "USD" | "EUR") => unit.replace("km2", "km²"),
        noun if (low, high) == (1.0, 1.0) || noun.chars().any(char::is_uppercase) => noun.to_owned(),
        noun if noun.ends_with('s') => noun.to_owned(),
        noun => format!("{noun}s"),
    };
    format!("{approximately}{number} {unit}")
}

/// "1,000", "2.5", "61 billion".
pub fn number(value: f64) -> String {
    for (size, word) in [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")] {
        let part = value / size;
        if part >= 1.0 && (part * 100.0).fract() == 0.0 {
            return format!("{part} {word}");
        }
    }
    let plain = value.to_string();
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(w, f)| (w, Some(f)));
    let digits = whole.trim_start_matches('-').len();
    let mut out = String::new();
    for (index, character) in whole.trim_start_matches('-').chars().enumerate() {
        if index > 0 && (digits - index) % 3 == 0 {
            out.push(',');
        }
        out.push(character);
    }
    if value < 0.0 {
        out.insert(0, '-');
    }
    match fraction {
        Some(fraction) => format!("{out}.{fraction}"),
        None => out,
    }
}

/// "30 days" for `P30D`; a duration that is not one plain number keeps its ISO form.
pub fn duration(iso: &str) -> String {
    let unit = |letter, time| match (letter, time) {
        ('D', false) => Some("day"),
        ('W', false) => Some("week"),
        ('M', false) => Some("month"),
        ('Y', false) => Some("year"),
        ('H', true) => Some("hour"),
        ('M', true) => Some("minute"),
        _ => None,
    };
    let time = iso.starts_with("PT");
    let rest = iso.trim_start_matches('P').trim_start_matches('T');
    let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let mut tail = rest[number.len()..].chars();
    match (number.parse::<usize>(), tail.next().and_then(|letter| unit(letter, time)), tail.next()) {
        (Ok(number), Some(noun), None) => counted(number, noun),
        _ => iso.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_built_in_issue_has_a_title() {
        let catalogue: Vec<_> = ISSUES.iter().map(|issue| issue.id).collect();
        let titled: Vec<_> = ISSUE_TITLES.iter().map(|(id, _)| *id).collect();
        assert_eq!(catalogue, titled);
    }

    #[test]
    fn days_are_written_as_people_write_them() {
        let check = |first: Date, last: Date, expected: &str| assert_eq!(days([first, last]), expected);
        check(date(2025, 3, 17), date(2025, 3, 17), "17 March 2025");
        check(date(2025, 3, 17), date(2025, 3, 19), "17 to 19 March 2025");
        check(date(2025, 3, 30), date(2025, 4, 2), "30 March to 2 April 2025");
        check(date(2024, 12, 30), date(2025, 1, 2), "30 December 2024 to 2 January 2025");
        check(date(2025, 2, 1), date(2025, 2, 28), "February 2025");
        check(date(2024, 6, 1), date(2024, 8, 31), "June to August 2024");
        check(date(2024, 11, 1), date(2025, 1, 31), "November 2024 to January 2025");
        check(date(2022, 1, 1), date(2022, 12, 31), "2022");
        check(date(2014, 1, 1), date(2022, 12, 31), "2014 to 2022");
    }

    #[test]
    fn numbers_are_grouped() {
        let check = |value: f64, expected: &str| assert_eq!(number(value), expected);
        check(20.0, "20");
        check(1000.0, "1,000");
        check(123456.0, "123,456");
        check(2.5, "2.5");
        check(61e9, "61 billion");
        check(1_250_000.0, "1.25 million");
        check(1_234_567.0, "1,234,567");
        check(-1200.0, "-1,200");
    }

    #[test]
    fn durations_are_read_out() {
        let check = |iso: &str, expected: &str| assert_eq!(duration(iso), expected);
        check("P30D", "30 days");
        check("P1Y", "1 year");
        check("PT72H", "72 hours");
        check("P1M15D", "P1M15D");
        check("", "");
    }
}
