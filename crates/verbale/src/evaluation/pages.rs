//! Measuring the HTML reader: pages with the articles they hold.

use crate::error::{Error, Result};
use crate::input::{InputOptions, Inputs};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use verbale_evaluate::Rate;
use verbale_evaluate::pages::{Page, PageScore};
use verbale_ingest::{Found, Source};
use verbale_text::{BlockKind, Document, Span};

#[derive(Deserialize)]
struct Gold {
    #[serde(rename = "articleBody")]
    body: String,
}

/// The gold's file and the pages', in a fixed order.
pub(super) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = super::polnear::files(&folder.join("pages"), "gz")?;
    files.push(folder.join("ground-truth.json"));
    Ok(files)
}

/// Reads every page of `folder` (`pages/NAME.html.gz`) and scores its text against `ground-truth.json`.
pub fn evaluate_pages(folder: &Path) -> Result<PageScore> {
    let path = folder.join("ground-truth.json");
    let gold: BTreeMap<String, Gold> = serde_json::from_str(&super::read_to_string(&path)?)
        .map_err(|error| Error::input(format!("{}: {error}", path.display())))?;
    let mut score = PageScore::default();
    for (name, gold) in &gold {
        let page = folder.join(format!("pages/{name}.html.gz"));
        let item = Inputs::new(std::slice::from_ref(&page), InputOptions::default())?.next();
        let (text, verified) = match item {
            Some(Ok(found)) => (main_text(&found.document), verified(&found)),
            // A page that is not read counts as one without a text.
            _ => (String::new(), Rate::default()),
        };
        score.pages.push(Page::of(name, &gold.body, &text));
        score.words_verified.right += verified.right;
        score.words_verified.of += verified.of;
    }
    Ok(score)
}

/// The article's own text: the blocks of the document that are no captions, bylines or boilerplate.
fn main_text(document: &Document) -> String {
    let is_own = |kind| !matches!(kind, BlockKind::Caption | BlockKind::Byline | BlockKind::Boilerplate);
    let blocks = document.blocks().iter().filter(|block| is_own(block.kind));
    blocks.map(|block| document.slice(block.span)).collect::<Vec<_>>().join("\n")
}

/// How many words of a document its source's bytes reproduce.
fn verified(found: &Found) -> Rate {
    let mut rate = Rate::default();
    let raw = found.raw.as_deref().unwrap_or(found.document.text().as_bytes());
    let source = Source::of(raw);
    let text = found.document.text();
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let spans = found.document.raw_spans(Span::new(start as u32, (start + word.len()) as u32));
        let bytes: Vec<u8> =
            spans.iter().filter_map(|span| raw.get(span.range())).flatten().copied().collect();
        rate.judge(source.stands_for(&bytes, word));
    }
    rate
}
