//! The small models of this crate: which candidates a careful reader would note down.

use std::sync::OnceLock;
use verbale_analyze::classifier::Classifier;
use verbale_analyze::model::{Check, ModelError, ModelFile};

/// The classifiers of events, figures, terms and sentences, in one model file.
#[derive(Clone, Debug)]
pub struct EventModels {
    /// Does this number matter? No, yes.
    pub figures: Classifier,
    /// Is this word an event to note down, of the type the lexicon gives it? No, yes.
    pub events: Classifier,
    /// How real is it? One class for each item of `EventStatus::ALL`.
    pub status: Classifier,
    /// Is this phrase a term? No, yes.
    pub terms: Classifier,
    /// Is this sentence of that type? No, yes.
    pub sentences: Classifier,
}

impl EventModels {
    /// The kind that the model file states.
    pub const KIND: &'static str = "events";

    /// The sections of the model file, in order.
    pub const SECTIONS: [&'static str; 5] = ["figures", "events", "status", "terms", "sentences"];

    /// The ones inside the binary.
    pub fn builtin() -> &'static Self {
        events()
    }

    /// Reads them from a model file.
    pub fn read(bytes: &[u8], check: Check) -> Result<Self, ModelError> {
        let file = ModelFile::read(bytes, Self::KIND, check)?;
        let classifier = |name: &str| Classifier::read(file.section(name)?, name);
        let [figures, events, status, terms, sentences] = Self::SECTIONS.map(classifier);
        Ok(Self { figures: figures?, events: events?, status: status?, terms: terms?, sentences: sentences? })
    }
}

static FILE: &[u8] = include_bytes!("../models/events.vbm");

/// The models inside the binary.
pub(crate) fn events() -> &'static EventModels {
    static MODELS: OnceLock<EventModels> = OnceLock::new();
    MODELS.get_or_init(|| {
        EventModels::read(FILE, Check::BuiltIn).expect("the built-in model was checked by a test")
    })
}

/// The probability of class `class` for these features.
pub(crate) fn probability(classifier: &Classifier, features: &[u32], class: usize) -> f64 {
    let mut probabilities = Vec::new();
    classifier.probabilities(features, &mut probabilities);
    probabilities.get(class).copied().map_or(0.0, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use verbale_record::EventStatus;

    #[test]
    fn the_built_in_file_is_whole_and_fits() {
        let models = EventModels::read(FILE, Check::Digest).expect("a whole file");
        assert_eq!(models.figures.classes(), 2);
        assert_eq!(models.events.classes(), 2);
        assert_eq!(models.status.classes(), EventStatus::ALL.len());
        assert_eq!(models.terms.classes(), 2);
        assert_eq!(models.sentences.classes(), 2);
    }
}
