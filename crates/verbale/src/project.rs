//! The project file `verbale.toml`: what a desk adds to what the program knows. Nothing is needed to start.
//!
//! Outlets by their names, parties of interest, issues, actors, the time zone, and the names of fields in tables and
//! JSON. Every error names the file, the line and what would be right. `docs/project.md` describes it.

use crate::error::{Error, Result};
use jiff::tz::TimeZone;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::Spanned;
use verbale_extract::statements::{Catalogue, CatalogueIssue, Tell};
use verbale_ingest::FieldMap;
use verbale_knowledge::Knowledge;
use verbale_text::ContentHash;

/// The name that the file has where it is not told.
pub const PROJECT_FILE: &str = "verbale.toml";

/// What a project file says, checked.
#[derive(Clone, Debug, Default)]
pub struct Project {
    file: Option<PathBuf>,
    text: String,
    written: Written,
    zone: Option<TimeZone>,
}

/// The file as it is written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    time_zone: Option<Spanned<String>>,
    parties: Vec<String>,
    cities: Option<Spanned<String>>,
    sources: BTreeMap<String, String>,
    fields: WrittenFields,
    issues: Vec<WrittenIssue>,
    actors: Vec<WrittenActor>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenFields {
    id: Option<String>,
    source: Option<String>,
    url: Option<String>,
    published: Option<String>,
    language: Option<String>,
    title: Option<String>,
    byline: Option<String>,
    text: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenIssue {
    id: Spanned<String>,
    label: Option<String>,
    pole: Option<String>,
    #[serde(default)]
    phrases: Vec<String>,
    #[serde(default)]
    near: Vec<String>,
    #[serde(default, rename = "for")]
    for_pole: Vec<String>,
    #[serde(default)]
    against: Vec<String>,
    /// Whether the built-in issue's phrases go.
    #[serde(default)]
    replace: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenActor {
    name: Spanned<String>,
    kind: Option<String>,
    party: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    roles: Vec<WrittenRole>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRole {
    office: String,
    of: Option<String>,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    capacity: String,
}

impl Project {
    /// Reads the file that is named, else the one in the working directory, where one stands.
    pub fn find(named: Option<&Path>) -> Result<Self> {
        let path = named.unwrap_or(Path::new(PROJECT_FILE));
        match std::fs::read_to_string(path) {
            Ok(text) => Self::from_toml(path, text),
            Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => {
                Ok(Self::default())
            }
            Err(error) => Err(Error::input(format!("{}: {error}", path.display()))
                .hint("give the project file with --project, or leave it out; nothing is needed to start")),
        }
    }

    /// Reads and checks a file's text.
    pub fn from_toml(path: &Path, text: String) -> Result<Self> {
        let written: Written = toml::from_str(&text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            told(path, &text, at, error.message())
        })?;
        let mut project = Self { file: Some(path.to_owned()), text, written, zone: None };
        if let Some(zone) = &project.written.time_zone {
            let named = zones::zone(zone.as_ref());
            project.zone = Some(named.map_err(|what| project.error(zone.span().start, &what))?);
        }
        project.catalogue()?;
        project.add_actors(&mut Knowledge::builtin())?;
        Ok(project)
    }

    /// What is written at a place of the file, and what would be right.
    fn error(&self, at: usize, what: &str) -> Error {
        told(self.file.as_deref().unwrap_or(Path::new(PROJECT_FILE)), &self.text, at, what)
    }

    /// The file, where there is one.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Eight letters that change with what the file says of issues and actors: a text is read anew when they do.
    pub fn digest(&self) -> Option<String> {
        if self.written.issues.is_empty() && self.written.actors.is_empty() && self.written.cities.is_none() {
            return None;
        }
        let cities = self.cities().map(|path| std::fs::metadata(&path).map(|file| (path, file.len())).ok());
        let places = cities.map(|cities| format!("{cities:?}")).unwrap_or_default();
        let said = format!("{:?}{:?}{places}", self.issues_as_said(), self.actors_as_said());
        Some(ContentHash::of(&said).to_string()[..8].to_owned())
    }

    /// The issues without their places in the file.
    fn issues_as_said(&self) -> Vec<String> {
        let said = |issue: &WrittenIssue| {
            let WrittenIssue { id, phrases, near, for_pole, against, replace, .. } = issue;
            format!("{} {phrases:?} {near:?} {for_pole:?} {against:?} {replace}", id.as_ref())
        };
        self.written.issues.iter().map(said).collect()
    }

    fn actors_as_said(&self) -> Vec<String> {
        self.written.actors.iter().flat_map(rows_of).map(|(section, row)| format!("{section}{row}")).collect()
    }

    /// The parties that lists are cut down to.
    pub fn parties(&self) -> &[String] {
        &self.written.parties
    }

    /// The zone that days of publication are told in.
    pub fn zone(&self) -> Option<&TimeZone> {
        self.zone.as_ref()
    }

    /// The names of fields and columns.
    pub fn fields(&self) -> FieldMap {
        let WrittenFields { id, source, url, published, language, title, byline, text } =
            self.written.fields.clone();
        FieldMap { id, source, url, published, language, title, byline, text }
    }

    /// Names of outlets: by what an input calls them, by the domain of an address, or by a folder.
    pub fn sources(&self) -> &BTreeMap<String, String> {
        &self.written.sources
    }

    /// Ids of the issues that are the project's own.
    pub fn issue_ids(&self) -> Vec<String> {
        self.written.issues.iter().map(|issue| issue.id.as_ref().clone()).collect()
    }

    /// The catalogue with the project's issues; `None` where it has none.
    pub fn catalogue(&self) -> Result<Option<Catalogue>> {
        if self.written.issues.is_empty() {
            return Ok(None);
        }
        let mut catalogue = Catalogue::builtin().clone();
        for written in &self.written.issues {
            let id = written.id.as_ref();
            let at = written.id.span().start;
            let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c);
            if id.is_empty() || !id.chars().all(is_id) {
                return Err(self.error(
                    at,
                    "an id has small letters, digits, dots and hyphens, as in \"grain.corridor\"",
                ));
            }
            let held = catalogue.issues.iter().find(|issue| issue.id == *id).cloned();
            if held.is_none()
                && (written.label.is_none() || written.pole.is_none() || written.phrases.is_empty())
            {
                let what = format!("the new issue {id:?} needs a label, a pole and phrases (what names it)");
                return Err(self.error(at, &what));
            }
            let mut issue = held.unwrap_or(CatalogueIssue {
                id: id.clone(),
                about: String::new(),
                pole: String::new(),
                phrases: Vec::new(),
            });
            if written.replace {
                issue.phrases.clear();
            }
            issue.about = written.label.clone().unwrap_or(issue.about);
            issue.pole = written.pole.clone().unwrap_or(issue.pole);
            let lists = [
                (Tell::About, &written.phrases),
                (Tell::Near, &written.near),
                (Tell::For, &written.for_pole),
                (Tell::Against, &written.against),
            ];
            for (tell, phrase) in
                lists.iter().flat_map(|(tell, list)| list.iter().map(|phrase| (*tell, phrase)))
            {
                if !phrase.split_whitespace().next().is_some_and(|word| word.contains(char::is_alphanumeric))
                {
                    return Err(
                        self.error(at, &format!("the phrase {phrase:?} of issue {id:?} starts with no word"))
                    );
                }
                issue.phrases.push((tell, phrase.clone()));
            }
            catalogue.add(issue);
        }
        Ok(Some(catalogue))
    }

    /// The file of towns that the project points at; its path is told from where the project file stands.
    fn cities(&self) -> Option<PathBuf> {
        let written = self.written.cities.as_ref()?;
        let beside = self.file.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
        Some(beside.join(written.as_ref()))
    }

    /// Adds the towns of the project's own file (GeoNames' `cities500.txt`) to the gazetteer.
    pub fn add_cities(&self, knowledge: &mut Knowledge) -> Result<()> {
        let (Some(path), Some(written)) = (self.cities(), &self.written.cities) else { return Ok(()) };
        let at = written.span().start;
        let text = std::fs::read_to_string(&path)
            .map_err(|error| self.error(at, &format!("{}: {error}", path.display())))?;
        knowledge.add_cities(&text).map_err(|error| self.error(at, &format!("{}, {error}", path.display())))
    }

    /// Lays the project's actors over what is known.
    pub fn add_actors(&self, knowledge: &mut Knowledge) -> Result<()> {
        for actor in &self.written.actors {
            let at = actor.name.span().start;
            let cells = actor.aliases.iter().chain([actor.name.as_ref()]);
            if let Some(name) =
                cells.clone().find(|name| name.contains(['\t', '\n', ';', '#']) || name.trim().is_empty())
            {
                let what = format!("{name:?}: a name is one line of words, without semicolons");
                return Err(self.error(at, &what));
            }
            let kind = actor.kind.as_deref().unwrap_or("person");
            if section_of(kind).is_none() {
                let what = format!(
                    "{kind:?} is no kind of actor; there are person, state, group, body, institution, outlet and institute"
                );
                return Err(self.error(at, &what));
            }
            if kind == "person" && actor.roles.is_empty() && actor.party.is_none() {
                return Err(self.error(
                    at,
                    "a person needs a party, or roles with an office and the party it is held of",
                ));
            }
            for (section, row) in rows_of(actor) {
                knowledge
                    .add(PROJECT_FILE, &format!("[{section}]\n{row}\n"))
                    .map_err(|error| self.error(at, &error.kind.to_string()))?;
            }
        }
        Ok(())
    }
}

/// The table that actors of a kind stand in.
fn section_of(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "person" => "holders",
        "state" => "states",
        "group" => "groups",
        "body" => "bodies",
        "institution" => "organs",
        "outlet" => "outlets",
        "institute" => "institutes",
        _ => return None,
    })
}

