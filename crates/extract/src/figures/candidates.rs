//! Every number of the text that could be a figure, with its approximator, its counted noun and its unit.
//!
//! What cannot be one is left out here by rule: dates, ages, numbers inside names and codes, ordinals. Whether
//! a candidate matters to the conflict is for the filter.

use super::counted::{Counted, counted_after};
use super::units;
use crate::Input;
use crate::numerals::{self, Numeral};
use crate::scan::{PieceKind, Pieces};
use crate::times::Times;
use verbale_analyze::WordId;
use verbale_text::Span;

/// A number with what it counts.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Candidate {
    /// Low and high.
    pub value: [f64; 2],
    /// "person", "%", "USD", "day", "drone".
    pub unit: String,
    /// What is counted, as the text has it.
    pub of: Option<Span>,
    /// "about", "at least", "dozens".
    pub approximate: bool,
    /// The number with its approximator and counted noun.
    pub span: Span,
    /// The number alone.
    pub number: Span,
    /// The head of the counted noun.
    pub head: Option<WordId>,
    /// The number takes its noun from another one ("ten from Latvia").
    pub elliptic: bool,
}

/// All candidates of one block, in order.
pub(super) fn of_block(input: Input<'_>, times: &Times, block: Span) -> Vec<Candidate> {
    let pieces = Pieces::scan(input.document.text(), block);
    let mut found: Vec<Candidate> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let Some(numeral) = numeral_at(&pieces, at) else {
            at += 1;
            continue;
        };
        at = numeral.next;
        if in_date(times, pieces.span(numeral.first, numeral.next)) || is_label(&pieces, &numeral) {
            continue;
        }
        let previous = found.last();
        if let Some((candidate, next)) = candidate(input, &pieces, numeral, previous) {
            at = at.max(next);
            found.push(candidate);
        }
    }
    found
}

/// A numeral, or the article that counts one unit of time ("a decade").
fn numeral_at(pieces: &Pieces<'_>, at: usize) -> Option<Numeral> {
    numerals::numeral_at(pieces, at).or_else(|| {
        let article = pieces.at(at).is_one_of(&["a", "an"]);
        let unit = units::time_unit(&pieces.at(at + 1).lower).filter(|(unit, _)| *unit == "year");
        (article && unit.is_some()).then_some(Numeral {
            low: 1.0,
            high: 1.0,
            vague: false,
            fraction: false,
            first: at,
            next: at + 1,
        })
    })
}

/// Inside a time expression that names days.
fn in_date(times: &Times, span: Span) -> bool {
    let first = times.expressions.partition_point(|time| time.span.end <= span.start);
    times.expressions[first..]
        .iter()
        .take_while(|time| time.span.start < span.end)
        .any(|time| time.duration.is_none())
}

/// Numbers that name rather than count: codes, versions, ages, ordinals, hours of the day, lists.
fn is_label(pieces: &Pieces<'_>, numeral: &Numeral) -> bool {
    let (first, last) = (pieces.at(numeral.first), pieces.at(numeral.next - 1));
    let before = pieces.before(numeral.first);
    let after = pieces.at(numeral.next);
    let digits = first.kind == PieceKind::Number;
    // "M777", "F-35", "Su-27": letters run into the number.
    if digits && first.tight {
        let joined = before.kind == PieceKind::Word
            || (before.is("-") && before.tight && pieces.before(numeral.first - 1).kind == PieceKind::Word);
        if joined && !before.is_one_of(&["us", "usd"]) {
            return true;
        }
    }
    // "155mm", "3rd", "14:30".
    if last.kind == PieceKind::Number && after.tight {
        let unit = after.is_one_of(&["km", "kg", "m", "bn"]);
        if (after.kind == PieceKind::Word && !unit) || after.is(":") {
            return true;
        }
    }
    if before.is(":") && before.tight && first.tight {
        return true;
    }
    let ages = pieces.follow(numeral.next, &["-", "year", "-", "old"])
        || pieces.follow(numeral.next, &["years", "old"])
        || pieces.follow(numeral.next, &["-", "years", "-", "old"])
        || before.is_one_of(&["aged", "age"]);
    // "Mr Smith, 51, said": an age between commas after a name.
    let apposed = digits
        && before.is(",")
        && after.is(",")
        && first.text.len() <= 2
        && pieces.before(numeral.first - 1).is_capitalised();
    let named = before.is_one_of(&[
        "article",
        "chapter",
        "resolution",
        "no",
        "number",
        "channel",
        "section",
        "paragraph",
        "page",
        "phase",
        "stage",
        "operation",
        "unit",
        "brigade",
        "battalion",
        "point",
        "g",
        "covid",
        "day",
        "version",
        "figure",
    ]);
    let hour = after.is_one_of(&["p", "a", "pm", "am"])
        && (after.is_one_of(&["pm", "am"]) || pieces.at(numeral.next + 1).is("."));
    let hour = hour || after.is_one_of(&["o", "gmt", "utc"]);
    ages || apposed || named || hour
}

