//! Phrases that end in a name: what the name stands for there, and what the words around it say about it.

use super::chunks::Opening;
use super::owners::Reach;
use super::phrases::ARMED;
use super::register::Draft;
use super::resolver::Resolver;
use verbale_analyze::Upos;
use verbale_knowledge::{NounSense, WordUse};
use verbale_record::{EntityId, EntityKind};

impl Resolver<'_> {
    /// A chunk that ends in a name.
    pub(super) fn resolve_name(&mut self, number: usize, run: usize) -> Vec<EntityId> {
        let Some(entity) = self.run_entities[run] else { return Vec::new() };
        if self.register.get(entity).is_person() {
            self.read_roles(run, entity, Reach::All);
            self.settle_if_open(entity);
            return vec![entity];
        }
        let named = &self.runs[run];
        let has = |used| named.has_use(used);
        if !has(WordUse::Name) && (has(WordUse::Adjective) || has(WordUse::People)) {
            return self.resolve_people(number, run, entity);
        }
        if !has(WordUse::Name)
            && (has(WordUse::Capital) || has(WordUse::Seat))
            && self.is_locative(run, number)
        {
            let words = self.runs[run].words.clone();
            let name = self.reading.text(&words);
            let label = format!("place {}", verbale_knowledge::slug(name));
            let place = self.register.labelled(label, || Draft::new(EntityKind::Place, name));
            return vec![place];
        }
        self.describe_named(number, run, entity);
        vec![entity]
    }

    /// "the Russians", "Ukrainians": the country; a number or some of them are people, an adjective nothing.
    fn resolve_people(&self, number: usize, run: usize, entity: EntityId) -> Vec<EntityId> {
        let words = &self.runs[run].words;
        let last = words.end - 1;
        let opening = self.chunk(number).opening;
        let plural = self.reading.words.feature(verbale_analyze::WordId(last), "Number") == Some("Plur")
            || self.reading.form(last).ends_with('s');
        let adjective = self.reading.upos(last) == Upos::Adj;
        let whole = match opening {
            Opening::Definite => plural || adjective,
            Opening::Bare => plural && !adjective,
            _ => false,
        };
        if whole { vec![entity] } else { Vec::new() }
    }

    /// What the words before an unknown name say about it: whose institution, what kind of group.
    fn describe_named(&mut self, number: usize, run: usize, entity: EntityId) {
        let words = self.runs[run].words.clone();
        if self.register.get(entity).thing.is_some() || self.is_place(entity) {
            return;
        }
        let before = self.chunk(number).words.start..words.start;
        let title = if before.is_empty() { None } else { self.reading.noun_at_end(&before) };
        let own = self.reading.noun_at_end(&words).map(|(_, noun)| noun.sense);
        let last = self.reading.lower(words.end - 1);
        let stately = matches!(own, Some(NounSense::Institution | NounSense::Forces))
            || (STATELY.contains(&last.as_str()) && self.chunk(number).owner.is_some());
        if stately && self.register.get(entity).party.is_none() {
            let owners = self.owners(number, &words, Reach::All);
            let owners: Vec<EntityId> = owners.into_iter().filter(|&owner| owner != entity).collect();
            if let Some(party) = self.party_of_owners(&owners) {
                let draft = self.register.get_mut(entity);
                draft.party = Some(party);
                draft.capacity = verbale_record::Capacity::Official;
            }
        }
        // "the National Space Centre" with nobody named beside it is the country's that is spoken of.
        let first = self.reading.lower(words.start);
        let national = matches!(first.as_str(), "national" | "federal" | "state" | "central" | "supreme");
        if national && STATELY.contains(&last.as_str()) && self.register.get(entity).party.is_none() {
            let party = self.context_party(words.start);
            let draft = self.register.get_mut(entity);
            if party.is_some() {
                draft.party = party;
                draft.capacity = verbale_record::Capacity::Official;
            }
        }
        let Some((start, noun)) = title else { return };
        let text = self.reading.text(&(start..words.start)).to_lowercase();
        let draft = self.register.get_mut(entity);
        if noun.sense == NounSense::Group && ARMED.iter().any(|word| text.contains(word)) {
            draft.kind = EntityKind::ArmedGroup;
            draft.party = Some(draft.name.clone());
        }
        if draft.noun.is_none() {
            draft.noun = Some((text, noun.sense));
        }
    }
}

/// Last words of names that a country's possessor makes its own ("Peru's National Space Centre").
const STATELY: [&str; 20] = [
    "centre",
    "center",
    "agency",
    "directorate",
    "service",
    "office",
    "authority",
    "administration",
    "commission",
    "council",
    "committee",
    "department",
    "bureau",
    "secretariat",
    "corps",
    "guard",
    "staff",
    "command",
    "inspectorate",
    "headquarters",
];
