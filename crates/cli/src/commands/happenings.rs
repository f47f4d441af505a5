//! `verbale timeline`, `places`, `figures` and `terms`.

use crate::arguments::{Figures, ListFormat, Places, PlacesFormat, Terms, Timeline, TimelineFormat};
use crate::commands::list::print_json;
use crate::output::{Failure, print};
use crate::{happenings_text, source, terminal};
use verbale::happenings::{
    calendar_file, figure_table, figures as find_figures, geojson, place_table, places as find_places,
    term_table, terms as find_terms, timeline as find_timeline, timeline_table,
};

/// Runs `verbale timeline`.
pub fn timeline(arguments: &Timeline) -> Result<u8, Failure> {
    let (source, filter) = source::asked(arguments.rows.filter(), &arguments.from)?;
    let rows = find_timeline(&source.records, &filter);
    match arguments.format {
        TimelineFormat::Table => print(&happenings_text::timeline(&rows, terminal::width()))?,
        TimelineFormat::Json => print_json(&rows)?,
        TimelineFormat::Csv => print(&timeline_table(&rows).csv())?,
        TimelineFormat::Ics => {
            let published = source.records.iter().filter_map(|record| record.document.published);
            // Without any day of publication there is no entry: what is planned has no day then.
            let stamp = published.max().or(rows.first().map(|row| row.date[0])).unwrap_or_default();
            print(&calendar_file(&rows, stamp))?;
        }
    }
    Ok(source.exit_code())
}

/// Runs `verbale places`.
pub fn places(arguments: &Places) -> Result<u8, Failure> {
    let (source, filter) = source::asked(arguments.rows.filter(), &arguments.from)?;
    let rows = find_places(&source.records, &filter);
    match arguments.format {
        PlacesFormat::Table => print(&happenings_text::places(&rows, terminal::width()))?,
        PlacesFormat::Json => print_json(&rows)?,
        PlacesFormat::Csv => print(&place_table(&rows).csv())?,
        PlacesFormat::Geojson => print(&(serde_json::to_string(&geojson(&rows))? + "\n"))?,
    }
    Ok(source.exit_code())
}

/// Runs `verbale figures`.
pub fn figures(arguments: &Figures) -> Result<u8, Failure> {
    let (source, filter) = source::asked(arguments.rows.filter(None), &arguments.from)?;
    let rows = find_figures(&source.records, &filter, arguments.of.as_deref());
    match arguments.rows.format {
        ListFormat::Table => print(&happenings_text::figures(&rows, terminal::width()))?,
        ListFormat::Json => print_json(&rows)?,
        ListFormat::Csv => print(&figure_table(&rows).csv())?,
    }
    Ok(source.exit_code())
}

/// Runs `verbale terms`.
pub fn terms(arguments: &Terms) -> Result<u8, Failure> {
    let (source, filter) = source::asked(arguments.rows.filter(None), &arguments.from)?;
    let rows = find_terms(&source.records, &filter);
    match arguments.rows.format {
        ListFormat::Table => print(&happenings_text::terms(&rows, terminal::width()))?,
        ListFormat::Json => print_json(&rows)?,
        ListFormat::Csv => print(&term_table(&rows).csv())?,
    }
    Ok(source.exit_code())
}
