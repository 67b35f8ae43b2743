//! Ranges: `10–12`, `between 10 and 12`, `from 10 to 12`, with a unit, scale or currency shared by both ends.

use super::figure::{self, End};
use super::lex::{Gap, Lexer, Token, What, is_dash};
use super::numeral::Form;
use super::table::{self, Sense};
use super::{Amount, Kind, Number, Qualifier, Unit, bound, measure};

/// What stands between the two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    Dash,
    To,
    And,
}

/// What the place behind the first end holds.
pub(super) enum Read {
    /// No second end.
    Single,
    /// Both ends of a range; the low end starts with the words that open it.
    Range(End, End),
    /// A score, a telephone number, a model: no figure at all.
    Outsider,
}

/// The range that `first` opens, if any.
pub(super) fn range(lexer: Lexer<'_>, first: &End, floor: usize, wanted: Option<Kind>) -> Read {
    if matches!(first.form, Form::Ordinal | Form::Times) {
        return Read::Single;
    }
    if !matches!(lexer.peek(first.end), b'-' | b't' | b'a' | 0x80..) {
        return Read::Single;
    }
    let between = opener(lexer, first.start, floor, "between");
    let from = opener(lexer, first.start, floor, "from");
    let link = lexer.token(first.end);
    let joined = link.is_dash() && link.gap == Gap::None;
    let kind = match () {
        () if link.is_dash() => Link::Dash,
        () if link.gap == Gap::Space && lexer.is(&link, "to") => Link::To,
        () if link.gap == Gap::Space && lexer.is(&link, "and") && between.is_some() => Link::And,
        () => return Read::Single,
    };
    let Some(at) = figure_start(lexer, link.end) else { return Read::Single };
    let tight = joined && lexer.token(link.end).gap == Gap::None;
    if kind == Link::Dash && !tight && (joined || lexer.token(link.end).gap == Gap::None) {
        return Read::Single;
    }
    // In "€19–21m" the m is a scale, as it is in "€21m".
    let wanted = if first.prefixed { Some(Kind::Money) } else { wanted };
    let Some(second) = figure::end(lexer, at, link.end, wanted) else { return Read::Single };
    if matches!(second.form, Form::Ordinal | Form::Times) {
        return Read::Single;
    }
    if lexer.token(second.end).is_dash() && tight && lexer.byte(second.end + 1).is_ascii_digit() {
        return Read::Outsider;
    }
    let bare = first.unit.is_none() && second.unit.is_none();
    let digits = |end: &End| {
        lexer.text.get(end.start..end.end).map_or(0, |text| text.bytes().filter(u8::is_ascii_digit).count())
    };
    if tight && bare && digits(first) == 3 && digits(&second) == 4 && second.end - second.start == 4 {
        // "555-1212"
        return Read::Outsider;
    }
    let Some((mut low, high)) = shared(first, &second) else {
        // "a 3–1 win", "555-1212"
        return if tight && bare { Read::Outsider } else { Read::Single };
    };
    let rises = low.number.compare(high.number).is_lt();
    if !rises {
        return if tight && bare { Read::Outsider } else { Read::Single };
    }
    match kind {
        Link::Dash => {
            let scaled = first.prefixed && second.unit.is_none() && first.scale == 0 && second.scale > 0;
            if !(tight || first.unit.is_none() || first.unit == second.unit || scaled) {
                return Read::Single;
            }
        }
        Link::To => {
            if changes(lexer, from.unwrap_or(first.start), floor) {
                return Read::Single;
            }
            low.start = from.unwrap_or(low.start);
        }
        Link::And => low.start = between.unwrap_or(low.start),
    }
    Read::Range(low, high)
}

/// The second of two bounds: `more than 10 but less than 20`, `at most 100 and at least 20`.
pub(super) fn other_bound(
    lexer: Lexer<'_>,
    first: &Amount,
    end: usize,
    wanted: Option<Kind>,
) -> Option<(Amount, usize)> {
    let open = first.min.is_some() != first.max.is_some() && first.qualifier.is_some();
    let link = lexer.token(end);
    if !open || !lexer.is_any(&link, &["and", "but", ","]) {
        return None;
    }
    let link = if link.mark() == Some(',') && lexer.is_any(&lexer.token(link.end), &["and", "but"]) {
        lexer.token(link.end)
    } else {
        link
    };
    // The hedge lies between the link and the figure.
    let mut at = link.end;
    for _ in 0..6 {
        let next = lexer.token(at);
        let figure = matches!(next.what, What::Digits) || next.lexeme().is_some_and(|lexeme| lexeme.opens());
        if !figure && matches!(next.what, What::Word(_)) {
            at = next.end;
            continue;
        }
        let start = figure_start(lexer, next.start)?;
        let second = figure::end(lexer, start, link.end, wanted)?;
        let hedge = bound::before(lexer, second.start, link.end)?;
        if lexer.token(link.end).start != hedge.at {
            return None;
        }
        let unit = if first.unit.is_none() { second.unit } else { first.unit };
        if !(second.unit.is_none() || second.unit == unit) {
            return None;
        }
        let (min, max) = match hedge.qualifier {
            Qualifier::MoreThan | Qualifier::AtLeast if first.min.is_none() => (second.number, first.max?),
            Qualifier::LessThan | Qualifier::AtMost if first.max.is_none() => (first.min?, second.number),
            _ => return None,
        };
        let amount = Amount { min: Some(min), max: Some(max), qualifier: None, unit };
        return min.compare(max).is_lt().then_some((amount, second.end));
    }
    None
}

