//! The grammar of dates and clock times.
//!
//! The scan stops at a figure, a month, a weekday or another word of the tables that opens a date, and calls [`when`]
//! there. That reads forwards what the words name ([`item`]: a date in figures or names, a relative date, a part such as
//! the first half of 2023; or a clock time), joins a second end to it ([`range`]), and then looks back for what stands
//! before: early, about, until, between. **To add a word, add a row to `table/when.tsv`; to add a form, add a branch to
//! the file of its kind here.**

mod alone;
mod clock;
mod day;
mod era;
mod figures;
mod hour;
mod part;
mod piece;
mod range;
mod relative;
mod turn;
mod words;
mod year;

use super::cue::Cue;
use super::{Clock, Extent, Moment, Part, Period, Role, Side, Unit, When};
use crate::fact::lex::{Gap, Lexer, Memo, What};
use crate::fact::{Fact, Kind, Value};
use crate::text::Span;
use alone::Stand;
use piece::{Named, Piece};
pub use turn::as_told;
use words::{is_capital, phrase, phrase_before};

/// A date or clock time with its place, before what stands ahead of it is read.
#[derive(Debug, Clone)]
struct Draft {
    start: usize,
    end: usize,
    extent: Extent,
    role: Role,
    approximate: bool,
    /// Whether it is one whatever stands around it.
    sure: bool,
}

impl Draft {
    /// A date without a role or hedge that is one whatever stands around it.
    const fn sure(start: usize, end: usize, extent: Extent) -> Self {
        Self { start, end, extent, role: Role::At, approximate: false, sure: true }
    }
}

