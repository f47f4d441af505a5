//! What was spoken of, in text order: the antecedents of pronouns and definite descriptions.

use super::reading::Reading;
use verbale_analyze::Relation;
use verbale_record::EntityId;

/// A referring expression that has been resolved.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    /// The word the tree hangs it on.
    pub head: u32,
    /// To what; several where phrases are joined.
    pub entities: Vec<EntityId>,
    /// Its sentence.
    pub sentence: u32,
    /// It is the subject of a verb.
    pub subject: bool,
    /// It is the one who speaks: subject of a verb of speech, or "according to".
    pub speaker: bool,
    /// It stands in quotation marks.
    pub quoted: bool,
    /// It stands in what someone is reported to say.
    pub reported: bool,
    /// It only modifies another noun ("Russian" of "Russian drones").
    pub modifier: bool,
}

/// The references, in text order.
#[derive(Default)]
pub(super) struct Discourse {
    references: Vec<Reference>,
}

impl Discourse {
    /// Adds a reference at its place.
    pub fn add(&mut self, reading: &Reading<'_>, head: u32, entities: Vec<EntityId>, modifier: bool) {
        if entities.is_empty() {
            return;
        }
        let relation = reading.relation(head);
        let reference = Reference {
            head,
            entities,
            sentence: reading.sentence(head),
            subject: relation.is_subject() && !modifier,
            speaker: is_speaker(reading, head),
            quoted: reading.is_quoted(head),
            reported: is_reported(reading, head),
            modifier,
        };
        let at = self.references.partition_point(|held| held.head <= head);
        self.references.insert(at, reference);
    }

    /// The references before a word, the nearest first.
    pub fn before(&self, word: u32) -> impl Iterator<Item = &Reference> {
        let end = self.references.partition_point(|held| held.head < word);
        self.references[..end].iter().rev()
    }

    /// The references after a word, the nearest first.
    pub fn after(&self, word: u32) -> impl Iterator<Item = &Reference> {
        let start = self.references.partition_point(|held| held.head <= word);
        self.references[start..].iter()
    }

    /// All references in text order.
    pub fn all(&self) -> impl Iterator<Item = &Reference> {
        self.references.iter()
    }
}

const SPEECH: [&str; 44] = [
    "say",
    "tell",
    "add",
    "warn",
    "note",
    "stress",
    "claim",
    "argue",
    "insist",
    "announce",
    "state",
    "declare",
    "reiterate",
    "emphasize",
    "emphasise",
    "explain",
    "write",
    "point",
    "accuse",
    "urge",
    "call",
    "deny",
    "confirm",
    "report",
    "vow",
    "pledge",
    "suggest",
    "admit",
    "acknowledge",
    "reveal",
    "demand",
    "condemn",
    "continue",
    "conclude",
    "recall",
    "describe",
    "believe",
    "think",
    "respond",
    "reply",
    "comment",
    "post",
    "ask",
    "assert",
];

/// Whether a verb is one of speech.
pub(super) fn is_speech_verb(lemma: &str) -> bool {
    SPEECH.contains(&lemma)
}

/// Whether a word stands in a clause that a verb of speech governs.
fn is_reported(reading: &Reading<'_>, word: u32) -> bool {
    let mut at = word;
    for _ in 0..12 {
        let head = reading.tree_head(at);
        if head == at {
            return false;
        }
        let speech = is_speech_verb(reading.words.lemma(verbale_analyze::WordId(head)));
        if reading.relation(at) == Relation::Ccomp && speech {
            return true;
        }
        at = head;
    }
    false
}

/// Whether a word is the subject of a verb of speech, or whom something is "according to".
pub(super) fn is_speaker(reading: &Reading<'_>, head: u32) -> bool {
    let verb = reading.tree_head(head);
    let subject = matches!(reading.relation(head), Relation::Nsubj | Relation::NsubjOuter);
    if subject && is_speech_verb(reading.words.lemma(verbale_analyze::WordId(verb))) {
        return true;
    }
    let before = reading.sentence_words(head).start;
    (before..head).rev().take(6).any(|word| {
        reading.lower(word) == "according" && (word..head).all(|between| reading.form(between) != ",")
    })
}
