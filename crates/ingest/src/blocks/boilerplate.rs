//! What a page says that is not the article: sign-up lines, "read more", navigation, notices. The phrases are
//! those that news sites use in general, in plain form; no site's own name is among them.

use super::lines::has_final_stop;
use super::plain::{Plain, is_listed};

/// Phrases that open a call to the reader, wherever they stand.
const CALLS: [&str; 75] = [
    "accept all cookies",
    "accept cookies",
    "all rights reserved",
    "already a subscriber",
    "already a member",
    "already have an account",
    "article continues below",
    "click here",
    "click to",
    "continue reading",
    "create a free account",
    "create an account",
    "do you have a story",
    "don t have an account",
    "don t miss",
    "download our app",
    "download the app",
    "enjoy unlimited access",
    "follow our",
    "follow us",
    "for more news",
    "forgot password",
    "get our",
    "got a confidential news tip",
    "got a news tip",
    "got a tip",
    "if you are in reader mode",
    "if you have any questions or comments",
    "join our",
    "join us on",
    "join the conversation",
    "leave a comment",
    "listen to this article",
    "log in",
    "manage preferences",
    "more on this",
    "most popular",
    "most read",
    "not a subscriber",
    "our standards",
    "please click",
    "please enable",
    "please log in",
    "please refresh",
    "please sign in",
    "please subscribe",
    "read about our",
    "read also",
    "also read",
    "read more",
    "read our",
    "read the full article",
    "read the full story",
    "recommended for you",
    "register now",
    "related articles",
    "related stories",
    "related topics",
    "scroll to continue",
    "see also",
    "share this",
    "sign in",
    "sign up",
    "skip advertisement",
    "skip to",
    "story continues below",
    "subscribe",
    "support our journalism",
    "tap here",
    "thank you for your patience",
    "this material may not be published",
    "to view this video please",
    "we use cookies",
    "you may also like",
    "you might also like",
];

/// Phrases that make a sentence a notice wherever they stand in it.
const NOTICES: [&str; 18] = [
    "all rights reserved",
    "by subscribing i accept",
    "content of external sites",
    "cookie policy",
    "delivered straight to your inbox",
    "delivered to your inbox",
    "delivered to you every",
    "enable javascript",
    "javascript is",
    "may not be published broadcast rewritten",
    "our free newsletter",
    "our newsletter",
    "our privacy policy",
    "sign up for free newsletters",
    "straight to your inbox",
    "terms of use and privacy",
    "this site uses cookies",
    "this website uses cookies",
];

/// A call and what runs on behind it without a stop are no longer than this.
const RUN_ON_LONGEST: usize = 2000;

/// Words that page furniture of one short line consists of, rubrics among them ("World", "Breaking news"). Too
/// common to be told inside a text.
const FURNITURE: &str = "advertisement advertising analysis breaking business by comment comments copy email exclusive \
    explainer facebook file follow home instagram international latest link linkedin live menu more \
    news newsletter next opinion politics previous print related save search share skip sponsored \
    sport sports supported telegram trending tweet twitter video watch whatsapp world x youtube";

/// A line that opens so is a teaser or a call as long as it is short.
const LINE_CALLS: [&str; 17] = [
    "donate",
    "editor s picks",
    "follow",
    "listen",
    "more from",
    "more in",
    "more on",
    "newsletter",
    "read next",
    "recommended",
    "related",
    "share on",
    "trending",
    "up next",
    "video",
    "watch live",
    "watch now",
];

/// A sentence that a phrase in its middle makes a notice is no longer than this.
const NOTICE_LONGEST: usize = 400;

/// True where a sentence inside a text is no part of the article. `text` begins outside any quotation.
pub(super) fn is_notice(text: &str, plain: &Plain) -> bool {
    let is_quotation = text.starts_with(['"', '“', '«', '„', '‘', '\'']);
    if is_quotation || plain.words() == 0 || text.len() > RUN_ON_LONGEST {
        return false;
    }
    plain.begins_one(&CALLS)
        || (text.len() <= NOTICE_LONGEST && plain.has_one(&NOTICES))
        || is_copyright(text, plain)
        || is_handle(text, plain)
        || ((plain.begins("by continuing") || plain.begins("by submitting") || plain.begins("by signing up"))
            && (plain.has("agree") || plain.has("accept")))
}

/// "Follow Ann on X", "Follow the talks on Telegram at @talks".
fn is_handle(text: &str, plain: &Plain) -> bool {
    plain.begins("follow")
        && (text.contains('@')
            || plain.has_one(&[
                "on x",
                "on twitter",
                "on telegram",
                "on facebook",
                "on instagram",
                "on bluesky",
                "on whatsapp",
            ]))
}

/// True where a whole line is no part of the article.
pub(super) fn is_line(text: &str, plain: &Plain) -> bool {
    if is_notice(text, plain) || is_furniture(plain) || is_time_stamp(text, plain) {
        return true;
    }
    plain.begins_one(&LINE_CALLS)
        && text.starts_with(char::is_alphanumeric)
        && (text.contains([':', '@']) || (plain.words() <= 3 && !has_final_stop(text)))
}

/// "Updated at 10:40 GMT", "Last updated on March 3, 2025".
fn is_time_stamp(text: &str, plain: &Plain) -> bool {
    plain.begins_one(&["updated", "last updated", "last modified", "published", "posted", "first published"])
        && plain.words() <= 12
        && text.contains(|c: char| c.is_ascii_digit())
        && !has_final_stop(text)
}

/// True where all words are page furniture ("Share | Facebook | Twitter").
fn is_furniture(plain: &Plain) -> bool {
    (1..=12).contains(&plain.words()) && plain.each_word().all(|word| is_listed(word, FURNITURE))
}

