//! A text with its annotations, cut into pieces that lie under the same marks from end to end.

use verbale_record::Record;
use verbale_text::Span;

/// What a mark shows.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum MarkKind {
    /// What is reported.
    Content,
    /// The words that name the source.
    Source,
    /// The words that report.
    Cue,
    /// A point of a proposal or agreement.
    Term,
    /// The word that names an event.
    Event,
    /// A quantity.
    Figure,
    /// The first mention of an entity.
    Mention,
}

/// A stretch of the text that a row of the record points at.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Mark {
    /// What it shows.
    pub kind: MarkKind,
    /// The row ("s3").
    pub item: String,
    /// Where.
    pub span: Span,
}

/// A stretch of the text that no mark begins or ends inside of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece<'m> {
    /// Where.
    pub span: Span,
    /// The marks over it, outermost first.
    pub marks: Vec<&'m Mark>,
}

impl Piece<'_> {
    /// The marks that begin with this piece, outermost first.
    pub fn opening(&self) -> impl Iterator<Item = &Mark> {
        self.marks.iter().copied().filter(|mark| mark.span.start == self.span.start)
    }

    /// The marks that end with this piece, innermost first.
    pub fn closing(&self) -> impl Iterator<Item = &Mark> {
        self.marks.iter().rev().copied().filter(|mark| mark.span.end == self.span.end)
    }
}

/// All marks of a record: by place, the longer before the shorter.
pub fn marks(record: &Record) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut add = |kind, item: &dyn ToString, spans: &[Span]| {
        let mark = |span: &Span| Mark { kind, item: item.to_string(), span: *span };
        marks.extend(spans.iter().filter(|span| !span.is_empty()).map(mark));
    };
    for row in &record.statements {
        add(MarkKind::Content, &row.id, &row.content_spans);
        add(MarkKind::Source, &row.id, row.source_span.as_slice());
        add(MarkKind::Cue, &row.id, row.cue_span.as_slice());
    }
    for row in record.events.iter().filter(|row| row.statement.is_none()) {
        add(MarkKind::Event, &row.id, row.trigger_span.as_slice());
    }
    for row in &record.figures {
        add(MarkKind::Figure, &row.id, row.span.as_slice());
    }
    for row in &record.terms {
        add(MarkKind::Term, &row.id, row.summary_span.as_slice());
    }
    for row in &record.entities {
        add(MarkKind::Mention, &row.id, row.mentions.iter().min().copied().as_slice());
    }
    let text = &record.document.text;
    marks.retain(|mark| text.get(mark.span.range()).is_some());
    marks.sort_by_key(|mark| {
        (mark.span.start, std::cmp::Reverse(mark.span.end), mark.kind, mark.item.clone())
    });
    marks
}

/// Cuts `part` of the text where marks begin and end.
pub fn pieces(part: Span, marks: &[Mark]) -> Vec<Piece<'_>> {
    let inside: Vec<&Mark> = marks.iter().filter(|mark| mark.span.overlaps(part)).collect();
    let edges = inside.iter().flat_map(|mark| [mark.span.start, mark.span.end]);
    let mut cuts: Vec<u32> = edges.filter(|cut| (part.start..part.end).contains(cut)).collect();
    cuts.extend([part.start, part.end]);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|cut| {
            let span = Span::new(cut[0], cut[1]);
            Piece { span, marks: inside.iter().copied().filter(|mark| mark.span.contains(span)).collect() }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(item: &str, start: u32, end: u32) -> Mark {
        Mark { kind: MarkKind::Content, item: item.to_owned(), span: Span::new(start, end) }
    }

    #[test]
    fn pieces_lie_under_the_same_marks_from_end_to_end() {
        let marks = [mark("s1", 2, 8), mark("s2", 4, 6), mark("s3", 6, 12), mark("s4", 20, 30)];
        let shown: Vec<String> = pieces(Span::new(0, 10), &marks)
            .iter()
            .map(|piece| {
                let items = |marks: Vec<&Mark>| -> String {
                    marks.iter().map(|mark| mark.item.as_str()).collect::<Vec<_>>().join("+")
                };
                let (all, opening) = (items(piece.marks.clone()), items(piece.opening().collect()));
                format!("{:?} {all} opens {opening} closes {}", piece.span, items(piece.closing().collect()))
            })
            .collect();
        assert_eq!(
            shown,
            [
                "0..2  opens  closes ",
                "2..4 s1 opens s1 closes ",
                "4..6 s1+s2 opens s2 closes s2",
                "6..8 s1+s3 opens s3 closes s1",
                "8..10 s3 opens  closes ",
            ]
        );
    }

    #[test]
    fn an_empty_part_has_no_pieces() {
        assert!(pieces(Span::new(5, 5), &[mark("s1", 0, 9)]).is_empty());
    }
}
