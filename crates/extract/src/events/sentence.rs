//! What a sentence tells above all: one PLOVER type for it, learned from sentences that people coded.
//!
//! A candidate asks of one word whether it names an event to list; this asks of a whole sentence which of the
//! types it stands for. For each type the sentence's evidence is laid out (words of that type and how far they
//! stand from the main clause, acts of statements, modals and negation, what other types stand above), and one
//! learned question answers all types alike: is the sentence of this type?

use super::sentence_words;
use super::triggers::{self, Trigger};
use crate::models;
use crate::{Input, clauses};
use verbale_analyze::classifier::{Classifier, Example, Feature, Training};
use verbale_analyze::{Annotations, Relation, SentenceId, Upos, WordId};
use verbale_record::{EventType, Statement};

/// The type a sentence stands for, and its share among the types.
#[derive(Copy, Clone, PartialEq, Debug)]
pub struct SentenceType {
    /// The type.
    pub kind: EventType,
    /// Its share of the probabilities of all types.
    pub share: f64,
    /// The word that names it best: a trigger of the type, else the verb of the main clause.
    pub word: WordId,
}

/// How the question is learned; chosen by the figures of five folds.
pub const SENTENCE_TRAINING: Training =
    Training { epochs: 10, rate: 0.01, decay: 3e-3, at_least: 2, seed: 1 };

/// Verbs that only report: what they report is the main clause.
const REPORTING: &[&str] =
    &["say", "report", "tell", "add", "accord", "quote", "write", "state", "announce", "declare", "confirm"];

/// What a sentence holds, for all types.
struct Reading {
    /// The verb of the main clause, below what only reports.
    main: WordId,
    /// Words that may name an event, the ones nearest to the main clause first.
    evidence: Vec<Evidence>,
    /// Lemmas of content words, with how deep they stand.
    lemmas: Vec<(String, u32)>,
    /// Lemmas of the main clause's subject.
    subject: Vec<String>,
    /// Modal and negation of the main verb and of the infinitive below it.
    modal: String,
    negated: bool,
    conditional: bool,
    /// Acts of the statements whose cues stand here, as numbers, with how deep.
    acts: Vec<(u32, u32)>,
}

struct Evidence {
    word: WordId,
    kind: EventType,
    lemma: &'static str,
    depth: u32,
    role: u32,
    /// 0 a word that names events, 1 one that leans to the type, 2 one that settles it with another word.
    source: u32,
}

/// What the sentences of a document stand for.
#[derive(Clone, Debug, Default)]
pub(super) struct SentenceTypes {
    sentences: Vec<Option<Coded>>,
}

/// One sentence: its types' shares, and the word that names each best.
#[derive(Clone, Debug)]
struct Coded {
    shares: Vec<f64>,
    words: Vec<WordId>,
}

impl SentenceTypes {
    /// Asks of every sentence that is read, and of every type.
    pub(super) fn of(
        classifier: &Classifier,
        input: Input<'_>,
        statements: &[Statement],
        triggers: &[Trigger],
    ) -> Self {
        let ids = input.annotations.sentences.ids();
        let coded = ids.map(|id| Some(coded(classifier, &read(input, statements, triggers, id)?)));
        Self { sentences: coded.collect() }
    }

    /// The share of a type in a sentence, and whether it is the first there.
    pub(super) fn share(&self, sentence: SentenceId, kind: EventType) -> Option<(f64, bool)> {
        let coded = self.sentences.get(sentence.0 as usize)?.as_ref()?;
        let share = coded.shares[kind as usize];
        Some((share, coded.shares.iter().all(|other| *other <= share)))
    }

    /// The type that a sentence stands for.
    pub(super) fn best(&self, sentence: SentenceId) -> Option<SentenceType> {
        let coded = self.sentences.get(sentence.0 as usize)?.as_ref()?;
        let mut best = SentenceType { kind: EventType::ALL[0], share: -1.0, word: coded.words[0] };
        for (&kind, (&share, &word)) in EventType::ALL.iter().zip(coded.shares.iter().zip(&coded.words)) {
            if share > best.share {
                best = SentenceType { kind, share, word };
            }
        }
        Some(best)
    }

    /// How many sentences are read.
    pub(super) fn len(&self) -> usize {
        self.sentences.iter().flatten().count()
    }
}

fn coded(classifier: &Classifier, reading: &Reading) -> Coded {
    let of = |&kind: &EventType| models::probability(classifier, &features(reading, kind), 1);
    let probabilities: Vec<f64> = EventType::ALL.iter().map(of).collect();
    let sum: f64 = probabilities.iter().sum();
    let word = |&kind: &EventType| {
        reading.evidence.iter().find(|one| one.kind == kind).map_or(reading.main, |one| one.word)
    };
    Coded {
        shares: probabilities.iter().map(|one| one / sum).collect(),
        words: EventType::ALL.iter().map(word).collect(),
    }
}