/// Words before a number that leave it open, longest first, and whether they do.
const BEFORE: &[(&[&str], bool)] = &[
    (&["no", "fewer", "than"], true),
    (&["no", "less", "than"], true),
    (&["as", "many", "as"], true),
    (&["as", "much", "as"], true),
    (&["a", "total", "of"], false),
    (&["an", "estimated"], true),
    (&["more", "than"], true),
    (&["less", "than"], true),
    (&["fewer", "than"], true),
    (&["at", "least"], true),
    (&["at", "most"], true),
    (&["up", "to"], true),
    (&["close", "to"], true),
    (&["just", "over"], true),
    (&["just", "under"], true),
    (&["well", "over"], true),
    (&["in", "excess", "of"], true),
    (&["upwards", "of"], true),
    (&["about"], true),
    (&["around"], true),
    (&["some"], true),
    (&["nearly"], true),
    (&["almost"], true),
    (&["over"], true),
    (&["under"], true),
    (&["below"], true),
    (&["above"], true),
    (&["approximately"], true),
    (&["roughly"], true),
    (&["estimated"], true),
    (&["exceeding"], true),
    (&["exceeds"], true),
    (&["exceeded"], true),
    (&["surpassed"], true),
    (&["surpassing"], true),
    (&["topped"], true),
    (&["only"], false),
    (&["just"], false),
];

/// The first piece of the approximator before `first`, and whether it leaves the number open.
fn approximator(pieces: &Pieces<'_>, first: usize) -> (usize, bool) {
    let fitting = BEFORE
        .iter()
        .find(|(words, _)| first.checked_sub(words.len()).is_some_and(|start| pieces.follow(start, words)));
    match fitting {
        Some((words, open)) => {
            let start = first - words.len();
            // "at least some", "just about": one more may stand before.
            let (further, also) = if words.len() == 1 { (start, false) } else { (start, *open) };
            (further, *open || also)
        }
        None => (first, false),
    }
}

/// The candidate that a numeral heads, and the piece to go on from.
fn candidate(
    input: Input<'_>,
    pieces: &Pieces<'_>,
    numeral: Numeral,
    previous: Option<&Candidate>,
) -> Option<(Candidate, usize)> {
    let mark = pieces.before(numeral.first);
    let currency = units::currency_of_mark(&mark.lower);
    let mut start = numeral.first - usize::from(currency.is_some());
    if currency.is_some() && pieces.before(start).is_one_of(&["us", "usd"]) {
        start -= 1;
    }
    let (start, open) = approximator(pieces, start);
    let number = pieces.span(numeral.first, numeral.next);
    let measured = measure(pieces, &numeral, currency);
    let (unit, scale, after) = measured.clone().unwrap_or_default();
    let next = if measured.is_some() { after } else { numeral.next };
    let counted = counted_after(input, pieces, next, numeral.vague || measured.is_some());
    let mut value = [numeral.low, numeral.high];
    if measured.is_some() {
        value = value.map(|value| value * scale);
    }
    let exchange = exchange(pieces, &numeral);
    let mut candidate = Candidate {
        value,
        unit,
        of: counted.as_ref().map(|counted| counted.phrase),
        approximate: open
            || numeral.vague
            || pieces.follow(next, &["or", "so"])
            || pieces.follow(next, &["or", "more"]),
        span: pieces.span(start, next),
        number,
        head: counted.as_ref().and_then(|counted| counted.head),
        elliptic: false,
    };
    if let Some(after) = exchange {
        candidate.unit = "person".to_owned();
        candidate.span = pieces.span(start, after);
        return Some((candidate, after));
    }
    if measured.is_some() {
        return Some((candidate, next));
    }
    match counted {
        Some(Counted { noun: Some(noun), phrase, .. }) => {
            candidate.unit = noun_unit(&noun);
            candidate.span = candidate.span.cover(phrase);
            let next = pieces.index_at(phrase.end.saturating_sub(1));
            Some((candidate, next.max(numeral.next)))
        }
        Some(Counted { noun: None, phrase, .. }) => {
            // "three of them", "one of whom": the noun stands before.
            candidate.unit = previous.map_or_else(|| "person".to_owned(), |previous| previous.unit.clone());
            candidate.of = previous.and_then(|previous| previous.of);
            candidate.span = candidate.span.cover(phrase);
            candidate.elliptic = true;
            Some((candidate, numeral.next))
        }
        None => elliptic(pieces, candidate, &numeral, previous),
    }
}

