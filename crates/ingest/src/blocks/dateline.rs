//! Datelines: "MOSCOW, May 21. /TASS/.", "KYIV, Ukraine (Reuters) -", "GENEVA, March 3 (Xinhua) --".
//!
//! A dateline is places, a day and an agency, in that order, each of them optional, and what closes it: a dash,
//! or the agency between strokes, or the day's full stop. Which of them must be there depends on how it is closed:
//! a name in title case before a dash alone is a dateline at the head of the body only.

use super::plain::is_listed;

const MONTHS: &str = "january february march april may june july august september october november december jan feb \
    mar apr jun jul aug sep sept oct nov dec";

/// Words that open a sentence about a day, or a rubric, not a dateline.
const OPENERS: &str = "on in at the a an by for from since until after before and exclusive breaking update video \
    watch opinion analysis interview";

/// Words in lower case inside a place ("Rafah, southern Gaza Strip").
const BETWEEN: &str = "of the de in and near southern northern eastern western central occupied";

/// Longer runs are no dateline.
const LONGEST: usize = 120;
/// How much of a text is looked at: the dateline and enough of the sentence after it.
const LOOKED_AT: usize = 4 * LONGEST;
/// A place's name has no more words ("SALT LAKE CITY"): a longer run is a heading.
const NAME_WORDS_MOST: usize = 3;

/// The length of the dateline that `text` begins with, 0 where there is none. `at_head`: no paragraph stands
/// before it.
pub(super) fn length(text: &str, at_head: bool) -> usize {
    let text = &text[..text.floor_char_boundary(LOOKED_AT)];
    let mut scan = Scan { text, at: 0 };
    let place = scan.place();
    scan.skip(&[',', '.']);
    let mut has_day = scan.day();
    // "MOSCOW. May 21 (INTERFAX)" and "LONDON (Reuters), March 3": day and agency in either order.
    scan.skip(&[',']);
    let mut agency = scan.agency();
    if !has_day && agency != Agency::None {
        scan.skip(&[',']);
        has_day = scan.day();
    }
    if agency == Agency::None {
        scan.skip(&['.', ',']);
        agency = scan.agency();
    }
    if place == Place::None && agency == Agency::None && !has_day {
        return 0;
    }
    let after_stop = scan.at > 0 && text[..scan.at].trim_end().ends_with('.');
    let body = scan.at;
    let dash = scan.dash();
    let rest = text[scan.at..].trim_start();
    let begins_sentence =
        rest.chars().next().is_none_or(|c| c.is_uppercase() || c.is_numeric() || "\"“'‘«„(".contains(c));
    // "TALKS RESUME — AT LAST": a line in capitals is no place.
    let in_capitals = !rest.contains(char::is_lowercase);
    let ends = |scan: &Scan<'_>| if scan.at <= LONGEST { text[..scan.at].trim_end().len() } else { 0 };
    match (place, has_day, agency, dash) {
        // "(AP) —": no place, but an agency in brackets and a dash.
        (Place::None, _, Agency::Brackets, Dash::Long | Dash::Hyphen) if begins_sentence => ends(&scan),
        (Place::None, true, Agency::Strokes, _) => ends(&scan),
        (Place::None, true, Agency::None, Dash::None) if rest.is_empty() => ends(&scan),
        (Place::None, ..) => 0,
        (_, _, Agency::Strokes, _) => ends(&scan),
        (_, _, Agency::Brackets, Dash::Long | Dash::Hyphen) => ends(&scan),
        (_, true, _, Dash::Long | Dash::Hyphen) if begins_sentence => ends(&scan),
        (Place::Capitals, false, Agency::None, Dash::Long | Dash::Hyphen)
            if begins_sentence && !in_capitals && !goes_on(rest, dash) =>
        {
            ends(&scan)
        }
        (Place::Title, false, Agency::None, Dash::Long)
            if at_head && begins_sentence && !goes_on(rest, dash) =>
        {
            ends(&scan)
        }
        // "MOSCOW, May 21. The minister …", and a line of its own.
        (Place::Capitals, true, Agency::None, Dash::None)
            if (after_stop && begins_sentence) || rest.is_empty() =>
        {
            scan.at = body;
            ends(&scan)
        }
        (Place::Title, true, Agency::None | Agency::Brackets, Dash::None) if rest.is_empty() => ends(&scan),
        (Place::Capitals, _, Agency::Brackets, Dash::None) if rest.is_empty() => ends(&scan),
        _ => 0,
    }
}

