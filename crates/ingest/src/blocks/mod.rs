//! What each stretch of a text is: the codebook's blocks.

use verbale_text::{Block, BlockKind, Span};

/// The blocks of `text`. `title` is the article's title where it is known apart from the text.
pub fn find_blocks(text: &str, _title: Option<&str>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len() as u32).trimmed(text);
        start += line.len() as u32;
        if !span.is_empty() {
            blocks.push(Block { kind: BlockKind::Paragraph, span });
        }
    }
    blocks
}
