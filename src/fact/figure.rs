//! The grammar of amounts: how `between $10bn and $12 billion` becomes a fact.
//!
//! ```text
//! amount   = [hedge] ["between" | "from"] end [("–" | "to" | "and") end] [hedge]
//! end      = [sign] [currency] numeral [scale] [unit [rate]] [end of a smaller unit] ["old" | "-long"]
//! ```
//!
//! The walk starts at the numeral and reads outwards: currency and hedge backwards, scale, unit and second end forwards.

use super::behind::{scale_power, scale_symbol, unit};
use super::lex::{Gap, Lexer, What};
use super::numeral::{self, Form, Numeral};
use super::range::{self, Read};
use super::table::{self, Sense};
use super::{
    Amount, Fact, Kind, Number, Qualifier, Unit, Value, bound, currency, measure, outsider, smaller,
};
use crate::text::Span;

/// One end of an amount, or all of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct End {
    pub number: Number,
    pub start: usize,
    pub end: usize,
    pub form: Form,
    pub unit: Unit,
    /// The power of ten of its scale symbol or word, 0 without.
    pub scale: i16,
    /// Whether the currency stands in front.
    pub prefixed: bool,
}

/// The amount that hangs on the figure or number word at `at`.
pub(super) fn amount(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<Fact> {
    read(lexer, at, floor, None)
}

/// As [`amount`]; a claim's kind settles what the words leave open (`0.5m`: a length or a count).
pub(super) fn read(lexer: Lexer<'_>, at: usize, floor: usize, wanted: Option<Kind>) -> Option<Fact> {
    let first = match end(lexer, at, floor, wanted) {
        Some(first) => first,
        None => article_duration(lexer, at, floor)?,
    };
    let (low, high) = match range::range(lexer, &first, floor, wanted) {
        Read::Single => (first, None),
        Read::Shares(first) => (first, None),
        Read::Range(low, mut high) => {
            // "$80–85 a barrel"
            if low.prefixed && high.unit.per.is_none() {
                (high.unit, high.end) = measure::rate_behind(lexer, high.unit, high.end);
            }
            (low, Some(high))
        }
        Read::Outsider => return None,
    };
    let last = high.unwrap_or(low);
    let kind = kind_of(last.unit, last.form);
    let bare = low.unit.is_none() && last.unit.is_none();
    if high.is_none() && stays_out(lexer, &low, floor)
        || bare && high.is_some() && is_name(lexer, &low, floor)
    {
        return None;
    }
    let (mut start, mut end) = (low.start, last.end);
    let mut amount =
        Amount { min: Some(low.number), max: Some(last.number), qualifier: None, unit: last.unit };
    let before =
        bound::before(lexer, start, floor).filter(|hedge| !is_preposition(lexer, hedge, kind, start, floor));
    let after = bound::after(lexer, end);
    if kind != Kind::Ordinal
        && let Some(hedge) = before
    {
        start = hedge.at;
        apply(&mut amount, hedge.qualifier);
    }
    if kind != Kind::Ordinal
        && let Some(hedge) = after
    {
        end = hedge.at;
        if amount.qualifier.is_none_or(|qualifier| qualifier == Qualifier::About) {
            apply(&mut amount, hedge.qualifier);
        }
        // "100 or more tonnes": the unit stands behind the bound.
        if amount.unit.is_none()
            && let Some(found) = measure::behind(lexer, end).filter(|found| found.word)
        {
            amount.unit = found.unit;
            end = found.end;
        }
    }
    if let Some((other, other_end)) = range::other_bound(lexer, &amount, end, wanted) {
        (amount, end) = (other, other_end);
    }
    let kind = kind_of(amount.unit, last.form);
    Some(Fact { kind, span: Span::new(start, end), value: Value::Amount(amount) })
}

/// Opens the side of the amount that the qualifier leaves open.
pub(super) fn apply(amount: &mut Amount, qualifier: Qualifier) {
    amount.qualifier = Some(qualifier);
    match qualifier {
        Qualifier::About => {}
        Qualifier::MoreThan | Qualifier::AtLeast | Qualifier::Several => amount.max = None,
        Qualifier::LessThan | Qualifier::AtMost => amount.min = None,
    }
}

/// The kind of an amount with this unit.
pub(super) fn kind_of(unit: Unit, form: Form) -> Kind {
    let Some(measure) = unit.over else {
        return match form {
            _ if unit.per.is_some() => Kind::Quantity,
            Form::Ordinal => Kind::Ordinal,
            _ => Kind::Number,
        };
    };
    let row = measure.row();
    match row.dimension {
        _ if row.money => Kind::Money,
        "time" if unit.per.is_none() => Kind::Duration,
        "share" | "points" => Kind::Percent,
        "times" => Kind::Number,
        _ => Kind::Quantity,
    }
}

/// Whether a label in front or a word for a street behind makes the bare figure a name.
fn is_name(lexer: Lexer<'_>, end: &End, floor: usize) -> bool {
    outsider::is_name(lexer, &numeral_of(end), floor)
}

const fn numeral_of(end: &End) -> Numeral {
    Numeral { number: end.number, start: end.start, end: end.end, form: end.form, scaled: end.scale > 0 }
}

/// Whether what was read is no figure after all.
fn stays_out(lexer: Lexer<'_>, end: &End, floor: usize) -> bool {
    let numeral = numeral_of(end);
    if end.form == Form::Ordinal {
        return outsider::is_idle_ordinal(lexer, &numeral, floor);
    }
    if !end.unit.is_none() {
        return false;
    }
    outsider::joined_after(lexer, end.end)
        || outsider::is_name(lexer, &numeral, floor)
        || lexer.text.get(end.start..end.end).is_some_and(|text| text.eq_ignore_ascii_case("one"))
            && outsider::is_pronoun(lexer, &numeral, floor)
}

/// `over the past`, `over three years`: a preposition of time, not a bound, unless a measuring word stands before.
pub(super) fn is_preposition(
    lexer: Lexer<'_>,
    hedge: &bound::Hedge,
    kind: Kind,
    start: usize,
    floor: usize,
) -> bool {
    let words = lexer.text.get(hedge.at..start).unwrap_or_default().trim_end();
    if !words.eq_ignore_ascii_case("over") {
        return false;
    }
    let before = lexer.before(hedge.at, floor);
    if kind != Kind::Duration {
        return before.lexeme().is_some_and(|lexeme| lexeme.has(Sense::Extent));
    }
    !lexer.is_any(
        &before,
        &["for", "lasted", "took", "takes", "of", "spent", "lasting", "is", "was", "are", "were", "after"],
    )
}

/// One end at the figure or number word `at`.
pub(super) fn end(lexer: Lexer<'_>, at: usize, floor: usize, wanted: Option<Kind>) -> Option<End> {
    let in_digits = lexer.byte(at).is_ascii_digit();
    let point = in_digits && lexer.byte(at.wrapping_sub(1)) == b'.' && at > floor;
    // ".08" opens a figure; "slowed.12" ends a sentence, with a footnote's mark.
    let opens = |before: char| before.is_whitespace() || "([{~<>=-−–$€£".contains(before);
    if point && !lexer.char_before(at - 1).is_none_or(opens) {
        return None;
    }
    let (sign_start, negative) = sign(lexer, if point { at - 1 } else { at }, floor);
    // A currency stands in front of digits only: "$5 million", not "$ five million".
    let mut currency = if in_digits { currency::before(lexer, sign_start, floor) } else { None };
    let joined = || in_digits && sign_start == at && outsider::joined_before(lexer, at, floor);
    if currency.is_none() && joined() {
        return None;
    }
    let numeral = numeral::numeral(lexer, at, floor)?;
    let mut end = End {
        number: if negative { numeral.number.negated() } else { numeral.number },
        start: sign_start.min(numeral.start),
        end: numeral.end,
        form: numeral.form,
        unit: Unit::default(),
        scale: if numeral.scaled { scale_power(lexer, &numeral) } else { 0 },
        prefixed: false,
    };
    // "COP29"
    if currency.take_if(|found| !currency::is_here(lexer, &end, found)).is_some() && joined() {
        return None;
    }
    if let Some(found) = currency {
        end.start = found.start;
        let (outer, minus) = sign(lexer, found.start, floor);
        if minus {
            end.number = end.number.negated();
        }
        end.start = outer;
        end.unit = found.unit;
        end.prefixed = true;
    }
    if numeral.form == Form::Ordinal {
        return Some(end).filter(|end| !end.prefixed);
    }
    if numeral.form == Form::Times {
        end.unit = times()?;
        return Some(end);
    }
    if !numeral.scaled && is_closed(lexer, &end) {
        debug_assert_eq!(Some(end), outwards(lexer, end, &numeral, floor, wanted), "{:?}", lexer.text);
        return Some(end);
    }
    outwards(lexer, end, &numeral, floor, wanted)
}

/// The end with what stands behind and around its numeral: scale, unit, a smaller unit, an adjective.
fn outwards(
    lexer: Lexer<'_>,
    mut end: End,
    numeral: &Numeral,
    floor: usize,
    wanted: Option<Kind>,
) -> Option<End> {
    scale_symbol(lexer, &mut end, numeral, wanted)?;
    unit(lexer, &mut end, numeral, floor, wanted);
    if end.unit.is_none()
        && numeral.scaled
        && matches!(lexer.byte(numeral.start), b'0'..=b'9' | b'.')
        && let Some(found) = currency::name_before(lexer, end.start, floor)
    {
        (end.unit, end.start, end.prefixed) = (found.unit, found.start, true);
    }
    share(lexer, &mut end);
    smaller::smaller_unit(lexer, &mut end, floor);
    measured_adjective(lexer, &mut end);
    factor(lexer, &mut end, floor)?;
    Some(end)
}

/// A sign in front: `-5`, `−5`, `minus 5`, `negative ten`; where the figure with it starts, and whether it is negative.
fn sign(lexer: Lexer<'_>, at: usize, floor: usize) -> (usize, bool) {
    let before = lexer.before(at, floor);
    if before.gap == Gap::None
        && let Some(mark) = before.mark().filter(|mark| matches!(mark, '-' | '−' | '–' | '+'))
    {
        // Right behind a figure a hyphen joins; a plus adds the next one.
        let outer = lexer.char_before(before.start).filter(|_| mark != '+' || before.start > floor);
        let opens = outer.is_none_or(|outer| {
            outer.is_whitespace() || matches!(outer, '(' | '[' | '{' | '~' | '<' | '>' | '=')
        });
        if opens {
            return (before.start, mark != '+');
        }
    }
    if before.gap == Gap::Space && lexer.is_any(&before, &["minus", "negative"]) {
        return (before.start, true);
    }
    (at, false)
}

/// Whether the mark behind a figure parts it from whatever could be its unit, and no "factor of" stands in front.
fn is_closed(lexer: Lexer<'_>, end: &End) -> bool {
    let of = end.start > 2 && lexer.byte(end.start - 2) | 0x20 == b'f';
    let behind = (lexer.byte(end.end), lexer.byte(end.end + 1));
    !of && matches!(behind, (b')' | b']' | b';', _) | (b',' | b'.', b' ' | b'\n' | b'\r') | (b'\n', b'\n'))
}

fn times() -> Option<Unit> {
    table::unit("times").map(Unit::of)
}

/// `one in four`, `nine out of ten`: a share, if the figures are bare and small.
fn share(lexer: Lexer<'_>, end: &mut End) {
    if !end.unit.is_none() || end.scale > 0 || !matches!(end.form, Form::Figures | Form::Words) {
        return;
    }
    if !matches!(lexer.peek(end.end), b'i' | b'o' | 0x80..) {
        return;
    }
    let link = lexer.token(end.end);
    let mut next = lexer.token(link.end);
    let out_of = lexer.is(&link, "out") && lexer.is(&next, "of");
    if out_of || lexer.is_any(&next, &["every", "each"]) {
        next = lexer.token(next.end);
    } else if !lexer.is(&link, "in") {
        return;
    }
    let opens = matches!(next.what, What::Digits) || next.lexeme().is_some_and(|lexeme| lexeme.opens());
    if next.gap != Gap::Space || !opens {
        return;
    }
    let Some(whole) = numeral::numeral(lexer, next.start, next.start) else { return };
    let (part, all) = (end.number.digits, whole.number.digits);
    let plain = whole.number.exponent == 0
        && end.number.exponent == 0
        && end.number.divisor == 1
        && whole.number.divisor == 1;
    let usual = out_of && all <= 1000
        || part == 1 && all <= 1000 && !(900..).contains(&all)
        || all <= 10
        || all == 100
        || all == 1000;
    let unit = measure::behind(lexer, whole.end).is_some() && !out_of;
    if plain
        && usual
        && !unit
        && matches!(whole.form, Form::Figures | Form::Words)
        && (1..all).contains(&part)
        && !outsider::joined_after(lexer, whole.end)
        && let Some(number) = Number::whole(part).over(all)
    {
        (end.number, end.end, end.form) = (number, whole.end, Form::Fraction);
    }
}

/// `-long`, ` years old`, ` years of age`: part of the figure's words.
fn measured_adjective(lexer: Lexer<'_>, end: &mut End) {
    let Some(measure) = end.unit.over else { return };
    let next = lexer.token(end.end);
    let duration = measure.row().dimension == "time";
    if duration && lexer.is(&next, "of") && lexer.is(&lexer.token(next.end), "age") {
        end.end = lexer.token(next.end).end;
    } else if let Some(word) = measure::dimension_word(lexer, end.end, !duration) {
        end.end = word.end;
    }
}

/// `by a factor of two`, `10-fold`, `2x`: a multiple.
fn factor(lexer: Lexer<'_>, end: &mut End, floor: usize) -> Option<()> {
    if !end.unit.is_none() {
        return Some(());
    }
    let next = lexer.token(end.end);
    let fold = if next.is_dash() && next.gap == Gap::None { lexer.token(next.end) } else { next };
    if lexer.is(&fold, "fold") && fold.gap == Gap::None {
        (end.unit, end.end) = (times()?, fold.end);
    } else if lexer.is(&next, "x") && next.gap == Gap::None && !lexer.byte(next.end).is_ascii_alphanumeric() {
        (end.unit, end.end) = (times()?, next.end);
    } else if end.start > 2 && lexer.byte(end.start - 2) | 0x20 == b'f' {
        let of = lexer.before(end.start, floor);
        let factor = lexer.before(of.start, floor);
        if lexer.is(&of, "of") && lexer.is(&factor, "factor") {
            let article = lexer.before(factor.start, floor);
            end.start = if lexer.is(&article, "a") { article.start } else { factor.start };
            end.unit = times()?;
        }
    }
    Some(())
}

/// `for an hour`, `a year and a half`: an article that measures.
fn article_duration(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<End> {
    let word = lexer.token(at);
    word.lexeme()?;
    let article = lexer.before(at, floor);
    if article.gap != Gap::Space || !lexer.is_any(&article, &["a", "an"]) || lexer.of(&word).ends_with('s') {
        return None;
    }
    let (unit, mut end) = measure::name(lexer, at)?;
    if unit.row().dimension != "time" {
        return None;
    }
    let mut number = Number::ONE;
    let whole = Numeral { number, start: at, end, form: Form::Words, scaled: false };
    if let Some(more) = numeral::and_part(lexer, whole) {
        (number, end) = (more.number, more.end);
    } else {
        let before = lexer.before(article.start, floor);
        let measuring = [
            "for", "within", "than", "lasted", "lasting", "lasts", "took", "takes", "nearly", "almost",
            "spent",
        ];
        if !lexer.is_any(&before, &measuring) {
            return None;
        }
    }
    Some(End {
        number,
        start: article.start,
        end,
        form: Form::Words,
        unit: Unit::of(unit),
        scale: 0,
        prefixed: false,
    })
}
