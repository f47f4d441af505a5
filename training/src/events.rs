//! The models of `crates/extract/models/events.vbm`: filters over candidates, learned from the gold records.
//!
//! The figures printed are of articles that the models behind them did not see: the articles are split into
//! folds, and each fold is read by models trained on the others.

use crate::gold::{self, Coded};
use rayon::prelude::*;
use std::error::Error;
use std::path::Path;
use verbale_analyze::classifier::{Classifier, Example, Training};
use verbale_analyze::model::{Card, TrainingData, write};
use verbale_analyze::{Model, Scratch, analyze};
use verbale_evaluate::coded_sentences::{CodedSentence, read_sentences};
use verbale_evaluate::record::score;
use verbale_extract::attribution::Attribution;
use verbale_extract::entities::EntityTable;
use verbale_extract::times::Times;
use verbale_extract::{EventModels, Input, attribution, entities, events, figures, statements, terms, times};
use verbale_knowledge::Knowledge;
use verbale_record::{EventStatus, Record, Statement};

const FOLDS: usize = 5;

/// How the classifiers are trained; chosen by the printed figures.
const TRAINING: Training = Training { epochs: 25, rate: 0.01, decay: 5e-3, at_least: 2, seed: 1 };

/// One article with the layers that events, figures and terms are read from, and the examples it gives.
struct Article<'a> {
    coded: &'a Coded,
    table: EntityTable,
    attributions: Vec<Attribution>,
    times: Times,
    statements: Vec<Statement>,
    examples: Examples,
}

/// The examples of one article.
struct Examples {
    figures: Vec<Example>,
    events: Vec<Example>,
    status: Vec<Example>,
    terms: Vec<Example>,
}

/// Trains on `train` of `folder` and writes the model file.
pub fn train(folder: &Path, sentences: &Path, out: &Path, made: Option<&Path>) -> Result<(), Box<dyn Error>> {
    let (coded, sha256) = gold::read(folder, "train")?;
    let knowledge = Knowledge::builtin();
    let bytes = std::fs::read(sentences).map_err(|error| format!("{}: {error}", sentences.display()))?;
    let sentences = read_sentences(&String::from_utf8(bytes.clone())?)?;
    let examples = sentences.par_iter().map(|sentence| sentence_examples(sentence, &knowledge));
    let of_sentences: Vec<Example> = examples.collect::<Vec<_>>().concat();
    let of_sentences = Classifier::train(&of_sentences, 2, events::SENTENCE_TRAINING);
    let articles: Vec<Article<'_>> =
        coded.par_iter().map(|one| article(one, &knowledge, &of_sentences)).collect();
    let held_out = cross_validate(&articles, &knowledge, &of_sentences);
    if let Some(made) = made {
        let lines: Result<Vec<String>, _> = held_out.iter().map(serde_json::to_string).collect();
        std::fs::write(made, lines?.join("\n"))?;
    }
    let models = models(&articles.iter().collect::<Vec<_>>(), &of_sentences);
    let sections: Vec<Vec<u8>> =
        [&models.figures, &models.events, &models.status, &models.terms, &models.sentences]
            .map(Classifier::write)
            .to_vec();
    let named: Vec<(&str, &[u8])> =
        EventModels::SECTIONS.into_iter().zip(sections.iter().map(Vec::as_slice)).collect();
    std::fs::write(out, write(card(sha256, gold::sha256(&[&bytes])), &named))?;
    Ok(())
}

/// What one coded sentence teaches.
fn sentence_examples(sentence: &CodedSentence, knowledge: &Knowledge) -> Vec<Example> {
    let document = sentence.document();
    let annotations = analyze(&document, Model::embedded(), &mut Scratch::default());
    let input = Input { document: &document, annotations: &annotations, knowledge };
    let attributions = attribution::find(input);
    let statements = statements::build(input, &entities::resolve(input), &attributions, &times::find(input));
    events::sentence_examples(input, &statements, sentence.kind)
}

