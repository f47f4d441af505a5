//! Searching many documents: which of many matches are ranked, and days read in any order.

mod sample;

use jiff::civil::date;
use sample::{new, record, run};
use verbale_store::{Access, Archive, NewDocument, Search};
use verbale_text::{Document, OffsetMap, Parts};

fn document(n: usize, day: i8, text: &str) -> Document {
    Document::new(Parts {
        id: Some(format!("d{n}")),
        origin: format!("d{n}.txt"),
        published: Some(date(2025, 5, day)),
        text: text.to_owned(),
        offsets: OffsetMap::identity(text.len() as u32),
        ..Parts::default()
    })
}

fn archive(folder: &tempfile::TempDir, documents: &[Document]) -> Archive {
    let mut archive = Archive::open(&folder.path().join("a.db"), Access::Create).expect("an archive");
    let new = |document| NewDocument { document, raw: None, record: None, sketch: None };
    archive.add(&run(), &documents.iter().map(new).collect::<Vec<_>>()).expect("added");
    archive
}

fn found(archive: &Archive, search: Search) -> Vec<String> {
    archive.find(&Search { limit: 3, ..search }).expect("found").into_iter().map(|row| row.document).collect()
}

#[test]
fn of_many_matches_the_latest_are_ranked() {
    let folder = tempfile::tempdir().expect("a folder");
    let documents: Vec<Document> = (0..2_100)
        .map(|n| match n {
            5 | 2_050 => document(n, 4, &format!("Boat, boat and boat {n}.")),
            _ => document(
                n,
                4,
                &format!("The boat number {n} left the harbour of Lund at noon with herring and salt."),
            ),
        })
        .collect();
    let archive = archive(&folder, &documents);
    let query = |query: &str| found(&archive, Search { query: query.to_owned(), ..Search::default() });
    assert_eq!(query("boat")[0], "d2050");
    // Rarer words are ranked among all documents.
    assert_eq!(query("boat NOT harbour"), ["d5", "d2050"]);
}

#[test]
fn days_are_found_in_whatever_order_they_were_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let documents: Vec<Document> = [7, 3, 9, 5]
        .iter()
        .enumerate()
        .map(|(n, &day)| document(n, day, &format!("A boat left on day {day}.")))
        .collect();
    let archive = archive(&folder, &documents);
    let check = |since: Option<i8>, until: Option<i8>, expected: &[&str]| {
        let day = |day: Option<i8>| day.map(|day| date(2025, 5, day));
        let search =
            Search { query: "boat".into(), since: day(since), until: day(until), ..Search::default() };
        let mut ids = found(&archive, search);
        ids.sort();
        assert_eq!(ids, expected, "{since:?} {until:?}");
    };
    check(Some(5), Some(7), &["d0", "d3"]);
    check(Some(8), None, &["d2"]);
    check(None, Some(3), &["d1"]);
    check(Some(10), None, &[]);
}

#[test]
fn statements_are_found_by_their_act() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut archive = archive(&folder, &[]);
    let sample = sample::document("sample", sample::TEXT);
    archive.add(&run(), &[new(&sample, &record(&sample))]).expect("added");
    let of = |act| found(&archive, Search { query: "harbour".into(), act: Some(act), ..Search::default() });
    assert_eq!(of(verbale_record::Act::Demand), ["sample"]);
    assert_eq!(of(verbale_record::Act::Praise), Vec::<String>::new());
}
