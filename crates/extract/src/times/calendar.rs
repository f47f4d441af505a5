//! Sets what a time expression says against the calendar: first and last day, or an ISO 8601 duration.
//!
//! The conventions are written down in `docs/times.md`.

use super::form::{Form, Part, Season, Unit, Which, YearOf};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use verbale_record::DateRange;

/// The time that the verb above an expression points to.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Direction {
    /// "met on Monday".
    Past,
    /// "will meet on Monday".
    Future,
    /// Nothing tells.
    Open,
}

/// What an expression is read against.
#[derive(Copy, Clone, Debug)]
pub(super) struct Reading {
    /// The day of publication.
    pub published: Option<Date>,
    /// The time of the verb above.
    pub direction: Direction,
    /// The day mentioned last.
    pub mentioned: Option<Date>,
}

/// The days that `form` stands for; none where it names none or nothing tells which.
pub(super) fn days(form: &Form, reading: Reading) -> Option<DateRange> {
    let today = reading.published;
    match form {
        Form::Day { year: Some(year), month, day } => whole_day(Date::new(*year, *month, *day).ok()?),
        Form::Day { year: None, month, day } => {
            let of_year = |year: i16| Date::new(year, *month, *day).ok();
            whole_day(nearest_year(of_year, reading)?)
        }
        Form::Month { year, month } => month_days(*year, *month, reading),
        Form::Year(year) => year_days(*year, *year),
        Form::DecadeOf(year) => year_days(*year, *year + 9),
        Form::Weekday { day, which } => whole_day(weekday(*day, *which, reading)?),
        Form::FromToday { first, last } => Some([plus(today?, *first)?, plus(today?, *last)?]),
        Form::Calendar { unit, which } => clipped(calendar(*unit, *which, reading)?, *which, reading),
        Form::SeasonOf { season, which, year } => season_days(*season, *which, *year, reading),
        Form::Weekend => weekend(None, reading),
        Form::Past { count, unit } => Some([shift(today?, -*count, *unit)?, today?]),
        Form::Coming { count, unit } => Some([today?, shift(today?, *count, *unit)?]),
        Form::Ago { count, unit } => ago(*count, *unit, today?),
        Form::Within { count, unit } => match reading.direction {
            // "destroyed in two weeks" tells how long it took.
            Direction::Past => None,
            _ => Some([today?, shift(today?, *count, *unit)?]),
        },
        Form::FromMentioned { count, unit } => whole_day(shift(reading.mentioned?, *count, *unit)?),
        Form::Shifted { count, unit, from } => {
            let [first, last] = days(from, reading)?;
            Some([shift(first, *count, *unit)?, shift(last, *count, *unit)?])
        }
        Form::PartOf(part, form) => part_days(*part, form, reading),
        Form::Since(form) => {
            let [first, _] = days(form, Reading { direction: Direction::Past, ..reading })?;
            Some([first, today.filter(|today| *today >= first)?])
        }
        Form::Between(first, last) => {
            let last = days(last, reading)?;
            // The first end lies before the last one, whatever the verb says.
            let anchor = Reading { published: Some(last[1]), direction: Direction::Past, ..reading };
            let first = days(first, anchor)?;
            (first[0] <= last[1]).then_some([first[0], last[1]])
        }
        Form::Duration { .. } => None,
    }
}

/// The ISO 8601 duration that `form` names.
pub(super) fn duration(form: &Form) -> Option<String> {
    let Form::Duration { count, unit } = form else { return None };
    let number = if count.fract() == 0.0 { format!("{}", *count as i64) } else { format!("{count}") };
    Some(match unit {
        Unit::Minute => format!("PT{number}M"),
        Unit::Hour => format!("PT{number}H"),
        Unit::Day => format!("P{number}D"),
        Unit::Week | Unit::Weekend => format!("P{number}W"),
        Unit::Month => format!("P{number}M"),
        Unit::Quarter => format!("P{}M", count * 3.0),
        Unit::Year => format!("P{number}Y"),
        Unit::Decade => format!("P{}Y", count * 10.0),
        Unit::Century => format!("P{}Y", count * 100.0),
    })
}

fn whole_day(day: Date) -> Option<DateRange> {
    Some([day, day])
}

fn year_days(first: i16, last: i16) -> Option<DateRange> {
    Some([Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?])
}

fn month_of(year: i16, month: i8) -> Option<DateRange> {
    let first = Date::new(year, month, 1).ok()?;
    Some([first, first.last_of_month()])
}

fn plus(day: Date, offset: i64) -> Option<Date> {
    (offset.abs() < 1_000_000).then(|| day.checked_add(offset.days()).ok()).flatten()
}

