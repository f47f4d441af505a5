//! Stories, copies, named origins and contradictions of a day against hand-made ones, counted as the reference
//! tool counts them.
//!
//! Copies and stories are compared by pairs of articles; round-ups of the gold are left out on both sides. The
//! adjusted Rand index runs over all articles that either side puts in a story; an article in none stands alone.

#[cfg(test)]
mod tests;

use crate::measure::{Rate, Tally};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A day's stories, made by hand or by the program.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
pub struct Day {
    /// Its stories.
    pub stories: Vec<DayStory>,
    /// Articles that belong to no single story.
    #[serde(default, deserialize_with = "ids")]
    pub roundups: Vec<String>,
    /// Pairs that cannot both hold.
    #[serde(default)]
    pub contradictions: Vec<Pair>,
}

/// One story.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
pub struct DayStory {
    /// Ids of its articles.
    #[serde(deserialize_with = "ids")]
    pub articles: Vec<String>,
    /// Those that are one text.
    #[serde(default, deserialize_with = "groups")]
    pub copies: Vec<Vec<String>>,
    /// Where each article has its news from, where it says so.
    #[serde(default)]
    pub origins: BTreeMap<String, Option<String>>,
}

/// Two sentences that cannot both hold.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
pub struct Pair {
    /// The one.
    pub a: Side,
    /// The other.
    pub b: Side,
}

/// The article a sentence stands in.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
pub struct Side {
    /// Its id.
    #[serde(deserialize_with = "id")]
    pub article: String,
}

/// Ids are numbers or strings.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn id<'de, D: Deserializer<'de>>(input: D) -> Result<String, D::Error> {
    Ok(text(&Value::deserialize(input)?))
}

fn ids<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<String>, D::Error> {
    Ok(Vec::<Value>::deserialize(input)?.iter().map(text).collect())
}

fn groups<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<Vec<String>>, D::Error> {
    let groups = Vec::<Vec<Value>>::deserialize(input)?;
    Ok(groups.iter().map(|group| group.iter().map(text).collect()).collect())
}

/// A file that holds no day.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {error}; it has to be an object with \"stories\"")]
pub struct DayError {
    file: String,
    error: serde_json::Error,
}

impl Day {
    /// Reads the text of a file; its name is used in messages.
    pub fn read(file: &str, text: &str) -> Result<Self, DayError> {
        serde_json::from_str(text).map_err(|error| DayError { file: file.to_owned(), error })
    }

    fn pairs<'d>(groups: impl Iterator<Item = &'d Vec<String>>, skip: &BTreeSet<&str>) -> Pairs<'d> {
        let mut found = BTreeSet::new();
        for group in groups {
            let kept: Vec<&str> = group.iter().map(String::as_str).filter(|id| !skip.contains(id)).collect();
            for (n, &a) in kept.iter().enumerate() {
                found.extend(kept[n + 1..].iter().map(|&b| (a.min(b), a.max(b))));
            }
        }
        found
    }

    fn told_apart(&self) -> BTreeSet<(&str, &str)> {
        let pairs = self.contradictions.iter().map(|pair| (pair.a.article.as_str(), pair.b.article.as_str()));
        pairs.map(|(a, b)| (a.min(b), a.max(b))).collect()
    }

    /// The number of each article's story; the last counts where one stands in several.
    fn labels<'d>(&'d self, skip: &BTreeSet<&str>) -> BTreeMap<&'d str, usize> {
        let rows = self.stories.iter().enumerate();
        rows.flat_map(|(n, story)| story.articles.iter().map(move |id| (id.as_str(), n)))
            .filter(|(id, _)| !skip.contains(id))
            .collect()
    }
}

type Pairs<'d> = BTreeSet<(&'d str, &'d str)>;

/// How far the stories of a day agree with the gold's.
#[derive(Clone, PartialEq, Debug)]
pub struct StoryScore {
    /// Pairs of articles that tell the same news.
    pub stories: Tally,
    /// Adjusted Rand index, up to 1.
    pub adjusted_rand: f64,
    /// Pairs of articles that are one text.
    pub copies: Tally,
    /// Named origins that are right, of those the gold names.
    pub origins: Rate,
    /// Pairs of articles that contradict one another. The gold is careful, not complete.
    pub contradictions: Tally,
}

