//! Where an event took place: the most specific place that its words or its sentence name.

use super::lexicon::{Frame, Lexicon};
use super::place_names::{LOCATING, Named, PLACE_NOUNS, Places};
use super::triggers::Trigger;
use super::when::Nearness;
use crate::Input;
use crate::clauses;
use verbale_analyze::{Annotations, Relation, SentenceId, Upos, WordId};
use verbale_record::{DateRange, EventType, Place};

/// How a place hangs on an event, closest first.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Rank {
    /// "in …" on the event or its verb.
    Located,
    /// What is attacked, visited, blockaded.
    Target,
    /// "in …" on a verb that the event's verb is joined to or hangs on.
    Clause,
    /// "in …" elsewhere in the sentence.
    Sentence,
    /// "in …" on another noun: "officials in …".
    Noun,
}

/// The place of the event that `trigger` names: from its own sentence; else for deeds on the ground the place that
/// the text before was about.
pub(super) fn of(input: Input<'_>, places: &Places, trigger: &Trigger) -> Option<Place> {
    let annotations = input.annotations;
    if trigger.entry.modes.contains(&"phone") {
        return None;
    }
    let sentence = annotations.words.sentence(trigger.word);
    let inside = places.inside(annotations.sentences[sentence].span);
    let best = inside
        .filter_map(|name| Some((rank(input, trigger, name)?, name)))
        .filter(|(rank, _)| suits(trigger, *rank))
        .min_by_key(|(rank, name)| {
            let distance = name.span.start.abs_diff(trigger.span.start);
            (*rank >= Rank::Clause, name.wide, *rank, distance)
        });
    let name = match best {
        Some((_, name)) => narrower(input, places, sentence, name),
        None if takes_place_from_before(trigger) => before(input, places, sentence)?,
        None => return None,
    };
    Some(place(input, name))
}

/// People who met on the day of the report, at a place that it does not name, met where it was written.
pub(super) fn of_dateline(
    input: Input<'_>,
    places: &Places,
    trigger: &Trigger,
    days: Option<(DateRange, Nearness)>,
) -> Option<Place> {
    let today = input.document.published()?;
    let fresh = days.is_none_or(|([first, last], _)| first <= today && today <= last);
    let meeting = trigger.entry.kind == EventType::Consult && !trigger.entry.modes.contains(&"phone");
    let name = places.dateline().filter(|_| meeting && fresh)?;
    Some(place(input, name))
}

fn place(input: Input<'_>, name: &Named) -> Place {
    let meant = name.meant.as_ref();
    Place {
        name: input.document.slice(name.span).to_owned(),
        geoname: meant.and_then(|place| place.geoname),
        lat: meant.map(|place| place.lat),
        lon: meant.map(|place| place.lon),
        span: Some(name.span),
    }
}

/// What has no place but the one its own words give (sanctions *on* a country are no place) takes no other; a name
/// that belongs to another noun ("the war in …") is not where people met.
fn suits(trigger: &Trigger, rank: Rank) -> bool {
    let kind = trigger.entry.kind;
    if is_on_the_ground(kind) {
        return true;
    }
    let met = matches!(rank, Rank::Target | Rank::Clause | Rank::Sentence);
    rank == Rank::Located || (kind == EventType::Consult && met)
}

/// The verb hangs on the other, or is joined to it, without a verb of its own subject between that reports it.
fn hangs_on(annotations: &Annotations, verb: WordId, above: WordId) -> bool {
    let words = &annotations.words;
    words.head(verb) == Some(above)
        && matches!(words.relation(verb), Relation::Advcl | Relation::Conj | Relation::Xcomp)
}

/// "the town of *Ruan* in the Tessin region": where one name is placed in another, the narrower one.
fn narrower<'p>(input: Input<'_>, places: &'p Places, sentence: SentenceId, name: &'p Named) -> &'p Named {
    let words = &input.annotations.words;
    let sentence = input.annotations.sentences[sentence].span;
    let before = places.inside(sentence).filter(|other| other.next <= name.first).last();
    let placed_in = |other: &&Named| {
        let between: Vec<WordId> = (other.next..name.first).map(WordId).collect();
        let within = between.first().is_some_and(|&first| matches!(words.lemma(first), "in" | ","));
        let plain = |&word: &WordId| {
            matches!(words.upos(word), Upos::Adp | Upos::Det | Upos::Adj | Upos::Punct)
                || PLACE_NOUNS.contains(&words.lemma(word))
        };
        within && between.len() <= 5 && between.iter().all(plain) && !other.wide
    };
    before.filter(placed_in).unwrap_or(name)
}

/// "the war *in Ukraine*": the name hangs on a noun that is no noun for places, and neither the event nor what the
/// event is done to.
fn belongs_to_another(input: Input<'_>, trigger: &Trigger, name: &Named) -> bool {
    let words = &input.annotations.words;
    let head = head_of(input, name);
    let arguments = &trigger.arguments;
    let own = |noun: WordId| {
        noun == trigger.word
            || input.annotations.is_under(noun, trigger.word) && !trigger.entry.verb
            || arguments.objects.iter().chain(&arguments.of).chain(&arguments.doers).any(|one| *one == noun)
            || PLACE_NOUNS.contains(&words.lemma(noun).to_lowercase().as_str())
    };
    words.relation(head) == Relation::Nmod && words.head(head).is_some_and(|noun| !own(noun))
}

