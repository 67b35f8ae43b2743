//! Dates and clock times as written.
//!
//! The grammar (`grammar`) turns words into a [`When`] and nothing else: no year is added, no "last month" is looked
//! up, 03/06/2024 stays as it is. What it means comes after: [`When::interval`] and [`When::edtf`] read it in a
//! [`Context`](super::Context), [`compare`] sets two of them side by side, [`flaws`] says what is wrong with one.

mod calendar;
mod check;
mod compare;
mod counted;
pub(super) mod cue;
mod edtf;
mod feast;
pub(super) mod grammar;
mod interval;
mod parse;
mod period;
mod stamp;

pub use check::{Flaw, flaws};
pub use compare::compare;
pub use grammar::as_told;
pub use interval::Interval;
pub use parse::parse;
pub use period::{Clock, DayPart, Feast, Moment, Part, Period, Season, Step, Unit, Year};

/// A date or clock time as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// The word that opens or closes it: until, since.
    pub role: Role,
    /// Whether it is hedged: about, circa, around.
    pub approximate: bool,
    /// What is named.
    pub extent: Extent,
}

/// One moment or the two ends of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// 27 November 2024; last month; 9:30 am
    One(Moment),
    /// 27–28 November; 2014 to 2018; from 9 to 11 am
    Range(Moment, Moment),
}

/// How a date bounds what is said of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// in, on, at, or no word at all
    #[default]
    At,
    /// as of: the state on that day
    AsOf,
    /// until, till, up to
    Until,
    /// by, no later than
    By,
    /// through: to the end of it
    Through,
    /// before
    Before,
    /// since
    Since,
    /// from, starting, as from
    From,
    /// after, later than
    After,
}

/// Which side of a date is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Its end is named: until 2028.
    Ends,
    /// Its beginning is named: since 2010.
    Begins,
}

impl Role {
    /// The side that stays open, if any.
    pub const fn side(self) -> Option<Side> {
        match self {
            Role::At | Role::AsOf => None,
            Role::Until | Role::By | Role::Through | Role::Before => Some(Side::Ends),
            Role::Since | Role::From | Role::After => Some(Side::Begins),
        }
    }

    /// The word itself, for messages.
    pub const fn word(self) -> &'static str {
        match self {
            Role::At => "on",
            Role::AsOf => "as of",
            Role::Until => "until",
            Role::By => "by",
            Role::Through => "through",
            Role::Before => "before",
            Role::Since => "since",
            Role::From => "from",
            Role::After => "after",
        }
    }
}

impl When {
    /// A moment without a role.
    pub const fn at(moment: Moment) -> Self {
        Self { role: Role::At, approximate: false, extent: Extent::One(moment) }
    }

    /// A range without a role.
    pub const fn range(start: Moment, end: Moment) -> Self {
        Self { role: Role::At, approximate: false, extent: Extent::Range(start, end) }
    }

    /// Its ends; a single moment is both.
    pub const fn ends(&self) -> (&Moment, &Moment) {
        match &self.extent {
            Extent::One(moment) => (moment, moment),
            Extent::Range(start, end) => (start, end),
        }
    }

    /// Whether it can only be read with a day of writing at hand (last year, on Friday, three weeks ago).
    ///
    /// A day without a year is not relative: it can be read as a day of any year.
    pub fn is_relative(&self) -> bool {
        let (start, end) = self.ends();
        start.is_relative() || end.is_relative()
    }

    /// Whether it hangs on another date of the text (the following day, three weeks later).
    pub fn is_of_story(&self) -> bool {
        let (start, end) = self.ends();
        start.is_of_story() || end.is_of_story()
    }

    /// Whether it is a clock time with no day.
    pub fn is_clock(&self) -> bool {
        let (start, end) = self.ends();
        start.is_clock() && end.is_clock()
    }

    /// Whether it names a fiscal year, whose days differ from country to country.
    pub fn is_fiscal(&self) -> bool {
        let (start, end) = self.ends();
        start.is_fiscal() || end.is_fiscal()
    }

    /// The same date read as an end or a beginning, after a verb that says so: "expires in 2028" is "until 2028".
    ///
    /// A date that has a role of its own keeps it.
    #[must_use]
    pub fn seen_as(mut self, side: Side) -> Self {
        if self.role == Role::At && matches!(self.extent, Extent::One(_)) {
            self.role = match side {
                Side::Ends => Role::Until,
                Side::Begins => Role::From,
            };
        }
        self
    }
}
