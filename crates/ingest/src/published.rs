//! The day of publication, out of the ways in which feeds and archives write it.

use jiff::civil::Date;
use jiff::fmt::{rfc2822, temporal};
use jiff::tz::TimeZone;

/// A date written in none of the ways that are read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "\"{written}\" is no date that can be read; \
     write 2025-05-21, 2025-05-21T12:36:25Z or Wed, 21 May 2025 12:36:25 GMT"
)]
pub struct UnreadableDate {
    /// The date as written, cut short where it is long.
    pub written: String,
}

/// The day that `written` names: an ISO day, an ISO date-time with or without an offset, or RFC 2822.
/// The day is the one on the writer's own clock: `2025-05-21T23:30:00-04:00` is the 21st.
pub fn parse_published(written: &str) -> Result<Date, UnreadableDate> {
    parse_published_at(written, None)
}

/// The same; where a moment is written and `zone` is given, the day it was there.
pub(crate) fn parse_published_at(written: &str, zone: Option<&TimeZone>) -> Result<Date, UnreadableDate> {
    let trimmed = written.trim();
    iso(trimmed, zone)
        .or_else(|| mail(trimmed, zone))
        .ok_or_else(|| UnreadableDate { written: written.chars().take(80).collect() })
}

fn iso(written: &str, zone: Option<&TimeZone>) -> Option<Date> {
    // "+0200", as some feeds write it, is "+02:00" to the parser already; only a blank before it is not.
    let pieces = temporal::DateTimeParser::new().parse_pieces(written).ok()?;
    let moment = match (pieces.time(), pieces.to_numeric_offset()) {
        (Some(time), Some(own)) => own.to_timestamp(pieces.date().to_datetime(time)).ok(),
        _ => None,
    };
    match (moment, zone) {
        (Some(moment), Some(zone)) => Some(zone.to_datetime(moment).date()),
        _ => Some(pieces.date()),
    }
}

fn mail(written: &str, zone: Option<&TimeZone>) -> Option<Date> {
    // A wrong day of the week is a wrong date: it is not known which of the two is meant.
    let zoned = rfc2822::DateTimeParser::new().parse_zoned_datetime(written).ok()?;
    Some(zone.map_or_else(|| zoned.date(), |zone| zone.to_datetime(zoned.timestamp()).date()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, expected: &str) {
        let found = parse_published(written).map_or_else(|_| "-".to_owned(), |date| date.to_string());
        assert_eq!(found, expected, "{written:?}");
    }

    #[test]
    fn iso_days() {
        check("2025-05-21", "2025-05-21");
        check(" 2024-02-29\n", "2024-02-29");
        check("2025-02-29", "-");
        check("2025-13-01", "-");
        check("2025-05", "-");
        check("21-05-2025", "-");
    }

    #[test]
    fn iso_date_times_keep_the_day_of_their_own_clock() {
        check("2025-05-21T12:36:25Z", "2025-05-21");
        check("2025-05-21T23:30:00-04:00", "2025-05-21");
        check("2025-05-21T00:10:00+09:00", "2025-05-21");
        check("2025-05-21T00:10:00+0900", "2025-05-21");
        check("2025-05-21 08:00:00", "2025-05-21");
        check("2025-05-21T08:00", "2025-05-21");
        check("2025-05-21T08:00:00.123456Z", "2025-05-21");
        check("2025-05-21T08:00:00+02:00[Europe/Rome]", "2025-05-21");
        check("2025-05-21T25:00:00Z", "-");
    }

    #[test]
    fn mail_dates() {
        check("Wed, 21 May 2025 12:36:25 GMT", "2025-05-21");
        check("Wed, 21 May 2025 23:36:25 -0400", "2025-05-21");
        check("Wed, 21 May 2025 22:01:02 EDT", "2025-05-21");
        check("21 May 2025 12:36 +0000", "2025-05-21");
        check("Thu, 21 May 2025 12:36:25 GMT", "-");
        check("Wed, 32 May 2025 12:36:25 GMT", "-");
    }

    #[test]
    fn a_moment_has_another_day_elsewhere() {
        let zone = TimeZone::fixed(jiff::tz::Offset::constant(3));
        let check = |written: &str, expected: &str| check_at(&zone, written, expected);
        check("2025-05-21T22:30:00Z", "2025-05-22");
        check("2025-05-21T23:30:00+03:00", "2025-05-21");
        check("Wed, 21 May 2025 23:36:25 -0400", "2025-05-22");
        check("2025-05-21", "2025-05-21");
        check("2025-05-21T23:30:00", "2025-05-21");
    }

    #[test]
    fn a_zone_has_summer_hours() {
        let zone =
            jiff::tz::TimeZoneDatabase::bundled().get("Europe/Kyiv").expect("it is inside the program");
        let check = |written: &str, expected: &str| check_at(&zone, written, expected);
        // Two hours ahead of Greenwich in winter, three in summer.
        check("2025-01-21T21:30:00Z", "2025-01-21");
        check("2025-07-21T21:30:00Z", "2025-07-22");
        check("Tue, 21 Jan 2025 17:59:59 -0400", "2025-01-21");
        check("Mon, 21 Jul 2025 17:00:00 -0400", "2025-07-22");
        // The days on which the clocks are changed.
        check("2025-03-29T21:59:59Z", "2025-03-29");
        check("2025-03-30T21:00:00Z", "2025-03-31");
        check("2025-10-25T21:00:00Z", "2025-10-26");
        check("2025-10-26T21:59:59Z", "2025-10-26");
        check("2025-07-21T23:30:00", "2025-07-21");
        check("2025-07-21", "2025-07-21");
    }

    #[track_caller]
    fn check_at(zone: &TimeZone, written: &str, expected: &str) {
        let found = parse_published_at(written, Some(zone)).expect("a date");
        assert_eq!(found.to_string(), expected, "{written}");
    }

    #[test]
    fn anything_else_is_an_error_that_shows_it() {
        for written in
            ["", "yesterday", "May 21, 2025", "1747831234", "21/05/2025", "2025-05-21 and on", "\0"]
        {
            check(written, "-");
        }
        let error = parse_published("next week").unwrap_err();
        assert!(error.to_string().starts_with("\"next week\" is no date"), "{error}");
        assert_eq!(parse_published(&"9".repeat(5000)).unwrap_err().written.len(), 80);
    }
}
