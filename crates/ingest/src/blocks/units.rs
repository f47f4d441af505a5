//! Units: what is judged as one. A unit is a line, or the lines of one hard-wrapped paragraph.

use super::labels::label;
use super::lines::{Line, Mark, has_final_stop, has_words, last_mark, lines, unmark};
use super::plain::Plain;
use std::iter::Peekable;
use verbale_text::Span;

/// A line, or the lines of one paragraph, without the marks around it.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) struct Unit {
    /// Its words, from the first line's to the last's.
    pub span: Span,
    /// The mark around it.
    pub mark: Mark,
    /// A blank line, or a line without words, stands before it.
    pub after_gap: bool,
}

/// The units of `text`, in order.
pub(super) fn units(text: &str) -> impl Iterator<Item = Unit> {
    let wrapping = Wrapping::measure(text);
    let mut lines = lines(text).peekable();
    let mut gap = false;
    std::iter::from_fn(move || {
        loop {
            let line = lines.next()?;
            let (span, mark) = unmark(text, line.span);
            if !has_words(span.of(text)) {
                // A rule ("---") or a fence: it parts, and belongs to no block.
                gap = true;
                continue;
            }
            let after_gap = std::mem::take(&mut gap) || line.after_gap;
            let mut unit = Unit { span, mark, after_gap };
            join(text, &wrapping, &mut unit, line, &mut lines);
            if unit.mark == Mark::Plain && unit.span.end > line.span.end {
                // A headline in bold may be wrapped too.
                (unit.span, unit.mark) = unmark(text, unit.span);
            }
            return Some(unit);
        }
    })
}

/// Takes the lines that go on with `unit`, or the underline that makes it a heading.
fn join(
    text: &str,
    wrapping: &Wrapping,
    unit: &mut Unit,
    first: Line,
    lines: &mut Peekable<impl Iterator<Item = Line>>,
) {
    let mut last = first;
    while let Some(next) = lines.peek().copied().filter(|next| !next.after_gap) {
        if last == first && unit.mark == Mark::Plain && is_underline(next.span.of(text)) {
            unit.mark = Mark::Heading;
            lines.next();
            return;
        }
        let (span, mark) = unmark(text, next.span);
        let same = match unit.mark {
            Mark::Plain | Mark::Item => mark == Mark::Plain,
            Mark::Quote => mark == Mark::Quote,
            _ => false,
        };
        let goes_on = same && has_words(span.of(text)) && wrapping.goes_on(last.span.of(text), span.of(text));
        let opens_paragraph = next.indent > last.indent && has_final_stop(last.span.of(text));
        if !goes_on || opens_paragraph || label(text, span, mark).is_some() {
            return;
        }
        unit.span = unit.span.cover(span);
        last = next;
        lines.next();
    }
}

fn is_underline(line: &str) -> bool {
    line.len() >= 3 && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'))
}

/// The longest line of a hard-wrapped text.
const WRAPPED_LONGEST: usize = 120;
/// The shortest.
const WRAPPED_SHORTEST: usize = 40;

/// How a text's lines were broken.
struct Wrapping {
    /// The width at which a program or a person broke the lines, where the text is hard-wrapped.
    width: Option<usize>,
}

impl Wrapping {
    /// Looks at all pairs of lines without a gap between them. In a hard-wrapped text, many lines break off in
    /// mid-sentence and the next one begins in lower case.
    fn measure(text: &str) -> Self {
        let mut lengths = [0_u32; WRAPPED_LONGEST + 1];
        let (mut pairs, mut broken) = (0_u32, 0_u32);
        let mut previous: Option<&str> = None;
        for line in lines(text) {
            let words = line.span.of(text);
            if let Some(before) = previous.filter(|_| !line.after_gap)
                && let Some(length) = short_length(before)
            {
                lengths[length] += 1;
                pairs += 1;
                broken += u32::from(breaks_off(before, words));
            }
            previous = Some(words);
        }
        let is_wrapped = broken > 0 && broken * 3 >= pairs;
        Self {
            width: is_wrapped
                .then(|| usual_longest(&lengths, pairs))
                .filter(|width| *width >= WRAPPED_SHORTEST),
        }
    }

    /// True where `line`'s sentence or paragraph goes on in `next`, the line below it.
    fn goes_on(&self, line: &str, next: &str) -> bool {
        if breaks_off(line, next) || last_mark(line).is_some_and(|c| matches!(c, ',' | ';')) {
            return true;
        }
        let (Some(width), Some(length)) = (self.width, short_length(line)) else { return false };
        // The line is full: the next line's first word did not fit.
        let word = next.split_whitespace().next().unwrap_or_default();
        length + 1 + word.chars().count() > width
    }
}

