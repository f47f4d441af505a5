//! What was said and where: statements, reports, papers and pages, and whoever issued them.

use super::chunks::Opening;
use super::nouns::ends_in_word;
use super::phrases::Phrase;
use super::register::Draft;
use super::resolver::Resolver;
use verbale_analyze::{Relation, Upos};
use verbale_knowledge::{NounSense, ThingKind};
use verbale_record::{EntityId, EntityKind};

impl Resolver<'_> {
    /// "the newspaper", "Peruvian state media".
    pub fn outlet(&mut self, phrase: &Phrase) -> Vec<EntityId> {
        let outlet = |draft: &Draft| {
            draft.known_kind == Some(ThingKind::Outlet) || draft.is_described_as(NounSense::Outlet)
        };
        if let Some(&owner) = phrase.owners.iter().find(|&&owner| outlet(self.register.get(owner))) {
            return vec![owner];
        }
        // "United Nations agencies" report no news.
        let world = |draft: &Draft| draft.known_kind == Some(ThingKind::Body);
        if phrase.text == "agencies" && phrase.owners.iter().any(|&owner| world(self.register.get(owner))) {
            return self.officials(phrase);
        }
        // "the ministry's website": what stands there is the ministry's.
        let page = is_page(&phrase.text);
        let body = |draft: &Draft| draft.kind != EntityKind::Place && draft.kind != EntityKind::Country;
        if page && let Some(&owner) = phrase.owners.iter().find(|&&owner| body(self.register.get(owner))) {
            return vec![owner];
        }
        if phrase.owners.is_empty() && phrase.may_refer_back() && !phrase.noun.plural {
            let at = phrase.noun_words.start;
            let names_paper = ["newspaper", "paper", "daily", "agency", "broadcaster", "magazine", "outlet"]
                .iter()
                .any(|noun| ends_in_word(&phrase.text, noun));
            let held = self.take_up(phrase.chunk).or_else(|| self.latest(at, outlet).filter(|_| names_paper));
            if held.is_some() || phrase.text != "state media" {
                return held.into_iter().collect();
            }
        }
        let modified = self.chunk(phrase.chunk).core().len() > phrase.noun_words.len();
        if !modified && phrase.owners.is_empty() || !self.acts(phrase.chunk) {
            return Vec::new();
        }
        let text = self.described_text(phrase.chunk);
        let label = format!("outlet {}", verbale_knowledge::slug(&text));
        vec![self.register.labelled(label, || {
            Draft::new(EntityKind::Organisation, &text).described(&phrase.text, NounSense::Outlet)
        })]
    }

    /// "the joint statement", "a report by the council": whoever issued it.
    pub fn utterance(&mut self, phrase: &Phrase) -> Vec<EntityId> {
        let issues = |draft: &Draft| draft.kind != EntityKind::Place;
        let end = phrase.noun_words.end;
        let participle = (end as usize) < self.reading.words.len() && self.reading.upos(end) == Upos::Verb;
        let after = self
            .chunk_after(end + u32::from(participle), &["by"])
            .or_else(|| self.chunk_after(end, &["from", "of"]));
        let mut issuers: Vec<EntityId> = match after.or_else(|| self.agent_of(phrase.chunk)) {
            Some(after) => self.denote_joined(after),
            None => Vec::new(),
        };
        if issuers.is_empty() {
            issuers.clone_from(&phrase.owners);
        }
        if issuers.is_empty() {
            issuers = self.subject_of_statement(phrase.chunk);
        }
        issuers.retain(|&entity| issues(self.register.get(entity)));
        let at = phrase.noun_words.start;
        if issuers.is_empty()
            && let Opening::Pronoun(pronoun) = phrase.opening
            && self.reading.lower(pronoun) == "their"
        {
            issuers = self.last_joint_issuers(at);
        }
        let stated = STATED.iter().any(|noun| ends_in_word(&phrase.text, noun));
        if issuers.is_empty() && phrase.may_refer_back() && stated {
            issuers = self.last_issuers(at);
        }
        if !issuers.is_empty() {
            self.issuers.push((at, issuers.clone()));
        }
        issuers
    }

    /// Those who issued the last joint statement, or spoke together last.
    fn last_joint_issuers(&self, at: u32) -> Vec<EntityId> {
        let issued = self.issuers.iter().rev().find(|(place, issuers)| *place < at && issuers.len() > 1);
        let mut before = self.discourse.before(at);
        let spoken = before.find(|reference| reference.speaker && reference.entities.len() > 1);
        issued
            .map(|(_, issuers)| issuers.clone())
            .or_else(|| spoken.map(|reference| reference.entities.clone()))
            .unwrap_or_default()
    }

    /// "figures on the harvest released by the ministry": the agent of the participle that hangs on a phrase.
    fn agent_of(&self, chunk: usize) -> Option<usize> {
        let head = self.chunk(chunk).head;
        let sentence = self.reading.sentence_words(head);
        let hangs = |word: u32, on: u32| self.reading.tree_head(word) == on && word > on;
        let participle = (head + 1..sentence.end)
            .find(|&word| hangs(word, head) && self.reading.relation(word) == Relation::Acl)?;
        (participle + 1..sentence.end).find_map(|word| {
            let agent = matches!(self.reading.relation(word), Relation::Obl | Relation::OblAgent);
            let agent = self.reading.chunk_at(word).filter(|_| agent && hangs(word, participle))?;
            let by = self.chunk(agent).words.start.checked_sub(1)?;
            let owner = self.chunk(agent).owner.map(|owner| self.chunk(owner).words.start.saturating_sub(1));
            (self.reading.lower(owner.unwrap_or(by)) == "by").then_some(agent)
        })
    }

    /// "X said in a statement", "X issued a report": the subject of the verb.
    fn subject_of_statement(&mut self, chunk: usize) -> Vec<EntityId> {
        let head = self.chunk(chunk).head;
        let verb = self.reading.tree_head(head);
        if verb == head || !matches!(self.reading.relation(head), Relation::Obl | Relation::Obj) {
            return Vec::new();
        }
        let subject = self.reading.sentence_words(head).find(|&word| {
            self.reading.tree_head(word) == verb && self.reading.relation(word) == Relation::Nsubj
        });
        match subject.map(|subject| (subject, self.reading.chunk_at(subject))) {
            Some((_, Some(chunk))) => self.denote_joined(chunk),
            Some((pronoun, None)) => self.denote_pronoun(pronoun),
            None => Vec::new(),
        }
    }

    /// Who issued the last statement spoken of, or spoke last in a sentence after it; what others are reported to
    /// have said does not count.
    pub(super) fn last_issuers(&self, at: u32) -> Vec<EntityId> {
        let outlet = |entity: &EntityId| self.register.get(*entity).known_kind == Some(ThingKind::Outlet);
        let spoken = self.discourse.before(at).find(|reference| {
            reference.speaker
                && !reference.quoted
                && !reference.reported
                && !reference.entities.iter().any(outlet)
        });
        let issued =
            self.issuers.iter().rev().find(|(place, _)| *place < at && !self.reading.is_reported(*place));
        match (issued, spoken) {
            (Some((place, issuers)), Some(speaker)) => {
                let body = speaker.entities.iter().all(|&entity| !self.register.get(entity).is_person());
                let later = speaker.sentence > self.reading.sentence(*place) + 1;
                // What several issued together is taken up as theirs through the text.
                if body && later && issuers.len() == 1 { speaker.entities.clone() } else { issuers.clone() }
            }
            (Some((_, issuers)), None) => issuers.clone(),
            (None, Some(speaker)) => speaker.entities.clone(),
            (None, None) => Vec::new(),
        }
    }
}

/// Whether a noun names a place on the net: what stands there is its owner's.
pub(super) fn is_page(noun: &str) -> bool {
    ["website", "site", "page", "account", "channel"].iter().any(|page| ends_in_word(noun, page))
}

/// Utterances that "the" takes up again as someone's: "the statement" is the one spoken of.
const STATED: [&str; 14] = [
    "statement",
    "communique",
    "communiqué",
    "declaration",
    "report",
    "message",
    "letter",
    "post",
    "note",
    "announcement",
    "text",
    "document",
    "release",
    "tweet",
];
