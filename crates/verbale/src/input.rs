//! Files, folders and standard input become documents, one after the other, in a fixed order.

use crate::error::{Error, Result};
use jiff::civil::Date;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use verbale_ingest::{Format, HARD_LIMIT, JsonLines, Options, Reason, check_size, read_text, sniff};
use verbale_text::Document;

/// What the person says about the input. What the input says itself comes first.
#[derive(Clone, Debug, Default)]
pub struct InputOptions {
    /// Day of publication, where the input has none.
    pub published: Option<Date>,
    /// Outlet, where the input has none.
    pub source: Option<String>,
    /// Whether files and lines over the usual limit are read.
    pub allow_large: bool,
}

/// A document found in the input.
#[derive(Clone, Debug)]
pub struct Found {
    /// The document.
    pub document: Document,
    /// The bytes it was read from, where they are not its text's own.
    pub raw: Option<Vec<u8>>,
}

/// An input that could not be read, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rejected {
    /// File or line.
    pub origin: String,
    /// Why.
    pub reason: String,
}

impl std::fmt::Display for Rejected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.origin, self.reason)
    }
}

/// One item of the input.
pub type Item = std::result::Result<Found, Rejected>;

/// The documents of files, folders and standard input (`-`), in the order given, folders by name.
pub struct Inputs {
    files: VecDeque<PathBuf>,
    lines: Option<JsonLines<Box<dyn BufRead>>>,
    options: InputOptions,
    passed_over: usize,
}

/// First bytes that tell the format.
const START: usize = 8 * 1024;

impl Inputs {
    /// Lists the files to read. A path that does not exist is an error before anything is read.
    pub fn new(paths: &[PathBuf], options: InputOptions) -> Result<Self> {
        let mut inputs = Self { files: VecDeque::new(), lines: None, options, passed_over: 0 };
        for path in paths {
            inputs.list(path, true)?;
        }
        Ok(inputs)
    }

    /// Files still to be opened.
    pub fn files_left(&self) -> usize {
        self.files.len()
    }

    /// Files in folders that were passed over because their ending is not one that is read.
    pub fn passed_over(&self) -> usize {
        self.passed_over
    }

    /// A file that is named is read whatever its name; of a folder, those with a known ending. Hidden files
    /// and folders in a folder are passed over.
    fn list(&mut self, path: &Path, named: bool) -> Result<()> {
        let told = |error: std::io::Error| {
            Error::input(format!("{}: {error}", path.display()))
                .hint("give files, folders, or - for standard input")
        };
        if path.as_os_str() == "-" {
            self.files.push_back(path.to_owned());
            return Ok(());
        }
        if !std::fs::metadata(path).map_err(told)?.is_dir() {
            match named || has_known_ending(path) {
                true => self.files.push_back(path.to_owned()),
                false => self.passed_over += 1,
            }
            return Ok(());
        }
        let entries = std::fs::read_dir(path).map_err(told)?;
        let mut inside =
            entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>().map_err(told)?;
        inside.sort();
        for entry in inside {
            let hidden = entry.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            // A link may lead back up: only real folders are entered.
            let linked_folder = entry.is_symlink() && entry.is_dir();
            if !hidden && !linked_folder && entry.exists() {
                self.list(&entry, false)?;
            }
        }
        Ok(())
    }

    fn read_options(&self, origin: &str) -> Options {
        let mut options = Options::new(origin);
        options.source.clone_from(&self.options.source);
        options.published = self.options.published;
        if self.options.allow_large {
            options.limit = HARD_LIMIT;
        }
        options
    }

    /// Opens a file: a text is one document; of JSON lines, each line will be one.
    fn open(&mut self, path: &Path) -> std::result::Result<Option<Found>, String> {
        let origin = path.display().to_string();
        let standard_input = path.as_os_str() == "-";
        let mut reader: Box<dyn BufRead> = if standard_input {
            Box::new(BufReader::new(std::io::stdin()))
        } else {
            Box::new(BufReader::new(File::open(path).map_err(|error| error.to_string())?))
        };
        let mut start = Vec::new();
        reader.by_ref().take(START as u64).read_to_end(&mut start).map_err(|error| error.to_string())?;
        let format = sniff(if standard_input { "" } else { &origin }, &start);
        let mut whole: Box<dyn BufRead> = Box::new(std::io::Cursor::new(start).chain(reader));
        let options = self.read_options(&origin);
        match format {
            Format::Other(what) => Err(format!("this is {what}; .txt, .md and .jsonl are read")),
            Format::JsonLines => {
                self.lines = Some(JsonLines::new(whole, options));
                Ok(None)
            }
            Format::Text | Format::Markdown => {
                // One byte over the limit is enough to know that it is too large.
                let mut bytes = Vec::new();
                let limit = options.limit.min(HARD_LIMIT) + 1;
                if !standard_input && let Ok(facts) = std::fs::metadata(path) {
                    check_size(facts.len(), &options).map_err(|error| size_message(&error))?;
                }
                whole.by_ref().take(limit).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
                let document = read_text(&bytes, options).map_err(|error| size_message(&error))?;
                let raw = (!document.offsets().is_identity()).then_some(bytes);
                Ok(Some(Found { document, raw }))
            }
        }
    }
}

fn size_message(error: &verbale_ingest::TooLarge) -> String {
    format!("{} bytes, more than the {} allowed; split it, or give --allow-large", error.bytes, error.limit)
}

/// The endings of files that are read from a folder.
fn has_known_ending(path: &Path) -> bool {
    let known = |ending: &str| ["txt", "text", "md", "markdown", "jsonl", "ndjson"].contains(&ending);
    path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| known(&ending.to_lowercase()))
}

impl Iterator for Inputs {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            while let Some(line) = self.lines.as_mut().and_then(Iterator::next) {
                match line {
                    Ok(document) => return Some(Ok(Found { document, raw: None })),
                    // Nothing stands in a blank line, so nothing is lost with it.
                    Err(rejection) if rejection.reason == Reason::Blank => {}
                    Err(rejection) => {
                        let origin = format!("{}:{}", rejection.origin, rejection.line);
                        return Some(Err(Rejected { origin, reason: rejection.reason.to_string() }));
                    }
                }
            }
            self.lines = None;
            let path = self.files.pop_front()?;
            match self.open(&path) {
                Ok(Some(found)) => return Some(Ok(found)),
                Ok(None) => {}
                Err(reason) => return Some(Err(Rejected { origin: path.display().to_string(), reason })),
            }
        }
    }
}
