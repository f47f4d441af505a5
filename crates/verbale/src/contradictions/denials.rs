//! What one party says of another, and that other denies.

use super::{Contradiction, Kind, Reader, Sentence};
use std::collections::BTreeSet;
use verbale_record::{Act, EntityId, Statement};

/// Words that the two sentences share at least.
const SHARED: usize = 3;
/// The part of the shorter sentence that these have to be.
const PART: f64 = 0.3;

/// A statement with its sentence and its sides.
struct Told<'r> {
    document: usize,
    statement: &'r Statement,
    by: BTreeSet<String>,
    of: BTreeSet<String>,
    sentence: Sentence,
}

/// Denials in one article of what another reports: once for each party that denies and each that blames it.
pub(super) fn between(reader: &Reader<'_>, articles: &[usize]) -> Vec<Contradiction> {
    let all: Vec<Told<'_>> = articles.iter().flat_map(|&at| told(reader, at)).collect();
    let mut pairs: Vec<(f64, usize, &Told<'_>, &Told<'_>)> = Vec::new();
    for denial in all.iter().filter(|told| told.statement.act == Act::Deny) {
        for charge in all.iter().filter(|told| is_charge(denial, told)) {
            let (shared, part) = denial.sentence.shared(&charge.sentence);
            if shared >= SHARED && part >= PART {
                pairs.push((part, shared, denial, charge));
            }
        }
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then(y.1.cmp(&x.1)));
    let mut sides: BTreeSet<(&BTreeSet<String>, &BTreeSet<String>)> = BTreeSet::new();
    let mut found = Vec::new();
    for (_, _, denial, charge) in pairs {
        if sides.insert((&denial.by, &charge.by)) {
            found.push(contradiction(reader, denial, charge));
        }
    }
    found
}

/// Whether one statement is what the other denies: made by someone else, in another article, of those who deny.
fn is_charge(denial: &Told<'_>, told: &Told<'_>) -> bool {
    let aimed = !denial.by.is_disjoint(&told.of);
    let by_another = !told.by.is_empty() && denial.by.is_disjoint(&told.by);
    let claim = matches!(told.statement.act, Act::Accuse | Act::Assert | Act::Announce);
    denial.document != told.document && aimed && by_another && claim
}

fn told<'r>(reader: &'r Reader<'_>, document: usize) -> Vec<Told<'r>> {
    let sides = |ids: &[EntityId]| -> BTreeSet<String> {
        let entities = ids.iter().filter_map(|id| reader.dossier.entity(document, *id));
        entities.filter_map(|entity| entity.party.clone()).collect()
    };
    let statements = reader.record(document).statements.iter();
    let told = statements.filter_map(|statement| {
        let sentence = reader.sentence(document, *statement.content_spans.first()?)?;
        let (by, of) = (sides(&statement.speakers), sides(&statement.addressees));
        Some(Told { document, statement, by, of, sentence })
    });
    told.filter(|told| !(told.by.is_empty() && told.of.is_empty())).collect()
}

fn contradiction(reader: &Reader<'_>, denial: &Told<'_>, charge: &Told<'_>) -> Contradiction {
    let names = |told: &Told<'_>| reader.dossier.names(told.document, &told.statement.speakers).join(", ");
    let side = |told: &Told<'_>| {
        let by = Some(names(told)).filter(|names| !names.is_empty());
        reader.side(told.document, told.statement.id.to_string(), by, &told.sentence)
    };
    let who = |told: &Told<'_>| told.by.iter().cloned().collect::<Vec<_>>().join(" and ");
    let about = format!("{} denies what {} says of it", who(denial), who(charge));
    Contradiction { kind: Kind::Denial, about, a: side(charge), b: side(denial) }
}
