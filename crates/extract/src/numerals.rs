//! Numbers in digits and words: "1,200", "twenty-five", "half a million", "tens of thousands", "a third".
//!
//! Vague plurals follow the codebook: "dozens" 24 to 99, "hundreds" 100 to 999, "thousands" 1,000 to 9,999, and
//! so on upwards. Fractions are per cent of a whole.

use crate::scan::{PieceKind, Pieces};

/// A number read from the text.
#[derive(Copy, Clone, PartialEq, Debug)]
pub(crate) struct Numeral {
    /// Lowest value.
    pub low: f64,
    /// Highest value; the same but for ranges and vague plurals.
    pub high: f64,
    /// The words themselves leave it open ("dozens", "several hundred").
    pub vague: bool,
    /// A part of a whole, in per cent.
    pub fraction: bool,
    /// The first piece.
    pub first: usize,
    /// One past the last piece.
    pub next: usize,
}

impl Numeral {
    fn exact(value: f64, first: usize, next: usize) -> Self {
        Self { low: value, high: value, vague: false, fraction: false, first, next }
    }
}

const SMALL: &[(&str, f64)] = &[
    ("zero", 0.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
];

const TENS: &[(&str, f64)] = &[
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
];

const SCALES: &[(&str, f64)] =
    &[("hundred", 1e2), ("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12)];

const SHORT_SCALES: &[(&str, f64)] =
    &[("k", 1e3), ("m", 1e6), ("mn", 1e6), ("mln", 1e6), ("b", 1e9), ("bn", 1e9), ("bln", 1e9), ("tn", 1e12)];

/// Vague plurals with the range that the codebook gives them, or gives by analogy.
const VAGUE: &[(&str, f64, f64)] = &[
    ("dozens", 24.0, 99.0),
    ("scores", 40.0, 99.0),
    ("hundreds", 100.0, 999.0),
    ("thousands", 1e3, 9_999.0),
    ("millions", 1e6, 9_999_999.0),
    ("billions", 1e9, 9_999_999_999.0),
];

const FRACTIONS: &[(&str, f64)] = &[
    ("half", 50.0),
    ("third", 100.0 / 3.0),
    ("thirds", 100.0 / 3.0),
    ("quarter", 25.0),
    ("quarters", 25.0),
    ("fifth", 20.0),
    ("fifths", 20.0),
    ("tenth", 10.0),
    ("tenths", 10.0),
];

fn lookup(table: &[(&str, f64)], word: &str) -> Option<f64> {
    table.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// The value of a single number word below a hundred ("seven", "forty").
pub(crate) fn small_word(word: &str) -> Option<f64> {
    lookup(SMALL, word).or_else(|| lookup(TENS, word))
}

/// Reads the number that starts at piece `first`, ranges included ("five to six", "10–15").
pub(crate) fn numeral_at(pieces: &Pieces<'_>, first: usize) -> Option<Numeral> {
    let low = simple_at(pieces, first)?;
    Some(range_from(pieces, low).unwrap_or(low))
}

/// Reads the number that starts at piece `first`, without ranges.
pub(crate) fn simple_at(pieces: &Pieces<'_>, first: usize) -> Option<Numeral> {
    vague_at(pieces, first)
        .or_else(|| fraction_at(pieces, first))
        .or_else(|| half_scale_at(pieces, first))
        .or_else(|| several_at(pieces, first))
        .or_else(|| cardinal_at(pieces, first))
}

/// "five or six", "four to five", "10-15", "between 20 and 30" (the caller stands on "20").
fn range_from(pieces: &Pieces<'_>, low: Numeral) -> Option<Numeral> {
    let joint = pieces.at(low.next);
    let between = pieces.before(low.first).is("between") && joint.is("and");
    if low.vague || low.fraction || !(joint.is_one_of(&["to", "or", "-", "–", "—"]) || between) {
        return None;
    }
    let high = cardinal_at(pieces, low.next + 1)?;
    // "1 to 2 million" means one million to two.
    let scale = if low.low < 1_000.0 && high.high >= 1_000.0 {
        10f64.powi(3 * (high.high.log10() / 3.0).floor() as i32)
    } else {
        1.0
    };
    let (from, to) = (low.low * scale, high.high);
    (from < to).then_some(Numeral { low: from, high: to, vague: false, next: high.next, ..low })
}

/// "dozens", "hundreds of thousands", "tens of millions".
fn vague_at(pieces: &Pieces<'_>, first: usize) -> Option<Numeral> {
    let word = pieces.at(first).lower.as_str();
    let scaled = pieces.at(first + 1).is("of");
    let plural = VAGUE.iter().find(|(name, ..)| *name == pieces.at(first + 2).lower);
    let (low, high, next) = match (word, plural) {
        ("tens", Some(&(_, scale, _))) if scaled && scale >= 1e3 => {
            (10.0 * scale, 100.0 * scale - 1.0, first + 3)
        }
        ("dozens" | "scores", Some(&(_, scale, _))) if scaled && scale >= 1e3 => {
            (24.0 * scale, 100.0 * scale - 1.0, first + 3)
        }
        ("hundreds", Some(&(_, scale, _))) if scaled && scale >= 1e3 => {
            (100.0 * scale, 1_000.0 * scale - 1.0, first + 3)
        }
        _ => {
            let &(_, low, high) = VAGUE.iter().find(|(name, ..)| *name == word)?;
            (low, high, first + 1)
        }
    };
    Some(Numeral { low, high, vague: true, fraction: false, first, next })
}

/// "half", "a third", "two-thirds", "one in five" is not read.
fn fraction_at(pieces: &Pieces<'_>, first: usize) -> Option<Numeral> {
    let mut at = first;
    let parts = match pieces.at(at).lower.as_str() {
        "half" => 1.0,
        "a" | "one" => {
            at += 1;
            1.0
        }
        word => {
            at += 1;
            lookup(SMALL, word)?
        }
    };
    if pieces.at(at).is("-") {
        at += 1;
    }
    let word = pieces.at(at);
    let share = lookup(FRACTIONS, &word.lower)?;
    let plural = word.lower.ends_with('s');
    // "a third round" and "one half million" are no fractions; a fraction is of something or stands alone.
    let follower = pieces.at(at + 1);
    let alone = follower.kind != PieceKind::Word && !follower.is("-");
    let of = follower.is_one_of(&["of", "the", "its", "their", "as", "its", "are", "were", "have"]);
    if !(alone || of) || (parts > 1.0) != plural {
        return None;
    }
    // A bare "half" needs a whole ("half of the country", "half the territory").
    if at == first && !of {
        return None;
    }
    let percent = (parts * share * 10.0).round() / 10.0;
    Some(Numeral { low: percent, high: percent, vague: false, fraction: true, first, next: at + 1 })
}

/// "half a million", "a quarter of a million", "one and a half million".
fn half_scale_at(pieces: &Pieces<'_>, first: usize) -> Option<Numeral> {
    let scale_at = |at: usize| lookup(SCALES, &pieces.at(at).lower).filter(|scale| *scale >= 1e3);
    if pieces.follow(first, &["half", "a"]) {
        return Some(Numeral::exact(0.5 * scale_at(first + 2)?, first, first + 3));
    }
    if pieces.follow(first, &["a", "quarter", "of", "a"]) {
        return Some(Numeral::exact(0.25 * scale_at(first + 4)?, first, first + 5));
    }
    let whole = pieces.at(first).value().or_else(|| lookup(SMALL, &pieces.at(first).lower))?;
    if pieces.follow(first + 1, &["and", "a", "half"]) {
        return Some(match scale_at(first + 4) {
            Some(scale) => Numeral::exact((whole + 0.5) * scale, first, first + 5),
            None => Numeral::exact(whole + 0.5, first, first + 4),
        });
    }
    None
}

/// "several hundred", "a few thousand", "a couple of", "a dozen", "two dozen".
fn several_at(pieces: &Pieces<'_>, first: usize) -> Option<Numeral> {
    let word = pieces.at(first).lower.as_str();
    if pieces.follow(first, &["a", "couple", "of"]) {
        return Some(Numeral::exact(2.0, first, first + 3));
    }
    let many = match word {
        "several" | "few" => Some(first + 1),
        "a" if pieces.at(first + 1).is("few") => Some(first + 2),
        _ => None,
    };
    if let Some(at) = many {
        let scale = match pieces.at(at).lower.as_str() {
            "dozen" => 12.0,
            scale => lookup(SCALES, scale)?,
        };
        return Some(Numeral {
            low: 2.0 * scale,
            high: 10.0 * scale - 1.0,
            vague: true,
            fraction: false,
            first,
            next: at + 1,
        });
    }
    let count = match word {
        "a" | "one" => 1.0,
        _ => lookup(SMALL, word)?,
    };
    let dash = usize::from(pieces.at(first + 1).is("-"));
    pieces.at(first + 1 + dash).is("dozen").then(|| Numeral::exact(12.0 * count, first, first + 2 + dash))
}

/// A number in digits, in words or mixed: "1.5 million", "two hundred and fifty", "a hundred", "60m".
fn cardinal_at(pieces: &Pieces<'_>, first: usize) -> Option<Numeral> {
    let piece = pieces.at(first);
    match piece.kind {
        PieceKind::Number => {
            let mut value = piece.value()?;
            let mut next = first + 1;
            let follower = pieces.at(next);
            if let Some(scale) = lookup(SCALES, &follower.lower) {
                value *= scale;
                next += 1;
            } else if pieces.at(next).is("-")
                && let Some(scale) = lookup(SCALES, &pieces.at(next + 1).lower)
            {
                value *= scale;
                next += 2;
            } else if follower.tight
                && let Some(scale) = lookup(SHORT_SCALES, &follower.lower)
            {
                value *= scale;
                next += 1;
            }
            Some(Numeral::exact(value, first, next))
        }
        PieceKind::Word => words_at(pieces, first),
        PieceKind::Mark | PieceKind::End => None,
    }
}

/// A number in words.
fn words_at(pieces: &Pieces<'_>, first: usize) -> Option<Numeral> {
    let mut at = first;
    let (mut total, mut group, mut seen) = (0.0, 0.0, false);
    if pieces.at(at).is_one_of(&["a", "an"]) {
        let scale = lookup(SCALES, &pieces.at(at + 1).lower)?;
        // "a million" stands alone, "a hundred thousand" goes on.
        (total, group) = if scale > 100.0 { (scale, 0.0) } else { (0.0, scale) };
        seen = true;
        at += 2;
    }
    loop {
        let word = pieces.at(at).lower.as_str();
        if let Some(value) = lookup(SMALL, word) {
            // Two unit words side by side are two numbers ("one three").
            if seen && group % 10.0 != 0.0 || (value >= 10.0 && group % 100.0 != 0.0) {
                break;
            }
            group += value;
        } else if let Some(value) = lookup(TENS, word) {
            if group % 100.0 != 0.0 {
                break;
            }
            group += value;
        } else if let Some(scale) = lookup(SCALES, word).filter(|_| seen) {
            if scale == 100.0 {
                group *= 100.0;
            } else {
                total += group * scale;
                group = 0.0;
            }
        } else {
            let hyphen = pieces.at(at).is("-") && group >= 20.0 && group % 10.0 == 0.0;
            let and = pieces.at(at).is("and") && group >= 100.0;
            let number_follows = small_word(&pieces.at(at + 1).lower).is_some();
            let scale_follows = pieces.at(at).is("-") && lookup(SCALES, &pieces.at(at + 1).lower).is_some();
            if seen && (((hyphen || and) && number_follows) || scale_follows) {
                at += 1;
                continue;
            }
            break;
        }
        seen = true;
        at += 1;
    }
    seen.then(|| Numeral::exact(total + group, first, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use verbale_text::Span;

    fn check(text: &str, low: f64, high: f64, words: &str) {
        let pieces = Pieces::scan(text, Span::new(0, text.len() as u32));
        let found = numeral_at(&pieces, 0).unwrap_or_else(|| panic!("no number in {text:?}"));
        assert_eq!((found.low, found.high), (low, high), "{text}");
        assert_eq!(pieces.span(found.first, found.next).of(text), words);
    }

    fn check_none(text: &str) {
        let pieces = Pieces::scan(text, Span::new(0, text.len() as u32));
        assert_eq!(numeral_at(&pieces, 0), None, "{text}");
    }

    #[test]
    fn reads_digits() {
        check("1,200 men", 1_200.0, 1_200.0, "1,200");
        check("2.5 million people", 2.5e6, 2.5e6, "2.5 million");
        check("60m", 60e6, 60e6, "60m");
        check("60 m away", 60.0, 60.0, "60");
        check("10–15 tanks", 10.0, 15.0, "10–15");
        check("3 to 4 billion", 3e9, 4e9, "3 to 4 billion");
        check("15 to 10", 15.0, 15.0, "15");
    }

    #[test]
    fn reads_words() {
        check("twenty-five shells", 25.0, 25.0, "twenty-five");
        check("two hundred and fifty", 250.0, 250.0, "two hundred and fifty");
        check("a hundred thousand", 100_000.0, 100_000.0, "a hundred thousand");
        check(
            "one million two hundred thousand",
            1_200_000.0,
            1_200_000.0,
            "one million two hundred thousand",
        );
        check("five or six shots", 5.0, 6.0, "five or six");
        check("two dozen", 24.0, 24.0, "two dozen");
        check("half a million", 500_000.0, 500_000.0, "half a million");
        check("one and a half million", 1.5e6, 1.5e6, "one and a half million");
        check("a couple of boats", 2.0, 2.0, "a couple of");
    }

    #[test]
    fn reads_vague_plurals_and_fractions() {
        check("dozens of boats", 24.0, 99.0, "dozens");
        check("tens of thousands", 10_000.0, 99_999.0, "tens of thousands");
        check("hundreds of millions", 1e8, 999_999_999.0, "hundreds of millions");
        check("several hundred", 200.0, 999.0, "several hundred");
        check("half of the land", 50.0, 50.0, "half");
        check("two-thirds of it", 66.7, 66.7, "two-thirds");
        check("a quarter of voters", 25.0, 25.0, "a quarter");
    }

    #[test]
    fn leaves_other_words_alone() {
        for text in
            ["a third round", "half brother", "a house", "ten-nis".split_once('-').unwrap().1, "hundred"]
        {
            check_none(text);
        }
    }
}
