//! Measuring stories, copies, origins and contradictions on a hand-made day.

use super::read_to_string;
use crate::error::{Error, Result};
use crate::input::{InputOptions, Inputs};
use crate::listing::Filter;
use crate::pipeline::Engine;
use crate::reading::read_in_memory;
use std::path::{Path, PathBuf};
use verbale_evaluate::stories::{Day, StoryScore, score};

/// Reads the day's articles and scores the stories found in them.
pub fn evaluate_stories(engine: &Engine, gold: &Path, texts: &[PathBuf]) -> Result<StoryScore> {
    let gold = day(gold, &read_to_string(gold)?)?;
    let items = Inputs::new(texts, InputOptions::default())?.collect();
    let (records, _) = read_in_memory(engine, items);
    if records.is_empty() {
        return Err(
            Error::input("none of the texts could be read").hint("give the articles of the gold's day")
        );
    }
    let made = serde_json::to_string(&crate::stories::stories(&records, &Filter::default()));
    let made = made.map_err(|error| Error::input(error.to_string()))?;
    Ok(score(&gold, &day(Path::new("what was made"), &made)?))
}

fn day(path: &Path, text: &str) -> Result<Day> {
    Day::read(&path.display().to_string(), text).map_err(|error| Error::input(error.to_string()))
}
