//! Finds the calibration that makes the right answers of unseen articles likeliest, on coarse grids.

use verbale_extract::statements::Calibration;
use verbale_extract::statements::learn;
use verbale_record::Act;

/// Factors that are tried on log-odds.
fn factors() -> impl Iterator<Item = f32> + Clone {
    (6..=30).map(|step| step as f32 / 20.0)
}

/// The first of the candidates with the highest total log-likelihood.
fn likeliest<T: Copy>(candidates: impl Iterator<Item = T>, likelihood: impl Fn(T) -> f64) -> Option<T> {
    let mut best: Option<(f64, T)> = None;
    for candidate in candidates {
        let found = likelihood(candidate);
        if best.is_none_or(|(highest, _)| found > highest) {
            best = Some((found, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn log(probability: f32) -> f64 {
    f64::from(probability.max(1e-6)).ln()
}

/// The calibration of acts: how far to trust the classifier, and what share goes to the act that words settle.
/// A row is what the classifier says, what the words settle, the right class.
pub fn acts(judged: &[(&[f32], Option<Act>, usize)]) -> Calibration {
    // What the codebook settles keeps a say, even where one day's articles could do without.
    let shares = (5..=12).map(|step| step as f32 / 20.0);
    let grid = factors().flat_map(|factor| shares.clone().map(move |share| (factor, share)));
    let best = likeliest(grid, |(factor, share)| {
        let mut total = 0.0;
        for (probabilities, settled, right) in judged {
            let mut tempered = probabilities.to_vec();
            learn::temper(&mut tempered, factor);
            learn::weigh(*settled, share, &mut tempered);
            total += log(tempered[*right]);
        }
        total
    });
    let (act, settled) = best.unwrap_or((1.0, 0.0));
    Calibration { act, settled, ..Calibration::default() }
}

/// The factor for a choice among classes.
pub fn classes(judged: &[(Vec<f32>, usize)]) -> f32 {
    let best = likeliest(factors(), |factor| {
        let likely = |(probabilities, right): &(Vec<f32>, usize)| {
            let mut tempered = probabilities.clone();
            learn::temper(&mut tempered, factor);
            log(tempered[*right])
        };
        judged.iter().map(likely).sum()
    });
    best.unwrap_or(1.0)
}

/// Factor and offset for a yes or no.
pub fn yes_or_no(judged: &[(Vec<f32>, Vec<bool>)]) -> [f32; 2] {
    let offsets = (-8..=8).map(|step| step as f32 / 8.0);
    let grid = factors().flat_map(|factor| offsets.clone().map(move |offset| [factor, offset]));
    let best = likeliest(grid, |correction| {
        let pairs = judged.iter().flat_map(|(probabilities, right)| probabilities.iter().zip(right));
        let likely = |(&probability, &right): (&f32, &bool)| {
            let yes = learn::adjusted(probability, correction);
            log(if right { yes } else { 1.0 - yes })
        };
        pairs.map(likely).sum()
    });
    best.unwrap_or([1.0, 0.0])
}
