//! Hand-coded articles as the classifiers see them: analysed texts with the gold's spans and labels.

use crate::gold::{self, Coded};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;
use verbale_extract::Input;
use verbale_extract::attribution::{self, Attribution};
use verbale_extract::entities::{self, EntityTable};
use verbale_extract::statements::{Catalogue, Discourse};
use verbale_knowledge::Knowledge;
use verbale_record::{Act, EntityId, Record, Stance, Statement};
use verbale_text::Span;

/// A statement's labels.
#[derive(Clone, Debug)]
pub struct Labels {
    /// The act.
    pub act: Act,
    /// Issues with stances.
    pub issues: BTreeMap<String, Stance>,
    /// The sides of the addressees, lower case.
    pub sides: BTreeSet<String>,
}

/// An article with what was coded by hand.
pub struct Article {
    /// The article, its layers and its gold record.
    pub coded: Coded,
    /// The entities that the program finds.
    pub entities: EntityTable,
    /// The gold's spans.
    pub attributions: Vec<Attribution>,
    /// The gold's labels, one an attribution.
    pub gold: Vec<Labels>,
    /// Where its statements and labels come from.
    pub kind: Kind,
    /// Its number among those of its kind: an article with the gold's spans and the same with found ones share it.
    pub part: usize,
}

/// Where an article's statements and labels come from.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Coded by hand.
    Coded,
    /// Labels coded by hand, of statements as the program finds them.
    Found,
    /// Labelled outside the hand-coded sets.
    Labelled,
    /// Of our own writing.
    Own,
}

impl Kind {
    /// Whether the article is measured on in turn: what is not coded by hand is learned from only.
    pub fn is_measured(self) -> bool {
        matches!(self, Self::Coded | Self::Found)
    }
}

impl Article {
    /// Reads and analyses the training articles; the second value is the digest of their files.
    pub fn read_all(folder: &Path, knowledge: &Knowledge) -> Result<(Vec<Self>, String), Box<dyn Error>> {
        let (coded, sha256) = gold::read(folder, "train")?;
        let article = |(part, coded)| Self { part, ..Self::new(coded, knowledge) };
        Ok((coded.into_iter().enumerate().map(article).collect(), sha256))
    }

    fn new(coded: Coded, knowledge: &Knowledge) -> Self {
        let statements = &coded.record.statements;
        let attributions = statements.iter().map(attribution).collect();
        let gold = statements.iter().map(|statement| labels(&coded.record, statement)).collect();
        Self::of(coded, attributions, gold, Kind::Coded, knowledge)
    }

    /// An article with its labels.
    pub fn of(
        coded: Coded,
        attributions: Vec<Attribution>,
        gold: Vec<Labels>,
        kind: Kind,
        knowledge: &Knowledge,
    ) -> Self {
        let input = Input { document: &coded.document, annotations: &coded.annotations, knowledge };
        let entities = entities::resolve_with(input, &attributions);
        Self { coded, entities, attributions, gold, kind, part: 0 }
    }

    /// The same article with the statements that the program finds, where the gold has them too: what is read later
    /// is never as clean as what was coded.
    pub fn as_found(&self, knowledge: &Knowledge) -> Self {
        let Coded { document, annotations, record } = &self.coded;
        let input = Input { document, annotations, knowledge };
        let found = attribution::find(input);
        let pairs: Vec<(usize, usize)> = pairs(&found, &self.attributions);
        let place = |old: usize| pairs.iter().position(|&(found, _)| found == old);
        let keep = |&(at, _): &(usize, usize)| {
            let within = found[at].within.and_then(place);
            Attribution { within, ..found[at].clone() }
        };
        let attributions = pairs.iter().map(keep).collect();
        let gold = pairs.iter().map(|&(_, gold)| self.gold[gold].clone()).collect();
        let coded =
            Coded { document: document.clone(), annotations: annotations.clone(), record: record.clone() };
        Self { part: self.part, ..Self::of(coded, attributions, gold, Kind::Found, knowledge) }
    }

    /// The article as the classifiers read it.
    pub fn discourse<'a>(&'a self, knowledge: &'a Knowledge) -> Discourse<'a> {
        let Coded { document, annotations, .. } = &self.coded;
        let input = Input { document, annotations, knowledge };
        Discourse::new(input, &self.entities, &self.attributions, Catalogue::builtin())
    }
}

/// Found and coded statements whose contents share at least half of their bytes, one to one, in the order of the
/// found ones.
fn pairs(found: &[Attribution], coded: &[Attribution]) -> Vec<(usize, usize)> {
    let mut all: Vec<(f64, usize, usize)> = Vec::new();
    for (at, one) in found.iter().enumerate() {
        for (gold, other) in coded.iter().enumerate() {
            let shared = overlap(&one.content, &other.content);
            if shared >= 0.5 {
                all.push((shared, at, gold));
            }
        }
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, at, gold) in all {
        if pairs.iter().all(|&(one, other)| one != at && other != gold) {
            pairs.push((at, gold));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Shared bytes over all bytes of two lists of spans.
fn overlap(one: &[Span], other: &[Span]) -> f64 {
    let length = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<u32>();
    let common = |a: &Span, b: &Span| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let shared: u32 = one.iter().flat_map(|a| other.iter().map(move |b| common(a, b))).sum();
    f64::from(shared) / f64::from((length(one) + length(other)).saturating_sub(shared).max(1))
}

fn attribution(statement: &Statement) -> Attribution {
    Attribution {
        source: statement.source_span,
        source_head: None,
        cue: statement.cue_span,
        cue_head: None,
        content: statement.content_spans.clone(),
        quote: statement.quote,
        within: statement.within.map(|id| id.0 as usize),
        by: "gold",
        probability: 1.0,
    }
}

fn labels(record: &Record, statement: &Statement) -> Labels {
    let side = |&id: &EntityId| {
        let entity = &record.entities[id.0 as usize];
        entity.party.as_deref().unwrap_or(&entity.name).to_lowercase()
    };
    Labels {
        act: statement.act,
        issues: statement.issues.iter().map(|row| (row.issue.clone(), row.stance)).collect(),
        sides: statement.addressees.iter().map(side).collect(),
    }
}

/// An issue with its stance, as label files write it ("ceasefire:for").
pub fn issue(written: &str) -> Option<(String, Stance)> {
    let (issue, stance) = written.split_once(':')?;
    Some((issue.to_owned(), stance.parse().ok()?))
}