/// A capitalised plural or a nationality counts people; other nouns name their own unit.
fn noun_unit(noun: &str) -> String {
    let capital = noun.chars().next().is_some_and(char::is_uppercase);
    let code = noun.chars().filter(|letter| letter.is_uppercase()).count() > 1;
    if capital && !code && noun.ends_with(['s', 'e']) && !units::is_people(noun) {
        return "person".to_owned();
    }
    units::unit_of_noun(noun)
}

/// Unit, factor and next piece where a unit of measure follows: "%", money, time, area.
fn measure(
    pieces: &Pieces<'_>,
    numeral: &Numeral,
    currency: Option<&'static str>,
) -> Option<(String, f64, usize)> {
    let next = numeral.next;
    if let Some(currency) = currency {
        return Some((currency.to_owned(), 1.0, next));
    }
    if numeral.fraction {
        return Some(("%".to_owned(), 1.0, next));
    }
    let of = next + usize::from(numeral.vague && pieces.at(next).is("of"));
    let dash = of + usize::from(pieces.at(of).is_one_of(&["-", "–", "‑"]));
    let word = pieces.at(dash);
    if word.is("%") || word.is_one_of(&["percent", "pct"]) {
        return Some(("%".to_owned(), 1.0, dash + 1));
    }
    if word.is("per") && pieces.at(dash + 1).is("cent") {
        return Some(("%".to_owned(), 1.0, dash + 2));
    }
    let prefix = usize::from(word.is_one_of(&["us", "american"]));
    if let Some(currency) = units::currency_of_noun(&pieces.at(dash + prefix).lower) {
        return Some((currency.to_owned(), 1.0, dash + prefix + 1));
    }
    if let Some((unit, factor)) = units::time_unit(&word.lower) {
        let old = pieces.follow(dash + 1, &["-", "old"]);
        return Some((unit.to_owned(), factor, dash + 1 + 2 * usize::from(old)));
    }
    if word.is_one_of(&["square", "sq"]) {
        let stop = usize::from(pieces.at(dash + 1).is("."));
        let unit = match pieces.at(dash + 1 + stop).lower.as_str() {
            "km" | "kilometers" | "kilometres" => "km2",
            "miles" | "mi" => "square mile",
            "meters" | "metres" | "m" => "m2",
            _ => return None,
        };
        return Some((unit.to_owned(), 1.0, dash + 2 + stop));
    }
    None
}

/// "1,000 for 1,000": the formula of an exchange; gives the piece after it.
fn exchange(pieces: &Pieces<'_>, numeral: &Numeral) -> Option<usize> {
    let joint = pieces.at(numeral.next);
    let dash = usize::from(joint.is("-"));
    if !pieces.at(numeral.next + dash).is("for") {
        return None;
    }
    let second = numeral.next + dash + 1;
    let second = second + usize::from(pieces.at(second).is("-"));
    let other = numerals::simple_at(pieces, second)?;
    (other.low == numeral.low && numeral.low > 1.0).then_some(other.next)
}

/// A number without a noun: "killing 31", "ten from Latvia", "and wounded 262".
fn elliptic(
    pieces: &Pieces<'_>,
    mut candidate: Candidate,
    numeral: &Numeral,
    previous: Option<&Candidate>,
) -> Option<(Candidate, usize)> {
    let after = pieces.at(numeral.next);
    let before = pieces.before(numeral.first);
    let harmed =
        ["killed", "killing", "wounded", "wounding", "injured", "injuring", "dead", "displaced", "captured"];
    if after.is_one_of(&harmed) || after.is("missing") {
        candidate.unit = "person".to_owned();
        candidate.span = candidate.span.cover(after.span);
        return Some((candidate, numeral.next + 1));
    }
    let scored = numeral.low == 1.0 && pieces.at(numeral.first).kind == PieceKind::Word;
    if scored {
        return None;
    }
    candidate.elliptic = true;
    if before.is_one_of(&harmed) || numeral.low >= 1_000.0 {
        candidate.unit = "person".to_owned();
        return Some((candidate, numeral.next));
    }
    let previous = previous?;
    candidate.unit = previous.unit.clone();
    candidate.of = previous.of;
    Some((candidate, numeral.next))
}
