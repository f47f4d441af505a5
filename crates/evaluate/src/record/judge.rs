//! One document's judgement: its statements, events, figures and terms against the gold's.

use super::names::{Roster, share_a_word};
use super::pairing::{Coverage, pair};
use super::{Counts, DocumentScore, Miss};
use crate::Tally;
use std::collections::{BTreeMap, BTreeSet};
use verbale_record::{DateRange, Event, Figure, Record, Stance, Statement, Term, TermStatus};
use verbale_text::Span;

/// A gold record and the one made of the same document.
pub(super) struct Judge<'r> {
    gold: &'r Record,
    made: &'r Record,
    gold_roster: Roster<'r>,
    made_roster: Roster<'r>,
}

impl<'r> Judge<'r> {
    pub(super) fn new(gold: &'r Record, made: &'r Record) -> Self {
        Self { gold, made, gold_roster: Roster::of(&gold.entities), made_roster: Roster::of(&made.entities) }
    }

    /// Judges the whole document and adds to the counts.
    pub(super) fn document(&self, counts: &mut Counts) -> DocumentScore {
        let paired = self.statements(counts);
        let events = self.events(counts);
        self.figures(counts);
        self.terms(counts);
        let gold_taken: BTreeSet<usize> = paired.iter().map(|&(g, _)| g).collect();
        let made_taken: BTreeSet<usize> = paired.iter().map(|&(_, m)| m).collect();
        DocumentScore {
            id: self.gold.document.id.clone(),
            statements: Tally::new(paired.len(), self.gold.statements.len(), self.made.statements.len()),
            events,
            missed: misses(&self.gold.statements, &gold_taken, &self.gold_roster),
            extra: misses(&self.made.statements, &made_taken, &self.made_roster),
        }
    }

    fn statements(&self, counts: &mut Counts) -> Vec<(usize, usize)> {
        let (gold, made) = (&self.gold.statements, &self.made.statements);
        let contents = |rows: &[Statement]| -> Vec<Coverage> {
            rows.iter().map(|row| Coverage::of(row.content_spans.iter().copied())).collect()
        };
        let (gold_contents, made_contents) = (contents(gold), contents(made));
        let pairs = pair(&gold_contents, &made_contents, 0.5, Coverage::overlap);
        let strict =
            pairs.iter().filter(|&&(g, m)| gold_contents[g].overlap(&made_contents[m]) >= 0.9).count();
        counts.tally("statement", pairs.len(), gold.len(), made.len());
        counts.tally("statement:strict", strict, gold.len(), made.len());
        let (mut who_said_what, mut full, mut issues) = (0, 0, 0);
        for &(g, m) in &pairs {
            let speaker_right = self.matched_statement(&gold[g], &made[m], counts);
            who_said_what += usize::from(speaker_right);
            full += usize::from(speaker_right && gold[g].act == made[m].act);
            issues += matched_issues(&gold[g], &made[m], counts);
        }
        counts.tally("who-said-what", who_said_what, gold.len(), made.len());
        counts.tally("full", full, gold.len(), made.len());
        let issues_in = |rows: &[Statement]| rows.iter().map(|row| row.issues.len()).sum();
        counts.tally("issue", issues, issues_in(gold), issues_in(made));
        pairs
    }

    /// Judges one matched statement; true where its speaker is right.
    fn matched_statement(&self, gold: &Statement, made: &Statement, counts: &mut Counts) -> bool {
        let (ours, theirs) = (&self.gold_roster, &self.made_roster);
        let speaker_right = ours.same_speakers(&gold.speakers, theirs, &made.speakers);
        counts.rate("speaker", speaker_right);
        counts.rate("speaker's party", ours.parties(&gold.speakers) == theirs.parties(&made.speakers));
        counts.rate("act", gold.act == made.act);
        if gold.act != made.act {
            *counts.confusions.entry((gold.act, made.act)) += 1;
        }
        counts.rate("quote kind", gold.quote == made.quote);
        let (want, have) =
            (ours.parties_or_names(&gold.addressees), theirs.parties_or_names(&made.addressees));
        counts.tally("addressee", want.intersection(&have).count(), want.len(), have.len());
        speaker_right
    }

    fn events(&self, counts: &mut Counts) -> Tally {
        let gold: Vec<&Event> = self.gold.events.iter().collect();
        let made: Vec<&Event> = self.made.events.iter().filter(|event| event.statement.is_none()).collect();
        let pairs = pair(&gold, &made, 0.4, |a, b| self.event_likeness(a, b));
        let tally = Tally::new(pairs.len(), gold.len(), made.len());
        counts.tally("event", tally.hit, tally.gold, tally.made);
        for (g, m) in pairs {
            self.matched_event(gold[g], made[m], counts);
        }
        tally
    }

