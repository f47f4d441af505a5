//! The other design, for comparison only: every word is tagged as part of a source, a cue, a content or nothing,
//! by a linear chain learned with the structured perceptron (Collins 2002), and the spans are linked by rules.
//!
//! It sees the features by which the shipped design finds cues, and those of the head word and of the quotation
//! around. It is measured on PolNeAR's dev split and never shipped; `docs/attribution.md` has the figures.

use super::corpora;
use super::sequence_links::link;
use clap::Args;
use rayon::prelude::*;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use verbale_analyze::{Annotations, Model, Scratch, analyze};
use verbale_evaluate::polnear::{AnnotationFile, Article, Options as Scoring, score, write_as_is};
use verbale_extract::attribution::features::{Bag, size_class};
use verbale_extract::attribution::reader::Reader;
use verbale_extract::attribution::{Convention, cues};
use verbale_text::Document;

/// Options of the subcommand.
#[derive(Args)]
pub struct Options {
    /// Folder that holds `polnear/train` and `polnear/dev`.
    #[arg(long)]
    data: PathBuf,
    /// Passes over the train split.
    #[arg(long, default_value_t = 6)]
    epochs: usize,
}

/// Nothing, then the beginning and the inside of each role.
pub const TAGS: usize = 7;
/// The tag that begins a role; its inside follows.
pub const SOURCE: usize = 1;
/// The same for cues.
pub const CUE: usize = 3;
/// The same for contents.
pub const CONTENT: usize = 5;

/// Rows of the weights.
const ROWS: usize = 1 << 21;

/// A stretch of text that is tagged in one go: a paragraph, as the features of its words and their tags.
struct Chain {
    words: Vec<Vec<u32>>,
    tags: Vec<u8>,
}

/// Weights by feature and tag, and by neighbouring tags, with what the average needs.
struct Perceptron {
    weights: Vec<[f32; TAGS]>,
    sums: Vec<[f32; TAGS]>,
    follows: [[f32; TAGS]; TAGS],
    follow_sums: [[f32; TAGS]; TAGS],
    step: f32,
}

/// Learns on the train split, tags the dev split, prints the scores.
pub fn measure(options: &Options) -> Result<(), Box<dyn Error>> {
    let train = read(&options.data.join("polnear/train"))?;
    let mut chains: Vec<Chain> = train.par_iter().flat_map_iter(chains_of).collect();
    drop(train);
    let mut learned = Perceptron::new();
    let mut order: Vec<usize> = (0..chains.len()).collect();
    for epoch in 0..options.epochs {
        // A fixed shuffle: every pass steps through the paragraphs by another stride.
        let stride = 7_919 + 2 * epoch * 1_009;
        order.iter_mut().enumerate().for_each(|(at, place)| *place = at * stride % chains.len());
        let wrong: usize = order.iter().map(|&at| learned.learn(&chains[at])).sum();
        println!("pass {epoch}: {wrong} words tagged wrong");
    }
    chains.clear();
    learned.average();
    let dev = options.data.join("polnear/dev");
    let mut articles: Vec<Article> = Vec::new();
    for article in read(&dev)? {
        let name = article.document.origin().trim_end_matches(".txt").to_owned();
        if articles.iter().any(|held| held.name == name) {
            continue;
        }
        let tags: Vec<u8> = chains_of(&article).iter().flat_map(|chain| learned.best(&chain.words)).collect();
        let reader = article.reader();
        let standoff = write_as_is(article.document.text(), &link(&reader.view, &tags));
        let gold = gold_files(&dev.join("attributions"), &name)?;
        let made = vec![AnnotationFile { annotator: None, standoff }];
        articles.push(Article { text: article.document.text().to_owned(), name, gold, made });
    }
    print!("{}", score(&articles, Scoring { all_annotators: true, ..Scoring::default() })?.text());
    Ok(())
}

/// An article with its layers and the tags of its words.
struct Tagged {
    document: Document,
    annotations: Annotations,
    tags: Vec<u8>,
}

impl Tagged {
    fn reader(&self) -> Reader<'_> {
        Reader::new(&self.document, &self.annotations, Convention::Polnear as u32)
    }
}

fn read(split: &Path) -> Result<Vec<Tagged>, Box<dyn Error>> {
    let articles = corpora::polnear(split)?;
    let tagged = |scratch: &mut Scratch, article: corpora::Article| {
        let annotations = analyze(&article.document, Model::embedded(), scratch);
        let mut tags = vec![0u8; annotations.words.len()];
        for labelled in &article.attributions {
            // A cue inside a content is a cue.
            for (tag, spans) in
                [(CONTENT, &labelled.content), (SOURCE, &labelled.source), (CUE, &labelled.cue)]
            {
                for &span in spans {
                    for (at, word) in annotations.words_in(span).enumerate() {
                        tags[word.0 as usize] = (tag + usize::from(at > 0)) as u8;
                    }
                }
            }
        }
        Tagged { document: article.document, annotations, tags }
    };
    Ok(articles.into_par_iter().map_init(Scratch::default, tagged).collect())
}

/// The paragraphs of an article, in order.
fn chains_of(article: &Tagged) -> Vec<Chain> {
    let reader = article.reader();
    let mut chains: Vec<Chain> = Vec::new();
    let mut block = None;
    for sentence in article.annotations.sentences.iter() {
        if block != Some(sentence.block) {
            block = Some(sentence.block);
            chains.push(Chain { words: Vec::new(), tags: Vec::new() });
        }
        let Some(chain) = chains.last_mut() else { continue };
        for word in sentence.words.clone() {
            chain.words.push(features(&reader, word));
            chain.tags.push(article.tags[word as usize]);
        }
    }
    chains
}

