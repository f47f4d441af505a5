//! The brief on a terminal: 80 columns, marks that need no colour, every line with its paragraph.

use crate::terminal::{FAINT, Page, STRONG, stance_style, styled};
use verbale::brief::{Brief, ContestedLine, EventLine, FigureLine, Member, Source, TermLine};
use verbale::dossier::{Citation, Said, Wording};
use verbale::excerpt::{shortened, window};
use verbale::phrases::{self, counted, joined};
use verbale::positions::{Position, Voice};
use verbale::record::{EventStatus, Stance};

/// Characters of a quotation.
const QUOTATION: usize = 160;
/// Characters of the sentence around an event.
const SENTENCE: usize = 120;
/// Lines of a section where there are several documents; the other formats show all.
const SECTION: usize = 16;

/// The brief as text of this width.
pub fn brief_text(brief: &Brief, width: usize) -> String {
    let mut writer = Writer { page: Page::new(width), many: brief.sources.len() > 1 };
    writer.sources(brief);
    writer.who(brief);
    writer.stances(brief);
    writer.section("Proposals and answers", &brief.terms, Writer::term);
    let planned = |line: &&EventLine| is_ahead(line.status);
    let (ahead, past): (Vec<_>, Vec<_>) = brief.events.iter().partition(planned);
    writer.section("What happened", &past, |writer, line| writer.event(line));
    writer.section("What is planned, proposed or supposed", &ahead, |writer, line| writer.event(line));
    writer.section("Figures", &brief.figures, Writer::figure);
    writer.section("Open or contested", &brief.contested, Writer::contested);
    writer.foot(brief);
    writer.page.into_text()
}

fn is_ahead(status: EventStatus) -> bool {
    matches!(status, EventStatus::Planned | EventStatus::Proposed | EventStatus::Hypothetical)
}

struct Writer {
    page: Page,
    many: bool,
}

impl Writer {
    fn sources(&mut self, brief: &Brief) {
        self.page.line(0, 0, &styled(STRONG, &brief.title));
        if let [only] = brief.sources.as_slice() {
            self.page.line(0, 0, &source_facts(only).join(" · "));
            return;
        }
        self.page.heading("Sources");
        for source in &brief.sources {
            let title = source.title.as_deref().unwrap_or(&source.origin);
            let facts = styled(FAINT, source_facts(source).join(" · "));
            let label = format!("[{}]", source.number);
            self.page.labelled(&label, 2, 7, &shortened(title, 100));
            self.page.line(7, 7, &facts);
        }
    }

    fn who(&mut self, brief: &Brief) {
        if brief.who.is_empty() {
            return;
        }
        self.page.heading("Who");
        let longest = brief.who.iter().map(|party| party.name.chars().count()).max().unwrap_or(0);
        let column = longest.min(18) + 4;
        for party in &brief.who {
            let mut label = styled(STRONG, &party.name);
            if party.name.chars().count() > 18 {
                self.page.line(2, 2, &label);
                label = " ".to_owned();
            }
            if !party.officials.is_empty() {
                self.page.labelled(&label, 2, column, &self.members(&party.officials));
                label = " ".to_owned();
            }
            if !party.others.is_empty() {
                let text = format!("not speaking for it: {}", self.members(&party.others));
                self.page.labelled(&label, 2, column, &text);
            }
        }
    }

    fn members(&self, members: &[Member]) -> String {
        let shown: Vec<String> = members
            .iter()
            .map(|member| {
                let role = member.role.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
                format!("{}{role} {}", member.name, self.cite(&member.citation))
            })
            .collect();
        shown.join("; ")
    }

    fn stances(&mut self, brief: &Brief) {
        if brief.stances.is_empty() {
            return;
        }
        self.page.heading("Where the parties stand");
        for party in &brief.stances {
            self.page.gap();
            self.page.line(0, 0, &styled(STRONG, &party.party));
            for position in &party.positions {
                self.position(position);
            }
        }
    }

