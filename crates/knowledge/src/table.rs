//! The tables' format: tab-separated text in sections. `[states]` opens a section, the line after it names the
//! columns, every other line is a row; `#` opens a comment, lists inside a cell are parted by `;`.

use thiserror::Error;

/// Why a facts file could not be read.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{file}, line {line}: {kind}")]
pub struct FactsError {
    /// The file, as named by the caller.
    pub file: String,
    /// The line, counted from one.
    pub line: usize,
    /// What is wrong.
    pub kind: FactsProblem,
}

/// What is wrong with a line of a facts file.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum FactsProblem {
    /// A section that does not exist.
    #[error("no section is called [{0}]; there are {known}", known = SECTIONS.join(", "))]
    UnknownSection(String),
    /// A row before any section.
    #[error("a row stands before the first section; open one, as in [holders]")]
    NoSection,
    /// A column that the section does not have.
    #[error("[{section}] has no column {column:?}; it has {known}", known = columns(section).join(", "))]
    UnknownColumn {
        /// The section.
        section: &'static str,
        /// The column's heading.
        column: String,
    },
    /// A row with more cells than there are columns.
    #[error("the row has {found} cells and the section {columns} columns; cells are parted by tabs")]
    TooManyCells {
        /// Cells of the row.
        found: usize,
        /// Columns of the section.
        columns: usize,
    },
    /// A cell that must not be empty.
    #[error("the column {0:?} must not be empty")]
    Empty(&'static str),
    /// A cell whose words are not of its closed list or form.
    #[error("{value:?} is no {what}")]
    Unreadable {
        /// The cell.
        value: String,
        /// What it should be.
        what: &'static str,
    },
    /// A tenure of something no table knows.
    #[error("no state, body or group is called {0:?}; add a row for it first")]
    UnknownParty(String),
}

const SECTIONS: [&str; 9] =
    ["states", "bodies", "groups", "organs", "outlets", "institutes", "holders", "nouns", "first-names"];

fn columns(section: &str) -> &'static [&'static str] {
    match section {
        "states" => &["name", "iso2", "iso3", "names", "adjectives", "people", "capitals", "seats"],
        "bodies" => &["name", "names", "party", "adjectives", "seats"],
        "groups" => &["name", "names", "party", "adjectives", "wings"],
        "organs" => &["name", "names", "party"],
        "outlets" | "institutes" => &["name", "names"],
        "holders" => &["name", "spellings", "gender", "office", "of", "from", "to", "capacity"],
        "nouns" => &["noun", "plural", "sense", "office", "capacity", "gender", "of"],
        _ => &["gender", "names"],
    }
}

/// One row: its section, its cells by column, and where it stands.
pub(crate) struct Row<'t> {
    pub section: &'static str,
    columns: &'t [&'static str],
    cells: Vec<&'t str>,
    file: &'t str,
    line: usize,
}

impl<'t> Row<'t> {
    /// The cell under `column`; empty where the section's heading leaves it out.
    pub fn cell(&self, column: &str) -> &'t str {
        let at = self.columns.iter().position(|name| *name == column);
        at.and_then(|at| self.cells.get(at)).copied().unwrap_or_default()
    }

    /// The cell under `column`, which must not be empty.
    pub fn required(&self, column: &'static str) -> Result<&'t str, FactsError> {
        let cell = self.cell(column);
        if cell.is_empty() { Err(self.error(FactsProblem::Empty(column))) } else { Ok(cell) }
    }

    /// The parts of a list cell.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'t str> + Clone + use<'t> {
        self.cell(column).split(';').map(str::trim).filter(|part| !part.is_empty())
    }

    /// The cell under `column` read by `parse`; none where it is empty.
    pub fn read<T>(
        &self,
        column: &str,
        what: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, FactsError> {
        match self.cell(column) {
            "" => Ok(None),
            cell => match parse(cell) {
                Some(value) => Ok(Some(value)),
                None => Err(self.error(FactsProblem::Unreadable { value: cell.to_owned(), what })),
            },
        }
    }

    /// An error at this row.
    pub fn error(&self, kind: FactsProblem) -> FactsError {
        FactsError { file: self.file.to_owned(), line: self.line, kind }
    }
}

