//! Fits the four classifiers and their thresholds.
//!
//! Issues, stances and addressees are learned beside acts as they will be read, not as they were coded: the act
//! of every training statement comes of a classifier that has not seen its article.

use super::articles::{Article, Kind, Labels};
use super::calibrate;
use rayon::prelude::*;
use verbale_analyze::classifier::{Classifier, Example, Training};
use verbale_extract::statements::learn::{self, Guess};
use verbale_extract::statements::{Calibration, Discourse, Model, Thresholds};
use verbale_record::{Act, Stance};

/// How many parts cross-validation divides the articles into.
pub const FOLDS: usize = 5;

const ACT: Training = Training { epochs: 16, rate: 0.03, decay: 0.5, at_least: 2, seed: 1 };
const ISSUE: Training = Training { epochs: 10, rate: 0.015, decay: 0.1, at_least: 2, seed: 1 };
const STANCE: Training = Training { epochs: 16, rate: 0.015, decay: 0.1, at_least: 2, seed: 1 };
const ADDRESSEE: Training = Training { epochs: 12, rate: 0.005, decay: 0.1, at_least: 10, seed: 1 };

/// An article by number with the acts its statements are read as.
pub type Read = (usize, Vec<Guess>);

/// Whether an article is learned from and measured on in turn, and belongs to part `fold`.
pub fn in_fold(article: &Article, fold: usize) -> bool {
    article.kind.is_measured() && article.part % FOLDS == fold
}

/// Whether the article belongs to part `fold` of those that are left when one part of [`in_fold`] is out.
fn in_inner_fold(article: &Article, fold: usize) -> bool {
    article.part / FOLDS % FOLDS == fold
}

/// How much a statement that was labelled elsewhere or is our own counts beside a coded one, by what is learned.
const ACTS: f32 = 1.0;
/// See [`ACTS`].
const ISSUES: f32 = 0.5;
/// See [`ACTS`]; coders take sides where an invented remark sounds neutral.
const STANCES: f32 = 0.3;
/// See [`ACTS`].
const SIDES: f32 = 0.5;

/// What a statement of this article counts, where others than coded ones count `others`.
fn weight(article: &Article, others: f32) -> f32 {
    if article.kind.is_measured() { 1.0 } else { others }
}

/// How far rare acts are made to count for more: 0 not at all, 1 as if all were equally frequent. News of
/// another day has other shares of them.
const EVEN: f32 = 0.6;

/// Makes examples of rare classes count for more; on average an example counts 1.
fn even_out(examples: &mut [Example], classes: usize) {
    let mut counts = vec![0f32; classes];
    examples.iter().for_each(|example| counts[example.class] += 1.0);
    let weight = |class: usize| counts[class].max(1.0).powf(-EVEN);
    let total: f32 = examples.iter().map(|example| weight(example.class)).sum();
    let mean = total / examples.len().max(1) as f32;
    examples.iter_mut().for_each(|example| example.weight *= weight(example.class) / mean);
}

