//! Stories and contradictions on a terminal.

use crate::terminal::{FAINT, Page, STRONG, styled};
use verbale::contradictions::{Contradiction, Side};
use verbale::phrases::{self, counted};
use verbale::stories::{Report, StoriesView, StoryView};

/// Stories, the largest first, each with its articles by voice.
pub fn stories(view: &StoriesView, width: usize) -> String {
    let mut page = Page::new(width);
    for story in &view.stories {
        page.gap();
        page.line(0, 2, &styled(STRONG, &story.title));
        page.line(2, 2, &facts(story));
        // Numbers end in one column, titles begin in one.
        let digits = story.independent.to_string().len();
        let after_voice = 3 + digits;
        for voice in 1..=story.independent {
            let reports = story.reports.iter().filter(|report| report.voice == voice);
            for (n, report) in reports.enumerate() {
                match n {
                    0 => page.labelled(&format!("  {voice:>digits$}"), 0, after_voice, &line(report)),
                    _ => page.line(after_voice, after_voice, &line(report)),
                }
                page_origin(&mut page, report, after_voice);
            }
        }
    }
    page.gap();
    page.line(0, 0, &styled(FAINT, rest(view)));
    page.into_text()
}

fn facts(story: &StoryView) -> String {
    let mut facts =
        vec![counted(story.articles.len(), "article"), format!("{} independent", story.independent)];
    if let Some(day) = story.first_seen {
        let outlet = story.first_outlet.as_ref().map(|outlet| format!(" ({outlet})")).unwrap_or_default();
        facts.push(format!("first seen {}{outlet}", phrases::day(day)));
    }
    facts.extend(story.origin.as_ref().map(|origin| format!("origin {origin}")));
    if story.event_reports > 0 {
        let reports = counted(story.event_reports, "report");
        facts.push(format!("{} in {reports}", counted(story.events, "event")));
    }
    facts.join(", ")
}

fn line(report: &Report) -> String {
    let title = report.title.as_deref().unwrap_or(&report.id);
    let mut about = vec![report.id.clone()];
    about.extend(report.outlet.clone());
    about.extend(report.copy_of.as_ref().map(|of| format!("copy of {of}")));
    format!("{title} {}", styled(FAINT, about.join(" · ")))
}

fn page_origin(page: &mut Page, report: &Report, column: usize) {
    if let Some(origin) = &report.origin {
        page.line(column, column + 2, &styled(FAINT, format!("from {origin}")));
    }
}

/// What stands in no story.
fn rest(view: &StoriesView) -> String {
    let told: usize = view.stories.iter().map(|story| story.articles.len()).sum();
    let number = view.stories.len();
    let stories = if number == 1 { "1 story".to_owned() } else { format!("{number} stories") };
    let mut rest =
        vec![format!("{stories} of {}", counted(told, "article")), format!("{} alone", view.alone)];
    if !view.roundups.is_empty() {
        rest.push(format!("{} of several stories", view.roundups.len()));
    }
    rest.join(", ")
}

/// Contradictions, each with its two sentences.
pub fn contradictions(rows: &[Contradiction], width: usize) -> String {
    let mut page = Page::new(width);
    for row in rows {
        page.gap();
        page.line(0, 2, &format!("{}: {}", styled(STRONG, row.kind.as_str()), row.about));
        side(&mut page, &row.a);
        side(&mut page, &row.b);
        if !row.echoes.is_empty() {
            let pairs: Vec<String> =
                row.echoes.iter().map(|echo| format!("{} and {}", echo.a, echo.b)).collect();
            page.line(2, 4, &styled(FAINT, format!("the same in {}", pairs.join(", "))));
        }
    }
    page.into_text()
}

fn side(page: &mut Page, side: &Side) {
    let mut about = vec![side.article.clone()];
    about.extend(side.outlet.clone());
    about.extend(side.item.clone());
    let by = side.by.as_ref().map(|by| format!("{by}: ")).unwrap_or_default();
    page.line(2, 4, &format!("{by}‘{}’ {}", side.sentence, styled(FAINT, about.join(" · "))));
}
