//! One contradiction, told by many articles → one row: pairs that belong together are gathered under the surest.
//!
//! A denial that stands against one claim in five articles is one dispute with five echoes, not five. Denials that
//! share an article are one dispute: an article seldom reports two, and says the same of one in several sentences.
//! Days are one where they share a sentence. Figures are left alone: each number contradicts by itself.

use super::{Contradiction, Kind, Side};
use serde::Serialize;
use std::collections::BTreeMap;

/// A further pair of articles that tells the same contradiction.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Echo {
    /// The id of the one article.
    pub a: String,
    /// The id of the other.
    pub b: String,
}

/// Gathers pairs that belong together, keeping the order of those that stay.
pub(super) fn gathered(found: Vec<Contradiction>) -> Vec<Contradiction> {
    let groups = groups(&found);
    let mut surest: BTreeMap<usize, usize> = BTreeMap::new();
    for (row, &group) in groups.iter().enumerate() {
        let kept = surest.entry(group).or_insert(row);
        if found[row].sure > found[*kept].sure {
            *kept = row;
        }
    }
    let mut echoes: BTreeMap<usize, Vec<Echo>> = BTreeMap::new();
    for (row, group) in groups.iter().enumerate().filter(|(row, group)| surest[group] != *row) {
        let Contradiction { a, b, .. } = &found[row];
        echoes.entry(surest[group]).or_default().push(Echo { a: a.article.clone(), b: b.article.clone() });
    }
    let kept = |(row, contradiction): (usize, Contradiction)| {
        let stays = surest[&groups[row]] == row;
        stays.then(|| Contradiction { echoes: echoes.remove(&row).unwrap_or_default(), ..contradiction })
    };
    found.into_iter().enumerate().filter_map(kept).collect()
}

/// For each row the number of its group: the first row that it belongs with, over others too.
fn groups(found: &[Contradiction]) -> Vec<usize> {
    let mut groups: Vec<usize> = (0..found.len()).collect();
    let mut first: BTreeMap<(Kind, &str, u32), usize> = BTreeMap::new();
    for (row, contradiction) in found.iter().enumerate().filter(|(_, row)| row.kind != Kind::Figure) {
        let apart = contradiction.kind == Kind::Day;
        for Side { article, span, .. } in [&contradiction.a, &contradiction.b] {
            let sentence = if apart { span.start } else { 0 };
            let other = *first.entry((contradiction.kind, article, sentence)).or_insert(row);
            let (low, high) = (groups[row].min(groups[other]), groups[row].max(groups[other]));
            groups.iter_mut().filter(|group| **group == high).for_each(|group| *group = low);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use verbale_text::Span;

    fn row(kind: Kind, sure: f64, a: &str, b: &str) -> Contradiction {
        let side = |article: &str| Side {
            article: article.to_owned(),
            outlet: None,
            item: None,
            by: None,
            sentence: String::new(),
            span: Span::new(0, 9),
        };
        Contradiction { kind, about: String::new(), sure, a: side(a), b: side(b), echoes: Vec::new() }
    }

    #[test]
    fn pairs_that_share_a_sentence_are_one_row_and_figures_stay_apart() {
        let found = vec![
            row(Kind::Denial, 0.5, "1", "2"),
            row(Kind::Denial, 0.6, "3", "4"),
            row(Kind::Denial, 0.9, "2", "5"),
            row(Kind::Figure, 0.4, "1", "2"),
            row(Kind::Figure, 0.4, "2", "3"),
            row(Kind::Denial, 0.2, "5", "6"),
        ];
        let rows = gathered(found);
        let told: Vec<String> = rows
            .iter()
            .map(|row| {
                let echoes: Vec<String> =
                    row.echoes.iter().map(|echo| format!("{}{}", echo.a, echo.b)).collect();
                format!("{} {}{} [{}]", row.kind.as_str(), row.a.article, row.b.article, echoes.join(" "))
            })
            .collect();
        assert_eq!(told, ["denial 34 []", "denial 25 [12 56]", "figure 12 []", "figure 23 []"]);
    }
}
