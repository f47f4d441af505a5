//! The fields of one object (a JSON line, a table's row) → what is known about a document.
//!
//! One list of names for each field serves the shapes of several tools; the first that is there and says
//! something wins. What is not read is kept as it stands.

use crate::blocks::find_blocks;
use crate::decode::text_problems;
use crate::html;
use crate::json_lines::Reason;
use crate::options::Options;
use crate::records::Found;
use serde_json::{Map, Value};
use verbale_text::{Document, OffsetMap, Parts, Problem, ProblemKind};

/// The names a field goes by. Crawlers: `maintext`, `date_publish`, `source_domain` (news-please), `plaintext`,
/// `publishing_date` (Fundus), `hostname`, `excerpt` (trafilatura); dumps of feeds: `link`, `lang`, `summary`.
pub(crate) const ID: &[&str] = &["id", "guid"];
pub(crate) const SOURCE: &[&str] = &[
    "source",
    "outlet",
    "publisher",
    "source_name",
    "sitename",
    "source-hostname",
    "source_domain",
    "hostname",
];
pub(crate) const URL: &[&str] = &["url", "link"];
pub(crate) const PUBLISHED: &[&str] = &[
    "published",
    "date",
    "published_at",
    "publishedAt",
    "date_published",
    "datePublished",
    "pubDate",
    "date_publish",
    "publishing_date",
    "publish_date",
];
pub(crate) const LANGUAGE: &[&str] = &["language", "lang"];
pub(crate) const TITLE: &[&str] = &["title", "headline"];
pub(crate) const BYLINE: &[&str] = &["byline", "author", "authors"];
pub(crate) const TEXT: &[&str] = &[
    "text",
    "body",
    "content",
    "article",
    "article_text",
    "full_text",
    "maintext",
    "plaintext",
    "content_text",
];
/// Fields that hold markup; read where no other holds the text.
const MARKUP: &[&str] = &["content_html", "html_content", "html", "raw_html"];
/// What stands for the text where a tool found no more of the article.
const SHORT: &[&str] = &["summary", "description", "excerpt"];

/// Which of an input's own names stand for which field, where a project file says so.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FieldMap {
    /// The document's id.
    pub id: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The day of publication.
    pub published: Option<String>,
    /// The language.
    pub language: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The text.
    pub text: Option<String>,
}

/// True where a table's column of this name is read as something.
pub(crate) fn is_known(name: &str, map: &FieldMap) -> bool {
    let FieldMap { id, source, url, published, language, title, byline, text } = map;
    let mapped = [id, source, url, published, language, title, byline, text];
    mapped.iter().any(|own| own.as_deref() == Some(name))
        || [ID, SOURCE, URL, PUBLISHED, LANGUAGE, TITLE, BYLINE, TEXT, MARKUP, SHORT]
            .iter()
            .any(|names| names.contains(&name))
}

/// Where the text of an object is.
enum Body {
    Plain(String),
    Markup(String),
}

/// The document that an object is, the options filling what it leaves open. Only a text that is not there, or
/// is nothing like one, is a reason to reject it: any other field that cannot be read is left open and reported.
pub(crate) fn document_of(
    object: Map<String, Value>,
    origin: String,
    options: &Options,
) -> Result<Found, Reason> {
    let mut fields = Fields { object, problems: Vec::new() };
    let map = &options.fields;
    let body = fields.body(map.text.as_deref())?;
    let id = fields.take(map.id.as_deref(), ID).and_then(|(name, value)| match value {
        // A number with a point may be one that did not fit: two of them may have become one.
        Value::Number(number) if !number.is_f64() => Some(number.to_string()),
        other => fields.string(&name, other),
    });
    let source = fields.first(map.source.as_deref(), SOURCE);
    let mut url = fields.first(map.url.as_deref(), URL);
    // One tool's "source" is the article's address.
    let source = match source {
        Some(address) if address.starts_with("https://") || address.starts_with("http://") => {
            let host = html::domain(&address);
            url = url.or(Some(address));
            fields.first(None, &SOURCE[1..]).or(host)
        }
        other => other,
    };
    let language = fields.first(map.language.as_deref(), LANGUAGE);
    let title = fields.first(map.title.as_deref(), TITLE);
    let byline = fields.take(map.byline.as_deref(), BYLINE).and_then(|(_, value)| names(&value));
    let published = fields
        .first(map.published.as_deref(), PUBLISHED)
        .and_then(|written| options.day(&written).map_err(|error| fields.problem(error.to_string())).ok());
    fields.object.retain(|_, value| !value.is_null());
    let kept = (!fields.object.is_empty()).then(|| Value::Object(fields.object).to_string());
    let (text, offsets, raw) = match body {
        Body::Plain(text) => (text.clone(), OffsetMap::identity(text.len() as u32), None),
        Body::Markup(markup) => {
            let (text, offsets) = html::fragment(&markup).map_err(|message| Reason::Markup { message })?;
            (text, offsets, Some(markup.into_bytes()))
        }
    };
    let mut problems = text_problems(&text);
    problems.append(&mut fields.problems);
    let document = Document::new(Parts {
        id,
        origin,
        source: source.or_else(|| options.source.clone()),
        url,
        published: published.or(options.published),
        language: language.or_else(|| options.language.clone()),
        blocks: find_blocks(&text, title.as_deref()),
        title,
        byline,
        kept,
        offsets,
        text,
        problems,
    });
    Ok(Found { document, raw })
}

