//! `.txt` and `.md`: one file, one document, nothing removed.

use crate::blocks::find_blocks;
use crate::decode::decode;
use crate::markdown::{fill, front_matter};
use crate::options::{Options, TooLarge, check_size};
use verbale_text::{Block, BlockKind, Document, Parts, Span};

/// Reads a `.txt` or `.md` file. Any bytes make a document; what was odd is in its problems.
pub fn read_text(bytes: &[u8], options: Options) -> Result<Document, TooLarge> {
    check_size(bytes.len() as u64, &options)?;
    let decoded = decode(bytes);
    let zone = options.zone;
    let mut parts = Parts {
        id: options.id,
        origin: options.origin,
        source: options.source,
        url: options.url,
        published: options.published,
        language: options.language,
        offsets: decoded.offsets,
        problems: decoded.problems,
        ..Parts::default()
    };
    parts.blocks = match front_matter(&decoded.text) {
        None => find_blocks(&decoded.text, None),
        Some(front) => {
            fill(front.of(&decoded.text), zone.as_ref(), &mut parts);
            let body = &decoded.text[front.end as usize..];
            let moved = |block: Block| {
                let Span { start, end } = block.span;
                Block { span: Span::new(start + front.end, end + front.end), ..block }
            };
            let own = Block { kind: BlockKind::Boilerplate, span: front };
            let blocks = find_blocks(body, parts.title.as_deref()).into_iter().map(moved);
            std::iter::once(own).chain(blocks).collect()
        }
    };
    parts.text = decoded.text;
    Ok(Document::new(parts))
}
