//! Time expressions, resolved against the publication date.
//!
//! A grammar over the plain text says which words are a time expression and what it says; the calendar turns
//! that into days. Only the direction of a bare weekday or month asks the tree: did the verb look back or
//! ahead. `docs/times.md` states every convention.

mod calendar;
mod direction;
mod form;
mod grammar;
mod timex;
mod timex_grammar;
mod words;

#[cfg(test)]
mod tests;

use crate::Input;
use crate::scan::Pieces;
use calendar::{Direction, Reading};
use form::Form;
use jiff::civil::Date;
pub use timex::Timex;
use verbale_record::DateRange;
use verbale_text::{Document, Span};
pub(crate) use words::is_weekday_or_month;

/// A time expression and the days it stands for.
#[derive(Clone, PartialEq, Debug)]
pub struct Time {
    /// The words.
    pub span: Span,
    /// First and last day; none where it stays open.
    pub days: Option<DateRange>,
    /// ISO 8601 duration, where it is one ("30-day" → `P30D`).
    pub duration: Option<String>,
}

/// The time expressions of one document, in text order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Times {
    /// The expressions.
    pub expressions: Vec<Time>,
}

impl Times {
    /// The expressions that lie wholly inside `span`.
    pub fn inside(&self, span: Span) -> impl Iterator<Item = &Time> {
        let first = self.expressions.partition_point(|time| time.span.start < span.start);
        self.expressions[first..]
            .iter()
            .take_while(move |time| time.span.start < span.end)
            .filter(move |time| span.contains(time.span))
    }
}

/// Finds every time expression. Without a publication date, relative ones stay open.
pub fn find(input: Input<'_>) -> Times {
    scan(input.document, |span| direction::of(input, span))
}

/// The time expressions as TIMEX3 has them, which marks more than a record needs ("now", "daily", "the third
/// quarter") and writes units out.
pub fn timexes(input: Input<'_>) -> Vec<Timex> {
    let document = input.document;
    let blocks = document.blocks().iter().map(|block| block.span);
    timex::all(document.text(), blocks, document.published(), |span| direction::of(input, span))
}

/// Finds every time expression of the document's blocks; `direction` says where the verb above one points.
fn scan(document: &Document, direction: impl Fn(Span) -> Direction) -> Times {
    let mut expressions = Vec::new();
    for block in document.blocks().iter() {
        let pieces = Pieces::scan(document.text(), block.span);
        let mut mentioned = None;
        let mut at = 0;
        while at < pieces.len() {
            let Some((form, next)) = grammar::expression_at(&pieces, at) else {
                at += 1;
                continue;
            };
            let span = pieces.span(at, next);
            let time = resolve(&form, span, document.published(), mentioned, direction(span));
            if let Some([first, last]) = time.days
                && first == last
            {
                mentioned = Some(first);
            }
            expressions.push(time);
            at = next;
        }
    }
    Times { expressions }
}

fn resolve(
    form: &Form,
    span: Span,
    published: Option<Date>,
    mentioned: Option<Date>,
    direction: Direction,
) -> Time {
    let reading = Reading { published, direction, mentioned };
    Time { span, days: calendar::days(form, reading), duration: calendar::duration(form) }
}
