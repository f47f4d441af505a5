//! `.txt` and `.md`: one file, one document, nothing removed.

use crate::blocks::find_blocks;
use crate::decode::decode;
use crate::options::{Options, TooLarge, check_size};
use verbale_text::{Document, Parts};

/// Reads a `.txt` or `.md` file. Any bytes make a document; what was odd is in its problems.
pub fn read_text(bytes: &[u8], options: Options) -> Result<Document, TooLarge> {
    check_size(bytes.len() as u64, &options)?;
    let decoded = decode(bytes);
    let blocks = find_blocks(&decoded.text, None);
    Ok(Document::new(Parts {
        id: options.id,
        origin: options.origin,
        source: options.source,
        url: options.url,
        published: options.published,
        language: options.language,
        title: None,
        text: decoded.text,
        offsets: decoded.offsets,
        blocks,
        problems: decoded.problems,
    }))
}
