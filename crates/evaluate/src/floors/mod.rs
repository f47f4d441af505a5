//! Quality floors: measured figures against a committed baseline.
//!
//! The baseline says for each figure what it was when last written down, below which it must not fall, and
//! on which gold it was measured. [`Floors::check`] finds what fell; [`Floors::update`] raises floors, and
//! lowers them only for a reason, which stays in the file.

mod figures;

pub use figures::Figures;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;

/// One figure as measured now, in percent.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Measured {
    /// What was measured on what ("record/dev/statement").
    pub name: String,
    /// The figure, in percent.
    pub figure: f64,
    /// The hash of the gold it was measured on, from [`gold_sha256`].
    pub gold_sha256: String,
}

/// The figures of one score, named after what was measured (`prefix`, "record/dev").
pub fn measured(prefix: &str, score: &impl Figures, gold_sha256: &str) -> Vec<Measured> {
    score
        .figures()
        .into_iter()
        .map(|(name, figure)| Measured {
            name: format!("{prefix}/{name}"),
            figure,
            gold_sha256: gold_sha256.to_owned(),
        })
        .collect()
}

/// SHA-256 over the names and bytes of gold files, in name order, in hexadecimal.
pub fn gold_sha256(files: &[(&str, &[u8])]) -> String {
    let mut sorted = files.to_vec();
    sorted.sort();
    let mut hash = Sha256::new();
    for (name, bytes) in sorted {
        for part in [name.as_bytes(), bytes] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A floor that was lowered on purpose.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lowering {
    /// The floor before.
    pub from: f64,
    /// The floor after.
    pub to: f64,
    /// Why.
    pub reason: String,
}

/// What is written down about one figure.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floor {
    /// The figure when last written down, in percent, to two decimals.
    pub figure: f64,
    /// What it must not fall below.
    pub floor: f64,
    /// The hash of the gold it was measured on.
    pub gold_sha256: String,
    /// Every time the floor was lowered, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lowered: Vec<Lowering>,
}

/// The baseline: floors by name. In memory what `floors.json` is on disk.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Floors(BTreeMap<String, Floor>);

/// A baseline file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the baseline cannot be read ({0}); restore floors.json from version control")]
pub struct FloorsError(#[from] serde_json::Error);

/// A figure that does not keep to the baseline.
#[derive(Clone, PartialEq, Debug)]
pub enum Failure {
    /// It fell below its floor.
    Below {
        /// The figure's name.
        name: String,
        /// What was measured.
        figure: f64,
        /// The floor.
        floor: f64,
    },
    /// It was measured on another gold than its floor.
    GoldChanged {
        /// The figure's name.
        name: String,
        /// The hash that the baseline has.
        expected: String,
        /// The hash of the gold measured on.
        found: String,
    },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Below { name, figure, floor } => write!(
                f,
                "{name} is {figure:.2} and its floor {floor:.1}: find what made it fall, or accept it with \
                 `verbale eval floors --update --lower \"the reason\"`"
            ),
            Self::GoldChanged { name, expected, found } => write!(
                f,
                "the gold of {name} has changed (hash {}… before, {}… now): look at what changed, then measure \
                 the floors anew with `verbale eval floors --update`",
                short(expected),
                short(found)
            ),
        }
    }
}

fn short(hash: &str) -> &str {
    hash.get(..8).unwrap_or(hash)
}

/// What an update did to one figure.
#[derive(Clone, PartialEq, Debug)]
pub enum Change {
    /// The figure is new in the baseline.
    Added {
        /// The figure's name.
        name: String,
        /// Its floor.
        floor: f64,
    },
    /// Its floor went up or down.
    Moved {
        /// The figure's name.
        name: String,
        /// The floor before.
        from: f64,
        /// The floor after.
        to: f64,
    },
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Added { name, floor } => write!(f, "{name}: floor {floor:.1}, new"),
            Self::Moved { name, from, to } => write!(f, "{name}: floor {from:.1} -> {to:.1}"),
        }
    }
}

/// The floor that a figure gives: itself, rounded down to a tenth of a point.
fn floor_of(figure: f64) -> f64 {
    // Figures such as 81.3 are a hair above or below in binary; that hair must not cost a tenth.
    ((figure * 10.0 + 1e-6).floor()) / 10.0
}

impl Floors {
    /// Reads the text of a baseline file.
    pub fn from_json(text: &str) -> Result<Self, FloorsError> {
        Ok(serde_json::from_str(text)?)
    }

    /// The text of the baseline file.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("a map of plain numbers and strings is JSON") + "\n"
    }

    /// What is written down about a figure.
    pub fn get(&self, name: &str) -> Option<&Floor> {
        self.0.get(name)
    }

    /// The figures that do not keep to the baseline. One that the baseline does not have cannot fail.
    pub fn check(&self, measured: &[Measured]) -> Vec<Failure> {
        let failure = |now: &Measured| {
            let floor = self.0.get(&now.name)?;
            if floor.gold_sha256 != now.gold_sha256 {
                let (expected, found) = (floor.gold_sha256.clone(), now.gold_sha256.clone());
                return Some(Failure::GoldChanged { name: now.name.clone(), expected, found });
            }
            below(now, floor)
        };
        measured.iter().filter_map(failure).collect()
    }

    /// Names in the baseline that were not measured: what is no longer measured is no longer guarded.
    pub fn unmeasured(&self, measured: &[Measured]) -> Vec<&str> {
        let names = self.0.keys().map(String::as_str);
        names.filter(|name| !measured.iter().any(|now| now.name == *name)).collect()
    }

    /// Writes down what is measured now: new figures get a floor, better ones a higher one, those on a
    /// changed gold the one they reach now. Where a floor would have to go down, `lower` has to give the
    /// reason, else nothing is changed and the figures that fell are returned.
    pub fn update(
        &mut self,
        measured: &[Measured],
        lower: Option<&str>,
    ) -> Result<Vec<Change>, Vec<Failure>> {
        let reason = lower.map(str::trim).filter(|reason| !reason.is_empty());
        let fallen: Vec<Failure> =
            measured.iter().filter_map(|now| below(now, self.0.get(&now.name)?)).collect();
        if reason.is_none() && !fallen.is_empty() {
            return Err(fallen);
        }
        Ok(measured.iter().filter_map(|now| self.write_down(now, reason.unwrap_or_default())).collect())
    }

    fn write_down(&mut self, now: &Measured, reason: &str) -> Option<Change> {
        let reached = floor_of(now.figure);
        let name = now.name.clone();
        let figure = (now.figure * 100.0).round() / 100.0;
        let Some(old) = self.0.get_mut(&now.name) else {
            let gold_sha256 = now.gold_sha256.clone();
            self.0.insert(name.clone(), Floor { figure, floor: reached, gold_sha256, lowered: Vec::new() });
            return Some(Change::Added { name, floor: reached });
        };
        let from = old.floor;
        if below(now, old).is_some() {
            old.lowered.push(Lowering { from, to: reached, reason: reason.to_owned() });
            old.floor = reached;
        } else {
            old.floor = reached.max(from);
        }
        old.figure = figure;
        old.gold_sha256.clone_from(&now.gold_sha256);
        (old.floor != from).then_some(Change::Moved { name, from, to: old.floor })
    }
}

fn below(now: &Measured, floor: &Floor) -> Option<Failure> {
    // A figure of 81.3 that went through JSON or a sum may be a hair less.
    (now.figure < floor.floor - 1e-7).then(|| Failure::Below {
        name: now.name.clone(),
        figure: now.figure,
        floor: floor.floor,
    })
}

#[cfg(test)]
mod tests;
