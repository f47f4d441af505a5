//! A document as statements are read off it: every attribution with its words, cue, speakers and phrases.

use super::catalogue::{Catalogue, Tell};
use super::lexicon::{Cues, Firmness, Tones};
use super::phrases::{Hit, Phrases};
use super::{addressee, speakers};
use crate::Input;
use crate::attribution::Attribution;
use crate::attribution::view::{Run, View};
use crate::entities::EntityTable;
use std::sync::OnceLock;
use verbale_analyze::{Relation, Upos};
use verbale_record::{Act, EntityId};

/// The document with all its attributions.
pub struct Discourse<'a> {
    /// Document, layers, knowledge.
    pub input: Input<'a>,
    /// The words with their trees and quotations.
    pub view: View<'a>,
    /// The entities.
    pub entities: &'a EntityTable,
    /// The attributions that become statements.
    pub attributions: &'a [Attribution],
    /// The issues.
    pub catalogue: &'a Catalogue,
    /// One reading an attribution.
    pub readings: Vec<Reading>,
    /// How often each issue is named in the document, and in how many attributions.
    pub topics: Vec<u32>,
    pub(super) issue_hits: Vec<Hit>,
    pub(super) mentions_by_head: Vec<(u32, EntityId)>,
    /// Statements that blame, press or threaten, with the sides that they name.
    directed: Vec<(usize, Vec<String>)>,
}

/// One attribution with what the classifiers look at.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The content's words, punctuation left out.
    pub words: Vec<u32>,
    /// The content's runs of words.
    pub content: Vec<Run>,
    /// The cue's words.
    pub cue: Option<Run>,
    /// The cue's head.
    pub cue_head: Option<u32>,
    /// The cue's lemmas without auxiliaries, articles and adverbs, joined by blanks.
    pub cue_key: String,
    /// What the lexicon says of the cue.
    pub cue_entry: Option<(Act, Firmness)>,
    /// True where the cue is negated.
    pub cue_negated: bool,
    /// The head of the source.
    pub source_head: Option<u32>,
    /// Who speaks.
    pub speakers: Vec<EntityId>,
    /// The party that the first speaker with a party speaks for.
    pub party: Option<String>,
    /// The main word of each sentence of the content, in order.
    pub roots: Vec<u32>,
    /// Classes of the content's tones, each once, in order.
    pub tones: Vec<u16>,
    /// Where the content's tones stand.
    pub tone_hits: Vec<Hit>,
    /// The content's issue phrases.
    pub issue_hits: Vec<Hit>,
}

impl Reading {
    /// Classes of the tones that `word` is part of.
    pub fn tones_at(&self, word: u32) -> impl Iterator<Item = u16> + '_ {
        self.tone_hits.iter().filter(move |hit| (hit.start..hit.end).contains(&word)).map(|hit| hit.class)
    }
}

/// The catalogue's and the tones' phrases, ready to be found.
fn builtin_phrases() -> &'static (Phrases, Phrases) {
    static PHRASES: OnceLock<(Phrases, Phrases)> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let mut tones = Phrases::default();
        for (phrase, class) in &Tones::builtin().phrases {
            tones.add(phrase, *class).expect("a test reads the built-in lexicon");
        }
        (tones, issue_phrases(Catalogue::builtin()))
    })
}

/// The phrases of a catalogue; classes number the issues' tells in order.
fn issue_phrases(catalogue: &Catalogue) -> Phrases {
    let mut phrases = Phrases::default();
    for (issue, number) in catalogue.issues.iter().zip(0u16..) {
        for (tell, phrase) in &issue.phrases {
            // A phrase without words tells nothing; a catalogue from a file was checked when it was read.
            let _ = phrases.add(phrase, number * Tell::ALL.len() as u16 + *tell as u16);
        }
    }
    phrases
}

/// The issue and the tell of a hit's class.
pub fn issue_of(class: u16) -> (usize, Tell) {
    let tells = Tell::ALL.len() as u16;
    (usize::from(class / tells), Tell::ALL[usize::from(class % tells)])
}

