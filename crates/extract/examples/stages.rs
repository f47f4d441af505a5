//! Words a second by stage, on texts in JSON lines: `cargo run --release --example stages -- TEXTS.jsonl`.
//! One thread; each stage's own time, summed over all documents.

use std::time::{Duration, Instant};
use verbale_analyze::{Model, Scratch, analyze};
use verbale_extract::{Input, attribution, entities, extract};
use verbale_ingest::{JsonLines, Options};
use verbale_knowledge::Knowledge;

fn main() {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("give a file of texts in JSON lines");
        return;
    };
    let texts = std::fs::read(&path).expect("the texts are readable");
    let knowledge = Knowledge::builtin();
    let mut scratch = Scratch::default();
    let mut times = [Duration::ZERO; 4];
    let mut words = 0;
    for item in JsonLines::new(texts.as_slice(), Options::new("texts")) {
        let Ok(document) = item.map(|found| found.document) else { continue };
        let start = Instant::now();
        let annotations = analyze(&document, Model::embedded(), &mut scratch);
        times[0] += start.elapsed();
        words += annotations.words.len();
        let input = Input { document: &document, annotations: &annotations, knowledge: &knowledge };
        let start = Instant::now();
        let attributions = attribution::find(input);
        times[1] += start.elapsed();
        let start = Instant::now();
        let table = entities::resolve_with(input, &attributions);
        times[2] += start.elapsed();
        std::hint::black_box(table);
        let start = Instant::now();
        std::hint::black_box(extract(input));
        times[3] += start.elapsed();
    }
    println!("{words} words");
    for (stage, time) in ["language", "attribution", "entities", "all of extraction"].iter().zip(times) {
        println!(
            "{stage:18} {:6.2} s  {:9.0} words a second",
            time.as_secs_f64(),
            words as f64 / time.as_secs_f64()
        );
    }
}