/// Deeds on the ground; a truce or a resignation has no ground of its own.
fn takes_place_from_before(trigger: &Trigger) -> bool {
    let abstract_mode = |mode: &&str| matches!(*mode, "ceasefire" | "resign");
    is_on_the_ground(trigger.entry.kind) && !trigger.entry.modes.iter().any(abstract_mode)
}

fn is_on_the_ground(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Assault
            | EventType::Coerce
            | EventType::Retreat
            | EventType::Aid
            | EventType::Mobilize
            | EventType::Protest
    )
}

/// How many sentences back a deed on the ground may take its place from.
const BACK: u32 = 3;

/// The last place that one of the sentences before locates something at.
fn before<'p>(input: Input<'_>, places: &'p Places, sentence: SentenceId) -> Option<&'p Named> {
    let sentences = &input.annotations.sentences;
    let located = |name: &&Named| {
        preposition_before(input, name.first).is_some_and(|case| LOCATING.contains(&case.as_str()))
    };
    (1..=BACK.min(sentence.0)).find_map(|back| {
        let previous = &sentences[SentenceId(sentence.0 - back)];
        places.inside(previous.span).filter(located).filter(|name| !is_of_a_meeting(input, name)).last()
    })
}

/// Where people met is not where the deeds of the next sentence took place.
fn is_of_a_meeting(input: Input<'_>, name: &Named) -> bool {
    let words = &input.annotations.words;
    let head = head_of(input, name);
    let above = std::iter::successors(words.head(head), |&at| words.head(at)).take(2);
    above.into_iter().any(|at| {
        let rows = Lexicon::builtin().rows(&words.lemma(at).to_lowercase(), words.upos(at) == Upos::Verb);
        rows.iter().any(|row| row.kind == EventType::Consult)
    })
}

fn rank(input: Input<'_>, trigger: &Trigger, name: &Named) -> Option<Rank> {
    let annotations = input.annotations;
    let words = &annotations.words;
    let head = head_of(input, name);
    // The phrase that the name heads or closes: "in the town of Vovchansk".
    let chain: Vec<WordId> = std::iter::successors(Some(head), |&at| words.head(at)).take(3).collect();
    let case = preposition_before(input, name.first)
        .filter(|case| case != "of")
        .or_else(|| chain.iter().find_map(|&at| super::arguments::preposition(annotations, at)));
    let governor = clauses::governing_predicate(annotations, head);
    let own = trigger.own_predicate(input);
    let carrier = trigger.arguments.carrier;
    let beside = name.first > trigger.word.0 && name.first - trigger.word.0 <= 4;
    let on_event = annotations.is_under(head, trigger.word)
        || (governor.is_some() && (governor == carrier || governor == own))
        || (beside && !trigger.entry.verb);
    let case = case.as_deref().unwrap_or("");
    if is_where(input, trigger, name) {
        return Some(Rank::Located);
    }
    if LOCATING.contains(&case) {
        return Some(match (on_event, governor) {
            _ if belongs_to_another(input, trigger, name) => Rank::Noun,
            (true, _) => Rank::Located,
            (_, Some(governor)) if own.is_some_and(|own| hangs_on(annotations, own, governor)) => {
                Rank::Clause
            }
            _ => Rank::Sentence,
        });
    }
    let aimed = trigger.entry.frame != Frame::Mutual && on_event;
    let towards = matches!(case, "on" | "against" | "to" | "from" | "of" | "for");
    let object =
        trigger.arguments.objects.iter().chain(&trigger.arguments.of).any(|target| chain.contains(target));
    (aimed && (towards || object)).then_some(Rank::Target)
}

/// The preposition right before a name, past articles and adjectives.
fn preposition_before(input: Input<'_>, first: u32) -> Option<String> {
    let words = &input.annotations.words;
    let before = (0..first).rev().take(4).map(WordId);
    let found =
        before.skip_while(|&word| matches!(words.upos(word), Upos::Det | Upos::Adj)).find(|_| true)?;
    (words.upos(found) == Upos::Adp).then(|| words.lemma(found).to_lowercase())
}

/// "went to Riyadh, where he met …": the place right before the "where" of the event's clause.
fn is_where(input: Input<'_>, trigger: &Trigger, name: &Named) -> bool {
    let words = &input.annotations.words;
    let own = trigger.own_predicate(input);
    let gap = name.next..name.next + 2;
    gap.filter(|&word| (word as usize) < words.len())
        .map(WordId)
        .any(|word| words.lemma(word) == "where" && own.is_some() && words.head(word) == own)
}

/// The word of the name that the others hang on.
fn head_of(input: Input<'_>, name: &Named) -> WordId {
    let words = &input.annotations.words;
    let inside = |word: WordId| (name.first..name.next).contains(&word.0);
    (name.first..name.next)
        .map(WordId)
        .find(|&word| words.head(word).is_none_or(|head| !inside(head)))
        .unwrap_or(WordId(name.first))
}
