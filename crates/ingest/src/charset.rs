//! Which character set a source is in, its text as UTF-8, and the way back to its bytes.
//!
//! What is valid UTF-8 is UTF-8, whatever it says of itself; then come the byte-order mark, the transport's
//! word, the page's own word, and a guess.

use crate::decode::{Decoded, decode, text_problems};
use encoding_rs::{Decoder, DecoderResult, Encoding, ISO_2022_JP, REPLACEMENT, UTF_8};
use verbale_text::{OffsetMap, RawSpan, RunKind};

/// So much of the beginning is searched for the page's own word on its character set.
const HEAD: usize = 4096;

/// The character set of `bytes`. `told` is what came with them (an HTTP header's label).
pub(crate) fn detect(bytes: &[u8], told: Option<&str>) -> &'static Encoding {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return marked;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let named = |label: &str| Encoding::for_label(label.trim().as_bytes());
    let known = told.and_then(named).or_else(|| declared(&bytes[..bytes.len().min(HEAD)]).and_then(named));
    // Most of it is UTF-8 and says so: a broken byte does not make it another set.
    match known {
        Some(encoding) if is_readable(encoding) => encoding,
        _ => guess(bytes),
    }
}

/// Sets that keep a state from character to character cannot be read piece by piece.
fn is_readable(encoding: &'static Encoding) -> bool {
    encoding != ISO_2022_JP && encoding != REPLACEMENT
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

/// The label after `charset=` or `encoding=` near the beginning.
pub(crate) fn declared(head: &[u8]) -> Option<&str> {
    let lower = head.to_ascii_lowercase();
    let found = [&b"charset="[..], b"encoding="].iter().find_map(|key| {
        lower.windows(key.len()).position(|window| window == *key).map(|at| at + key.len())
    })?;
    let label =
        head[found..].strip_prefix(b"\"").or(head[found..].strip_prefix(b"'")).unwrap_or(&head[found..]);
    let end = label.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:.".contains(byte));
    let end = end.unwrap_or(label.len());
    std::str::from_utf8(&label[..end]).ok()
}

/// The text of `bytes`, a byte-order mark included, and the way back.
pub(crate) fn decode_as(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    if encoding == UTF_8 {
        return decode(bytes);
    }
    let mut writer = Writer { text: String::new(), offsets: OffsetMap::default() };
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut start = 0;
    while start < bytes.len() {
        // Between two characters the decoder is at rest, so plain ASCII is copied past it.
        let plain = bytes[start..].iter().take_while(|byte| byte.is_ascii()).count();
        if plain > 0 && encoding.is_ascii_compatible() {
            writer.copied(&bytes[start..start + plain], start);
            start += plain;
        } else {
            start = writer.character(&mut decoder, bytes, start);
        }
    }
    let problems = text_problems(&writer.text);
    Decoded { text: writer.text, offsets: writer.offsets, problems }
}

struct Writer {
    text: String,
    offsets: OffsetMap,
}

impl Writer {
    fn copied(&mut self, ascii: &[u8], start: usize) {
        self.text.extend(ascii.iter().map(|byte| *byte as char));
        self.offsets.push(RunKind::Copied, ascii.len() as u32, raw(start, start + ascii.len()));
    }

    /// Decodes one character from `start` and gives the place behind it.
    fn character(&mut self, decoder: &mut Decoder, bytes: &[u8], start: usize) -> usize {
        let mut out = [0; 16];
        let mut end = start;
        while end < bytes.len() {
            let last = end + 1 == bytes.len();
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(&bytes[end..=end], &mut out, last);
            end += read;
            match result {
                DecoderResult::Malformed(_, _) => {
                    self.replaced("\u{fffd}", start, end.max(start + 1));
                    return end.max(start + 1);
                }
                _ if written > 0 => {
                    self.replaced(std::str::from_utf8(&out[..written]).unwrap_or("\u{fffd}"), start, end);
                    return end;
                }
                _ => {}
            }
        }
        end
    }

    fn replaced(&mut self, text: &str, start: usize, end: usize) {
        self.text.push_str(text);
        self.offsets.push(RunKind::Replaced, text.len() as u32, raw(start, end));
    }
}

fn raw(start: usize, end: usize) -> RawSpan {
    RawSpan::new(start as u32, end as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(bytes: &[u8], told: Option<&str>, encoding: &str, text: &str) {
        let found = detect(bytes, told);
        let decoded = decode_as(bytes, found);
        assert_eq!((found.name(), decoded.text.as_str()), (encoding, text));
        assert_eq!(decoded.offsets.text_len() as usize, text.len());
    }

    #[test]
    fn what_is_valid_utf_8_is_utf_8() {
        check("Çeşme".as_bytes(), Some("iso-8859-1"), "UTF-8", "Çeşme");
        check(b"plain", None, "UTF-8", "plain");
    }

    #[test]
    fn marks_and_words_tell() {
        check(b"\xff\xfeA\0\xe9\0", None, "UTF-16LE", "\u{feff}Aé");
        check(b"caf\xe9", Some("iso-8859-1"), "windows-1252", "café");
        check(
            b"<meta charset=\"windows-1251\">\xcc\xe8\xf0",
            None,
            "windows-1251",
            "<meta charset=\"windows-1251\">Мир",
        );
        check(b"<?xml encoding='shift_jis'?>\x93\x8c", None, "Shift_JIS", "<?xml encoding='shift_jis'?>東");
    }

    #[test]
    fn without_a_word_it_is_guessed() {
        check(
            b"The caf\xe9 where the envoys met was \x93closed\x94.",
            None,
            "windows-1252",
            "The café where the envoys met was “closed”.",
        );
    }

    proptest! {
        #[test]
        fn every_piece_decodes_to_its_text(bytes in prop::collection::vec(any::<u8>(), 0..80), set in 0..6_usize) {
            let encoding = Encoding::for_label(["utf-16le", "windows-1252", "gbk", "euc-jp", "big5", "utf-16be"][set].as_bytes()).unwrap();
            let decoded = decode_as(&bytes, encoding);
            prop_assert_eq!(decoded.offsets.text_len() as usize, decoded.text.len());
            let mut end = 0;
            for (_, _, raw) in decoded.offsets.runs() {
                prop_assert!(raw.start >= end && raw.end as usize <= bytes.len());
                end = raw.end;
            }
        }
    }
}
