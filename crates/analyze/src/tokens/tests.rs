//! Cases of the word splitter: `+` joins the words of one orthographic token, a blank parts the others.

use super::*;

fn check(text: &str, expected: &str) {
    let mut tokens = Vec::new();
    split(text, Span::new(0, text.len() as u32), &mut tokens);
    let mut shown = String::new();
    for token in &tokens {
        if !shown.is_empty() {
            shown.push(if token.joined { '+' } else { ' ' });
        }
        shown.push_str(token.span.of(text));
    }
    assert_eq!(shown, expected);
}

#[test]
fn marks_stand_alone() {
    check("\"We agree,\" she said.", "\" We agree , \" she said .");
    check("(about 20%) of €5...", "( about 20 % ) of € 5 ...");
    check("Talks—long overdue—began; then: nothing!", "Talks — long overdue — began ; then : nothing !");
    check("\"Yes,\"he said. \"No.\"They left", "\" Yes , \" he said . \" No . \" They left");
}

#[test]
fn runs_of_marks_are_one_word() {
    check("well ... -- *** no?!? ok!! #", "well ... -- *** no ?!? ok !! #");
    check("''Never,'' it said. ‘’Why?’’", "'' Never , '' it said . ‘’ Why ? ’’");
    check("\"the deal [...] holds\"", "\" the deal [...] holds \"");
}

#[test]
fn clitics_are_joined() {
    check("Russia's can't; don’t the parties' cannot", "Russia+'s ca+n't ; do+n’t the parties+' can+not");
    check("they've we're he'd It’s gonna", "they+'ve we+'re he+'d It+’s gon+na");
    check("the army‘s >quoted<", "the army+‘s > quoted <");
    check("in the 60's and the '90s", "in the 60's and the '90s");
}

#[test]
fn compounds_fall_apart_and_prefixes_stay() {
    check("30-day U.S.-led co-sponsor anti-missile", "30 - day U.S. - led co-sponsor anti-missile");
    check("an F-16 over al-Tanf in 2014-2015", "an F - 16 over al - Tanf in 2014 - 2015");
    check("on 2025-05-21 and/or 9/11", "on 2025-05-21 and / or 9/11");
}

#[test]
fn numbers_and_units_stand_apart() {
    check("$5bn, US$3.5m and 20km at 6:30pm", "$ 5 bn , US$ 3.5 m and 20 km at 6:30 pm");
    check("the 2nd of 1970s, 1,000 at 40°C", "the 2nd of 1970s , 1,000 at 40 ° C");
    check("#1 on #ceasefire", "# 1 on #ceasefire");
}

#[test]
fn stops_belong_to_abbreviations() {
    check("Mr. Lee of the U.S. met J. Ono.", "Mr. Lee of the U.S. met J. Ono .");
    check("It said no. They left at 5 p.m.", "It said no . They left at 5 p.m.");
    check("No. 10 said no. Art. 5 is art.", "No. 10 said no . Art. 5 is art .");
    check("In Dayton, Ohio, and Fargo, La. He is ill.", "In Dayton , Ohio , and Fargo , La. He is ill .");
    check("Ono et al. met Ali Jr.. Nov.28", "Ono et al. met Ali Jr. . Nov. 28");
}

#[test]
fn missing_spaces_are_seen() {
    check("after the talks.The envoy left in 2024.He", "after the talks . The envoy left in 2024 . He");
    check("it was too late.WATCH it.https://example.org", "it was too late . WATCH it . https://example.org");
    check("see REPORT.XLS or notes.TXT", "see REPORT.XLS or notes.TXT");
    check("see www.example.org/a.Then", "see www.example.org/a.Then");
    check("\u{feff}A\u{a0}b", "A b");
}

#[test]
fn addresses_are_whole() {
    check("(https://example.org/a-b?c=d).", "( https://example.org/a-b?c=d ) .");
    check("\"Desk\"<desk@example.org>, example.org/x", "\" Desk \" < desk@example.org > , example.org/x");
}

#[test]
fn odd_marks_do_not_break_a_word_boundary() {
    check("'…s", "' … s");
    check("’…s’", "’ … s+’");
    check("-", "-");
    check("", "");
}

#[test]
fn endless_runs_are_cut() {
    let mut tokens = Vec::new();
    for unit in ["a—", "(", "1-", "é", "a@b.c", "''", "x.Yy"] {
        let text = unit.repeat(20_000);
        tokens.clear();
        split(&text, Span::new(0, text.len() as u32), &mut tokens);
        assert!(tokens.iter().all(|token| token.span.len() as usize <= MOST_BYTES), "{unit}");
        let covered: u32 = tokens.iter().map(|token| token.span.len()).sum();
        assert_eq!(covered as usize, text.len(), "{unit}");
    }
}
