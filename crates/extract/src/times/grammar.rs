//! Which words are a time expression, and what it says. Longest readings are tried first.

use super::form::{Form, Part, Unit, Which, YearOf};
use super::words::{count_at, day_number_at, feast_at, month_at, season, unit, weekday_at, which, year_at};
use crate::scan::{PieceKind, Pieces};

/// A reading: what the words say, and the index after them.
pub(super) type Reading = Option<(Form, usize)>;

/// Reads the time expression that starts at piece `at`.
pub(super) fn expression_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    let piece = pieces.at(at);
    if piece.kind == PieceKind::Mark || piece.kind == PieceKind::End {
        return None;
    }
    since_at(pieces, at)
        .or_else(|| range_at(pieces, at))
        .or_else(|| shifted_at(pieces, at))
        .or_else(|| single_at(pieces, at))
        .or_else(|| duration_at(pieces, at))
}

/// The same without ranges and "since": TIMEX3 marks their ends by themselves.
pub(super) fn timex_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    let piece = pieces.at(at);
    if piece.kind == PieceKind::Mark || piece.kind == PieceKind::End {
        return None;
    }
    single_at(pieces, at).or_else(|| duration_at(pieces, at))
}

/// An expression that names days by itself.
fn single_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    numeric_at(pieces, at)
        .or_else(|| part_at(pieces, at))
        .or_else(|| weekday_expression_at(pieces, at))
        .or_else(|| month_day_at(pieces, at))
        .or_else(|| day_month_at(pieces, at))
        .or_else(|| feast_expression_at(pieces, at))
        .or_else(|| month_expression_at(pieces, at))
        .or_else(|| today_at(pieces, at))
        .or_else(|| stretch_at(pieces, at))
        .or_else(|| calendar_at(pieces, at))
        .or_else(|| mentioned_at(pieces, at))
        .or_else(|| ago_at(pieces, at))
        .or_else(|| within_at(pieces, at))
        .or_else(|| year_expression_at(pieces, at))
}

/// "2025-05-21", "21.05.2025", "5/21/2025" (month first unless that cannot be).
fn numeric_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    let number = |offset: usize| pieces.at(at + offset).whole();
    let mark = pieces.at(at + 1);
    if !mark.tight || !pieces.at(at + 3).is(&mark.lower) || pieces.at(at + 3).kind != PieceKind::Mark {
        return None;
    }
    let (first, second, third) = (number(0)?, number(2)?, number(4)?);
    let length = |offset: usize| pieces.at(at + offset).text.len();
    let (year, month, day) = match mark.lower.as_str() {
        "-" | "/" if length(0) == 4 => (first, second, third),
        "." if length(4) == 4 => (third, second, first),
        "/" if length(4) == 4 && first > 12 => (third, second, first),
        "/" if length(4) == 4 => (third, first, second),
        _ => return None,
    };
    let valid = (1000..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    valid.then_some((Form::Day { year: Some(year as i16), month: month as i8, day: day as i8 }, at + 5))
}

/// "early March", "mid-2024", "the end of May", "later this week", "earlier on Monday".
fn part_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    let mut next = at + usize::from(pieces.at(at).is("the"));
    let word = pieces.at(next).lower.as_str();
    let (part, of) = match word {
        "early" => (Part::Early, false),
        "mid" | "middle" => (Part::Middle, word == "middle"),
        "late" => (Part::Late, false),
        "beginning" | "start" => (Part::Early, true),
        "end" => (Part::Late, true),
        "earlier" => (Part::Before, false),
        "later" => (Part::After, false),
        _ => return None,
    };
    next += 1;
    if pieces.at(next).is_one_of(&["-", "–"]) {
        next += 1;
    } else if of != pieces.at(next).is("of") {
        return None;
    } else if of {
        next += 1;
    }
    if matches!(part, Part::Before | Part::After) && pieces.at(next).is("on") {
        next += 1;
    }
    next += usize::from(
        pieces.at(next).is("in") && matches!(part, Part::Before | Part::After | Part::Early | Part::Late),
    );
    let (form, next) = longer_stretch_at(pieces, next)?;
    Some((Form::PartOf(part, Box::new(form)), next))
}

