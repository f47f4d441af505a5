//! A choice of a run of words among candidates: what learning and reading share.
//!
//! A candidate is made of parts (where it starts, where it ends, what it is as a whole) and its score is the
//! sum of its parts' scores, so that a part that many candidates share is scored once.

use super::scorer::Scorer;
use super::view::Run;

/// A candidate: the run, or none, and the numbers of the parts that make its score.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The words; none where the candidate is that there are none.
    pub run: Option<Run>,
    /// The head word, where the candidate was made from one.
    pub head: Option<u32>,
    /// Rows of [`Choice::parts`].
    pub parts: [u32; 3],
}

/// Candidates and their parts' features. Row 0 of the parts is empty.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Each part's features.
    pub parts: Vec<Vec<u32>>,
    /// The candidates, never empty for a choice that is put to a scorer.
    pub candidates: Vec<Candidate>,
}

/// What was chosen.
#[derive(Copy, Clone, Debug)]
pub struct Chosen {
    /// Row of the candidates.
    pub candidate: usize,
    /// Its probability among them.
    pub probability: f32,
}

impl Default for Choice {
    fn default() -> Self {
        Self { parts: vec![Vec::new()], candidates: Vec::new() }
    }
}

impl Choice {
    /// Adds a part and gives its row.
    pub fn part(&mut self, features: Vec<u32>) -> u32 {
        self.parts.push(features);
        self.parts.len() as u32 - 1
    }

    /// Adds a candidate.
    pub fn candidate(&mut self, run: Option<Run>, head: Option<u32>, parts: [u32; 3]) {
        self.candidates.push(Candidate { run, head, parts });
    }

    /// The candidate with this run, the first of them.
    pub fn find(&self, run: Option<Run>) -> Option<usize> {
        self.candidates.iter().position(|candidate| candidate.run == run)
    }

    /// The best `count` candidates, best first, with their probabilities.
    pub fn best(&self, scorer: &Scorer, count: usize) -> Vec<Chosen> {
        let parts: Vec<f32> = self.parts.iter().map(|part| scorer.score(part)).collect();
        let scores: Vec<f32> = self
            .candidates
            .iter()
            .map(|candidate| candidate.parts.iter().map(|&part| parts[part as usize]).sum())
            .collect();
        let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let total: f32 = scores.iter().map(|score| (score - highest).exp()).sum();
        let mut ranked: Vec<Chosen> = scores
            .iter()
            .enumerate()
            .map(|(candidate, score)| Chosen { candidate, probability: (score - highest).exp() / total })
            .collect();
        ranked.sort_by(|a, b| b.probability.total_cmp(&a.probability).then(a.candidate.cmp(&b.candidate)));
        ranked.truncate(count);
        ranked
    }
}
