//! Times: what is found, and which days it stands for.

use super::*;
use verbale_text::{Block, BlockKind, OffsetMap, Parts};

fn document(text: &str, published: Option<&str>) -> Document {
    let length = text.len() as u32;
    Document::new(Parts {
        text: text.to_owned(),
        published: published.map(|day| day.parse().expect("a date")),
        offsets: OffsetMap::identity(length),
        blocks: vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, length) }],
        ..Parts::default()
    })
}

fn shown(text: &str, published: Option<&str>, direction: Direction) -> Vec<String> {
    let document = document(text, published);
    let show = |time: &Time| {
        let words = document.slice(time.span);
        match (time.days, &time.duration) {
            (Some([first, last]), _) if first == last => format!("{words} = {first}"),
            (Some([first, last]), _) => format!("{words} = {first}/{last}"),
            (None, Some(duration)) => format!("{words} = {duration}"),
            (None, None) => format!("{words} = ?"),
        }
    };
    scan(&document, |_| direction).expressions.iter().map(show).collect()
}

/// Read on Monday, 17 March 2025, under a verb of the past.
fn check(text: &str, expected: &[&str]) {
    assert_eq!(shown(text, Some("2025-03-17"), Direction::Past), expected, "{text}");
}

/// The same under a verb that points ahead.
fn check_future(text: &str, expected: &[&str]) {
    assert_eq!(shown(text, Some("2025-03-17"), Direction::Future), expected, "{text}");
}

#[test]
fn full_dates() {
    check("They met on 12 April 2023.", &["12 April 2023 = 2023-04-12"]);
    check("They met on April 12, 2023, in Oslo.", &["April 12, 2023 = 2023-04-12"]);
    check("Signed 2023-04-12 in Oslo", &["2023-04-12 = 2023-04-12"]);
    check("Signed 12.04.2023 in Oslo", &["12.04.2023 = 2023-04-12"]);
    check("Signed 4/12/2023, or 13/4/2023", &["4/12/2023 = 2023-04-12", "13/4/2023 = 2023-04-13"]);
    check("since Oct. 7, 2023", &["since Oct. 7, 2023 = 2023-10-07/2025-03-17"]);
    check("on the 3rd of May, 2024", &["the 3rd of May, 2024 = 2024-05-03"]);
    check("There is no 31 April 2023.", &["31 April 2023 = ?"]);
}

#[test]
fn dates_without_a_year_follow_the_verb() {
    check("They met on 12 April.", &["12 April = 2024-04-12"]);
    check_future("They will meet on 12 April.", &["12 April = 2025-04-12"]);
    check("The envoy came on March 3.", &["March 3 = 2025-03-03"]);
    check("talks from May 9 to 11", &["from May 9 to 11 = 2024-05-09/2024-05-11"]);
    check("in Rome on 27 and 28 February", &["27 and 28 February = 2025-02-27/2025-02-28"]);
    check("The truce began on Christmas Eve.", &["Christmas Eve = 2024-12-24"]);
}

#[test]
fn weekdays_and_days_near() {
    check("They met on Friday.", &["Friday = 2025-03-14"]);
    check("They met on Monday night.", &["Monday night = 2025-03-17"]);
    check("They met last Monday.", &["last Monday = 2025-03-10"]);
    check("They met on Friday, March 7.", &["Friday, March 7 = 2025-03-07"]);
    check_future("They will meet on Friday.", &["Friday = 2025-03-21"]);
    check_future("They will meet next Monday.", &["next Monday = 2025-03-24"]);
    check("yesterday evening and today", &["yesterday evening = 2025-03-16", "today = 2025-03-17"]);
    check("The raid came overnight.", &["overnight = 2025-03-16/2025-03-17"]);
    check_future("tomorrow", &["tomorrow = 2025-03-18"]);
}

#[test]
fn weeks_months_seasons_years() {
    check("They met last week.", &["last week = 2025-03-10/2025-03-16"]);
    check("They met this week.", &["this week = 2025-03-17"]);
    check_future("They will meet this week.", &["this week = 2025-03-17/2025-03-23"]);
    check_future("They will meet next month.", &["next month = 2025-04-01/2025-04-30"]);
    check("The army moved last summer.", &["last summer = 2024-06-01/2024-08-31"]);
    check("The army moved in the summer of 2022.", &["the summer of 2022 = 2022-06-01/2022-08-31"]);
    check("It fell in 2022.", &["2022 = 2022-01-01/2022-12-31"]);
    check("It was seized in January.", &["January = 2025-01-01/2025-01-31"]);
    check("It was seized in August.", &["August = 2024-08-01/2024-08-31"]);
    check("in October of last year", &["October of last year = 2024-10-01/2024-10-31"]);
    check("over the weekend", &["the weekend = 2025-03-15/2025-03-16"]);
    check_future("this weekend", &["this weekend = 2025-03-22/2025-03-23"]);
    check("in the 1990s", &["the 1990s = 1990-01-01/1999-12-31"]);
    check("between 2014 and 2016", &["between 2014 and 2016 = 2014-01-01/2016-12-31"]);
    check("since 2014", &["since 2014 = 2014-01-01/2025-03-17"]);
}

