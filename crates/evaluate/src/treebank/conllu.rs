//! Reads CoNLL-U: documents with their running text, sentences, tokens and words.

use super::{Token, TreebankDocument, TreebankSentence, Word};
use std::ops::Range;
use verbale_text::Span;

/// A line that is no CoNLL-U.
#[derive(Debug, thiserror::Error)]
#[error("{file}, line {line}: {reason}")]
pub struct ConlluError {
    /// The file's name, as given.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

/// Reads the documents of a CoNLL-U file. The text is rebuilt from the tokens: a space after each unless
/// `SpaceAfter=No` stands in the last column, an empty line between the paragraphs that `newpar` opens.
/// Empty nodes (`8.1`) are passed over. `file` is for the error's text.
pub fn read_conllu(file: &str, conllu: &str) -> Result<Vec<TreebankDocument>, ConlluError> {
    let mut reader = Reader::default();
    for (at, line) in conllu.lines().enumerate() {
        let error = |reason| ConlluError { file: file.to_owned(), line: at + 1, reason };
        reader.line(line.trim_end_matches('\r')).map_err(error)?;
    }
    let last = conllu.lines().count();
    reader.end_sentence().map_err(|reason| ConlluError { file: file.to_owned(), line: last, reason })?;
    reader.end_document();
    Ok(reader.documents)
}

#[derive(Default)]
struct Reader {
    documents: Vec<TreebankDocument>,
    document: TreebankDocument,
    /// A paragraph begins with the next sentence.
    new_paragraph: bool,
    /// Something stands between the last token and the next.
    spaced: bool,
    sentence: TreebankSentence,
    /// Words of the open multi-word token still to come, by number.
    multiword: Range<usize>,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), String> {
        if let Some(comment) = line.strip_prefix('#') {
            self.comment(comment.trim());
            return Ok(());
        }
        if line.is_empty() {
            return self.end_sentence();
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, _, feats, head, deprel, _, misc] = columns[..] else {
            return Err(format!("a word has 10 columns, here are {}", columns.len()));
        };
        if id.contains('.') {
            return Ok(());
        }
        let space_after = !misc.split('|').any(|entry| entry == "SpaceAfter=No");
        if let Some((first, last)) = id.split_once('-') {
            let (first, last) = (number(first)?, number(last)?);
            self.token(form, space_after);
            self.multiword = first..last + 1;
            return Ok(());
        }
        let id = number(id)?;
        if id != self.sentence.words.len() + 1 {
            return Err(format!("word {id} follows word {}", self.sentence.words.len()));
        }
        if !self.multiword.contains(&id) {
            self.token(form, space_after);
        }
        let head = number(head)?.checked_sub(1);
        self.sentence.words.push(Word {
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            upos: upos.to_owned(),
            feats: feats.to_owned(),
            head,
            deprel: deprel.to_owned(),
        });
        if let Some(token) = self.sentence.tokens.last_mut() {
            token.words.end = self.sentence.words.len();
        }
        Ok(())
    }

    fn comment(&mut self, comment: &str) {
        let key = comment.split([' ', '=']).next().unwrap_or_default();
        if key == "newdoc" {
            self.end_document();
            self.document.id = comment.rsplit_once("= ").map_or("", |(_, id)| id.trim()).to_owned();
        }
        self.new_paragraph |= matches!(key, "newdoc" | "newpar");
        if key == "sent_id" {
            self.sentence.id = comment.rsplit_once("= ").map_or("", |(_, id)| id.trim()).to_owned();
        }
    }