/// Hands every row of `text` to `take`, in order; stops at the first error.
pub(crate) fn read(
    file: &str,
    text: &str,
    mut take: impl FnMut(&Row<'_>) -> Result<(), FactsError>,
) -> Result<(), FactsError> {
    let mut section: Option<&'static str> = None;
    let mut headings: Vec<&'static str> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line_number = number + 1;
        let fail = |kind| FactsError { file: file.to_owned(), line: line_number, kind };
        let line = line.trim_end_matches(['\r', ' ']).trim_start_matches('\u{feff}');
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let known = SECTIONS.iter().find(|known| **known == name);
            section = Some(known.ok_or_else(|| fail(FactsProblem::UnknownSection(name.to_owned())))?);
            headings.clear();
            continue;
        }
        let section = section.ok_or_else(|| fail(FactsProblem::NoSection))?;
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        if headings.is_empty() {
            headings = heading(section, &cells).map_err(fail)?;
            continue;
        }
        if cells.len() > headings.len() {
            return Err(fail(FactsProblem::TooManyCells { found: cells.len(), columns: headings.len() }));
        }
        take(&Row { section, columns: &headings, cells, file, line: line_number })?;
    }
    Ok(())
}

fn heading(section: &'static str, cells: &[&str]) -> Result<Vec<&'static str>, FactsProblem> {
    let known = columns(section);
    let column = |cell: &&str| {
        known
            .iter()
            .find(|known| *known == cell)
            .copied()
            .ok_or_else(|| FactsProblem::UnknownColumn { section, column: (*cell).to_owned() })
    };
    cells.iter().map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::read;
    use proptest::prelude::*;

    fn check(text: &str, expected: Result<&[&str], &str>) {
        let mut rows = Vec::new();
        let result = read("own.tsv", text, |row| {
            rows.push(format!("{}: {} = {:?}", row.section, row.required("name")?, row.cell("names")));
            Ok(())
        });
        match expected {
            Ok(expected) => {
                assert_eq!((result, rows), (Ok(()), expected.iter().map(|row| row.to_string()).collect()))
            }
            Err(message) => assert_eq!(result.map_err(|error| error.to_string()), Err(message.to_owned())),
        }
    }

    #[test]
    fn rows_have_sections_and_headings() {
        check(
            "# mine\n[groups]\nname\tnames\nRed Hill Front\tRHF; the Front\r\nBlue\n",
            Ok(&["groups: Red Hill Front = \"RHF; the Front\"", "groups: Blue = \"\""]),
        );
        check("[outlets]\nnames\tname\n\tThe Evening Bell", Ok(&["outlets: The Evening Bell = \"\""]));
        check("", Ok(&[]));
    }

    #[test]
    fn errors_say_where_and_what() {
        check(
            "Red Hill Front",
            Err("own.tsv, line 1: a row stands before the first section; open one, as in [holders]"),
        );
        check(
            "[outlet]",
            Err("own.tsv, line 1: no section is called [outlet]; there are states, bodies, groups, \
            organs, outlets, institutes, holders, nouns, first-names"),
        );
        check(
            "[outlets]\nname\ttown",
            Err("own.tsv, line 2: [outlets] has no column \"town\"; it has name, names"),
        );
        check(
            "[outlets]\nname\nA\tB",
            Err("own.tsv, line 3: the row has 2 cells and the section 1 columns; \
            cells are parted by tabs"),
        );
        check("[outlets]\nname\tnames\n\tB", Err("own.tsv, line 3: the column \"name\" must not be empty"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "(\\[outlets\\]\nname\n)?\\PC{0,60}(\n\\PC{0,60}){0,4}") {
            let _ = read("any", &text, |row| row.required("name").map(|_| ()));
        }
    }
}
