//! Reads and writes attributions as brat standoff in PolNeAR's shape: one file an article, offsets in code
//! points, one `E` line an attribution.

use super::convention::to_polnear;
use super::document::ArticleText;
use super::standoff::{self, Role, StandoffError};
use crate::measure::FirstSeen;
use std::fmt::Write;
use verbale_text::Span;

/// One attribution's spans, in bytes of the text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AttributionSpans {
    /// The words that name the source.
    pub source: Option<Span>,
    /// The words that report.
    pub cue: Option<Span>,
    /// What is reported, in pieces where the cue interrupts it.
    pub content: Vec<Span>,
    /// The place in the list of the attribution that contains this one.
    pub within: Option<usize>,
}

/// Writes attributions, given in the codebook's convention, as PolNeAR would annotate them: outermost
/// level only, span edges by PolNeAR's convention. Spans must lie in `text` on character boundaries.
pub fn write(text: &str, attributions: &[AttributionSpans]) -> String {
    let outermost = attributions.iter().filter(|attribution| attribution.within.is_none());
    let converted: Vec<AttributionSpans> = outermost.map(|row| to_polnear(text, row)).collect();
    write_as_is(text, &converted)
}

/// Writes attributions without changing their spans.
pub fn write_as_is(text: &str, attributions: &[AttributionSpans]) -> String {
    let mut writer = Writer { text, points: CodePoints::of(text), lines: String::new(), bound: 0 };
    for (number, attribution) in attributions.iter().enumerate() {
        let (source, cue, content) =
            (attribution.source.as_slice(), attribution.cue.as_slice(), attribution.content.as_slice());
        let mut arguments = Vec::new();
        for (label, spans) in [("Source", source), ("Cue", cue), ("Content", content)] {
            arguments.extend(writer.bind(label, spans));
        }
        // brat wants a trigger word for every event: PolNeAR repeats the cue.
        let trigger = writer.bind("Attribution", if cue.is_empty() { content } else { cue });
        let arguments: Vec<String> = trigger.into_iter().chain(arguments).collect();
        writeln!(writer.lines, "E{}\t{}", number + 1, arguments.join(" ")).expect("writing to a string");
    }
    writer.lines
}

struct Writer<'t> {
    text: &'t str,
    points: CodePoints,
    lines: String,
    bound: usize,
}

impl Writer<'_> {
    /// Writes one text-bound line and names it for an event ("Cue:T2"); nothing where there are no spans.
    fn bind(&mut self, label: &str, spans: &[Span]) -> Option<String> {
        let mut sorted: Vec<Span> = spans.iter().copied().filter(|span| !span.is_empty()).collect();
        sorted.sort();
        if sorted.is_empty() {
            return None;
        }
        self.bound += 1;
        let offsets: Vec<String> = sorted
            .iter()
            .map(|span| format!("{} {}", self.points.before(span.start), self.points.before(span.end)))
            .collect();
        let words: Vec<&str> = sorted.iter().map(|span| span.of(self.text)).collect();
        let words = words.join(" ").replace(['\n', '\r', '\t'], " ");
        writeln!(self.lines, "T{}\t{label} {}\t{words}", self.bound, offsets.join(";"))
            .expect("writing to a string");
        Some(format!("{label}:T{}", self.bound))
    }
}

/// Reads one annotation file as spans in bytes, in PolNeAR's convention. A source or cue in pieces is read
/// from its first to its last.
pub fn read(article: &str, text: &str, standoff: &str) -> Result<Vec<AttributionSpans>, StandoffError> {
    let letters = ArticleText::new(text);
    let starts: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
    let rows = standoff::read(article, standoff, &letters, false, &mut FirstSeen::default())?;
    let spans = |row: &standoff::Attribution, role| -> Vec<Span> {
        row.stretches(role).iter().map(|part| Span::new(starts[part.start], starts[part.end])).collect()
    };
    let whole = |parts: Vec<Span>| parts.into_iter().reduce(Span::cover);
    let read_row = |row: &standoff::Attribution| AttributionSpans {
        source: whole(spans(row, Role::Source)),
        cue: whole(spans(row, Role::Cue)),
        content: spans(row, Role::Content),
        within: None,
    };
    Ok(rows.iter().map(read_row).collect())
}

/// How many code points stand before each byte.
struct CodePoints(Vec<u32>);

impl CodePoints {
    fn of(text: &str) -> Self {
        let mut before = Vec::with_capacity(text.len() + 1);
        let mut points = 0;
        for letter in text.chars() {
            before.extend(std::iter::repeat_n(points, letter.len_utf8()));
            points += 1;
        }
        before.push(points);
        Self(before)
    }

    fn before(&self, byte: u32) -> u32 {
        self.0[byte as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str, words: &str) -> Span {
        let start = text.find(words).expect("the words are in the text") as u32;
        Span::new(start, start + words.len() as u32)
    }

    const TEXT: &str = "“Café prices,” Zoë Marek said,\n“are fair.” She noted that he had agreed to wait.";

    fn attributions() -> Vec<AttributionSpans> {
        let spans = |words: &[&str]| words.iter().map(|words| span(TEXT, words)).collect();
        let row = |source: Option<&str>, cue, content: &[&str], within| AttributionSpans {
            source: source.map(|words| span(TEXT, words)),
            cue: Some(span(TEXT, cue)),
            content: spans(content),
            within,
        };
        vec![
            row(Some("Zoë Marek"), "said", &["Café prices", "are fair"], None),
            row(Some("She"), "noted", &["he had agreed to wait"], None),
            row(Some("he"), "had agreed", &["to wait"], Some(1)),
            row(None, "noted", &[], None),
        ]
    }

    #[test]
    fn the_outermost_attributions_are_written_in_code_points() {
        insta::assert_snapshot!(write(TEXT, &attributions()), @"
        T1	Source 15 24	Zoë Marek
        T2	Cue 25 29	said
        T3	Content 0 14;31 42	“Café prices,” “are fair.”
        T4	Attribution 25 29	said
        E1	Attribution:T4 Source:T1 Cue:T2 Content:T3
        T5	Source 43 46	She
        T6	Cue 47 52	noted
        T7	Content 53 79	that he had agreed to wait
        T8	Attribution 47 52	noted
        E2	Attribution:T8 Source:T5 Cue:T6 Content:T7
        T9	Cue 47 52	noted
        T10	Attribution 47 52	noted
        E3	Attribution:T10 Cue:T9
        ");
    }

    #[test]
    fn what_is_written_as_it_is_reads_back() {
        let mut given = attributions();
        let standoff = write_as_is(TEXT, &given);
        given.iter_mut().for_each(|row| row.within = None);
        assert_eq!(read("a", TEXT, &standoff).unwrap(), given);
    }

    proptest::proptest! {
        #[test]
        fn any_text_and_spans_write_and_read(text in ".{0,80}", cuts in proptest::collection::vec(0usize..80, 6)) {
            let mut edges: Vec<u32> = cuts
                .iter()
                .map(|&cut| text.char_indices().map(|(at, _)| at).nth(cut).unwrap_or(text.len()) as u32)
                .collect();
            edges.sort();
            let spans: Vec<Span> = edges.chunks(2).map(|pair| Span::new(pair[0], pair[1])).collect();
            let row = AttributionSpans {
                source: Some(spans[0]), cue: Some(spans[1]), content: vec![spans[2]], within: None,
            };
            proptest::prop_assert!(read("a", &text, &write(&text, &[row])).is_ok());
        }
    }
}
