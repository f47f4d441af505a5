//! The places that a name may mean.

use super::gazetteer::{Gazetteer, PlaceRef};
use super::place::{GazetteerPlace, PlaceKind};
use super::surroundings::kind_of_noun;
use crate::{Knowledge, ThingKind, WordUse};

/// A place that a name may mean.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub at: PlaceRef,
    pub place: GazetteerPlace,
    /// The name is its usual one.
    pub usual: bool,
    /// The name says what kind of place it is, and it is of that kind.
    pub kind_told: bool,
}

/// Words before a name that leave the place itself untold: "southern Lebanon" lies in Lebanon.
const PARTS: &[&str] = &[
    "southern",
    "northern",
    "eastern",
    "western",
    "central",
    "upper",
    "lower",
    "downtown",
    "greater",
    "south",
    "north",
    "east",
    "west",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "inner",
    "outer",
    "old",
    "metro",
    "suburban",
    "rural",
    "mainland",
];

/// The places that `name` may mean, as written in a text.
pub(super) fn all(name: &str, gazetteer: &Gazetteer, knowledge: &Knowledge) -> Vec<Candidate> {
    let plain = plain(name);
    let mut found = whole(plain, gazetteer, knowledge);
    if found.is_empty() {
        found = with_noun(plain, gazetteer);
    }
    if found.is_empty()
        && let Some(spelled) = spelled_out(plain)
    {
        found = whole(&spelled, gazetteer, knowledge);
    }
    if found.is_empty()
        && let Some((first, rest)) = plain.split_once([' ', '-'])
        && PARTS.contains(&first.to_lowercase().as_str())
    {
        // "Eastern Creek" is a name of its own, "Eastern Ukraine" is not.
        let named = first.chars().next().is_some_and(char::is_uppercase);
        found = whole(rest, gazetteer, knowledge);
        found.retain(|one| !named || matches!(one.place.kind, PlaceKind::Country | PlaceKind::Region));
    }
    found
}

/// Without article, possessive and quotes.
fn plain(name: &str) -> &str {
    let name = name.trim().trim_matches(['"', '“', '”', ',', ';', ':']);
    let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
    let name = name.strip_suffix(['\'', '’']).unwrap_or(name);
    ["the ", "The "].iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name)
}

fn whole(name: &str, gazetteer: &Gazetteer, knowledge: &Knowledge) -> Vec<Candidate> {
    let mut found = Vec::new();
    if let Some((country, admin1, full)) = gazetteer.short_form(name) {
        let regions = gazetteer.named(full).into_iter().filter(|(_, place, _)| {
            place.kind == PlaceKind::Region && place.country == *country && place.admin1 == *admin1
        });
        found.extend(regions.map(|(at, place, _)| Candidate { at, place, usual: true, kind_told: false }));
    }
    if let Some((at, place)) = country(name, gazetteer, knowledge) {
        found.push(Candidate { at, place, usual: true, kind_told: false });
    }
    // "EU" is no town of Normandy.
    let acronym = name.len() <= 3 && name.chars().all(char::is_uppercase);
    for (at, place, usual) in gazetteer.named(name).into_iter().filter(|_| !acronym) {
        if !found.iter().any(|held| held.at == at) {
            found.push(Candidate { at, place, usual, kind_told: false });
        }
    }
    found
}

/// The country of this name, adjective or people: "Britain", "the U.S.", "Georgian"; no capital or seat.
fn country(name: &str, gazetteer: &Gazetteer, knowledge: &Knowledge) -> Option<(PlaceRef, GazetteerPlace)> {
    let senses = knowledge.lookup(name);
    let mut states = senses
        .iter()
        .filter(|sense| matches!(sense.used, WordUse::Name | WordUse::Adjective | WordUse::People));
    let code = states.find_map(|sense| {
        let thing = knowledge.thing(sense.thing);
        thing.iso2.as_deref().filter(|_| thing.kind == ThingKind::State)
    })?;
    gazetteer.country(code)
}

/// "Rapides Parish", "Donetsk region", "Province of Trento", "City of Mosul": the name without the noun, of
/// the noun's kind.
fn with_noun(name: &str, gazetteer: &Gazetteer) -> Vec<Candidate> {
    let (base, noun) = match name.rsplit_once(' ') {
        Some((base, noun)) if kind_of_noun(noun).is_some() => (base, noun),
        _ => match name.split_once(" of ") {
            Some((noun, base)) if kind_of_noun(noun).is_some() => (base, noun),
            _ => return Vec::new(),
        },
    };
    let Some(kind) = kind_of_noun(noun) else { return Vec::new() };
    of_kind(base, kind, gazetteer)
}

/// The places of this kind whose name is `base`, alone or with a noun of its kind; else all of that name.
pub(super) fn of_kind(base: &str, kind: PlaceKind, gazetteer: &Gazetteer) -> Vec<Candidate> {
    let mut named = gazetteer.named(base);
    let nouns: &[&str] = match kind {
        PlaceKind::Region => &["Oblast", "Province", "Region", "Governorate", "Krai", "State"],
        PlaceKind::District => &["County", "Parish", "Raion", "District"],
        _ => &["City"],
    };
    for noun in nouns {
        for more in gazetteer.named(&format!("{base} {noun}")) {
            if !named.iter().any(|(held, _, _)| *held == more.0) {
                named.push(more);
            }
        }
    }
    let told = |place: &GazetteerPlace| {
        place.kind == kind
            || (kind != PlaceKind::Town && matches!(place.kind, PlaceKind::Region | PlaceKind::District))
    };
    named
        .into_iter()
        .map(|(at, place, usual)| Candidate { at, kind_told: told(&place), place, usual })
        .collect()
}

/// "St. Louis" → "Saint Louis", "Ft. Hood" → "Fort Hood".
fn spelled_out(name: &str) -> Option<String> {
    const SHORT: &[(&str, &str)] =
        &[("St. ", "Saint "), ("St ", "Saint "), ("Ft. ", "Fort "), ("Mt. ", "Mount "), ("Saint ", "St. ")];
    SHORT.iter().find_map(|(short, long)| name.strip_prefix(short).map(|rest| format!("{long}{rest}")))
}
