//! The network: word vectors, recurrent layers and heads, read from a model file and run over whole sentences.
//!
//! A word form's vector depends on the form alone, so each is computed once and kept. All matrix products of a
//! batch of sentences run over all its words at once; only the elementwise recurrences look at sentences.

use super::kernel::{self, InstructionSet, LARGE, Matrix, OneByOne, Quantised, SMALL};
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
    /// The root as a head of arcs, rectified, and of relations.
    root_head: Vec<f32>,
    root_label: Vec<f32>,
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
    pub features: OneByOne,
    /// Lemma edit-script scores.
    pub scripts: OneByOne,
    /// Name label scores, a first look.
    pub names: Matrix,
    /// A closer look at some words: a word between its neighbours, and the labels' scores of it.
    name_hidden: Matrix,
    name_scores: Matrix,
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
    /// The batch's words as rows of `vectors`.
    rows: Vec<u32>,
    joined: Vec<f32>,
    projected: Vec<f32>,
    one: Quantised,
    gates: Vec<f32>,
    /// The batch's word vectors after the last layer.
    states: Vec<f32>,
    /// The same, quantised for the heads.
    quantised: Quantised,
    dependents: Vec<f32>,
    heads: Vec<f32>,
    turned: Vec<f32>,
    left: Quantised,
    right: Quantised,
    label_dependents: Vec<f32>,
    label_heads: Vec<f32>,
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
        let mut network = Self {
            set,
            width,
            vocabulary,
            pieces: table(file, "pieces")?,
            tables: TABLES.iter().map(|(name, _)| table(file, name)).collect::<Result<_, _>>()?,
            project,
            norm_weight: floats(file, "normalise.weight")?,
            norm_bias: floats(file, "normalise.bias")?,
            layers,
            root_head: Vec::new(),
            root_label: Vec::new(),
            dependent: linear("dependent")?,
            head: linear("head")?,
            arc: linear("arc")?,
            arc_bias: floats(file, "arc.pull")?,
            label_dependent: linear("label_dependent")?,
            label_head: linear("label_head")?,
            relation: linear("relation")?,
            upos: linear("upos")?,
            features: one_by_one(file, "features")?,
            scripts: one_by_one(file, "scripts")?,
            names: linear("names")?,
            name_hidden: linear("name_hidden")?,
            name_scores: linear("name_scores")?,
        };
        network.check()?;
        network.prepare_root(&floats(file, "root")?)?;
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
        fits(
            self.dependent.rows == self.arc.columns && self.head.rows == arc && self.arc_bias.len() == arc,
            "arc",
        )?;
        fits(self.label_dependent.rows == self.label_head.rows, "label_head")?;
        fits(self.relation.columns == self.label_head.rows, "relation")?;
        let inputs = [&self.dependent, &self.head, &self.label_dependent, &self.label_head];
        fits(
            self.name_hidden.columns == 3 * width
                && self.name_scores.columns == self.name_hidden.rows
                && self.name_scores.rows == self.names.rows,
            "name_hidden",
        )?;
        let heads = [&self.upos, &self.names];
        fits(inputs.into_iter().chain(heads).all(|matrix| matrix.columns == width), "upos")?;
        fits(self.features.columns == width && self.scripts.columns == width, "features")
    }

    /// What the root is as a head, the same for every sentence.
    fn prepare_root(&mut self, root: &[f32]) -> Result<(), ModelError> {
        if root.len() != self.width {
            return Err(ModelError::Section { name: "root".into() });
        }
        let mut quantised = Quantised::default();
        quantised.fill(self.set, root, self.width, LARGE);
        kernel::multiply(self.set, &quantised, &self.head, &mut self.root_head);
        kernel::multiply(self.set, &quantised, &self.label_head, &mut self.root_label);
        leak(&mut self.root_head);
        Ok(())
    }

    /// Runs the words of a batch through the layers. `forms` are the batch's words, `sentences` their ranges.
    pub fn encode<'t>(
        &self,
        forms: impl Iterator<Item = &'t str>,
        sentences: &[Range<usize>],
        scratch: &mut NetworkScratch,
    ) {
        self.fill_words(forms, scratch);
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
    }

    /// Writes the arc scores of one sentence: a row a word, in it the root, then every word, as head.
    pub fn arcs(&self, words: Range<usize>, scratch: &mut NetworkScratch, scores: &mut Vec<f32>) {
        let arc = self.arc.rows;
        let NetworkScratch { turned, heads, left, right, joined, .. } = scratch;
        left.fill(self.set, &turned[words.start * arc..words.end * arc], arc, LARGE);
        joined.clear();
        joined.extend_from_slice(&self.root_head);
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
        let NetworkScratch { label_dependents, label_heads, label_joined, one, .. } = scratch;
        label_joined.clear();
        for (word, &head) in words.clone().zip(heads) {
            let own = &label_dependents[word * label..(word + 1) * label];
            let other = match head {
                0 => self.root_label.as_slice(),
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

    /// The score of one output of `matrix` for one word of the batch.
    pub fn score_one(&self, matrix: &OneByOne, word: usize, output: usize, scratch: &NetworkScratch) -> f32 {
        kernel::multiply_one(self.set, &scratch.quantised, word, matrix, output)
    }

    /// Writes the name labels' scores of some words of the batch, in order, each seen between its neighbours.
    pub fn look_closer(
        &self,
        sentences: &[Range<usize>],
        words: &[usize],
        scratch: &mut NetworkScratch,
        scores: &mut Vec<f32>,
    ) {
        let width = self.width;
        let NetworkScratch { states, joined, one, projected, .. } = scratch;
        joined.clear();
        let mut left = sentences.iter();
        let mut sentence = &(0..0);
        for &word in words {
            while sentence.end <= word {
                sentence = left.next().expect("every word stands in a sentence");
            }
            let from = joined.len();
            joined.resize(from + 3 * width, 0.0);
            // Past the ends of the sentence there is nothing.
            let before = (word > sentence.start).then(|| word - 1);
            let after = (word + 1 < sentence.end).then_some(word + 1);
            for (part, place) in joined[from..].chunks_exact_mut(width).zip([before, Some(word), after]) {
                if let Some(place) = place {
                    part.copy_from_slice(&states[place * width..(place + 1) * width]);
                }
            }
        }
        one.fill(self.set, joined, 3 * width, LARGE);
        kernel::multiply(self.set, one, &self.name_hidden, projected);
        leak(projected);
        one.fill(self.set, projected, self.name_hidden.rows, LARGE);
        kernel::multiply(self.set, one, &self.name_scores, scores);
    }

    /// Fills the states with the word vectors of a batch. A form's vector is computed when it is first met, all
    /// new ones of the batch in one product: pieces and hashed rows joined, projected, the larger of two halves
    /// kept (maxout), normalised.
    fn fill_words<'t>(&self, forms: impl Iterator<Item = &'t str>, scratch: &mut NetworkScratch) {
        let width = self.width;
        if scratch.vectors.len() >= KEPT_WORDS * width {
            scratch.known.clear();
            scratch.vectors.clear();
        }
        scratch.rows.clear();
        scratch.joined.clear();
        let mut next = (scratch.vectors.len() / width) as u32;
        for form in forms {
            if let Some(&row) = scratch.known.get(form) {
                scratch.rows.push(row);
                continue;
            }
            self.join_parts(form, scratch);
            // A very long form is noise that will not come again.
            if form.len() <= 64 {
                scratch.known.insert(form.into(), next);
            }
            scratch.rows.push(next);
            next += 1;
        }
        let NetworkScratch { joined, projected, one, vectors, rows, states, .. } = scratch;
        one.fill(self.set, joined, self.project.columns, LARGE);
        kernel::multiply(self.set, one, &self.project, projected);
        for both in projected.chunks_exact(2 * width) {
            let (first, second) = both.split_at(width);
            let from = vectors.len();
            vectors.extend(first.iter().zip(second).map(|(a, b)| a.max(*b)));
            self.normalise(&mut vectors[from..]);
        }
        states.clear();
        for &row in rows.iter() {
            states.extend_from_slice(&vectors[row as usize * width..][..width]);
        }
    }

    /// Appends a form's pieces, averaged, and its hashed rows.
    fn join_parts(&self, form: &str, scratch: &mut NetworkScratch) {
        let NetworkScratch { shapes, found, joined, .. } = scratch;
        wordshape::pieces(form, &self.vocabulary, shapes, found);
        let from = joined.len();
        joined.resize(from + self.project.columns, 0.0);
        let factor = 1.0 / found.len().clamp(1, MOST_PIECES) as f32;
        let (piece_part, mut rest) = joined[from..].split_at_mut(self.pieces.width);
        found.iter().for_each(|&piece| self.pieces.add_row(piece as usize, factor, piece_part));
        for (table, row) in self.tables.iter().zip(wordshape::hashed_rows(form, shapes)) {
            let (part, tail) = rest.split_at_mut(table.width);
            table.add_row(row as usize, 1.0, part);
            rest = tail;
        }
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

/// Weights, scales and bias of a matrix.
type LinearParts = (Vec<i8>, Vec<f32>, Vec<f32>);

fn linear_parts(file: &ModelFile<'_>, name: &str) -> Result<LinearParts, ModelError> {
    let (weights, scales, columns) = bytes_of_rows(file, name)?;
    let bias = floats(file, &format!("{name}.bias"))?;
    if bias.len() != scales.len() || columns > 2000 {
        return Err(ModelError::Section { name: name.to_owned() });
    }
    Ok((weights.iter().map(|&byte| byte as i8).collect(), scales, bias))
}

fn matrix(file: &ModelFile<'_>, name: &str) -> Result<Matrix, ModelError> {
    linear_parts(file, name).map(|(weights, scales, bias)| Matrix::new(&weights, scales, bias))
}

fn one_by_one(file: &ModelFile<'_>, name: &str) -> Result<OneByOne, ModelError> {
    linear_parts(file, name).map(|(weights, scales, bias)| OneByOne::new(&weights, scales, bias))
}
