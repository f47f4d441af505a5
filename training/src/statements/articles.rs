//! Hand-coded articles as the classifiers see them: analysed texts with the gold's spans and labels.

use crate::gold::{self, Coded};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;
use verbale_analyze::{Annotations, WordId};
use verbale_extract::Input;
use verbale_extract::attribution::Attribution;
use verbale_extract::entities::{EntityTable, Mention, MentionForm};
use verbale_extract::statements::{Catalogue, Discourse};
use verbale_knowledge::Knowledge;
use verbale_record::{Act, EntityId, EntityKind, Record, Stance, Statement};
use verbale_text::{Document, Span};

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
    /// The text.
    pub document: Document,
    /// Its layers.
    pub annotations: Annotations,
    /// The gold's entities, found in the text by their names.
    pub entities: EntityTable,
    /// The gold's spans.
    pub attributions: Vec<Attribution>,
    /// The gold's labels, one an attribution.
    pub gold: Vec<Labels>,
    knowledge: Knowledge,
}

impl Article {
    /// Reads and analyses the training articles; the second value is the digest of their files.
    pub fn read_all(folder: &Path) -> Result<(Vec<Self>, String), Box<dyn Error>> {
        let (coded, sha256) = gold::read(folder, "train")?;
        Ok((coded.into_iter().map(Self::new).collect(), sha256))
    }

    fn new(coded: Coded) -> Self {
        let Coded { document, annotations, record } = coded;
        let entities = named(&document, &annotations, &record);
        let attributions = record.statements.iter().map(attribution).collect();
        let gold = record.statements.iter().map(|statement| labels(&record, statement)).collect();
        Self { document, annotations, entities, attributions, gold, knowledge: Knowledge::builtin() }
    }

    /// The article as the classifiers read it.
    pub fn discourse(&self) -> Discourse<'_> {
        let input =
            Input { document: &self.document, annotations: &self.annotations, knowledge: &self.knowledge };
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

/// The gold's entities with a mention wherever a name or alias of theirs stands as whole words.
fn named(document: &Document, annotations: &Annotations, record: &Record) -> EntityTable {
    let text = document.text();
    let mut mentions: Vec<Mention> = Vec::new();
    for (number, entity) in record.entities.iter().enumerate() {
        for name in entity.aliases.iter().chain([&entity.name]).filter(|name| !name.is_empty()) {
            for (start, _) in text.match_indices(name.as_str()) {
                let end = start + name.len();
                let whole = !text[..start].ends_with(char::is_alphanumeric)
                    && !text[end..].starts_with(char::is_alphanumeric);
                let span = Span::new(start as u32, end as u32);
                let Some(head) = head(annotations, span).filter(|_| whole) else { continue };
                let form = match entity.kind {
                    EntityKind::Other => MentionForm::Role,
                    _ => MentionForm::Name,
                };
                mentions.push(Mention { span, head, form, entity: Some(EntityId(number as u32)) });
            }
        }
    }
    mentions.sort_by_key(|mention| (mention.head, std::cmp::Reverse(mention.span.len())));
    mentions.dedup_by_key(|mention| mention.head);
    EntityTable::of_mentions(record.entities.clone(), mentions)
}

/// The first word of the span that hangs on a word outside it.
fn head(annotations: &Annotations, span: Span) -> Option<WordId> {
    let words: Vec<WordId> = annotations.words_in(span).collect();
    words.iter().copied().find(|&word| annotations.words.head(word).is_none_or(|head| !words.contains(&head)))
}
