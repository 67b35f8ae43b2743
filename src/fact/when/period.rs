//! The pieces of a date as the words give them.

/// A day, a stretch of days, a clock time, or a day with a clock time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moment {
    /// The stretch of the calendar.
    pub date: Option<Period>,
    /// A weekday written beside a date (Friday 29 November), counted from Monday = 1. It only confirms the date.
    pub weekday: Option<i8>,
    /// morning, evening
    pub part: Option<DayPart>,
    /// The clock time.
    pub clock: Option<Clock>,
}

/// A stretch of the calendar as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Period {
    /// 27 November 2024
    Day {
        /// Its year.
        year: Year,
        /// 1 to 12.
        month: i8,
        /// 1 to 31; whether the month has that day is not asked.
        day: i8,
    },
    /// 03/06/2024: which is the month is not said.
    Figures {
        /// The first figure.
        first: i8,
        /// The second figure.
        second: i8,
        /// Its year.
        year: Year,
    },
    /// November 2024
    Month {
        /// Its year.
        year: Year,
        /// 1 to 12.
        month: i8,
    },
    /// 2024, last year
    Year(Year),
    /// A quarter, a half, the first nine months: whole months of one year.
    Months {
        /// Their year.
        year: Year,
        /// The first month.
        first: i8,
        /// The last month.
        last: i8,
    },
    /// summer 2024
    Season {
        /// Its year; of a winter written as 2010–11, the first.
        year: Year,
        /// Which.
        season: Season,
    },
    /// the 1990s, by the first year
    Decade(i16),
    /// A century by number: 20, or −1 for the first century BC.
    Century(i16),
    /// A millennium by number: 3, or −1 for the first millennium BC.
    Millennium(i16),
    /// week 31, 2018-W31
    Week {
        /// Its year.
        year: Year,
        /// ISO 8601 week number.
        week: i8,
    },
    /// Friday, next Friday
    Weekday {
        /// From Monday = 1.
        weekday: i8,
        /// `None` where nothing is said.
        step: Option<Step>,
    },
    /// the 4th
    DayOfMonth(i8),
    /// this week, last quarter, the next two decades: `count` units from the `step`th on, counted from the one that
    /// holds the day of writing.
    Span {
        /// The unit.
        unit: Unit,
        /// Offset of the first one.
        step: i32,
        /// How many, at least 1.
        count: i32,
    },
    /// three weeks ago, in two days
    Ago {
        /// The unit.
        unit: Unit,
        /// How many; negative for the past.
        count: i32,
    },
    /// Christmas Eve, Easter 2018
    Holiday {
        /// Its year.
        year: Year,
        /// When it falls.
        feast: Feast,
    },
    /// early August, the end of 2024
    Part {
        /// Which part.
        part: Part,
        /// Of what.
        of: Box<Period>,
    },
    /// the first week of January 2015, the last Friday in May: counted from the end where negative.
    Nth {
        /// Which: 1 is the first, −1 the last.
        nth: i8,
        /// Of what unit.
        unit: Unit,
        /// Within what.
        of: Box<Period>,
    },
    /// the week of 10 April, the weekend of Halloween
    Around {
        /// The unit that holds it.
        unit: Unit,
        /// What it holds.
        of: Box<Period>,
    },
    /// two weeks before 13 May 1999
    Shift {
        /// Steps in order, each a count of a unit; negative for before.
        steps: Vec<(i32, Unit)>,
        /// From where.
        of: Box<Period>,
    },
    /// the following day, three weeks later: hangs on another date of the text.
    Story,
    /// fiscal 2024, FY2023/24
    Fiscal {
        /// The year that names it.
        year: Year,
        /// The second one, where two are written.
        to: Option<i16>,
        /// The quarter or half, as its first and last month of the fiscal year.
        months: Option<(i8, i8)>,
    },
}

/// A year as the words give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Year {
    /// Nothing is said: 27 November.
    Unsaid,
    /// In full. 0 is 1 BC, −1 is 2 BC (astronomical years, as in ISO 8601).
    Full(i32),
    /// Its last two digits: 23/08/39.
    Short(i8),
    /// this year 0, last year −1, next year 1
    Relative(i8),
    /// last August, this August, next August: that occurrence, counted from the day of writing.
    Step(Step),
}

/// When a named day falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Feast {
    /// On the same day each year.
    Fixed {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// So many days after Easter Sunday (western reckoning).
    Easter(i8),
    /// On a weekday of a month: the fourth Thursday of November; counted from the end where negative.
    Nth {
        /// Which.
        nth: i8,
        /// From Monday = 1.
        weekday: i8,
        /// 1 to 12.
        month: i8,
    },
}

/// Which one, counted from the day of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// last: of the week, month, year before
    Last,
    /// this
    This,
    /// next: of the week, month, year after
    Next,
    /// the coming one: the first after the day of writing
    Coming,
}

