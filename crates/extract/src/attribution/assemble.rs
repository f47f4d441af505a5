//! From drafts in words to attributions in bytes: edges by convention, nesting, order.

use super::view::{Run, View};
use super::{Attribution, Convention};
use verbale_analyze::{Relation, WordId};
use verbale_record::Quote;
use verbale_text::Span;

/// An attribution in words, before its spans are drawn.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    /// The words that report.
    pub cue: Run,
    /// The head of the cue.
    pub cue_head: u32,
    /// The words that name the source.
    pub source: Option<Run>,
    /// The head of the source.
    pub source_head: Option<u32>,
    /// What is reported, in order, without punctuation at its edges.
    pub content: Vec<Run>,
    /// The rule or model that found it.
    pub by: &'static str,
    /// It is speech given without quotation marks.
    pub spoken: bool,
    /// How likely its parts are: that the cue is one, then the source, and the content, given the cue.
    pub parts: [f32; 3],
    /// How likely it is an attribution as a whole.
    pub probability: f32,
}

/// Turns drafts into attributions, in the order of their first byte.
pub fn assemble(view: &View<'_>, drafts: Vec<Draft>, convention: Convention) -> Vec<Attribution> {
    let mut found: Vec<Attribution> =
        drafts.into_iter().filter_map(|draft| attribution(view, draft, convention)).collect();
    found.sort_by_key(|attribution| (first_byte(attribution), attribution.cue.map(|cue| cue.start)));
    nest(&mut found);
    found
}

fn first_byte(attribution: &Attribution) -> u32 {
    let spans = attribution.content.iter().chain(&attribution.cue).chain(&attribution.source);
    spans.map(|span| span.start).min().unwrap_or(0)
}

fn attribution(view: &View<'_>, draft: Draft, convention: Convention) -> Option<Attribution> {
    let mut content: Vec<Run> =
        draft.content.iter().map(|&run| view.trimmed(run)).filter(|run| !run.is_empty()).collect();
    content.sort();
    content.dedup();
    if content.is_empty() {
        return None;
    }
    let quote = if draft.spoken { Quote::Direct } else { quote(view, &content) };
    let content = content
        .into_iter()
        .map(|run| match convention {
            Convention::Codebook => view.span(run),
            Convention::Polnear => with_marks(view, run),
        })
        .collect();
    Some(Attribution {
        source: draft.source.map(|run| view.span(run)),
        source_head: draft.source_head.map(WordId),
        cue: Some(view.span(draft.cue)),
        cue_head: Some(WordId(draft.cue_head)),
        content,
        quote,
        within: None,
        by: draft.by,
        probability: f64::from(draft.probability),
    })
}

/// Direct where every word is quoted, indirect where none is.
fn quote(view: &View<'_>, content: &[Run]) -> Quote {
    let words =
        || content.iter().flat_map(|run| run.start..run.end).filter(|&word| !view.is_punctuation(word));
    let quoted = words().filter(|&word| view.is_quoted(word)).count();
    match quoted {
        0 => Quote::Indirect,
        _ if quoted == words().count() => Quote::Direct,
        _ => Quote::Mixed,
    }
}

/// PolNeAR's edges: a quotation mark at an edge belongs to the content, with the stop inside it, and so does
/// the complementizer.
fn with_marks(view: &View<'_>, run: Run) -> Span {
    let sentence = view.sentence_of(run.start);
    let mut start = run.start;
    if start > sentence.start && view.relation(start - 1) == Relation::Mark && view.form(start - 1) == "that"
    {
        start -= 1;
    }
    if start > sentence.start && view.is_quotation_mark(start - 1) {
        start -= 1;
    }
    let last = view.words.len() as u32;
    let mut end = run.end;
    // The stop counts where a quotation mark closes behind it.
    let mut at = end;
    while at < last && at < end + 3 && view.is_punctuation(at) {
        at += 1;
        if view.is_quotation_mark(at - 1) && view.quotations.iter().any(|q| closes(view, q.whole, at - 1)) {
            end = at;
            break;
        }
    }
    view.span(Run::new(start, end))
}

fn closes(view: &View<'_>, whole: Span, word: u32) -> bool {
    whole.end == view.words.spans[word as usize].end
}

/// Sets `within`: the innermost attribution whose content holds the other's cue and content.
fn nest(found: &mut [Attribution]) {
    let holds = |outer: &Attribution, span: Span| outer.content.iter().any(|content| content.contains(span));
    let length = |attribution: &Attribution| attribution.content.iter().map(|span| span.len()).sum::<u32>();
    for inner in 0..found.len() {
        let Some(cue) = found[inner].cue else { continue };
        let outer = (0..found.len())
            .filter(|&outer| outer != inner && holds(&found[outer], cue))
            .filter(|&outer| found[inner].content.iter().all(|&span| holds(&found[outer], span)))
            .min_by_key(|&outer| length(&found[outer]));
        found[inner].within = outer;
    }
}
