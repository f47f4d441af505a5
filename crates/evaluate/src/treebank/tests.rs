//! The shared task's evaluation on small cases whose counts can be checked by hand.

use super::*;
use crate::{Rate, Tally};

/// Sentences written as words, each `form` or `form=part+part` for a multi-word token, over one text that
/// is their concatenation with spaces; every word hangs on the sentence's first.
fn analysed(text: &str, sentences: &[&str]) -> Vec<TreebankSentence> {
    let mut at = 0;
    let mut result = Vec::new();
    for line in sentences {
        let mut sentence = TreebankSentence::default();
        for token in line.split(' ') {
            let (form, parts) = token.split_once('=').unwrap_or((token, token));
            at += text[at..].find(|letter: char| !letter.is_whitespace()).unwrap();
            let first = sentence.words.len();
            for part in parts.split('+') {
                let head = (!sentence.words.is_empty()).then_some(0);
                let deprel = if head.is_some() { "dep" } else { "root" };
                sentence.words.push(Word {
                    form: part.into(),
                    lemma: part.to_lowercase(),
                    upos: "X".into(),
                    feats: "_".into(),
                    head,
                    deprel: deprel.into(),
                });
            }
            let span = Span::new(at as u32, (at + form.len()) as u32);
            assert_eq!(span.of(text), form);
            sentence.tokens.push(Token { span, words: first..sentence.words.len() });
            at += form.len();
        }
        result.push(sentence);
    }
    result
}

fn scored(text: &str, gold: &[&str], made: Vec<TreebankSentence>) -> ConllScore {
    let sentences = analysed(text, gold);
    let document = TreebankDocument { text: text.into(), sentences, ..TreebankDocument::default() };
    score_conll2018(&[document], &[made])
}

/// Checks how many words align.
fn check(text: &str, gold: &[&str], made: &[&str], aligned: usize) {
    assert_eq!(scored(text, gold, analysed(text, made)).words.hit, aligned, "{gold:?} and {made:?}");
}

#[test]
fn the_same_analysis_is_all_right() {
    let sentences = ["Don't=Do+n't go !", "He stays"];
    let text = "Don't go! He stays";
    let score = scored(text, &sentences, analysed(text, &sentences));
    for (name, tally) in score.rows() {
        assert_eq!(tally.f1(), 1.0, "{name}");
    }
    assert_eq!((score.tokens.gold, score.sentences.gold, score.words.gold), (5, 2, 6));
}

#[test]
fn a_shifted_sentence_boundary_costs_both_sentences_and_the_heads_across_it() {
    let text = "a b c d";
    let score = scored(text, &["a b", "c d"], analysed(text, &["a b c", "d"]));
    assert_eq!(score.sentences, Tally::new(0, 2, 2));
    assert_eq!(score.words, Tally::new(4, 4, 4));
    assert_eq!(score.uas.hit, 2, "a and b keep their heads, c and d do not");
}

#[test]
fn a_split_token_costs_the_token_and_its_word() {
    let text = "ab cd e";
    let score = scored(text, &["ab cd e"], analysed(text, &["ab c d e"]));
    assert_eq!(score.tokens, Tally::new(2, 3, 4));
    assert_eq!(score.words, Tally::new(2, 3, 4));
    assert_eq!(score.sentences, Tally::new(1, 1, 1));
}

#[test]
fn a_wrong_head_costs_uas_and_a_wrong_relation_las_only() {
    let text = "a b c d";
    let change = |change: fn(&mut Word)| {
        let mut made = analysed(text, &["a b c d"]);
        change(&mut made[0].words[2]);
        let score = scored(text, &["a b c d"], made);
        [score.upos, score.ufeats, score.lemmas, score.uas, score.las, score.las_subtypes]
            .map(|tally| tally.hit)
    };
    assert_eq!(change(|word| word.head = Some(1)), [4, 4, 4, 3, 3, 3]);
    assert_eq!(change(|word| word.head = None), [4, 4, 4, 3, 3, 3]);
    assert_eq!(change(|word| word.deprel = "obj".into()), [4, 4, 4, 4, 3, 3]);
    assert_eq!(change(|word| word.deprel = "dep:sub".into()), [4, 4, 4, 4, 4, 3]);
    assert_eq!(change(|word| word.upos = "Y".into()), [3, 4, 4, 4, 4, 4]);
    assert_eq!(change(|word| word.lemma = "y".into()), [4, 4, 3, 4, 4, 4]);
    assert_eq!(change(|word| word.feats = "Case=Nom".into()), [4, 3, 4, 4, 4, 4]);
    assert_eq!(
        change(|word| word.feats = "Clitic=Yes".into()),
        [4, 4, 4, 4, 4, 4],
        "not a universal feature"
    );
}