/// The line breaks off in mid-sentence: no stop, and the next begins in lower case.
fn breaks_off(line: &str, next: &str) -> bool {
    !has_final_stop(line)
        && last_mark(line) != Some(':')
        && next.trim_start_matches(['"', '\'', '“', '‘', '(']).starts_with(char::is_lowercase)
}

/// The number of characters, where it is one of a hard-wrapped text.
fn short_length(line: &str) -> Option<usize> {
    (line.len() <= 4 * WRAPPED_LONGEST)
        .then(|| line.chars().count())
        .filter(|length| *length <= WRAPPED_LONGEST)
}

/// The longest length but for the longest twentieth of the lines: a headline may stand out.
fn usual_longest(lengths: &[u32], lines: u32) -> usize {
    let mut longer = 0;
    for (length, count) in lengths.iter().enumerate().rev() {
        longer += count;
        if longer > lines / 20 {
            return length;
        }
    }
    0
}

/// Texts up to this length are short: a headline, a summary.
pub(super) const HEADLINE_LONGEST: usize = 200;
/// A deck is no longer than this.
pub(super) const DECK_LONGEST: usize = 600;

impl Unit {
    /// Its words.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }

    /// A heading, or a line all in bold that is no full sentence.
    pub fn is_marked_headline(&self, text: &str) -> bool {
        match self.mark {
            Mark::Heading => self.span.len() as usize <= 2 * HEADLINE_LONGEST,
            Mark::Bold => {
                let words = self.of(text);
                words.len() <= HEADLINE_LONGEST && last_mark(words) != Some('.')
            }
            _ => false,
        }
    }

    /// A short line without marks and without a final stop that begins with a capital letter or a digit.
    pub fn looks_like_headline(&self, text: &str, plain: &Plain) -> bool {
        let words = self.of(text);
        let begins = words.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
        self.mark == Mark::Plain
            && begins
            && plain.words() >= 2
            && words.len() <= HEADLINE_LONGEST
            && !words.contains('\n')
            && !has_final_stop(words)
            && last_mark(words).is_some_and(|c| !matches!(c, ':' | ',' | ';'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Mark)]) {
        let found: Vec<_> = units(text).map(|unit| (unit.of(text), unit.mark)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_wrapped_paragraph_is_one_unit() {
        let first = "The two delegations met on Tuesday in a hotel by the lake to talk about\n\
                     the release of prisoners, and agreed on a list of names. It was the\n\
                     Swiss hosts who brought them together, a diplomat said on Wednesday.";
        let second = "Nothing was signed, and both of them will come back for more talks in\nMarch.";
        check(&format!("{first}\n\n{second}\n"), &[(first, Mark::Plain), (second, Mark::Plain)]);
    }

    #[test]
    fn an_indented_line_opens_a_paragraph() {
        let first = "The two delegations met on Tuesday in a hotel by the lake to talk about\n\
                     the release of prisoners, and both of them agreed on a list of names.";
        let second = "Nothing was signed, and both of them will come back for more talks in\nMarch.";
        check(&format!("   {first}\n   {second}\n"), &[(first, Mark::Plain), (second, Mark::Plain)]);
    }

    #[test]
    fn lines_that_are_whole_stay_apart() {
        check(
            "Talks resume\nThey met in Geneva.\nThey left.",
            &[
                ("Talks resume", Mark::Plain),
                ("They met in Geneva.", Mark::Plain),
                ("They left.", Mark::Plain),
            ],
        );
    }

    #[test]
    fn a_wrapped_line_in_bold_is_one_in_bold() {
        check(
            "**The envoys of the two\nriver states meet**\n",
            &[("The envoys of the two\nriver states meet", Mark::Bold)],
        );
    }

    #[test]
    fn verse_goes_on_after_a_comma() {
        check(
            "Over the river,\nUnder the bridge,\nNobody came.",
            &[("Over the river,\nUnder the bridge,\nNobody came.", Mark::Plain)],
        );
    }

    #[test]
    fn markdown_is_told() {
        check(
            "Talks resume\n============\n\nThey met.\n\n---\n- release\n- aid,\nfood\n> He said\n> no.\n```\n",
            &[
                ("Talks resume", Mark::Heading),
                ("They met.", Mark::Plain),
                ("release", Mark::Item),
                ("aid,\nfood", Mark::Item),
                ("He said\n> no.", Mark::Quote),
            ],
        );
    }
}
