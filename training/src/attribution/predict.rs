//! Writes predictions for the dev splits, in the shapes that the reference scorers read.

use super::corpora;
use clap::Args;
use rayon::prelude::*;
use serde_json::json;
use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;
use verbale_analyze::model::Check;
use verbale_extract::attribution::model::Model;
use verbale_extract::attribution::{Attribution, Convention, find_by};
use verbale_text::{Document, Span};

/// Options of the subcommand.
#[derive(Args)]
pub struct Options {
    /// Folder that holds `polnear/dev`.
    #[arg(long)]
    data: PathBuf,
    /// Folder that holds the gold records.
    #[arg(long)]
    gold: PathBuf,
    /// The model.
    #[arg(long)]
    model: PathBuf,
    /// Folder to write to.
    #[arg(long)]
    out: PathBuf,
}

/// Writes `polnear/*.ann` and `gold.jsonl`.
pub fn predict(options: &Options) -> Result<(), Box<dyn Error>> {
    let bytes = std::fs::read(&options.model)?;
    let model = Model::read(&bytes, Check::Digest)?;
    let language = verbale_analyze::Model::embedded();
    let find = |document: &Document, convention| {
        let annotations =
            verbale_analyze::analyze(document, language, &mut verbale_analyze::Scratch::default());
        find_by(document, &annotations, &model, convention)
    };
    let polnear = corpora::polnear(&options.data.join("polnear/dev"))?;
    let folder = options.out.join("polnear");
    std::fs::create_dir_all(&folder)?;
    let brat: Vec<(String, String)> = polnear
        .par_iter()
        .map(|article| {
            let found = find(&article.document, Convention::Polnear);
            (article.document.origin().trim_end_matches(".txt").to_owned(), brat(&article.document, &found))
        })
        .collect();
    for (name, standoff) in brat {
        std::fs::write(folder.join(format!("{name}.ann")), standoff)?;
    }
    let (gold, _) = crate::gold::read(&options.gold, "dev")?;
    let lines: Vec<String> = gold
        .par_iter()
        .map(|article| {
            let found = find(&article.document, Convention::Codebook);
            let statements: Vec<_> = found
                .iter()
                .enumerate()
                .map(|(at, one)| {
                    json!({"id": format!("s{at}"), "speakers": [], "source_span": one.source, "cue_span": one.cue,
                        "content_spans": one.content, "quote": one.quote, "act": "assert", "addressees": [],
                        "issues": [], "probability": one.probability})
                })
                .collect();
            json!({"document": {"id": article.document.id()}, "entities": [], "statements": statements,
                "events": [], "figures": [], "terms": []})
            .to_string()
        })
        .collect();
    std::fs::write(options.out.join("gold.jsonl"), lines.join("\n") + "\n")?;
    Ok(())
}

fn brat(document: &Document, found: &[Attribution]) -> String {
    let text = document.text();
    let point = |byte: u32| text[..byte as usize].chars().count();
    let (mut out, mut next) = (String::new(), 1);
    for (number, one) in (1..).zip(found) {
        let mut arguments = String::new();
        let mut role = |role: &str, spans: &[Span]| {
            if spans.is_empty() {
                return;
            }
            let offsets: Vec<String> =
                spans.iter().map(|span| format!("{} {}", point(span.start), point(span.end))).collect();
            let words: Vec<String> =
                spans.iter().map(|span| document.slice(*span).replace('\n', " ")).collect();
            let _ = writeln!(out, "T{next}\t{role} {}\t{}", offsets.join(";"), words.join(" "));
            let _ = write!(arguments, "{role}:T{next} ");
            next += 1;
        };
        role("Source", one.source.as_slice());
        role("Cue", one.cue.as_slice());
        role("Content", &one.content);
        let _ = writeln!(out, "E{number}\t{}", arguments.trim_end());
    }
    out
}