#[test]
fn a_head_that_aligns_with_nothing_is_wrong() {
    let text = "ab c";
    let score = scored(text, &["ab c"], analysed(text, &["a b c"]));
    assert_eq!((score.words.hit, score.uas.hit), (1, 0));
}

#[test]
fn words_inside_multiword_tokens_align_by_their_forms() {
    check("won't", &["won't=will+not"], &["won't=Will+not"], 2);
    check("won't", &["won't=will+not"], &["won 't"], 0);
    check("cannot go", &["cannot=can+not go"], &["can not go"], 3);
    check("xyz", &["xyz=x+y+z"], &["x y z"], 3);
    check("xyzw", &["xyzw=x+y+z+w"], &["xy=x+y zw=z+w"], 4);
    check("xyz vw", &["xyz=x+y+z vw=v+w"], &["xyz=q+y vw"], 1);
    check("xyzvw", &["xyz=x+y+z vw=v+w"], &["x yzv=y+z+v w"], 5);
    check("xyzw", &["x yz=y+z w"], &["x y zw"], 2);
    check("pqr s", &["pqr s"], &["p q r s"], 1);
}

#[test]
fn texts_of_several_documents_do_not_run_together() {
    let document = |text: &str| TreebankDocument {
        text: text.into(),
        sentences: analysed(text, &["a b"]),
        ..TreebankDocument::default()
    };
    let gold = [document("a b"), document("a b"), document("a b")];
    let made = [analysed("a b", &["a b"]), Vec::new(), analysed("a b", &["a b"])];
    let score = score_conll2018(&gold, &made);
    assert_eq!((score.sentences, score.uas), (Tally::new(2, 3, 2), Tally::new(4, 6, 4)));
}

#[test]
fn with_gold_words_each_word_is_judged_by_itself() {
    let gold = analysed("a b c", &["a b c"]);
    let mut made = gold.clone();
    made[0].words[1].head = Some(2);
    made[0].words[2].deprel = "dep:sub".into();
    let score = score_gold_tokens(&gold, &made).unwrap();
    assert_eq!(score.uas, Rate { right: 2, of: 3 });
    assert_eq!([score.upos.right, score.las.right, score.las_subtypes.right], [3, 2, 1]);
    let error = score_gold_tokens(&gold, &analysed("a b", &["a b"])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "sentence 1 of the gold has 3 words, the one made of it 2: give the analyser the gold's words"
    );
}

#[test]
fn the_report_has_one_row_a_figure() {
    let text = "ab cd e";
    insta::assert_snapshot!(scored(text, &["ab cd e"], analysed(text, &["ab c d e"])), @r"
    Metric     | Precision |    Recall |  F1 Score | AligndAcc
    -----------+-----------+-----------+-----------+-----------
    Tokens     |     50.00 |     66.67 |     57.14 |
    Sentences  |    100.00 |    100.00 |    100.00 |
    Words      |     50.00 |     66.67 |     57.14 |
    UPOS       |     50.00 |     66.67 |     57.14 |    100.00
    UFeats     |     50.00 |     66.67 |     57.14 |    100.00
    Lemmas     |     50.00 |     66.67 |     57.14 |    100.00
    UAS        |     50.00 |     66.67 |     57.14 |    100.00
    LAS        |     50.00 |     66.67 |     57.14 |    100.00
    LAS+sub    |     50.00 |     66.67 |     57.14 |    100.00
    ");
}
