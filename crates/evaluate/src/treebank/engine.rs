//! Runs the language engine on treebanks and named-entity files, and brings its layers into the shape that
//! is scored.

use super::{
    ConllScore, EntityScore, EntitySentence, GoldTokenScore, NamedEntity, Token, TreebankDocument,
    TreebankSentence, Word, WordCountError, score_conll2018, score_entities, score_gold_tokens,
};
use serde::Serialize;
use verbale_analyze::{Annotations, Model, NameKind, Scratch, WordId, Words, analyze, analyze_words};
use verbale_text::{Block, BlockKind, Document, OffsetMap, Parts, Span};

/// How well the engine reads a treebank.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LanguageScore {
    /// From raw text.
    pub raw_text: ConllScore,
    /// With the gold's sentences and words.
    pub gold_words: GoldTokenScore,
}

/// How well the engine finds names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct NameScore {
    /// From the text of each sentence.
    pub raw_text: EntityScore,
    /// With the gold's words.
    pub gold_words: EntityScore,
}

/// Reads each document's text as an article of paragraphs, and its words as they are given, and scores both.
pub fn score_engine(documents: &[TreebankDocument], model: &Model) -> Result<LanguageScore, WordCountError> {
    let mut scratch = Scratch::default();
    let (mut from_text, mut from_words) = (Vec::new(), Vec::new());
    for gold in documents {
        let document = article(&gold.text, &gold.paragraphs);
        from_text.push(analysed_sentences(&gold.text, &analyze(&document, model, &mut scratch)));
        let words: Vec<Vec<Span>> =
            gold.sentences.iter().map(|sentence| word_spans(&gold.text, sentence)).collect();
        from_words
            .extend(analysed_sentences(&gold.text, &analyze_words(&gold.text, &words, model, &mut scratch)));
    }
    let sentences = documents.iter().flat_map(|document| &document.sentences);
    Ok(LanguageScore {
        raw_text: score_conll2018(documents, &from_text),
        gold_words: score_gold_tokens(sentences, &from_words)?,
    })
}

/// Finds names in each document, its sentences one a line, and scores them.
pub fn score_engine_names(sentences: &[EntitySentence], model: &Model) -> NameScore {
    let mut scratch = Scratch::default();
    let (mut from_text, mut from_words) = (Vec::new(), Vec::new());
    for group in sentences.chunk_by(|a, b| a.document == b.document) {
        let (text, places) = one_a_line(group);
        let layers = analyze(&article(&text, &places), model, &mut scratch);
        from_text.extend(names_by_sentence(&layers, &places));
        let shift = |(sentence, place): (&EntitySentence, &Span)| -> Vec<Span> {
            let moved = |span: &Span| Span::new(place.start + span.start, place.start + span.end);
            sentence.tokens.iter().map(moved).collect()
        };
        let words: Vec<Vec<Span>> = group.iter().zip(&places).map(shift).collect();
        let layers = analyze_words(&text, &words, model, &mut scratch);
        from_words.extend(names_by_sentence(&layers, &places));
    }
    NameScore {
        raw_text: score_entities(sentences, &from_text),
        gold_words: score_entities(sentences, &from_words),
    }
}

/// A document whose paragraphs are given.
fn article(text: &str, paragraphs: &[Span]) -> Document {
    Document::new(Parts {
        text: text.to_owned(),
        offsets: OffsetMap::identity(text.len() as u32),
        blocks: paragraphs.iter().map(|&span| Block { kind: BlockKind::Paragraph, span }).collect(),
        ..Parts::default()
    })
}

/// The texts of some sentences, one a line, and where each stands.
fn one_a_line(sentences: &[EntitySentence]) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut places = Vec::new();
    for sentence in sentences {
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len() as u32;
        text.push_str(&sentence.text);
        places.push(Span::new(start, text.len() as u32));
    }
    (text, places)
}

