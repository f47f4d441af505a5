//! What the network sees of a word: word pieces, hashed affixes, a shape. Mirrors `training/neural/wordshape.py`,
//! and a test over the model's own samples holds the two together.

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Rows of each hashed table: whole word, prefix of 3, suffixes of 2, 3 and 4, shape.
pub const TABLES: [(&str, u32); 6] = [
    ("norm", 16384),
    ("prefix3", 4096),
    ("suffix2", 2048),
    ("suffix3", 4096),
    ("suffix4", 8192),
    ("shape", 1024),
];

/// At most this many pieces of a word are read.
pub const MOST_PIECES: usize = 8;

/// Buffers that a thread reuses from word to word.
#[derive(Clone, Debug, Default)]
pub struct ShapeScratch {
    plain: String,
    lower: String,
    shape: String,
    piece: String,
    bare: String,
}

/// FNV-1a over the seed byte and the text, mixed once.
fn hash_text(seed: u8, text: &str) -> u32 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let hash = text.bytes().fold(step(0xcbf2_9ce4_8422_2325, seed), step);
    ((hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}

/// Typographic marks as the plain ones that most of the training text has.
fn plain_mark(c: char) -> char {
    match c {
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        '—' | '–' => '-',
        '…' => '.',
        other => other,
    }
}

/// Capitals as X, other letters as x, digits as d, the rest as they are; runs cut at three, the whole at ten.
fn write_shape(form: &str, shape: &mut String) {
    shape.clear();
    let (mut run, mut last, mut length) = (0, '\0', 0);
    for c in form.chars() {
        let kind = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => 'd',
            other => other,
        };
        run = if kind == last { run + 1 } else { 1 };
        last = kind;
        if run <= 3 {
            shape.push(kind);
            length += 1;
            if length == 10 {
                break;
            }
        }
    }
}

fn first_characters(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}

fn last_characters(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count - 1).map_or(text, |(start, _)| &text[start..])
}

/// The row of each of [`TABLES`] for a form.
pub fn hashed_rows(form: &str, scratch: &mut ShapeScratch) -> [u32; 6] {
    let ShapeScratch { plain, lower, shape, .. } = scratch;
    plain.clear();
    plain.extend(form.chars().map(plain_mark));
    lower.clear();
    lower.extend(plain.chars().flat_map(char::to_lowercase));
    write_shape(plain, shape);
    let parts = [
        lower.as_str(),
        first_characters(lower, 3),
        last_characters(lower, 2),
        last_characters(lower, 3),
        last_characters(lower, 4),
        shape.as_str(),
    ];
    let mut rows = [0; 6];
    for (seed, (row, part)) in rows.iter_mut().zip(parts).enumerate() {
        *row = hash_text(seed as u8, part) % TABLES[seed].1;
    }
    rows
}

/// Greedy longest word pieces of the lower-cased form without diacritics (Wu et al. 2016, as BERT has them):
/// marks stand alone, unknown letters are skipped, at most [`MOST_PIECES`] are found.
pub fn pieces(
    form: &str,
    vocabulary: &HashMap<Box<str>, u32>,
    scratch: &mut ShapeScratch,
    found: &mut Vec<u32>,
) {
    found.clear();
    let mut bare = std::mem::take(&mut scratch.bare);
    bare.clear();
    let lower = form.chars().map(plain_mark).flat_map(char::to_lowercase);
    bare.extend(lower.nfd().filter(|&c| !is_combining_mark(c)));
    let mut start = 0;
    while start < bare.len() && found.len() < MOST_PIECES {
        let chunk = first_chunk(&bare[start..]);
        chunk_pieces(chunk, vocabulary, &mut scratch.piece, found);
        start += chunk.len();
    }
    scratch.bare = bare;
}

/// The leading run of letters and digits, or the one mark the text begins with.
fn first_chunk(text: &str) -> &str {
    let run = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let length = if run > 0 { run } else { text.chars().next().map_or(0, char::len_utf8) };
    &text[..length]
}

fn chunk_pieces(chunk: &str, vocabulary: &HashMap<Box<str>, u32>, piece: &mut String, found: &mut Vec<u32>) {
    // No piece of the vocabulary is longer; the cap keeps a line without spaces linear.
    const LONGEST: usize = 32;
    let mut start = 0;
    while start < chunk.len() && found.len() < MOST_PIECES {
        let rest = first_characters(&chunk[start..], LONGEST);
        piece.clear();
        piece.push_str(if start > 0 { "##" } else { "" });
        let mark = piece.len();
        piece.push_str(rest);
        loop {
            if let Some(&id) = vocabulary.get(piece.as_str()) {
                found.push(id);
                break;
            }
            piece.pop();
            if piece.len() <= mark {
                break;
            }
        }
        let taken = piece.len().saturating_sub(mark);
        start += if taken > 0 { taken } else { rest.chars().next().map_or(1, char::len_utf8) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Check, ModelFile};

    fn check_pieces(form: &str, expected: &[&str]) {
        let words = ["cease", "##fire", "##s", "u", ".", "s", "zelensky", "'"];
        let vocabulary = words.iter().zip(0..).map(|(&word, id)| (word.into(), id)).collect();
        let mut found = Vec::new();
        pieces(form, &vocabulary, &mut ShapeScratch::default(), &mut found);
        let found: Vec<&str> = found.into_iter().map(|id| words[id as usize]).collect();
        assert_eq!(found, expected, "{form}");
    }

    #[test]
    fn words_fall_into_the_longest_pieces() {
        check_pieces("Ceasefires", &["cease", "##fire", "##s"]);
        check_pieces("U.S.", &["u", ".", "s", "."]);
        check_pieces("Zélensky’s", &["zelensky", "'", "s"]);
        check_pieces("", &[]);
        check_pieces("ceaseX", &["cease"]);
    }

    /// The training program writes what it sees of some words into the model; the engine must see the same.
    #[test]
    fn the_engine_sees_what_the_training_saw() {
        #[derive(serde::Deserialize)]
        struct Sample {
            form: String,
            pieces: Vec<u32>,
            rows: [u32; 6],
        }
        let file = ModelFile::read(crate::embedded_bytes(), "language", Check::BuiltIn).unwrap();
        let names = std::str::from_utf8(file.section("pieces.text").unwrap()).unwrap();
        let vocabulary = names.split('\n').zip(0..).map(|(piece, id)| (piece.into(), id)).collect();
        let samples: Vec<Sample> = serde_json::from_slice(file.section("samples").unwrap()).unwrap();
        assert!(samples.len() > 5);
        let mut scratch = ShapeScratch::default();
        for sample in samples {
            let mut found = Vec::new();
            pieces(&sample.form, &vocabulary, &mut scratch, &mut found);
            assert_eq!(found, sample.pieces, "{}", sample.form);
            assert_eq!(hashed_rows(&sample.form, &mut scratch), sample.rows, "{}", sample.form);
        }
    }

    #[test]
    fn shapes_cut_runs() {
        let shape = |form| {
            let mut shape = String::new();
            write_shape(form, &mut shape);
            shape
        };
        assert_eq!(shape("Ceasefire"), "Xxxx");
        assert_eq!(shape("F-16s"), "X-ddx");
        assert_eq!(shape("2025-05-21"), "ddd-dd-dd");
    }
}
