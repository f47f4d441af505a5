//! What TIMEX3 marks beyond the record's own grammar: quarters, sets, clock times, "now", "recently", and the
//! words around an expression that belong to it ("nearly two months", "the first nine months").

use super::grammar;
use super::words::{count_at, unit, weekday_at, year_at};
use crate::scan::{PieceKind, Pieces};

/// The sense of an expression that only TIMEX3 knows.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Extra {
    /// "now", "recently", "soon": the value as it stands.
    Reference(&'static str),
    /// "daily", "every week": the value as it stands.
    Set(String),
    /// "the third quarter", "the 1988 first quarter": number and year, where they are told.
    Quarter { number: Option<i8>, year: QuarterYear },
    /// "year-ago", "the year-earlier period".
    YearBefore,
    /// "fiscal 1989".
    Fiscal(i16),
    /// "recent years", "several months": how many is open.
    Open(&'static str),
    /// "10 p.m. Wednesday": the day's words and the clock's value.
    Clock { day: Option<usize>, clock: String },
}

/// Which year a quarter belongs to.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum QuarterYear {
    /// "the third quarter of 1990".
    Given(i16),
    /// Years from the year of publication ("last year's third quarter").
    Relative(i16),
    /// The last one that is over.
    Latest,
    /// The one that runs.
    Current,
}

const ORDINALS: &[&str] = &["first", "second", "third", "fourth"];
const FISCAL: &[&str] = &["fiscal", "fiscal-first", "calendar"];

/// Reads what only TIMEX3 knows at piece `at`.
pub(super) fn extra_at(pieces: &Pieces<'_>, at: usize) -> Option<(Extra, usize)> {
    if pieces.at(at).kind == PieceKind::Mark {
        return None;
    }
    quarter_at(pieces, at)
        .or_else(|| year_before_at(pieces, at))
        .or_else(|| fiscal_at(pieces, at))
        .or_else(|| clock_at(pieces, at))
        .or_else(|| reference_at(pieces, at))
        .or_else(|| set_at(pieces, at))
        .or_else(|| open_count_at(pieces, at))
}

/// "the third quarter", "third-quarter", "this year's first quarter", "the latest quarter", "the 1988 quarter".
fn quarter_at(pieces: &Pieces<'_>, at: usize) -> Option<(Extra, usize)> {
    let mut next = at + usize::from(pieces.at(at).is_one_of(&["the", "its", "a"]));
    let mut year = None;
    if let Some(given) = year_at(pieces, next) {
        year = Some(QuarterYear::Given(given));
        next += 1;
    } else if pieces.at(next).is_one_of(&["last", "this", "next"]) && pieces.at(next + 1).is("year") {
        let offset = ["last", "this", "next"].iter().position(|word| pieces.at(next).is(word));
        year = Some(QuarterYear::Relative(offset.map_or(0, |offset| offset as i16 - 1)));
        next += 2;
        next += if pieces.at(next).is_one_of(&["'", "’"]) { 2 } else { 0 };
    } else if pieces.at(next).is_one_of(&["latest", "recent", "current", "this", "last"]) {
        let current = pieces.at(next).is_one_of(&["current", "this"]);
        year = Some(if current { QuarterYear::Current } else { QuarterYear::Latest });
        next += 1;
    }
    next += usize::from(pieces.at(next).is_one_of(FISCAL));
    let number = ORDINALS.iter().position(|word| pieces.at(next).is(word)).map(|number| number as i8 + 1);
    next += usize::from(number.is_some());
    next += usize::from(number.is_some() && pieces.at(next).is_one_of(&["-", "‑"]));
    let period =
        pieces.at(next).is("period") && matches!(year, Some(QuarterYear::Given(_) | QuarterYear::Latest));
    if !(pieces.at(next).is_one_of(&["quarter", "quarters"]) || period) {
        return None;
    }
    next += 1;
    if number.is_none() && year.is_none() {
        return None;
    }
    if pieces.at(next).is("of") {
        if let Some(given) = year_at(pieces, next + 1) {
            return Some((Extra::Quarter { number, year: QuarterYear::Given(given) }, next + 2));
        }
        if let Some(offset) = ["last", "this", "next"].iter().position(|word| pieces.at(next + 1).is(word))
            && pieces.at(next + 2).is("year")
        {
            return Some((
                Extra::Quarter { number, year: QuarterYear::Relative(offset as i16 - 1) },
                next + 3,
            ));
        }
    }
    Some((Extra::Quarter { number, year: year.unwrap_or(QuarterYear::Latest) }, next))
}

