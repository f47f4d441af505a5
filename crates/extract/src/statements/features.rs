//! Hashed features of a statement, shared by the classifiers of act, issues, stance and addressees.

use super::discourse::{Discourse, Reading};
use super::lexicon::Tones;
use crate::attribution::view::View;
use crate::clauses;
use verbale_analyze::classifier::Feature;
use verbale_analyze::{Relation, Upos, WordId};

/// A classifier's features under construction.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// The hashes, each once when [`Features::finish`] gives them.
    hashes: Vec<u32>,
}

impl Features {
    /// Adds the feature of `template` with `parts`.
    pub fn add(&mut self, template: u32, parts: &[&str]) {
        let feature = parts.iter().fold(Feature::new(template), |feature, part| feature.text(part));
        self.hashes.push(feature.hash());
    }

    /// Adds the feature alone and beside `other`.
    pub fn add_with(&mut self, template: u32, part: &str, other: &str) {
        self.add(template, &[part]);
        self.add(template, &[part, other]);
    }

    /// The hashes, sorted, each once.
    pub fn finish(mut self) -> Vec<u32> {
        self.hashes.sort_unstable();
        self.hashes.dedup();
        self.hashes
    }
}

/// A count as one of few words: "0", "1", "2", "3-4", "5-9", "10+".
pub fn count_word(count: usize) -> &'static str {
    match count {
        0 => "0",
        1 => "1",
        2 => "2",
        3..=4 => "3-4",
        5..=9 => "5-9",
        _ => "10+",
    }
}

/// Whose deed or state the main clause of a content tells.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Subject {
    /// "I".
    I,
    /// "we".
    We,
    /// "you".
    You,
    /// An entity of the speaker's side.
    Own,
    /// An entity of another side.
    Other,
    /// "he", "she", "they" without an entity.
    They,
    /// "it", "this", "there".
    It,
    /// Another noun.
    Thing,
    /// None, before a bare verb that opens a sentence: an order or request.
    Imperative,
    /// None, after "to".
    Infinitive,
    /// None.
    Missing,
}

impl Subject {
    /// A word for features.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::I => "i",
            Self::We => "we",
            Self::You => "you",
            Self::Own => "own",
            Self::Other => "other",
            Self::They => "they",
            Self::It => "it",
            Self::Thing => "thing",
            Self::Imperative => "imperative",
            Self::Infinitive => "infinitive",
            Self::Missing => "missing",
        }
    }
}

/// Whose deed the clause headed by `root` tells.
pub fn subject_of(discourse: &Discourse<'_>, reading: &Reading, root: u32) -> Subject {
    let view = &discourse.view;
    let Some(subject) = subject_word(view, root) else {
        let to = view.children(root).iter().any(|&child| view.lemma(child) == "to");
        if to {
            return Subject::Infinitive;
        }
        let opens = view.trimmed(view.extent(root)).start;
        let bare = view.upos(root) == Upos::Verb
            && view.words.feature(WordId(root), "VerbForm").is_none_or(|form| form == "Inf" || form == "Fin")
            && view.words.feature(WordId(root), "Tense").is_none();
        return if bare && opens == root { Subject::Imperative } else { Subject::Missing };
    };
    let form = view.form(subject).to_lowercase();
    match form.as_str() {
        "i" => return Subject::I,
        "we" => return Subject::We,
        "you" => return Subject::You,
        "it" | "this" | "that" | "there" | "these" | "which" => return Subject::It,
        _ => {}
    }
    match discourse.entity_at(subject) {
        Some(entity) if reading.speakers.contains(&entity) => Subject::Own,
        Some(entity) => match (&reading.party, discourse.entities.party(entity)) {
            (Some(own), Some(party)) if own == party => Subject::Own,
            _ => Subject::Other,
        },
        None if matches!(form.as_str(), "he" | "she" | "they") => Subject::They,
        None => Subject::Thing,
    }
}

/// The subject of a clause; of an open complement or joined verb, the one it shares.
pub fn subject_word(view: &View<'_>, root: u32) -> Option<u32> {
    let subject =
        |word: u32| view.children(word).iter().copied().find(|&child| view.relation(child).is_subject());
    subject(root).or_else(|| {
        let head = view.head(root)?;
        matches!(view.relation(root), Relation::Conj | Relation::Xcomp).then(|| subject(head))?
    })
}

/// How the main clause is put: its auxiliaries, negation, tense.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clause {
    /// The modal ("must"), else "have", "be", "do", else the verb's form ("Past", "Pres", "Inf", "Ger").
    pub mode: String,
    /// True where it is negated.
    pub negated: bool,
}

/// How the clause headed by `root` is put.
pub fn clause(discourse: &Discourse<'_>, root: u32) -> Clause {
    let (input, view) = (discourse.input, &discourse.view);
    let word = WordId(root);
    let mode = clauses::modal(input, word).unwrap_or_else(|| {
        let auxiliaries = clauses::auxiliaries(input.annotations, word);
        if let Some(&first) = auxiliaries.first() {
            let tense = view.words.feature(first, "Tense").unwrap_or("-");
            return format!("{} {tense}", view.words.lemma(first));
        }
        let feature = |name| view.words.feature(word, name).unwrap_or("-");
        format!("{} {}", feature("VerbForm"), feature("Tense"))
    });
    Clause { mode, negated: clauses::is_negated(input.annotations, word) }
}

/// A content word's lemma for bags of words: nouns, names, verbs, adjectives, adverbs; numbers as one.
pub fn bag_lemma<'v>(view: &View<'v>, word: u32) -> Option<&'v str> {
    match view.upos(word) {
        Upos::Noun | Upos::Verb | Upos::Adj | Upos::Adv | Upos::Propn | Upos::Intj => {
            let lemma = view.lemma(word);
            lemma.bytes().any(|byte| byte.is_ascii_alphabetic()).then_some(lemma)
        }
        Upos::Num => Some("#"),
        _ => None,
    }
}

/// The name of a tone.
pub fn tone_name(class: u16) -> &'static str {
    Tones::builtin().classes.get(usize::from(class)).map_or("", String::as_str)
}

/// What kind of source speaks, in few words.
pub fn speaker_kind(discourse: &Discourse<'_>, reading: &Reading) -> &'static str {
    use verbale_record::{Capacity, EntityKind};
    let Some(&speaker) = reading.speakers.first() else {
        return if reading.source_head.is_some() { "unresolved" } else { "none" };
    };
    let entity = &discourse.entities.entities[speaker.0 as usize];
    match (&entity.party, entity.kind) {
        (None, EntityKind::Organisation | EntityKind::ArmedGroup) => "body without party",
        (None, EntityKind::Person) => "person without party",
        (None, _) => "other without party",
        (Some(_), EntityKind::Country) => "country",
        (Some(_), EntityKind::ArmedGroup) => "group",
        (Some(_), EntityKind::Person) if entity.capacity == Capacity::Official => "official",
        (Some(_), EntityKind::Person) => "person",
        (Some(_), _) => "body",
    }
}
