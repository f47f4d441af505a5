//! Scores the text taken out of pages against the articles they hold.
//!
//! As the public benchmark counts: runs of four words, how often each stands in both texts; precision and recall of
//! each page averaged over the pages, and F1 of the two averages.

use crate::measure::{Rate, harmonic_mean, share};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Words in a run.
const RUN: usize = 4;

/// The score of many pages.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct PageScore {
    /// One line a page.
    pub pages: Vec<Page>,
    /// Words whose bytes in the page reproduce them.
    pub words_verified: Rate,
}

/// The score of one page.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Page {
    /// Its name.
    pub name: String,
    /// Runs of words in both texts.
    pub hit: usize,
    /// Runs of words in the gold.
    pub gold: usize,
    /// Runs of words in the text that was taken out.
    pub made: usize,
}

impl Page {
    /// Compares the text taken out of a page with the article it holds.
    pub fn of(name: &str, gold: &str, made: &str) -> Self {
        let (gold, made) = (runs(gold), runs(made));
        let hit = gold.iter().map(|(run, count)| made.get(run).map_or(0, |other| *count.min(other))).sum();
        Self { name: name.to_owned(), hit, gold: gold.values().sum(), made: made.values().sum() }
    }
}

impl PageScore {
    /// Precision averaged over the pages that gave a text.
    pub fn precision(&self) -> f64 {
        mean(self.pages.iter().filter(|page| page.made > 0).map(|page| share(page.hit, page.made)))
    }

    /// Recall averaged over the pages that hold an article.
    pub fn recall(&self) -> f64 {
        mean(self.pages.iter().filter(|page| page.gold > 0).map(|page| share(page.hit, page.gold)))
    }

    /// F1 of the two averages.
    pub fn f1(&self) -> f64 {
        harmonic_mean(self.precision(), self.recall())
    }

    /// The score for people; `by_page` puts a line for every page before it, the worst first.
    pub fn text(&self, by_page: bool) -> String {
        let mut out = String::new();
        if by_page {
            let mut pages: Vec<&Page> = self.pages.iter().collect();
            let f1 = |page: &Page| harmonic_mean(share(page.hit, page.made), share(page.hit, page.gold));
            pages.sort_by(|a, b| f1(a).total_cmp(&f1(b)).then_with(|| a.name.cmp(&b.name)));
            for page in pages {
                let Page { name, hit, gold, made } = page;
                let _ = writeln!(out, "{:.3}  {hit:>5} of {gold:>5}, {made:>5} made  {name}", f1(page));
            }
        }
        let _ = writeln!(
            out,
            "pages {}  precision {:.4}  recall {:.4}  F1 {:.4}",
            self.pages.len(),
            self.precision(),
            self.recall(),
            self.f1()
        );
        let Rate { right, of } = self.words_verified;
        let _ = writeln!(out, "words whose bytes in the page reproduce them: {right} of {of}");
        out
    }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    if count == 0 { 0.0 } else { sum / f64::from(count) }
}

/// The runs of four words of a text and how often each stands in it; a shorter text is one run.
fn runs(text: &str) -> BTreeMap<Vec<&str>, usize> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let words: Vec<&str> = text.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
    let mut runs = BTreeMap::new();
    if !words.is_empty() {
        words.windows(RUN.min(words.len())).for_each(|run| *runs.entry(run.to_vec()).or_default() += 1);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_counted_as_often_as_they_stand() {
        let page = Page::of("a", "One two three four five.", "One two three four; one two three four");
        assert_eq!((page.hit, page.gold, page.made), (1, 2, 5));
        let short = Page::of("b", "One two.", "one two");
        assert_eq!((short.hit, short.gold, short.made), (0, 1, 1));
        assert_eq!(Page::of("c", "x_1 y", "x_1 -- y").hit, 1);
    }

    #[test]
    fn averages_are_of_pages() {
        let score = PageScore {
            pages: vec![
                Page::of("a", "a b c d e", "a b c d"),
                Page::of("b", "a b c d", "a b c d"),
                Page::of("c", "a b", ""),
            ],
            ..PageScore::default()
        };
        assert_eq!((score.precision(), score.recall()), (1.0, 0.5));
        assert_eq!(PageScore::default().f1(), 0.0);
        assert!(score.text(true).starts_with("0.000"), "the worst comes first");
    }
}
