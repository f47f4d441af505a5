//! Aligns the words of two analyses of one text by character positions, as the CoNLL 2018 shared task does.
//!
//! Positions count visible characters only, so white space never matters. A word outside of multi-word
//! tokens is matched by its position. Around multi-word tokens, whose words have no positions of their
//! own, the words of the smallest stretch that no multi-word token sticks out of are matched by a longest
//! common subsequence of their forms.

use super::{TreebankDocument, TreebankSentence, Word};
use std::ops::Range;

/// One word with its place in the text.
pub(super) struct PlacedWord<'d> {
    pub(super) word: &'d Word,
    /// The word's head, by its place in the list; none for a root.
    pub(super) head: Option<usize>,
    /// Visible characters, those of the whole token for words of a multi-word token.
    span: Range<usize>,
    multiword: bool,
    lower: String,
}

/// An analysis as lists of places in the text.
#[derive(Default)]
pub(super) struct Placed<'d> {
    pub(super) tokens: Vec<Range<usize>>,
    pub(super) sentences: Vec<Range<usize>>,
    pub(super) words: Vec<PlacedWord<'d>>,
}

impl<'d> Placed<'d> {
    /// Places the sentences of one analysis of `text` after `before` visible characters of other texts.
    pub(super) fn add(&mut self, text: &str, sentences: &'d [TreebankSentence], before: usize) {
        let visible = visible_before(text);
        let place = |span: verbale_text::Span| {
            before + visible[span.start as usize]..before + visible[span.end as usize]
        };
        for sentence in sentences {
            let (Some(first), Some(last)) = (sentence.tokens.first(), sentence.tokens.last()) else {
                continue;
            };
            self.sentences.push(place(first.span).start..place(last.span).end);
            let first_word = self.words.len();
            for token in &sentence.tokens {
                let span = place(token.span);
                self.tokens.push(span.clone());
                let multiword = token.words.len() > 1;
                self.words.extend(sentence.words[token.words.clone()].iter().map(|word| PlacedWord {
                    word,
                    head: word.head.map(|head| first_word + head),
                    span: span.clone(),
                    multiword,
                    lower: word.form.to_lowercase(),
                }));
            }
        }
    }
}

/// How many visible characters stand before each byte of the text.
fn visible_before(text: &str) -> Vec<usize> {
    let mut before = Vec::with_capacity(text.len() + 1);
    let mut count = 0;
    for letter in text.chars() {
        before.extend(std::iter::repeat_n(count, letter.len_utf8()));
        count += usize::from(!letter.is_whitespace());
    }
    before.push(count);
    before
}

/// How many visible characters a document has.
pub(super) fn visible_len(document: &TreebankDocument) -> usize {
    document.text.chars().filter(|letter| !letter.is_whitespace()).count()
}

/// How many spans are the same in both lists; both are in order.
pub(super) fn shared_spans(gold: &[Range<usize>], made: &[Range<usize>]) -> usize {
    let (mut g, mut m, mut shared) = (0, 0, 0);
    while g < gold.len() && m < made.len() {
        match made[m].start.cmp(&gold[g].start) {
            std::cmp::Ordering::Less => m += 1,
            std::cmp::Ordering::Greater => g += 1,
            std::cmp::Ordering::Equal => {
                shared += usize::from(gold[g].end == made[m].end);
                g += 1;
                m += 1;
            }
        }
    }
    shared
}

/// Pairs of words, by their places in the two lists, in order.
pub(super) fn align(gold: &[PlacedWord], made: &[PlacedWord]) -> Vec<(usize, usize)> {
    let (mut g, mut m) = (0, 0);
    let mut pairs = Vec::new();
    while g < gold.len() && m < made.len() {
        if gold[g].multiword || made[m].multiword {
            let (gold_part, made_part) = multiword_stretch(gold, made, g, m);
            (g, m) = (gold_part.end, made_part.end);
            align_forms(gold, gold_part, made, made_part, &mut pairs);
        } else if gold[g].span == made[m].span {
            pairs.push((g, m));
            g += 1;
            m += 1;
        } else if gold[g].span.start <= made[m].span.start {
            g += 1;
        } else {
            m += 1;
        }
    }
    pairs
}

/// The words from `g` and `m` on that lie in the smallest stretch out of which no multi-word token sticks.
fn multiword_stretch(
    gold: &[PlacedWord],
    made: &[PlacedWord],
    mut g: usize,
    mut m: usize,
) -> (Range<usize>, Range<usize>) {
    let mut end;
    if gold[g].multiword {
        end = gold[g].span.end;
        m += usize::from(!made[m].multiword && made[m].span.start < gold[g].span.start);
    } else {
        end = made[m].span.end;
        g += usize::from(!gold[g].multiword && gold[g].span.start < made[m].span.start);
    }
    let (first_g, first_m) = (g, m);
    let beyond = |words: &[PlacedWord], at: usize, end: usize| match words.get(at) {
        None => true,
        Some(word) if word.multiword => word.span.start >= end,
        Some(word) => word.span.end > end,
    };
    while !beyond(gold, g, end) || !beyond(made, m, end) {
        let gold_next = g < gold.len() && (m >= made.len() || gold[g].span.start <= made[m].span.start);
        let word = if gold_next { &gold[g] } else { &made[m] };
        if word.multiword {
            end = end.max(word.span.end);
        }
        if gold_next { g += 1 } else { m += 1 }
    }
    (first_g..g, first_m..m)
}

/// Pairs the words of two stretches by a longest common subsequence of their forms in lower case.
fn align_forms(
    gold: &[PlacedWord],
    gold_part: Range<usize>,
    made: &[PlacedWord],
    made_part: Range<usize>,
    pairs: &mut Vec<(usize, usize)>,
) {
    let same = |g: usize, m: usize| gold[gold_part.start + g].lower == made[made_part.start + m].lower;
    let (rows, columns) = (gold_part.len(), made_part.len());
    // longest[g][m]: the length of the longest common subsequence from these two words on.
    let mut longest = vec![vec![0u32; columns + 1]; rows + 1];
    for g in (0..rows).rev() {
        for m in (0..columns).rev() {
            let matched = if same(g, m) { 1 + longest[g + 1][m + 1] } else { 0 };
            longest[g][m] = matched.max(longest[g + 1][m]).max(longest[g][m + 1]);
        }
    }
    let (mut g, mut m) = (0, 0);
    while g < rows && m < columns {
        if same(g, m) {
            pairs.push((gold_part.start + g, made_part.start + m));
            g += 1;
            m += 1;
        } else if longest[g][m] == longest[g + 1][m] {
            g += 1;
        } else {
            m += 1;
        }
    }
}
