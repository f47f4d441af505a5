//! Hand-coded articles as the classifiers see them: analysed texts with the gold's spans and labels.

use crate::gold::{self, Coded};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;
use verbale_extract::Input;
use verbale_extract::attribution::Attribution;
use verbale_extract::entities::{self, EntityTable};
use verbale_extract::statements::{Catalogue, Discourse};
use verbale_knowledge::Knowledge;
use verbale_record::{Act, EntityId, Record, Stance, Statement};

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
}

impl Article {
    /// Reads and analyses the training articles; the second value is the digest of their files.
    pub fn read_all(folder: &Path, knowledge: &Knowledge) -> Result<(Vec<Self>, String), Box<dyn Error>> {
        let (coded, sha256) = gold::read(folder, "train")?;
        Ok((coded.into_iter().map(|coded| Self::new(coded, knowledge)).collect(), sha256))
    }

    fn new(coded: Coded, knowledge: &Knowledge) -> Self {
        let statements = &coded.record.statements;
        let attributions = statements.iter().map(attribution).collect();
        let gold = statements.iter().map(|statement| labels(&coded.record, statement)).collect();
        Self::of(coded, attributions, gold, knowledge)
    }

    /// An article with its labels.
    pub fn of(
        coded: Coded,
        attributions: Vec<Attribution>,
        gold: Vec<Labels>,
        knowledge: &Knowledge,
    ) -> Self {
        let input = Input { document: &coded.document, annotations: &coded.annotations, knowledge };
        let entities = entities::resolve(input);
        Self { coded, entities, attributions, gold }
    }

    /// The article as the classifiers read it.
    pub fn discourse<'a>(&'a self, knowledge: &'a Knowledge) -> Discourse<'a> {
        let Coded { document, annotations, .. } = &self.coded;
        let input = Input { document, annotations, knowledge };
        Discourse::new(input, &self.entities, &self.attributions, Catalogue::builtin())
    }
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
