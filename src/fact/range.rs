//! Ranges: `10–12`, `between 10 and 12`, `from 10 to 12`, `10 ± 2`, with a unit, scale or currency shared by both ends.

use super::figure::{self, End};
use super::lex::{Gap, Lexer, Token, What, is_dash};
use super::numeral::Form;
use super::table::{self, Sense};
use super::{Amount, Kind, Number, Qualifier, Unit, bound, measure, numeral};

/// What stands between the two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    Dash,
    To,
    And,
    Or,
}

/// What the place behind the first end holds.
pub(super) enum Read {
    /// No second end.
    Single,
    /// No second end, but a change to another figure whose unit or scale serves this one too: "rose from 10 to 12 t".
    Shares(End),
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
    // dashes, to, and, or, ±, +/-
    if !matches!(lexer.peek(first.end), b'-' | b't' | b'a' | b'o' | b'+' | 0x80..) {
        return Read::Single;
    }
    if let Some((low, high)) = tolerance(lexer, first, wanted) {
        return Read::Range(low, high);
    }
    let between = opener(lexer, first.start, floor, "between");
    let from = opener(lexer, first.start, floor, "from");
    let mut link = lexer.token(first.end);
    let mut joined = link.is_dash() && link.gap == Gap::None;
    // "a five- to ten-year plan", "two-to-three-week": the hyphen waits for the unit.
    let word = lexer.token(link.end);
    if joined && lexer.is_any(&word, &["to", "or", "and"]) {
        (link, joined) = (Token { gap: Gap::Space, ..word }, false);
    }
    let kind = match () {
        () if link.is_dash() => Link::Dash,
        () if link.gap == Gap::Space && lexer.is(&link, "to") => Link::To,
        () if link.gap == Gap::Space && lexer.is(&link, "and") && between.is_some() => Link::And,
        () if link.gap == Gap::Space && lexer.is(&link, "or") && first.unit.is_none() => Link::Or,
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
        Link::Or => {
            // "five or six hundred"
            let hundreds = low.number.scaled(2).filter(|_| high.form == Form::Words && high.scale == 0);
            if let Some(lifted) = hundreds.filter(|lifted| neighbours(*lifted, high.number)) {
                low.number = lifted;
            } else if !neighbours(low.number, high.number) || first.form != second.form {
                return Read::Single;
            }
        }
        Link::To => {
            // "cut by 30 to 40 per cent", not "fell by a third to 40 million"
            let near = first.form != Form::Fraction
                && high.number.over(4).is_some_and(|high| high.compare(low.number).is_le());
            // "rise to $5 to 6 billion": the change ends in a range.
            let ends = lexer.is(&lexer.before(first.start, floor), "to");
            if !ends && changes(lexer, first, from, near) {
                let shares = from.is_some() && first.unit.is_none() && first.form != Form::Fraction;
                return if shares { Read::Shares(low) } else { Read::Single };
            }
            low.start = from.unwrap_or(low.start);
        }
        Link::And => low.start = between.unwrap_or(low.start),
    }
    Read::Range(low, high)
}

/// `5,730 ± 40 years`, `(1.4 ± 0.1) × 10^6`: the interval that a tolerance spans.
fn tolerance(lexer: Lexer<'_>, first: &End, wanted: Option<Kind>) -> Option<(End, End)> {
    let mark = lexer.token(first.end);
    let at = match mark.mark()? {
        '±' => mark.end,
        '+' if lexer.text.get(mark.start..)?.starts_with("+/-") => mark.start + 3,
        _ => return None,
    };
    let digits = lexer.token(at);
    if mark.gap == Gap::Paragraph || digits.gap == Gap::Paragraph || !matches!(digits.what, What::Digits) {
        return None;
    }
    let second = figure::end(lexer, digits.start, at, wanted)?;
    let unit = match (first.unit.is_none(), second.unit.is_none()) {
        (true, _) => second.unit,
        (false, true) => first.unit,
        (false, false) => second.unit.over.filter(|_| first.unit == second.unit).map(|_| second.unit)?,
    };
    let lifted = if first.scale == 0 { second.scale } else { 0 };
    let middle = first.number.scaled(lifted)?;
    let mut low = End { number: middle.plus(second.number.negated())?, unit, ..*first };
    let mut high = End { number: middle.plus(second.number)?, unit, end: second.end, ..*first };
    let bracketed = lexer.char_before(first.start) == Some('(') && lexer.char_at(high.end) == Some(')');
    if bracketed && let Some((power, end)) = numeral::exponent(lexer, high.end + 1) {
        (low.number, high.number) = (low.number.scaled(power)?, high.number.scaled(power)?);
        (low.start, high.end) = (first.start - 1, end);
        if let Some(found) = measure::behind(lexer, end).filter(|_| unit.is_none()) {
            (low.unit, high.unit, high.end) = (found.unit, found.unit, found.end);
        }
    }
    Some((low, high))
}

/// Whether two numbers follow each other as `five or six`, `20 or 30` and `10 or 15` do: they bound a guess, where `12 or
/// 48` are a choice.
fn neighbours(low: Number, high: Number) -> bool {
    let Some(gap) = high.plus(low.negated()) else { return false };
    let Some(mut step) = Number::ONE.scaled(low.exponent.min(high.exponent)) else { return false };
    // The place of the last digit that is not 0 in either.
    while let Some(next) = step.scaled(1)
        && [low, high].iter().all(|number| (number.exact() / next.exact()).is_integer())
        && low.digits > 0
    {
        step = next;
    }
    let half = step.times(Number::whole(5));
    let by_five = |number: Number| half.is_some_and(|half| (number.exact() / half.exact()).is_integer());
    low.digits > 0
        && (gap.compare(step).is_eq() || half.is_some_and(|half| gap.compare(half).is_eq()) && by_five(low))
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

/// How far back a verb of change is looked for: right in front of a bare `10 to 12`, further where `from` opens it.
const REACH: [usize; 2] = [4, 10];

/// Whether the figure follows a verb of change, so that "to" leads from an old value to a new one: "rose from 10 to 12",
/// "up 3 per cent to 12", "increased tenfold, from 10 to 100". "Cut by 10 to 12 per cent" is a range.
fn changes(lexer: Lexer<'_>, first: &End, from: Option<usize>, near: bool) -> bool {
    let mut at = from.unwrap_or(first.start);
    for step in 0..REACH[usize::from(from.is_some())] {
        let before = lexer.before(at, 0);
        if before.gap == Gap::Paragraph {
            return false;
        }
        match before.what {
            What::Word(_) if step == 0 && near && first.unit.is_none() && lexer.is(&before, "by") => {
                return false;
            }
            What::Word(Some(lexeme)) if lexeme.has(Sense::Change) => return true,
            What::Word(Some(lexeme)) if lexeme.has(Sense::Extent) => return false,
            What::Word(_) => {}
            What::Digits | What::Mark(',' | '%' | '$' | '€' | '£' | '-') if from.is_some() => {}
            // "12.5", not the end of a sentence
            What::Mark('.') if from.is_some() && before.gap == Gap::None => {}
            _ => return false,
        }
        at = before.start;
    }
    false
}