impl Step {
    /// How many units away it is.
    pub const fn offset(self) -> i8 {
        match self {
            Step::Last => -1,
            Step::This => 0,
            Step::Next | Step::Coming => 1,
        }
    }
}

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A day.
    Day,
    /// A certain weekday, from Monday = 1 (the last Friday in May).
    Weekday(i8),
    /// Monday to Sunday.
    Week,
    /// Monday to Friday.
    WorkingWeek,
    /// Saturday and Sunday.
    Weekend,
    /// Two weeks.
    Fortnight,
    /// A month.
    Month,
    /// Three months, from January, April, July or October.
    Quarter,
    /// A year.
    Year,
    /// Ten years, from a year that ends in 0.
    Decade,
    /// A hundred years.
    Century,
}

/// A season of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Season {
    /// spring
    Spring,
    /// summer
    Summer,
    /// autumn, fall
    Autumn,
    /// winter
    Winter,
}

/// A part of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// early, the beginning of
    Early,
    /// mid, the middle of
    Middle,
    /// late, towards the end of
    Late,
    /// the end of: it closes there
    End,
    /// the first half of
    FirstHalf,
    /// the second half of
    SecondHalf,
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayPart {
    /// morning
    Morning,
    /// afternoon
    Afternoon,
    /// evening
    Evening,
    /// night
    Night,
}

/// A clock time as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Clock {
    /// 0 to 23.
    pub hour: i8,
    /// 0 to 59.
    pub minute: Option<i8>,
    /// 0 to 59.
    pub second: Option<i8>,
    /// Whether the half of the day is open: 3:30, five o'clock.
    pub either_half: bool,
    /// The time zone, as minutes ahead of UTC.
    pub zone: Option<i16>,
}

impl Clock {
    /// The last second of a day: the end of tomorrow.
    pub(super) const END_OF_DAY: Self =
        Self { hour: 23, minute: Some(59), second: Some(59), either_half: false, zone: None };
}

impl Moment {
    /// A stretch of the calendar and nothing else.
    pub const fn date(date: Period) -> Self {
        Self { date: Some(date), weekday: None, part: None, clock: None }
    }

    /// A clock time and nothing else.
    pub const fn clock(clock: Clock) -> Self {
        Self { date: None, weekday: None, part: None, clock: Some(clock) }
    }

    pub(super) fn is_relative(&self) -> bool {
        self.date.as_ref().is_some_and(Period::is_relative)
    }

    pub(super) fn is_of_story(&self) -> bool {
        self.date.as_ref().is_some_and(|period| period.any(&|p| matches!(p, Period::Story)))
    }

    pub(super) fn is_fiscal(&self) -> bool {
        self.date.as_ref().is_some_and(|period| period.any(&|p| matches!(p, Period::Fiscal { .. })))
    }

    pub(super) const fn is_clock(&self) -> bool {
        self.date.is_none() && self.weekday.is_none()
    }
}

impl Period {
    /// The year where one is written or could be; `None` for stretches without one.
    pub const fn year(&self) -> Option<Year> {
        match self {
            Period::Day { year, .. }
            | Period::Figures { year, .. }
            | Period::Month { year, .. }
            | Period::Year(year)
            | Period::Months { year, .. }
            | Period::Season { year, .. }
            | Period::Week { year, .. }
            | Period::Holiday { year, .. } => Some(*year),
            _ => None,
        }
    }

    /// Sets the year of a stretch that says none, also inside "the last week of July".
    pub(super) fn give_year(&mut self, new: Year) {
        match self {
            Period::Day { year, .. }
            | Period::Figures { year, .. }
            | Period::Month { year, .. }
            | Period::Months { year, .. }
            | Period::Season { year, .. }
            | Period::Week { year, .. }
            | Period::Holiday { year, .. } => {
                *year = if *year == Year::Unsaid { new } else { *year };
            }
            Period::Part { of, .. }
            | Period::Nth { of, .. }
            | Period::Around { of, .. }
            | Period::Shift { of, .. } => {
                of.give_year(new);
            }
            _ => {}
        }
    }

    /// The stretch this one is a part of or counted from; itself where it is none.
    pub(super) fn base(&self) -> &Period {
        match self {
            Period::Part { of, .. }
            | Period::Nth { of, .. }
            | Period::Around { of, .. }
            | Period::Shift { of, .. } => of.base(),
            other => other,
        }
    }

    fn any(&self, is: &dyn Fn(&Period) -> bool) -> bool {
        is(self.base())
    }

    fn is_relative(&self) -> bool {
        self.any(&|p| match p {
            Period::Weekday { .. } | Period::DayOfMonth(_) | Period::Span { .. } | Period::Ago { .. } => true,
            Period::Story => true,
            other => matches!(other.year(), Some(Year::Relative(_) | Year::Step(_))),
        })
    }
}
