//! Training examples: what each decision sees, with the answer.

use super::Read;
use super::align::{Target, align};
use verbale_extract::attribution::choice::Choice;
use verbale_extract::attribution::features::Bag;
use verbale_extract::attribution::reader::Reader;
use verbale_extract::attribution::view::Run;
use verbale_extract::attribution::{contents, cues, joins, readable, sources};

/// A yes-or-no example.
#[derive(Clone)]
pub struct Binary {
    /// The features.
    pub features: Vec<u32>,
    /// The answer.
    pub holds: bool,
}

/// A choice with the right candidate.
pub struct Choosing {
    /// The candidates.
    pub choice: Choice,
    /// The right one's row.
    pub right: usize,
}

/// The examples of the decisions about a cue that is known.
#[derive(Default)]
pub struct Examples {
    /// Which words belong to the cue.
    pub extent: Vec<Choosing>,
    /// Which phrase names the source.
    pub source: Vec<Choosing>,
    /// What stands before the cue.
    pub before: Vec<Choosing>,
    /// What stands behind it.
    pub after: Vec<Choosing>,
    /// Whether the next piece goes on.
    pub join: Vec<Binary>,
    /// What of the annotation could be reached.
    pub reach: Reach,
}

/// How much of the annotation the candidates reach: the ceiling of what can be learned.
#[derive(Default, Debug, Clone, Copy)]
pub struct Reach {
    /// Annotated attributions.
    pub attributions: usize,
    /// Those aligned.
    pub aligned: usize,
    /// Extents, sources, contents before and behind the cue among the candidates, exactly.
    pub exact: [usize; 4],
}

impl Examples {
    /// Adds another set.
    pub fn append(&mut self, mut other: Self) {
        self.extent.append(&mut other.extent);
        self.source.append(&mut other.source);
        self.before.append(&mut other.before);
        self.after.append(&mut other.after);
        self.join.append(&mut other.join);
        self.reach.attributions += other.reach.attributions;
        self.reach.aligned += other.reach.aligned;
        self.reach.exact.iter_mut().zip(other.reach.exact).for_each(|(sum, more)| *sum += more);
    }
}

/// The examples of cues that one article gives: every word that may head one.
pub fn cue_examples(read: &Read) -> Vec<Binary> {
    let reader = read.reader();
    let mut heads = vec![false; read.annotations.words.len()];
    let targets = read.attributions.iter().filter_map(|labelled| align(&reader, labelled));
    targets.for_each(|target| heads[target.report.head as usize] = true);
    let readable = readable(&reader.view, read.convention);
    let mut bag = Bag::new(reader.domain);
    let words = reader.view.all_words();
    words
        .filter(|&word| readable[word as usize] && cues::can_report(&reader, word))
        .map(|word| {
            cues::head_features(&reader, word, &mut bag);
            Binary { features: bag.take(), holds: heads[word as usize] }
        })
        .collect()
}

/// The examples of all other decisions that one article gives. The reader knows how likely each word is to
/// head a cue, by a classifier that has not seen the article.
pub fn examples(reader: &Reader<'_>, read: &Read) -> Examples {
    let mut examples = Examples::default();
    let targets: Vec<Target> =
        read.attributions.iter().filter_map(|labelled| align(reader, labelled)).collect();
    examples.reach.attributions = read.attributions.len();
    examples.reach.aligned = targets.len();
    for target in &targets {
        let report = target.report;
        let exact = &mut examples.reach.exact;
        add(&mut examples.extent, cues::extents(reader, report.head), Some(report.cue), &mut exact[0]);
        add(
            &mut examples.source,
            sources::candidates(reader, report.cue, report.head),
            report.source,
            &mut exact[1],
        );
        add(&mut examples.before, contents::before(reader, report, None), target.before, &mut exact[2]);
        add(
            &mut examples.after,
            contents::after(reader, report, target.before, None),
            target.after,
            &mut exact[3],
        );
        join_examples(reader, target, &mut examples.join);
    }
    examples
}

/// Adds a choice with the candidate that is right or comes nearest to it.
fn add(to: &mut Vec<Choosing>, choice: Choice, right: Option<Run>, exact: &mut usize) {
    if let Some(found) = choice.find(right) {
        *exact += 1;
        to.push(Choosing { choice, right: found });
        return;
    }
    let Some(right) = right else { return };
    let nearness = |run: Run| {
        let shared = run.end.min(right.end).saturating_sub(run.start.max(right.start));
        shared as f32 / (run.len() + right.len() - shared).max(1) as f32
    };
    let nearest = choice
        .candidates
        .iter()
        .enumerate()
        .filter_map(|(row, candidate)| Some((nearness(candidate.run?), row)))
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    if let Some((near, row)) = nearest
        && near >= 0.4
    {
        to.push(Choosing { choice, right: row });
    }
}

/// Walks through the pieces behind an attribution: each either goes on with it or ends the walk.
fn join_examples(reader: &Reader<'_>, target: &Target, to: &mut Vec<Binary>) {
    let mut bag = Bag::new(reader.domain);
    let mut runs: Vec<Run> = [target.before, target.after].into_iter().flatten().collect();
    // An annotated content may itself run over several sentences: cut it at the first one's end.
    let mut right: Vec<Run> = target.later.clone();
    if let Some(after) = target.after {
        right.push(after);
    }
    for joined in 0..joins::LIMIT {
        let end = runs.iter().map(|run| run.end).fold(target.report.cue.end, u32::max);
        let Some(piece) = joins::next_piece(&reader.view, end) else { break };
        let covered: u32 = right
            .iter()
            .map(|run| run.end.min(piece.run.end).saturating_sub(run.start.max(piece.run.start)))
            .sum();
        let holds = covered * 2 > piece.run.len();
        joins::features(reader, target.report, &runs, joined, piece, &mut bag);
        to.push(Binary { features: bag.take(), holds });
        if !holds {
            break;
        }
        runs.push(piece.run);
    }
}