/// "year-ago", "year-earlier", "the year-ago period", "the year-earlier quarter".
fn year_before_at(pieces: &Pieces<'_>, at: usize) -> Option<(Extra, usize)> {
    let start = at + usize::from(pieces.at(at).is("the"));
    let dash = pieces.at(start + 1).is("-") && pieces.at(start + 1).tight;
    let joined = pieces.at(start).is("year") && dash && pieces.at(start + 2).is_one_of(&["ago", "earlier"]);
    if !joined {
        return None;
    }
    let mut next = start + 3;
    if ORDINALS.iter().any(|word| pieces.at(next).is(word)) {
        next += 1;
    }
    next += usize::from(pieces.at(next).is_one_of(&["period", "quarter"]));
    Some((Extra::YearBefore, next))
}

fn fiscal_at(pieces: &Pieces<'_>, at: usize) -> Option<(Extra, usize)> {
    let year = year_at(pieces, at + 1).filter(|_| pieces.at(at).is("fiscal"))?;
    Some((Extra::Fiscal(year), at + 2))
}

/// "10 p.m. Wednesday", "5:30 p.m. EST, Nov. 6", "noon Thursday", "midnight".
fn clock_at(pieces: &Pieces<'_>, at: usize) -> Option<(Extra, usize)> {
    let (clock, mut next) = if pieces.at(at).is("noon") {
        ("T12:00".to_owned(), at + 1)
    } else if pieces.at(at).is("midnight") {
        ("T24:00".to_owned(), at + 1)
    } else {
        let hour = pieces.at(at).whole().filter(|hour| (0..=12).contains(hour))?;
        let minutes = pieces.at(at + 1).is(":").then(|| pieces.at(at + 2).whole()).flatten();
        let half = at + if minutes.is_some() { 3 } else { 1 };
        let part = pieces.at(half).lower.clone();
        let dotted = pieces.at(half + 1).is(".") && pieces.at(half + 2).is("m");
        let after = if dotted {
            half + 3 + usize::from(pieces.at(half + 3).is(".") && pieces.at(half + 3).tight)
        } else {
            half + 1
        };
        let late = match (part.as_str(), dotted) {
            ("p", true) | ("pm", false) => true,
            ("a", true) | ("am", false) => false,
            _ => return None,
        };
        let hour = if late { hour % 12 + 12 } else { hour % 12 };
        (format!("T{hour:02}:{:02}", minutes.unwrap_or(0)), after)
    };
    if pieces.at(next).is_one_of(&["est", "edt", "gmt", "pst", "pdt", "cst", "et", "utc"]) {
        next += 1;
    }
    let comma = next + usize::from(pieces.at(next).is_one_of(&[",", "on"]));
    let day = if weekday_at(pieces, next).is_some()
        || pieces.at(next).is_one_of(&["yesterday", "today", "tomorrow"])
    {
        Some(next)
    } else {
        grammar::timex_at(pieces, comma).map(|_| comma).filter(|_| comma > next)
    };
    let end = day.and_then(|day| grammar::timex_at(pieces, day)).map(|(_, end)| end);
    Some((Extra::Clock { day: day.filter(|_| end.is_some()), clock }, end.unwrap_or(next)))
}

/// "now", "currently", "recently", "these days", "the past", "the future", "soon".
fn reference_at(pieces: &Pieces<'_>, at: usize) -> Option<(Extra, usize)> {
    const REFERENCES: &[(&[&str], &str)] = &[
        (&["right", "now"], "PRESENT_REF"),
        (&["now"], "PRESENT_REF"),
        (&["currently"], "PRESENT_REF"),
        (&["presently"], "PRESENT_REF"),
        (&["these", "days"], "PRESENT_REF"),
        (&["the", "moment"], "PRESENT_REF"),
        (&["nowadays"], "PRESENT_REF"),
        (&["recently"], "PAST_REF"),
        (&["previously"], "PAST_REF"),
        (&["the", "near", "future"], "FUTURE_REF"),
        (&["the", "future"], "FUTURE_REF"),
        (&["soon"], "FUTURE_REF"),
    ];
    if pieces.follow(at, &["the", "past"]) {
        let next = pieces.at(at + 2);
        let alone = next.kind == PieceKind::Mark || next.kind == PieceKind::End;
        return alone.then_some((Extra::Reference("PAST_REF"), at + 2));
    }
    let (words, value) = REFERENCES.iter().find(|(words, _)| pieces.follow(at, words))?;
    Some((Extra::Reference(value), at + words.len()))
}

