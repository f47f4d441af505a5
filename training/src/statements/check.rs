//! Five-fold cross-validation over articles: the figures of the model on articles it has not seen.

use super::articles::{Article, Labels};
use super::fit::{FOLDS, fit, in_fold};
use std::collections::{BTreeMap, BTreeSet};
use verbale_evaluate::{Rate, Tally};
use verbale_extract::statements::{Discourse, Judgement};
use verbale_record::Stance;

#[derive(Default)]
struct Counts {
    act: Rate,
    issue: Tally,
    stance: Rate,
    addressee: Tally,
    by_issue: BTreeMap<String, (Tally, Rate)>,
    confusions: BTreeMap<(&'static str, &'static str), usize>,
}

/// Trains on four parts, reads the fifth, five times, and prints the sums.
pub fn cross_validate(articles: &[Article], discourses: &[Discourse<'_>], errors: Option<&str>) {
    let mut counts = Counts::default();
    for fold in 0..FOLDS {
        let outside: Vec<usize> = (0..articles.len()).filter(|&number| !in_fold(number, fold)).collect();
        let model = fit(articles, discourses, &outside);
        for number in (0..articles.len()).filter(|&number| in_fold(number, fold)) {
            for at in 0..articles[number].gold.len() {
                let judgement = model.judge(&discourses[number], at);
                let wrong = count(&mut counts, &discourses[number], &articles[number].gold[at], &judgement);
                if let Some((_, what)) = wrong.iter().find(|(kind, _)| Some(*kind) == errors) {
                    print_error(&articles[number], at, what);
                }
            }
        }
    }
    report(&counts);
}

fn count(
    counts: &mut Counts,
    discourse: &Discourse<'_>,
    gold: &Labels,
    judgement: &Judgement,
) -> Vec<(&'static str, String)> {
    let mut wrong = Vec::new();
    counts.act.judge(judgement.act == gold.act);
    if judgement.act != gold.act {
        let (gold, made) = (gold.act.as_str(), judgement.act.as_str());
        *counts.confusions.entry((gold, made)).or_default() += 1;
        wrong.push(("act", format!("{gold} taken for {made}")));
    }
    let made: BTreeMap<&str, Stance> =
        judgement.issues.iter().map(|row| (row.issue.as_str(), row.stance)).collect();
    let hits = made.keys().filter(|issue| gold.issues.contains_key(**issue)).count();
    counts.issue.add(Tally::new(hits, gold.issues.len(), made.len()));
    let all: BTreeSet<&str> = made.keys().copied().chain(gold.issues.keys().map(String::as_str)).collect();
    let mut issues = String::new();
    for issue in all {
        let (wanted, found) = (gold.issues.get(issue), made.get(issue));
        let (tally, rate) = counts.by_issue.entry(issue.to_owned()).or_default();
        let both = wanted.is_some() && found.is_some();
        tally.add(Tally::new(usize::from(both), usize::from(wanted.is_some()), usize::from(found.is_some())));
        match (wanted, found) {
            (Some(wanted), Some(found)) => {
                rate.judge(wanted == found);
                counts.stance.judge(wanted == found);
                if wanted != found {
                    wrong.push(("stance", format!("{issue}: {wanted} taken for {found}")));
                }
            }
            (Some(_), None) => issues += &format!(" -{issue}"),
            (None, _) => issues += &format!(" +{issue}"),
        }
    }
    if !issues.is_empty() {
        wrong.push(("issue", issues));
    }
    let sides: BTreeSet<String> =
        judgement.addressees.iter().map(|&entity| discourse.side(entity).to_lowercase()).collect();
    let shared = sides.intersection(&gold.sides).count();
    counts.addressee.add(Tally::new(shared, gold.sides.len(), sides.len()));
    if sides != gold.sides {
        wrong.push(("addressee", format!("{:?} taken for {sides:?}", gold.sides)));
    }
    wrong
}

fn print_error(article: &Article, at: usize, what: &str) {
    let attribution = &article.attributions[at];
    let words = |span| article.document.slice(span);
    let content: Vec<&str> = attribution.content.iter().map(|&span| words(span)).collect();
    let content: String = content.join(" … ").chars().take(300).collect();
    println!(
        "{what} [{}] | {} | {} <{}> {content}",
        article.gold[at].act,
        article.document.id(),
        attribution.source.map_or("-", words),
        attribution.cue.map_or("-", words),
    );
}

fn shown(tally: &Tally) -> String {
    let [p, r, f] = [tally.precision(), tally.recall(), tally.f1()].map(|share| 100.0 * share);
    format!("P {p:5.1}  R {r:5.1}  F {f:5.1}  ({} of {} gold, {} made)", tally.hit, tally.gold, tally.made)
}

fn report(counts: &Counts) {
    println!("act        {:.1} % of {}", counts.act.percent(), counts.act.of);
    println!("issue      {}", shown(&counts.issue));
    println!("stance     {:.1} % of {}", counts.stance.percent(), counts.stance.of);
    println!("addressee  {}", shown(&counts.addressee));
    for (issue, (tally, stance)) in &counts.by_issue {
        println!("  {issue:<26} {}   stance {:.0} %", shown(tally), stance.percent());
    }
    let mut confusions: Vec<_> = counts.confusions.iter().collect();
    confusions.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    for ((gold, made), count) in confusions.iter().take(15) {
        println!("  {gold} -> {made} {count}");
    }
}
