//! RSS, Atom and JSON feeds kept as files: each item a document whose source is the item's own bytes.

use crate::blocks::find_blocks;
use crate::charset::{decode_as, detect};
use crate::decode::{Decoded, text_problems};
use crate::html;
use crate::json_fields::{document_of, looks_like_markup};
use crate::options::Options;
use crate::records::{Found, Item, Rejected};
use crate::xml::{Piece, Pieces, Value, attribute};
use serde_json::{Map, Value as Json};
use std::ops::Range;
use verbale_text::{Document, OffsetMap, Parts, Span};

/// Fields of an item, by what they are read as; where several stand for one thing the first listed wins.
const TEXTS: [&str; 4] = ["content:encoded", "content", "summary", "description"];
const DAYS: [&str; 5] = ["pubDate", "published", "dc:date", "updated", "date"];
const IDS: [&str; 2] = ["guid", "id"];
const AUTHORS: [&str; 3] = ["dc:creator", "author", "creator"];

/// The items of an RSS or Atom file. A file that breaks off gives what stood before, and then says so.
pub(crate) fn read_feed(bytes: &[u8], options: &Options) -> Vec<Item> {
    let decoded = decode_as(bytes, detect(bytes, None));
    if std::str::from_utf8(bytes).is_err() {
        // An item is kept without the head of its file, which alone names the character set: items of such a file
        // stand in UTF-8.
        return read_feed(decoded.text.as_bytes(), options);
    }
    let mut feed =
        Feed { decoded: &decoded, bytes, options, items: Vec::new(), about: About::default(), item: None };
    let mut path: Vec<String> = Vec::new();
    let mut markup_from: Option<(usize, usize)> = None;
    let mut broken = None;
    for piece in Pieces::new(&decoded.text) {
        let (piece, span) = match piece {
            Ok(piece) => piece,
            Err(message) => {
                broken = Some(message);
                break;
            }
        };
        match piece {
            Piece::Start { tag, empty } => {
                let name = tag.name().0.to_owned();
                if is_item(&name) && feed.item.is_none() {
                    feed.item = Some(ItemParts::new(span.start, path.len()));
                }
                feed.start(&name, &path, attribute(&tag, "href"), attribute(&tag, "rel"));
                if markup_from.is_none() && !empty && attribute(&tag, "type").as_deref() == Some("xhtml") {
                    markup_from = Some((path.len(), span.end));
                }
                if !empty {
                    path.push(name);
                }
            }
            Piece::End => {
                path.pop();
                if let Some((depth, start)) = markup_from.filter(|(depth, _)| *depth == path.len()) {
                    markup_from = None;
                    feed.markup(depth, start..span.start);
                }
                feed.end(path.len(), span.end);
            }
            Piece::Text { escaped } if markup_from.is_none() => feed.text(&path, span, escaped),
            Piece::Text { .. } => {}
        }
    }
    let mut items = feed.items;
    let origin = options.origin.clone();
    if let Some(message) = broken {
        items.push(Err(Rejected {
            origin,
            reason: format!("not well-formed ({message}); what follows was not read"),
        }));
    } else if items.is_empty() {
        let reason = "XML without <item> or <entry>: it is no RSS or Atom feed".to_owned();
        items.push(Err(Rejected { origin, reason }));
    }
    items
}

fn is_item(name: &str) -> bool {
    matches!(local(name), "item" | "entry")
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// What the feed says of itself.
#[derive(Default)]
struct About {
    title: Value,
    language: Value,
}

/// What was found in an item so far.
struct ItemParts {
    start: usize,
    depth: usize,
    fields: Vec<(String, Value)>,
    link: Option<String>,
}

impl ItemParts {
    fn new(start: usize, depth: usize) -> Self {
        Self { start, depth, fields: Vec::new(), link: None }
    }

    fn field(&self, names: &[&str]) -> Option<&Value> {
        let found = |name: &&str| {
            self.fields.iter().find(|(key, value)| key == name && !value.text.trim().is_empty())
        };
        names.iter().find_map(found).map(|(_, value)| value)
    }

    fn words(&self, names: &[&str]) -> Option<String> {
        let decoded = htmlize::unescape(self.field(names)?.text.as_str()).into_owned();
        let line = decoded.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }
}

struct Feed<'f> {
    decoded: &'f Decoded,
    bytes: &'f [u8],
    options: &'f Options,
    items: Vec<Item>,
    about: About,
    item: Option<ItemParts>,
}

