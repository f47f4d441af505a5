//! Where records come from: files that are named, or what an archive holds.

use crate::arguments::{ARCHIVE, About, From};
use crate::output::{Failure, note};
use std::path::{Path, PathBuf};
use verbale::listing::Filter;
use verbale::record::Record;
use verbale::{Engine, Error, InputOptions, Inputs, Project, archive, is_pattern, reading};

/// The records asked for, and whether an input could not be read.
pub struct Source {
    /// The records, in the order given; those of an archive by day of publication.
    pub records: Vec<Record>,
    /// True where an input was rejected: the command's result is not the whole.
    pub incomplete: bool,
}

impl Source {
    /// The exit code of a command that did its work on these records.
    pub fn exit_code(&self) -> u8 {
        if self.incomplete { verbale::ErrorKind::Input.exit_code() } else { 0 }
    }
}

/// The project that a command works for.
pub fn project(about: &About) -> Result<Project, Failure> {
    Ok(Project::find(about.project.as_deref())?)
}

/// The records asked for and the filter, which knows the project's own issues and is checked before anything is read.
pub fn asked(mut filter: Filter, from: &From) -> Result<(Source, Filter), Failure> {
    filter.own_issues = project(&from.about)?.issue_ids();
    filter.check()?;
    Ok((records(from)?, filter))
}

/// How inputs are to be taken.
pub fn input_options(about: &About, project: &Project) -> InputOptions {
    InputOptions {
        published: about.published,
        source: about.source.clone(),
        allow_large: about.allow_large,
        fields: project.fields(),
        sources: project.sources().clone(),
        zone: project.zone().cloned(),
    }
}

/// Reads the files named; a name that is no file is a document of the archive; without names, all documents.
pub fn records(from: &From) -> Result<Source, Failure> {
    let path = from.archive.clone().unwrap_or_else(|| ARCHIVE.into());
    if from.inputs.is_empty() {
        let nothing_given = from.archive.is_none() && !path.exists();
        let archive = archive::open(&path).map_err(|error| match nothing_given {
            true => error.hint("give a FILE, or --archive PATH; verbale read FILE makes an archive"),
            false => error,
        })?;
        return Ok(Source { records: archive::records(&archive)?, incomplete: false });
    }
    let mut source = Source { records: Vec::new(), incomplete: false };
    let is_input = |path: &PathBuf| path.as_os_str() == "-" || path.exists() || is_pattern(path);
    for group in from.inputs.chunk_by(|a, b| is_input(a) == is_input(b)) {
        if is_input(&group[0]) {
            read(group, &from.about, &mut source)?;
        } else {
            held(group, &path, from.archive.is_some(), &mut source)?;
        }
    }
    Ok(source)
}

fn read(paths: &[PathBuf], about: &About, source: &mut Source) -> Result<(), Failure> {
    let project = project(about)?;
    let items: Vec<_> = Inputs::new(paths, input_options(about, &project))?.collect();
    let (records, rejected) = reading::read_in_memory(&Engine::with_project(&project)?, items);
    for reason in &rejected {
        note(format_args!("rejected: {reason}"));
    }
    source.incomplete |= !rejected.is_empty();
    if records.is_empty() && source.records.is_empty() {
        let why = match rejected.is_empty() {
            true => "no documents were found",
            false => "none of the inputs could be read",
        };
        return Err(Error::input(why)
            .hint("give articles as files (docs/formats.md lists the formats), or a folder with some")
            .into());
    }
    source.records.extend(records);
    Ok(())
}

fn held(names: &[PathBuf], path: &Path, told: bool, source: &mut Source) -> Result<(), Failure> {
    if !told && !path.exists() {
        return Err(Error::input(format!("{}: there is no such file", names[0].display()))
            .hint("give files, folders, - for standard input, or --archive PATH and a document's id")
            .into());
    }
    let archive = archive::open(path)?;
    for name in names {
        let row = archive::find(&archive, &name.to_string_lossy())?;
        source.records.push(archive.record(row.key).map_err(Error::from)?);
    }
    Ok(())
}
