//! The fields of one JSON object → what is known about a document.

use crate::decode::text_problems;
use crate::json_lines::Reason;
use crate::options::Options;
use crate::published::parse_published;
use serde_json::{Map, Value};
use verbale_text::{OffsetMap, Parts, Problem, ProblemKind};

/// The names a field goes by, the first that is there wins.
const ID: &[&str] = &["id"];
const SOURCE: &[&str] = &["source", "outlet", "publisher"];
const URL: &[&str] = &["url", "link"];
const PUBLISHED: &[&str] =
    &["published", "date", "published_at", "publishedAt", "date_published", "datePublished", "pubDate"];
const LANGUAGE: &[&str] = &["language", "lang"];
const TITLE: &[&str] = &["title", "headline"];
const TEXT: &[&str] = &["text", "body", "content", "article", "article_text", "full_text"];

/// What a line's object says, the options filling what it leaves open. Only a text that is not there, or
/// is not a string, is a reason to reject it: any other field that cannot be read is left open and reported.
pub(crate) fn parts_of(
    mut object: Map<String, Value>,
    origin: String,
    options: &Options,
) -> Result<Parts, Reason> {
    let text = match take(&mut object, TEXT) {
        Some((_, Value::String(text))) => text,
        Some((name, other)) => return Err(Reason::TextIsNoString { field: name, found: type_of(&other) }),
        None => return Err(Reason::NoText),
    };
    let mut problems = text_problems(&text);
    let id = take(&mut object, ID).and_then(|(name, value)| match value {
        // A number with a point may be one that did not fit: two of them may have become one.
        Value::Number(number) if !number.is_f64() => Some(number.to_string()),
        other => string(name, other, &mut problems),
    });
    let mut field =
        |names| take(&mut object, names).and_then(|(name, value)| string(name, value, &mut problems));
    let (source, url, language, title) = (field(SOURCE), field(URL), field(LANGUAGE), field(TITLE));
    let published = field(PUBLISHED).and_then(|written| {
        parse_published(&written).map_err(|error| problems.push(unreadable(error.to_string()))).ok()
    });
    Ok(Parts {
        id,
        origin,
        source: source.or_else(|| options.source.clone()),
        url,
        published: published.or(options.published),
        language: language.or_else(|| options.language.clone()),
        title,
        offsets: OffsetMap::identity(text.len() as u32),
        text,
        blocks: Vec::new(),
        problems,
    })
}

/// The first of `names` that is there and not null.
fn take(object: &mut Map<String, Value>, names: &[&'static str]) -> Option<(&'static str, Value)> {
    names.iter().find_map(|&name| match object.get_mut(name).map(Value::take) {
        None | Some(Value::Null) => None,
        Some(value) => Some((name, value)),
    })
}

/// A string that is not blank; anything but a string is a problem.
fn string(name: &str, value: Value, problems: &mut Vec<Problem>) -> Option<String> {
    match value {
        Value::String(string) if string.trim().is_empty() => None,
        Value::String(string) => Some(string),
        other => {
            problems.push(unreadable(format!("\"{name}\" is {} where a string belongs", type_of(&other))));
            None
        }
    }
}

fn unreadable(message: String) -> Problem {
    Problem { kind: ProblemKind::UnreadableField, raw: None, message }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
