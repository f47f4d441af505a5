//! Appositions: phrases that stand beside a name and describe it, whatever their noun ("Ana Quispe, a sculptor,",
//! "the port city, Arica,", "student Luis Rojas").

use super::register::Draft;
use super::resolver::Resolver;
use verbale_analyze::{Relation, Upos, WordId};
use verbale_record::{EntityId, EntityKind};

impl Resolver<'_> {
    /// Finds the appositions of every name, and the nouns that describe who is named.
    pub fn find_appositions(&mut self) {
        for run in 0..self.runs.len() {
            let Some(entity) = self.run_entities[run] else { continue };
            if self.register.get(entity).kind == EntityKind::Country {
                continue;
            }
            if let Some(noun) = self.noun_before(run) {
                self.describe(entity, noun);
            }
            for chunk in [self.phrase_behind(run), self.phrase_in_front(run)].into_iter().flatten() {
                let head = self.chunk(chunk).words.end - 1;
                let person = self.register.get(entity).is_person();
                if person != names_a_person(&self.reading.lower(head)) {
                    continue;
                }
                self.stands_for.entry(chunk).or_insert(entity);
                self.describe(entity, head);
            }
        }
    }

    fn describe(&mut self, entity: EntityId, noun: u32) {
        let lemma = self.reading.words.lemma(WordId(noun)).to_lowercase();
        if self.register.get(entity).is_person() != names_a_person(&lemma) {
            return;
        }
        let held = &mut self.register.get_mut(entity).descriptions;
        if !held.contains(&lemma) {
            held.push(lemma);
        }
    }

    /// "student" of "student Luis Rojas", "town" of "the town of Arica".
    fn noun_before(&self, run: usize) -> Option<u32> {
        let words = &self.runs[run].words;
        let chunk = self.chunk(self.reading.chunk_at(words.start)?);
        let is_noun =
            |word: u32| self.reading.upos(word) == Upos::Noun && self.run_at[word as usize].is_none();
        if words.start > chunk.words.start {
            return Some(words.start - 1).filter(|&word| is_noun(word));
        }
        let of = words.start.checked_sub(2)?;
        let place =
            self.run_entities[run].is_some_and(|entity| self.register.get(entity).kind == EntityKind::Place);
        (place && self.reading.lower(of + 1) == "of" && is_noun(of)).then_some(of)
    }

    /// The phrase that a comma, dash or bracket parts from the name before it.
    fn phrase_behind(&self, run: usize) -> Option<usize> {
        let words = &self.runs[run].words;
        let mark = words.end;
        let sentence = self.reading.sentence_words(words.start);
        if mark + 1 >= sentence.end || !is_mark(self.reading.form(mark)) {
            return None;
        }
        let mut chunk = self.reading.chunk_at(mark + 1)?;
        if self.chunk(chunk).words.start != mark + 1 {
            return None;
        }
        while self.reading.chunks.get(chunk + 1).is_some_and(|next| next.owner == Some(chunk)) {
            chunk += 1;
        }
        let hangs = |word: u32| words.contains(&self.reading.tree_head(word));
        self.is_apposition(chunk, hangs).then_some(chunk)
    }

    /// The phrase that a comma parts from the name behind it.
    fn phrase_in_front(&self, run: usize) -> Option<usize> {
        let words = &self.runs[run].words;
        let sentence = self.reading.sentence_words(words.start);
        let mark = words.start.checked_sub(1).filter(|&mark| mark > sentence.start)?;
        let named = words.clone().find(|&word| self.reading.relation(word) == Relation::Appos)?;
        if !is_mark(self.reading.form(mark)) {
            return None;
        }
        let chunk = self.reading.chunk_at(self.reading.tree_head(named))?;
        let plain = self.is_describing(chunk) && self.chunk(chunk).words.end <= mark;
        plain.then_some(chunk)
    }

    fn is_apposition(&self, chunk: usize, hangs: impl Fn(u32) -> bool) -> bool {
        let words = self.chunk(chunk).words.clone();
        let bound = words.clone().any(|word| self.reading.relation(word) == Relation::Appos && hangs(word));
        bound && self.is_describing(chunk)
    }

    /// Whether a chunk ends in a common noun in the singular.
    fn is_describing(&self, chunk: usize) -> bool {
        let head = self.chunk(chunk).words.end - 1;
        self.reading.upos(head) == Upos::Noun
            && self.run_at[head as usize].is_none()
            && self.reading.words.feature(WordId(head), "Number") != Some("Plur")
    }
}

impl Draft {
    /// Whether a noun described it, in a title, an apposition or a role.
    pub fn is_called(&self, noun: &str) -> bool {
        self.descriptions.iter().any(|held| held == noun)
            || self.roles.iter().any(|role| super::nouns::ends_in_word(&role.noun, noun))
            || self.noun.as_ref().is_some_and(|(held, _)| held == noun)
    }
}

/// Whether a noun names a person by what the person does or is, told by its form and a few words of our own.
pub(super) fn names_a_person(noun: &str) -> bool {
    const OTHER: [&str; 34] = [
        "boy",
        "girl",
        "man",
        "woman",
        "child",
        "kid",
        "baby",
        "teen",
        "student",
        "chief",
        "head",
        "coach",
        "captain",
        "star",
        "pilot",
        "mother",
        "father",
        "son",
        "daughter",
        "wife",
        "husband",
        "brother",
        "sister",
        "widow",
        "friend",
        "hero",
        "homeopath",
        "champion",
        "spokesperson",
        "official",
        "diplomat",
        "general",
        "judge",
        "guest",
    ];
    const THINGS: [&str; 20] = [
        "member",
        "centre",
        "center",
        "order",
        "matter",
        "paper",
        "number",
        "newspaper",
        "power",
        "border",
        "river",
        "tower",
        "letter",
        "chapter",
        "quarter",
        "harbor",
        "sector",
        "factor",
        "event",
        "government",
    ];
    const ENDINGS: [&str; 14] = [
        "er", "or", "ist", "ian", "ant", "eer", "man", "woman", "ident", "agent", "ee", "ess", "cian",
        "person",
    ];
    !THINGS.contains(&noun)
        && (OTHER.contains(&noun) || (noun.len() > 4 && ENDINGS.iter().any(|ending| noun.ends_with(ending))))
}

fn is_mark(form: &str) -> bool {
    matches!(form, "," | "(" | "—" | "–")
}
