//! Reads the two shapes of XML: elements by name, no more than these files need.

use super::{PlaceArticle, Toponym};
use crate::markup::entities_undone;
use std::ops::Range;
use thiserror::Error;

/// Why a file of toponyms could not be read.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum PlacesError {
    /// No article in it.
    #[error("{file}: no <article> with a <text> in it; give LGL's or GeoVirus's XML")]
    NoArticle {
        /// The file.
        file: String,
    },
    /// A toponym that does not stand where it says.
    #[error("{file}, article {article}: the toponym {name:?} does not stand at {start} to {end}")]
    Misplaced {
        /// The file.
        file: String,
        /// The article, from one.
        article: usize,
        /// The toponym.
        name: String,
        /// Its first offset, as the file states it.
        start: usize,
        /// Its last.
        end: usize,
    },
}

/// Reads the articles of a file; toponyms without a point are left out.
pub fn read_places(file: &str, xml: &str) -> Result<Vec<PlaceArticle>, PlacesError> {
    let xml = &without_comments(xml);
    let mut articles = Vec::new();
    for (number, article) in elements(xml, "article").enumerate() {
        let Some(text) = element(article, "text").map(plain) else { continue };
        let starts: Vec<usize> =
            text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len())).collect();
        let mut toponyms = Vec::new();
        // LGL counts characters from 0, GeoVirus from 1.
        let marked = elements(article, "toponym").map(|marked| (marked, 0));
        for (marked, base) in marked.chain(elements(article, "location").map(|marked| (marked, 1))) {
            // What has no point has no usable offsets in these files either.
            let degrees = |tag| element(marked, tag).and_then(|cell| cell.trim().parse::<f64>().ok());
            let (Some(lat), Some(lon)) = (degrees("lat"), degrees("lon")) else { continue };
            let name = ["phrase", "name"].iter().find_map(|tag| element(marked, tag)).map(plain);
            let name = name.unwrap_or_default();
            let number_in = |tag| element(marked, tag).and_then(|cell| cell.trim().parse::<usize>().ok());
            let (start, end) = (number_in("start").unwrap_or(0), number_in("end").unwrap_or(0));
            let at =
                bytes(&starts, start, end, base).filter(|at| text.get(at.clone()) == Some(name.as_str()));
            let misplaced = || PlacesError::Misplaced {
                file: file.to_owned(),
                article: number + 1,
                name: name.clone(),
                start,
                end,
            };
            let at = at.ok_or_else(misplaced)?;
            toponyms.push(Toponym { at, point: [lat, lon], country: country(marked) });
        }
        let domain = element(article, "domain").map(plain);
        articles.push(PlaceArticle { text, domain, toponyms });
    }
    if articles.is_empty() {
        return Err(PlacesError::NoArticle { file: file.to_owned() });
    }
    Ok(articles)
}

/// GeoVirus ends with an empty article as a comment.
fn without_comments(xml: &str) -> String {
    let (mut kept, mut rest) = (String::with_capacity(xml.len()), xml);
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    kept + rest
}

fn bytes(starts: &[usize], start: usize, end: usize, base: usize) -> Option<Range<usize>> {
    let at = |offset: usize| starts.get(offset.checked_sub(base)?).copied();
    Some(at(start)?..at(end)?).filter(|at| at.start <= at.end)
}

/// `<country geonameid="6252001">`.
fn country(marked: &str) -> Option<u32> {
    let rest = marked.split_once("<country ")?.1;
    rest.split_once("geonameid=\"")?.1.split_once('"')?.0.parse().ok()
}

/// The insides of every element of this name, in order.
fn elements<'x>(xml: &'x str, name: &str) -> impl Iterator<Item = &'x str> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut rest = xml;
    std::iter::from_fn(move || {
        loop {
            let after = rest.get(rest.find(&open)? + open.len()..)?;
            rest = after;
            // "<article" also starts "<articles>".
            if !after.starts_with(['>', ' ']) {
                continue;
            }
            let inside = after.get(after.find('>')? + 1..)?;
            let end = inside.find(&close)?;
            rest = &inside[end + close.len()..];
            return Some(&inside[..end]);
        }
    })
}

fn element<'x>(xml: &'x str, name: &str) -> Option<&'x str> {
    elements(xml, name).next()
}

/// Text without its CDATA marks, entities undone.
fn plain(inside: &str) -> String {
    let data = inside.trim().strip_prefix("<![CDATA[").and_then(|data| data.strip_suffix("]]>"));
    data.map_or_else(|| entities_undone(inside), str::to_owned)
}
