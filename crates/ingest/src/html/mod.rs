//! HTML pages: the article's own text, each word leading to its bytes in the page.
//!
//! What belongs to the article is decided by dom_smoothie; it keeps no offsets, so its words are looked for
//! again in the page's own ([`align`]), which [`page`] reads with their bytes.

mod align;
mod page;
mod said;
mod tokens;

pub(crate) use page::entity;
pub use said::domain;
pub(crate) use tokens::attribute_of;

use crate::blocks::find_blocks;
use crate::charset::{declared, decode_as, detect};
use crate::decode::text_problems;
use crate::options::Options;
use crate::records::Found;
use align::{Aligned, align, whole};
use dom_smoothie::{Config, Readability, TextMode};
use page::{Page, Part};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use verbale_text::{Block, BlockKind, Document, OffsetMap, Parts, Problem, ProblemKind};

/// Pages over so many bytes are refused before anything is built of them.
const PAGE_LIMIT: usize = 16 * 1024 * 1024;

/// Reads a page. `head` is what came before it on the wire and tells its character set; it may be empty. The
/// error says why it is no document.
pub(crate) fn read_html(bytes: &[u8], head: &[u8], options: &Options) -> Result<Found, String> {
    let decoded = decode_as(bytes, detect(bytes, declared(head)));
    let (page, aligned) = read_page(&decoded.text)?;
    let facts = said::facts(&page.said, options);
    let offsets =
        aligned.offsets.through(&page.offsets).through(&decoded.offsets).moved(head.len() as u32, 0);
    let mut problems = decoded.problems;
    problems.retain(|problem| problem.kind == ProblemKind::InvalidBytes);
    problems.extend(text_problems(&aligned.text));
    problems.extend(lost(&aligned));
    let mut blocks = find_blocks(&aligned.text, facts.title.as_deref());
    set_apart(&mut blocks, &aligned, &page);
    let document = Document::new(Parts {
        id: options.id.clone(),
        origin: options.origin.clone(),
        source: facts.outlet.or_else(|| options.source.clone()),
        url: facts.url.or_else(|| options.url.clone()),
        published: facts.published.or(options.published),
        language: facts.language.or_else(|| options.language.clone()),
        blocks,
        title: facts.title,
        byline: facts.byline,
        kept: None,
        text: aligned.text,
        offsets,
        problems,
    });
    Ok(Found { document, raw: Some([head, bytes].concat()) })
}

/// What stands under a picture is a caption, and a block that is all links leads elsewhere, whatever its words.
fn set_apart(blocks: &mut [Block], aligned: &Aligned, page: &Page) {
    let (captions, links) = (page.stretches(Part::Caption), page.stretches(Part::Link));
    for block in blocks.iter_mut() {
        let pieces = aligned.offsets.raw_spans(block.span);
        let lies_in = |stretches: &[Range<usize>]| {
            pieces.iter().all(|raw| all_words_in(stretches, raw.range(), &page.visible))
        };
        match block.kind {
            BlockKind::Deck | BlockKind::Paragraph | BlockKind::Headline if lies_in(&captions) => {
                block.kind = BlockKind::Caption;
            }
            BlockKind::Deck | BlockKind::Paragraph if lies_in(&links) => block.kind = BlockKind::Boilerplate,
            _ => {}
        }
    }
}

/// True where nothing of `piece` but white space and marks lies outside the stretches.
fn all_words_in(stretches: &[Range<usize>], piece: Range<usize>, visible: &str) -> bool {
    let mut at = piece.start;
    let first = stretches.partition_point(|stretch| stretch.end <= at);
    for stretch in &stretches[first..] {
        if at >= piece.end || stretch.start >= piece.end {
            break;
        }
        if stretch.start > at
            && visible.get(at..stretch.start).is_none_or(|gap| gap.contains(char::is_alphanumeric))
        {
            return false;
        }
        at = stretch.end;
    }
    at >= piece.end || visible.get(at..piece.end).is_some_and(|rest| !rest.contains(char::is_alphanumeric))
}

/// The text of a piece of markup (a feed's item, a field) with the way back to it: all of it, but of a whole page
/// the article.
pub(crate) fn fragment(markup: &str) -> Result<(String, OffsetMap), String> {
    let is_page = ["<html", "<!doctype", "<!DOCTYPE", "<body"].iter().any(|sign| markup.contains(sign));
    let (page, aligned) = if is_page {
        read_page(markup)?
    } else {
        let page = checked_page(markup)?;
        let aligned = whole(&page.visible);
        (page, aligned)
    };
    Ok((aligned.text, aligned.offsets.through(&page.offsets)))
}

fn read_page(text: &str) -> Result<(Page, Aligned), String> {
    let page = checked_page(text)?;
    let aligned = align(&article(text), &page.visible);
    Ok((page, aligned))
}

fn checked_page(text: &str) -> Result<Page, String> {
    if text.len() > PAGE_LIMIT {
        let size = text.len();
        return Err(format!(
            "a page of {size} bytes, more than the {PAGE_LIMIT} allowed; this is no article"
        ));
    }
    page::page(text).map_err(|error| error.to_string())
}

fn lost(aligned: &Aligned) -> Option<Problem> {
    let message =
        format!("{} bytes of the article were not found again in the page and left out", aligned.lost);
    (aligned.lost > 0).then_some(Problem { kind: ProblemKind::UnreadableField, raw: None, message })
}

/// The article's text: lines, and blank lines between paragraphs. Where no article is found, all of the page.
fn article(page: &str) -> String {
    // A fault of the parser on some odd page must not end the reading of a thousand others.
    catch_unwind(AssertUnwindSafe(|| main_text(page))).unwrap_or_default()
}

fn main_text(page: &str) -> String {
    let config = Config { text_mode: TextMode::Formatted, disable_json_ld: true, ..Config::default() };
    let Ok(mut readability) = Readability::new(page, None, Some(config)) else { return String::new() };
    match readability.parse() {
        Ok(article) => article.text_content.to_string(),
        Err(_) => readability.doc.formatted_text().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_and_teasers_are_told_by_their_elements() {
        let page = "<html><body><article><h1>Talks resume in the capital</h1>\
            <figure><img src=a.png><figcaption>Envoys arrive for the meeting in the rain, on Monday.</figcaption></figure>\
            <p>The <a href=/e>envoys</a> <a href=/m>met</a> on Monday in the capital, and they said that they would meet again within a week.</p>\
            <p><a href=/other>Harbour reopens after a month of storms</a></p>\
            <p>\u{201c}There is no word yet,\u{201d} a spokesman said to those who waited, of whom there were many, as on the day before.</p>\
            </article></body></html>";
        let found = read_html(page.as_bytes(), b"", &Options::new("p.html")).expect("it is small");
        let kind = |start: &str| {
            let mut blocks = found.document.blocks().iter();
            blocks.find(|block| found.document.slice(block.span).starts_with(start)).map(|block| block.kind)
        };
        assert_eq!(kind("Envoys arrive"), Some(BlockKind::Caption), "{:?}", found.document.text());
        assert_eq!(kind("The envoys met"), Some(BlockKind::Paragraph));
        assert_eq!(kind("Harbour reopens"), Some(BlockKind::Boilerplate));
        assert_eq!(found.document.title(), Some("Talks resume in the capital"));
    }
}