fn card(sha256: String, of_sentences: String) -> Card {
    Card {
        kind: EventModels::KIND.to_owned(),
        language: "en".to_owned(),
        training_data: vec![
            TrainingData {
                name: "Gold records of news, train".to_owned(),
                licence: "texts their publishers'".to_owned(),
                sha256,
            },
            TrainingData {
                name: "PLOVER coded sentences (Open Event Data Alliance)".to_owned(),
                licence: "CC BY-SA 4.0".to_owned(),
                sha256: of_sentences,
            },
        ],
        seed: TRAINING.seed,
        labels: vec![(
            "status".to_owned(),
            EventStatus::ALL.iter().map(|status| status.as_str().to_owned()).collect(),
        )],
    }
}

fn article<'a>(coded: &'a Coded, knowledge: &Knowledge, sentences: &Classifier) -> Article<'a> {
    let input = Input { document: &coded.document, annotations: &coded.annotations, knowledge };
    let table = entities::resolve(input);
    let attributions = attribution::find(input);
    let times = times::find(input);
    let statements = statements::build(input, &table, &attributions, &times);
    let found = events::examples(sentences, input, &table, &times, &statements, &coded.record);
    let examples = Examples {
        figures: figures::examples(input, &attributions, &coded.record.figures),
        events: found.listed,
        status: found.status,
        terms: terms::examples(input, &statements, &coded.record.terms),
    };
    Article { coded, table, attributions, times, statements, examples }
}

fn models(articles: &[&Article<'_>], sentences: &Classifier) -> EventModels {
    let train = |of: fn(&Examples) -> &[Example], classes: usize| {
        let examples: Vec<Example> =
            articles.iter().flat_map(|article| of(&article.examples).iter().cloned()).collect();
        Classifier::train(&examples, classes, TRAINING)
    };
    EventModels {
        figures: train(|examples| &examples.figures, 2),
        events: train(|examples| &examples.events, 2),
        status: train(|examples| &examples.status, EventStatus::ALL.len()),
        terms: train(|examples| &examples.terms, 2),
        sentences: sentences.clone(),
    }
}

/// Reads every article with models that did not see it, and prints how its record compares.
fn cross_validate(articles: &[Article<'_>], knowledge: &Knowledge, sentences: &Classifier) -> Vec<Record> {
    let folds: Vec<Vec<Record>> = (0..FOLDS)
        .into_par_iter()
        .map(|fold| {
            let rest: Vec<&Article<'_>> = outside(articles, fold).collect();
            let models = models(&rest, sentences);
            let held = articles.iter().skip(fold).step_by(FOLDS);
            held.map(|article| read(article, &models, knowledge)).collect()
        })
        .collect();
    let made: Vec<Record> = folds.into_iter().flatten().collect();
    let gold: Vec<Record> = articles.iter().map(|article| article.coded.record.clone()).collect();
    println!("{}", score(&gold, &made).text(verbale_evaluate::record::Listing::default()));
    made
}

fn outside<'a, 'b>(articles: &'b [Article<'a>], fold: usize) -> impl Iterator<Item = &'b Article<'a>> {
    articles.iter().enumerate().filter(move |(index, _)| index % FOLDS != fold).map(|(_, article)| article)
}

fn read(article: &Article<'_>, models: &EventModels, knowledge: &Knowledge) -> Record {
    let coded = article.coded;
    let input = Input { document: &coded.document, annotations: &coded.annotations, knowledge };
    let (table, statements) = (&article.table, article.statements.as_slice());
    let mut record = Record {
        events: events::find_with(models, input, table, &article.times, statements),
        figures: figures::find_with(models, input, table, &article.times, &article.attributions, statements),
        terms: terms::find_with(models, input, table, &article.times, statements),
        entities: table.clone().into_record(input),
        statements: article.statements.clone(),
        ..Record::default()
    };
    record.document.id = coded.record.document.id.clone();
    record
}
