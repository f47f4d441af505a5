//! A page as it is before any tree is built of it: its visible words with their bytes, what its head says,
//! and whether a tree of it would be too deep or too large.

use super::tokens::{Tag, Token, tokens};
use std::ops::Range;
use verbale_text::{OffsetMap, RawSpan, RunKind};

/// Elements inside one another; real pages stay below a hundred.
pub(super) const DEPTH: usize = 400;
/// Elements of a page, those counted again that a browser opens anew in every block they are left open over.
pub(super) const ELEMENTS: usize = 400_000;
/// Attributes of one element.
pub(super) const ATTRIBUTES: usize = 1_000;

/// Ampersands in the running text: parsers make a text of its own of each, and compare them all with one another.
pub(super) const AMPERSANDS: usize = 50_000;
/// Stands in the visible words where a block begins or ends.
pub(super) const BLOCK_EDGE: char = '\u{2029}';
/// Stands in the visible words for a `br`.
pub(super) const LINE_EDGE: char = '\u{2028}';

/// Why no tree is built of a page.
#[derive(Copy, Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub(super) enum TooMuch {
    #[error("its elements stand more than {DEPTH} deep inside one another; this is no article")]
    Deep,
    #[error("it has more than {ELEMENTS} elements; this is no article")]
    Elements,
    #[error("an element has more than {ATTRIBUTES} attributes; this is no article")]
    Attributes,
    #[error("it has more than {AMPERSANDS} ampersands in its text; this is no article")]
    Ampersands,
}

/// What one pass over a page finds.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The visible words, entities decoded, in the page's order.
    pub visible: String,
    /// From the visible words to the page.
    pub offsets: OffsetMap,
    /// What the head and marked elements say.
    pub said: Said,
    /// Parts of the visible words that elements set apart, as they end.
    pub parts: Vec<(Part, Range<usize>)>,
}

/// What an element says of the words in it.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// They stand under a picture.
    Caption,
    /// They lead elsewhere.
    Link,
}

/// A longer link is one that was not closed.
const LINK_LONGEST: usize = 300;

/// What a page says about itself, as written.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Names (lower case) and contents of `meta` elements.
    pub meta: Vec<(String, String)>,
    /// JSON-LD scripts.
    pub linked_data: Vec<String>,
    /// The `title` element.
    pub title: Option<String>,
    /// The canonical address.
    pub canonical: Option<String>,
    /// The page's language.
    pub language: Option<String>,
    /// Days in `time` elements, those marked as the day of publication first.
    pub times: Vec<String>,
    /// Main headings.
    pub headings: Vec<String>,
}

/// So many days and headings are kept; more tell nothing new.
const KEPT: usize = 20;

/// Reads a page once.
pub(super) fn page(text: &str) -> Result<Page, TooMuch> {
    let mut page = Page::default();
    let mut tree = Tree::default();
    let mut linked_data = false;
    let mut heading: Option<usize> = None;
    let mut ampersands = 0;
    for token in tokens(text) {
        match token {
            Token::Start(tag) => {
                tree.open(&tag)?;
                linked_data = tag.is("script") && is_linked_data(&tag);
                if tag.is("h1") {
                    heading = Some(page.visible.len());
                }
                page.said.element(&tag);
                page.block_edge(tag.name);
                if let Some(part) = part(&tag) {
                    tree.parts.push((part, page.visible.len(), tree.open.len()));
                }
            }
            Token::End(name) => {
                tree.close(name);
                page.end_parts(&mut tree);
                if name.eq_ignore_ascii_case("h1")
                    && let Some(start) = heading.take()
                    && page.said.headings.len() < KEPT
                {
                    let words = page.visible[start..].split_whitespace().collect::<Vec<_>>().join(" ");
                    page.said.headings.push(words);
                }
                page.block_edge(name);
            }
            Token::Text(span) => {
                ampersands += memchr::memchr_iter(b'&', text[span.clone()].as_bytes()).count();
                if ampersands > AMPERSANDS {
                    return Err(TooMuch::Ampersands);
                }
                page.text(text, span);
            }
            Token::Inside(name, span) if name.eq_ignore_ascii_case("title") && page.said.title.is_none() => {
                page.said.title = Some(htmlize::unescape(&text[span]).into_owned());
            }
            Token::Inside(_, span) if linked_data => page.said.linked_data.push(text[span].to_owned()),
            Token::Inside(..) => {}
        }
    }
    tree.open.clear();
    page.end_parts(&mut tree);
    Ok(page)
}