    fn position(&mut self, position: &Position) {
        let title = phrases::issue_title(&position.issue);
        let leading = position.leading();
        match (position.stance, leading.split_first()) {
            (Some(stance), Some((first, rest))) => {
                let style = stance_style(stance);
                let mark = styled(style, phrases::stance_mark(stance));
                let word = styled(style, phrases::stance_word(stance));
                self.page.line(1, 5, &format!("{mark} {title}: {word}{}", self.turn(position)));
                let also: Vec<Citation> = rest.iter().map(|voice| voice.said.citation.clone()).collect();
                self.page.line(5, 5, &self.said(&first.said, &also));
                for voice in self.differing(position, stance) {
                    let text = format!(
                        "but also {}: {}",
                        phrases::stance_word(voice.stance),
                        self.said(&voice.said, &[])
                    );
                    self.page.line(5, 5, &text);
                }
            }
            _ => self.page.line(1, 5, &format!("  {title}: no position taken for the party")),
        }
        for voice in &position.beside {
            let said = self.said(&voice.said, &[]);
            let text = format!("beside it, {}: {said}", phrases::stance_word(voice.stance));
            self.page.line(5, 5, &text);
        }
    }

    /// The first voice for each other side taken on the same day.
    fn differing<'p>(&self, position: &'p Position, stance: Stance) -> Vec<&'p Voice> {
        let mut found: Vec<&Voice> = Vec::new();
        let others = position.others();
        for voice in others.into_iter().filter(|voice| voice.said.day == position.day) {
            let new = found.iter().all(|earlier| earlier.stance != voice.stance);
            if new && voice.stance != Stance::Neutral && voice.stance != stance {
                found.push(voice);
            }
        }
        found
    }

    /// "; changed from against (on 19 March 2025, [3¶1])".
    fn turn(&self, position: &Position) -> String {
        let Some(change) = position.changes.last().filter(|change| Some(change.to) == position.stance) else {
            return String::new();
        };
        let from = phrases::stance_word(change.from);
        format!("; changed from {from} on {}", phrases::day(change.on))
    }

    fn said(&self, said: &Said, also: &[Citation]) -> String {
        format!("{} {} {}", said.lead(), quoted(&said.excerpt), self.cite_all(&said.citation, also))
    }

    fn section<L>(&mut self, title: &str, lines: &[L], write: impl Fn(&mut Self, &L)) {
        if lines.is_empty() {
            return;
        }
        self.page.heading(title);
        let shown = if self.many && lines.len() > SECTION + 2 { SECTION } else { lines.len() };
        for line in &lines[..shown] {
            write(self, line);
        }
        if shown < lines.len() {
            let rest = format!("and {} more; --format md shows all", lines.len() - shown);
            self.page.line(2, 4, &styled(FAINT, rest));
        }
    }

    fn term(&mut self, line: &TermLine) {
        let title = styled(STRONG, phrases::issue_title(&line.issue));
        let cite = self.cite_all(&line.citation, &line.also);
        self.page.line(2, 4, &format!("{title}: {} {cite}", quoted(&line.wording)));
        let mut facts = Vec::new();
        if let Some(duration) = &line.duration {
            facts.push(format!("for {}", phrases::duration(duration)));
        }
        facts.extend(line.scope.iter().map(|scope| format!("scope: {scope}")));
        if !line.proposed_by.is_empty() {
            let to = match line.addressed_to.is_empty() {
                true => String::new(),
                false => format!(" to {}", joined(&line.addressed_to)),
            };
            facts.push(format!("put forward by {}{to}", joined(&line.proposed_by)));
        }
        for (party, status) in line.answers() {
            facts.push(format!("{party} {}", phrases::term_status(*status)));
        }
        if !facts.is_empty() {
            self.page.line(4, 4, &facts.join("; "));
        }
        for condition in &line.conditions {
            self.page.line(4, 4, &format!("if ‘{}’", shortened(condition, QUOTATION)));
        }
    }

    fn event(&mut self, line: &EventLine) {
        let when = line.date.map_or_else(|| "no date given".to_owned(), phrases::days);
        let mut what = vec![styled(STRONG, &line.trigger)];
        let sides = match (line.actors.is_empty(), line.recipients.is_empty()) {
            (false, false) => format!("{} → {}", joined(&line.actors), joined(&line.recipients)),
            (false, true) => joined(&line.actors),
            (true, false) => format!("→ {}", joined(&line.recipients)),
            (true, true) => String::new(),
        };
        what.extend((!sides.is_empty()).then_some(sides));
        what.extend(line.place.clone());
        match line.status {
            EventStatus::Happened => {}
            EventStatus::Claimed if !line.claimed_by.is_empty() => {
                what.push(format!("claimed by {} alone", joined(&line.claimed_by)));
            }
            status => what.push(phrases::event_status(status).to_owned()),
        }
        self.page.line(2, 4, &format!("{}: {}", when, what.join(" · ")));
        let focus = line.trigger_at..line.trigger_at + line.trigger.len();
        let sentence = window(&line.sentence, focus, SENTENCE);
        self.page.line(4, 4, &format!("‘{sentence}’ {}", self.cite_all(&line.citation, &line.also)));
    }

    fn figure(&mut self, line: &FigureLine) {
        let mut text = format!("{}: {}", styled(STRONG, &line.quantity), line.of);
        if let Some(days) = line.as_of {
            text.push_str(&format!(" ({})", phrases::days(days)));
        }
        if let Some(claimant) = &line.claimed_by {
            text.push_str(&format!(", says {claimant}"));
        }
        let cite = self.cite_all(&line.citation, &line.also);
        self.page.line(2, 4, &format!("{text}: {} {cite}", quoted(&line.wording)));
    }

    fn contested(&mut self, line: &ContestedLine) {
        let cite = self.cite_all(&line.citation, &line.also);
        self.page.line(2, 4, &format!("{} {} {cite}", line.lead, quoted(&line.wording)));
    }

    fn foot(&mut self, brief: &Brief) {
        self.page.gap();
        let count = brief.statements;
        let mut foot = "“…” are a speaker's own words, ‘…’ the report's. ".to_owned();
        foot.push_str(&counted(count.all, "statement"));
        foot.push_str(" in the record");
        if count.not_shown > 0 {
            foot.push_str(&format!(
                ", {} of them not shown above (no issue, or no party): see verbale statements",
                count.not_shown
            ));
        }
        self.page.line(0, 0, &styled(FAINT, format!("{foot}.")));
    }

    fn cite(&self, citation: &Citation) -> String {
        styled(FAINT, self.place(citation))
    }

    /// "¶4", "¶4 (also ¶6, ¶7)"; each place once.
    fn cite_all(&self, first: &Citation, also: &[Citation]) -> String {
        let mut places: Vec<String> = Vec::new();
        for place in std::iter::once(first).chain(also).map(|citation| self.place(citation)) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        let (first, also) = places.split_at(1);
        match also {
            [] => styled(FAINT, &first[0]),
            also => styled(FAINT, format!("{} (also {})", first[0], also.join(", "))),
        }
    }

    fn place(&self, citation: &Citation) -> String {
        match (self.many, citation.paragraph) {
            (true, Some(paragraph)) => format!("[{}¶{paragraph}]", citation.document),
            (true, None) => format!("[{}]", citation.document),
            (false, Some(paragraph)) => format!("¶{paragraph}"),
            (false, None) => "heading".to_owned(),
        }
    }
}

fn quoted(wording: &Wording) -> String {
    let text = shortened(&wording.text, QUOTATION);
    if wording.own { format!("“{text}”") } else { format!("‘{text}’") }
}

/// Outlet, day, size, and what of the document is a repetition.
fn source_facts(source: &Source) -> Vec<String> {
    let mut facts: Vec<String> = source.outlet.iter().cloned().collect();
    facts.push(source.published.map_or_else(|| "no date of publication".to_owned(), phrases::day));
    facts.push(counted(source.paragraphs, "paragraph"));
    if source.repeats > 0 {
        facts.push(format!("this document repeats itself: {}", counted(source.repeats, "block")));
    }
    if let Some(earlier) = &source.duplicate_of {
        facts.push(format!("same text as {}", shortened(earlier, 24)));
    }
    for shared in &source.shares {
        facts.push(format!("shares {} with [{}]", counted(shared.paragraphs, "paragraph"), shared.with));
    }
    facts
}
