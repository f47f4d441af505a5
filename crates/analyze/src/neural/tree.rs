//! Maximum spanning trees with one root (Chu and Liu 1965, Edmonds 1967) over a sentence's arc scores.

/// Buffers that a thread reuses from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct TreeScratch {
    state: Vec<u8>,
    path: Vec<usize>,
}

/// Finds the heads of the best tree: `heads[w]` is 0 for the root, else one plus the head's place. `scores` has
/// one row a word and in it the root, then every word, as head. Ties go to the earlier head.
pub fn decode(scores: &[f32], words: usize, heads: &mut Vec<usize>, scratch: &mut TreeScratch) {
    let width = words + 1;
    heads.clear();
    heads.extend((0..words).map(|word| best_head(&scores[word * width..][..width], word + 1)));
    if words == 0 || is_tree(heads, scratch) {
        return;
    }
    let mut best: Option<(f32, Vec<usize>)> = None;
    for root in likely_roots(scores, words) {
        let candidate = with_root(scores, words, root);
        let total = candidate.iter().enumerate().map(|(word, &head)| scores[word * width + head]).sum();
        if best.as_ref().is_none_or(|&(score, _)| total > score) {
            best = Some((total, candidate));
        }
    }
    if let Some((_, candidate)) = best {
        *heads = candidate;
    }
}

fn best_head(row: &[f32], own: usize) -> usize {
    best_of((0..row.len()).filter(|&head| head != own).map(|head| (row[head], head)))
}

/// True where exactly one word hangs on the root and every word reaches it.
fn is_tree(heads: &[usize], scratch: &mut TreeScratch) -> bool {
    heads.iter().filter(|&&head| head == 0).count() == 1 && find_cycle(heads, scratch).is_none()
}