/// What a part can be of: a month, a year, a season, a week, a day.
fn longer_stretch_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    weekday_expression_at(pieces, at)
        .or_else(|| month_expression_at(pieces, at))
        .or_else(|| today_at(pieces, at))
        .or_else(|| calendar_at(pieces, at))
        .or_else(|| decade_at(pieces, at))
        .or_else(|| {
            let at = at + usize::from(pieces.at(at).is("the"));
            pieces.at(at).is_one_of(&["week", "month", "year"]).then(|| {
                let (unit, _) = unit(&pieces.at(at).lower).expect("listed just above");
                (Form::Calendar { unit, which: Which::This }, at + 1)
            })
        })
        .or_else(|| year_at(pieces, at).map(|year| (Form::Year(year), at + 1)))
}

const PARTS_OF_DAY: &[&str] = &["morning", "afternoon", "evening", "night", "nights", "mornings"];

/// "Monday", "last Monday", "Monday night", "Friday, May 16", "Tuesday (May 20)".
fn weekday_expression_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    let shift = which(&pieces.at(at).lower);
    let start = at + usize::from(shift.is_some());
    let (day, mut next) = weekday_at(pieces, start)?;
    if pieces.at(next).is_one_of(PARTS_OF_DAY) {
        next += 1;
    }
    if shift.is_none() {
        let mut date = next;
        while pieces.at(date).is_one_of(&[",", "(", "the"]) {
            date += 1;
        }
        if let Some((form, after)) = month_day_at(pieces, date).or_else(|| day_month_at(pieces, date)) {
            let closed = usize::from(pieces.at(next).is("(") && pieces.at(after).is(")"));
            return Some((form, after + closed));
        }
    }
    // "last week Monday" is rare; "Monday last week" less so.
    if let Some((Form::Calendar { unit: Unit::Week, which }, after)) = calendar_at(pieces, next)
        && which != Which::This
    {
        return Some((Form::Weekday { day, which: Some(which) }, after));
    }
    Some((Form::Weekday { day, which: shift }, next))
}

/// "May 21", "May 21, 2025", "May 9 to 11", "May 27 and 28" (as a range).
fn month_day_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    let (month, next) = month_at(pieces, at)?;
    let next = next + usize::from(pieces.at(next).is("the"));
    let (day, mut next) = day_number_at(pieces, next)?;
    let mut last = None;
    if pieces.at(next).is_one_of(&["-", "–", "to", "and", "through", "until"])
        && month_at(pieces, next + 1).is_none()
        && let Some((second, after)) = day_number_at(pieces, next + 1)
        && second > day
        && !pieces.at(after).is_one_of(&["people", "others", "%", "more"])
    {
        (last, next) = (Some(second), after);
    }
    let year = trailing_year(pieces, &mut next);
    Some((days_of(year, month, day, last), next))
}

fn days_of(year: Option<i16>, month: i8, day: i8, last: Option<i8>) -> Form {
    let first = Form::Day { year, month, day };
    match last {
        Some(day) => Form::Between(Box::new(first), Box::new(Form::Day { year, month, day })),
        None => first,
    }
}

/// ", 2025", " 2025", " of this year"; moves `next` past it.
fn trailing_year(pieces: &Pieces<'_>, next: &mut usize) -> Option<i16> {
    let at = *next + usize::from(pieces.at(*next).is_one_of(&[",", "of"]));
    let year = year_at(pieces, at).filter(|year| *year >= 1500)?;
    *next = at + 1;
    Some(year)
}

