//! The lexicons of statements: what cues do, and which words of a content tell what its speaker does.

use super::phrases::{LexiconError, listed, rows};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;
use verbale_record::Act;

/// How far a cue settles the act.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Firmness {
    /// The content decides.
    Open,
    /// It usually does.
    Leaning,
    /// Whatever the content says.
    Firm,
}

impl Firmness {
    fn of(word: &str) -> Option<Self> {
        match word {
            "open" => Some(Self::Open),
            "leaning" => Some(Self::Leaning),
            "firm" => Some(Self::Firm),
            _ => None,
        }
    }
}

/// Cues by their lemmas.
#[derive(Clone, Debug)]
pub struct Cues {
    entries: HashMap<Box<str>, (Act, Firmness)>,
    /// The words that entries are made of.
    words: HashSet<Box<str>>,
    longest: usize,
}

impl Cues {
    /// The built-in lexicon.
    pub fn builtin() -> &'static Self {
        static CUES: OnceLock<Cues> = OnceLock::new();
        CUES.get_or_init(|| {
            Self::parse(include_str!("lexicon/cues.tsv"), "cues.tsv")
                .expect("a test reads the built-in lexicon")
        })
    }

    /// Reads a lexicon: act, firmness, reason and cues a line.
    pub fn parse(text: &str, name: &str) -> Result<Self, LexiconError> {
        let (mut entries, mut words, mut longest) = (HashMap::new(), HashSet::new(), 1);
        for row in rows::<4>(text, name) {
            let (line, [act, firmness, _, cues]) = row?;
            let error = |what| LexiconError { lexicon: name.to_owned(), line, what };
            let act: Act = act.parse().map_err(error)?;
            let firmness = Firmness::of(firmness)
                .ok_or_else(|| error(format!("{firmness:?} is none of firm, leaning, open")))?;
            for cue in listed(cues) {
                longest = longest.max(cue.split(' ').count());
                words.extend(cue.split(' ').map(Box::from));
                // The first line that lists a cue counts.
                entries.entry(cue.into()).or_insert((act, firmness));
            }
        }
        Ok(Self { entries, words, longest })
    }

    /// The lexicon's word where a lemma was cut too late or too early ("condemne", "accus"), else the lemma.
    pub fn repaired<'w>(&'w self, lemma: &'w str) -> &'w str {
        let known = |word: &str| self.words.get(word).map(|word| &**word);
        if known(lemma).is_some() {
            return lemma;
        }
        let shorter = lemma.strip_suffix('e').and_then(known);
        shorter.or_else(|| known(&format!("{lemma}e"))).unwrap_or(lemma)
    }

    /// What the cue of exactly these lemmas does.
    pub fn whole(&self, lemmas: &[&str]) -> Option<(Act, Firmness)> {
        self.entries.get(lemmas.join(" ").as_str()).copied()
    }

    /// What the longest cue among `lemmas` does; of equally long ones, the first.
    pub fn of(&self, lemmas: &[&str]) -> Option<(Act, Firmness)> {
        (1..=self.longest.min(lemmas.len())).rev().find_map(|length| {
            lemmas.windows(length).find_map(|window| self.entries.get(window.join(" ").as_str()).copied())
        })
    }
}

/// The classes of a content's words, in the order of `tone.tsv`.
#[derive(Clone, Debug)]
pub struct Tones {
    /// Class names; a class's number is its row.
    pub classes: Vec<String>,
    /// Phrases with their class's number.
    pub phrases: Vec<(String, u16)>,
}

impl Tones {
    /// The built-in lexicon.
    pub fn builtin() -> &'static Self {
        static TONES: OnceLock<Tones> = OnceLock::new();
        TONES.get_or_init(|| {
            Self::parse(include_str!("lexicon/tone.tsv"), "tone.tsv")
                .expect("a test reads the built-in lexicon")
        })
    }

    /// Reads a lexicon: class and phrases a line.
    pub fn parse(text: &str, name: &str) -> Result<Self, LexiconError> {
        let mut tones = Self { classes: Vec::new(), phrases: Vec::new() };
        for row in rows::<2>(text, name) {
            let (_, [class, phrases]) = row?;
            let number = tones.classes.len() as u16;
            tones.classes.push(class.to_owned());
            tones.phrases.extend(listed(phrases).map(|phrase| (phrase.to_owned(), number)));
        }
        Ok(tones)
    }
}
