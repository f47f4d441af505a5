//! The brief as one page of HTML: every line leads to its place in the annotated text beside it.

use super::Brief;
use super::outline::{Label, Line, Outline, Part, Section, outline};
use crate::annotated::{Mark, MarkKind, Piece, marks, pieces};
use crate::dossier::{Citation, Dossier, Paragraph};
use crate::phrases;
use std::collections::BTreeSet;
use verbale_record::{Record, Stance, Statement};

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");

/// The page. `records` are those that the brief was built from.
pub fn html(brief: &Brief, records: &[Record]) -> String {
    let outline = outline(brief);
    let facts = match outline.facts.is_empty() {
        true => String::new(),
        false => format!("<p class=\"facts\">{}</p>\n", escaped(&outline.facts.join(" · "))),
    };
    let body: String = outline.sections.iter().map(|section| section_html(&outline, section)).collect();
    let noun = if outline.many { "texts" } else { "text" };
    fill(
        PAGE,
        &[
            ("version", env!("CARGO_PKG_VERSION")),
            ("title", &escaped(&outline.title)),
            ("style", &(STYLE.to_owned() + &statement_styles(records))),
            ("facts", &facts),
            ("sections", &sections_html(&outline)),
            ("brief", &body),
            ("foot", &escaped(&outline.foot)),
            ("noun", noun),
            ("texts", &texts(&outline, records)),
        ],
    )
}

/// The pieces of a statement's content light up together when its place is visited.
fn statement_styles(records: &[Record]) -> String {
    let mut rules = String::new();
    for (document, record) in records.iter().enumerate().filter(|(_, record)| is_shown(record)) {
        for statement in &record.statements {
            let name = format!("d{}-{}", document + 1, statement.id);
            rules.push_str(&format!("#{name}:target ~ .{name} {{ background: var(--target); }}\n"));
        }
    }
    rules
}

/// The text of a duplicate is shown where it stands first.
fn is_shown(record: &Record) -> bool {
    record.document.duplicate_of.is_none()
}

/// Puts values in the places of a template. Values are not searched for places again.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").unwrap_or((after, ""));
        out.push_str(before);
        out.push_str(values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
        rest = after;
    }
    out + rest
}

fn sections_html(outline: &Outline) -> String {
    let item = |section: &Section| format!("<li><a href=\"#{}\">{}</a></li>", section.id, section.title);
    let items: String = outline.sections.iter().map(item).collect();
    format!(
        "<nav aria-label=\"Sections\"><ul>{items}<li><a href=\"#texts\">Annotated text</a></li></ul></nav>\n"
    )
}

fn section_html(outline: &Outline, section: &Section) -> String {
    let mut out = format!("<section id=\"{}\">\n<h2>{}</h2>\n", section.id, section.title);
    for group in &section.groups {
        if let Some(title) = &group.title {
            out.push_str(&format!("<h3>{}</h3>\n", escaped(title)));
        }
        let lines: String = group.lines.iter().map(|line| line_html(outline, line)).collect();
        let is_marked = group.lines.iter().any(|line| matches!(line.label, Label::Mark(_)));
        let class = if is_marked { "lines marked" } else { "lines" };
        out.push_str(&format!("<ul class=\"{class}\">\n{lines}</ul>\n"));
    }
    out + "</section>\n"
}

fn line_html(outline: &Outline, line: &Line) -> String {
    let label = match &line.label {
        Label::None | Label::Mark(None) => String::new(),
        Label::Column(name) => format!("<span class=\"name\">{}</span> ", escaped(name)),
        Label::Mark(Some(stance)) => format!(
            "<span class=\"mark {}\" aria-hidden=\"true\">{}</span>",
            stance.as_str(),
            phrases::stance_mark(*stance)
        ),
    };
    let under: String = line
        .under
        .iter()
        .map(|parts| format!("<div class=\"under\">{}</div>", inline(outline, parts)))
        .collect();
    format!("<li>{label}{}{under}</li>\n", inline(outline, &line.parts))
}

fn inline(outline: &Outline, parts: &[Part]) -> String {
    let part = |part: &Part| match part {
        Part::Text(words) => escaped(words),
        Part::Strong(words) => format!("<strong>{}</strong>", escaped(words)),
        Part::Faint(words) => format!("<span class=\"soft\">{}</span>", escaped(words)),
        Part::Stance(stance) => stance_html(*stance),
        Part::Document(title, number) => format!("<a href=\"#d{number}\">{}</a>", escaped(title)),
        Part::Address(url) => address(url),
        Part::Quote(quotation) => format!(
            "<a class=\"quote\" href=\"#{}\">{}</a>",
            anchor(&quotation.at),
            escaped(&quotation.wording.quoted())
        ),
        Part::Cite(citations) => {
            let link = |(place, citation): (String, &Citation)| {
                format!("<a href=\"#{}\">{}</a>", anchor(citation), escaped(&place))
            };
            let links: Vec<String> = outline.places(citations).into_iter().map(link).collect();
            format!("<span class=\"cites\">{}</span>", links.join(" "))
        }
    };
    parts.iter().map(part).collect()
}

/// Only web addresses become links: nothing that a feed says may run as a script.
fn address(url: &str) -> String {
    let shown = escaped(url);
    match url.starts_with("https://") || url.starts_with("http://") {
        true => format!("<a href=\"{shown}\" rel=\"noopener noreferrer\">{shown}</a>"),
        false => shown,
    }
}

fn stance_html(stance: Stance) -> String {
    format!("<span class=\"{}\">{}</span>", stance.as_str(), phrases::stance_word(stance))
}

