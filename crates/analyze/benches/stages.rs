//! Words a second, stage by stage: `cargo bench -p verbale-analyze`, with a text file as argument if you like.
//!
//! A bench is an edge: it reads a file, looks at the clock and prints.

use std::time::{Duration, Instant};
use verbale_analyze::{Model, Scratch, analyze, analyze_words, split};
use verbale_text::{Block, BlockKind, Document, OffsetMap, Parts, Span};

const PASSAGE: &str = "Ambassador Ruth Keller said on Tuesday that both governments had accepted a 30-day truce, though \
    neither would say when it begins. \"We have not agreed to anything that binds us,\" a spokesman for the Northern \
    Army told reporters in Geneva. Officials from Norway and Qatar, who met the delegations twice this week, expect \
    another round of talks before the end of the month. Shelling killed at least 12 people near the port of Latakia \
    overnight, Governor Sami Haddad wrote, and aid convoys waited at the bridge for a third day.\n";

fn main() {
    let path = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let text = path.map_or_else(
        || PASSAGE.repeat(40),
        |path| std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}")),
    );
    let document = document(text);
    let began = Instant::now();
    let model = Model::embedded();
    println!("loading       {:>10.1} ms", began.elapsed().as_secs_f64() * 1e3);

    let mut scratch = Scratch::default();
    let layers = analyze(&document, model, &mut scratch);
    let words = layers.words.len();
    let sentences: Vec<Vec<Span>> = layers
        .sentences
        .iter()
        .map(|sentence| sentence.word_ids().map(|word| layers.words.span(word)).collect())
        .collect();
    println!("words {words}, sentences {}, names {}", sentences.len(), layers.names.len());

    let splitting = fastest(|| drop(split(&document, &mut scratch)));
    let whole = fastest(|| drop(analyze(&document, model, &mut scratch)));
    let network = fastest(|| drop(analyze_words(document.text(), &sentences, model, &mut scratch)));
    let cold = fastest(|| drop(analyze(&document, model, &mut Scratch::default())));
    let rate = |time: Duration| words as f64 / time.as_secs_f64();
    println!("splitting     {:>10.0} words/s", rate(splitting));
    println!("network, tree {:>10.0} words/s", rate(network));
    println!("all stages    {:>10.0} words/s", rate(whole));
    println!("cold scratch  {:>10.0} words/s", rate(cold));
    if let Some(peak) = peak_memory() {
        println!("peak memory   {:>10.1} MiB", peak as f64 / 1024.0);
    }
}

/// The most memory that the process held at once, in KiB, where the system says so.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// The fastest of some runs: what the machine can do when nothing else disturbs it.
fn fastest(mut run: impl FnMut()) -> Duration {
    let timed = (0..15).map(|_| {
        let began = Instant::now();
        run();
        began.elapsed()
    });
    timed.min().unwrap_or_default()
}

/// One paragraph a line.
fn document(text: String) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len() as u32);
        blocks.push(Block { kind: BlockKind::Paragraph, span });
        start = span.end + 1;
    }
    let offsets = OffsetMap::identity(text.len() as u32);
    Document::new(Parts { text, offsets, blocks, ..Parts::default() })
}
