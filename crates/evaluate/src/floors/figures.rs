//! Which figures of each score are held against the baseline, in percent.

use crate::coded_sentences::SentenceScore;
use crate::coreference::CoreferenceScore;
use crate::pages::PageScore;
use crate::places::PlacesScore;
use crate::polnear::{PolnearScore, Protocol, Role};
use crate::record::RecordScore;
use crate::stories::StoryScore;
use crate::timex::TimexScore;
use crate::treebank::{EntityScore, LanguageScore, NameScore};

/// A score with figures to hold against the baseline.
pub trait Figures {
    /// Names and figures, in percent.
    fn figures(&self) -> Vec<(String, f64)>;
}

impl Figures for RecordScore {
    fn figures(&self) -> Vec<(String, f64)> {
        let tallies = [
            "statement",
            "statement:strict",
            "who-said-what",
            "full",
            "issue",
            "addressee",
            "event",
            "figure",
            "term",
        ];
        let rates = ["speaker", "act", "stance"];
        let tallies = tallies.map(|name| (name.to_owned(), 100.0 * self.tally(name).f1()));
        let rates = rates.map(|name| (name.to_owned(), self.rate(name).percent()));
        tallies.into_iter().chain(rates).collect()
    }
}

impl Figures for PolnearScore {
    fn figures(&self) -> Vec<(String, f64)> {
        let role = |role: Role| {
            let name = format!("strict/{}", role.as_str().to_lowercase());
            (name, 100.0 * self.role(Protocol::Strict, role).f1())
        };
        let triples = [("triple/strict", self.triples.strict), ("triple/link", self.triples.link)];
        let triples = triples.map(|(name, tally)| (name.to_owned(), 100.0 * tally.f1()));
        Role::ALL.map(role).into_iter().chain(triples).collect()
    }
}

impl Figures for LanguageScore {
    fn figures(&self) -> Vec<(String, f64)> {
        let raw = self.raw_text.rows().map(|(name, tally)| (format!("raw/{name}"), 100.0 * tally.f1()));
        let gold = self.gold_words.rows().map(|(name, rate)| (format!("gold-words/{name}"), rate.percent()));
        raw.into_iter().chain(gold).collect()
    }
}

impl Figures for NameScore {
    fn figures(&self) -> Vec<(String, f64)> {
        let part = |name: &str, score: &EntityScore| (format!("{name}/names"), 100.0 * score.all.f1());
        vec![part("raw", &self.raw_text), part("gold-words", &self.gold_words)]
    }
}

impl Figures for CoreferenceScore {
    fn figures(&self) -> Vec<(String, f64)> {
        let parts = [("pronouns", self.pronouns), ("role-nouns", self.role_nouns)];
        let both = |(name, tally): (&str, crate::Tally)| {
            [
                (format!("{name}/precision"), 100.0 * tally.precision()),
                (format!("{name}/recall"), 100.0 * tally.recall()),
            ]
        };
        parts.into_iter().flat_map(both).collect()
    }
}

impl Figures for PageScore {
    fn figures(&self) -> Vec<(String, f64)> {
        vec![("f1".to_owned(), 100.0 * self.f1()), ("verified".to_owned(), self.words_verified.percent())]
    }
}

impl Figures for StoryScore {
    fn figures(&self) -> Vec<(String, f64)> {
        [
            ("stories", 100.0 * self.stories.f1()),
            ("adjusted-rand", 100.0 * self.adjusted_rand),
            ("copies", 100.0 * self.copies.f1()),
            ("origins", self.origins.percent()),
            ("contradictions:precision", 100.0 * self.contradictions.precision()),
            ("contradictions:recall", 100.0 * self.contradictions.recall()),
        ]
        .map(|(name, figure)| (name.to_owned(), figure))
        .to_vec()
    }
}

impl Figures for PlacesScore {
    fn figures(&self) -> Vec<(String, f64)> {
        let mut figures = vec![("within-161-km".to_owned(), self.all.near.percent())];
        if self.all.country.of > 0 {
            figures.push(("country".to_owned(), self.all.country.percent()));
        }
        figures
    }
}

impl Figures for TimexScore {
    fn figures(&self) -> Vec<(String, f64)> {
        let parts = [("strict", self.all.strict), ("relaxed", self.all.relaxed), ("value", self.all.value)];
        parts.map(|(name, tally)| (name.to_owned(), 100.0 * tally.f1())).to_vec()
    }
}

impl Figures for SentenceScore {
    fn figures(&self) -> Vec<(String, f64)> {
        vec![
            ("type-macro-f1".to_owned(), 100.0 * self.all.macro_f1()),
            ("direction-right".to_owned(), self.all.direction.percent()),
        ]
    }
}
