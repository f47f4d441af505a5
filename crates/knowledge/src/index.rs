//! Lookup of phrases: by their first atom, the longest phrase first.

use crate::fold::{Atom, Case, atoms};
use std::collections::HashMap;

/// A phrase of the index found at the start of some atoms.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit<T> {
    /// How many atoms it takes.
    pub atoms: usize,
    /// What it may stand for, never empty, in the order of the tables.
    pub senses: Vec<T>,
}

/// Phrases and what they stand for.
#[derive(Clone, Debug)]
pub(crate) struct Index<T> {
    by_first: HashMap<String, Vec<(Vec<Atom>, T)>>,
}

impl<T> Default for Index<T> {
    fn default() -> Self {
        Self { by_first: HashMap::new() }
    }
}

impl<T: Clone + PartialEq> Index<T> {
    /// Adds a phrase; one without letters or digits is no phrase. A leading "the" is left out.
    pub fn add(&mut self, phrase: &str, sense: T) {
        let mut phrase = atoms(phrase);
        if phrase.len() > 1 && phrase[0].text == "the" && phrase[0].case == Case::Lower {
            phrase.remove(0);
        }
        let Some(first) = phrase.first() else { return };
        let entries = self.by_first.entry(first.text.clone()).or_default();
        if entries.iter().any(|(held, also)| *held == phrase && *also == sense) {
            return;
        }
        // Longer phrases first; among equals the tables' order stays.
        let at = entries.partition_point(|(held, _)| held.len() >= phrase.len());
        entries.insert(at, (phrase, sense));
    }

    /// The longest phrase that `text` starts with, and everything it stands for.
    pub fn longest(&self, text: &[Atom]) -> Option<Hit<T>> {
        let entries = self.by_first.get(&text.first()?.text)?;
        let mut hit: Option<Hit<T>> = None;
        for (phrase, sense) in entries {
            if hit.as_ref().is_some_and(|hit| hit.atoms > phrase.len()) {
                break;
            }
            if starts_with(text, phrase) {
                let hit = hit.get_or_insert_with(|| Hit { atoms: phrase.len(), senses: Vec::new() });
                if !hit.senses.contains(sense) {
                    hit.senses.push(sense.clone());
                }
            }
        }
        hit
    }

    /// Everything that the whole of `phrase` stands for.
    pub fn whole(&self, phrase: &str) -> Vec<T> {
        let text = atoms(phrase);
        let skip = usize::from(text.len() > 1 && text[0].text == "the");
        // A table's name may itself begin with "The".
        let found =
            |text: &[Atom]| self.longest(text).filter(|hit| hit.atoms == text.len()).map(|hit| hit.senses);
        found(&text).or_else(|| found(&text[skip..])).unwrap_or_default()
    }
}

fn starts_with(text: &[Atom], phrase: &[Atom]) -> bool {
    text.len() >= phrase.len() && text.iter().zip(phrase).all(|(found, wanted)| found.stands_for(wanted))
}

#[cfg(test)]
mod tests {
    use super::Index;
    use crate::fold::atoms;

    fn check(text: &str, expected: Option<(usize, &[u8])>) {
        let mut index = Index::default();
        for (phrase, sense) in [
            ("US", 1),
            ("the United States", 1),
            ("U.S. Senate", 2),
            ("Georgia", 3),
            ("Georgia", 4),
            ("UNICEF", 5),
        ] {
            index.add(phrase, sense);
        }
        let hit = index.longest(&atoms(text));
        let hit = hit.as_ref().map(|hit| (hit.atoms, hit.senses.as_slice()));
        assert_eq!(hit, expected, "{text}");
    }

    #[test]
    fn the_longest_phrase_wins() {
        check("U.S. Senate vote", Some((2, &[2])));
        check("U.S. senators", Some((1, &[1])));
        check("United States of", Some((2, &[1])));
        check("Georgia", Some((1, &[3, 4])));
        check("told us", None);
        check("Us Weekly", None);
        check("us", None);
        check("Unicef said", Some((1, &[5])));
        check("", None);
    }

    #[test]
    fn a_whole_phrase_may_start_with_the() {
        let mut index = Index::default();
        index.add("The Sun", 1);
        index.add("the Hague", 2);
        assert_eq!(index.whole("The Sun"), [1]);
        assert_eq!(index.whole("the Hague"), [2]);
        assert_eq!(index.whole("Hague court"), [0; 0]);
    }
}
