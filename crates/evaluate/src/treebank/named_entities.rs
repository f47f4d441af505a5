//! Named entities: IOB2 files, and strict scores by kind (same first and last character, same kind).

use super::ConlluError;
use crate::Tally;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use verbale_text::Span;

/// The kinds that are scored. Universal NER's fourth, OTH, was not annotated throughout.
pub const ENTITY_KINDS: [&str; 3] = ["PER", "ORG", "LOC"];

/// A name in a text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct NamedEntity {
    /// "PER", "ORG" or "LOC".
    pub kind: String,
    /// Where it stands.
    pub span: Span,
}

/// A sentence of a named-entity file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EntitySentence {
    /// Its id.
    pub id: String,
    /// The document it stands in.
    pub document: String,
    /// Its text.
    pub text: String,
    /// Its tokens, in bytes of the text.
    pub tokens: Vec<Span>,
    /// Its names of the kinds that are scored.
    pub entities: Vec<NamedEntity>,
}

/// Reads an IOB2 file: token and tag in the second and third column, the text in `# text = …`. `file` is for
/// the error's text.
pub fn read_iob2(file: &str, iob2: &str) -> Result<Vec<EntitySentence>, ConlluError> {
    let mut sentences = Vec::new();
    let mut sentence = EntitySentence::default();
    let mut document = String::new();
    let mut open = false;
    let end = |sentence: &mut EntitySentence, sentences: &mut Vec<EntitySentence>| {
        let mut done = std::mem::take(sentence);
        done.entities.retain(|entity| ENTITY_KINDS.contains(&entity.kind.as_str()));
        sentences.extend((!done.tokens.is_empty()).then_some(done));
    };
    for (at, line) in iob2.lines().enumerate() {
        let error = |reason: String| ConlluError { file: file.to_owned(), line: at + 1, reason };
        if line.is_empty() {
            end(&mut sentence, &mut sentences);
        } else if let Some(comment) = line.strip_prefix("# ") {
            match comment.split_once(" = ") {
                Some(("newdoc id", id)) => document = id.to_owned(),
                Some(("sent_id", id)) => sentence.id = id.to_owned(),
                Some(("text", text)) => sentence.text = text.to_owned(),
                _ => {}
            }
        } else {
            let mut columns = line.split('\t').skip(1);
            let (Some(form), Some(tag)) = (columns.next(), columns.next()) else {
                return Err(error("a token has a number, a form and a tag".to_owned()));
            };
            let span = next_token(&sentence, form)
                .ok_or_else(|| error(format!("{form:?} does not go on with the sentence's text")))?;
            open = add_tag(&mut sentence, tag, span, open).map_err(error)?;
            sentence.tokens.push(span);
            sentence.document.clone_from(&document);
        }
    }
    end(&mut sentence, &mut sentences);
    Ok(sentences)
}

/// Where the next token stands: after the last one and white space.
fn next_token(sentence: &EntitySentence, form: &str) -> Option<Span> {
    let after = sentence.tokens.last().map_or(0, |span| span.end as usize);
    let rest = &sentence.text[after..];
    let start = after + (rest.len() - rest.trim_start().len());
    sentence.text[start..].starts_with(form).then(|| Span::new(start as u32, (start + form.len()) as u32))
}

/// Opens or goes on with a name; true where one is open after this token.
fn add_tag(sentence: &mut EntitySentence, tag: &str, span: Span, open: bool) -> Result<bool, String> {
    let (place, kind) = tag.split_once('-').unwrap_or((tag, ""));
    match (place, sentence.entities.last_mut()) {
        ("I", Some(last)) if open && last.kind == kind => last.span.end = span.end,
        ("B" | "I", _) => sentence.entities.push(NamedEntity { kind: kind.to_owned(), span }),
        ("O", _) => return Ok(false),
        _ => return Err(format!("{tag:?} is no IOB2 tag")),
    }
    Ok(true)
}

/// Strict counts, by kind.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct EntityScore {
    /// One tally a kind.
    pub kinds: BTreeMap<String, Tally>,
    /// All kinds together.
    pub all: Tally,
}

