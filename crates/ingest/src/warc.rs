//! WARC: the pages of a crawl, record by record, with memory for one record.
//!
//! Responses with a page, resources and converted texts are read; requests, metadata, other media types and answers
//! that are no 200 hold no article and are passed over.

use crate::html::read_html;
use crate::options::{HARD_LIMIT, Options};
use crate::records::{Item, Rejected};
use crate::text_file::read_text;
use flate2::read::{GzDecoder, ZlibDecoder};
use std::io::{BufRead, Read};

/// Header lines of a record or a response are no longer than this in all.
const HEAD_LIMIT: u64 = 64 * 1024;
/// A page unpacks to no more than this.
const UNPACKED_LIMIT: u64 = 64 * 1024 * 1024;

/// The documents of a WARC file.
pub(crate) struct Warc<R> {
    reader: R,
    options: Options,
    record: u64,
    over: bool,
}

/// What stands in a record's head.
#[derive(Default)]
struct Head {
    kind: String,
    target: Option<String>,
    date: Option<String>,
    media: String,
    length: u64,
}

impl<R: BufRead> Warc<R> {
    pub fn new(reader: R, options: Options) -> Self {
        Self { reader, options, record: 0, over: false }
    }

    /// The next record's head; `Ok(None)` at the end.
    fn head(&mut self) -> Result<Option<Head>, String> {
        let mut line = Vec::new();
        // Blank lines end the record before.
        while line.trim_ascii().is_empty() {
            line.clear();
            if self.line(&mut line)? == 0 {
                return Ok(None);
            }
        }
        self.record += 1;
        if !line.starts_with(b"WARC/") {
            return Err("a record that does not begin with WARC/; what follows was not read".to_owned());
        }
        let mut head = Head::default();
        let mut length = None;
        let mut all = 0;
        loop {
            line.clear();
            all += self.line(&mut line)? as u64;
            if line.trim_ascii().is_empty() {
                break;
            }
            if all > HEAD_LIMIT {
                return Err("a record's head of more than 64 kB; what follows was not read".to_owned());
            }
            let written = String::from_utf8_lossy(&line);
            let Some((name, value)) = written.split_once(':') else { continue };
            let value = value.trim().to_owned();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => head.kind = value,
                "warc-target-uri" => head.target = Some(value.trim_matches(['<', '>']).to_owned()),
                "warc-date" => head.date = Some(value),
                "content-type" => head.media = value.to_ascii_lowercase(),
                "content-length" => length = value.parse().ok(),
                _ => {}
            }
        }
        head.length = length.ok_or("a record without Content-Length; what follows was not read")?;
        Ok(Some(head))
    }

    fn line(&mut self, line: &mut Vec<u8>) -> Result<usize, String> {
        let mut limited = self.reader.by_ref().take(HEAD_LIMIT);
        limited.read_until(b'\n', line).map_err(|error| format!("{error}; what follows was not read"))
    }

    /// The record's bytes, or (`None`) a passing over of what is too large or not wanted.
    fn content(&mut self, length: u64, wanted: bool) -> Result<Option<Vec<u8>>, String> {
        let failed = |error: std::io::Error| format!("{error}; what follows was not read");
        let mut limited = self.reader.by_ref().take(length);
        let found = if wanted && length <= self.options.limit.min(HARD_LIMIT) {
            let mut bytes = Vec::new();
            limited.read_to_end(&mut bytes).map_err(failed)?;
            Some(bytes)
        } else {
            std::io::copy(&mut limited, &mut std::io::sink()).map_err(failed)?;
            None
        };
        if limited.limit() > 0 {
            return Err("the file ends inside a record".to_owned());
        }
        Ok(found)
    }

    /// The next document; `Ok(None)` where the record holds none.
    fn document(&mut self, head: &Head) -> Result<Option<Item>, String> {
        let is_response = head.kind == "response" && head.media.starts_with("application/http");
        let is_page = head.kind == "resource" && is_html(&head.media);
        let is_text = head.kind == "conversion" && head.media.starts_with("text/plain");
        let wanted = is_response || is_page || is_text;
        let Some(bytes) = self.content(head.length, wanted)? else {
            let reason =
                format!("a record of {} bytes, more than the {} allowed", head.length, self.options.limit);
            return Ok(wanted.then(|| Err(self.rejected(reason))));
        };
        let mut options = self.options.clone();
        options.origin = format!("{}:{}", self.options.origin, self.record);
        options.url.clone_from(&head.target);
        let read = if is_response {
            let Some(Response { told, page }) = response(&bytes) else { return Ok(None) };
            page.and_then(|page| read_html(&page, &told, &options))
        } else if is_page {
            read_html(&bytes, b"", &options)
        } else {
            read_text(&bytes, options)
                .map(|document| crate::open::whole(document, bytes))
                .map_err(|error| error.to_string())
        };
        Ok(Some(read.map_err(|reason| self.rejected(reason))))
    }

    fn rejected(&self, reason: String) -> Rejected {
        Rejected { origin: format!("{}:{}", self.options.origin, self.record), reason }
    }
}

