//! Measuring the choice of places on LGL and GeoVirus.

use super::read_to_string;
use crate::error::{Error, Result};
use crate::pipeline::Engine;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use verbale_evaluate::places::{MadePlace, PlaceArticle, PlacesScore, read_places, score};
use verbale_knowledge::places::{GazetteerPlace, Setting, resolve};

/// Names and files of the sets under the folder of measuring data.
pub fn place_sets(data: &Path) -> Vec<(&'static str, PathBuf)> {
    vec![("lgl", data.join("data/geo/lgl.xml")), ("geovirus", data.join("data/geo/GeoVirus.xml"))]
}

/// Resolves the toponyms of a file and scores the points.
pub fn evaluate_places(engine: &Engine, path: &Path) -> Result<PlacesScore> {
    let articles = read_places(&path.display().to_string(), &read_to_string(path)?)
        .map_err(|error| Error::input(error.to_string()))?;
    let made: Vec<Vec<Option<MadePlace>>> =
        articles.par_iter().map(|article| made(engine, article)).collect();
    Ok(score(&articles, &made))
}

fn made(engine: &Engine, article: &PlaceArticle) -> Vec<Option<MadePlace>> {
    let names: Vec<_> = article.toponyms.iter().map(|toponym| toponym.at.clone()).collect();
    let outlet_country =
        article.domain.as_deref().and_then(|domain| engine.knowledge().gazetteer().country_of_domain(domain));
    let setting = Setting { outlet_country, dateline: None };
    let places = resolve(&article.text, &names, &setting, engine.knowledge());
    let point = |place: GazetteerPlace| MadePlace {
        point: [place.lat, place.lon],
        country: engine.knowledge().gazetteer().country_id(&place.country),
    };
    places.into_iter().map(|place| place.map(point)).collect()
}
