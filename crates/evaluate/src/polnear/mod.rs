//! Scores attributions (source, cue, content) against PolNeAR-shaped annotations, and writes them in
//! PolNeAR's own convention.
//!
//! All figures are summed over articles. Protocols, by what has to agree:
//!
//! | protocol | a hit is |
//! | --- | --- |
//! | `strict` | a role's span, all its pieces, exactly; a source that two cues share counts once |
//! | `frag` | each contiguous piece by itself, cut at line breaks |
//! | `begin` | the piece's first token |
//! | `partial` | credit for the share of a span's tokens that its best counterpart covers |
//! | `soft` | any token shared |
//! | `token` | every token of a role decided by itself |
//! | `jaccard` | mean overlap of token ranges (one number) |
//! | `triple` | attributions aligned one to one: `strict` all three roles exactly, `half` each with token F1 ≥ 0.5, `link` content ≥ 0.5 and source touched, `detect` content or cue touched |
//! | `ggt` | more than 0.3 or 0.8 of the content's characters covered |

mod convention;
mod document;
mod report;
mod spans;
mod standoff;
mod triples;
mod writer;

pub use standoff::{Role, StandoffError};
pub use triples::OverlapScore;
pub use writer::{AttributionSpans, read, write, write_as_is};

use crate::measure::{FirstSeen, harmonic_mean};
use crate::{Rate, Tally};
use document::ArticleText;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use spans::RoleScore;
use std::collections::{BTreeMap, BTreeSet};

/// The annotations of one article by one annotator, as read from its file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct AnnotationFile {
    /// Four hexadecimal digits in the file's name, if any.
    pub annotator: Option<String>,
    /// The file's text (brat standoff, offsets in code points).
    pub standoff: String,
}

impl AnnotationFile {
    /// The article's name and the annotator of a file called `<article>_<annotator>.ann` or `<article>.ann`;
    /// nothing where the name ends otherwise.
    pub fn parse_name(file_name: &str) -> Option<(&str, Option<&str>)> {
        let stem = file_name.strip_suffix(".ann")?;
        let is_annotator =
            |tail: &str| tail.len() == 4 && tail.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        Some(match stem.rsplit_once('_') {
            Some((article, tail)) if is_annotator(tail) => (article, Some(tail)),
            _ => (stem, None),
        })
    }
}

/// An article with what is known and what is claimed of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Article {
    /// Its name, from the name of its text file.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Gold annotations. Without any, the article is not scored.
    pub gold: Vec<AnnotationFile>,
    /// Predicted annotations.
    pub made: Vec<AnnotationFile>,
}

/// How to score.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Score every gold file, not only the first of each article in name order.
    pub all_annotators: bool,
    /// Ignore quotation marks and punctuation at the edges of spans.
    pub trim_punctuation: bool,
}

/// Credit that what was made earns, and credit that the gold earns; they differ where hits are partial.
#[derive(Copy, Clone, PartialEq, Debug, Default)]
pub struct Credit {
    /// Credit earned by what was made.
    pub made_credit: f64,
    /// Spans made.
    pub made: usize,
    /// Credit earned by the gold.
    pub gold_credit: f64,
    /// Spans in the gold.
    pub gold: usize,
}

impl Credit {
    fn of(tally: Tally) -> Self {
        let credit = tally.hit as f64;
        Self { made_credit: credit, made: tally.made, gold_credit: credit, gold: tally.gold }
    }

    fn add(&mut self, other: Self) {
        self.made_credit += other.made_credit;
        self.made += other.made;
        self.gold_credit += other.gold_credit;
        self.gold += other.gold;
    }

    fn add_shared<T: Ord>(&mut self, gold: &BTreeSet<T>, made: &BTreeSet<T>) {
        self.add(Self::of(Tally::new(gold.intersection(made).count(), gold.len(), made.len())));
    }

    /// Share of what was made that is right, 0 to 1.
    pub fn precision(&self) -> f64 {
        if self.made == 0 { 0.0 } else { self.made_credit / self.made as f64 }
    }

    /// Share of the gold that was found, 0 to 1.
    pub fn recall(&self) -> f64 {
        if self.gold == 0 { 0.0 } else { self.gold_credit / self.gold as f64 }
    }

    /// Harmonic mean of the two.
    pub fn f1(&self) -> f64 {
        harmonic_mean(self.precision(), self.recall())
    }
}

impl Serialize for Credit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Credit", 5)?;
        object.serialize_field("precision", &self.precision())?;
        object.serialize_field("recall", &self.recall())?;
        object.serialize_field("f1", &self.f1())?;
        object.serialize_field("made", &self.made)?;
        object.serialize_field("gold", &self.gold)?;
        object.end()
    }
}

/// A mean still being summed.
#[derive(Copy, Clone, PartialEq, Debug, Default)]
pub struct Mean {
    sum: f64,
    of: usize,
}

impl Mean {
    fn add(&mut self, other: &Self) {
        self.sum += other.sum;
        self.of += other.of;
    }

    /// The mean; 0 of nothing.
    pub fn value(&self) -> f64 {
        if self.of == 0 { 0.0 } else { self.sum / self.of as f64 }
    }
}

impl Serialize for Mean {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.value())
    }
}

/// A protocol that looks at one role at a time.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the module's table says what each is")]
pub enum Protocol {
    Strict,
    Frag,
    Begin,
    Partial,
    Soft,
    Token,
}

