//! The network: word vectors, recurrent layers and heads, read from a model file and run over whole sentences.
//!
//! A word form's vector depends on the form alone, so each is computed once and kept. All matrix products of a
//! batch of sentences run over all its words at once; only the elementwise recurrences look at sentences.

use super::kernel::{self, InstructionSet, LARGE, Matrix, Quantised, SMALL};
use super::wordshape::{self, MOST_PIECES, ShapeScratch, TABLES};
use crate::model::{ModelError, ModelFile};
use std::collections::HashMap;
use std::ops::Range;

/// Rows of quantised vectors, each with its own scale.
#[derive(Clone, Debug)]
struct Table {
    width: usize,
    values: Vec<i8>,
    scales: Vec<f32>,
}

impl Table {
    fn add_row(&self, row: usize, factor: f32, output: &mut [f32]) {
        let scale = self.scales[row] * factor;
        let values = &self.values[row * self.width..(row + 1) * self.width];
        output.iter_mut().zip(values).for_each(|(sum, &value)| *sum += f32::from(value) * scale);
    }
}

/// The weights, ready to run.
#[derive(Clone, Debug)]
pub struct Network {
    set: InstructionSet,
    width: usize,
    vocabulary: HashMap<Box<str>, u32>,
    pieces: Table,
    tables: Vec<Table>,
    project: Matrix,
    norm_weight: Vec<f32>,
    norm_bias: Vec<f32>,
    layers: Vec<Matrix>,
    root: Vec<f32>,
    dependent: Matrix,
    head: Matrix,
    arc: Matrix,
    arc_bias: Vec<f32>,
    label_dependent: Matrix,
    label_head: Matrix,
    /// Relation scores over the joined label vectors.
    pub relation: Matrix,
    /// Part-of-speech scores.
    pub upos: Matrix,
    /// Feature-set scores.
    pub features: Matrix,
    /// Lemma edit-script scores.
    pub scripts: Matrix,
    /// Name label scores.
    pub names: Matrix,
}

/// How many word vectors a thread keeps before it starts again.
const KEPT_WORDS: usize = 1 << 14;

/// Buffers that a thread reuses from batch to batch.
#[derive(Clone, Debug, Default)]
pub struct NetworkScratch {
    shapes: ShapeScratch,
    found: Vec<u32>,
    /// Digest of the model that the known vectors are of.
    model: String,
    known: HashMap<Box<str>, u32>,
    vectors: Vec<f32>,
    joined: Vec<f32>,
    projected: Vec<f32>,
    one: Quantised,
    gates: Vec<f32>,
    /// The batch's word vectors after the last layer.
    pub states: Vec<f32>,
    /// The same, quantised for the heads.
    pub quantised: Quantised,
    dependents: Vec<f32>,
    heads: Vec<f32>,
    turned: Vec<f32>,
    left: Quantised,
    right: Quantised,
    label_dependents: Vec<f32>,
    label_heads: Vec<f32>,
    label_root: Vec<f32>,
    label_joined: Vec<f32>,
}

impl NetworkScratch {
    /// Forgets the word vectors of another model.
    pub fn belong_to(&mut self, model: &str) {
        if self.model != model {
            self.model.clear();
            self.model.push_str(model);
            self.known.clear();
            self.vectors.clear();
        }
    }
}

impl Network {
    /// Reads the network out of a model file.
    pub fn read(file: &ModelFile<'_>, set: InstructionSet) -> Result<Self, ModelError> {
        let text = std::str::from_utf8(file.section("pieces.text")?)
            .map_err(|_| ModelError::Section { name: "pieces.text".into() })?;
        let vocabulary = text.split('\n').zip(0..).map(|(piece, id)| (piece.into(), id)).collect();
        let linear = |name: &str| matrix(file, name);
        let project = linear("project")?;
        let width = project.rows / 2;
        let mut layers = Vec::new();
        while file.section(&format!("layer{}.scale", layers.len())).is_ok() {
            layers.push(linear(&format!("layer{}", layers.len()))?);
        }
        let network = Self {
            set,
            width,
            vocabulary,
            pieces: table(file, "pieces")?,
            tables: TABLES.iter().map(|(name, _)| table(file, name)).collect::<Result<_, _>>()?,
            project,
            norm_weight: floats(file, "normalise.weight")?,
            norm_bias: floats(file, "normalise.bias")?,
            layers,
            root: floats(file, "root")?,
            dependent: linear("dependent")?,
            head: linear("head")?,
            arc: linear("arc")?,
            arc_bias: floats(file, "arc.pull")?,
            label_dependent: linear("label_dependent")?,
            label_head: linear("label_head")?,
            relation: linear("relation")?,
            upos: linear("upos")?,
            features: linear("features")?,
            scripts: linear("scripts")?,
            names: linear("names")?,
        };
        network.check()?;
        Ok(network)
    }

