//! Base noun phrases: where they begin and end, what opens them, who owns them.

use super::names::is_honorific;
use super::reading::Reading;
use std::ops::Range;
use verbale_analyze::{Relation, Upos};

/// What opens a noun phrase.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Opening {
    /// Nothing ("Russian troops").
    Bare,
    /// "the", "this", "both".
    Definite,
    /// "a", "another".
    Indefinite,
    /// "some", "many", a number.
    Quantity,
    /// "no", "neither": nobody.
    None,
    /// "his", "our": the pronoun.
    Pronoun(u32),
}

/// A base noun phrase: a run of words that ends in its head, without what follows ("the foreign minister" of
/// "the foreign minister of Peru"). A possessor is a chunk of its own.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    /// First word and one past the last.
    pub words: Range<u32>,
    /// What opens it.
    pub opening: Opening,
    /// The chunk before it that owns it ("Peru" of "Peru's foreign minister").
    pub owner: Option<usize>,
    /// The word the tree hangs the rest on.
    pub head: u32,
}

impl Chunk {
    /// The words without a determiner or possessive pronoun at the start.
    pub fn core(&self) -> Range<u32> {
        let skip = matches!(self.opening, Opening::Definite | Opening::Indefinite | Opening::Pronoun(_));
        let start = self.words.start + u32::from(skip && self.words.len() > 1);
        start..self.words.end
    }
}

