//! Lines and their markup: where a line's words begin and end, and what marks stand around them.

use verbale_text::Span;

/// A line that is not blank.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) struct Line {
    /// The line without padding at its edges.
    pub span: Span,
    /// A blank line stands before it.
    pub after_gap: bool,
    /// Bytes of padding before it.
    pub indent: u32,
}

/// A line break: line feed, carriage return, the two together, and Unicode's own.
const BREAKS: [char; 7] = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// The lines of `text` that are not blank.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line> {
    let mut start = 0;
    let mut after_gap = false;
    std::iter::from_fn(move || {
        while start < text.len() {
            let end = text[start..].find(BREAKS).map_or(text.len(), |length| start + length);
            let span = trim(text, Span::new(start as u32, end as u32));
            let indent = span.start - start as u32;
            start = after_break(text, end);
            let gap_before = std::mem::replace(&mut after_gap, span.is_empty());
            if span.is_empty() {
                continue;
            }
            return Some(Line { span, after_gap: gap_before, indent });
        }
        None
    })
}

fn after_break(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let length = if rest.starts_with("\r\n") { 2 } else { rest.chars().next().map_or(0, char::len_utf8) };
    at + length
}

/// What is never part of a block's edge: white space, control characters, byte-order marks, zero-width spaces.
pub(super) fn is_padding(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}')
}

/// `span` without padding at its edges; empty at its end where nothing is left.
pub(super) fn trim(text: &str, span: Span) -> Span {
    trim_with(text, span, is_padding)
}

/// `span` without what `away` names at its edges.
pub(super) fn trim_with(text: &str, span: Span, away: impl Fn(char) -> bool) -> Span {
    let covered = span.of(text);
    let kept = covered.trim_start_matches(&away);
    let start = span.start + (covered.len() - kept.len()) as u32;
    Span::new(start, start + kept.trim_end_matches(&away).len() as u32)
}

/// The marks around a line's words.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Mark {
    /// None.
    Plain,
    /// `# …`, or underlined.
    Heading,
    /// `**…**` around the whole line.
    Bold,
    /// `*…*` or `_…_` around the whole line.
    Italic,
    /// A list item.
    Item,
    /// `> …`.
    Quote,
    /// `![…](…)`.
    Picture,
    /// `[…](…)` or an address, and nothing else.
    Link,
}

/// So many marks around one another are taken off; more are no writing.
const MARKS_DEEP: usize = 4;

/// A line's words without the marks around them. Where no word is left, the line as it was.
pub(super) fn unmark(text: &str, line: Span) -> (Span, Mark) {
    let mut inner = line;
    let mut telling = Mark::Plain;
    for _ in 0..MARKS_DEEP {
        let (words, mark) = outer_mark(text, inner);
        if mark == Mark::Plain || !has_words(words.of(text)) {
            break;
        }
        inner = words;
        // "# **Title**": the outer mark says what it is; "> **Title**" and "- [Title](…)": the inner one.
        if matches!(telling, Mark::Plain | Mark::Quote | Mark::Item) {
            telling = mark;
        }
    }
    (inner, telling)
}

fn outer_mark(text: &str, line: Span) -> (Span, Mark) {
    let covered = line.of(text);
    let after = |length: usize| trim(text, Span::new(line.start + length as u32, line.end));
    let hashes = covered.len() - covered.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && covered[hashes..].starts_with([' ', '\t', '\u{a0}', '*']) {
        let inner = after(hashes);
        return (trim_with(text, inner, |c| c == '#' || is_padding(c)), Mark::Heading);
    }
    if covered.starts_with('>') {
        return (after(1), Mark::Quote);
    }
    if let Some(length) = item_mark(covered) {
        return (after(length), Mark::Item);
    }
    for (delimiter, mark) in [
        ("***", Mark::Bold),
        ("**", Mark::Bold),
        ("__", Mark::Bold),
        ("*", Mark::Italic),
        ("_", Mark::Italic),
    ] {
        let inside = covered.strip_prefix(delimiter).and_then(|rest| rest.strip_suffix(delimiter));
        if inside.is_some_and(|inside| !inside.contains(delimiter)) {
            let width = delimiter.len() as u32;
            return (trim(text, Span::new(line.start + width, line.end - width)), mark);
        }
    }
    if covered.starts_with("![") && covered.ends_with(')') {
        (line, Mark::Picture)
    } else if is_link(covered) {
        (line, Mark::Link)
    } else {
        (line, Mark::Plain)
    }
}

