//! Which format an input is, from its name and its first bytes.

/// A format that [`sniff`] tells apart.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Format {
    /// Plain text: [`read_text`](crate::read_text).
    Text,
    /// Markdown: [`read_text`](crate::read_text).
    Markdown,
    /// One JSON object a line: [`JsonLines`](crate::JsonLines).
    JsonLines,
    /// Something that is not read, in words ("a PDF").
    Other(&'static str),
}

/// Byte strings that files of a kind begin with. They win over the name: a PDF called `.txt` is a PDF.
const SIGNATURES: [(&[u8], &str); 9] = [
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive (a .docx, .xlsx or .odt is one)"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"SQLite format 3\0", "an SQLite file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
];

/// Tells the format. `name` is a file name or path (an empty one is allowed), `start` the first bytes
/// (a few kB are enough). What has no telling name or start is plain text.
pub fn sniff(name: &str, start: &[u8]) -> Format {
    if let Some((_, what)) = SIGNATURES.iter().find(|(signature, _)| start.starts_with(signature)) {
        return Format::Other(what);
    }
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let ending = file.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
    match ending.as_str() {
        "txt" | "text" => Format::Text,
        "md" | "markdown" => Format::Markdown,
        "jsonl" | "ndjson" => Format::JsonLines,
        "html" | "htm" | "xhtml" => Format::Other("HTML"),
        "csv" | "tsv" => Format::Other("a table"),
        "xml" | "rss" | "atom" => Format::Other("XML"),
        "warc" => Format::Other("WARC"),
        _ => by_start(start),
    }
}

fn by_start(start: &[u8]) -> Format {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let begins =
        |word: &str| start.get(..word.len()).is_some_and(|bytes| bytes.eq_ignore_ascii_case(word.as_bytes()));
    if begins("<!doctype html") || begins("<html") {
        Format::Other("HTML")
    } else if begins("<?xml") || begins("<rss") || begins("<feed") {
        Format::Other("XML")
    } else if begins("WARC/") {
        Format::Other("WARC")
    } else if start.first() == Some(&b'{') {
        object(&start[1..])
    } else if start.first() == Some(&b'[') && start[1..].trim_ascii_start().starts_with(b"{") {
        Format::Other("a JSON list (write one object a line)")
    } else {
        Format::Text
    }
}

/// After `{`: a quotation mark on the same line begins an object of a line; on a later one, one over many lines.
/// The rest may be cut off, so it is not parsed.
fn object(inside: &[u8]) -> Format {
    let key = inside.trim_ascii_start();
    let skipped = &inside[..inside.len() - key.len()];
    match key.first() {
        Some(b'"' | b'}') if skipped.contains(&b'\n') => {
            Format::Other("one JSON object over many lines (write one object a line)")
        }
        Some(b'"' | b'}') => Format::JsonLines,
        _ => Format::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, start: &[u8], expected: Format) {
        assert_eq!(sniff(name, start), expected, "{name} {start:?}");
    }

    #[test]
    fn names_tell() {
        check("talks.txt", b"{\"a\": 1}", Format::Text);
        check("in/Talks.MD", b"# Talks", Format::Markdown);
        check("C:\\news\\day.ndjson", b"", Format::JsonLines);
        check("page.htm", b"text", Format::Other("HTML"));
    }

    #[test]
    fn starts_tell_where_names_do_not() {
        check("", b"The sides met.", Format::Text);
        check("-", b"\xef\xbb\xbf {\"id\": 7", Format::JsonLines);
        check(
            "day.json",
            b"{\n  \"id\": 7\n}",
            Format::Other("one JSON object over many lines (write one object a line)"),
        );
        check("day.json", b"[\n  {", Format::Other("a JSON list (write one object a line)"));
        check("x", b"[Kyiv] talks", Format::Text);
        check("v1.2/notes", b"<!DOCTYPE html>", Format::Other("HTML"));
        check("x", b"{curly} talk", Format::Text);
        check("x", b"", Format::Text);
    }

    #[test]
    fn signatures_win_over_names() {
        check("memo.txt", b"%PDF-1.7", Format::Other("a PDF"));
        check("day.jsonl", b"\x1f\x8b\x08", Format::Other("gzip"));
    }
}