/// What is seen of a word: what the cues' classifier sees, the word it hangs on, the quotation around it.
fn features(reader: &Reader<'_>, word: u32) -> Vec<u32> {
    let view = &reader.view;
    let mut bag = Bag::new(reader.domain);
    cues::head_features(reader, word, &mut bag);
    let head = view.head(word);
    let relation = reader.relation(word);
    bag.add(200, &[reader.cue_class(head), relation]);
    bag.add(201, &[reader.cue_class(head.and_then(|head| view.head(head))), relation]);
    let sentence = view.sentence_of(word);
    bag.add(202, &[reader.cue_class_in(sentence), u32::from(view.is_quoted(word))]);
    let side = head.map_or(2, |head| u32::from(head > word));
    bag.add(203, &[side, relation, reader.kind(Some(word))]);
    let quoted = view.quotation_at(word).map(|at| view.quoted[at]);
    let (before, behind) = quoted
        .map_or((20, 20), |run| (size_class(word - run.start), size_class(run.end.saturating_sub(word))));
    bag.add(204, &[before, behind]);
    bag.add(205, &[before, reader.lemma(quoted.and_then(|run| reader.beside(run.start, -2)))]);
    bag.add(206, &[reader.symbols.form[word as usize], u32::from(view.is_quoted(word))]);
    // Of each pair, one for the domain and one for all, the first is enough here.
    bag.take().into_iter().step_by(2).map(|hash| (hash >> 8) % ROWS as u32).collect()
}

impl Perceptron {
    fn new() -> Self {
        let row = [0.0; TAGS];
        Self {
            weights: vec![row; ROWS],
            sums: vec![row; ROWS],
            follows: [row; TAGS],
            follow_sums: [row; TAGS],
            step: 1.0,
        }
    }

    /// One step: where the best tags are wrong, towards the right ones. Gives how many were wrong.
    fn learn(&mut self, chain: &Chain) -> usize {
        let best = self.best(&chain.words);
        let wrong = best.iter().zip(&chain.tags).filter(|(made, right)| made != right).count();
        if wrong > 0 {
            for (sign, tags) in [(1.0, &chain.tags), (-1.0, &best)] {
                for (at, &tag) in tags.iter().enumerate() {
                    if best[at] != chain.tags[at] {
                        for &row in &chain.words[at] {
                            self.weights[row as usize][tag as usize] += sign;
                            self.sums[row as usize][tag as usize] += sign * self.step;
                        }
                    }
                    if let Some(&before) = at.checked_sub(1).and_then(|before| tags.get(before)) {
                        self.follows[before as usize][tag as usize] += sign;
                        self.follow_sums[before as usize][tag as usize] += sign * self.step;
                    }
                }
            }
        }
        self.step += 1.0;
        wrong
    }

    /// The average of the weights over all steps.
    fn average(&mut self) {
        let step = self.step;
        let settle = |weights: &mut [f32; TAGS], sums: &[f32; TAGS]| {
            weights.iter_mut().zip(sums).for_each(|(weight, sum)| *weight -= sum / step);
        };
        self.weights.iter_mut().zip(&self.sums).for_each(|(weights, sums)| settle(weights, sums));
        self.follows.iter_mut().zip(&self.follow_sums).for_each(|(weights, sums)| settle(weights, sums));
    }

    /// The best tags of a chain (Viterbi); an inside only follows its own beginning or inside.
    fn best(&self, words: &[Vec<u32>]) -> Vec<u8> {
        let mut back: Vec<[u8; TAGS]> = Vec::with_capacity(words.len());
        let mut scores = [0f32; TAGS];
        for (at, rows) in words.iter().enumerate() {
            let mut own = [0f32; TAGS];
            for &row in rows {
                let weights = &self.weights[row as usize];
                own.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
            }
            let (mut next, mut from) = ([f32::NEG_INFINITY; TAGS], [0u8; TAGS]);
            for tag in 0..TAGS {
                for before in (0..TAGS).filter(|&before| may_follow(before, tag)) {
                    if at == 0 && before > 0 {
                        break;
                    }
                    let score = scores[before] + self.follows[before][tag] + own[tag];
                    if score > next[tag] && (at > 0 || tag == 0 || tag % 2 == 1) {
                        (next[tag], from[tag]) = (score, before as u8);
                    }
                }
            }
            scores = next;
            back.push(from);
        }
        let mut tag = (0..TAGS).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
        let mut tags = vec![0u8; words.len()];
        for at in (0..words.len()).rev() {
            tags[at] = tag as u8;
            tag = back[at][tag] as usize;
        }
        tags
    }
}

fn may_follow(before: usize, tag: usize) -> bool {
    tag == 0 || tag % 2 == 1 || before == tag || before + 1 == tag
}

fn gold_files(folder: &Path, article: &str) -> Result<Vec<AnnotationFile>, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some((held, annotator)) = AnnotationFile::parse_name(&name)
            && held == article
        {
            let annotator = annotator.map(str::to_owned);
            files.push(AnnotationFile { annotator, standoff: fs::read_to_string(&path)? });
        }
    }
    Ok(files)
}
