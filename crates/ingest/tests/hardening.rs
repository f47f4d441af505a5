//! Any bytes whatsoever make a document whose blocks and offsets hold, and no odd text takes more than one pass.

use proptest::prelude::*;
use std::path::PathBuf;
use verbale_ingest::{JsonLines, Options, read_text};
use verbale_text::{Document, ProblemKind};

/// What must hold of a document read from `bytes`.
fn check(bytes: &[u8]) {
    let document = read_text(bytes, Options::new("input")).expect("the input is under the limit");
    assert_eq!(document.text(), String::from_utf8_lossy(bytes), "nothing is removed");
    check_blocks(&document);
    for block in document.blocks().iter() {
        let mut source = Vec::new();
        for raw in document.raw_spans(block.span) {
            source.extend_from_slice(&bytes[raw.range()]);
        }
        assert_eq!(String::from_utf8_lossy(&source), document.slice(block.span), "a span leads to its bytes");
    }
    let reports = |kind| document.problems().iter().any(|problem| problem.kind == kind);
    assert_eq!(reports(ProblemKind::InvalidBytes), std::str::from_utf8(bytes).is_err());
    assert_eq!(reports(ProblemKind::NulByte), bytes.contains(&0));
    assert!(!reports(ProblemKind::Empty) || document.blocks().is_empty());
}

/// What must hold of any document's blocks.
fn check_blocks(document: &Document) {
    let text = document.text();
    let mut last = 0;
    for block in document.blocks().iter() {
        let words = document.slice(block.span);
        assert!(words.contains(char::is_alphanumeric), "a block has words: {words:?}");
        assert_eq!(words.trim(), words, "a block has no white space at its edges");
        assert!(block.span.start as usize >= last, "blocks are in order and do not overlap");
        let between = &text[last..block.span.start as usize];
        assert!(!between.contains(char::is_alphabetic), "no letter is left out: {between:?}");
        last = block.span.end as usize;
    }
    assert!(!text[last..].contains(char::is_alphabetic), "no letter is left out: {:?}", &text[last..]);
}

/// SplitMix64: the same bytes in every run.
fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

const NEAR_TEXT: &[u8] = b"Aa .\n\r\"#*(-)/:>,1\xe2\x80\x94";

#[test]
fn a_thousand_random_byte_strings() {
    let mut state = 7;
    for _ in 0..1000 {
        let length = random(&mut state) % 400;
        let bytes: Vec<u8> = (0..length).map(|_| random(&mut state) as u8).collect();
        check(&bytes);
        // Mostly text: bytes that lines, marks and words are made of.
        let near: Vec<u8> = bytes.iter().map(|byte| NEAR_TEXT[*byte as usize % NEAR_TEXT.len()]).collect();
        check(&near);
    }
}

/// The file under the shared folder beside the repository; `None`, said aloud, where there is none.
fn shared(path: &str) -> Option<PathBuf> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(path);
    if file.exists() {
        return Some(file);
    }
    #[expect(clippy::disallowed_methods, reason = "a test may ask how it is run")]
    let required = std::env::var("VERBALE_REQUIRE_SHARED").is_ok_and(|value| value == "1");
    assert!(!required, "{} is missing and VERBALE_REQUIRE_SHARED=1", file.display());
    eprintln!("skipped: {} is missing", file.display());
    None
}

const SEED: &str = "seed/000_29101901bd87bdbd.txt";

#[test]
fn every_prefix_of_the_seed() {
    let Some(file) = shared(SEED) else { return };
    let bytes = std::fs::read(file).expect("the seed can be read");
    (0..=bytes.len()).for_each(|length| check(&bytes[..length]));
}

#[test]
fn the_seed_comes_out_as_the_codebook_says() {
    let Some(file) = shared(SEED) else { return };
    let bytes = std::fs::read(file).expect("the seed can be read");
    let document = read_text(&bytes, Options::new("seed")).expect("it is small");
    let kinds: Vec<&str> = document.blocks().iter().map(|block| block.kind.as_str()).collect();
    let mut expected = vec!["deck", "headline", "repeat", "deck", "deck", "label"];
    expected.extend(["paragraph"; 6]);
    expected.push("label");
    expected.extend(["repeat"; 6]);
    assert_eq!(kinds, expected);
    assert!(document.offsets().is_identity() && document.problems().is_empty());
    // Every line of the file is one block, the marks of the headlines aside.
    let lines = document.text().lines().filter(|line| !line.is_empty()).map(|line| line.trim_matches('*'));
    assert!(lines.eq(document.blocks().iter().map(|block| document.slice(block.span))));
}

