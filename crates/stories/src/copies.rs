//! Articles that are one text: the same, or nearly the same, under whatever title and outlet.
//!
//! Candidates come of MinHash signatures cut into bands; what shares a band is compared run by run.

use crate::article::Article;
use crate::wording::mixed;
use std::collections::{BTreeMap, BTreeSet};

/// Numbers of a signature, and how many of them make a band: two texts that share half of their runs share a
/// band almost surely (1 - (1 - 0.5^4)^32 = 87 %), texts that share three quarters always.
const SIGNATURE: usize = 128;
const BAND: usize = 4;

/// A copy holds so much of the shorter text …
const CONTAINED: f64 = 0.8;
/// … and has so much of all their runs in common.
const IN_COMMON: f64 = 0.6;

/// How much two texts share.
#[derive(Copy, Clone, PartialEq, Debug)]
pub struct Overlap {
    /// Share of the shorter text's runs that the other holds, 0 to 1.
    pub contained: f64,
    /// Share of all runs that both hold, 0 to 1.
    pub in_common: f64,
}

impl Overlap {
    /// Of two texts' runs.
    pub fn of(a: &BTreeSet<u64>, b: &BTreeSet<u64>) -> Self {
        let shared = a.intersection(b).count() as f64;
        let (shorter, all) = (a.len().min(b.len()) as f64, (a.len() + b.len()) as f64 - shared);
        let share = |of: f64| if of == 0.0 { 0.0 } else { shared / of };
        Self { contained: share(shorter), in_common: share(all) }
    }

    /// Whether one is a copy of the other.
    pub fn is_copy(self) -> bool {
        self.contained >= CONTAINED && self.in_common >= IN_COMMON
    }
}

/// The smallest of the runs' numbers in many orders; none of a text without words.
pub fn signature(runs: &BTreeSet<u64>) -> Option<Vec<u64>> {
    if runs.is_empty() {
        return None;
    }
    let smallest = |order: usize| {
        let salt = mixed(order as u64 + 1);
        runs.iter().map(|run| mixed(run ^ salt)).min().unwrap_or_default()
    };
    Some((0..SIGNATURE).map(smallest).collect())
}

/// Groups of articles that are one text, each in order and of two at least.
pub fn copies(articles: &[Article<'_>]) -> Vec<Vec<usize>> {
    let runs: Vec<BTreeSet<u64>> =
        articles.iter().map(|article| article.runs.iter().copied().collect()).collect();
    let mut groups = Groups::new(articles.len());
    let mut bands: BTreeMap<(usize, Vec<u64>), Vec<usize>> = BTreeMap::new();
    for (at, own) in runs.iter().enumerate() {
        let Some(signature) = signature(own) else { continue };
        for (band, numbers) in signature.chunks(BAND).enumerate() {
            bands.entry((band, numbers.to_vec())).or_default().push(at);
        }
    }
    let mut compared = BTreeSet::new();
    for members in bands.into_values().filter(|members| members.len() > 1) {
        for (n, &b) in members.iter().enumerate().skip(1) {
            // The nearest before it is enough where it is in one group with the others.
            for &a in members[..n].iter().rev() {
                if groups.same(a, b) {
                    break;
                }
                if compared.insert((a, b)) && Overlap::of(&runs[a], &runs[b]).is_copy() {
                    groups.join(a, b);
                }
            }
        }
    }
    groups.into_groups()
}

/// Sets of numbers that are joined pair by pair.
pub struct Groups(Vec<usize>);

impl Groups {
    /// Each number alone.
    pub fn new(number: usize) -> Self {
        Self((0..number).collect())
    }

    fn first(&mut self, at: usize) -> usize {
        let mut first = at;
        while self.0[first] != first {
            self.0[first] = self.0[self.0[first]];
            first = self.0[first];
        }
        first
    }

    /// Whether two are in one set.
    pub fn same(&mut self, a: usize, b: usize) -> bool {
        self.first(a) == self.first(b)
    }

    /// Joins the sets of two; the smaller number leads.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.0[a.max(b)] = a.min(b);
    }

    /// The sets of two and more, in order of their first number.
    pub fn into_groups(mut self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.0.len() {
            groups.entry(self.first(at)).or_default().push(at);
        }
        groups.into_values().filter(|group| group.len() > 1).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::articles;
    use proptest::prelude::*;
    use verbale_record::Record;

    const TALKS: &str = "Envoys of both countries met in the old town hall of Lund on Monday to speak about the harbour, \
        the ten sailors and the blockade. The talks went on until late in the evening and ended without a paper. \
        The hosts said that they would go on today, and that nobody had left the table in anger.";

    fn check(texts: &[&str], expected: &[&[usize]]) {
        let records: Vec<Record> = texts
            .iter()
            .map(|text| {
                let mut record = Record::default();
                record.document.text = (*text).to_owned();
                record
            })
            .collect();
        assert_eq!(copies(&articles(&records)), expected, "{texts:?}");
    }

    #[test]
    fn the_same_text_is_a_copy_and_so_is_one_with_a_changed_word() {
        let changed = TALKS.replace("anger", "haste");
        check(
            &[TALKS, "Something else stands here and is longer than a run.", &changed, TALKS],
            &[&[0, 2, 3]],
        );
    }

    #[test]
    fn a_quotation_is_no_copy() {
        let more: Vec<String> = (0..60).map(|n| format!("Boat {n} left berth {} at noon.", n * 7)).collect();
        let longer = format!("{TALKS} {}", more.join(" "));
        check(&[TALKS, &longer], &[]);
        check(&["", ""], &[]);
    }

    proptest! {
        #[test]
        fn groups_do_not_depend_on_the_order_of_joining(pairs in prop::collection::vec((0usize..9, 0usize..9), 0..12)) {
            let joined = |pairs: &[(usize, usize)]| {
                let mut groups = Groups::new(9);
                pairs.iter().for_each(|&(a, b)| groups.join(a, b));
                groups.into_groups()
            };
            let backwards: Vec<_> = pairs.iter().rev().copied().collect();
            prop_assert_eq!(joined(&pairs), joined(&backwards));
        }
    }
}
