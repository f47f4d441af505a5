//! Reads GUM's entity files onto the treebank's text.

use crate::treebank::{TreebankDocument, TreebankSentence, word_spans};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use verbale_text::Span;

/// An entity file that does not fit its treebank.
#[derive(Debug, thiserror::Error)]
#[error("{file}, line {line}: {reason}")]
pub struct CoreferenceError {
    /// The file's name, as given.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

/// How a mention refers, by the gold's own tags.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum MentionKind {
    /// By name.
    Name,
    /// By a pronoun.
    Pronoun,
    /// By a common noun.
    RoleNoun,
    /// By anything else (a number, an adjective).
    Other,
}

/// A mention of the gold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GoldMention {
    /// All its words.
    pub span: Span,
    /// The head word.
    pub head: Span,
    /// The cluster it belongs to.
    pub cluster: String,
    /// How it refers.
    pub kind: MentionKind,
}

/// A document with its mentions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GoldDocument {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Its paragraphs.
    pub paragraphs: Vec<Span>,
    /// Its mentions, in the order in which they close.
    pub mentions: Vec<GoldMention>,
    /// The words that are pronouns or common nouns, and which of both.
    pub words: BTreeMap<Span, MentionKind>,
}

impl GoldDocument {
    /// The clusters of persons, organisations and places that have a name.
    pub fn named_clusters(&self) -> BTreeSet<&str> {
        let of_kind = |cluster: &str| {
            ["person", "organization", "place"]
                .iter()
                .any(|kind| cluster.strip_prefix(kind).is_some_and(|rest| rest.starts_with('-')))
        };
        let names = self.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
        names.map(|mention| mention.cluster.as_str()).filter(|cluster| of_kind(cluster)).collect()
    }
}

/// A word of the document with what its mentions need to know.
struct GoldWord {
    span: Span,
    form: String,
    upos: String,
    deprel: String,
    relative: bool,
    /// The head's number in the document.
    head: Option<usize>,
}

/// Reads an entity file (number, word and brackets a line) onto its document of the treebank.
pub fn read_coreference(
    file: &str,
    conll: &str,
    treebank: &TreebankDocument,
) -> Result<GoldDocument, CoreferenceError> {
    let words = words_of(treebank);
    let mut open: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut found = Vec::new();
    let mut at = 0;
    for (line, text) in conll.lines().enumerate() {
        let error = |reason: String| CoreferenceError { file: file.to_owned(), line: line + 1, reason };
        let cells: Vec<&str> = text.split('\t').collect();
        let [_, form, brackets, ..] = cells[..] else { continue };
        let Some(word) = words.get(at) else {
            return Err(error(format!("the treebank's text has only {} words", words.len())));
        };
        if word.form != form {
            return Err(error(format!("the word is {form:?} here and {:?} in the treebank", word.form)));
        }
        for (id, opens, closes) in bracket_parts(brackets) {
            if opens {
                open.entry(id).or_default().push(at);
            }
            if closes {
                let first = open.get_mut(id).and_then(Vec::pop);
                let first = first.ok_or_else(|| error(format!("{id} closes and was not open")))?;
                found.push((first..=at, id));
            }
        }
        at += 1;
    }
    let mentions = found.into_iter().filter_map(|(range, id)| mention(&words, range, id)).collect();
    let kinds = words.iter().filter_map(|word| match word.upos.as_str() {
        "PRON" if !word.relative => Some((word.span, MentionKind::Pronoun)),
        "NOUN" if !is_government(word) => Some((word.span, MentionKind::RoleNoun)),
        _ => None,
    });
    Ok(GoldDocument {
        id: treebank.id.clone(),
        text: treebank.text.clone(),
        paragraphs: treebank.paragraphs.clone(),
        mentions,
        words: kinds.collect(),
    })
}

fn words_of(treebank: &TreebankDocument) -> Vec<GoldWord> {
    let mut words = Vec::new();
    let sentence_words = |sentence: &TreebankSentence| word_spans(&treebank.text, sentence);
    for sentence in &treebank.sentences {
        let first = words.len();
        words.extend(sentence.words.iter().zip(sentence_words(sentence)).map(|(word, span)| GoldWord {
            span,
            form: word.form.clone(),
            upos: word.upos.clone(),
            deprel: word.deprel.clone(),
            relative: word.feats.split('|').any(|feature| feature == "PronType=Rel"),
            head: word.head.map(|head| head + first),
        }));
    }
    words
}

/// "(person-1(place-2)person-1)": each id, whether it opens and whether it closes here.
fn bracket_parts(brackets: &str) -> Vec<(&str, bool, bool)> {
    let mut parts = Vec::new();
    let mut rest = if brackets == "_" { "" } else { brackets };
    while !rest.is_empty() {
        let opens = rest.starts_with('(');
        let id_start = usize::from(opens);
        let id_end = rest[id_start..].find(['(', ')']).map_or(rest.len(), |end| end + id_start);
        let closes = rest[id_end..].starts_with(')');
        parts.push((&rest[id_start..id_end], opens, closes));
        rest = &rest[id_end + usize::from(closes)..];
        if id_end == 0 {
            // A closing bracket with no id: nothing can be made of the rest.
            break;
        }
    }
    parts
}

fn mention(words: &[GoldWord], range: RangeInclusive<usize>, cluster: &str) -> Option<GoldMention> {
    let outside = |&at: &usize| words[at].head.is_none_or(|head| !range.contains(&head));
    let head = range.clone().find(outside)?;
    let kind = match words[head].upos.as_str() {
        "PRON" => MentionKind::Pronoun,
        "PROPN" if is_title_alone(words, &range) => MentionKind::RoleNoun,
        "PROPN" => MentionKind::Name,
        "NOUN" if carries_name(words, &range, head) => MentionKind::Name,
        "NOUN" if is_government(&words[head]) => MentionKind::Other,
        "NOUN" => MentionKind::RoleNoun,
        _ => MentionKind::Other,
    };
    let span = Span::new(words[*range.start()].span.start, words[*range.end()].span.end);
    Some(GoldMention { span, head: words[head].span, cluster: cluster.to_owned(), kind })
}

/// "the government" is one with its country by our codebook and an organisation of its own by GUM's.
fn is_government(word: &GoldWord) -> bool {
    matches!(word.form.to_lowercase().as_str(), "government" | "authorities" | "administration")
}

/// Whether the tree hangs a name on a common noun as part of the same phrase ("coach Ana Quispe").
fn carries_name(words: &[GoldWord], range: &RangeInclusive<usize>, head: usize) -> bool {
    let mut behind = head + 1..=*range.end();
    behind.any(|at| {
        let word = &words[at];
        let joined = word.deprel == "flat" || word.deprel == "nmod:desc" || word.deprel == "compound";
        word.upos == "PROPN" && word.head == Some(head) && joined
    })
}

/// "the President", "the Prime Minister": a title with a capital and nothing else.
fn is_title_alone(words: &[GoldWord], range: &RangeInclusive<usize>) -> bool {
    const TITLES: [&str; 20] = [
        "president",
        "minister",
        "prime",
        "foreign",
        "chancellor",
        "secretary",
        "king",
        "queen",
        "prince",
        "pope",
        "mayor",
        "governor",
        "senator",
        "general",
        "chairman",
        "director",
        "ambassador",
        "speaker",
        "vice",
        "commissioner",
    ];
    let mut words = words[range.clone()].iter();
    words.next().is_some_and(|first| first.form.eq_ignore_ascii_case("the"))
        && range.end() > range.start()
        && words.all(|word| TITLES.contains(&word.form.to_lowercase().as_str()))
}
