//! `words`: plain text as sentences of words, one a line, for the teacher of `neural/teacher.py` to label.

use std::collections::HashSet;
use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use verbale_analyze::{Scratch, split};
use verbale_ingest::{JsonLines, Options, read_text};
use verbale_text::{Document, Id};

/// What the subcommand takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Text files, JSON-lines files and folders of either.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// JSON lines of articles that are measured on: none of their sentences is written, wherever it stands.
    #[arg(long)]
    leave_out: Vec<PathBuf>,
    /// The file to write.
    #[arg(long)]
    out: PathBuf,
}

/// Shorter sentences teach nothing, longer ones are mostly lists.
const WORDS: std::ops::RangeInclusive<usize> = 3..=80;

/// Reads, splits, drops what stood before, writes.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let mut scratch = Scratch::default();
    let mut known = HashSet::new();
    for document in documents(&arguments.leave_out)? {
        known.extend(sentences(&document, &mut scratch));
    }
    let left_out = known.len();
    let mut out = std::io::BufWriter::new(std::fs::File::create(&arguments.out)?);
    for document in documents(&arguments.inputs)? {
        for sentence in sentences(&document, &mut scratch) {
            if !known.contains(&sentence) {
                writeln!(out, "{sentence}")?;
                known.insert(sentence);
            }
        }
    }
    out.flush()?;
    println!("{} sentences, {left_out} kept out", known.len() - left_out);
    Ok(())
}

/// The documents of files and folders, folders by name.
fn documents(paths: &[PathBuf]) -> Result<Vec<Document>, Box<dyn Error>> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let entries = std::fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path()));
            let mut inside = entries.collect::<Result<Vec<_>, _>>()?;
            inside.sort();
            found.extend(documents(&inside)?);
        } else {
            add_file(path, &mut found).map_err(|error| format!("{}: {error}", path.display()))?;
        }
    }
    Ok(found)
}

fn add_file(path: &Path, found: &mut Vec<Document>) -> Result<(), Box<dyn Error>> {
    let options = Options::new(path.display().to_string());
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("jsonl") => {
            let bytes = std::fs::read(path)?;
            // A line without a text has no sentences either.
            let lines = JsonLines::new(bytes.as_slice(), options);
            found.extend(lines.filter_map(|line| Some(line.ok()?.document)));
        }
        Some("txt" | "md") => found.push(read_text(&std::fs::read(path)?, options)?),
        _ => {}
    }
    Ok(())
}

/// The sentences of a document, their words parted by single spaces.
fn sentences(document: &Document, scratch: &mut Scratch) -> Vec<String> {
    let layers = split(document, scratch);
    let wanted = layers.sentences.iter().filter(|sentence| WORDS.contains(&sentence.words.len()));
    let joined = wanted.map(|sentence| {
        let words = sentence.word_ids().map(|word| document.slice(layers.words.spans[word.index()]));
        words.collect::<Vec<_>>().join(" ")
    });
    joined.collect()
}
