//! Whether a phrase is a term: a learned yes or no over the words that govern it and the statement around it.

use super::phrases::Phrase;
use crate::Input;
use verbale_analyze::classifier::Feature;
use verbale_analyze::{Relation, Upos};
use verbale_record::Statement;

/// The features of a phrase, sorted, each once.
pub(super) fn features(input: Input<'_>, statement: Option<&Statement>, phrase: &Phrase) -> Vec<u32> {
    let annotations = input.annotations;
    let words = &annotations.words;
    let mut features = Vec::new();
    let act = statement.map_or(99, |statement| statement.act as u32);
    let position = phrase.position as u32;
    let mut add = |feature: Feature| {
        features.push(feature.hash());
        features.push(feature.number(act).hash());
    };
    add(Feature::new(0).number(position));
    add(Feature::new(1).text(phrase.kind));
    add(Feature::new(2).text(phrase.kind).number(position));
    let lemma = words.lemma(phrase.head).to_lowercase();
    add(Feature::new(3).text(&lemma));
    add(Feature::new(4).text(&lemma).number(position));
    add(Feature::new(5).text(words.relation(phrase.head).as_str()));
    if let Some(governor) = phrase.governor {
        let governing = words.lemma(governor).to_lowercase();
        add(Feature::new(6).text(&governing));
        add(Feature::new(7).text(&governing).number(position));
        add(Feature::new(8).text(words.upos(governor).as_str()).number(position));
        if let Some(above) = words.head(governor) {
            add(Feature::new(9).text(&words.lemma(above).to_lowercase()));
        }
        if let Some(case) = annotations.child(phrase.head, Relation::Case) {
            add(Feature::new(10).text(words.lemma(case)).text(&governing));
        }
    }
    for child in annotations.children(phrase.head) {
        match words.relation(child) {
            Relation::Det | Relation::Aux | Relation::Mark | Relation::Amod | Relation::Advmod => {
                add(Feature::new(11).text(&words.lemma(child).to_lowercase()));
            }
            Relation::Obj | Relation::Nmod | Relation::Obl | Relation::Nsubj => {
                add(Feature::new(12)
                    .text(words.relation(child).as_str())
                    .text(&words.lemma(child).to_lowercase()));
            }
            _ => {}
        }
    }
    let count = input.annotations.words_in(phrase.span).len();
    add(Feature::new(13).number(count.min(30) as u32 / 3));
    add(Feature::new(14).number(u32::from(!phrase.conditions.is_empty())));
    match statement {
        Some(statement) => {
            add(Feature::new(15));
            let about = statement.issues.iter().any(|issue| issue.issue == phrase.kind);
            add(Feature::new(16).number(u32::from(about)));
            let whole: u32 = statement.content_spans.iter().map(|content| content.len()).sum();
            let share = 10 * phrase.span.len().min(whole) / whole.max(1);
            add(Feature::new(17).number(share));
            let starts = statement.content_spans.iter().any(|content| phrase.span.start <= content.start + 4);
            add(Feature::new(18).number(u32::from(starts)));
            add(Feature::new(19).number(statement.speakers.len().min(3) as u32));
            add(Feature::new(20).number(statement.addressees.len().min(2) as u32));
            if let Some(cue) = statement.cue_span {
                for word in input.annotations.words_in(cue) {
                    if matches!(words.upos(word), Upos::Verb | Upos::Noun | Upos::Adj) {
                        add(Feature::new(21).text(&words.lemma(word).to_lowercase()));
                    }
                }
            }
        }
        None => add(Feature::new(22)),
    }
    features.sort_unstable();
    features.dedup();
    features
}
