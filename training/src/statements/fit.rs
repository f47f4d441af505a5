//! Fits the four classifiers and their thresholds.
//!
//! Issues, stances and addressees are learned beside acts as they will be read, not as they were coded: the act
//! of every training statement comes of a classifier that has not seen its article.

use super::articles::{Article, Labels};
use verbale_analyze::classifier::{Classifier, Example, Training};
use verbale_extract::statements::learn::{self, Guess};
use verbale_extract::statements::{Discourse, Model, Thresholds};
use verbale_record::{Act, Stance};

/// How many parts cross-validation divides the articles into.
pub const FOLDS: usize = 5;

const ACT: Training = Training { epochs: 16, rate: 0.03, decay: 0.1, at_least: 2, seed: 1 };
const ISSUE: Training = Training { epochs: 10, rate: 0.015, decay: 0.1, at_least: 2, seed: 1 };
const STANCE: Training = Training { epochs: 16, rate: 0.015, decay: 0.1, at_least: 2, seed: 1 };
const ADDRESSEE: Training = Training { epochs: 12, rate: 0.005, decay: 0.1, at_least: 10, seed: 1 };

/// An article by number with the acts its statements are read as.
pub type Read = (usize, Vec<Guess>);

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

fn acts_of(classifier: &Classifier, discourse: &Discourse<'_>) -> Vec<Guess> {
    let mut probabilities = Vec::new();
    (0..discourse.attributions.len())
        .map(|at| {
            classifier.probabilities(&learn::act_features(discourse, at), &mut probabilities);
            learn::weigh_acts(discourse, at, &mut probabilities);
            Guess::of(&probabilities)
        })
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

/// The examples of one statement: one a candidate.
type Group = Vec<Example>;

fn issue_examples(articles: &[Article], discourses: &[Discourse<'_>], read: &[Read]) -> Vec<Group> {
    statements(articles, discourses, read, |discourse, at, act, gold| {
        let evidence = learn::evidence(discourse, at);
        let example = |issue: usize| {
            let right = gold.issues.contains_key(&discourse.catalogue.issues[issue].id);
            (learn::issue_features(discourse, at, issue, act, &evidence), right)
        };
        learn::issue_candidates(&evidence).into_iter().map(example).collect()
    })
}

fn addressee_examples(articles: &[Article], discourses: &[Discourse<'_>], read: &[Read]) -> Vec<Group> {
    statements(articles, discourses, read, |discourse, at, act, gold| {
        let candidates = learn::addressee_candidates(discourse, at);
        let example = |place: usize| {
            let right = gold.sides.contains(&discourse.side(candidates[place].entity).to_lowercase());
            (learn::addressee_features(discourse, at, act, &candidates, place), right)
        };
        (0..candidates.len()).map(example).collect()
    })
}

/// One group a statement, of the features and answers that `ask` gives for its candidates.
fn statements(
    articles: &[Article],
    discourses: &[Discourse<'_>],
    read: &[Read],
    ask: impl Fn(&Discourse<'_>, usize, &Guess, &Labels) -> Vec<(Vec<u32>, bool)>,
) -> Vec<Group> {
    let mut groups = Vec::new();
    for (number, acts) in read {
        for (at, gold) in articles[*number].gold.iter().enumerate() {
            let answers = ask(&discourses[*number], at, &acts[at], gold);
            let example = |(features, right)| Example { features, class: usize::from(right), weight: 1.0 };
            groups.push(answers.into_iter().map(example).collect());
        }
    }
    groups
}

fn stance_examples(articles: &[Article], discourses: &[Discourse<'_>], read: &[Read]) -> Vec<Example> {
    let mut examples = Vec::new();
    for (number, acts) in read {
        let discourse = &discourses[*number];
        for (at, gold) in articles[*number].gold.iter().enumerate() {
            for (issue, row) in discourse.catalogue.issues.iter().enumerate() {
                if let Some(&stance) = gold.issues.get(&row.id) {
                    let features = learn::stance_features(discourse, at, issue, &acts[at]);
                    examples.push(Example { features, class: stance as usize, weight: 1.0 });
                }
            }
        }
    }
    examples
}

type Maker = fn(&[Article], &[Discourse<'_>], &[Read]) -> Vec<Group>;
type Chooser = fn(&[f32], f32) -> Vec<usize>;

/// How a yes-or-no classifier is made and read.
struct Question {
    make: Maker,
    choose: Chooser,
    training: Training,
    /// How many right answers there are, those that are no candidates among them.
    wanted: usize,
}

/// Trains a yes-or-no classifier and finds the threshold that gives the best F on articles it has not seen.
fn fit_question(
    articles: &[Article],
    coded: usize,
    discourses: &[Discourse<'_>],
    read: &[Read],
    question: &Question,
) -> (Classifier, f32) {
    let train = |groups: Vec<Group>| {
        let examples: Vec<Example> = groups.into_iter().flatten().collect();
        Classifier::train(&examples, 2, question.training)
    };
    let mut judged: Vec<(Vec<f32>, Vec<bool>)> = Vec::new();
    for fold in 0..FOLDS {
        let divide = |inside: bool| -> Vec<Read> {
            // What is our own is learned from; thresholds are set on coded articles.
            let held = |place: usize, number: usize| in_fold(place, fold) && number < coded;
            let rows = read.iter().enumerate().filter(|(place, row)| held(*place, row.0) == inside);
            rows.map(|(_, row)| row.clone()).collect()
        };
        let classifier = train((question.make)(articles, discourses, &divide(false)));
        let mut probabilities = Vec::new();
        for group in (question.make)(articles, discourses, &divide(true)) {
            let likely = |example: &Example| {
                classifier.probabilities(&example.features, &mut probabilities);
                probabilities[1]
            };
            let right = group.iter().map(|example| example.class == 1).collect();
            judged.push((group.iter().map(likely).collect(), right));
        }
    }
    (train((question.make)(articles, discourses, read)), best_threshold(&judged, question))
}

fn best_threshold(judged: &[(Vec<f32>, Vec<bool>)], question: &Question) -> f32 {
    let mut best = (0.0, 0.5);
    for threshold in (5..80).map(|percent| percent as f32 / 100.0) {
        let (mut hits, mut made) = (0, 0);
        for (probabilities, right) in judged {
            for chosen in (question.choose)(probabilities, threshold) {
                made += 1;
                hits += usize::from(right[chosen]);
            }
        }
        let f = 2.0 * hits as f32 / (made + question.wanted) as f32;
        if f > best.0 {
            best = (f, threshold);
        }
    }
    best.1
}

/// Fits the whole model on the chosen articles.
pub fn fit(articles: &[Article], coded: usize, discourses: &[Discourse<'_>], chosen: &[usize]) -> Model {
    let read = unseen_acts(articles, discourses, chosen);
    let golds = || chosen.iter().filter(|&&number| number < coded).flat_map(|&number| &articles[number].gold);
    let issues = golds().map(|gold| gold.issues.len()).sum();
    let sides = golds().map(|gold| gold.sides.len()).sum();
    let question =
        Question { make: issue_examples, choose: learn::reaching, training: ISSUE, wanted: issues };
    let (issue, issue_threshold) = fit_question(articles, coded, discourses, &read, &question);
    let question =
        Question { make: addressee_examples, choose: learn::choose, training: ADDRESSEE, wanted: sides };
    let (addressee, addressee_threshold) = fit_question(articles, coded, discourses, &read, &question);
    let stances = stance_examples(articles, discourses, &read);
    Model {
        act: fit_acts(articles, discourses, chosen),
        issue,
        stance: Classifier::train(&stances, Stance::ALL.len(), STANCE),
        addressee,
        thresholds: Thresholds { issue: issue_threshold, addressee: addressee_threshold },
    }
}
