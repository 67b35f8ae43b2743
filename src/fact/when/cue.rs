//! The words of dates and times: what a row of `table/when.tsv` can mean.

use super::period::{DayPart, Feast, Part, Season, Step, Unit};
use super::{Role, Side};

/// What a word or phrase says about a date or time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// until, since, no later than
    Role(Role),
    /// about, circa
    Hedge,
    /// early, late, end (of)
    Part(Part),
    /// spring
    Season(Season),
    /// day, weeks
    Unit(Unit),
    /// last, this, next
    Step(Step),
    /// previous, following: counted from another date of the text, where an article stands before it
    Story(Step),
    /// now, to date: the day of writing, as the end of a range
    Now,
    /// yesterday −1, today 0, tomorrow 1
    Day(i8),
    /// tonight: a part of the day of writing
    Tonight,
    /// morning
    DayPart(DayPart),
    /// noon, midnight: the hour
    Hour(i8),
    /// am: false, pm: true
    Pm(bool),
    /// o'clock
    Oclock,
    /// GMT: minutes ahead of UTC
    Zone(i16),
    /// BC: true, AD: false
    Bc(bool),
    /// fiscal, FY
    Fiscal,
    /// nineties: the first year
    Decade(i16),
    /// century
    Century,
    /// millennium
    Millennium,
    /// Christmas Eve
    Feast(Feast),
    /// to, till, through, and a dash's like: joins the ends of a range
    To,
    /// and: joins the ends of a range after "between", or two days of one month
    And,
    /// ago
    Ago,
    /// later, earlier, afterwards: hangs on another date of the text
    Later,
    /// onwards, or later: turns the date before it into a beginning
    Onwards,
    /// A word that a date stands behind: in, on, during.
    Place,
    /// A word that a number stands behind which is no date: No, room, Route.
    Label,
    /// A verb of ending or beginning: expires, takes effect.
    Turns(Side),
}
