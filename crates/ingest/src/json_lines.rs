//! JSON lines: one object a line, each a document or a rejection that says why. Nothing is lost: as many
//! items come out as there are lines.

use crate::decode::decode;
use crate::json_fields::document_of;
use crate::options::{HARD_LIMIT, Options};
use crate::records::Found;
use serde_json::Value;
use std::io::{BufRead, ErrorKind};
use verbale_text::{Problem, ProblemKind};

/// Why a line is no document.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Reason {
    /// White space only.
    #[error("the line is blank")]
    Blank,
    /// Over the options' limit; the line was skipped unread.
    #[error(
        "the line has {bytes} bytes, more than the {limit} allowed; split the text, or allow larger inputs"
    )]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// What is allowed.
        limit: u64,
    },
    /// Not JSON.
    #[error("not JSON: {message}; each line must be one whole object")]
    NotJson {
        /// The parser's words, with the column.
        message: String,
    },
    /// JSON, but no object.
    #[error("JSON, but no object; each line must be an object with a \"text\"")]
    NotAnObject,
    /// No field that holds the text.
    #[error(
        "no text: name the field \"text\" (\"body\" and \"content\" are read too), or name yours in verbale.toml"
    )]
    NoText,
    /// The field that should hold the text holds something else.
    #[error("\"{field}\" is {found} where a string belongs")]
    TextIsNoString {
        /// The field.
        field: String,
        /// What it holds.
        found: &'static str,
    },
    /// The field that holds markup is none that can be read.
    #[error("the markup of the text: {message}")]
    Markup {
        /// Why.
        message: String,
    },
    /// The input could not be read on; this is the last item.
    #[error("reading failed: {message}; what follows was not read")]
    Unreadable {
        /// The system's words.
        message: String,
    },
}

/// A line that is no document.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{origin}:{line}: {reason}")]
pub struct Rejection {
    /// Path or URL.
    pub origin: String,
    /// The line, from 1.
    pub line: u64,
    /// Why.
    pub reason: Reason,
}

/// Reads one object a line. The title stays apart from the text; spans are bytes of the decoded text field.
#[derive(Debug)]
pub struct JsonLines<R> {
    reader: R,
    options: Options,
    line: u64,
    buffer: Vec<u8>,
    failed: bool,
}

impl<R: BufRead> JsonLines<R> {
    /// Reads from `reader`, a line at a time.
    pub fn new(reader: R, options: Options) -> Self {
        Self { reader, options, line: 0, buffer: Vec::new(), failed: false }
    }

    /// How many lines have been read: documents and rejections together.
    pub fn lines_read(&self) -> u64 {
        self.line
    }

    /// Fills the buffer with the next line, without its line feed. `Ok(None)` at the end of the input.
    /// A line over `limit` is counted but not kept.
    fn fill(&mut self, limit: u64) -> std::io::Result<Option<u64>> {
        self.buffer.clear();
        let mut length = 0;
        let mut begun = false;
        loop {
            let available = match self.reader.fill_buf() {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                other => other?,
            };
            if available.is_empty() {
                return Ok(begun.then_some(length));
            }
            begun = true;
            let feed = available.iter().position(|&byte| byte == b'\n');
            let part = &available[..feed.unwrap_or(available.len())];
            length += part.len() as u64;
            if length <= limit {
                self.buffer.extend_from_slice(part);
            }
            let used = part.len() + usize::from(feed.is_some());
            self.reader.consume(used);
            if feed.is_some() {
                return Ok(Some(length));
            }
        }
    }

