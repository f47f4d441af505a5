//! What a model file must be to be read, and that everything else is refused with a reason.

mod toy;

use toy::Toy;
use verbale_analyze::model::ModelError;
use verbale_analyze::{Model, Scratch, analyze_words, embedded_bytes};
use verbale_text::Span;

#[test]
fn the_built_in_model_is_whole() {
    let checked = Model::from_bytes(embedded_bytes()).expect("the built-in model matches its digest");
    assert_eq!(checked.digest(), Model::embedded().digest());
    assert_eq!(checked.digest().len(), 64);
}

#[test]
fn a_toy_is_a_model() {
    let bytes = Toy::new(1).bytes();
    assert_eq!(bytes, Toy::new(1).bytes(), "writing is deterministic");
    assert!(Model::from_bytes(&bytes).is_ok());
}

#[test]
fn a_missing_or_shortened_section_is_named() {
    let count = Toy::new(1).sections.len();
    for at in 0..count {
        let mut toy = Toy::new(1);
        let (name, _) = toy.sections.remove(at);
        let error = Model::from_bytes(&toy.bytes()).expect_err(&name).to_string();
        // Without its scales a layer is not there at all.
        let named = if name == "layer0.scale" { "layer0" } else { &name };
        assert!(error.contains(named), "{name}: {error}");

        let mut toy = Toy::new(1);
        toy.sections[at].1.pop();
        if name != "pieces.text" {
            assert!(Model::from_bytes(&toy.bytes()).is_err(), "{name} without its last byte");
        }
    }
}

#[test]
fn foreign_cut_and_changed_files_are_refused() {
    let bytes = Toy::new(1).bytes();
    assert!(matches!(Model::from_bytes(b"%PDF-1.7 and so on"), Err(ModelError::Foreign)));
    assert!(matches!(Model::from_bytes(b""), Err(ModelError::Foreign)));
    for end in (0..bytes.len()).step_by(997) {
        assert!(Model::from_bytes(&bytes[..end]).is_err(), "cut at {end}");
    }
    for at in (bytes.len() / 2..bytes.len()).step_by(9973) {
        let mut changed = bytes.clone();
        changed[at] ^= 0x10;
        assert!(Model::from_bytes(&changed).is_err(), "changed at {at}");
    }
}

#[test]
fn a_scratch_serves_one_model_after_another() {
    let text = "abc went cab";
    let words = [vec![Span::new(0, 3), Span::new(4, 8), Span::new(9, 12)]];
    let models = [1, 2, 3].map(|seed| Model::from_bytes(&Toy::new(seed).bytes()).unwrap());
    let read =
        |model: &Model, scratch: &mut Scratch| format!("{:?}", analyze_words(text, &words, model, scratch));
    let alone = models.each_ref().map(|model| read(model, &mut Scratch::default()));
    assert!(alone[0] != alone[1] || alone[1] != alone[2], "the toys differ");
    let mut shared = Scratch::default();
    for _ in 0..2 {
        for (model, expected) in models.iter().zip(&alone) {
            assert_eq!(&read(model, &mut shared), expected);
        }
    }
}
