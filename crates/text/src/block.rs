//! What each stretch of a document is: the codebook's block kinds (`docs/codebook.md`, section 1).

use crate::Span;
use serde::{Deserialize, Serialize};

/// The kind of a [`Block`].
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// The title of the article.
    Headline,
    /// A subtitle or summary above the body.
    Deck,
    /// Who wrote it.
    Byline,
    /// Place, day and agency at the head of the body ("MOSCOW, May 21. /TASS/.").
    Dateline,
    /// Running text.
    Paragraph,
    /// A leaked template line ("The article text:").
    Label,
    /// The words under a picture.
    Caption,
    /// Sign-up lines, "read more", navigation.
    Boilerplate,
    /// A block whose text stands earlier in the same document.
    Repeat,
}

impl BlockKind {
    /// The codebook's word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Deck => "deck",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Paragraph => "paragraph",
            Self::Label => "label",
            Self::Caption => "caption",
            Self::Boilerplate => "boilerplate",
            Self::Repeat => "repeat",
        }
    }

    /// Whether statements, events, figures and terms are read from it: the body and the deck.
    pub fn is_read(self) -> bool {
        matches!(self, Self::Deck | Self::Paragraph)
    }
}

/// A stretch of the text and what it is. Blocks are in order and do not overlap; a line may hold several
/// (a dateline and the paragraph it opens), and white space between blocks belongs to none.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands, without white space or heading marks at its edges.
    pub span: Span,
}
