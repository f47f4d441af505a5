//! The writer's conversions are PolNeAR's own: gold contents brought into the codebook's convention and
//! written come back as the annotators had them.

use crate::common::shared;
use std::path::Path;
use verbale_evaluate::polnear::{
    AnnotationFile, Article, AttributionSpans, Options, Protocol, Role, read, score, write,
};
use verbale_text::Span;

const MARKS: [char; 8] = ['"', '“', '”', '\'', '‘', '’', '«', '»'];

/// A content's piece by the codebook: no quotation mark at an edge, no punctuation before the closing one.
fn without_quotation_marks(text: &str, piece: Span) -> Span {
    let words = piece.of(text);
    let start = words.len() - words.trim_start_matches(MARKS).len();
    let inner = words[start..].trim_end_matches(['"', '”', '»']).trim_end_matches("''");
    let inner =
        if inner.len() < words.len() - start { inner.trim_end_matches([',', '.', '!', '?']) } else { inner };
    if inner.is_empty() {
        return piece;
    }
    let start = piece.start + start as u32;
    Span::new(start, start + inner.len() as u32)
}

/// The piece without its first words up to and with the end of `opening`.
fn without(text: &str, piece: Span, opening: &str) -> Span {
    match piece.of(text).find(opening) {
        Some(at) => Span::new(piece.start + (at + opening.len()) as u32, piece.end),
        None => piece,
    }
}

/// An attribution in the codebook's convention, as far as the words alone tell.
fn by_the_codebook(text: &str, row: &AttributionSpans) -> AttributionSpans {
    let mut row = row.clone();
    let cue = row.cue.map_or("", |cue| cue.of(text)).to_lowercase();
    if let Some(first) = row.content.first_mut() {
        if first.of(text).starts_with("that ") {
            *first = without(text, *first, "that ");
        } else if row.cue.is_some_and(|cue| cue.end <= first.start) {
            let opening = first.of(text).split_inclusive(' ').take(5).map(str::len).sum::<usize>();
            let opening = &first.of(text)[..opening];
            if cue.contains("accus") && opening.contains(" of ") {
                *first = without(text, *first, " of ");
            } else if cue.contains("urg") && opening.contains(" to ") && !opening.starts_with("to ") {
                let start = without(text, *first, " to ").start - "to ".len() as u32;
                *first = Span::new(start, first.end);
            }
        }
    }
    row.content.iter_mut().for_each(|piece| *piece = without_quotation_marks(text, *piece));
    row
}

/// Share of distinct content spans, in percent, that are the annotators' own after the way to the codebook's
/// convention and back; with `convert` off, after the way there only.
fn contents_that_return(split: &Path, convert: bool) -> f64 {
    let mut articles = Vec::new();
    for entry in std::fs::read_dir(split.join("attributions")).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        let file_name = path.file_name().expect("a file has a name").to_string_lossy();
        let (name, annotator) = AnnotationFile::parse_name(&file_name).expect("an annotation file");
        let text = std::fs::read_to_string(split.join("text").join(format!("{name}.txt"))).expect("a text");
        let standoff = std::fs::read_to_string(&path).expect("the file is UTF-8");
        let rows = read(name, &text, &standoff).expect("annotations are sound");
        let rows: Vec<AttributionSpans> = rows.iter().map(|row| by_the_codebook(&text, row)).collect();
        let written =
            if convert { write(&text, &rows) } else { verbale_evaluate::polnear::write_as_is(&text, &rows) };
        let file = |standoff| AnnotationFile { annotator: annotator.map(str::to_owned), standoff };
        let (gold, made) = (vec![file(standoff)], vec![file(written)]);
        articles.push(Article { name: file_name.into_owned(), text, gold, made });
    }
    let result = score(&articles, Options::default()).expect("annotations are sound");
    100.0 * result.role(Protocol::Strict, Role::Content).recall()
}

#[test]
fn contents_return_from_the_codebooks_convention() {
    let Some(shared) = shared("contents_return_from_the_codebooks_convention") else { return };
    let split = shared.join("data/polnear/train");
    let (there, back) = (contents_that_return(&split, false), contents_that_return(&split, true));
    println!(
        "contents unchanged by the codebook's convention {there:.2} %, restored by the writer {back:.2} %"
    );
    assert!(there < 75.0, "the conventions differ in many contents: {there:.2} %");
    assert!(back > 98.0, "the writer restores them: {back:.2} %");
}
