//! Features: hashed statements about words that the scorers weigh, and the words' own symbols they are made of.

use super::view::View;
use verbale_analyze::{NameKind, Upos};

/// What a word's symbol is where there is no word.
pub const NOTHING: u32 = 0x5bd1_e995;

/// The bits of a hash that tell features apart: 24, so that a model file holds few bytes for each. Of the
/// features that a classifier has never seen, one in dozens is taken for one that it has.
pub const KEPT_BITS: u32 = 0xffff_ff00;

/// Collects features. Each is added twice, once for every convention and once for the one at hand, so that
/// what the two have in common is learned from both and what sets them apart is learned as well.
pub struct Bag {
    /// The hashes.
    pub hashes: Vec<u32>,
    domain: u32,
}

impl Bag {
    /// An empty bag for texts of one domain.
    pub fn new(domain: u32) -> Self {
        Self { hashes: Vec::new(), domain }
    }

    /// Adds the feature made of a template's number and its parts.
    pub fn add(&mut self, template: u32, parts: &[u32]) {
        let hash = parts.iter().fold(mix(template.wrapping_mul(0x9e37_79b1)), |hash, &part| join(hash, part));
        self.hashes.push(hash & KEPT_BITS);
        self.hashes.push(join(hash, self.domain) & KEPT_BITS);
    }

    /// Takes what was collected and starts anew.
    pub fn take(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.hashes)
    }
}

fn mix(hash: u32) -> u32 {
    let hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
    let hash = (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}

fn join(hash: u32, part: u32) -> u32 {
    mix(hash.rotate_left(5) ^ part.wrapping_mul(0x27d4_eb2f))
}

/// The symbol of a string.
pub fn symbol(text: &str) -> u32 {
    mix(text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)))
}

/// Short classes of a number, the same for all features.
pub fn size_class(number: u32) -> u32 {
    match number {
        0..=4 => number,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        25..=49 => 9,
        _ => 10,
    }
}

/// Classes of a probability.
pub fn likelihood_class(probability: f32) -> u32 {
    match probability {
        p if p < 0.03 => 0,
        p if p < 0.15 => 1,
        p if p < 0.4 => 2,
        p if p < 0.7 => 3,
        p if p < 0.9 => 4,
        p if p < 0.98 => 5,
        _ => 6,
    }
}

/// A signed distance in classes, far left to far right.
pub fn distance_class(from: u32, to: u32) -> u32 {
    if to >= from { 16 + size_class(to - from) } else { 16 - size_class(from - to) }
}

/// Each word's symbols.
pub struct Symbols {
    /// Of its lemma, in lower case; of its shape for numbers.
    pub lemma: Vec<u32>,
    /// Of its form, in lower case.
    pub form: Vec<u32>,
    /// Of its last three letters.
    pub suffix: Vec<u32>,
    /// Of the kind of name it belongs to: 0 for none.
    pub name: Vec<u32>,
    /// Of its part of speech, with the verb form for verbs.
    pub tag: Vec<u32>,
    /// What it is to a reader looking for sources: a name's kind, a pronoun by form, else its part of speech.
    pub kind: Vec<u32>,
}

impl Symbols {
    /// The symbols of all words of a document.
    pub fn new(view: &View<'_>) -> Self {
        let words = view.all_words();
        let mut symbols = Self {
            lemma: words.clone().map(|word| lemma_symbol(view, word)).collect(),
            form: words.clone().map(|word| symbol(&view.form(word).to_lowercase())).collect(),
            suffix: words.clone().map(|word| symbol(suffix(view.form(word)))).collect(),
            name: vec![0; view.words.len()],
            tag: words.map(|word| tag_symbol(view, word)).collect(),
            kind: Vec::new(),
        };
        for name in &view.annotations.names {
            let number = match name.kind {
                NameKind::Person => 1,
                NameKind::Organisation => 2,
                NameKind::Place => 3,
                NameKind::Other => 4,
            };
            symbols.name[name.words.start as usize..name.words.end as usize].fill(number);
        }
        symbols.kind = view
            .all_words()
            .map(|word| match (symbols.name[word as usize], view.upos(word)) {
                (0, Upos::Pron | Upos::Det) => symbols.form[word as usize],
                (0, tag) => 100 + tag as u32,
                (name, _) => name,
            })
            .collect();
        symbols
    }
}

fn lemma_symbol(view: &View<'_>, word: u32) -> u32 {
    let lemma = view.lemma(word);
    if lemma.bytes().any(|byte| byte.is_ascii_digit()) {
        return symbol("0");
    }
    symbol(&lemma.to_lowercase())
}

fn suffix(form: &str) -> &str {
    let start = form.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    &form[start..]
}

fn tag_symbol(view: &View<'_>, word: u32) -> u32 {
    let tag = view.upos(word);
    let set = match tag {
        Upos::Verb | Upos::Aux => {
            let feature = |name| view.words.feature(verbale_analyze::WordId(word), name).map_or(0, symbol);
            feature("VerbForm") ^ feature("Tense").rotate_left(7)
        }
        _ => 0,
    };
    mix(set ^ (tag as u32 + 1))
}
