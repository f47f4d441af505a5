//! The resolution of place names, on texts whose toponyms people have marked with a point on the earth.
//!
//! Two shapes are read: LGL's (GeoNames' point and country, offsets from 0) and GeoVirus's (Wikipedia's point,
//! offsets from 1). The names are given, so that only the choice of the place is judged.

mod read;
#[cfg(test)]
mod tests;

pub use read::{PlacesError, read_places};

use crate::Rate;
use serde::Serialize;
use std::fmt::Write;

/// Kilometres up to which a point counts as right: a hundred miles, as the field counts.
pub const NEAR_ENOUGH: f64 = 161.0;

/// A text with its toponyms.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PlaceArticle {
    /// The text.
    pub text: String,
    /// The outlet's domain.
    pub domain: Option<String>,
    /// The toponyms, in the order of the file.
    pub toponyms: Vec<Toponym>,
}

/// A name of a place and where it lies.
#[derive(Clone, PartialEq, Debug)]
pub struct Toponym {
    /// Bytes of the text.
    pub at: std::ops::Range<usize>,
    /// Degrees north and east.
    pub point: [f64; 2],
    /// GeoNames id of the country.
    pub country: Option<u32>,
}

/// What was made of a toponym.
#[derive(Copy, Clone, PartialEq, Debug)]
pub struct MadePlace {
    /// Degrees north and east.
    pub point: [f64; 2],
    /// GeoNames id of the country.
    pub country: Option<u32>,
}

/// Figures over some of the articles.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct PlacesPart {
    /// Toponyms resolved to a point near enough, of all.
    pub near: Rate,
    /// Toponyms resolved to anything, of all.
    pub resolved: Rate,
    /// Countries right, of the resolved ones where both countries are known.
    pub country: Rate,
}

/// A score: all articles, and both halves of them.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct PlacesScore {
    /// All articles.
    pub all: PlacesPart,
    /// The first, third, … article.
    pub first_half: PlacesPart,
    /// The second, fourth, … article.
    pub second_half: PlacesPart,
}

/// Scores what was `made` of each article's toponyms, in their order.
pub fn score(articles: &[PlaceArticle], made: &[Vec<Option<MadePlace>>]) -> PlacesScore {
    let mut score = PlacesScore::default();
    for (number, (article, made)) in articles.iter().zip(made).enumerate() {
        let half = if number % 2 == 0 { &mut score.first_half } else { &mut score.second_half };
        for (gold, made) in article.toponyms.iter().zip(made) {
            for part in [&mut *half, &mut score.all] {
                let near = made.is_some_and(|made| kilometres(made.point, gold.point) <= NEAR_ENOUGH);
                part.near.judge(near);
                part.resolved.judge(made.is_some());
                if let (Some(made), Some(gold)) = (made.and_then(|made| made.country), gold.country) {
                    part.country.judge(made == gold);
                }
            }
        }
    }
    score
}

impl PlacesScore {
    /// The figures as text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let rows =
            [("all", self.all), ("odd articles", self.first_half), ("even articles", self.second_half)];
        for (name, part) in rows {
            let _ = write!(
                text,
                "{name:<14} within 161 km {:>5.1} % of {}   resolved {:>5.1} %",
                part.near.percent(),
                part.near.of,
                part.resolved.percent()
            );
            if part.country.of > 0 {
                let _ = write!(text, "   country right {:>5.1} %", part.country.percent());
            }
            text.push('\n');
        }
        text
    }
}

/// Kilometres along the great circle.
fn kilometres([lat, lon]: [f64; 2], [other_lat, other_lon]: [f64; 2]) -> f64 {
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let (one, other) = (lat.to_radians().cos(), other_lat.to_radians().cos());
    let chord = half(other_lat - lat) + one * other * half(other_lon - lon);
    2.0 * 6371.0 * chord.sqrt().min(1.0).asin()
}
