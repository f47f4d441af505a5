//! Writes blocks, unit by unit, and remembers what has stood in the document so far.

use super::Shape;
use super::boilerplate;
use super::credits;
use super::dateline;
use super::labels::{Announces, label};
use super::lines::{Mark, has_final_stop, has_words, is_padding, trim, trim_with};
use super::pieces::{Piece, pieces};
use super::plain::Plain;
use super::repeats::{Repeats, Size};
use super::units::{HEADLINE_LONGEST, Unit};
use verbale_text::{Block, BlockKind, Span};

/// A copyright line in the second half, with no more than this share of the text below it, ends the article.
const FOOTER_SHARE: usize = 5;
/// A piece so short between two pieces of boilerplate goes with them.
const CRUMB_LONGEST: u32 = 60;
/// From one sentence at most so many calls and signatures are cut off.
const CUTS_MOST: usize = 4;
/// A caption's last sentence may be a day ("May 3, 2025."), no longer than this.
const DAY_LONGEST: usize = 30;

/// The state of one pass over a document.
pub(super) struct Writer<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    repeats: Repeats,
    plain: Plain,
    /// What the last label announced for the units below it.
    announced: Option<Announces>,
    /// A paragraph has been written.
    in_body: bool,
    /// The article is over: what follows a copyright line.
    in_footer: bool,
}

