//! Years that stand alone: 2024, '88, A.D. 1200, 44 BC, nineteen eighty-four, '90s.

use super::figures;
use super::piece::Piece;
use super::words::is_counted;
use super::year::{begins_clean, ends_clean, era, figure_decade, is_year, with_era};
use crate::fact::lex::{Gap, Lexer, Token, What};
use crate::fact::when::cue::Cue;
use crate::fact::when::{Period, Year};

/// A.D. 1200
pub(super) fn dotted_ad(lexer: Lexer<'_>, token: &Token) -> Option<Piece> {
    let (false, end) = era(lexer, token.start)? else { return None };
    let digits = lexer.token(end);
    let value = lexer.of(&digits).parse().ok()?;
    let fits =
        matches!(digits.what, What::Digits) && digits.end - digits.start <= 4 && digits.gap == Gap::Space;
    fits.then(|| Piece::new(token.start, digits.end, Period::Year(Year::Full(value))))
}

/// "in nineteen eighty-four": a year in words, where a word before it wants a date.
pub(super) fn spelled(lexer: Lexer<'_>, token: &Token, floor: usize) -> Option<Piece> {
    let (value, end) = super::words::spelled_year(lexer, token.start)?;
    let before = lexer.before(token.start, floor);
    let wanted = lexer.is_any(&before, &["in", "since", "of", "until", "by", "after", "before", "year"]);
    let free = !is_counted(lexer, &lexer.token(end)) && (1100..2100).contains(&value);
    (wanted && free).then(|| Piece::new(token.start, end, Period::Year(Year::Full(value))))
}

/// AD 79, A.D. 1000, seen from the figure.
pub(super) fn after_era(lexer: Lexer<'_>, token: &Token, floor: usize) -> Option<Piece> {
    let dot = lexer.before(token.start, floor);
    let word = if dot.mark() == Some('.') { lexer.before(dot.start, floor) } else { dot };
    let start = match (lexer.of(&word), super::words::cue(&word)) {
        ("AD" | "CE", Some(Cue::Bc(false))) if word.start == dot.start => word.start,
        ("D", _) => {
            let inner = lexer.before(word.start, floor);
            let letter = lexer.before(inner.start, floor);
            let dotted = inner.mark() == Some('.') && lexer.of(&letter) == "A";
            dotted.then_some(letter.start)?
        }
        _ => return None,
    };
    let year = Period::Year(Year::Full(lexer.of(token).parse().ok()?));
    (dot.gap == Gap::Space && ends_clean(lexer, token.end)).then(|| Piece::new(start, token.end, year))
}

/// '88, where a word before it wants a year
pub(super) fn short_year(lexer: Lexer<'_>, token: &Token, floor: usize) -> Option<Piece> {
    let mark = lexer.before(token.start, floor);
    let quoted = matches!(mark.mark(), Some('\'' | '’')) && mark.gap == Gap::None;
    let wanted = matches!(
        super::words::phrase_before(lexer, mark.start, floor),
        Some((Cue::Place | Cue::Role(_) | Cue::Season(_) | Cue::Part(_), _))
    );
    let fits = quoted && wanted && token.end - token.start == 2 && ends_clean(lexer, token.end);
    let year = Year::Short(lexer.of(token).parse().ok()?);
    fits.then(|| Piece::new(mark.start, token.end, Period::Year(year)))
}

/// 44 BC, 79 AD, 12,000 BC
pub(super) fn old_year(lexer: Lexer<'_>, token: &Token, floor: usize) -> Option<Piece> {
    let (value, end) = old_figure(lexer, token, floor)?;
    if era(lexer, end).is_some() {
        let found = with_era(lexer, value, end);
        return Some(Piece::new(token.start, found.end, Period::Year(found.year)));
    }
    // "5,000–4,000 BC": the era stands behind the second.
    let joint = lexer.token(end);
    let joined = joint.is_dash() || matches!(super::words::cue(&joint), Some(Cue::To));
    let second = lexer.token(joint.end);
    let long = joined && matches!(second.what, What::Digits);
    let (last, last_end) = long.then(|| old_figure(lexer, &second, second.start)).flatten()?;
    let before = matches!(with_era(lexer, last, last_end).year, Year::Full(year) if year <= 0);
    (before && era(lexer, last_end).is_some())
        .then(|| Piece::new(token.start, end, Period::Year(Year::Full(1 - value))))
}

/// The figure of a year before an era, and its end: 44, 12,000.
fn old_figure(lexer: Lexer<'_>, token: &Token, floor: usize) -> Option<(i32, usize)> {
    if !begins_clean(lexer, token.start, floor) {
        return None;
    }
    let (value, end): (i32, usize) = (lexer.of(token).parse().ok()?, token.end);
    let comma = lexer.token(end);
    let group = lexer.token(comma.end);
    let grouped = comma.mark() == Some(',')
        && comma.gap == Gap::None
        && group.gap == Gap::None
        && group.end - group.start == 3;
    if !grouped {
        return Some((value, end));
    }
    Some((value.checked_mul(1000)?.checked_add(lexer.of(&group).parse().ok()?)?, group.end))
}

/// 2024, 2014–18, 2017 april, 2017 Q1, 2024-Nov-27
pub(super) fn from_year(lexer: Lexer<'_>, token: &Token, floor: usize) -> Option<Piece> {
    let value: i32 = lexer.of(token).parse().ok()?;
    if !(1000..=2999).contains(&value) || !begins_clean(lexer, token.start, floor) {
        return None;
    }
    if let Some(found) = figures::year_first(lexer, token, value) {
        return Some(found);
    }
    if let Some((_, _)) = era(lexer, token.end) {
        let found = with_era(lexer, value, token.end);
        return Some(Piece::new(token.start, found.end, Period::Year(found.year)));
    }
    let year = Period::Year(Year::Full(value));
    let piece = Piece::new(token.start, token.end, year);
    if is_year(lexer, token.start, token.end, value, floor) {
        return Some(piece);
    }
    ends_clean(lexer, token.end).then(|| piece.unsure())
}

/// '90s
pub(super) fn short_decade(lexer: Lexer<'_>, mark: &Token) -> Option<Piece> {
    let (period, end) = figure_decade(lexer, mark.end)?;
    Some(Piece::new(mark.start, end, period))
}