    /// Adds a token to the text and the sentence; its words come after.
    fn token(&mut self, form: &str, space_after: bool) {
        let text = &mut self.document.text;
        let opens_paragraph = self.new_paragraph || self.document.paragraphs.is_empty();
        if opens_paragraph && !text.is_empty() {
            text.push_str("\n\n");
        } else if self.spaced && !text.is_empty() {
            text.push(' ');
        }
        let start = text.len() as u32;
        text.push_str(form);
        let span = Span::new(start, text.len() as u32);
        if opens_paragraph {
            self.document.paragraphs.push(span);
        } else if let Some(paragraph) = self.document.paragraphs.last_mut() {
            paragraph.end = span.end;
        }
        self.new_paragraph = false;
        self.spaced = space_after;
        let first = self.sentence.words.len();
        self.sentence.tokens.push(Token { span, words: first..first });
    }

    fn end_sentence(&mut self) -> Result<(), String> {
        self.multiword = 0..0;
        let sentence = std::mem::take(&mut self.sentence);
        let count = sentence.words.len();
        if let Some(at) = sentence.words.iter().position(|word| word.head.is_some_and(|head| head >= count)) {
            return Err(format!("the head of word {} is not in its sentence of {count} words", at + 1));
        }
        if count > 0 {
            self.document.sentences.push(sentence);
        }
        Ok(())
    }

    fn end_document(&mut self) {
        let document = std::mem::take(&mut self.document);
        if !document.sentences.is_empty() {
            self.documents.push(document);
        }
        self.spaced = false;
    }
}

fn number(digits: &str) -> Result<usize, String> {
    digits.parse().map_err(|_| format!("{digits:?} is no number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "\
# newdoc id = harbour
# newpar
# sent_id = harbour-1
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\t_\tMood=Imp\t3\taux\t_\t_
2\tn't\tnot\tPART\t_\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
4\t!\t!\tPUNCT\t_\t_\t3\tpunct\t_\t_

# sent_id = harbour-2
1\tStay\tstay\tVERB\t_\t_\t0\troot\t_\t_
1.1\tthere\tthere\tADV\t_\t_\t_\t_\t1:dep\t_

# newpar
1\tNow\tnow\tADV\t_\t_\t0\troot\t_\t_

# newdoc id = second
1\tYes\tyes\tINTJ\t_\t_\t0\troot\t_\t_
";

    #[test]
    fn text_paragraphs_and_documents_are_rebuilt() {
        let documents = read_conllu("sample", SAMPLE).unwrap();
        let texts: Vec<(&str, &str)> =
            documents.iter().map(|document| (document.id.as_str(), document.text.as_str())).collect();
        assert_eq!(texts, [("harbour", "Don't go! Stay\n\nNow"), ("second", "Yes")]);
        let harbour = &documents[0];
        let paragraphs: Vec<&str> = harbour.paragraphs.iter().map(|span| span.of(&harbour.text)).collect();
        assert_eq!(paragraphs, ["Don't go! Stay", "Now"]);
        let first = &harbour.sentences[0];
        let tokens: Vec<(&str, Range<usize>)> =
            first.tokens.iter().map(|token| (token.span.of(&harbour.text), token.words.clone())).collect();
        assert_eq!(tokens, [("Don't", 0..2), ("go", 2..3), ("!", 3..4)]);
        let heads: Vec<Option<usize>> = first.words.iter().map(|word| word.head).collect();
        assert_eq!(heads, [Some(2), Some(2), None, Some(2)]);
        assert_eq!((first.id.as_str(), first.words[1].form.as_str()), ("harbour-1", "n't"));
    }

    #[test]
    fn what_is_no_conllu_is_named_by_line() {
        let message = |conllu| read_conllu("bad", conllu).unwrap_err().to_string();
        assert_eq!(message("1\tx"), "bad, line 1: a word has 10 columns, here are 2");
        assert_eq!(message("\n2\tx\tx\tX\t_\t_\t0\troot\t_\t_"), "bad, line 2: word 2 follows word 0");
        assert_eq!(
            message("1\tx\tx\tX\t_\t_\t7\tdep\t_\t_\n"),
            "bad, line 1: the head of word 1 is not in its sentence of 1 words"
        );
    }
}
