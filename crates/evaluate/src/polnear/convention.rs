//! From the codebook's convention for spans to PolNeAR's own.
//!
//! The two differ at the edges of a content. The codebook leaves out quotation marks with the punctuation
//! inside them, the complementiser "that" and the addressee ("urged the council **to vote**"). PolNeAR
//! keeps them in the content ("urged **the council to vote**"), all but the addressee of a telling verb
//! ("told the council **that he would vote**"), and puts a preposition to the cue ("**warned of** a
//! strike"). In its 840 training articles, first annotator, 19,832 contents: 4,349 end with a closing mark
//! and 6 right before one; 2,395 begin with "that" and 30 right after it; "for", "of", "about", "on" and
//! "against" after the verb belong to the cue in 1,695 and to the content in 81; only 115 contents hold
//! another attribution, cue and all, which is why nested ones are not written.

use super::writer::AttributionSpans;
use verbale_text::Span;

/// Marks that open or close a quotation, two apostrophes included.
const DOUBLE_MARKS: [&str; 6] = ["\"", "“", "”", "''", "«", "»"];
const SINGLE_MARKS: [&str; 3] = ["'", "‘", "’"];
/// What may stand between a quotation's last word and its closing mark, the end of an inner one included.
const BEFORE_CLOSING: &str = ",.!?;:…-–—)]'’";
/// How many characters of it at most.
const MOST_BEFORE_CLOSING: usize = 4;
/// Words that open a reported clause and belong to it.
const COMPLEMENTISERS: [&str; 4] = ["that", "that,", "whether", "if"];
const CUE_PREPOSITIONS: [&str; 5] = ["of", "for", "about", "on", "against"];
/// Verbs whose addressee PolNeAR leaves out of the content, by their beginnings.
const TELLING: [&str; 5] = ["tell", "told", "remind", "inform", "assur"];
/// First words of a phrase between cue and content that is no addressee but says when, where or how.
const NO_ADDRESSEE: &str = "\
    about after again also as at before by during earlier from in into last later next on out over since \
    this to today tomorrow under until via when while with without yesterday monday tuesday wednesday \
    thursday friday saturday sunday is was are were be been being";

/// The same attribution with PolNeAR's span edges. Spans must lie in `text` on character boundaries.
pub(super) fn to_polnear(text: &str, attribution: &AttributionSpans) -> AttributionSpans {
    let mut converted = attribution.clone();
    for piece in &mut converted.content {
        *piece = with_quotation_marks(text, *piece);
        piece.start = before_complementiser(text, piece.start);
    }
    if let (Some(cue), Some(first)) = (&mut converted.cue, converted.content.first_mut())
        && cue.end < first.start
        && !text[cue.end as usize..first.start as usize].contains('\n')
    {
        take_in_gap(text, cue, first);
    }
    converted
}

/// Puts back quotation marks that stand right before the piece, and, where one is open inside it, the
/// punctuation and closing mark that follow.
fn with_quotation_marks(text: &str, piece: Span) -> Span {
    let mut start = piece.start as usize;
    let marks = || DOUBLE_MARKS.into_iter().chain(SINGLE_MARKS);
    while let Some(mark) = marks().find(|mark| text[..start].ends_with(mark)) {
        start -= mark.len();
    }
    let single =
        SINGLE_MARKS.iter().any(|mark| text[start..].starts_with(mark)) && !text[start..].starts_with("''");
    let end = piece.end as usize;
    let inside = &text[start..end];
    let open = leaves_double_open(inside, &text[..start]);
    let marks = || DOUBLE_MARKS.iter().filter(|_| open).chain(SINGLE_MARKS.iter().filter(|_| single));
    let closed = closing_end(&text[end..], marks).map_or(end, |length| end + length);
    Span::new(start as u32, closed as u32)
}

/// The length of `rest` up to and with the first closing mark, where only punctuation stands before it.
fn closing_end<'m, M: Iterator<Item = &'m &'static str>>(rest: &str, marks: impl Fn() -> M) -> Option<usize> {
    let mut at = 0;
    for letter in rest.chars().take(MOST_BEFORE_CLOSING + 1) {
        if let Some(mark) = marks().find(|mark| rest[at..].starts_with(**mark)) {
            return Some(at + mark.len());
        }
        if !BEFORE_CLOSING.contains(letter) {
            return None;
        }
        at += letter.len_utf8();
    }
    None
}

/// Whether the last double mark in `inside` opens a quotation. A straight mark opens where white space,
/// an opening bracket or nothing stands before it.
fn leaves_double_open(inside: &str, before: &str) -> bool {
    let last = DOUBLE_MARKS.iter().filter_map(|mark| Some((inside.rfind(mark)?, *mark))).max();
    match last {
        None | Some((_, "”" | "»")) => false,
        Some((_, "“" | "«")) => true,
        Some((at, _)) => {
            let previous = inside[..at].chars().next_back().or_else(|| before.chars().next_back());
            previous.is_none_or(|letter| letter.is_whitespace() || "([—–-".contains(letter))
        }
    }
}