fn fit_acts(articles: &[Article], discourses: &[Discourse<'_>], chosen: &[usize]) -> Classifier {
    let mut examples = Vec::new();
    for &number in chosen {
        for (at, gold) in articles[number].gold.iter().enumerate() {
            let features = learn::act_features(&discourses[number], at);
            let weight = weight(&articles[number], ACTS);
            examples.push(Example { features, class: gold.act as usize, weight });
        }
    }
    even_out(&mut examples, Act::ALL.len());
    Classifier::train(&examples, Act::ALL.len(), ACT)
}

/// What classifiers that have not seen the article say of each of its statements, before calibration.
type Raw = (usize, Vec<Vec<f32>>);

/// The acts that classifiers which have not seen the article give its statements, and how they are calibrated.
fn unseen_acts(
    articles: &[Article],
    discourses: &[Discourse<'_>],
    chosen: &[usize],
) -> (Vec<Read>, Calibration) {
    let of_fold = |fold: usize| -> Vec<Raw> {
        let (inside, outside): (Vec<usize>, Vec<usize>) =
            chosen.iter().partition(|&&number| in_inner_fold(&articles[number], fold));
        let classifier = fit_acts(articles, discourses, &outside);
        let of = |number: usize, at: usize| {
            let mut probabilities = Vec::new();
            classifier.probabilities(&learn::act_features(&discourses[number], at), &mut probabilities);
            probabilities
        };
        let all = |number: usize| (0..articles[number].gold.len()).map(|at| of(number, at)).collect();
        inside.into_iter().map(|number| (number, all(number))).collect()
    };
    let mut raw: Vec<Raw> = (0..FOLDS).into_par_iter().flat_map_iter(of_fold).collect();
    raw.sort_by_key(|(number, _)| *number);
    let mut judged = Vec::new();
    for (number, statements) in raw.iter().filter(|(number, _)| articles[*number].kind.is_measured()) {
        for (at, probabilities) in statements.iter().enumerate() {
            let settled = learn::settled(&discourses[*number], at);
            judged.push((probabilities.as_slice(), settled, articles[*number].gold[at].act as usize));
        }
    }
    let calibration = calibrate::acts(&judged);
    let guess = |number: usize, at: usize, probabilities: &[f32]| {
        let mut tempered = probabilities.to_vec();
        learn::temper(&mut tempered, calibration.act);
        learn::weigh(learn::settled(&discourses[number], at), calibration.settled, &mut tempered);
        Guess::of(&tempered)
    };
    let read = raw
        .iter()
        .map(|(number, statements)| {
            let acts = statements.iter().enumerate().map(|(at, row)| guess(*number, at, row)).collect();
            (*number, acts)
        })
        .collect();
    (read, calibration)
}

/// The examples of one statement: one a candidate.
type Group = Vec<Example>;

fn issue_examples(articles: &[Article], discourses: &[Discourse<'_>], read: &[Read]) -> Vec<Group> {
    statements(articles, discourses, read, ISSUES, |discourse, at, act, gold| {
        let evidence = learn::evidence(discourse, at);
        let example = |issue: usize| {
            let right = gold.issues.contains_key(&discourse.catalogue.issues[issue].id);
            (learn::issue_features(discourse, at, issue, act, &evidence), right)
        };
        learn::issue_candidates(&evidence).into_iter().map(example).collect()
    })
}

fn addressee_examples(articles: &[Article], discourses: &[Discourse<'_>], read: &[Read]) -> Vec<Group> {
    statements(articles, discourses, read, SIDES, |discourse, at, act, gold| {
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
    others: f32,
    ask: impl Fn(&Discourse<'_>, usize, &Guess, &Labels) -> Vec<(Vec<u32>, bool)>,
) -> Vec<Group> {
    let mut groups = Vec::new();
    for (number, acts) in read {
        for (at, gold) in articles[*number].gold.iter().enumerate() {
            let answers = ask(&discourses[*number], at, &acts[at], gold);
            let weight = weight(&articles[*number], others);
            let example = |(features, right)| Example { features, class: usize::from(right), weight };
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
                    let weight = weight(&articles[*number], STANCES);
                    examples.push(Example { features, class: stance as usize, weight });
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
    discourses: &[Discourse<'_>],
    read: &[Read],
    question: &Question,
) -> (Classifier, [f32; 2], f32) {
    let train = |groups: Vec<Group>| {
        let examples: Vec<Example> = groups.into_iter().flatten().collect();
        Classifier::train(&examples, 2, question.training)
    };
    let of_fold = |fold: usize| -> Vec<(Vec<f32>, Vec<bool>)> {
        let divide = |inside: bool| -> Vec<Read> {
            // Thresholds are set on articles coded by hand.
            let held =
                |number: usize| in_inner_fold(&articles[number], fold) && articles[number].kind.is_measured();
            read.iter().filter(|row| held(row.0) == inside).cloned().collect()
        };
        let classifier = train((question.make)(articles, discourses, &divide(false)));
        let mut probabilities = Vec::new();
        let mut judge = |group: Group| {
            let likely = |example: &Example| {
                classifier.probabilities(&example.features, &mut probabilities);
                probabilities[1]
            };
            let right = group.iter().map(|example| example.class == 1).collect();
            (group.iter().map(likely).collect(), right)
        };
        let groups = (question.make)(articles, discourses, &divide(true));
        groups.into_iter().map(&mut judge).collect()
    };
    let mut judged: Vec<_> = (0..FOLDS).into_par_iter().flat_map_iter(of_fold).collect();
    let correction = calibrate::yes_or_no(&judged);
    for (probabilities, _) in &mut judged {
        probabilities.iter_mut().for_each(|p| *p = learn::adjusted(*p, correction));
    }
    (train((question.make)(articles, discourses, read)), correction, best_threshold(&judged, question))
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

/// The stance classifier and how sure it may be, told by articles it has not seen.
fn fit_stances(articles: &[Article], discourses: &[Discourse<'_>], read: &[Read]) -> (Classifier, f32) {
    let train = |read: &[Read]| {
        let examples = stance_examples(articles, discourses, read);
        Classifier::train(&examples, Stance::ALL.len(), STANCE)
    };
    let of_fold = |fold: usize| -> Vec<(Vec<f32>, usize)> {
        let inside =
            |number: usize| in_inner_fold(&articles[number], fold) && articles[number].kind.is_measured();
        let (held, learned): (Vec<Read>, Vec<Read>) = read.iter().cloned().partition(|row| inside(row.0));
        let classifier = train(&learned);
        let judge = |example: Example| {
            let mut probabilities = Vec::new();
            classifier.probabilities(&example.features, &mut probabilities);
            (probabilities, example.class)
        };
        stance_examples(articles, discourses, &held).into_iter().map(judge).collect()
    };
    let judged: Vec<_> = (0..FOLDS).into_par_iter().flat_map_iter(of_fold).collect();
    (train(read), calibrate::classes(&judged))
}

/// Fits the whole model on the chosen articles.
pub fn fit(articles: &[Article], discourses: &[Discourse<'_>], chosen: &[usize]) -> Model {
    let (mut read, mut calibration) = unseen_acts(articles, discourses, chosen);
    // Acts gain from spans as they are found; the other labels were measured to lose by them.
    read.retain(|(number, _)| articles[*number].kind != Kind::Found);
    let coded = |number: &&usize| articles[**number].kind == Kind::Coded;
    let golds = || chosen.iter().filter(coded).flat_map(|&number| &articles[number].gold);
    let issues = golds().map(|gold| gold.issues.len()).sum();
    let sides = golds().map(|gold| gold.sides.len()).sum();
    let question =
        Question { make: issue_examples, choose: learn::reaching, training: ISSUE, wanted: issues };
    let (issue, correction, issue_threshold) = fit_question(articles, discourses, &read, &question);
    calibration.issue = correction;
    let question =
        Question { make: addressee_examples, choose: learn::choose, training: ADDRESSEE, wanted: sides };
    let (addressee, correction, addressee_threshold) = fit_question(articles, discourses, &read, &question);
    calibration.addressee = correction;
    let (stance, factor) = fit_stances(articles, discourses, &read);
    calibration.stance = factor;
    Model {
        act: fit_acts(articles, discourses, chosen),
        issue,
        stance,
        addressee,
        calibration,
        thresholds: Thresholds { issue: issue_threshold, addressee: addressee_threshold },
    }
}
