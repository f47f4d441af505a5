//! DOCX: the paragraphs of `word/document.xml`, each leading to its bytes in that part.

use crate::blocks::find_blocks;
use crate::charset::{decode_as, detect};
use crate::decode::text_problems;
use crate::options::Options;
use crate::records::Found;
use crate::xml::{Piece, Pieces, Value};
use std::io::{Cursor, Read};
use verbale_text::{Document, Parts};
use zip::ZipArchive;

/// Parts that unpack to more than this are refused: the text of a book has a tenth of it.
const PART_LIMIT: u64 = 64 * 1024 * 1024;

/// Reads a DOCX file. The error says why it is no document.
pub(crate) fn read_docx(bytes: &[u8], options: &Options) -> Result<Found, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| format!("a zip archive that cannot be opened: {error}"))?;
    let raw = part(&mut archive, "word/document.xml")?
        .ok_or("a zip archive without word/document.xml; .docx is read, unpack others")?;
    let facts = part(&mut archive, "docProps/core.xml")
        .ok()
        .flatten()
        .map(|xml| facts(&xml, options))
        .unwrap_or_default();
    let decoded = decode_as(&raw, detect(&raw, None));
    let body = paragraphs(&decoded.text)?;
    let title = facts.title.or(body.title);
    let problems = text_problems(&body.value.text);
    let document = Document::new(Parts {
        id: options.id.clone(),
        origin: options.origin.clone(),
        source: options.source.clone(),
        url: options.url.clone(),
        published: options.published.or(facts.created),
        language: options.language.clone(),
        blocks: find_blocks(&body.value.text, title.as_deref()),
        title,
        byline: facts.creator,
        kept: None,
        offsets: body.value.offsets.through(&decoded.offsets),
        text: body.value.text,
        problems,
    });
    Ok(Found { document, raw: Some(raw) })
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<Vec<u8>>, String> {
    let Ok(file) = archive.by_name(name) else { return Ok(None) };
    let mut bytes = Vec::new();
    file.take(PART_LIMIT + 1).read_to_end(&mut bytes).map_err(|error| format!("{name}: {error}"))?;
    if bytes.len() as u64 > PART_LIMIT {
        return Err(format!("{name} unpacks to more than {PART_LIMIT} bytes; this is no article"));
    }
    Ok(Some(bytes))
}

/// What the file says of itself.
#[derive(Default)]
struct Facts {
    title: Option<String>,
    creator: Option<String>,
    created: Option<jiff::civil::Date>,
}

fn facts(xml: &[u8], options: &Options) -> Facts {
    let text = String::from_utf8_lossy(xml);
    let mut facts = Facts::default();
    let mut name = String::new();
    let mut value = Value::default();
    for (piece, span) in Pieces::new(&text).flatten() {
        match piece {
            Piece::Start { tag, .. } => {
                name = tag.local_name().into_inner().to_owned();
                value = Value::default();
            }
            Piece::Text { escaped } => value.add(&text, span, escaped),
            Piece::End => {
                let words = Some(value.text.trim().to_owned()).filter(|words| !words.is_empty());
                match name.as_str() {
                    "title" => facts.title = facts.title.take().or(words),
                    "creator" => facts.creator = facts.creator.take().or(words),
                    "created" => {
                        facts.created = facts.created.or(words.and_then(|day| options.day(&day).ok()))
                    }
                    _ => {}
                }
                name.clear();
            }
        }
    }
    facts
}

#[derive(Default)]
struct Body {
    value: Value,
    /// The first paragraph in the style of a title.
    title: Option<String>,
}

