//! Words that may name an event: every word that the lexicon lists, with the rows that fit it here.

use super::arguments::{self, Arguments};
use super::lexicon::{Entry, Lexicon, Place};
use super::noun_arguments;
use crate::{Input, clauses};
use verbale_analyze::{Relation, Upos, WordId};
use verbale_record::EventType;
use verbale_text::Span;

/// A word that may name an event of one type.
#[derive(Clone, Debug)]
pub(super) struct Trigger {
    /// The word.
    pub word: WordId,
    /// The row of the lexicon.
    pub entry: &'static Entry,
    /// The word, with the words that belong to it.
    pub span: Span,
    /// Who and what stands around it.
    pub arguments: Arguments,
}

impl Trigger {
    /// A verb that the lexicon does not list, in a sentence that stands for `kind`.
    pub(super) fn of_verb(input: Input<'_>, word: WordId, kind: EventType) -> Self {
        let arguments = arguments::of_verb(input.annotations, word);
        let span = input.annotations.words.span(word);
        Self { word, entry: Lexicon::unlisted(kind), span, arguments }
    }

    /// The predicate of the event's own clause: the verb itself, or the one above an event noun.
    pub(super) fn own_predicate(&self, input: Input<'_>) -> Option<WordId> {
        if self.entry.verb {
            Some(self.word)
        } else {
            clauses::governing_predicate(input.annotations, self.word)
        }
    }
}

/// All triggers in the blocks that are read, in text order; a word may give several, one a type.
pub(super) fn find(input: Input<'_>) -> Vec<Trigger> {
    let annotations = input.annotations;
    let mut found = Vec::new();
    for sentence in annotations.sentences.iter() {
        let block = &input.document.blocks()[sentence.block];
        if block.kind.is_read() {
            sentence.word_ids().for_each(|word| at_word(input, word, &mut found));
        }
    }
    found
}

fn at_word(input: Input<'_>, word: WordId, found: &mut Vec<Trigger>) {
    let words = &input.annotations.words;
    let verb = match words.upos(word) {
        Upos::Verb => true,
        Upos::Noun | Upos::Propn => false,
        _ => return,
    };
    let rows = Lexicon::builtin().rows(&words.lemma(word).to_lowercase(), verb);
    if rows.is_empty() {
        return;
    }
    let arguments = if verb {
        arguments::of_verb(input.annotations, word)
    } else {
        noun_arguments::of_noun(input.annotations, word)
    };
    let first = found.len();
    for entry in rows {
        let Some(span) = fits(input, word, entry, &arguments) else { continue };
        // A row that asks for more stands before a plain one of its type.
        let same_type = found[first..].iter().position(|trigger| trigger.entry.kind == entry.kind);
        match same_type {
            Some(at) if demands(entry) > demands(found[first + at].entry) => {
                found[first + at] = Trigger { word, entry, span, arguments: arguments.clone() };
            }
            Some(_) => {}
            None => found.push(Trigger { word, entry, span, arguments: arguments.clone() }),
        }
    }
}

fn demands(entry: &Entry) -> usize {
    2 * entry.further.len() + usize::from(entry.with.is_some())
}

/// The trigger's span where the row fits the word here.
fn fits(input: Input<'_>, word: WordId, entry: &Entry, arguments: &Arguments) -> Option<Span> {
    let annotations = input.annotations;
    let words = &annotations.words;
    let mut span = words.span(word);
    for further in &entry.further {
        let end = annotations.sentences[words.sentence(word)].words.end.min(word.0 + 6);
        let found = (word.0 + 1..end).map(WordId).find(|&next| {
            words.lemma(next).eq_ignore_ascii_case(further) && words.head(next) == Some(word)
        })?;
        span = span.cover(words.span(found));
    }
    let Some((place, lemmas)) = &entry.with else { return Some(span) };
    let any = |heads: &[WordId]| {
        heads.iter().any(|&head| {
            arguments::lemmas(annotations, head).iter().any(|lemma| lemmas.contains(&lemma.as_str()))
        })
    };
    let fitting = match place {
        Place::Object => any(&arguments.objects) || infinitive_subject(input, word, lemmas),
        Place::Subject => any(&arguments.doers),
        Place::Of => any(&arguments.of),
        Place::Modifier => {
            let modifier = annotations.children(word).find(|&child| {
                matches!(words.relation(child), Relation::Compound | Relation::Amod | Relation::NmodDesc)
                    && lemmas.contains(&words.lemma(child).to_lowercase().as_str())
            })?;
            if modifier < word {
                span = span.cover(words.span(modifier));
            }
            true
        }
    };
    fitting.then_some(span)
}

/// "allow *aid* to enter": the object may hang on the infinitive as its subject.
fn infinitive_subject(input: Input<'_>, word: WordId, lemmas: &[&str]) -> bool {
    let annotations = input.annotations;
    annotations.children(word).any(|child| {
        matches!(annotations.words.relation(child), Relation::Xcomp | Relation::Ccomp)
            && annotations.children(child).any(|subject| {
                annotations.words.relation(subject).is_subject()
                    && arguments::lemmas(annotations, subject)
                        .iter()
                        .any(|lemma| lemmas.contains(&lemma.as_str()))
            })
    })
}