/// True where a sentence is a copyright line: below it stands no article.
pub(super) fn is_copyright(text: &str, plain: &Plain) -> bool {
    let named = text.contains('©') || plain.begins("copyright") || plain.begins("c 20");
    let has_year = plain.each_word().any(|word| {
        word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|b| b.is_ascii_digit())
    });
    plain.ends("all rights reserved") || (named && (has_year || text.trim_start().starts_with('©')))
}

/// A call shorter than this is one sentence.
const CALL_LONGEST: usize = 160;
/// What runs on behind a call is a sentence only from this length on.
const SENTENCE_SHORTEST: usize = 60;
/// The fewest words of a call.
const CALL_WORDS: usize = 6;
/// Names in title case inside calls.
const PLATFORMS: &str = "Facebook Twitter Instagram Telegram Youtube Whatsapp Google Apple Android Bluesky";

/// The length of the call that `text` begins with. A long one without a stop ("To view this video please turn it
/// on The minister said …") ends before the first word in title case behind a word in lower case.
pub(super) fn call_length(text: &str) -> usize {
    let is_long = text.len() >= CALL_LONGEST;
    let mut previous = "";
    for (index, word) in text.split_whitespace().enumerate() {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        if text.len() - at < SENTENCE_SHORTEST {
            break;
        }
        // "… logged inPlease refresh": two words run together.
        let inner = word.char_indices().skip(1).find(|(_, c)| c.is_uppercase()).map_or(0, |(inner, _)| inner);
        let run_together = inner >= 2 && is_lower_case(&word[..inner]) && is_title_case(&word[inner..]);
        if index >= CALL_WORDS && run_together {
            return at + inner;
        }
        if is_long && index >= CALL_WORDS && is_lower_case(previous) && is_title_case(word) {
            return at;
        }
        previous = word;
    }
    text.len()
}

fn is_lower_case(word: &str) -> bool {
    !word.is_empty() && word.chars().all(char::is_lowercase)
}

fn is_title_case(word: &str) -> bool {
    let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.all(|c| c.is_lowercase() || matches!(c, '\'' | '’' | '-'))
        && !is_listed(word, PLATFORMS)
}

/// The length of page furniture that runs into a text without a stop ("Advertisement Supported by The
/// minister …"), 0 where there is none.
pub(super) fn run_in(text: &str) -> usize {
    let mut length = 0;
    while let Some(word) = ["Advertisement", "ADVERTISEMENT", "Supported by", "Skip Advertisement"]
        .iter()
        .find(|word| text[length..].trim_start().starts_with(**word))
    {
        let skipped = text[length..].len() - text[length..].trim_start().len();
        let end = length + skipped + word.len();
        let rest = &text[end..];
        let begins_anew =
            rest.trim_start().chars().next().is_none_or(|c| c.is_uppercase() || !c.is_alphanumeric());
        if !(begins_anew && (rest.is_empty() || rest.starts_with(char::is_whitespace))) {
            break;
        }
        length = end;
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_and_notices_are_no_article() {
        for line in [
            "Read more: the bridge that fell",
            "Sign up to our newsletter for the morning's news.",
            "We use cookies to improve this page.",
            "Follow us on Telegram",
            "Follow Ann on X @annfield",
            "© 2025 Harbour Post",
            "Copyright 2025 Harbour Post. All rights reserved.",
            "By submitting above, you agree to our privacy policy.",
            "Get the morning's news delivered to your inbox.",
            "Please enable JavaScript in your browser.",
        ] {
            assert!(is_notice(line, &Plain::of(line)), "{line}");
        }
    }

    #[test]
    fn lines_of_furniture_are_no_article() {
        for line in [
            "Share | Facebook | Twitter",
            "Advertisement",
            "Related: A bridge falls",
            "More from Ann Field: the river",
            "Watch live",
            "BREAKING NEWS",
            "Updated at 10:40 GMT",
        ] {
            assert!(is_line(line, &Plain::of(line)), "{line}");
        }
    }

    #[test]
    fn sentences_of_an_article_stay() {
        for line in [
            "\"Sign up now,\" he told the recruits.",
            "Copyright law was changed in March.",
            "Cookies were handed out to the soldiers.",
            "He said the privacy policy was a threat.",
            "Related talks were held in Geneva.",
            "Follow-up talks are planned.",
            "Signing the deal, he smiled.",
            "More on Monday.",
            "News of the truce spread.",
            "",
        ] {
            assert!(!is_line(line, &Plain::of(line)), "{line}");
        }
    }

    #[test]
    fn a_call_without_a_stop_ends_where_a_sentence_begins() {
        let call =
            "To view this video please turn on scripts, and consider a browser that supports HTML5 video";
        let sentence = "The ministers of both sides met in the old town hall on the lake on Monday.";
        assert_eq!(call_length(&format!("{call} {sentence}")), call.len() + 1);
        let call = "Please refresh the page or go to another page on the site to be logged in";
        assert_eq!(call_length(&format!("{call}{sentence}")), call.len());
        let call = "Sign up to our weekly letter on the Middle East and get the best reports sent to you every Monday";
        assert_eq!(call_length(call), call.len());
    }

    #[test]
    fn furniture_runs_into_a_text() {
        for (text, expected) in [
            ("Advertisement Supported by The minister said no.", "Advertisement Supported by"),
            ("Advertisement", "Advertisement"),
            ("Advertisements rose.", ""),
            ("Advertisement spending rose.", ""),
            ("The minister said no.", ""),
        ] {
            assert_eq!(&text[..run_in(text)], expected);
        }
    }
}
