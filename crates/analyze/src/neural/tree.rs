//! The maximum spanning tree with one root (Chu and Liu 1965, Edmonds 1967) over a sentence's arc scores.
//!
//! Most sentences need no more than each word's best head. Where those make no tree, cycles are contracted in
//! place, each at the cost of its words times the sentence's, so that the whole takes quadratic time.

/// Buffers that a thread reuses from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct TreeScratch {
    state: Vec<u8>,
    path: Vec<usize>,
    graph: Graph,
}

/// Finds the heads of the best tree: `heads[w]` is 0 for the root, else one plus the head's place. `scores` has
/// one row a word and in it the root, then every word, as head. Ties go to the earlier head.
pub fn decode(scores: &[f32], words: usize, heads: &mut Vec<usize>, scratch: &mut TreeScratch) {
    let width = words + 1;
    heads.clear();
    heads.extend((0..words).map(|word| {
        let row = &scores[word * width..][..width];
        best_of((0..width).filter(|&head| head != word + 1).map(|head| (f64::from(row[head]), head)))
    }));
    let TreeScratch { state, path, graph } = scratch;
    if words == 0 || roots(heads) == 1 && find_cycle(heads, state, path).is_none() {
        return;
    }
    graph.fill(scores, words);
    while let Some(start) = graph.find_cycle(state, path) {
        graph.contract(start);
    }
    graph.unfold(heads);
    // Scores that are no numbers may leave several roots: the first keeps its place.
    if let Some(first) = heads.iter().position(|&head| head == 0) {
        heads[first + 1..].iter_mut().filter(|head| **head == 0).for_each(|head| *head = first + 1);
    }
}

fn roots(heads: &[usize]) -> usize {
    heads.iter().filter(|&&head| head == 0).count()
}

/// The choice with the highest score; the first of equals.
fn best_of(mut choices: impl Iterator<Item = (f64, usize)>) -> usize {
    let mut best = choices.next().unwrap_or_default();
    for choice in choices {
        if choice.0 > best.0 {
            best = choice;
        }
    }
    best.1
}

/// Some word on a cycle of `heads` (0 is the root, word w is node w + 1), if there is one. Linear.
fn find_cycle(heads: &[usize], state: &mut Vec<u8>, path: &mut Vec<usize>) -> Option<usize> {
    state.clear();
    state.resize(heads.len(), 0);
    for start in 0..heads.len() {
        path.clear();
        let mut at = start;
        loop {
            match state[at] {
                0 => {
                    state[at] = 1;
                    path.push(at);
                }
                1 => return Some(at),
                _ => break,
            }
            if heads[at] == 0 {
                break;
            }
            at = heads[at] - 1;
        }
        path.iter().for_each(|&word| state[word] = 2);
    }
    None
}

/// An arc between two words as they were before any contraction; head 0 is the root.
#[derive(Copy, Clone, Debug, Default)]
struct Arc {
    score: f64,
    dependent: u32,
    head: u32,
}

/// The graph while cycles are contracted. A node is the root (0), a word or a contracted cycle; cycles get the
/// numbers after the words'. Each node that is not part of a cycle yet has a row (and column) of `arcs`.
#[derive(Clone, Debug, Default)]
struct Graph {
    width: usize,
    arcs: Vec<Arc>,
    /// The rows still in use, in order, and the node that each stands for.
    rows: Vec<usize>,
    node_of: Vec<usize>,
    /// By row: the row of the best head.
    best: Vec<usize>,
    /// By row: what [`find_cycle`] reads.
    links: Vec<usize>,
    /// By node: the cycle that it became part of, and the arc that enters it.
    parent: Vec<usize>,
    entering: Vec<Arc>,
    cycle: Vec<usize>,
}

impl Graph {
    fn fill(&mut self, scores: &[f32], words: usize) {
        let width = words + 1;
        self.width = width;
        self.arcs.clear();
        self.arcs.resize(width, Arc::default());
        let highest = scores.iter().fold(0f64, |highest, &score| highest.max(f64::from(score).abs()));
        // More than any tree can win elsewhere: a second root never pays.
        let price = 1.0 + 2.0 * highest * width as f64;
        for (word, row) in scores.chunks_exact(width).take(words).enumerate() {
            self.arcs.extend(row.iter().enumerate().map(|(head, &score)| Arc {
                score: f64::from(score) - if head == 0 { price } else { 0.0 },
                dependent: word as u32 + 1,
                head: head as u32,
            }));
        }
        self.rows.clear();
        self.rows.extend(0..width);
        self.node_of.clear();
        self.node_of.extend(0..width);
        self.parent.clear();
        self.parent.resize(width, usize::MAX);
        self.entering.clear();
        self.entering.resize(width, Arc::default());
        self.best.clear();
        self.best.resize(width, 0);
        for row in 1..width {
            self.best[row] = self.best_head(row);
        }
    }

    fn arc(&self, row: usize, head: usize) -> Arc {
        self.arcs[row * self.width + head]
    }

    fn best_head(&self, row: usize) -> usize {
        let heads = self.rows.iter().filter(|&&head| head != row);
        best_of(heads.map(|&head| (self.arc(row, head).score, head)))
    }

    /// Some row on a cycle of best heads.
    fn find_cycle(&mut self, state: &mut Vec<u8>, path: &mut Vec<usize>) -> Option<usize> {
        // Rows out of use hang on the root, so that they are on no cycle.
        self.links.clear();
        self.links.resize(self.width - 1, 0);
        for &row in &self.rows[1..] {
            self.links[row - 1] = self.best[row];
        }
        find_cycle(&self.links, state, path).map(|word| word + 1)
    }

