//! What stands around a name in the text: "…, La.", "…, Donetsk region", "the city of …", "… province".

use super::place::PlaceKind;
use std::ops::Range;

/// What the words around a name say of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Surroundings<'t> {
    /// The name after a comma, a bracket or "in": what the place may lie in; longest reading first.
    pub containers: Vec<&'t str>,
    /// The kind that a noun beside the name tells.
    pub kind: Option<PlaceKind>,
}

/// Nouns that stand with a place's name, and the kind they tell.
pub(super) const KIND_NOUNS: &[(&str, PlaceKind)] = &[
    ("oblast", PlaceKind::Region),
    ("region", PlaceKind::Region),
    ("province", PlaceKind::Region),
    ("governorate", PlaceKind::Region),
    ("state", PlaceKind::Region),
    ("prefecture", PlaceKind::Region),
    ("krai", PlaceKind::Region),
    ("territory", PlaceKind::Region),
    ("voivodeship", PlaceKind::Region),
    ("department", PlaceKind::Region),
    ("county", PlaceKind::District),
    ("parish", PlaceKind::District),
    ("raion", PlaceKind::District),
    ("district", PlaceKind::District),
    ("counties", PlaceKind::District),
    ("co.", PlaceKind::District),
    ("city", PlaceKind::Town),
    ("town", PlaceKind::Town),
    ("village", PlaceKind::Town),
    ("township", PlaceKind::Town),
    ("settlement", PlaceKind::Town),
    ("capital", PlaceKind::Town),
    ("suburb", PlaceKind::Town),
];

/// The kind that a noun tells.
pub(super) fn kind_of_noun(noun: &str) -> Option<PlaceKind> {
    let noun = noun.to_lowercase();
    KIND_NOUNS.iter().find(|(known, _)| *known == noun).map(|(_, kind)| *kind)
}

/// Reads what stands around the name at `at`.
pub(super) fn around<'t>(text: &'t str, at: &Range<usize>) -> Surroundings<'t> {
    let before = text.get(..at.start).unwrap_or_default();
    let after = text.get(at.end..).unwrap_or_default();
    let next = after.strip_prefix(' ').and_then(|rest| words(rest).next()).unwrap_or_default();
    let mut last = before.trim_end().rsplit(|letter: char| !letter.is_alphanumeric());
    let of = before.ends_with(' ') && last.next() == Some("of");
    let kind = kind_of_noun(next).or_else(|| {
        let noun = if of { last.next() } else { None };
        noun.and_then(kind_of_noun)
    });
    Surroundings { containers: containers(after), kind }
}

/// What follows ", ", " (" or " in " and is written as a name: of one to four words, the longest first; then
/// what follows that after a comma.
fn containers(after: &str) -> Vec<&str> {
    let (mut found, rest) = container(after);
    if !found.is_empty() {
        found.extend(container(rest).0);
    }
    found
}

/// The readings of the name that follows, and what stands behind the longest.
fn container(after: &str) -> (Vec<&str>, &str) {
    let skipped = kind_noun_length(after);
    let after = &after[skipped..];
    let leads = [", in the ", ", in ", ", ", " (", " in the ", " in "];
    let Some(rest) = leads.iter().find_map(|lead| after.strip_prefix(lead)) else {
        return (Vec::new(), "");
    };
    let parts = ["southern ", "northern ", "eastern ", "western ", "central ", "the "];
    let rest = parts.iter().find_map(|lead| rest.strip_prefix(lead)).unwrap_or(rest);
    let mut found = Vec::new();
    let mut last = 0;
    for word in words(rest).take(4) {
        let end = word.as_ptr() as usize - rest.as_ptr() as usize + word.len();
        if word.chars().next().is_some_and(char::is_uppercase) {
            found.push(&rest[..end]);
            last = end;
        } else if found.is_empty() || !matches!(word, "and" | "of" | "the") {
            // "Bosnia and Herzegovina" goes on.
            break;
        }
    }
    found.reverse();
    (found, &rest[last..])
}

/// The length of " region" and the like.
fn kind_noun_length(after: &str) -> usize {
    let Some(rest) = after.strip_prefix(' ') else { return 0 };
    words(rest).next().filter(|noun| kind_of_noun(noun).is_some()).map_or(0, |noun| 1 + noun.len())
}

/// Words parted by single spaces, without the commas, brackets and quotes that end them; a word that such a
/// mark ends is the last one.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut over = false;
    text.split(' ').map_while(move |word| {
        if over {
            return None;
        }
        let plain =
            word.find([',', ')', '(', ';', ':', '"', '”', '\n', '—', '–']).map_or(word, |end| &word[..end]);
        let plain = plain.strip_suffix("'s").or_else(|| plain.strip_suffix("’s")).unwrap_or(plain);
        over = plain.len() < word.len();
        (!plain.is_empty()).then_some(plain)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, name: &str, containers: &[&str], kind: Option<PlaceKind>) {
        let start = text.find(name).expect("the name stands in the text");
        let found = around(text, &(start..start + name.len()));
        assert_eq!(found, Surroundings { containers: containers.to_vec(), kind }, "{text}");
    }

    #[test]
    fn containers_and_nouns_are_read() {
        check("in Rokyta, Poltava region, on", "Rokyta", &["Poltava"], None);
        check("at Millbrook, Ala., was", "Millbrook", &["Ala."], None);
        check("near Lipova (Serbia) and", "Lipova", &["Serbia"], None);
        check("from Brod in Bosnia and Herzegovina.", "Brod", &["Bosnia and Herzegovina.", "Bosnia"], None);
        check("the Kherson region in southern Ukraine", "Kherson", &["Ukraine"], Some(PlaceKind::Region));
        check("the city of Aden fell", "Aden", &[], Some(PlaceKind::Town));
        check("Brix, in Tal County, Ohio, was", "Brix", &["Tal County", "Tal", "Ohio"], None);
        check("left Aden", "Aden", &[], None);
    }
}
