//! Who wrote an article and who took its pictures: bylines, captions, credits.

use super::plain::{Plain, is_listed};

/// Months and days of the week: "By Monday …" names no writer.
const TIMES: &str = "january february march april may june july august september october november december monday \
    tuesday wednesday thursday friday saturday sunday spring summer autumn winter christmas";

/// Words in lower case that may stand between the names of a byline.
const BETWEEN_NAMES: &str = "and with in at for of de la van von der den el al bin bint ben du di da staff agencies writer \
    reporter correspondent editor";

/// Words that open a line about those who worked on the article.
const CREDIT_OPENERS: [&str; 14] = [
    "reporting by",
    "additional reporting by",
    "with reporting by",
    "writing by",
    "written by",
    "edited by",
    "editing by",
    "compiled by",
    "translated by",
    "story by",
    "text by",
    "photographs by",
    "photographs and video by",
    "graphics by",
];

/// Words that close one.
const CREDIT_CLOSERS: [&str; 6] = [
    "contributed to this report",
    "contributed to this article",
    "contributed to this story",
    "contributed reporting",
    "contributed to the report",
    "contributed research",
];

/// Longer texts are no byline.
const BYLINE_LONGEST: usize = 300;

/// True where the whole of `text` names those who worked on the article.
pub(super) fn is_byline(text: &str, plain: &Plain) -> bool {
    if text.len() > BYLINE_LONGEST || plain.words() < 2 {
        return false;
    }
    let signed = plain.begins_one(&CREDIT_OPENERS)
        && text.split_whitespace().any(|word| starts_upper(word) && !is_opener(word));
    signed || CREDIT_CLOSERS.iter().any(|closer| plain.ends(closer)) || names_after_by(text)
}

fn is_opener(word: &str) -> bool {
    let plain = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    CREDIT_OPENERS.iter().any(|opener| opener.split(' ').any(|part| part == plain))
}

/// "By Ann Field and Omar Haddad in Kyiv".
fn names_after_by(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '*', '_', '—', '–', '-', ' ']);
    let mut words = text.split_whitespace();
    if !words.next().is_some_and(|word| word.trim_end_matches(':').eq_ignore_ascii_case("by")) {
        return false;
    }
    let mut names = 0;
    for (index, word) in words.enumerate() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = bare.to_lowercase();
        if (index == 0 && (lower == "the" || is_listed(&lower, TIMES))) || index > 14 {
            return false;
        }
        // "Omar el-Haddad": a name by any of its parts.
        if bare.split('-').any(starts_upper) {
            names += 1;
        } else if !(bare.is_empty() || is_listed(&lower, BETWEEN_NAMES)) {
            return false;
        }
    }
    names > 0
}

/// First words of places with two ("Hong Kong", "West Bank").
const PLACE_OPENERS: &str = "New Hong Vatican West East North South United Saudi Tel San Los Las Kuala Addis Buenos Abu Cape \
    Mexico Sri Sierra Ivory Costa El Port Ho Rio St. Santa";

/// The length of the signature that runs into a text without a stop ("By Ann Field and Omar el-Haddad Reporting from
/// Kyiv, Ukraine The envoys met …"), 0 where there is none. A name is taken to be a first and a last name.
pub(super) fn signature_length(text: &str) -> usize {
    let window = &text[..text.floor_char_boundary(BYLINE_LONGEST)];
    let mut words = Words { text: window, at: 0 };
    if words.next() != Some("By") {
        return 0;
    }
    let mut end = 0;
    while let Some(name_end) = words.name() {
        end = name_end;
        let behind_name = words.at;
        if window[..end].ends_with(',') {
            continue;
        }
        if words.next() != Some("and") {
            words.at = behind_name;
            break;
        }
    }
    if end == 0 {
        return 0;
    }
    if words.next() == Some("Reporting") && words.next() == Some("from") {
        end = words.place().unwrap_or(end);
    }
    // It must run into a sentence; a line of its own is told by `is_byline`.
    if text[end..].trim_start().starts_with(char::is_uppercase) { end } else { 0 }
}

/// Reads a text word by word.
struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Words<'t> {
    /// The next word, parted by white space.
    fn next(&mut self) -> Option<&'t str> {
        let rest = &self.text[self.at..];
        let start = self.at + rest.len() - rest.trim_start().len();
        let word = self.text[start..].split(char::is_whitespace).next().filter(|word| !word.is_empty())?;
        self.at = start + word.len();
        Some(word)
    }

    /// Takes a first name, initials or a particle, and a last name; gives the end. Where two names run together
    /// ("FieldOmar Haddad"), both are taken.
    fn name(&mut self) -> Option<usize> {
        let first = self.next().filter(|word| starts_upper(word) && !word.ends_with(','))?;
        let lower = first.to_lowercase();
        if lower == "the" || is_listed(&lower, TIMES) {
            return None;
        }
        loop {
            let word = self.next()?;
            let is_initial = word.len() == 2 && word.ends_with('.');
            if is_initial || is_listed(word, BETWEEN_NAMES) && word != "and" {
                continue;
            }
            let runs_together = word.char_indices().skip(1).any(|(at, c)| {
                c.is_uppercase() && word[..at].chars().next_back().is_some_and(char::is_lowercase)
            });
            if runs_together
                && !word.contains(['-', '\'', '’'])
                && !word.starts_with("Mc")
                && !word.starts_with("Mac")
            {
                continue;
            }
            return (starts_upper(word) || word.contains('-')).then_some(self.at);
        }
    }

    /// Takes a place of one or two words and, after a comma, its country; gives the end.
    fn place(&mut self) -> Option<usize> {
        let mut end = None;
        loop {
            let mut word = self.next().filter(|word| starts_upper(word))?;
            if is_listed(word, PLACE_OPENERS) {
                word = self.next()?;
            }
            let is_country = end.is_some();
            end = Some(self.at);
            if is_country || !word.ends_with(',') {
                return end;
            }
        }
    }
}

