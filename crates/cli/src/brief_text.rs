//! The brief on a terminal: 80 columns, marks that need no colour, every line with its paragraph.

use crate::terminal::{FAINT, Page, STRONG, stance_style, styled};
use verbale::brief::Brief;
use verbale::brief::outline::{Group, Label, Line, Outline, Part, outline};
use verbale::phrases;

/// Characters of a quotation.
const QUOTATION: usize = 160;
/// Characters of a sentence around the word it is quoted for.
const SENTENCE: usize = 120;
/// Lines of a group where there are several documents; the other formats show all.
const LINES: usize = 12;
/// Groups of a section where there are several documents.
const GROUPS: usize = 8;
/// Further lines on the same thing, and further places that say the same.
const MORE: usize = 4;
/// The widest name that has its text beside it.
const NAME: usize = 18;

/// The brief as text of this width.
pub fn brief_text(brief: &Brief, width: usize) -> String {
    let outline = outline(brief);
    let mut page = Page::new(width);
    page.line(0, 0, &styled(STRONG, &outline.title));
    if !outline.facts.is_empty() {
        page.line(0, 0, &outline.facts.join(" · "));
    }
    for section in &outline.sections {
        page.heading(section.title);
        let cut = outline.many && section.groups.len() > GROUPS + 2;
        let shown = if cut { GROUPS } else { section.groups.len() };
        for group in &section.groups[..shown] {
            write_group(&mut page, &outline, group);
        }
        if cut {
            page.gap();
            let rest = format!("and {} more; --format md shows all", section.groups.len() - shown);
            page.line(0, 0, &styled(FAINT, rest));
        }
    }
    page.gap();
    page.line(0, 0, &styled(FAINT, &outline.foot));
    page.into_text()
}

fn write_group(page: &mut Page, outline: &Outline, group: &Group) {
    if let Some(title) = &group.title {
        page.gap();
        page.line(0, 0, &styled(STRONG, title));
    }
    // One or two lines more are no longer than the remark that leaves them out.
    let cut = outline.many && group.lines.len() > LINES + 2;
    let shown = if cut { LINES } else { group.lines.len() };
    let names = group.lines.iter().filter_map(|line| match &line.label {
        Label::Column(name) => Some(name.chars().count()),
        _ => None,
    });
    let column = names.max().unwrap_or(0).min(NAME) + 4;
    for line in &group.lines[..shown] {
        write_line(page, outline, line, column);
    }
    if cut {
        let rest = format!("and {} more; --format md shows all", group.lines.len() - shown);
        page.line(2, 4, &styled(FAINT, rest));
    }
}

fn write_line(page: &mut Page, outline: &Outline, line: &Line, column: usize) {
    let text = inline(outline, &line.parts);
    let rest = match &line.label {
        Label::None => {
            page.line(2, 4, &text);
            4
        }
        Label::Column(name) if name.chars().count() > NAME => {
            page.line(2, 2, &styled(STRONG, name));
            page.line(column, column, &text);
            column
        }
        Label::Column(name) => {
            page.labelled(&styled(STRONG, name), 2, column, &text);
            column
        }
        Label::Mark(stance) => {
            let mark = stance.map_or_else(
                || " ".to_owned(),
                |stance| styled(stance_style(stance), phrases::stance_mark(stance)),
            );
            page.line(1, 5, &format!("{mark} {text}"));
            5
        }
    };
    let cut = outline.many && line.under.len() > MORE + 1;
    let shown = if cut { MORE } else { line.under.len() };
    for parts in &line.under[..shown] {
        page.line(rest, rest, &inline(outline, parts));
    }
    if cut {
        page.line(rest, rest, &styled(FAINT, format!("and {} more on this", line.under.len() - shown)));
    }
}

fn inline(outline: &Outline, parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Text(words) | Part::Document(words, _) => out.push_str(words),
            Part::Strong(words) => out.push_str(&styled(STRONG, words)),
            Part::Faint(words) | Part::Address(words) => out.push_str(&styled(FAINT, words)),
            Part::Stance(stance) => {
                out.push_str(&styled(stance_style(*stance), phrases::stance_word(*stance)));
            }
            Part::Quote(quotation) => {
                let limit = if quotation.focus.is_some() { SENTENCE } else { QUOTATION };
                out.push_str(&quotation.wording.quoted_within(limit, quotation.focus.clone()));
            }
            Part::Cite(citations) => {
                let places: Vec<String> =
                    outline.places(citations).into_iter().map(|(place, _)| place).collect();
                let cited = match places.as_slice() {
                    [] => String::new(),
                    [one] => one.clone(),
                    [first, also @ ..] if also.len() > MORE + 1 => {
                        let more = also.len() - MORE;
                        format!("{first} (also {} and {more} more)", also[..MORE].join(", "))
                    }
                    [first, also @ ..] => format!("{first} (also {})", also.join(", ")),
                };
                out.push_str(&styled(FAINT, cited));
            }
        }
    }
    out
}

#[cfg(test)]
#[path = "brief_text_tests.rs"]
mod tests;
