//! `repeat`: one day of articles over and over with changed names and dates, until there are as many as are asked for:
//! a large archive to measure on. The same day gives the same articles.

use jiff::ToSpan;
use jiff::civil::DateTime;
use jiff::fmt::rfc2822::{DateTimeParser, DateTimePrinter};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::error::Error;
use std::io::Write;
use std::path::PathBuf;

/// What the subcommand takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// The day, as JSON lines.
    day: PathBuf,
    /// How many articles to write.
    #[arg(long)]
    articles: usize,
    /// The file to write.
    #[arg(long)]
    out: PathBuf,
}

/// The fields that hold text.
const TEXTS: [&str; 3] = ["title", "summary", "text"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Copies the day until there are enough articles; the first copy is the day itself.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let lines = std::fs::read_to_string(&arguments.day)?;
    let day = lines.lines().map(serde_json::from_str).collect::<Result<Vec<Map<String, Value>>, _>>()?;
    if day.is_empty() {
        return Err(format!("{}: there is no article", arguments.day.display()).into());
    }
    let names = names(&day);
    let mut out = std::io::BufWriter::new(std::fs::File::create(&arguments.out)?);
    for n in 0..arguments.articles {
        let (copy, article) = (n / day.len(), &day[n % day.len()]);
        serde_json::to_writer(&mut out, &changed(article, copy, &names))?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    println!("{} articles, {} of a day; {} names change", arguments.articles, day.len(), names.len());
    Ok(())
}

/// Every second word that stands with a capital inside sentences and nowhere without one, months and weekdays apart.
/// The others keep their spelling, so that states and cities are still known.
fn names(day: &[Map<String, Value>]) -> BTreeSet<String> {
    let (mut inside, mut small) = (BTreeSet::new(), BTreeSet::new());
    for text in day.iter().filter_map(|article| article.get("text")?.as_str()) {
        let (mut before_last, mut last) = ("", "");
        for piece in pieces(text) {
            if piece.chars().all(char::is_lowercase) {
                small.insert(piece.to_owned());
            } else if last == " "
                && before_last.ends_with(char::is_lowercase)
                && piece.starts_with(char::is_uppercase)
            {
                inside.insert(piece.to_owned());
            }
            (before_last, last) = (last, piece);
        }
    }
    let kept = |name: &String| {
        let calendar = MONTHS.contains(&name.as_str()) || name.ends_with("day");
        calendar
            || small.contains(&name.to_lowercase())
            || name.bytes().map(usize::from).sum::<usize>() % 2 == 1
    };
    inside.into_iter().filter(|name| name.len() > 3 && !kept(name)).collect()
}

/// Runs of letters, runs of digits, and single other characters.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let kind = |c: char| if c.is_alphabetic() { 1 } else { u8::from(c.is_ascii_digit()) * 2 };
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let same = |c: char| kind(c) != 0 && kind(c) == kind(first);
        let end = rest.find(|c| !same(c)).unwrap_or(rest.len()).max(first.len_utf8());
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

/// An article of a later copy: new id, address and day, other names, other days of the month.
fn changed(article: &Map<String, Value>, copy: usize, names: &BTreeSet<String>) -> Map<String, Value> {
    let mut article = article.clone();
    if copy == 0 {
        return article;
    }
    // The same day as numbers; the printed one is enough.
    article.remove("published_parsed");
    for (key, value) in &mut article {
        match (key.as_str(), &*value) {
            ("id", Value::Number(id)) => {
                *value = Value::from(id.as_u64().unwrap_or_default() + copy as u64 * 1_000_000);
            }
            ("id", Value::String(id)) => *value = Value::from(format!("{id}-{copy}")),
            ("link" | "url", Value::String(address)) => {
                *value = Value::from(format!("{address}?copy={copy}"))
            }
            ("published", Value::String(day)) => {
                if let Some(later) = later(day, copy) {
                    *value = Value::from(later);
                }
            }
            (key, Value::String(text)) if TEXTS.contains(&key) => {
                *value = Value::from(rewritten(text, copy, names))
            }
            _ => {}
        }
    }
    article
}

/// As many days later as there were copies before.
fn later(day: &str, copy: usize) -> Option<String> {
    let hours = (copy as i64 * 24).hours();
    if let Ok(instant) = DateTimeParser::new().parse_timestamp(day) {
        return DateTimePrinter::new().timestamp_to_rfc9110_string(&instant.checked_add(hours).ok()?).ok();
    }
    Some(day.parse::<DateTime>().ok()?.checked_add(hours).ok()?.to_string())
}

fn rewritten(text: &str, copy: usize, names: &BTreeSet<String>) -> String {
    let mut made = String::with_capacity(text.len() + 64);
    let (mut last, mut before_last) = ("", "");
    for piece in pieces(text) {
        let day =
            (MONTHS.contains(&before_last) && last == " ").then(|| piece.parse::<usize>().ok()).flatten();
        match day.filter(|day| (1..=31).contains(day)) {
            Some(day) => made += &((day + copy - 1) % 28 + 1).to_string(),
            None if names.contains(piece) => made += &renamed(piece, copy),
            None => made += piece,
        }
        (before_last, last) = (last, piece);
    }
    made
}

/// A name with other vowels and a new ending, another one in each copy.
fn renamed(name: &str, copy: usize) -> String {
    const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];
    const ENDINGS: [&str; 12] = ["n", "ra", "sk", "v", "lo", "dt", "m", "ki", "ber", "to", "x", "ley"];
    let turn = |letter: char| match VOWELS.iter().position(|vowel| *vowel == letter) {
        Some(at) => VOWELS[(at + copy) % VOWELS.len()],
        None => letter,
    };
    let mut made: String = name.chars().map(turn).collect();
    let mut left = copy / VOWELS.len();
    while left > 0 {
        made += ENDINGS[left % ENDINGS.len()];
        left /= ENDINGS.len();
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str) -> Map<String, Value> {
        let json = serde_json::json!({
            "id": 7, "link": "https://a.example/7", "published": "Tue, 04 Mar 2025 10:00:00 GMT", "text": text,
        });
        json.as_object().expect("an object").clone()
    }

    #[test]
    fn names_and_days_change_and_the_rest_stays() {
        let day = [article("Envoys met Solberg in Lund on March 4. A boat left, Solberg said.")];
        let names = names(&day);
        assert_eq!(names.iter().map(String::as_str).collect::<Vec<_>>(), ["Solberg"]);
        assert_eq!(changed(&day[0], 0, &names), day[0]);
        let second = changed(&day[0], 6, &names);
        let told = |key: &str| second[key].as_str().unwrap_or_default().to_owned();
        assert_eq!(told("text"), "Envoys met Sulbirgra in Lund on March 10. A boat left, Sulbirgra said.");
        assert_eq!(told("published"), "Mon, 10 Mar 2025 10:00:00 GMT");
        assert_eq!(
            (told("link"), second["id"].as_u64()),
            ("https://a.example/7?copy=6".to_owned(), Some(6_000_007))
        );
    }

    #[test]
    fn no_two_copies_share_a_name() {
        let made: BTreeSet<String> = (0..600).map(|copy| renamed("Solberg", copy)).collect();
        assert_eq!(made.len(), 600);
    }
}