/// "21 May", "21 May 2025", "23rd of May", "27 and 28 May", "9-11 May".
fn day_month_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    let start = at + usize::from(pieces.at(at).is("the"));
    let (day, mut next) = day_number_at(pieces, start)?;
    let mut last = None;
    if pieces.at(next).is_one_of(&["-", "–", "to", "and"])
        && let Some((second, after)) = day_number_at(pieces, next + 1)
        && second > day
    {
        (last, next) = (Some(second), after);
    }
    next += usize::from(pieces.at(next).is("of"));
    let (month, mut next) = month_at(pieces, next)?;
    let year = trailing_year(pieces, &mut next);
    Some((days_of(year, month, day, last), next))
}

fn feast_expression_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    let (month, day, mut next) = feast_at(pieces, at)?;
    let year = trailing_year(pieces, &mut next);
    Some((Form::Day { year, month, day }, next))
}

/// "May 2025", "May of this year", "last May", "this May", "May" after a preposition of time.
fn month_expression_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    let shift = which(&pieces.at(at).lower);
    let start = at + usize::from(shift.is_some());
    let (month, mut next) = month_at(pieces, start)?;
    if let Some(year) = trailing_year(pieces, &mut next) {
        return Some((Form::Month { year: YearOf::Given(year), month }, next));
    }
    let of = next + usize::from(pieces.at(next).is("of"));
    if let Some((Form::Calendar { unit: Unit::Year, which }, after)) = calendar_at(pieces, of) {
        return Some((Form::Month { year: YearOf::Relative(which), month }, after));
    }
    if let Some(which) = shift {
        return Some((Form::Month { year: YearOf::Nearest(which), month }, next));
    }
    // "may" at the head of a sentence and "March" as a verb or a name need a sign that they are months.
    let doubtful = pieces.at(start).is_one_of(&["may", "march", "august"]);
    let signed = pieces.before(start).is_one_of(&[
        "in", "of", "since", "by", "until", "till", "early", "late", "mid", "-", "during", "from", "to",
        "and", "between", "before", "after", "the", "through", "for", "on", "earlier",
    ]);
    (!doubtful || signed).then_some((Form::Month { year: YearOf::Open, month }, next))
}

/// "today", "yesterday", "tomorrow", "tonight", "this morning", "overnight", "last night".
fn today_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    let word = pieces.at(at).lower.as_str();
    let follower = pieces.at(at + 1);
    let part_of_day = follower.is_one_of(PARTS_OF_DAY);
    let (first, last, length) = match word {
        "today" | "tonight" => (0, 0, 1),
        "yesterday" => (-1, -1, 1 + usize::from(part_of_day)),
        "tomorrow" => (1, 1, 1 + usize::from(part_of_day)),
        "overnight" => (-1, 0, 1),
        "this" if part_of_day => (0, 0, 2),
        "last" if follower.is("night") => (-1, 0, 2),
        _ => return None,
    };
    Some((Form::FromToday { first, last }, at + length))
}

/// "the past 24 hours", "the last week", "the coming days", "the next two months", "recent weeks".
fn stretch_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    let article = pieces.at(at).is("the");
    let start = at + usize::from(article);
    let word = pieces.at(start).lower.as_str();
    let past = match word {
        "past" | "last" | "recent" | "previous" | "preceding" => true,
        "coming" | "next" | "following" => false,
        _ => return None,
    };
    let (count, next) = match count_at(pieces, start + 1) {
        Some((count, next)) if !pieces.at(start + 1).is("a") => (Some(count), next),
        _ => (None, start + 1),
    };
    let next = next + usize::from(count.is_some() && pieces.at(next).is_one_of(&["-", "full"]));
    let (unit, plural) = unit(&pieces.at(next).lower)?;
    let count = match count {
        Some(count) if count >= 1.0 => count as i64,
        Some(_) => return None,
        // "recent weeks" leaves the number open: three, as for "a few".
        None if plural => 3,
        // "last week" is the calendar's, "the last week" the seven days before.
        None if word == "past" || (article && matches!(word, "last" | "coming")) => 1,
        None => return None,
    };
    if plural && word == "previous" {
        return None;
    }
    Some(if past { (Form::Past { count, unit }, next + 1) } else { (Form::Coming { count, unit }, next + 1) })
}

