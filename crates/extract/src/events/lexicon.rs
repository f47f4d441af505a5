//! The words that name events: `data/events.tsv`, read once.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use verbale_record::EventType;

/// Who is who around an event word.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Frame {
    /// The object, or what follows "of", undergoes it.
    Patient,
    /// Everyone takes part alike.
    Mutual,
    /// The object, or what follows "to", is visited.
    Goal,
    /// The object is a thing; whom it is done to follows "on", "against", "to", "for".
    Theme,
    /// Nobody undergoes it; what follows a noun's "of" does it.
    Agent,
}

/// Where a word that must stand with an event word stands.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// The verb's object.
    Object,
    /// The verb's subject.
    Subject,
    /// A modifier of the noun.
    Modifier,
    /// What follows the noun's "of".
    Of,
}

/// One row of the lexicon.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Entry {
    /// Its number.
    pub row: u32,
    /// The lemma.
    pub word: &'static str,
    /// A verb, else a noun.
    pub verb: bool,
    /// Further words that belong to it ("shoot *down*").
    pub further: Vec<&'static str>,
    /// PLOVER type.
    pub kind: EventType,
    /// PLOVER modes.
    pub modes: Vec<&'static str>,
    /// The nearest CAMEO code.
    pub cameo: &'static str,
    /// Who is who.
    pub frame: Frame,
    /// One of these lemmas must stand in that place.
    pub with: Option<(Place, Vec<&'static str>)>,
}

/// The lexicon, by lemma and part of speech.
#[derive(Debug)]
pub(super) struct Lexicon {
    verbs: BTreeMap<&'static str, Vec<Entry>>,
    nouns: BTreeMap<&'static str, Vec<Entry>>,
}

impl Lexicon {
    /// The lexicon inside the binary.
    pub(super) fn builtin() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Self::read(include_str!("../../data/events.tsv")))
    }

    /// The row for a verb that the lexicon does not list, in a sentence that stands for `kind`.
    pub(super) fn unlisted(kind: EventType) -> &'static Entry {
        static ROWS: OnceLock<Vec<Entry>> = OnceLock::new();
        &ROWS.get_or_init(|| EventType::ALL.iter().map(|&kind| unlisted(kind)).collect())[kind as usize]
    }

    /// The rows for a lemma as a verb or a noun, in file order.
    pub(super) fn rows(&self, lemma: &str, verb: bool) -> &[Entry] {
        let table = if verb { &self.verbs } else { &self.nouns };
        table.get(lemma).map_or(&[], Vec::as_slice)
    }

    fn read(table: &'static str) -> Self {
        let mut lexicon = Self { verbs: BTreeMap::new(), nouns: BTreeMap::new() };
        let rows = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        for (row, line) in rows.enumerate() {
            let entry = entry(row as u32, line).expect("a test reads every row of the built-in lexicon");
            let table = if entry.verb { &mut lexicon.verbs } else { &mut lexicon.nouns };
            table.entry(entry.word).or_default().push(entry);
        }
        lexicon
    }
}

/// A verb whose object undergoes it, with the CAMEO code of the type as a whole.
fn unlisted(kind: EventType) -> Entry {
    let cameo = match kind {
        EventType::Agree => "030",
        EventType::Consult => "040",
        EventType::Support => "050",
        EventType::Concede => "080",
        EventType::Cooperate => "060",
        EventType::Aid => "070",
        EventType::Retreat => "087",
        EventType::Request => "100",
        EventType::Accuse => "110",
        EventType::Reject => "120",
        EventType::Threaten => "130",
        EventType::Protest => "140",
        EventType::Sanction => "160",
        EventType::Mobilize => "150",
        EventType::Coerce => "170",
        EventType::Assault => "190",
    };
    Entry {
        row: u32::MAX,
        word: "",
        verb: true,
        further: Vec::new(),
        kind,
        modes: Vec::new(),
        cameo,
        frame: Frame::Patient,
        with: None,
    }
}

fn entry(row: u32, line: &'static str) -> Option<Entry> {
    let [words, pos, kind, modes, cameo, frame, with] = line.split('\t').collect::<Vec<_>>()[..] else {
        return None;
    };
    let (word, further) = words.split_once(' ').unwrap_or((words, ""));
    Some(Entry {
        row,
        word,
        verb: pos == "v",
        further: further.split_whitespace().collect(),
        kind: kind.parse().ok()?,
        modes: modes.split(',').filter(|mode| !mode.is_empty()).collect(),
        cameo,
        frame: match frame {
            "patient" => Frame::Patient,
            "mutual" => Frame::Mutual,
            "goal" => Frame::Goal,
            "theme" => Frame::Theme,
            "agent" => Frame::Agent,
            _ => return None,
        },
        with: requirement(with)?,
    })
}

/// "-" or "obj:sanction,embargo".
fn requirement(with: &'static str) -> Option<Option<(Place, Vec<&'static str>)>> {
    if with == "-" {
        return Some(None);
    }
    let (place, lemmas) = with.split_once(':')?;
    let place = match place {
        "obj" => Place::Object,
        "subj" => Place::Subject,
        "mod" => Place::Modifier,
        "of" => Place::Of,
        _ => return None,
    };
    Some(Some((place, lemmas.split(',').collect())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let table = include_str!("../../data/events.tsv");
        for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let entry = entry(0, line).unwrap_or_else(|| panic!("malformed row: {line}"));
            assert!(
                entry.cameo.len() >= 3 && entry.cameo.bytes().all(|byte| byte.is_ascii_digit()),
                "{line}"
            );
        }
    }

    #[test]
    fn rows_are_found_by_lemma_and_part_of_speech() {
        let lexicon = Lexicon::builtin();
        assert!(lexicon.rows("invade", true).iter().all(|entry| entry.kind == EventType::Assault));
        assert!(lexicon.rows("invade", false).is_empty());
        assert!(lexicon.rows("lift", true).iter().all(|entry| entry.with.is_some()));
        assert_eq!(lexicon.rows("shoot", true).last().unwrap().further, ["down"]);
    }
}
