//! Where an event took place: the most specific place that its words or its sentence name.

use super::lexicon::Frame;
use super::triggers::Trigger;
use crate::Input;
use crate::clauses;
use verbale_analyze::{Name, NameKind, WordId};
use verbale_record::Place;

/// How a place hangs on an event, closest first.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Rank {
    /// "in …" on the event or its verb.
    Located,
    /// What is attacked, visited, blockaded.
    Target,
    /// "in …" elsewhere in the sentence.
    Sentence,
}

const LOCATING: &[&str] =
    &["in", "at", "near", "outside", "inside", "across", "around", "over", "into", "throughout", "within"];

/// The place of the event that `trigger` names.
pub(super) fn of(input: Input<'_>, trigger: &Trigger) -> Option<Place> {
    let annotations = input.annotations;
    let sentence = annotations.words.sentence(trigger.word);
    let span = annotations.sentences[sentence].span;
    let places =
        annotations.names.iter().filter(|name| name.kind == NameKind::Place && span.contains(name.span));
    let best =
        places.filter_map(|name| Some((rank(input, trigger, name)?, name))).min_by_key(|(rank, name)| {
            let distance = name.span.start.abs_diff(trigger.span.start);
            (*rank, distance)
        });
    best.map(|(_, name)| Place {
        name: input.document.slice(name.span).to_owned(),
        geoname: None,
        lat: None,
        lon: None,
        span: Some(name.span),
    })
}

fn rank(input: Input<'_>, trigger: &Trigger, name: &Name) -> Option<Rank> {
    let annotations = input.annotations;
    let words = &annotations.words;
    let head = head_of(input, name);
    // The phrase that the name heads or closes: "in the town of Vovchansk".
    let chain: Vec<WordId> = std::iter::successors(Some(head), |&at| words.head(at)).take(4).collect();
    let located = chain.iter().take(3).find(|&&at| {
        super::arguments::preposition(annotations, at).is_some_and(|case| LOCATING.contains(&case.as_str()))
    });
    let carrier = trigger.arguments.carrier;
    if let Some(&located) = located {
        let above = words.head(located);
        let governor = clauses::governing_predicate(annotations, located);
        let own = clauses::governing_predicate(annotations, trigger.word);
        let on_event = above == Some(trigger.word)
            || annotations.is_under(located, trigger.word)
            || (governor.is_some() && (governor == carrier || governor == own));
        return Some(if on_event { Rank::Located } else { Rank::Sentence });
    }
    let targets = trigger.arguments.objects.iter().chain(&trigger.arguments.of);
    let towards = trigger.arguments.phrases.iter().filter(|(preposition, _)| {
        matches!(preposition.as_str(), "on" | "against" | "to" | "from" | "at" | "through")
    });
    let mut targets = targets.copied().chain(towards.map(|(_, head)| *head));
    let aimed = trigger.entry.frame != Frame::Mutual;
    targets.any(|target| chain.contains(&target)).then_some(Rank::Target).filter(|_| aimed)
}

/// The word of the name that the others hang on.
fn head_of(input: Input<'_>, name: &Name) -> WordId {
    let words = &input.annotations.words;
    let inside = |word: WordId| name.words.contains(&word.0);
    name.words
        .clone()
        .map(WordId)
        .find(|&word| words.head(word).is_none_or(|head| !inside(head)))
        .unwrap_or(WordId(name.words.start))
}
