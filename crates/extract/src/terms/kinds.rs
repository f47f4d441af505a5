//! What a term is about: an issue id, by the lemmas of its words (`data/terms.tsv`).

use std::sync::OnceLock;

/// A row: issue, lemmas one of which must stand there, lemmas one of which must stand there as well.
struct Pattern {
    kind: &'static str,
    one: Vec<&'static str>,
    another: Vec<&'static str>,
}

fn patterns() -> &'static [Pattern] {
    static PATTERNS: OnceLock<Vec<Pattern>> = OnceLock::new();
    PATTERNS.get_or_init(|| {
        let table = include_str!("../../data/terms.tsv");
        let rows = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        rows.map(|line| pattern(line).expect("a test reads every row")).collect()
    })
}

fn pattern(line: &'static str) -> Option<Pattern> {
    let [kind, one, another] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
    let lemmas = |list: &'static str| list.split(',').filter(|lemma| *lemma != "-").collect();
    Some(Pattern { kind, one: lemmas(one), another: lemmas(another) })
}

/// The issue that a phrase with these lemmas is about: of the first pattern that fits.
pub(super) fn of_lemmas(lemmas: &[String]) -> Option<&'static str> {
    let holds = |wanted: &[&str], but: Option<usize>| {
        lemmas.iter().enumerate().position(|(at, lemma)| Some(at) != but && wanted.contains(&lemma.as_str()))
    };
    patterns().iter().find_map(|pattern| {
        let first = holds(&pattern.one, None)?;
        if !pattern.another.is_empty() && holds(&pattern.another, Some(first)).is_none() {
            return None;
        }
        Some(pattern.kind)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use verbale_record::ISSUES;

    #[test]
    fn every_row_names_an_issue() {
        let table = include_str!("../../data/terms.tsv");
        for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let pattern = pattern(line).unwrap_or_else(|| panic!("malformed row: {line}"));
            assert!(ISSUES.iter().any(|issue| issue.id == pattern.kind), "{line}");
            assert!(!pattern.one.is_empty(), "{line}");
        }
    }

    #[test]
    fn phrases_are_about_issues() {
        let kind = |words: &str| {
            let lemmas: Vec<String> = words.split(' ').map(str::to_owned).collect();
            of_lemmas(&lemmas)
        };
        assert_eq!(kind("a truce of two week"), Some("ceasefire"));
        assert_eq!(kind("a truce at sea"), Some("ceasefire.limited"));
        assert_eq!(kind("free the last hostage"), Some("prisoners"));
        assert_eq!(kind("stop the bombing"), Some("security.operations"));
        assert_eq!(kind("withdraw its troop from the valley"), Some("territory.withdrawal"));
        assert_eq!(kind("eat lunch"), None);
    }
}
