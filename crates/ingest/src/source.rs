//! A document's text against the bytes it was read from: whether a piece of the source stands for a piece of the
//! text.

use crate::charset::{declared, decode_as, detect};
use encoding_rs::{Encoding, UTF_8};

/// The bytes a document was read from.
pub struct Source {
    encoding: &'static Encoding,
}

impl Source {
    /// Looks at the whole source once, for its character set.
    pub fn of(raw: &[u8]) -> Self {
        // A page that came with its head on the wire: the head's word is in its first line.
        let told = if raw.starts_with(b"Content-Type:") { declared(raw) } else { None };
        Self { encoding: detect(raw, told) }
    }

    /// True where `piece` decodes to `text`: in the source's character set or as broken UTF-8, entities decoded once
    /// or (markup inside XML) twice; one white space stands for another.
    pub fn stands_for(&self, piece: &[u8], text: &str) -> bool {
        [self.encoding, UTF_8].iter().any(|encoding| {
            let plain = decode_as(piece, encoding).text;
            let once = htmlize::unescape(plain.as_str());
            let twice = htmlize::unescape(once.as_ref());
            [plain.as_str(), &once, &twice]
                .into_iter()
                .any(|decoded| decoded == text || are_both_space(decoded, text))
        })
    }
}

fn are_both_space(a: &str, b: &str) -> bool {
    !a.is_empty() && !b.is_empty() && a.trim().is_empty() && b.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_decoded_as_they_were_read() {
        let check = |raw: &[u8], piece: &[u8], text: &str, expected: bool| {
            assert_eq!(Source::of(raw).stands_for(piece, text), expected, "{text}");
        };
        check(b"caf\xe9 &amp; <meta charset=latin1>", b"\xe9", "é", true);
        check(b"caf\xe9 &amp; <meta charset=latin1>", b"\xe9", "è", false);
        check(b"x", b"&amp;", "&", true);
        check(b"x", b"&amp;eacute;", "é", true);
        check(b"x", b"\n", " ", true);
        check(b"x", b"", " ", false);
        check(b"Content-Type: text/html; charset=windows-1251\r\n\r\n\xcc", b"\xcc", "М", true);
        check(b"a\xff", b"\xff", "\u{fffd}", true);
    }
}
