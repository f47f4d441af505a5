//! Figures, those of one thing side by side.

use crate::contradictions::conflicting_figures;
use crate::dossier::Dossier;
use crate::excerpt;
use crate::listing::{Filter, Origin};
use crate::phrases::quantity;
use serde::Serialize;
use verbale_record::{DateRange, Figure, FigureId, Record, Statement};

/// A figure and where it stands.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct FigureRow {
    /// The document.
    pub origin: Origin,
    /// Its id in it.
    pub id: FigureId,
    /// The paragraph that is read, from 1.
    pub paragraph: Option<usize>,
    /// Low and high.
    pub value: [f64; 2],
    /// "%", "person", "km2", …
    pub unit: String,
    /// What is counted.
    pub of: String,
    /// "about", "at least".
    pub approximate: bool,
    /// The days it holds for.
    pub as_of: Option<DateRange>,
    /// Who says so.
    pub claimed_by: Option<String>,
    /// The party of who says so.
    pub claiming_party: Option<String>,
    /// Its words in the text.
    pub words: String,
    /// Other articles' figures of the same thing that cannot hold beside it.
    pub against: Vec<Against>,
}

/// A figure that contradicts another one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Against {
    /// Its document.
    pub document: String,
    /// Its id in it.
    pub figure: FigureId,
    /// Its number, in words.
    pub quantity: String,
}

/// The figures asked for, by unit and by what is counted, then by day. `of` asks for figures whose count or words
/// hold all its words; an issue for those inside a statement on it.
pub fn figures(records: &[Record], filter: &Filter, of: Option<&str>) -> Vec<FigureRow> {
    let dossier = Dossier::new(records);
    let conflicts = conflicting_figures(records);
    let against = |document: usize, figure: &Figure| {
        let others = conflicts.get(&(document, figure.id)).into_iter().flatten();
        let told = others.filter_map(|(document, id)| {
            let record = &records[*document];
            let other = record.figures.iter().find(|other| other.id == *id)?;
            Some(Against { document: record.document.id.clone(), figure: *id, quantity: quantity(other) })
        });
        told.collect()
    };
    let mut rows = Vec::new();
    for (document, record) in records.iter().enumerate() {
        if record.document.duplicate_of.is_some() {
            continue;
        }
        for figure in &record.figures {
            let row = FigureRow { against: against(document, figure), ..row(&dossier, document, figure) };
            let published = record.document.published.map(|day| [day, day]);
            let parties: Vec<String> = row.claiming_party.iter().cloned().collect();
            let asked = filter.asks_party(&parties)
                && filter.has_days(row.as_of.or(published))
                && of.is_none_or(|of| is_of(&row, of))
                && (filter.issue.is_none()
                    || around(record, figure)
                        .any(|said| said.issues.iter().any(|issue| filter.asks_issue(&issue.issue))));
            if asked {
                rows.push(row);
            }
        }
    }
    rows.sort_by(|a, b| {
        let key =
            |row: &FigureRow| (row.unit.clone(), row.of.to_lowercase(), row.as_of, row.origin.published);
        key(a).cmp(&key(b))
    });
    rows
}

fn row(dossier: &Dossier<'_>, document: usize, figure: &Figure) -> FigureRow {
    let record = &dossier.records[document];
    let spans: Vec<verbale_text::Span> = figure.span.into_iter().collect();
    let claimant = figure.claimed_by.and_then(|id| dossier.entity(document, id));
    FigureRow {
        origin: Origin::of(record),
        id: figure.id,
        paragraph: dossier.citation(document, figure.id, &spans).paragraph,
        value: figure.value,
        unit: figure.unit.clone(),
        of: figure.of.clone(),
        approximate: figure.approximate,
        as_of: figure.as_of,
        claimed_by: claimant.map(|entity| entity.name.clone()),
        claiming_party: claimant.and_then(|entity| entity.party.clone()),
        words: excerpt::pieces(&record.document.text, &spans),
        against: Vec::new(),
    }
}

fn is_of(row: &FigureRow, of: &str) -> bool {
    let held = format!("{} {} {}", row.of, row.words, row.unit).to_lowercase();
    of.to_lowercase().split_whitespace().all(|word| held.contains(word))
}

/// The statements whose content holds the figure.
fn around<'r>(record: &'r Record, figure: &'r Figure) -> impl Iterator<Item = &'r Statement> {
    record.statements.iter().filter(move |statement| {
        figure.span.is_some_and(|span| statement.content_spans.iter().any(|content| content.contains(span)))
    })
}