impl<'t> Writer<'t> {
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            blocks: Vec::new(),
            repeats: Repeats::default(),
            plain: Plain::default(),
            announced: None,
            in_body: false,
            in_footer: false,
        }
    }

    pub fn finish(self) -> Vec<Block> {
        self.blocks
    }

    /// Writes a unit. `kind` is what its place makes of it, where its shape is plain text.
    pub fn unit(&mut self, unit: &Unit, shape: Shape, kind: BlockKind, plain: &Plain) {
        let announced = self.announced.take();
        match shape {
            Shape::Label(label) => {
                self.push(BlockKind::Label, label.span);
                let rest = trim_marks(self.text, Span::new(label.span.end, unit.span.end));
                self.announced = Some(label.announces);
                if has_words(rest.of(self.text)) {
                    self.announced = None;
                    self.announced_text(label.announces, rest);
                }
            }
            _ if self.in_footer => self.line(BlockKind::Boilerplate, unit.span, plain),
            Shape::Byline => self.line(BlockKind::Byline, unit.span, plain),
            Shape::Caption => self.line(BlockKind::Caption, unit.span, plain),
            Shape::Boilerplate => {
                self.line(BlockKind::Boilerplate, unit.span, plain);
                self.look_for_footer(unit.span, plain);
            }
            Shape::Text => match announced {
                None | Some(Announces::Body | Announces::Detail) => self.placed_text(unit, kind),
                Some(what) => self.announced_text(what, unit.span),
            },
        }
    }

    fn placed_text(&mut self, unit: &Unit, kind: BlockKind) {
        let is_subheading = kind == BlockKind::Paragraph && unit.is_marked_headline(self.text);
        if kind == BlockKind::Headline || is_subheading {
            self.own_line(BlockKind::Headline, unit.span);
        } else {
            self.running_text(kind, unit.span);
        }
    }

    /// The words that a label stands for. But for summary and body a form's fields are short: what is longer is text
    /// that only begins like one.
    fn announced_text(&mut self, what: Announces, span: Span) {
        let kind = match what {
            Announces::Summary => return self.running_text(BlockKind::Deck, span),
            _ if span.len() as usize > HEADLINE_LONGEST => BlockKind::Paragraph,
            Announces::Body => BlockKind::Paragraph,
            Announces::Day if !span.of(self.text).contains(|c: char| c.is_ascii_digit()) => {
                BlockKind::Paragraph
            }
            Announces::Title => BlockKind::Headline,
            Announces::Author => BlockKind::Byline,
            Announces::Day => BlockKind::Dateline,
            Announces::Caption => BlockKind::Caption,
            Announces::Detail => BlockKind::Boilerplate,
        };
        match kind {
            BlockKind::Paragraph => self.running_text(kind, span),
            _ => self.own_line(kind, span),
        }
    }

    fn own_line(&mut self, kind: BlockKind, span: Span) {
        let plain = Plain::of(span.of(self.text));
        self.line(kind, span, &plain);
    }

    /// A line that is no running text.
    fn line(&mut self, kind: BlockKind, span: Span, plain: &Plain) {
        let kind = self.unless_repeated(kind, plain);
        self.push(kind, span);
    }

    /// `kind`, unless these words have stood there before.
    fn unless_repeated(&mut self, kind: BlockKind, plain: &Plain) -> BlockKind {
        let kind = if self.repeats.has(plain, Size::Line) { BlockKind::Repeat } else { kind };
        self.repeats.add(plain, Size::Line);
        kind
    }

    /// A deck or a paragraph, with what may stand in it that is neither.
    fn running_text(&mut self, kind: BlockKind, span: Span) {
        let text = self.text;
        let mut rest = span;
        let run_in = boilerplate::run_in(rest.of(text)) as u32;
        if run_in > 0 {
            self.own_line(BlockKind::Boilerplate, trim(text, Span::new(rest.start, rest.start + run_in)));
            rest = trim(text, Span::new(rest.start + run_in, rest.end));
        }
        let dateline = dateline::length(rest.of(text), !self.in_body) as u32;
        if dateline > 0 {
            self.own_line(BlockKind::Dateline, Span::new(rest.start, rest.start + dateline));
            rest = trim(text, Span::new(rest.start + dateline, rest.end));
        }
        if !has_words(rest.of(text)) {
            return;
        }
        self.in_body |= kind == BlockKind::Paragraph;
        let mut plain = std::mem::take(&mut self.plain);
        plain.set(rest.of(text));
        if self.repeats.has(&plain, Size::Paragraph) || self.repeats.is_near(rest.of(text), &plain) {
            self.push(BlockKind::Repeat, rest);
        } else {
            self.repeats.add(&plain, Size::Paragraph);
            for part in self.parts(kind, rest, &mut plain) {
                self.push(part.kind, part.span);
            }
        }
        self.plain = plain;
    }

    /// Cuts running text into parts of one kind each.
    fn parts(&mut self, kind: BlockKind, span: Span, plain: &mut Plain) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for piece in pieces(self.text, span) {
            let mut rest = piece;
            for cut in 0.. {
                let words = rest.span.of(self.text);
                plain.set(words);
                let found = self.piece_kind(&rest, span, plain).filter(|_| cut < CUTS_MOST);
                let (found, length) = found.unwrap_or((kind, words.len()));
                self.repeats.add(plain, Size::Sentence);
                let end = rest.span.start + length as u32;
                parts.push(self.part(found, Span::new(rest.span.start, end), rest.in_quotation));
                rest = Piece {
                    span: trim(self.text, Span::new(end, rest.span.end)),
                    in_capitals: false,
                    ..rest
                };
                if rest.span.is_empty() {
                    break;
                }
            }
        }
        caption_above_credit(self.text, &mut parts, kind);
        without_crumbs(joined(parts))
    }

    /// A headline in bold that runs into the text is told from its repeat here, without its marks.
    fn part(&mut self, kind: BlockKind, span: Span, in_quotation: bool) -> Part {
        if kind != BlockKind::Headline {
            return Part { kind, span: trim(self.text, span), in_quotation };
        }
        let span = trim_marks(self.text, span);
        let kind = self.unless_repeated(kind, &Plain::of(span.of(self.text)));
        Part { kind, span, in_quotation }
    }

    /// What a piece of running text is, where it is neither deck nor paragraph, and how much of it: a call or a
    /// signature without a stop runs into the next sentence.
    fn piece_kind(&mut self, piece: &Piece, whole: Span, plain: &Plain) -> Option<(BlockKind, usize)> {
        let words = piece.span.of(self.text);
        let all = |kind| Some((kind, words.len()));
        if self.in_footer {
            return all(BlockKind::Boilerplate);
        }
        if piece.in_quotation || plain.words() == 0 {
            return None;
        }
        if piece.in_capitals || boilerplate::is_notice(words, plain) {
            self.look_for_footer(piece.span, plain);
            return Some((BlockKind::Boilerplate, boilerplate::call_length(words)));
        }
        if let Some(label) = label(self.text, piece.span, Mark::Plain).filter(|label| label.is_certain) {
            return Some((BlockKind::Label, (label.span.end - piece.span.start) as usize));
        }
        if piece.span != whole && self.repeats.has(plain, Size::Sentence) {
            return all(BlockKind::Repeat);
        }
        if let Some(length) = bold_headline(words) {
            return Some((BlockKind::Headline, length));
        }
        if credits::is_byline(words, plain) {
            return all(BlockKind::Byline);
        }
        if credits::is_caption(words) {
            return all(BlockKind::Caption);
        }
        let signature = credits::signature_length(words);
        (signature > 0).then_some((BlockKind::Byline, signature))
    }

    fn look_for_footer(&mut self, span: Span, plain: &Plain) {
        let (end, length) = (span.end as usize, self.text.len());
        let is_low = end * 2 > length && (length - end) * FOOTER_SHARE <= length;
        self.in_footer |= is_low && boilerplate::is_copyright(span.of(self.text), plain);
    }

    fn push(&mut self, kind: BlockKind, span: Span) {
        // A stop or a dash left between two parts is no block.
        if has_words(span.of(self.text)) {
            self.blocks.push(Block { kind, span });
        }
    }
}