fn part(tag: &Tag<'_>) -> Option<Part> {
    let is_caption =
        || tag.attribute("class").is_some_and(|class| class.to_ascii_lowercase().contains("caption"));
    match () {
        () if tag.is("a") => tag.attribute("href").map(|_| Part::Link),
        () if tag.is("figcaption") => Some(Part::Caption),
        () if !is_void(tag.name) && tag.count > 0 && is_caption() => Some(Part::Caption),
        () => None,
    }
}

fn is_linked_data(tag: &Tag<'_>) -> bool {
    tag.attribute("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
}

impl Page {
    /// Running text: copied, entities decoded, NUL bytes left out as every parser does.
    fn text(&mut self, page: &str, span: Range<usize>) {
        let mut at = span.start;
        while at < span.end {
            let rest = &page[at..span.end];
            let plain = rest.find(['&', '\0']).unwrap_or(rest.len());
            self.copy(page, at..at + plain);
            at += plain;
            if at < span.end {
                at += self.odd(page, at..span.end);
            }
        }
    }

    /// An entity, a bare `&` or a NUL byte; gives its length.
    fn odd(&mut self, page: &str, rest: Range<usize>) -> usize {
        let written = &page[rest.clone()];
        if written.starts_with('\0') {
            return 1;
        }
        let (length, decoded) = entity(written);
        match decoded {
            None => self.copy(page, rest.start..rest.start + length),
            Some(decoded) => {
                let raw = RawSpan::new(rest.start as u32, (rest.start + length) as u32);
                self.offsets.push(RunKind::Replaced, decoded.len() as u32, raw);
                self.visible.push_str(&decoded);
            }
        }
        length
    }

    /// Notes the parts whose elements are closed by now.
    fn end_parts(&mut self, tree: &mut Tree<'_>) {
        while let Some(&(part, start, _)) = tree.parts.last().filter(|(_, _, depth)| tree.open.len() < *depth)
        {
            tree.parts.pop();
            let span = start..self.visible.len();
            if part == Part::Caption || span.len() <= LINK_LONGEST {
                self.parts.push((part, span));
            }
        }
    }

    /// The stretches of visible words that lie in parts of this kind, in order, none inside another.
    pub fn stretches(&self, wanted: Part) -> Vec<Range<usize>> {
        let mut stretches: Vec<Range<usize>> =
            self.parts.iter().filter(|(part, _)| *part == wanted).map(|(_, span)| span.clone()).collect();
        stretches.sort_by_key(|span| (span.start, span.end));
        stretches.dedup_by(|next, last| {
            let overlap = next.start < last.end;
            if overlap {
                last.end = last.end.max(next.end);
            }
            overlap
        });
        stretches
    }

    fn copy(&mut self, page: &str, span: Range<usize>) {
        self.visible.push_str(&page[span.clone()]);
        let raw = RawSpan::new(span.start as u32, span.end as u32);
        self.offsets.push(RunKind::Copied, span.len() as u32, raw);
    }

    /// Words on the two sides of a block's edge are two words.
    fn block_edge(&mut self, name: &str) {
        let mark = if name.eq_ignore_ascii_case("br") { LINE_EDGE } else { BLOCK_EDGE };
        if !is_phrasing(name) && !self.visible.is_empty() && !self.visible.ends_with(BLOCK_EDGE) {
            self.visible.push(mark);
            self.offsets.push_inserted(mark.len_utf8() as u32);
        }
    }
}

/// The length of the entity that `written` begins with, or of what only looks like one, and what it stands for.
pub(crate) fn entity(written: &str) -> (usize, Option<String>) {
    let name =
        written.bytes().skip(1).take(40).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#');
    let mut length = 1 + name.count();
    length += usize::from(written.as_bytes().get(length) == Some(&b';'));
    let mut decoded = htmlize::unescape(&written[..length]);
    if decoded == written[..length] {
        return (length, None);
    }
    // "&nbspmet": without its semicolon an entity ends where what is behind it stands for itself.
    loop {
        let shorter = htmlize::unescape(&written[..length - 1]);
        if decoded.strip_suffix(&written[length - 1..length]) != Some(&*shorter) {
            break;
        }
        (length, decoded) = (length - 1, shorter);
    }
    (length, Some(decoded.into_owned()))
}

impl Said {
    fn element(&mut self, tag: &Tag<'_>) {
        if tag.is("meta") {
            let name = ["property", "name", "itemprop"].iter().find_map(|name| tag.attribute(name));
            if let (Some(name), Some(content)) = (name, tag.attribute("content")) {
                self.meta.push((name.trim().to_ascii_lowercase(), content));
            }
        } else if tag.is("link") {
            let canonical =
                |rel: String| rel.split_whitespace().any(|word| word.eq_ignore_ascii_case("canonical"));
            if self.canonical.is_none() && tag.attribute("rel").is_some_and(canonical) {
                self.canonical = tag.attribute("href");
            }
        } else if tag.is("html") {
            self.language = self.language.take().or_else(|| tag.attribute("lang"));
        } else if tag.is("time") && self.times.len() < KEPT {
            let Some(day) = tag.attribute("datetime") else { return };
            let told = |value: String| value.to_ascii_lowercase().contains("publish");
            let published = tag.attribute("pubdate").is_some()
                || ["itemprop", "class"].iter().any(|name| tag.attribute(name).is_some_and(told));
            let at = if published { 0 } else { self.times.len() };
            self.times.insert(at, day);
        }
    }
}

/// How deep and large a tree of the page would be.
#[derive(Default)]
struct Tree<'p> {
    open: Vec<&'p str>,
    /// Formatting elements that were opened and not closed: a parser opens them anew in each block.
    formatting: usize,
    elements: usize,
    /// Parts whose elements are open: where they begin in the visible words, and how deep.
    parts: Vec<(Part, usize, usize)>,
}

