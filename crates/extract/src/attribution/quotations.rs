//! Quotations: which stretches of the text stand in quotation marks, whatever the marks.
//!
//! Marks pair inside a block. A mark that is never closed ends with its sentence, or with its paragraph where
//! the next one opens with the same mark (a quotation running over paragraphs), so that it spoils nothing else.

use verbale_text::{BlockId, Document, Span};

/// A stretch in quotation marks.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Quotation {
    /// What stands between the marks.
    pub inside: Span,
    /// The opening mark through the closing one.
    pub whole: Span,
    /// How many quotations it stands in.
    pub depth: u8,
    /// It has a closing mark.
    pub closed: bool,
    /// It goes on in the quotation that opens the next paragraph.
    pub runs_on: bool,
}

/// Families of marks: an opening one is only closed by its own family.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum Family {
    Double,
    Guillemet,
    Single,
}

#[derive(Copy, Clone, Debug)]
struct Mark {
    span: Span,
    family: Family,
    opens: bool,
    closes: bool,
}

struct Open {
    mark: Mark,
    slot: usize,
}

/// Finds every quotation of the document, in the order of their opening marks. `sentence_ends` are the ends
/// of its sentences, in order.
pub fn find(document: &Document, sentence_ends: &[u32]) -> Vec<Quotation> {
    let mut found = Vec::new();
    let blocks = document.blocks();
    for (id, block) in blocks.pairs() {
        let next = blocks.get(BlockId(id.0 + 1)).map(|block| document.slice(block.span));
        let runs_on = next.and_then(|text| text.chars().next()).is_some_and(is_double);
        pair_marks(document.text(), block.span, sentence_ends, runs_on, &mut found);
    }
    found.sort_by_key(|quotation| (quotation.whole.start, std::cmp::Reverse(quotation.whole.end)));
    let mut open: Vec<u32> = Vec::new();
    for quotation in &mut found {
        open.retain(|&end| end > quotation.whole.start);
        quotation.depth = open.len().min(255) as u8;
        open.push(quotation.whole.end);
    }
    found
}

