//! Contents that cue and source interrupt without quotation marks: "The company, the lawyer argued, had no choice."
//!
//! Learning sees too few of them to keep both halves, and the tree shows them plainly: the report stands between
//! commas inside a clause whose verb comes behind it, so a rule.

use super::contents::Report;
use super::view::{Run, View};
use verbale_analyze::Relation::{Nsubj, NsubjPass, Parataxis};
use verbale_analyze::Upos;

/// The second half of a content whose first half, without marks, stands right before the report.
pub fn second_half(view: &View<'_>, report: Report, first: Run) -> Option<Run> {
    let sentence = view.sentence_of(report.head);
    let start = report.block_start();
    let end = report.source.map_or(report.cue.end, |source| report.cue.end.max(source.end));
    let comma = |word: u32| view.form(word) == ",";
    if end + 1 >= sentence.end || first.start < sentence.start || first.end + 1 != start {
        return None;
    }
    let quoted = (first.start..=end).any(|word| view.is_quoted(word) || view.is_quotation_mark(word));
    if quoted || !comma(first.end) || !comma(end) {
        return None;
    }
    // The verb of the clause stands behind the report, and its subject in the first half.
    let is_verb =
        |word: u32| word > end && matches!(view.upos(word), Upos::Verb | Upos::Aux | Upos::Adj | Upos::Noun);
    let governor = (first.start..first.end)
        .filter(|&word| matches!(view.relation(word), Nsubj | NsubjPass))
        .find_map(|word| view.head(word).filter(|&head| is_verb(head)))?;
    let hangs = view.relation(report.head) == Parataxis || view.head(report.head) != Some(governor);
    let clause = view.extent(governor);
    let rest = view.trimmed(Run::new(end + 1, clause.end.min(sentence.end)));
    (hangs && rest.holds(governor)).then_some(rest)
}