impl fmt::Display for EntityScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = [("all", &self.all)];
        for (name, tally) in self.kinds.iter().map(|(kind, tally)| (kind.as_str(), tally)).chain(all) {
            let [p, r, f1] = [tally.precision(), tally.recall(), tally.f1()].map(|share| 100.0 * share);
            let Tally { hit, gold, made } = tally;
            writeln!(f, "{name:5}P {p:6.2}  R {r:6.2}  F {f1:6.2}   ({hit} of {gold} gold, {made} made)")?;
        }
        Ok(())
    }
}

/// Scores the names made of each gold sentence's text; the two lists go in parallel. Names of other kinds
/// than [`ENTITY_KINDS`] are passed over.
pub fn score_entities(gold: &[EntitySentence], made: &[Vec<NamedEntity>]) -> EntityScore {
    let mut score = EntityScore::default();
    for kind in ENTITY_KINDS {
        let tally = score.kinds.entry(kind.to_owned()).or_default();
        for (at, sentence) in gold.iter().enumerate() {
            let of_kind = |entities: &[NamedEntity]| -> BTreeSet<Span> {
                entities.iter().filter(|entity| entity.kind == kind).map(|entity| entity.span).collect()
            };
            let (ours, theirs) =
                (of_kind(&sentence.entities), of_kind(made.get(at).map_or(&[], Vec::as_slice)));
            tally.add(Tally::new(ours.intersection(&theirs).count(), ours.len(), theirs.len()));
        }
        score.all.add(*tally);
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "\
# newdoc id = letter
# sent_id = letter-1
# text = Ilse Marek left Sudmark, the Ilse River.
1\tIlse\tB-PER\t-\t-
2\tMarek\tI-PER\t-\t-
3\tleft\tO\t-\t-
4\tSudmark\tB-LOC\t-\t-
5\t,\tO\t-\t-
6\tthe\tB-O\t-\t-
7\tIlse\tB-OTH\t-\t-
8\tRiver\tI-LOC\t-\t-
9\t.\tO\t-\t-
";

    fn entity(kind: &str, start: u32, end: u32) -> NamedEntity {
        NamedEntity { kind: kind.to_owned(), span: Span::new(start, end) }
    }

    #[test]
    fn tags_become_spans_of_the_text() {
        let sentences = read_iob2("sample", SAMPLE).unwrap();
        assert_eq!(sentences.len(), 1);
        assert_eq!((sentences[0].document.as_str(), sentences[0].id.as_str()), ("letter", "letter-1"));
        assert_eq!(sentences[0].tokens[4], Span::new(23, 24));
        assert_eq!(
            sentences[0].entities,
            [entity("PER", 0, 10), entity("LOC", 16, 23), entity("LOC", 34, 39)],
            "other kinds are left out, and a change of kind opens a new name"
        );
    }

    #[test]
    fn names_must_agree_in_span_and_kind() {
        let gold = read_iob2("sample", SAMPLE).unwrap();
        let made =
            vec![vec![entity("PER", 0, 10), entity("ORG", 16, 23), entity("LOC", 29, 39), entity("X", 0, 4)]];
        let score = score_entities(&gold, &made);
        assert_eq!(score.kinds["PER"], Tally::new(1, 1, 1));
        assert_eq!(score.kinds["ORG"], Tally::new(0, 0, 1));
        assert_eq!(score.kinds["LOC"], Tally::new(0, 2, 1));
        assert_eq!(score.all, Tally::new(1, 3, 3));
    }

    #[test]
    fn bad_lines_are_named() {
        let message = |iob2| read_iob2("bad", iob2).unwrap_err().to_string();
        assert_eq!(
            message("# text = a b\n1\tb\tO"),
            "bad, line 2: \"b\" does not go on with the sentence's text"
        );
        assert_eq!(message("# text = a b\n1\ta\tQ"), "bad, line 2: \"Q\" is no IOB2 tag");
        assert_eq!(message("1 a O"), "bad, line 1: a token has a number, a form and a tag");
    }
}
