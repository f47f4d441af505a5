//! One figure per quantity and claimant, at its fullest mention.

use super::candidates::Candidate;

/// A candidate with its probability.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Weighed {
    /// The candidate.
    pub candidate: Candidate,
    /// From the filter.
    pub probability: f64,
}

/// Drops later mentions of a quantity: same value, same unit, and either too large to be a chance or counted by
/// the same noun. The fullest mention stays: one with a noun before one without, then the first.
pub(super) fn once_each(
    found: Vec<Weighed>,
    same_noun: impl Fn(&Candidate, &Candidate) -> bool,
) -> Vec<Weighed> {
    let mut kept: Vec<Weighed> = Vec::new();
    for weighed in found {
        let twin =
            kept.iter_mut().find(|earlier| is_twin(&earlier.candidate, &weighed.candidate, &same_noun));
        match twin {
            Some(earlier) if earlier.candidate.elliptic && !weighed.candidate.elliptic => *earlier = weighed,
            Some(earlier) => earlier.probability = earlier.probability.max(weighed.probability),
            None => kept.push(weighed),
        }
    }
    kept.sort_by_key(|weighed| weighed.candidate.span);
    kept
}

fn is_twin(one: &Candidate, other: &Candidate, same_noun: &impl Fn(&Candidate, &Candidate) -> bool) -> bool {
    one.value == other.value && one.unit == other.unit && (one.value[0] >= 10.0 || same_noun(one, other))
}
