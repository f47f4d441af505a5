//! Stories ready to be shown: who reports the news, how many independent voices, what they have it from, and how
//! many events the reports are about.

use crate::contradictions::{self, Contradiction};
use crate::listing::Filter;
use crate::table::Table;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use verbale_knowledge::Knowledge;
use verbale_record::{Event, EventStatus, Record};
use verbale_stories::{Origin, Story};

/// One article of a story.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Report {
    /// Its id.
    pub id: String,
    /// The outlet.
    pub outlet: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Its title.
    pub title: Option<String>,
    /// The number of its voice in the story, from 1.
    pub voice: usize,
    /// Where it has its news from, as far as it says so.
    pub origin: Option<String>,
    /// The earlier article of the story that it copies.
    pub copy_of: Option<String>,
}

/// One story.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct StoryView {
    /// The title of the article that is most like the others.
    pub title: String,
    /// Ids of its articles, the earliest first.
    pub articles: Vec<String>,
    /// How many of them count apart.
    pub independent: usize,
    /// The first day it was published.
    pub first_seen: Option<Date>,
    /// The outlet that had it first, of those with a day.
    pub first_outlet: Option<String>,
    /// The origin that most of its voices name.
    pub origin: Option<String>,
    /// Rows in which its articles report an event.
    pub event_reports: usize,
    /// How many events these are about.
    pub events: usize,
    /// Articles that are one text.
    pub copies: Vec<Vec<String>>,
    /// Where each article has its news from.
    pub origins: BTreeMap<String, Option<String>>,
    /// The articles.
    pub reports: Vec<Report>,
}

/// The stories of some records.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct StoriesView {
    /// The stories, the largest first.
    pub stories: Vec<StoryView>,
    /// Articles that belong to no single story: briefings, newsletters, live blogs.
    pub roundups: Vec<String>,
    /// What two articles of one story say that cannot both hold.
    pub contradictions: Vec<Contradiction>,
    /// Articles that nothing else tells the news of.
    pub alone: usize,
}

/// The stories asked for: those with an article in the time asked for.
pub fn stories(records: &[Record], filter: &Filter) -> StoriesView {
    let found = verbale_stories::stories(records, &Knowledge::builtin());
    let in_time = |story: &&Story| {
        let open = filter.since.is_none() && filter.until.is_none();
        let touches = |day: Date| {
            filter.since.is_none_or(|since| since <= day) && filter.until.is_none_or(|until| day <= until)
        };
        open || story.articles.iter().any(|&at| records[at].document.published.is_some_and(touches))
    };
    let told: usize = found.stories.iter().map(|story| story.articles.len()).sum();
    let asked: Vec<&Story> = found.stories.iter().filter(in_time).collect();
    let in_story: BTreeSet<usize> = found.stories.iter().flat_map(|story| &story.articles).copied().collect();
    let asked_for: BTreeSet<usize> = asked.iter().flat_map(|story| &story.articles).copied().collect();
    let is_asked = |at: usize| {
        asked_for.contains(&at)
            || !in_story.contains(&at)
                && filter.has_days(records[at].document.published.map(|day| [day, day]))
    };
    StoriesView {
        contradictions: contradictions::of_stories(records, &found, is_asked),
        stories: asked.iter().map(|story| view(records, story, &found.origins)).collect(),
        roundups: found.roundups.iter().map(|&at| records[at].document.id.clone()).collect(),
        alone: records.len() - told - found.roundups.len(),
    }
}

fn view(records: &[Record], story: &Story, origins: &[Origin]) -> StoryView {
    let id = |at: &usize| records[*at].document.id.clone();
    let origin = |at: usize| Some(&origins[at]).filter(|origin| !origin.is_none()).map(ToString::to_string);
    let report = |&at: &usize| {
        let header = &records[at].document;
        let copies = story.copies.iter().find(|copies| copies.contains(&at));
        let earlier = |copies: &Vec<usize>| {
            let first = story.articles.iter().find(|at| copies.contains(at))?;
            (*first != at).then(|| id(first))
        };
        Report {
            id: header.id.clone(),
            outlet: header.source.clone(),
            published: header.published,
            title: header.title.clone(),
            voice: story.voices.iter().position(|voice| voice.contains(&at)).map_or(0, |voice| voice + 1),
            origin: origin(at),
            copy_of: copies.and_then(earlier),
        }
    };
    let core = &records[story.core].document;
    let first = story.articles.first().map(|&at| &records[at].document);
    let first = first.filter(|header| header.published.is_some());
    let (event_reports, events) = events(records, story);
    StoryView {
        title: core.title.clone().unwrap_or_else(|| core.id.clone()),
        articles: story.articles.iter().map(id).collect(),
        independent: story.independent(),
        first_seen: first.and_then(|header| header.published),
        first_outlet: first.and_then(|header| header.source.clone()),
        origin: main_origin(story, origins),
        event_reports,
        events,
        copies: story.copies.iter().map(|copies| copies.iter().map(id).collect()).collect(),
        origins: story.articles.iter().map(|&at| (id(&at), origin(at))).collect(),
        reports: story.articles.iter().map(report).collect(),
    }
}

