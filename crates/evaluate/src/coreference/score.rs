//! Counts pronouns and role nouns that were resolved, and those that are right.

use super::gold::{GoldDocument, GoldMention, MentionKind};
use crate::Tally;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use verbale_text::Span;

/// A mention that was made.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct MadeMention {
    /// The word that refers: the last of a name, the noun, the pronoun.
    pub head: Span,
    /// Whether it is a name.
    pub name: bool,
    /// The entity it was resolved to.
    pub entity: u32,
}

/// What was judged about one mention.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Verdict {
    /// The document.
    pub document: String,
    /// The mention with the words around it.
    pub text: String,
    /// The gold's names for it, one of them; none where it has none.
    pub gold: Option<String>,
    /// The name of the entity it was resolved to; none where it was not.
    pub made: Option<String>,
    /// Whether that is right.
    pub right: bool,
}

/// How many pronouns and role nouns lead to the right named entity.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct CoreferenceScore {
    /// Documents scored.
    pub documents: usize,
    /// Pronouns.
    pub pronouns: Tally,
    /// Titles and role nouns.
    pub role_nouns: Tally,
    /// Every mention that is not right, in order.
    pub misses: Vec<Verdict>,
}

/// Scores each document against the mentions made of it.
pub fn score<'d>(
    documents: impl IntoIterator<Item = (&'d GoldDocument, &'d [MadeMention])>,
) -> CoreferenceScore {
    let mut score = CoreferenceScore::default();
    for (gold, made) in documents {
        score.documents += 1;
        Sides::new(gold, made).add_to(&mut score);
    }
    score
}

struct Sides<'d> {
    gold: &'d GoldDocument,
    made: &'d [MadeMention],
    named: BTreeSet<&'d str>,
    /// The cluster that most names of an entity stand in.
    clusters: BTreeMap<u32, &'d str>,
    /// A name of each entity.
    names: BTreeMap<u32, Span>,
}

impl<'d> Sides<'d> {
    fn new(gold: &'d GoldDocument, made: &'d [MadeMention]) -> Self {
        let mut sides = Self {
            named: gold.named_clusters(),
            gold,
            made,
            clusters: BTreeMap::new(),
            names: BTreeMap::new(),
        };
        let mut counts: BTreeMap<u32, Vec<(&str, usize)>> = BTreeMap::new();
        for mention in made.iter().filter(|mention| mention.name) {
            sides.names.entry(mention.entity).or_insert(mention.head);
            let Some(held) = sides.gold_name(mention.head) else { continue };
            let counted = counts.entry(mention.entity).or_default();
            match counted.iter_mut().find(|(cluster, _)| *cluster == held.cluster) {
                Some((_, count)) => *count += 1,
                None => counted.push((&held.cluster, 1)),
            }
        }
        for (entity, counted) in counts {
            // Among equals the first.
            let most = counted.iter().rev().max_by_key(|(_, count)| *count);
            sides.clusters.extend(most.map(|(cluster, _)| (entity, *cluster)));
        }
        sides
    }