impl Reading<'_> {
    /// Finds the base noun phrases; a name is never parted.
    pub fn find_chunks<'r>(&mut self, names: impl Iterator<Item = &'r Range<u32>>) {
        names.for_each(|name| self.glue(name));
        let sentences: Vec<Range<u32>> =
            self.input.annotations.sentences.iter().map(|sentence| sentence.words.clone()).collect();
        for sentence in sentences {
            self.chunk_sentence(sentence);
        }
        for (number, chunk) in self.chunks.iter().enumerate() {
            for word in chunk.words.clone() {
                self.chunk_of[word as usize] = Some(number as u32);
            }
        }
    }

    /// Keeps nouns of several words together ("secretary of state").
    pub(super) fn glue_nouns(&mut self) {
        for start in 0..self.words.len() as u32 {
            let rest = start..self.sentence_words(start).end;
            if self.atoms(&(start..start + 1)).is_empty() {
                continue;
            }
            let hit = self.input.knowledge.longest_noun(self.atoms(&rest)).filter(|hit| hit.atoms > 1);
            let end = hit.and_then(|hit| self.word_after(start, hit.atoms));
            if let Some(end) = end {
                let parted =
                    (start..end).any(|word| matches!(self.form(word), "," | ";" | "(" | ")" | "'s" | "’s"));
                if !parted {
                    self.glue(&(start..end));
                }
            }
        }
    }

    fn glue(&mut self, words: &Range<u32>) {
        for word in words.start + 1..words.end {
            self.glued[word as usize] = true;
        }
        self.nominal[words.start as usize] = true;
    }

    fn chunk_sentence(&mut self, sentence: Range<u32>) {
        let mut at = sentence.start;
        let mut owner = None;
        while at < sentence.end {
            let Some(end) = self.chunk_end(at, sentence.end) else {
                owner = None;
                at += 1;
                continue;
            };
            let Some(words) = self.trimmed(at..end) else {
                owner = None;
                at = end;
                continue;
            };
            let number = self.chunks.len();
            let opening = self.opening(words.start);
            let head = self.outer_head(&words);
            self.chunks.push(Chunk { words, opening, owner, head });
            let possessive = end < sentence.end && self.is_possessive(end);
            owner = possessive.then_some(number);
            at = end + u32::from(possessive);
        }
    }

    /// One past the last word of the chunk that starts at `start`; none where none starts.
    fn chunk_end(&self, start: u32, limit: u32) -> Option<u32> {
        if !self.starts_chunk(start) {
            return None;
        }
        let mut end = start + 1;
        while end < limit && self.continues_chunk(end, limit) {
            end += 1;
        }
        Some(end)
    }

    fn starts_chunk(&self, word: u32) -> bool {
        if self.nominal[word as usize] || self.is_title_word(word) {
            return true;
        }
        match self.upos(word) {
            Upos::Det | Upos::Num | Upos::Adj | Upos::Noun | Upos::Propn | Upos::X => true,
            Upos::Pron => self.relation(word) == Relation::NmodPoss,
            Upos::Verb => self.is_nominal_verb(word) && self.tree_head(word) > word,
            _ => false,
        }
    }

    /// Words before a title or name that the tagger may take for verbs: "acting", "Sayyid".
    fn is_title_word(&self, word: u32) -> bool {
        let form = self.form(word);
        matches!(form, "acting" | "Acting" | "outgoing" | "visiting" | "incoming")
            || (form.starts_with(char::is_uppercase) && form.len() > 2 && is_honorific(form))
    }

    /// A verb by its tag that stands where a noun or adjective does.
    fn is_nominal_verb(&self, word: u32) -> bool {
        use Relation::{Amod, Compound, Nmod, Nsubj, Obj};
        matches!(self.relation(word), Amod | Compound | Nmod | Nsubj | Obj)
    }

    fn continues_chunk(&self, word: u32, limit: u32) -> bool {
        let next = word + 1;
        if self.glued[word as usize] || self.nominal[word as usize] || self.is_title_word(word) {
            return true;
        }
        match self.upos(word) {
            Upos::Num | Upos::Adj | Upos::Noun | Upos::Propn | Upos::X => true,
            Upos::Det => matches!(self.lower(word - 1).as_str(), "all" | "both" | "half"),
            Upos::Verb => self.is_nominal_verb(word),
            Upos::Adv => {
                next < limit && self.relation(word) == Relation::Advmod && self.upos(next) == Upos::Adj
            }
            // Inside a compound ("US-Iran"), and the dot of an abbreviated title ("Gen. Burhan").
            Upos::Punct | Upos::Sym => {
                let joins = matches!(self.form(word), "-" | "‑" | "/" | "&") && self.touches(word - 1, word);
                let dot = self.form(word) == "." && self.touches(word - 1, word);
                (joins || dot) && next < limit && self.starts_chunk(next) && self.upos(next) != Upos::Det
            }
            _ => false,
        }
    }

    fn touches(&self, left: u32, right: u32) -> bool {
        self.words.spans[left as usize].end == self.words.spans[right as usize].start
    }

    /// The chunk without adverbs and numbers that trail, if it names anything.
    fn trimmed(&self, words: Range<u32>) -> Option<Range<u32>> {
        let mut end = words.end;
        while end > words.start
            && !self.glued[end as usize - 1]
            && !self.nominal[end as usize - 1]
            && matches!(self.upos(end - 1), Upos::Adv | Upos::Verb | Upos::Punct | Upos::Sym)
        {
            end -= 1;
        }
        let noun = |word| matches!(self.upos(word), Upos::Noun | Upos::Propn);
        let own = |word: u32| self.glued[word as usize] || self.nominal[word as usize];
        while end > words.start + 1
            && self.upos(end - 1) == Upos::Adj
            && !own(end - 1)
            && (words.start..end - 1).any(noun)
        {
            end -= 1;
        }
        let names = |word| matches!(self.upos(word), Upos::Noun | Upos::Propn | Upos::X);
        let nominal = (words.start..end).any(names);
        // "the British", "Ukrainian" alone may stand for a party.
        let other = |word| {
            matches!(self.upos(word), Upos::Adj | Upos::Num | Upos::Det) || self.nominal[word as usize]
        };
        (nominal || (words.start..end).any(other)).then_some(words.start..end)
    }

    fn is_possessive(&self, word: u32) -> bool {
        matches!(self.form(word), "'s" | "’s" | "'" | "’" | "'S" | "’S")
            && self.upos(word) != Upos::Aux
            && self.upos(word) != Upos::Verb
    }

    fn opening(&self, word: u32) -> Opening {
        match (self.upos(word), self.lower(word).as_str()) {
            (Upos::Pron, _) => Opening::Pronoun(word),
            (_, "the" | "this" | "that" | "these" | "those" | "both") => Opening::Definite,
            (_, "no" | "neither") => Opening::None,
            (_, "a" | "an" | "another" | "one") => Opening::Indefinite,
            (Upos::Det | Upos::Num, _) => Opening::Quantity,
            (_, "many" | "several" | "some" | "multiple" | "dozens" | "hundreds" | "thousands" | "most") => {
                Opening::Quantity
            }
            _ => Opening::Bare,
        }
    }

    /// The last word whose head lies outside: the parser's head of the phrase.
    fn outer_head(&self, words: &Range<u32>) -> u32 {
        let outside = |&word: &u32| {
            let head = self.tree_head(word);
            !words.contains(&head) || head == word
        };
        let nominal = |&word: &u32| matches!(self.upos(word), Upos::Noun | Upos::Propn | Upos::X | Upos::Adj);
        let found = words.clone().rev().filter(nominal).find(outside);
        found.unwrap_or(words.end - 1)
    }
}
