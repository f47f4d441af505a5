//! Articles that belong to no single story: briefings, newsletters, digests, and live blogs that go from one
//! thing to the next.

use crate::article::Article;
use crate::wording::words;
use std::collections::BTreeMap;

/// Words in a piece whose likeness to the other pieces is measured.
const PIECE: usize = 60;
/// A live blog whose pieces are less alike than this on average is about several things.
const ONE_THING: f64 = 0.15;

/// Titles of digests by their words in a row; `*` stands for a day of the week or a time of day.
const DIGESTS: &[&str] = &[
    "* briefing",
    "daily briefing",
    "* edition",
    "* brief",
    "newsletter",
    "top headlines",
    "more headlines",
    "news digest",
    "daily digest",
    "news roundup",
    "news round up",
    "weekly roundup",
    "week in review",
    "news in brief",
    "world in brief",
    "today january",
    "today february",
    "today march",
    "today april",
    "today may",
    "today june",
    "today july",
    "today august",
    "today september",
    "today october",
    "today november",
    "today december",
];

/// Days and times that stand before "briefing".
const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "morning",
    "evening",
    "weekend",
];

/// Words in titles and addresses of articles that are written on while things happen.
const LIVE: &[&str] = &["liveblog", "live blog", "live updates", "as it happened"];

/// Which of the articles belong to no single story.
pub fn roundups(articles: &[Article<'_>]) -> Vec<bool> {
    let mut spread: BTreeMap<&str, usize> = BTreeMap::new();
    for article in articles {
        let mut own: Vec<&str> = article.body.iter().map(String::as_str).collect();
        own.sort_unstable();
        own.dedup();
        own.into_iter().for_each(|word| *spread.entry(word).or_insert(0) += 1);
    }
    let all = articles.len() as f64 + 1.0;
    let rarity = |word: &str| spread.get(word).map_or(0.0, |articles| (all / *articles as f64).ln());
    articles
        .iter()
        .map(|article| {
            let header = &article.record.document;
            let title = words(header.title.as_deref().unwrap_or_default());
            is_digest(&title)
                || (is_live(&title, header.url.as_deref())
                    && unity(&article.body, rarity).is_some_and(|unity| unity < ONE_THING))
        })
        .collect()
}

fn stand_in_a_row(title: &[String], row: &str) -> bool {
    let row: Vec<&str> = row.split(' ').collect();
    let same = |(word, wanted): (&String, &&str)| match *wanted {
        "*" => DAYS.contains(&word.as_str()),
        wanted => word == wanted,
    };
    title.windows(row.len()).any(|window| window.iter().zip(&row).all(same))
}

fn is_digest(title: &[String]) -> bool {
    DIGESTS.iter().any(|row| stand_in_a_row(title, row))
}

fn is_live(title: &[String], url: Option<&str>) -> bool {
    let path = url.and_then(|url| url.split(['?', '#']).next()).unwrap_or_default();
    let in_path = path.split(['/', '-']).any(|part| matches!(part, "live" | "liveblog"));
    let at_the_edge = [title.first(), title.last()].into_iter().flatten().any(|word| word == "live");
    in_path || at_the_edge || LIVE.iter().any(|row| stand_in_a_row(title, row))
}

/// How alike the pieces of a text are on average, 0 to 1; none of a text of fewer than two.
fn unity(body: &[String], rarity: impl Fn(&str) -> f64) -> Option<f64> {
    let pieces: Vec<BTreeMap<&str, f64>> =
        body.chunks_exact(PIECE).map(|piece| weighted(piece, &rarity)).collect();
    let mut sum = 0.0;
    let mut pairs = 0;
    for (n, a) in pieces.iter().enumerate() {
        for b in &pieces[n + 1..] {
            sum += a.iter().filter_map(|(word, weight)| Some(weight * b.get(word)?)).sum::<f64>();
            pairs += 1;
        }
    }
    (pairs > 0).then(|| sum / f64::from(pairs))
}

fn weighted<'w>(piece: &'w [String], rarity: &impl Fn(&str) -> f64) -> BTreeMap<&'w str, f64> {
    let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
    for word in piece {
        *counts.entry(word).or_insert(0.0) += 1.0;
    }
    counts.iter_mut().for_each(|(word, count)| *count = (1.0 + count.ln()) * rarity(word));
    let length = counts.values().map(|weight| weight * weight).sum::<f64>().sqrt();
    if length > 0.0 {
        counts.values_mut().for_each(|weight| *weight /= length);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_told_by_their_titles() {
        let check = |title: &str, expected: bool| assert_eq!(is_digest(&words(title)), expected, "{title}");
        check("Friday Briefing", true);
        check("Morning briefing: The harbour opens", true);
        check("The Lund newsletter: herring", true);
        check("Ferries stop, and more top headlines", true);
        check("Norway: All of Norway Today - May 3, 2025", true);
        check("Briefing by the minister on the harbour", false);
        check("Today is a good day for herring", false);
    }

    #[test]
    fn live_blogs_are_told_by_title_or_address() {
        let check = |title: &str, url: &str, expected: bool| {
            assert_eq!(is_live(&words(title), Some(url)), expected, "{title} {url}");
        };
        check("Harbour talks", "https://example.org/en/harbour/live-123?x=1", true);
        check("Harbour talks live", "https://example.org/a", true);
        check("Live: harbour talks", "", true);
        check("She was told to live with it", "", false);
        check("How sailors deliver", "https://example.org/delivery?live", false);
    }

    #[test]
    fn a_text_about_one_thing_has_more_unity() {
        let one: Vec<String> = words(&"the harbour of lund is shut to boats ".repeat(30));
        let several: Vec<String> = (0..240).map(|n| format!("word{n}")).collect();
        let rarity = |_: &str| 1.0;
        assert!(unity(&one, rarity) > Some(0.9));
        assert_eq!(unity(&several, rarity), Some(0.0));
        assert_eq!(unity(&several[..50], rarity), None);
    }
}
