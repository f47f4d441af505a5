//! CSV and TSV: a first row of names, then one document a row.

use crate::charset::{decode_as, detect};
use crate::json_fields::{document_of, is_known};
use crate::options::{HARD_LIMIT, Options};
use crate::records::{Item, Rejected};
use csv::{ByteRecord, Reader, ReaderBuilder};
use serde_json::{Map, Value};
use std::cell::Cell;
use std::io::{BufRead, Error, Read, Result as IoResult};
use std::rc::Rc;

/// The documents of a table, row by row.
pub(crate) struct Table<R: BufRead> {
    rows: Reader<Capped<R>>,
    left: Rc<Cell<u64>>,
    names: Vec<String>,
    options: Options,
    limit: u64,
    /// Rows read, the one of names included.
    row: u64,
    over: bool,
}

impl<R: BufRead> Table<R> {
    /// Reads the row of names. Without a known name among them nothing can be read.
    pub fn new(reader: R, delimiter: Option<u8>, options: Options) -> Result<Self, Rejected> {
        let limit = options.limit.min(HARD_LIMIT);
        let left = Rc::new(Cell::new(limit));
        let mut reader = reader;
        let refused = |reason: String| Rejected { origin: options.origin.clone(), reason };
        let start = reader.fill_buf().map_err(|error| refused(error.to_string()))?;
        let mark = b"\xef\xbb\xbf";
        let marked = if start.starts_with(mark) { mark.len() } else { 0 };
        let delimiter = delimiter.unwrap_or_else(|| delimiter_of(&start[marked..]));
        reader.consume(marked);
        let capped = Capped { reader, left: Rc::clone(&left) };
        let mut rows =
            ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(capped);
        let mut first = ByteRecord::new();
        rows.read_byte_record(&mut first).map_err(|error| refused(error.to_string()))?;
        let names: Vec<String> = first.iter().map(|name| text(name).trim().to_owned()).collect();
        if !names
            .iter()
            .any(|name| is_known(&plain(name), &options.fields) || is_known(name, &options.fields))
        {
            let names = names.iter().take(8).map(|name| name.chars().take(30).collect::<String>());
            let names = names.collect::<Vec<_>>().join(", ");
            return Err(refused(format!(
                "a table whose first row names no known column ({names}); name one \"text\", or say in verbale.toml \
                 under [fields] which column is which"
            )));
        }
        Ok(Self { rows, left, names, options, limit, row: 1, over: false })
    }

    fn document(&self, row: &ByteRecord) -> Item {
        let origin = format!("{}:{}", self.options.origin, self.row);
        let mut object = Map::new();
        for (name, value) in self.names.iter().zip(row.iter()) {
            let value = text(value);
            // An empty cell says nothing, and so does a name that came before.
            if !value.trim().is_empty() {
                let mapped = is_known(name, &self.options.fields);
                object.entry(if mapped { name.clone() } else { plain(name) }).or_insert(Value::String(value));
            }
        }
        document_of(object, origin.clone(), &self.options)
            .map_err(|reason| Rejected { origin, reason: reason.to_string() })
    }
}

impl<R: BufRead> Iterator for Table<R> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let mut row = ByteRecord::new();
        while !self.over {
            self.left.set(self.limit);
            self.row += 1;
            match self.rows.read_byte_record(&mut row) {
                Ok(false) => return None,
                Ok(true) if row.iter().all(<[u8]>::is_empty) => {}
                Ok(true) => return Some(self.document(&row)),
                Err(error) => {
                    self.over = true;
                    let origin = format!("{}:{}", self.options.origin, self.row);
                    return Some(Err(Rejected {
                        origin,
                        reason: format!("{error}; what follows was not read"),
                    }));
                }
            }
        }
        None
    }
}

/// "Text" and " PUBLISHED " are read as "text" and "published".
fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    if is_known(&lower, &crate::json_fields::FieldMap::default()) { lower } else { name.to_owned() }
}

fn text(bytes: &[u8]) -> String {
    decode_as(bytes, detect(bytes, None)).text
}

/// The delimiter that stands most often in the first line, outside quotation marks.
fn delimiter_of(start: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b'\t', 0), (b';', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in start {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => {
                counts.iter_mut().filter(|(mark, _)| mark == byte).for_each(|(_, count)| *count += 1)
            }
            _ => {}
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(mark, _)| *mark)
}

/// A reader that ends with an error where one row goes on past the limit: a quotation mark that is never closed
/// would else take the rest of the file for one cell.
struct Capped<R> {
    reader: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, into: &mut [u8]) -> IoResult<usize> {
        if self.left.get() == 0 {
            return Err(Error::other("the row is longer than is allowed; is a quotation mark not closed?"));
        }
        let length = self.reader.read(into)?;
        self.left.set(self.left.get().saturating_sub(length as u64));
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render(table: &[u8], options: Options) -> String {
        let mut out = String::new();
        match Table::new(table, None, options) {
            Err(rejected) => out += &rejected.to_string(),
            Ok(rows) => {
                for row in rows {
                    out += &match row {
                        Err(rejected) => format!("{rejected}\n"),
                        Ok(found) => format!(
                            "{} {} {:?} {:?} {:?} {:?}\n",
                            found.document.origin(),
                            found.document.id(),
                            found.document.source(),
                            found.document.published(),
                            found.document.text(),
                            found.document.kept()
                        ),
                    };
                }
            }
        }
        out
    }

    #[test]
    fn rows_are_documents() {
        let table = "\u{feff}ID,Source,Date,Text,Desk\r\n1,Alder,2025-05-21,\"He said \"\"no\"\".\r\nTwice.\",world\r\n\r\n2,,,\"Short, but read.\",\n3,Alder\n";
        insta::assert_snapshot!(render(table.as_bytes(), Options::new("t.csv")), @r#"
        t.csv:2 1 Some("Alder") Some(2025-05-21) "He said \"no\".\r\nTwice." Some("{\"Desk\":\"world\"}")
        t.csv:3 2 None None "Short, but read." None
        t.csv:4: no text: name the field "text" ("body" and "content" are read too), or name yours in verbale.toml
        "#);
    }

    #[test]
    fn delimiters_and_character_sets_are_told() {
        let check = |table: &[u8]| {
            let found: Vec<_> = Table::new(table, None, Options::new("t")).expect("a table").collect();
            assert_eq!(found[0].as_ref().expect("a document").document.text(), "café, they met");
        };
        check("id\ttext\n1\tcafé, they met\n".as_bytes());
        check("id;text\n1;café, they met\n".as_bytes());
        check(b"id,text\n1,\"caf\xe9, they met\"\n");
    }

    #[test]
    fn tables_without_names_and_rows_without_end() {
        assert!(render(b"1,2\n3,4\n", Options::new("t.csv")).contains("names no known column (1, 2)"));
        let mut options = Options::new("t.csv");
        options.fields.text = Some("volltext".to_owned());
        assert!(render(b"nr,volltext\n1,Sie trafen sich.\n", options.clone()).contains("Sie trafen sich."));
        options.limit = 1000;
        let endless = format!("text\nOne.\n\"{}", "x".repeat(100_000));
        assert!(render(endless.as_bytes(), options).contains("is a quotation mark not closed?"));
    }
}
