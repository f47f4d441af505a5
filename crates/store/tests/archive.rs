//! What the archive promises: nothing lost, nothing twice, damage told, what is forgotten gone.

mod sample;

use rusqlite::Connection;
use sample::{TEXT, bare, document, new, record, run};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use verbale_store::{Access, Archive, ArchiveError, NewDocument, Resolved, Run};
use verbale_text::{OffsetMap, Parts, RawSpan, RunKind};

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("a.db")
    }

    fn open(&self) -> Archive {
        Archive::open(&self.path(), Access::Create).expect("an archive")
    }

    /// An archive with the sample in it.
    fn with_sample(&self) -> Archive {
        let mut archive = self.open();
        let sample = document("sample", TEXT);
        archive.add(&run(), &[new(&sample, &record(&sample))]).expect("added");
        archive
    }

    /// Rows of every table.
    fn counts(&self) -> BTreeMap<String, i64> {
        let connection = Connection::open(self.path()).expect("opened");
        let mut tables = connection
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_search%' ESCAPE '\\'")
            .expect("a query");
        let names: Vec<String> =
            tables.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("names");
        let count = |name: &String| {
            connection
                .query_row(&format!("SELECT count(*) FROM {name}"), [], |row| row.get(0))
                .expect("a count")
        };
        names.iter().map(|name| (name.clone(), count(name))).collect()
    }

    fn change(&self, sql: &str) {
        let connection = Connection::open(self.path()).expect("opened");
        assert!(connection.execute(sql, []).expect("changed") > 0, "{sql}");
    }
}

fn one(archive: &Archive, name: &str) -> verbale_store::DocumentRow {
    match archive.resolve(name).expect("looked up") {
        Resolved::One(row) => row,
        other => panic!("{name}: {other:?}"),
    }
}

fn faults(archive: &Archive) -> Vec<String> {
    let unlike = |_: &[u8], pieces: &[(&[u8], &str)]| {
        pieces.iter().position(|(piece, text)| String::from_utf8_lossy(piece) != *text)
    };
    archive.verify(unlike).expect("verified").iter().map(ToString::to_string).collect()
}

#[test]
fn a_record_comes_back_as_it_was() {
    let folder = Folder::new();
    let archive = folder.with_sample();
    let back = archive.record(one(&archive, "sample").key).expect("read");
    assert_eq!(back, record(&document("sample", TEXT)));
    assert_eq!(faults(&archive), Vec::<String>::new());
}

#[test]
fn the_same_again_adds_nothing() {
    let folder = Folder::new();
    let mut archive = folder.with_sample();
    let before = folder.counts();
    let sample = document("sample", TEXT);
    let later = Run { started: "2025-06-01T10:00:00Z".into(), ..run() };
    let known = NewDocument { document: &sample, raw: None, record: None, sketch: None };
    archive.add(&later, &[known, known]).expect("nothing to add");
    assert_eq!(folder.counts(), before);
    let held = archive.held(sample.hash()).expect("looked up").expect("held");
    assert_eq!((held.id.as_str(), held.version.as_str(), held.model.as_str()), ("sample", "0.1.0", "m1"));
}

/// The sample's text under another id, with an outlet and without a day.
fn elsewhere(id: &str) -> verbale_text::Document {
    let mut parts = Parts { id: Some(id.into()), origin: "feed:7".into(), ..Parts::default() };
    parts.source = Some("Harbour Post".into());
    parts.text = TEXT.into();
    parts.offsets = OffsetMap::identity(TEXT.len() as u32);
    verbale_text::Document::new(parts)
}

