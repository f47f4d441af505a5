//! Attribution: which words report (cue), who is reported (source), what is reported (content).

pub mod assemble;
pub mod choice;
mod content_features;
pub mod contents;
pub mod cues;
pub mod features;
mod interruptions;
pub mod joins;
pub mod learned;
pub mod model;
pub mod quotations;
pub mod reader;
pub mod scorer;
pub mod sources;
mod speaker_lines;
pub mod view;
pub mod wholes;

#[cfg(test)]
mod tests;

use crate::Input;
use model::Model;
use reader::Reader;
use verbale_analyze::{Annotations, Relation, WordId};
use verbale_record::Quote;
use verbale_text::{Document, Span};
use view::View;

/// One attribution, found over the tree. Spans follow the codebook: no quotation marks at the edges of the
/// content, no "that" before it, no addressee in it.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// The words that name the source; none where it is not named.
    pub source: Option<Span>,
    /// The head word of the source (a pronoun, a name's or noun's head).
    pub source_head: Option<WordId>,
    /// The words that report, auxiliaries included; none for quoted text without a cue.
    pub cue: Option<Span>,
    /// The head word of the cue.
    pub cue_head: Option<WordId>,
    /// What is reported, in order, never empty.
    pub content: Vec<Span>,
    /// How much of it is quoted.
    pub quote: Quote,
    /// Index of the attribution whose content contains this one.
    pub within: Option<usize>,
    /// The rule or model that found it.
    pub by: &'static str,
    /// Calibrated, 0 to 1.
    pub probability: f64,
}

/// How the spans of an attribution are drawn, and what counts as one.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub enum Convention {
    /// The codebook's: no quotation marks at the edges of a content, no complementizer, no addressee.
    Codebook,
    /// PolNeAR's (Newell, Margolin and Ruths 2018): marks, complementizer and addressee belong to the content,
    /// and headlines are read.
    Polnear,
}

/// Finds every attribution in the body and the deck, in the order of their first byte.
pub fn find(input: Input<'_>) -> Vec<Attribution> {
    find_with(input, Convention::Codebook)
}

/// Finds every attribution by one convention, in the order of their first byte.
pub fn find_with(input: Input<'_>, convention: Convention) -> Vec<Attribution> {
    let model = Model::built_in().expect("the model inside the program is whole");
    find_by(input.document, input.annotations, model, convention)
}

/// Finds every attribution with a model of one's own.
pub fn find_by(
    document: &Document,
    annotations: &Annotations,
    model: &Model,
    convention: Convention,
) -> Vec<Attribution> {
    let mut reader = Reader::new(document, annotations, convention as u32);
    let calibration = &model.calibration[convention as usize];
    let readable = readable(&reader.view, convention);
    let mut drafts = learned::find(&mut reader, model, |word| readable[word as usize]);
    drafts.retain(|draft| {
        let quoting = convention == Convention::Polnear && is_quoting(&reader.view, draft);
        let share = if quoting { QUOTING } else { 1.0 };
        draft.probability >= share * calibration.threshold
    });
    drafts.iter_mut().for_each(|draft| draft.probability = calibration.apply(draft.probability));
    if convention == Convention::Codebook {
        drafts.retain(|draft| !stays_silent(&reader.view, draft.cue_head));
        let lines = speaker_lines::find(&reader.view, &readable, &drafts);
        drafts.extend(lines);
    }
    assemble::assemble(&reader.view, drafts, convention)
}

/// How far below the threshold an attribution with quoted words is still kept by PolNeAR's convention, which
/// misses speech in marks more than it minds scare quotes.
const QUOTING: f32 = 0.6;

/// Whether at least a third of the content stands in quotation marks.
fn is_quoting(view: &View<'_>, draft: &assemble::Draft) -> bool {
    let words = || draft.content.iter().flat_map(|run| run.start..run.end);
    3 * words().filter(|&word| view.is_quoted(word)).count() >= words().count()
}

/// "Declined to say": who keeps silent is not reported to say something, by the codebook. Own list of what one
/// declines to do with words.
fn stays_silent(view: &View<'_>, cue: u32) -> bool {
    const WITH_WORDS: [&str; 12] = [
        "say",
        "comment",
        "answer",
        "elaborate",
        "name",
        "disclose",
        "specify",
        "discuss",
        "provide",
        "identify",
        "respond",
        "confirm",
    ];
    let speaks = |word: u32| WITH_WORDS.contains(&view.lemma(word));
    let declines = |word: u32| matches!(view.lemma(word), "decline" | "refuse");
    if declines(cue) {
        return view.child(cue, &[Relation::Xcomp]).is_some_and(speaks);
    }
    speaks(cue) && view.relation(cue) == Relation::Xcomp && view.head(cue).is_some_and(declines)
}

/// Whether each word stands where attributions are read.
pub fn readable(view: &View<'_>, convention: Convention) -> Vec<bool> {
    let blocks = view.document.blocks();
    let reads = view.annotations.sentences.iter().map(|sentence| {
        let kind = blocks[sentence.block].kind;
        (kind.is_read() || convention == Convention::Polnear, sentence.words.len())
    });
    reads.flat_map(|(read, words)| std::iter::repeat_n(read, words)).collect()
}