#[test]
fn parts_and_stretches() {
    check("in early February", &["early February = 2025-02-01/2025-02-10"]);
    check("in mid-February", &["mid-February = 2025-02-11/2025-02-20"]);
    check("at the end of February", &["the end of February = 2025-02-21/2025-02-28"]);
    check("earlier this month", &["earlier this month = 2025-03-01/2025-03-17"]);
    check_future("later this month", &["later this month = 2025-03-17/2025-03-31"]);
    check("earlier on Friday", &["earlier on Friday = 2025-03-14"]);
    check("over the past 24 hours", &["the past 24 hours = 2025-03-16/2025-03-17"]);
    check("in the last week", &["the last week = 2025-03-10/2025-03-17"]);
    check_future("in the coming week", &["the coming week = 2025-03-17/2025-03-24"]);
    check_future("in two weeks", &["in two weeks = 2025-03-17/2025-03-31"]);
    check("three days ago", &["three days ago = 2025-03-14"]);
    check("two years ago", &["two years ago = 2023-01-01/2023-12-31"]);
    check("two days after March 3", &["two days after March 3 = 2025-03-05"]);
    check(
        "On March 3 it rained. The next day they met.",
        &["March 3 = 2025-03-03", "The next day = 2025-03-04"],
    );
}

#[test]
fn durations() {
    check("a 30-day truce", &["30-day = P30D"]);
    check("for two months", &["two months = P2M"]);
    check("an eleven-week siege", &["eleven-week = P11W"]);
    check("within 48 hours of the raid", &["48 hours = PT48H"]);
    check("for a year", &["a year = P1Y"]);
    check("a month after the raid they met", &[]);
}

#[test]
fn nothing_where_there_is_no_time() {
    for text in [
        "They may march on the town in force.",
        "2022 people and 1,990 tanks",
        "It costs $2023 a head.",
        "once a day",
        "the second half",
        "",
    ] {
        check(text, &[]);
    }
}

#[test]
fn relative_times_stay_open_without_a_publication_date() {
    let open = |text: &str| shown(text, None, Direction::Past);
    assert_eq!(open("They met yesterday."), ["yesterday = ?"]);
    assert_eq!(open("They met on May 3."), ["May 3 = ?"]);
    assert_eq!(open("They met on May 3, 2021."), ["May 3, 2021 = 2021-05-03"]);
    assert_eq!(open("a 30-day truce since 2014"), ["30-day = P30D", "since 2014 = ?"]);
}

proptest::proptest! {
    #[test]
    fn any_text_gives_spans_in_order_inside_it(text in "(\\PC|[0-9]{1,4}|[-,. ]|May|Monday|last|week|days|of|the){0,40}") {
        let document = document(&text, Some("2025-03-17"));
        let mut end = 0;
        for time in scan(&document, |_| Direction::Open).expressions {
            proptest::prop_assert!(time.span.start >= end && text.get(time.span.range()).is_some());
            if let Some([first, last]) = time.days {
                proptest::prop_assert!(first <= last);
            }
            end = time.span.end;
        }
    }
}

/// TIMEX3 of a text read on Monday, 17 March 2025, under a verb of the past.
fn check_timex(text: &str, expected: &[&str]) {
    let published = "2025-03-17".parse().ok();
    let block = Span::new(0, text.len() as u32);
    let found = timex::all(text, [block], published, |_| Direction::Past);
    let shown: Vec<String> = found
        .iter()
        .map(|timex| {
            let words = &text[timex.span.start as usize..timex.span.end as usize];
            format!("{words} = {}", timex.value.as_deref().unwrap_or("?"))
        })
        .collect();
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn timex_tells_units_and_quarters() {
    check_timex("They met last week.", &["last week = 2025-W11"]);
    check_timex("from Monday to Friday", &["Monday = 2025-03-17", "Friday = 2025-03-14"]);
    check_timex("sales in the fourth quarter", &["the fourth quarter = 2024-Q4"]);
    check_timex("the first quarter of 2019", &["the first quarter of 2019 = 2019-Q1"]);
    check_timex("a loss a year earlier", &["a year earlier = 2024"]);
    check_timex("in recent weeks, daily", &["recent weeks = PXW", "daily = P1D"]);
    check_timex("It is now quiet.", &["now = PRESENT_REF"]);
}

#[test]
fn timex_takes_the_words_that_belong_to_it() {
    check_timex(
        "for more than four hours on Friday",
        &["more than four hours = PT4H", "Friday = 2025-03-14"],
    );
    check_timex("the first nine months", &["the first nine months = P9M"]);
    check_timex("within two to three weeks", &["two to three weeks = P2W"]);
    check_timex("at 10 p.m. Friday, police said", &["10 p.m. Friday = 2025-03-14T22:00"]);
    check_timex("yesterday evening", &["yesterday evening = 2025-03-16TEV"]);
    check_timex("a 44-year-old driver", &[]);
}
