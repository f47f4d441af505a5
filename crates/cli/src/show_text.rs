//! A text on a terminal with its annotations: colours, and marks that need no colour.

use crate::terminal::{FAINT, Page, STRONG, styled};
use anstyle::{AnsiColor, Style};
use verbale::annotated::{Mark, MarkKind, marks, pieces};
use verbale::dossier::{Dossier, Paragraph, is_sure};
use verbale::phrases;
use verbale::record::{Record, Statement};
use verbale::text::{BlockKind, Span};

const SOURCE: Style = AnsiColor::Cyan.on_default().bold();
const CUE: Style = AnsiColor::Yellow.on_default().bold();
const CONTENT: Style = AnsiColor::Green.on_default();
/// The column of the text.
const TEXT: usize = 5;

/// The annotated text, each paragraph followed by the statements that begin in it.
pub fn show_text(record: &Record, width: usize) -> String {
    let records = std::slice::from_ref(record);
    let dossier = Dossier::new(records);
    let shown: Vec<Mark> = marks(record)
        .into_iter()
        .filter(|mark| matches!(mark.kind, MarkKind::Source | MarkKind::Cue | MarkKind::Content))
        .collect();
    let mut page = Page::new(width);
    let header = &record.document;
    if let Some(title) = &header.title {
        page.line(0, 0, &styled(STRONG, title));
    }
    let mut facts: Vec<String> = header.source.iter().cloned().collect();
    facts.extend(header.published.map(phrases::day));
    facts.push(phrases::counted(record.statements.len(), "statement"));
    page.line(0, 0, &styled(FAINT, facts.join(" · ")));
    let legend = format!(
        "{} names who speaks, {} reports, {} is what statement n says",
        styled(SOURCE, "{source}"),
        styled(CUE, "<cue>"),
        styled(CONTENT, "[n content]")
    );
    page.line(0, 0, &legend);
    if record.statements.iter().flat_map(|row| &row.issues).any(|issue| !is_sure(issue)) {
        page.line(0, 0, &styled(FAINT, "? is not sure enough to make a position"));
    }
    for paragraph in dossier.paragraphs(0) {
        page.gap();
        let text = marked(&header.text, paragraph.span, &shown);
        page.labelled(&label(paragraph), 0, TEXT, &text);
        for statement in record.statements.iter().filter(|row| paragraph.begins(row)) {
            page.line(TEXT, TEXT + 4, &styled(FAINT, facts_of(&dossier, statement)));
        }
    }
    page.into_text()
}

/// "¶3", or what the stretch is where it is not read.
fn label(paragraph: &Paragraph) -> String {
    match (paragraph.number, paragraph.kind) {
        (Some(number), _) => format!("¶{number}"),
        (None, BlockKind::Headline) => "head".to_owned(),
        (None, BlockKind::Dateline) => "date".to_owned(),
        (None, BlockKind::Repeat) => "same".to_owned(),
        (None, kind) => kind.as_str().chars().take(4).collect(),
    }
}

/// "2 demand to Westmark by Ada Norr (Quillbridge): infrastructure for".
fn facts_of(dossier: &Dossier<'_>, statement: &Statement) -> String {
    format!("{} {}", number(&statement.id.to_string()), dossier.said(0, statement).reading())
}

/// The number of a statement's id ("s3" → "3").
fn number(item: &str) -> &str {
    item.trim_start_matches(|character: char| !character.is_ascii_digit())
}

fn marked(text: &str, part: Span, marks: &[Mark]) -> String {
    let mut out = String::new();
    for piece in pieces(part, marks) {
        for mark in piece.opening() {
            match mark.kind {
                MarkKind::Source => out.push_str(&styled(SOURCE, "{")),
                MarkKind::Cue => out.push_str(&styled(CUE, "<")),
                _ => out.push_str(&styled(CONTENT, format!("[{} ", number(&mark.item)))),
            }
        }
        let has = |kind: MarkKind| piece.marks.iter().any(|mark| mark.kind == kind);
        let style = match (has(MarkKind::Source), has(MarkKind::Cue), has(MarkKind::Content)) {
            (true, _, _) => SOURCE,
            (false, true, _) => CUE,
            (false, false, true) => CONTENT,
            _ => Style::new(),
        };
        push_words(&mut out, piece.span.of(text), style);
        for mark in piece.closing() {
            match mark.kind {
                MarkKind::Source => out.push_str(&styled(SOURCE, "}")),
                MarkKind::Cue => out.push_str(&styled(CUE, ">")),
                _ => out.push_str(&styled(CONTENT, "]")),
            }
        }
    }
    out
}

/// Each word is styled by itself, so that no colour runs over the edge of a wrapped line.
fn push_words(out: &mut String, text: &str, style: Style) {
    for (at, word) in text.split(char::is_whitespace).enumerate() {
        if at > 0 && !out.ends_with(' ') {
            out.push(' ');
        }
        if !word.is_empty() {
            out.push_str(&styled(style, word));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use verbale::record::StatementId;

    #[test]
    fn marks_need_no_colour() {
        let text = "Ada Norr said the harbour\nis open.";
        let mark = |kind, words: &str| {
            let start = text.find(words).expect("the words stand in the text") as u32;
            let item = StatementId(6).to_string();
            Mark { kind, item, span: Span::new(start, start + words.len() as u32) }
        };
        let marks = [
            mark(MarkKind::Source, "Ada Norr"),
            mark(MarkKind::Cue, "said"),
            mark(MarkKind::Content, "the harbour\nis open"),
        ];
        let shown = marked(text, Span::new(0, text.len() as u32), &marks);
        let plain = anstream::adapter::strip_str(&shown).to_string();
        assert_eq!(plain, "{Ada Norr} <said> [7 the harbour is open].");
    }
}
