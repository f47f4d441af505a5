//! Files, folders and standard input become documents, one after the other, in a fixed order.

use crate::error::{Error, Result};
use jiff::civil::Date;
use std::collections::VecDeque;
use std::io::Read;
use std::path::{Path, PathBuf};
use verbale_text::{Block, BlockKind, Document, OffsetMap, Parts, Span};

/// What the person says about the input.
#[derive(Clone, Debug, Default)]
pub struct InputOptions {
    /// Day of publication, where the input has none.
    pub published: Option<Date>,
    /// Outlet, where the input has none.
    pub source: Option<String>,
}

/// A document found in the input.
#[derive(Clone, Debug)]
pub struct Found {
    /// The document.
    pub document: Document,
}

/// An input that could not be read, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rejected {
    /// File or line.
    pub origin: String,
    /// Why.
    pub reason: String,
}

/// The documents of files, folders and standard input (`-`), in the order given, folders by name.
pub struct Inputs {
    paths: VecDeque<PathBuf>,
    ready: VecDeque<std::result::Result<Found, Rejected>>,
    options: InputOptions,
}

impl Inputs {
    /// Lists the files to read. A path that does not exist is an error before anything is read.
    pub fn new(paths: &[PathBuf], options: InputOptions) -> Result<Self> {
        let mut files = VecDeque::new();
        for path in paths {
            list(path, &mut files)?;
        }
        Ok(Self { paths: files, ready: VecDeque::new(), options })
    }

    fn open(&mut self, path: &Path) {
        let origin = path.display().to_string();
        let bytes = if origin == "-" {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        } else {
            std::fs::read(path)
        };
        match bytes {
            Err(error) => self.ready.push_back(Err(Rejected { origin, reason: error.to_string() })),
            Ok(bytes) => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                if path.extension().is_some_and(|extension| extension == "jsonl") || text.starts_with('{') {
                    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty())
                    {
                        let origin = format!("{origin}:{}", number + 1);
                        self.ready.push_back(self.line(line, origin));
                    }
                } else {
                    let found = self.document(Parts { origin, text, ..Parts::default() });
                    self.ready.push_back(Ok(found));
                }
            }
        }
    }

    fn line(&self, line: &str, origin: String) -> std::result::Result<Found, Rejected> {
        let value: serde_json::Value = serde_json::from_str(line)
            .map_err(|error| Rejected { origin: origin.clone(), reason: error.to_string() })?;
        let field = |name: &str| value[name].as_str().map(str::to_owned);
        Ok(self.document(Parts {
            id: field("id"),
            origin,
            source: field("source"),
            url: field("url"),
            published: field("published").and_then(|day| day.get(..10)?.parse().ok()),
            title: field("title"),
            text: field("text").unwrap_or_default(),
            ..Parts::default()
        }))
    }

    fn document(&self, mut parts: Parts) -> Found {
        parts.source = parts.source.or_else(|| self.options.source.clone());
        parts.published = parts.published.or(self.options.published);
        parts.offsets = OffsetMap::identity(parts.text.len() as u32);
        let mut start = 0;
        for line in parts.text.split_inclusive('\n') {
            let span = Span::new(start, start + line.len() as u32).trimmed(&parts.text);
            start += line.len() as u32;
            if !span.is_empty() {
                parts.blocks.push(Block { kind: BlockKind::Paragraph, span });
            }
        }
        Found { document: Document::new(parts) }
    }
}

impl Iterator for Inputs {
    type Item = std::result::Result<Found, Rejected>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.ready.pop_front() {
                return Some(found);
            }
            let path = self.paths.pop_front()?;
            self.open(&path);
        }
    }
}

/// The endings of files that are read from a folder.
const ENDINGS: [&str; 3] = ["txt", "md", "jsonl"];

fn list(path: &Path, files: &mut VecDeque<PathBuf>) -> Result<()> {
    if path.as_os_str() == "-" || path.is_file() {
        files.push_back(path.to_owned());
        return Ok(());
    }
    let entries = std::fs::read_dir(path).map_err(|error| {
        Error::input(format!("{}: {error}", path.display()))
            .hint("give files, folders, or - for standard input")
    })?;
    let mut inside: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    inside.sort();
    for entry in inside {
        let readable =
            entry.extension().and_then(|ending| ending.to_str()).is_some_and(|e| ENDINGS.contains(&e));
        if entry.is_dir() || readable {
            list(&entry, files)?;
        }
    }
    Ok(())
}
