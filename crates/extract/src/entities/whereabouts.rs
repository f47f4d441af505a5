//! Whereabouts: in which country the places that a text names lie, for those who act on the spot (police, officials,
//! a mayor) and for offices of a region or town ("the governor of …").

use super::names::NamedRun;
use super::resolver::Resolver;
use crate::Input;
use std::ops::Range;
use verbale_analyze::{NameKind, Upos};
use verbale_knowledge::places::{Setting, resolve};
use verbale_knowledge::{Knowledge, ThingKind, WordUse};
use verbale_record::EntityKind;
use verbale_text::BlockKind;

/// Words of offices that regions and towns have.
const LOCAL: [&str; 12] = [
    "governor",
    "mayor",
    "administrator",
    "police",
    "administration",
    "authorities",
    "prefect",
    "prosecutor",
    "prosecutors",
    "officials",
    "official",
    "commissioner",
];

/// How many of the text's places are asked which place of a name is meant: a long text has many offices.
const VOTES: usize = 40;

/// How many sentences back something said to be in a place reaches.
const REACH: u32 = 3;

impl Resolver<'_> {
    /// The party of the country that each name of a place lies in; none for other names and for places that are
    /// disputed or lie in several countries.
    pub fn find_whereabouts(&mut self) {
        let knowledge = self.reading.input.knowledge;
        let document = self.reading.input.document;
        let places: Vec<usize> = (0..self.runs.len()).filter(|&run| self.may_be_place(run)).collect();
        let spans = |run: &usize| {
            let span = self.reading.span(&self.runs[*run].words);
            span.start as usize..span.end as usize
        };
        let spans: Vec<Range<usize>> = places.iter().map(spans).collect();
        let head = document.blocks().iter().find(|block| block.kind == BlockKind::Dateline);
        let in_head = |span: &Range<usize>| {
            head.is_some_and(|head| {
                head.span.start as usize <= span.start && span.end <= head.span.end as usize
            })
        };
        let setting = Setting { dateline: spans.iter().position(in_head), ..self.setting() };
        let meant = resolve(document.text(), &spans, &setting, knowledge);
        self.countries = vec![None; self.runs.len()];
        for ((&run, place), span) in places.iter().zip(meant).zip(&spans) {
            let party = place.and_then(|place| party_of_code(knowledge, &place.country));
            if in_head(span) && self.home.is_none() {
                self.home.clone_from(&party);
            }
            if self.is_unknown_place(run) {
                self.countries[run] = party;
            }
        }
        self.place_spans = spans;
    }

    fn setting(&self) -> Setting {
        let Input { document, knowledge, .. } = self.reading.input;
        let address = document.url().or(document.source());
        let country = address.and_then(|address| knowledge.gazetteer().country_of_domain(address));
        Setting { outlet_country: country, dateline: None }
    }

    fn is_unknown_place(&self, run: usize) -> bool {
        let entity = self.run_entities[run].map(|entity| self.register.get(entity));
        self.runs[run].senses.is_empty() && entity.is_some_and(|draft| draft.kind == EntityKind::Place)
    }

    /// Places that the tables do not know, and states, which tell which place of a name is meant.
    fn may_be_place(&self, run: usize) -> bool {
        let state = |run: &NamedRun| {
            run.kind == Some(NameKind::Place) && (run.has_use(WordUse::Name) || run.has_use(WordUse::Capital))
        };
        self.is_unknown_place(run) || state(&self.runs[run])
    }

    /// The country in which something is said to be around a word ("in Lima", "near the Peruvian border"), for
    /// those who act on the spot: police, officials, authorities; else where the report was written, else the
    /// country spoken of.
    pub fn local_party(&self, at: u32) -> Option<String> {
        let sentence = self.reading.sentence(at);
        let near = |run: &usize| {
            let here = self.reading.sentence(self.runs[*run].words.start);
            here + REACH >= sentence && here <= sentence
        };
        let found = (0..self.runs.len()).rev().filter(near).find_map(|run| self.placed_in(run));
        found.or_else(|| self.home.clone()).or_else(|| self.context_party(at))
    }

    /// The party of the country that a name places something in.
    fn placed_in(&self, run: usize) -> Option<String> {
        let start = self.runs[run].words.start;
        let before = self.reading.lower(start.checked_sub(1)?);
        let placed = matches!(before.as_str(), "in" | "near" | "outside" | "at" | "around" | "across");
        if let Some(party) = &self.countries[run] {
            return (placed || matches!(before.as_str(), "of" | "from")).then(|| party.clone());
        }
        let sense = self.best_sense(run)?;
        let thing = self.reading.input.knowledge.thing(sense.thing);
        let named = matches!(sense.used, WordUse::Name | WordUse::Capital);
        (placed && named && thing.kind == ThingKind::State).then(|| thing.party.clone())?
    }

    /// The party of the country that the place beside a noun lies in: "the Arequipa governor", "the mayor of
    /// Arequipa".
    pub fn party_of_place(&self, chunk: usize, noun: &Range<u32>) -> Option<String> {
        let words = &self.chunk(chunk).words;
        let country = |words: &Range<u32>| {
            self.runs_in(words).into_iter().rev().find_map(|run| self.countries[run].clone())
        };
        let inside = words.start..noun.end.max(words.start);
        let owner = self.chunk(chunk).owner.map(|owner| self.chunk(owner).words.clone());
        let after =
            self.chunk_after(noun.end, &["of", "for", "in"]).map(|after| self.chunk(after).words.clone());
        let phrases: Vec<Range<u32>> = [Some(inside), owner, after].into_iter().flatten().collect();
        phrases.iter().find_map(country).or_else(|| {
            let text = self.reading.text(noun).to_lowercase();
            let local = LOCAL.iter().any(|held| text.split(' ').any(|word| word == *held));
            phrases.iter().filter(|_| local).find_map(|words| self.party_of_unseen_place(words))
        })
    }

    /// The same for a proper noun that the language model took for no name: beside the office of a region or town
    /// it is the region's or town's.
    fn party_of_unseen_place(&self, words: &Range<u32>) -> Option<String> {
        let known = |word: u32| {
            self.run_at[word as usize].is_some_and(|run| !self.runs[run as usize].senses.is_empty())
        };
        let proper = |word: &u32| self.reading.upos(*word) == Upos::Propn && !known(*word);
        let first = words.clone().find(proper)?;
        let next = (first..words.end).find(|word| !proper(word)).unwrap_or(words.end);
        let span = self.reading.span(&(first..next));
        let mut spans: Vec<Range<usize>> = self.place_spans.iter().take(VOTES).cloned().collect();
        spans.push(span.start as usize..span.end as usize);
        let Input { document, knowledge, .. } = self.reading.input;
        let meant = resolve(document.text(), &spans, &self.setting(), knowledge);
        party_of_code(knowledge, &meant.into_iter().next_back()??.country)
    }
}

/// The party of a state's ISO 3166 code. Ground that two sides hold or claim tells nothing of who acts there.
fn party_of_code(knowledge: &Knowledge, code: &str) -> Option<String> {
    if code.is_empty() || code == "PS" {
        return None;
    }
    let mut states = knowledge.things().map(|(_, thing)| thing);
    states.find(|thing| thing.iso2.as_deref() == Some(code)).and_then(|thing| thing.party.clone())
}
