//! What a figure counts, and when two figures of one thing leave no number that both allow: one comparison for the
//! contradictions and for the figures of one thing side by side.

use crate::phrases::quantity;
use std::collections::BTreeSet;
use verbale_record::Figure;
use verbale_stories::words;
use verbale_text::Span;

/// Where more than this lies between two numbers they count different things.
const FACTOR: f64 = 3.0;
/// "About" allows for so much.
const ABOUT: f64 = 0.1;
/// Numbers are rounded to this and its tenfolds; smaller ones are counted.
const ROUNDED: f64 = 100.0;
/// Bytes around a number in which the word stands that tells what befell those it counts.
const NEAR: u32 = 60;

/// What befalls people who are counted, by the beginnings of words.
const FATES: &[(&str, &[&str])] = &[
    ("killed", &["kill", "dead", "death", "died", "die", "slain", "murder"]),
    ("wounded", &["wound", "injur", "hurt"]),
    ("held", &["hostage", "captiv", "abduct", "kidnap"]),
    ("arrested", &["arrest", "detain"]),
    ("missing", &["missing"]),
    ("displaced", &["displac", "evacuat", "fled"]),
];

/// Words for the same people and things.
const GROUPS: &[(&str, &str)] = &[
    ("children", "child children schoolchildren student students pupil pupils kids minors"),
    ("women", "woman women"),
    ("soldiers", "soldier soldiers troops servicemen"),
    ("people", "people persons person others individuals civilians of whom"),
    ("drones", "drone drones uav uavs"),
    ("rockets", "rocket rockets missile missiles"),
    ("trucks", "truck trucks lorry lorries"),
    ("refugees", "refugee refugees"),
    ("countries", "country countries state states"),
];

/// Words around a number that do not tell what it counts.
const AROUND: &str = "at least more than about around nearly almost some over up to only just the a an other another \
    approximately half dozen dozens hundred hundreds thousand thousands million billion trillion one two three four \
    five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty \
    thirty forty fifty sixty seventy eighty ninety and us dollar dollars euro euros pounds percent per cent as many much";

/// Measures that are taken of too many things to be told apart by the words around them.
const MEASURES: &[&str] = &[
    "year", "month", "week", "day", "hour", "minute", "second", "time", "point", "%", "cent", "kopeck",
    "unit",
];
/// Smaller sums are prices and rates, which differ from hour to hour.
const SUM: f64 = 1e6;
/// Nouns of many without an "s".
const PLURALS: &[&str] =
    &["people", "children", "men", "women", "aircraft", "police", "staff", "personnel", "them"];

/// What a figure counts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Thing {
    /// "person", "truck", "USD".
    pub unit: String,
    /// "killed", "held": what befell people.
    pub fate: Option<&'static str>,
    /// The words that tell what is counted, people by their group.
    pub counted: BTreeSet<String>,
}

/// A figure as it is compared.
#[derive(Clone, PartialEq, Debug)]
pub struct Count<'r> {
    /// The row of the record.
    pub figure: &'r Figure,
    /// What it counts.
    pub thing: Thing,
    /// "At least", "more than": any larger number is allowed.
    least: bool,
}

impl<'r> Count<'r> {
    /// What a figure in a sentence counts; none where it is measured for too many things to be compared: shares,
    /// times, and people of whom nothing is told.
    pub fn of(figure: &'r Figure, text: &str, sentence: Span) -> Option<Self> {
        let span = figure.span?;
        let own = words(text.get(span.range())?);
        let near = text.get(near(text, span, sentence).range())?;
        let people = figure.unit == "person";
        let fate = fate(&own).or_else(|| fate(&words(near))).filter(|_| people);
        let least = ["least", "more", "over"].iter().any(|word| own.iter().any(|own| own == word));
        let thing = Thing { unit: figure.unit.clone(), fate, counted: counted(&own) };
        let money = figure.unit.len() == 3 && figure.unit.chars().all(char::is_uppercase);
        let told = match (people, money) {
            (true, _) => fate.is_some() || !thing.counted.is_empty(),
            (_, true) => figure.value[0] >= SUM,
            _ => is_count(figure, &own),
        };
        (told && !MEASURES.contains(&figure.unit.as_str())).then_some(Self { figure, thing, least })
    }

    /// "at least 6", "about 20 %", "1,000".
    pub fn quantity(&self) -> String {
        let quantity = quantity(self.figure);
        match quantity.strip_prefix("about ").filter(|_| self.least) {
            Some(number) => format!("at least {number}"),
            None => quantity,
        }
    }

    /// Whether two numbers for one thing leave no number that both allow.
    pub fn differs(&self, other: &Self) -> bool {
        let ([low_a, high_a], [low_b, high_b]) = (self.figure.value, other.figure.value);
        let (small, large) = (low_a.min(low_b), high_a.max(high_b));
        // "One" is often no count at all.
        if self.thing != other.thing || small <= 1.0 || large / small > FACTOR {
            return false;
        }
        if rounds_to(low_a, low_b) || rounds_to(low_b, low_a) {
            return false;
        }
        if self.least && other.least {
            return low_a != low_b;
        }
        let ((from_a, to_a), (from_b, to_b)) = (self.allowed(), other.allowed());
        to_a < from_b || to_b < from_a
    }