    /// That every part has the size that the others need, so that running cannot fail.
    fn check(&self) -> Result<(), ModelError> {
        let fits = |good: bool, name: &str| {
            if good { Ok(()) } else { Err(ModelError::Section { name: name.into() }) }
        };
        let joined = self.pieces.width + self.tables.iter().map(|table| table.width).sum::<usize>();
        let width = self.width;
        fits(width > 0 && width.is_multiple_of(2) && self.project.columns == joined, "project")?;
        fits(self.vocabulary.len() <= self.pieces.scales.len(), "pieces")?;
        for (table, (name, rows)) in self.tables.iter().zip(TABLES) {
            fits(table.scales.len() == rows as usize, name)?;
        }
        fits(self.norm_weight.len() == width && self.norm_bias.len() == width, "normalise.weight")?;
        fits(
            !self.layers.is_empty() && self.layers.iter().all(|l| l.columns == width && l.rows == 3 * width),
            "layer0",
        )?;
        let arc = self.arc.rows;
        fits(self.root.len() == width, "root")?;
        fits(
            self.dependent.rows == self.arc.columns && self.head.rows == arc && self.arc_bias.len() == arc,
            "arc",
        )?;
        fits(self.label_dependent.rows == self.label_head.rows, "label_head")?;
        fits(self.relation.columns == self.label_head.rows, "relation")?;
        let inputs = [&self.dependent, &self.head, &self.label_dependent, &self.label_head];
        let heads = [&self.upos, &self.features, &self.scripts, &self.names];
        fits(inputs.into_iter().chain(heads).all(|matrix| matrix.columns == width), "upos")
    }

    /// Runs the words of a batch through the layers. `forms` are the batch's words, `sentences` their ranges.
    pub fn encode<'t>(
        &self,
        forms: impl Iterator<Item = &'t str>,
        sentences: &[Range<usize>],
        scratch: &mut NetworkScratch,
    ) {
        scratch.states.clear();
        for form in forms {
            self.add_word(form, scratch);
        }
        let width = self.width;
        let NetworkScratch { states, quantised, gates, .. } = scratch;
        for layer in &self.layers {
            quantised.fill(self.set, states, width, LARGE);
            kernel::multiply(self.set, quantised, layer, gates);
            for words in sentences {
                let part = words.start * width..words.end * width;
                let gate_part = words.start * 3 * width..words.end * 3 * width;
                kernel::recur(self.set, &mut states[part], &mut gates[gate_part], width);
            }
        }
        quantised.fill(self.set, states, width, LARGE);
        kernel::multiply(self.set, quantised, &self.dependent, &mut scratch.dependents);
        kernel::multiply(self.set, quantised, &self.label_dependent, &mut scratch.label_dependents);
        kernel::multiply(self.set, quantised, &self.label_head, &mut scratch.label_heads);
        kernel::multiply(self.set, quantised, &self.head, &mut scratch.heads);
        leak(&mut scratch.dependents);
        leak(&mut scratch.heads);
        scratch.left.fill(self.set, &scratch.dependents, self.dependent.rows, LARGE);
        kernel::multiply(self.set, &scratch.left, &self.arc, &mut scratch.turned);
        scratch.one.fill(self.set, &self.root, width, LARGE);
        kernel::multiply(self.set, &scratch.one, &self.label_head, &mut scratch.label_root);
    }

    /// Writes the arc scores of one sentence: a row a word, in it the root, then every word, as head.
    pub fn arcs(&self, words: Range<usize>, scratch: &mut NetworkScratch, scores: &mut Vec<f32>) {
        let arc = self.arc.rows;
        let NetworkScratch { turned, heads, left, right, one, projected, joined, .. } = scratch;
        left.fill(self.set, &turned[words.start * arc..words.end * arc], arc, LARGE);
        one.fill(self.set, &self.root, self.width, LARGE);
        kernel::multiply(self.set, one, &self.head, projected);
        leak(projected);
        joined.clear();
        joined.extend_from_slice(&projected[..arc]);
        joined.extend_from_slice(&heads[words.start * arc..words.end * arc]);
        right.fill(self.set, joined, arc, SMALL);
        kernel::multiply_pairs(self.set, left, right, scores);
        let width = words.len() + 1;
        for head in 0..width {
            let vector = &joined[head * arc..(head + 1) * arc];
            let pull: f32 = vector.iter().zip(&self.arc_bias).map(|(value, weight)| value * weight).sum();
            (0..words.len()).for_each(|word| scores[word * width + head] += pull);
        }
    }

    /// Writes the joined label vectors of one sentence and their relation scores, for the heads given (0 for the
    /// root, else one plus the head's place).
    pub fn relations(
        &self,
        words: Range<usize>,
        heads: &[usize],
        scratch: &mut NetworkScratch,
        scores: &mut Vec<f32>,
    ) {
        let label = self.label_head.rows;
        let NetworkScratch { label_dependents, label_heads, label_root, label_joined, one, .. } = scratch;
        label_joined.clear();
        for (word, &head) in words.clone().zip(heads) {
            let own = &label_dependents[word * label..(word + 1) * label];
            let other = match head {
                0 => &label_root[..label],
                head => &label_heads[(words.start + head - 1) * label..][..label],
            };
            label_joined.extend(own.iter().zip(other).map(|(a, b)| a + b));
        }
        leak(label_joined);
        one.fill(self.set, label_joined, label, LARGE);
        kernel::multiply(self.set, one, &self.relation, scores);
    }

    /// Scores of every output of `matrix` for every word of the batch.
    pub fn score(&self, matrix: &Matrix, scratch: &NetworkScratch, scores: &mut Vec<f32>) {
        kernel::multiply(self.set, &scratch.quantised, matrix, scores);
    }

    fn add_word(&self, form: &str, scratch: &mut NetworkScratch) {
        if let Some(&row) = scratch.known.get(form) {
            let from = row as usize * self.width;
            scratch.states.extend_from_slice(&scratch.vectors[from..from + self.width]);
            return;
        }
        self.word_vector(form, scratch);
        // A very long form is noise that will not come again.
        if form.len() <= 64 {
            if scratch.known.len() >= KEPT_WORDS {
                scratch.known.clear();
                scratch.vectors.clear();
            }
            let row = scratch.known.len() as u32;
            scratch.known.insert(form.into(), row);
            let from = scratch.states.len() - self.width;
            scratch.vectors.extend_from_slice(&scratch.states[from..]);
        }
    }

    /// Appends the vector of a form to the states: pieces and hashed rows joined, projected, the larger of two
    /// halves kept (maxout), normalised.
    fn word_vector(&self, form: &str, scratch: &mut NetworkScratch) {
        let NetworkScratch { shapes, found, joined, projected, one, states, .. } = scratch;
        wordshape::pieces(form, &self.vocabulary, shapes, found);
        joined.clear();
        joined.resize(self.project.columns, 0.0);
        let factor = 1.0 / found.len().clamp(1, MOST_PIECES) as f32;
        let (piece_part, mut rest) = joined.split_at_mut(self.pieces.width);
        found.iter().for_each(|&piece| self.pieces.add_row(piece as usize, factor, piece_part));
        for (table, row) in self.tables.iter().zip(wordshape::hashed_rows(form, shapes)) {
            let (part, tail) = rest.split_at_mut(table.width);
            table.add_row(row as usize, 1.0, part);
            rest = tail;
        }
        one.fill(self.set, joined, self.project.columns, LARGE);
        kernel::multiply(self.set, one, &self.project, projected);
        let (first, second) = projected.split_at(self.width);
        let from = states.len();
        states.extend(first.iter().zip(second).map(|(a, b)| a.max(*b)));
        self.normalise(&mut states[from..]);
    }

    /// Layer normalisation (Ba et al. 2016).
    fn normalise(&self, values: &mut [f32]) {
        let count = values.len() as f32;
        let mean = values.iter().sum::<f32>() / count;
        let variance = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f32>() / count;
        let inverse = 1.0 / (variance + 1e-5).sqrt();
        for (value, (weight, bias)) in values.iter_mut().zip(self.norm_weight.iter().zip(&self.norm_bias)) {
            *value = (*value - mean) * inverse * weight + bias;
        }
    }
}