/// "NATO — the alliance — has …": a second dash in the sentence means that the first one opens an aside.
fn goes_on(rest: &str, dash: Dash) -> bool {
    let sentence_end = rest.find(['.', '!', '?', ';']).unwrap_or(rest.len());
    let mut marks: &[&str] = &[" — ", " – ", " -- "];
    if dash == Dash::Hyphen {
        marks = &[" - "];
    }
    marks.iter().any(|mark| rest[..sentence_end].contains(mark))
}

#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum Place {
    None,
    Title,
    Capitals,
}

#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum Agency {
    None,
    Brackets,
    Strokes,
}

#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum Dash {
    None,
    Hyphen,
    Long,
}

/// Reads a text from its start, piece by piece. A piece that is not there leaves the place unchanged.
struct Scan<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scan<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn skip(&mut self, marks: &[char]) {
        let rest = self.rest();
        let kept =
            rest.trim_start_matches(|c: char| matches!(c, ' ' | '\t' | '\u{a0}') || marks.contains(&c));
        self.at += rest.len() - kept.len();
    }

    /// Names of places, parted by spaces, commas and strokes: the first in capitals or in title case, the
    /// others with capital letters too (but for "of", "the" and the like between them).
    fn place(&mut self) -> Place {
        let start = self.at;
        let mut kind = Place::None;
        let mut words_of_name = 0;
        loop {
            let end = self.at;
            self.skip(&[',']);
            if self.text[end..self.at].contains(',') {
                words_of_name = 0;
            }
            let word = self.word();
            let is_name = word.starts_with(char::is_uppercase) && !is_month(word);
            let joins = kind != Place::None && is_listed(word, BETWEEN);
            let opens_sentence = kind == Place::None && is_listed(&word.to_lowercase(), OPENERS);
            if opens_sentence || !(is_name || joins) || self.at > LONGEST {
                self.at = end;
                return kind;
            }
            words_of_name += usize::from(is_name);
            if words_of_name > NAME_WORDS_MOST {
                self.at = start;
                return Place::None;
            }
            if kind == Place::None {
                kind = if is_capitals(word) { Place::Capitals } else { Place::Title };
            }
        }
    }

    /// Takes a word: letters with the marks that stand inside names ("AIX-EN-PROVENCE", "N'DJAMENA", "D.C.", "BERLIN/PARIS").
    fn word(&mut self) -> &'t str {
        let rest = self.rest();
        let mut end = 0;
        for (index, c) in rest.char_indices() {
            let inside = index > 0
                && match c {
                    '-' | '/' => rest[index + 1..].starts_with(char::is_alphabetic),
                    '\'' | '’' => true,
                    // "D.C.", "St. Petersburg": a stop after one or two letters belongs to the word.
                    '.' => {
                        index == end
                            && rest[..index].rsplit('.').next().is_some_and(|part| part.chars().count() <= 2)
                    }
                    _ => false,
                };
            if !(c.is_alphabetic() || inside) {
                break;
            }
            end = index + c.len_utf8();
        }
        self.at += end;
        &rest[..end]
    }

    /// "May 21", "21 May 2025", "March 3, 2025", "Feb. 2".
    fn day(&mut self) -> bool {
        let saved = self.at;
        self.skip(&[]);
        let day_first = self.number(2);
        self.skip(&['.']);
        let month = self.letters();
        if !is_month(month) {
            self.at = saved;
            return false;
        }
        self.skip(&['.']);
        if !day_first && !self.number(2) {
            self.at = saved;
            return false;
        }
        let before_year = self.at;
        self.skip(&[',']);
        if !self.number(4) {
            self.at = before_year;
        }
        true
    }

    fn letters(&mut self) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// A number of at most `digits` digits (exactly four for a year).
    fn number(&mut self, digits: usize) -> bool {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let fits = if digits == 4 { length == 4 } else { (1..=digits).contains(&length) };
        if fits {
            self.at += length;
        }
        fits
    }

    /// "(Reuters)", "/TASS/".
    fn agency(&mut self) -> Agency {
        let saved = self.at;
        self.skip(&[]);
        for (open, close, kind) in [('(', ')', Agency::Brackets), ('/', '/', Agency::Strokes)] {
            let Some(inside) = self.rest().strip_prefix(open) else { continue };
            let Some(length) = inside.find(close).filter(|length| *length <= 40) else { continue };
            if inside[..length].starts_with(char::is_uppercase) || inside[..length].starts_with("dpa") {
                self.at += length + 2;
                if kind == Agency::Strokes && self.rest().starts_with('.') {
                    self.at += 1;
                }
                return kind;
            }
        }
        self.at = saved;
        Agency::None
    }

    /// A dash with white space after it.
    fn dash(&mut self) -> Dash {
        let saved = self.at;
        self.skip(&[]);
        let rest = self.rest();
        for (mark, kind) in [
            ("---", Dash::Long),
            ("--", Dash::Long),
            ("—", Dash::Long),
            ("–", Dash::Long),
            ("-", Dash::Hyphen),
        ] {
            let Some(after) = rest.strip_prefix(mark) else { continue };
            let stands_apart = after.is_empty() || after.starts_with(char::is_whitespace);
            // "KYIV—The": the long dashes may touch the sentence.
            if stands_apart || (kind == Dash::Long && after.starts_with(char::is_uppercase)) {
                self.at += mark.len();
                return kind;
            }
        }
        self.at = saved;
        Dash::None
    }
}

