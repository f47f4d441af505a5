//! The attribution scorer prints what the reference tool prints, to the last digit.

use crate::common::{Dice, run_tool, shared};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use verbale_evaluate::polnear::{AnnotationFile, Article, Options, score};

/// The file names and texts of a folder, in name order.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    entries
        .map(|entry| {
            let path = entry.expect("the folder can be read").path();
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("the file is UTF-8"))
        })
        .collect()
}

fn add_annotations(
    articles: &mut BTreeMap<String, Article>,
    files: &BTreeMap<String, String>,
    side: impl Fn(&mut Article) -> &mut Vec<AnnotationFile>,
) {
    for (name, standoff) in files {
        let (article, annotator) = AnnotationFile::parse_name(name).expect("an annotation file");
        let file = AnnotationFile { annotator: annotator.map(str::to_owned), standoff: standoff.clone() };
        side(articles.entry(article.to_owned()).or_default()).push(file);
    }
}

fn articles(split: &Path, made: &BTreeMap<String, String>) -> Vec<Article> {
    let mut articles = BTreeMap::new();
    for (name, text) in files(&split.join("text")) {
        let name = name.strip_suffix(".txt").expect("a text file").to_owned();
        articles.insert(name.clone(), Article { name, text, ..Article::default() });
    }
    add_annotations(&mut articles, &files(&split.join("attributions")), |article| &mut article.gold);
    add_annotations(&mut articles, made, |article| &mut article.made);
    articles.into_values().collect()
}

/// A copy of annotation files with stretches moved, roles swapped, attributions dropped and joined.
fn spoiled(files: &BTreeMap<String, String>, seed: u64) -> BTreeMap<String, String> {
    let mut dice = Dice::new(seed);
    let mut made = BTreeMap::new();
    for (name, standoff) in files {
        if dice.one_in(12) {
            continue;
        }
        let name = if dice.one_in(3) { without_annotator(name) } else { name.clone() };
        let lines: Vec<String> =
            standoff.split('\n').filter_map(|line| spoiled_line(line, &mut dice)).collect();
        made.insert(name, lines.join("\n"));
    }
    made
}

fn without_annotator(name: &str) -> String {
    let (article, _) = AnnotationFile::parse_name(name).expect("an annotation file");
    format!("{article}.ann")
}

fn spoiled_line(line: &str, dice: &mut Dice) -> Option<String> {
    if line.starts_with('T') && dice.one_in(4) {
        let mut fields: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let (label, offsets) = fields.get(1)?.split_once(' ')?;
        let step = dice.below(12);
        let moved: Vec<String> = offsets
            .split(';')
            .map(|pair| {
                let (start, end) = pair.split_once(' ').expect("a pair of offsets");
                let (start, end): (usize, usize) =
                    (start.parse().expect("digits"), end.parse().expect("digits"));
                format!(
                    "{} {}",
                    start.saturating_sub(step),
                    if dice.one_in(2) { (start + 1).max(end - 2) } else { end }
                )
            })
            .collect();
        fields[1] = format!("{label} {}", moved.join(";"));
        return Some(fields.join("\t"));
    }
    if line.starts_with('E') {
        return match dice.below(12) {
            0 => None,
            1 => Some(line.replace("Source", "Cue")),
            2 => Some(line.replace("Source", "Nobody")),
            3 => Some(format!("{line}\n{line}")),
            4 => Some(line.replace("Content", "Discuss")),
            _ => Some(line.to_owned()),
        };
    }
    Some(line.to_owned())
}

fn check(shared: &Path, split: &Path, made: &BTreeMap<String, String>, options: &[(bool, bool)]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, standoff) in made {
        std::fs::write(folder.path().join(name), standoff).expect("the folder can be written");
    }
    let articles = articles(split, made);
    for &(all_annotators, trim_punctuation) in options {
        let (text, gold) = (split.join("text"), split.join("attributions"));
        let path = |path: &PathBuf| path.to_str().expect("UTF-8").to_owned();
        let made = path(&folder.path().to_owned());
        let (text, gold) = (path(&text), path(&gold));
        let mut arguments = vec!["--text", &text, "--gold", &gold, "--pred", &made];
        arguments.extend(all_annotators.then_some("--all-annotators"));
        arguments.extend(trim_punctuation.then_some("--trim-punct"));
        let expected = run_tool(&shared.join("tools/score_polnear.py"), &arguments);
        let ours =
            score(&articles, Options { all_annotators, trim_punctuation }).expect("annotations are sound");
        for (at, (ours, expected)) in ours.text().lines().zip(expected.lines()).enumerate() {
            assert_eq!(ours, expected, "line {}", at + 1);
        }
        assert_eq!(ours.text(), expected);
    }
}

#[test]
fn spoiled_gold_scores_as_the_reference_tool_says() {
    let Some(shared) = shared("spoiled_gold_scores_as_the_reference_tool_says") else { return };
    let split = shared.join("data/polnear/dev");
    let gold = files(&split.join("attributions"));
    check(&shared, &split, &spoiled(&gold, 1), &[(false, false), (false, true)]);
    check(&shared, &split, &spoiled(&gold, 2), &[(true, false), (true, true)]);
}

#[test]
fn the_other_annotators_score_as_the_reference_tool_says() {
    let Some(shared) = shared("the_other_annotators_score_as_the_reference_tool_says") else { return };
    let split = shared.join("data/polnear/dev");
    // The last annotator of each article, under a name that the tool pairs with the first.
    let last: BTreeMap<String, String> = files(&split.join("attributions"))
        .into_iter()
        .map(|(name, standoff)| (without_annotator(&name), standoff))
        .collect();
    check(&shared, &split, &last, &[(true, false)]);
}