/// The paragraphs, a blank line between them. Deleted text and field codes stand in elements of their own and are
/// not read; of alternatives the first is.
fn paragraphs(xml: &str) -> Result<Body, String> {
    let mut body = Body::default();
    let mut open: Vec<&'static str> = Vec::new();
    let (mut start, mut is_title) = (0, false);
    for piece in Pieces::new(xml) {
        let (piece, span) =
            piece.map_err(|message| format!("word/document.xml is not well-formed: {message}"))?;
        let passed_over = open.contains(&"Fallback");
        match piece {
            Piece::Start { tag, empty } => {
                let name = element(tag.local_name().into_inner());
                match name {
                    "p" if !body.value.text.is_empty() && !body.value.text.ends_with("\n\n") => {
                        body.value.insert("\n\n");
                        (start, is_title) = (body.value.text.len(), false);
                    }
                    "tab" if !passed_over => body.value.insert("\t"),
                    "br" | "cr" if !passed_over => body.value.insert("\n"),
                    "pStyle" => {
                        is_title |= crate::xml::attribute(&tag, "w:val").is_some_and(|style| style == "Title")
                    }
                    _ => {}
                }
                if !empty {
                    open.push(name);
                }
            }
            Piece::Text { escaped } => {
                if open.last() == Some(&"t") && !passed_over {
                    body.value.add(xml, span, escaped);
                }
            }
            Piece::End => {
                if open.pop() == Some("p") && is_title && body.title.is_none() {
                    let title = body.value.text.get(start..).unwrap_or_default().trim().to_owned();
                    body.title = Some(title).filter(|title| !title.is_empty());
                }
            }
        }
    }
    Ok(body)
}

/// The elements that are told apart.
fn element(name: &str) -> &'static str {
    ["p", "t", "tab", "br", "cr", "pStyle", "Fallback"].into_iter().find(|known| *known == name).unwrap_or("")
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    /// A file as word processors write it, with this body.
    pub(crate) fn docx(body: &str) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let document = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"
        );
        let core = "<cp:coreProperties xmlns:dc='d'><dc:title></dc:title><dc:creator>Ministry</dc:creator>\
                    <dcterms:created>2025-05-21T10:00:00Z</dcterms:created></cp:coreProperties>";
        for (name, text) in [("word/document.xml", document.as_str()), ("docProps/core.xml", core)] {
            writer.start_file(name, SimpleFileOptions::default()).expect("begun");
            writer.write_all(text.as_bytes()).expect("written");
        }
        writer.finish().expect("finished").into_inner()
    }

    #[test]
    fn paragraphs_lead_to_their_bytes() {
        let file = docx(
            "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>Note verbale</w:t></w:r></w:p>\
             <w:p><w:r><w:t xml:space=\"preserve\">The ministry </w:t></w:r><w:r><w:t>&amp; the embassy met.</w:t><w:br/></w:r>\
             <w:del><w:r><w:delText>struck</w:delText></w:r></w:del></w:p>\
             <w:p><mc:AlternateContent><mc:Choice><w:t>Once.</w:t></mc:Choice><mc:Fallback><w:t>Once.</w:t></mc:Fallback></mc:AlternateContent></w:p>",
        );
        let Found { document, raw } = read_docx(&file, &Options::new("n.docx")).expect("read");
        assert_eq!(document.text(), "Note verbale\n\nThe ministry & the embassy met.\n\n\nOnce.");
        assert_eq!((document.title(), document.byline()), (Some("Note verbale"), Some("Ministry")));
        assert_eq!(document.published().map(|day| day.to_string()).as_deref(), Some("2025-05-21"));
        let raw = raw.expect("the part");
        let at = document.text().find("embassy").expect("there") as u32;
        let spans = document.raw_spans(verbale_text::Span::new(at, at + 7));
        assert_eq!(&raw[spans[0].range()], b"embassy");
    }

    #[test]
    fn other_archives_are_told() {
        assert!(read_docx(b"PK\x03\x04nothing", &Options::new("x")).unwrap_err().contains("zip archive"));
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("a.txt", SimpleFileOptions::default()).expect("begun");
        let other = writer.finish().expect("finished").into_inner();
        assert!(read_docx(&other, &Options::new("x")).unwrap_err().contains("without word/document.xml"));
    }
}