struct Fields {
    object: Map<String, Value>,
    problems: Vec<Problem>,
}

impl Fields {
    /// The first of `own` and `names` that is there and not null.
    fn take(&mut self, own: Option<&str>, names: &[&str]) -> Option<(String, Value)> {
        own.into_iter().chain(names.iter().copied()).find_map(|name| {
            match self.object.get_mut(name).map(Value::take) {
                None | Some(Value::Null) => None,
                Some(value) => Some((name.to_owned(), value)),
            }
        })
    }

    fn first(&mut self, own: Option<&str>, names: &[&str]) -> Option<String> {
        let (name, value) = self.take(own, names)?;
        self.string(&name, value)
    }

    /// A string that is not blank; anything but a string is a problem.
    fn string(&mut self, name: &str, value: Value) -> Option<String> {
        match value {
            Value::String(string) if string.trim().is_empty() => None,
            Value::String(string) => Some(string),
            other => {
                self.problem(format!("\"{name}\" is {} where a string belongs", type_of(&other)));
                None
            }
        }
    }

    fn problem(&mut self, message: String) {
        self.problems.push(unreadable(message));
    }

    /// The text: the first field that has one, markup where no field has, what stands for it where neither has.
    fn body(&mut self, own: Option<&str>) -> Result<Body, Reason> {
        let names: Vec<&str> = own.into_iter().chain(TEXT.iter().copied()).collect();
        let mut empty = None;
        for name in names {
            let Some(value) = self.object.get(name).filter(|value| !value.is_null()) else { continue };
            match body_of(value) {
                Some(Body::Plain(text)) if text.trim().is_empty() => empty = empty.or(Some(name.to_owned())),
                Some(body) => {
                    self.object.remove(name);
                    return Ok(body);
                }
                None => return Err(Reason::TextIsNoString { field: name.to_owned(), found: type_of(value) }),
            }
        }
        for (names, is_markup) in [(MARKUP, true), (SHORT, false)] {
            for name in names {
                if let Some(Value::String(text)) = self.object.get(*name)
                    && !text.trim().is_empty()
                {
                    let text = text.clone();
                    self.object.remove(*name);
                    empty.take().map(|empty| self.object.remove(&empty));
                    return Ok(if is_markup || looks_like_markup(&text) {
                        Body::Markup(text)
                    } else {
                        Body::Plain(text)
                    });
                }
            }
        }
        let name = empty.ok_or(Reason::NoText)?;
        match self.object.remove(&name) {
            Some(Value::String(text)) => Ok(Body::Plain(text)),
            _ => Ok(Body::Plain(String::new())),
        }
    }
}

/// A field that could not be read and was left open.
pub(crate) fn unreadable(message: String) -> Problem {
    Problem { kind: ProblemKind::UnreadableField, raw: None, message }
}

/// A string, a list of paragraphs, sections with paragraphs, or a feed reader's list of contents.
fn body_of(value: &Value) -> Option<Body> {
    match value {
        Value::String(text) => Some(Body::Plain(text.clone())),
        Value::Array(items) if items.is_empty() => Some(Body::Plain(String::new())),
        Value::Array(items) if items.iter().all(Value::is_string) => Some(Body::Plain(paragraphs(items))),
        Value::Array(items) => {
            let text = items.iter().find_map(|item| item.get("value").and_then(Value::as_str))?;
            Some(if looks_like_markup(text) {
                Body::Markup(text.to_owned())
            } else {
                Body::Plain(text.to_owned())
            })
        }
        Value::Object(fields) => {
            let sections = fields.get("sections")?.as_array()?;
            let mut lines: Vec<Value> = Vec::new();
            for part in fields.get("summary").into_iter().chain(
                sections
                    .iter()
                    .flat_map(|section| [section.get("headline"), section.get("paragraphs")])
                    .flatten(),
            ) {
                lines.extend(part.as_array().cloned().unwrap_or_else(|| vec![part.clone()]));
            }
            Some(Body::Plain(paragraphs(&lines)))
        }
        _ => None,
    }
}

