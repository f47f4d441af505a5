//! The timeline, places, figures and terms on a terminal.

use crate::terminal::{FAINT, Page, STRONG, styled};
use verbale::excerpt::shortened;
use verbale::happenings::{FigureRow, Happening, PlaceRow, TermRow};
use verbale::phrases::{self, joined};

/// The column after the day.
const AFTER_DAY: usize = 12;
/// Characters of a sentence.
const SENTENCE: usize = 160;
/// Characters of a document's id.
const ID: usize = 24;

/// Happenings by day.
pub fn timeline(rows: &[Happening], width: usize) -> String {
    let mut page = Page::new(width);
    for row in rows {
        let [first, last] = row.date;
        let mut what = format!("{} {}", styled(STRONG, row.kind), row.status);
        if first != last {
            what.push_str(&format!(", {}", phrases::days(row.date)));
        }
        if !row.claimed_by.is_empty() {
            what.push_str(&format!(" by {}", joined(&row.claimed_by)));
        }
        what.push_str(&sides(&row.actors, &row.recipients));
        if let Some(place) = &row.place {
            what.push_str(&format!(", {}", place.name));
        }
        page.labelled(&first.to_string(), 0, AFTER_DAY, &what);
        page.line(AFTER_DAY, AFTER_DAY, &format!("‘{}’", shortened(&row.words, SENTENCE)));
        let told: Vec<String> = row.told_in.iter().map(|one| at(&one.document, one.paragraph)).collect();
        page.line(AFTER_DAY, AFTER_DAY, &styled(FAINT, told.join(" · ")));
    }
    page.into_text()
}

fn sides(actors: &[String], recipients: &[String]) -> String {
    match (actors.is_empty(), recipients.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!(": {}", joined(actors)),
        (true, false) => format!(": → {}", joined(recipients)),
        (false, false) => format!(": {} → {}", joined(actors), joined(recipients)),
    }
}

fn at(document: &str, paragraph: Option<usize>) -> String {
    let paragraph = paragraph.map(|paragraph| format!(" ¶{paragraph}")).unwrap_or_default();
    format!("{}{paragraph}", shortened(document, ID))
}

/// Places, each with its events.
pub fn places(rows: &[PlaceRow], width: usize) -> String {
    let mut page = Page::new(width);
    for row in rows {
        let point = match (row.lat, row.lon) {
            (Some(lat), Some(lon)) => format!(" {lat:.2}, {lon:.2}"),
            _ => " no point".to_owned(),
        };
        let id = row.geoname.map(|id| format!(" · GeoNames {id}")).unwrap_or_default();
        page.gap();
        page.line(0, 2, &format!("{}{}", styled(STRONG, &row.name), styled(FAINT, format!("{point}{id}"))));
        for event in &row.events {
            let day = event.date.map_or_else(|| "no date".to_owned(), |[first, _]| first.to_string());
            let what = format!("{} {}{}", event.kind, event.status, sides(&event.actors, &event.recipients));
            let cited = styled(FAINT, at(&event.document, None));
            page.labelled(&day, 2, AFTER_DAY + 2, &format!("{what} {cited}"));
        }
    }
    page.into_text()
}

/// Figures under what they count.
pub fn figures(rows: &[FigureRow], width: usize) -> String {
    let mut page = Page::new(width);
    let mut heading = String::new();
    for row in rows {
        let counted = heading_of(row);
        if counted != heading {
            page.gap();
            page.line(0, 2, &styled(STRONG, &counted));
            heading = counted;
        }
        let [low, high] = row.value;
        let value = if low == high {
            phrases::number(low)
        } else {
            format!("{} to {}", phrases::number(low), phrases::number(high))
        };
        let about = if row.approximate { "about " } else { "" };
        let by = row.claimed_by.as_ref().map(|by| format!(", says {by}")).unwrap_or_default();
        let day = row.as_of.map(|days| format!(", {}", phrases::days(days))).unwrap_or_default();
        let cited = styled(FAINT, at(&row.origin.document, row.paragraph));
        page.line(2, 4, &format!("{about}{value}{by}{day} ‘{}’ {cited}", shortened(&row.words, 80)));
        let against = row
            .against
            .iter()
            .map(|other| format!("{} in {}", other.quantity, shortened(&other.document, ID)));
        let against: Vec<String> = against.collect();
        if !against.is_empty() {
            page.line(4, 6, &format!("cannot hold beside {}", joined(&against)));
        }
    }
    page.into_text()
}

/// What is counted, with its unit where the words for what is counted do not tell it.
fn heading_of(row: &FigureRow) -> String {
    let of = row.of.trim();
    let told = of.to_lowercase().contains(&row.unit.to_lowercase()) || row.unit == "person";
    match (of.is_empty(), told) {
        (true, _) => row.unit.clone(),
        (false, true) => of.to_owned(),
        (false, false) => format!("{} · {of}", row.unit),
    }
}

/// Terms under their issue.
pub fn terms(rows: &[TermRow], width: usize) -> String {
    let mut page = Page::new(width);
    let mut kind = "";
    for row in rows {
        if row.kind != kind {
            kind = &row.kind;
            page.gap();
            page.line(0, 0, &styled(STRONG, format!("{} ({kind})", phrases::issue_title(kind))));
        }
        let cited = styled(FAINT, at(&row.origin.document, row.paragraph));
        page.line(2, 4, &format!("‘{}’ {cited}", shortened(&row.words, SENTENCE)));
        let mut facts = Vec::new();
        if !row.proposed_by.is_empty() {
            facts.push(format!("put forward by {}", joined(&row.proposed_by)));
        }
        if !row.addressed_to.is_empty() {
            facts.push(format!("to {}", joined(&row.addressed_to)));
        }
        facts.extend(row.duration.as_ref().map(|duration| format!("for {duration}")));
        facts.extend(row.expires.map(|day| format!("runs out on {}", phrases::day(day))));
        facts.extend(row.scope.as_ref().map(|scope| format!("scope: {scope}")));
        facts.extend(row.status.iter().map(|status| format!("{} {}", status.party, status.status)));
        if !facts.is_empty() {
            page.line(4, 4, &facts.join("; "));
        }
        for condition in &row.conditions {
            page.line(4, 6, &format!("if ‘{}’", shortened(condition, SENTENCE)));
        }
    }
    page.into_text()
}
