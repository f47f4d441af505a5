//! Words out of text, by rules that follow the English Universal Dependencies treebanks (EWT, GUM).
//!
//! White space bounds chunks. Marks are split off a chunk's edges here; `tokens/inside.rs` splits what is left
//! (compounds, numbers with units, clitics), `tokens/abbreviations.rs` says where a stop belongs to its word.

pub mod abbreviations;
mod inside;
#[cfg(test)]
mod tests;

use abbreviations::keeps_stop;
use verbale_text::Span;

/// A word and whether it belongs to the same orthographic token as the word before it.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Joined to the word before it.
    pub joined: bool,
}

/// No word is longer: a run without white space is cut here first, so that any text takes linear time and
/// little stack.
pub const MOST_BYTES: usize = 400;

/// Appends the words of `text[block]` to `tokens`, in order. Every byte that is no white space and no
/// zero-width mark is in a word.
pub fn split(text: &str, block: Span, tokens: &mut Vec<Token>) {
    let mut splitter = Splitter { text, block, tokens };
    let mut start = None;
    for (at, c) in block.of(text).char_indices() {
        match (separates(c), start) {
            (true, Some(from)) => {
                splitter.run(from, block.start + at as u32);
                start = None;
            }
            (false, None) => start = Some(block.start + at as u32),
            _ => {}
        }
    }
    if let Some(from) = start {
        splitter.run(from, block.end);
    }
}

/// White space, and marks without width, which are no part of any word.
pub fn separates(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}' | '\0')
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'' | '`' | '‹' | '›')
}

fn is_opening(c: char) -> bool {
    is_quote(c)
        || matches!(
            c,
            '(' | '[' | '{' | '<' | '>' | '¿' | '¡' | '*' | '•' | '·' | '#' | '~' | '=' | '_' | '…'
        )
        || is_currency(c)
}

fn is_closing(c: char) -> bool {
    is_quote(c)
        || matches!(
            c,
            ')' | ']' | '}' | '<' | '>' | ',' | ';' | ':' | '!' | '?' | '%' | '…' | '*' | '°' | '=' | '_'
        )
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₽' | '₴' | '₪' | '₹' | '₺')
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '―' | '‒')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '`')
}

struct Splitter<'t, 'v> {
    text: &'t str,
    block: Span,
    tokens: &'v mut Vec<Token>,
}

impl<'t> Splitter<'t, '_> {
    fn slice(&self, start: u32, end: u32) -> &'t str {
        &self.text[start as usize..end as usize]
    }

    fn push(&mut self, start: u32, end: u32, joined: bool) {
        self.tokens.push(Token { span: Span::new(start, end), joined });
    }

    /// A run without white space, cut where it is longer than any word.
    fn run(&mut self, mut start: u32, end: u32) {
        while (end - start) as usize > MOST_BYTES {
            let cut = start + self.slice(start, end).floor_char_boundary(MOST_BYTES) as u32;
            self.chunk(start, cut);
            start = cut;
        }
        self.chunk(start, end);
    }

    /// Splits the marks off the edges of a chunk, then what is left.
    fn chunk(&mut self, mut start: u32, mut end: u32) {
        while let Some(length) = opening_mark(self.slice(start, end)) {
            self.push(start, start + length, false);
            start += length;
        }
        if let Some(length) = address_length(self.slice(start, end)) {
            let cut = start + length as u32;
            self.push(start, cut, false);
            if cut < end {
                self.chunk(cut, end);
            }
            return;
        }
        let mut closing = Vec::new();
        while let Some(length) = self.closing_mark(start, end) {
            closing.push(Span::new(end - length, end));
            end -= length;
        }
        if start < end {
            self.inside(start, end);
        }
        for span in closing.into_iter().rev() {
            // "boys'": the mark is a possessive, joined to its word.
            let word = self.slice(start, end);
            let possessive = span.start == end
                && matches!(span.of(self.text), "'" | "’")
                && word.ends_with(['s', 'S', 'z']);
            self.push(span.start, span.end, possessive);
        }
    }

    /// Length of the mark that a chunk closes with, where more stands before it.
    fn closing_mark(&self, start: u32, end: u32) -> Option<u32> {
        let chunk = self.slice(start, end);
        let last = chunk.chars().next_back()?;
        let length = last.len_utf8();
        if length == chunk.len() || is_one_mark(chunk) {
            return None;
        }
        let run = closing_run(chunk);
        let keeps = |word: &str| {
            let before = self.slice(self.block.start, start);
            keeps_stop(word, before, self.slice(end, self.block.end))
        };
        // "Jr..": the first stop is the abbreviation's, the second the sentence's.
        let doubled = last == '.' && run == 2 && keeps(&chunk[..chunk.len() - 2]);
        if run > 1 && !doubled {
            return Some(run as u32);
        }
        if last == '.' {
            return (doubled || !keeps(&chunk[..chunk.len() - 1])).then_some(1);
        }
        let closes = is_closing(last) || is_dash(last) || last == '-';
        (closes || is_currency(last) && !inside::is_currency_code(chunk)).then_some(length as u32)
    }
}