#[test]
fn the_same_text_elsewhere_is_a_sighting() {
    let folder = Folder::new();
    let mut archive = folder.with_sample();
    let copy = elsewhere("copy");
    let known = NewDocument { document: &copy, raw: None, record: None, sketch: None };
    archive.add(&run(), &[known, known]).expect("added");
    assert_eq!((folder.counts()["sightings"], folder.counts()["documents"]), (1, 1));
    let row = one(&archive, "copy");
    assert_eq!(
        (row.id.as_str(), row.source),
        ("sample", None),
        "what is said of one place is not said of another"
    );
    let told: Vec<_> = archive
        .records()
        .expect("read")
        .into_iter()
        .map(|record| (record.document.id, record.document.source, record.document.duplicate_of))
        .collect();
    let sighting = ("copy".to_owned(), Some("Harbour Post".to_owned()), Some("sample".to_owned()));
    assert_eq!(told, [sighting, ("sample".to_owned(), None, None)]);
    assert_eq!(faults(&archive), Vec::<String>::new());
}

#[test]
fn what_becomes_known_of_a_document_is_filled_in() {
    let folder = Folder::new();
    let mut archive = folder.with_sample();
    let again = elsewhere("sample");
    archive
        .add(&run(), &[NewDocument { document: &again, raw: None, record: None, sketch: None }])
        .expect("added");
    assert_eq!(folder.counts()["sightings"], 0);
    let row = one(&archive, "sample");
    assert_eq!(
        (row.source.as_deref(), row.published),
        (Some("Harbour Post"), Some(jiff::civil::date(2025, 5, 4)))
    );
    assert_eq!(faults(&archive), Vec::<String>::new());
}

#[test]
fn a_later_reading_counts_and_the_earlier_one_stays() {
    let folder = Folder::new();
    let mut archive = folder.with_sample();
    let sample = document("sample", TEXT);
    let mut second = record(&sample);
    second.statements.truncate(0);
    second.events.clear();
    let later = Run { version: "0.2.0".into(), ..run() };
    archive.add(&later, &[new(&sample, &second)]).expect("added");
    assert_eq!(archive.record(one(&archive, "sample").key).expect("read"), second);
    assert_eq!(folder.counts()["extractions"], 2);
    assert_eq!(archive.held(sample.hash()).expect("looked up").expect("held").version, "0.2.0");
    assert!(archive.search_statements("harbour").expect("searched").is_empty(), "only what counts is found");
}

#[test]
fn documents_are_found_by_id_and_by_unique_beginnings() {
    let folder = Folder::new();
    let mut archive = folder.with_sample();
    let (first, second) = (document("north-1", "One."), document("north-2", "Two."));
    archive.add(&run(), &[new(&first, &bare(&first)), new(&second, &bare(&second))]).expect("added");
    assert_eq!(one(&archive, "sam").id, "sample");
    assert_eq!(one(&archive, &first.hash().to_string()[..12]).id, "north-1");
    assert!(
        matches!(archive.resolve("north").expect("looked up"), Resolved::Several(rows) if rows.len() == 2)
    );
    for none in ["south", "", "%", "north-3"] {
        assert_eq!(archive.resolve(none).expect("looked up"), Resolved::None, "{none:?}");
    }
}

#[test]
fn contents_are_searched_word_by_word() {
    let folder = Folder::new();
    let archive = folder.with_sample();
    let check = |words: &str, expected: &[&str]| {
        let hits = archive.search_statements(words).expect("searched");
        let found: Vec<String> = hits.iter().map(|hit| hit.statement.to_string()).collect();
        assert_eq!(found, expected, "{words}");
    };
    check("HARBOUR open", &["s1", "s2"]);
    check("westmark harbour", &["s1"]);
    check("\"must", &["s1", "s2"]);
    check("AND", &[]);
    check("fleet", &[]);
    check("", &[]);
}

