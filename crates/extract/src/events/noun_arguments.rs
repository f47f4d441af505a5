//! Who and what stands around an event noun, those of the verb that carries it included.

use super::arguments::{Arguments, of_verb, preposition, push_phrase};
use verbale_analyze::{Annotations, Relation, Upos, WordId};

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

/// Nouns that only stand before an event noun: "the *start* of an offensive", "a *wave* of strikes".
const PARTITIVES: &[&str] = &[
    "start",
    "beginning",
    "launch",
    "series",
    "wave",
    "number",
    "round",
    "phase",
    "spate",
    "surge",
    "resumption",
    "kind",
    "type",
    "lot",
    "couple",
    "expansion",
    "escalation",
    "continuation",
    "end",
    "outbreak",
    "renewal",
    "threat",
    "plan",
];

/// Adds what the carrying verb gives: "*Oman* hosted talks", "sanctions were imposed *by the bloc*".
fn carry(annotations: &Annotations, noun: WordId, arguments: &mut Arguments) {
    let words = &annotations.words;
    let joined = std::iter::successors(Some(noun), |&at| {
        (words.relation(at) == Relation::Conj).then(|| words.head(at)).flatten()
    })
    .last()
    .unwrap_or(noun);
    let Some(above) = words.head(joined) else { return };
    if words.upos(above) == Upos::Noun
        && PARTITIVES.contains(&words.lemma(above))
        && words.relation(joined) == Relation::Nmod
        && preposition(annotations, joined).as_deref() == Some("of")
    {
        let outer = of_noun(annotations, above);
        arguments.doers.extend(outer.doers);
        arguments.possessors.extend(outer.possessors);
        arguments.phrases.extend(outer.phrases);
        arguments.carrier = outer.carrier;
        return;
    }
    if words.upos(above) != Upos::Verb {
        return;
    }
    let carried = match words.relation(joined) {
        Relation::Obj | Relation::NsubjPass => CARRIERS.contains(&words.lemma(above)),
        // "arrived for a visit", "took part in talks"; who spoke after talks took part in them only where the
        // talks name another side, which the participants look after.
        Relation::Obl => {
            matches!(
                words.lemma(above),
                "engage"
                    | "participate"
                    | "take"
                    | "enter"
                    | "arrive"
                    | "come"
                    | "land"
                    | "fly"
                    | "be"
                    | "go"
                    | "travel"
            )
        }
        Relation::Nsubj => {
            // "the attack killed …", "talks took place in …": the phrases are the noun's.
            let below = of_verb(annotations, above);
            arguments.phrases.extend(below.phrases);
            if matches!(
                words.lemma(above),
                "kill" | "hit" | "strike" | "target" | "destroy" | "wound" | "injure"
            ) {
                arguments.of.extend(below.objects);
            }
            arguments.carrier = Some(above);
            return;
        }
        _ => false,
    };
    if !carried {
        return;
    }
    let carrier = of_verb(annotations, above);
    arguments.doers.extend(carrier.doers.into_iter().filter(|&doer| doer != noun && doer != joined));
    arguments.phrases.extend(carrier.phrases.into_iter().filter(|&(_, head)| head != joined));
    arguments.carrier = Some(above);
}
