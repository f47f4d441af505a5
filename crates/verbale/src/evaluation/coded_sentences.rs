//! Measuring types and directions on PLOVER's coded sentences.
//!
//! The model inside the binary has learned from these sentences. So five models are learned here, each from four
//! fifths of them, and each sentence is read with the one that has not seen it.

use super::read_to_string;
use crate::error::{Error, Result};
use crate::pipeline::Engine;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use verbale_analyze::classifier::{Classifier, Example};
use verbale_analyze::{Annotations, Scratch, analyze};
use verbale_evaluate::coded_sentences::{CodedSentence, MadeSentence, SentenceScore, read_sentences};
use verbale_extract::entities::{self, EntityTable};
use verbale_extract::events::{SENTENCE_TRAINING, find_with, sentence_examples, sentence_type};
use verbale_extract::times::{self, Times};
use verbale_extract::{EventModels, Input, attribution, statements};
use verbale_knowledge::Knowledge;
use verbale_record::{EntityId, Event, EventType, Statement};
use verbale_text::Document;

const FOLDS: usize = 5;

/// One sentence with its layers.
struct Layers {
    document: Document,
    annotations: Annotations,
    entities: EntityTable,
    times: Times,
    statements: Vec<Statement>,
    examples: Vec<Example>,
}

/// The file of the sentences under `data`.
pub(super) fn sentence_file(data: &Path) -> PathBuf {
    data.join("data/plover/gold_standard_records.json")
}

/// Reads every sentence with a model that has not seen it, and scores what it is taken for.
pub fn evaluate_sentences(engine: &Engine, data: &Path) -> Result<SentenceScore> {
    let path = sentence_file(data);
    let gold = read_sentences(&read_to_string(&path)?)
        .map_err(|error| Error::input(format!("{}: {error}", path.display())))?;
    let layers: Vec<Layers> =
        gold.par_iter().map_init(Scratch::default, |scratch, gold| layers(engine, gold, scratch)).collect();
    let folds = folds(&gold);
    let made: Vec<Vec<(usize, MadeSentence)>> = (0..FOLDS)
        .into_par_iter()
        .map(|fold| {
            let outside = layers.iter().zip(&folds).filter(|(_, own)| **own != fold);
            let examples: Vec<Example> =
                outside.flat_map(|(layers, _)| layers.examples.iter().cloned()).collect();
            let sentences = Classifier::train(&examples, 2, SENTENCE_TRAINING);
            let models = EventModels { sentences, ..EventModels::builtin().clone() };
            let held = layers.iter().enumerate().filter(|(row, _)| folds[*row] == fold);
            held.map(|(row, layers)| (row, made(engine.knowledge(), &models, layers))).collect()
        })
        .collect();
    let mut made: Vec<(usize, MadeSentence)> = made.into_iter().flatten().collect();
    made.sort_by_key(|(row, _)| *row);
    let mut score = SentenceScore::default();
    made.iter().for_each(|(row, made)| score.add(*row, &gold[*row], made));
    Ok(score)
}

/// The fold of each sentence: every fifth of its type, but a text that comes again stays where it came first.
fn folds(gold: &[CodedSentence]) -> Vec<usize> {
    let mut seen: BTreeMap<EventType, usize> = BTreeMap::new();
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    gold.iter()
        .map(|sentence| {
            let number = seen.entry(sentence.kind).or_default();
            *number += 1;
            *first.entry(sentence.text.as_str()).or_insert(*number % FOLDS)
        })
        .collect()
}

fn layers(engine: &Engine, gold: &CodedSentence, scratch: &mut Scratch) -> Layers {
    let document = gold.document();
    let annotations = analyze(&document, engine.model(), scratch);
    let input = Input { document: &document, annotations: &annotations, knowledge: engine.knowledge() };
    let attributions = attribution::find(input);
    let entities = entities::resolve_with(input, &attributions);
    let times = times::find(input);
    let statements = statements::build(input, &entities, &attributions, &times);
    let examples = sentence_examples(input, &statements, gold.kind);
    Layers { entities, times, statements, examples, document, annotations }
}

/// The type of the sentence, and who refers to whom in the likeliest event of that type.
fn made(knowledge: &Knowledge, models: &EventModels, layers: &Layers) -> MadeSentence {
    let input = Input { document: &layers.document, annotations: &layers.annotations, knowledge };
    let sentences = input.annotations.sentences.ids();
    let coded = sentences.filter_map(|id| sentence_type(models, input, &layers.statements, id)).next();
    let Some(kind) = coded.map(|coded| coded.kind) else { return MadeSentence::default() };
    let events = find_with(models, input, &layers.entities, &layers.times, &layers.statements);
    let of_type = events.iter().filter(|event| event.kind == kind);
    let best = of_type.max_by(|one, other| one.probability.total_cmp(&other.probability));
    let words = |side: fn(&Event) -> &[EntityId]| -> Vec<String> {
        best.map(side).unwrap_or_default().iter().flat_map(|&id| words_for(layers, id)).collect()
    };
    MadeSentence {
        kind: Some(kind),
        actors: words(|event| &event.actors),
        recipients: words(|event| &event.recipients),
    }
}

/// An entity's name and every way the text refers to it.
fn words_for(layers: &Layers, id: EntityId) -> Vec<String> {
    let name = layers.entities.entities.get(id.0 as usize).map(|entity| entity.name.clone());
    let mentions = layers.entities.mentions.iter().filter(|mention| mention.entity == Some(id));
    name.into_iter().chain(mentions.map(|mention| layers.document.slice(mention.span).to_owned())).collect()
}
