//! Contradictions (codebook, section 8): two places in the record that cannot both hold, with their sentences side
//! by side. Only articles of one story are compared, and a pair is told once, where its sentences are most alike:
//! few that hold rather than many.

mod denials;
mod figures;

use crate::dossier::Dossier;
use crate::excerpt::{plain_spaces, sentence_around};
use crate::table::Table;
use serde::Serialize;
use std::collections::BTreeSet;
use verbale_knowledge::Knowledge;
use verbale_record::Record;
use verbale_stories::{EmptyWords, words};
use verbale_text::Span;

/// What kind of thing cannot both hold.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// One blames a party, which denies it.
    Denial,
    /// Two numbers for one thing.
    Figure,
}

impl Kind {
    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Denial => "denial",
            Self::Figure => "figure",
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
    /// The row of its record ("s3", "f2").
    pub item: String,
    /// Who says so, where it is someone other than the article.
    pub by: Option<String>,
    /// The sentence.
    pub sentence: String,
    /// Its bytes in the article's text.
    pub span: Span,
}

/// Two places that cannot both hold.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Contradiction {
    /// What kind of thing.
    pub kind: Kind,
    /// What it is about, in a few words.
    pub about: String,
    /// The one.
    pub a: Side,
    /// The other.
    pub b: Side,
}

/// The contradictions between articles of one story.
pub fn contradictions(records: &[Record]) -> Vec<Contradiction> {
    let stories = verbale_stories::stories(records, &Knowledge::builtin());
    in_stories(records, stories.stories.iter().map(|story| (&story.articles, &story.copies)))
}

/// The contradictions inside groups of records, of which some are copies.
pub(crate) fn in_stories<'s>(
    records: &[Record],
    stories: impl Iterator<Item = (&'s Vec<usize>, &'s Vec<Vec<usize>>)>,
) -> Vec<Contradiction> {
    let dossier = Dossier::new(records);
    let reader = Reader { dossier: &dossier, empty: EmptyWords::english() };
    let mut found = Vec::new();
    for (articles, copies) in stories {
        // Copies say what their first says.
        let later: BTreeSet<usize> =
            copies.iter().flat_map(|copies| copies.iter().skip(1)).copied().collect();
        let own: Vec<usize> = articles.iter().filter(|at| !later.contains(at)).copied().collect();
        found.extend(figures::between(&reader, &own));
        found.extend(denials::between(&reader, &own));
    }
    found
}

/// Gives sentences with their words.
struct Reader<'r> {
    dossier: &'r Dossier<'r>,
    empty: EmptyWords,
}

/// A sentence and the stems of its words, numbers left out.
#[derive(Clone)]
struct Sentence {
    span: Span,
    stems: BTreeSet<String>,
}

impl Sentence {
    /// How many words two sentences share, and which part of the shorter one that is.
    fn shared(&self, other: &Self) -> (usize, f64) {
        let shared = self.stems.intersection(&other.stems).count();
        let shorter = self.stems.len().min(other.stems.len()).max(1);
        (shared, shared as f64 / shorter as f64)
    }
}

impl Reader<'_> {
    fn record(&self, document: usize) -> &Record {
        &self.dossier.records[document]
    }

    fn text(&self, document: usize) -> &str {
        &self.record(document).document.text
    }

    fn stems(&self, text: &str) -> BTreeSet<String> {
        let told = |word: &String| !word.chars().any(|c| c.is_ascii_digit());
        words(text).iter().filter(|word| told(word)).filter_map(|word| self.empty.stem(word)).collect()
    }

    /// The sentence around a place.
    fn sentence(&self, document: usize, focus: Span) -> Option<Sentence> {
        let block = self.dossier.paragraph_at(document, focus)?.span;
        let span = sentence_around(self.text(document), block, focus);
        let words = self.text(document).get(span.range())?;
        Some(Sentence { span, stems: self.stems(words) })
    }

    fn side(&self, document: usize, item: String, by: Option<String>, sentence: &Sentence) -> Side {
        let header = &self.record(document).document;
        Side {
            article: header.id.clone(),
            outlet: header.source.clone(),
            item,
            by,
            sentence: plain_spaces(header.text.get(sentence.span.range()).unwrap_or_default()),
            span: sentence.span,
        }
    }
}

/// One row a contradiction.
pub fn contradiction_table(rows: &[Contradiction]) -> Table {
    let columns = vec![
        "kind",
        "about",
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
        vec![article.clone(), text(outlet), item.clone(), text(by), sentence.clone()]
    };
    let cells = |row: &Contradiction| {
        let mut cells = vec![row.kind.as_str().to_owned(), row.about.clone()];
        cells.extend(side(&row.a));
        cells.extend(side(&row.b));
        cells
    };
    Table { columns, rows: rows.iter().map(cells).collect() }
}

#[cfg(test)]
mod tests;
