//! Front matter: what stands between two lines `---` (or `+++`) at the head of a Markdown file.
//!
//! Only plain lines `name: value` (or `name = "value"`) are read; nested YAML says nothing of an article that is
//! read here. The front matter stays in the text, as one block of boilerplate.

use crate::published::parse_published_at;
use jiff::tz::TimeZone;
use verbale_text::{Parts, Span};

/// Front matter is no longer than this; else the mark is a rule above a text.
const LONGEST: usize = 16 * 1024;

/// Where the front matter stands, the marks included. `None` where the text has none.
pub(crate) fn front_matter(text: &str) -> Option<Span> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mark = ["---", "+++"].into_iter().find(|mark| text[start..].starts_with(mark))?;
    let mut at = start;
    let mut fields = 0;
    for (n, line) in text[start..].split_inclusive('\n').enumerate() {
        at += line.len();
        let line = line.trim_end();
        if at - start > LONGEST || (n == 0 && line != mark) {
            return None;
        }
        if n > 0 && line == mark {
            let end = text[..at].trim_end().len();
            return (fields > 0).then(|| Span::new(start as u32, end as u32));
        }
        fields += usize::from(field(line).is_some());
        let is_inside = n == 0
            || field(line).is_some()
            || line.is_empty()
            || line.starts_with([' ', '\t', '-', '#', '[']);
        if !is_inside {
            return None;
        }
    }
    None
}

/// Name and value of a line of front matter.
fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once([':', '='])?;
    let name = name.trim_end();
    let is_name =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    let value = value.trim();
    let quoted = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
    is_name.then_some((name, quoted.unwrap_or(value)))
}

/// Fills in what the front matter says. The person's own word comes after it.
pub(crate) fn fill(front: &str, zone: Option<&TimeZone>, parts: &mut Parts) {
    for (name, value) in front.lines().filter_map(field) {
        let value = || Some(value.to_owned()).filter(|value| !value.is_empty());
        match name.to_ascii_lowercase().as_str() {
            "title" | "headline" => parts.title = value().or(parts.title.take()),
            "date" | "published" | "publishdate" => {
                parts.published =
                    value().and_then(|day| parse_published_at(&day, zone).ok()).or(parts.published);
            }
            "author" | "authors" | "byline" => parts.byline = value().or(parts.byline.take()),
            "source" | "outlet" | "publisher" => parts.source = value().or(parts.source.take()),
            "url" | "link" | "canonical" => parts.url = value().or(parts.url.take()),
            "lang" | "language" => parts.language = value().or(parts.language.take()),
            "id" => parts.id = value().or(parts.id.take()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, read_text};

    #[test]
    fn front_matter_is_read_and_left_out_of_the_body() {
        let text = "---\ntitle: \"Talks resume\"\ndate: 2025-05-21\nsource: Alder Wire\nauthor: Ann Field\ntags:\n  - talks\n---\n\n\
                    The envoys met on Monday and said they would meet again.\n";
        let document = read_text(text.as_bytes(), Options::new("a.md")).expect("small");
        assert_eq!(
            (document.title(), document.source(), document.byline()),
            (Some("Talks resume"), Some("Alder Wire"), Some("Ann Field"))
        );
        assert_eq!(document.published().map(|day| day.to_string()).as_deref(), Some("2025-05-21"));
        assert!(document.offsets().is_identity());
        let blocks: Vec<(&str, &str)> =
            document.blocks().iter().map(|block| (block.kind.as_str(), document.slice(block.span))).collect();
        assert_eq!(blocks.len(), 2);
        assert_eq!(blocks[0].0, "boilerplate");
        assert_eq!(blocks[1], ("paragraph", "The envoys met on Monday and said they would meet again."));
    }

    #[test]
    fn a_rule_above_a_text_is_no_front_matter() {
        for text in [
            "---\nThe envoys met.\n---\n",
            "---\n\n---\n",
            "--- \ntitle: x",
            "Text.\n---\na: b\n---\n",
            "---",
            "",
        ] {
            assert_eq!(front_matter(text), None, "{text:?}");
        }
        assert!(front_matter("\u{feff}+++\ntitle = 'x'\n+++\n").is_some());
    }
}
