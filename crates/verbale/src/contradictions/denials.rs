//! What is said of someone in one article, and denied in another.

use super::sentences::Sentence;
use super::wording::{charge, denial};
use super::{Contradiction, Kind, Stage, rounded};
use std::collections::{BTreeMap, BTreeSet};
use verbale_record::{Act, Statement};

/// What the shared words weigh at least, in articles of one story and of several.
const WEIGHT: f64 = 8.0;
const WEIGHT_ABROAD: f64 = 18.0;
/// Words that a charge and its denial share at least; one of them is no name.
const SHARED: usize = 3;
/// A pair from two stories is worth so much of one from a single story.
const ABROAD: f64 = 0.7;
/// Pairs are told from this on.
const SURE: f64 = 11.0;
/// A denial shorter than this, in stems, may need the sentence before it to be understood.
const SHORT: usize = 14;
/// A denial that leaves the claim to the sentence before it has few words; of a charge in the same story that names
/// those who deny, these are enough.
const OF_BARE: f64 = 1.5;
/// Of two pairs of one story that share so much of their words, one is told.
const ALIKE: f64 = 0.6;
/// Stems in more sentences than this lead to no candidates.
const FREQUENT: usize = 400;

/// What a denial is about.
struct Claim<'s> {
    sentence: &'s Sentence,
    /// The stems beside the denial, and of the sentence before it where it leaves the claim to that.
    context: BTreeSet<String>,
    bare: bool,
}

/// A denial and what it denies.
struct Pair<'s> {
    sure: f64,
    denial: &'s Sentence,
    charge: &'s Sentence,
    shared: BTreeSet<String>,
}

/// The denials of what another article reports, each once.
pub(super) fn between(stage: &Stage<'_>) -> Vec<Contradiction> {
    let sentences = stage.sentences;
    let charges = Charges::new(stage);
    let mut pairs = Vec::new();
    for sentence in stage.articles.iter().flat_map(|&at| sentences.of(at)) {
        let Some(denial) = denial(sentences.text(sentence)).filter(|_| sentences.is_whole(sentence)) else {
            continue;
        };
        let mut context = sentences.stems(&denial.beside);
        if denial.bare && sentence.stems.len() < SHORT {
            context.extend(sentences.before(sentence).into_iter().flat_map(|before| before.stems.clone()));
        }
        let claim = Claim { sentence, context, bare: denial.bare };
        pairs.extend(charges.against(stage, &claim));
    }
    pairs.sort_by(|x, y| {
        let place = |pair: &Pair<'_>| {
            (pair.denial.document, pair.denial.span, pair.charge.document, pair.charge.span)
        };
        y.sure.total_cmp(&x.sure).then(place(x).cmp(&place(y)))
    });
    let mut told: Vec<&Pair<'_>> = Vec::new();
    for pair in pairs.iter().filter(|pair| pair.sure >= SURE) {
        if !told.iter().any(|other| repeats(stage, pair, other)) {
            told.push(pair);
        }
    }
    told.into_iter().map(|pair| contradiction(stage, pair)).collect()
}

/// Whether a pair tells what another one told: a sentence, both articles, or most of the words are the same.
fn repeats(stage: &Stage<'_>, pair: &Pair<'_>, other: &Pair<'_>) -> bool {
    let is = |one: &Sentence, other: &Sentence| (one.document, one.span) == (other.document, other.span);
    let articles = |pair: &Pair<'_>| {
        let (a, b) = (pair.denial.document, pair.charge.document);
        (a.min(b), a.max(b))
    };
    let both = pair.shared.intersection(&other.shared).count() as f64;
    let same_story = stage.is_one_story(pair.denial.document, other.denial.document);
    is(pair.denial, other.denial)
        || is(pair.charge, other.charge)
        || articles(pair) == articles(other)
        || same_story && both >= ALIKE * pair.shared.len() as f64
}

/// The sentences that charge someone, found by their words.
struct Charges<'s> {
    all: Vec<(&'s Sentence, f64)>,
    with: BTreeMap<&'s str, Vec<usize>>,
}

