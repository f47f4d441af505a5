//! No bytes make a reader panic, and whatever comes out of any format leads back to the bytes it came from.

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use verbale_ingest::{Item, Options, Source, read};
use verbale_text::{Document, RunKind};

/// Everything that is read of an input, each document held against its bytes.
fn items(name: &str, bytes: &[u8]) -> Vec<Item> {
    let mut options = Options::new(name);
    options.limit = 1 << 20;
    let items: Vec<Item> = match read(name, Box::new(Cursor::new(bytes)), options) {
        Ok(items) => items.collect(),
        Err(rejected) => vec![Err(rejected)],
    };
    for item in &items {
        match item {
            Ok(found) => check(&found.document, found.raw.as_deref()),
            Err(rejected) => assert!(!rejected.reason.is_empty() && rejected.origin.starts_with(name)),
        }
    }
    items
}

/// Each run of the text stands for bytes of the source, and what stands nowhere is white space.
fn check(document: &Document, raw: Option<&[u8]>) {
    let text = document.text();
    for block in document.blocks().iter() {
        assert!(document.slice(block.span).contains(char::is_alphanumeric), "a block has words");
    }
    let Some(raw) = raw else {
        assert!(document.offsets().is_identity(), "without a source the text is its own");
        return;
    };
    let source = Source::of(raw);
    for (kind, span, of_source) in document.offsets().runs() {
        let (words, piece) = (span.of(text), raw.get(of_source.range()).expect("it lies in the source"));
        match kind {
            RunKind::Copied => assert_eq!(words.as_bytes(), piece),
            RunKind::Replaced => assert!(source.stands_for(piece, words), "{piece:?} stands for {words:?}"),
            RunKind::Inserted => assert!(words.trim().is_empty(), "{words:?} stands nowhere"),
        }
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("packed");
    encoder.finish().expect("packed")
}

const PAGE: &str = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Talks &amp; truce | Alder</title></head><body><nav><a href=/>Home</a></nav>\
    <article><h1>Talks &amp; truce</h1><p>The envoys <b>met</b>&nbsp;on Monday in the caf&eacute;, and they said that they would meet again.</p>\
    <p>\u{201c}No word,\u{201d} a spokesman said<br>to those who waited, of whom there were many in the rain.</p></article></body></html>";
const FEED: &str = "<?xml version='1.0' encoding='utf-8'?><rss><channel><title>Alder</title><item><title>A</title><description><![CDATA[<p>One &amp; two.</p>]]></description></item>\
    <item><description>&lt;b&gt;Three&lt;/b&gt; &amp;amp; four.</description></item></channel></rss>";
const LINES: &str =
    "{\"id\": 1, \"text\": \"The envoys met.\"}\n{\"content_html\": \"<p>One &amp; two.</p>\"}\n";
const TABLE: &str = "id,text,date\n1,\"He said \"\"no\"\".\",2025-05-21\n2,Two.,\n";
const MARKDOWN: &str = "---\ntitle: Talks\n---\n\n# Talks\n\nThe envoys met.\n";
const ARCHIVE: &str = "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 60\r\n\r\n\
    <html><body><p>The envoys met on Monday.</p></body></html>  \r\n\r\n";

const SAMPLES: [(&str, &str); 8] = [
    ("page.html", PAGE),
    ("feed.xml", FEED),
    ("day.jsonl", LINES),
    ("day.json", LINES),
    ("day.csv", TABLE),
    ("note.md", MARKDOWN),
    ("crawl.warc", ARCHIVE),
    ("notes", PAGE),
];

#[test]
fn samples_are_read_plain_and_packed() {
    let counts = SAMPLES.map(|(name, sample)| {
        let plain = items(name, sample.as_bytes());
        let packed = items(&format!("{name}.gz"), &gzip(sample.as_bytes()));
        let texts = |items: &[Item]| {
            let texts: Vec<String> =
                items.iter().flatten().map(|found| found.document.text().to_owned()).collect();
            texts
        };
        assert_eq!(texts(&plain), texts(&packed), "{name}");
        texts(&plain).len()
    });
    assert_eq!(counts, [1, 2, 2, 2, 2, 1, 1, 1]);
}

#[test]
fn what_is_not_read_is_refused_in_words() {
    let refused = |name: &str, bytes: &[u8], words: &str| {
        let found = items(name, bytes);
        let Some(Err(rejected)) = found.first() else { panic!("{name}: {found:?}") };
        assert!(rejected.reason.contains(words), "{rejected}");
    };
    refused("a.txt", b"%PDF-1.7", "this is a PDF, which is not read; save it as text");
    refused("a.docx", b"PK\x03\x04", "zip archive that cannot be opened");
    refused("a.txt.gz", &gzip(&gzip(b"x")), "gzip inside gzip");
    refused("a.txt.gz", b"\x1f\x8b\x08\x00", "unpacked");
    refused("a.html", "<div>".repeat(1000).as_bytes(), "deep inside one another");
    refused("a.html", format!("<p {}>", "a ".repeat(5000)).as_bytes(), "attributes");
    // A mebibyte is the limit here; a bomb of ten is stopped on the way.
    refused("a.txt.gz", &gzip(&vec![b' '; 10 << 20]), "bytes allowed");
    refused("a.jsonl.gz", &gzip(&vec![b'x'; 10 << 20]), "bytes, more than the 1048576 allowed");
    refused(
        "a.csv.gz",
        &gzip(format!("text\n\"{}", "x".repeat(10 << 20)).as_bytes()),
        "is a quotation mark not closed?",
    );
}

/// Pages that a reader which looks back or ahead too far would never finish.
#[test]
fn odd_pages_take_one_pass() {
    for piece in [
        "<",
        "</",
        "<!--",
        "<![CDATA[",
        "&",
        "&#",
        "&amp",
        "<a",
        "<a ",
        "<a b='",
        "<p>",
        "<p>a",
        "</p>",
        "<b>",
        "<b></p>",
        "<script>",
        "</script",
        "<table><b>",
        "<a b=\"",
        "\0",
        "<br>",
        "&nbsp;",
        "<title>",
        "<li>x",
        "<svg><p>",
        "<template>",
    ] {
        items("page.html", piece.repeat(6_000 / piece.len()).as_bytes());
        items(
            "feed.xml",
            format!("<rss><item><description>{}", piece.repeat(6_000 / piece.len())).as_bytes(),
        );
    }
    items("page.html", format!("<p title='{}'>x</p>", "y".repeat(900_000)).as_bytes());
}

#[test]
fn items_lead_back_whatever_set_their_feed_names() {
    let feed = b"<?xml version='1.0' encoding='windows-1251'?><rss><item><description>\xcc\xe8\xf0 now</description></item></rss>";
    let found = items("feed.xml", feed);
    let [Ok(found)] = found.as_slice() else { panic!("one item") };
    assert_eq!(found.document.text(), "Мир now");
}

/// A sample with some bytes put in, taken out, or doubled.
fn damaged() -> impl Strategy<Value = (&'static str, Vec<u8>)> {
    let change =
        (any::<prop::sample::Index>(), 0..40_usize, prop::collection::vec(any::<u8>(), 0..6), any::<bool>());
    (0..SAMPLES.len(), prop::collection::vec(change, 1..4)).prop_map(|(sample, changes)| {
        let (name, text) = SAMPLES[sample];
        let mut bytes = text.as_bytes().to_vec();
        for (at, length, put, doubled) in changes {
            let start = at.index(bytes.len().max(1)).min(bytes.len());
            let end = (start + length).min(bytes.len());
            let mut piece =
                if doubled { [&bytes[start..end], &bytes[start..end]].concat() } else { Vec::new() };
            piece.extend(put);
            bytes.splice(start..end, piece);
        }
        (name, bytes)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_samples_lead_back_to_their_bytes((name, bytes) in damaged()) {
        items(name, &bytes);
    }

    #[test]
    fn any_bytes_under_any_name(bytes in prop::collection::vec(any::<u8>(), 0..200), sample in 0..SAMPLES.len(), packed in any::<bool>()) {
        let name = SAMPLES[sample].0;
        items(name, &if packed { gzip(&bytes) } else { bytes });
    }
}
