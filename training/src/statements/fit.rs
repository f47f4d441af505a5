//! Fits the four classifiers and their thresholds.
//!
//! Issues, stances and addressees are learned beside acts as they will be read, not as they were coded: the act
//! of every training statement comes of a classifier that has not seen its article.

use super::articles::Article;
use verbale_analyze::classifier::{Classifier, Example, Training};
use verbale_extract::statements::learn;
use verbale_extract::statements::{Discourse, Model, Thresholds};
use verbale_record::{Act, Stance};

/// How many parts cross-validation divides the articles into.
pub const FOLDS: usize = 5;

const ACT: Training = Training { epochs: 16, rate: 0.03, decay: 0.1, at_least: 2, seed: 1 };
const ISSUE: Training = Training { epochs: 10, rate: 0.03, decay: 0.1, at_least: 2, seed: 1 };
const STANCE: Training = Training { epochs: 16, rate: 0.03, decay: 0.1, at_least: 2, seed: 1 };
const ADDRESSEE: Training = Training { epochs: 12, rate: 0.03, decay: 0.1, at_least: 2, seed: 1 };

/// An article by number with the acts its statements are read with.
pub type Read = (usize, Vec<Act>);

/// The most likely class.
pub fn best(classifier: &Classifier, features: &[u32]) -> usize {
    let mut scores = Vec::new();
    classifier.scores(features, &mut scores);
    (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a))).unwrap_or(0)
}

/// Whether article `number` belongs to part `fold`.
pub fn in_fold(number: usize, fold: usize) -> bool {
    number % FOLDS == fold
}

fn parts(articles: &[usize], fold: usize) -> (Vec<usize>, Vec<usize>) {
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    for (place, &article) in articles.iter().enumerate() {
        if in_fold(place, fold) { inside.push(article) } else { outside.push(article) }
    }
    (outside, inside)
}

