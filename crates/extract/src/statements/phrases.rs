//! Phrases over words: what the lexicons are written in, and how they are found in a document.
//!
//! A phrase is a sequence of words, each a lemma or a lower-case form; `*` at the end of a word stands for any
//! ending, `..` between two words for up to three words. A hyphen counts as a blank, in the phrase and in the
//! text, because tokenisers disagree about it.

use crate::attribution::view::View;
use std::collections::HashMap;

/// What a lexicon file says that cannot be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{lexicon}, line {line}: {what}")]
pub struct LexiconError {
    /// The lexicon.
    pub lexicon: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong and what would be right.
    pub what: String,
}

/// The rows of a tab-separated lexicon with their line numbers; lines that are empty or start with `#` are left
/// out. Every row must have `COLUMNS` fields.
pub fn rows<'t, const COLUMNS: usize>(
    text: &'t str,
    lexicon: &'t str,
) -> impl Iterator<Item = Result<(usize, [&'t str; COLUMNS]), LexiconError>> + 't {
    let content = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty() && !line.starts_with('#'));
    content.map(move |(line, number)| {
        let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
        let found = fields.len();
        fields.try_into().map(|fields| (number, fields)).map_err(|_| LexiconError {
            lexicon: lexicon.to_owned(),
            line: number,
            what: format!("{found} fields between tabs where {COLUMNS} are needed"),
        })
    })
}

/// The phrases of a field: parted by semicolons.
pub fn listed(field: &str) -> impl Iterator<Item = &str> {
    field.split(';').map(str::trim).filter(|phrase| !phrase.is_empty())
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Part {
    Word(Box<str>),
    Stem(Box<str>),
    Gap,
}

/// A word of the text as phrases see it: a token, or what stands between its hyphens.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Piece {
    form: Box<str>,
    lemma: Box<str>,
    word: u32,
}

/// How many words `..` may stand for.
const GAP: usize = 3;

/// A place where a phrase of some class stands: words `start` to one past the last.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Hit {
    /// First word.
    pub start: u32,
    /// One past the last word.
    pub end: u32,
    /// The phrase's class.
    pub class: u16,
}

/// Phrases by class, ready to be found.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    phrases: Vec<(Vec<Part>, u16)>,
    by_word: HashMap<Box<str>, Vec<u32>>,
    by_stem: HashMap<Box<str>, Vec<u32>>,
}

impl Phrases {
    /// Adds a phrase of class `class`. A phrase without words, or one that starts with a gap, is refused.
    pub fn add(&mut self, phrase: &str, class: u16) -> Result<(), String> {
        let mut parts = Vec::new();
        for token in phrase.split_whitespace() {
            if token == ".." {
                parts.push(Part::Gap);
                continue;
            }
            // A lone mark ("%", "?") stands for itself; elsewhere a hyphen parts words.
            for word in token.split('-').filter(|word| !word.is_empty()) {
                let word = word.to_lowercase();
                parts.push(match word.strip_suffix('*') {
                    Some(stem) if !stem.is_empty() => Part::Stem(stem.into()),
                    _ => Part::Word(word.into()),
                });
            }
        }
        let number = self.phrases.len() as u32;
        match parts.first() {
            Some(Part::Word(word)) => self.by_word.entry(word.clone()).or_default().push(number),
            Some(Part::Stem(stem)) => self.by_stem.entry(stem.clone()).or_default().push(number),
            Some(Part::Gap) | None => return Err(format!("{phrase:?} starts with no word")),
        }
        self.phrases.push((parts, class));
        Ok(())
    }

    /// Every hit in the document, in order.
    pub fn find(&self, view: &View<'_>) -> Vec<Hit> {
        let pieces = pieces(view);
        let mut hits = Vec::new();
        for at in 0..pieces.len() {
            let piece = &pieces[at];
            let words = [&piece.form, &piece.lemma];
            let same = piece.form == piece.lemma;
            for word in &words[..if same { 1 } else { 2 }] {
                for &number in self.by_word.get(*word).into_iter().flatten() {
                    self.try_phrase(number, &pieces, at, &mut hits);
                }
                for (end, _) in word.char_indices().skip(1).chain([(word.len(), ' ')]) {
                    for &number in self.by_stem.get(&word[..end]).into_iter().flatten() {
                        self.try_phrase(number, &pieces, at, &mut hits);
                    }
                }
            }
        }
        hits.sort_unstable();
        hits.dedup();
        hits
    }

    fn try_phrase(&self, number: u32, pieces: &[Piece], at: usize, hits: &mut Vec<Hit>) {
        let (parts, class) = &self.phrases[number as usize];
        if let Some(end) = matched(parts, pieces, at) {
            hits.push(Hit { start: pieces[at].word, end: pieces[end - 1].word + 1, class: *class });
        }
    }
}

/// One past the last piece that `parts` cover from `at`, if they stand there.
fn matched(parts: &[Part], pieces: &[Piece], at: usize) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else { return Some(at) };
    match part {
        Part::Gap => (at..=at + GAP).find_map(|next| matched(rest, pieces, next)),
        Part::Word(word) => {
            let piece = pieces.get(at)?;
            (piece.form == *word || piece.lemma == *word).then(|| matched(rest, pieces, at + 1))?
        }
        Part::Stem(stem) => {
            let piece = pieces.get(at)?;
            piece.form.starts_with(&**stem).then(|| matched(rest, pieces, at + 1))?
        }
    }
}

fn pieces(view: &View<'_>) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(view.words.len());
    for word in view.all_words() {
        let form = view.form(word).to_lowercase().replace('’', "'");
        if form.len() > 1 && form.contains('-') {
            for part in form.split('-').filter(|part| !part.is_empty()) {
                pieces.push(Piece { form: part.into(), lemma: part.into(), word });
            }
        } else if form != "-" {
            let lemma = view.lemma(word).to_lowercase();
            pieces.push(Piece { form: form.into(), lemma: lemma.into(), word });
        }
    }
    pieces
}
