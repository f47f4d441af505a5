//! What holds for the layers of any text, and that they do not depend on who reads it when.

use proptest::prelude::*;
use verbale_analyze::neural::InstructionSet;
use verbale_analyze::{Annotations, Model, NameKind, Relation, Scratch, Upos, analyze, embedded_bytes};
use verbale_text::{Block, BlockKind, Document, OffsetMap, Parts, Span};

const KINDS: [BlockKind; 9] = [
    BlockKind::Headline,
    BlockKind::Deck,
    BlockKind::Byline,
    BlockKind::Dateline,
    BlockKind::Paragraph,
    BlockKind::Label,
    BlockKind::Caption,
    BlockKind::Boilerplate,
    BlockKind::Repeat,
];

const ARTICLE: &str = "Ministers “agreed” to talk, the envoy said. \"We'll meet at 5 p.m. in St. Paul,\" Ms. \
    Ono told the U.N.’s panel.Nobody's 30-day, $2bn plan (No. 3) — “the last” — cannot fail… can it?!";

/// A document of one block a line; `first_kind` turns the wheel of kinds.
fn document(text: &str, first_kind: usize) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for (at, line) in text.split('\n').enumerate() {
        let span = Span::new(start, start + line.len() as u32);
        blocks.push(Block { kind: KINDS[(first_kind + at) % KINDS.len()], span });
        start = span.end + 1;
    }
    let offsets = OffsetMap::identity(text.len() as u32);
    Document::new(Parts { text: text.to_owned(), offsets, blocks, ..Parts::default() })
}

fn paragraphs(text: &str) -> Document {
    let span = Span::new(0, text.len() as u32);
    let offsets = OffsetMap::identity(span.end);
    let blocks = vec![Block { kind: BlockKind::Paragraph, span }];
    Document::new(Parts { text: text.to_owned(), offsets, blocks, ..Parts::default() })
}

fn read(document: &Document) -> Annotations {
    analyze(document, Model::embedded(), &mut Scratch::default())
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}' | '\0')
}

fn check_invariants(document: &Document, layers: &Annotations) {
    let words = &layers.words;
    let mut covered = vec![false; document.text().len()];
    let mut end = 0;
    for word in words.ids() {
        let span = words.span(word);
        assert!(span.start >= end && !span.is_empty(), "words are in order and do not overlap");
        assert!(!words.form(document, word).contains(is_blank), "no blank in a word");
        end = span.end;
        covered[span.range()].fill(true);
        assert!(!words.lemma(word).is_empty(), "every word has a lemma");
        let sentence = &layers.sentences[words.sentence(word)];
        assert!(sentence.words.contains(&word.0) && sentence.span.contains(span));
    }
    for block in document.blocks().iter() {
        let unread = [BlockKind::Byline, BlockKind::Label, BlockKind::Boilerplate, BlockKind::Repeat];
        for (at, c) in document.slice(block.span).char_indices() {
            let expected = !unread.contains(&block.kind) && !is_blank(c);
            assert_eq!(covered[block.span.start as usize + at], expected, "{c:?} of a {:?}", block.kind);
        }
    }
    let mut next = 0;
    for sentence in layers.sentences.iter() {
        assert_eq!(sentence.words.start, next, "sentences follow one another");
        assert!(!sentence.words.is_empty());
        next = sentence.words.end;
        assert!(
            document.blocks()[sentence.block].span.contains(sentence.span),
            "no sentence leaves its block"
        );
        let roots: Vec<_> = sentence.word_ids().filter(|&word| words.head(word).is_none()).collect();
        assert_eq!(roots.len(), 1, "one root a sentence");
        for word in sentence.word_ids() {
            assert!(layers.is_under(word, roots[0]), "every word hangs on the root");
            assert_eq!(words.relation(word) == Relation::Root, word == roots[0]);
        }
    }
    assert_eq!(next as usize, words.len());
    let mut last = 0;
    for name in &layers.names {
        assert!(name.words.start >= last && !name.words.is_empty(), "names are in order and do not overlap");
        last = name.words.end;
        let [first, end] = [name.words.start, name.words.end - 1].map(verbale_analyze::WordId);
        assert_eq!(words.sentence(first), words.sentence(end), "no name leaves its sentence");
        assert_eq!(name.span, words.span(first).cover(words.span(end)));
    }
}

