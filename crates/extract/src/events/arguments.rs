//! Who and what stands around a verb or a noun in the tree: subjects, objects, prepositional phrases.

use verbale_analyze::{Annotations, Relation, Upos, WordId};

/// The arguments of an event word, as head words.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Arguments {
    /// Who does it: active subjects, "by …" of a passive, possessors and nationalities of a noun.
    pub doers: Vec<WordId>,
    /// What it is done to: objects, subjects of a passive.
    pub objects: Vec<WordId>,
    /// What follows a noun's "of".
    pub of: Vec<WordId>,
    /// Possessors of a noun, which may be doers or undergoers.
    pub possessors: Vec<WordId>,
    /// Prepositional phrases: preposition and head.
    pub phrases: Vec<(String, WordId)>,
    /// The verb that carries an event noun ("*held* talks"), or the verb itself.
    pub carrier: Option<WordId>,
}

/// The arguments of a verb.
pub(super) fn of_verb(annotations: &Annotations, verb: WordId) -> Arguments {
    let words = &annotations.words;
    let mut arguments = Arguments { carrier: Some(verb), ..Arguments::default() };
    let passive = is_passive(annotations, verb);
    for child in annotations.children(verb) {
        match words.relation(child) {
            Relation::Nsubj | Relation::NsubjOuter | Relation::NsubjPass if passive => {
                arguments.objects.push(child);
            }
            Relation::Nsubj | Relation::NsubjOuter | Relation::NsubjPass => arguments.doers.push(child),
            Relation::Obj | Relation::Iobj => arguments.objects.push(child),
            Relation::OblAgent => arguments.doers.push(child),
            Relation::Obl | Relation::OblUnmarked | Relation::Nmod => match preposition(annotations, child) {
                Some(preposition) if preposition == "by" && passive => arguments.doers.push(child),
                Some(_) => push_phrase(annotations, child, &mut arguments.phrases),
                // "killed 20 people" whose object the parser took for an adverbial.
                None if child > verb && !passive && is_thing(annotations, child) => {
                    arguments.objects.push(child)
                }
                None => {}
            },
            _ => {}
        }
    }
    borrow_subject(annotations, verb, passive, &mut arguments);
    resolve_relatives(annotations, verb, &mut arguments);
    arguments
}

/// Passive: with "be" or "get", or a participle that modifies a noun. A participle that stands alone as a
/// clause's verb is a past tense misread ("strikes killed ten").
fn is_passive(annotations: &Annotations, verb: WordId) -> bool {
    let words = &annotations.words;
    let first = std::iter::successors(Some(verb), |&at| {
        let shares = words.relation(at) == Relation::Conj
            && !annotations
                .children(at)
                .any(|child| words.relation(child).is_subject() || words.relation(child) == Relation::Aux);
        shares.then(|| words.head(at)).flatten()
    })
    .last()
    .unwrap_or(verb);
    let helped = annotations.children(first).any(|child| {
        words.relation(child) == Relation::AuxPass
            || (words.relation(child) == Relation::Aux && matches!(words.lemma(child), "be" | "get"))
    });
    let participle =
        words.feature(verb, "VerbForm") == Some("Part") && words.feature(verb, "Tense") != Some("Pres");
    if helped {
        return participle || words.feature(verb, "Voice") == Some("Pass");
    }
    let auxiliaries = annotations.children(first).any(|child| words.relation(child) == Relation::Aux);
    let reduced = matches!(words.relation(verb), Relation::Acl | Relation::Amod)
        || (words.relation(verb) == Relation::Advcl && annotations.child(verb, Relation::Obj).is_none());
    participle && !auxiliaries && reduced
}

/// A noun that is no time ("killed ten on Monday", "Monday" aside).
fn is_thing(annotations: &Annotations, word: WordId) -> bool {
    let words = &annotations.words;
    let time = matches!(
        words.lemma(word).to_lowercase().as_str(),
        "day"
            | "week"
            | "month"
            | "year"
            | "time"
            | "hour"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "morning"
            | "night"
            | "evening"
    );
    matches!(words.upos(word), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num) && !time
}