impl Protocol {
    /// All of them, in the order of the report.
    pub const ALL: [Protocol; 6] =
        [Self::Strict, Self::Frag, Self::Begin, Self::Partial, Self::Soft, Self::Token];

    /// Its name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Frag => "frag",
            Self::Begin => "begin",
            Self::Partial => "partial",
            Self::Soft => "soft",
            Self::Token => "token",
        }
    }

    fn credit(self, score: &RoleScore) -> Credit {
        match self {
            Self::Strict => score.strict,
            Self::Frag => score.frag,
            Self::Begin => score.begin,
            Self::Partial => score.partial,
            Self::Soft => score.soft,
            Self::Token => score.token,
        }
    }
}

/// How whole attributions fared.
#[derive(Copy, Clone, PartialEq, Debug, Default, Serialize)]
#[expect(missing_docs, reason = "the module's table says what each is")]
pub struct TripleScore {
    pub strict: Tally,
    pub half: Tally,
    pub link: Tally,
    pub detect: Tally,
}

/// All counts of one comparison.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PolnearScore {
    /// Articles with gold.
    pub articles: usize,
    /// Gold files scored.
    pub gold_files: usize,
    /// Gold files without any prediction for their article.
    pub missing_predictions: usize,
    /// Articles with predictions and no gold.
    pub predictions_without_gold: usize,
    /// Attributions read and dropped, by what happened to them, in the order in which that came up.
    pub attributions: Vec<(&'static str, usize)>,
    /// The options it was scored with, for the report's first line.
    #[serde(skip)]
    options: Options,
    /// Source, cue and content under each protocol.
    pub roles: BTreeMap<Protocol, BTreeMap<Role, Credit>>,
    /// Mean overlap of token ranges.
    pub jaccard: BTreeMap<Role, Mean>,
    /// Whole attributions.
    pub triples: TripleScore,
    /// Contents by share of characters covered.
    pub overlap: [OverlapScore; 2],
    /// Recall of contents and of who said what, for direct, indirect and mixed speech apart.
    pub recall: BTreeMap<String, Rate>,
}

impl PolnearScore {
    /// The credit of one role under one protocol.
    pub fn role(&self, protocol: Protocol, role: Role) -> Credit {
        self.roles[&protocol][&role]
    }

    /// The three roles of one protocol summed.
    pub fn all_roles(&self, protocol: Protocol) -> Credit {
        let mut total = Credit::default();
        self.roles[&protocol].values().for_each(|credit| total.add(*credit));
        total
    }
}

/// Scores the predictions of `articles` against their gold. A gold file is compared with the prediction of
/// the same annotator where there is one, else with the first.
pub fn score(articles: &[Article], options: Options) -> Result<PolnearScore, StandoffError> {
    let sorted: BTreeMap<&str, &Article> =
        articles.iter().map(|article| (article.name.as_str(), article)).collect();
    let mut notes: FirstSeen<&'static str, usize> = FirstSeen::default();
    let mut roles = [RoleScore::default(); 3];
    let mut triples = TripleScore::default();
    let mut overlap = [OverlapScore::new(0.3), OverlapScore::new(0.8)];
    let mut recall = BTreeMap::new();
    let (mut scored_articles, mut gold_files, mut missing) = (0, 0, 0);
    for article in sorted.values().filter(|article| !article.gold.is_empty()) {
        scored_articles += 1;
        let text = ArticleText::new(&article.text);
        let read = |file: &AnnotationFile, dropped: &mut _| {
            standoff::read(&article.name, &file.standoff, &text, options.trim_punctuation, dropped)
        };
        let (gold_sorted, made_sorted) = (in_name_order(&article.gold), in_name_order(&article.made));
        for file in gold_sorted.iter().take(if options.all_annotators { usize::MAX } else { 1 }) {
            gold_files += 1;
            let gold = read(file, &mut notes)?;
            let same = made_sorted.iter().find(|made| made.annotator == file.annotator);
            let made = match same.or(made_sorted.first()) {
                Some(made) => read(made, &mut FirstSeen::default())?,
                None => {
                    missing += 1;
                    Vec::new()
                }
            };
            for role in Role::ALL {
                roles[role as usize].add(role, &text, &gold, &made);
            }
            triples::add(&text, &gold, &made, &mut triples, &mut recall);
            overlap.iter_mut().for_each(|score| score.add(&text, &gold, &made));
            *notes.entry("gold attributions") += gold.len();
            *notes.entry("pred attributions") += made.len();
        }
    }
    let by_role = |protocol: Protocol| {
        Role::ALL.into_iter().map(|role| (role, protocol.credit(&roles[role as usize]))).collect()
    };
    Ok(PolnearScore {
        articles: scored_articles,
        gold_files,
        missing_predictions: missing,
        predictions_without_gold: sorted.values().filter(|a| a.gold.is_empty() && !a.made.is_empty()).count(),
        attributions: notes.into_rows(),
        options,
        roles: Protocol::ALL.into_iter().map(|protocol| (protocol, by_role(protocol))).collect(),
        jaccard: Role::ALL.into_iter().map(|role| (role, roles[role as usize].jaccard)).collect(),
        triples,
        overlap,
        recall,
    })
}

fn in_name_order(files: &[AnnotationFile]) -> Vec<&AnnotationFile> {
    let mut sorted: Vec<&AnnotationFile> = files.iter().collect();
    sorted.sort_by(|a, b| a.annotator.cmp(&b.annotator));
    sorted
}

#[cfg(test)]
mod tests;
