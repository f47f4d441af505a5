//! Leaked template lines: "The article text:", "Title:", "**Summary**". Words of a newsroom's form, kept in
//! one short list (written for this program, from the fields that article schemas and prompts name).

use super::lines::{Mark, has_words};
use super::plain::is_listed;
use verbale_text::Span;

/// What a label says about the words after it.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Announces {
    /// The title.
    Title,
    /// A summary or subtitle.
    Summary,
    /// The article itself.
    Body,
    /// The writer.
    Author,
    /// The day.
    Day,
    /// A caption.
    Caption,
    /// Something about the article (an address, tags) that is not read.
    Detail,
}

/// A label at the start of a text: where it ends (its colon included), and what it announces.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) struct Label {
    /// From its first word to its colon.
    pub span: Span,
    /// What follows it.
    pub announces: Announces,
    /// It has two words of the form at least ("article text"), and so is no word of the article.
    pub is_certain: bool,
}

/// A form's fields. Of several in one label the first in this list says what is announced.
const FIELDS: [(Announces, &str); 7] = [
    (
        Announces::Summary,
        "summary sub subtitle subheadline subheading subhead deck standfirst abstract description lead lede teaser",
    ),
    (Announces::Title, "title headline"),
    (Announces::Body, "text body content contents article story"),
    (Announces::Author, "author authors byline"),
    (Announces::Day, "date published dateline updated"),
    (Announces::Caption, "caption"),
    (Announces::Detail, "source url link tags keywords category section language topic topics"),
];

/// Words that may stand beside a field in a label.
const FILLERS: &str = "the an a of and full main news here is s this rewritten revised original complete short \
    publication on below press";

/// The longest label has so many words.
const WORDS_MOST: usize = 7;

/// The label that `span` begins with, if any. `mark` is the mark around the whole line: a heading or bold
/// line that holds only a form's words is a label without a colon too.
pub(super) fn label(text: &str, span: Span, mark: Mark) -> Option<Label> {
    let covered = span.of(text);
    let start = covered.find(char::is_alphanumeric)?;
    // "**Title:** …": the markup before the label.
    if !covered[..start].chars().all(|c| "*_#[(\"“ ".contains(c)) {
        return None;
    }
    let (mut announces, mut fields, mut words, mut end) = (None, 0, 0, start);
    loop {
        let rest = &covered[end..];
        let word_start = rest.find(|c: char| !(c == ' ' || c == '-' || c == '\'' || c == '’'))?;
        let word_end = word_start
            + rest[word_start..].find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len() - word_start);
        let word = rest[word_start..word_end].to_lowercase();
        let field = FIELDS.iter().find(|(_, names)| is_listed(&word, names));
        if word.is_empty() || words == WORDS_MOST || (field.is_none() && !is_listed(&word, FILLERS)) {
            return None;
        }
        words += 1;
        end += word_end;
        if let Some(&(what, _)) = field {
            fields += 1;
            // "News title", "Summary text": the earliest field in the list.
            announces = Some(announces.map_or(what, |known| earlier(known, what)));
        }
        let after = covered[end..].trim_start_matches(['*', '_', ' ']);
        if let (Some(announces), Some(rest)) = (announces, after.strip_prefix([':', '：'])) {
            let colon = covered.len() - rest.len();
            let span = Span::new(span.start + start as u32, span.start + colon as u32);
            return Some(Label { span, announces, is_certain: fields >= 2 });
        }
        if let (Some(announces), false) = (announces, has_words(after)) {
            let stands_out = matches!(mark, Mark::Heading | Mark::Bold) || fields >= 2;
            let span = Span::new(span.start + start as u32, span.start + end as u32);
            return stands_out.then_some(Label { span, announces, is_certain: fields >= 2 });
        }
    }
}

fn earlier(one: Announces, other: Announces) -> Announces {
    FIELDS.iter().map(|(what, _)| *what).find(|what| *what == one || *what == other).unwrap_or(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, mark: Mark, expected: Option<(&str, Announces)>) {
        let found = label(line, Span::new(0, line.len() as u32), mark);
        assert_eq!(found.map(|label| (label.span.of(line), label.announces)), expected, "{line}");
    }

    #[test]
    fn fields_of_a_form_are_labels() {
        use Announces::*;
        check("The article text:", Mark::Plain, Some(("The article text:", Body)));
        check("Title: Talks resume", Mark::Plain, Some(("Title:", Title)));
        check("**Title:** Talks resume", Mark::Plain, Some(("Title:", Title)));
        check("**Summary**: The sides met.", Mark::Plain, Some(("Summary**:", Summary)));
        check("Here is the rewritten article:", Mark::Plain, Some(("Here is the rewritten article:", Body)));
        check("FULL TEXT :", Mark::Plain, Some(("FULL TEXT :", Body)));
        check("Sub-headline: They met", Mark::Plain, Some(("Sub-headline:", Summary)));
        check("Article's body:", Mark::Plain, Some(("Article's body:", Body)));
        check("Author: Ann Field", Mark::Plain, Some(("Author:", Author)));
        check("Published on: 3 March 2025", Mark::Plain, Some(("Published on:", Day)));
        check("Summary", Mark::Heading, Some(("Summary", Summary)));
        check("Article text", Mark::Plain, Some(("Article text", Body)));
    }

    #[test]
    fn words_of_the_article_are_no_labels() {
        for line in [
            "Summary",
            "The story",
            "The text: he had read it",
            "Here is the plan:",
            "He said:",
            "Kyiv: no",
            ":",
            "The:",
            "Text of the deal",
        ] {
            let expected = (line == "The text: he had read it").then_some(("The text:", Announces::Body));
            check(line, Mark::Plain, expected);
        }
    }
}