fn fit_acts(articles: &[Article], discourses: &[Discourse<'_>], chosen: &[usize]) -> Classifier {
    let mut examples = Vec::new();
    for &number in chosen {
        for (at, gold) in articles[number].gold.iter().enumerate() {
            let features = learn::act_features(&discourses[number], at);
            examples.push(Example { features, class: gold.act as usize, weight: 1.0 });
        }
    }
    Classifier::train(&examples, Act::ALL.len(), ACT)
}

fn acts_of(classifier: &Classifier, discourse: &Discourse<'_>) -> Vec<Act> {
    (0..discourse.attributions.len())
        .map(|at| Act::ALL[best(classifier, &learn::act_features(discourse, at))])
        .collect()
}

/// The acts that classifiers which have not seen the article give its statements.
fn unseen_acts(articles: &[Article], discourses: &[Discourse<'_>], chosen: &[usize]) -> Vec<Read> {
    let mut read: Vec<Read> = Vec::new();
    for fold in 0..FOLDS {
        let (outside, inside) = parts(chosen, fold);
        let classifier = fit_acts(articles, discourses, &outside);
        read.extend(inside.into_iter().map(|number| (number, acts_of(&classifier, &discourses[number]))));
    }
    read.sort_by_key(|(number, _)| *number);
    read
}

fn issue_examples(articles: &[Article], discourses: &[Discourse<'_>], read: &[Read]) -> Vec<Example> {
    let mut examples = Vec::new();
    for (number, acts) in read {
        let discourse = &discourses[*number];
        for (at, gold) in articles[*number].gold.iter().enumerate() {
            let evidence = learn::evidence(discourse, at);
            for issue in learn::issue_candidates(&evidence) {
                let features = learn::issue_features(discourse, at, issue, acts[at], &evidence);
                let class = usize::from(gold.issues.contains_key(&discourse.catalogue.issues[issue].id));
                examples.push(Example { features, class, weight: 1.0 });
            }
        }
    }
    examples
}

fn addressee_examples(articles: &[Article], discourses: &[Discourse<'_>], read: &[Read]) -> Vec<Example> {
    let mut examples = Vec::new();
    for (number, acts) in read {
        let discourse = &discourses[*number];
        for (at, gold) in articles[*number].gold.iter().enumerate() {
            let candidates = learn::addressee_candidates(discourse, at);
            for place in 0..candidates.len() {
                let features = learn::addressee_features(discourse, at, acts[at], &candidates, place);
                let side = discourse.side(candidates[place].entity).to_lowercase();
                let class = usize::from(gold.sides.contains(&side));
                examples.push(Example { features, class, weight: 1.0 });
            }
        }
    }
    examples
}

fn stance_examples(articles: &[Article], discourses: &[Discourse<'_>], read: &[Read]) -> Vec<Example> {
    let mut examples = Vec::new();
    for (number, acts) in read {
        let discourse = &discourses[*number];
        for (at, gold) in articles[*number].gold.iter().enumerate() {
            for (issue, row) in discourse.catalogue.issues.iter().enumerate() {
                if let Some(&stance) = gold.issues.get(&row.id) {
                    let features = learn::stance_features(discourse, at, issue, acts[at]);
                    examples.push(Example { features, class: stance as usize, weight: 1.0 });
                }
            }
        }
    }
    examples
}

type Maker = fn(&[Article], &[Discourse<'_>], &[Read]) -> Vec<Example>;

/// Trains a yes-or-no classifier and finds the threshold that gives the best F on articles it has not seen.
/// `wanted` is how many right answers there are, those that are no candidates among them.
fn fit_pairs(
    articles: &[Article],
    discourses: &[Discourse<'_>],
    read: &[Read],
    make: Maker,
    training: Training,
    wanted: usize,
) -> (Classifier, f32) {
    let mut judged: Vec<(f32, bool)> = Vec::new();
    for fold in 0..FOLDS {
        let divide = |inside: bool| -> Vec<Read> {
            let rows = read.iter().enumerate().filter(|(place, _)| in_fold(*place, fold) == inside);
            rows.map(|(_, row)| row.clone()).collect()
        };
        let classifier = Classifier::train(&make(articles, discourses, &divide(false)), 2, training);
        let mut probabilities = Vec::new();
        for example in make(articles, discourses, &divide(true)) {
            classifier.probabilities(&example.features, &mut probabilities);
            judged.push((probabilities[1], example.class == 1));
        }
    }
    let classifier = Classifier::train(&make(articles, discourses, read), 2, training);
    (classifier, best_threshold(&mut judged, wanted))
}

fn best_threshold(judged: &mut [(f32, bool)], wanted: usize) -> f32 {
    judged.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut hits, mut best) = (0, (0.0, 0.5));
    for (made, &(probability, right)) in (1..).zip(judged.iter()) {
        hits += usize::from(right);
        let f = 2.0 * hits as f32 / (made + wanted) as f32;
        if f > best.0 {
            best = (f, probability);
        }
    }
    best.1
}

/// Fits the whole model on the chosen articles.
pub fn fit(articles: &[Article], discourses: &[Discourse<'_>], chosen: &[usize]) -> Model {
    let read = unseen_acts(articles, discourses, chosen);
    let golds = || chosen.iter().flat_map(|&number| &articles[number].gold);
    let issues = golds().map(|gold| gold.issues.len()).sum();
    let sides = golds().map(|gold| gold.sides.len()).sum();
    let (issue, issue_threshold) = fit_pairs(articles, discourses, &read, issue_examples, ISSUE, issues);
    let (addressee, addressee_threshold) =
        fit_pairs(articles, discourses, &read, addressee_examples, ADDRESSEE, sides);
    let stances = stance_examples(articles, discourses, &read);
    Model {
        act: fit_acts(articles, discourses, chosen),
        issue,
        stance: Classifier::train(&stances, Stance::ALL.len(), STANCE),
        addressee,
        thresholds: Thresholds { issue: issue_threshold, addressee: addressee_threshold },
    }
}
