//! Where an event took place: the most specific place that its words or its sentence name.

use super::lexicon::Frame;
use super::triggers::Trigger;
use crate::Input;
use crate::clauses;
use crate::entities::{EntityTable, MentionForm};
use crate::times::is_weekday_or_month;
use std::ops::Range;
use verbale_analyze::{NameKind, Relation, SentenceId, Upos, WordId};
use verbale_knowledge::places::{GazetteerPlace, Setting, resolve};
use verbale_record::{EntityId, EntityKind, EventType, Place};
use verbale_text::{BlockKind, Span};

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

const LOCATING: &[&str] = &[
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "across",
    "around",
    "over",
    "into",
    "throughout",
    "within",
    "towards",
    "toward",
    "through",
    "off",
];

/// Nouns that a place's name stands with.
const PLACE_NOUNS: &[&str] = &[
    "city",
    "town",
    "village",
    "region",
    "district",
    "province",
    "area",
    "camp",
    "airport",
    "port",
    "crossing",
    "strip",
    "suburb",
    "neighborhood",
    "neighbourhood",
    "settlement",
    "island",
    "peninsula",
    "capital",
    "valley",
    "border",
    "sea",
    "governorate",
    "municipality",
    "base",
    "airfield",
    "square",
    "street",
    "hospital",
    "prison",
    "kibbutz",
];

/// A place that the text names.
#[derive(Clone, Debug)]
struct Named {
    span: Span,
    /// First and one past the last word.
    first: u32,
    next: u32,
    /// A country or a part of the world: less specific than what lies in it.
    wide: bool,
    /// The place that is meant, where the gazetteer tells.
    meant: Option<GazetteerPlace>,
}

/// The places of one document, in text order.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    named: Vec<Named>,
}

impl Places {
    /// Names of places: those that the model or the entities call so, names that stand with a noun for places,
    /// and capitalised runs after a preposition of place. People, bodies and nationalities are none.
    pub(super) fn of(input: Input<'_>, entities: &EntityTable) -> Self {
        let words = &input.annotations.words;
        let mut named: Vec<Named> = Vec::new();
        let mut next = 0;
        for word in words.ids() {
            if word.0 < next || words.upos(word) != Upos::Propn {
                continue;
            }
            next = run_end(input, word);
            if let Some(place) = place_of_run(input, entities, word.0..next) {
                named.push(place);
            }
        }
        let spans: Vec<Range<usize>> =
            named.iter().map(|name| name.span.start as usize..name.span.end as usize).collect();
        let meant = resolve(input.document.text(), &spans, &setting(input, &named), input.knowledge);
        for (name, meant) in named.iter_mut().zip(meant) {
            name.meant = meant;
        }
        Self { named }
    }

    fn inside(&self, span: Span) -> impl Iterator<Item = &Named> {
        let first = self.named.partition_point(|name| name.span.start < span.start);
        self.named[first..].iter().take_while(move |name| name.span.end <= span.end)
    }
}

/// What the document's head tells of where it was written: the dateline, and the country of the outlet's address.
fn setting(input: Input<'_>, named: &[Named]) -> Setting {
    let document = input.document;
    let head = document.blocks().iter().find(|block| block.kind == BlockKind::Dateline);
    let address = document.url().or(document.source());
    Setting {
        outlet_country: address.and_then(|address| input.knowledge.gazetteer().country_of_domain(address)),
        dateline: head.and_then(|head| named.iter().position(|name| head.span.overlaps(name.span))),
    }
}

/// One past the last of the proper nouns that run on from `first`, in one sentence.
fn run_end(input: Input<'_>, first: WordId) -> u32 {
    let words = &input.annotations.words;
    let end = input.annotations.sentences[words.sentence(first)].words.end;
    (first.0..end)
        .find(|&word| {
            let word = WordId(word);
            let joined = matches!(words.form(input.document, word), "-" | "de" | "al" | "el");
            words.upos(word) != Upos::Propn && !joined
        })
        .unwrap_or(end)
}

fn place_of_run(input: Input<'_>, entities: &EntityTable, run: Range<u32>) -> Option<Named> {
    let words = &input.annotations.words;
    let span = words.span(WordId(run.start)).cover(words.span(WordId(run.end - 1)));
    let entity = run.clone().rev().map(WordId).find_map(|word| entities.at(word));
    let kind = entity.and_then(|id| entities.entities.get(id.0 as usize)).map(|entity| entity.kind);
    let people = entities.mentions.iter().any(|mention| {
        run.contains(&mention.head.0) && matches!(mention.form, MentionForm::Demonym | MentionForm::Role)
    });
    let name = input.annotations.names.iter().find(|name| name.span.overlaps(span)).map(|name| name.kind);
    let placed = stands_with_place_noun(input, &run) || follows_preposition(input, run.start);
    let is_place = match (kind, name) {
        (Some(EntityKind::Place | EntityKind::Country), _) => !people,
        // An unknown name after "in" or "near", taken for a person, is likelier a town.
        (Some(EntityKind::Person), _) => placed && is_unknown_person(input, entities, entity, &run),
        (Some(EntityKind::Organisation | EntityKind::ArmedGroup), _) => false,
        (_, Some(NameKind::Place)) => placed,
        (_, Some(NameKind::Person)) => false,
        _ => placed && !is_calendar(input, &run),
    };
    let wide = kind == Some(EntityKind::Country) || is_continent(input.document.slice(span));
    is_place.then_some(Named { span, first: run.start, next: run.end, wide, meant: None })
}

