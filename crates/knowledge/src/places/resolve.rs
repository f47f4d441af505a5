//! Chooses the place that each name of a text means.
//!
//! A name's places are ranked by how often such a place is meant at all (kind, population, usual name), by what
//! the text says beside the name ("Pokrovsk, Donetsk region"), and by the other places of the text: their
//! countries and regions, and how near they lie. A name means one place throughout a text, unless the words
//! beside it say otherwise.

use super::candidates::{self, Candidate};
use super::gazetteer::Gazetteer;
use super::place::{GazetteerPlace, PlaceKind, kilometres};
use super::surroundings::{Surroundings, around};
use crate::{Knowledge, slug};
use std::collections::BTreeMap;
use std::ops::Range;

/// What is known of a text besides its words.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// ISO 3166 code of the country that the outlet writes for.
    pub outlet_country: Option<String>,
    /// Where the name of the dateline stands among the names.
    pub dateline: Option<usize>,
}

/// Weights of what speaks for a place, on the scale of a power of ten in population.
mod weight {
    /// The text says what it lies in.
    pub const CONTAINED: f64 = 6.0;
    /// The text says that it lies elsewhere.
    pub const NOT_CONTAINED: f64 = -2.0;
    /// The noun beside the name tells its kind.
    pub const KIND_TOLD: f64 = 4.0;
    pub const COUNTRY: f64 = 2.0;
    pub const REGION: f64 = 0.1;
    pub const DISTRICT: f64 = -1.4;
    pub const CAPITAL: f64 = 2.0;
    /// A name that the place also bears, like its usual one ("Odessa").
    pub const LIKE_NAME: f64 = -0.5;
    /// A name of another time or tongue ("Salisbury" for Harare).
    pub const OTHER_NAME: f64 = -3.0;
    /// Shares of the text's places that lie in the same country, and in the same region.
    pub const SAME_COUNTRY: f64 = 2.0;
    pub const SAME_REGION: f64 = 0.7;
    /// Another place of the text lies next to it.
    pub const NEAR: f64 = 1.2;
    pub const OUTLET: f64 = 0.8;
    /// A country that the text names says less of where it plays than a town.
    pub const VOTE_OF_COUNTRY: f64 = 0.5;
}

/// One name of the text with its places.
struct Mention {
    key: String,
    candidates: Vec<Candidate>,
    within: Vec<Area>,
}

/// A country, or a region in one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Area {
    country: String,
    admin1: String,
}

impl Area {
    fn of(place: &GazetteerPlace) -> Self {
        Self { country: place.country.clone(), admin1: place.admin1.clone() }
    }

    fn holds(&self, place: &GazetteerPlace) -> bool {
        self.country == place.country && (self.admin1.is_empty() || self.admin1 == place.admin1)
    }
}

/// The place that each of `names` (byte ranges of `text`) means; none where the gazetteer has no such name.
pub fn resolve(
    text: &str,
    names: &[Range<usize>],
    setting: &Setting,
    knowledge: &Knowledge,
) -> Vec<Option<GazetteerPlace>> {
    let gazetteer = knowledge.gazetteer();
    let mentions: Vec<Mention> = names.iter().map(|at| mention(text, at, gazetteer, knowledge)).collect();
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, mention) in mentions.iter().enumerate() {
        groups.entry(&mention.key).or_default().push(number);
    }
    let mut chosen: Vec<Option<usize>> = vec![None; mentions.len()];
    for pass in 0..3 {
        let votes =
            if pass == 0 { Votes::default() } else { Votes::of(&mentions, &groups, &chosen, setting) };
        for numbers in groups.values() {
            choose(&mentions, numbers, &votes, setting, gazetteer, &mut chosen);
        }
    }
    mentions
        .iter()
        .zip(&chosen)
        .map(|(mention, chosen)| chosen.map(|at| mention.candidates[at].place.clone()))
        .collect()
}

fn mention(text: &str, at: &Range<usize>, gazetteer: &Gazetteer, knowledge: &Knowledge) -> Mention {
    let name = text.get(at.clone()).unwrap_or_default();
    let surroundings = around(text, at);
    let mut found = candidates::all(name, gazetteer, knowledge);
    if let Some(kind) = surroundings.kind {
        for more in candidates::of_kind(name, kind, gazetteer).into_iter().filter(|more| more.kind_told) {
            match found.iter_mut().find(|held| held.at == more.at) {
                Some(held) => held.kind_told = true,
                None => found.push(more),
            }
        }
    }
    let within = within(&surroundings, &found, gazetteer, knowledge);
    Mention { key: slug(name), candidates: found, within }
}

