//! Whether a number matters to the conflict or the talks: a learned yes or no over what it counts and where.

use super::candidates::Candidate;
use crate::Input;
use crate::attribution::Attribution;
use crate::clauses;
use verbale_analyze::classifier::Feature;
use verbale_analyze::{Relation, WordId};
use verbale_text::Span;

/// The features of a candidate, sorted, each once.
pub(super) fn features(input: Input<'_>, attributions: &[Attribution], candidate: &Candidate) -> Vec<u32> {
    let mut features = Vec::new();
    let mut add = |feature: Feature| features.push(feature.hash());
    let unit = candidate.unit.as_str();
    let size = bucket(candidate.value[1]);
    add(Feature::new(0).text(unit));
    add(Feature::new(1).text(unit).number(size));
    add(Feature::new(2).number(size));
    add(Feature::new(3).number(u32::from(candidate.approximate)).text(unit));
    add(Feature::new(4).number(u32::from(candidate.elliptic)).text(unit));
    add(Feature::new(5).number(u32::from(candidate.value[0] < candidate.value[1])));
    let first = input.document.slice(candidate.number).chars().next().is_some_and(|c| c.is_ascii_digit());
    add(Feature::new(6).number(u32::from(first)).number(size));
    let words = &input.annotations.words;
    let sentence = input.annotations.word_at(candidate.number.start).map(|word| words.sentence(word));
    if let Some(head) = candidate.head {
        add(Feature::new(7).text(&words.lemma(head).to_lowercase()));
        add(Feature::new(8).text(words.relation(head).as_str()).text(unit));
        if let Some(up) = words.head(head) {
            add(Feature::new(9).text(&words.lemma(up).to_lowercase()));
        }
        for child in input.annotations.children(head) {
            let relation = words.relation(child);
            if matches!(
                relation,
                Relation::Amod | Relation::Compound | Relation::Nmod | Relation::Acl | Relation::AclRelcl
            ) {
                add(Feature::new(10).text(relation.as_str()).text(&words.lemma(child).to_lowercase()));
            }
            if relation == Relation::Case {
                add(Feature::new(11).text(words.lemma(child)).text(unit));
            }
        }
    }
    let anchor = candidate.head.or_else(|| input.annotations.word_at(candidate.number.start));
    if let Some(predicate) = anchor.and_then(|word| clauses::governing_predicate(input.annotations, word)) {
        let lemma = words.lemma(predicate).to_lowercase();
        add(Feature::new(12).text(&lemma).text(unit));
        add(Feature::new(13).text(&lemma));
    }
    let claimed =
        attributions.iter().any(|one| one.content.iter().any(|span| span.contains(candidate.number)));
    add(Feature::new(14).number(u32::from(claimed)).text(unit));
    around(input, candidate.span, |place, word| {
        features.push(Feature::new(15).number(place).text(word).hash());
        features.push(Feature::new(16).text(word).text(unit).hash());
    });
    if let Some(sentence) = sentence {
        for word in input.annotations.sentences[sentence].word_ids() {
            if matches!(words.upos(word), verbale_analyze::Upos::Verb | verbale_analyze::Upos::Noun) {
                features.push(Feature::new(17).text(&words.lemma(word).to_lowercase()).hash());
            }
        }
    }
    features.sort_unstable();
    features.dedup();
    features
}

/// Three words before and three after the span, each with its place.
fn around(input: Input<'_>, span: Span, mut add: impl FnMut(u32, &str)) {
    let words = &input.annotations.words;
    let inside = || input.annotations.words_in(span);
    let (Some(first), Some(last)) = (inside().next(), inside().last()) else { return };
    let sentence = words.sentence(first);
    let range = input.annotations.sentences[sentence].words.clone();
    for offset in 1..=3u32 {
        if let Some(at) = first.0.checked_sub(offset).filter(|at| range.contains(at)) {
            add(offset, &words.form(input.document, WordId(at)).to_lowercase());
        }
        let at = last.0 + offset;
        if range.contains(&at) {
            add(10 + offset, &words.form(input.document, WordId(at)).to_lowercase());
        }
    }
}

/// Small numbers apart, larger ones by size.
fn bucket(value: f64) -> u32 {
    match value {
        value if value < 4.0 => value.max(0.0) as u32,
        value if value < 10.0 => 4,
        value => 5 + value.log10().floor().clamp(0.0, 15.0) as u32,
    }
}
