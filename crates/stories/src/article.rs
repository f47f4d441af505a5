//! An article as stories see it: its words without what its outlet prints under every article.

use crate::near::paragraphs;
use crate::wording::{EmptyWords, runs, words};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use verbale_record::Record;

/// A run that stands in so many articles of one outlet is the outlet's, not the article's.
const TEMPLATE: usize = 3;

/// One article's words.
pub struct Article<'r> {
    /// Its record.
    pub record: &'r Record,
    /// Stems of the title.
    pub title: Vec<String>,
    /// Stems of the text that is read, in order.
    pub body: Vec<String>,
    /// Runs of words of the text that is read, in order.
    pub runs: Vec<u64>,
    /// The paragraphs that are read, each as runs, in order.
    pub paragraphs: Vec<Vec<u64>>,
}

impl Article<'_> {
    /// The day it was published.
    pub fn day(&self) -> Option<Date> {
        self.record.document.published
    }
}

/// The house an article comes from: the last two parts of its address's host ("example.org"), else the outlet's
/// name up to the first hyphen ("wire" of "wire-world").
pub fn house(record: &Record) -> String {
    let header = &record.document;
    let host = header.url.as_deref().and_then(|url| url.split_once("://")).map(|(_, rest)| rest);
    let host = host.and_then(|rest| rest.split(['/', '?', '#', ':']).next()).unwrap_or_default();
    let mut parts: Vec<&str> = host.rsplit('.').take(3).collect();
    // "co.uk", "com.au": the second part belongs to the ending.
    let short = |part: &&str| matches!(*part, "co" | "com" | "org" | "net" | "gov" | "ac");
    if !(parts.len() == 3 && parts.get(1).is_some_and(short)) {
        parts.truncate(2);
    }
    parts.reverse();
    match parts.len() {
        0 | 1 => {
            let source = header.source.as_deref().unwrap_or_default();
            source.split(['-', '.']).next().unwrap_or_default().trim().to_lowercase()
        }
        _ => parts.join(".").to_lowercase(),
    }
}

/// The words of all articles, without each house's templates.
pub fn articles(records: &[Record]) -> Vec<Article<'_>> {
    let empty = EmptyWords::english();
    let texts: Vec<Vec<Vec<String>>> =
        records.iter().map(|record| paragraphs(&record.document.text, &record.blocks)).collect();
    let houses: Vec<String> = records.iter().map(house).collect();
    let templates = templates(records, &houses, &texts);
    let stems = |words: &[String]| words.iter().filter_map(|word| empty.stem(word)).collect::<Vec<_>>();
    records
        .iter()
        .zip(texts)
        .zip(&houses)
        .map(|((record, text), house)| {
            let known = templates.get(house.as_str());
            let text: Vec<Vec<String>> = text
                .into_iter()
                .map(|paragraph| without(paragraph, known))
                .filter(|p| !p.is_empty())
                .collect();
            let whole: Vec<String> = text.iter().flatten().cloned().collect();
            Article {
                record,
                title: stems(&words(record.document.title.as_deref().unwrap_or_default())),
                body: stems(&whole),
                runs: runs(&whole),
                paragraphs: text.iter().map(|paragraph| runs(paragraph)).collect(),
            }
        })
        .collect()
}

/// The runs that recur in articles of different titles of one house.
fn templates<'h>(
    records: &[Record],
    houses: &'h [String],
    texts: &[Vec<Vec<String>>],
) -> BTreeMap<&'h str, BTreeSet<u64>> {
    let mut by_house: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, house) in houses.iter().enumerate() {
        by_house.entry(house).or_default().push(at);
    }
    let mut found = BTreeMap::new();
    for (house, members) in by_house.into_iter().filter(|(_, members)| members.len() >= TEMPLATE) {
        let mut seen: BTreeMap<u64, BTreeSet<&str>> = BTreeMap::new();
        for at in members {
            let header = &records[at].document;
            let title = header.title.as_deref().unwrap_or(&header.id);
            let own: BTreeSet<u64> = texts[at].iter().flat_map(|paragraph| runs(paragraph)).collect();
            for run in own {
                seen.entry(run).or_default().insert(title);
            }
        }
        let recurs: BTreeSet<u64> =
            seen.into_iter().filter(|(_, titles)| titles.len() >= TEMPLATE).map(|(run, _)| run).collect();
        found.insert(house, recurs);
    }
    found
}

/// The words that stand in no template.
fn without(paragraph: Vec<String>, templates: Option<&BTreeSet<u64>>) -> Vec<String> {
    let Some(templates) = templates.filter(|templates| !templates.is_empty()) else { return paragraph };
    let mut kept = vec![true; paragraph.len()];
    for (start, run) in runs(&paragraph).into_iter().enumerate() {
        if templates.contains(&run) {
            kept.iter_mut().skip(start).take(crate::wording::RUN).for_each(|keep| *keep = false);
        }
    }
    paragraph.into_iter().zip(kept).filter_map(|(word, keep)| keep.then_some(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(url: &str, source: &str, title: &str, text: &str) -> Record {
        let mut record = Record::default();
        record.document.url = Some(url.to_owned()).filter(|url| !url.is_empty());
        record.document.source = Some(source.to_owned());
        record.document.title = Some(title.to_owned());
        record.document.text = text.to_owned();
        record
    }

    #[test]
    fn a_house_is_its_host_else_its_name() {
        let check = |url: &str, source: &str, expected: &str| {
            assert_eq!(house(&record(url, source, "", "")), expected);
        };
        check("https://www.example.org/a?b", "x", "example.org");
        check("https://news.example.co.uk/a", "x", "example.co.uk");
        check("", "Wire-world", "wire");
        check("no address", "Harbour Post", "harbour post");
    }

    #[test]
    fn what_a_house_prints_under_every_article_is_left_out() {
        let foot = "Sign up here for our free daily letter from the harbour";
        let text = |own: &str| format!("{own}\n{foot}");
        let records: Vec<Record> = ["Talks open", "Boats leave", "Port shut"]
            .iter()
            .map(|title| record("", "Post", title, &text(&format!("{title}, they said of it in {title}"))))
            .collect();
        for article in articles(&records) {
            assert!(article.title.iter().all(|word| article.body.contains(word)), "{:?}", article.body);
            assert!(!article.body.contains(&"letter".to_owned()), "{:?}", article.body);
        }
        let two = articles(&records[..2]);
        assert!(two.iter().all(|article| article.body.contains(&"letter".to_owned())));
    }
}
