//! The words of the English calendar.

use super::form::{Season, Unit, Which};
use crate::numerals;
use crate::scan::{PieceKind, Pieces};

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Whether a word in small letters names a day of the week or a month in full.
pub(crate) fn is_weekday_or_month(word: &str) -> bool {
    WEEKDAYS.contains(&word) || MONTHS.contains(&word)
}

/// The month that the word at `at` names, and the index after it (past the stop of an abbreviation).
/// "may" and "march" count only with a capital, abbreviations likewise.
pub(super) fn month_at(pieces: &Pieces<'_>, at: usize) -> Option<(i8, usize)> {
    let piece = pieces.at(at);
    if piece.kind != PieceKind::Word || !piece.is_capitalised() {
        return None;
    }
    let word = piece.lower.as_str();
    if let Some(index) = MONTHS.iter().position(|month| *month == word) {
        return Some((index as i8 + 1, at + 1));
    }
    let short = if word == "sept" { "sep" } else { word };
    let index = MONTHS.iter().position(|month| short.len() == 3 && month.starts_with(short))?;
    let stop = pieces.at(at + 1);
    // A short form needs its stop or a number beside it: "Mar. 3", "3 Mar".
    let numbered = pieces.at(at + 1).kind == PieceKind::Number || pieces.before(at).kind == PieceKind::Number;
    if stop.is(".") && stop.tight {
        Some((index as i8 + 1, at + 2))
    } else {
        numbered.then_some((index as i8 + 1, at + 1))
    }
}

/// The weekday that the word at `at` names (0 is Monday), and the index after it.
pub(super) fn weekday_at(pieces: &Pieces<'_>, at: usize) -> Option<(i8, usize)> {
    let piece = pieces.at(at);
    if !piece.is_capitalised() {
        return None;
    }
    let word = piece.lower.as_str();
    if let Some(index) = WEEKDAYS.iter().position(|day| *day == word) {
        return Some((index as i8, at + 1));
    }
    let stop = pieces.at(at + 1);
    let short =
        matches!(word, "mon" | "tue" | "tues" | "wed" | "thu" | "thur" | "thurs" | "fri" | "sat" | "sun");
    let index = WEEKDAYS.iter().position(|day| short && day.starts_with(&word[..3]))?;
    (stop.is(".") && stop.tight).then_some((index as i8, at + 2))
}

/// The unit that a word names, and whether it is a plural.
pub(super) fn unit(word: &str) -> Option<(Unit, bool)> {
    Some(match word {
        "minute" => (Unit::Minute, false),
        "minutes" => (Unit::Minute, true),
        "hour" => (Unit::Hour, false),
        "hours" => (Unit::Hour, true),
        "day" => (Unit::Day, false),
        "days" => (Unit::Day, true),
        "week" => (Unit::Week, false),
        "weeks" => (Unit::Week, true),
        "weekend" => (Unit::Weekend, false),
        "weekends" => (Unit::Weekend, true),
        "month" => (Unit::Month, false),
        "months" => (Unit::Month, true),
        "quarter" => (Unit::Quarter, false),
        "year" => (Unit::Year, false),
        "years" => (Unit::Year, true),
        "decade" => (Unit::Decade, false),
        "decades" => (Unit::Decade, true),
        "century" => (Unit::Century, false),
        "centuries" => (Unit::Century, true),
        _ => return None,
    })
}

/// The season that a word names.
pub(super) fn season(word: &str) -> Option<Season> {
    Some(match word {
        "spring" => Season::Spring,
        "summer" => Season::Summer,
        "autumn" | "fall" => Season::Autumn,
        "winter" => Season::Winter,
        _ => return None,
    })
}

/// "last", "this", "next" and their kin.
pub(super) fn which(word: &str) -> Option<Which> {
    Some(match word {
        "last" | "previous" => Which::Last,
        "this" | "current" => Which::This,
        "next" | "coming" | "upcoming" => Which::Next,
        _ => return None,
    })
}

/// A day with a fixed date that goes by a name: month and day.
pub(super) fn feast_at(pieces: &Pieces<'_>, at: usize) -> Option<(i8, i8, usize)> {
    const FEASTS: &[(&[&str], i8, i8)] = &[
        (&["New", "Year", "’", "s", "Eve"], 12, 31),
        (&["New", "Year", "'", "s", "Eve"], 12, 31),
        (&["New", "Year", "’", "s", "Day"], 1, 1),
        (&["New", "Year", "'", "s", "Day"], 1, 1),
        (&["Christmas", "Eve"], 12, 24),
        (&["Christmas", "Day"], 12, 25),
        (&["Christmas"], 12, 25),
        (&["Victory", "Day"], 5, 9),
        (&["May", "Day"], 5, 1),
    ];
    FEASTS.iter().find_map(|(words, month, day)| {
        let matches = words.iter().enumerate().all(|(offset, word)| pieces.at(at + offset).text == *word);
        matches.then_some((*month, *day, at + words.len()))
    })
}

/// A day of the month at `at` ("21", "21st", "7th"), and the index after it.
pub(super) fn day_number_at(pieces: &Pieces<'_>, at: usize) -> Option<(i8, usize)> {
    let day = pieces.at(at).whole().filter(|day| (1..=31).contains(day))? as i8;
    if pieces.at(at).text.len() > 2 {
        return None;
    }
    let suffix = pieces.at(at + 1);
    let ordinal = suffix.tight && suffix.is_one_of(&["st", "nd", "rd", "th"]);
    // "21.5", "21%" and "7:30" are no days.
    let other = pieces.at(at + 1).tight && pieces.at(at + 1).is_one_of(&["%", ":", "°"]);
    (!other).then_some((day, at + 1 + usize::from(ordinal)))
}

/// A year in four plain digits, 1000 to 2199.
pub(super) fn year_at(pieces: &Pieces<'_>, at: usize) -> Option<i16> {
    let piece = pieces.at(at);
    let year = piece.whole().filter(|year| (1000..2200).contains(year) && piece.text.len() == 4)?;
    Some(year as i16)
}

/// A small count before a unit: "three", "a", "a few" (three), "a couple of" (two), "several" (three).
pub(super) fn count_at(pieces: &Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    if pieces.follow(at, &["a", "few"]) {
        return Some((3.0, at + 2));
    }
    let piece = pieces.at(at);
    if piece.is_one_of(&["few", "several"]) {
        return Some((3.0, at + 1));
    }
    if let Some(found) = numerals::simple_at(pieces, at).filter(|found| !found.vague && !found.fraction) {
        return Some((found.low, found.next));
    }
    if pieces.follow(at, &["half", "a"]) {
        return Some((0.5, at + 2));
    }
    piece.is_one_of(&["a", "an"]).then_some((1.0, at + 1))
}