fn is_month(word: &str) -> bool {
    is_listed(&word.trim_end_matches('.').to_lowercase(), MONTHS)
}

fn is_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !word.contains(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, at_head: bool, expected: &str) {
        assert_eq!(&text[..length(text, at_head)], expected, "{text}");
    }

    #[test]
    fn agencies_write_them_in_many_ways() {
        for (dateline, rest) in [
            ("MOSCOW, May 21. /TASS/.", " No decision has been made."),
            ("ROSTOV-ON-DON, May 21. /TASS/.", " No decision."),
            ("WASHINGTON (AP) —", " The talks go on."),
            ("KYIV, Ukraine (Reuters) -", " The talks go on."),
            ("GENEVA, March 3 (Xinhua) --", " The talks go on."),
            ("Geneva, 3 March 2025 (Xinhua) –", " The talks go on."),
            ("MOSCOW. May 21 (INTERFAX) -", " The talks go on."),
            ("(AP) --", " The talks go on."),
            ("SALT LAKE CITY, Utah, Dec. 11 (UPI) —", " The talks go on."),
            ("RAFAH, southern Gaza Strip (Wire) —", " The talks go on."),
            ("BEIJING —", " One of them left."),
            ("WASHINGTON, D.C. –", " The talks go on."),
            ("JERUSALEM/CAIRO, Feb. 2 (Reuters) -", " \"No,\" he said."),
            ("N'DJAMENA, May 2 —", " The talks go on."),
            ("PARIS, May 21.", " The talks go on."),
            ("PARIS, May 21, 2025", ""),
            ("Geneva, 21 May 2025", ""),
            ("March 3, 2025", ""),
            ("Monday, 3 March", ""),
            ("KYIV—", "The talks go on."),
            ("May 21 (Reuters) -", " The talks go on."),
        ] {
            check(&format!("{dateline}{rest}"), false, dateline);
        }
    }

    #[test]
    fn a_town_before_a_dash_is_one_at_the_head_only() {
        check("Monrovia — The talks go on.", true, "Monrovia —");
        check("Gaza City – The talks go on.", true, "Gaza City –");
        check("Monrovia — The talks go on.", false, "");
        check("Talks - The day", true, "");
    }

    #[test]
    fn sentences_are_no_datelines() {
        for text in [
            "NATO — the alliance of the West — has refused.",
            "UNRWA – the agency for refugees – said no.",
            "HAMAS — Israel's foe — said no.",
            "Moscow, May 21 was the day on which it happened.",
            "On May 21 (Wednesday) - the day - he left.",
            "The minister (Labour) said no.",
            "Kyiv (the capital) fell silent.",
            "Netanyahu – Israel's leader – said no.",
            "He left.",
            "May 21 was a Wednesday.",
            "TALKS RESUME — AT LAST",
            "BRIDGE TALKS RESUME SOON - The envoys are back.",
            "EXCLUSIVE – The envoys are back.",
            "- He left.",
            "",
            "/",
            "(",
        ] {
            check(text, true, "");
        }
    }
}
