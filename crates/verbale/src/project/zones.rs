//! Time zones as the project file writes them: hours from Greenwich, or the name that the zone has in the IANA database.
//!
//! The database is the one inside the program, so that the same input has the same days on every machine.

use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};

/// The zone that is written; else what would be right.
pub(super) fn zone(written: &str) -> Result<TimeZone, String> {
    if let Some(offset) = offset(written) {
        return Ok(TimeZone::fixed(offset));
    }
    let known = TimeZoneDatabase::bundled();
    known.get(written).map_err(|_| {
        let near = near(&known, written).map(|name| format!(" (is {name:?} meant?)")).unwrap_or_default();
        format!(
            "no time zone is called {written:?}{near}; one is written by its name in the IANA database, \
             \"Europe/Kyiv\", or as hours from Greenwich, \"+03:00\" or \"Z\""
        )
    })
}

/// The first zone whose town is what was written: "Europe/Kyiv" for "Kyiv".
fn near(known: &TimeZoneDatabase, written: &str) -> Option<String> {
    let town = |name: &str| name.rsplit('/').next().unwrap_or_default().replace('_', " ").to_lowercase();
    let wanted = town(written.trim());
    let names = known.available().map(|name| name.as_str().to_owned());
    names.filter(|name| name.contains('/') && town(name) == wanted).min()
}

fn offset(written: &str) -> Option<Offset> {
    if written == "Z" || written == "UTC" {
        return Some(Offset::UTC);
    }
    let (sign, rest) = match written.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    ((0..15).contains(&hours) && (0..60).contains(&minutes))
        .then(|| Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_hours_and_minutes() {
        let check = |written: &str, expected: Option<i32>| {
            assert_eq!(offset(written).map(Offset::seconds), expected, "{written}");
        };
        check("Z", Some(0));
        check("-04:30", Some(-16_200));
        check("+99:00", None);
        check("3", None);
        check("é", None);
        check("", None);
    }

    #[test]
    fn zones_have_names() {
        let check = |written: &str, expected: &str| {
            let found = match zone(written) {
                Ok(zone) => zone.iana_name().unwrap_or("hours").to_owned(),
                Err(what) => what.split(';').next().unwrap_or_default().to_owned(),
            };
            assert_eq!(found, expected);
        };
        check("+03:00", "hours");
        check("Europe/Kyiv", "Europe/Kyiv");
        check("america/argentina/buenos_aires", "America/Argentina/Buenos_Aires");
        check("Kyiv", "no time zone is called \"Kyiv\" (is \"Europe/Kyiv\" meant?)");
        check(
            "Europe/Buenos Aires",
            "no time zone is called \"Europe/Buenos Aires\" (is \"America/Argentina/Buenos_Aires\" meant?)",
        );
        check("Lake Time", "no time zone is called \"Lake Time\"");
        check("+3", "no time zone is called \"+3\"");
        check("", "no time zone is called \"\"");
        check("../é", "no time zone is called \"../é\"");
    }
}
