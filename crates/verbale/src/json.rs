//! The record as one line of JSON, with the pieces of the source beside each span where they differ.

use serde_json::{Map, Value};
use verbale_record::Record;
use verbale_text::{Document, OffsetMap, Span};

/// The line that `read --format jsonl` prints for a document (codebook, section 9).
pub fn json_line(record: &Record, document: &Document) -> serde_json::Result<String> {
    if document.offsets().is_identity() {
        return serde_json::to_string(record);
    }
    let mut value = serde_json::to_value(record)?;
    add_raw_spans(&mut value, document.offsets());
    serde_json::to_string(&value)
}

/// Puts `…raw_spans` after every field that holds one span or several.
fn add_raw_spans(value: &mut Value, offsets: &OffsetMap) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| add_raw_spans(item, offsets)),
        Value::Object(fields) => {
            let mut wider = Map::new();
            for (name, mut field) in std::mem::take(fields) {
                add_raw_spans(&mut field, offsets);
                let pieces = raw_name(&name).map(|raw| (raw, pieces(&field, offsets)));
                wider.insert(name, field);
                wider.extend(pieces.map(|(raw, pieces)| (raw.to_owned(), pieces)));
            }
            *fields = wider;
        }
        _ => {}
    }
}

/// The name of the field beside a field of spans.
fn raw_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "span" => "raw_spans",
        "mentions" => "mention_raw_spans",
        "source_span" => "source_raw_spans",
        "cue_span" => "cue_raw_spans",
        "content_spans" => "content_raw_spans",
        "trigger_span" => "trigger_raw_spans",
        "summary_span" => "summary_raw_spans",
        "conditions" => "condition_raw_spans",
        _ => return None,
    })
}

/// The source's pieces of a span; of a list of spans, a list of them.
fn pieces(field: &Value, offsets: &OffsetMap) -> Value {
    match (field, serde_json::from_value::<Span>(field.clone())) {
        (_, Ok(span)) => serde_json::to_value(offsets.raw_spans(span)).unwrap_or(Value::Null),
        (Value::Array(spans), Err(_)) => spans.iter().map(|span| pieces(span, offsets)).collect(),
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use verbale_text::{RawSpan, RunKind};

    #[test]
    fn every_span_gets_its_source_bytes() {
        let mut offsets = OffsetMap::default();
        offsets.push(RunKind::Copied, 3, RawSpan::new(0, 3));
        offsets.push(RunKind::Replaced, 3, RawSpan::new(3, 4));
        offsets.push(RunKind::Copied, 4, RawSpan::new(4, 8));
        let mut value = json!({"blocks": [{"kind": "paragraph", "span": [0, 10]}],
            "statements": [{"cue_span": null, "content_spans": [[1, 6], [7, 9]]}]});
        add_raw_spans(&mut value, &offsets);
        assert_eq!(
            value,
            json!({"blocks": [{"kind": "paragraph", "span": [0, 10], "raw_spans": [[0, 8]]}],
                "statements": [{"cue_span": null, "cue_raw_spans": null,
                    "content_spans": [[1, 6], [7, 9]], "content_raw_spans": [[[1, 4]], [[5, 7]]]}]})
        );
    }
}
