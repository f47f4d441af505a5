//! Links the spans that the sequence labeller found: every cue takes the nearest source of its sentence and the
//! contents that touch it.

use super::sequence::{CONTENT, CUE, SOURCE};
use verbale_evaluate::polnear::AttributionSpans;
use verbale_extract::attribution::view::{Run, View};

/// The attributions that a document's tags make.
pub fn link(view: &View<'_>, tags: &[u8]) -> Vec<AttributionSpans> {
    let cues = runs(tags, CUE);
    let sources = runs(tags, SOURCE);
    let mut contents: Vec<Vec<Run>> = vec![Vec::new(); cues.len()];
    for content in runs(tags, CONTENT) {
        if let Some(cue) = nearest(view, &cues, content, true) {
            contents[cue].push(content);
        }
    }
    let linked = cues.iter().zip(contents).filter(|(_, contents)| !contents.is_empty());
    linked
        .map(|(&cue, contents)| AttributionSpans {
            source: nearest(view, &sources, cue, false).map(|at| view.span(sources[at])),
            cue: Some(view.span(cue)),
            content: contents.into_iter().map(|run| view.span(run)).collect(),
            within: None,
        })
        .collect()
}

/// The runs of a role.
fn runs(tags: &[u8], role: usize) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    for (at, &tag) in (0..).zip(tags) {
        match (usize::from(tag), found.last_mut()) {
            (tag, Some(last)) if tag == role + 1 && last.end == at => last.end = at + 1,
            (tag, _) if tag == role || tag == role + 1 => found.push(Run::new(at, at + 1)),
            _ => {}
        }
    }
    found
}

/// The run of some that stands nearest to another in its sentence; where none does and it may, the last one in
/// the sentence before.
fn nearest(view: &View<'_>, among: &[Run], to: Run, may_reach_back: bool) -> Option<usize> {
    let distance = |run: &Run| to.start.saturating_sub(run.end).max(run.start.saturating_sub(to.end));
    let sentences = Run::new(view.sentence_of(to.start).start, view.sentence_of(to.end - 1).end);
    let inside = |run: &Run| run.start >= sentences.start && run.end <= sentences.end;
    let own = among.iter().enumerate().filter(|(_, run)| inside(run)).min_by_key(|(_, run)| distance(run));
    let before = || {
        let last = among.iter().enumerate().rev().find(|(_, run)| run.end <= sentences.start)?;
        let touches = view.sentence_of(last.1.start).end == sentences.start;
        (may_reach_back && touches).then_some(last)
    };
    own.or_else(before).map(|(at, _)| at)
}