/// The length of "- ", "* ", "• " or "12. " at the start.
fn item_mark(line: &str) -> Option<usize> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mark = match digits {
        0 => line.chars().next().filter(|c| "-*+•▪◦●·".contains(*c))?.len_utf8(),
        1..=3 => digits + usize::from(line[digits..].starts_with(['.', ')'])),
        _ => return None,
    };
    (mark > digits && line[mark..].starts_with([' ', '\t', '\u{a0}'])).then_some(mark)
}

fn is_link(line: &str) -> bool {
    let bare = |address: &str| {
        ["http://", "https://", "www."].iter().any(|start| address.starts_with(start))
            && !address.contains(char::is_whitespace)
    };
    let address = line.trim_start_matches('<').trim_end_matches('>');
    let marked = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(')'));
    bare(address) || marked.is_some_and(|inside| inside.matches("](").count() == 1 && !inside.contains(")["))
}

/// True where there is a letter or a digit.
pub(super) fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// True where the words end with a final stop, closing marks after it aside.
pub(super) fn has_final_stop(text: &str) -> bool {
    last_mark(text).is_some_and(|c| matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔'))
}

/// The last character that is no closing quotation mark, bracket or markup.
pub(super) fn last_mark(text: &str) -> Option<char> {
    text.chars().rev().find(|c| !is_padding(*c) && !"\"'”’»)]}*_".contains(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, words: &str, mark: Mark) {
        let (span, found) = unmark(line, Span::new(0, line.len() as u32));
        assert_eq!((span.of(line), found), (words, mark), "{line}");
    }

    #[test]
    fn marks_are_taken_off() {
        check("The sides met.", "The sides met.", Mark::Plain);
        check("## Talks resume ##", "Talks resume", Mark::Heading);
        check("# **Talks resume**", "Talks resume", Mark::Heading);
        check("**Talks resume**", "Talks resume", Mark::Bold);
        check("***Talks resume***", "Talks resume", Mark::Bold);
        check("_A summary._", "A summary.", Mark::Italic);
        check("- release of prisoners", "release of prisoners", Mark::Item);
        check("12) release", "release", Mark::Item);
        check("> > He said no.", "He said no.", Mark::Quote);
        check("> **Talks**", "Talks", Mark::Bold);
    }

    #[test]
    fn what_only_looks_like_a_mark_stays() {
        for line in [
            "**Kyiv** and **Moscow**",
            "#ceasefire is trending",
            "2025. That was the year",
            "1.5 million people",
            "-40 degrees",
            "*",
            "# ",
            "12.",
            "[Kyiv] he said (twice)",
        ] {
            check(line, line, Mark::Plain);
        }
    }

    #[test]
    fn pictures_and_links_are_lines_of_their_own() {
        check("![A bridge](bridge.jpg)", "![A bridge](bridge.jpg)", Mark::Picture);
        check("[More on the talks](/talks)", "[More on the talks](/talks)", Mark::Link);
        check("https://example.org/talks", "https://example.org/talks", Mark::Link);
        check("https://example.org is down", "https://example.org is down", Mark::Plain);
    }

    #[test]
    fn any_break_ends_a_line_and_blank_lines_are_gaps() {
        let text = "\u{feff}one\r\ntwo\rthree\n\n four\t\r\n\r\n\u{2028}five";
        let found: Vec<_> = lines(text).map(|line| (line.span.of(text), line.after_gap)).collect();
        assert_eq!(found, [("one", false), ("two", false), ("three", false), ("four", true), ("five", true)]);
    }

    #[test]
    fn stops_are_seen_through_closing_marks() {
        for (text, expected) in
            [("He left.", true), ("\"He left.\"", true), ("**Gone!**", true), ("Talks", false), ("", false)]
        {
            assert_eq!(has_final_stop(text), expected, "{text}");
        }
    }
}