/// "d1-s7": the place of a row's words in the annotated texts.
fn anchor(citation: &Citation) -> String {
    format!("d{}-{}", citation.document, citation.item)
}

fn texts(outline: &Outline, records: &[Record]) -> String {
    let dossier = Dossier::new(records);
    let mut out = String::new();
    for (document, record) in records.iter().enumerate() {
        let number = document + 1;
        out.push_str(&format!("<article id=\"d{number}\">\n"));
        if outline.many {
            let title = record.document.title.as_deref().unwrap_or(&record.document.origin);
            out.push_str(&format!("<h3>[{number}] {}</h3>\n", escaped(title)));
        }
        if let Some(earlier) = &record.document.duplicate_of {
            out.push_str(&format!("<p class=\"unread\">The same text as {}.</p>\n", escaped(earlier)));
        } else {
            let marks = marks(record);
            let mut anchored = BTreeSet::new();
            for paragraph in dossier.paragraphs(document) {
                out.push_str(&paragraph_html(number, record, *paragraph, &marks, &mut anchored));
                out.push_str(&readings(&dossier, document, *paragraph));
            }
        }
        out.push_str("</article>\n");
    }
    out
}

fn paragraph_html(
    document: usize,
    record: &Record,
    paragraph: Paragraph,
    marks: &[Mark],
    anchored: &mut BTreeSet<String>,
) -> String {
    let text = &record.document.text;
    let (class, label) = match paragraph.number {
        Some(number) => ("", format!("¶{number}")),
        None => (" class=\"unread\"", paragraph.kind.as_str().to_owned()),
    };
    let mut out = format!("<p{class} data-number=\"{label}\">");
    for piece in pieces(paragraph.span, marks) {
        out.push_str(&piece_html(document, text, &piece, anchored));
    }
    out + "</p>\n"
}

/// How the statements that begin in the paragraph are read, a line each.
fn readings(dossier: &Dossier<'_>, document: usize, paragraph: Paragraph) -> String {
    let line = |statement: &Statement| {
        let (id, reading) = (statement.id.to_string(), dossier.said(document, statement).reading());
        let (place, number) = (format!("d{}-{id}", document + 1), id.trim_start_matches('s'));
        format!("<li><a href=\"#{place}\">{number}</a> {}</li>", escaped(&reading))
    };
    let statements = dossier.records[document].statements.iter();
    let lines: String = statements.filter(|row| paragraph.begins(row)).map(line).collect();
    if lines.is_empty() { lines } else { format!("<ul class=\"readings\">{lines}</ul>\n") }
}

/// One piece: a span with the classes of its marks, after an anchor for each row that begins here.
fn piece_html(document: usize, text: &str, piece: &Piece<'_>, anchored: &mut BTreeSet<String>) -> String {
    let mut out = String::new();
    let mut ids = Vec::new();
    for mark in piece.marks.iter().filter(|mark| is_target(mark)) {
        if anchored.insert(mark.item.clone()) {
            ids.push(mark.item.as_str());
        }
    }
    let number = |mark: &&Mark| {
        let number = mark.item.trim_start_matches('s');
        format!("<span class=\"number\" aria-hidden=\"true\">{number}</span>")
    };
    let opening: String =
        piece.opening().filter(|mark| mark.kind == MarkKind::Content).map(|mark| number(&mark)).collect();
    let of_statements: Vec<String> = piece
        .marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Content)
        .map(|mark| format!("d{document}-{}", mark.item))
        .collect();
    let mut classes: Vec<&str> = piece.marks.iter().filter_map(|mark| class(mark.kind)).collect();
    classes.extend(of_statements.iter().map(String::as_str));
    classes.sort_unstable();
    classes.dedup();
    let words = escaped(piece.span.of(text));
    // A piece carries one anchor itself; further rows that begin here have theirs just before it.
    let (own, before) = match ids.split_last() {
        Some((own, before)) => (format!(" id=\"d{document}-{own}\""), before),
        None => (String::new(), &[][..]),
    };
    for id in before {
        out.push_str(&format!("<span class=\"at\" id=\"d{document}-{id}\"></span>"));
    }
    if !own.is_empty() {
        classes.push("at");
    }
    if classes.is_empty() {
        return out + &opening + &words;
    }
    out + &opening + &format!("<span class=\"{}\"{own}>{words}</span>", classes.join(" "))
}

/// Whether a link to a row leads to this mark: of a statement, to its content.
fn is_target(mark: &Mark) -> bool {
    !matches!(mark.kind, MarkKind::Source | MarkKind::Cue)
}

fn class(kind: MarkKind) -> Option<&'static str> {
    Some(match kind {
        MarkKind::Content => "content",
        MarkKind::Source => "source",
        MarkKind::Cue => "cue",
        MarkKind::Term => "term",
        MarkKind::Event => "event",
        MarkKind::Figure => "figure",
        MarkKind::Mention => return None,
    })
}

/// Text for HTML, line breaks of the source kept as spaces.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Control characters are not allowed in HTML, however a text came by them.
            character if character.is_control() && !character.is_whitespace() => out.push('\u{fffd}'),
            character => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_a_template_are_not_searched_again() {
        assert_eq!(fill("a {{x}} b {{y}} {{z}}c", &[("x", "{{y}}"), ("y", "2")]), "a {{y}} b 2 c");
    }

    #[test]
    fn what_html_would_take_for_its_own_is_escaped() {
        assert_eq!(escaped("<b a=\"1\">&\u{0}</b>"), "&lt;b a=&quot;1&quot;&gt;&amp;\u{fffd}&lt;/b&gt;");
    }
}
