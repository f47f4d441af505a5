//! Reads a TimeML file: the body without its tags, and the TIMEX3 in it.

use super::{MarkedTime, TimexArticle};
use crate::markup::entities_undone;

/// The article of a `.tml` file.
pub fn read_timeml(xml: &str) -> TimexArticle {
    let created = xml.split("<TIMEX3").find(|part| part.contains("CREATION_TIME"));
    let published = created.and_then(|part| attribute(part, "value")?.get(..10)).map(str::to_owned);
    let inside = xml.split_once("<TEXT>").map_or("", |(_, rest)| rest);
    let body = inside.split_once("</TEXT>").map_or(inside, |(body, _)| body);
    let (text, expressions) = body_and_times(body);
    TimexArticle { text, published, expressions }
}

fn body_and_times(body: &str) -> (String, Vec<MarkedTime>) {
    let (mut text, mut found) = (String::new(), Vec::new());
    let mut open: Option<(usize, String)> = None;
    let mut rest = body;
    while let Some((before, tagged)) = rest.split_once('<') {
        text.push_str(&entities_undone(before));
        let Some((tag, after)) = tagged.split_once('>') else {
            rest = "";
            break;
        };
        if tag.starts_with("TIMEX3") {
            open = Some((text.len(), attribute(tag, "value").unwrap_or_default().to_owned()));
        } else if tag == "/TIMEX3"
            && let Some((start, value)) = open.take()
        {
            found.push(MarkedTime { at: start..text.len(), value });
        }
        rest = after;
    }
    text.push_str(&entities_undone(rest));
    (text, found)
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}