impl<'p> Tree<'p> {
    fn open(&mut self, tag: &Tag<'p>) -> Result<(), TooMuch> {
        if tag.count > ATTRIBUTES {
            return Err(TooMuch::Attributes);
        }
        self.elements += 1;
        if is_formatting(tag.name) {
            self.formatting += 1;
        } else if !is_void(tag.name) {
            self.elements += self.formatting;
        }
        if self.elements > ELEMENTS {
            return Err(TooMuch::Elements);
        }
        if is_void(tag.name) {
            return Ok(());
        }
        // "<p>one<p>two": the second closes the first.
        if closes_its_like(tag.name)
            && self.open.last().is_some_and(|last| last.eq_ignore_ascii_case(tag.name))
        {
            self.open.pop();
        }
        self.open.push(tag.name);
        if self.open.len() > DEPTH { Err(TooMuch::Deep) } else { Ok(()) }
    }

    fn close(&mut self, name: &str) {
        if is_formatting(name) {
            self.formatting = self.formatting.saturating_sub(1);
        }
        if let Some(at) = self.open.iter().rposition(|open| open.eq_ignore_ascii_case(name)) {
            self.open.truncate(at);
        }
    }
}

fn one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|one| one.eq_ignore_ascii_case(name))
}

fn is_void(name: &str) -> bool {
    one_of(
        name,
        &[
            "br", "img", "input", "meta", "link", "hr", "area", "base", "col", "embed", "param", "source",
            "track", "wbr",
        ],
    )
}

fn is_formatting(name: &str) -> bool {
    one_of(
        name,
        &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"],
    )
}

fn closes_its_like(name: &str) -> bool {
    one_of(name, &["p", "li", "dt", "dd", "option", "tr", "td", "th", "a"])
}

