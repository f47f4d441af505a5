//! Gold records and their texts, read, analysed and paired.

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::error::Error;
use std::path::Path;
use verbale_analyze::{Annotations, Model, Scratch, analyze};
use verbale_ingest::{JsonLines, Options};
use verbale_record::Record;
use verbale_text::Document;

/// One article with its gold record and its layers.
pub struct Coded {
    /// The article.
    pub document: Document,
    /// Its layers.
    pub annotations: Annotations,
    /// What was coded.
    pub record: Record,
}

/// Reads `NAME.jsonl` and `NAME.texts.jsonl` in `folder`, in the order of the records, with the SHA-256 of both.
pub fn read(folder: &Path, name: &str) -> Result<(Vec<Coded>, String), Box<dyn Error>> {
    let load = |file: String| {
        let path = folder.join(file);
        std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let records = load(format!("{name}.jsonl"))?;
    let texts = load(format!("{name}.texts.jsonl"))?;
    let sha256 = sha256(&[&records, &texts]);
    let documents: Vec<Document> = JsonLines::new(texts.as_slice(), Options::new(name))
        .map(|found| found.map(|found| found.document))
        .collect::<Result<_, _>>()?;
    let mut pairs = Vec::new();
    for line in records.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
        let record: Record = serde_json::from_slice(line)?;
        let document = documents.iter().find(|document| document.id() == record.document.id);
        let document = document.ok_or_else(|| format!("no text for record {}", record.document.id))?;
        pairs.push((document.clone(), record));
    }
    let model = Model::embedded();
    let coded = pairs
        .into_par_iter()
        .map_init(Scratch::default, |scratch, (document, record)| {
            let annotations = analyze(&document, model, scratch);
            Coded { document, annotations, record }
        })
        .collect();
    Ok((coded, sha256))
}

/// The SHA-256 of some files, one after the other, in hexadecimal digits.
pub fn sha256(files: &[&[u8]]) -> String {
    let mut digest = Sha256::new();
    files.iter().for_each(|file| digest.update(file));
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