/// A day moved by whole units.
fn shift(day: Date, count: i64, unit: Unit) -> Option<Date> {
    if count.abs() > 20_000 {
        return None;
    }
    let span = match unit {
        Unit::Minute => return Some(day),
        // Part of a day counts as a day.
        Unit::Hour => return plus(day, (count.abs() + 23) / 24 * count.signum()),
        Unit::Day => return plus(day, count),
        Unit::Week | Unit::Weekend => return plus(day, 7 * count),
        Unit::Month => count.months(),
        Unit::Quarter => (3 * count).months(),
        Unit::Year => count.checked_years()?,
        Unit::Decade => (10 * count).checked_years()?,
        Unit::Century => (100 * count).checked_years()?,
    };
    day.checked_add(span).ok()
}

trait CheckedYears {
    fn checked_years(self) -> Option<jiff::Span>;
}

impl CheckedYears for i64 {
    /// A span of years inside jiff's limits.
    fn checked_years(self) -> Option<jiff::Span> {
        jiff::Span::new().try_years(self).ok()
    }
}

/// The date of a year that fits: the latest not after publication for the past, the earliest not before it
/// for the future, else the nearest.
fn nearest_year(of_year: impl Fn(i16) -> Option<Date>, reading: Reading) -> Option<Date> {
    let today = reading.published?;
    let candidates = || (today.year() - 4..=today.year() + 4).filter_map(&of_year);
    match reading.direction {
        Direction::Past => candidates().rfind(|date| *date <= today),
        Direction::Future => candidates().find(|date| *date >= today),
        Direction::Open => candidates().min_by_key(|date| distance(*date, today)),
    }
}

fn distance(one: Date, other: Date) -> i64 {
    i64::from(one.duration_until(other).as_hours().abs() as i32)
}

fn month_days(year: YearOf, month: i8, reading: Reading) -> Option<DateRange> {
    let first = |year: i16| Date::new(year, month, 1).ok();
    let year = match year {
        YearOf::Given(year) => year,
        YearOf::Relative(which) => reading.published?.year() + offset(which) as i16,
        YearOf::Nearest(Which::This) => reading.published?.year(),
        YearOf::Nearest(Which::Last) => {
            // "last May", read in May, is the one a year before.
            let today = reading.published?.first_of_month();
            nearest_year(
                first,
                Reading { published: plus(today, -1), direction: Direction::Past, ..reading },
            )?
            .year()
        }
        YearOf::Nearest(Which::Next) => {
            let today = reading.published?.last_of_month();
            nearest_year(
                first,
                Reading { published: plus(today, 1), direction: Direction::Future, ..reading },
            )?
            .year()
        }
        YearOf::Open => {
            let today = reading.published?.first_of_month();
            nearest_year(first, Reading { published: Some(today), ..reading })?.year()
        }
    };
    month_of(year, month)
}

fn offset(which: Which) -> i64 {
    match which {
        Which::Last => -1,
        Which::This => 0,
        Which::Next => 1,
    }
}

fn weekday(day: i8, which: Option<Which>, reading: Reading) -> Option<Date> {
    let today = reading.published?;
    let now = i64::from(today.weekday().to_monday_zero_offset());
    let ahead = (i64::from(day) - now).rem_euclid(7);
    let back = (now - i64::from(day)).rem_euclid(7);
    match (which, reading.direction) {
        (Some(Which::Last), _) => plus(today, -(if back == 0 { 7 } else { back })),
        (Some(Which::Next), _) => plus(today, if ahead == 0 { 7 } else { ahead }),
        (Some(Which::This), Direction::Past) | (None, Direction::Past | Direction::Open) => {
            plus(today, -back)
        }
        (Some(Which::This), _) | (None, Direction::Future) => plus(today, ahead),
    }
}

fn monday_of(day: Date) -> Option<Date> {
    plus(day, -i64::from(day.weekday().to_monday_zero_offset()))
}

fn calendar(unit: Unit, which: Which, reading: Reading) -> Option<DateRange> {
    let today = reading.published?;
    let moved = |unit: Unit| shift(today, offset(which), unit);
    match unit {
        Unit::Week => {
            let monday = monday_of(moved(Unit::Week)?)?;
            Some([monday, plus(monday, 6)?])
        }
        Unit::Weekend => weekend(Some(which), reading),
        Unit::Month => {
            let day = shift(today.first_of_month(), offset(which), Unit::Month)?;
            Some([day, day.last_of_month()])
        }
        Unit::Quarter => {
            let first = Date::new(today.year(), (today.month() - 1) / 3 * 3 + 1, 1).ok()?;
            let first = shift(first, offset(which), Unit::Quarter)?;
            Some([first, shift(first, 2, Unit::Month)?.last_of_month()])
        }
        Unit::Year => {
            let year = today.year() + offset(which) as i16;
            year_days(year, year)
        }
        Unit::Decade => {
            let year = today.year() / 10 * 10 + 10 * offset(which) as i16;
            year_days(year, year + 9)
        }
        Unit::Minute | Unit::Hour | Unit::Day | Unit::Century => None,
    }
}