#[test]
fn views_read_like_tables() {
    let folder = Folder::new();
    drop(folder.with_sample());
    let connection = Connection::open(folder.path()).expect("opened");
    let line = |sql: &str| -> String { connection.query_row(sql, [], |row| row.get(0)).expect("a row") };
    assert_eq!(
        line("SELECT document || '|' || speakers || '|' || parties || '|' || act || '|' || issues || '|' || content
              FROM statement_list WHERE n = 1"),
        "sample|Ada Norr|Quillbridge|demand|infrastructure:for; talks:conditional|Westmark \"must open the harbour\""
    );
    assert_eq!(
        line("SELECT type || '|' || status || '|' || actors || '|' || recipients || '|' || place || '|' || \"trigger\"
              FROM event_list"),
        "RETREAT|claimed|Westmark|Ada Norr|Port Amal|left"
    );
    assert_eq!(
        line(
            "SELECT CAST(substr(CAST(d.text AS BLOB), start + 1, \"end\" - start) AS TEXT)
              FROM spans JOIN documents d WHERE role = 'trigger'"
        ),
        "left",
        "the way docs/archive.md reads spans in SQL"
    );
}

#[test]
fn source_bytes_are_kept_and_compared() {
    let folder = Folder::new();
    let mut archive = folder.open();
    let raw = b"caf\xe9 talks";
    let mut offsets = OffsetMap::default();
    offsets.push(RunKind::Copied, 3, RawSpan::new(0, 3));
    offsets.push(RunKind::Replaced, 3, RawSpan::new(3, 4));
    offsets.push(RunKind::Copied, 6, RawSpan::new(4, 10));
    let parts =
        Parts { id: Some("bytes".into()), text: "caf\u{fffd} talks".into(), offsets, ..Parts::default() };
    let odd = verbale_text::Document::new(parts);
    let added = NewDocument { document: &odd, raw: Some(raw), record: Some(&bare(&odd)), sketch: None };
    archive.add(&run(), &[added]).expect("added");
    assert_eq!(faults(&archive), Vec::<String>::new());
    folder.change("UPDATE documents SET raw = CAST('cafe tolks' AS BLOB)");
    let told = faults(&archive).join("\n");
    assert!(told.contains("document bytes: the source does not decode to"), "{told}");
    assert!(told.contains("bytes 6 to 12 are not those of the source"), "{told}");
}

#[cfg(unix)]
#[test]
fn an_archive_that_cannot_be_written_is_read() {
    let folder = Folder::new();
    drop(folder.with_sample());
    let set = |writable| {
        for (path, rights) in [(folder.path(), 0o444), (folder.0.path().to_owned(), 0o555)] {
            let mut permissions = std::fs::metadata(&path).expect("facts").permissions();
            std::os::unix::fs::PermissionsExt::set_mode(
                &mut permissions,
                if writable { 0o755 } else { rights },
            );
            std::fs::set_permissions(&path, permissions).expect("set");
        }
    };
    set(false);
    let may_write_anyway = std::fs::write(folder.0.path().join("probe"), "").is_ok();
    let archive = Archive::open(&folder.path(), Access::Existing).expect("opened");
    assert_eq!(archive.record(one(&archive, "sample").key).expect("read"), record(&document("sample", TEXT)));
    assert_eq!(faults(&archive), Vec::<String>::new());
    drop(archive);
    let add = |archive: &mut Archive| {
        let other = document("other", "One.");
        archive.add(&run(), &[new(&other, &bare(&other))])
    };
    let added = Archive::open(&folder.path(), Access::Create).and_then(|mut archive| add(&mut archive));
    assert_eq!(added.is_ok(), may_write_anyway, "only who may write writes");
    set(true);
}

#[test]
fn every_kind_of_damage_is_told_with_its_place() {
    let check = |sql: &str, expected: &str| {
        let folder = Folder::new();
        let archive = folder.with_sample();
        folder.change(sql);
        let told = faults(&archive).join("\n");
        assert!(told.contains(expected), "{sql}\nexpected {expected}\n{told}");
    };
    check(
        "UPDATE documents SET text = replace(text, 'Westmark', 'Eastmark')",
        "statement 1, content 1: the text has",
    );
    check(
        "UPDATE documents SET text = text || '!'",
        "document sample: the text is not the one its hash was made of",
    );
    check(
        "UPDATE spans SET start = start + 1 WHERE role = 'trigger'",
        "event 1, trigger 1: the text has \"eft\"",
    );
    check("UPDATE spans SET \"end\" = 9999 WHERE role = 'cue' AND item_n = 1", "statement 1, cue 1: bytes");
    check("UPDATE spans SET start = \"end\" + 1 WHERE role = 'figure'", "figure 1, figure 1: bytes");
    check(
        "UPDATE stances SET stance = 'against' WHERE issue = 'talks'",
        "the rows of extraction 1 are not those",
    );
    check("UPDATE stances SET stance = 'loud'", "\"loud\" is no Stance");
    check("UPDATE participants SET entity = 9 WHERE role = 'speaker'", "s1: there is no entity e9");
    check("DELETE FROM spans WHERE role = 'content' AND item_n = 2", "s2: it has no content");
    check("UPDATE blocks SET \"end\" = 9999", "a block: bytes");
    check("DELETE FROM documents_search_data WHERE id > 10", "documents_search");
}

#[test]
fn what_is_forgotten_is_gone_from_the_bytes() {
    let folder = Folder::new();
    let mut archive = folder.with_sample();
    let other = document("other", "The ferry to Port Amal sails again.");
    archive.add(&run(), &[new(&other, &bare(&other))]).expect("added");
    let holds = |words: &str| {
        let all = std::fs::read_dir(folder.0.path()).expect("listed");
        let bytes = |path: &Path| std::fs::read(path).expect("read").to_ascii_lowercase();
        let needle = words.to_ascii_lowercase().into_bytes();
        all.flatten().any(|entry| bytes(&entry.path()).windows(needle.len()).any(|window| window == needle))
    };
    assert!(holds("Quillbridge") && holds("ferry"));
    let key = one(&archive, "sample").key;
    archive.forget(key).expect("forgotten");
    for words in ["Quillbridge", "Westmark", "Ada Norr", "truce", "boats", "wire reported", "sample"] {
        assert!(!holds(words), "{words:?} is still in the file");
    }
    assert!(holds("ferry"));
    assert_eq!(archive.documents().expect("listed").len(), 1);
    assert!(archive.search_statements("harbour").expect("searched").is_empty());
    assert_eq!(faults(&archive), Vec::<String>::new());
    let left = folder.counts();
    assert!(
        ["statements", "spans", "entities", "stances", "terms"].iter().all(|table| left[*table] == 0),
        "{left:?}"
    );
}

#[test]
fn a_batch_is_added_whole_or_not_at_all() {
    let folder = Folder::new();
    let mut archive = folder.open();
    let (fine, broken) = (document("fine", "One."), document("broken", TEXT));
    let mut twice = record(&broken);
    // A column that must not be empty: figures that are not numbers become NULL.
    twice.figures[0].value = [f64::NAN, f64::NAN];
    let error = archive.add(&run(), &[new(&fine, &bare(&fine)), new(&broken, &twice)]).expect_err("refused");
    assert!(matches!(error, ArchiveError::Sqlite { .. }), "{error}");
    assert!(folder.counts().values().all(|rows| *rows == 0));
    archive.add(&run(), &[new(&fine, &bare(&fine))]).expect("the archive goes on");
}

/// An archive of version 1, as the first release wrote it. It must open for ever: when a later version changes
/// the schema, this file stays and its migration is what the test then runs through.
#[test]
fn an_archive_of_version_1_opens() {
    let folder = Folder::new();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/archives/version-1.sqlite");
    std::fs::copy(kept, folder.path()).expect("copied");
    let archive = Archive::open(&folder.path(), Access::Existing).expect("opened");
    let back = archive.record(one(&archive, "sample").key).expect("read");
    let mut expected = record(&document("sample", TEXT));
    // Version 1 kept no probability of an issue: what it took for true is taken for certain.
    for issue in expected.statements.iter_mut().flat_map(|statement| &mut statement.issues) {
        issue.probability = 1.0;
    }
    assert_eq!(back, expected);
    assert_eq!(archive.search_statements("westmark").expect("searched").len(), 1);
    assert_eq!(faults(&archive), Vec::<String>::new());
}