impl Feed<'_> {
    fn start(&mut self, name: &str, path: &[String], href: Option<String>, rel: Option<String>) {
        let Some(item) = &mut self.item else { return };
        if path.len() != item.depth + 1 {
            return;
        }
        let own = rel.is_none_or(|rel| rel == "alternate");
        if local(name) == "link" && item.link.is_none() && own {
            item.link = href;
        }
        item.fields.push((name.to_owned(), Value::default()));
    }

    fn text(&mut self, path: &[String], span: Range<usize>, escaped: bool) {
        let xml = &self.decoded.text;
        match (&mut self.item, path.last()) {
            // The name of an author stands one deeper: <author><name>.
            (Some(item), Some(name)) if path.len() == item.depth + 2 || name == "name" => {
                if let Some((_, value)) = item.fields.last_mut() {
                    value.add(xml, span, escaped);
                }
            }
            (None, Some(name)) if path.len() <= 3 && path.iter().all(|name| name != "image") => {
                match name.as_str() {
                    "title" => self.about.title.add(xml, span, escaped),
                    "language" => self.about.language.add(xml, span, escaped),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// Markup that stands in the feed as such.
    fn markup(&mut self, depth: usize, span: Range<usize>) {
        if let Some(item) = self.item.as_mut().filter(|item| depth == item.depth + 1)
            && let Some((_, value)) = item.fields.last_mut()
        {
            value.add(&self.decoded.text, span, false);
        }
    }

    fn end(&mut self, depth: usize, end: usize) {
        if let Some(item) = self.item.take_if(|item| depth == item.depth) {
            let origin = format!("{}:{}", self.options.origin, self.items.len() + 1);
            let made = self.document(&item, end, origin.clone());
            self.items.push(made.map_err(|reason| Rejected { origin, reason }));
        }
    }

    fn document(&self, item: &ItemParts, end: usize, origin: String) -> Result<Found, String> {
        let body = item.field(&TEXTS).ok_or("no text in the item; the page behind its link may have one")?;
        let (text, inner) = if looks_like_markup(&body.text) {
            html::fragment(&body.text)?
        } else {
            (body.text.clone(), OffsetMap::identity(body.text.len() as u32))
        };
        let whole = self.decoded.offsets.raw_spans(Span::new(item.start as u32, end as u32));
        let (start, end) =
            whole.first().zip(whole.last()).map_or((0, 0), |(first, last)| (first.start, last.end));
        let offsets = inner.through(&body.offsets).through(&self.decoded.offsets).moved(0, start);
        let title = item.words(&["title"]);
        let mut problems = text_problems(&text);
        let published = item.words(&DAYS).and_then(|day| {
            self.options
                .day(&day)
                .map_err(|error| problems.push(crate::json_fields::unreadable(error.to_string())))
                .ok()
        });
        let line = |value: &Value| Some(value.text.trim().to_owned()).filter(|text| !text.is_empty());
        let document = Document::new(Parts {
            id: item.words(&IDS),
            origin,
            source: line(&self.about.title).or_else(|| self.options.source.clone()),
            url: item.link.clone().or_else(|| item.words(&["link"])),
            published: published.or(self.options.published),
            language: line(&self.about.language)
                .map(|tag| tag.chars().take(2).collect())
                .or_else(|| self.options.language.clone()),
            blocks: find_blocks(&text, title.as_deref()),
            title,
            byline: item.words(&AUTHORS),
            kept: None,
            offsets,
            text,
            problems,
        });
        Ok(Found { document, raw: Some(self.bytes[start as usize..end as usize].to_vec()) })
    }
}

/// The items of a JSON feed, or `None` where the object is none.
pub(crate) fn json_feed(feed: &mut Map<String, Json>, options: &Options) -> Option<Vec<Item>> {
    feed.get("version")?.as_str().filter(|version| version.contains("jsonfeed.org"))?;
    let Some(Json::Array(items)) = feed.get_mut("items").map(Json::take) else { return None };
    let mut options = options.clone();
    let about = |name: &str| feed.get(name).and_then(Json::as_str).map(str::to_owned);
    options.source = about("title").or(options.source);
    options.language = about("language").map(|tag| tag.chars().take(2).collect()).or(options.language);
    let read = items.into_iter().enumerate().map(|(n, item)| {
        let origin = format!("{}:{}", options.origin, n + 1);
        match item {
            Json::Object(object) => {
                document_of(object, origin.clone(), &options).map_err(|reason| reason.to_string())
            }
            _ => Err("no object".to_owned()),
        }
        .map_err(|reason| Rejected { origin, reason })
    });
    Some(read.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render(items: Vec<Item>) -> String {
        let mut out = String::new();
        for item in items {
            match item {
                Err(rejected) => out += &rejected.to_string(),
                Ok(Found { document, raw }) => {
                    let raw = raw.unwrap_or_default();
                    let source = document.raw_spans(Span::new(0, document.text().len() as u32));
                    let source: Vec<_> = source
                        .iter()
                        .map(|span| String::from_utf8_lossy(&raw[span.range()]).into_owned())
                        .collect();
                    out += &format!(
                        "{} {} | {:?} | {:?} | {:?} | {:?} | {:?}\n    {:?}\n    {:?}",
                        document.origin(),
                        document.id(),
                        document.source(),
                        document.url(),
                        document.published(),
                        document.title(),
                        document.byline(),
                        document.text(),
                        source
                    );
                }
            }
            out.push('\n');
        }
        out
    }

    #[test]
    fn rss_items() {
        let feed = "<?xml version='1.0'?><rss xmlns:content='c' xmlns:dc='d'><channel><title>Alder Wire</title><language>en-gb</language>\
            <image><title>Logo</title></image>\
            <item><title>Talks &amp; truce</title><link>https://alder.example/1</link><guid isPermaLink='false'>a1</guid>\
            <pubDate>Wed, 21 May 2025 12:36:25 GMT</pubDate><dc:creator><![CDATA[Ann Field]]></dc:creator>\
            <description>Short.</description><content:encoded><![CDATA[<p>The envoys &amp; aides <b>met</b>.</p><p>No word.</p>]]></content:encoded></item>\
            <item><title>Escaped</title><guid>a2</guid><description>&lt;p&gt;One &amp;amp; two.&lt;/p&gt;</description></item>\
            <item><title>Nothing</title></item></channel></rss>";
        insta::assert_snapshot!(render(read_feed(feed.as_bytes(), &Options::new("f.xml"))), @r#"
        f.xml:1 a1 | Some("Alder Wire") | Some("https://alder.example/1") | Some(2025-05-21) | Some("Talks & truce") | Some("Ann Field")
            "The envoys & aides met.\n\nNo word."
            ["The envoys &amp; aides ", "met", ".", "No word."]
        f.xml:2 a2 | Some("Alder Wire") | None | None | Some("Escaped") | None
            "One & two."
            ["One &amp;amp; two."]
        f.xml:3: no text in the item; the page behind its link may have one
        "#);
    }

    #[test]
    fn atom_entries() {
        let feed = "<feed xmlns='a'><title>Harbour</title><entry><id>e1</id><title>Truce</title><link rel='alternate' href='https://h.example/1'/>\
            <updated>2025-05-22T10:00:00Z</updated><published>2025-05-21T10:00:00Z</published><author><name>Bo Lake</name></author>\
            <content type='xhtml'><div xmlns='x'><p>The truce<br/>holds.</p></div></content></entry></feed>";
        insta::assert_snapshot!(render(read_feed(feed.as_bytes(), &Options::new("f.atom"))), @r#"
        f.atom:1 e1 | Some("Harbour") | Some("https://h.example/1") | Some(2025-05-21) | Some("Truce") | Some("Bo Lake")
            "The truce\nholds."
            ["The truce", "holds."]
        "#);
    }

    #[test]
    fn broken_and_other_xml_is_told() {
        let check = |xml: &str, words: &str| {
            let items = read_feed(xml.as_bytes(), &Options::new("f.xml"));
            let Some(Err(rejected)) = items.last() else { panic!("{items:?}") };
            assert!(rejected.reason.contains(words), "{rejected}");
        };
        check("<urlset><url>x</url></urlset>", "no RSS or Atom feed");
        check("<rss><channel><item><description>One.</description></item><item", "not well-formed");
    }
}
