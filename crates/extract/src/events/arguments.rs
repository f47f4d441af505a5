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

/// Verbs that only carry an event noun as their object.
const CARRIERS: &[&str] = &[
    "hold",
    "conduct",
    "launch",
    "carry",
    "make",
    "pay",
    "impose",
    "stage",
    "have",
    "begin",
    "start",
    "resume",
    "continue",
    "undertake",
    "mount",
    "execute",
    "perform",
    "lead",
    "attend",
    "join",
    "host",
    "open",
    "finish",
    "complete",
    "conclude",
    "reach",
    "sign",
    "strike",
    "announce",
    "declare",
    "order",
    "commit",
    "suffer",
    "face",
    "wage",
    "plan",
    "enter",
    "place",
    "slap",
    "introduce",
    "give",
    "provide",
    "deliver",
    "offer",
    "send",
    "issue",
    "step",
    "expand",
    "intensify",
    "run",
    "engage",
    "do",
    "take",
    "set",
    "agree",
    "broker",
    "mediate",
    "organize",
    "organise",
    "restart",
    "maintain",
    "escalate",
    "end",
    "observe",
    "violate",
    "break",
];

/// The arguments of a verb.
pub(super) fn of_verb(annotations: &Annotations, verb: WordId) -> Arguments {
    let words = &annotations.words;
    let mut arguments = Arguments { carrier: Some(verb), ..Arguments::default() };
    let mut passive = false;
    for child in annotations.children(verb) {
        match words.relation(child) {
            Relation::Nsubj | Relation::NsubjOuter => arguments.doers.push(child),
            Relation::NsubjPass => {
                passive = true;
                arguments.objects.push(child);
            }
            Relation::Obj | Relation::Iobj => arguments.objects.push(child),
            Relation::OblAgent => arguments.doers.push(child),
            Relation::Obl => push_phrase(annotations, child, &mut arguments.phrases),
            Relation::AuxPass => passive = true,
            _ => {}
        }
    }
    let participle =
        words.feature(verb, "VerbForm") == Some("Part") && words.feature(verb, "Tense") == Some("Past");
    let bare = !annotations.children(verb).any(|child| words.relation(child) == Relation::Aux);
    passive |= participle && bare && matches!(words.relation(verb), Relation::Acl | Relation::Amod);
    if passive {
        // "by the army" where the parser gave no agent.
        let by =
            arguments.phrases.iter().filter(|(preposition, _)| preposition == "by").map(|(_, head)| *head);
        let by: Vec<WordId> = by.collect();
        arguments.doers.extend(by);
    }
    borrow_subject(annotations, verb, passive, &mut arguments);
    resolve_relatives(annotations, verb, &mut arguments);
    arguments
}

/// The subject that a verb has through another: joined verbs, infinitives, participles, modified nouns.
fn borrow_subject(annotations: &Annotations, verb: WordId, passive: bool, arguments: &mut Arguments) {
    let words = &annotations.words;
    let missing = if passive { arguments.objects.is_empty() } else { arguments.doers.is_empty() };
    let Some(head) = words.head(verb).filter(|_| missing) else { return };
    let borrowed: Vec<WordId> = match words.relation(verb) {
        Relation::Acl | Relation::Amod => vec![head],
        Relation::Conj | Relation::Advcl | Relation::Xcomp | Relation::Parataxis | Relation::Ccomp
            if words.upos(head) == Upos::Verb =>
        {
            // "ordered the army to leave": the object of the governor acts; else its subject.
            let object =
                annotations.child(head, Relation::Obj).filter(|_| words.relation(verb) == Relation::Xcomp);
            match object {
                Some(object) => vec![object],
                None if words.relation(verb) == Relation::Ccomp => Vec::new(),
                None => subjects(annotations, head, 4),
            }
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

/// The arguments of a noun, those of the verb that carries it included.
pub(super) fn of_noun(annotations: &Annotations, noun: WordId) -> Arguments {
    let words = &annotations.words;
    let mut arguments = Arguments::default();
    for child in annotations.children(noun) {
        match words.relation(child) {
            Relation::NmodPoss => arguments.possessors.push(child),
            Relation::Compound | Relation::Amod | Relation::NmodDesc => arguments.doers.push(child),
            Relation::Nmod => match preposition(annotations, child).as_deref() {
                Some("of") => arguments.of.push(child),
                Some("by") => arguments.doers.push(child),
                Some(_) => push_phrase(annotations, child, &mut arguments.phrases),
                None => {}
            },
            Relation::Acl => {
                // "talks involving Oman", "an attack carried out by the rebels".
                let below = of_verb(annotations, child);
                let active = words.feature(child, "VerbForm") != Some("Part")
                    || words.feature(child, "Tense") == Some("Pres");
                if active && matches!(words.lemma(child), "involve" | "include" | "target") {
                    arguments.phrases.extend(below.objects.iter().map(|&head| ("with".to_owned(), head)));
                } else if !active {
                    arguments.doers.extend(below.doers.iter().copied().filter(|&doer| doer != noun));
                    arguments.phrases.extend(below.phrases);
                }
            }
            _ => {}
        }
    }
    carry(annotations, noun, &mut arguments);
    arguments
}

/// Adds what the carrying verb gives: "*Oman* hosted talks", "sanctions were imposed *by the bloc*".
fn carry(annotations: &Annotations, noun: WordId, arguments: &mut Arguments) {
    let words = &annotations.words;
    let joined = std::iter::successors(Some(noun), |&at| {
        (words.relation(at) == Relation::Conj).then(|| words.head(at)).flatten()
    })
    .last()
    .unwrap_or(noun);
    let Some(verb) = words.head(joined).filter(|&verb| words.upos(verb) == Upos::Verb) else { return };
    let relation = words.relation(joined);
    let carried = match relation {
        Relation::Obj | Relation::NsubjPass => CARRIERS.contains(&words.lemma(verb)),
        // "engaged in talks", "met for talks" do not carry; "took part in", "attended" do.
        Relation::Obl => {
            matches!(words.lemma(verb), "engage" | "participate" | "take" | "enter" | "arrive" | "come")
        }
        Relation::Nsubj => {
            // "the attack killed …", "talks took place in …": the phrases are the noun's.
            let above = of_verb(annotations, verb);
            arguments.phrases.extend(above.phrases);
            if matches!(
                words.lemma(verb),
                "kill" | "hit" | "strike" | "target" | "destroy" | "wound" | "injure"
            ) {
                arguments.of.extend(above.objects);
            }
            arguments.carrier = Some(verb);
            return;
        }
        _ => false,
    };
    if !carried {
        return;
    }
    let above = of_verb(annotations, verb);
    arguments.doers.extend(above.doers.into_iter().filter(|&doer| doer != noun && doer != joined));
    arguments.phrases.extend(above.phrases.into_iter().filter(|&(_, head)| head != joined));
    arguments.carrier = Some(verb);
}

/// The preposition of a phrase, in lower case ("in", "because of" gives "because").
pub(super) fn preposition(annotations: &Annotations, head: WordId) -> Option<String> {
    annotations.child(head, Relation::Case).map(|case| annotations.words.lemma(case).to_lowercase())
}

fn push_phrase(annotations: &Annotations, head: WordId, phrases: &mut Vec<(String, WordId)>) {
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