/// Where the words of a sentence stand. The words of a multi-word token divide it among them: each takes as
/// many characters as its form has, the last what is left.
pub(crate) fn word_spans(text: &str, sentence: &TreebankSentence) -> Vec<Span> {
    let mut spans = Vec::with_capacity(sentence.words.len());
    for token in &sentence.tokens {
        let mut start = token.span.start;
        for (at, word) in sentence.words[token.words.clone()].iter().enumerate() {
            let left = &text[start as usize..token.span.end as usize];
            let last = at + 1 == token.words.len();
            let length = match left.char_indices().nth(word.form.chars().count()) {
                Some((length, _)) if !last => length,
                _ => left.len(),
            };
            spans.push(Span::new(start, start + length as u32));
            start += length as u32;
        }
    }
    spans
}

/// The engine's sentences as they are scored.
fn analysed_sentences(text: &str, layers: &Annotations) -> Vec<TreebankSentence> {
    let words = &layers.words;
    let sentence = |sentence: &verbale_analyze::Sentence| {
        let first = sentence.words.start;
        let mut result = TreebankSentence::default();
        for id in sentence.word_ids() {
            let (at, span) = (result.words.len(), words.span(id));
            match result.tokens.last_mut() {
                Some(token) if words.joined[id.0 as usize] => {
                    token.span.end = span.end;
                    token.words.end = at + 1;
                }
                _ => result.tokens.push(Token { span, words: at..at + 1 }),
            }
            result.words.push(Word {
                form: span.of(text).to_owned(),
                lemma: words.lemma(id).to_owned(),
                upos: words.upos(id).as_str().to_owned(),
                feats: feature_set(words, id).to_owned(),
                head: words.head(id).map(|head| (head.0 - first) as usize),
                deprel: words.relation(id).as_str().to_owned(),
            });
        }
        result
    };
    layers.sentences.iter().map(sentence).collect()
}

/// A word's features as the model writes them.
fn feature_set(words: &Words, id: WordId) -> &str {
    words.feature_sets.get(usize::from(words.features[id.0 as usize])).map_or("_", |set| set)
}

/// The engine's names, each with the sentence it stands in, in bytes of that sentence's text.
fn names_by_sentence(layers: &Annotations, places: &[Span]) -> Vec<Vec<NamedEntity>> {
    let mut result = vec![Vec::new(); places.len()];
    for name in &layers.names {
        let kind = match name.kind {
            NameKind::Person => "PER",
            NameKind::Organisation => "ORG",
            NameKind::Place => "LOC",
            NameKind::Other => continue,
        };
        let at = places.partition_point(|place| place.end <= name.span.start);
        let Some(place) = places.get(at).filter(|place| place.contains(name.span)) else { continue };
        let span = Span::new(name.span.start - place.start, name.span.end - place.start);
        result[at].push(NamedEntity { kind: kind.to_owned(), span });
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::treebank::read_conllu;

    #[test]
    fn the_words_of_a_token_divide_it() {
        let check = |form: &str, parts: &[&str], expected: &[&str]| {
            let word = |form: &&str| Word { form: (*form).to_owned(), ..Word::default() };
            let sentence = TreebankSentence {
                tokens: vec![Token { span: Span::new(0, form.len() as u32), words: 0..parts.len() }],
                words: parts.iter().map(word).collect(),
                ..TreebankSentence::default()
            };
            let spans = word_spans(form, &sentence);
            assert_eq!(spans.iter().map(|span| span.of(form)).collect::<Vec<_>>(), expected);
        };
        check("Don't", &["Do", "n't"], &["Do", "n't"]);
        check("don’t", &["do", "not"], &["do", "n’t"]);
        check("über's", &["über", "'s"], &["über", "'s"]);
        check("im", &["I", "am"], &["i", "m"]);
    }

    #[test]
    fn the_engine_reads_what_is_given_word_by_word() {
        let conllu = "\
# newdoc id = letter
1\tShe\tshe\tPRON\t_\tCase=Nom\t3\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\t_\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\t_\t_\t4\tadvmod\t_\t_
4\tleave\tleave\tVERB\t_\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_
";
        let documents = read_conllu("letter", conllu).unwrap();
        let score = score_engine(&documents, Model::embedded()).unwrap();
        assert_eq!(score.gold_words.upos.of, 5);
        assert_eq!((score.raw_text.words.gold, score.raw_text.tokens.gold), (5, 4));
        assert_eq!(score.raw_text.words.hit, 5, "the engine splits the words as treebanks do");
    }
}
