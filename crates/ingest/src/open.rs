//! Any input that can be read → its documents, one after the other: format by content and name, gzip undone.

use crate::docx::read_docx;
use crate::feeds::read_feed;
use crate::format::{Format, sniff};
use crate::html::read_html;
use crate::json_files::read_json;
use crate::json_lines::{JsonLines, Reason, Rejection};
use crate::options::{Options, check_size};
use crate::records::{Found, Item, Rejected};
use crate::tables::Table;
use crate::text_file::read_text;
use crate::warc::Warc;
use encoding_rs::Encoding;
use flate2::bufread::MultiGzDecoder;
use std::io::{BufRead, BufReader, Cursor, Read};
use verbale_text::Document;

/// First bytes that tell the format.
const START: usize = 8 * 1024;

/// The items of an input, in its order.
pub type Items<'r> = Box<dyn Iterator<Item = Item> + 'r>;

/// Reads an input. `name` is a file name or path (an empty one is allowed). Formats of many records are streamed: no
/// more than one record is held. The error says why the input is none that can be read.
pub fn read<'r>(name: &str, reader: Box<dyn BufRead + 'r>, options: Options) -> Result<Items<'r>, Rejected> {
    let refused = |reason: String| Rejected { origin: options.origin.clone(), reason };
    let (mut reader, start) = peek(reader).map_err(refused)?;
    let mut format = sniff(name, &start);
    if format == Format::Gzip {
        let inner: Box<dyn BufRead + 'r> = Box::new(BufReader::new(MultiGzDecoder::new(reader)));
        let (unpacked, start) =
            peek(inner).map_err(|error| refused(format!("gzip that cannot be unpacked: {error}")))?;
        format = sniff(name.strip_suffix(".gz").unwrap_or(name), &start);
        reader = unpacked;
    }
    let mut whole = |limit_of: &Options| bytes_of(&mut reader, limit_of);
    Ok(match format {
        Format::Gzip => return Err(refused("gzip inside gzip; unpack it once".to_owned())),
        Format::Other(what) => return Err(refused(format!("this is {what}, which is not read; {INSTEAD}"))),
        Format::JsonLines => Box::new(JsonLines::new(reader, options).filter_map(line)),
        Format::Warc => Box::new(Warc::new(reader, options)),
        Format::Table { delimiter } => {
            let reader = as_utf8(reader, &options).map_err(refused)?;
            Box::new(Table::new(reader, delimiter, options)?)
        }
        Format::Json => Box::new(read_json(&whole(&options).map_err(refused)?, &options).into_iter()),
        Format::Feed => Box::new(read_feed(&whole(&options).map_err(refused)?, &options).into_iter()),
        Format::Html => {
            let bytes = whole(&options).map_err(refused)?;
            one(read_html(&bytes, b"", &options).map_err(refused))
        }
        Format::Docx => {
            let bytes = whole(&options).map_err(refused)?;
            one(read_docx(&bytes, &options).map_err(refused))
        }
        Format::Text | Format::Markdown => {
            let bytes = whole(&options).map_err(refused)?;
            let origin = options.origin.clone();
            let document = read_text(&bytes, options);
            let refused = |error: crate::TooLarge| Rejected { origin, reason: error.to_string() };
            one(document.map(|document| self::whole(document, bytes)).map_err(refused))
        }
    })
}

/// What to do with a file that is not read.
const INSTEAD: &str = "save it as text, Markdown, HTML or .docx";

fn one<'r>(item: Item) -> Items<'r> {
    Box::new(std::iter::once(item))
}

/// A document that is a whole file, with its bytes where they are not its text's own.
pub(crate) fn whole(document: Document, bytes: Vec<u8>) -> Found {
    let raw = (!document.offsets().is_identity()).then_some(bytes);
    Found { document, raw }
}

/// A line's item. Nothing stands in a blank line, so nothing is lost with it.
fn line(line: Result<Found, Rejection>) -> Option<Item> {
    match line {
        Ok(found) => Some(Ok(found)),
        Err(rejection) if rejection.reason == Reason::Blank => None,
        Err(rejection) => {
            let origin = format!("{}:{}", rejection.origin, rejection.line);
            Some(Err(Rejected { origin, reason: rejection.reason.to_string() }))
        }
    }
}

/// The first bytes, and a reader that gives them again.
fn peek<'r>(mut reader: Box<dyn BufRead + 'r>) -> Result<(Box<dyn BufRead + 'r>, Vec<u8>), String> {
    let mut start = Vec::new();
    reader.by_ref().take(START as u64).read_to_end(&mut start).map_err(|error| error.to_string())?;
    Ok((Box::new(Cursor::new(start.clone()).chain(reader)), start))
}

/// All bytes, up to the limit: one more is enough to know that it is too large.
fn bytes_of(reader: &mut impl Read, options: &Options) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let limit = options.limit.min(crate::HARD_LIMIT);
    reader.take(limit + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    match check_size(bytes.len() as u64, options) {
        Ok(()) => Ok(bytes),
        Err(_) => Err(format!("more than the {limit} bytes allowed; split it, or allow larger inputs")),
    }
}

/// A table in UTF-16, as spreadsheets save it, is decoded as a whole; others cell by cell.
fn as_utf8<'r>(
    mut reader: Box<dyn BufRead + 'r>,
    options: &Options,
) -> Result<Box<dyn BufRead + 'r>, String> {
    let marked = Encoding::for_bom(reader.fill_buf().map_err(|error| error.to_string())?);
    match marked {
        Some((encoding, _)) if encoding != encoding_rs::UTF_8 => {
            let bytes = bytes_of(&mut reader, options)?;
            Ok(Box::new(Cursor::new(encoding.decode(&bytes).0.into_owned().into_bytes())))
        }
        _ => Ok(reader),
    }
}