    /// 1 for triggers at one place down to 0.5 for 150 bytes apart; 0.5 for the same actors and dates.
    fn event_likeness(&self, gold: &Event, made: &Event) -> f64 {
        if gold.kind != made.kind {
            return 0.0;
        }
        let near = match (gold.trigger_span, made.trigger_span) {
            (Some(a), Some(b)) => nearness(a, b),
            _ => 0.0,
        };
        let same_actors = !gold.actors.is_empty()
            && self.gold_roster.parties_or_names(&gold.actors)
                == self.made_roster.parties_or_names(&made.actors);
        let same_dates = matches!((&gold.date, &made.date), (Some(a), Some(b)) if dates_overlap(a, b));
        near.max(if same_actors && same_dates { 0.5 } else { 0.0 })
    }

    fn matched_event(&self, gold: &Event, made: &Event, counts: &mut Counts) {
        let want = self.gold_roster.parties_or_names(&gold.actors);
        let have = self.made_roster.parties_or_names(&made.actors);
        counts.tally("event actor party", want.intersection(&have).count(), want.len(), have.len());
        counts.rate("event status", gold.status == made.status);
        if let Some(place) = &gold.place {
            let right = made.place.as_ref().is_some_and(|other| share_a_word(&place.name, &other.name));
            counts.rate("event place", right);
        }
        if let Some(date) = &gold.date {
            let right = made.date.as_ref().is_some_and(|other| dates_overlap(date, other));
            counts.rate("event date overlaps", right);
        }
    }

    fn figures(&self, counts: &mut Counts) {
        let (gold, made) = (&self.gold.figures, &self.made.figures);
        let pairs = pair(gold, made, 0.5, |a, b| f64::from(u8::from(same_figure(a, b))));
        counts.tally("figure", pairs.len(), gold.len(), made.len());
    }

    fn terms(&self, counts: &mut Counts) {
        let (gold, made) = (&self.gold.terms, &self.made.terms);
        let pairs = pair(gold, made, 0.3, |a, b| match (a.summary_span, b.summary_span) {
            (Some(ours), Some(theirs)) if a.kind == b.kind => {
                Coverage::of([ours]).overlap(&Coverage::of([theirs]))
            }
            _ => 0.0,
        });
        counts.tally("term", pairs.len(), gold.len(), made.len());
        for (g, m) in pairs {
            let want = self.gold_roster.parties_or_names(&gold[g].proposed_by);
            counts.rate("term proposer", want == self.made_roster.parties_or_names(&made[m].proposed_by));
            if !gold[g].status.is_empty() {
                counts.rate("term status", party_statuses(&gold[g]) == party_statuses(&made[m]));
            }
        }
    }
}

/// The issues that both statements are about; judges their stances. An issue named twice counts once, with
/// its last stance.
fn matched_issues(gold: &Statement, made: &Statement, counts: &mut Counts) -> usize {
    let stances = |statement: &'_ Statement| -> BTreeMap<String, Stance> {
        statement.issues.iter().map(|row| (row.issue.clone(), row.stance)).collect()
    };
    let have = stances(made);
    let mut matched = 0;
    for (issue, stance) in stances(gold) {
        if let Some(made_stance) = have.get(&issue) {
            matched += 1;
            counts.rate("stance", stance == *made_stance);
        }
    }
    matched
}

fn misses(statements: &[Statement], taken: &BTreeSet<usize>, roster: &Roster) -> Vec<Miss> {
    let left = statements.iter().enumerate().filter(|(at, _)| !taken.contains(at));
    left.map(|(_, statement)| Miss {
        content_spans: statement.content_spans.clone(),
        speakers: roster.names(&statement.speakers),
        act: statement.act,
    })
    .collect()
}

fn nearness(a: Span, b: Span) -> f64 {
    let gap = a.start.max(b.start).saturating_sub(a.end.min(b.end));
    if gap <= 150 { 1.0 - f64::from(gap) / 300.0 } else { 0.0 }
}

fn dates_overlap(a: &DateRange, b: &DateRange) -> bool {
    a[0] <= b[1] && b[0] <= a[1]
}

fn same_figure(gold: &Figure, made: &Figure) -> bool {
    let (Some(ours), Some(theirs)) = (gold.span, made.span) else { return false };
    let close = |(a, b): (&f64, &f64)| (a - b).abs() <= 1e-6 * a.abs().max(1.0);
    Coverage::of([ours]).touches(&Coverage::of([theirs])) && gold.value.iter().zip(&made.value).all(close)
}

fn party_statuses(term: &Term) -> BTreeSet<(String, TermStatus)> {
    term.status.iter().map(|row| (row.party.to_lowercase(), row.status)).collect()
}
