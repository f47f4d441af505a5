//! The head of an article: which of its first units are headline and deck, and where the body begins.

use super::dateline;
use super::labels::Announces;
use super::lines::Mark;
use super::pieces::pieces;
use super::units::{DECK_LONGEST, HEADLINE_LONGEST, Unit};
use super::{Shape, plain::Plain};
use verbale_text::BlockKind;

/// So many units are looked at.
pub(super) const UNITS: usize = 24;
/// More texts than this above it, and a line is no headline of the article.
const DECKS_ABOVE: usize = 3;
/// The sign that the body begins is looked for within so many texts below the headline.
const DECKS_BELOW: usize = 6;

/// What is known of a unit of the head.
pub(super) struct HeadUnit {
    pub unit: Unit,
    pub shape: Shape,
    pub plain: Plain,
}

/// The kinds of the head's text units (the others keep the kind of their shape): headline, deck or paragraph.
/// `title` is the article's title where it is known apart from the text.
pub(super) fn kinds(text: &str, head: &[HeadUnit], title: Option<&Plain>) -> Vec<BlockKind> {
    let head = Head { text, units: head, title };
    let mut kinds = vec![BlockKind::Paragraph; head.units.len()];
    let headline = head.headline();
    if let Some(headline) = headline {
        kinds[headline] = BlockKind::Headline;
        head.mark_decks(&mut kinds, 0..headline);
    }
    let below = headline.map_or(0, |headline| head.last_of(headline) + 1);
    if let Some(headline) = headline {
        // The same headline once more; the writer sees that it is a repeat.
        kinds[headline..below].iter_mut().for_each(|kind| *kind = BlockKind::Headline);
    }
    match head.body_start(below, headline.is_some()) {
        Some(start) => head.mark_decks(&mut kinds, below..start),
        None if headline.is_some() => head.mark_subtitles(&mut kinds, below),
        None => {}
    }
    kinds
}

struct Head<'a> {
    text: &'a str,
    units: &'a [HeadUnit],
    title: Option<&'a Plain>,
}