    /// Makes one node of the cycle through row `start`, in that row.
    fn contract(&mut self, start: usize) {
        let node = self.parent.len();
        self.parent.push(usize::MAX);
        self.entering.push(Arc::default());
        let mut cycle = std::mem::take(&mut self.cycle);
        cycle.clear();
        let mut at = start;
        loop {
            cycle.push(at);
            self.parent[self.node_of[at]] = node;
            self.entering[self.node_of[at]] = self.arc(at, self.best[at]);
            at = self.best[at];
            if at == start {
                break;
            }
        }
        cycle.sort_unstable();
        for i in 0..self.rows.len() {
            let other = self.rows[i];
            if cycle.binary_search(&other).is_ok() {
                continue;
            }
            self.arcs[start * self.width + other] = self.best_entry(&cycle, other);
            if other != 0 {
                let leave = best_of(cycle.iter().map(|&member| (self.arc(other, member).score, member)));
                self.arcs[other * self.width + start] = self.arc(other, leave);
                if cycle.binary_search(&self.best[other]).is_ok() {
                    self.best[other] = start;
                }
            }
        }
        self.rows.retain(|row| *row == start || cycle.binary_search(row).is_err());
        self.node_of[start] = node;
        self.best[start] = self.best_head(start);
        self.cycle = cycle;
    }

    /// The arc from row `head` into the cycle that costs it least, with what it costs as its score.
    fn best_entry(&self, cycle: &[usize], head: usize) -> Arc {
        let cost = |member: usize| self.arc(member, head).score - self.entering[self.node_of[member]].score;
        let member = best_of(cycle.iter().map(|&member| (cost(member), member)));
        Arc { score: cost(member), ..self.arc(member, head) }
    }

    /// Opens the cycles again, the last one first: each is entered once, and keeps its own arcs elsewhere.
    fn unfold(&mut self, heads: &mut [usize]) {
        for &row in &self.rows[1..] {
            self.entering[self.node_of[row]] = self.arc(row, self.best[row]);
        }
        for node in (self.width..self.parent.len()).rev() {
            let arc = self.entering[node];
            let mut member = arc.dependent as usize;
            while self.parent[member] != node {
                member = self.parent[member];
            }
            self.entering[member] = arc;
        }
        for (word, head) in heads.iter_mut().enumerate() {
            *head = self.entering[word + 1].head as usize;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads_of(scores: &[f32], words: usize) -> Vec<usize> {
        let mut heads = Vec::new();
        decode(scores, words, &mut heads, &mut TreeScratch::default());
        heads
    }

    fn is_tree(heads: &[usize]) -> bool {
        roots(heads) == 1 && find_cycle(heads, &mut Vec::new(), &mut Vec::new()).is_none()
    }

    fn check(rows: &[&[f32]], expected: &[usize]) {
        assert_eq!(heads_of(&rows.concat(), rows.len()), expected);
    }

    /// Scores without order; few different values, so that ties come up.
    fn noise(count: usize, state: &mut u32, shift: u32) -> Vec<f32> {
        let mut next = || {
            *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (*state >> shift) as f32
        };
        (0..count).map(|_| next()).collect()
    }

    #[test]
    fn greedy_trees_stay() {
        check(&[&[0.0, 0.0, 5.0], &[5.0, 0.0, 0.0]], &[2, 0]);
        check(&[&[3.0, 9.0]], &[0]);
        check(&[], &[]);
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        // Words 1 and 2 choose one another; hanging word 2 on the root loses less.
        check(&[&[1.0, 0.0, 5.0], &[4.0, 5.0, 0.0]], &[2, 0]);
    }

    #[test]
    fn one_word_hangs_on_the_root() {
        check(&[&[5.0, 0.0, 1.0, 0.0], &[6.0, 1.0, 0.0, 0.0], &[5.0, 0.0, 4.5, 0.0]], &[2, 0, 2]);
    }

    #[test]
    fn no_other_tree_scores_higher() {
        let mut state = 7;
        for words in 1..=5 {
            let total = |scores: &[f32], heads: &[usize]| -> f32 {
                heads.iter().enumerate().map(|(word, &head)| scores[word * (words + 1) + head]).sum()
            };
            for _ in 0..40 {
                let scores = noise(words * (words + 1), &mut state, 24);
                let mut best = f32::MIN;
                for code in 0..(words + 1).pow(words as u32) {
                    let heads: Vec<usize> =
                        (0..words).map(|word| code / (words + 1).pow(word as u32) % (words + 1)).collect();
                    if is_tree(&heads) {
                        best = best.max(total(&scores, &heads));
                    }
                }
                let found = heads_of(&scores, words);
                assert!(is_tree(&found), "{found:?}");
                assert_eq!(total(&scores, &found), best, "{scores:?}");
            }
        }
    }

    #[test]
    fn any_scores_give_a_tree() {
        let mut state = 1;
        for words in (1..24).chain([120]) {
            for shift in [20, 29, 31] {
                let found = heads_of(&noise(words * (words + 1), &mut state, shift), words);
                assert!(is_tree(&found), "{words} words: {found:?}");
            }
        }
        for odd in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX] {
            assert!(is_tree(&heads_of(&[odd; 12], 3)), "{odd}");
        }
    }
}