/// Length of the mark that the chunk opens with, where more follows.
fn opening_mark(chunk: &str) -> Option<u32> {
    if chunk.starts_with("[...]") || chunk.starts_with("[…]") {
        let length = chunk.find(']')? + 1;
        return (length < chunk.len()).then_some(length as u32);
    }
    let mut characters = chunk.chars();
    let first = characters.next()?;
    let second = characters.next()?;
    if let Some(run) = mark_run(chunk) {
        return (run < chunk.len()).then_some(run as u32);
    }
    let apostrophe_word = is_apostrophe(first) && is_elided(chunk);
    let hashtag = first == '#' && second.is_alphabetic();
    let splits = (is_opening(first) || is_dash(first)) && !apostrophe_word && !hashtag;
    // A leading hyphen before a word is a mark; before a number it is a minus sign.
    let hyphen = first == '-' && !second.is_ascii_digit();
    (splits || hyphen).then_some(first.len_utf8() as u32)
}

/// "'s", "'em", "'90s": the apostrophe belongs to the word.
fn is_elided(chunk: &str) -> bool {
    let rest: String = chunk.chars().skip(1).flat_map(char::to_lowercase).take(6).collect();
    let decade =
        rest.strip_suffix('s').is_some_and(|d| d.len() == 2 && d.bytes().all(|b| b.is_ascii_digit()));
    decade
        || matches!(
            rest.as_str(),
            "s" | "em" | "cause" | "til" | "tis" | "twas" | "re" | "ve" | "ll" | "d" | "m"
        )
}

/// A chunk that is one mark as a whole: a run of marks, or an omission in brackets.
fn is_one_mark(chunk: &str) -> bool {
    mark_run(chunk) == Some(chunk.len()) || matches!(chunk, "[...]" | "[…]")
}

/// The length of a leading run of marks that is one token: "...", "--", "***", "?!", a quote of two strokes.
fn mark_run(chunk: &str) -> Option<usize> {
    let first = chunk.chars().next()?;
    let same: fn(char, char) -> bool = match first {
        '.' | '-' | '*' | '=' | '_' | '~' | '#' | '•' => |first, c| c == first,
        '!' | '?' => |_, c| matches!(c, '!' | '?'),
        '\'' | '’' | '‘' | '`' => |_, c| is_apostrophe(c) || c == '‘',
        _ => return None,
    };
    let run = chunk.find(|c| !same(first, c)).unwrap_or(chunk.len());
    let count = chunk[..run].chars().count();
    (count == 2 || count > 2 && !is_quote(first)).then_some(run)
}

/// The length of the run of equal marks that a chunk closes with; one mark or none counts as one.
fn closing_run(chunk: &str) -> usize {
    let Some(last) = chunk.chars().next_back() else { return 0 };
    let start = match last {
        '!' | '?' => chunk.trim_end_matches(['!', '?']).len(),
        '.' | '-' | '*' | '=' | '_' => chunk.trim_end_matches(last).len(),
        '\'' | '’' => {
            let before = chunk.len() - last.len_utf8();
            chunk[..before].strip_suffix(last).map_or(before, str::len)
        }
        _ => return 1,
    };
    if chunk[start..].chars().count() > 1 { chunk.len() - start } else { 1 }
}

/// The length of the web or mail address that a chunk begins with.
fn address_length(chunk: &str) -> Option<usize> {
    let web = ["http://", "https://", "www.", "ftp://"].iter().any(|start| chunk.starts_with(start));
    let end = if web || is_site_path(chunk) {
        chunk.find(['"', '<', '>', '“', '”', '«', '»']).unwrap_or(chunk.len())
    } else {
        let of_mail = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '@');
        let end = chunk.find(|c| !of_mail(c)).unwrap_or(chunk.len());
        let (user, host) = chunk[..end].split_once('@')?;
        (!user.is_empty() && host.contains('.')).then_some(end)?
    };
    let mut kept = &chunk[..end];
    while let Some(last) = kept.chars().next_back() {
        let closes = matches!(last, '.' | ',' | ';' | '\'' | '’' | '!' | '?' | ':')
            || last == ')' && !kept.contains('(');
        if !closes {
            break;
        }
        kept = &kept[..kept.len() - last.len_utf8()];
    }
    (!kept.is_empty()).then_some(kept.len())
}

/// "example.org/page": a site without its scheme, with a path.
fn is_site_path(chunk: &str) -> bool {
    let Some((host, _)) = chunk.split_once('/') else { return false };
    let Some((name, domain)) = host.rsplit_once('.') else { return false };
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    let known = matches!(domain, "com" | "org" | "net" | "gov" | "edu" | "int" | "info" | "eu" | "uk" | "me");
    known && !name.is_empty() && name.chars().all(plain)
}
