//! Abbreviations, and whether a stop belongs to the word before it.
//!
//! The lists are the common ones of English reference works and style guides (Associated Press, Chicago, Oxford).

/// Abbreviations that keep their stop, lower-cased and without it. Whether a sentence may end after one is
/// `sentences.rs`'s business.
pub const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "rev", "hon", "sen", "rep", "reps", "sens", "gov", "gen", "lt",
    "col", "maj", "capt", "cmdr", "adm", "sgt", "cpl", "pvt", "brig", "st", "ste", "mt", "ft", "jr", "sr",
    "esq", "messrs", "mlle", "mme", "amb", "supt", "det", "insp", "pres", "sec", "atty", "jan", "feb", "apr",
    "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "tue", "tues", "wed", "thu", "thur", "thurs",
    "fri", "etc", "vs", "cf", "ca", "approx", "vol", "vols", "eds", "pp", "figs", "div", "dist", "inc",
    "ltd", "co", "corp", "bros", "assn", "dept", "univ", "ave", "blvd", "rd", "hwy", "ph.d", "m.d", "b.a",
    "m.a", "a.m", "p.m", "i.e", "e.g", "u.s", "u.n", "u.k", "d.c",
];

/// States and provinces as newspapers shorten them; some are words as well, so they count after a comma only
/// ("Baton Rouge, La.").
const STATES: &[&str] = &[
    "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la",
    "mass", "md", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ont", "ore", "pa", "que",
    "tenn", "tex", "va", "vt", "wash", "wis", "wyo",
];

/// Abbreviations that are words as well: they count where a number follows ("No. 10", "Mar. 5", "b. 1950").
const BEFORE_NUMBERS: &[&str] = &[
    "no", "nos", "art", "arts", "fig", "ch", "p", "para", "est", "mar", "sat", "sun", "mon", "ed", "b", "c",
    "d", "m",
];

/// The months that may lose the space after their stop ("Nov.28").
pub const MONTHS: &[&str] =
    &["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"];

/// Whether the stop between `word` and `after` belongs to the word: abbreviations, initials, "U.S".
/// `before` is the text of the block before the word's chunk.
pub fn keeps_stop(word: &str, before: &str, after: &str) -> bool {
    let breaks = |c: char| !c.is_alphanumeric() && c != '.';
    let tail = word.rsplit(breaks).next().unwrap_or(word);
    let tail = tail.trim_start_matches(|c: char| c.is_ascii_digit());
    let Some(first) = tail.chars().next() else { return false };
    if tail.len() > 12 || !first.is_alphabetic() {
        return false;
    }
    let single = tail.len() == first.len_utf8();
    let lower = tail.to_lowercase();
    if single && first.is_uppercase() || is_dotted(tail) || ABBREVIATIONS.contains(&lower.as_str()) {
        return true;
    }
    let next = after.trim_start().chars().next();
    match lower.as_str() {
        "al" => before.trim_end().ends_with("et"),
        "v" => next.is_some_and(char::is_uppercase),
        word if BEFORE_NUMBERS.contains(&word) => next.is_some_and(|c| c.is_ascii_digit()),
        word if STATES.contains(&word) => first.is_uppercase() && before.trim_end().ends_with(','),
        _ => false,
    }
}

/// "U.S", "e.g", "Ph.D": short parts of letters with stops between them.
fn is_dotted(tail: &str) -> bool {
    let short = |part: &str| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic);
    tail.contains('.') && tail.split('.').all(short)
}
