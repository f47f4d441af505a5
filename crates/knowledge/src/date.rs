//! Days of the tables: a year, a year and month, or a full day, each standing for its first or last day.

use jiff::civil::Date;

/// Reads "2025", "2025-05" or "2025-05-21"; `last` takes the last day of what is left open.
pub(crate) fn parse(text: &str, last: bool) -> Option<Date> {
    let mut parts = text.split('-');
    let year: i16 = number(parts.next()?, 4)?;
    let month = parts.next().map(|part| number::<i8>(part, 2));
    let day = parts.next().map(|part| number::<i8>(part, 2));
    if parts.next().is_some() {
        return None;
    }
    let open_month = if last { 12 } else { 1 };
    let first = Date::new(year, month.unwrap_or(Some(open_month))?, 1).ok()?;
    match day {
        Some(day) => Date::new(year, first.month(), day?).ok(),
        None if last => Some(first.last_of_month()),
        None => Some(first),
    }
}

fn number<N: std::str::FromStr>(text: &str, digits: usize) -> Option<N> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn check(text: &str, first: Option<&str>, last: Option<&str>) {
        let shown = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
        assert_eq!(shown(parse(text, false)).as_deref(), first, "{text} as a first day");
        assert_eq!(shown(parse(text, true)).as_deref(), last, "{text} as a last day");
    }

    #[test]
    fn dates_may_be_open() {
        check("2024", Some("2024-01-01"), Some("2024-12-31"));
        check("2024-02", Some("2024-02-01"), Some("2024-02-29"));
        check("2024-02-10", Some("2024-02-10"), Some("2024-02-10"));
        for wrong in ["", "24", "2024-13", "2024-2", "2024-02-30", "2024-02-10-1", "May 2024"] {
            check(wrong, None, None);
        }
    }
}
