//! The gazetteer's table: places and their names in one block of bytes that is searched where it lies.
//!
//! Layout, all numbers little-endian: `VGAZ` and a version; counts; the places in rows of 24 bytes; the areas
//! ("UA.05") as strings; the names in the order of their keys, each ended by a zero byte and followed by three
//! bytes of row, in blocks of [`BLOCK`] with one offset a block. A key is [`slug`] of the name: it is not stored,
//! a search makes it for the names it looks at.

use super::place::{GazetteerPlace, PlaceKind};
use crate::slug;
use std::borrow::Cow;
use std::cmp::Ordering;
use thiserror::Error;

/// The first bytes of a table.
const MAGIC: &[u8; 8] = b"VGAZ\x01\0\0\0";
/// Names between two offsets of the index.
const BLOCK: usize = 16;
const ROW: usize = 24;
const HEAD: usize = MAGIC.len() + 5 * 4;
/// Hundred-thousandths of a degree, about a metre.
const FINENESS: f64 = 1e5;

/// Why a table could not be read.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("the gazetteer's table is cut, changed or of another version; build it again")]
pub struct TableError;

/// A place in the table.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PlaceRow(pub u32);

/// Places and names, as bytes.
#[derive(Clone, Debug)]
pub struct Table {
    bytes: Cow<'static, [u8]>,
    places: usize,
    names: usize,
    areas_at: usize,
    index_at: usize,
    pool_at: usize,
}

impl Table {
    /// Reads a table, checking that its parts have the lengths it states.
    pub fn read(bytes: Cow<'static, [u8]>) -> Result<Self, TableError> {
        if !bytes.starts_with(MAGIC) || bytes.len() < HEAD {
            return Err(TableError);
        }
        let count = |number: usize| word(&bytes, MAGIC.len() + 4 * number) as usize;
        let (places, areas_length, names, pool_length) = (count(0), count(2), count(3), count(4));
        let areas_at = HEAD + places * ROW;
        let index_at = areas_at + areas_length;
        let pool_at = index_at + names.div_ceil(BLOCK) * 4;
        if bytes.len() != pool_at + pool_length {
            return Err(TableError);
        }
        Ok(Self { bytes, places, names, areas_at, index_at, pool_at })
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.places
    }

    /// Whether it holds no place.
    pub fn is_empty(&self) -> bool {
        self.places == 0
    }

    /// The place of a row.
    pub fn place(&self, row: PlaceRow) -> GazetteerPlace {
        let at = HEAD + row.0 as usize * ROW;
        let number = |offset: usize| word(&self.bytes, at + offset);
        let degrees = |offset: usize| f64::from(number(offset) as i32) / FINENESS;
        let area = self.text(self.areas_at + (number(20) & 0xffff) as usize * AREA);
        let (country, admin1) = area.split_once('.').unwrap_or((area, ""));
        GazetteerPlace {
            kind: PlaceKind::of_number(self.bytes.get(at + 22).copied().unwrap_or_default()),
            geoname: Some(number(0)).filter(|id| *id > 0),
            name: self.text(self.pool_at + number(16) as usize).to_owned(),
            lat: degrees(4),
            lon: degrees(8),
            country: country.to_owned(),
            admin1: admin1.to_owned(),
            population: number(12),
        }
    }

    /// The places of a name, by its key ([`slug`]), and whether it is their usual name.
    pub fn named(&self, key: &str) -> Vec<(PlaceRow, bool)> {
        let mut found = Vec::new();
        if key.is_empty() {
            return found;
        }
        // The first block that may hold it is the one before the first block that starts at or after it.
        let blocks = self.names.div_ceil(BLOCK);
        let (mut low, mut high) = (0, blocks);
        while low < high {
            let middle = (low + high) / 2;
            match slug(self.text(self.block(middle))).as_str().cmp(key) {
                Ordering::Less => low = middle + 1,
                _ => high = middle,
            }
        }
        let first = low.saturating_sub(1);
        let mut at = self.block(first);
        for _ in first * BLOCK..self.names {
            let name = self.text(at);
            match slug(name).as_str().cmp(key) {
                Ordering::Greater => break,
                Ordering::Equal => {
                    let row = PlaceRow(word(&self.bytes, at + name.len() + 1) & 0x00ff_ffff);
                    let usual = word(&self.bytes, HEAD + row.0 as usize * ROW + 16) as usize;
                    found.push((row, self.pool_at + usual == at));
                }
                Ordering::Less => {}
            }
            at += name.len() + 4;
        }
        found.sort_by_key(|(row, usual)| (*row, !usual));
        found.dedup_by_key(|(row, _)| *row);
        found
    }

    fn block(&self, number: usize) -> usize {
        self.pool_at + word(&self.bytes, self.index_at + 4 * number) as usize
    }

    /// The text from `at` to the next zero byte.
    fn text(&self, at: usize) -> &str {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let end = rest.iter().position(|byte| *byte == 0).unwrap_or(0);
        std::str::from_utf8(&rest[..end]).unwrap_or_default()
    }
}

/// Bytes of an area's code with its padding: "GB.ENG" and the like.
const AREA: usize = 8;

