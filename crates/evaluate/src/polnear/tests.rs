//! The protocols on one small article whose counts can be checked by hand.

use super::*;

const TEXT: &str = "The mayor said that bread is cheap. “Trains are late,” Ilse Marek warned.";

fn file(attributions: &[[&[(usize, usize)]; 3]]) -> AnnotationFile {
    let mut standoff = String::new();
    let mut number = 0;
    for (at, roles) in attributions.iter().enumerate() {
        let mut event = format!("E{}\t", at + 1);
        for (role, stretches) in Role::ALL.iter().zip(roles) {
            for (start, end) in *stretches {
                number += 1;
                standoff += &format!("T{number}\t{} {start} {end}\tx\n", role.as_str());
                event += &format!("{}:T{number} ", role.as_str());
            }
        }
        standoff += &(event + "\n");
    }
    AnnotationFile { annotator: None, standoff }
}

fn scored(
    gold: &[[&[(usize, usize)]; 3]],
    made: &[[&[(usize, usize)]; 3]],
    options: Options,
) -> PolnearScore {
    let article =
        Article { name: "a".into(), text: TEXT.into(), gold: vec![file(gold)], made: vec![file(made)] };
    score(&[article], options).unwrap()
}

const GOLD: [[&[(usize, usize)]; 3]; 2] =
    [[&[(0, 9)], &[(10, 14)], &[(15, 34)]], [&[(55, 65)], &[(66, 72)], &[(36, 54)]]];

#[test]
fn gold_against_itself_is_all_right() {
    let result = scored(&GOLD, &GOLD, Options::default());
    for protocol in Protocol::ALL {
        assert_eq!(result.all_roles(protocol).f1(), 1.0, "{protocol:?}");
    }
    assert_eq!(result.triples.strict, Tally::new(2, 2, 2));
    let kinds: Vec<&str> = result.recall.keys().map(String::as_str).collect();
    assert_eq!(kinds, ["direct-content>=.5", "direct-link", "indirect-content>=.5", "indirect-link"]);
}

#[test]
fn each_protocol_is_as_strict_as_its_name() {
    // The content without "that", of 4 tokens in 3; the second source without its first name.
    let made: [[&[(usize, usize)]; 3]; 2] =
        [[&[(0, 9)], &[(10, 14)], &[(20, 34)]], [&[(60, 65)], &[(66, 72)], &[(36, 54)]]];
    let result = scored(&GOLD, &made, Options::default());
    let contents = |protocol| {
        let credit = result.role(protocol, Role::Content);
        (credit.made_credit, credit.made, credit.gold_credit, credit.gold)
    };
    assert_eq!(contents(Protocol::Strict), (1.0, 2, 1.0, 2));
    assert_eq!(contents(Protocol::Begin), (1.0, 2, 1.0, 2));
    assert_eq!(contents(Protocol::Partial), (2.0, 2, 1.75, 2));
    assert_eq!(contents(Protocol::Soft), (2.0, 2, 2.0, 2));
    assert_eq!(contents(Protocol::Token), (9.0, 9, 9.0, 10));
    assert_eq!(result.jaccard[&Role::Content].value(), 0.875);
    let t = result.triples;
    assert_eq!([t.strict.hit, t.half.hit, t.link.hit, t.detect.hit], [0, 2, 2, 2]);
    assert_eq!(result.overlap[0].found.f1(), 1.0);
    assert_eq!(result.overlap[1].found.f1(), 0.5, "14 of 19 characters are no 0.8");
}

#[test]
fn quotation_marks_at_the_edges_count_unless_trimmed() {
    let made: [[&[(usize, usize)]; 3]; 2] = [GOLD[0], [GOLD[1][0], GOLD[1][1], &[(37, 52)]]];
    let hits = |options| scored(&GOLD, &made, options).role(Protocol::Strict, Role::Content).made_credit;
    assert_eq!(hits(Options::default()), 1.0);
    assert_eq!(hits(Options { trim_punctuation: true, ..Options::default() }), 2.0);
}

#[test]
fn a_missing_source_must_be_missing_on_both_sides() {
    let gold: [[&[(usize, usize)]; 3]; 1] = [[&[], &[(10, 14)], &[(15, 34)]]];
    let strict = |made: &[[&[(usize, usize)]; 3]]| scored(&gold, made, Options::default()).triples.strict.hit;
    assert_eq!([strict(&gold), strict(&GOLD[..1])], [1, 0]);
}

#[test]
fn files_are_matched_by_annotator_and_every_annotator_may_count() {
    let named = |name: &str, rows: &[[&[(usize, usize)]; 3]]| AnnotationFile {
        annotator: Some(name.to_owned()),
        ..file(rows)
    };
    let article = Article {
        name: "a".into(),
        text: TEXT.into(),
        gold: vec![named("b000", &GOLD[1..]), named("a000", &GOLD)],
        made: vec![named("a000", &GOLD), named("b000", &GOLD[1..])],
    };
    let run = |all_annotators| {
        score(std::slice::from_ref(&article), Options { all_annotators, trim_punctuation: false }).unwrap()
    };
    assert_eq!((run(false).gold_files, run(false).triples.strict), (1, Tally::new(2, 2, 2)));
    assert_eq!((run(true).gold_files, run(true).triples.strict), (2, Tally::new(3, 3, 3)));
}

#[test]
fn articles_without_gold_or_without_prediction_are_counted() {
    let gold_only = Article { name: "a".into(), text: TEXT.into(), gold: vec![file(&GOLD)], made: vec![] };
    let made_only = Article { name: "b".into(), text: TEXT.into(), gold: vec![], made: vec![file(&GOLD)] };
    let result = score(&[gold_only, made_only], Options::default()).unwrap();
    assert_eq!((result.missing_predictions, result.predictions_without_gold), (1, 1));
    assert_eq!(result.triples.detect, Tally::new(0, 2, 0));
}

#[test]
fn file_names_hold_the_article_and_perhaps_an_annotator() {
    let check = |name, expected| assert_eq!(AnnotationFile::parse_name(name), expected);
    check("gazette_2031-04-02_bread_0a1f.ann", Some(("gazette_2031-04-02_bread", Some("0a1f"))));
    check("gazette_2031-04-02_bread.ann", Some(("gazette_2031-04-02_bread", None)));
    check("gazette_0A1F.ann", Some(("gazette_0A1F", None)));
    check("gazette.txt", None);
}
