//! The two counts every scorer is made of: a [`Tally`] of things found, a [`Rate`] of judgements right.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// How many things the gold has, how many were made, and how many of those were hits.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Things in the gold that were found.
    pub hit: usize,
    /// Things in the gold.
    pub gold: usize,
    /// Things made.
    pub made: usize,
}

impl Tally {
    /// A tally from its three counts.
    pub fn new(hit: usize, gold: usize, made: usize) -> Self {
        Self { hit, gold, made }
    }

    /// Adds another tally's counts.
    pub fn add(&mut self, other: Self) {
        self.hit += other.hit;
        self.gold += other.gold;
        self.made += other.made;
    }

    /// Share of what was made that is right, 0 to 1; 0 where nothing was made.
    pub fn precision(&self) -> f64 {
        share(self.hit, self.made)
    }

    /// Share of the gold that was found, 0 to 1; 0 where the gold has nothing.
    pub fn recall(&self) -> f64 {
        share(self.hit, self.gold)
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        harmonic_mean(self.precision(), self.recall())
    }
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Tally", 6)?;
        object.serialize_field("precision", &self.precision())?;
        object.serialize_field("recall", &self.recall())?;
        object.serialize_field("f1", &self.f1())?;
        object.serialize_field("hit", &self.hit)?;
        object.serialize_field("gold", &self.gold)?;
        object.serialize_field("made", &self.made)?;
        object.end()
    }
}

/// How often one judgement was right.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct Rate {
    /// Times it was right.
    pub right: usize,
    /// Times it was made.
    pub of: usize,
}

impl Rate {
    /// Counts one judgement.
    pub fn judge(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// Share that was right, in percent; 0 where none was made.
    pub fn percent(&self) -> f64 {
        if self.of == 0 { 0.0 } else { (100 * self.right) as f64 / self.of as f64 }
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Rate", 3)?;
        object.serialize_field("percent", &self.percent())?;
        object.serialize_field("right", &self.right)?;
        object.serialize_field("of", &self.of)?;
        object.end()
    }
}

/// `part / whole`, 0 where there is no whole.
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// F1 of a precision and a recall, in the order of operations that the reference tools use.
pub(crate) fn harmonic_mean(precision: f64, recall: f64) -> f64 {
    let sum = precision + recall;
    if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum }
}

/// Values by name in the order in which the names first came up.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct FirstSeen<K, T>(Vec<(K, T)>);

impl<K, T> Default for FirstSeen<K, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: PartialEq, T: Default> FirstSeen<K, T> {
    /// The value under `key`, made where the key is new.
    pub(crate) fn entry(&mut self, key: K) -> &mut T {
        let at = self.0.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            self.0.push((key, T::default()));
            self.0.len() - 1
        });
        &mut self.0[at].1
    }

    /// Keys and values in order.
    pub(crate) fn into_rows(self) -> Vec<(K, T)> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_without_counts_is_zero_and_not_a_number_nowhere() {
        let nothing = Tally::default();
        assert_eq!((nothing.precision(), nothing.recall(), nothing.f1()), (0.0, 0.0, 0.0));
        assert_eq!(Rate::default().percent(), 0.0);
    }

    #[test]
    fn precision_is_of_what_was_made_and_recall_of_the_gold() {
        let tally = Tally::new(3, 4, 6);
        assert_eq!((tally.precision(), tally.recall()), (0.5, 0.75));
        assert!((tally.f1() - 0.6).abs() < 1e-12);
        assert_eq!(
            serde_json::to_string(&Tally::new(1, 1, 2)).unwrap(),
            r#"{"precision":0.5,"recall":1.0,"f1":0.6666666666666666,"hit":1,"gold":1,"made":2}"#
        );
    }

    #[test]
    fn names_keep_the_order_in_which_they_came() {
        let mut rates: FirstSeen<&str, Rate> = FirstSeen::default();
        rates.entry("later in the alphabet").judge(true);
        rates.entry("act").judge(false);
        rates.entry("later in the alphabet").judge(false);
        let rows = rates.into_rows();
        assert_eq!(rows[0], ("later in the alphabet", Rate { right: 1, of: 2 }));
        assert_eq!(rows[1].0, "act");
    }
}
