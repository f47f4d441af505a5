//! [`Gazetteer`]: the tables inside the binary, and a larger file of towns where a user has one.

use super::place::{GazetteerPlace, PlaceKind};
use super::table::{PlaceRow, Table, TableWriter};
use crate::slug;
use std::borrow::Cow;
use std::collections::HashMap;
use thiserror::Error;

const TOWNS: &[u8] = include_bytes!("../../data/places/gazetteer.bin");
const COUNTRIES: &str = include_str!("../../data/places/countries.tsv");
const FEATURES: &str = include_str!("../../data/places/features.tsv");
const SHORT_FORMS: &str = include_str!("../../data/places/short-forms.tsv");

/// Why a file of towns could not be read.
#[derive(Debug, Error, PartialEq, Eq)]
#[error(
    "line {line} is no row of GeoNames' tables (19 cells parted by tabs, an id, a name, latitude and longitude); \
     give cities500.txt or another of its files as it comes"
)]
pub struct CitiesError {
    /// The line, from one.
    pub line: usize,
}

/// A place of one of the gazetteer's tables.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct PlaceRef {
    table: u8,
    row: PlaceRow,
}

/// Names and places of the world.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    tables: Vec<Table>,
    countries: HashMap<String, PlaceRef>,
    /// Slug of the capital and the country's code.
    capitals: HashMap<String, Vec<String>>,
    /// "Ala." and the like: country, first-level code, name.
    short_forms: HashMap<String, (String, String, String)>,
}

impl Gazetteer {
    /// The gazetteer inside the binary.
    pub fn builtin() -> Self {
        let towns = Table::read(Cow::Borrowed(TOWNS)).expect("the built-in table is whole: a test reads it");
        let mut own = TableWriter::default();
        let mut countries = HashMap::new();
        let mut capitals: HashMap<String, Vec<String>> = HashMap::new();
        for (number, cells) in rows(COUNTRIES).enumerate() {
            let [code, id, name, population, lat, lon, capital] = cells;
            let place = GazetteerPlace {
                kind: PlaceKind::Country,
                geoname: id.parse().ok(),
                name: name.to_owned(),
                lat: lat.parse().unwrap_or_default(),
                lon: lon.parse().unwrap_or_default(),
                country: code.to_owned(),
                admin1: String::new(),
                population: population.parse().unwrap_or_default(),
            };
            own.add(place, []);
            countries.insert(code.to_owned(), PlaceRef { table: 1, row: PlaceRow(number as u32) });
            capitals.entry(slug(capital)).or_default().push(code.to_owned());
        }
        for [kind, name, names, lat, lon, code] in rows(FEATURES) {
            let place = GazetteerPlace {
                kind: PlaceKind::Feature,
                geoname: None,
                name: name.to_owned(),
                lat: lat.parse().unwrap_or_default(),
                lon: lon.parse().unwrap_or_default(),
                country: code.to_owned(),
                admin1: String::new(),
                population: weight_of(kind),
            };
            own.add(place, names.split(';').map(str::to_owned));
        }
        let own = Table::read(Cow::Owned(own.finish())).expect("what was written is whole");
        let mut short_forms = HashMap::new();
        for [country, admin1, name, short] in rows(SHORT_FORMS) {
            for form in short.split(';').filter(|form| !form.is_empty()) {
                short_forms.insert(form.to_owned(), (country.to_owned(), admin1.to_owned(), name.to_owned()));
            }
        }
        Self { tables: vec![towns, own], countries, capitals, short_forms }
    }

    /// Adds the towns of a file in GeoNames' own format (`cities500.txt`), behind those inside the binary.
    pub fn add_cities(&mut self, text: &str) -> Result<(), CitiesError> {
        let mut writer = TableWriter::default();
        for (number, line) in text.lines().enumerate() {
            let cells: Vec<&str> = line.split('\t').collect();
            let place = town(&cells).ok_or(CitiesError { line: number + 1 })?;
            let others = cells[3].split(',').filter(|name| is_written_in_latin(name)).map(str::to_owned);
            writer.add(place, others);
        }
        self.tables.push(Table::read(Cow::Owned(writer.finish())).expect("what was written is whole"));
        Ok(())
    }

    /// The places of a name, and whether it is their usual name; a place that stands in two tables once.
    pub(super) fn named(&self, name: &str) -> Vec<(PlaceRef, GazetteerPlace, bool)> {
        let key = slug(name);
        let mut found: Vec<(PlaceRef, GazetteerPlace, bool)> = Vec::new();
        for (number, table) in self.tables.iter().enumerate() {
            for (row, usual) in table.named(&key) {
                let place = table.place(row);
                let held =
                    found.iter().any(|(_, held, _)| place.geoname.is_some() && held.geoname == place.geoname);
                if !held {
                    found.push((PlaceRef { table: number as u8, row }, place, usual));
                }
            }
        }
        found
    }

    /// The country of an ISO 3166 code.
    pub(super) fn country(&self, code: &str) -> Option<(PlaceRef, GazetteerPlace)> {
        let place = *self.countries.get(code)?;
        Some((place, self.tables[place.table as usize].place(place.row)))
    }