#[test]
fn the_newsroom_day_is_read_to_the_last_line() {
    for path in ["gold/dev.texts.jsonl", "gold/train.texts.jsonl"] {
        let Some(file) = shared(path) else { return };
        let bytes = std::fs::read(file).expect("the file can be read");
        let mut lines = JsonLines::new(bytes.as_slice(), Options::new(path));
        let mut documents = 0;
        for document in lines.by_ref() {
            check_blocks(&document.expect("every line is an article").document);
            documents += 1;
        }
        assert_eq!(documents, lines.lines_read());
        assert!(documents > 0);
    }
}

/// Texts that a program which looks back or ahead too far would never finish.
#[test]
fn odd_texts_take_one_pass() {
    for piece in [
        "\n",
        "a\n",
        "\r",
        "> ",
        "# ",
        "- ",
        "*",
        "(",
        ")",
        "\"",
        ".",
        ". ",
        "A.",
        "A. ",
        "a.B",
        "a.Bcd",
        "Aa.",
        "...\n",
        "A ",
        "AB ",
        "A, ",
        "MOSCOW, ",
        "By ",
        "1",
        "1. ",
        "\u{a0}",
        "\0",
        "\u{feff}",
        "é",
        "The text: ",
        "a,\n",
        "“",
        "(Getty Images)",
        "Advertisement ",
        "Sign up now ",
        "© 2025 ",
        "title ",
        "a-",
        "_a",
        "**a**\n",
        "[a](b)\n",
        "word word. ",
        "\u{300}",
    ] {
        check(piece.repeat(100_000 / piece.len()).as_bytes());
    }
}

#[test]
fn ten_million_empty_lines_are_empty() {
    let bytes = vec![b'\n'; 10_000_000];
    let document = read_text(&bytes, Options::new("input")).expect("it is under the limit");
    assert!(document.blocks().is_empty());
    assert_eq!(document.problems().len(), 1);
}

/// Strings of the characters and words that the rules look for.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[A-Za-zÀ-ÿ]{1,8}",
        2 => Just(" ".to_owned()),
        1 => prop::sample::select(vec![
            "\n", "\r", "\r\n", "\n\n", "\t", "\u{2028}", "\u{feff}", "\u{200b}", "\0", "**", "*", "# ", "> ", "- ", "1. ", "![", "](", ")",
            "(", "\"", "“", "”", "«", "»", "„", ".", ". ", "!", "?", "…", ":", ",", "—", " — ", " -- ", " - ", "/", "©", "|", "---\n", "===\n",
        ]).prop_map(str::to_owned),
        1 => prop::sample::select(vec![
            "The article text:", "Title: ", "Summary:", "Body:", "MOSCOW, May 21. /TASS/. ", "WASHINGTON (AP) — ", "By Ann Field", "Read more",
            "Sign up to ", "(Getty Images)", "FILE PHOTO: ", "Advertisement", "All rights reserved", "CLICK HERE TO GET OUR APP NOW ", "U.S. ",
            "JavaScript", "𝕏", "ǅ", "İ", "ß", "日本語", "עברית", "e\u{301}",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nasty_strings(text in nasty()) {
        check(text.as_bytes());
    }

    #[test]
    fn a_body_that_comes_twice_is_read_once(paragraphs in prop::collection::vec("([a-z]{2,9} ){6,20}[a-z]{2,9}\\.", 1..6)) {
        let body = paragraphs.join("\n\n");
        let read = |text: &str| {
            let document = read_text(text.as_bytes(), Options::new("input")).expect("it is small");
            let read: u32 = document.blocks().iter().filter(|block| block.kind.is_read()).map(|block| block.span.len()).sum();
            read
        };
        prop_assert_eq!(read(&body) as usize, paragraphs.iter().map(String::len).sum::<usize>());
        prop_assert_eq!(read(&format!("{body}\n\n{}", body.to_uppercase())), read(&body));
    }

    #[test]
    fn json_lines_lose_nothing(texts in prop::collection::vec(nasty(), 0..6), noise in prop::collection::vec(any::<u8>(), 0..40)) {
        let mut input = Vec::new();
        for text in &texts {
            input.extend(serde_json::json!({"id": 1, "text": text}).to_string().into_bytes());
            input.push(b'\n');
        }
        input.extend(&noise);
        let mut lines = JsonLines::new(input.as_slice(), Options::new("input"));
        let found: Vec<_> = lines.by_ref().collect();
        let feeds = input.iter().filter(|byte| **byte == b'\n').count();
        prop_assert_eq!(found.len(), feeds + usize::from(!input.is_empty() && !input.ends_with(b"\n")));
        prop_assert_eq!(found.len() as u64, lines.lines_read());
        for (item, text) in found.iter().zip(&texts) {
            let document = &item.as_ref().expect("a whole object is a document").document;
            prop_assert_eq!(document.text(), text);
            check_blocks(document);
        }
    }
}
