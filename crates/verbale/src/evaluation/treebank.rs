//! Measuring the language layers: treebanks from raw text and with gold words, files of named entities.

use super::read_to_string;
use crate::error::{Error, Result};
use crate::pipeline::Engine;
use rayon::prelude::*;
use std::path::Path;
use verbale_analyze::{Annotations, NameKind, Scratch, Sentence, WordId, analyze, analyze_words};
use verbale_evaluate::treebank::{
    ConllScore, EntityScore, GoldTokenScore, NamedEntity, Token, TreebankDocument, TreebankSentence, Word,
    read_conllu, read_iob2, score_conll2018, score_entities, score_gold_tokens,
};
use verbale_text::{Block, BlockKind, Document, Id, OffsetMap, Parts, Span};

/// The scores of a treebank.
pub struct TreebankEvaluation {
    /// From its text alone, as the CoNLL 2018 shared task counts.
    pub raw: ConllScore,
    /// With its own words and sentences.
    pub gold_words: GoldTokenScore,
}

/// The scores of a file of named entities.
pub struct EntityEvaluation {
    /// Strict, by kind.
    pub score: EntityScore,
}

/// Scores the language layers on a CoNLL-U file.
pub fn evaluate_treebank(engine: &Engine, path: &Path) -> Result<TreebankEvaluation> {
    let gold = read_conllu(&path.display().to_string(), &read_to_string(path)?)
        .map_err(|error| Error::input(error.to_string()))?;
    let raw: Vec<Vec<TreebankSentence>> = gold
        .par_iter()
        .map_init(Scratch::default, |scratch, gold| {
            let document = document(&gold.text, &gold.paragraphs);
            sentences(&document, &analyze(&document, engine.model(), scratch))
        })
        .collect();
    let with_words: Vec<Vec<TreebankSentence>> = gold
        .par_iter()
        .map_init(Scratch::default, |scratch, gold| {
            let spans: Vec<Vec<Span>> = gold.sentences.iter().map(|row| word_spans(gold, row)).collect();
            let document = document(&gold.text, &gold.paragraphs);
            sentences(&document, &analyze_words(&gold.text, &spans, engine.model(), scratch))
        })
        .collect();
    let gold_words = score_gold_tokens(
        gold.iter().flat_map(|document| &document.sentences),
        with_words.iter().flatten(),
    );
    Ok(TreebankEvaluation {
        raw: score_conll2018(&gold, &raw),
        gold_words: gold_words.map_err(|error| Error::input(error.to_string()))?,
    })
}

/// Scores the names found in the sentences of an IOB2 file, each read by itself.
pub fn evaluate_entities(engine: &Engine, path: &Path) -> Result<EntityEvaluation> {
    let gold = read_iob2(&path.display().to_string(), &read_to_string(path)?)
        .map_err(|error| Error::input(error.to_string()))?;
    let made: Vec<Vec<NamedEntity>> = gold
        .par_iter()
        .map_init(Scratch::default, |scratch, sentence| {
            let whole = Span::new(0, sentence.text.len() as u32).trimmed(&sentence.text);
            let annotations = analyze(&document(&sentence.text, &[whole]), engine.model(), scratch);
            let name = |name: &verbale_analyze::Name| NamedEntity { kind: kind(name.kind).to_owned(), span: name.span };
            annotations.names.iter().map(name).collect()
        })
        .collect();
    Ok(EntityEvaluation { score: score_entities(&gold, &made) })
}

fn kind(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "PER",
        NameKind::Organisation => "ORG",
        NameKind::Place => "LOC",
        NameKind::Other => "OTH",
    }
}

fn document(text: &str, paragraphs: &[Span]) -> Document {
    let block = |span: &Span| Block { kind: BlockKind::Paragraph, span: *span };
    Document::new(Parts {
        text: text.to_owned(),
        offsets: OffsetMap::identity(text.len() as u32),
        blocks: paragraphs.iter().map(block).collect(),
        ..Parts::default()
    })
}

/// The spans of a gold sentence's words. The words of one token share it out by their forms' lengths; where
/// the forms are not the token's own letters, evenly.
fn word_spans(document: &TreebankDocument, sentence: &TreebankSentence) -> Vec<Span> {
    let mut spans = Vec::new();
    for token in &sentence.tokens {
        let words = &sentence.words[token.words.clone()];
        let text = token.span.of(&document.text);
        let as_written: String = words.iter().map(|word| word.form.as_str()).collect();
        let mut length = 0;
        let end_of = |(n, word): (usize, &Word)| {
            length += word.form.len();
            let evenly = text.floor_char_boundary(text.len() * (n + 1) / words.len());
            if as_written == text { length } else { evenly }
        };
        let ends: Vec<usize> = words.iter().enumerate().map(end_of).collect();
        let mut start = token.span.start;
        for end in ends {
            let end = token.span.start + end as u32;
            spans.push(Span::new(start, end));
            start = end;
        }
    }
    spans
}

/// The layers in the treebank's terms.
fn sentences(document: &Document, annotations: &Annotations) -> Vec<TreebankSentence> {
    annotations.sentences.iter().map(|sentence| treebank_sentence(document, annotations, sentence)).collect()
}

fn treebank_sentence(document: &Document, annotations: &Annotations, sentence: &Sentence) -> TreebankSentence {
    let words = &annotations.words;
    let mut made = TreebankSentence::default();
    for (at, id) in sentence.word_ids().enumerate() {
        let span = words.span(id);
        match made.tokens.last_mut() {
            Some(token) if words.joined[id.index()] => {
                token.span.end = span.end;
                token.words.end = at + 1;
            }
            _ => made.tokens.push(Token { span, words: at..at + 1 }),
        }
        made.words.push(word(document, annotations, sentence, id));
    }
    made
}

fn word(document: &Document, annotations: &Annotations, sentence: &Sentence, id: WordId) -> Word {
    let words = &annotations.words;
    let feats = words.feature_sets.get(words.features[id.index()] as usize).map_or("_", |set| set);
    Word {
        form: words.form(document, id).to_owned(),
        lemma: words.lemma(id).to_owned(),
        upos: words.upos(id).as_str().to_owned(),
        feats: feats.to_owned(),
        head: words.head(id).map(|head| (head.0 - sentence.words.start) as usize),
        deprel: words.relation(id).as_str().to_owned(),
    }
}
