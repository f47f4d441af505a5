//! The CoNLL 2018 evaluation: from raw text to trees, words aligned by characters.

use super::alignment::{Placed, align, shared_spans, visible_len};
use super::{TreebankDocument, TreebankSentence, universal, universal_features};
use crate::Tally;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// The figures of one evaluation. Punctuation counts in all of them.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct ConllScore {
    /// Tokens with the right first and last character.
    pub tokens: Tally,
    /// Sentences with the right first and last character.
    pub sentences: Tally,
    /// Words that align.
    pub words: Tally,
    /// Aligned words with the right part of speech.
    pub upos: Tally,
    /// Aligned words with the right universal features.
    pub ufeats: Tally,
    /// Aligned words with the right lemma.
    pub lemmas: Tally,
    /// Aligned words whose head is right.
    pub uas: Tally,
    /// Aligned words whose head and relation are right, the relation without its subtype.
    pub las: Tally,
    /// As `las`, with subtypes ("nsubj:pass" is not "nsubj").
    pub las_subtypes: Tally,
}

impl ConllScore {
    /// Names and tallies in the order of the report.
    pub fn rows(&self) -> [(&'static str, Tally); 9] {
        [
            ("Tokens", self.tokens),
            ("Sentences", self.sentences),
            ("Words", self.words),
            ("UPOS", self.upos),
            ("UFeats", self.ufeats),
            ("Lemmas", self.lemmas),
            ("UAS", self.uas),
            ("LAS", self.las),
            ("LAS+sub", self.las_subtypes),
        ]
    }
}

impl fmt::Display for ConllScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Metric     | Precision |    Recall |  F1 Score | AligndAcc")?;
        writeln!(f, "-----------+-----------+-----------+-----------+-----------")?;
        for (name, tally) in self.rows() {
            let [p, r, f1] = [tally.precision(), tally.recall(), tally.f1()].map(|share| 100.0 * share);
            write!(f, "{name:11}|{p:10.2} |{r:10.2} |{f1:10.2} |")?;
            if !matches!(name, "Tokens" | "Sentences" | "Words") && self.words.hit > 0 {
                write!(f, "{:10.2}", 100.0 * tally.hit as f64 / self.words.hit as f64)?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

/// Scores what was made of each gold document's text. The two lists go in parallel; spans of `made` are
/// bytes of the gold document's text.
pub fn score_conll2018(gold: &[TreebankDocument], made: &[Vec<TreebankSentence>]) -> ConllScore {
    let (mut ours, mut theirs) = (Placed::default(), Placed::default());
    let mut before = 0;
    for (document, sentences) in gold.iter().zip(made) {
        ours.add(&document.text, &document.sentences, before);
        theirs.add(&document.text, sentences, before);
        before += visible_len(document);
    }
    let pairs = align(&ours.words, &theirs.words);
    let gold_of: BTreeMap<usize, usize> = pairs.iter().map(|&(g, m)| (m, g)).collect();
    let totals = |hit| Tally::new(hit, ours.words.len(), theirs.words.len());
    let mut score = ConllScore {
        tokens: Tally::new(
            shared_spans(&ours.tokens, &theirs.tokens),
            ours.tokens.len(),
            theirs.tokens.len(),
        ),
        sentences: Tally::new(
            shared_spans(&ours.sentences, &theirs.sentences),
            ours.sentences.len(),
            theirs.sentences.len(),
        ),
        words: totals(pairs.len()),
        ..ConllScore::default()
    };
    let [mut upos, mut ufeats, mut lemmas, mut uas, mut las, mut las_subtypes] = [0; 6];
    for &(g, m) in &pairs {
        let (gold, made) = (&ours.words[g], &theirs.words[m]);
        let head_right = match (gold.head, made.head) {
            (None, None) => true,
            (Some(head), Some(made_head)) => gold_of.get(&made_head) == Some(&head),
            _ => false,
        };
        upos += usize::from(gold.word.upos == made.word.upos);
        ufeats += usize::from(universal_features(&gold.word.feats) == universal_features(&made.word.feats));
        lemmas += usize::from(gold.word.lemma == "_" || gold.word.lemma == made.word.lemma);
        uas += usize::from(head_right);
        las += usize::from(head_right && universal(&gold.word.deprel) == universal(&made.word.deprel));
        las_subtypes += usize::from(head_right && gold.word.deprel == made.word.deprel);
    }
    for (tally, hit) in [
        (&mut score.upos, upos),
        (&mut score.ufeats, ufeats),
        (&mut score.lemmas, lemmas),
        (&mut score.uas, uas),
        (&mut score.las, las),
        (&mut score.las_subtypes, las_subtypes),
    ] {
        *tally = totals(hit);
    }
    score
}
