//! Stories: which articles tell the same news, which of them are one text, and how many independent voices tell it.
//!
//! [`stories`] takes records and gives groups of their places. Nothing here reads or writes; the same records give
//! the same stories.

mod article;
mod copies;
mod grouping;
mod likeness;
mod near;
mod origins;
mod roundups;
mod voices;
mod wording;

pub use article::{Article, articles, house};
pub use copies::{Overlap, copies};
pub use near::Wording;
pub use origins::{Origin, origin, same_outlet};
pub use voices::{Tie, shared_paragraphs, tie};
pub use wording::{EmptyWords, words};

use jiff::civil::Date;
use likeness::alike;
use std::collections::BTreeMap;
use verbale_knowledge::Knowledge;
use verbale_record::Record;

/// Articles alike on average to this degree tell the same news.
const SAME_NEWS: f64 = 0.2;
/// Pairs less alike than this are not looked at when averages are formed.
const FAINT: f64 = 0.02;

/// Articles that tell the same news. All numbers are places among the records given.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Story {
    /// Its articles, the earliest first.
    pub articles: Vec<usize>,
    /// Those of them that are one text, in groups of two and more.
    pub copies: Vec<Vec<usize>>,
    /// All of them by voice: articles that repeat one another or lean on one origin are one.
    pub voices: Vec<Vec<usize>>,
    /// The article that is most like the others.
    pub core: usize,
}

impl Story {
    /// How many independent voices tell it.
    pub fn independent(&self) -> usize {
        self.voices.len()
    }
}

/// All that was found out about some records.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Stories {
    /// The stories: the largest first, then the earliest.
    pub stories: Vec<Story>,
    /// Articles that belong to no single story.
    pub roundups: Vec<usize>,
    /// Where each record has its news from.
    pub origins: Vec<Origin>,
}

/// The stories that the records tell, those of two articles and more.
pub fn stories(records: &[Record], knowledge: &Knowledge) -> Stories {
    let articles = articles(records);
    let own: Vec<Vec<String>> = records.iter().map(names_of_outlet).collect();
    let mut origins: Vec<Origin> =
        records.iter().zip(&own).map(|(record, own)| origin(record, own, knowledge)).collect();
    let is_roundup = roundups::roundups(&articles);
    let mut copies = copies(&articles);
    // A digest that copies an article stays a digest.
    copies.iter_mut().for_each(|group| group.retain(|&at| !is_roundup[at]));
    copies.retain(|group| group.len() > 1);
    // Of a text met again the archive holds no rows: it has its news from where its copy has it.
    for group in &copies {
        let known = group.iter().map(|&at| &origins[at]).find(|origin| !origin.is_none()).cloned();
        for &at in group.iter().filter(|_| known.is_some()) {
            if origins[at].is_none() {
                origins[at] = known.clone().unwrap_or_default();
            }
        }
    }
    // Copies stand for one article while groups are formed; the first of them speaks for all.
    let mut first: Vec<usize> = (0..records.len()).collect();
    for group in &copies {
        group.iter().for_each(|&at| first[at] = group[0]);
    }
    let compared: Vec<usize> = by_day(
        records,
        (0..records.len()).filter(|&at| first[at] == at && !is_roundup[at] && !articles[at].body.is_empty()),
    );
    let houses: Vec<String> = records.iter().map(house).collect();
    let shown: Vec<&Article<'_>> = compared.iter().map(|&at| &articles[at]).collect();
    let shown_houses: Vec<&str> = compared.iter().map(|&at| houses[at].as_str()).collect();
    let pairs = alike(&shown, &shown_houses, FAINT);
    let mut groups: Vec<Vec<usize>> = grouping::groups(shown.len(), &pairs, SAME_NEWS);
    // A text that was found twice is a story of its own where nothing else tells it.
    let grouped: std::collections::BTreeSet<usize> = groups.iter().flatten().copied().collect();
    groups.extend((0..compared.len()).filter(|at| !grouped.contains(at)).map(|at| vec![at]));
    let likeness: BTreeMap<(usize, usize), f64> =
        pairs.iter().map(|pair| ((pair.a, pair.b), pair.likeness)).collect();
    let with_copies = |group: Vec<usize>| {
        let core = core(&group, &likeness);
        let members = by_day(records, group.iter().flat_map(|&at| members_of(&copies, compared[at])));
        Story {
            copies: copies.iter().filter(|copies| members.contains(&copies[0])).cloned().collect(),
            voices: voices::voices(&members, &articles, &origins, &own),
            core: compared[core],
            articles: members,
        }
    };
    let mut stories: Vec<Story> =
        groups.into_iter().map(with_copies).filter(|story| story.articles.len() > 1).collect();
    stories
        .sort_by_key(|story| (std::cmp::Reverse(story.articles.len()), day_key(records, story.articles[0])));
    let roundups = (0..records.len()).filter(|&at| is_roundup[at]).collect();
    Stories { stories, roundups, origins }
}

/// The group of copies that `at` leads, else itself.
fn members_of(copies: &[Vec<usize>], at: usize) -> Vec<usize> {
    copies.iter().find(|group| group[0] == at).cloned().unwrap_or_else(|| vec![at])
}

/// The names an article's outlet goes by: the input's own, and its house.
fn names_of_outlet(record: &Record) -> Vec<String> {
    let source = record.document.source.clone();
    source.into_iter().chain(std::iter::once(house(record))).filter(|name| !name.is_empty()).collect()
}

/// By day, undated ones last, then in the order given.
fn by_day(records: &[Record], places: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut sorted: Vec<usize> = places.collect();
    sorted.sort_by_key(|&at| day_key(records, at));
    sorted
}

fn day_key(records: &[Record], at: usize) -> (bool, Option<Date>, usize) {
    let day = records[at].document.published;
    (day.is_none(), day, at)
}

/// The member that is most like the others, the first of equals.
fn core(group: &[usize], likeness: &BTreeMap<(usize, usize), f64>) -> usize {
    let sum = |at: usize| -> f64 {
        let pair = |other: &usize| likeness.get(&(at.min(*other), at.max(*other)));
        group.iter().filter_map(pair).sum()
    };
    let mut best = group[0];
    for &at in &group[1..] {
        if sum(at) > sum(best) {
            best = at;
        }
    }
    best
}

#[cfg(test)]
mod tests;
