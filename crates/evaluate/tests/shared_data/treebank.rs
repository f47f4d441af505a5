//! The treebanks and the named-entity file are read as they are meant.

use crate::common::shared;
use std::path::Path;
use verbale_analyze::Model;
use verbale_evaluate::treebank::{
    EntitySentence, NamedEntity, TreebankDocument, read_conllu, read_iob2, score_conll2018, score_engine,
    score_engine_names, score_entities, score_gold_tokens,
};

fn treebank(shared: &Path, file: &str) -> (String, Vec<TreebankDocument>) {
    let conllu = std::fs::read_to_string(shared.join("data/treebank").join(file)).expect("a treebank");
    let documents = read_conllu(file, &conllu).expect("it is CoNLL-U");
    (conllu, documents)
}

#[test]
fn rebuilt_texts_are_the_treebanks_own() {
    let Some(shared) = shared("rebuilt_texts_are_the_treebanks_own") else { return };
    for file in ["ewt-dev.conllu", "gum-dev.conllu"] {
        let (conllu, documents) = treebank(&shared, file);
        let mut texts = conllu.lines().filter_map(|line| line.strip_prefix("# text = "));
        for document in &documents {
            for sentence in &document.sentences {
                let (first, last) = (sentence.tokens.first(), sentence.tokens.last());
                let span =
                    first.zip(last).map(|(first, last)| first.span.cover(last.span)).expect("has tokens");
                assert_eq!(Some(span.of(&document.text)), texts.next().map(str::trim_end), "{}", sentence.id);
                assert!(
                    document.paragraphs.iter().any(|paragraph| paragraph.contains(span)),
                    "{}",
                    sentence.id
                );
            }
        }
        assert_eq!(texts.next(), None, "every sentence of {file} was read");
    }
}

#[test]
fn treebanks_against_themselves_are_all_right() {
    let Some(shared) = shared("treebanks_against_themselves_are_all_right") else { return };
    let (_, gold) = treebank(&shared, "gum-dev.conllu");
    let made: Vec<_> = gold.iter().map(|document| document.sentences.clone()).collect();
    let score = score_conll2018(&gold, &made);
    assert!(score.words.gold > 20_000);
    assert!(score.rows().iter().all(|(_, tally)| tally.f1() == 1.0), "{score}");
    let sentences = || gold.iter().flat_map(|document| &document.sentences);
    let accuracy = score_gold_tokens(sentences(), sentences()).expect("the words are the same");
    assert!(accuracy.rows().iter().all(|(_, rate)| rate.percent() == 100.0), "{accuracy}");
}

#[test]
fn named_entities_are_read_with_their_places() {
    let Some(shared) = shared("named_entities_are_read_with_their_places") else { return };
    let iob2 = std::fs::read_to_string(shared.join("data/ner/uner-ewt-dev.iob2")).expect("the file is there");
    let gold: Vec<EntitySentence> = read_iob2("uner-ewt-dev.iob2", &iob2).expect("it is IOB2");
    let tagged = |kind: &str| iob2.lines().filter(|line| line.contains(&format!("\tB-{kind}\t"))).count();
    let made: Vec<Vec<NamedEntity>> = gold.iter().map(|sentence| sentence.entities.clone()).collect();
    let score = score_entities(&gold, &made);
    for (kind, tally) in &score.kinds {
        assert_eq!((tally.gold, tally.hit), (tagged(kind), tagged(kind)), "{kind}");
    }
}

/// Not a floor: it says that the engine is measured on what it was given, and prints the figures.
#[test]
fn the_engine_is_measured_on_the_development_sets() {
    let Some(shared) = shared("the_engine_is_measured_on_the_development_sets") else { return };
    for file in ["ewt-dev.conllu", "gum-dev.conllu"] {
        let (_, documents) = treebank(&shared, file);
        let score = score_engine(&documents, Model::embedded()).expect("gold words are kept");
        println!("{file}, from raw text\n{}with gold words\n{}", score.raw_text, score.gold_words);
        let words: usize = documents.iter().flat_map(|d| &d.sentences).map(|s| s.words.len()).sum();
        assert_eq!((score.raw_text.words.gold, score.gold_words.upos.of), (words, words));
        assert!(
            score.raw_text.words.f1() > 0.9 && score.gold_words.upos.percent() > 90.0,
            "the layers line up"
        );
    }
    let iob2 = std::fs::read_to_string(shared.join("data/ner/uner-ewt-dev.iob2")).expect("the file is there");
    let sentences = read_iob2("uner-ewt-dev.iob2", &iob2).expect("it is IOB2");
    let score = score_engine_names(&sentences, Model::embedded());
    println!("names, from raw text\n{}with gold words\n{}", score.raw_text, score.gold_words);
    assert!(score.raw_text.all.f1() > 0.5 && score.gold_words.all.f1() > 0.5, "the names line up");
}
