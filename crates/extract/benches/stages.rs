//! Words a second of the record's stages, one thread: `cargo bench -p verbale-extract`, with a file of texts in JSON
//! lines as argument if you like.
//!
//! A bench is an edge: it reads a file, looks at the clock and prints.

use std::hint::black_box;
use std::time::{Duration, Instant};
use verbale_analyze::{Annotations, Model, Scratch, analyze};
use verbale_extract::{Input, attribution, entities, events, figures, statements, terms, times};
use verbale_ingest::{JsonLines, Options};
use verbale_knowledge::Knowledge;
use verbale_text::Document;

const PASSAGE: &str = "Ambassador Ruth Keller said on Tuesday that both governments had accepted a 30-day truce, though \
    neither would say when it begins. \\\"We have not agreed to anything that binds us,\\\" a spokesman for the Northern \
    Army told reporters in Geneva. Officials from Norway and Qatar, who met the delegations twice this week, expect \
    another round of talks before the end of the month. Shelling killed at least 12 people near the port of Latakia \
    overnight, Governor Sami Haddad wrote, and aid convoys waited at the bridge for a third day.";

/// Stages in the order of the pipeline.
const STAGES: [&str; 8] =
    ["language", "attribution", "entities", "times", "statements", "events", "figures", "terms"];

/// How often everything is read; the fastest pass of each stage counts.
const PASSES: usize = 3;

fn main() {
    let path = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let texts = path.map_or_else(
        || {
            format!("{{\"id\": \"1\", \"published\": \"2025-03-17\", \"text\": \"{PASSAGE}\"}}\n")
                .repeat(40)
                .into_bytes()
        },
        |path| std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}")),
    );
    let items = JsonLines::new(texts.as_slice(), Options::new("texts"));
    let documents: Vec<Document> = items.filter_map(|item| Some(item.ok()?.document)).collect();
    let knowledge = Knowledge::builtin();
    let mut scratch = Scratch::default();
    let read = |document: &Document| analyze(document, Model::embedded(), &mut scratch);
    let layers: Vec<Annotations> = documents.iter().map(read).collect();
    let words: usize = layers.iter().map(|layers| layers.words.len()).sum();
    let mut fastest = [Duration::MAX; STAGES.len()];
    for _ in 0..PASSES {
        let mut pass = [Duration::ZERO; STAGES.len()];
        for document in &documents {
            one(document, &knowledge, &mut scratch, &mut pass);
        }
        fastest.iter_mut().zip(pass).for_each(|(held, time)| *held = time.min(*held));
    }
    println!("{words} words, {} documents", documents.len());
    for (stage, time) in STAGES.iter().zip(fastest) {
        let seconds = time.as_secs_f64();
        println!("{stage:12} {seconds:7.3} s {:>12.0} words a second", words as f64 / seconds);
    }
}

/// Reads one document and adds each stage's time.
fn one(document: &Document, knowledge: &Knowledge, scratch: &mut Scratch, pass: &mut [Duration; 8]) {
    let mut stage = 0;
    let mut began = Instant::now();
    let mut done = || {
        pass[stage] += began.elapsed();
        stage += 1;
        began = Instant::now();
    };
    let annotations = analyze(document, Model::embedded(), scratch);
    done();
    let input = Input { document, annotations: &annotations, knowledge };
    let attributions = attribution::find(input);
    done();
    let table = entities::resolve_with(input, &attributions);
    done();
    let found = times::find(input);
    done();
    let statements = statements::build(input, &table, &attributions, &found);
    done();
    black_box(events::find(input, &table, &found, &attributions, &statements));
    done();
    black_box(figures::find(input, &table, &found, &attributions, &statements));
    done();
    black_box(terms::find(input, &table, &found, &statements));
    done();
}