/// A person of one name, without a role, whom the tables do not know.
fn is_unknown_person(
    input: Input<'_>,
    entities: &EntityTable,
    entity: Option<EntityId>,
    run: &Range<u32>,
) -> bool {
    let Some(entity) = entity.and_then(|id| entities.entities.get(id.0 as usize)) else { return true };
    let owner = input.annotations.words.relation(WordId(run.end - 1)) == Relation::NmodPoss;
    !owner
        && entity.role.is_none()
        && !entity.name.contains(' ')
        && input.knowledge.person(&entity.name).is_none()
}

/// "Monday", "May".
fn is_calendar(input: Input<'_>, run: &Range<u32>) -> bool {
    const HOLIDAYS: &[&str] = &["ramadan", "easter", "christmas"];
    let first = input.annotations.words.form(input.document, WordId(run.start)).to_lowercase();
    is_weekday_or_month(&first) || HOLIDAYS.contains(&first.as_str())
}

/// "in Jenin", "near the Kerem Shalom", "in southern Lebanon", "outside Odesa".
fn follows_preposition(input: Input<'_>, first: u32) -> bool {
    let words = &input.annotations.words;
    let before = (0..first).rev().take(4).map(WordId);
    let mut skipped = before.skip_while(|&word| {
        matches!(words.upos(word), Upos::Det | Upos::Adj) || words.form(input.document, word) == "-"
    });
    skipped.next().is_some_and(|word| {
        words.upos(word) == Upos::Adp && LOCATING.contains(&words.lemma(word).to_lowercase().as_str())
    })
}

fn is_continent(name: &str) -> bool {
    matches!(
        name,
        "Europe"
            | "Asia"
            | "Africa"
            | "America"
            | "Middle East"
            | "Western Europe"
            | "Eastern Europe"
            | "West"
            | "Gulf"
    )
}

/// "the town of Vovchansk", "Kherson region", "Kerem Shalom crossing".
fn stands_with_place_noun(input: Input<'_>, run: &Range<u32>) -> bool {
    let words = &input.annotations.words;
    let is_noun = |word: u32| {
        (word as usize) < words.len()
            && PLACE_NOUNS.contains(&words.lemma(WordId(word)).to_lowercase().as_str())
    };
    let of = run.start >= 2 && words.lemma(WordId(run.start - 1)) == "of";
    is_noun(run.end) || is_noun(run.end - 1) || (of && is_noun(run.start - 2))
}

/// The place of the event that `trigger` names: from its own sentence, else for deeds on the ground from the
/// sentence before.
pub(super) fn of(input: Input<'_>, places: &Places, trigger: &Trigger) -> Option<Place> {
    let annotations = input.annotations;
    let sentence = annotations.words.sentence(trigger.word);
    let inside = places.inside(annotations.sentences[sentence].span);
    let best =
        inside.filter_map(|name| Some((rank(input, trigger, name)?, name))).min_by_key(|(rank, name)| {
            let distance = name.span.start.abs_diff(trigger.span.start);
            (*rank == Rank::Sentence, name.wide, *rank, distance)
        });
    let name = match best {
        Some((_, name)) => name,
        None if is_on_the_ground(trigger.entry.kind) => before(input, places, sentence)?,
        None => return None,
    };
    let meant = name.meant.as_ref();
    Some(Place {
        name: input.document.slice(name.span).to_owned(),
        geoname: meant.and_then(|place| place.geoname),
        lat: meant.map(|place| place.lat),
        lon: meant.map(|place| place.lon),
        span: Some(name.span),
    })
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

/// The last place that the sentence before locates something at, in the same block.
fn before<'p>(input: Input<'_>, places: &'p Places, sentence: SentenceId) -> Option<&'p Named> {
    let sentences = &input.annotations.sentences;
    let previous = SentenceId(sentence.0.checked_sub(1)?);
    let same_block = sentences[previous].block == sentences[sentence].block;
    let located = places.inside(sentences[previous].span).filter(|name| {
        preposition_before(input, name.first).is_some_and(|case| LOCATING.contains(&case.as_str()))
    });
    located.last().filter(|_| same_block)
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
        return Some(if on_event { Rank::Located } else { Rank::Sentence });
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