    fn allowed(&self) -> (f64, f64) {
        let [low, high] = self.figure.value;
        match (self.least, self.figure.approximate) {
            (true, _) => (low, f64::INFINITY),
            (false, true) => (low * (1.0 - ABOUT), high * (1.0 + ABOUT)),
            (false, false) => (low, high),
        }
    }
}

/// Whether a large number is another one, rounded.
fn rounds_to(number: f64, round: f64) -> bool {
    let mut step = ROUNDED;
    while step <= round && round % step == 0.0 {
        if (number / step).round() * step == round {
            return true;
        }
        step *= 10.0;
    }
    false
}

/// Whether several things are counted: "747 jet" names one.
fn is_count(figure: &Figure, words: &[String]) -> bool {
    let several = |word: &String| word.ends_with('s') || PLURALS.contains(&word.as_str());
    figure.value[1] <= 1.0 || words.last().is_some_and(several)
}

/// The bytes around a number, inside its sentence.
fn near(text: &str, span: Span, sentence: Span) -> Span {
    let mut start = span.start.saturating_sub(NEAR).max(sentence.start);
    let mut end = (span.end + NEAR).min(sentence.end);
    while start < span.start && !text.is_char_boundary(start as usize) {
        start += 1;
    }
    while end > span.end && !text.is_char_boundary(end as usize) {
        end -= 1;
    }
    Span::new(start.min(span.start), end.max(span.end))
}

fn fate(words: &[String]) -> Option<&'static str> {
    let is =
        |word: &String, beginnings: &[&str]| beginnings.iter().any(|beginning| word.starts_with(beginning));
    words
        .iter()
        .find_map(|word| FATES.iter().find(|(_, beginnings)| is(word, beginnings)).map(|(fate, _)| *fate))
}

fn counted(words: &[String]) -> BTreeSet<String> {
    let told = |word: &&String| {
        !AROUND.split_whitespace().any(|around| around == word.as_str())
            && !word.chars().any(|c| c.is_ascii_digit())
            && fate(std::slice::from_ref(word)).is_none()
    };
    let group = |word: &String| {
        let known =
            GROUPS.iter().find(|(_, members)| members.split(' ').any(|member| member == word.as_str()));
        known.map_or_else(|| word.clone(), |(group, _)| (*group).to_owned())
    };
    words.iter().filter(told).map(group).filter(|word| word != "people").collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use verbale_record::FigureId;

    fn check(a: (&str, f64), b: (&str, f64), unit: &str, expected: bool) {
        let figure = |text: &str, value| {
            let words = text.find('[').zip(text.find(']')).expect("a number in brackets");
            Figure {
                id: FigureId(0),
                value: [value, value],
                unit: unit.into(),
                of: String::new(),
                approximate: ["about", "at least", "some"].iter().any(|word| text.contains(word)),
                as_of: None,
                claimed_by: None,
                span: Some(Span::new(words.0 as u32 + 1, words.1 as u32)),
            }
        };
        let whole = |text: &str| Span::new(0, text.len() as u32);
        let figures = [figure(a.0, a.1), figure(b.0, b.1)];
        let one = Count::of(&figures[0], a.0, whole(a.0));
        let other = Count::of(&figures[1], b.0, whole(b.0));
        let differ = one.zip(other).is_some_and(|(one, other)| one.differs(&other));
        assert_eq!(differ, expected, "{a:?} {b:?}");
    }

    #[test]
    fn numbers_of_one_thing_differ_where_no_number_suits_both() {
        let people = |a, b, expected| check(a, b, "person", expected);
        people(("The fire killed [five people].", 5.0), ("[Six people] died.", 6.0), true);
        people(("The fire killed [about 50 people].", 50.0), ("[52 people] died.", 52.0), false);
        people(("The fire killed [at least five people].", 5.0), ("[Six people] died.", 6.0), false);
        people(("The fire killed [five people].", 5.0), ("[Six people] were hurt.", 6.0), false);
        people(("The flood killed [400 people].", 400.0), ("[412 people] died.", 412.0), false);
        people(("The flood killed [410 people].", 410.0), ("[480 people] died.", 480.0), true);
        people(("The fire killed [three pupils].", 3.0), ("[Four children] died.", 4.0), true);
        people(("[Six people] sang.", 6.0), ("[Five people] sang.", 5.0), false);
        check(("[93 lorries] came.", 93.0), ("[65 trucks] came.", 65.0), "truck", true);
        check(("A [747 jet] came.", 747.0), ("A [746 jet] came.", 746.0), "aircraft", false);
        check(("It costs [2 million dollars].", 2e6), ("It costs [3 million dollars].", 3e6), "USD", true);
        check(("It costs [2 dollars].", 2.0), ("It costs [3 dollars].", 3.0), "USD", false);
        check(("[5%] more.", 5.0), ("[6%] more.", 6.0), "%", false);
    }
}