impl<'s> Charges<'s> {
    fn new(stage: &Stage<'s>) -> Self {
        let sentences = stage.sentences;
        let mut charges = Self { all: Vec::new(), with: BTreeMap::new() };
        for sentence in stage.articles.iter().flat_map(|&at| sentences.of(at)) {
            let strength = charge(sentences.text(sentence));
            if strength == 0.0 || !sentences.is_whole(sentence) {
                continue;
            }
            for stem in sentence.stems.iter().filter(|stem| !sentences.is_name(stem)) {
                charges.with.entry(stem.as_str()).or_default().push(charges.all.len());
            }
            charges.all.push((sentence, strength));
        }
        charges
    }

    /// The charges that a denial may be about.
    fn against(&self, stage: &Stage<'s>, claim: &Claim<'s>) -> Vec<Pair<'s>> {
        let lists = claim.context.iter().filter_map(|stem| self.with.get(stem.as_str()));
        let candidates: BTreeSet<usize> =
            lists.filter(|list| list.len() <= FREQUENT).flatten().copied().collect();
        let named = stage.sentences.named(claim.sentence);
        candidates.into_iter().filter_map(|at| pair(stage, claim, &named, self.all[at])).collect()
    }
}

/// A denial and a charge, where the one may be about the other.
fn pair<'s>(
    stage: &Stage<'s>,
    claim: &Claim<'s>,
    named: &BTreeSet<&str>,
    (charge, strength): (&'s Sentence, f64),
) -> Option<Pair<'s>> {
    let sentences = stage.sentences;
    let (one, other) = (claim.sentence.document, charge.document);
    let one_story = stage.is_one_story(one, other);
    let (weight, part) = sentences.shared(&claim.context, &charge.stems);
    if one == other || !stage.is_near(one, other) || weight < if one_story { WEIGHT } else { WEIGHT_ABROAD } {
        return None;
    }
    let shared: BTreeSet<String> = claim.context.intersection(&charge.stems).cloned().collect();
    if shared.len() < SHARED || shared.iter().all(|stem| sentences.is_name(stem)) {
        return None;
    }
    let plain = if claim.bare && one_story && strength == 1.0 { OF_BARE } else { 1.0 };
    let sure = weight * part.sqrt() * strength * plain * if one_story { 1.0 } else { ABROAD };
    let of_them = named.is_empty() || !named.is_disjoint(&sentences.named(charge));
    of_them.then_some(Pair { sure, denial: claim.sentence, charge, shared })
}

fn contradiction(stage: &Stage<'_>, pair: &Pair<'_>) -> Contradiction {
    let dossier = stage.sentences.dossier;
    // Who denies and who charges is told where the record has a statement of that act in the sentence.
    let side = |sentence: &Sentence, acts: &[Act]| {
        let begins = |row: &&Statement| {
            let at = row.cue_span.or(row.content_spans.first().copied());
            at.is_some_and(|at| sentence.span.start <= at.start && at.start < sentence.span.end)
        };
        let mut rows = stage.sentences.record(sentence.document).statements.iter().filter(begins);
        let row = rows.rfind(|row| acts.contains(&row.act) && !row.speakers.is_empty());
        let names = row.map(|row| dossier.names(sentence.document, &row.speakers).join(", "));
        stage.side(sentence, row.map(|row| row.id.to_string()), names)
    };
    let a = side(pair.charge, &[Act::Accuse, Act::Assert, Act::Announce]);
    let b = side(pair.denial, &[Act::Deny, Act::Reject]);
    let about = match (&b.by, &a.by) {
        (Some(denies), Some(says)) if denies != says => format!("denied by {denies}, told by {says}"),
        (Some(denies), _) => format!("denied by {denies}, told in another article"),
        (None, _) => "told in one article, denied in another".to_owned(),
    };
    Contradiction { kind: Kind::Denial, about, sure: rounded(pair.sure), a, b, echoes: Vec::new() }
}
