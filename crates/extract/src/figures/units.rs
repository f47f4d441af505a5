//! What a number counts: units of money, share, area, weight and time, and the nouns that count people.

/// Currency marks and codes that stand before a number, with their ISO 4217 codes.
const CURRENCY_MARKS: &[(&str, &str)] =
    &[("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("₽", "RUB"), ("₴", "UAH"), ("₪", "ILS"), ("¥", "JPY")];

/// Currency nouns and codes that stand after a number.
const CURRENCY_NOUNS: &[(&str, &str)] = &[
    ("dollar", "USD"),
    ("usd", "USD"),
    ("euro", "EUR"),
    ("eur", "EUR"),
    ("pound", "GBP"),
    ("sterling", "GBP"),
    ("gbp", "GBP"),
    ("ruble", "RUB"),
    ("rouble", "RUB"),
    ("rub", "RUB"),
    ("hryvnia", "UAH"),
    ("shekel", "ILS"),
    ("nis", "ILS"),
    ("yuan", "CNY"),
    ("yen", "JPY"),
    ("rial", "IRR"),
    ("toman", "IRT"),
    ("rupee", "INR"),
    ("franc", "CHF"),
    ("zloty", "PLN"),
];

/// Nouns that count people one by one.
const PEOPLE: &[&str] = &[
    "adult",
    "aid-worker",
    "ambassador",
    "analyst",
    "armyman",
    "asylum-seeker",
    "baby",
    "body",
    "boy",
    "captive",
    "casualty",
    "child",
    "citizen",
    "civilian",
    "combatant",
    "commander",
    "conscript",
    "corpse",
    "crew",
    "dead",
    "defender",
    "delegate",
    "demonstrator",
    "deputy",
    "detainee",
    "diplomat",
    "doctor",
    "employee",
    "envoy",
    "expert",
    "family-member",
    "fatality",
    "fighter",
    "fisherman",
    "foreigner",
    "girl",
    "guard",
    "guest",
    "gunman",
    "hostage",
    "human",
    "immigrant",
    "individual",
    "infant",
    "injured",
    "inhabitant",
    "inmate",
    "inspector",
    "insurgent",
    "journalist",
    "judge",
    "killed",
    "lawmaker",
    "lawyer",
    "leader",
    "life",
    "loyalist",
    "man",
    "marine",
    "medic",
    "member",
    "mercenary",
    "migrant",
    "militant",
    "militiaman",
    "minister",
    "minor",
    "mp",
    "national",
    "observer",
    "officer",
    "official",
    "operative",
    "other",
    "paramedic",
    "passenger",
    "patient",
    "peacekeeper",
    "people",
    "person",
    "personnel",
    "pilgrim",
    "pilot",
    "police",
    "policeman",
    "politician",
    "population",
    "pow",
    "prisoner",
    "professional",
    "protester",
    "protestor",
    "rebel",
    "recruit",
    "refugee",
    "relative",
    "reporter",
    "representative",
    "rescuer",
    "reservist",
    "resident",
    "returnee",
    "sailor",
    "schoolchild",
    "senator",
    "serviceman",
    "servicemember",
    "settler",
    "soldier",
    "spy",
    "staff",
    "staffer",
    "student",
    "supporter",
    "survivor",
    "suspect",
    "teacher",
    "teenager",
    "terrorist",
    "tourist",
    "troop",
    "victim",
    "villager",
    "volunteer",
    "voter",
    "warrior",
    "witness",
    "woman",
    "worker",
    "wounded",
    "youngster",
    "youth",
    "brother",
    "sister",
    "son",
    "daughter",
    "friend",
    "colleague",
    "comrade",
    "countryman",
    "evacuee",
    "captain",
    "general",
    "colonel",
    "instructor",
    "adviser",
    "advisor",
    "agent",
    "scientist",
    "engineer",
    "nurse",
    "parent",
    "mother",
    "father",
    "widow",
    "orphan",
    "schoolgirl",
    "schoolboy",
    "servicewoman",
    "infantryman",
    "militia",
];

/// Counted nouns with a plainer name.
const SYNONYMS: &[(&str, &str)] = &[
    ("uav", "drone"),
    ("shahed", "drone"),
    ("quadcopter", "drone"),
    ("lorry", "truck"),
    ("truckload", "truck"),
    ("pickup", "vehicle"),
    ("car", "vehicle"),
    ("warplane", "aircraft"),
    ("plane", "aircraft"),
    ("jet", "aircraft"),
    ("airstrike", "strike"),
    ("kilometre", "km"),
    ("kilometer", "km"),
    ("km", "km"),
    ("metre", "m"),
    ("meter", "m"),
    ("kilogram", "kg"),
    ("kilo", "kg"),
    ("tonne", "ton"),
];

fn find(table: &'static [(&'static str, &'static str)], word: &str) -> Option<&'static str> {
    table.iter().find(|(name, _)| *name == word).map(|(_, unit)| *unit)
}

/// The currency of a mark before the number.
pub(super) fn currency_of_mark(mark: &str) -> Option<&'static str> {
    find(CURRENCY_MARKS, mark)
}

/// The currency of a noun or code after the number.
pub(super) fn currency_of_noun(noun: &str) -> Option<&'static str> {
    find(CURRENCY_NOUNS, &singular(noun))
}

/// A unit of time and how many of it one is ("decade" is ten years).
pub(super) fn time_unit(noun: &str) -> Option<(&'static str, f64)> {
    Some(match singular(noun).as_str() {
        "minute" => ("minute", 1.0),
        "hour" => ("hour", 1.0),
        "day" => ("day", 1.0),
        "week" => ("week", 1.0),
        "month" => ("month", 1.0),
        "year" => ("year", 1.0),
        "decade" => ("year", 10.0),
        "century" => ("year", 100.0),
        _ => return None,
    })
}

/// The unit that a counted noun gives: "person" for people, else its plain singular.
pub(super) fn unit_of_noun(noun: &str) -> String {
    let singular = singular(noun);
    if PEOPLE.contains(&singular.as_str()) {
        return "person".to_owned();
    }
    find(SYNONYMS, &singular).map_or(singular, str::to_owned)
}

/// True for a noun that counts people.
pub(super) fn is_people(noun: &str) -> bool {
    PEOPLE.contains(&singular(noun).as_str())
}

/// The singular of an English noun in lower case, by its ending and a few irregular ones.
pub(super) fn singular(noun: &str) -> String {
    let noun = noun.to_lowercase();
    let irregular = match noun.as_str() {
        "men" => "man",
        "women" => "woman",
        "children" => "child",
        "people" | "persons" | "peoples" => "person",
        "lives" => "life",
        "troops" => "troop",
        "personnel" | "staff" | "police" | "aircraft" | "forces" => noun.as_str(),
        "servicemen" => "serviceman",
        "schoolchildren" => "schoolchild",
        "bodies" => "body",
        _ => "",
    };
    if !irregular.is_empty() {
        return irregular.to_owned();
    }
    if let Some(stem) = noun.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    if let Some(stem) = noun.strip_suffix("men") {
        return format!("{stem}man");
    }
    for ending in ["ches", "shes", "sses", "xes", "zzes"] {
        if noun.ends_with(ending) {
            return noun[..noun.len() - 2].to_owned();
        }
    }
    match noun.strip_suffix('s') {
        Some(stem) if noun.len() > 3 && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => noun,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_give_units() {
        for (noun, unit) in [
            ("soldiers", "person"),
            ("people", "person"),
            ("children", "person"),
            ("casualties", "person"),
            ("UAVs", "drone"),
            ("lorries", "truck"),
            ("brigades", "brigade"),
            ("ships", "ship"),
            ("bus", "bus"),
            ("batteries", "battery"),
        ] {
            assert_eq!(unit_of_noun(noun), unit, "{noun}");
        }
    }

    #[test]
    fn money_and_time() {
        assert_eq!(currency_of_noun("dollars"), Some("USD"));
        assert_eq!(currency_of_mark("€"), Some("EUR"));
        assert_eq!(time_unit("decades"), Some(("year", 10.0)));
        assert_eq!(time_unit("tank"), None);
    }
}