/// The start of the complementiser right before `start`, if there is one.
fn before_complementiser(text: &str, start: u32) -> u32 {
    let head = &text[..start as usize];
    let trimmed = head.trim_end_matches([' ', '\u{a0}']);
    let opening = COMPLEMENTISERS.iter().find_map(|word| trimmed.strip_suffix(word)).filter(|rest| {
        trimmed.len() < head.len()
            && !rest.ends_with(|letter: char| letter.is_alphanumeric() || letter == '-')
    });
    opening.map_or(start, |rest| rest.len() as u32)
}

/// Gives the words between cue and content to the one that PolNeAR gives them to.
fn take_in_gap(text: &str, cue: &mut Span, content: &mut Span) {
    let gap = Span::new(cue.end, content.start).trimmed(text);
    let words: Vec<&str> = gap.of(text).split_whitespace().collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    if words.len() == 1 && CUE_PREPOSITIONS.contains(first) {
        cue.end = gap.end;
        return;
    }
    let follows = content.of(text).split_whitespace().next().unwrap_or_default();
    let governed = matches!(*last, "of" | "for") || matches!(follows, "to" | "of" | "for" | "not");
    let cue_word = cue.of(text).split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let tells = TELLING.iter().any(|beginning| cue_word.starts_with(beginning));
    let bare = !gap.of(text).contains([',', ';', ':', '"', '“', '(']);
    if governed && bare && !tells && !says_when_or_how(first) {
        content.start = gap.start;
    }
}

fn says_when_or_how(word: &str) -> bool {
    NO_ADDRESSEE.split(' ').any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of `marked`, where `<…>` is the cue and `{…}` each piece of the content, converted and
    /// marked again.
    fn check(marked: &str, expected: &str) {
        let mut text = String::new();
        let mut attribution = AttributionSpans::default();
        let mut start = 0;
        for letter in marked.chars() {
            match letter {
                '<' | '{' => start = text.len() as u32,
                '>' => attribution.cue = Some(Span::new(start, text.len() as u32)),
                '}' => attribution.content.push(Span::new(start, text.len() as u32)),
                _ => text.push(letter),
            }
        }
        let converted = to_polnear(&text, &attribution);
        let mut marks: Vec<(u32, char)> = Vec::new();
        for (open, close, spans) in
            [('<', '>', converted.cue.as_slice()), ('{', '}', converted.content.as_slice())]
        {
            marks.extend(spans.iter().flat_map(|span| [(span.start, open), (span.end, close)]));
        }
        marks.sort_by_key(|&(at, mark)| (std::cmp::Reverse(at), matches!(mark, '>' | '}')));
        for (at, mark) in marks {
            text.insert(at as usize, mark);
        }
        assert_eq!(text, expected);
    }

    #[test]
    fn quotation_marks_come_back_with_the_punctuation_inside() {
        check("“{Bread is cheap},” she <said>.", "{“Bread is cheap,”} she <said>.");
        check(r#""{Bread}," she <said>, "{is cheap}.""#, r#"{"Bread,"} she <said>, {"is cheap."}"#);
        check("“{Bread},” she <said>, “{is cheap}.”", "{“Bread,”} she <said>, {“is cheap.”}");
        check("''{Bread is cheap},'' she <said>.", "{''Bread is cheap,''} she <said>.");
        check("‘{Bread is cheap}!’ she <said>.", "{‘Bread is cheap!’} she <said>.");
        check("She <called> bread {“cheap}.”", "She <called> bread {“cheap.”}");
        check("“{He called it ‘cheap}.’” she <said>.", "{“He called it ‘cheap.’”} she <said>.");
        check("She <calls> it “{cheap” and “fresh}”.", "She <calls> it {“cheap” and “fresh”}.");
        check(
            "“The mayor <says> {bread is cheap},” he added.",
            "“The mayor <says> {bread is cheap},” he added.",
        );
        check("She <said> {bread isn't cheap}.", "She <said> {bread isn't cheap}.");
    }

    #[test]
    fn the_complementiser_belongs_to_the_content() {
        check("She <said> that {bread is cheap}.", "She <said> {that bread is cheap}.");
        check("She <said> that “{bread is cheap}.”", "She <said> {that “bread is cheap.”}");
        check(
            "She <told> the council that {bread is cheap}.",
            "She <told> the council {that bread is cheap}.",
        );
        check("She <asked> whether {bread is cheap}.", "She <asked> {whether bread is cheap}.");
        check("She <said> whatthat {bread}.", "She <said> whatthat {bread}.");
    }

    #[test]
    fn an_object_belongs_to_the_content_but_not_whoever_is_told() {
        check("She <urged> the council {to vote}.", "She <urged> {the council to vote}.");
        check("She <accused> the baker of {cheating}.", "She <accused> {the baker of cheating}.");
        check("She <told> the council {to vote}.", "She <told> the council {to vote}.");
        check("She <promised> on Monday {to vote}.", "She <promised> on Monday {to vote}.");
        check("She <asked> the council, twice, {to vote}.", "She <asked> the council, twice, {to vote}.");
        check("She <said> yesterday {she would vote}.", "She <said> yesterday {she would vote}.");
    }

    #[test]
    fn a_preposition_belongs_to_the_cue() {
        check("She <warned> of {a strike}.", "She <warned of> {a strike}.");
        check("She <called> for “{a strike}.”", "She <called for> {“a strike.”}");
    }
}
