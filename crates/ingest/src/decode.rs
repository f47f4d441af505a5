//! Bytes → UTF-8 text with nothing removed, the map back to the bytes, and what was odd on the way.

use verbale_text::{OffsetMap, Problem, ProblemKind, RawSpan, RunKind};

/// So many places of one kind of problem are named one by one; the rest is counted.
const PLACES_NAMED: usize = 20;

/// A decoded input.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub text: String,
    pub offsets: OffsetMap,
    pub problems: Vec<Problem>,
}

/// Decodes `bytes` as UTF-8. Invalid bytes become U+FFFD, one for each sequence cut short, as
/// [`String::from_utf8_lossy`] does; everything else is kept as it stands, byte-order mark and NUL included.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let mut offsets = OffsetMap::default();
    let mut invalid = Places::default();
    let mut raw = 0;
    for chunk in bytes.utf8_chunks() {
        let (valid, broken) = (chunk.valid().len() as u32, chunk.invalid().len() as u32);
        text.push_str(chunk.valid());
        offsets.push(RunKind::Copied, valid, RawSpan::new(raw, raw + valid));
        raw += valid;
        if broken > 0 {
            let place = RawSpan::new(raw, raw + broken);
            text.push(char::REPLACEMENT_CHARACTER);
            offsets.push(RunKind::Replaced, char::REPLACEMENT_CHARACTER.len_utf8() as u32, place);
            invalid.add(place);
            raw += broken;
        }
    }
    let mut problems = invalid.problems(ProblemKind::InvalidBytes, invalid_bytes_message(bytes));
    problems.extend(nul_problems(bytes));
    if is_blank(&text) {
        problems.push(empty());
    }
    Decoded { text, offsets, problems }
}

/// The problems of a text that came decoded (a JSON field).
pub(crate) fn text_problems(text: &str) -> Vec<Problem> {
    let mut problems = nul_problems(text.as_bytes());
    if is_blank(text) {
        problems.push(empty());
    }
    problems
}

fn empty() -> Problem {
    Problem { kind: ProblemKind::Empty, raw: None, message: "there is no text".to_owned() }
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control() || c == '\u{feff}')
}

fn invalid_bytes_message(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            "the file starts with the mark of UTF-16 and was read as UTF-8: convert it"
        }
        _ => "bytes that are not UTF-8 became U+FFFD",
    }
}

fn nul_problems(bytes: &[u8]) -> Vec<Problem> {
    let mut nuls = Places::default();
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == 0) {
        nuls.add(RawSpan::new(at as u32, at as u32 + 1));
    }
    nuls.problems(ProblemKind::NulByte, "a NUL byte stands in the text")
}

/// Where a problem was met: the first places, touching ones joined, and how many bytes there were in all.
#[derive(Default)]
struct Places {
    named: Vec<RawSpan>,
    unnamed_bytes: u64,
}

impl Places {
    fn add(&mut self, place: RawSpan) {
        if self.unnamed_bytes > 0 {
            self.unnamed_bytes += u64::from(place.len());
            return;
        }
        if let Some(last) = self.named.last_mut().filter(|last| last.end == place.start) {
            last.end = place.end;
        } else if self.named.len() < PLACES_NAMED {
            self.named.push(place);
        } else {
            self.unnamed_bytes += u64::from(place.len());
        }
    }

    fn problems(self, kind: ProblemKind, message: &str) -> Vec<Problem> {
        let named = self.named.into_iter().map(|raw| Problem {
            kind,
            raw: Some(raw),
            message: format!("{message} ({} in a row)", raw.len()),
        });
        let rest = (self.unnamed_bytes > 0).then(|| Problem {
            kind,
            raw: None,
            message: format!("{message}: {} more further on", self.unnamed_bytes),
        });
        named.chain(rest).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use verbale_text::Span;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, problems: &[&str]) {
        let decoded = decode(bytes);
        assert_eq!(decoded.text, text);
        let found: Vec<String> = decoded.problems.iter().map(Problem::to_string).collect();
        assert_eq!(found, problems);
        assert_eq!(decoded.offsets.text_len() as usize, text.len());
    }

    #[test]
    fn nothing_is_removed() {
        check("\u{feff}One.\r\n\rTwo.\n".as_bytes(), "\u{feff}One.\r\n\rTwo.\n", &[]);
    }

    #[test]
    fn invalid_bytes_are_replaced_and_named() {
        check(
            b"caf\xe9 \xff\xff.",
            "caf\u{fffd} \u{fffd}\u{fffd}.",
            &[
                "bytes that are not UTF-8 became U+FFFD (1 in a row) (byte 3)",
                "bytes that are not UTF-8 became U+FFFD (2 in a row) (byte 5)",
            ],
        );
    }

    #[test]
    fn a_nul_is_kept_and_named() {
        check(b"a\0b", "a\0b", &["a NUL byte stands in the text (1 in a row) (byte 1)"]);
    }

    #[test]
    fn nothing_and_white_space_are_empty() {
        check(b"", "", &["there is no text"]);
        check("\u{feff}\r\n \t".as_bytes(), "\u{feff}\r\n \t", &["there is no text"]);
    }

    #[test]
    fn utf_16_is_told() {
        let problems = decode(b"\xff\xfeA\0").problems;
        assert!(problems[0].message.contains("UTF-16"), "{problems:?}");
    }

    #[test]
    fn many_places_are_counted() {
        let problems = decode(&b"x\xff".repeat(1000)).problems;
        assert_eq!(problems.len(), PLACES_NAMED + 1);
        assert!(problems[PLACES_NAMED].message.ends_with("980 more further on"), "{problems:?}");
    }

    #[test]
    fn a_replaced_character_leads_back_to_its_bytes() {
        // A sequence cut short (e2 82 of e2 82 ac) is one character in the text and two bytes in the file.
        let decoded = decode(b"5 \xe2\x82 each");
        assert_eq!(decoded.text, "5 \u{fffd} each");
        assert_eq!(decoded.offsets.raw_spans(Span::new(2, 5)), [RawSpan::new(2, 4)]);
        assert_eq!(decoded.offsets.raw_spans(Span::new(6, 10)), [RawSpan::new(5, 9)]);
    }
}