impl<R: BufRead> Iterator for Warc<R> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.over {
            let found = match self.head() {
                Ok(None) => return None,
                Ok(Some(head)) => self.document(&head),
                Err(reason) => Err(reason),
            };
            match found {
                Ok(None) => {}
                Ok(Some(item)) => return Some(item),
                Err(reason) => {
                    self.over = true;
                    return Some(Err(self.rejected(reason)));
                }
            }
        }
        None
    }
}

fn is_html(media: &str) -> bool {
    media.starts_with("text/html") || media.starts_with("application/xhtml")
}

/// A page as it came over the wire.
struct Response {
    /// The head's word on its character set, where the page needs it.
    told: Vec<u8>,
    /// The page, or why it cannot be unpacked.
    page: Result<Vec<u8>, String>,
}

/// Of an HTTP response that is a page: the head's word on its character set, as far as the page needs it, and the
/// page as it was meant, unpacked.
fn response(bytes: &[u8]) -> Option<Response> {
    let (end, gap) = [&b"\r\n\r\n"[..], b"\n\n"]
        .iter()
        .filter_map(|gap| Some((memchr::memmem::find(bytes, gap)?, gap.len())))
        .min()?;
    let head = String::from_utf8_lossy(&bytes[..end]);
    let mut lines = head.lines();
    let status = lines.next()?.split_whitespace().nth(1)?;
    let (mut media, mut packed, mut chunked) = (String::new(), String::new(), false);
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        let value = value.trim().to_ascii_lowercase();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => media = value,
            "content-encoding" => packed = value,
            "transfer-encoding" => chunked = value.contains("chunked"),
            _ => {}
        }
    }
    if status != "200" || !is_html(&media) {
        return None;
    }
    let body = &bytes[end + gap..];
    let body = if chunked { joined(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
    let page = unpacked(body, &packed);
    // What is UTF-8 or says its own character set needs no other word.
    let needed =
        page.as_ref().is_ok_and(|page| std::str::from_utf8(page).is_err()) && media.contains("charset=");
    let told = if needed { format!("Content-Type: {media}\r\n\r\n").into_bytes() } else { Vec::new() };
    Some(Response { told, page })
}

/// The chunks of a body put together; `None` where there are none (some tools join them and leave the header).
fn joined(body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    let mut rest = body;
    loop {
        let line = memchr::memchr(b'\n', rest)?;
        let size = std::str::from_utf8(&rest[..line]).ok()?.trim().split(';').next()?.trim().to_owned();
        let size = usize::from_str_radix(&size, 16).ok()?;
        rest = &rest[line + 1..];
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(rest.get(..size)?);
        rest = rest[size..].strip_prefix(b"\r\n").or_else(|| rest[size..].strip_prefix(b"\n"))?;
    }
}

fn unpacked(body: Vec<u8>, packed: &str) -> Result<Vec<u8>, String> {
    let mut page = Vec::new();
    let read = match packed {
        // Some tools unpack the body and leave the header.
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => {
            GzDecoder::new(&body[..]).take(UNPACKED_LIMIT).read_to_end(&mut page)
        }
        "deflate" if body.first() == Some(&0x78) => {
            ZlibDecoder::new(&body[..]).take(UNPACKED_LIMIT).read_to_end(&mut page)
        }
        "br" | "zstd" if std::str::from_utf8(&body).is_err() => {
            return Err(format!("the page is packed with {packed}, which is not read; crawl without it"));
        }
        _ => return Ok(body),
    };
    read.map_err(|error| format!("the page cannot be unpacked: {error}"))?;
    Ok(page)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::io::Write;

    /// A record as crawlers write it.
    pub(crate) fn record(kind: &str, media: &str, content: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://alder.example/{kind}\r\nWARC-Date: 2025-05-22T00:00:00Z\r\n\
             Content-Type: {media}\r\nContent-Length: {}\r\n\r\n",
            content.len()
        );
        [head.as_bytes(), content, b"\r\n\r\n"].concat()
    }

    pub(crate) const PAGE: &str = "<html><head><title>Talks</title></head><body><article><h1>Talks</h1><p>The envoys met on Monday in the capital, and they said that they would meet again within a week.</p></article></body></html>";

    fn texts(warc: &[u8]) -> Vec<String> {
        Warc::new(warc, Options::new("c.warc"))
            .map(|item| match item {
                Ok(found) => format!(
                    "{} {:?} {}",
                    found.document.origin(),
                    found.document.url(),
                    found.document.text().contains("The envoys met")
                ),
                Err(rejected) => rejected.to_string(),
            })
            .collect()
    }

    #[test]
    fn pages_are_read_and_the_rest_passed_over() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(PAGE.as_bytes()).expect("packed");
        let packed = [
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n",
            &gzip.finish().expect("packed")[..],
        ]
        .concat();
        let chunked = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{PAGE}\r\n0\r\n\r\n",
            PAGE.len()
        );
        let moved = b"HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\nx";
        let picture = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx";
        let http = "application/http; msgtype=response";
        let warc = [
            record("warcinfo", "application/warc-fields", b"software: x"),
            record("request", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
            record("response", http, &packed),
            record("response", http, chunked.as_bytes()),
            record("response", http, moved),
            record("response", http, picture),
            record("resource", "text/html", PAGE.as_bytes()),
            record("conversion", "text/plain", b"The envoys met."),
        ]
        .concat();
        assert_eq!(
            texts(&warc),
            [
                "c.warc:3 Some(\"https://alder.example/response\") true",
                "c.warc:4 Some(\"https://alder.example/response\") true",
                "c.warc:7 Some(\"https://alder.example/resource\") true",
                "c.warc:8 Some(\"https://alder.example/conversion\") true",
            ]
        );
    }

    #[test]
    fn the_character_set_of_the_response_is_used() {
        let page = [
            &b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n\r\n<p>"[..],
            b"\xcc\xe8\xf0 \xe8 \xec\xe8\xf0</p>",
        ]
        .concat();
        let warc = record("response", "application/http", &page);
        let found = Warc::new(&warc[..], Options::new("c")).next().expect("one").expect("read");
        assert_eq!(found.document.text(), "Мир и мир");
        let raw = found.raw.expect("the page");
        assert!(raw.starts_with(b"Content-Type: text/html; charset=windows-1251\r\n\r\n<p>"));
        let spans = found.document.raw_spans(verbale_text::Span::new(0, 6));
        assert_eq!(&raw[spans[0].range()], b"\xcc\xe8\xf0");
    }

    #[test]
    fn what_breaks_off_is_told() {
        let warc = record("resource", "text/html", PAGE.as_bytes());
        assert_eq!(texts(&warc[..warc.len() - 60]), ["c.warc:1: the file ends inside a record"]);
        assert!(texts(b"WARC/1.0\r\nWARC-Type: response\r\n\r\n")[0].contains("without Content-Length"));
        assert!(texts(b"hello")[0].contains("does not begin with WARC/"));
    }
}
