//! Attribution: which words report (cue), who is reported (source), what is reported (content).

use crate::Input;
use verbale_analyze::WordId;
use verbale_record::Quote;
use verbale_text::Span;

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

/// Finds every attribution in the body and the deck, in the order of their first byte.
pub fn find(_input: Input<'_>) -> Vec<Attribution> {
    Vec::new()
}
