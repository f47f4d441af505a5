//! Measures the time expressions against TimeML files (TimeBank, AQUAINT): are the same words found, and do
//! they stand for the same days?

use std::error::Error;
use std::path::{Path, PathBuf};
use verbale_analyze::{Model, Scratch, analyze};
use verbale_extract::{Input, times, times::Time};
use verbale_ingest::find_blocks;
use verbale_knowledge::Knowledge;
use verbale_text::{Document, OffsetMap, Parts, Span};

/// One TIMEX3 of the body.
struct Gold {
    span: Span,
    value: String,
}

#[derive(Default)]
struct Counts {
    gold: usize,
    made: usize,
    strict: usize,
    relaxed: usize,
    value: usize,
}

/// Prints strict, relaxed and value figures over all `.tml` files below `folders`.
pub fn measure(folders: &[PathBuf]) -> Result<(), Box<dyn Error>> {
    let knowledge = Knowledge::builtin();
    let mut scratch = Scratch::default();
    for folder in folders {
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<_, std::io::Error>>()?;
        files.retain(|path| path.extension().is_some_and(|extension| extension == "tml"));
        files.sort();
        let mut counts = Counts::default();
        for file in &files {
            one(file, &knowledge, &mut scratch, &mut counts)?;
        }
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let f = |hit: usize| share(2 * hit, counts.gold + counts.made);
        println!(
            "{}: {} files, {} expressions, {} found",
            folder.display(),
            files.len(),
            counts.gold,
            counts.made
        );
        println!(
            "  relaxed P {:.1} R {:.1} F {:.1}   strict F {:.1}   value F {:.1}, {:.1} % of those found",
            share(counts.relaxed, counts.made),
            share(counts.relaxed, counts.gold),
            f(counts.relaxed),
            f(counts.strict),
            f(counts.value),
            share(counts.value, counts.relaxed),
        );
    }
    Ok(())
}

fn one(
    file: &Path,
    knowledge: &Knowledge,
    scratch: &mut Scratch,
    counts: &mut Counts,
) -> Result<(), Box<dyn Error>> {
    let xml = std::fs::read_to_string(file)?;
    let created = xml
        .split("<TIMEX3")
        .find(|part| part.contains("CREATION_TIME"))
        .and_then(|part| attribute(part, "value"))
        .and_then(|value| value.get(..10)?.parse().ok());
    let body = xml
        .split_once("<TEXT>")
        .map_or("", |(_, rest)| rest.split_once("</TEXT>").map_or(rest, |(body, _)| body));
    let (text, gold) = plain(body);
    let document = Document::new(Parts {
        published: created,
        offsets: OffsetMap::identity(text.len() as u32),
        blocks: find_blocks(&text, None),
        text,
        ..Parts::default()
    });
    let annotations = analyze(&document, Model::embedded(), scratch);
    let made = times::find(Input { document: &document, annotations: &annotations, knowledge }).expressions;
    counts.gold += gold.len();
    counts.made += made.len();
    for gold in &gold {
        let Some(time) = made.iter().find(|time| time.span.overlaps(gold.span)) else { continue };
        counts.relaxed += 1;
        counts.strict += usize::from(without_lead(&document, time) == gold.span);
        counts.value += usize::from(same_value(time, &gold.value));
    }
    Ok(())
}

/// The expression without the preposition that TIMEX3 leaves out.
fn without_lead(document: &Document, time: &Time) -> Span {
    let words = document.slice(time.span);
    let lead = ["since ", "in ", "within ", "from ", "between "]
        .iter()
        .find(|lead| words.to_lowercase().starts_with(*lead));
    Span::new(time.span.start + lead.map_or(0, |lead| lead.len() as u32), time.span.end)
}

/// The text without its tags, and the TIMEX3 in it.
fn plain(body: &str) -> (String, Vec<Gold>) {
    let (mut text, mut gold) = (String::new(), Vec::new());
    let mut open: Option<(u32, String)> = None;
    let mut rest = body;
    while let Some(start) = rest.find('<') {
        text.push_str(&unescaped(&rest[..start]));
        let Some(end) = rest[start..].find('>') else { break };
        let tag = &rest[start..start + end];
        if tag.starts_with("<TIMEX3") {
            open = attribute(tag, "value").map(|value| (text.len() as u32, value.to_owned()));
        } else if tag == "</TIMEX3"
            && let Some((start, value)) = open.take()
        {
            gold.push(Gold { span: Span::new(start, text.len() as u32), value });
        }
        rest = &rest[start + end + 1..];
    }
    text.push_str(&unescaped(rest));
    (text, gold)
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

/// "1998-08-07", "1998-08", "1998" and durations are compared; times of day by their day, weeks by a day in it.
fn same_value(time: &Time, value: &str) -> bool {
    if value.starts_with('P') {
        return time.duration.as_deref() == Some(value);
    }
    let Some([first, last]) = time.days else { return false };
    let shown = first.to_string();
    match value.len() {
        4 => shown[..4] == *value && first.month() == 1 && last.month() == 12,
        7 if value.as_bytes()[5] != b'W' && value.as_bytes()[5] != b'Q' => {
            shown[..7] == *value && first.day() == 1 && last == first.last_of_month()
        }
        _ if value.get(4..6) == Some("-W") => {
            let week = first.iso_week_date();
            value.get(..4) == Some(&format!("{:04}", week.year())[..])
                && value.get(6..8) == Some(&format!("{:02}", week.week())[..])
        }
        _ => value.get(..10) == Some(shown.as_str()) && (first == last || value.len() > 10),
    }
}
