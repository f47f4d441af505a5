//! Near copies: found by the numbers of their sketches, told by the comparison, kept until what they repeat is forgotten.

#[expect(dead_code, reason = "the large sample is for other tests")]
mod sample;

use sample::{bare, document, run};
use verbale_store::{Access, Archive, DocumentKey, NewDocument, Resolved, Sketch};
use verbale_text::Block;

const SHIPS: [&str; 3] =
    ["Ten ships wait off the cape.", "Ten ships wait off a cape.", "Ten boats wait off the cape."];

/// Adds a text with these numbers; `alike` says which held texts have its wording.
fn add(archive: &mut Archive, id: &str, text: &str, numbers: &[u64], alike: &[&str]) -> Option<String> {
    let document = document(id, text);
    let record = bare(&document);
    let is_copy = |held: &str, _: &[Block]| alike.contains(&held);
    // The archive keeps the upper 48 bits.
    let numbers: Vec<u64> = numbers.iter().map(|number| number << 16).collect();
    let sketch = Some(Sketch { numbers: &numbers, is_copy: &is_copy });
    let new = NewDocument { document: &document, raw: None, record: Some(&record), sketch };
    archive.add(&run(), &[new]).expect("added").remove(0)
}

fn key(archive: &Archive, id: &str) -> DocumentKey {
    match archive.resolve(id).expect("looked up") {
        Resolved::One(row) => row.key,
        other => panic!("{id}: {other:?}"),
    }
}

#[test]
fn a_near_copy_names_the_text_that_it_repeats() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut archive = Archive::open(&folder.path().join("a.db"), Access::Create).expect("made");
    assert_eq!(add(&mut archive, "first", SHIPS[0], &[1, 2, 3], &[]), None);
    assert_eq!(add(&mut archive, "unlike", "Rain.", &[3, 4], &[]), None, "a shared number alone is no copy");
    assert_eq!(add(&mut archive, "far", "Sun.", &[9], &SHIPS), None, "what shares no number is not compared");
    let second = add(&mut archive, "second", SHIPS[1], &[2, 3, 4], &SHIPS);
    assert_eq!(second.as_deref(), Some("first"), "the oldest of those that share as many");
    let third = add(&mut archive, "third", SHIPS[2], &[2, 3, 4], &SHIPS);
    assert_eq!(third.as_deref(), Some("second"), "what shares the most");
    assert_eq!(
        add(&mut archive, "second", SHIPS[1], &[2, 3, 4], &SHIPS).as_deref(),
        Some("first"),
        "met again"
    );
    let copy_of =
        |archive: &Archive, id: &str| archive.record(key(archive, id)).expect("read").document.copy_of;
    assert_eq!(copy_of(&archive, "second").as_deref(), Some("first"));
    let first = key(&archive, "first");
    archive.forget(first).expect("forgotten");
    assert_eq!(copy_of(&archive, "second"), None);
    assert_eq!(copy_of(&archive, "third").as_deref(), Some("second"));
    assert_eq!(archive.verify(|_, _| None).expect("verified"), Vec::new());
}
