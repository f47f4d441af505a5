//! The terminal's brief of small records, as people see it without colours.

#[path = "../../verbale/tests/sketch/mod.rs"]
mod sketch;

use super::*;
use sketch::{offer, turn};
use verbale::brief::brief;

fn shown(records: &[verbale::record::Record], width: usize) -> String {
    anstream::adapter::strip_str(&brief_text(&brief(records), width)).to_string()
}

#[test]
fn one_article_on_80_columns() {
    insta::assert_snapshot!(shown(&[offer()], 80));
}

#[test]
fn two_articles_on_60_columns() {
    insta::assert_snapshot!(shown(&[offer(), turn()], 60));
}

#[test]
fn long_sections_are_cut_where_there_are_several_documents() {
    let mut many = offer();
    let figure = many.figures[0].clone();
    for n in 0..20 {
        let mut other = figure.clone();
        other.value = [f64::from(n), f64::from(n)];
        many.figures.push(other);
    }
    let figures = |text: String| text.matches("boats: ‘").count() + text.matches("boats – ").count();
    assert!(shown(&[many.clone(), turn()], 80).contains("and 9 more; --format md shows all"));
    assert!(figures(shown(&[many.clone()], 80)) >= figures(shown(&[many, turn()], 80)) + 8);
}
