//! A text as it is told from others: the wording of one article, and a short sketch to find its near copies by.
//!
//! What is compared is what [`copies`](crate::copies()) compares, but for the phrases that an outlet prints under every
//! article: of one text alone it cannot be told which these are.

use crate::copies::Overlap;
use crate::wording::{fingerprint_of, mixed, runs, words};
use std::collections::BTreeSet;
use verbale_text::Block;

/// Numbers of a sketch, and how many of the smallest runs make one of them: of two texts that share 60 % of all their
/// runs, 98 % have a number in common (1 - (1 - 0.6^3)^16), of two that share a tenth, 2 %.
const SKETCH: usize = 16;
const BAND: usize = 3;

/// The runs of words of one text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wording(BTreeSet<u64>);

impl Wording {
    /// Of the blocks that are read; of a text without such blocks, of all its lines.
    pub fn of(text: &str, blocks: &[Block]) -> Self {
        let whole: Vec<String> = paragraphs(text, blocks).into_iter().flatten().collect();
        Self(runs(&whole).into_iter().collect())
    }

    /// Numbers that texts of nearly this wording share; none of a text without words.
    pub fn sketch(&self) -> Vec<u64> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let smallest = |order: usize| {
            let salt = mixed(order as u64 + 1);
            self.0.iter().map(|run| mixed(run ^ salt)).min().unwrap_or_default()
        };
        let number =
            |band: usize| fingerprint_of((band * BAND..(band + 1) * BAND).map(smallest).chain([band as u64]));
        (0..SKETCH).map(number).collect()
    }

    /// Whether one of the two is a near copy of the other.
    pub fn is_copy_of(&self, other: &Self) -> bool {
        Overlap::of(&self.0, &other.0).is_copy()
    }
}

/// The words of each stretch that is read; of a text without blocks that are, of each line.
pub(crate) fn paragraphs(text: &str, blocks: &[Block]) -> Vec<Vec<String>> {
    if blocks.iter().any(|block| block.kind.is_read()) {
        let kept = blocks.iter().filter(|block| block.kind.is_read());
        return kept.map(|block| words(text.get(block.span.range()).unwrap_or_default())).collect();
    }
    text.lines().map(words).filter(|words| !words.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use verbale_text::{BlockKind, Span};

    const FERRY: &str = "The ferry to the outer islands will not sail until the pilots and the harbour office agree \
        on the night watch, both said on Tuesday after six hours in the customs house. Neither side would say who \
        had asked for the break, and the next meeting has no date.";

    fn shared(a: &Wording, b: &Wording) -> usize {
        let other = b.sketch();
        a.sketch().iter().filter(|number| other.contains(number)).count()
    }

    #[test]
    fn a_changed_word_leaves_a_copy_that_the_sketch_finds() {
        let one = Wording::of(FERRY, &[]);
        let check = |text: &str, copy: bool, found: bool| {
            let other = Wording::of(text, &[]);
            assert_eq!((one.is_copy_of(&other), shared(&one, &other) > 0), (copy, found), "{text}");
        };
        check(FERRY, true, true);
        check(&FERRY.to_uppercase(), true, true);
        check(&FERRY.replace("Tuesday", "Wednesday"), true, true);
        check(&format!("{FERRY} Rain is expected."), true, true);
        check("Rain is expected on the outer islands, the harbour office said on Tuesday.", false, false);
        check("", false, false);
        assert_eq!(Wording::of("", &[]).sketch(), Vec::<u64>::new());
    }

    #[test]
    fn what_is_not_read_is_not_compared() {
        let text = format!("{FERRY}\n\nMore of the harbour, every week, in our letter.");
        let (end, all) = (FERRY.len() as u32, text.len() as u32);
        let blocks = [
            Block { kind: BlockKind::Paragraph, span: Span::new(0, end) },
            Block { kind: BlockKind::Boilerplate, span: Span::new(end + 2, all) },
        ];
        assert_eq!(Wording::of(&text, &blocks), Wording::of(FERRY, &[]));
        assert_ne!(Wording::of(&text, &[]), Wording::of(FERRY, &[]));
    }
}