/// The training examples of the document's first sentence that is read, which people coded as `kind`.
pub fn sentence_examples(input: Input<'_>, statements: &[Statement], kind: EventType) -> Vec<Example> {
    let triggers = triggers::find(input);
    let reading = (0..input.annotations.sentences.len())
        .find_map(|number| read(input, statements, &triggers, SentenceId(number as u32)));
    let Some(reading) = reading else { return Vec::new() };
    let example = |&asked: &EventType| Example {
        features: features(&reading, asked),
        class: usize::from(asked == kind),
        weight: 1.0,
    };
    EventType::ALL.iter().map(example).collect()
}

fn read(
    input: Input<'_>,
    statements: &[Statement],
    triggers: &[Trigger],
    sentence: SentenceId,
) -> Option<Reading> {
    let annotations = input.annotations;
    let words = &annotations.words;
    let inside = &annotations.sentences[sentence];
    if !input.document.blocks()[inside.block].kind.is_read() {
        return None;
    }
    let main = main_predicate(annotations, inside.word_ids())?;
    let evidence = |word: WordId, kind: EventType, lemma: &'static str, source: u32| Evidence {
        word,
        kind,
        lemma,
        depth: depth(annotations, main, word),
        role: role(annotations, word),
        source,
    };
    let named = triggers
        .iter()
        .filter(|trigger| words.sentence(trigger.word) == sentence)
        .map(|trigger| evidence(trigger.word, trigger.entry.kind, trigger.entry.word, 0));
    let leaning = sentence_words::hits(input, sentence)
        .into_iter()
        .map(|hit| evidence(hit.word, hit.kind, hit.lemma, 1 + u32::from(hit.settled)));
    let mut evidence: Vec<Evidence> = named.chain(leaning).collect();
    evidence.sort_by_key(|one| (one.depth, one.role > 0, one.word, std::cmp::Reverse(one.source)));
    let content = |word: &WordId| {
        matches!(words.upos(*word), Upos::Verb | Upos::Noun | Upos::Adj) && !words.lemma(*word).is_empty()
    };
    let lemmas = inside
        .word_ids()
        .filter(content)
        .map(|word| (words.lemma(word).to_lowercase(), depth(annotations, main, word)))
        .collect();
    let subject = annotations
        .children(main)
        .filter(|&child| words.relation(child).is_subject())
        .map(|child| words.lemma(child).to_lowercase())
        .collect();
    let cues = statements.iter().filter_map(|statement| Some((statement, statement.cue_span?)));
    let acts = cues
        .filter(|(_, cue)| inside.span.contains(*cue))
        .filter_map(|(statement, cue)| {
            let word = annotations.words_in(cue).last().or_else(|| annotations.word_at(cue.start))?;
            Some((statement.act as u32, depth(annotations, main, word)))
        })
        .collect();
    Some(Reading {
        main,
        evidence,
        lemmas,
        subject,
        modal: clauses::modal(input, main).unwrap_or_default(),
        negated: clauses::is_negated(annotations, main),
        conditional: inside.word_ids().any(|word| matches!(words.lemma(word), "if" | "unless")),
        acts,
    })
}

/// The verb of the main clause; below a verb that only reports, the verb of what it reports.
fn main_predicate(
    annotations: &Annotations,
    sentence: impl DoubleEndedIterator<Item = WordId> + Clone,
) -> Option<WordId> {
    let words = &annotations.words;
    let mut main = sentence.clone().find(|&word| words.head(word).is_none())?;
    for _ in 0..3 {
        if !REPORTING.contains(&words.lemma(main)) {
            break;
        }
        let reported = annotations.children(main).find(|&child| {
            matches!(words.relation(child), Relation::Ccomp | Relation::Parataxis)
                && clauses::is_predicate(annotations, child)
        });
        match reported {
            Some(reported) => main = reported,
            None => break,
        }
    }
    Some(main)
}

/// How many clauses stand between a word and the main clause; 4 for what stands beside or above it.
fn depth(annotations: &Annotations, main: WordId, word: WordId) -> u32 {
    let words = &annotations.words;
    let (mut at, mut clauses) = (word, 0);
    while at != main {
        clauses += match words.relation(at) {
            Relation::Ccomp
            | Relation::Xcomp
            | Relation::Advcl
            | Relation::AdvclRelcl
            | Relation::Acl
            | Relation::AclRelcl
            | Relation::Csubj
            | Relation::Parataxis => 1,
            _ => 0,
        };
        match words.head(at) {
            Some(head) => at = head,
            None => return 4,
        }
    }
    clauses.min(3)
}

