//! The attribution model: one scorer a decision, thresholds and calibration, in one checked file.

use super::scorer::Scorer;
use std::sync::OnceLock;
use verbale_analyze::model::{Check, ModelError, ModelFile};

/// The kind that the model file states.
pub const KIND: &str = "attribution";

static BUILT_IN: &[u8] = include_bytes!("../../models/attribution.vbm");

/// What the model knows.
#[derive(Clone, Debug)]
pub struct Model {
    /// Whether a word heads a cue.
    pub cue: Scorer,
    /// Which words around it belong to the cue.
    pub extent: Scorer,
    /// Which phrase names the source.
    pub source: Scorer,
    /// What stands before the cue.
    pub before: Scorer,
    /// What stands behind it.
    pub after: Scorer,
    /// Whether the next sentence or quotation goes on.
    pub join: Scorer,
    /// Whether what was put together is an attribution.
    pub whole: Scorer,
    /// For each convention: the raw probability from which an attribution is kept, then the steps of its
    /// calibration.
    pub calibration: [Calibration; 2],
}

/// From raw to calibrated probabilities: the share of right ones in each of the equal steps between 0 and 1,
/// joined by straight lines.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Calibration {
    /// Raw probability from which an attribution is kept.
    pub threshold: f32,
    /// Shares at the borders of the steps.
    pub steps: Vec<f32>,
}

impl Calibration {
    /// The calibrated probability.
    pub fn apply(&self, raw: f32) -> f32 {
        if self.steps.len() < 2 {
            return raw;
        }
        let at = raw.clamp(0.0, 1.0) * (self.steps.len() - 1) as f32;
        let low = (at as usize).min(self.steps.len() - 2);
        let share = at - low as f32;
        self.steps[low] * (1.0 - share) + self.steps[low + 1] * share
    }
}

impl Model {
    /// The model inside the program.
    pub fn built_in() -> Result<&'static Self, &'static ModelError> {
        static MODEL: OnceLock<Result<Model, ModelError>> = OnceLock::new();
        MODEL.get_or_init(|| Self::read(BUILT_IN, Check::BuiltIn)).as_ref()
    }

    /// Reads a model file.
    pub fn read(bytes: &[u8], check: Check) -> Result<Self, ModelError> {
        let file = ModelFile::read(bytes, KIND, check)?;
        let scorer = |name: &str| Scorer::read(file.section(name)?, name);
        Ok(Self {
            cue: scorer("cue")?,
            extent: scorer("extent")?,
            source: scorer("source")?,
            before: scorer("before")?,
            after: scorer("after")?,
            join: scorer("join")?,
            whole: scorer("whole")?,
            calibration: read_calibration(file.section("calibration")?)?,
        })
    }

    /// The model's sections, by name.
    pub fn sections(&self) -> Vec<(&'static str, Vec<u8>)> {
        let calibration = self.calibration.iter().flat_map(|calibration| {
            let numbers = std::iter::once(calibration.threshold).chain(calibration.steps.iter().copied());
            numbers.flat_map(f32::to_le_bytes).collect::<Vec<u8>>()
        });
        vec![
            ("cue", self.cue.write()),
            ("extent", self.extent.write()),
            ("source", self.source.write()),
            ("before", self.before.write()),
            ("after", self.after.write()),
            ("join", self.join.write()),
            ("whole", self.whole.write()),
            ("calibration", calibration.collect()),
        ]
    }
}

fn read_calibration(bytes: &[u8]) -> Result<[Calibration; 2], ModelError> {
    let malformed = || ModelError::Section { name: "calibration".to_owned() };
    if bytes.is_empty() || !bytes.len().is_multiple_of(8) {
        return Err(malformed());
    }
    let numbers: Vec<f32> =
        bytes.chunks_exact(4).map(|four| f32::from_le_bytes(four.try_into().expect("four bytes"))).collect();
    let one = |half: &[f32]| -> Result<Calibration, ModelError> {
        let (threshold, steps) = half.split_first().ok_or_else(malformed)?;
        Ok(Calibration { threshold: *threshold, steps: steps.to_vec() })
    };
    let (codebook, polnear) = numbers.split_at(numbers.len() / 2);
    Ok([one(codebook)?, one(polnear)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_model_is_whole() {
        let model = Model::read(BUILT_IN, Check::Digest).unwrap();
        assert!(BUILT_IN.len() < 3 << 20, "the model is small");
        for calibration in &model.calibration {
            assert!(calibration.threshold > 0.0 && calibration.threshold < 1.0);
            assert!(calibration.steps.is_sorted());
        }
    }

    #[test]
    fn cut_files_are_refused() {
        for end in [0, 8, 100, BUILT_IN.len() / 2, BUILT_IN.len() - 1] {
            assert!(Model::read(&BUILT_IN[..end], Check::Digest).is_err(), "cut at {end}");
        }
    }

    #[test]
    fn calibration_joins_its_steps_by_lines() {
        let calibration = Calibration { threshold: 0.3, steps: vec![0.0, 0.2, 1.0] };
        let at = |raw| (calibration.apply(raw) * 100.0).round();
        assert_eq!([at(0.0), at(0.25), at(0.5), at(0.75), at(1.0)], [0.0, 10.0, 20.0, 60.0, 100.0]);
    }
}
