//! Groups by average likeness: two groups become one where their articles are alike on average, so that a chain
//! of neighbours does not join what has nothing in common.

use crate::likeness::Alike;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// A pair of groups that may become one. The most alike comes first, then the one with the smaller numbers.
#[derive(PartialEq)]
struct Candidate {
    average: f64,
    a: usize,
    b: usize,
}

impl Eq for Candidate {}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_likeness = self.average.total_cmp(&other.average);
        by_likeness.then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Groups of two and more among `number` articles, each in order, by first article. Pairs that are not in
/// `pairs` are not alike at all.
pub fn groups(number: usize, pairs: &[Alike], least: f64) -> Vec<Vec<usize>> {
    let mut members: Vec<Vec<usize>> = (0..number).map(|at| vec![at]).collect();
    // For each group, the likeness of all its articles to all of another's, summed.
    let mut sums: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); number];
    let mut heap = BinaryHeap::new();
    for pair in pairs {
        sums[pair.a].insert(pair.b, pair.likeness);
        sums[pair.b].insert(pair.a, pair.likeness);
        if pair.likeness >= least {
            heap.push(Candidate { average: pair.likeness, a: pair.a, b: pair.b });
        }
    }
    let average = |sums: &[BTreeMap<usize, f64>], members: &[Vec<usize>], a: usize, b: usize| {
        let pairs = (members[a].len() * members[b].len()) as f64;
        sums[a].get(&b).map(|sum| sum / pairs)
    };
    while let Some(Candidate { average: then, a, b }) = heap.pop() {
        // What was pushed before one of the two grew, or was taken in by another, no longer counts.
        if average(&sums, &members, a, b) != Some(then) {
            continue;
        }
        let (kept, gone) = (a.min(b), a.max(b));
        let taken = std::mem::take(&mut members[gone]);
        members[kept].extend(taken);
        for (other, sum) in std::mem::take(&mut sums[gone]) {
            sums[other].remove(&gone);
            if other != kept {
                *sums[kept].entry(other).or_insert(0.0) += sum;
                *sums[other].entry(kept).or_insert(0.0) += sum;
            }
        }
        let others: Vec<usize> = sums[kept].keys().copied().collect();
        for other in others {
            if let Some(average) = average(&sums, &members, kept, other).filter(|average| *average >= least) {
                heap.push(Candidate { average, a: kept, b: other });
            }
        }
    }
    let mut found: Vec<Vec<usize>> = members.into_iter().filter(|group| group.len() > 1).collect();
    found.iter_mut().for_each(|group| group.sort_unstable());
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(number: usize, pairs: &[(usize, usize, f64)], expected: &[&[usize]]) {
        let pairs: Vec<Alike> = pairs.iter().map(|&(a, b, likeness)| Alike { a, b, likeness }).collect();
        assert_eq!(groups(number, &pairs, 0.2), expected, "{pairs:?}");
    }

    #[test]
    fn pairs_and_triangles_become_groups() {
        check(3, &[(0, 2, 0.5)], &[&[0, 2]]);
        check(4, &[(0, 1, 0.5), (1, 2, 0.4), (0, 2, 0.3)], &[&[0, 1, 2]]);
        check(2, &[(0, 1, 0.1)], &[]);
        check(0, &[], &[]);
    }

    #[test]
    fn a_chain_does_not_join_its_ends() {
        check(4, &[(0, 1, 0.6), (1, 2, 0.25), (2, 3, 0.6)], &[&[0, 1], &[2, 3]]);
    }

    #[test]
    fn the_more_alike_pair_wins_whatever_the_order() {
        check(3, &[(0, 1, 0.25), (1, 2, 0.35)], &[&[1, 2]]);
        check(3, &[(1, 2, 0.35), (0, 1, 0.25)], &[&[1, 2]]);
    }
}
