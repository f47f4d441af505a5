//! Measures entities against gold records: who the gold's source spans denote, given the spans.
//! `cargo run --release --example speakers -- GOLD.jsonl TEXTS.jsonl [--misses]`

use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use verbale_analyze::{Annotations, Model, Scratch, WordId, analyze};
use verbale_extract::{Input, entities};
use verbale_ingest::{JsonLines, Options};
use verbale_knowledge::Knowledge;
use verbale_text::Span;

fn plain(name: &str) -> Vec<String> {
    verbale_knowledge::atoms(&name.replace(['\'', '’'], " ")).into_iter().map(|atom| atom.text).collect()
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn same(gold: &Value, mine: &str) -> bool {
    let mine = plain(mine);
    let name = plain(gold["name"].as_str().unwrap_or_default());
    if mine == name || strings(&gold["aliases"]).iter().any(|alias| plain(alias) == mine) {
        return true;
    }
    if gold["kind"] == "person" {
        return mine.last() == name.last();
    }
    let (mine, name): (BTreeSet<_>, BTreeSet<_>) = (mine.iter().collect(), name.iter().collect());
    !mine.is_empty() && (mine.is_subset(&name) || name.is_subset(&mine))
}

/// The word of a span that the tree hangs the rest on: the first whose head lies outside.
fn head(annotations: &Annotations, span: Span) -> Option<WordId> {
    let mut words = annotations.words_in(span);
    words.find(|&word| {
        annotations.words.head(word).is_none_or(|head| !span.contains(annotations.words.span(head)))
    })
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let misses = args.iter().any(|arg| arg == "--misses");
    let gold = std::fs::read_to_string(&args[1]).expect("the gold is readable");
    let gold: HashMap<String, Value> = gold
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
        .map(|value| (value["document"]["id"].as_str().unwrap_or_default().to_owned(), value))
        .collect();
    let texts = std::fs::read(&args[2]).expect("the texts are readable");
    let knowledge = Knowledge::builtin();
    let mut scratch = Scratch::default();
    let (mut all, mut party_right, mut both_right) = (0, 0, 0);
    let mut forms: HashMap<&str, (u32, u32)> = HashMap::new();
    for item in JsonLines::new(texts.as_slice(), Options::new("texts")) {
        let Ok(found) = item else { continue };
        let document = found.document;
        let Some(gold) = gold.get(document.id()) else { continue };
        let annotations = analyze(&document, Model::embedded(), &mut scratch);
        let input = Input { document: &document, annotations: &annotations, knowledge: &knowledge };
        let table = entities::resolve(input);
        let by_id: HashMap<&str, &Value> = gold["entities"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|e| Some((e["id"].as_str()?, e)))
            .collect();
        for statement in gold["statements"].as_array().into_iter().flatten() {
            let Ok(span) = serde_json::from_value::<Span>(statement["source_span"].clone()) else { continue };
            let speakers: Vec<&Value> =
                strings(&statement["speakers"]).iter().filter_map(|id| by_id.get(id).copied()).collect();
            let head = head(&annotations, span);
            let made = table.denoted_in(&annotations, span, head);
            let names: Vec<&str> =
                made.iter().map(|id| table.entities[id.0 as usize].name.as_str()).collect();
            let lower = |party: &str| party.to_lowercase();
            let want: BTreeSet<String> =
                speakers.iter().filter_map(|e| e["party"].as_str()).map(lower).collect();
            let have: BTreeSet<String> = made.iter().filter_map(|&id| table.party(id)).map(lower).collect();
            let party = want == have;
            let who = if speakers.is_empty() || made.is_empty() {
                speakers.is_empty() && made.is_empty()
            } else {
                party && speakers.iter().any(|gold| names.iter().any(|name| same(gold, name)))
            };
            all += 1;
            party_right += u32::from(party);
            both_right += u32::from(who);
            let form = head.map_or("none", |head| annotations.words.upos(head).as_str());
            let tally = forms.entry(form).or_default();
            tally.0 += 1;
            tally.1 += u32::from(who);
            if misses && !who {
                println!(
                    "{}\t{:?} [{}]\tgold {:?}\tmade {:?} {:?}",
                    document.id(),
                    document.slice(span),
                    head.map_or("", |head| annotations.words.form(&document, head)),
                    speakers
                        .iter()
                        .map(|e| format!(
                            "{} ({})",
                            e["name"].as_str().unwrap_or(""),
                            e["party"].as_str().unwrap_or("-")
                        ))
                        .collect::<Vec<_>>(),
                    names,
                    have,
                );
            }
        }
    }
    println!(
        "sources {all}  party right {:.1} %  speaker right {:.1} %",
        100.0 * f64::from(party_right) / f64::from(all),
        100.0 * f64::from(both_right) / f64::from(all)
    );
    let mut forms: Vec<_> = forms.into_iter().collect();
    forms.sort_by_key(|&(_, (all, _))| std::cmp::Reverse(all));
    for (form, (all, right)) in forms {
        println!("{form:>6}  {right} of {all}");
    }
}
