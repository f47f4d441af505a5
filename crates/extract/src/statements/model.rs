//! The statement model: four small classifiers and the thresholds they are read with.

use super::act::Guess;
use super::calibration::{Calibration, adjusted, temper};
use super::discourse::Discourse;
use super::{act, addressee, issue, settled, stance};
use std::sync::OnceLock;
use verbale_analyze::classifier::Classifier;
use verbale_analyze::model::{Card, Check, ModelError, ModelFile, write};
use verbale_record::{Act, EntityId, IssueStance, Stance};

/// The kind that the model file states.
const KIND: &str = "statements";

/// From which probability on an issue or an addressee is given.
#[derive(Copy, Clone, PartialEq, Debug)]
pub struct Thresholds {
    /// For issues.
    pub issue: f32,
    /// For addressees.
    pub addressee: f32,
}

/// The classifiers of acts, issues, stances and addressees.
#[derive(Clone, Debug)]
pub struct Model {
    /// Classes number [`Act::ALL`].
    pub act: Classifier,
    /// Class 1: the statement is about the issue.
    pub issue: Classifier,
    /// Classes number [`Stance::ALL`].
    pub stance: Classifier,
    /// Class 1: the statement is directed at the side.
    pub addressee: Classifier,
    /// How their probabilities are corrected.
    pub calibration: Calibration,
    /// How they are read.
    pub thresholds: Thresholds,
}

/// What the model says of one statement.
#[derive(Clone, PartialEq, Debug)]
pub struct Judgement {
    /// The act.
    pub act: Act,
    /// How likely it is the right one.
    pub act_probability: f32,
    /// Issues with stances, in catalogue order.
    pub issues: Vec<IssueStance>,
    /// Whom it is directed at, the best named first.
    pub addressees: Vec<EntityId>,
}

impl Model {
    /// The English model inside the binary.
    pub fn embedded() -> &'static Self {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| {
            Self::read(embedded_bytes(), Check::BuiltIn)
                .expect("the built-in model is whole: a test reads it")
        })
    }

    /// Reads a model file.
    pub fn read(bytes: &[u8], check: Check) -> Result<Self, ModelError> {
        let file = ModelFile::read(bytes, KIND, check)?;
        let classifier = |name: &str, classes: usize| {
            let classifier = Classifier::read(file.section(name)?, name)?;
            let fits = classifier.classes() == classes;
            if fits { Ok(classifier) } else { Err(ModelError::Section { name: name.to_owned() }) }
        };
        let thresholds = file.section("thresholds")?;
        let number = |at: usize| -> Result<f32, ModelError> {
            let four = thresholds.get(at..at + 4).and_then(|four| four.try_into().ok());
            four.map(f32::from_le_bytes).ok_or_else(|| ModelError::Section { name: "thresholds".to_owned() })
        };
        Ok(Self {
            act: classifier("act", Act::ALL.len())?,
            issue: classifier("issue", 2)?,
            stance: classifier("stance", Stance::ALL.len())?,
            addressee: classifier("addressee", 2)?,
            calibration: file
                .section("calibration")
                .map_or_else(|_| Ok(Calibration::default()), Calibration::read)?,
            thresholds: Thresholds { issue: number(0)?, addressee: number(4)? },
        })
    }

    /// The model as a file. `card` says what it was trained on; kind and labels are filled in.
    pub fn write(&self, mut card: Card) -> Vec<u8> {
        card.kind = KIND.to_owned();
        card.labels = vec![
            ("act".to_owned(), Act::ALL.iter().map(|act| act.as_str().to_owned()).collect()),
            ("stance".to_owned(), Stance::ALL.iter().map(|stance| stance.as_str().to_owned()).collect()),
        ];
        let Thresholds { issue, addressee } = self.thresholds;
        let thresholds: Vec<u8> = [issue, addressee].iter().flat_map(|number| number.to_le_bytes()).collect();
        let sections: [(&str, &[u8]); 6] = [
            ("act", &self.act.write()),
            ("issue", &self.issue.write()),
            ("stance", &self.stance.write()),
            ("addressee", &self.addressee.write()),
            ("calibration", &self.calibration.write()),
            ("thresholds", &thresholds),
        ];
        write(card, &sections)
    }

    /// Judges the statement with number `at`.
    pub fn judge(&self, discourse: &Discourse<'_>, at: usize) -> Judgement {
        let mut probabilities = Vec::new();
        let guess = self.guess(discourse, at, &mut probabilities);
        let issues = self.issues(discourse, at, &guess);
        let addressees = self.addressees(discourse, at, &guess);
        Judgement { act: guess.best, act_probability: guess.probability, issues, addressees }
    }

    /// The issues that are likely enough, with stances.
    fn issues(&self, discourse: &Discourse<'_>, at: usize, guess: &Guess) -> Vec<IssueStance> {
        let evidence = issue::evidence(discourse, at);
        let candidates = issue::candidates(&evidence);
        let mut probabilities = Vec::new();
        let mut judged = Vec::new();
        for &number in &candidates {
            let features = issue::features(discourse, at, number, guess, &evidence);
            self.issue.probabilities(&features, &mut probabilities);
            judged.push(adjusted(probabilities[1], self.calibration.issue));
        }
        let mut with_stance = |place: usize| {
            let number = candidates[place];
            self.stance.probabilities(&stance::features(discourse, at, number, guess), &mut probabilities);
            temper(&mut probabilities, self.calibration.stance);
            let (stance, sure) = highest(&probabilities);
            IssueStance {
                issue: discourse.catalogue.issues[number].id.clone(),
                stance: Stance::ALL[stance],
                probability: rounded(judged[place] * sure),
            }
        };
        issue::reaching(&judged, self.thresholds.issue).into_iter().map(&mut with_stance).collect()
    }

    /// The act, as the classifier sees it and as the words may settle it.
    fn guess(&self, discourse: &Discourse<'_>, at: usize, probabilities: &mut Vec<f32>) -> Guess {
        self.act.probabilities(&act::features(discourse, at), probabilities);
        temper(probabilities, self.calibration.act);
        settled::weigh(settled::settled(discourse, at), self.calibration.settled, probabilities);
        Guess::of(probabilities)
    }

    /// The best side, where it is likely enough, and those as good as certain beside it.
    fn addressees(&self, discourse: &Discourse<'_>, at: usize, guess: &Guess) -> Vec<EntityId> {
        let candidates = addressee::candidates(discourse, at);
        let mut probabilities = Vec::new();
        let mut judged = Vec::new();
        for number in 0..candidates.len() {
            let features = addressee::features(discourse, at, guess, &candidates, number);
            self.addressee.probabilities(&features, &mut probabilities);
            judged.push(adjusted(probabilities[1], self.calibration.addressee));
        }
        let chosen = addressee::choose(&judged, self.thresholds.addressee);
        chosen.into_iter().map(|number| candidates[number].entity).collect()
    }
}

/// A probability as the record keeps it: three decimals.
pub(super) fn rounded(probability: f32) -> f64 {
    (f64::from(probability) * 1000.0).round() / 1000.0
}

/// The highest number's place and the number; of equal ones the first.
fn highest(numbers: &[f32]) -> (usize, f32) {
    numbers
        .iter()
        .copied()
        .enumerate()
        .fold((0, f32::NEG_INFINITY), |best, (at, number)| if number > best.1 { (at, number) } else { best })
}

/// The model file inside the binary.
pub fn embedded_bytes() -> &'static [u8] {
    include_bytes!("../../models/statements.vbm")
}
