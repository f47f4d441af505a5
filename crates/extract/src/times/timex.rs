//! Time expressions as TIMEX3 has them: the words that belong to one, and the `value` attribute.
//!
//! A record needs days ([`super::calendar`]); TIMEX3 tells the unit as well (`1998-W12`, `1998-Q3`, `P2W`,
//! `PRESENT_REF`), counts "the past two weeks" as a duration, and marks both ends of a range by themselves.

use super::calendar::{self, Direction, Reading};
use super::form::{Form, Season, Unit};
use super::grammar;
use super::timex_grammar::{self, Extra, QuarterYear};
use crate::scan::Pieces;
use jiff::civil::Date;
use verbale_record::DateRange;
use verbale_text::Span;

/// A TIMEX3.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Timex {
    /// Its words.
    pub span: Span,
    /// Its value; none where it stays open.
    pub value: Option<String>,
}

/// What was mentioned before in the text.
#[derive(Clone, Default)]
struct Memory {
    /// The single day mentioned last in the block.
    day: Option<Date>,
    /// The quarter mentioned last.
    quarter: Option<(i16, i8)>,
}

/// The TIMEX3 of the stretches of `text` under `blocks`; `direction` says where the verb above one points.
pub(super) fn all(
    text: &str,
    blocks: impl IntoIterator<Item = Span>,
    published: Option<Date>,
    direction: impl Fn(Span) -> Direction,
) -> Vec<Timex> {
    let mut found = Vec::new();
    let mut memory = Memory::default();
    for block in blocks {
        let pieces = Pieces::scan(text, block);
        memory.day = None;
        let mut at = 0;
        while at < pieces.len() {
            let Some((timex, next)) = one_at(&pieces, at, published, &mut memory, &direction) else {
                at += 1;
                continue;
            };
            found.push(timex);
            at = next;
        }
    }
    found
}

fn one_at(
    pieces: &Pieces<'_>,
    at: usize,
    published: Option<Date>,
    memory: &mut Memory,
    direction: &impl Fn(Span) -> Direction,
) -> Option<(Timex, usize)> {
    let reading = |first: usize, next: usize| Reading {
        published,
        direction: direction(pieces.span(first, next)),
        mentioned: memory.day,
    };
    if let Some((extra, next)) = timex_grammar::extra_at(pieces, at) {
        let counted = matches!(extra, Extra::Open(_));
        let start = timex_grammar::widened_start(pieces, at, counted);
        let value = match &extra {
            Extra::Clock { day: Some(day), clock } => {
                let (form, end) = grammar::timex_at(pieces, *day)?;
                let day = calendar::days(&form, reading(*day, end)).map(|days| days[0]);
                day.map(|day| format!("{day}{clock}"))
            }
            extra => value_of_extra(extra, published, memory),
        };
        return Some((Timex { span: pieces.span(start, next), value }, next));
    }
    let second = timex_grammar::joined_count(pieces, at);
    let (form, next) = grammar::timex_at(pieces, second.unwrap_or(at))?;
    if is_age(pieces, &form, next) {
        return None;
    }
    let first = without_lead(pieces, at, next);
    let counted = matches!(
        form,
        Form::Duration { .. } | Form::Ago { .. } | Form::Within { .. } | Form::FromMentioned { .. }
    );
    let reading = reading(at, next);
    let value = match second.and_then(|_| super::words::count_at(pieces, at)) {
        Some((count, _)) => counted_as(&form, count).and_then(|form| calendar::duration(&form)),
        None => value(&form, reading, memory),
    };
    if let Some([day, last]) = calendar::days(&form, reading)
        && day == last
    {
        memory.day = Some(day);
    }
    let end = without_later(pieces, &form, next);
    let value = match part_of_day(pieces, first, end) {
        Some(part) => value.map(|value| format!("{}{part}", value.get(..10).unwrap_or(&value))),
        None if end < next => value.or_else(|| later(&form)),
        None => value,
    };
    let start = timex_grammar::widened_start(pieces, first, counted);
    let end = timex_grammar::widened_end(pieces, end);
    Some((Timex { span: pieces.span(start, end), value }, end.max(next)))
}

/// "6-year-old", "55 years old".
fn is_age(pieces: &Pieces<'_>, form: &Form, next: usize) -> bool {
    let dash = usize::from(pieces.at(next).is("-"));
    matches!(form, Form::Duration { unit: Unit::Year, .. }) && pieces.at(next + dash).is("old")
}

/// Past the preposition that TIMEX3 leaves out, and past "earlier" and "later" before "this month".
fn without_lead(pieces: &Pieces<'_>, at: usize, next: usize) -> usize {
    let mut first = at;
    if next > first + 1 && pieces.at(first).is_one_of(&["since", "in", "from", "between", "on", "during"]) {
        first += 1;
    }
    let part = pieces.at(first).is_one_of(&["earlier", "later"])
        && pieces.at(first + 1).is_one_of(&["this", "in", "on", "last", "next"])
        && !pieces.at(next - 1).is_one_of(&["morning", "afternoon", "evening", "night"]);
    if part {
        first += 1 + usize::from(pieces.at(first + 1).is_one_of(&["in", "on"]));
    }
    first
}

/// "three days later" is marked without "later".
fn without_later(pieces: &Pieces<'_>, form: &Form, next: usize) -> usize {
    let later = matches!(form, Form::FromMentioned { .. }) && pieces.at(next - 1).is("later");
    if later { next - 1 } else { next }
}

fn later(form: &Form) -> Option<String> {
    let Form::FromMentioned { count, unit } = form else { return None };
    calendar::duration(&Form::Duration { count: count.abs() as f64, unit: *unit })
}

