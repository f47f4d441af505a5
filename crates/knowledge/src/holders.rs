//! Who held which office, for whom, from when to when.

use crate::{Standing, ThingId};
use jiff::civil::Date;

/// One stretch of time in which a person held an office.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tenure {
    /// Who.
    pub person: ThingId,
    /// The office, as the table calls it ("foreign minister").
    pub office: String,
    /// The state, body or group.
    pub of: ThingId,
    /// First day; open where it is long past or not known.
    pub from: Option<Date>,
    /// Last day; open where it goes on.
    pub to: Option<Date>,
    /// How the holder stands to it.
    pub standing: Standing,
}

impl Tenure {
    /// Whether the office was held on `day`.
    pub fn covers(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// The states whose people bear the family name first in English too.
const FAMILY_NAME_FIRST: [&str; 4] = ["CN", "TW", "KR", "KP"];

/// Whether people of a state are called by the first word of their name ("Xi Jinping" → "Xi").
pub(crate) fn family_name_comes_first(iso2: Option<&str>) -> bool {
    iso2.is_some_and(|code| FAMILY_NAME_FIRST.contains(&code))
}

/// The last name of a full name: what follows the first name, with its particles ("Ursula von der Leyen" →
/// "von der Leyen"). None for a name of one word.
pub(crate) fn surname(name: &str) -> Option<String> {
    let name = [
        "Pope ",
        "Patriarch ",
        "King ",
        "Queen ",
        "Prince ",
        "Lord ",
        "Sir ",
        "Dame ",
        "Baroness ",
        "Admiral ",
    ]
    .iter()
    .find_map(|title| name.strip_prefix(title))
    .unwrap_or(name);
    let words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
    let last = words.len().checked_sub(1).filter(|last| *last > 0)?;
    // A number closes a reign name ("Leo XIV"), a suffix a family name ("Martin Jr."): neither is a last name.
    if words[last].chars().all(|letter| matches!(letter, 'I' | 'V' | 'X')) || words[last] == "Jr." {
        return None;
    }
    let mut start = last;
    while start > 1 && is_particle(words[start - 1]) {
        start -= 1;
    }
    Some(words[start..].join(" "))
}

fn is_particle(word: &str) -> bool {
    const PARTICLES: [&str; 26] = [
        "von", "van", "der", "den", "de", "da", "do", "dos", "del", "di", "la", "le", "al", "el", "bin",
        "bint", "ben", "ibn", "abu", "ould", "ter", "af", "du", "st", "mac", "ag",
    ];
    PARTICLES.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::surname;

    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(surname(name).as_deref(), expected, "{name}");
    }

    #[test]
    fn last_names_keep_their_particles() {
        check("Ana Petrova", Some("Petrova"));
        check("Otto van der Berg", Some("van der Berg"));
        check("Omar Abu Salim", Some("Abu Salim"));
        check("Mansur al-Halabi", Some("al-Halabi"));
        check("King Otto II", None);
        check("Ludovica", None);
        check("", None);
    }
}