    fn document(&self, bytes: u64, limit: u64) -> Result<Found, Reason> {
        if bytes > limit {
            return Err(Reason::TooLarge { bytes, limit });
        }
        let mut line = self.buffer.as_slice();
        if self.line == 1 {
            line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        }
        if line.trim_ascii().is_empty() {
            return Err(Reason::Blank);
        }
        let decoded = decode(line);
        let value = serde_json::from_str(&decoded.text).map_err(|error| Reason::NotJson {
            message: error.to_string().replace(" at line 1 column", ", column"),
        })?;
        let Value::Object(object) = value else { return Err(Reason::NotAnObject) };
        let mut found = document_of(object, format!("{}:{}", self.options.origin, self.line), &self.options)?;
        // Where in the line, not in the text: the bytes belong to the JSON, so no source span is given.
        found.document.add_problems(
            decoded
                .problems
                .into_iter()
                .filter(|problem| problem.kind == ProblemKind::InvalidBytes)
                .map(|problem| Problem { message: format!("{problem} of the line"), raw: None, ..problem }),
        );
        Ok(found)
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<Found, Rejection>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let limit = self.options.limit.min(HARD_LIMIT);
        let filled = self.fill(limit);
        self.line += 1;
        let found = match filled {
            Ok(None) => {
                self.line -= 1;
                return None;
            }
            Ok(Some(bytes)) => self.document(bytes, limit),
            Err(error) => {
                self.failed = true;
                Err(Reason::Unreadable { message: error.to_string() })
            }
        };
        Some(found.map_err(|reason| Rejection {
            origin: self.options.origin.clone(),
            line: self.line,
            reason,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One line a line: what became of it.
    fn render(input: &[u8], options: Options) -> String {
        let mut lines = JsonLines::new(input, options);
        let mut out = String::new();
        for item in lines.by_ref() {
            match item {
                Ok(Found { document, .. }) => {
                    out += &format!(
                        "{} id={} source={:?} published={:?} title={:?} text={:?}",
                        document.origin(),
                        document.id(),
                        document.source(),
                        document.published(),
                        document.title(),
                        document.text()
                    );
                    document.problems().iter().for_each(|problem| out += &format!("\n    {problem}"));
                }
                Err(rejection) => out += &rejection.to_string(),
            }
            out.push('\n');
        }
        assert_eq!(out.lines().filter(|line| !line.starts_with("    ")).count() as u64, lines.lines_read());
        out
    }

    #[test]
    fn fields_go_by_several_names() {
        let input = concat!(
            "\u{feff}{\"id\": 7, \"source\": \"Harbour Post\", \"published\": \"2025-03-02\", \"title\": \"Truce\", \"text\": \"They agreed.\"}\r\n",
            "{\"id\": \"b\", \"link\": \"https://example.org/b\", \"published\": \"Mon, 03 Mar 2025 10:00:00 GMT\", \"body\": \"They did not.\"}\n",
            "{\"id\": \"c\", \"text\": null, \"content\": \"Caf\\u00e9 talks.\"}",
        );
        insta::assert_snapshot!(render(input.as_bytes(), Options::new("day.jsonl")), @r#"
        day.jsonl:1 id=7 source=Some("Harbour Post") published=Some(2025-03-02) title=Some("Truce") text="They agreed."
        day.jsonl:2 id=b source=None published=Some(2025-03-03) title=None text="They did not."
        day.jsonl:3 id=c source=None published=None title=None text="Café talks."
        "#);
    }

    #[test]
    fn odd_fields_are_left_open_and_odd_lines_rejected() {
        let input = concat!(
            "{\"id\": 1.5, \"published\": \"soon\", \"title\": [\"a\"], \"text\": \"Still read.\"}\n",
            "{\"id\": \"e\", \"text\": \"\"}\n",
            "\n",
            "{\"id\": 2, \"text\": \"cut\n",
            "[1, 2]\n",
            "{\"id\": 3, \"title\": \"No text\"}\n",
            "{\"id\": 4, \"text\": {\"en\": \"x\"}}\n",
            "{\"id\": 5, \"text\": \"nul \\u0000 here\"}\n",
        );
        insta::assert_snapshot!(render(input.as_bytes(), Options::new("odd.jsonl")), @r#"
        odd.jsonl:1 id=84d57997e4dec317866382c7768b4ed63ab271dda12ac017ca6d7b6b889f79ad source=None published=None title=None text="Still read."
            "id" is a number where a string belongs
            "title" is a list where a string belongs
            "soon" is no date that can be read; write 2025-05-21, 2025-05-21T12:36:25Z or Wed, 21 May 2025 12:36:25 GMT
        odd.jsonl:2 id=e source=None published=None title=None text=""
            there is no text
        odd.jsonl:3: the line is blank
        odd.jsonl:4: not JSON: EOF while parsing a string, column 22; each line must be one whole object
        odd.jsonl:5: JSON, but no object; each line must be an object with a "text"
        odd.jsonl:6: no text: name the field "text" ("body" and "content" are read too), or name yours in verbale.toml
        odd.jsonl:7: "text" is an object where a string belongs
        odd.jsonl:8 id=5 source=None published=None title=None text="nul \0 here"
            a NUL byte stands in the text (1 in a row) (byte 4)
        "#);
    }

    #[test]
    fn options_fill_what_the_line_leaves_open() {
        let mut options = Options::new("x.jsonl");
        options.source = Some("wire".to_owned());
        options.published = Some(jiff::civil::date(2025, 3, 4));
        let input = "{\"id\": 1, \"text\": \"A.\"}\n{\"id\": 2, \"source\": \"own\", \"published\": \"2025-01-01\", \"text\": \"B.\"}\n";
        insta::assert_snapshot!(render(input.as_bytes(), options), @r#"
        x.jsonl:1 id=1 source=Some("wire") published=Some(2025-03-04) title=None text="A."
        x.jsonl:2 id=2 source=Some("own") published=Some(2025-01-01) title=None text="B."
        "#);
    }

    #[test]
    fn a_line_over_the_limit_is_skipped_and_the_next_one_read() {
        let mut options = Options::new("long.jsonl");
        options.limit = 30;
        let input =
            format!("{{\"text\": \"{}\"}}\n{{\"id\": 1, \"text\": \"Short.\"}}\n", "x".repeat(100_000));
        insta::assert_snapshot!(render(input.as_bytes(), options), @r#"
        long.jsonl:1: the line has 100012 bytes, more than the 30 allowed; split the text, or allow larger inputs
        long.jsonl:2 id=1 source=None published=None title=None text="Short."
        "#);
    }

    #[test]
    fn invalid_bytes_in_a_line_are_told_by_their_place_in_the_line() {
        insta::assert_snapshot!(render(b"{\"id\": 1, \"text\": \"caf\xe9\"}\n", Options::new("latin.jsonl")), @r#"
        latin.jsonl:1 id=1 source=None published=None title=None text="caf�"
            bytes that are not UTF-8 became U+FFFD (1 in a row) (byte 22) of the line
        "#);
    }

    #[test]
    fn a_reader_that_fails_ends_the_input_with_a_rejection() {
        struct Broken;
        impl std::io::Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                Err(std::io::Error::other("disk gone"))
            }
        }
        let input = std::io::Read::chain(&b"{\"id\": 1, \"text\": \"A.\"}\n{\"id\": 2"[..], Broken);
        let found: Vec<_> = JsonLines::new(std::io::BufReader::new(input), Options::new("d.jsonl")).collect();
        assert_eq!(found.len(), 2);
        assert!(found[0].is_ok());
        let rejection = found[1].as_ref().unwrap_err();
        assert_eq!(rejection.to_string(), "d.jsonl:2: reading failed: disk gone; what follows was not read");
    }
}
