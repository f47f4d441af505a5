//! Names of places in a text: what the layers, the entities and the words around a name tell of it.

use crate::Input;
use crate::entities::{EntityTable, MentionForm};
use crate::times::is_weekday_or_month;
use std::ops::Range;
use verbale_analyze::{NameKind, Relation, Upos, WordId};
use verbale_knowledge::WordUse;
use verbale_knowledge::places::{GazetteerPlace, Setting, resolve};
use verbale_record::{EntityId, EntityKind};
use verbale_text::{BlockKind, Span};

/// Prepositions that locate.
pub(super) const LOCATING: &[&str] = &[
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
pub(super) const PLACE_NOUNS: &[&str] = &[
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
pub(super) struct Named {
    /// Where it stands.
    pub span: Span,
    /// First word.
    pub first: u32,
    /// One past the last word.
    pub next: u32,
    /// A country or a part of the world: less specific than what lies in it.
    pub wide: bool,
    /// A place only if the gazetteer knows it.
    unsure: bool,
    /// The place that is meant, where the gazetteer tells.
    pub meant: Option<GazetteerPlace>,
}

/// The places of one document, in text order.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    named: Vec<Named>,
    /// The one in the dateline.
    dateline: Option<usize>,
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
            let first = run_start(input, entities, word, named.last().map_or(0, |name| name.next));
            if let Some(place) = place_of_run(input, entities, first..next) {
                named.push(place);
            }
        }
        let spans: Vec<Range<usize>> =
            named.iter().map(|name| name.span.start as usize..name.span.end as usize).collect();
        let setting = setting(input, &named);
        let meant = resolve(input.document.text(), &spans, &setting, input.knowledge);
        for (name, meant) in named.iter_mut().zip(meant) {
            name.meant = meant;
        }
        let dateline = setting.dateline.map(|row| named[row].first);
        named.retain(|name| !name.unsure || name.meant.is_some());
        let dateline = dateline.and_then(|first| named.iter().position(|name| name.first == first));
        Self { named, dateline }
    }

    /// Where the text was written, by its dateline.
    pub(super) fn dateline(&self) -> Option<&Named> {
        self.dateline.map(|row| &self.named[row])
    }

    /// The names inside `span`, in text order.
    pub(super) fn inside(&self, span: Span) -> impl Iterator<Item = &Named> {
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

/// The first word of the name whose proper nouns begin at `word`: "*New* York", "*Saudi* Arabia", where the tags
/// differ but one name or one entity holds both.
fn run_start(input: Input<'_>, entities: &EntityTable, word: WordId, floor: u32) -> u32 {
    let annotations = input.annotations;
    let words = &annotations.words;
    let start = annotations.sentences[words.sentence(word)].words.start.max(floor);
    let name = annotations.names.iter().find(|name| name.span.overlaps(words.span(word)));
    let belongs = |before: WordId| {
        let form = words.form(input.document, before);
        let capital = form.chars().next().is_some_and(char::is_uppercase);
        let one_entity = entities.at(word).is_some() && entities.at(before) == entities.at(word);
        let adjective = words.relation(before) != Relation::NmodPoss;
        capital
            && adjective
            && (name.is_some_and(|name| name.span.contains(words.span(before))) || one_entity)
    };
    (start..word.0).rev().take_while(|&before| belongs(WordId(before))).last().unwrap_or(word.0)
}

/// Words that are written with a capital and name no place alone.
const NO_PLACES: &[&str] = &[
    "sea",
    "earth",
    "east",
    "west",
    "north",
    "south",
    "strip",
    "council",
    "province",
    "region",
    "state",
    "city",
    "bank",
    "world",
    "internet",
    "parliament",
    "congress",
    "senate",
    "house",
    "telegram",
    "twitter",
    "facebook",
    "court",
    "ministry",
    "district",
    "island",
    "river",
    "university",
];

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
    let alone = words.form(input.document, WordId(run.start)).to_lowercase();
    if run.len() == 1 && NO_PLACES.contains(&alone.as_str()) {
        return None;
    }
    let head = input.document.blocks().iter().find(|block| block.kind == BlockKind::Dateline);
    let in_dateline = head.is_some_and(|head| head.span.overlaps(span));
    let unsure = in_dateline
        || kind == Some(EntityKind::Person) && input.document.slice(span).contains(char::is_whitespace);
    let is_place = match (kind, name) {
        _ if people || is_nationality(input, &run) => false,
        _ if in_dateline => !is_calendar(input, &run),
        (Some(EntityKind::Place | EntityKind::Country), _) => true,
        // An unknown name after "in" or "near", taken for a person, is likelier a town.
        (Some(EntityKind::Person), _) => placed && is_unknown_person(input, entities, entity, &run),
        (Some(EntityKind::Organisation | EntityKind::ArmedGroup), _) => false,
        (_, Some(NameKind::Place)) => placed,
        (_, Some(NameKind::Person)) => false,
        _ => placed && !is_calendar(input, &run),
    };
    let wide = kind == Some(EntityKind::Country) || is_continent(input.document.slice(span));
    is_place.then_some(Named { span, first: run.start, next: run.end, wide, unsure, meant: None })
}

/// "the Gazan city": a word for the people of a place.
fn is_nationality(input: Input<'_>, run: &Range<u32>) -> bool {
    let words = &input.annotations.words;
    let senses = input.knowledge.lookup(words.form(input.document, WordId(run.end - 1)));
    let people = |used: WordUse| matches!(used, WordUse::Adjective | WordUse::People);
    let after = |at: u32| if (at as usize) < words.len() { words.lemma(WordId(at)) } else { "" };
    let describes = PLACE_NOUNS.contains(&after(run.end)) && after(run.end + 1) == "of";
    describes || (!senses.is_empty() && senses.iter().all(|sense| people(sense.used)))
}

/// A person without a role whom the tables do not know.
fn is_unknown_person(
    input: Input<'_>,
    entities: &EntityTable,
    entity: Option<EntityId>,
    run: &Range<u32>,
) -> bool {
    let Some(entity) = entity.and_then(|id| entities.entities.get(id.0 as usize)) else { return true };
    let owner = input.annotations.words.relation(WordId(run.end - 1)) == Relation::NmodPoss;
    !owner && entity.role.is_none() && input.knowledge.person(&entity.name).is_none()
}

/// "Monday", "May".
fn is_calendar(input: Input<'_>, run: &Range<u32>) -> bool {
    const HOLIDAYS: &[&str] = &["ramadan", "easter", "christmas"];
    let mut forms = run.clone().map(|word| input.annotations.words.form(input.document, WordId(word)));
    forms.any(|form| {
        // "mid-March" is one word.
        let last = form.rsplit('-').next().unwrap_or(form).to_lowercase();
        is_weekday_or_month(&last) || HOLIDAYS.contains(&last.as_str())
    })
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
