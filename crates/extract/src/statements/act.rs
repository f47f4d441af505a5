//! The act: what the speaker does by saying it, judged on cue and content together.

use super::discourse::Discourse;
use super::features::{self, Features, bag_lemma, count_word, tone_name};
use super::settled;
use crate::attribution::view::Run;
use verbale_analyze::{Relation, Upos, WordId};
use verbale_record::Act;

/// The acts that a statement may be, with their probabilities.
#[derive(Clone, PartialEq, Debug)]
pub struct Guess {
    /// The most likely act.
    pub best: Act,
    /// How likely it is.
    pub probability: f32,
    /// The next most likely act.
    pub second: Act,
    /// How likely the act is one that is directed at someone, by how often acts are.
    pub directed: f32,
}

impl Guess {
    /// Reads probabilities that number [`Act::ALL`].
    pub fn of(probabilities: &[f32]) -> Self {
        let mut order: Vec<usize> = (0..Act::ALL.len().min(probabilities.len())).collect();
        // A stable sort: of equally likely acts the first stays first.
        order.sort_by(|&a, &b| probabilities[b].total_cmp(&probabilities[a]));
        let act = |place: usize| order.get(place).map_or(Act::Assert, |&number| Act::ALL[number]);
        let directed =
            order.iter().map(|&number| probabilities[number] * directedness(Act::ALL[number])).sum();
        let probability = order.first().map_or(0.0, |&number| probabilities[number]);
        Self { best: act(0), probability, second: act(1), directed }
    }

    /// How likely the best act is, in few words.
    pub fn certainty(&self) -> &'static str {
        match self.probability {
            p if p >= 0.8 => "sure",
            p if p >= 0.5 => "likely",
            _ => "open",
        }
    }

    /// How likely the act is directed at someone, in tenths.
    pub fn directed_word(&self) -> String {
        format!("{:.0}", self.directed * 10.0)
    }
}

/// How often statements with this act say at whom they are directed, roughly.
fn directedness(act: Act) -> f32 {
    match act {
        Act::Accuse => 0.95,
        Act::Demand | Act::Threaten | Act::Reject | Act::Propose => 0.8,
        Act::Request | Act::Praise | Act::Question => 0.7,
        Act::Accept => 0.5,
        Act::Promise | Act::Announce | Act::Deny => 0.3,
        Act::Warn => 0.15,
        Act::Assert | Act::Expect => 0.03,
    }
}

/// The features of the statement with number `at`.
pub fn features(discourse: &Discourse<'_>, at: usize) -> Vec<u32> {
    let mut features = Features::default();
    let cue = cue_features(discourse, at, &mut features);
    let settled = settled::settled(discourse, at).map_or("open", Act::as_str);
    features.add(6, &[settled]);
    features.add(7, &[settled, &cue]);
    clause_features(discourse, at, &cue, &mut features);
    word_features(discourse, at, &cue, &mut features);
    setting_features(discourse, at, &cue, &mut features);
    features.finish()
}

/// Adds what the cue tells; returns the cue's class: the lexicon's act and firmness.
fn cue_features(discourse: &Discourse<'_>, at: usize, features: &mut Features) -> String {
    let (view, reading) = (&discourse.view, &discourse.readings[at]);
    let class = match (reading.cue, reading.cue_entry) {
        (None, _) => "none".to_owned(),
        (_, None) => "unlisted".to_owned(),
        (_, Some((act, firmness))) => format!("{act} {firmness:?}"),
    };
    let negated = if reading.cue_negated { "not" } else { "" };
    features.add(1, &[&reading.cue_key]);
    features.add(2, &[&class, negated]);
    if let Some(head) = reading.cue_head {
        features.add(3, &[view.lemma(head), view.upos(head).as_str()]);
        features.add(4, &[view.lemma(head), negated]);
    }
    for word in reading.cue.into_iter().flat_map(|cue| cue.start..cue.end) {
        features.add(5, &[view.lemma(word)]);
    }
    class
}

/// Adds how the content's clauses are put: whose deed, in which mode.
fn clause_features(discourse: &Discourse<'_>, at: usize, cue: &str, features: &mut Features) {
    let (view, reading) = (&discourse.view, &discourse.readings[at]);
    let direct = discourse.attributions[at].quote.as_str();
    for (&root, number) in reading.roots.iter().zip(0..) {
        let subject = features::subject_of(discourse, reading, root).as_str();
        let clause = features::clause(discourse, root);
        let negated = if clause.negated { "not" } else { "" };
        let lemma = view.lemma(root);
        let place = if number == 0 { "first" } else { "later" };
        features.add(10, &[place, lemma]);
        features.add(11, &[place, subject]);
        features.add(12, &[place, &clause.mode, negated]);
        features.add(13, &[place, subject, &clause.mode, negated]);
        features.add(14, &[subject, lemma]);
        features.add(15, &[subject, lemma, negated]);
        if number == 0 {
            features.add(16, &[cue, subject]);
            features.add(17, &[cue, &clause.mode, negated]);
            features.add(18, &[direct, subject]);
            features.add(19, &[cue, view.upos(root).as_str()]);
        }
        for &tone in &reading.tones {
            features.add(20, &[tone_name(tone), subject]);
            if number == 0 {
                features.add(21, &[tone_name(tone), &clause.mode]);
            }
        }
        // What kind of deed the clause tells, whatever its words: the classes of its main word and of the words
        // that complete it.
        for tone in reading.tones_at(root) {
            features.add(23, &[tone_name(tone), subject, negated]);
            features.add(24, &[tone_name(tone), subject, &clause.mode, negated]);
        }
        for &child in view.children(root) {
            let relation = view.relation(child).as_str();
            if completes(view.relation(child)) {
                features.add(22, &[relation, view.lemma(child)]);
                for tone in reading.tones_at(child) {
                    features.add(25, &[relation, tone_name(tone), subject, negated]);
                    features.add(26, &[tone_name(tone), &clause.mode]);
                }
            }
        }
    }
}

