//! Reads brat standoff: text-bound lines (`T`) and attributions, one event line (`E`) each.

use super::document::{ArticleText, Stretch, TokenSet};
use crate::measure::FirstSeen;
use std::collections::{BTreeMap, BTreeSet};

/// What a part of an attribution is.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The words that name the source.
    Source,
    /// The words that report.
    Cue,
    /// What is reported.
    Content,
}

impl Role {
    /// All roles, in PolNeAR's order.
    pub const ALL: [Role; 3] = [Role::Source, Role::Cue, Role::Content];

    /// The role's name in annotation files.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Source => "Source",
            Role::Cue => "Cue",
            Role::Content => "Content",
        }
    }

    /// "Content2" goes on with a content. Other labels (Discuss, Discard, …) are no roles.
    fn of_label(label: &str) -> Option<Role> {
        let name = label.trim_end_matches(|letter: char| letter.is_ascii_digit());
        Role::ALL.into_iter().find(|role| role.as_str() == name)
    }
}

/// One attribution: the normal form of each role's stretches, and the tokens they touch.
#[derive(Clone, Debug)]
pub(super) struct Attribution {
    stretches: [Vec<Stretch>; 3],
    tokens: [TokenSet; 3],
}

impl Attribution {
    pub(super) fn stretches(&self, role: Role) -> &[Stretch] {
        &self.stretches[role as usize]
    }

    pub(super) fn tokens(&self, role: Role) -> &TokenSet {
        &self.tokens[role as usize]
    }
}

/// An annotation file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("annotations of {article}, {line}: {reason}")]
pub struct StandoffError {
    /// The article's name.
    pub article: String,
    /// The id of the line ("T12").
    pub line: String,
    /// What is wrong with it.
    pub reason: String,
}

/// Reads the attributions of one annotation file. Attributions without cue and content, and such as
/// repeat an earlier one, are dropped and counted in `dropped`.
pub(super) fn read(
    article: &str,
    standoff: &str,
    text: &ArticleText,
    trim_punctuation: bool,
    dropped: &mut FirstSeen<&'static str, usize>,
) -> Result<Vec<Attribution>, StandoffError> {
    let error = |line: &str, reason: String| StandoffError {
        article: article.to_owned(),
        line: line.to_owned(),
        reason,
    };
    let mut bound: BTreeMap<&str, Vec<Stretch>> = BTreeMap::new();
    let mut events: Vec<Vec<(&str, &str)>> = Vec::new();
    for line in standoff.split('\n') {
        let mut fields = line.trim_end_matches('\r').split('\t');
        let (Some(id), Some(field)) = (fields.next(), fields.next()) else { continue };
        if is_numbered(id, 'T') {
            let Some(stretches) = text_bound(field) else { continue };
            if let Some(bad) = stretches.iter().find(|s| s.start >= s.end || s.end > text.len()) {
                let reason = format!("{} to {} is not within the text's {}", bad.start, bad.end, text.len());
                return Err(error(id, reason + " characters; offsets are Unicode code points"));
            }
            bound.insert(id, stretches);
        } else if is_numbered(id, 'E') {
            let arguments = field.split_whitespace().map(|argument| {
                argument
                    .split_once(':')
                    .ok_or_else(|| error(id, format!("{argument:?} has no role before a colon")))
            });
            events.push(arguments.collect::<Result<_, _>>()?);
        }
    }
    let mut seen = BTreeSet::new();
    let mut attributions = Vec::new();
    for arguments in events {
        let stretches = Role::ALL.map(|role| {
            let targets = arguments.iter().filter(|(label, _)| Role::of_label(label) == Some(role));
            let parts: Vec<Stretch> =
                targets.filter_map(|(_, target)| bound.get(target)).flatten().copied().collect();
            text.normal_form(&parts, trim_punctuation)
        });
        if stretches[Role::Cue as usize].is_empty() && stretches[Role::Content as usize].is_empty() {
            *dropped.entry("empty E dropped") += 1;
        } else if !seen.insert(stretches.clone()) {
            *dropped.entry("duplicate E dropped") += 1;
        } else {
            let tokens = Role::ALL.map(|role| text.tokens(&stretches[role as usize]));
            attributions.push(Attribution { stretches, tokens });
        }
    }
    Ok(attributions)
}

fn is_numbered(id: &str, letter: char) -> bool {
    id.strip_prefix(letter)
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The stretches of "Content 12 40;52 60"; nothing where the field is written otherwise.
fn text_bound(field: &str) -> Option<Vec<Stretch>> {
    let (label, offsets) = field.split_once(' ')?;
    if label.is_empty() {
        return None;
    }
    let number =
        |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?;
    offsets
        .split(';')
        .map(|pair| {
            let (start, end) = pair.split_once(' ')?;
            Some(Stretch::new(number(start)?, number(end)?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(standoff: &str) -> (Vec<Attribution>, Vec<(&'static str, usize)>) {
        let text = ArticleText::new("Ilse Marek said on Monday that é is a letter.");
        let mut dropped = FirstSeen::default();
        let attributions = read("a", standoff, &text, false, &mut dropped).unwrap();
        (attributions, dropped.into_rows())
    }

    #[test]
    fn numbered_roles_are_merged_and_other_labels_ignored() {
        let standoff = "T1\tSource 0 10\tIlse Marek\r\nT2\tCue 11 15\tsaid\nT3\tContent 26 32\tthat é\n\
            T4\tContent 33 44\tis a letter\nT5\tDiscuss 0 3\tIls\nE1\tCue:T2 Content:T3 Content2:T4 Source:T1 Discuss:T5\n";
        let (attributions, dropped) = read_all(standoff);
        assert_eq!(attributions.len(), 1);
        assert_eq!(attributions[0].stretches(Role::Content), [Stretch::new(26, 44)]);
        assert_eq!(attributions[0].stretches(Role::Source), [Stretch::new(0, 10)]);
        assert!(dropped.is_empty());
    }

    #[test]
    fn empty_and_repeated_attributions_are_dropped_and_counted() {
        let (attributions, dropped) = read_all(
            "T1\tCue 11 15\tsaid\nT2\tCue 11 15;9999 x\tbad\nE1\tCue:T1\nE2\tCue:T1\nE3\t\nE4\tCue:T9\n",
        );
        assert_eq!(attributions.len(), 1);
        assert_eq!(dropped, [("duplicate E dropped", 1), ("empty E dropped", 2)]);
    }

    #[test]
    fn offsets_outside_the_text_and_bare_arguments_are_errors() {
        let text = ArticleText::new("short");
        let message =
            |standoff| read("a", standoff, &text, false, &mut FirstSeen::default()).unwrap_err().to_string();
        assert_eq!(
            message("T1\tCue 3 9\tx"),
            "annotations of a, T1: 3 to 9 is not within the text's 5 characters; offsets are Unicode code points"
        );
        assert_eq!(message("E1\tCue"), "annotations of a, E1: \"Cue\" has no role before a colon");
    }
}