/// What a word is in its clause: a verb or what it is joined to, a subject, an object, a phrase, else.
fn role(annotations: &Annotations, word: WordId) -> u32 {
    let words = &annotations.words;
    if words.upos(word) == Upos::Verb {
        return 0;
    }
    match words.relation(word) {
        Relation::Obj | Relation::Iobj | Relation::Root => 1,
        relation if relation.is_subject() => 2,
        Relation::Obl | Relation::OblAgent => 3,
        Relation::Nmod | Relation::NmodPoss => 4,
        Relation::Compound | Relation::Amod => 5,
        _ => 6,
    }
}

/// The features of the question whether the sentence is of type `kind`, sorted, each once.
fn features(reading: &Reading, kind: EventType) -> Vec<u32> {
    let mut features = Features { list: Vec::new(), asked: 1000 + kind as u32 };
    features.both(Feature::new(100));
    own_evidence(reading, kind, &mut features);
    around(reading, &mut features);
    features.list.sort_unstable();
    features.list.dedup();
    features.list
}

struct Features {
    list: Vec<u32>,
    asked: u32,
}

impl Features {
    /// Adds a feature of the type that is asked for.
    fn of_type(&mut self, feature: Feature) {
        self.list.push(feature.number(self.asked).hash());
    }

    /// Adds a feature for all types alike, and for this one.
    fn both(&mut self, feature: Feature) {
        self.list.push(feature.hash());
        self.of_type(feature);
    }
}

/// What speaks for the type.
fn own_evidence(reading: &Reading, kind: EventType, features: &mut Features) {
    let rank = |word: WordId| {
        let before = reading.evidence.iter().take_while(|one| one.word != word);
        let mut words: Vec<WordId> = before.map(|one| one.word).collect();
        words.dedup();
        words.len().min(4) as u32
    };
    let own: Vec<&Evidence> = reading.evidence.iter().filter(|one| one.kind == kind).collect();
    let main_is_known = reading.evidence.iter().any(|one| one.word == reading.main);
    features.both(Feature::new(101).number(own.len().min(4) as u32));
    features.both(Feature::new(109).number(u32::from(own.is_empty())).number(u32::from(main_is_known)));
    if let Some(one) = own.first() {
        let rivals = reading.evidence.iter().filter(|other| other.word == one.word && other.kind != kind);
        let rivals = rivals.count().min(3) as u32;
        features.both(Feature::new(102).number(rank(one.word)));
        features.both(Feature::new(103).number(one.depth));
        features.both(Feature::new(105).number(one.depth).number(one.role));
        features.both(Feature::new(106).number(one.depth).text(&reading.modal));
        features.both(Feature::new(107).number(u32::from(one.word == reading.main)).number(one.source));
        features.both(Feature::new(108).number(one.depth).number(u32::from(reading.negated)));
        features.both(Feature::new(125).number(rank(one.word)).number(rivals));
        features.both(Feature::new(126).number(rank(one.word)).number(rivals).number(one.source));
    }
    for source in 0..3 {
        let best = own.iter().find(|one| one.source == source);
        features.both(Feature::new(124).number(source).number(best.map_or(9, |one| one.depth)));
        features.both(Feature::new(127).number(source).number(best.map_or(9, |one| rank(one.word))));
    }
    for one in &own {
        features.both(Feature::new(110).text(one.lemma));
        features.of_type(Feature::new(111).text(one.lemma).number(one.depth));
    }
}

/// What else the sentence holds: other types, words, modals, acts.
fn around(reading: &Reading, features: &mut Features) {
    for one in reading.evidence.iter().take(6) {
        features.of_type(Feature::new(113).number(one.depth).number(one.kind as u32));
        features.of_type(Feature::new(112).number(one.source).number(one.kind as u32));
        let setting = Feature::new(115).text(&reading.modal).number(u32::from(reading.negated));
        features.of_type(setting.number(one.kind as u32).number(one.depth));
        if let Some(first) = reading.evidence.first().filter(|first| first.word != one.word) {
            features.of_type(Feature::new(114).number(first.kind as u32).number(one.kind as u32));
        }
        for lemma in main_lemma(reading) {
            features.of_type(Feature::new(128).text(lemma).number(one.kind as u32));
        }
    }
    for (lemma, depth) in &reading.lemmas {
        features.of_type(Feature::new(116).text(lemma));
        features.of_type(Feature::new(117).text(lemma).number(*depth));
    }
    for lemma in &reading.subject {
        features.of_type(Feature::new(118).text(lemma));
    }
    features.of_type(Feature::new(119).text(&reading.modal));
    features.of_type(Feature::new(120).number(u32::from(reading.negated)));
    features.of_type(Feature::new(121).number(u32::from(reading.conditional)).text(&reading.modal));
    for (act, depth) in &reading.acts {
        features.of_type(Feature::new(122).number(*act));
        features.of_type(Feature::new(123).number(*act).number(*depth));
    }
}

fn main_lemma(reading: &Reading) -> impl Iterator<Item = &str> {
    reading.lemmas.iter().filter(|(_, depth)| *depth == 0).map(|(lemma, _)| lemma.as_str()).take(1)
}