    /// The smallest mention by name that a word is the head or a part of the name of.
    fn gold_name(&self, word: Span) -> Option<&'d GoldMention> {
        let names = self.gold.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
        let around = names.filter(|mention| mention.span.contains(word));
        around.min_by_key(|mention| (mention.head != word, mention.span.end - mention.span.start))
    }

    fn add_to(&self, score: &mut CoreferenceScore) {
        for (kind, tally) in
            [(MentionKind::Pronoun, &mut score.pronouns), (MentionKind::RoleNoun, &mut score.role_nouns)]
        {
            let wanted = self.wanted(kind);
            let resolved = self.resolved(kind);
            let heads: BTreeSet<Span> = wanted.keys().chain(resolved.keys()).copied().collect();
            tally.gold += wanted.len();
            tally.made += resolved.len();
            for head in heads {
                let clusters = wanted.get(&head).map_or(&[][..], Vec::as_slice);
                let entity = resolved.get(&head).copied();
                let held = entity.and_then(|entity| self.clusters.get(&entity));
                if held.is_some_and(|held| self.is_right_elsewhere(head, held)) {
                    tally.made -= 1;
                    continue;
                }
                let right = held.is_some_and(|held| clusters.contains(held));
                tally.hit += usize::from(right);
                if !right {
                    score.misses.push(self.verdict(head, clusters, entity));
                }
            }
        }
    }

    /// The mentions of a kind whose cluster has a name, by their head, with their clusters.
    fn wanted(&self, kind: MentionKind) -> BTreeMap<Span, Vec<&'d str>> {
        let mut found: BTreeMap<Span, Vec<&str>> = BTreeMap::new();
        for mention in self.gold.mentions.iter().filter(|mention| mention.kind == kind) {
            if self.named.contains(mention.cluster.as_str()) {
                found.entry(mention.head).or_default().push(&mention.cluster);
            }
        }
        found
    }

    /// The words of a kind that were resolved to an entity with a name.
    fn resolved(&self, kind: MentionKind) -> BTreeMap<Span, u32> {
        let titles = self.gold.mentions.iter().filter(|mention| mention.kind == kind);
        let titles: BTreeSet<Span> = titles.map(|mention| mention.head).collect();
        let of_kind = |head: &Span| self.gold.words.get(head) == Some(&kind) || titles.contains(head);
        let others = self.made.iter().filter(|mention| !mention.name && of_kind(&mention.head));
        let named = others.filter(|mention| self.names.contains_key(&mention.entity));
        named.map(|mention| (mention.head, mention.entity)).collect()
    }

    /// Whether a word rightly takes up something named that is not asked for: no person, organisation or place
    /// ("the festival"), or part of a name ("coach" of "coach Ana Quispe"). Such are not counted.
    fn is_right_elsewhere(&self, head: Span, held: &str) -> bool {
        let here =
            self.gold.mentions.iter().filter(|mention| mention.head == head && mention.cluster == held);
        let mut asked = here.clone().filter(|mention| self.named.contains(mention.cluster.as_str()));
        here.count() > 0
            && !asked.any(|mention| matches!(mention.kind, MentionKind::RoleNoun | MentionKind::Pronoun))
    }

    fn verdict(&self, head: Span, clusters: &[&str], entity: Option<u32>) -> Verdict {
        let text = &self.gold.text;
        let name = |cluster: &&str| {
            let mut names = self.gold.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
            names.find(|mention| mention.cluster == *cluster).map(|mention| mention.span.of(text).to_owned())
        };
        let made = entity.and_then(|entity| self.names.get(&entity)).map(|name| name.of(text).to_owned());
        Verdict {
            document: self.gold.id.clone(),
            text: around(text, head),
            gold: clusters.iter().find_map(name),
            made,
            right: false,
        }
    }
}

/// A word in brackets with some text on both sides.
fn around(text: &str, word: Span) -> String {
    const BEFORE: usize = 60;
    const AFTER: usize = 30;
    let (left, rest) = text.split_at(word.start as usize);
    let (middle, right) = rest.split_at((word.end - word.start) as usize);
    let left: Vec<char> = left.chars().rev().take(BEFORE).collect();
    let left: String = left.into_iter().rev().collect();
    let right: String = right.chars().take(AFTER).collect();
    format!("{left}[{middle}]{right}").replace('\n', " ")
}

impl CoreferenceScore {
    /// The report; with every mention that is not right before the totals where asked.
    pub fn text(&self, misses: bool) -> String {
        let mut text = String::new();
        for miss in self.misses.iter().filter(|_| misses) {
            let shown = |name: &Option<String>| name.clone().unwrap_or_else(|| "-".to_owned());
            text += &format!(
                "{}\t{}\tgold {}\tmade {}\n",
                miss.document,
                miss.text,
                shown(&miss.gold),
                shown(&miss.made)
            );
        }
        text + &self.to_string()
    }
}

impl fmt::Display for CoreferenceScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} documents", self.documents)?;
        for (name, tally) in [("pronouns", self.pronouns), ("role nouns", self.role_nouns)] {
            writeln!(
                f,
                "{name:11} precision {:5.1} at recall {:5.1}   ({} right, {} resolved, {} in the gold)",
                100.0 * tally.precision(),
                100.0 * tally.recall(),
                tally.hit,
                tally.made,
                tally.gold
            )?;
        }
        Ok(())
    }
}
