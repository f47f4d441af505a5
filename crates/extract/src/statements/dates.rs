//! When a statement was made, where its sentence says so.
//!
//! A time counts as the statement's where it stands outside the content and hangs on the cue ("said on
//! Wednesday", "wrote in a post late on Tuesday"). Without one the date stays open: that a thing is printed
//! today does not say that it was said today.

use super::discourse::Discourse;
use crate::attribution::view::Run;
use crate::clauses::is_predicate;
use crate::times::Times;
use verbale_analyze::WordId;
use verbale_record::DateRange;

/// The days on which the statement with number `at` was made.
pub fn of(discourse: &Discourse<'_>, at: usize, times: &Times) -> Option<DateRange> {
    let (view, reading) = (&discourse.view, &discourse.readings[at]);
    let cue = reading.cue?;
    let sentence = view.sentence_of(reading.cue_head.unwrap_or(cue.start));
    times.inside(view.span(sentence)).find_map(|time| {
        let run = view.run_over(time.span);
        let outside = !run.is_empty() && !reading.content.iter().any(|content| content.overlaps(run));
        (outside && hangs_on(discourse, run, cue)).then_some(time.days?)
    })
}

/// True where the way up from the run reaches the cue before another predicate.
fn hangs_on(discourse: &Discourse<'_>, run: Run, cue: Run) -> bool {
    let mut at = discourse.head_of(run);
    while let Some(word) = at {
        if cue.holds(word) {
            return true;
        }
        if !run.holds(word) && is_predicate(discourse.input.annotations, WordId(word)) {
            return false;
        }
        at = discourse.view.head(word);
    }
    false
}
