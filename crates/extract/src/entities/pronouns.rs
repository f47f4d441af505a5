//! Pronouns: the nearest salient entity that agrees, or none.

use super::MentionForm;
use super::appositions::names_a_person;
use super::discourse::Reference;
use super::register::Draft;
use super::resolver::{RawMention, Resolver};
use verbale_analyze::{Relation, Upos, WordId};
use verbale_knowledge::{Gender, ThingKind};
use verbale_record::{EntityId, EntityKind};

/// What a pronoun can stand for.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum Wanted {
    /// One person of a gender.
    Person(Gender),
    /// One thing: a country, an organisation, a group.
    Thing,
    /// Several, or a body of people.
    Several,
}

impl Resolver<'_> {
    /// What a pronoun denotes.
    pub fn denote_pronoun(&mut self, word: u32) -> Vec<EntityId> {
        if let Some(found) = self.pronouns.get(&word) {
            return found.clone();
        }
        let form = self.reading.lower(word);
        let found = match form.as_str() {
            "he" | "him" | "his" | "himself" => self.antecedent(word, Wanted::Person(Gender::Male)),
            "she" | "her" | "hers" | "herself" => self.antecedent(word, Wanted::Person(Gender::Female)),
            "it" | "its" | "itself" if self.reading.relation(word) != Relation::Expl => {
                self.antecedent(word, Wanted::Thing)
            }
            "they" | "them" | "their" | "theirs" | "themselves" => self.antecedent(word, Wanted::Several),
            "who" | "which" | "that" | "whose" | "whom" => self.relative(word),
            "both" => self.several(word, Some(2), |draft| draft.kind != EntityKind::Place),
            _ => Vec::new(),
        };
        self.pronouns.insert(word, found.clone());
        let entity = match found.as_slice() {
            [entity] => Some(*entity),
            _ => None,
        };
        if entity.is_some() || is_first_person(&form) {
            let words = word..word + 1;
            let form = MentionForm::Pronoun;
            self.mentions.push(RawMention { core: words.clone(), words, head: word, form, entity });
        }
        let modifier = self.reading.relation(word) == Relation::NmodPoss;
        self.discourse.add(&self.reading, word, found.clone(), modifier);
        found
    }

    /// "I" and "my" in what someone is reported to say are the one who says it; "we" where a body speaks.
    pub fn let_speakers_speak(&mut self) {
        for at in 0..self.mentions.len() {
            let RawMention { head, form: MentionForm::Pronoun, entity: None, .. } = self.mentions[at] else {
                continue;
            };
            let form = self.reading.lower(head);
            let one = matches!(form.as_str(), "i" | "me" | "my" | "mine" | "myself");
            let Some(source) = self.reading.reporter_of(head).filter(|_| is_first_person(&form)) else {
                continue;
            };
            let speakers = match self.reading.chunk_at(source) {
                Some(chunk) => self.denote(chunk),
                None => self.pronouns.get(&source).cloned().unwrap_or_default(),
            };
            if let [speaker] = speakers[..]
                && self.register.get(speaker).is_person() == one
            {
                self.mentions[at].entity = Some(speaker);
            }
        }
    }

    /// A relative pronoun: what its clause hangs on.
    fn relative(&mut self, word: u32) -> Vec<EntityId> {
        let mut at = word;
        for _ in 0..4 {
            let head = self.reading.tree_head(at);
            if head == at {
                return Vec::new();
            }
            at = head;
            if matches!(self.reading.relation(at), Relation::AclRelcl | Relation::AdvclRelcl | Relation::Acl)
            {
                let antecedent = self.reading.tree_head(at);
                if antecedent >= word {
                    return Vec::new();
                }
                let chunk = self.reading.chunk_at(antecedent);
                return chunk.map(|chunk| self.denote(chunk)).unwrap_or_default();
            }
        }
        Vec::new()
    }

    fn antecedent(&mut self, word: u32, wanted: Wanted) -> Vec<EntityId> {
        let sentence = self.reading.sentence(word);
        let mut best: Option<(i32, u32, Vec<EntityId>)> = None;
        let mut tied = false;
        for reference in
            self.discourse.before(word).take_while(|reference| reference.sentence + REACH >= sentence)
        {
            let Some(fit) = self.fit(reference, wanted) else { continue };
            let Some(score) = self.salience(word, reference) else { continue };
            let score = score + fit;
            match &best {
                Some((held, _, entities)) if *held == score && *entities != reference.entities => tied = true,
                Some((held, ..)) if *held >= score => {}
                _ => {
                    best = Some((score, reference.head, reference.entities.clone()));
                    tied = false;
                }
            }
        }
        let best = best.filter(|_| !tied);
        let speaks = self.reading.speaks(&(word..word + 1));
        let rival = match wanted {
            Wanted::Thing if !speaks => self.best_rival(word, false, |_| true),
            Wanted::Several if !speaks => self.best_rival(word, true, |_| true),
            Wanted::Person(gender) => self.best_rival(word, false, |noun| is_person_of(noun, gender)),
            _ => None,
        };
        let least = if matches!(wanted, Wanted::Person(_)) || speaks { i32::MIN } else { LEAST };
        let stands =
            |best: &(i32, u32, Vec<EntityId>)| best.0 >= least && rival.is_none_or(|rival| rival < best.0);
        best.filter(stands).map(|(_, _, entities)| entities).unwrap_or_default()
    }

    /// How salient the best noun phrase is that denotes no entity ("the plan"): "it" may stand for that.
    fn best_rival(&self, word: u32, plural: bool, may_be: impl Fn(&str) -> bool) -> Option<i32> {
        let sentence = self.reading.sentence(word);
        let number = if plural { "Plur" } else { "Sing" };
        let before = self.reading.chunks.partition_point(|chunk| chunk.words.end <= word);
        let recent =
            (0..before).rev().take_while(|&at| self.reading.sentence(self.chunk(at).head) + 2 >= sentence);
        let rivals = recent.filter(|&at| {
            let head = self.chunk(at).head;
            let nothing = self.memo[at].as_ref().is_some_and(Vec::is_empty);
            let common = self.reading.upos(head) == Upos::Noun;
            let fits = may_be(&self.reading.lower(head));
            nothing && common && fits && self.reading.words.feature(WordId(head), "Number") == Some(number)
        });
        let scores = rivals.filter_map(|at| {
            let owner = self.reading.chunks.get(at + 1).is_some_and(|next| next.owner == Some(at));
            let reference = Reference::of(&self.reading, self.chunk(at).head, Vec::new(), owner);
            self.salience(word, &reference)
        });
        scores.max()
    }

    /// How well a reference agrees with a pronoun; none where it cannot.
    fn fit(&self, reference: &Reference, wanted: Wanted) -> Option<i32> {
        let drafts: Vec<&Draft> =
            reference.entities.iter().map(|&entity| self.register.get(entity)).collect();
        match (wanted, drafts.as_slice()) {
            (Wanted::Person(gender), [draft]) if draft.is_person() => match draft.gender {
                Some(held) if held == gender => Some(1),
                Some(_) => None,
                // One word that nothing else tells to be a person's name may be none.
                None if draft.thing.is_none() && draft.roles.is_empty() && !draft.name.contains(' ') => {
                    Some(-2)
                }
                None => Some(0),
            },
            (Wanted::Person(_), _) => None,
            (Wanted::Thing, [draft]) => match draft.kind {
                EntityKind::Organisation if draft.known_kind == Some(ThingKind::Outlet) => Some(-1),
                EntityKind::Country | EntityKind::Organisation | EntityKind::ArmedGroup => Some(1),
                EntityKind::Place => Some(-3),
                EntityKind::Person | EntityKind::Other => None,
            },
            (Wanted::Thing, _) => None,
            (Wanted::Several, [draft]) => match draft.kind {
                EntityKind::Other if draft.plural => Some(1),
                EntityKind::ArmedGroup => Some(1),
                EntityKind::Organisation | EntityKind::Country => Some(-3),
                _ => None,
            },
            (Wanted::Several, several) => {
                several.iter().all(|draft| draft.kind != EntityKind::Place).then_some(3)
            }
        }
    }

    /// How salient a reference is for a pronoun; none where grammar forbids that they are one.
    fn salience(&self, word: u32, reference: &Reference) -> Option<i32> {
        let reading = &self.reading;
        let same_verb = reading.tree_head(word) == reading.tree_head(reference.head);
        let object = !reading.relation(word).is_subject() && reading.relation(word) != Relation::NmodPoss;
        let reflexive = reading.lower(word).contains("sel");
        if same_verb && object && reference.subject && !reflexive {
            return None;
        }
        // The name is inside the phrase that the pronoun opens.
        if reading.tree_head(word) == reference.head && reading.relation(word) == Relation::NmodPoss {
            return None;
        }
        let distance = (reading.sentence(word) - reference.sentence) as i32;
        let speaks = reading.speaks(&(word..word + 1));
        let mut score = -3 * distance;
        score += if reference.subject { 4 } else { 0 };
        score += if reference.speaker { if speaks { 7 } else { 2 } } else { 0 };
        // Who is only spoken of by others is not likely to speak next.
        score -= match speaks {
            true if reading.is_reported_by(reference.head, word) => 8,
            true if reference.reported => 5,
            _ => 0,
        };
        score -= if reference.modifier { 2 } else { 0 };
        score += if reading.block(word) == reading.block(reference.head) { 1 } else { 0 };
        // Someone named inside a quotation is not who is spoken of outside it, and the other way round.
        if reading.is_quoted(word) != reference.quoted {
            score -= if reference.quoted { 5 } else { 1 };
        }
        Some(score)
    }
}

/// Whether a noun names a person whom a pronoun of this gender may take up.
fn is_person_of(noun: &str, gender: Gender) -> bool {
    let told = match noun {
        "woman" | "girl" | "mother" | "wife" | "daughter" | "sister" | "widow" => Some(Gender::Female),
        "man" | "boy" | "father" | "husband" | "son" | "brother" => Some(Gender::Male),
        _ => None,
    };
    names_a_person(noun) && told.is_none_or(|told| told == gender)
}

/// How salient a thing or a group has to be for "it" and "they", unless they speak.
const LEAST: i32 = 4;

/// How many sentences back a pronoun reaches.
const REACH: u32 = 5;

/// Whether a pronoun is one of the speaker's own ("we", "my").
pub(super) fn is_first_person(form: &str) -> bool {
    matches!(form, "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves")
}