/// Scores a day.
pub fn score(gold: &Day, made: &Day) -> StoryScore {
    let skip: BTreeSet<&str> = gold.roundups.iter().map(String::as_str).collect();
    let stories = |day: &'_ Day| day.stories.iter().map(|story| &story.articles).cloned().collect::<Vec<_>>();
    let copies =
        |day: &'_ Day| day.stories.iter().flat_map(|story| &story.copies).cloned().collect::<Vec<_>>();
    let tally = |gold: Vec<Vec<String>>, made: Vec<Vec<String>>| {
        let (gold, made) = (Day::pairs(gold.iter(), &skip), Day::pairs(made.iter(), &skip));
        Tally::new(gold.intersection(&made).count(), gold.len(), made.len())
    };
    let (known, found) = (gold.told_apart(), made.told_apart());
    StoryScore {
        stories: tally(stories(gold), stories(made)),
        adjusted_rand: adjusted_rand(&gold.labels(&skip), &made.labels(&skip)),
        copies: tally(copies(gold), copies(made)),
        origins: origins(gold, made),
        contradictions: Tally::new(known.intersection(&found).count(), known.len(), found.len()),
    }
}

fn adjusted_rand(gold: &BTreeMap<&str, usize>, made: &BTreeMap<&str, usize>) -> f64 {
    let items: BTreeSet<&str> = gold.keys().chain(made.keys()).copied().collect();
    let (mut cells, mut rows, mut columns) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (n, id) in items.iter().enumerate() {
        // One that stands in no story has a label of its own.
        let row = gold.get(id).map_or((1, n), |label| (0, *label));
        let column = made.get(id).map_or((1, n), |label| (0, *label));
        *cells.entry((row, column)).or_insert(0) += 1;
        *rows.entry(row).or_insert(0) += 1;
        *columns.entry(column).or_insert(0) += 1;
    }
    let pairs = |count: u64| (count * count.saturating_sub(1) / 2) as f64;
    let both: f64 = cells.values().map(|count| pairs(*count)).sum();
    let (a, b): (f64, f64) =
        (rows.values().map(|n| pairs(*n)).sum(), columns.values().map(|n| pairs(*n)).sum());
    let all = pairs(items.len() as u64);
    let chance = if all > 0.0 { a * b / all } else { 0.0 };
    let top = (a + b) / 2.0;
    if top == chance { 1.0 } else { (both - chance) / (top - chance) }
}

/// A named origin is right where the two names share a word of three letters or more.
fn origins(gold: &Day, made: &Day) -> Rate {
    let told = |day: &'_ Day| -> BTreeMap<String, Option<String>> {
        day.stories.iter().flat_map(|story| story.origins.clone()).collect()
    };
    let have = told(made);
    let mut rate = Rate::default();
    for (id, origin) in told(gold) {
        let Some(origin) = origin.filter(|origin| !origin.is_empty()) else { continue };
        let found = have.get(&id).cloned().flatten().unwrap_or_default();
        rate.judge(!words(&origin).is_disjoint(&words(&found)));
    }
    rate
}

fn words(name: &str) -> BTreeSet<String> {
    let lower = name.to_lowercase();
    let parts = lower.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    parts
        .filter(|part| part.chars().count() >= 3 && !matches!(*part, "the" | "and" | "via" | "for"))
        .map(str::to_owned)
        .collect()
}

impl StoryScore {
    /// The score as text, in the layout of the reference tool.
    pub fn text(&self) -> String {
        let row = |name: &str, tally: Tally| {
            format!(
                "{name:<16}P {:5.1}  R {:5.1}  F {:5.1}   ({} of {} gold, {} made)\n",
                100.0 * tally.precision(),
                100.0 * tally.recall(),
                100.0 * tally.f1(),
                tally.hit,
                tally.gold,
                tally.made
            )
        };
        let mut out = row("stories", self.stories);
        out += &format!("{:<16}{:.3}\n", "adjusted Rand", self.adjusted_rand);
        out += &row("copies", self.copies);
        out += &format!("{:<16}{:5.1} %  of {}\n", "origin right", self.origins.percent(), self.origins.of);
        out + &row("contradictions", self.contradictions)
    }
}
