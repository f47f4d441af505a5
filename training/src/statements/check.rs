//! Five-fold cross-validation over articles: the figures of the model on articles it has not seen, with the
//! gold's spans and the program's own trees and entities.

use super::articles::Article;
use super::fit::{FOLDS, fit, in_fold};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use verbale_evaluate::record::{Listing, score};
use verbale_evaluate::{Rate, Tally};
use verbale_extract::statements::{Discourse, of_discourse};
use verbale_extract::times::Times;
use verbale_record::{IssueStance, Record, Stance, Statement};

/// Trains on four parts, reads the fifth, five times, and prints the sums; `errors` names what to list.
pub fn cross_validate(
    articles: &[Article],
    coded: usize,
    discourses: &[Discourse<'_>],
    errors: Option<&str>,
) {
    let of_fold = |fold: usize| -> Vec<Record> {
        // What is our own is always learned from and never measured on.
        let outside: Vec<usize> =
            (0..articles.len()).filter(|&number| !in_fold(&articles[number], fold)).collect();
        let model = fit(articles, discourses, &outside);
        let made = |number: usize| Record {
            document: articles[number].coded.record.document.clone(),
            entities: articles[number].entities.entities.clone(),
            statements: of_discourse(&discourses[number], &model, &Times::default()),
            ..Record::default()
        };
        (0..coded).filter(|&number| in_fold(&articles[number], fold)).map(made).collect()
    };
    let made: Vec<Record> = (0..FOLDS).into_par_iter().flat_map_iter(of_fold).collect();
    let gold: Vec<Record> = articles[..coded].iter().map(|article| article.coded.record.clone()).collect();
    println!("{}", score(&gold, &made).text(Listing::default()));
    by_issue(&gold, &made);
    by_probability(&gold, &made);
    if let Some(kind) = errors {
        list_errors(&articles[..coded], &made, kind);
    }
}

fn pairs<'r>(gold: &'r [Record], made: &'r [Record]) -> impl Iterator<Item = (&'r Statement, &'r Statement)> {
    gold.iter().flat_map(|gold| {
        let made = made.iter().find(|made| made.document.id == gold.document.id);
        gold.statements.iter().zip(made.map_or(&[][..], |made| &made.statements))
    })
}

fn stances(statement: &Statement) -> BTreeMap<&str, Stance> {
    statement.issues.iter().map(|row| (row.issue.as_str(), row.stance)).collect()
}

fn by_issue(gold: &[Record], made: &[Record]) {
    let mut rows: BTreeMap<&str, (Tally, Rate)> = BTreeMap::new();
    for (gold, made) in pairs(gold, made) {
        let (wanted, found) = (stances(gold), stances(made));
        for issue in wanted.keys().chain(found.keys()).collect::<BTreeSet<_>>() {
            let (tally, rate) = rows.entry(issue).or_default();
            let (wanted, found) = (wanted.get(issue), found.get(issue));
            let [is_wanted, is_found] = [wanted.is_some(), found.is_some()];
            let hit = is_wanted && is_found;
            tally.add(Tally::new(usize::from(hit), usize::from(is_wanted), usize::from(is_found)));
            if hit {
                rate.judge(wanted == found);
            }
        }
    }
    for (issue, (tally, stance)) in rows {
        let [p, r, f] = [tally.precision(), tally.recall(), tally.f1()].map(|share| 100.0 * share);
        println!(
            "{issue:<26} P {p:5.1}  R {r:5.1}  F {f:5.1}  of {:3}  stance {:5.1} %",
            tally.gold,
            stance.percent()
        );
    }
}

/// How often acts, and issues with their stances, are right among those that say how likely they are right.
fn by_probability(gold: &[Record], made: &[Record]) {
    let mut judged: [Vec<(f64, bool)>; 2] = Default::default();
    for (gold, made) in pairs(gold, made) {
        // Coded spans are certain, so the statement's probability is the act's.
        judged[0].push((made.probability, gold.act == made.act));
        let wanted = stances(gold);
        let right = |row: &IssueStance| wanted.get(row.issue.as_str()) == Some(&row.stance);
        judged[1].extend(made.issues.iter().map(|row| (row.probability, right(row))));
    }
    for (what, judged) in ["act", "issue and stance"].into_iter().zip(judged) {
        for (low, high) in [(0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)] {
            let inside = judged.iter().filter(|(probability, _)| (low..high).contains(probability));
            let (count, sum) = inside.clone().fold((0, 0.0), |(n, sum), (said, _)| (n + 1, sum + said));
            let right = inside.filter(|(_, right)| *right).count();
            let [said, found] = [sum, right as f64].map(|part| 100.0 * part / f64::from(count.max(1)));
            println!("{what}: {count:4} rows say {said:5.1} %, {found:5.1} % are right");
        }
    }
}

fn list_errors(articles: &[Article], made: &[Record], kind: &str) {
    for article in articles {
        let gold = &article.coded.record;
        let Some(made) = made.iter().find(|made| made.document.id == gold.document.id) else { continue };
        for (wanted, found) in gold.statements.iter().zip(&made.statements) {
            if let Some(what) = wrong(gold, wanted, made, found, kind) {
                let words = |span| article.coded.document.slice(span);
                let content: Vec<&str> = wanted.content_spans.iter().map(|&span| words(span)).collect();
                let content: String = content.join(" … ").chars().take(300).collect();
                let (source, cue) =
                    (wanted.source_span.map_or("-", words), wanted.cue_span.map_or("-", words));
                println!("{what} [{}] | {} | {source} <{cue}> {content}", wanted.act, gold.document.id);
            }
        }
    }
}

/// What is wrong with a statement in one respect, if anything.
fn wrong(gold: &Record, wanted: &Statement, made: &Record, found: &Statement, kind: &str) -> Option<String> {
    let sides = |record: &Record, ids: &[verbale_record::EntityId]| -> BTreeSet<String> {
        let entity = |id: &verbale_record::EntityId| &record.entities[id.0 as usize];
        ids.iter().map(entity).map(|e| e.party.as_ref().unwrap_or(&e.name).to_lowercase()).collect()
    };
    let differ =
        |wanted: String, found: String| (wanted != found).then(|| format!("{wanted} taken for {found}"));
    match kind {
        "act" => differ(wanted.act.to_string(), found.act.to_string()),
        "issue" => {
            let [wanted, found] = [wanted, found].map(|statement| stances(statement).into_keys().collect());
            let [wanted, found]: [Vec<&str>; 2] = [wanted, found];
            differ(wanted.join(" "), found.join(" "))
        }
        "stance" => {
            let (wanted, found) = (stances(wanted), stances(found));
            let both = wanted.iter().filter_map(|(issue, stance)| Some((issue, stance, found.get(issue)?)));
            let wrong: Vec<String> = both
                .filter(|(_, wanted, found)| wanted != found)
                .map(|(issue, wanted, found)| format!("{issue}: {wanted} taken for {found}"))
                .collect();
            (!wrong.is_empty()).then(|| wrong.join(", "))
        }
        "addressee" => {
            let [wanted, found] = [(gold, wanted), (made, found)]
                .map(|(record, statement)| format!("{:?}", sides(record, &statement.addressees)));
            differ(wanted, found)
        }
        _ => {
            let [wanted, found] = [(gold, wanted), (made, found)]
                .map(|(record, statement)| format!("{:?}", sides(record, &statement.speakers)));
            differ(wanted, found)
        }
    }
}
