//! What the lexicons say, and that the built-in files are whole. All sentences are our own.

use super::catalogue::{Catalogue, CatalogueIssue, Tell};
use super::lexicon::{Cues, Firmness, Tones};
use super::model::{Model, embedded_bytes};
use super::phrases::{Phrases, rows};
use crate::attribution::view::View;
use verbale_analyze::model::Check;
use verbale_analyze::{Model as Language, Scratch, analyze};
use verbale_record::{Act, ISSUES};
use verbale_text::{Block, BlockKind, Document, OffsetMap, Parts, Span};

fn document(text: &str) -> Document {
    let span = Span::new(0, text.len() as u32);
    Document::new(Parts {
        text: text.to_owned(),
        offsets: OffsetMap::identity(text.len() as u32),
        blocks: vec![Block { kind: BlockKind::Paragraph, span }],
        ..Parts::default()
    })
}

#[test]
fn built_in_files_are_whole() {
    assert!(Cues::builtin().of(&["say"]).is_some());
    assert!(!Tones::builtin().classes.is_empty());
    for issue in &Catalogue::builtin().issues {
        for tell in Tell::ALL {
            assert!(
                issue.phrases.iter().any(|(other, _)| *other == tell),
                "{}: no phrases {tell:?}",
                issue.id
            );
        }
    }
    assert_eq!(Catalogue::builtin().issues.len(), ISSUES.len());
    let mut phrases = Phrases::default();
    let issues =
        Catalogue::builtin().issues.iter().flat_map(|issue| &issue.phrases).map(|(_, phrase)| phrase);
    for phrase in issues.chain(Tones::builtin().phrases.iter().map(|(phrase, _)| phrase)) {
        phrases.add(phrase, 0).unwrap();
    }
    Model::read(embedded_bytes(), Check::Digest).unwrap();
}

#[test]
fn the_longest_cue_counts() {
    let check = |lemmas: &[&str], expected: Option<(Act, Firmness)>| {
        assert_eq!(Cues::builtin().of(lemmas), expected, "{lemmas:?}");
    };
    check(&["say"], Some((Act::Assert, Firmness::Open)));
    check(&["call"], Some((Act::Assert, Firmness::Open)));
    check(&["call", "for"], Some((Act::Request, Firmness::Firm)));
    check(&["repeatedly", "accuse"], Some((Act::Accuse, Firmness::Firm)));
    check(&["express", "hope"], Some((Act::Expect, Firmness::Firm)));
    check(&["xylophone"], None);
    check(&[], None);
}

#[test]
fn lemmas_that_were_cut_wrongly_are_repaired() {
    let check = |lemma: &str, expected: &str| assert_eq!(Cues::builtin().repaired(lemma), expected);
    check("condemne", "condemn");
    check("accus", "accuse");
    check("condemn", "condemn");
    check("xylophone", "xylophone");
}

#[test]
fn phrases_are_found_by_lemma_form_stem_and_gap() {
    let text =
        "Both navies halted their patrols; a cease-fire and the return of captured sailors were agreed.";
    let document = document(text);
    let annotations = analyze(&document, Language::embedded(), &mut Scratch::default());
    let view = View::new(&document, &annotations);
    let check = |phrase: &str, expected: &[&str]| {
        let mut phrases = Phrases::default();
        phrases.add(phrase, 0).unwrap();
        let found: Vec<&str> = phrases
            .find(&view)
            .iter()
            .map(|hit| {
                let run = crate::attribution::view::Run::new(hit.start, hit.end);
                document.slice(view.span(run))
            })
            .collect();
        assert_eq!(found, expected, "{phrase:?}");
    };
    check("navy", &["navies"]);
    check("patrol", &["patrols"]);
    check("cease fire", &["cease-fire"]);
    check("cease-fire", &["cease-fire"]);
    check("captur*", &["captured"]);
    check("return .. sailor", &["return of captured sailors"]);
    check("both .. sailor", &[]);
    check("admiral", &[]);
}

#[test]
fn phrases_without_a_first_word_are_refused() {
    for phrase in ["", "  ", "..", ".. aid", "-"] {
        assert!(Phrases::default().add(phrase, 0).is_err(), "{phrase:?}");
    }
}

#[test]
fn a_lexicon_that_cannot_be_read_says_where_and_why() {
    let check = |error: Option<String>, expected: &str| assert_eq!(error.as_deref(), Some(expected));
    let cues = |text| Cues::parse(text, "own.tsv").err().map(|error| error.to_string());
    check(cues("# note\n\nassert\topen\tsay"), "own.tsv, line 3: 3 fields between tabs where 4 are needed");
    check(cues("assert\tsoft\treason\tsay"), "own.tsv, line 1: \"soft\" is none of firm, leaning, open");
    check(cues("mumble\topen\treason\tsay"), "own.tsv, line 1: \"mumble\" is no Act");
    let issues =
        |text| Catalogue::builtin().clone().add_phrases(text, "own.tsv").err().map(|error| error.to_string());
    check(issues("fishing\tabout\tquota"), "own.tsv, line 1: the catalogue has no issue \"fishing\"");
    check(issues("talks\tround\tquota"), "own.tsv, line 1: \"round\" is none of about, near, for, against");
    assert!(rows::<2>("a\tb", "own.tsv").all(|row| row.is_ok()));
}

#[test]
fn own_issues_join_the_catalogue() {
    let mut catalogue = Catalogue::builtin().clone();
    let fishing = CatalogueIssue {
        id: "fishing".into(),
        about: "rights to fish".into(),
        pole: "opening waters".into(),
        phrases: vec![(Tell::About, "trawler".into())],
    };
    catalogue.add(fishing.clone());
    catalogue.add(fishing);
    assert_eq!(catalogue.issues.len(), ISSUES.len() + 1);
    catalogue.add_phrases("fishing\tfor\topen waters; grant quotas", "own.tsv").unwrap();
    assert_eq!(catalogue.issues.last().map(|issue| issue.phrases.len()), Some(3));
}