/// The areas named beside the name that hold at least one of its places.
fn within(
    surroundings: &Surroundings<'_>,
    found: &[Candidate],
    gazetteer: &Gazetteer,
    knowledge: &Knowledge,
) -> Vec<Area> {
    for container in &surroundings.containers {
        let plain = container.trim_end_matches('.');
        let mut areas: Vec<Area> = [*container, plain]
            .iter()
            .flat_map(|name| candidates::all(name, gazetteer, knowledge))
            .filter(|one| matches!(one.place.kind, PlaceKind::Country | PlaceKind::Region))
            .map(|one| Area::of(&one.place))
            .collect();
        areas.sort_unstable();
        areas.dedup();
        areas.retain(|area| {
            found.iter().any(|one| one.place.kind != PlaceKind::Country && area.holds(&one.place))
        });
        // "Mexico, China" is a list.
        let countries = found.iter().any(|one| one.place.kind == PlaceKind::Country)
            && areas.iter().all(|area| area.admin1.is_empty());
        if !areas.is_empty() && !countries {
            return areas;
        }
    }
    Vec::new()
}

/// What the places chosen so far speak for.
#[derive(Default)]
struct Votes {
    countries: BTreeMap<String, f64>,
    regions: BTreeMap<Area, f64>,
    points: Vec<(String, [f64; 2])>,
    total: f64,
}

impl Votes {
    fn of(
        mentions: &[Mention],
        groups: &BTreeMap<&str, Vec<usize>>,
        chosen: &[Option<usize>],
        setting: &Setting,
    ) -> Self {
        let mut votes = Self::default();
        for (key, numbers) in groups {
            let Some(first) = numbers.first().filter(|first| chosen[**first].is_some()) else { continue };
            let Some(at) = chosen[*first] else { continue };
            let mention = &mentions[*first];
            let place = &mention.candidates[at].place;
            votes.add(place, weight_of(mention, place, numbers, setting));
            if matches!(place.kind, PlaceKind::Town | PlaceKind::District) {
                votes.points.push(((*key).to_owned(), [place.lat, place.lon]));
            }
        }
        votes
    }

    fn add(&mut self, place: &GazetteerPlace, weight: f64) {
        if place.country.is_empty() {
            return;
        }
        *self.countries.entry(place.country.clone()).or_default() += weight;
        if !place.admin1.is_empty() {
            *self.regions.entry(Area::of(place)).or_default() += weight;
        }
        self.total += weight;
    }

    /// How much the text's other places speak for this one, `own` being the weight it gave itself.
    fn speak_for(&self, key: &str, place: &GazetteerPlace, own: Option<(&GazetteerPlace, f64)>) -> f64 {
        let less = |same: bool| if same { own.map_or(0.0, |(_, weight)| weight) } else { 0.0 };
        let total = self.total - less(true);
        if total <= 0.1 || place.country.is_empty() {
            return 0.0;
        }
        let own_country = own.is_some_and(|(own, _)| own.country == place.country);
        let own_region = own.is_some_and(|(own, _)| Area::of(own) == Area::of(place));
        let sure = total / (total + 1.5);
        let spoken = |votes: f64| (1.0 + 30.0 * (votes / total).clamp(0.0, 1.0)).ln() * sure;
        let country = self.countries.get(&place.country).copied().unwrap_or(0.0) - less(own_country);
        let mut sum = weight::SAME_COUNTRY * spoken(country);
        if !place.admin1.is_empty() {
            let region = self.regions.get(&Area::of(place)).copied().unwrap_or(0.0) - less(own_region);
            sum += weight::SAME_REGION * spoken(region);
        }
        let near = self
            .points
            .iter()
            .filter(|(other, _)| other != key)
            .map(|(_, point)| kilometres(*point, [place.lat, place.lon]))
            .fold(f64::INFINITY, f64::min);
        sum + weight::NEAR / (1.0 + near / 60.0)
    }
}

/// How much a name's place tells of where the text plays.
fn weight_of(mention: &Mention, place: &GazetteerPlace, numbers: &[usize], setting: &Setting) -> f64 {
    let sure = mention.candidates.len() == 1 || !mention.within.is_empty();
    let said = 1.0 + (numbers.len() as f64).ln();
    let dateline = setting.dateline.is_some_and(|line| numbers.contains(&line));
    let country = if place.kind == PlaceKind::Country { weight::VOTE_OF_COUNTRY } else { 1.0 };
    said * country * if sure { 1.5 } else { 1.0 } * if dateline { 2.0 } else { 1.0 }
}