impl<'a> Discourse<'a> {
    /// Reads every attribution.
    pub fn new(
        input: Input<'a>,
        entities: &'a EntityTable,
        attributions: &'a [Attribution],
        catalogue: &'a Catalogue,
    ) -> Self {
        let view = View::new(input.document, input.annotations);
        let (tone_phrases, builtin_issues) = builtin_phrases();
        let own;
        let issue_phrases = if std::ptr::eq(catalogue, Catalogue::builtin()) {
            builtin_issues
        } else {
            own = issue_phrases(catalogue);
            &own
        };
        let (tone_hits, issue_hits) = (tone_phrases.find(&view), issue_phrases.find(&view));
        let mut topics = vec![0; catalogue.issues.len()];
        for hit in &issue_hits {
            if let (issue, Tell::About) = issue_of(hit.class) {
                topics[issue] += 1;
            }
        }
        let mut mentions_by_head: Vec<(u32, EntityId)> =
            entities.mentions.iter().filter_map(|mention| Some((mention.head.0, mention.entity?))).collect();
        mentions_by_head.sort();
        let mut discourse = Self {
            input,
            entities,
            attributions,
            catalogue,
            readings: Vec::new(),
            topics,
            issue_hits,
            mentions_by_head,
            directed: Vec::new(),
            view,
        };
        discourse.readings =
            attributions.iter().map(|attribution| discourse.read(attribution, &tone_hits)).collect();
        for at in 0..attributions.len() {
            let speakers = speakers::of(&discourse, at);
            let party = speakers.iter().find_map(|&speaker| entities.party(speaker)).map(str::to_owned);
            let reading = &mut discourse.readings[at];
            (reading.speakers, reading.party) = (speakers, party);
        }
        discourse.directed = (0..attributions.len())
            .filter(|&at| addressee::is_directed(&discourse, at))
            .map(|at| (at, discourse.sides_named(at)))
            .collect();
        discourse
    }

    /// The sides that a statement names beside its own speaker's, at the cue and in the content, each once.
    fn sides_named(&self, at: usize) -> Vec<String> {
        let reading = &self.readings[at];
        let mut sides: Vec<String> = Vec::new();
        for &(head, entity) in &self.mentions_by_head {
            let inside = reading.content.iter().any(|run| run.holds(head));
            let at_cue =
                reading.cue.is_some_and(|cue| self.view.head(head).is_some_and(|word| cue.holds(word)));
            let side = self.side(entity);
            let own = reading.speakers.iter().any(|&speaker| self.side(speaker) == side);
            if (inside || at_cue) && !own && !sides.iter().any(|known| known == side) {
                sides.push(side.to_owned());
            }
        }
        sides
    }

    /// How many other statements that blame, press or threaten name `side`: all, and those of the same speaker's
    /// side as the statement with number `at`.
    pub fn targeted(&self, at: usize, side: &str) -> (usize, usize) {
        let speaks = |at: usize| self.readings[at].speakers.first().map(|&speaker| self.side(speaker));
        let (mut all, mut same) = (0, 0);
        for (other, sides) in &self.directed {
            if *other != at && sides.iter().any(|named| named == side) {
                all += 1;
                same += usize::from(speaks(at).is_some() && speaks(*other) == speaks(at));
            }
        }
        (all, same)
    }

