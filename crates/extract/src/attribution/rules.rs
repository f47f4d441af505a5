//! Attribution by rules: a short lexicon of cues and the places of the tree where their contents stand.

use super::assemble::Draft;
use super::view::{Run, View};
use verbale_analyze::Relation::{self, *};
use verbale_analyze::Upos;

/// Verbs that report a clause or a quotation. Own list: verbs of saying, writing and holding that a reader of
/// English news meets.
const SAY: &[&str] = &[
    "say",
    "tell",
    "add",
    "note",
    "report",
    "announce",
    "claim",
    "argue",
    "insist",
    "stress",
    "state",
    "warn",
    "deny",
    "confirm",
    "declare",
    "explain",
    "write",
    "post",
    "tweet",
    "admit",
    "reveal",
    "suggest",
    "believe",
    "think",
    "expect",
    "hope",
    "predict",
    "acknowledge",
    "emphasize",
    "emphasise",
    "underline",
    "underscore",
    "reiterate",
    "allege",
    "conclude",
    "continue",
    "reply",
    "respond",
    "recall",
    "indicate",
    "ask",
    "fear",
    "maintain",
    "assert",
    "point",
    "quote",
    "describe",
    "call",
    "estimate",
    "remark",
    "concede",
    "accord",
    "show",
    "find",
    "agree",
    "vow",
    "promise",
    "pledge",
    "propose",
    "demand",
    "accuse",
    "urge",
    "complain",
];

/// Verbs whose object or infinitive is what their subject says or wants. Own list.
const DEED: &[&str] = &[
    "demand",
    "propose",
    "reject",
    "condemn",
    "welcome",
    "accept",
    "agree",
    "vow",
    "refuse",
    "promise",
    "pledge",
    "urge",
    "want",
    "plan",
    "offer",
    "criticize",
    "criticise",
    "accuse",
    "blame",
    "support",
    "praise",
    "seek",
    "threaten",
    "deny",
    "confirm",
    "announce",
    "oppose",
    "denounce",
    "call",
    "ask",
    "request",
    "warn",
    "back",
    "dismiss",
    "order",
    "hope",
    "expect",
    "intend",
    "decide",
    "describe",
    "outline",
    "reiterate",
    "suggest",
];

/// Nouns that report what hangs on them. Own list.
const NOUN: &[&str] = &[
    "claim",
    "demand",
    "warning",
    "statement",
    "call",
    "threat",
    "promise",
    "proposal",
    "accusation",
    "belief",
    "hope",
    "allegation",
    "assertion",
    "pledge",
    "vow",
    "assurance",
    "suggestion",
    "insistence",
    "request",
];

/// Finds drafts in every sentence that is read.
pub fn find(view: &View<'_>, read: impl Fn(u32) -> bool) -> Vec<Draft> {
    view.all_words().filter(|&word| read(word)).filter_map(|word| draft(view, word)).collect()
}

fn draft(view: &View<'_>, head: u32) -> Option<Draft> {
    let lemma = view.lemma(head);
    match view.upos(head) {
        Upos::Verb => {
            let content = (SAY.contains(&lemma).then(|| said(view, head)).flatten())
                .or_else(|| DEED.contains(&lemma).then(|| done(view, head)).flatten())?;
            let source = source(view, head);
            Some(finish(view, head, source, content))
        }
        Upos::Noun if NOUN.contains(&lemma) => {
            let content = view.child(head, &[Acl, Ccomp])?;
            let source = view.child(head, &[NmodPoss]).filter(|&source| view.lemma(source) != "its");
            Some(finish(view, head, source, vec![view.extent(content)]))
        }
        _ => None,
    }
}

fn finish(view: &View<'_>, head: u32, source: Option<u32>, content: Vec<Run>) -> Draft {
    let mut cue = Run::new(head, head + 1);
    while cue.start > 0
        && view.head(cue.start - 1) == Some(head)
        && matches!(view.relation(cue.start - 1), Aux | AuxPass | Advmod)
    {
        cue.start -= 1;
    }
    let source_run = source.map(|source| {
        let mut run = view.extent(source);
        if view.relation(source) == Obl || view.relation(source) == Nmod {
            run.start += 1;
        }
        if run.contains(cue) { Run::new(source, source + 1) } else { run }
    });
    Draft { cue, cue_head: head, source: source_run, source_head: source, content, probability: 0.5 }
}

/// What a verb of saying reports: its clause, the clause that it hangs on, or the quotation before it.
fn said(view: &View<'_>, head: u32) -> Option<Vec<Run>> {
    let own = view.extent(head);
    if let Some(clause) = view.child(head, &[Ccomp]) {
        return Some(without(view.extent(clause), Run::new(head, head + 1), own));
    }
    if let Some(host) = view.head(head)
        && view.relation(head) == Parataxis
    {
        return Some(without(view.extent(host), own, own));
    }
    let sentence = view.sentence_of(head);
    let quoted = view.quoted.iter().enumerate().filter(|&(at, run)| {
        !run.is_empty() && run.overlaps(sentence) && view.quotations[at].depth == 0 && !run.holds(head)
    });
    let quoted: Vec<Run> = quoted.map(|(_, &run)| run).collect();
    (!quoted.is_empty()).then_some(quoted)
}

/// What a deed of speech is about: its infinitive or its object.
fn done(view: &View<'_>, head: u32) -> Option<Vec<Run>> {
    let infinitive = view.child(head, &[Xcomp]);
    let object = || view.child(head, &[Obj]);
    let oblique = || {
        let oblique = view.child(head, &[Obl])?;
        let case = view.child(oblique, &[Case])?;
        matches!(view.form(case), "for" | "of").then_some(oblique)
    };
    let content = infinitive.or_else(oblique).or_else(object)?;
    let mut run = view.extent(content);
    if let Some(case) = view.child(content, &[Case])
        && case == run.start
    {
        run.start += 1;
    }
    Some(vec![run])
}

/// The run cut where `hole` stands in it; what lies in `own` behind the hole stays out.
fn without(run: Run, hole: Run, own: Run) -> Vec<Run> {
    if !run.overlaps(hole) && !run.contains(hole) {
        return vec![run];
    }
    let before = Run::new(run.start, own.start.max(run.start).min(run.end));
    let after = Run::new(own.end.min(run.end), run.end);
    [before, after].into_iter().filter(|part| !part.is_empty()).collect()
}

/// The subject, the agent of a passive, or the subject of the clause that a participle hangs on.
fn source(view: &View<'_>, head: u32) -> Option<u32> {
    let passive = view.child(head, &[AuxPass]).is_some();
    if let Some(agent) = view.child(head, &[OblAgent]) {
        return Some(agent);
    }
    const SUBJECTS: [Relation; 2] = [Nsubj, NsubjPass];
    if !passive && let Some(subject) = view.child(head, &SUBJECTS) {
        return Some(subject);
    }
    let host = view.head(head)?;
    match view.relation(head) {
        Conj | Advcl | Xcomp => view.child(host, &SUBJECTS),
        Acl | AclRelcl => Some(host),
        _ => None,
    }
}
