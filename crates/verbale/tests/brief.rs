//! The brief and the positions of small records: every line with its source, nothing the text does not say.

mod sketch;

use sketch::{offer, turn};
use std::collections::BTreeSet;
use verbale::brief::{brief, html, markdown};
use verbale::dossier::Dossier;
use verbale::positions::{Position, positions};
use verbale::record::{Record, Stance};

#[test]
fn one_article() {
    insta::assert_snapshot!(markdown(&brief(&[offer()])));
}

#[test]
fn two_articles_and_a_turn() {
    insta::assert_snapshot!(markdown(&brief(&[offer(), turn()])));
}

#[test]
fn a_duplicate_adds_its_source_line_and_nothing_else() {
    let mut copy = turn();
    copy.document.id = "copy".into();
    copy.document.duplicate_of = Some("turn".into());
    let (alone, with_copy) = (brief(&[offer(), turn()]), brief(&[offer(), turn(), copy]));
    assert_eq!(with_copy.sources[2].duplicate_of.as_deref(), Some("turn"));
    assert_eq!(with_copy.sources[2].shares, []);
    assert_eq!((with_copy.stances, with_copy.events), (alone.stances, alone.events));
    assert_eq!((with_copy.contested, with_copy.statements), (alone.contested, alone.statements));
}

#[test]
fn shared_long_paragraphs_are_told() {
    let mut retelling = offer();
    retelling.document.id = "retelling".into();
    retelling.document.text = retelling.document.text.replace("demanded that the", "demands that the");
    let sources = brief(&[offer(), retelling]).sources;
    let shares: Vec<_> = sources.iter().map(|source| source.shares.clone()).collect();
    assert_eq!(shares[0], []);
    assert_eq!(
        (shares[1][0].with, shares[1][0].paragraphs),
        (1, 3),
        "one changed word in a paragraph is no change"
    );
    assert_eq!(sources[0].repeats, 1);
}

fn position_of(records: &[Record], party: &str, issue: &str) -> Position {
    let all = positions(&Dossier::new(records), |_| true);
    let found = all.into_iter().find(|position| position.party == party && position.issue == issue);
    found.unwrap_or_else(|| panic!("{party} on {issue}"))
}

#[test]
fn only_those_who_speak_for_a_party_make_its_position() {
    let position = position_of(&[offer()], "Quillbridge", "ceasefire");
    assert_eq!(position.stance, Some(Stance::For));
    assert_eq!(position.beside.len(), 1, "the opposition leader stands beside it");
    assert_eq!(position.beside[0].said.speakers[0].name, "Ben Tolk");
    let mut alone = offer();
    alone.statements.retain(|statement| statement.id.0 == 3);
    let position = position_of(&[alone], "Quillbridge", "ceasefire");
    assert_eq!((position.stance, position.voices.len(), position.beside.len()), (None, 0, 1));
}

#[test]
fn what_is_more_likely_wrong_than_right_makes_no_position() {
    let count = |probability: f64| {
        let mut unsure = offer();
        let issues = unsure.statements.iter_mut().flat_map(|statement| &mut statement.issues);
        issues.for_each(|row| row.probability = probability);
        positions(&Dossier::new(&[unsure]), |_| true).len()
    };
    assert_eq!(count(0.49), 0);
    assert_eq!(count(0.5), positions(&Dossier::new(&[offer()]), |_| true).len());
    let mut unsure = offer();
    unsure.statements[0].issues[0].probability = 0.3;
    let shown = html(&brief(std::slice::from_ref(&unsure)), &[unsure]);
    assert_eq!(shown.matches("?</li>").count() + shown.matches("?, ").count(), 1, "marked where it is read");
}

#[test]
fn the_latest_statement_counts_and_the_turn_is_told() {
    // The order of the documents does not matter, their days do.
    for records in [[offer(), turn()], [turn(), offer()]] {
        let position = position_of(&records, "Westmark", "ceasefire");
        assert_eq!(position.stance, Some(Stance::Against));
        let turns: Vec<String> = position
            .changes
            .iter()
            .map(|change| format!("{} to {} on {}", change.from, change.to, change.on))
            .collect();
        assert_eq!(turns, ["conditional to against on 2025-05-07"]);
        let oldest_first: Vec<_> = position.voices.iter().map(|voice| voice.said.day).collect();
        assert!(oldest_first.is_sorted());
    }
}

#[test]
fn taking_no_side_does_not_undo_a_side() {
    let mut later = turn();
    later.statements[0].issues[0].stance = Stance::Neutral;
    let position = position_of(&[offer(), later], "Westmark", "ceasefire");
    assert_eq!(position.stance, Some(Stance::Conditional));
    assert_eq!(position.changes, []);
}

#[test]
fn what_one_says_of_another_is_told_as_such() {
    let records = [offer()];
    let position = position_of(&records, "Westmark", "talks");
    assert_eq!(position.voices[0].said.told_by, ["Ida Falk"]);
    assert_eq!(position.voices[0].said.lead(), "Westmark, as told by Ida Falk,");
}

#[test]
fn every_link_of_the_page_leads_somewhere() {
    let mut hostile = turn();
    hostile.document.id = "hostile".into();
    hostile.document.title = Some("<script>alert(1)</script>".into());
    hostile.document.url = Some("javascript:alert(1)".into());
    let records = [offer(), turn(), hostile];
    let page = html(&brief(&records), &records);
    let values = |name: &str| -> BTreeSet<String> {
        let quoted = |part: &str| part.split('"').next().unwrap_or_default().to_owned();
        page.split(&format!(" {name}=\"")).skip(1).map(quoted).collect()
    };
    let ids = values("id");
    let links: Vec<String> =
        values("href").into_iter().filter_map(|link| Some(link.strip_prefix('#')?.to_owned())).collect();
    assert!(links.len() > 20, "{links:?}");
    let dangling: Vec<_> = links.iter().filter(|link| !ids.contains(*link)).collect();
    assert_eq!(dangling, Vec::<&String>::new());
    assert_eq!(page.matches(" id=\"").count(), ids.len(), "no id is given twice");
    assert!(!page.contains("<script") && !page.contains("href=\"javascript"));
}