    fn read(&self, attribution: &Attribution, tone_hits: &[Hit]) -> Reading {
        let view = &self.view;
        let content: Vec<Run> = attribution.content.iter().map(|&span| view.run_over(span)).collect();
        let words: Vec<u32> = content
            .iter()
            .flat_map(|run| run.start..run.end)
            .filter(|&word| !view.is_punctuation(word))
            .collect();
        let cue = attribution.cue.map(|span| view.run_over(span)).filter(|cue| !cue.is_empty());
        let lemmas = cue.map(|cue| self.cue_lemmas(cue)).unwrap_or_default();
        let inside = |hit: &&Hit| content.iter().any(|run| run.contains(Run::new(hit.start, hit.end)));
        let tone_hits: Vec<Hit> = tone_hits.iter().filter(inside).copied().collect();
        let mut tones: Vec<u16> = tone_hits.iter().map(|hit| hit.class).collect();
        tones.sort_unstable();
        tones.dedup();
        Reading {
            cue_key: lemmas.join(" "),
            cue_entry: Cues::builtin().of(&lemmas),
            cue_negated: cue.is_some_and(|cue| self.is_negated(cue)),
            cue_head: attribution.cue_head.map(|head| head.0).or_else(|| self.head_of(cue?)),
            source_head: attribution
                .source_head
                .map(|head| head.0)
                .or_else(|| self.head_of(view.run_over(attribution.source?))),
            roots: self.roots(&content),
            issue_hits: self.issue_hits.iter().filter(inside).copied().collect(),
            speakers: Vec::new(),
            party: None,
            words,
            content,
            cue,
            tones,
            tone_hits,
        }
    }

    /// The cue's lemmas without what says nothing of the deed: auxiliaries, articles, most adverbs, marks.
    fn cue_lemmas(&self, cue: Run) -> Vec<&'a str> {
        let view = &self.view;
        (cue.start..cue.end)
            .filter(|&word| match view.upos(word) {
                Upos::Det | Upos::Punct | Upos::Pron => false,
                Upos::Aux => cue.len() == 1,
                Upos::Adv => {
                    cue.len() == 1 || matches!(view.relation(word), Relation::CompoundPrt | Relation::Case)
                }
                _ => !view.is_punctuation(word),
            })
            .map(|word| Cues::builtin().repaired(view.lemma(word)))
            .collect()
    }

    fn is_negated(&self, run: Run) -> bool {
        (run.start..run.end).any(|word| matches!(self.view.lemma(word), "not" | "n't" | "n’t" | "never"))
    }

    /// The first word of the run that hangs on a word outside it.
    pub fn head_of(&self, run: Run) -> Option<u32> {
        let outside = |&word: &u32| {
            !self.view.is_punctuation(word) && self.view.head(word).is_none_or(|head| !run.holds(head))
        };
        (run.start..run.end).find(outside)
    }

    /// The main word of each sentence that the content covers: the first word that hangs outside it, a
    /// predicate rather than another word.
    fn roots(&self, content: &[Run]) -> Vec<u32> {
        let view = &self.view;
        let inside = |word: u32| content.iter().any(|run| run.holds(word));
        let mut roots: Vec<u32> = Vec::new();
        let mut words = content.iter().flat_map(|run| run.start..run.end).peekable();
        while let Some(&first) = words.peek() {
            let sentence = view.sentence_of(first);
            let mut best: Option<(bool, u32)> = None;
            while let Some(word) = words.next_if(|&word| sentence.holds(word)) {
                let top = !view.is_punctuation(word) && view.head(word).is_none_or(|head| !inside(head));
                let predicate = matches!(view.upos(word), Upos::Verb | Upos::Aux)
                    || view.child(word, &[Relation::Cop]).is_some();
                if top && best.is_none_or(|(found, _)| predicate && !found) {
                    best = Some((predicate, word));
                }
            }
            roots.extend(best.map(|(_, word)| word));
        }
        roots
    }

    /// The entity at a word, if a mention is headed by it.
    pub fn entity_at(&self, word: u32) -> Option<EntityId> {
        let at = self.mentions_by_head.partition_point(|&(head, _)| head < word);
        self.mentions_by_head.get(at).filter(|&&(head, _)| head == word).map(|&(_, entity)| entity)
    }

    /// What an entity counts as when sides are compared: its party, or itself.
    pub fn side(&self, entity: EntityId) -> &str {
        let entity = &self.entities.entities[entity.0 as usize];
        entity.party.as_deref().unwrap_or(&entity.name)
    }
}
