//! Quoting from a text: pieces joined, white space made plain, cut at word boundaries with "…".

use verbale_text::Span;

/// The words under `spans`, in order, gaps marked "…", runs of white space made one space.
pub fn pieces(text: &str, spans: &[Span]) -> String {
    let mut out = String::new();
    for span in spans {
        let Some(piece) = text.get(span.range()) else { continue };
        if !out.is_empty() {
            out.push_str(" … ");
        }
        out.push_str(&plain_spaces(piece));
    }
    out
}

/// Every run of white space becomes one space; none is left at the edges.
pub fn plain_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The beginning of `text`, at most `limit` characters long, cut after a word and marked "…".
pub fn shortened(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let hard_end = text.char_indices().nth(limit.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
    let end = match text[..hard_end].rfind(char::is_whitespace) {
        Some(space) if space * 2 > hard_end => space,
        _ => hard_end,
    };
    let kept = text[..end].trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-".contains(c));
    format!("{kept}…")
}

/// The sentence around `focus` inside `block`, as far as punctuation tells sentences apart.
pub fn sentence_around(text: &str, block: Span, focus: Span) -> Span {
    let (Some(before), Some(after)) = (
        text.get(block.start as usize..focus.start.max(block.start) as usize),
        text.get(focus.end.min(block.end) as usize..block.end as usize),
    ) else {
        return focus;
    };
    let start = sentence_starts(before).last().unwrap_or(0) as u32 + block.start;
    let end = sentence_starts(after).next().map_or(block.end, |at| focus.end + at as u32);
    Span::new(start.min(focus.start), end.max(focus.end)).trimmed(text)
}

/// The sentences of `block`, as far as punctuation tells them apart.
pub fn sentences(text: &str, block: Span) -> Vec<Span> {
    let Some(inside) = text.get(block.range()) else { return Vec::new() };
    let mut bounds: Vec<u32> =
        std::iter::once(0).chain(sentence_starts(inside)).map(|at| block.start + at as u32).collect();
    bounds.push(block.end);
    let spans = bounds.windows(2).map(|pair| Span::new(pair[0], pair[1]).trimmed(text));
    spans.filter(|span| span.start < span.end).collect()
}

/// Where sentences begin inside `text`: after ". ", "! " or "? " (marks that close it included), before an
/// upper-case letter, a digit or an opening mark. A full stop after one capital letter, as in "U.S.", or
/// after a short title or month ends none.
fn sentence_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    const TITLES: [&str; 21] = [
        "Mr", "Mrs", "Ms", "Dr", "Gen", "Lt", "Col", "Sen", "Rep", "St", "Gov", "Prof", "Jan", "Feb", "Aug",
        "Sept", "Oct", "Nov", "Dec", "Maj", "Capt",
    ];
    text.char_indices().filter_map(move |(at, space)| {
        if !space.is_whitespace() {
            return None;
        }
        let before = text[..at].trim_end().trim_end_matches(['"', '”', '’', '\'', ')', ']']);
        let ends = match before.chars().next_back()? {
            '!' | '?' => true,
            '.' => {
                let word = before[..before.len() - 1].rsplit([' ', '.', '\n']).next().unwrap_or("");
                let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
                !initial && !TITLES.contains(&word)
            }
            _ => false,
        };
        let start = at + space.len_utf8();
        let next = text[start..].chars().next();
        let opens = next.is_none_or(|c| c.is_uppercase() || c.is_ascii_digit() || "\"“‘'(".contains(c));
        (ends && opens).then_some(start)
    })
}

/// At most `limit` characters of `text` around the byte range `focus` of it, cut at words.
pub fn window(text: &str, focus: std::ops::Range<usize>, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let (Some(before), Some(inside)) = (text.get(..focus.start), text.get(focus)) else {
        return shortened(text, limit);
    };
    let room = limit.saturating_sub(inside.chars().count());
    let back = before.chars().count();
    if back <= room / 2 {
        return shortened(text, limit);
    }
    // Keep a third of the room before the focus, cut after a space.
    let keep = room / 3;
    let cut = before.char_indices().nth(back - keep).map_or(before.len(), |(at, _)| at);
    let cut = match text[..cut].ends_with(char::is_whitespace) {
        true => cut,
        false => text[cut..].find(' ').map_or(cut, |space| cut + space + 1).min(before.len()),
    };
    format!("…{}", shortened(&text[cut..], limit.saturating_sub(1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn long_quotations_end_after_a_word() {
        let check = |text: &str, limit, expected: &str| assert_eq!(shortened(text, limit), expected);
        check("the ferry leaves at noon", 40, "the ferry leaves at noon");
        check("the ferry leaves at noon", 20, "the ferry leaves…");
        check("the ferry, which leaves", 12, "the ferry…");
        check("Donaudampfschifffahrt", 8, "Donauda…");
        check("", 5, "");
    }

    #[test]
    fn the_sentence_around_a_word_is_found() {
        let text =
            "Gen. Ori of the U.S. Army spoke. He met Dr. Vale in Port Amal! \"We go on.\" Then he left.";
        let check = |word: &str, expected: &str| {
            let at = text.find(word).expect("the word stands in the text") as u32;
            let focus = Span::new(at, at + word.len() as u32);
            let sentence = sentence_around(text, Span::new(0, text.len() as u32), focus);
            assert_eq!(sentence.of(text), expected);
        };
        check("Army", "Gen. Ori of the U.S. Army spoke.");
        check("Port", "He met Dr. Vale in Port Amal!");
        check("go on", "\"We go on.\"");
        check("left", "Then he left.");
    }

    #[test]
    fn a_window_keeps_its_focus() {
        let text = "one two three four five six seven eight nine ten";
        let at = text.find("eight").expect("it is there");
        assert_eq!(window(text, at..at + 5, 24), "…seven eight nine ten");
        assert_eq!(window(text, 0..3, 12), "one two…");
    }

    proptest! {
        #[test]
        fn nothing_panics_and_limits_hold(text in "\\PC{0,60}", limit in 1usize..40, a in 0usize..70, b in 0usize..70) {
            prop_assert!(shortened(&text, limit).chars().count() <= limit.max(1));
            let (start, end) = (a.min(b), a.max(b));
            let _ = window(&text, start..end, limit);
            let block = Span::new(0, text.len() as u32);
            if text.get(start..end).is_some() {
                let focus = Span::new(start as u32, end as u32);
                prop_assert!(sentence_around(&text, block, focus).of(&text).len() >= text[start..end].trim().len());
            }
        }
    }
}