/// "last week", "this year", "next month", "the weekend", "last summer", "summer 2024", "last weekend".
fn calendar_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    let word = pieces.at(at).lower.as_str();
    if word == "the" && pieces.at(at + 1).is("weekend") {
        return Some((Form::Weekend, at + 2));
    }
    let (which, start) = match which(word).filter(|_| word != "coming") {
        Some(which) => (Some(which), at + 1),
        None if matches!(word, "the" | "in") => (None, at + 1),
        None => (None, at),
    };
    let named = pieces.at(start).lower.as_str();
    if let Some(season) = season(named) {
        let of = start + 1 + usize::from(pieces.at(start + 1).is_one_of(&["of", ","]));
        let year = year_at(pieces, of);
        let next = if year.is_some() { of + 1 } else { start + 1 };
        // "the fall of the city" is no season.
        let led = named != "fall" && pieces.before(start).is_one_of(&["in", "the", "since"]);
        let dated = year.is_some() || which.is_some() || led;
        return dated.then_some((Form::SeasonOf { season, which, year }, next));
    }
    let which = which?;
    match unit(named)? {
        (Unit::Minute | Unit::Hour | Unit::Day, _) | (_, true) => None,
        (unit, false) => Some((Form::Calendar { unit, which }, start + 1)),
    }
}

/// "the same day", "that day", "the next day", "the following week", "a day earlier", "two weeks later".
fn mentioned_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    let day = |offset: usize| pieces.at(at + offset).is("day");
    if pieces.at(at).is("the") && day(2) {
        let days = match pieces.at(at + 1).lower.as_str() {
            "same" => 0,
            "next" | "following" => 1,
            "previous" | "preceding" => -1,
            _ => return None,
        };
        return Some((Form::FromMentioned { count: days, unit: Unit::Day }, at + 3));
    }
    if pieces.at(at).is_one_of(&["that", "same"]) && day(1) {
        return Some((Form::FromMentioned { count: 0, unit: Unit::Day }, at + 2));
    }
    if pieces.follow(at, &["the", "day", "before"]) && !is_word(pieces, at + 3) {
        return Some((Form::FromMentioned { count: -1, unit: Unit::Day }, at + 3));
    }
    let (count, next) = count_at(pieces, at)?;
    let (unit, _) = unit(&pieces.at(next).lower)?;
    let direction = match pieces.at(next + 1).lower.as_str() {
        "earlier" => -1,
        "later" => 1,
        _ => return None,
    };
    Some((Form::FromMentioned { count: direction * count as i64, unit }, next + 2))
}

fn is_word(pieces: &Pieces<'_>, at: usize) -> bool {
    matches!(pieces.at(at).kind, PieceKind::Word | PieceKind::Number)
}

/// "three days ago", "more than a decade ago", "19 months ago".
fn ago_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    let (count, next) = count_at(pieces, at)?;
    let (unit, _) = unit(&pieces.at(next).lower)?;
    (pieces.at(next + 1).is("ago") && count >= 1.0)
        .then_some((Form::Ago { count: count as i64, unit }, next + 2))
}

/// "in two weeks", "within 48 hours", "in the coming week".
fn within_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    if !pieces.at(at).is_one_of(&["in", "within"]) {
        return None;
    }
    let (count, next) = count_at(pieces, at + 1)?;
    let (unit, _) = unit(&pieces.at(next).lower)?;
    let whole = count >= 1.0 && !pieces.at(next + 1).is_one_of(&["of", "-"]);
    whole.then_some((Form::Within { count: count as i64, unit }, next + 1))
}