/// The rows of the facts' tables that an actor is, each with its table: heading and row.
fn rows_of(actor: &WrittenActor) -> Vec<(&'static str, String)> {
    let kind = actor.kind.as_deref().unwrap_or("person");
    let section = section_of(kind).unwrap_or("institutes");
    let (name, aliases) = (actor.name.as_ref(), actor.aliases.join("; "));
    let party = actor.party.as_deref().unwrap_or_default();
    if section != "holders" {
        let row = match section {
            "groups" | "bodies" | "organs" => format!("name\tnames\tparty\n{name}\t{aliases}\t{party}"),
            _ => format!("name\tnames\n{name}\t{aliases}"),
        };
        return vec![(section, row)];
    }
    let heading = "name\tspellings\toffice\tof\tfrom\tto\tcapacity";
    let row = |office: &str, of: &str, role: Option<&WrittenRole>| {
        let (from, to, capacity) =
            role.map_or(("", "", ""), |role| (role.from.as_str(), role.to.as_str(), role.capacity.as_str()));
        (section, format!("{heading}\n{name}\t{aliases}\t{office}\t{of}\t{from}\t{to}\t{capacity}"))
    };
    match actor.roles.as_slice() {
        [] => vec![row("representative", party, None)],
        roles => roles
            .iter()
            .map(|role| row(&role.office, role.of.as_deref().unwrap_or(party), Some(role)))
            .collect(),
    }
}

fn told(path: &Path, text: &str, at: usize, what: &str) -> Error {
    let line = text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1;
    Error::input(format!("{}, line {line}: {what}", path.display()))
        .hint("docs/project.md shows how it is written")
}

mod zones;

#[cfg(test)]
mod tests;
