//! One pass over a page's markup: tags and texts with their bytes. It builds nothing, so that a page that no
//! tree should be built of is known before one is.

use std::ops::Range;

/// One piece of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Token<'p> {
    /// A start tag.
    Start(Tag<'p>),
    /// An end tag.
    End(&'p str),
    /// Running text, entities and all.
    Text(Range<usize>),
    /// What stands between the tags of an element whose inside is no markup (`script`, `title`, …).
    Inside(&'p str, Range<usize>),
}

/// A start tag: its name as written, and what stands behind it.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) struct Tag<'p> {
    pub name: &'p str,
    attributes: &'p str,
    /// Number of attributes.
    pub count: usize,
}

/// Elements whose inside is no markup; the page's running text is in none of them.
const RAW: [&str; 10] =
    ["script", "style", "title", "textarea", "noscript", "iframe", "xmp", "noembed", "noframes", "plaintext"];

/// The tokens of a page.
pub(super) struct Tokens<'p> {
    page: &'p str,
    at: usize,
    /// The element whose inside comes next.
    inside: Option<&'p str>,
}

/// The tokens of `page`.
pub(super) fn tokens(page: &str) -> Tokens<'_> {
    Tokens { page, at: 0, inside: None }
}

impl<'p> Iterator for Tokens<'p> {
    type Item = Token<'p>;

    fn next(&mut self) -> Option<Token<'p>> {
        if let Some(name) = self.inside.take() {
            let start = self.at;
            self.at = end_of_inside(self.page, start, name);
            if self.at > start {
                return Some(Token::Inside(name, start..self.at));
            }
        }
        while self.at < self.page.len() {
            let start = self.at;
            match self.markup() {
                Some(Some(token)) => return Some(token),
                Some(None) => continue,
                None => {}
            }
            let bytes = &self.page.as_bytes()[start..];
            let length = bytes.iter().skip(1).position(|byte| *byte == b'<').map_or(bytes.len(), |at| at + 1);
            self.at = start + length;
            return Some(Token::Text(start..self.at));
        }
        None
    }
}

impl<'p> Tokens<'p> {
    /// A tag at this place, or (`Some(None)`) a comment or declaration passed over. `None`: it is text.
    fn markup(&mut self) -> Option<Option<Token<'p>>> {
        let rest = &self.page[self.at..];
        let after = rest.strip_prefix('<')?;
        let next = *after.as_bytes().first()?;
        if next.is_ascii_alphabetic() {
            let tag = self.start_tag(after);
            return Some(Some(Token::Start(tag)));
        }
        if next == b'/' && after.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) {
            let (name, _, _, length) = scan_tag(&after[1..]);
            self.at += 2 + length;
            return Some(Some(Token::End(name)));
        }
        let length = match () {
            () if rest.starts_with("<!--") => {
                // "<!-->" and "<!--->" are comments as well.
                let inside = &rest[2..];
                find(inside, "-->").map_or(rest.len(), |at| 2 + at + 3).max(5.min(rest.len()))
            }
            () if rest.starts_with("<![CDATA[") => find(rest, "]]>").map_or(rest.len(), |at| at + 3),
            () if matches!(next, b'!' | b'?' | b'/') => find(rest, ">").map_or(rest.len(), |at| at + 1),
            () => return None,
        };
        self.at = (self.at + length).min(self.page.len());
        while !self.page.is_char_boundary(self.at) {
            self.at += 1;
        }
        Some(None)
    }

    fn start_tag(&mut self, after: &'p str) -> Tag<'p> {
        let (name, attributes, count, length) = scan_tag(after);
        self.at += 1 + length;
        self.inside = RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)).then_some(name);
        Tag { name, attributes, count }
    }
}

/// Name, attributes, number of attributes, and length up to and with the closing `>`, of a tag behind its `<`.
fn scan_tag(after: &str) -> (&str, &str, usize, usize) {
    let bytes = after.as_bytes();
    let is_end = |byte: u8| byte.is_ascii_whitespace() || byte == b'/' || byte == b'>';
    let name_end = bytes.iter().position(|byte| is_end(*byte)).unwrap_or(bytes.len());
    let mut at = name_end;
    let mut count = 0;
    while at < bytes.len() && bytes[at] != b'>' {
        match attribute(after, at) {
            Some((_, _, end)) => {
                count += 1;
                at = end;
            }
            None => at += 1,
        }
    }
    let end = (at + 1).min(bytes.len());
    (&after[..name_end], &after[name_end..at], count, end)
}