/// The leaky rectifier with slope 0.1.
fn leak(values: &mut [f32]) {
    values.iter_mut().for_each(|value| *value = if *value < 0.0 { 0.1 * *value } else { *value });
}

fn floats(file: &ModelFile<'_>, name: &str) -> Result<Vec<f32>, ModelError> {
    let bytes = file.section(name)?;
    let values: Vec<f32> =
        bytes.chunks_exact(4).map(|four| f32::from_le_bytes(four.try_into().expect("four bytes"))).collect();
    if bytes.len() % 4 != 0 || values.iter().any(|value| !value.is_finite()) {
        return Err(ModelError::Section { name: name.to_owned() });
    }
    Ok(values)
}

fn bytes_of_rows<'a>(file: &ModelFile<'a>, name: &str) -> Result<(&'a [u8], Vec<f32>, usize), ModelError> {
    let scales = floats(file, &format!("{name}.scale"))?;
    let weights = file.section(&format!("{name}.weight"))?;
    if scales.is_empty() || weights.is_empty() || weights.len() % scales.len() != 0 {
        return Err(ModelError::Section { name: name.to_owned() });
    }
    let width = weights.len() / scales.len();
    Ok((weights, scales, width))
}

fn table(file: &ModelFile<'_>, name: &str) -> Result<Table, ModelError> {
    let (weights, scales, width) = bytes_of_rows(file, name)?;
    Ok(Table { width, values: weights.iter().map(|&byte| byte as i8).collect(), scales })
}

fn matrix(file: &ModelFile<'_>, name: &str) -> Result<Matrix, ModelError> {
    let (weights, scales, columns) = bytes_of_rows(file, name)?;
    let bias = floats(file, &format!("{name}.bias"))?;
    if bias.len() != scales.len() || columns > 2000 {
        return Err(ModelError::Section { name: name.to_owned() });
    }
    let weights: Vec<i8> = weights.iter().map(|&byte| byte as i8).collect();
    Ok(Matrix::new(&weights, scales, bias))
}