/// "daily", "every week", "each year".
fn set_at(pieces: &Pieces<'_>, at: usize) -> Option<(Extra, usize)> {
    const ADVERBS: &[(&str, &str)] =
        &[("daily", "P1D"), ("weekly", "P1W"), ("monthly", "P1M"), ("yearly", "P1Y"), ("annually", "P1Y")];
    if let Some((_, value)) = ADVERBS.iter().find(|(word, _)| pieces.at(at).is(word)) {
        return Some((Extra::Set((*value).to_owned()), at + 1));
    }
    if !pieces.at(at).is_one_of(&["every", "each"]) {
        return None;
    }
    let (_, plural) = unit(&pieces.at(at + 1).lower)?;
    let letter = letter_of(&pieces.at(at + 1).lower)?;
    let timed = matches!(pieces.at(at + 1).lower.as_str(), "hour" | "minute");
    let value = format!("P{}1{letter}", if timed { "T" } else { "" });
    (!plural).then_some((Extra::Set(value), at + 2))
}

/// "recent years", "several months", "a few days", "the next several weeks", "the past few weeks".
fn open_count_at(pieces: &Pieces<'_>, at: usize) -> Option<(Extra, usize)> {
    let mut next = at + usize::from(pieces.at(at).is("the"));
    let led = pieces.at(next).is_one_of(&["past", "last", "next", "coming", "recent", "past"]);
    let recent = pieces.at(next).is_one_of(&["recent", "coming"]);
    next += usize::from(led);
    let few = usize::from(pieces.at(next).is("a") && pieces.at(next + 1).is("few"));
    let counted = pieces.at(next + few).is_one_of(&["few", "several", "many"]);
    next += if counted { few + 1 } else { 0 };
    if !(counted || recent) {
        return None;
    }
    let word = pieces.at(next).lower.as_str();
    let (_, plural) = unit(word).filter(|(_, plural)| *plural)?;
    let value = match letter_of(word)? {
        "Y" => "PXY",
        "M" if word == "months" => "PXM",
        "W" => "PXW",
        "D" => "PXD",
        _ => "PTXH",
    };
    let later = pieces.at(next + 1).is_one_of(&["ago", "earlier"]);
    (plural && !later).then_some((Extra::Open(value), next + 1))
}

fn letter_of(unit: &str) -> Option<&'static str> {
    Some(match unit.trim_end_matches('s') {
        "minute" => "M",
        "hour" => "H",
        "day" => "D",
        "week" => "W",
        "month" => "M",
        "year" => "Y",
        _ => return None,
    })
}

/// Where the expression at `at` to `next` begins with the words of its own that stand before it: "nearly",
/// "more than", "the first".
pub(super) fn widened_start(pieces: &Pieces<'_>, at: usize, counted: bool) -> usize {
    let mut start = at;
    if counted {
        let ordinal = |place: usize| {
            pieces.at(place).is_one_of(&["first", "last", "latest", "next", "past", "final", "full", "same"])
        };
        if start >= 2 && ordinal(start - 1) && pieces.at(start - 2).is_one_of(&["the", "its", "his"]) {
            start -= 2;
        } else if start >= 1 && pieces.at(start - 1).is("the") {
            start -= 1;
        }
    }
    const LEADS: &[&[&str]] = &[
        &["no", "more", "than"],
        &["more", "than"],
        &["less", "than"],
        &["fewer", "than"],
        &["at", "least"],
        &["up", "to"],
        &["as", "many", "as"],
        &["nearly"],
        &["almost"],
        &["about"],
        &["around"],
        &["over"],
        &["roughly"],
        &["approximately"],
        &["only"],
    ];
    let usable = |lead: &&&[&str]| {
        // "over" and "only" lead a count, not a day.
        let plain = counted || lead.len() == 1 && (lead[0] == "about" || lead[0] == "around");
        plain && lead.len() <= start && pieces.follow(start - lead.len(), lead)
    };
    match LEADS.iter().find(usable) {
        Some(lead) => start - lead.len(),
        None => start,
    }
}

/// Where it ends with the words of its own that follow: "or so", "or two".
pub(super) fn widened_end(pieces: &Pieces<'_>, next: usize) -> usize {
    let more = pieces.at(next).is("or") && pieces.at(next + 1).is_one_of(&["so", "two", "more"]);
    if more { next + 2 } else { next }
}

/// The first number of "two to three weeks", "12 to 18 months": where the expression of the second one starts.
pub(super) fn joined_count(pieces: &Pieces<'_>, at: usize) -> Option<usize> {
    let (_, next) = count_at(pieces, at)?;
    let joined = pieces.at(next).is_one_of(&["to", "or", "-"]);
    let (_, after) = count_at(pieces, next + 1).filter(|_| joined)?;
    unit(&pieces.at(after).lower).map(|_| next + 1)
}
