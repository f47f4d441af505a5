//! From what the classifiers say to how often they are right: calibration learned on articles that they had not
//! seen.

use verbale_analyze::model::ModelError;

/// How the probabilities of the four classifiers are corrected.
#[derive(Copy, Clone, PartialEq, Debug)]
pub struct Calibration {
    /// The share of the judgement that goes to an act that the words settle by themselves.
    pub settled: f32,
    /// The factor on the log-odds between acts; below 1 it makes them less sure.
    pub act: f32,
    /// The same between stances.
    pub stance: f32,
    /// Factor and offset of the log-odds that a statement is about an issue.
    pub issue: [f32; 2],
    /// Factor and offset of the log-odds that it is directed at a side.
    pub addressee: [f32; 2],
}

impl Default for Calibration {
    /// Nothing is corrected; half of the judgement goes to an act that the words settle.
    fn default() -> Self {
        Self { settled: 0.5, act: 1.0, stance: 1.0, issue: [1.0, 0.0], addressee: [1.0, 0.0] }
    }
}

impl Calibration {
    /// The bytes of a model file's section.
    pub fn write(&self) -> Vec<u8> {
        let numbers = [self.settled, self.act, self.stance];
        let numbers = numbers.iter().chain(&self.issue).chain(&self.addressee);
        numbers.flat_map(|number| number.to_le_bytes()).collect()
    }

    /// Reads a section that [`Calibration::write`] made.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let numbers: Vec<f32> = bytes
            .chunks_exact(4)
            .map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
            .collect();
        let [settled, act, stance, issue, issue_offset, addressee, addressee_offset] = numbers[..] else {
            return Err(ModelError::Section { name: "calibration".to_owned() });
        };
        Ok(Self {
            settled,
            act,
            stance,
            issue: [issue, issue_offset],
            addressee: [addressee, addressee_offset],
        })
    }
}

/// Multiplies the log-odds between classes by `factor`.
pub fn temper(probabilities: &mut [f32], factor: f32) {
    probabilities.iter_mut().for_each(|probability| *probability = probability.max(1e-9).powf(factor));
    let total: f32 = probabilities.iter().sum();
    probabilities.iter_mut().for_each(|probability| *probability /= total);
}

/// The probability of a yes after its log-odds are multiplied and moved.
pub fn adjusted(probability: f32, [factor, offset]: [f32; 2]) -> f32 {
    let inside = probability.clamp(1e-6, 1.0 - 1e-6);
    let odds = (inside / (1.0 - inside)).ln() * factor + offset;
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_from_its_bytes() {
        let calibration = Calibration { settled: 0.25, issue: [0.5, -1.0], ..Calibration::default() };
        assert_eq!(Calibration::read(&calibration.write()).unwrap(), calibration);
        assert!(Calibration::read(&calibration.write()[4..]).is_err());
    }

    #[test]
    fn a_factor_below_one_makes_less_sure() {
        let mut probabilities = [0.9, 0.1];
        temper(&mut probabilities, 0.5);
        assert_eq!(probabilities.map(|probability| (probability * 100.0).round()), [75.0, 25.0]);
        assert_eq!((adjusted(0.9, [0.5, 0.0]) * 100.0).round(), 75.0);
        assert!(adjusted(0.9, [1.0, -1.0]) < 0.9);
        assert!(adjusted(1.0, [1.0, 0.0]) < 1.0 && adjusted(0.0, [1.0, 0.0]) > 0.0);
    }
}
