//! A language model without sense, small enough to be made, cut and spoilt hundreds of times in a test.

use verbale_analyze::model::{self, Card};

/// Rows of the hashed tables, which the format fixes.
const TABLES: [(&str, usize); 6] = [
    ("norm", 16384),
    ("prefix3", 4096),
    ("suffix2", 2048),
    ("suffix3", 4096),
    ("suffix4", 8192),
    ("shape", 1024),
];
const WIDTH: usize = 4;
const PIECES: &str = "[UNK]\na\n##b\nc";

/// The sections of the toy, by name.
pub struct Toy {
    /// Names and contents, in order.
    pub sections: Vec<(String, Vec<u8>)>,
    card: Card,
}

impl Toy {
    /// A toy whose weights come of `seed`.
    pub fn new(seed: u32) -> Self {
        let labels = [
            ("upos", vec!["NOUN", "VERB"]),
            ("features", vec!["_", "Tense=Past"]),
            ("relations", vec!["root", "nsubj", "obj"]),
            ("scripts", vec!["l|0|", "k|1|e"]),
            ("names", vec!["O", "B-PER", "I-PER", "L-PER", "U-PER"]),
        ];
        let owned = |(name, list): &(&str, Vec<&str>)| {
            ((*name).to_owned(), list.iter().map(|&label| label.to_owned()).collect())
        };
        let card = Card {
            kind: "language".into(),
            language: "en".into(),
            labels: labels.iter().map(owned).collect(),
            ..Card::default()
        };
        let mut toy = Self { sections: Vec::new(), card };
        let mut state = seed;
        toy.push("pieces.text", PIECES.into());
        toy.rows("pieces", 4, 2, &mut state);
        for (name, rows) in TABLES {
            toy.rows(name, rows, 1, &mut state);
        }
        toy.linear("project", 2 * WIDTH, 2 + TABLES.len(), &mut state);
        toy.floats("normalise.weight", &[1.0; WIDTH]);
        toy.floats("normalise.bias", &[0.0; WIDTH]);
        toy.linear("layer0", 3 * WIDTH, WIDTH, &mut state);
        toy.floats("root", &[0.5; WIDTH]);
        for name in ["dependent", "head", "arc", "label_dependent", "label_head"] {
            toy.linear(name, WIDTH, WIDTH, &mut state);
        }
        toy.floats("arc.pull", &[0.1; WIDTH]);
        toy.linear("relation", 3, WIDTH, &mut state);
        for (name, labels) in [("upos", 2), ("features", 2), ("scripts", 2), ("names", 5)] {
            toy.linear(name, labels, WIDTH, &mut state);
        }
        toy.linear("name_hidden", 3, 3 * WIDTH, &mut state);
        toy.linear("name_scores", 5, 3, &mut state);
        toy.push("choices.features", br#"{"NOUN":[0],"VERB":[0,1]}"#.to_vec());
        toy.push("choices.scripts", br#"{"NOUN ":[0],"VERB ":[0,1]}"#.to_vec());
        toy.push("lemmas", br#"{"VERB went":"go"}"#.to_vec());
        toy
    }

    fn push(&mut self, name: &str, content: Vec<u8>) {
        self.sections.push((name.to_owned(), content));
    }

    fn floats(&mut self, name: &str, values: &[f32]) {
        self.push(name, values.iter().flat_map(|value| value.to_le_bytes()).collect());
    }

    fn rows(&mut self, name: &str, rows: usize, columns: usize, state: &mut u32) {
        let mut next = || {
            *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (*state >> 24) as u8
        };
        let weights = (0..rows * columns).map(|_| next()).collect();
        self.push(&format!("{name}.weight"), weights);
        self.floats(&format!("{name}.scale"), &vec![1.0 / 127.0; rows]);
    }

    fn linear(&mut self, name: &str, rows: usize, columns: usize, state: &mut u32) {
        self.rows(name, rows, columns, state);
        self.floats(&format!("{name}.bias"), &vec![0.0; rows]);
    }

    /// The model file.
    pub fn bytes(&self) -> Vec<u8> {
        let sections: Vec<(&str, &[u8])> =
            self.sections.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
        model::write(self.card.clone(), &sections)
    }
}