/// The source, else the outlet, that most voices have it from; of equals the one that came first.
fn main_origin(story: &Story, origins: &[Origin]) -> Option<String> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for voice in &story.voices {
        let named = voice.iter().find_map(|&at| {
            let origin = &origins[at];
            origin.source.clone().or_else(|| origin.told.clone()).or_else(|| origin.through.clone())
        });
        let Some(named) = named else { continue };
        match counted.iter_mut().find(|(name, _)| *name == named) {
            Some((_, times)) => *times += 1,
            None => counted.push((named, 1)),
        }
    }
    let most = counted.iter().map(|(_, times)| *times).max()?;
    counted.into_iter().find(|(_, times)| *times == most).map(|(name, _)| name)
}

/// How many rows report an event, and how many events they are about: rows of one type on one day that name the
/// same place, or someone in common, are about one.
fn events(records: &[Record], story: &Story) -> (usize, usize) {
    let mut reports = 0;
    let mut distinct: Vec<(&Record, &Event)> = Vec::new();
    let copied: Vec<usize> = story.copies.iter().flat_map(|copies| copies.iter().skip(1)).copied().collect();
    for record in story.articles.iter().filter(|at| !copied.contains(at)).map(|&at| &records[at]) {
        let is_event = |event: &&Event| {
            let real =
                matches!(event.status, EventStatus::Happened | EventStatus::Ongoing | EventStatus::Claimed);
            real && event.statement.is_none()
        };
        for event in record.events.iter().filter(is_event) {
            reports += 1;
            if !distinct.iter().any(|(other, known)| is_same(record, event, other, known)) {
                distinct.push((record, event));
            }
        }
    }
    (reports, distinct.len())
}

fn is_same(record: &Record, event: &Event, other: &Record, known: &Event) -> bool {
    let keys = |record: &Record, event: &Event| -> Vec<String> {
        let all = event.actors.iter().chain(&event.recipients);
        all.filter_map(|id| Some(record.entities.get(id.0 as usize)?.key.clone())).collect()
    };
    let place = |event: &Event| event.place.as_ref().map(|place| place.name.to_lowercase());
    let (ours, theirs) = (keys(record, event), keys(other, known));
    let days = match (event.date, known.date) {
        (Some([first, last]), Some([from, to])) => first <= to && from <= last,
        _ => true,
    };
    let meet = match (place(event), place(known)) {
        (Some(here), Some(there)) => here == there,
        _ => ours.iter().any(|key| theirs.contains(key)),
    };
    event.kind == known.kind && days && meet
}

/// One row an article; `story` counts the stories from 1.
pub fn story_table(view: &StoriesView) -> Table {
    let columns = vec![
        "story",
        "title",
        "articles",
        "independent",
        "first_seen",
        "events",
        "event_reports",
        "document",
        "outlet",
        "published",
        "document_title",
        "voice",
        "copy_of",
        "origin",
    ];
    let text = |value: Option<String>| value.unwrap_or_default();
    let mut rows = Vec::new();
    for (n, story) in view.stories.iter().enumerate() {
        for report in &story.reports {
            rows.push(vec![
                (n + 1).to_string(),
                story.title.clone(),
                story.articles.len().to_string(),
                story.independent.to_string(),
                text(story.first_seen.map(|day| day.to_string())),
                story.events.to_string(),
                story.event_reports.to_string(),
                report.id.clone(),
                text(report.outlet.clone()),
                text(report.published.map(|day| day.to_string())),
                text(report.title.clone()),
                report.voice.to_string(),
                text(report.copy_of.clone()),
                text(report.origin.clone()),
            ]);
        }
    }
    Table { columns, rows }
}