/// Whether a word of this relation completes what its verb tells.
fn completes(relation: Relation) -> bool {
    matches!(relation, Relation::Obj | Relation::Xcomp | Relation::Ccomp | Relation::Advcl)
}

/// Adds the content's words and tones.
fn word_features(discourse: &Discourse<'_>, at: usize, cue: &str, features: &mut Features) {
    let (view, reading) = (&discourse.view, &discourse.readings[at]);
    for &tone in &reading.tones {
        features.add_with(30, tone_name(tone), cue);
        for &other in reading.tones.iter().filter(|&&other| other > tone) {
            features.add(31, &[tone_name(tone), tone_name(other)]);
        }
    }
    for &word in &reading.words {
        if let Some(lemma) = bag_lemma(view, word) {
            features.add(32, &[lemma]);
        }
        if matches!(view.upos(word), Upos::Aux | Upos::Pron | Upos::Part | Upos::Sconj) {
            features.add(33, &[&view.form(word).to_lowercase()]);
        }
    }
    for pair in reading.words.windows(2) {
        features.add(34, &[view.lemma(pair[0]), view.lemma(pair[1])]);
    }
    let start: Vec<&str> = reading.words.iter().take(2).map(|&word| view.lemma(word)).collect();
    features.add(35, &start);
    if let Some(&first) = reading.words.first() {
        let form = view.words.feature(WordId(first), "VerbForm").unwrap_or("-");
        features.add(36, &[view.upos(first).as_str(), form, cue]);
        features.add(37, &[view.lemma(first)]);
    }
    let marks = |mark: &str| {
        reading
            .content
            .iter()
            .flat_map(|run| run.start..=run.end)
            .any(|word| (word as usize) < view.words.len() && view.form(word) == mark)
    };
    for mark in ["?", "!"] {
        if marks(mark) {
            features.add(38, &[mark]);
        }
    }
    features.add(39, &[count_word(reading.words.len() / 4)]);
}

/// Adds who speaks, to whom, and which sides the content names.
fn setting_features(discourse: &Discourse<'_>, at: usize, cue: &str, features: &mut Features) {
    let (view, reading) = (&discourse.view, &discourse.readings[at]);
    let attribution = &discourse.attributions[at];
    let kind = features::speaker_kind(discourse, reading);
    features.add_with(50, kind, cue);
    features.add(51, &[attribution.quote.as_str()]);
    if let Some(head) = reading.source_head {
        if view.upos(head) == Upos::Noun {
            features.add(52, &[view.lemma(head)]);
        } else {
            features.add(52, &[view.upos(head).as_str()]);
        }
    }
    let (mut own, mut others) = (0, 0);
    for run in &reading.content {
        for entity in sides_in(discourse, *run) {
            if reading.party.as_deref() == Some(entity) { own += 1 } else { others += 1 }
        }
    }
    let sides = [count_word(own), count_word(others)];
    features.add(53, &sides);
    for &tone in &reading.tones {
        features.add(54, &[tone_name(tone), if others > 0 { "others" } else { "" }]);
        features.add(55, &[tone_name(tone), kind]);
    }
    if let Some(head) = reading.cue_head {
        let object = view.children(head).iter().copied().find(|&child| {
            matches!(view.relation(child), Relation::Obj | Relation::Iobj | Relation::Obl)
                && !reading.words.contains(&child)
        });
        if let Some(object) = object {
            let named = if discourse.entity_at(object).is_some() { "entity" } else { "word" };
            features.add(56, &[view.relation(object).as_str(), named, cue]);
            features.add(57, &[view.lemma(object)]);
        }
    }
    for (neighbour, place) in [(at.checked_sub(1), "before"), (Some(at + 1), "after")] {
        let Some(other) = neighbour.and_then(|neighbour| discourse.readings.get(neighbour)) else { continue };
        let same = other.speakers == reading.speakers && !reading.speakers.is_empty();
        let same = if same { "same speaker" } else { "another" };
        for &tone in &other.tones {
            features.add(60, &[place, same, tone_name(tone)]);
        }
        if let Some((act, firmness)) = other.cue_entry {
            features.add(61, &[place, same, act.as_str(), &format!("{firmness:?}")]);
        }
    }
    if attribution.within.is_some() {
        features.add(58, &["within", cue]);
    }
}

/// The sides named in a run of words, in order, with repeats.
fn sides_in<'d>(discourse: &'d Discourse<'_>, run: Run) -> impl Iterator<Item = &'d str> {
    let first = discourse.mentions_by_head.partition_point(|&(head, _)| head < run.start);
    discourse.mentions_by_head[first..]
        .iter()
        .take_while(move |&&(head, _)| head < run.end)
        .map(|&(_, entity)| discourse.side(entity))
}
