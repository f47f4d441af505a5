//! Lists of statements, positions and events on a terminal.

use crate::terminal::{FAINT, Page, STRONG, stance_style, styled};
use verbale::dossier::Said;
use verbale::excerpt::shortened;
use verbale::listing::{EventRow, StatementRow};
use verbale::phrases::{self, joined};
use verbale::positions::{Position, Step, Voice};
use verbale::table::issues;

/// Characters of a quotation.
const QUOTATION: usize = 200;
/// Characters of a document's id.
const ID: usize = 24;
/// The column after the day.
const AFTER_DAY: usize = 12;

/// Statements, by day.
pub fn statements(rows: &[StatementRow], width: usize) -> String {
    let mut page = Page::new(width);
    for row in rows {
        let day = row.said.day.map_or_else(|| "no date".to_owned(), |day| day.to_string());
        page.labelled(&day, 0, AFTER_DAY, &sentence(&row.said));
        let mut facts = vec![row.said.act.to_string()];
        facts.extend((!row.said.issues.is_empty()).then(|| issues(&row.said.issues)));
        facts.push(place(&row.origin.document, &row.said.citation));
        page.line(AFTER_DAY, AFTER_DAY, &styled(FAINT, facts.join(" · ")));
    }
    page.into_text()
}

/// Positions by party and issue, each with the statements that led there, oldest to newest.
pub fn positions(positions: &[Position], documents: &[String], width: usize) -> String {
    let mut page = Page::new(width);
    let mut party = "";
    for position in positions {
        if position.party != party {
            party = &position.party;
            page.gap();
            page.line(0, 0, &styled(STRONG, party));
        }
        let title = format!("{} ({})", phrases::issue_title(&position.issue), position.issue);
        match position.stance {
            Some(stance) => {
                let style = stance_style(stance);
                let mark = styled(style, phrases::stance_mark(stance));
                let word = styled(style, phrases::stance_word(stance));
                let day = position.day.map(|day| format!(" on {}", phrases::day(day))).unwrap_or_default();
                let since = position.since.filter(|since| Some(*since) != position.day);
                let since = since.map(|since| format!(", unchanged since {}", phrases::day(since)));
                page.line(1, 5, &format!("{mark} {title}: {word}{day}{}", since.unwrap_or_default()));
            }
            None => page.line(1, 5, &format!("  {title}: no position taken for the party")),
        }
        for voice in &position.voices {
            self::voice(&mut page, "", voice, documents);
        }
        for voice in &position.beside {
            self::voice(&mut page, "beside it: ", voice, documents);
        }
    }
    page.into_text()
}

fn voice(page: &mut Page, label: &str, voice: &Voice, documents: &[String]) {
    let said = &voice.said;
    let day = said.day.map_or_else(|| "no date".to_owned(), |day| day.to_string());
    let document = documents.get(said.citation.document - 1).map_or("", String::as_str);
    let at = styled(FAINT, place(document, &said.citation));
    let stance = phrases::stance_word(voice.stance);
    let step = match voice.step {
        Some(Step::Changed) => styled(STRONG, "changed, "),
        Some(Step::NewSpeaker) => "new speaker, ".to_owned(),
        _ => String::new(),
    };
    page.labelled(&day, 3, AFTER_DAY + 3, &format!("{label}{step}{stance}: {} {at}", sentence(said)));
}

/// Events, by first day.
pub fn events(rows: &[EventRow], width: usize) -> String {
    let mut page = Page::new(width);
    for row in rows {
        let day = match row.date {
            None => "no date".to_owned(),
            Some([first, last]) if first == last => first.to_string(),
            Some([first, _]) => format!("{first}…"),
        };
        let mut what = format!("{} {}", styled(STRONG, row.kind), row.status);
        if !row.modes.is_empty() {
            what.push_str(&format!(" ({})", row.modes.join(", ")));
        }
        if let (Some([first, last]), true) = (row.date, day.ends_with('…')) {
            what.push_str(&format!(", {}", phrases::days([first, last])));
        }
        let sides = match (row.actors.is_empty(), row.recipients.is_empty()) {
            (true, true) => String::new(),
            (false, true) => format!(": {}", joined(&row.actors)),
            (_, false) => format!(": {} → {}", joined(&row.actors), joined(&row.recipients)),
        };
        let at = row.place.as_ref().map(|place| format!(", {}", place.name)).unwrap_or_default();
        page.labelled(&day, 0, AFTER_DAY, &format!("{what}{sides}{at} ‘{}’", shortened(&row.words, 80)));
        let mut facts = row.contexts.clone();
        facts.extend(row.statement.map(|statement| format!("by statement {statement}")));
        facts.push(place(&row.origin.document, &row.citation));
        page.line(AFTER_DAY, AFTER_DAY, &styled(FAINT, facts.join(" · ")));
    }
    page.into_text()
}

fn sentence(said: &Said) -> String {
    format!("{} {}", said.lead(), said.excerpt.quoted_within(QUOTATION, None))
}

fn place(document: &str, citation: &verbale::dossier::Citation) -> String {
    let paragraph = citation.paragraph.map(|paragraph| format!(" ¶{paragraph}")).unwrap_or_default();
    format!("{}{paragraph} {}", shortened(document, ID), citation.item)
}
