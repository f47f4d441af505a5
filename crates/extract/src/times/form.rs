//! What a time expression says, before it is set against a calendar.

/// A unit of time.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// A season of the northern year.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Which of a kind: the one before, the one we are in, the one after.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Which {
    Last,
    This,
    Next,
}

/// Which year a month belongs to.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum YearOf {
    /// Not said.
    Open,
    /// "May 2025".
    Given(i16),
    /// "May of last year".
    Relative(Which),
    /// "last May".
    Nearest(Which),
}

/// A stretch inside a longer one.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// The first third ("early March").
    Early,
    /// The second third ("mid-March").
    Middle,
    /// The last third ("late March", "the end of March").
    Late,
    /// From its start to the day of reading ("earlier this month").
    Before,
    /// From the day of reading to its end ("later this month").
    After,
}

/// The sense of a time expression.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Form {
    /// "21 May 2025", "May 21".
    Day { year: Option<i16>, month: i8, day: i8 },
    /// "May 2025", "May".
    Month { year: YearOf, month: i8 },
    /// "2022".
    Year(i16),
    /// "the 1990s".
    DecadeOf(i16),
    /// 0 is Monday.
    Weekday { day: i8, which: Option<Which> },
    /// Days from the day of reading: "yesterday" is -1.
    FromToday { first: i64, last: i64 },
    /// "last week", "this year", "next month".
    Calendar { unit: Unit, which: Which },
    /// "last summer", "summer 2024".
    SeasonOf { season: Season, which: Option<Which>, year: Option<i16> },
    /// "the weekend".
    Weekend,
    /// "the past two weeks".
    Past { count: i64, unit: Unit },
    /// "the coming days".
    Coming { count: i64, unit: Unit },
    /// "three days ago".
    Ago { count: i64, unit: Unit },
    /// "in two weeks", "within 48 hours".
    Within { count: i64, unit: Unit },
    /// Days from the day mentioned last: "the same day", "a day earlier".
    FromMentioned { count: i64, unit: Unit },
    /// "two days after October 7".
    Shifted { count: i64, unit: Unit, from: Box<Form> },
    /// "early March", "later this week".
    PartOf(Part, Box<Form>),
    /// "since January".
    Since(Box<Form>),
    /// "from May 9 to 11", "2014–2015".
    Between(Box<Form>, Box<Form>),
    /// "30-day", "two months": no day of the calendar.
    Duration { count: f64, unit: Unit },
}
