//! From annotated spans to what the decisions should have been: the head of the cue, the runs of words, what
//! stands before the cue, behind it, and what goes on in later sentences.

use super::corpora::Labelled;
use verbale_analyze::Upos;
use verbale_extract::attribution::contents::Report;
use verbale_extract::attribution::cues::can_report;
use verbale_extract::attribution::reader::Reader;
use verbale_extract::attribution::view::{Run, View};
use verbale_text::Span;

/// An annotated attribution in words.
pub struct Target {
    /// The cue and the source.
    pub report: Report,
    /// The content before the cue.
    pub before: Option<Run>,
    /// The content behind it, in the cue's sentence or right after it.
    pub after: Option<Run>,
    /// What goes on later, in order.
    pub later: Vec<Run>,
}

/// Aligns an annotation with the words; none where its cue has no head that could be found.
pub fn align(reader: &Reader<'_>, labelled: &Labelled) -> Option<Target> {
    let view = &reader.view;
    let cue = run(view, &labelled.cue)?;
    let head = cue_head(reader, cue)?;
    let source = run(view, &labelled.source).map(|source| view.trimmed(source)).filter(|run| !run.is_empty());
    let source_head =
        source.and_then(|source| reader.heads_of(source).find(|&word| !view.is_punctuation(word)));
    let mut parts: Vec<Run> = labelled
        .content
        .iter()
        .map(|&span| view.trimmed(view.run_over(span)))
        .filter(|run| !run.is_empty())
        .collect();
    parts.sort();
    let before = parts.iter().copied().rfind(|run| run.end <= cue.start);
    let behind: Vec<Run> = parts.into_iter().filter(|run| run.start >= cue.end).collect();
    let sentence = view.sentence_of(head);
    let (mut after, mut later) = (None, Vec::new());
    for run in behind {
        if after.is_none() && later.is_empty() && (run.start < sentence.end || before.is_none()) {
            after = Some(run);
        } else {
            later.push(run);
        }
    }
    let report = Report { cue, head, source, source_head };
    (before.is_some() || after.is_some()).then_some(Target { report, before, after, later })
}

fn run(view: &View<'_>, spans: &[Span]) -> Option<Run> {
    let whole = spans.iter().copied().reduce(Span::cover)?;
    Some(view.run_over(whole)).filter(|run| !run.is_empty())
}

/// The head of a cue: of its words that hang outside it the first verb, else the first that can report.
fn cue_head(reader: &Reader<'_>, cue: Run) -> Option<u32> {
    let view = &reader.view;
    let heads: Vec<u32> = reader.heads_of(cue).filter(|&word| can_report(reader, word)).collect();
    let verb = heads.iter().copied().find(|&word| view.upos(word) == Upos::Verb);
    let any = || (cue.start..cue.end).find(|&word| can_report(reader, word));
    verb.or_else(|| heads.iter().copied().find(|&word| !view.is_punctuation(word)))
        .or(heads.first().copied())
        .or_else(any)
}