fn starts_upper(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
}

/// Words that open a caption or a picture's credit, with the mark that follows them.
const CAPTION_OPENERS: [&str; 16] = [
    "photo:",
    "photos:",
    "photo by",
    "photo credit",
    "file photo",
    "file -",
    "file –",
    "file —",
    "image:",
    "image credit",
    "picture:",
    "pictured:",
    "photograph:",
    "photographer:",
    "caption:",
    "credit:",
];

/// What a credit in brackets begins with.
const CREDIT_BEGINS: [&str; 10] = [
    "credit:",
    "photo:",
    "photo by",
    "image:",
    "image by",
    "picture:",
    "photo credit",
    "photo courtesy",
    "ap photo",
    "file photo",
];

/// What stands in a credit in brackets or at a caption's end, in the agencies' own writing.
const CREDIT_HOLDS: [&str; 8] =
    ["Getty Images", "/Getty", "/REUTERS", "REUTERS/", "/AFP", "AP Photo/", "/EPA", "via Reuters"];

/// True where the whole of `text` is the words under a picture, or says who took it.
pub(super) fn is_caption(text: &str) -> bool {
    let bare = text.trim_start_matches(['*', '_', '[', '(', ' ']);
    let opened = CAPTION_OPENERS.iter().any(|opener| starts_with_folded(bare, opener));
    opened || trailing_credit(text)
}

/// "… in Kyiv. REUTERS/Ann Field", "… in Kyiv (Ann Field/Getty Images)".
fn trailing_credit(text: &str) -> bool {
    let text = text.trim_end_matches(['*', '_', ' ', '.']);
    if let Some(open) = text.rfind('(').filter(|_| text.ends_with(')')) {
        return is_credit(&text[open..]);
    }
    let mut last_words = text.rsplit(' ').take(4);
    last_words
        .any(|word| word.starts_with("REUTERS/") || word.starts_with("Photo/") || word.ends_with("/AFP"))
}

/// True where `brackets` — "(…)" or "[…]" — say who took a picture.
pub(super) fn is_credit(brackets: &str) -> bool {
    let inside = brackets.trim_matches(['(', ')', '[', ']', ' ', '\u{a0}']);
    inside.len() <= 160
        && (CREDIT_BEGINS.iter().any(|begin| starts_with_folded(inside, begin))
            || CREDIT_HOLDS.iter().any(|hold| inside.contains(hold)))
}

fn starts_with_folded(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn bylines(expected: bool, lines: &[&str]) {
        for line in lines {
            assert_eq!(is_byline(line, &Plain::of(line)), expected, "{line}");
        }
    }

    #[test]
    fn names_and_credits_are_bylines() {
        bylines(
            true,
            &[
                "By Ann Field",
                "BY ANN FIELD AND OMAR HADDAD",
                "By Ann Field and Omar el-Haddad in Kyiv, Harbour Post",
                "**By Ann Field**",
                "Reporting by Ann Field; editing by Omar Haddad",
                "(Reporting by Ann Field in Kyiv)",
                "Edited by: O. Haddad",
                "Ann Field contributed to this report.",
            ],
        );
    }

    #[test]
    fn sentences_are_no_bylines() {
        bylines(
            false,
            &[
                "By Monday, the troops had left",
                "By Monday",
                "By the numbers",
                "By then the talks had failed.",
                "By",
                "Edited by a committee",
                "The plan was written by Ann Field",
                "",
            ],
        );
    }

    #[test]
    fn a_signature_runs_into_the_text() {
        for (signature, text) in [
            ("By Ann Field", " The envoys met."),
            ("By Ann B. Field and Omar el-Haddad", " Envoys of both sides met."),
            ("By Ann FieldOmar Haddad and Zia ur-Rehman", " The envoys met."),
            ("By Ann Field Reporting from Kyiv, Ukraine", " The envoys met."),
            ("By Ann Field Reporting from Ramallah, West Bank", " The envoys met."),
            ("By Ann Field Reporting from Geneva", " The envoys met."),
        ] {
            assert_eq!(signature_length(&format!("{signature}{text}")), signature.len(), "{signature}");
        }
        for text in [
            "By Monday Ann Field had left.",
            "By then Ann Field had left.",
            "By Ann Field",
            "By the River Ann fell.",
            "By Geneva's rules he won.",
            "By",
        ] {
            assert_eq!(signature_length(text), 0, "{text}");
        }
    }

    #[test]
    fn captions_say_so() {
        for line in [
            "Photo: a bridge over the river",
            "FILE PHOTO: A bridge over the river. REUTERS/Ann Field",
            "FILE - A bridge, March 3",
            "(Image: Getty)",
            "A bridge over the river (Ann Field/Getty Images)",
            "[Photo: Ann Field]",
            "*Photo: Ann Field*",
        ] {
            assert!(is_caption(line), "{line}");
        }
        for line in [
            "Photos show damage to the bridge.",
            "The file was closed (again)",
            "Reuters reported it.",
            "He joined AFP",
            "",
        ] {
            assert!(!is_caption(line), "{line}");
        }
    }
}