/// "this week" of something past ends with the day of publication, of something to come it starts there.
fn clipped(range: DateRange, which: Which, reading: Reading) -> Option<DateRange> {
    let today = reading.published?;
    let inside = which == Which::This && range[0] <= today && today <= range[1];
    Some(match reading.direction {
        Direction::Past if inside => [range[0], today],
        Direction::Future if inside => [today, range[1]],
        _ => range,
    })
}

/// Saturday and Sunday. Without a word that tells, the weekend before, unless the verb points ahead.
fn weekend(which: Option<Which>, reading: Reading) -> Option<DateRange> {
    let today = reading.published?;
    let saturday_ahead = i64::from(5 - today.weekday().to_monday_zero_offset());
    let this = plus(today, if today.weekday() == Weekday::Sunday { -1 } else { saturday_ahead })?;
    let started = today >= this;
    let weeks = match (which, reading.direction) {
        (None, Direction::Future) | (Some(Which::This), Direction::Future | Direction::Open) => 0,
        (Some(Which::Next), _) => i64::from(started),
        (Some(Which::Last), _) => -1,
        (None | Some(Which::This), _) => {
            if started {
                0
            } else {
                -1
            }
        }
    };
    let saturday = plus(this, 7 * weeks)?;
    Some([saturday, plus(saturday, 1)?])
}

/// Three months of the northern year; winter starts in December and is named after that year.
fn season_days(
    season: Season,
    which: Option<Which>,
    year: Option<i16>,
    reading: Reading,
) -> Option<DateRange> {
    let month = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    };
    let of_year = |year: i16| {
        let first = Date::new(year, month, 1).ok()?;
        Some([first, shift(first, 2, Unit::Month)?.last_of_month()])
    };
    if let Some(year) = year {
        return of_year(year);
    }
    let today = reading.published?;
    let mut ranges = (today.year() - 2..=today.year() + 2).filter_map(of_year);
    match which {
        Some(Which::Last) => ranges.rfind(|range| range[1] < today),
        Some(Which::Next) => ranges.find(|range| range[0] > today),
        Some(Which::This) => ranges.find(|range| range[1] >= today),
        None => match reading.direction {
            Direction::Past => ranges.rfind(|range| range[0] <= today),
            Direction::Future => ranges.find(|range| range[1] >= today),
            Direction::Open => ranges.min_by_key(|range| distance(range[0], today)),
        },
    }
}

/// As exact as the unit: a day for days, the week around for weeks, the month for months, the year for years.
fn ago(count: i64, unit: Unit, today: Date) -> Option<DateRange> {
    let day = shift(today, -count, unit)?;
    Some(match unit {
        Unit::Minute | Unit::Hour | Unit::Day => [day, day],
        Unit::Week | Unit::Weekend => [plus(day, -3)?, plus(day, 3)?],
        Unit::Month | Unit::Quarter => [day.first_of_month(), day.last_of_month()],
        Unit::Year | Unit::Decade | Unit::Century => year_days(day.year(), day.year())?,
    })
}

fn part_days(part: Part, form: &Form, reading: Reading) -> Option<DateRange> {
    // "later this month" lies ahead, "earlier this month" behind, whatever the verb.
    let reading = match part {
        Part::Before => Reading { direction: Direction::Past, ..reading },
        Part::After => Reading { direction: Direction::Future, ..reading },
        _ => reading,
    };
    let [first, last] = days(form, reading)?;
    if first == last {
        return Some([first, last]);
    }
    let today = reading.published;
    match part {
        Part::Before => {
            Some([first, today.filter(|today| *today >= first).map_or(last, |day| day.min(last))])
        }
        Part::After => Some([today.filter(|today| *today <= last).map_or(first, |day| day.max(first)), last]),
        Part::Early | Part::Middle | Part::Late => {
            let length = distance(first, last) / 24 + 1;
            // Thirds: of a month the 1st to 10th, 11th to 20th and 21st to its end.
            let third = if (28..=31).contains(&length) { 10 } else { length / 3 };
            match part {
                Part::Early => Some([first, plus(first, third - 1)?]),
                Part::Middle => Some([plus(first, third)?, plus(first, 2 * third - 1)?]),
                _ => Some([plus(first, 2 * third)?, last]),
            }
        }
    }
}