/// True for the marks that set off speech at the edge of a paragraph.
fn is_double(mark: char) -> bool {
    matches!(mark, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

/// True for any character that can be a quotation mark.
pub fn is_mark(mark: char) -> bool {
    is_double(mark) || matches!(mark, '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '´')
}

fn pair_marks(text: &str, block: Span, sentence_ends: &[u32], runs_on: bool, found: &mut Vec<Quotation>) {
    let marks = marks(text, block);
    let mut open: Vec<Open> = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        let partner = open.iter().rposition(|open| open.mark.family == mark.family);
        // A single closing mark is an apostrophe unless a single quotation is open.
        if mark.closes
            && let Some(partner) = partner
            && (!mark.opens || mark.family != Family::Single)
        {
            // What was opened inside and never closed ends with the sentence.
            for lost in open.drain(partner + 1..) {
                found[lost.slot] = unclosed(text, block, lost.mark, mark.span.start, sentence_ends, false);
            }
            let opening = open.pop().expect("the partner is open");
            let (start, end) = (opening.mark.span, mark.span);
            found[opening.slot] = Quotation {
                inside: Span::new(start.end, end.start),
                whole: Span::new(start.start, end.end),
                depth: 0,
                closed: true,
                runs_on: false,
            };
        } else if mark.opens {
            if mark.family == Family::Single && !single_is_closed(&marks, at) {
                continue;
            }
            // The same mark twice: the first was never closed.
            if let Some(partner) = partner
                && !nests(&open, partner)
            {
                for lost in open.drain(partner..) {
                    found[lost.slot] =
                        unclosed(text, block, lost.mark, mark.span.start, sentence_ends, false);
                }
            }
            open.push(Open { mark: *mark, slot: found.len() });
            found.push(Quotation {
                inside: mark.span,
                whole: mark.span,
                depth: 0,
                closed: false,
                runs_on: false,
            });
        }
    }
    for lost in open {
        found[lost.slot] = unclosed(text, block, lost.mark, block.end, sentence_ends, runs_on);
    }
}

/// Whether an opening mark may stand inside the open quotation of its own family: only where another family
/// stands between them.
fn nests(open: &[Open], partner: usize) -> bool {
    partner + 1 < open.len()
}

fn unclosed(
    text: &str,
    block: Span,
    mark: Mark,
    limit: u32,
    sentence_ends: &[u32],
    runs_on: bool,
) -> Quotation {
    let sentence = sentence_ends[sentence_ends.partition_point(|&end| end <= mark.span.end)..].first();
    let end = match sentence {
        Some(&end) if !runs_on => end.min(limit).min(block.end).max(mark.span.end),
        _ => limit.max(mark.span.end),
    };
    let inside = Span::new(mark.span.end, end).trimmed(text);
    let inside = Span::new(mark.span.end, inside.end.max(mark.span.end));
    let whole = Span::new(mark.span.start, inside.end);
    Quotation { inside, whole, depth: 0, closed: false, runs_on }
}

/// The single mark at `at` is closed later on, before another one opens.
fn single_is_closed(marks: &[Mark], at: usize) -> bool {
    marks[at + 1..]
        .iter()
        .filter(|mark| mark.family == Family::Single)
        .take_while(|mark| !mark.opens || mark.closes)
        .any(|mark| mark.closes)
}

/// The marks of a block with what each can do there.
fn marks(text: &str, block: Span) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let covered = block.of(text);
    let mut characters = covered.char_indices().peekable();
    while let Some((at, mark)) = characters.next() {
        if !is_mark(mark) {
            continue;
        }
        let mut end = at + mark.len_utf8();
        let mut family = family(mark);
        // Two single marks in a row stand for a double one ('' or ``).
        if family == Family::Single && characters.peek().is_some_and(|&(_, next)| next == mark) {
            characters.next();
            end += mark.len_utf8();
            family = Family::Double;
        }
        let before = covered[..at].chars().next_back();
        let after = covered[end..].chars().next();
        let (opens, closes) = directions(mark, family, before, after);
        if opens || closes {
            let span = Span::new(block.start + at as u32, block.start + end as u32);
            marks.push(Mark { span, family, opens, closes });
        }
    }
    marks
}

fn family(mark: char) -> Family {
    match mark {
        '«' | '»' | '‹' | '›' => Family::Guillemet,
        '\'' | '‘' | '’' | '‚' | '‛' | '`' | '´' => Family::Single,
        _ => Family::Double,
    }
}

/// Whether a mark can open and whether it can close, judged by its shape and its neighbours.
fn directions(mark: char, family: Family, before: Option<char>, after: Option<char>) -> (bool, bool) {
    let space_before = before.is_none_or(|c| c.is_whitespace() || "([{—–-/…".contains(c) || is_mark(c));
    let space_after = after.is_none_or(char::is_whitespace);
    let word_after = after.is_some_and(char::is_alphanumeric);
    let word_before = before.is_some_and(char::is_alphanumeric);
    match mark {
        // German closes with the mark that English opens with.
        '“' | '‟' => {
            let closes = !space_before && !word_after;
            (!closes && !space_after, closes)
        }
        '„' | '‚' | '‛' => (!space_after, false),
        '«' | '‹' => (true, false),
        '»' | '›' => (false, true),
        '”' => (space_before && word_after, true),
        '‘' | '`' if family == Family::Single => (space_before && !space_after, false),
        '’' | '´' if family == Family::Single => {
            (false, !word_after && !before.is_none_or(char::is_whitespace))
        }
        '\'' if family == Family::Single => {
            (space_before && word_after, !word_after && !before.is_none_or(char::is_whitespace))
        }
        // Straight double marks, and doubled single ones.
        _ => {
            let opens = !space_after && (space_before || !word_before);
            let closes = !before.is_none_or(char::is_whitespace) && (!word_after || !space_before);
            match (opens, closes) {
                // A mark between spaces, or inside a word: the state decides.
                (false, false) => (true, true),
                both => both,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use verbale_text::{Block, BlockKind, OffsetMap, Parts};

    fn document(text: &str) -> Document {
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in text.split('\n') {
            let span = Span::new(at, at + line.len() as u32).trimmed(text);
            if !span.is_empty() {
                blocks.push(Block { kind: BlockKind::Paragraph, span });
            }
            at += line.len() as u32 + 1;
        }
        let offsets = OffsetMap::identity(text.len() as u32);
        Document::new(Parts { text: text.to_owned(), offsets, blocks, ..Parts::default() })
    }

    /// Sentence ends as a crude splitter gives them: after every full stop, with a closing mark behind it.
    fn sentence_ends(text: &str) -> Vec<u32> {
        let stops = text.char_indices().filter(|&(_, c)| matches!(c, '.' | '?' | '\n'));
        stops.map(|(at, _)| at as u32 + 1).chain([text.len() as u32]).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let document = document(text);
        let found = find(&document, &sentence_ends(text));
        let shown: Vec<String> = found
            .iter()
            .map(|quotation| {
                let mut shown = ">".repeat(quotation.depth.into()) + document.slice(quotation.inside);
                if !quotation.closed {
                    shown.push_str(if quotation.runs_on { " [runs on]" } else { " [unclosed]" });
                }
                shown
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn every_style_of_mark_pairs() {
        check("\"We will wait,\" she said. \"We are patient.\"", &["We will wait,", "We are patient."]);
        check("“We will wait,” she said.", &["We will wait,"]);
        check("„Wir warten“, sagte sie.", &["Wir warten"]);
        check("«We wait», she said.", &["We wait"]);
        check("''We wait,'' she said.", &["We wait,"]);
        check("``We wait,'' she said.", &["We wait,"]);
        check("She called it ‘a farce’ today.", &["a farce"]);
        check("She called it 'a farce' today.", &["a farce"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("The ministers' plan isn't Kyiv's, and the ’90s' mood won't return.", &[]);
        check("The ministers’ plan isn’t Kyiv’s.", &[]);
        check("They called the workers' rights 'a detail' again.", &["a detail"]);
    }

    #[test]
    fn quotations_nest() {
        check("\"He said 'no' to me,\" she said.", &["He said 'no' to me,", ">no"]);
        check("“He said ‘no’ to me,” she said.", &["He said ‘no’ to me,", ">no"]);
        check("“He told me «never» twice.”", &["He told me «never» twice.", ">never"]);
    }

    #[test]
    fn an_unclosed_mark_ends_with_its_sentence() {
        check("He called it “a trap. Nobody came. She said “yes” later.", &["a trap. [unclosed]", "yes"]);
        check("He called it \"a trap. Nobody came.\nShe said \"yes\" later.", &["a trap. [unclosed]", "yes"]);
    }

    #[test]
    fn a_quotation_runs_over_paragraphs() {
        check("“We begin. We go on.\n“We end,” he said.", &["We begin. We go on. [runs on]", "We end,"]);
    }

    #[test]
    fn stray_closing_marks_are_passed_over() {
        check("He left.” Then “one more” came.", &["one more"]);
        check("\"", &[" [unclosed]"]);
    }

    proptest! {
        #[test]
        fn any_text_gives_quotations_inside_it(text in "[ab.,'\"“”‘’«»` \\n]{0,60}") {
            let document = document(&text);
            for quotation in find(&document, &sentence_ends(&text)) {
                prop_assert!(quotation.whole.contains(quotation.inside));
                prop_assert!(text.get(quotation.whole.range()).is_some());
                prop_assert!(text.get(quotation.inside.range()).is_some());
            }
        }
    }
}