/// Some word on a cycle of `heads`, if there is one. Linear.
fn find_cycle(heads: &[usize], scratch: &mut TreeScratch) -> Option<usize> {
    let TreeScratch { state, path } = scratch;
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

/// The five words that lose least by hanging on the root.
fn likely_roots(scores: &[f32], words: usize) -> Vec<usize> {
    let width = words + 1;
    let gain = |word: usize| {
        let row = &scores[word * width..][..width];
        let others = row.iter().enumerate().skip(1).filter(|&(head, _)| head != word + 1);
        row[0] - others.fold(-1e9f32, |best, (_, &score)| best.max(score))
    };
    let mut ranked: Vec<(f32, usize)> = (0..words).map(|word| (gain(word), word)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.truncate(5);
    ranked.into_iter().map(|(_, word)| word).collect()
}

/// The best tree whose only child of the root is `root`.
fn with_root(scores: &[f32], words: usize, root: usize) -> Vec<usize> {
    let width = words + 1;
    let mut full = vec![f32::NEG_INFINITY; width * width];
    for word in (0..words).filter(|&word| word != root) {
        full[(word + 1) * width..][..width].copy_from_slice(&scores[word * width..][..width]);
        full[(word + 1) * width] = f32::NEG_INFINITY;
        full[(word + 1) * width + word + 1] = f32::NEG_INFINITY;
    }
    full[(root + 1) * width] = 0.0;
    let mut heads = edmonds(full, width);
    heads.remove(0);
    heads
}

/// The best arborescence from node 0; `scores[d * nodes + h]`. Contracts one cycle at a time, without recursion.
fn edmonds(mut scores: Vec<f32>, mut nodes: usize) -> Vec<usize> {
    struct Contraction {
        outside: Vec<usize>,
        cycle: Vec<usize>,
        heads: Vec<usize>,
        scores: Vec<f32>,
        nodes: usize,
    }
    let mut done: Vec<Contraction> = Vec::new();
    let mut heads;
    loop {
        heads = greedy(&scores, nodes);
        let Some(cycle) = cycle_of(&heads) else { break };
        let outside: Vec<usize> = (0..nodes).filter(|node| !cycle.contains(node)).collect();
        let smaller = contract(&scores, nodes, &heads, &cycle, &outside);
        done.push(Contraction { outside, cycle, heads, scores, nodes });
        nodes = done.last().map_or(0, |c| c.outside.len()) + 1;
        scores = smaller;
    }
    while let Some(Contraction { outside, cycle, heads: before, scores, nodes }) = done.pop() {
        let last = outside.len();
        let mut whole = before;
        for (at, &node) in outside.iter().enumerate().skip(1) {
            whole[node] = if heads[at] == last {
                best_of(cycle.iter().map(|&head| (scores[node * nodes + head], head)))
            } else {
                outside[heads[at]]
            };
        }
        let into = outside[heads[last]];
        let broken = best_of(
            cycle
                .iter()
                .map(|&node| (scores[node * nodes + into] - scores[node * nodes + whole[node]], node)),
        );
        whole[broken] = into;
        heads = whole;
    }
    heads
}

fn best_of(choices: impl Iterator<Item = (f32, usize)>) -> usize {
    let mut best = (f32::NEG_INFINITY, usize::MAX);
    for choice in choices {
        if best.1 == usize::MAX || choice.0 > best.0 {
            best = choice;
        }
    }
    best.1
}

fn greedy(scores: &[f32], nodes: usize) -> Vec<usize> {
    let best = |node: usize| {
        best_of((0..nodes).filter(|&head| head != node).map(|head| (scores[node * nodes + head], head)))
    };
    (0..nodes).map(|node| if node == 0 { 0 } else { best(node) }).collect()
}

/// The nodes of one cycle, in order of the heads.
fn cycle_of(heads: &[usize]) -> Option<Vec<usize>> {
    let mut scratch = TreeScratch::default();
    // Node 0 is the root; as words the nodes count from 1, so node n is word n - 1 and its head stays as it is.
    let start = find_cycle(&heads[1..], &mut scratch)? + 1;
    let mut cycle = vec![start];
    let mut at = heads[start];
    while at != start {
        cycle.push(at);
        at = heads[at];
    }
    Some(cycle)
}

fn contract(scores: &[f32], nodes: usize, heads: &[usize], cycle: &[usize], outside: &[usize]) -> Vec<f32> {
    let width = outside.len() + 1;
    let mut smaller = vec![f32::NEG_INFINITY; width * width];
    let loop_score: f32 = cycle.iter().map(|&node| scores[node * nodes + heads[node]]).sum();
    for (at, &node) in outside.iter().enumerate().skip(1) {
        for (to, &head) in outside.iter().enumerate() {
            smaller[at * width + to] = scores[node * nodes + head];
        }
        smaller[at * width + width - 1] =
            cycle.iter().fold(f32::NEG_INFINITY, |best, &head| best.max(scores[node * nodes + head]));
    }
    for (to, &head) in outside.iter().enumerate() {
        let gain = |&node: &usize| scores[node * nodes + head] - scores[node * nodes + heads[node]];
        let best = cycle.iter().map(gain).fold(f32::NEG_INFINITY, f32::max);
        smaller[(width - 1) * width + to] = best + loop_score;
    }
    smaller
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[&[f32]], expected: &[usize]) {
        let scores: Vec<f32> = rows.concat();
        let mut heads = Vec::new();
        decode(&scores, rows.len(), &mut heads, &mut TreeScratch::default());
        assert_eq!(heads, expected);
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
    fn any_scores_give_a_tree() {
        let mut state = 1u32;
        for words in 1..24 {
            for _ in 0..20 {
                let mut next = || {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 20) as f32
                };
                let scores: Vec<f32> = (0..words * (words + 1)).map(|_| next()).collect();
                let (mut heads, mut scratch) = (Vec::new(), TreeScratch::default());
                decode(&scores, words, &mut heads, &mut scratch);
                assert!(is_tree(&heads, &mut scratch), "{words} words: {heads:?}");
            }
        }
    }
}