/// Four bytes as a number; missing ones count as zero.
fn word(bytes: &[u8], at: usize) -> u32 {
    let mut four = [0; 4];
    for (to, from) in four.iter_mut().zip(bytes.get(at..).unwrap_or_default()) {
        *to = *from;
    }
    u32::from_le_bytes(four)
}

/// Collects places and writes them as a table.
#[derive(Clone, Debug, Default)]
pub struct TableWriter {
    places: Vec<GazetteerPlace>,
    /// Name, row, whether it is the usual one.
    names: Vec<(String, u32, bool)>,
}

impl TableWriter {
    /// Adds a place with its other names.
    pub fn add(&mut self, place: GazetteerPlace, other_names: impl IntoIterator<Item = String>) {
        let row = self.places.len() as u32;
        let usual = slug(&place.name);
        self.names.push((place.name.clone(), row, true));
        let mut seen = vec![usual];
        for name in other_names {
            let key = slug(&name);
            if !key.is_empty() && !seen.contains(&key) {
                seen.push(key);
                self.names.push((name, row, false));
            }
        }
        self.places.push(place);
    }

    /// The bytes of the table.
    pub fn finish(mut self) -> Vec<u8> {
        self.names.retain(|(name, row, _)| !name.contains('\0') && *row < 1 << 24);
        self.names.sort_by_cached_key(|(name, row, usual)| (slug(name), *row, !usual));
        let mut pool: Vec<u8> = Vec::new();
        let mut index: Vec<u8> = Vec::new();
        let mut usual_at = vec![0u32; self.places.len()];
        for (number, (name, row, usual)) in self.names.iter().enumerate() {
            if number % BLOCK == 0 {
                index.extend((pool.len() as u32).to_le_bytes());
            }
            if *usual {
                usual_at[*row as usize] = pool.len() as u32;
            }
            pool.extend(name.as_bytes());
            pool.push(0);
            pool.extend(&row.to_le_bytes()[..3]);
        }
        let mut areas: Vec<String> = self.places.iter().map(area).collect();
        areas.sort_unstable();
        areas.dedup();
        let mut bytes = MAGIC.to_vec();
        let counts = [self.places.len(), areas.len(), areas.len() * AREA, self.names.len(), pool.len()];
        for count in counts {
            bytes.extend((count as u32).to_le_bytes());
        }
        for (place, usual) in self.places.iter().zip(usual_at) {
            let at = areas.binary_search(&area(place)).unwrap_or(0);
            bytes.extend(place.geoname.unwrap_or(0).to_le_bytes());
            bytes.extend(((place.lat * FINENESS).round() as i32).to_le_bytes());
            bytes.extend(((place.lon * FINENESS).round() as i32).to_le_bytes());
            bytes.extend(place.population.to_le_bytes());
            bytes.extend(usual.to_le_bytes());
            bytes.extend((at as u16).to_le_bytes());
            bytes.extend([place.kind.number(), 0]);
        }
        for area in &areas {
            let mut padded = [0; AREA];
            for (to, from) in padded.iter_mut().take(AREA - 1).zip(area.bytes()) {
                *to = from;
            }
            bytes.extend(padded);
        }
        bytes.extend(index);
        bytes.extend(pool);
        bytes
    }
}

fn area(place: &GazetteerPlace) -> String {
    if place.admin1.is_empty() {
        place.country.clone()
    } else {
        format!("{}.{}", place.country, place.admin1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn town(name: &str, id: u32) -> GazetteerPlace {
        GazetteerPlace {
            kind: PlaceKind::Town,
            geoname: Some(id),
            name: name.to_owned(),
            lat: -12.5,
            lon: 179.25,
            country: "UA".to_owned(),
            admin1: "05".to_owned(),
            population: 7,
        }
    }

    fn table(names: &[&str]) -> Table {
        let mut writer = TableWriter::default();
        for (number, name) in names.iter().enumerate() {
            writer.add(town(name, number as u32 + 1), [format!("{name} Old")]);
        }
        Table::read(Cow::Owned(writer.finish())).expect("what was written is read")
    }

    #[test]
    fn places_come_back_as_they_were_put_in() {
        let table = table(&["Górka", "Mali Brody", "Górka"]);
        assert_eq!(table.len(), 3);
        assert_eq!(table.named("gorka"), [(PlaceRow(0), true), (PlaceRow(2), true)]);
        assert_eq!(table.named("mali-brody-old"), [(PlaceRow(1), false)]);
        assert_eq!(table.named("mali"), []);
        assert_eq!(table.place(PlaceRow(1)), town("Mali Brody", 2));
    }

    #[test]
    fn foreign_bytes_are_refused() {
        let mut cut = TableWriter::default().finish();
        cut.push(0);
        for bytes in [Vec::new(), b"VGAZ\x02\0\0\0".to_vec(), cut] {
            assert_eq!(Table::read(Cow::Owned(bytes)).map(|table| table.len()), Err(TableError));
        }
    }

    proptest! {
        #[test]
        fn every_name_is_found(names in prop::collection::vec("[A-Za-z][a-z]{0,3}( [A-Z][a-z]{0,2})?", 1..60)) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let table = table(&names);
            for (row, name) in names.iter().enumerate() {
                prop_assert!(table.named(&slug(name)).contains(&(PlaceRow(row as u32), true)));
            }
        }
    }
}