/// The attribute that begins at `at`: name, value as written, place behind it. `None` at a space, `/` or `>`.
fn attribute(text: &str, at: usize) -> Option<(&str, &str, usize)> {
    let bytes = text.as_bytes();
    let space = |byte: &u8| byte.is_ascii_whitespace();
    let first = bytes.get(at)?;
    if space(first) || *first == b'/' || *first == b'>' {
        return None;
    }
    // An equals sign at the beginning belongs to the name.
    let name_end = bytes[at + 1..].iter().position(|byte| space(byte) || b"/>=".contains(byte));
    let name_end = name_end.map_or(bytes.len(), |length| at + 1 + length);
    let name = text.get(at..name_end)?;
    let skip = |from: usize| from + bytes[from..].iter().take_while(|byte| space(byte)).count();
    let equals = skip(name_end);
    if bytes.get(equals) != Some(&b'=') {
        return Some((name, "", name_end));
    }
    let start = skip(equals + 1);
    match bytes.get(start) {
        Some(quote @ (b'"' | b'\'')) => {
            let length = bytes[start + 1..].iter().position(|byte| byte == quote);
            let end = length.map_or(bytes.len(), |length| start + 1 + length);
            Some((name, text.get(start + 1..end)?, (end + 1).min(bytes.len())))
        }
        _ => {
            let length = bytes[start..].iter().position(|byte| space(byte) || *byte == b'>');
            let end = length.map_or(bytes.len(), |length| start + length);
            Some((name, text.get(start..end)?, end))
        }
    }
}

impl Tag<'_> {
    /// True where the tag has this name (given in lower case).
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute (given in lower case), entities decoded.
    pub fn attribute(&self, wanted: &str) -> Option<String> {
        attribute_of(self.attributes, wanted)
    }
}

/// The value of one of the attributes of a tag as written, entities decoded.
pub(crate) fn attribute_of(attributes: &str, wanted: &str) -> Option<String> {
    let mut at = 0;
    while at < attributes.len() {
        match attribute(attributes, at) {
            Some((name, value, _)) if name.eq_ignore_ascii_case(wanted) => {
                return Some(htmlize::unescape_attribute(value).into_owned());
            }
            Some((_, _, end)) => at = end,
            None => at += 1,
        }
    }
    None
}

/// Where the inside of `name` ends: before its end tag, else at the end of the page.
fn end_of_inside(page: &str, start: usize, name: &str) -> usize {
    let mut at = start;
    while let Some(found) = find(&page[at..], "</") {
        let after = at + found + 2;
        let closes = page.as_bytes().get(after..after + name.len()).is_some_and(|bytes| {
            let end = page.as_bytes().get(after + name.len());
            bytes.eq_ignore_ascii_case(name.as_bytes())
                && end.is_none_or(|byte| byte.is_ascii_whitespace() || b"/>".contains(byte))
        });
        if closes {
            return at + found;
        }
        at = after;
    }
    page.len()
}

fn find(text: &str, wanted: &str) -> Option<usize> {
    memchr::memmem::find(text.as_bytes(), wanted.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(page: &str, expected: &[&str]) {
        let found: Vec<String> = tokens(page)
            .map(|token| match token {
                Token::Start(tag) => format!("<{}>{}", tag.name, tag.count),
                Token::End(name) => format!("</{name}>"),
                Token::Text(span) => page[span].to_owned(),
                Token::Inside(name, span) => format!("{name}:{}", &page[span]),
            })
            .collect();
        assert_eq!(found, expected, "{page}");
    }

    #[test]
    fn tags_and_texts() {
        check(
            "<p class=lead id='a b' hidden>Talks <b>resume</b>.</p>",
            &["<p>3", "Talks ", "<b>0", "resume", "</b>", ".", "</p>"],
        );
        check("<br/><img src=a.png/>x", &["<br>0", "<img>1", "x"]);
        check("<a title=\"a > b\" href=\"/c\">d", &["<a>2", "d"]);
    }

    #[test]
    fn what_only_looks_like_a_tag_is_text() {
        check("3 < 4 and a <3 b", &["3 ", "< 4 and a ", "<3 b"]);
        check("a <", &["a ", "<"]);
    }

    #[test]
    fn comments_and_declarations_are_passed_over() {
        check("<!DOCTYPE html><!-- <p>no</p> -->yes<!-->on<?x y?>end", &["yes", "on", "end"]);
        check("<!-- open", &[]);
        check(&"<!---->".repeat(100_000), &[]);
    }

    #[test]
    fn the_inside_of_scripts_is_no_markup() {
        check(
            "<script>if (a < b) '<p>'</script>x",
            &["<script>0", "script:if (a < b) '<p>'", "</script>", "x"],
        );
        check("<title>A &amp; B</TITLE >", &["<title>0", "title:A &amp; B", "</TITLE>"]);
        check("<script>open", &["<script>0", "script:open"]);
    }

    #[test]
    fn attributes_are_found_by_name() {
        let page = "<meta Property='og:title' content=\"Talks &amp; truce\" flag x=1>";
        let Some(Token::Start(tag)) = tokens(page).next() else { panic!("a tag") };
        assert_eq!(tag.attribute("property").as_deref(), Some("og:title"));
        assert_eq!(tag.attribute("content").as_deref(), Some("Talks & truce"));
        assert_eq!(tag.attribute("flag").as_deref(), Some(""));
        assert_eq!(tag.attribute("name"), None);
    }

    proptest! {
        #[test]
        fn any_page_is_passed_once(page in "[<>/!a-c=\"' \\-é\\[\\]&;]{0,60}") {
            let mut end = 0;
            for token in tokens(&page) {
                if let Token::Text(span) | Token::Inside(_, span) = token {
                    prop_assert!(span.start >= end && span.end > span.start);
                    prop_assert!(page.get(span.clone()).is_some());
                    end = span.end;
                }
            }
        }
    }
}
