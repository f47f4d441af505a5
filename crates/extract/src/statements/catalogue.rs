//! The issue catalogue: what the record sorts statements by, and the words that tell.
//!
//! The built-in catalogue is the codebook's; users add issues of their own (`docs/issues.md`).

use super::phrases::{LexiconError, listed, rows};
use std::sync::OnceLock;
use verbale_record::ISSUES;

/// What a phrase tells of an issue.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Tell {
    /// It names the issue.
    About,
    /// It goes with the issue.
    Near,
    /// Beside the issue, it speaks for the pole.
    For,
    /// Beside the issue, it speaks against the pole.
    Against,
}

impl Tell {
    /// Every kind, in the order that classes number them.
    pub const ALL: [Self; 4] = [Self::About, Self::Near, Self::For, Self::Against];

    fn of(word: &str) -> Option<Self> {
        match word {
            "about" => Some(Self::About),
            "near" => Some(Self::Near),
            "for" => Some(Self::For),
            "against" => Some(Self::Against),
            _ => None,
        }
    }
}

/// An issue of the catalogue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CatalogueIssue {
    /// Its id ("ceasefire.monitoring").
    pub id: String,
    /// What it is about.
    pub about: String,
    /// What being for it means.
    pub pole: String,
    /// What tells of it.
    pub phrases: Vec<(Tell, String)>,
}

/// The issues, in order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Catalogue {
    /// The issues; built-in ones first.
    pub issues: Vec<CatalogueIssue>,
}

impl Catalogue {
    /// The codebook's catalogue.
    pub fn builtin() -> &'static Self {
        static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
        CATALOGUE.get_or_init(|| {
            let issues = ISSUES.iter().map(|issue| CatalogueIssue {
                id: issue.id.to_owned(),
                about: issue.about.to_owned(),
                pole: issue.pole.to_owned(),
                phrases: Vec::new(),
            });
            let mut catalogue = Self { issues: issues.collect() };
            let lexicon = include_str!("lexicon/issues.tsv");
            catalogue.add_phrases(lexicon, "issues.tsv").expect("a test reads the built-in lexicon");
            catalogue
        })
    }

    /// Adds an issue; one with the same id is replaced.
    pub fn add(&mut self, issue: CatalogueIssue) {
        match self.issues.iter_mut().find(|other| other.id == issue.id) {
            Some(other) => *other = issue,
            None => self.issues.push(issue),
        }
    }

    /// Adds phrases to issues that are there: issue, tell and phrases a line.
    pub fn add_phrases(&mut self, text: &str, name: &str) -> Result<(), LexiconError> {
        for row in rows::<3>(text, name) {
            let (line, [id, tell, phrases]) = row?;
            let error = |what| LexiconError { lexicon: name.to_owned(), line, what };
            let tell = Tell::of(tell)
                .ok_or_else(|| error(format!("{tell:?} is none of about, near, for, against")))?;
            let issue = self.issues.iter_mut().find(|issue| issue.id == id);
            let issue = issue.ok_or_else(|| error(format!("the catalogue has no issue {id:?}")))?;
            issue.phrases.extend(listed(phrases).map(|phrase| (tell, phrase.to_owned())));
        }
        Ok(())
    }
}