    /// GeoNames id of a country by its ISO 3166 code.
    pub fn country_id(&self, code: &str) -> Option<u32> {
        self.country(code)?.1.geoname
    }

    /// The country whose ending a domain or an address has ("www.herald.co.uk", "https://a.example.au/b"), as its
    /// ISO 3166 code.
    pub fn country_of_domain(&self, address: &str) -> Option<String> {
        let host = address.split_once("://").map_or(address, |(_, rest)| rest);
        let host = host.split(['/', ':']).next().unwrap_or_default();
        let ending = host.rsplit_once('.')?.1.to_uppercase();
        let code = if ending == "UK" { "GB".to_owned() } else { ending };
        // Sold to the whole world.
        let sold = matches!(code.as_str(), "TV" | "CO" | "ME" | "IO" | "AI" | "FM" | "CC" | "WS");
        (!sold && self.countries.contains_key(&code)).then_some(code)
    }

    /// Country, first-level code and full name of a region's short form ("Ala.").
    pub(super) fn short_form(&self, form: &str) -> Option<&(String, String, String)> {
        self.short_forms.get(form)
    }

    /// Whether a place is the capital of its country.
    pub(super) fn is_capital(&self, place: &GazetteerPlace) -> bool {
        place.kind == PlaceKind::Town
            && self
                .capitals
                .get(&slug(&place.name))
                .is_some_and(|countries| countries.contains(&place.country))
    }
}

/// A town of a row of GeoNames' tables.
fn town(cells: &[&str]) -> Option<GazetteerPlace> {
    let [id, name, _, _, lat, lon, _, _, country, _, admin1, _, _, _, population, ..] = cells else {
        return None;
    };
    Some(GazetteerPlace {
        kind: PlaceKind::Town,
        geoname: Some(id.parse().ok()?),
        name: (*name).to_owned(),
        lat: lat.parse().ok().filter(|lat: &f64| lat.is_finite())?,
        lon: lon.parse().ok().filter(|lon: &f64| lon.is_finite())?,
        country: (*country).to_owned(),
        admin1: (*admin1).to_owned(),
        population: population.parse().unwrap_or_default(),
    })
}

/// Whether English text may hold the name: Latin letters, first a capital.
fn is_written_in_latin(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase) && name.chars().all(|letter| letter < '\u{250}')
}

/// A population to rank features by, where they share a name with a town.
fn weight_of(kind: &str) -> u32 {
    match kind {
        "continent" | "ocean" => 100_000_000,
        "sea" | "region" => 5_000_000,
        _ => 1_000_000,
    }
}

/// The rows of a table of ours below its line of columns: `N` cells each.
fn rows<const N: usize>(text: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1);
    lines.map(|line| {
        let mut cells = [""; N];
        cells.iter_mut().zip(line.split('\t')).for_each(|(cell, text)| *cell = text.trim());
        cells
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_inside_the_binary_are_whole() {
        let gazetteer = Gazetteer::builtin();
        let first =
            |name: &str| gazetteer.named(name).into_iter().map(|(_, place, _)| place.geoname).collect();
        let ids: Vec<Option<u32>> = first("Pokrovsk");
        assert!(ids.contains(&Some(704_422)), "{ids:?}");
        assert_eq!(first("Strait of Hormuz") as Vec<Option<u32>>, [None]);
        let (_, ukraine) = gazetteer.country("UA").expect("a row of the table");
        assert_eq!((ukraine.name.as_str(), ukraine.geoname), ("Ukraine", Some(690_791)));
        for [code, id, name, _, lat, lon, capital] in rows::<7>(COUNTRIES) {
            let whole = code.len() == 2 && id.parse::<u32>().is_ok() && !name.is_empty();
            let point = lat.parse::<f64>().is_ok_and(|lat| lat.abs() <= 90.0) && lon.parse::<f64>().is_ok();
            assert!(whole && point, "{code} {name} {capital}");
        }
        for [kind, name, _, lat, lon, code] in rows::<6>(FEATURES) {
            let point = lat.parse::<f64>().is_ok_and(|lat| lat.abs() <= 90.0)
                && lon.parse::<f64>().is_ok_and(|lon| lon.abs() <= 180.0);
            assert!(point && (code.is_empty() || gazetteer.country(code).is_some()), "{kind} {name}");
        }
    }

    #[test]
    fn a_file_of_towns_is_added_or_refused() {
        let mut gazetteer = Gazetteer::builtin();
        let row = "99000001\tOrlenfeld\tOrlenfeld\tOrlen Field,Орлен\t48.5\t9.25\tP\tPPL\tDE\t\t01\t\t\t\t612\t\t\t\t";
        assert_eq!(gazetteer.add_cities(row), Ok(()));
        assert_eq!(gazetteer.named("Orlen Field").len(), 1);
        let broken = format!("{row}\n99000002\tB");
        assert_eq!(gazetteer.add_cities(&broken), Err(CitiesError { line: 2 }));
    }
}
