//! Words that speak for a type when a sentence is coded as a whole: `data/sentence-words.tsv`, read once.

use crate::Input;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use verbale_analyze::{SentenceId, Upos, WordId};
use verbale_record::EventType;

/// A word in a sentence that speaks for a type.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) struct Hit {
    /// The word.
    pub word: WordId,
    /// The type.
    pub kind: EventType,
    /// The lemma, as the table has it.
    pub lemma: &'static str,
    /// Found with a word that it asks for.
    pub settled: bool,
}

/// One entry of the table.
#[derive(Clone, Debug)]
struct Row {
    kind: EventType,
    lemma: &'static str,
    /// One of these in its phrase.
    with: Vec<&'static str>,
    /// This right behind it.
    particle: Option<&'static str>,
}

/// How far behind a word the words that it asks for may stand.
const REACH: u32 = 12;

/// Rows by part of speech and lemma.
type Table = BTreeMap<(char, &'static str), Vec<Row>>;

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| read(include_str!("../../data/sentence-words.tsv")))
}

fn read(text: &'static str) -> Table {
    let mut table = Table::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(kind), Some(pos), Some(words)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        let (Ok(kind), Some(pos)) = (kind.parse(), pos.chars().next()) else { continue };
        for entry in words.split_whitespace() {
            let (head, with) = entry.split_once('>').unwrap_or((entry, ""));
            let (lemma, particle) = head.split_once('+').map_or((head, None), |(one, two)| (one, Some(two)));
            let with = with.split(',').filter(|word| !word.is_empty()).collect();
            table.entry((pos, lemma)).or_default().push(Row { kind, lemma, with, particle });
        }
    }
    table
}

/// The words of a sentence that speak for a type, in text order.
pub(super) fn hits(input: Input<'_>, sentence: SentenceId) -> Vec<Hit> {
    let words = &input.annotations.words;
    let mut found = Vec::new();
    for word in input.annotations.sentences[sentence].word_ids() {
        let pos = match words.upos(word) {
            Upos::Verb => 'v',
            Upos::Noun | Upos::Propn => 'n',
            Upos::Adj => 'a',
            _ => continue,
        };
        let lemma = words.lemma(word).to_lowercase();
        // A participle that stands as an adjective is still its verb.
        let also = (pos == 'a').then_some('v');
        let keys = [Some(pos), also].into_iter().flatten().map(|pos| (pos, lemma.as_str()));
        for row in keys.filter_map(|key| table().get(&key)).flatten() {
            if fits(input, word, row) {
                let settled = !row.with.is_empty() || row.particle.is_some();
                found.push(Hit { word, kind: row.kind, lemma: row.lemma, settled });
            }
        }
    }
    found
}

fn fits(input: Input<'_>, word: WordId, row: &Row) -> bool {
    let annotations = input.annotations;
    let words = &annotations.words;
    let end = annotations.sentences[words.sentence(word)].words.end;
    let behind = |reach: u32| (word.0 + 1..end.min(word.0 + 1 + reach)).map(WordId);
    if let Some(particle) = row.particle {
        return behind(3).any(|next| words.lemma(next).eq_ignore_ascii_case(particle));
    }
    let asked = |other: WordId| {
        let lemma = words.lemma(other).to_lowercase();
        row.with.iter().any(|one| *one == lemma)
    };
    let subject = || annotations.children(word).any(|child| child < word && asked(child));
    row.with.is_empty() || behind(REACH).any(asked) || subject()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let text = include_str!("../../data/sentence-words.tsv");
        let rows = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        for row in rows {
            let columns: Vec<&str> = row.split('\t').collect();
            assert!(matches!(columns[..], [_, "v" | "n" | "a", _]), "{row}");
            assert!(columns[0].parse::<EventType>().is_ok(), "{row}");
        }
        assert!(EventType::ALL.iter().all(|kind| table().values().flatten().any(|row| row.kind == *kind)));
    }

    #[test]
    fn words_are_read_with_what_they_ask_for() {
        let rows = &read("AID\tv\tgive>food,money help\nRETREAT\tv\tgive+up")[&('v', "give")];
        assert_eq!(rows[0].with, ["food", "money"]);
        assert_eq!(rows[1].particle, Some("up"));
    }
}