/// Chooses the place of a name for all its mentions, then for those whose surroundings say otherwise.
fn choose(
    mentions: &[Mention],
    numbers: &[usize],
    votes: &Votes,
    setting: &Setting,
    gazetteer: &Gazetteer,
    chosen: &mut [Option<usize>],
) {
    let within: Vec<&Area> = numbers.iter().flat_map(|&number| &mentions[number].within).collect();
    let Some(&first) = numbers.first() else { return };
    let own = chosen[first].map(|at| {
        let place = &mentions[first].candidates[at].place;
        (place, weight_of(&mentions[first], place, numbers, setting))
    });
    let best: Vec<Option<usize>> = numbers
        .iter()
        .map(|&number| {
            let mention = &mentions[number];
            let areas: Vec<&Area> =
                if mention.within.is_empty() { within.clone() } else { mention.within.iter().collect() };
            best_of(mention, &areas, votes, own, setting, gazetteer)
        })
        .collect();
    for (&number, best) in numbers.iter().zip(best) {
        chosen[number] = best;
    }
}

fn best_of(
    mention: &Mention,
    areas: &[&Area],
    votes: &Votes,
    own: Option<(&GazetteerPlace, f64)>,
    setting: &Setting,
    gazetteer: &Gazetteer,
) -> Option<usize> {
    let score = |one: &Candidate| {
        let place = &one.place;
        let mut score = prior(one, mention, gazetteer) + votes.speak_for(&mention.key, place, own);
        if !areas.is_empty() && place.kind != PlaceKind::Country {
            let held = areas.iter().any(|area| area.holds(place));
            score += if held { weight::CONTAINED } else { weight::NOT_CONTAINED };
        }
        if setting.outlet_country.as_deref() == Some(place.country.as_str()) {
            score += weight::OUTLET;
        }
        score
    };
    let scored = mention.candidates.iter().map(score).enumerate();
    scored.max_by(|(one, a), (other, b)| a.total_cmp(b).then(other.cmp(one))).map(|(at, _)| at)
}

/// How often such a place is meant at all.
fn prior(one: &Candidate, mention: &Mention, gazetteer: &Gazetteer) -> f64 {
    let place = &one.place;
    let mut score = f64::from(place.population.max(10)).log10();
    score += match place.kind {
        PlaceKind::Country => weight::COUNTRY,
        PlaceKind::Region => weight::REGION,
        PlaceKind::District => weight::DISTRICT,
        PlaceKind::Feature | PlaceKind::Town => 0.0,
    };
    if gazetteer.is_capital(place) {
        score += weight::CAPITAL;
    }
    if one.kind_told {
        score += weight::KIND_TOLD;
    }
    if !one.usual && matches!(place.kind, PlaceKind::Town | PlaceKind::District) {
        let usual = slug(&place.name);
        let like = mention.key.chars().zip(usual.chars()).take_while(|(one, other)| one == other).count();
        score += if like >= 2 { weight::LIKE_NAME } else { weight::OTHER_NAME };
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place of the first of `names`: its country and GeoNames id.
    fn check(text: &str, names: &[&str], expected: Option<(&str, u32)>) {
        let knowledge = Knowledge::builtin();
        let spans: Vec<Range<usize>> = names
            .iter()
            .map(|name| {
                let start = text.find(name).expect("the name stands in the text");
                start..start + name.len()
            })
            .collect();
        let found = resolve(text, &spans, &Setting::default(), &knowledge);
        let found = found[0].as_ref().map(|place| (place.country.as_str(), place.geoname.unwrap_or(0)));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_words_beside_a_name_decide() {
        check("fighting near Pokrovsk, Donetsk region", &["Pokrovsk"], Some(("UA", 704_422)));
        check("a fire in Paris, Texas, on Monday", &["Paris"], Some(("US", 4_717_560)));
        check("a fire in Paris on Monday", &["Paris"], Some(("FR", 2_988_507)));
        check("shells fell on the Donetsk region", &["Donetsk"], Some(("UA", 709_716)));
        check("two envoys from Mexico, China and Peru", &["Mexico"], Some(("MX", 3_996_063)));
        check("the Zzyzzow hills", &["Zzyzzow"], None);
    }

    #[test]
    fn other_places_of_the_text_decide() {
        let dallas = "Dallas, Fort Worth and Abilene sent crews to Paris";
        check(
            &format!("In Paris, {dallas}"),
            &["Paris", "Dallas", "Fort Worth", "Abilene"],
            Some(("US", 4_717_560)),
        );
        check(
            "Tbilisi said that Georgia and Armenia agreed",
            &["Georgia", "Tbilisi", "Armenia"],
            Some(("GE", 614_540)),
        );
        check("Ships left Odessa for Mykolaiv", &["Odessa", "Mykolaiv"], Some(("UA", 698_740)));
    }
}
