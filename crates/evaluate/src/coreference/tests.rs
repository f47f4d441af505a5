//! Two small documents of our own: what is wanted, what is resolved, what is right.

use super::*;
use crate::treebank::read_conllu;
use verbale_text::Span;

const TREE: &str = "\
# newdoc id = lima
# newpar
1\tAna\tAna\tPROPN\t_\t_\t4\tnsubj\t_\t_
2\tQuispe\tQuispe\tPROPN\t_\t_\t1\tflat\t_\t_
3\thas\thave\tAUX\t_\t_\t4\taux\t_\t_
4\tleft\tleave\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_

1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\t_
2\tminister\tminister\tNOUN\t_\t_\t3\tnsubj\t_\t_
3\ttook\ttake\tVERB\t_\t_\t0\troot\t_\t_
4\ther\ther\tPRON\t_\t_\t5\tnmod:poss\t_\t_
5\tcoat\tcoat\tNOUN\t_\t_\t3\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

";

const ENTITIES: &str = "\
# begin document lima
0\tAna\t(person-1
1\tQuispe\tperson-1)
2\thas\t_
3\tleft\t_
4\t.\t_
5\tThe\t(person-1
6\tminister\tperson-1)
7\ttook\t_
8\ther\t(object-2(person-1)
9\tcoat\tobject-2)
10\t.\t_
";

fn gold() -> GoldDocument {
    let treebank = read_conllu("tree", TREE).expect("a treebank");
    read_coreference("entities", ENTITIES, &treebank[0]).expect("entities")
}

fn word(document: &GoldDocument, form: &str) -> Span {
    let start = document.text.find(form).expect("the word is there") as u32;
    Span::new(start, start + form.len() as u32)
}

/// Scores mentions given as word, name or not, entity: right, resolved and wanted, pronouns then role nouns.
fn check(made: &[(&str, bool, u32)], expected: [(usize, usize, usize); 2]) {
    let gold = gold();
    let made: Vec<MadeMention> = made
        .iter()
        .map(|&(form, name, entity)| MadeMention { head: word(&gold, form), name, entity })
        .collect();
    let score = score([(&gold, &made[..])]);
    let counts = [score.pronouns, score.role_nouns].map(|tally| (tally.hit, tally.made, tally.gold));
    assert_eq!(counts, expected, "{made:?}");
}

#[test]
fn mentions_have_kinds_and_clusters() {
    let gold = gold();
    let kinds: Vec<(&str, MentionKind)> =
        gold.mentions.iter().map(|mention| (mention.head.of(&gold.text), mention.kind)).collect();
    let expected = [
        ("Ana", MentionKind::Name),
        ("minister", MentionKind::RoleNoun),
        ("her", MentionKind::Pronoun),
        ("coat", MentionKind::RoleNoun),
    ];
    assert_eq!(kinds, expected);
    assert_eq!(gold.named_clusters().into_iter().collect::<Vec<_>>(), ["person-1"]);
}

#[test]
fn right_is_what_leads_to_the_named_entity() {
    check(&[], [(0, 0, 1), (0, 0, 1)]);
    check(&[("Quispe", true, 0), ("minister", false, 0), ("her", false, 0)], [(1, 1, 1), (1, 1, 1)]);
    // An entity without a name is no answer.
    check(&[("Quispe", true, 0), ("minister", false, 1), ("her", false, 1)], [(0, 0, 1), (0, 0, 1)]);
    // A noun that the gold leaves alone costs precision.
    check(&[("Quispe", true, 0), ("coat", false, 0)], [(0, 0, 1), (0, 1, 1)]);
}

#[test]
fn files_that_do_not_fit_are_named() {
    let treebank = read_conllu("tree", TREE).expect("a treebank");
    let message = |conll: &str| match read_coreference("entities", conll, &treebank[0]) {
        Ok(_) => "it was read".to_owned(),
        Err(error) => error.to_string(),
    };
    assert_eq!(
        message("0\tAna\t_\n1\tRojas\t_\n"),
        "entities, line 2: the word is \"Rojas\" here and \"Quispe\" in the treebank"
    );
    assert_eq!(message("0\tAna\tperson-1)\n"), "entities, line 1: person-1 closes and was not open");
}

#[test]
fn the_report_shows_what_is_wrong() {
    let gold = gold();
    let made = [
        MadeMention { head: word(&gold, "Quispe"), name: true, entity: 0 },
        MadeMention { head: word(&gold, "coat"), name: false, entity: 0 },
    ];
    let expected = "\
lima\tAna Quispe has left. The minister took [her] coat.\tgold Ana Quispe\tmade -
lima\tAna Quispe has left. The [minister] took her coat.\tgold Ana Quispe\tmade -
lima\tAna Quispe has left. The minister took her [coat].\tgold -\tmade Quispe
1 documents
pronouns    precision   0.0 at recall   0.0   (0 right, 0 resolved, 1 in the gold)
role nouns  precision   0.0 at recall   0.0   (0 right, 1 resolved, 1 in the gold)
";
    assert_eq!(score([(&gold, &made[..])]).text(true), expected);
}
