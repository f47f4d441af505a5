//! JSON that is not one object a line: one object over many lines, several of them, a list, a JSON feed.

use crate::charset::{decode_as, detect};
use crate::feeds::json_feed;
use crate::json_fields::document_of;
use crate::options::Options;
use crate::records::{Item, Rejected};
use serde_json::{Deserializer, Value};

/// The documents of a JSON file, numbered in their order.
pub(crate) fn read_json(bytes: &[u8], options: &Options) -> Vec<Item> {
    let decoded = decode_as(bytes, detect(bytes, None));
    let text = decoded.text.strip_prefix('\u{feff}').unwrap_or(&decoded.text);
    let mut items = Vec::new();
    for value in Deserializer::from_str(text).into_iter::<Value>() {
        match value {
            Ok(Value::Array(list)) => list.into_iter().for_each(|value| one(value, options, &mut items)),
            Ok(Value::Object(mut feed)) => match json_feed(&mut feed, options) {
                Some(of_feed) => items.extend(of_feed),
                None => one(Value::Object(feed), options, &mut items),
            },
            Ok(other) => one(other, options, &mut items),
            Err(error) => {
                let reason = format!("not JSON: {error}; what follows was not read");
                items.push(Err(Rejected { origin: options.origin.clone(), reason }));
            }
        }
    }
    items
}

fn one(value: Value, options: &Options, items: &mut Vec<Item>) {
    let origin = format!("{}:{}", options.origin, items.len() + 1);
    let read = match value {
        Value::Object(object) => {
            document_of(object, origin.clone(), options).map_err(|reason| reason.to_string())
        }
        _ => Err("JSON, but no object; each document must be an object with a \"text\"".to_owned()),
    };
    items.push(read.map_err(|reason| Rejected { origin, reason }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, expected: &[&str]) {
        let found: Vec<String> = read_json(json.as_bytes(), &Options::new("a.json"))
            .into_iter()
            .map(|item| match item {
                Ok(found) => format!("{} {}", found.document.origin(), found.document.text()),
                Err(rejected) => rejected.to_string(),
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn objects_over_many_lines_and_lists() {
        check("{\n \"text\": \"One.\"\n}", &["a.json:1 One."]);
        check("{\n \"text\": \"One.\"\n}\n{\n \"text\": \"Two.\"\n}", &["a.json:1 One.", "a.json:2 Two."]);
        check(
            "[{\"text\": \"One.\"}, 2, {\"title\": \"x\"}]",
            &[
                "a.json:1 One.",
                "a.json:2: JSON, but no object; each document must be an object with a \"text\"",
                "a.json:3: no text: name the field \"text\" (\"body\" and \"content\" are read too), or name yours in verbale.toml",
            ],
        );
        check(
            "{\"text\": \"One.\"} {\"te",
            &[
                "a.json:1 One.",
                "a.json: not JSON: EOF while parsing a string at line 1 column 21; what follows was not read",
            ],
        );
    }

    #[test]
    fn a_json_feed_gives_its_items() {
        let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Alder", "items": [
            {"id": "1", "url": "https://alder.example/1", "content_html": "<p>One &amp; two.</p>", "date_published": "2025-05-21T10:00:00Z"},
            {"id": "2", "content_text": "Three."}]}"#;
        check(feed, &["a.json:1 One & two.", "a.json:2 Three."]);
        let items = read_json(feed.as_bytes(), &Options::new("a.json"));
        let first = items[0].as_ref().expect("read");
        assert_eq!(
            (first.document.source(), first.raw.as_deref()),
            (Some("Alder"), Some(&b"<p>One &amp; two.</p>"[..]))
        );
    }
}
