//! Contradictions (codebook, section 8): two places in the record that cannot both hold, with their sentences side
//! by side. Articles of one story are compared, and for denials and days also those that are near in time; a pair is
//! told once, where its sentences are most alike: few that hold rather than many.

mod days;
mod denials;
mod figures;
mod gathered;
mod sentences;
mod wording;

use crate::dossier::Dossier;
use crate::excerpt::plain_spaces;
use crate::table::Table;
pub use gathered::Echo;
use sentences::{Sentence, Sentences};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use verbale_knowledge::Knowledge;
use verbale_record::{FigureId, Record};
use verbale_stories::Stories;
use verbale_text::Span;

/// Articles further apart than this many days are not compared.
const NEAR: i32 = 7;

/// What kind of thing cannot both hold.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// One says what the other denies.
    Denial,
    /// Two numbers for one thing.
    Figure,
    /// Two days for one event.
    Day,
}

impl Kind {
    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Denial => "denial",
            Self::Figure => "figure",
            Self::Day => "day",
        }
    }
}

/// One side of a contradiction.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Side {
    /// The id of the article.
    pub article: String,
    /// Its outlet.
    pub outlet: Option<String>,
    /// The row of its record ("s3", "f2"), where the sentence has one.
    pub item: Option<String>,
    /// Who says so, where it is someone other than the article.
    pub by: Option<String>,
    /// The sentence.
    pub sentence: String,
    /// Its bytes in the article's text.
    pub span: Span,
}

/// Two places that cannot both hold.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Contradiction {
    /// What kind of thing.
    pub kind: Kind,
    /// What it is about, in a few words.
    pub about: String,
    /// How sure it is, 0 to 1: the more the sentences have in common, the surer. No probability.
    pub sure: f64,
    /// The one.
    pub a: Side,
    /// The other.
    pub b: Side,
    /// Further pairs of articles that tell the same.
    pub echoes: Vec<Echo>,
}

/// The contradictions between articles.
pub fn contradictions(records: &[Record]) -> Vec<Contradiction> {
    let stories = verbale_stories::stories(records, &Knowledge::builtin());
    of_stories(records, &stories, |_| true)
}

/// The contradictions between those articles that are asked for.
pub(crate) fn of_stories(
    records: &[Record],
    stories: &Stories,
    asked: impl Fn(usize) -> bool,
) -> Vec<Contradiction> {
    let dossier = Dossier::new(records);
    let sentences = Sentences::new(&dossier);
    let stage = Stage::new(&sentences, stories, asked);
    let mut found = figures::between(&stage);
    found.extend(denials::between(&stage));
    found.extend(days::between(&stage));
    gathered::gathered(found)
}

/// For each figure that another article contradicts: which figures do, by record and row.
pub(crate) fn conflicting_figures(
    records: &[Record],
) -> BTreeMap<(usize, FigureId), BTreeSet<(usize, FigureId)>> {
    let stories = verbale_stories::stories(records, &Knowledge::builtin());
    let dossier = Dossier::new(records);
    let sentences = Sentences::new(&dossier);
    figures::conflicts(&Stage::new(&sentences, &stories, |_| true))
}

/// What the shared words weigh, as a number from 0 to 1.
fn rounded(weight: f64) -> f64 {
    let half = 10.0;
    (weight / (weight + half) * 1000.0).round() / 1000.0
}

/// The articles that are compared, and which of them tell one story.
struct Stage<'s> {
    sentences: &'s Sentences<'s>,
    /// Each text once: copies say what their first says, and digests repeat what others say.
    articles: Vec<usize>,
    stories: BTreeMap<usize, usize>,
}

impl<'s> Stage<'s> {
    fn new(sentences: &'s Sentences<'s>, stories: &Stories, asked: impl Fn(usize) -> bool) -> Self {
        let records = sentences.dossier.records;
        let copies = stories.stories.iter().flat_map(|story| &story.copies);
        let mut left_out: BTreeSet<usize> =
            copies.flat_map(|copies| copies.iter().skip(1)).copied().collect();
        left_out.extend(&stories.roundups);
        let compared =
            |at: &usize| !left_out.contains(at) && asked(*at) && records[*at].document.duplicate_of.is_none();
        let of = |(n, story): (usize, &verbale_stories::Story)| {
            story.articles.iter().map(move |&at| (at, n)).collect::<Vec<_>>()
        };
        let stories = stories.stories.iter().enumerate().flat_map(of).collect();
        Self { sentences, articles: (0..records.len()).filter(compared).collect(), stories }
    }

    /// The story of an article, where others tell it.
    fn story_of(&self, document: usize) -> Option<usize> {
        self.stories.get(&document).copied()
    }

    fn is_one_story(&self, one: usize, other: usize) -> bool {
        self.story_of(one).is_some() && self.story_of(one) == self.story_of(other)
    }

    /// Whether two articles were published within some days; of those without a day nothing is known.
    fn is_near(&self, one: usize, other: usize) -> bool {
        let day = |at: usize| self.sentences.record(at).document.published;
        match (day(one), day(other)) {
            (Some(one), Some(other)) => (one - other).get_days().abs() <= NEAR,
            _ => true,
        }
    }

    fn side(&self, sentence: &Sentence, item: Option<String>, by: Option<String>) -> Side {
        let header = &self.sentences.record(sentence.document).document;
        Side {
            article: header.id.clone(),
            outlet: header.source.clone(),
            item,
            by,
            sentence: plain_spaces(self.sentences.text(sentence)),
            span: sentence.span,
        }
    }
}

/// One row a contradiction.
pub fn contradiction_table(rows: &[Contradiction]) -> Table {
    let columns = vec![
        "kind",
        "about",
        "sure",
        "a_document",
        "a_outlet",
        "a_row",
        "a_by",
        "a_sentence",
        "b_document",
        "b_outlet",
        "b_row",
        "b_by",
        "b_sentence",
    ];
    let side = |side: &Side| {
        let text = |part: &Option<String>| part.clone().unwrap_or_default();
        let Side { article, outlet, item, by, sentence, .. } = side;
        vec![article.clone(), text(outlet), text(item), text(by), sentence.clone()]
    };
    let cells = |row: &Contradiction| {
        let mut cells = vec![row.kind.as_str().to_owned(), row.about.clone(), row.sure.to_string()];
        cells.extend(side(&row.a));
        cells.extend(side(&row.b));
        cells
    };
    Table { columns, rows: rows.iter().map(cells).collect() }
}

#[cfg(test)]
mod tests;
