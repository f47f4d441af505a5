//! The model file: a checked container of named sections, read in place.
//!
//! ```text
//! 0   8 bytes   "VERBALE" and a zero byte
//! 8   u32       format version, little-endian like every number
//! 12  u32       length of the header
//! 16  header    JSON: Card, section table, SHA-256 of the body
//! …   zeros     up to the next multiple of 64
//!     body      the sections, each starting at a multiple of 64
//! ```
//!
//! A file says what it is and what it was made of before any weight is used. A model inside the binary was
//! checked when it was built in (a test does it), so start-up does not hash it again.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The container version this build reads and writes.
pub const FORMAT_VERSION: u32 = 1;

const MAGIC: &[u8; 8] = b"VERBALE\0";
const ALIGNMENT: usize = 64;
const PREFIX: usize = 16;

/// Why a model file was refused.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// It does not start with the magic bytes.
    #[error("this is no Verbale model file")]
    Foreign,
    /// It was written for another version of the container.
    #[error("the model file has format version {found}, this program reads version {FORMAT_VERSION}")]
    Version {
        /// The version the file states.
        found: u32,
    },
    /// It is shorter than it says.
    #[error("the model file is cut off or damaged: {what}")]
    Damaged {
        /// What does not fit.
        what: &'static str,
    },
    /// Its header cannot be read.
    #[error("the model file's header cannot be read")]
    Header(#[from] serde_json::Error),
    /// The body is not the one the header was written for.
    #[error("the model file's contents do not match its digest")]
    Digest,
    /// It is a model of another kind.
    #[error("the model file holds a {found:?} model where a {wanted:?} model is needed")]
    Kind {
        /// The kind the file states.
        found: String,
        /// The kind asked for.
        wanted: &'static str,
    },
    /// A section that the model needs is not there, or does not fit the others.
    #[error("the model file's section {name:?} is missing or malformed")]
    Section {
        /// The section.
        name: String,
    },
}

/// Whether the body's digest is compared before the model is used.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Check {
    /// Compare it: any file that a person hands over.
    Digest,
    /// Trust it: a model inside the binary.
    BuiltIn,
}

/// One set of training data, as the card names it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TrainingData {
    /// Its name and split ("UD English EWT, train").
    pub name: String,
    /// Its licence.
    pub licence: String,
    /// SHA-256 of what was read, in hexadecimal.
    pub sha256: String,
}

/// What a model says of itself.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Card {
    /// What it is for ("language", "attribution").
    pub kind: String,
    /// ISO 639-1 code of the language it reads.
    pub language: String,
    /// What it was trained on.
    pub training_data: Vec<TrainingData>,
    /// The seed its training started from.
    pub seed: u64,
    /// Label lists by name, in the order the weights number them.
    pub labels: Vec<(String, Vec<String>)>,
}

impl Card {
    /// The label list with this name.
    pub fn labels(&self, name: &str) -> Result<&[String], ModelError> {
        let found = self.labels.iter().find(|(list, _)| list == name);
        found
            .map(|(_, labels)| labels.as_slice())
            .ok_or_else(|| ModelError::Section { name: name.to_owned() })
    }
}

#[derive(Serialize, Deserialize)]
struct Header {
    card: Card,
    sections: Vec<(String, usize, usize)>,
    sha256: String,
}

/// A model file, read in place from its bytes.
#[derive(Clone, Debug)]
pub struct ModelFile<'a> {
    card: Card,
    sections: Vec<(String, usize, usize)>,
    sha256: String,
    body: &'a [u8],
}