fn counted_as(form: &Form, count: f64) -> Option<Form> {
    match form {
        Form::Duration { unit, .. } => Some(Form::Duration { count, unit: *unit }),
        _ => None,
    }
}

/// "morning" and the like at the end of the expression, as TIMEX3 writes it.
fn part_of_day(pieces: &Pieces<'_>, first: usize, next: usize) -> Option<&'static str> {
    let last = pieces.at(next.checked_sub(1).filter(|last| *last >= first)?).lower.as_str();
    Some(match last {
        "morning" | "mornings" => "TMO",
        "afternoon" => "TAF",
        "evening" => "TEV",
        "night" | "tonight" | "nights" | "overnight" => "TNI",
        _ => return None,
    })
}

fn value_of_extra(extra: &Extra, published: Option<Date>, memory: &mut Memory) -> Option<String> {
    Some(match extra {
        Extra::Reference(value) | Extra::Open(value) => (*value).to_owned(),
        Extra::Set(value) => value.clone(),
        Extra::Fiscal(year) => format!("{year:04}"),
        Extra::Clock { clock, .. } => format!("{}{clock}", published?),
        Extra::YearBefore => match memory.quarter {
            Some((year, number)) => format!("{:04}-Q{number}", year - 1),
            None => format!("{:04}", published?.year() - 1),
        },
        Extra::Quarter { number, year } => {
            let (year, number) = quarter(*number, *year, published?, memory)?;
            memory.quarter.get_or_insert((year, number));
            if published?.year() - year < 1 || memory.quarter.is_none() {
                memory.quarter = Some((year, number));
            }
            format!("{year:04}-Q{number}")
        }
    })
}

/// The quarter that is meant: the last one of its number that is over, unless the words say the year.
fn quarter(number: Option<i8>, year: QuarterYear, today: Date, memory: &Memory) -> Option<(i16, i8)> {
    let running = (today.month() - 1) / 3 + 1;
    let over = if running == 1 { (today.year() - 1, 4) } else { (today.year(), running - 1) };
    Some(match (year, number) {
        (QuarterYear::Given(year), number) => {
            (year, number.or(memory.quarter.map(|(_, number)| number)).unwrap_or(over.1))
        }
        (QuarterYear::Relative(offset), number) => {
            (today.year() + offset, number.or(memory.quarter.map(|(_, number)| number)).unwrap_or(over.1))
        }
        (QuarterYear::Current, None) => (today.year(), running),
        (_, Some(number)) => {
            let ended = number < running;
            let near = number == running || (running == 4 && number == 1);
            (
                if ended || number == running {
                    today.year()
                } else if near {
                    today.year() + 1
                } else {
                    today.year() - 1
                },
                number,
            )
        }
        (QuarterYear::Latest, None) => memory.quarter.unwrap_or(over),
    })
}

/// The `value` of an expression of the record's grammar; none where it stays open.
fn value(form: &Form, reading: Reading, memory: &Memory) -> Option<String> {
    let reading = match form {
        // Reports of business name days to come under verbs of the past: the nearest one is meant.
        Form::Day { year: None, .. } => Reading { direction: Direction::Open, ..reading },
        _ => reading,
    };
    let days = calendar::days(form, reading);
    Some(match form {
        Form::Duration { .. } => calendar::duration(form)?,
        Form::Past { count, unit } | Form::Coming { count, unit } | Form::Within { count, unit } => {
            calendar::duration(&Form::Duration { count: *count as f64, unit: *unit })?
        }
        Form::PartOf(_, form) | Form::Since(form) => value(form, reading, memory)?,
        Form::Month { .. } => month(days?[0]),
        Form::Year(year) => format!("{year:04}"),
        Form::DecadeOf(year) => format!("{:03}", year / 10),
        Form::Ago { count: 1, unit: Unit::Year } | Form::FromMentioned { count: -1, unit: Unit::Year } => {
            match memory.quarter {
                Some((year, number)) => format!("{:04}-Q{number}", year - 1),
                None => format!("{:04}", reading.published?.year() - 1),
            }
        }
        Form::Calendar { unit, .. } | Form::Ago { unit, .. } => in_units(days?, *unit),
        Form::SeasonOf { season, .. } => format!("{:04}-{}", days?[0].year(), short_season(*season)),
        Form::Weekend => in_units(days?, Unit::Weekend),
        Form::Shifted { unit, .. } | Form::FromMentioned { unit, .. } => in_units(days?, *unit),
        Form::Day { .. } | Form::Weekday { .. } | Form::FromToday { .. } | Form::Between(..) => {
            days?[0].to_string()
        }
    })
}

fn short_season(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

fn month(day: Date) -> String {
    day.strftime("%Y-%m").to_string()
}

/// A stretch as TIMEX3 writes one of this unit.
fn in_units([first, last]: DateRange, unit: Unit) -> String {
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day => first.to_string(),
        Unit::Week => {
            // The middle of the stretch: "two weeks ago" is three days either way.
            let middle = first.checked_add(jiff::ToSpan::days(3)).unwrap_or(first).iso_week_date();
            format!("{:04}-W{:02}", middle.year(), middle.week())
        }
        Unit::Weekend => {
            let week = first.iso_week_date();
            format!("{:04}-W{:02}-WE", week.year(), week.week())
        }
        Unit::Month => month(first),
        Unit::Quarter => format!("{:04}-Q{}", first.year(), (first.month() - 1) / 3 + 1),
        Unit::Year => format!("{:04}", last.year()),
        Unit::Decade => format!("{:03}", first.year() / 10),
        Unit::Century => format!("{:02}", first.year() / 100),
    }
}
