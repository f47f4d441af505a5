//! Measuring time expressions on TimeBank and AQUAINT.

use super::{polnear::files, read_to_string};
use crate::error::Result;
use crate::pipeline::Engine;
use std::path::{Path, PathBuf};
use verbale_analyze::Scratch;
use verbale_evaluate::timex::{MarkedTime, TimexScore, read_timeml};
use verbale_ingest::find_blocks;
use verbale_text::{Document, OffsetMap, Parts};

/// The files of both sets under the folder of measuring data, by folder.
pub(super) fn timex_files(data: &Path) -> Result<Vec<Vec<PathBuf>>> {
    ["timebank", "aquaint"].iter().map(|set| files(&data.join("data/timex").join(set), "tml")).collect()
}

/// Finds the time expressions of both sets and scores them together.
pub fn evaluate_times(engine: &Engine, data: &Path) -> Result<TimexScore> {
    let mut score = TimexScore::default();
    let mut scratch = Scratch::default();
    for folder in timex_files(data)? {
        for (number, path) in folder.iter().enumerate() {
            let article = read_timeml(&read_to_string(path)?);
            let document = Document::new(Parts {
                published: article.published.as_deref().and_then(|day| day.parse().ok()),
                offsets: OffsetMap::identity(article.text.len() as u32),
                blocks: find_blocks(&article.text, None),
                text: article.text.clone(),
                ..Parts::default()
            });
            let made: Vec<MarkedTime> = engine
                .timexes(&document, &mut scratch)
                .into_iter()
                .map(|timex| MarkedTime {
                    at: timex.span.start as usize..timex.span.end as usize,
                    value: timex.value.unwrap_or_default(),
                })
                .collect();
            score.add(number, &article, &made);
        }
    }
    Ok(score)
}
