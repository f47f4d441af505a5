//! The models of `crates/extract/models/events.vbm`: filters over candidates, learned from the gold records.

use crate::gold::{self, Coded};
use std::error::Error;
use std::path::Path;
use verbale_analyze::classifier::{Classifier, Example, Training};
use verbale_analyze::model::{Card, TrainingData, write};
use verbale_extract::{EventModels, Input, attribution, entities, events, figures, statements, terms, times};
use verbale_knowledge::Knowledge;
use verbale_record::EventStatus;

/// Folds of the cross-validation that the printed figures come from.
const FOLDS: usize = 5;

/// How the classifiers are trained; chosen by the printed figures.
const TRAINING: Training = Training { epochs: 25, rate: 0.01, decay: 5e-3, at_least: 2, seed: 1 };

/// The examples of one article.
struct Examples {
    figures: Vec<Example>,
    events: Vec<Example>,
    status: Vec<Example>,
    terms: Vec<Example>,
}

/// Trains on `train` of `folder` and writes the model file.
pub fn train(folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let (coded, sha256) = gold::read(folder, "train")?;
    let knowledge = Knowledge::builtin();
    let examples: Vec<Examples> = coded.iter().map(|one| examples(one, &knowledge)).collect();
    let figures = filter("figures", examples.iter().map(|one| one.figures.as_slice()).collect());
    let events = filter("events", examples.iter().map(|one| one.events.as_slice()).collect());
    let status =
        classes("status", examples.iter().map(|one| one.status.as_slice()).collect(), EventStatus::ALL.len());
    let terms = filter("terms", examples.iter().map(|one| one.terms.as_slice()).collect());
    let card = Card {
        kind: EventModels::KIND.to_owned(),
        language: "en".to_owned(),
        training_data: vec![TrainingData {
            name: "Gold records of news, train".to_owned(),
            licence: "texts their publishers'".to_owned(),
            sha256,
        }],
        seed: TRAINING.seed,
        labels: vec![(
            "status".to_owned(),
            EventStatus::ALL.iter().map(|status| status.as_str().to_owned()).collect(),
        )],
    };
    let sections: Vec<Vec<u8>> = [figures, events, status, terms].iter().map(Classifier::write).collect();
    let named: Vec<(&str, &[u8])> =
        EventModels::SECTIONS.into_iter().zip(sections.iter().map(Vec::as_slice)).collect();
    std::fs::write(out, write(card, &named))?;
    Ok(())
}

fn examples(coded: &Coded, knowledge: &Knowledge) -> Examples {
    let input = Input { document: &coded.document, annotations: &coded.annotations, knowledge };
    let table = entities::resolve(input);
    let attributions = attribution::find(input);
    let times = times::find(input);
    let statements = statements::build(input, &table, &attributions, &times);
    let events = events::examples(input, &table, &times, &statements, &coded.record);
    Examples {
        figures: figures::examples(input, &attributions, &coded.record.figures),
        events: events.listed,
        status: events.status,
        terms: terms::examples(input, &statements, &coded.record.terms),
    }
}

fn joined(documents: &[&[Example]]) -> Vec<Example> {
    documents.iter().flat_map(|examples| examples.iter().cloned()).collect()
}

/// For every document the class probabilities of its examples, from a model that did not see the document.
fn held_out(documents: &[&[Example]], classes: usize) -> Vec<(usize, Vec<f32>)> {
    let mut judged = Vec::new();
    for fold in 0..FOLDS {
        let (test, train): (Vec<_>, Vec<_>) =
            documents.iter().enumerate().partition(|(index, _)| index % FOLDS == fold);
        let train: Vec<&[Example]> = train.into_iter().map(|(_, examples)| *examples).collect();
        let classifier = Classifier::train(&joined(&train), classes, TRAINING);
        for example in test.into_iter().flat_map(|(_, examples)| examples.iter()) {
            let mut probabilities = Vec::new();
            classifier.probabilities(&example.features, &mut probabilities);
            judged.push((example.class, probabilities));
        }
    }
    judged
}

/// A yes-or-no filter; prints precision, recall and F at several thresholds.
fn filter(name: &str, documents: Vec<&[Example]>) -> Classifier {
    let judged = held_out(&documents, 2);
    let positive = judged.iter().filter(|(class, _)| *class == 1).count();
    println!("{name}: {} candidates, {positive} of them noted", judged.len());
    for step in 3..=14 {
        let threshold = step as f32 * 0.05;
        let made = judged.iter().filter(|(_, probabilities)| probabilities[1] >= threshold).count();
        let hit = judged
            .iter()
            .filter(|(class, probabilities)| *class == 1 && probabilities[1] >= threshold)
            .count();
        let share = |whole: usize| if whole == 0 { 0.0 } else { 100.0 * hit as f64 / whole as f64 };
        let f = 200.0 * hit as f64 / (made + positive).max(1) as f64;
        println!("  from {threshold:.2}  P {:5.1}  R {:5.1}  F {f:5.1}", share(made), share(positive));
    }
    Classifier::train(&joined(&documents), 2, TRAINING)
}

/// A classifier of several classes; prints how often the likeliest one is right.
fn classes(name: &str, documents: Vec<&[Example]>, classes: usize) -> Classifier {
    let judged = held_out(&documents, classes);
    let right = judged.iter().filter(|(class, probabilities)| {
        let best = (0..classes).max_by(|&one, &other| probabilities[one].total_cmp(&probabilities[other]));
        best == Some(*class)
    });
    println!(
        "{name}: {:.1} % of {} right",
        100.0 * right.count() as f64 / judged.len().max(1) as f64,
        judged.len()
    );
    Classifier::train(&joined(&documents), classes, TRAINING)
}
