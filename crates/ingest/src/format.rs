//! Which format an input is, from its name and its first bytes.

/// A format that [`sniff`] tells apart.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// One JSON object a line.
    JsonLines,
    /// Other JSON: an object over many lines, a list, a JSON feed.
    Json,
    /// An HTML page.
    Html,
    /// An RSS or Atom feed.
    Feed,
    /// Rows of cells; the delimiter, where the name tells it.
    Table {
        /// The delimiter.
        delimiter: Option<u8>,
    },
    /// A web archive.
    Warc,
    /// A zip archive that may be a word processor's file.
    Docx,
    /// Something packed with gzip.
    Gzip,
    /// Something that is not read, in words ("a PDF").
    Other(&'static str),
}

/// Byte strings that files of a kind begin with. They win over the name: a PDF called `.txt` is a PDF.
const SIGNATURES: [(&[u8], Format); 10] = [
    (b"%PDF-", Format::Other("a PDF")),
    (b"PK\x03\x04", Format::Docx),
    (b"\x1f\x8b", Format::Gzip),
    (b"BZh", Format::Other("bzip2")),
    (b"\xfd7zXZ\0", Format::Other("xz")),
    (b"\x28\xb5\x2f\xfd", Format::Other("zstd")),
    (b"SQLite format 3\0", Format::Other("an SQLite file")),
    (b"\x89PNG", Format::Other("a picture")),
    (b"\xff\xd8\xff", Format::Other("a picture")),
    (b"\xd0\xcf\x11\xe0", Format::Other("an old Office file (.doc, .xls)")),
];

/// The endings of names that tell a format, and of files that are read out of a folder.
pub const ENDINGS: [&str; 18] = [
    "txt", "text", "md", "markdown", "jsonl", "ndjson", "json", "html", "htm", "xhtml", "csv", "tsv", "xml",
    "rss", "atom", "warc", "docx", "gz",
];

/// Tells the format. `name` is a file name or path (an empty one is allowed), `start` the first bytes
/// (a few kB are enough). What has no telling name or start is plain text.
pub fn sniff(name: &str, start: &[u8]) -> Format {
    if let Some((_, format)) = SIGNATURES.iter().find(|(signature, _)| start.starts_with(signature)) {
        return *format;
    }
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let ending = file.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
    match ending.as_str() {
        "txt" | "text" => Format::Text,
        "md" | "markdown" => Format::Markdown,
        "jsonl" | "ndjson" => Format::JsonLines,
        "html" | "htm" | "xhtml" => Format::Html,
        "csv" => Format::Table { delimiter: None },
        "tsv" => Format::Table { delimiter: Some(b'\t') },
        "rss" | "atom" => Format::Feed,
        "warc" => Format::Warc,
        _ => match by_start(start) {
            Format::Text if ending == "xml" => Format::Feed,
            Format::Text if ending == "json" => Format::Json,
            format => format,
        },
    }
}

fn by_start(start: &[u8]) -> Format {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let begins =
        |word: &str| start.get(..word.len()).is_some_and(|bytes| bytes.eq_ignore_ascii_case(word.as_bytes()));
    if begins("<!doctype html") || begins("<html") {
        Format::Html
    } else if begins("<?xml") || begins("<rss") || begins("<feed") || begins("<rdf") {
        // Old pages begin with the mark of XML too.
        let page =
            memchr::memmem::find(&start[..start.len().min(1024)].to_ascii_lowercase(), b"<html").is_some();
        if page { Format::Html } else { Format::Feed }
    } else if begins("<!--") && memchr::memmem::find(&start.to_ascii_lowercase(), b"<html").is_some() {
        Format::Html
    } else if begins("WARC/") {
        Format::Warc
    } else if start.first() == Some(&b'{') {
        object(&start[1..])
    } else if start.first() == Some(&b'[') && start[1..].trim_ascii_start().starts_with(b"{") {
        Format::Json
    } else {
        Format::Text
    }
}

/// After `{`: a quotation mark on the same line begins an object of a line; on a later one, one over many lines.
/// The rest may be cut off, so it is not parsed. A JSON feed is one object even where it is one line.
fn object(inside: &[u8]) -> Format {
    let key = inside.trim_ascii_start();
    let skipped = &inside[..inside.len() - key.len()];
    match key.first() {
        Some(b'"' | b'}') if skipped.contains(&b'\n') => Format::Json,
        Some(b'"')
            if memchr::memmem::find(&key[..key.len().min(512)], b"//jsonfeed.org/version").is_some() =>
        {
            Format::Json
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
        check("page.htm", b"text", Format::Html);
        check("day.tsv", b"a\tb", Format::Table { delimiter: Some(b'\t') });
    }

    #[test]
    fn starts_tell_where_names_do_not() {
        check("", b"The sides met.", Format::Text);
        check("-", b"\xef\xbb\xbf {\"id\": 7", Format::JsonLines);
        check("day.json", b"{\n  \"id\": 7\n}", Format::Json);
        check("day.json", b"[\n  {", Format::Json);
        check("feed.json", b"{\"version\": \"https://jsonfeed.org/version/1.1\"", Format::Json);
        check("feed.xml", b"<?xml version=\"1.0\"?><rss>", Format::Feed);
        check("old.xml", b"<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC><HTML>", Format::Html);
        check("c", b"WARC/1.1\r\n", Format::Warc);
        check("x", b"[Kyiv] talks", Format::Text);
        check("v1.2/notes", b"<!DOCTYPE html>", Format::Html);
        check("x", b"{curly} talk", Format::Text);
        check("x", b"", Format::Text);
    }

    #[test]
    fn signatures_win_over_names() {
        check("memo.txt", b"%PDF-1.7", Format::Other("a PDF"));
        check("day.jsonl", b"\x1f\x8b\x08", Format::Gzip);
        check("a.docx", b"PK\x03\x04", Format::Docx);
    }
}