/// The subject that a verb has through another: joined verbs, infinitives, participles, modified nouns.
fn borrow_subject(annotations: &Annotations, verb: WordId, passive: bool, arguments: &mut Arguments) {
    let words = &annotations.words;
    let missing = if passive { arguments.objects.is_empty() } else { arguments.doers.is_empty() };
    let Some(head) = words.head(verb).filter(|_| missing) else { return };
    let before = |subject: &WordId| *subject < verb;
    let borrowed: Vec<WordId> = match words.relation(verb) {
        // "after speaking with …": a clause of its own, wherever the parser hung it.
        Relation::Acl | Relation::Amod if annotations.child(verb, Relation::Mark).is_some() => {
            clause_subjects(annotations, head)
        }
        Relation::Acl | Relation::Amod => vec![head],
        Relation::Xcomp if words.upos(head) == Upos::Verb => match annotations.child(head, Relation::Obj) {
            // "ordered the army to leave": the object of the governor acts; else its subject.
            Some(object) => vec![object],
            None => subjects(annotations, head, 4),
        },
        // "the troops left, it said": the parser may give both subjects to the verb of saying.
        Relation::Ccomp | Relation::Parataxis if head > verb => {
            subjects(annotations, head, 0).into_iter().filter(before).collect()
        }
        Relation::Conj | Relation::Advcl | Relation::Parataxis if words.upos(head) == Upos::Verb => {
            subjects(annotations, head, 4)
        }
        _ => Vec::new(),
    };
    if passive {
        arguments.objects.extend(borrowed);
    } else {
        arguments.doers.extend(borrowed);
    }
}

/// The subjects of a verb, through joined verbs and infinitives above it.
fn subjects(annotations: &Annotations, verb: WordId, depth: usize) -> Vec<WordId> {
    let words = &annotations.words;
    let own: Vec<WordId> =
        annotations.children(verb).filter(|&child| words.relation(child).is_subject()).collect();
    if !own.is_empty() || depth == 0 {
        return own;
    }
    match (words.head(verb), words.relation(verb)) {
        (Some(head), Relation::Acl | Relation::AclRelcl) => vec![head],
        (Some(head), Relation::Conj | Relation::Xcomp | Relation::Advcl)
            if words.upos(head) == Upos::Verb =>
        {
            subjects(annotations, head, depth - 1)
        }
        _ => own,
    }
}

/// "who", "which" and "that" stand for the noun that their clause modifies.
fn resolve_relatives(annotations: &Annotations, verb: WordId, arguments: &mut Arguments) {
    let words = &annotations.words;
    let antecedent = std::iter::successors(Some(verb), |&at| {
        (words.relation(at) == Relation::Conj).then(|| words.head(at)).flatten()
    })
    .find(|&at| words.relation(at) == Relation::AclRelcl)
    .and_then(|at| words.head(at));
    let Some(antecedent) = antecedent else { return };
    for list in [&mut arguments.doers, &mut arguments.objects] {
        for word in list.iter_mut() {
            if matches!(words.lemma(*word), "who" | "which" | "that" | "whom") {
                *word = antecedent;
            }
        }
    }
}

/// The subjects of the clause that a noun stands in.
pub(super) fn clause_subjects(annotations: &Annotations, noun: WordId) -> Vec<WordId> {
    let verb = crate::clauses::governing_predicate(annotations, noun);
    verb.map(|verb| subjects(annotations, verb, 4)).unwrap_or_default()
}

/// The preposition of a phrase, in lower case ("in", "because of" gives "because"). Where a title stands before
/// a name, the parser may hang it on the title.
pub(super) fn preposition(annotations: &Annotations, head: WordId) -> Option<String> {
    let words = &annotations.words;
    let case = annotations.child(head, Relation::Case).or_else(|| {
        let titles = annotations.children(head).filter(|&child| {
            child < head
                && matches!(
                    words.relation(child),
                    Relation::NmodDesc | Relation::Compound | Relation::Amod | Relation::Nmod
                )
        });
        titles.filter_map(|title| annotations.child(title, Relation::Case)).next()
    })?;
    Some(words.lemma(case).to_lowercase())
}

pub(super) fn push_phrase(annotations: &Annotations, head: WordId, phrases: &mut Vec<(String, WordId)>) {
    if let Some(preposition) = preposition(annotations, head) {
        phrases.push((preposition, head));
        // "on Kyiv and Lviv" is one phrase; "with Oman and in Rome" two, each with its own case.
        for joined in annotations.children(head) {
            if annotations.words.relation(joined) == Relation::Conj
                && let Some(own) = annotations.child(joined, Relation::Case)
            {
                phrases.push((annotations.words.lemma(own).to_lowercase(), joined));
            }
        }
    }
}

/// The lemmas of a phrase's head, of those joined to it, and of what a quantity is of ("dozens of *trucks*").
pub(super) fn lemmas(annotations: &Annotations, head: WordId) -> Vec<String> {
    let words = &annotations.words;
    let mut found = vec![words.lemma(head).to_lowercase()];
    for child in annotations.children(head) {
        let related = match words.relation(child) {
            Relation::Conj => true,
            Relation::Nmod => preposition(annotations, child).as_deref() == Some("of"),
            _ => false,
        };
        if related {
            found.push(words.lemma(child).to_lowercase());
        }
    }
    found
}
