//! Places with what happened there, as rows and as GeoJSON (RFC 7946).

use super::timeline::sentence;
use crate::listing::{EventRow, Filter, events};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use verbale_record::Record;

/// A place and the events there.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PlaceRow {
    /// As most articles name it.
    pub name: String,
    /// GeoNames id.
    pub geoname: Option<u32>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Number of articles with an event there.
    pub documents: usize,
    /// First day of an event there.
    pub first: Option<Date>,
    /// Last day.
    pub last: Option<Date>,
    /// What happened, is planned or is claimed there, by day.
    pub events: Vec<PlacedEvent>,
}

/// An event at a place.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PlacedEvent {
    /// First and last day.
    pub date: Option<[Date; 2]>,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// How real it is.
    pub status: String,
    /// Who does it.
    pub actors: Vec<String>,
    /// To whom.
    pub recipients: Vec<String>,
    /// The sentence that tells it.
    pub words: String,
    /// The document's id.
    pub document: String,
    /// The row of the record.
    pub event: String,
}

/// The places of the events asked for, those with most events first.
pub fn places(records: &[Record], filter: &Filter) -> Vec<PlaceRow> {
    let mut rows: Vec<(PlaceRow, BTreeSet<String>)> = Vec::new();
    for event in events(records, filter) {
        let Some(place) = event.place.clone() else { continue };
        let same = |(row, _): &(PlaceRow, BTreeSet<String>)| match (row.geoname, place.geoname) {
            (Some(one), Some(other)) => one == other,
            (None, None) => row.name == place.name,
            _ => false,
        };
        let placed = placed(records, &event);
        let at = match rows.iter().position(same) {
            Some(at) => at,
            None => {
                let row = PlaceRow {
                    name: place.name,
                    geoname: place.geoname,
                    lat: place.lat,
                    lon: place.lon,
                    documents: 0,
                    first: None,
                    last: None,
                    events: Vec::new(),
                };
                rows.push((row, BTreeSet::new()));
                rows.len() - 1
            }
        };
        let (row, documents) = &mut rows[at];
        documents.insert(placed.document.clone());
        row.documents = documents.len();
        if let Some([first, last]) = placed.date {
            row.first = Some(row.first.map_or(first, |held| held.min(first)));
            row.last = Some(row.last.map_or(last, |held| held.max(last)));
        }
        row.events.push(placed);
    }
    let mut rows: Vec<PlaceRow> = rows.into_iter().map(|(row, _)| row).collect();
    rows.sort_by(|a, b| b.events.len().cmp(&a.events.len()).then_with(|| a.name.cmp(&b.name)));
    rows
}

fn placed(records: &[Record], event: &EventRow) -> PlacedEvent {
    let record = &records[event.citation.document - 1];
    let words = match event.citation.spans.first() {
        Some(span) => sentence(record, *span),
        None => event.words.clone(),
    };
    PlacedEvent {
        date: event.date,
        kind: event.kind.to_string(),
        status: event.status.to_string(),
        actors: event.actors.clone(),
        recipients: event.recipients.clone(),
        words,
        document: event.origin.document.clone(),
        event: event.id.clone(),
    }
}

/// The places that have a point, as a collection of GeoJSON features.
pub fn geojson(rows: &[PlaceRow]) -> Value {
    let features: Vec<Value> = rows
        .iter()
        .filter_map(|row| {
            let (lat, lon) = (row.lat?, row.lon?);
            Some(json!({
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [lon, lat]},
                "properties": {
                    "name": row.name,
                    "geoname": row.geoname,
                    "documents": row.documents,
                    "first": row.first,
                    "last": row.last,
                    "events": row.events,
                },
            }))
        })
        .collect();
    json!({"type": "FeatureCollection", "features": features})
}
