use super::{MarkedTime, TimexScore, read_timeml};

const ARTICLE: &str = "<TimeML><DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"2024-02-05\" \
    functionInDocument=\"CREATION_TIME\">5 Feb</TIMEX3></DCT><TEXT>A &amp; B <EVENT eid=\"e1\">met</EVENT> on \
    <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2024-02-02\">Friday</TIMEX3> for <TIMEX3 tid=\"t2\" type=\"DURATION\" \
    value=\"P2D\">two days</TIMEX3>.</TEXT></TimeML>";

#[test]
fn the_body_and_its_times_are_read() {
    let article = read_timeml(ARTICLE);
    assert_eq!(article.text, "A & B met on Friday for two days.");
    assert_eq!(article.published.as_deref(), Some("2024-02-05"));
    let shown: Vec<_> = article
        .expressions
        .iter()
        .map(|time| (&article.text[time.at.clone()], time.value.as_str()))
        .collect();
    assert_eq!(shown, [("Friday", "2024-02-02"), ("two days", "P2D")]);
}

#[test]
fn strict_relaxed_and_value_are_counted_apart() {
    let article = read_timeml(ARTICLE);
    let check = |made: &[(usize, usize, &str)], expected: [usize; 3]| {
        let mut score = TimexScore::default();
        let made: Vec<MarkedTime> = made
            .iter()
            .map(|(start, end, value)| MarkedTime { at: *start..*end, value: (*value).to_owned() })
            .collect();
        score.add(0, &article, &made);
        assert_eq!([score.all.strict.hit, score.all.relaxed.hit, score.all.value.hit], expected);
        assert_eq!(score.all, score.first_half);
    };
    check(&[], [0, 0, 0]);
    check(&[(13, 19, "2024-02-02")], [1, 1, 1]);
    check(&[(10, 19, "2024-02-09"), (24, 32, "P2D")], [1, 2, 1]);
}