/// The date or clock time that hangs on the word or figure at `at`, reaching back no further than `floor`.
pub(in crate::fact) fn when(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<Fact> {
    // Money and shares: "$27 to 28 May", "up 0730%".
    let figure = lexer.byte(at).is_ascii_digit();
    if figure && (lexer.byte(at.wrapping_sub(1)) == b'$' || lexer.byte(lexer.token(at).end) == b'%') {
        return None;
    }
    let found = match alone::stand(lexer, at, floor) {
        Stand::Alone => None,
        Stand::Year => {
            let token = lexer.token(at);
            let year = era::from_year(lexer, &token, floor);
            year.and_then(|year| around(lexer, range::joined(lexer, year, floor)?, floor))
        }
        Stand::Open => return open(lexer, at, floor),
    };
    debug_assert_eq!(found, open(lexer, at, floor), "at {at} of {:?}", lexer.text);
    found
}

/// As [`when`], with every form tried.
fn open(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<Fact> {
    let draft = match clock::draft(lexer, at, floor) {
        Some(draft) => draft,
        None => range::joined(lexer, item(lexer, at, floor)?, floor)?,
    };
    around(lexer, draft, floor)
}

/// The fact that a draft becomes with what stands around it.
fn around(lexer: Lexer<'_>, mut draft: Draft, floor: usize) -> Option<Fact> {
    clock::attach(lexer, &mut draft);
    follow(lexer, &mut draft);
    let draft = precede(lexer, draft, floor)?;
    let when = When { role: draft.role, approximate: draft.approximate, extent: draft.extent };
    let kind = if when.is_clock() { Kind::Time } else { Kind::Date };
    Some(Fact { kind, span: Span::new(draft.start, draft.end), value: Value::When(when) })
}

/// The month that a word names, by itself.
pub(in crate::fact) fn month_name(word: &str) -> Option<i8> {
    let memo = Memo::new();
    let lexer = Lexer::new(word, &memo);
    let token = lexer.token(0);
    words::month(&token).filter(|_| token.end == word.len())
}

/// One end of a date: what is named at `at`.
fn item(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<Piece> {
    // "Q3" seen from its letter, as the second end of a range.
    let token = lexer.token(at);
    if lexer.is_any(&token, &["Q", "H"]) && lexer.byte(token.end).is_ascii_digit() {
        return part::nth(lexer, token.end, at);
    }
    part::nth(lexer, at, floor)
        .or_else(|| relative::relative(lexer, at, floor))
        .or_else(|| piece::piece(lexer, at, floor))
}

/// The second end of a range, which may open with "early", "the end of" and the like.
fn item_ahead(lexer: Lexer<'_>, at: usize) -> Option<Piece> {
    let mut start = lexer.token(at);
    if lexer.is(&start, "the") {
        start = lexer.token(start.end);
    }
    if let Some((Cue::Step(_) | Cue::Story(_), token)) = phrase(lexer, start.start) {
        // "from last Monday to next Friday": the grammar looks back for the step.
        return item(lexer, lexer.token(token.end).start, start.start);
    }
    if let Some((Cue::Part(part), token)) = phrase(lexer, start.start) {
        let dash = lexer.token(token.end);
        let inner_at = if dash.is_dash() { dash.end } else { token.end };
        let inner = item(lexer, inner_at, inner_at)?;
        return Some(with_part(inner, part, start.start));
    }
    item(lexer, start.start, start.start)
}

fn with_part(mut piece: Piece, part: Part, start: usize) -> Piece {
    piece.start = start;
    piece.sure = true;
    piece.what = match piece.what {
        Named::Period(of) => Named::Period(Period::Part { part, of: Box::new(of) }),
        day @ Named::Day(_) => day,
    };
    piece
}

/// What closes a date: onwards, or later, at the latest, at the earliest.
fn follow(lexer: Lexer<'_>, draft: &mut Draft) {
    let mut at = draft.end;
    let and = lexer.token(at);
    if and.mark() == Some(',') {
        at = and.end;
    }
    if let Some(end) = to_present(lexer, draft.end) {
        draft.role = Role::Since;
        draft.end = end;
        return;
    }
    match phrase(lexer, at) {
        Some((Cue::Onwards, token)) if token.gap <= Gap::Space => {
            // "1 May and after" ends there; "1 May and after the vote" goes on.
            let next = lexer.token(token.end);
            let ends = !matches!(next.what, What::Word(_))
                || lexer.of(&token).ends_with('s')
                || next.gap == Gap::Paragraph;
            if ends {
                draft.role = Role::From;
                draft.end = token.end;
            }
        }
        _ => {
            let preposition = lexer.token(at);
            let the = lexer.token(preposition.end);
            let word = lexer.token(if lexer.is(&the, "the") { the.end } else { the.start });
            draft.role = match () {
                () if !lexer.is(&preposition, "at") => return,
                () if lexer.is(&word, "latest") => Role::By,
                () if lexer.is(&word, "earliest") => Role::From,
                () => return,
            };
            draft.end = word.end;
        }
    }
}

/// "2014–present", "2014 to the present": the end of it.
fn to_present(lexer: Lexer<'_>, end: usize) -> Option<usize> {
    let joint = lexer.token(end);
    if !joint.is_dash() && !lexer.is_any(&joint, &["to", "until", "through"]) {
        return None;
    }
    let the = lexer.token(joint.end);
    let word = if lexer.is(&the, "the") { lexer.token(the.end) } else { the };
    let close = lexer.token(word.end);
    // "to present a plan" is a verb.
    let noun = joint.is_dash() || lexer.is(&the, "the") || !matches!(close.what, What::Word(_));
    (lexer.is(&word, "present") && noun && word.gap <= Gap::Space).then_some(word.end)
}

/// Reads what stands before a date: the part it names (early), a hedge (about), its role (until).
fn precede(lexer: Lexer<'_>, mut draft: Draft, floor: usize) -> Option<Draft> {
    let is_range = matches!(draft.extent, Extent::Range(..));
    let the = lexer.before(draft.start, floor);
    let article = lexer.is(&the, "the") && the.gap <= Gap::Space;
    let mut start = if article { the.start } else { draft.start };
    let mut sure = draft.sure || article && is_decade(&draft.extent);
    if let Some((part, at)) = part_before(lexer, start, floor) {
        if let Extent::One(moment) | Extent::Range(moment, _) = &mut draft.extent
            && let Some(of) = moment.date.take()
        {
            if part == Part::End && moment.clock.is_none() && clock::takes_clock(&of) {
                moment.clock = Some(Clock::END_OF_DAY);
                moment.date = Some(of);
            } else {
                moment.date = Some(Period::Part { part, of: Box::new(of) });
            }
        }
        (start, sure) = (at, true);
        draft.start = at;
        let the = lexer.before(start, floor);
        if lexer.is(&the, "the") {
            start = the.start;
        }
    }
    if let Some(at) = hedge_before(lexer, start, floor) {
        draft.approximate = true;
        (draft.start, start) = (at, at);
    }
    let before = lexer.before(start, floor);
    if before.gap == Gap::Paragraph {
        return sure.then_some(draft);
    }
    match phrase_before(lexer, start, floor) {
        Some((Cue::Role(role), token)) if is_range && role == Role::From || draft.role == role => {
            draft.start = token.start;
            sure = true;
        }
        Some((Cue::Role(role), token)) if !is_range && draft.role == Role::At => {
            draft.role = role;
            draft.start = token.start;
            sure = true;
        }
        Some((Cue::And, and)) if !is_range && now_before(lexer, and.start, floor).is_some() => {
            // "between now and 15 November"
            let today = Period::Span { unit: Unit::Day, step: 0, count: 1 };
            if let Extent::One(moment) = &draft.extent {
                draft.extent = Extent::Range(Moment::date(today), moment.clone());
            }
            draft.start = now_before(lexer, and.start, floor)?;
            sure = true;
        }
        Some((Cue::Place | Cue::Role(_) | Cue::Step(_) | Cue::To | Cue::And, _)) => {
            sure |= draft.sure || is_capital(lexer, &lexer.token(draft.start)) || !is_plain(&draft.extent);
        }
        _ if lexer.is(&before, "between") && is_range => {
            draft.start = before.start;
            sure = true;
        }
        _ => {}
    }
    sure.then_some(draft)
}

/// Where "between now" starts, if it stands before `at`.
fn now_before(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<usize> {
    let now = lexer.before(at, floor);
    let between = lexer.before(now.start, floor);
    (lexer.is(&now, "now") && lexer.is(&between, "between")).then_some(between.start)
}

/// May and March, which are verbs as well.
fn is_plain(extent: &Extent) -> bool {
    matches!(
        extent,
        Extent::One(Moment { date: Some(Period::Month { month: 3 | 5, .. }), .. })
            | Extent::One(Moment {
                date: Some(Period::Year(_) | Period::Figures { .. } | Period::Decade(_)),
                ..
            })
    )
}

const fn is_decade(extent: &Extent) -> bool {
    matches!(extent, Extent::One(Moment { date: Some(Period::Decade(_)), .. }))
}

/// early, mid-, the end of: the part and where it starts.
fn part_before(lexer: Lexer<'_>, start: usize, floor: usize) -> Option<(Part, usize)> {
    let mut at = start;
    let dash = lexer.before(at, floor);
    let dashed = dash.is_dash() && dash.gap == Gap::None;
    if dashed {
        at = dash.start;
    }
    let (part, token) = match phrase_before(lexer, at, floor)? {
        (Cue::Part(part), token) => (part, token),
        // "end-2024", "end-March"
        (Cue::Turns(Side::Ends), token) if dashed && lexer.is(&token, "end") => (Part::End, token),
        _ => return None,
    };
    // "early in 2024" is one phrase, "early" before a dash too; a dash needs the word to touch it.
    (!dashed || lexer.before(at, floor).gap == Gap::None).then_some((part, token.start))
}

/// about, circa, c.: where the hedge starts.
fn hedge_before(lexer: Lexer<'_>, start: usize, floor: usize) -> Option<usize> {
    let dot = lexer.before(start, floor);
    let (at, dotted) = if dot.mark() == Some('.') { (dot.start, true) } else { (start, false) };
    let word = lexer.before(at, floor);
    if word.gap > Gap::Space || dotted && word.gap != Gap::None {
        return None;
    }
    let name = lexer.of(&word);
    let short = matches!(name, "c" | "ca" | "C")
        && lexer.char_before(word.start) != Some('/')
        && !lexer.char_before(word.start).is_some_and(char::is_alphanumeric);
    if short && (dotted || name == "c" || name == "ca") {
        return Some(word.start);
    }
    match words::cue(&word) {
        Some(Cue::Hedge) if !dotted => Some(word.start),
        _ => None,
    }
}
