//! temp
use verbale_analyze::*;
use verbale_text::*;
fn main() {
    let model = Model::embedded();
    let mut scratch = Scratch::default();
    for path in std::env::args().skip(1) {
        let data = std::fs::read_to_string(&path).unwrap();
        let mut text = String::new();
        let mut sents = vec![];
        let mut gold = vec![];
        let mut cur = vec![];
        for line in data.lines().chain([""]) {
            if line.is_empty() {
                if !cur.is_empty() {
                    sents.push(std::mem::take(&mut cur));
                }
                continue;
            }
            if line.starts_with('#') {
                continue;
            }
            let r: Vec<&str> = line.split('\t').collect();
            if r[0].contains(['-', '.']) {
                continue;
            }
            let s = text.len() as u32;
            text.push_str(r[1]);
            cur.push(Span::new(s, text.len() as u32));
            text.push(' ');
            gold.push((
                r[3].to_string(),
                r[6].parse::<usize>().unwrap(),
                r[7].to_string(),
                r[2].to_string(),
                r[5].to_string(),
            ));
        }
        let t = std::time::Instant::now();
        let a = analyze_words(&text, &sents, model, &mut scratch);
        let dt = t.elapsed().as_secs_f64();
        let (mut u, mut h, mut l, mut le, mut f) = (0, 0, 0, 0, 0);
        for w in a.words.ids() {
            let g = &gold[w.index()];
            let st = a.sentences[a.words.sentence(w)].words.start;
            u += (a.words.upos(w).as_str() == g.0) as usize;
            le += (a.words.lemma(w) == g.3) as usize;
            f += (&*a.words.feature_sets[a.words.features[w.index()] as usize] == g.4) as usize;
            let head = a.words.head(w).map_or(0, |x| (x.0 - st + 1) as usize);
            if head == g.1 {
                h += 1;
                if a.words.relation(w).universal() == g.2.split(':').next().unwrap() {
                    l += 1;
                }
            }
        }
        let n = a.words.len() as f64;
        println!(
            "{path} n={n} upos {:.2} feats {:.2} lemma {:.2} uas {:.2} las {:.2}  {:.0} words/s",
            u as f64 / n * 100.,
            f as f64 / n * 100.,
            le as f64 / n * 100.,
            h as f64 / n * 100.,
            l as f64 / n * 100.,
            n / dt
        );
    }
}
