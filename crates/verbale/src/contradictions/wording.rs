//! How sentences deny and how they charge: English verbs and nouns of dispute, as dictionaries of usage list them.

use verbale_stories::words;

/// Verbs that deny by themselves.
const DENY: &str = "deny denies denied denying refute refutes refuted refuting rebut rebuts rebutted debunk debunks \
    debunked";
/// What, after "deny", is refused or pleaded and not denied.
const REFUSED: &str = "him her them us bail access entry permission opportunity opportunities asylum charge charges \
    manslaughter murder rape";
/// Verbs that deny where a claim is their object.
const DISMISS: &str = "dismiss dismisses dismissed dismissing reject rejects rejected rejecting dispute disputes \
    disputed disputing contradict contradicts contradicted";
/// What is denied.
const CLAIMS: &str = "claim claims allegation allegations accusation accusations assertion assertions suggestion \
    suggestions report reports notion idea involvement wrongdoing responsibility speculation";
/// Words that call a claim wrong after "is", "are", "was", "were", "as".
const WRONG: &str = "unfounded baseless false untrue fabricated nonsense groundless";
const IS: &str = "is are was were as entirely completely totally";
/// Words that turn a denial round or ask for it.
const TURNED: &str = "not never don't didn't doesn't cannot can't without if whether";
/// What stands for the claim where the sentence does not repeat it.
const STANDS_FOR: &str = "it this that these those so the any all such them";
/// Beginnings of words that charge.
const CHARGES: &[&str] = &["accus", "alleg", "blam", "claim", "orchestrat"];
const CHARGED: &str = "charged guilty responsible behind";
/// Beginnings of words that report.
const REPORTS: &[&str] = &["said", "say", "told", "report", "accord", "announc", "admit", "confirm", "wrote"];
/// Words by which a report takes sides against the claim it tells.
const DISAVOWED: &str = "false falsely baseless unfounded discredited debunked disputed unverified unproven deny denies \
    denied denying refute refuted refutes reject rejects rejected dismiss dismisses dismissed untrue \
    pushed slammed drop dropped";

fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}

/// Words before and after the denying word that are likely to be about what is denied.
const BESIDE: usize = 12;

/// A denial in a sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Denial {
    /// The words beside it.
    pub beside: String,
    /// True where only "it", "the claim" and the like stand for what is denied.
    pub bare: bool,
}

/// The denial in a sentence, where there is one.
pub(super) fn denial(sentence: &str) -> Option<Denial> {
    let words = words(sentence);
    if sentence.trim_end_matches(['"', '”', '’', ' ']).ends_with('?') {
        return None;
    }
    (0..words.len()).filter(|&at| denies(&words, at)).find_map(|at| {
        let before = &words[at.saturating_sub(3)..at];
        let turned = before.iter().any(|word| is_in(TURNED, word));
        let beside = &words[at.saturating_sub(BESIDE)..(at + 1 + BESIDE).min(words.len())];
        (!turned).then(|| Denial { beside: beside.join(" "), bare: is_bare(&words, at) })
    })
}

fn denies(words: &[String], at: usize) -> bool {
    let word = words[at].as_str();
    let next = |n: usize| words.get(at + n).map_or("", String::as_str);
    if is_in(DENY, word) {
        let first = if matches!(next(1), "the" | "all" | "any") { 2 } else { 1 };
        return !is_in(REFUSED, next(first));
    }
    if is_in(DISMISS, word) {
        // "Disputed claims" are no one's denial.
        let adjective = word == "disputed" && is_in(CLAIMS, next(1));
        return !adjective && (1..=4).any(|n| is_in(CLAIMS, next(n)));
    }
    let before = |n: usize| at.checked_sub(n).map_or("", |at| words[at].as_str());
    match word {
        "evidence" => before(1) == "no" && matches!(next(1), "of" | "that" | "for"),
        "truth" => before(1) == "no",
        "news" => before(1) == "fake" && is_in(IS, before(2)),
        "lied" => true,
        // An appeal or a hope can be unfounded as well.
        _ => {
            let called = is_in(IS, before(1)) || is_in(IS, before(2));
            is_in(WRONG, word) && called && words.iter().any(|word| is_in(CLAIMS, word))
        }
    }
}

/// Whether what is denied stands before the sentence: "denied the claim", "an allegation it denies".
fn is_bare(words: &[String], at: usize) -> bool {
    let after: Vec<&str> = words[at + 1..].iter().map(String::as_str).collect();
    match after.as_slice() {
        [] => true,
        [stands, ..] if is_in(STANDS_FOR, stands) => {
            let claim = after.iter().take(3).any(|word| is_in(CLAIMS, word));
            claim || matches!(*stands, "it" | "this" | "so")
        }
        [noun, rest @ ..] if is_in(CLAIMS, noun) => rest.is_empty(),
        _ => false,
    }
}

/// How strongly a sentence charges someone: 1 where it accuses or claims, less where it only reports, 0 where it
/// does neither or takes the other side itself.
pub(super) fn charge(sentence: &str) -> f64 {
    let words = words(sentence);
    let begins = |beginnings: &[&str]| {
        words.iter().any(|word| beginnings.iter().any(|beginning| word.starts_with(beginning)))
    };
    if words.iter().any(|word| is_in(DISAVOWED, word)) || denial(sentence).is_some() {
        0.0
    } else if begins(CHARGES) || words.iter().any(|word| is_in(CHARGED, word)) {
        1.0
    } else if begins(REPORTS) {
        0.5
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn denials_are_told_from_refusals_and_questions() {
        let check = |sentence: &str, expected: Option<bool>| {
            assert_eq!(denial(sentence).map(|denial| denial.bare), expected, "{sentence}");
        };
        check("Sweden denied the claim.", Some(true));
        check("Sweden denied that a cable had been cut.", Some(false));
        check("An allegation which Oslo has denied.", Some(true));
        check("The mayor rejected the reports of a spill.", Some(true));
        check("The mayor rejected Oslo's claims of a spill.", Some(false));
        check("The port said the reports were entirely unfounded.", Some(true));
        check("The appeal was rejected as unfounded.", None);
        check("There is no evidence of a spill, he said.", Some(false));
        check("The judge denied bail.", None);
        check("He denied the charges.", None);
        check("The mayor did not deny the report.", None);
        check("Did the mayor deny it?", None);
        check("A video with disputed claims was shown.", None);
        check("The council rejected the budget.", None);
    }

    #[test]
    fn charges_are_told_from_what_a_report_disavows() {
        let check = |sentence: &str, expected: f64| assert_eq!(charge(sentence), expected, "{sentence}");
        check("Norway accused Sweden of cutting a cable.", 1.0);
        check("Norway said that a cable was cut.", 0.5);
        check("Norway falsely accused Sweden of cutting a cable.", 0.0);
        check("A cable lies there.", 0.0);
    }
}
