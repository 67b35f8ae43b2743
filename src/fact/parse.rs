//! Figures as an editor writes them in a claim.

use super::lex::{Lexer, Memo};
use super::start::{Start, next_start};
use super::{Amount, Fact, Kind, Number, Value, ValueError, figure, when};
use crate::text::Span;

/// Reads a value written by an editor (a claim's value): the whole of `text` must be exactly one fact of `kind`.
///
/// The grammar is that of prose; the kind only settles what the words leave open: `2024` is a number under `number`
/// and a year under `date`.
///
/// # Errors
/// Returns what is wrong with it and how to write it, in words for an editor.
pub fn parse(kind: Kind, text: &str) -> Result<Fact, ValueError> {
    if matches!(kind, Kind::Date | Kind::Time) {
        return when::parse(kind, text);
    }
    let trimmed = text.trim();
    let start = text.len() - text.trim_start().len();
    let read = |wanted: Option<Kind>| whole(trimmed, wanted);
    // "both" and "a pair of" tell a number; "several" claims nothing that could be checked.
    let told = |fact: &Fact| matches!(&fact.value, Value::Amount(amount) if amount.max.is_some());
    let vague = || {
        super::scan_all(trimmed).next().filter(|fact| fact.span == Span::new(0, trimmed.len()) && told(fact))
    };
    let fact = read(Some(kind)).or_else(|| read(None)).or_else(vague).or_else(|| share(trimmed));
    match fact {
        Some(fact) if fact.kind == kind || fits(kind, &fact) => {
            Ok(Fact { span: fact.span.shifted(start), kind: own_kind(kind, &fact), ..fact })
        }
        Some(fact) => Err(ValueError {
            message: format!("“{trimmed}” is {}, not {}", article(fact.kind), article(kind)),
            hint: example(kind).to_owned(),
        }),
        None => Err(not_one(kind, trimmed)),
    }
}

/// A count out of a total: `7 of 9`, `seven of the nine`.
fn share(text: &str) -> Option<Fact> {
    let facts: Vec<Fact> = super::scan(text).take(3).collect();
    let [part, total] = facts.as_slice() else { return None };
    let joint = Span::new(part.span.end, total.span.start).of(text);
    let joined = matches!(joint, " of " | " of the " | " out of " | " out of the ");
    part.out_of(total).filter(|share| joined && share.span == Span::new(0, text.len()))
}

impl Fact {
    /// This count out of a total that stands behind it: the seven ninths of "seven of the nine".
    pub fn out_of(&self, total: &Fact) -> Option<Fact> {
        let (Value::Amount(part), Value::Amount(whole)) = (&self.value, &total.value) else { return None };
        let count = |number: Number| number.exact().is_integer().then_some(number);
        let all = whole.min.filter(|_| whole.min == whole.max && whole.qualifier.is_none())?;
        let all = u32::try_from(count(all)?.exact().to_integer()).ok().filter(|all| *all > 1)?;
        let fits = part.unit.is_none() && whole.unit.is_none() && self.kind == total.kind;
        let of_all = |number: Option<Number>| match number.map(count) {
            Some(number) => number.map(|number| Some(Number { divisor: all, ..number })),
            None => Some(None),
        };
        let amount = Amount { min: of_all(part.min)?, max: of_all(part.max)?, ..part.clone() };
        fits.then(|| Fact {
            kind: Kind::Number,
            span: self.span.to(total.span),
            value: Value::Amount(amount),
        })
    }

    /// What this count leaves of a total that stands behind it: the seven ninths of "all but two of the nine".
    pub fn rest_of(&self, total: &Fact) -> Option<Fact> {
        let (Value::Amount(part), Value::Amount(whole)) = (&self.value, &total.value) else { return None };
        let exact = part.min.filter(|_| part.min == part.max && part.qualifier.is_none())?;
        let rest = whole.min?.plus(exact.negated()).filter(|rest| rest.digits >= 0)?;
        let amount = Amount { min: Some(rest), max: Some(rest), ..part.clone() };
        Fact { value: Value::Amount(amount), ..self.clone() }.out_of(total)
    }

    /// The count of a count out of a total.
    pub fn part(&self) -> Option<Fact> {
        let Value::Amount(share) = &self.value else { return None };
        let count = |number: Option<Number>| number.map(|number| Number { divisor: 1, ..number });
        let amount = Amount { min: count(share.min), max: count(share.max), ..share.clone() };
        Some(Fact { value: Value::Amount(amount), ..self.clone() })
    }
}

/// The one fact that takes up the whole text.
fn whole(text: &str, wanted: Option<Kind>) -> Option<Fact> {
    let memo = Memo::new();
    let lexer = Lexer::new(text, &memo);
    let mut at = 0;
    while let Some(Start { at: start, .. }) = next_start(text, at) {
        if let Some(fact) = figure::read(lexer, start, 0, wanted) {
            return (fact.span == Span::new(0, text.len())).then_some(fact);
        }
        at = lexer.skip(start);
    }
    None
}

/// Kinds that an editor may write for one another: a fraction for a percentage, "twice" for an ordinal's count.
fn fits(kind: Kind, fact: &Fact) -> bool {
    match kind {
        // A bare 12 may be meant as 12% or as twelvefold: only a fraction can be nothing else.
        Kind::Percent => {
            let fraction = |number: &Number| number.divisor > 1;
            let Value::Amount(amount) = &fact.value else { return false };
            fact.kind == Kind::Number && amount.min.iter().chain(&amount.max).all(fraction)
        }
        Kind::Number => matches!(fact.kind, Kind::Percent),
        _ => false,
    }
}

/// A fraction under `percent` stays the number it is; compared it is the same.
const fn own_kind(kind: Kind, fact: &Fact) -> Kind {
    match (kind, fact.kind) {
        (Kind::Percent, Kind::Number) | (Kind::Number, Kind::Percent) => fact.kind,
        _ => kind,
    }
}

fn not_one(kind: Kind, text: &str) -> ValueError {
    let facts: Vec<Fact> = super::scan(text).collect();
    let example = || example(kind).to_owned();
    let (message, hint) = match facts.as_slice() {
        [] => (format!("“{text}” is not {}", article(kind)), example()),
        [one] if one.kind == kind => {
            let own = one.span.of(text);
            let hint = format!("write {own}; a word that must stand beside it goes into `about`");
            (format!("“{text}” says more than “{own}”"), hint)
        }
        [one] => (format!("“{text}” is {}, not {}", article(one.kind), article(kind)), example()),
        _ => (format!("“{text}” is more than one figure"), example()),
    };
    ValueError { message, hint }
}

const fn article(kind: Kind) -> &'static str {
    match kind {
        Kind::Date => "a date",
        Kind::Time => "a time",
        Kind::Duration => "a duration",
        Kind::Money => "an amount of money",
        Kind::Quantity => "a quantity with a unit",
        Kind::Percent => "a percentage",
        Kind::Number => "a number",
        Kind::Ordinal => "an ordinal",
    }
}

const fn example(kind: Kind) -> &'static str {
    match kind {
        Kind::Duration => "write it as 18 months, at least two years or 1 hour 30 minutes",
        Kind::Money => "write it as $10 million, EUR 10–12bn or at least 500 roubles",
        Kind::Quantity => "write it as 285,000 tonnes, 350 km or 9.8 bcm a year",
        Kind::Percent => "write it as 40%, 2 percentage points or 10–12 per cent",
        Kind::Ordinal => "write it as second or 2nd",
        _ => "write it as 12, at least 40, 1.5 million or two-thirds",
    }
}