impl<'a> ModelFile<'a> {
    /// Reads the header and checks that the file is whole and of the wanted kind.
    pub fn read(bytes: &'a [u8], wanted: &'static str, check: Check) -> Result<Self, ModelError> {
        if bytes.get(..MAGIC.len()) != Some(MAGIC.as_slice()) {
            return Err(ModelError::Foreign);
        }
        let number = |at: usize| -> Result<u32, ModelError> {
            let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
            four.map(u32::from_le_bytes).ok_or(ModelError::Damaged { what: "no header" })
        };
        let found = number(8)?;
        if found != FORMAT_VERSION {
            return Err(ModelError::Version { found });
        }
        let header_end = PREFIX + number(12)? as usize;
        let header = bytes.get(PREFIX..header_end).ok_or(ModelError::Damaged { what: "header" })?;
        let header: Header = serde_json::from_slice(header)?;
        if header.card.kind != wanted {
            return Err(ModelError::Kind { found: header.card.kind, wanted });
        }
        let body = bytes
            .get(header_end.next_multiple_of(ALIGNMENT)..)
            .ok_or(ModelError::Damaged { what: "body" })?;
        let fits = |&(_, start, length): &(String, usize, usize)| {
            start.checked_add(length).is_some_and(|end| end <= body.len())
        };
        if !header.sections.iter().all(fits) {
            return Err(ModelError::Damaged { what: "section table" });
        }
        if check == Check::Digest && hexadecimal(&Sha256::digest(body)) != header.sha256 {
            return Err(ModelError::Digest);
        }
        Ok(Self { card: header.card, sections: header.sections, sha256: header.sha256, body })
    }

    /// What the model says of itself.
    pub fn card(&self) -> &Card {
        &self.card
    }

    /// SHA-256 of the body, in hexadecimal: the model's name in every run.
    pub fn digest(&self) -> &str {
        &self.sha256
    }

    /// The bytes of a section.
    pub fn section(&self, name: &str) -> Result<&'a [u8], ModelError> {
        let found = self.sections.iter().find(|(section, _, _)| section == name);
        let (_, start, length) = found.ok_or_else(|| ModelError::Section { name: name.to_owned() })?;
        Ok(&self.body[*start..*start + *length])
    }
}

/// Writes a model file: the same card and sections give the same bytes.
pub fn write(card: Card, sections: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut table = Vec::with_capacity(sections.len());
    for (name, bytes) in sections {
        body.resize(body.len().next_multiple_of(ALIGNMENT), 0);
        table.push(((*name).to_owned(), body.len(), bytes.len()));
        body.extend_from_slice(bytes);
    }
    let header = Header { card, sections: table, sha256: hexadecimal(&Sha256::digest(&body)) };
    let header = serde_json::to_vec(&header).expect("strings and numbers serialise");
    let mut file = Vec::with_capacity(PREFIX + header.len() + ALIGNMENT + body.len());
    file.extend_from_slice(MAGIC);
    file.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
    file.extend_from_slice(&(header.len() as u32).to_le_bytes());
    file.extend_from_slice(&header);
    file.resize(file.len().next_multiple_of(ALIGNMENT), 0);
    file.extend_from_slice(&body);
    file
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn toy() -> Vec<u8> {
        let card = Card { kind: "toy".into(), language: "en".into(), ..Card::default() };
        write(card, &[("one", &[1, 2, 3]), ("two", &[4])])
    }

    #[test]
    fn sections_come_back_as_written() {
        let bytes = toy();
        let file = ModelFile::read(&bytes, "toy", Check::Digest).unwrap();
        assert_eq!(file.section("one").unwrap(), [1, 2, 3]);
        assert_eq!(file.section("two").unwrap(), [4]);
        assert!(matches!(file.section("three"), Err(ModelError::Section { .. })));
        assert_eq!(bytes, toy(), "writing is deterministic");
    }

    #[test]
    fn every_cut_is_refused() {
        let bytes = toy();
        for end in 0..bytes.len() {
            assert!(ModelFile::read(&bytes[..end], "toy", Check::Digest).is_err(), "cut at {end}");
        }
    }

    #[test]
    fn foreign_and_changed_files_are_refused() {
        let refused =
            |bytes: &[u8], kind| ModelFile::read(bytes, kind, Check::Digest).unwrap_err().to_string();
        let mut bytes = toy();
        assert_eq!(refused(b"PK\x03\x04 something else", "toy"), "this is no Verbale model file");
        assert_eq!(
            refused(&bytes, "tagger"),
            "the model file holds a \"toy\" model where a \"tagger\" model is needed"
        );
        bytes[8] = 9;
        assert_eq!(
            refused(&bytes, "toy"),
            "the model file has format version 9, this program reads version 1"
        );
        bytes[8] = FORMAT_VERSION as u8;
        *bytes.last_mut().unwrap() ^= 1;
        assert_eq!(refused(&bytes, "toy"), "the model file's contents do not match its digest");
    }
}