fn paragraphs(items: &[Value]) -> String {
    let texts = items.iter().filter_map(Value::as_str).filter(|text| !text.trim().is_empty());
    texts.collect::<Vec<_>>().join("\n\n")
}

/// True where a text has a tag or an entity in it.
pub(crate) fn looks_like_markup(text: &str) -> bool {
    ["</", "<p", "<br", "<img", "<a ", "&amp;", "&nbsp;", "&#", "&quot;", "&rsquo;"]
        .iter()
        .any(|sign| text.contains(sign))
}

/// Names of people, however they are given.
fn names(value: &Value) -> Option<String> {
    let joined = match value {
        Value::String(name) => name.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Object(fields) => return names(fields.get("name")?),
        Value::Array(items) => {
            let items = items.iter().filter(|item| !item.is_array());
            items.filter_map(names).collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    };
    (!joined.is_empty()).then_some(joined)
}

pub(crate) fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Source, address, day, title, byline, text and kept fields of an object.
    fn read(object: Value) -> String {
        let Value::Object(object) = object else { panic!("an object") };
        match document_of(object, "x".to_owned(), &Options::new("x")) {
            Err(reason) => reason.to_string(),
            Ok(Found { document, .. }) => format!(
                "{} | {} | {} | {} | {} | {:?} | {}",
                document.source().unwrap_or("-"),
                document.url().unwrap_or("-"),
                document.published().map_or("-".to_owned(), |day| day.to_string()),
                document.title().unwrap_or("-"),
                document.byline().unwrap_or("-"),
                document.text(),
                document.kept().unwrap_or("-"),
            ),
        }
    }

    #[test]
    fn shapes_of_tools() {
        use serde_json::json;
        insta::assert_snapshot!(read(json!({
            "authors": ["Ann Field", "Bo Lake"], "date_publish": "2025-05-21 08:00:00", "date_download": "2025-05-22 01:00:00",
            "filename": "a.json", "language": "en", "maintext": "The envoys met.", "text": null, "title": "Talks",
            "source_domain": "alder.example", "url": "https://alder.example/1"})),
            @r#"alder.example | https://alder.example/1 | 2025-05-21 | Talks | Ann Field, Bo Lake | "The envoys met." | {"date_download":"2025-05-22 01:00:00","filename":"a.json"}"#);
        insta::assert_snapshot!(read(json!({
            "title": "Talks", "author": "Ann Field", "hostname": "alder.example", "date": "2025-05-21", "text": "The envoys met.",
            "source": "https://www.alder.example/1", "source-hostname": "Alder Wire", "excerpt": "Short."})),
            @r#"Alder Wire | https://www.alder.example/1 | 2025-05-21 | Talks | Ann Field | "The envoys met." | {"hostname":"alder.example","excerpt":"Short."}"#);
        insta::assert_snapshot!(read(json!({
            "title": "Talks", "publishing_date": "2025-05-21 08:00:00+00:00", "authors": [{"name": "Ann Field"}], "lang": "en",
            "body": {"summary": ["In short."], "sections": [{"headline": ["First"], "paragraphs": ["One.", "Two."]}]}})),
            @r#"- | - | 2025-05-21 | Talks | Ann Field | "In short.\n\nFirst\n\nOne.\n\nTwo." | -"#);
        insta::assert_snapshot!(read(json!({
            "id": "7", "lang": "en", "source": "alder", "link": "https://alder.example/1", "text": "", "published": "Wed, 21 May 2025 12:36:25 GMT",
            "summary": "<p>The envoys &amp; aides met.</p><p>No word.</p>"})),
            @r#"alder | https://alder.example/1 | 2025-05-21 | - | - | "The envoys & aides met.\n\nNo word." | -"#);
    }

    #[test]
    fn a_map_names_fields_of_one_s_own() {
        let mut options = Options::new("x");
        options.fields.text = Some("volltext".to_owned());
        options.fields.published = Some("tag".to_owned());
        let object = serde_json::json!({"volltext": "Die Gesandten.", "text": "no", "tag": "2025-05-21"});
        let Value::Object(object) = object else { panic!("an object") };
        let document = document_of(object, "x".to_owned(), &options).expect("it has a text").document;
        assert_eq!(document.text(), "Die Gesandten.");
        assert_eq!(document.published().map(|day| day.to_string()).as_deref(), Some("2025-05-21"));
        assert_eq!(document.kept(), Some(r#"{"text":"no"}"#));
    }
}