/// Where the word that opens the range starts: right in front of the first end.
fn opener(lexer: Lexer<'_>, start: usize, floor: usize, word: &str) -> Option<usize> {
    let before = lexer.before(start, floor);
    (before.gap == Gap::Space && lexer.is(&before, word)).then_some(before.start)
}

/// The digits or number word that the text at `at` leads to, over a sign, a currency, a hedge.
fn figure_start(lexer: Lexer<'_>, at: usize) -> Option<usize> {
    let mut next = lexer.token(at);
    for _ in 0..4 {
        if next.gap == Gap::Paragraph {
            return None;
        }
        match next.what {
            What::Digits => return Some(next.start),
            What::Word(Some(lexeme)) if lexeme.opens() => return Some(next.start),
            What::Mark(mark) if measure::is_sign(mark) || is_dash(mark) || mark == '.' => {}
            What::Mark(mark) => return (!mark.is_ascii() && mark.is_numeric()).then_some(next.start),
            What::Word(_)
                if lexer.is_any(&next, &["a", "an", "about", "around", "minus"])
                    || is_currency(lexer, &next) => {}
            What::Word(_) | What::End => return None,
        }
        next = lexer.token(next.end);
    }
    None
}

fn is_currency(lexer: Lexer<'_>, token: &Token) -> bool {
    let text = lexer.of(token);
    let known = |text: &str| {
        table::symbol(text).is_some_and(|lexeme| {
            lexeme.senses.iter().any(|sense| matches!(sense, Sense::Unit(measure) if measure.row().money))
        })
    };
    known(text) || lexer.char_at(token.end).is_some_and(measure::is_sign)
}

/// Both ends with what they share: a unit, a scale or a currency named once serves both.
fn shared(first: &End, second: &End) -> Option<(End, End)> {
    let (mut low, mut high) = (*first, *second);
    let unit = match (first.unit.is_none(), second.unit.is_none()) {
        (true, _) => second.unit,
        (false, true) if first.prefixed => first.unit,
        (false, true) => return None,
        (false, false)
            if first.unit == second.unit
                || first.unit.over == second.unit.over && first.unit.per.is_none() =>
        {
            second.unit
        }
        (false, false) => {
            low.number = convert(low.number, first.unit, second.unit)?;
            second.unit
        }
    };
    (low.unit, high.unit) = (unit, unit);
    if low.scale == 0 && high.scale > 0 {
        let lifted = low.number.scaled(high.scale)?;
        if lifted.compare(high.number).is_lt()
            && !(first.unit == second.unit && !first.unit.is_none() && !first.prefixed)
        {
            low.number = lifted;
        }
    }
    Some((low, high))
}

/// The same amount counted in another unit of its dimension, if that has a short exact form.
fn convert(number: Number, from: Unit, to: Unit) -> Option<Number> {
    let (from, to) =
        (from.over.filter(|_| from.per.is_none())?.row(), to.over.filter(|_| to.per.is_none())?.row());
    if from.dimension != to.dimension || from.dimension == "temperature" {
        return None;
    }
    let ratio = from.factor.times(from.shown)?.exact() / to.factor.times(to.shown)?.exact();
    Number::from_exact(&(number.exact() * ratio))
}

/// Whether the figure follows a verb of change, so that "to" leads from an old value to a new one: "rose from 10 to 12",
/// "up 3 per cent to 12".
fn changes(lexer: Lexer<'_>, start: usize, floor: usize) -> bool {
    let mut at = start;
    for _ in 0..4 {
        let before = lexer.before(at, floor);
        if before.gap == Gap::Paragraph || !matches!(before.what, What::Word(_)) {
            return false;
        }
        if before.lexeme().is_some_and(|lexeme| lexeme.has(Sense::Change)) {
            return true;
        }
        at = before.start;
    }
    false
}
