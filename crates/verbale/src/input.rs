//! Files, folders and standard input become documents, one after the other, in a fixed order.

use crate::error::{Error, Result};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, VecDeque};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use verbale_ingest::{ENDINGS, FieldMap, Found, HARD_LIMIT, Item, Items, Options, Rejected, domain, read};

/// What the person says about the input. What the input says itself comes first.
#[derive(Clone, Debug, Default)]
pub struct InputOptions {
    /// Day of publication, where the input has none.
    pub published: Option<Date>,
    /// Outlet, where the input has none.
    pub source: Option<String>,
    /// Whether files and lines over the usual limit are read.
    pub allow_large: bool,
    /// Names of fields and columns, beside those that are known.
    pub fields: FieldMap,
    /// Names of outlets, by what an input calls them, by the domain of an address, or by a folder.
    pub sources: BTreeMap<String, String>,
    /// Hours from Greenwich that days of publication are told in.
    pub zone: Option<TimeZone>,
}

/// The documents of files, folders, patterns (`news/*.html`) and standard input (`-`), in the order given, folders by
/// name.
pub struct Inputs {
    files: VecDeque<PathBuf>,
    records: Option<Items<'static>>,
    options: InputOptions,
    passed_over: usize,
}

impl Inputs {
    /// Lists the files to read. A path that does not exist is an error before anything is read.
    pub fn new(paths: &[PathBuf], options: InputOptions) -> Result<Self> {
        let mut inputs = Self { files: VecDeque::new(), records: None, options, passed_over: 0 };
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
        if named && !path.exists() && is_pattern(path) {
            return self.list_pattern(path);
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
        options.fields.clone_from(&self.options.fields);
        options.zone.clone_from(&self.options.zone);
        if self.options.allow_large {
            options.limit = HARD_LIMIT;
        }
        options
    }

    /// Lists what a pattern names, for shells that leave that to the program.
    fn list_pattern(&mut self, pattern: &Path) -> Result<()> {
        let wrong = |what: String| Error::input(format!("{}: {what}", pattern.display()));
        let paths = glob::glob(&pattern.to_string_lossy()).map_err(|error| wrong(error.to_string()))?;
        let mut found: Vec<PathBuf> = paths.filter_map(std::result::Result::ok).collect();
        if found.is_empty() {
            return Err(wrong("no file has such a name".to_owned()).hint("look at the folder and the ending"));
        }
        found.sort();
        found.iter().try_for_each(|path| self.list(path, true))
    }

    /// Calls the outlet by the name that the project has for it.
    fn named(&self, mut found: Found) -> Found {
        if self.options.sources.is_empty() {
            return found;
        }
        let document = &found.document;
        let domain = document.url().and_then(domain);
        let told = [document.source(), domain.as_deref()].into_iter().flatten();
        let by_name = told.filter_map(|told| self.options.sources.get(told)).next();
        let by_folder = || {
            let inside = |folder: &&String| Path::new(document.origin()).starts_with(folder);
            self.options.sources.keys().filter(inside).max_by_key(|folder| folder.len())
        };
        let name = by_name.or_else(|| self.options.sources.get(by_folder()?)).cloned();
        if let Some(name) = name {
            found.document.set_source(name);
        }
        found
    }

    /// Opens a file for its documents.
    fn open(&mut self, path: &Path) -> std::result::Result<Items<'static>, Rejected> {
        let origin = path.display().to_string();
        let standard_input = path.as_os_str() == "-";
        let reader: Box<dyn BufRead> = if standard_input {
            Box::new(BufReader::new(std::io::stdin()))
        } else {
            let file = File::open(path);
            let told = |error: std::io::Error| Rejected { origin: origin.clone(), reason: error.to_string() };
            Box::new(BufReader::new(file.map_err(told)?))
        };
        let options = self.read_options(&origin);
        read(if standard_input { "" } else { &origin }, reader, options)
    }
}

/// True where a path names files by a pattern.
pub fn is_pattern(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().iter().any(|byte| b"*?[".contains(byte))
}

/// Whether a file in a folder is read.
fn has_known_ending(path: &Path) -> bool {
    let known = |ending: &str| ENDINGS.contains(&ending);
    path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| known(&ending.to_lowercase()))
}

impl Iterator for Inputs {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.records.as_mut().and_then(Iterator::next) {
                return Some(item.map(|found| self.named(found)).map_err(told));
            }
            self.records = None;
            let path = self.files.pop_front()?;
            match self.open(&path) {
                Ok(items) => self.records = Some(items),
                Err(rejected) => return Some(Err(told(rejected))),
            }
        }
    }
}

/// Names the flag where the reader below speaks of it.
fn told(mut rejected: Rejected) -> Rejected {
    rejected.reason = rejected.reason.replace("or allow larger inputs", "or give --allow-large");
    rejected
}