/// A stretch of running text and what it is.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
struct Part {
    kind: BlockKind,
    span: Span,
    in_quotation: bool,
}

/// A picture's credit stands behind the words under the picture: the sentence before a credit by itself is a
/// caption too, and the one before that where the last is but a day.
fn caption_above_credit(text: &str, parts: &mut [Part], running: BlockKind) {
    for at in 1..parts.len() {
        let credit = parts[at];
        if credit.kind != BlockKind::Caption || !credit.span.of(text).starts_with(['(', '[']) {
            continue;
        }
        for above in parts[at.saturating_sub(2)..at].iter_mut().rev() {
            if above.kind != running || above.in_quotation {
                break;
            }
            above.kind = BlockKind::Caption;
            let words = above.span.of(text);
            if words.len() > DAY_LONGEST || !words.contains(|c: char| c.is_ascii_digit()) {
                break;
            }
        }
    }
}

/// Parts of one kind that follow one another become one.
fn joined(parts: Vec<Part>) -> Vec<Part> {
    let mut kept: Vec<Part> = Vec::new();
    for part in parts {
        match kept.last_mut() {
            Some(last) if last.kind == part.kind => last.span.end = part.span.end,
            _ => kept.push(part),
        }
    }
    kept
}

/// Boilerplate takes in the crumbs between two pieces of it.
fn without_crumbs(parts: Vec<Part>) -> Vec<Part> {
    let mut kept: Vec<Part> = Vec::new();
    for part in parts {
        let is_crumb = |crumb: &Part| crumb.kind.is_read() && crumb.span.len() <= CRUMB_LONGEST;
        match kept.as_mut_slice() {
            [.., before, crumb]
                if part.kind == BlockKind::Boilerplate && before.kind == part.kind && is_crumb(crumb) =>
            {
                before.span.end = part.span.end;
                kept.pop();
            }
            _ => kept.push(part),
        }
    }
    kept
}

/// The length, marks included, of a headline in bold that runs into a text ("**Talks resume** The envoys met …").
fn bold_headline(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("**")?;
    let length = inside[..inside.floor_char_boundary(HEADLINE_LONGEST)].find("**")?;
    let (words, rest) = (&inside[..length], inside[length + 2..].trim_start());
    let is_headline = !has_final_stop(words) && words.split_whitespace().count() >= 4;
    (is_headline && rest.starts_with(|c: char| c.is_uppercase() || c == '*')).then_some(length + 4)
}

/// `span` without padding and emphasis marks at its edges.
fn trim_marks(text: &str, span: Span) -> Span {
    trim_with(text, span, |c| is_padding(c) || c == '*' || c == '_')
}