impl Head<'_> {
    fn is_text(&self, at: usize) -> bool {
        matches!(self.units[at].shape, Shape::Text)
    }

    fn words(&self, at: usize) -> &str {
        self.units[at].unit.of(self.text)
    }

    /// Texts, by place.
    fn texts(&self, from: usize) -> impl Iterator<Item = usize> + Clone {
        (from..self.units.len()).filter(|&at| self.is_text(at))
    }

    /// The headline: what a label or the input says it is, else a line that is marked as one or has no final stop. Below
    /// other texts it takes more to be one, for a line in the body may be a subheading.
    fn headline(&self) -> Option<usize> {
        if let Some(at) = self.labelled_headline() {
            return Some(at);
        }
        let early = || self.texts(0).take(DECKS_ABOVE + 1);
        let is_title =
            |at: &usize| self.title.is_some_and(|title| title.words() > 0 && self.is_same(*at, title));
        let found = early().find(is_title).or_else(|| self.headline_by_form());
        // All in bold, with a full stop: a headline where nothing else is one.
        let is_bold =
            |at: &usize| self.units[*at].unit.mark == Mark::Bold && self.words(*at).len() <= HEADLINE_LONGEST;
        let found = found.or_else(|| early().take(1).find(is_bold));
        found.filter(|&found| self.texts(0).take_while(|&at| at < found).all(|at| self.is_short(at)))
    }

    /// The first early line that is marked as a headline or has no final stop.
    fn headline_by_form(&self) -> Option<usize> {
        let below_one_sentence = || self.texts(0).next().is_some_and(|first| self.is_one_sentence(first));
        let mut early = self.texts(0).take(DECKS_ABOVE + 1).enumerate();
        let (texts_above, found) = early.find(|&(texts_above, at)| match texts_above {
            0 => self.is_marked(at) || self.looks_like_headline(at),
            1 => self.is_surely_marked(at) || (self.is_bold_or_bare(at) && below_one_sentence()),
            _ => self.is_surely_marked(at),
        })?;
        // "World" above "# Talks resume": the marked line is the headline, the other stands above it.
        let below = self.texts(found + 1).next();
        let is_above = texts_above == 0 && !self.is_marked(found);
        Some(below.filter(|&below| is_above && self.is_surely_marked(below)).unwrap_or(found))
    }

    fn is_short(&self, at: usize) -> bool {
        self.words(at).len() <= DECK_LONGEST
    }

    fn is_one_sentence(&self, at: usize) -> bool {
        pieces(self.text, self.units[at].unit.span).nth(1).is_none()
    }

    /// A bold line, or a bare one without a stop.
    fn is_bold_or_bare(&self, at: usize) -> bool {
        let is_bold = self.units[at].unit.mark == Mark::Bold && self.is_marked(at);
        is_bold || (self.looks_like_headline(at) && self.words(at).starts_with(char::is_alphanumeric))
    }

    /// The unit that a title label near the top names: its own line, or the one below.
    fn labelled_headline(&self) -> Option<usize> {
        let (at, label) = self.units.iter().enumerate().find_map(|(at, unit)| match unit.shape {
            Shape::Label(label) if label.announces == Announces::Title => Some((at, label)),
            _ => None,
        })?;
        let has_title = label.span.end < self.units[at].unit.span.end;
        let headline = if has_title { at } else { at + 1 };
        let texts_above = self.texts(0).take_while(|&above| above < at).count();
        (headline < self.units.len() && texts_above <= DECKS_ABOVE).then_some(headline)
    }

    fn is_same(&self, at: usize, plain: &Plain) -> bool {
        self.units[at].plain.fingerprint() == plain.fingerprint()
    }

    fn is_marked(&self, at: usize) -> bool {
        self.units[at].unit.is_marked_headline(self.text)
    }

    /// A heading of the first level, or a marked line that stands there twice.
    fn is_surely_marked(&self, at: usize) -> bool {
        let unit = &self.units[at].unit;
        let before = &self.text[..unit.span.start as usize];
        let is_first_level =
            unit.mark == Mark::Heading && !before.trim_end_matches([' ', '*', '_']).ends_with("##");
        self.is_marked(at) && (is_first_level || self.last_of(at) > at)
    }

    fn looks_like_headline(&self, at: usize) -> bool {
        let HeadUnit { unit, plain, .. } = &self.units[at];
        unit.looks_like_headline(self.text, plain) && self.is_one_sentence(at) && self.has_body_below(at)
    }

    /// A headline without a mark needs an article below it.
    fn has_body_below(&self, at: usize) -> bool {
        self.texts(at + 1).next().is_some()
    }

    /// The last of the texts right below the headline that say the same.
    fn last_of(&self, headline: usize) -> usize {
        let plain = &self.units[headline].plain;
        self.texts(headline + 1).take_while(|&at| self.is_same(at, plain)).last().unwrap_or(headline)
    }

    /// Where something says that the body begins (a label, a byline, a dateline), with nothing but short texts
    /// before it.
    fn body_start(&self, from: usize, below_headline: bool) -> Option<usize> {
        let mut texts = 0;
        for at in from..self.units.len() {
            match self.units[at].shape {
                Shape::Label(label) if label.announces == Announces::Body => return Some(at),
                Shape::Text if dateline::length(self.words(at), true) > 0 => {
                    return below_headline.then_some(at);
                }
                Shape::Text if self.words(at).len() > DECK_LONGEST || texts == DECKS_BELOW => return None,
                Shape::Text => texts += 1,
                Shape::Byline if below_headline && texts > 0 && self.is_signature(at) => return Some(at),
                _ => {}
            }
        }
        None
    }

    /// A byline that opens the body: "By …" with texts below it, not the credits at the end.
    fn is_signature(&self, at: usize) -> bool {
        self.units[at].plain.begins("by") && self.texts(at + 1).next().is_some()
    }

    fn mark_decks(&self, kinds: &mut [BlockKind], range: std::ops::Range<usize>) {
        for at in range.filter(|&at| self.is_text(at)) {
            if self.words(at).len() <= DECK_LONGEST && kinds[at] == BlockKind::Paragraph {
                kinds[at] = BlockKind::Deck;
            }
        }
    }

    /// Without a sign of the body, only what is plainly no paragraph is a deck: a line in italics, or one or two
    /// short lines without a final stop right below the headline.
    fn mark_subtitles(&self, kinds: &mut [BlockKind], from: usize) {
        for at in self.texts(from).take(2) {
            let words = self.words(at);
            let is_subtitle = match self.units[at].unit.mark {
                Mark::Italic => words.len() <= DECK_LONGEST,
                Mark::Bold => words.len() <= DECK_LONGEST && !words.ends_with('?'),
                _ => self.looks_like_headline(at),
            };
            if !is_subtitle || !self.has_body_below(at) {
                return;
            }
            kinds[at] = BlockKind::Deck;
        }
    }
}