/// Elements that may stand inside a word.
fn is_phrasing(name: &str) -> bool {
    is_formatting(name)
        || one_of(
            name,
            &[
                "span", "abbr", "cite", "q", "sub", "sup", "mark", "time", "wbr", "ins", "del", "bdi", "bdo",
                "dfn", "var", "kbd", "samp", "data", "ruby", "rt", "rp", "label", "img", "svg", "path",
                "script", "style", "noscript", "meta", "link", "acronym",
            ],
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visible_words_lead_back_to_the_page() {
        let text = "<title>T &amp; U</title><p>Caf&eacute; &amp; <b>b</b>ar&nbsp;x &nosuch; &#8220;y<script>no</script></p>z";
        let page = page(text).expect("it is small");
        assert_eq!(page.visible.trim(), "Café & bar\u{a0}x &nosuch; “y\u{2029}z");
        assert_eq!(page.said.title.as_deref(), Some("T & U"));
        let pieces: String =
            page.offsets.runs().map(|(_, _, raw)| text[raw.range()].to_owned()).collect::<Vec<_>>().join("|");
        assert_eq!(pieces, "Caf|&eacute;| |&amp;| |b|ar|&nbsp;|x &nosuch; |&#8220;|y||z");
    }

    #[test]
    fn what_the_page_says_is_kept() {
        let text = "<html lang=en-GB><meta property=og:title content='A'><link rel='canonical' href='https://a.example/x'>\
                    <script type='application/ld+json'>{}</script><h1>Talks  <i>resume</i></h1>\
                    <time datetime=2025-05-02>x</time><time class=published datetime=2025-05-01>y</time>";
        let said = page(text).expect("it is small").said;
        assert_eq!(said.meta, [("og:title".to_owned(), "A".to_owned())]);
        assert_eq!(said.canonical.as_deref(), Some("https://a.example/x"));
        assert_eq!((said.linked_data.len(), said.language.as_deref()), (1, Some("en-GB")));
        assert_eq!(said.times, ["2025-05-01", "2025-05-02"]);
        assert_eq!(said.headings, ["Talks resume"]);
    }

    #[test]
    fn entities_end_where_they_end() {
        let check = |written: &str, length: usize, decoded: Option<&str>| {
            assert_eq!(entity(written), (length, decoded.map(str::to_owned)), "{written}");
        };
        check("&amp;x", 5, Some("&"));
        check("&nbspmet again", 5, Some("\u{a0}"));
        check("&nbsp0", 5, Some("\u{a0}"));
        check("&#38x", 4, Some("&"));
        check("&ampamp;", 4, Some("&"));
        check("&rest of", 5, None);
        check("& so", 1, None);
    }

    #[test]
    fn captions_and_links_are_set_apart() {
        let page = page("<figure><img><figcaption>A bridge</figcaption></figure><p>One <a href=/x>two</a> <a name=y>three</a></p>\
                         <div class='wp-Caption-text'>Ann <b>Field</b></div>").expect("it is small");
        let parts: Vec<(Part, &str)> =
            page.parts.iter().map(|(part, span)| (*part, page.visible[span.clone()].trim())).collect();
        assert_eq!(parts, [(Part::Caption, "A bridge"), (Part::Link, "two"), (Part::Caption, "Ann Field")]);
    }

    #[test]
    fn pages_that_no_tree_is_built_of() {
        let check = |text: String, expected: Option<TooMuch>| assert_eq!(page(&text).err(), expected);
        check("<div>".repeat(DEPTH), None);
        check("<div>".repeat(DEPTH + 1), Some(TooMuch::Deep));
        check("<div><p>x</div>".repeat(5000), None);
        check("<p>x".repeat(5000), None);
        check("<br>".repeat(ELEMENTS + 1), Some(TooMuch::Elements));
        check(format!("<p {}>", "a=1 ".repeat(ATTRIBUTES + 1)), Some(TooMuch::Attributes));
        check("&".repeat(AMPERSANDS + 1), Some(TooMuch::Ampersands));
        // Each block would hold a thousand elements again.
        check(format!("{}{}", "<p><b></p>".repeat(300), "<p>x</p>".repeat(2000)), Some(TooMuch::Elements));
    }
}
