//! How alike two articles are: the words of their titles and openings, rare words counting more, faded by the
//! days between them.

use crate::article::Article;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Words of the opening that tell what the news is; what follows is background that other stories share.
const OPENING: usize = 90;
/// How often a word of the title counts.
const TITLE: f64 = 2.0;
/// What likeness keeps for each day beyond the next.
const PER_DAY: f64 = 0.8;
/// What it keeps between articles of one house, which writes alike about different things.
const ONE_HOUSE: f64 = 0.9;
/// Articles with more days between them are not compared.
const DAYS: i32 = 7;
/// A word in a larger share of the articles does not make two of them a pair to compare.
const COMMON: usize = 20;

/// A pair that is alike.
#[derive(Copy, Clone, PartialEq, Debug)]
pub struct Alike {
    /// The one, by its place among the articles compared.
    pub a: usize,
    /// The other; larger.
    pub b: usize,
    /// From 0 to 1.
    pub likeness: f64,
}

/// One article's words with their weights, by word, of length 1 together.
type Weighted = Vec<(u32, f64)>;

/// The pairs that are alike at least to `least`, by place.
pub fn alike(articles: &[&Article<'_>], houses: &[&str], least: f64) -> Vec<Alike> {
    let (weighted, spread) = weigh(articles);
    let many = (articles.len() / COMMON).max(50);
    let mut postings: Vec<Vec<usize>> = vec![Vec::new(); spread.len()];
    let days: Vec<Option<Date>> = articles.iter().map(|article| article.day()).collect();
    let mut found = Vec::new();
    for b in 0..articles.len() {
        let rare = |word: u32| spread[word as usize] > 1 && spread[word as usize] <= many;
        let mut near: Vec<usize> = Vec::new();
        for &(word, _) in weighted[b].iter().filter(|(word, _)| rare(*word)) {
            near.extend(&postings[word as usize]);
            postings[word as usize].push(b);
        }
        near.sort_unstable();
        near.dedup();
        for a in near {
            let Some(kept) = fade(days[a], days[b]) else { continue };
            let house = if houses[a] == houses[b] { ONE_HOUSE } else { 1.0 };
            let likeness = product(&weighted[a], &weighted[b]) * kept * house;
            if likeness >= least {
                found.push(Alike { a, b, likeness });
            }
        }
    }
    found.sort_by_key(|pair| (pair.a, pair.b));
    found
}

/// What likeness keeps over the days between; none where they are too far apart.
fn fade(a: Option<Date>, b: Option<Date>) -> Option<f64> {
    let (Some(a), Some(b)) = (a, b) else { return Some(1.0) };
    let days = (b - a).get_days().abs();
    (days <= DAYS).then(|| PER_DAY.powi((days - 1).max(0)))
}

/// The weights of each article's words, and in how many articles each word stands.
fn weigh(articles: &[&Article<'_>]) -> (Vec<Weighted>, Vec<usize>) {
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    let mut spread: Vec<usize> = Vec::new();
    let mut counted: Vec<BTreeMap<u32, f64>> = Vec::new();
    for article in articles {
        let mut counts: BTreeMap<u32, f64> = BTreeMap::new();
        let opening = article.body.iter().take(OPENING).map(|word| (word, 1.0));
        for (word, times) in article.title.iter().map(|word| (word, TITLE)).chain(opening) {
            let next = numbers.len() as u32;
            let number = *numbers.entry(word).or_insert(next);
            if number == next {
                spread.push(0);
            }
            *counts.entry(number).or_insert(0.0) += times;
        }
        counts.keys().for_each(|word| spread[*word as usize] += 1);
        counted.push(counts);
    }
    let all = articles.len() as f64 + 1.0;
    let weights = counted.into_iter().map(|counts| {
        let weight = |(word, times): (u32, f64)| {
            (word, (1.0 + times.ln()) * (all / spread[word as usize] as f64).ln())
        };
        let mut weighted: Weighted = counts.into_iter().map(weight).collect();
        let length = weighted.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        if length > 0.0 {
            weighted.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
        weighted
    });
    (weights.collect(), spread)
}

fn product(a: &Weighted, b: &Weighted) -> f64 {
    let (mut at, mut sum) = (0, 0.0);
    for (word, weight) in a {
        while b.get(at).is_some_and(|(other, _)| other < word) {
            at += 1;
        }
        if let Some((other, against)) = b.get(at)
            && other == word
        {
            sum += weight * against;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::articles;
    use verbale_record::Record;

    fn likeness(days: [&str; 2], texts: [&str; 2], houses: [&str; 2]) -> f64 {
        let other = ["Cup final goes to extra time", "Rates stay as they are", "New bridge for the valley"];
        let records: Vec<Record> = texts
            .iter()
            .zip(days.map(|day| day.parse().ok()))
            .chain(other.iter().map(|text| (text, None)))
            .map(|(text, day)| {
                let mut record = Record::default();
                record.document.text = (*text).to_owned();
                record.document.published = day;
                record
            })
            .collect();
        let all = articles(&records);
        let houses = [houses[0], houses[1], "x", "y", "z"];
        let pairs = alike(&all.iter().collect::<Vec<_>>(), &houses, 0.0);
        pairs.iter().find(|pair| (pair.a, pair.b) == (0, 1)).map_or(0.0, |pair| pair.likeness)
    }

    #[test]
    fn the_same_words_are_alike_and_days_and_houses_count() {
        let text = "Envoys meet over the harbour blockade";
        let day = ["2025-05-05"; 2];
        let whole = likeness(day, [text, text], ["a", "b"]);
        assert!((whole - 1.0).abs() < 1e-9, "{whole}");
        assert!((likeness(day, [text, text], ["a", "a"]) - 0.9).abs() < 1e-9);
        assert_eq!(likeness(["2025-05-05", "2025-05-06"], [text, text], ["a", "b"]), whole);
        let later = likeness(["2025-05-05", "2025-05-08"], [text, text], ["a", "b"]);
        assert!((later - 0.64).abs() < 1e-9, "{later}");
        assert_eq!(likeness(["2025-05-05", "2025-06-08"], [text, text], ["a", "b"]), 0.0);
        let part = likeness(day, [text, "Envoys meet over the price of herring"], ["a", "b"]);
        assert!(0.0 < part && part < 0.6, "{part}");
    }
}
