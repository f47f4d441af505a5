//! What each stretch of a text is: the codebook's blocks.
//!
//! A text is read once, from its start: lines are joined to [`units`](units::units) (a line, or a hard-wrapped
//! paragraph), the shape of a unit is told by its words, the first units' place tells headline and deck, and
//! paragraphs are cut into pieces so that a call, a caption or a repeat inside them can be told apart. What
//! stood earlier in the document is a repeat.

mod boilerplate;
mod credits;
mod dateline;
mod head;
mod labels;
mod lines;
mod pieces;
mod plain;
mod repeats;
mod units;
mod writer;

#[cfg(test)]
mod tests;

use head::HeadUnit;
use labels::{Label, label};
use lines::Mark;
use plain::Plain;
use units::{Unit, units};
use verbale_text::{Block, BlockKind};
use writer::Writer;

/// What a unit is by its own words.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum Shape {
    /// It begins with a leaked label.
    Label(Label),
    /// Those who worked on the article.
    Byline,
    /// The words under a picture.
    Caption,
    /// No part of the article.
    Boilerplate,
    /// None of these: headline, deck or paragraph.
    Text,
}

/// Longer units are read piece by piece: a call to the reader at their end does not make them one.
const LINE_LONGEST: usize = 200;

fn shape(text: &str, unit: &Unit, plain: &Plain) -> Shape {
    let words = unit.of(text);
    if let Some(label) = label(text, unit.span, unit.mark) {
        return Shape::Label(label);
    }
    match unit.mark {
        Mark::Picture => Shape::Caption,
        Mark::Link => Shape::Boilerplate,
        _ if credits::is_byline(words, plain) => Shape::Byline,
        _ if words.len() <= LINE_LONGEST && credits::is_caption(words) => Shape::Caption,
        _ if words.len() <= LINE_LONGEST && boilerplate::is_line(words, plain) => Shape::Boilerplate,
        _ => Shape::Text,
    }
}

/// The blocks of `text`, in order, not overlapping. `title` is the article's title where it is known apart from
/// the text. Every letter of the text lies in a block; white space and marks between blocks lie in none.
pub fn find_blocks(text: &str, title: Option<&str>) -> Vec<Block> {
    let mut units = units(text);
    let head: Vec<HeadUnit> = units
        .by_ref()
        .take(head::UNITS)
        .map(|unit| {
            let plain = Plain::of(unit.of(text));
            HeadUnit { unit, shape: shape(text, &unit, &plain), plain }
        })
        .collect();
    let title = title.map(Plain::of);
    let kinds = head::kinds(text, &head, title.as_ref());
    let mut writer = Writer::new(text);
    for (HeadUnit { unit, shape, plain }, kind) in head.into_iter().zip(kinds) {
        writer.unit(&unit, shape, kind, &plain);
    }
    let mut plain = Plain::default();
    for unit in units {
        plain.set(unit.of(text));
        let shape = shape(text, &unit, &plain);
        writer.unit(&unit, shape, BlockKind::Paragraph, &plain);
    }
    writer.finish()
}
