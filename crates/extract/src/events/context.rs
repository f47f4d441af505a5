//! PLOVER's contexts of a paragraph, by its words.

use crate::Input;
use std::collections::BTreeSet;
use verbale_analyze::{Upos, WordId};
use verbale_record::Context;

const WORDS: &[(Context, &[&str])] = &[
    (
        Context::Military,
        &[
            "army",
            "soldier",
            "troop",
            "military",
            "missile",
            "drone",
            "artillery",
            "offensive",
            "strike",
            "airstrike",
            "weapon",
            "shell",
            "front",
            "frontline",
            "ammunition",
            "tank",
            "navy",
            "warship",
            "brigade",
            "combat",
        ],
    ),
    (
        Context::Diplomatic,
        &[
            "diplomat",
            "ambassador",
            "talk",
            "negotiation",
            "summit",
            "envoy",
            "embassy",
            "delegation",
            "diplomatic",
            "diplomacy",
            "mediator",
            "mediation",
            "consultation",
            "ministry",
        ],
    ),
    (
        Context::Economic,
        &[
            "sanction",
            "trade",
            "tariff",
            "bank",
            "economy",
            "investment",
            "export",
            "import",
            "oil",
            "budget",
            "loan",
            "asset",
            "economic",
            "price",
            "market",
            "funding",
        ],
    ),
    (
        Context::Territory,
        &[
            "territory",
            "annexation",
            "border",
            "region",
            "sovereignty",
            "occupation",
            "annex",
            "territorial",
            "enclave",
        ],
    ),
    (
        Context::Legal,
        &[
            "court",
            "judge",
            "trial",
            "lawsuit",
            "prosecutor",
            "verdict",
            "tribunal",
            "warrant",
            "crime",
            "sentence",
        ],
    ),
    (
        Context::Political,
        &[
            "election",
            "parliament",
            "party",
            "coalition",
            "vote",
            "opposition",
            "cabinet",
            "lawmaker",
            "campaign",
        ],
    ),
    (
        Context::Humanitarian,
        &[
            "aid",
            "humanitarian",
            "famine",
            "hunger",
            "starvation",
            "relief",
            "food",
            "medicine",
            "malnutrition",
        ],
    ),
    (Context::Wmd, &["nuclear", "uranium", "enrichment", "chemical", "biological", "centrifuge", "warhead"]),
    (
        Context::Terrorism,
        &[
            "terrorist",
            "terrorism",
            "militant",
            "insurgent",
            "insurgency",
            "hostage",
            "jihadist",
            "extremist",
        ],
    ),
    (
        Context::HumanRights,
        &["right", "abuse", "torture", "discrimination", "detainee", "freedom", "genocide"],
    ),
    (Context::Cyber, &["cyber", "hacker", "cyberattack", "malware", "hacking"]),
    (Context::Intelligence, &["intelligence", "spy", "espionage", "spying", "agent"]),
    (Context::Peacekeeping, &["peacekeeper", "peacekeeping", "ceasefire", "truce", "peace", "armistice"]),
    (Context::Energy, &["energy", "gas", "electricity", "power", "pipeline", "grid", "fuel"]),
    (
        Context::Migration,
        &["refugee", "migrant", "migration", "asylum", "displaced", "displacement", "evacuee"],
    ),
];

/// How many of a context's words a paragraph needs; "peace" alone is no peacekeeping.
const ENOUGH: usize = 2;

/// The contexts of the paragraph that `word` stands in, in codebook order.
pub(super) fn of_paragraph(input: Input<'_>, word: WordId) -> Vec<Context> {
    let annotations = input.annotations;
    let block = annotations.sentences[annotations.words.sentence(word)].block;
    let mut seen: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); WORDS.len()];
    let sentences = annotations.sentences.iter().filter(|sentence| sentence.block == block);
    for word in sentences.flat_map(|sentence| sentence.word_ids()) {
        if !matches!(annotations.words.upos(word), Upos::Noun | Upos::Adj | Upos::Propn | Upos::Verb) {
            continue;
        }
        let lemma = annotations.words.lemma(word).to_lowercase();
        for (found, (_, words)) in seen.iter_mut().zip(WORDS) {
            if let Some(&known) = words.iter().find(|known| **known == lemma) {
                found.insert(known);
            }
        }
    }
    let mut contexts: Vec<Context> = seen
        .iter()
        .zip(WORDS)
        .filter(|(found, _)| found.len() >= ENOUGH)
        .map(|(_, (context, _))| *context)
        .collect();
    contexts.sort_unstable();
    contexts
}