/// Text of words, marks and the things that break naive code.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[A-Za-z']{1,9} ",
        2 => "[.,:;!?\"'’“”‘()\\[\\]/%$€#*…—–-]{1,4}",
        1 => "[0-9]{1,5}[a-z%°.:]{0,3}",
        1 => prop::sample::select(vec![
            "Mr. ", "U.S. ", "No. ", "don't ", "’…s", "'90s ", "a@b.co ", "https://x.org/a.B ", "\n", "\u{feff}", "\0",
            "𝕏", "İ", "ß", "e\u{301}", "\u{202e}", "北京", "[1]", "US$5m", "\r\n", "\u{a0}", "é-", "x.Yz",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn layers_of_any_text_hold_together(text in text(), first_kind in 0..KINDS.len()) {
        let document = document(&text, first_kind);
        check_invariants(&document, &read(&document));
    }
}

#[test]
fn every_prefix_of_an_article_can_be_read() {
    for (end, _) in ARTICLE.char_indices() {
        let document = paragraphs(&ARTICLE[..end]);
        check_invariants(&document, &read(&document));
    }
}

#[test]
fn an_empty_document_has_no_layers() {
    for text in ["", " \n\t", "\u{feff}"] {
        let layers = read(&paragraphs(text));
        assert!(layers.words.is_empty() && layers.sentences.is_empty() && layers.names.is_empty());
    }
}

#[test]
fn threads_scratches_and_instruction_sets_do_not_matter() {
    let starts = [0, 44, 120];
    let documents: Vec<Document> = starts.iter().map(|&start| paragraphs(&ARTICLE[start..])).collect();
    let expected: Vec<String> = documents.iter().map(|document| format!("{:?}", read(document))).collect();
    let check = |model: &Model, order: &[usize]| {
        let mut scratch = Scratch::default();
        for &at in order.iter().chain(order) {
            assert_eq!(format!("{:?}", analyze(&documents[at], model, &mut scratch)), expected[at]);
        }
    };
    std::thread::scope(|scope| {
        for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
            scope.spawn(move || check(Model::embedded(), &order));
        }
    });
    for set in InstructionSet::available() {
        let model = Model::on_instruction_set(embedded_bytes(), set).unwrap();
        check(&model, &[0, 1, 2]);
    }
}

/// Words with tag, lemma, relation and head, as the record's rules ask for them.
fn check_tree(text: &str, expected: &[(&str, Upos, &str, Relation, &str)]) {
    let document = paragraphs(text);
    let layers = read(&document);
    let words = &layers.words;
    for &(form, upos, lemma, relation, head) in expected {
        let found = words.ids().find(|&word| words.form(&document, word) == form);
        let word = found.unwrap_or_else(|| panic!("{form:?} is a word of {text:?}"));
        let head_form = words.head(word).map_or("", |head| words.form(&document, head));
        let found = (words.upos(word), words.lemma(word), words.relation(word), head_form);
        assert_eq!(found, (upos, lemma, relation, head), "{form}");
    }
}

#[test]
fn reported_speech_has_the_tree_that_rules_look_for() {
    check_tree(
        "The minister said that both sides accepted the plan.",
        &[
            ("minister", Upos::Noun, "minister", Relation::Nsubj, "said"),
            ("said", Upos::Verb, "say", Relation::Root, ""),
            ("sides", Upos::Noun, "side", Relation::Nsubj, "accepted"),
            ("accepted", Upos::Verb, "accept", Relation::Ccomp, "said"),
            ("plan", Upos::Noun, "plan", Relation::Obj, "accepted"),
        ],
    );
    check_tree(
        "The army was attacked by rebels, and they did not stop.",
        &[
            ("army", Upos::Noun, "army", Relation::NsubjPass, "attacked"),
            ("was", Upos::Aux, "be", Relation::AuxPass, "attacked"),
            ("rebels", Upos::Noun, "rebel", Relation::OblAgent, "attacked"),
            ("stop", Upos::Verb, "stop", Relation::Conj, "attacked"),
        ],
    );
}

#[test]
fn names_are_found_with_their_kinds() {
    let document = paragraphs("Emmanuel Macron met officials of the United Nations in Geneva.");
    let layers = read(&document);
    let found: Vec<_> = layers.names.iter().map(|name| (name.kind, document.slice(name.span))).collect();
    let expected = [
        (NameKind::Person, "Emmanuel Macron"),
        (NameKind::Organisation, "United Nations"),
        (NameKind::Place, "Geneva"),
    ];
    assert_eq!(found, expected);
}
