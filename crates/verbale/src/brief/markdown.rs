//! The brief as Markdown.

use super::Brief;
use super::outline::{Label, Line, Outline, Part, outline};
use crate::phrases;
use std::fmt::Write;

/// The brief as Markdown, nothing shortened.
pub fn markdown(brief: &Brief) -> String {
    let outline = outline(brief);
    let mut out = String::new();
    write_page(&mut out, &outline).expect("writing to a string does not fail");
    out
}

fn write_page(out: &mut String, outline: &Outline) -> std::fmt::Result {
    writeln!(out, "# {}", escaped(&outline.title))?;
    if !outline.facts.is_empty() {
        writeln!(out, "\n{}", escaped(&outline.facts.join(" · ")))?;
    }
    for section in &outline.sections {
        writeln!(out, "\n## {}\n", section.title)?;
        for (at, group) in section.groups.iter().enumerate() {
            if let Some(title) = &group.title {
                let gap = if at == 0 { "" } else { "\n" };
                writeln!(out, "{gap}### {}\n", escaped(title))?;
            }
            group.lines.iter().try_for_each(|line| write_line(out, outline, line))?;
        }
    }
    writeln!(out, "\n---\n\n{}", escaped(&outline.foot))
}

fn write_line(out: &mut String, outline: &Outline, line: &Line) -> std::fmt::Result {
    let label = match &line.label {
        Label::None | Label::Mark(None) => String::new(),
        Label::Column(name) => format!("**{}** ", escaped(name)),
        Label::Mark(Some(stance)) => format!("{} ", escaped(phrases::stance_mark(*stance))),
    };
    writeln!(out, "- {label}{}", inline(outline, &line.parts))?;
    line.under.iter().try_for_each(|parts| writeln!(out, "  - {}", inline(outline, parts)))
}

fn inline(outline: &Outline, parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Text(words) | Part::Faint(words) | Part::Document(words, _) => {
                out.push_str(&escaped(words));
            }
            Part::Address(url) => out.push_str(&format!("<{}>", url.replace(['<', '>', ' '], ""))),
            Part::Strong(words) => out.push_str(&format!("**{}**", escaped(words))),
            Part::Stance(stance) => out.push_str(&format!("**{}**", phrases::stance_word(*stance))),
            Part::Quote(quotation) => out.push_str(&escaped(&quotation.wording.quoted())),
            Part::Cite(citations) => {
                let places: Vec<String> =
                    outline.places(citations).into_iter().map(|(place, _)| escaped(&place)).collect();
                out.push_str(&places.join(", "));
            }
        }
    }
    out
}

/// Escapes what Markdown would take for its own marks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let at_start = at == 0 && matches!(character, '+' | '-' | '#' | '>' | '=' | '~');
        if at_start || matches!(character, '\\' | '*' | '_' | '[' | ']' | '<' | '`' | '|') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_markdown_are_escaped() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check("a *b* [1] <c>", "a \\*b\\* \\[1\\] \\<c>");
        check("- no list", "\\- no list");
        check("well-kept", "well-kept");
    }
}
