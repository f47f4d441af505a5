//! The protocols that look at one role at a time: strict, frag, begin, partial, soft, token, jaccard.

use super::document::{ArticleText, Stretch, TokenSet};
use super::standoff::{Attribution, Role};
use super::{Credit, Mean};
use std::collections::BTreeSet;

/// How one role's spans fared under each protocol.
#[derive(Copy, Clone, PartialEq, Debug, Default)]
pub(super) struct RoleScore {
    pub(super) strict: Credit,
    pub(super) frag: Credit,
    pub(super) begin: Credit,
    pub(super) partial: Credit,
    pub(super) soft: Credit,
    pub(super) token: Credit,
    pub(super) jaccard: Mean,
}

impl RoleScore {
    /// Adds one article's spans of `role`.
    pub(super) fn add(&mut self, role: Role, text: &ArticleText, gold: &[Attribution], made: &[Attribution]) {
        let (gold, made) = (RoleSpans::of(role, text, gold), RoleSpans::of(role, text, made));
        self.strict.add_shared(&gold.spans, &made.spans);
        self.frag.add_shared(&gold.fragments, &made.fragments);
        self.begin.add_shared(&gold.beginnings(), &made.beginnings());
        self.partial.add(Credit {
            made_credit: made.covered_by(&gold),
            made: made.tokens.len(),
            gold_credit: gold.covered_by(&made),
            gold: gold.tokens.len(),
        });
        self.soft.add(Credit {
            made_credit: made.touched_by(&gold) as f64,
            made: made.tokens.len(),
            gold_credit: gold.touched_by(&made) as f64,
            gold: gold.tokens.len(),
        });
        self.token.add_shared(&gold.all_tokens(), &made.all_tokens());
        self.jaccard.add(&jaccard(&gold.ranges, &made.ranges));
    }
}

/// The distinct spans of one role in one article, in the forms that the protocols compare.
struct RoleSpans {
    spans: BTreeSet<Vec<Stretch>>,
    fragments: BTreeSet<Stretch>,
    /// First and one past the last token of each fragment.
    ranges: BTreeSet<(usize, usize)>,
    /// The tokens of each span that has any.
    tokens: Vec<TokenSet>,
}

impl RoleSpans {
    fn of(role: Role, text: &ArticleText, attributions: &[Attribution]) -> Self {
        let spans: BTreeSet<Vec<Stretch>> = attributions
            .iter()
            .map(|attribution| attribution.stretches(role).to_vec())
            .filter(|stretches| !stretches.is_empty())
            .collect();
        let fragments: BTreeSet<Stretch> = spans.iter().flat_map(|span| text.cut_at_lines(span)).collect();
        let ranges = fragments
            .iter()
            .filter_map(|fragment| {
                let tokens = text.tokens(&[*fragment]);
                Some((*tokens.first()?, *tokens.last()? + 1))
            })
            .collect();
        let tokens = spans.iter().map(|span| text.tokens(span)).filter(|tokens| !tokens.is_empty()).collect();
        Self { spans, fragments, ranges, tokens }
    }

    fn beginnings(&self) -> BTreeSet<usize> {
        self.ranges.iter().map(|&(first, _)| first).collect()
    }

    fn all_tokens(&self) -> TokenSet {
        self.tokens.iter().flatten().copied().collect()
    }

    /// For each span the share of its tokens that the best span of `other` covers, summed.
    fn covered_by(&self, other: &Self) -> f64 {
        let best = |mine: &TokenSet| {
            let shares = other.tokens.iter().map(|theirs| mine.intersection(theirs).count());
            shares.max().unwrap_or(0) as f64 / mine.len() as f64
        };
        self.tokens.iter().map(best).sum()
    }

    /// How many spans share a token with some span of `other`.
    fn touched_by(&self, other: &Self) -> usize {
        self.tokens.iter().filter(|mine| other.tokens.iter().any(|theirs| !mine.is_disjoint(theirs))).count()
    }
}

/// The mean over gold fragments of the best overlap in token ranges, with a zero more for every made
/// fragment that touches no gold.
fn jaccard(gold: &BTreeSet<(usize, usize)>, made: &BTreeSet<(usize, usize)>) -> Mean {
    let overlap = |a: &(usize, usize), b: &(usize, usize)| {
        a.1.min(b.1).saturating_sub(a.0.max(b.0)) as f64 / (a.1.max(b.1) - a.0.min(b.0)) as f64
    };
    let best = gold.iter().map(|g| made.iter().map(|m| overlap(g, m)).fold(0.0, f64::max));
    let strays = made.iter().filter(|m| gold.iter().all(|g| overlap(g, m) == 0.0)).count();
    Mean { sum: best.sum(), of: gold.len() + strays }
}