/// "in 2022", "the 2015 accord", "2014–2015", "the 1990s".
fn year_expression_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    if let Some(reading) = decade_at(pieces, at) {
        return Some(reading);
    }
    let year = year_at(pieces, at).filter(|year| (1800..2100).contains(year))?;
    let before = pieces.before(at);
    let led = before.is_one_of(&[
        "in", "of", "since", "from", "until", "till", "by", "before", "after", "during", "year", "late",
        "early", "mid", "the", "and", "to", "-", "–", "(", "between", "around", "for", "its", "their", "his",
        "her", "s", "a", "this", "through", "back", "that", "was", "only", "about",
    ]);
    let follower = pieces.at(at + 1);
    let counted = follower.is_one_of(&[
        "people",
        "soldiers",
        "troops",
        "men",
        "women",
        "children",
        "tanks",
        "drones",
        "civilians",
        "prisoners",
        "km",
        "kilometres",
        "kilometers",
        "miles",
        "tons",
        "tonnes",
        "m",
        "metres",
        "meters",
        "%",
        "dollars",
        "euros",
        "fighters",
        "workers",
        "trucks",
        "hostages",
        "million",
        "billion",
        "missiles",
        "shells",
        "casualties",
        "others",
        "Palestinians",
        "homes",
        "houses",
        "families",
        "per",
    ]);
    let tight_mark = follower.tight && follower.is_one_of(&["%", "/", ":"]);
    (led && !counted && !tight_mark).then_some((Form::Year(year), at + 1))
}

/// "the 1990s".
fn decade_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    let start = at + usize::from(pieces.at(at).is("the"));
    let year = year_at(pieces, start).filter(|year| year % 10 == 0)?;
    let plural = pieces.at(start + 1);
    (plural.tight && plural.is("s")).then_some((Form::DecadeOf(year), start + 2))
}

/// "since January", "ever since 2014".
fn since_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    if !pieces.at(at).is("since") {
        return None;
    }
    let (form, next) = single_at(pieces, at + 1)?;
    Some((Form::Since(Box::new(form)), next))
}

/// "from May 9 to 11", "between Monday and Friday", "2014–2015", "from January to March".
fn range_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    let led = pieces.at(at).is_one_of(&["from", "between"]);
    let start = at + usize::from(led);
    let (first, next) = if led { single_at(pieces, start) } else { year_expression_at(pieces, start) }?;
    // "from May 9 to 11" was read whole by the day's own rule.
    if led && matches!(first, Form::Between(..)) {
        return Some((first, next));
    }
    let joint = pieces.at(next);
    if !joint.is_one_of(&["to", "and", "until", "till", "through", "-", "–"]) {
        return None;
    }
    let (second, after) = match year_at(pieces, next + 1) {
        Some(year) if matches!(first, Form::Year(_)) => (Form::Year(year), next + 2),
        _ if led => single_at(pieces, next + 1)?,
        _ => return None,
    };
    Some((Form::Between(Box::new(first), Box::new(second)), after))
}

/// "two days after October 7", "a week before the 2015 accord" where the anchor is itself a time.
fn shifted_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    let (count, next) = count_at(pieces, at)?;
    let (unit, _) = unit(&pieces.at(next).lower)?;
    let direction = match pieces.at(next + 1).lower.as_str() {
        "after" => 1,
        "before" => -1,
        _ => return None,
    };
    let anchor = next + 2 + usize::from(pieces.at(next + 2).is("the"));
    let (form, after) = single_at(pieces, anchor)?;
    (count >= 1.0)
        .then_some((Form::Shifted { count: direction * count as i64, unit, from: Box::new(form) }, after))
}

/// "30-day", "two months", "48 hours", "a year".
fn duration_at(pieces: &Pieces<'_>, at: usize) -> Reading {
    let (count, next) = count_at(pieces, at)?;
    let dash = pieces.at(next).is_one_of(&["-", "–", "‑"]);
    let next = next + usize::from(dash);
    let (unit, plural) = unit(&pieces.at(next).lower)?;
    // "a day" is mostly a rate or an occasion; "a week", "a year" likewise unless "for" leads.
    let bare = pieces.at(at).is_one_of(&["a", "an"]) && !dash && !plural;
    let led =
        pieces.before(at).is_one_of(&["for", "of", "than", "over", "after", "nearly", "almost", "about"]);
    (!bare || led).then_some((Form::Duration { count, unit }, next + 1))
}
