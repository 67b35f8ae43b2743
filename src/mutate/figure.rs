//! Slips in figures: a digit, a zero too many, the unit, the currency, a part of a date, the end of a range.

use super::random::Random;
use super::{Kind, table};
use crate::fact::{self, Fact, Value, scan};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

static NUMERAL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\d+(?:[,.\u{a0}\u{202f}\u{2009}]\d+)*").ok());
static WORD: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"US\$|[$€£¥]|\p{L}+").ok());

/// Every slip in one figure: its kind and the words that stand there after it.
pub fn slips(words: &str, kind: fact::Kind, random: &mut Random) -> Vec<(Kind, String)> {
    let mut slips = Vec::new();
    let numerals = spans(&NUMERAL, words);
    let last = numerals.last().copied();
    for &numeral in &numerals {
        let is_end = numerals.len() > 1 && Some(numeral) == last;
        let of = if is_end { Kind::Range } else { Kind::Value };
        let rest = words.get(numeral.end..).unwrap_or_default();
        let dated = kind == fact::Kind::Date;
        match numeral.of(words) {
            number if is_ordinal(rest) => slips.extend(ordinal(words, numeral, number).map(|put| (of, put))),
            number if dated => {
                slips.extend(date_part(number, random).map(|put| {
                    let of = if is_end && number.len() < 3 { Kind::Range } else { Kind::Date };
                    (of, splice(words, numeral, &put))
                }));
            }
            number => {
                slips
                    .extend(digits(number, random).into_iter().map(|put| (of, splice(words, numeral, &put))));
                let counts = !matches!(kind, fact::Kind::Time | fact::Kind::Ordinal);
                slips.extend(
                    zero(number)
                        .filter(|_| counts && (numerals.len() == 1 || is_end))
                        .map(|put| (Kind::Magnitude, splice(words, numeral, &put))),
                );
            }
        }
    }
    for word in spans(&WORD, words) {
        let classes = [
            ("number", Kind::Value),
            ("scale", Kind::Magnitude),
            ("currency", Kind::Currency),
            ("unit", Kind::Unit),
            ("month", Kind::Date),
            ("time", Kind::Date),
        ];
        for (class, of) in classes {
            let fits = match class {
                "unit" => matches!(kind, fact::Kind::Quantity | fact::Kind::Duration),
                "month" | "time" => kind == fact::Kind::Date,
                "currency" => kind == fact::Kind::Money,
                // "The second half" of a year becomes the first, not the third.
                "number" => kind != fact::Kind::Date,
                _ => true,
            };
            if let Some(put) = table::put_for(class, word.of(words)).filter(|_| fits) {
                slips.push((of, splice(words, word, &put)));
            }
        }
    }
    slips.retain(|(_, put)| means_another(words, put));
    slips
}

/// Figures that may be mistaken for each other, with what each is put for.
pub fn swap(first: &Fact, second: &Fact, prose: &str) -> Option<[(Span, String); 2]> {
    let (one, other) = (first.span.of(prose), second.span.of(prose));
    let differ = first.kind == second.kind && means_another(one, other) && !first.span.overlaps(second.span);
    differ.then(|| [(first.span, other.to_owned()), (second.span, one.to_owned())])
}

/// The ends of "from $5 million to $7 million" exchanged: the change runs the other way.
pub fn turned(fact: &Fact, prose: &str) -> Option<(Span, String)> {
    let (first, last) = fact.span.of(prose).strip_prefix("from ")?.split_once(" to ")?;
    let kind =
        |words: &str| scan(words).next().filter(|end| end.span.len() == words.len()).map(|end| end.kind);
    let amounts =
        matches!(fact.value, Value::Amount(_)) && kind(first) == Some(fact.kind) && kind(last) == kind(first);
    amounts.then(|| (fact.span, format!("from {last} to {first}")))
}

/// Whether words state another value than others, and one at all.
fn means_another(words: &str, put: &str) -> bool {
    let value = |words: &str| scan(words).next().map(|fact| fact.value);
    let new = value(put);
    new.is_some() && new != value(words)
}

fn spans(pattern: &LazyLock<Option<Regex>>, words: &str) -> Vec<Span> {
    let Some(pattern) = pattern.as_ref() else { return Vec::new() };
    pattern.find_iter(words).map(|found| Span::new(found.start(), found.end())).collect()
}

fn splice(words: &str, span: Span, put: &str) -> String {
    let before = words.get(..span.start).unwrap_or_default();
    format!("{before}{put}{}", words.get(span.end..).unwrap_or_default())
}

/// The number with each of its digits changed in turn.
fn digits(number: &str, random: &mut Random) -> Vec<String> {
    let mut all = Vec::new();
    for (at, digit) in number.char_indices() {
        let Some(old) = digit.to_digit(10) else { continue };
        let least = u32::from(at == 0);
        let new = (least..10).filter(|new| *new != old).collect::<Vec<_>>();
        let put = random.choose(&new).and_then(|&new| char::from_digit(new, 10));
        all.extend(put.map(|put| splice(number, Span::new(at, at + 1), &put.to_string())));
    }
    all
}

/// Ten times the number: a zero too many, or the decimal point lost.
fn zero(number: &str) -> Option<String> {
    let plain: String = number.chars().filter(char::is_ascii_digit).collect();
    if number.contains('.') {
        return Some(plain.trim_start_matches('0').to_owned());
    }
    let separator = number.chars().find(|letter| !letter.is_ascii_digit());
    let plain = format!("{plain}0");
    let Some(separator) = separator else { return Some(plain) };
    let mut out = String::new();
    for (at, digit) in plain.chars().enumerate() {
        if at > 0 && (plain.len() - at) % 3 == 0 {
            out.push(separator);
        }
        out.push(digit);
    }
    Some(out)
}

fn is_ordinal(rest: &str) -> bool {
    ["st", "nd", "rd", "th"]
        .iter()
        .any(|ending| rest.strip_prefix(ending).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// The next ordinal.
fn ordinal(words: &str, numeral: Span, number: &str) -> Option<String> {
    let next = number.parse::<u32>().ok()?.checked_add(1)?;
    let ending = match (next % 10, next % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    Some(splice(words, Span::new(numeral.start, numeral.end + 2), &format!("{next}{ending}")))
}

/// Another day, or the year before or after.
fn date_part(number: &str, random: &mut Random) -> Option<String> {
    let value: usize = number.parse().ok()?;
    match number.len() {
        1 | 2 if value <= 31 => {
            let others: Vec<usize> = (1..=28).filter(|day| *day != value).collect();
            random.choose(&others).map(|day| format!("{day:0width$}", width = number.len().min(2)))
        }
        4 => Some((if random.below(2) == 0 { value + 1 } else { value - 1 }).to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &str, kind: fact::Kind, wanted: Kind) -> Vec<String> {
        let slips = slips(words, kind, &mut Random::new(1));
        slips.into_iter().filter(|slip| slip.0 == wanted).map(|slip| slip.1).collect()
    }

    #[test]
    fn money_slips_in_its_currency_its_scale_and_its_range() {
        assert_eq!(of("$10–12 billion", fact::Kind::Money, Kind::Currency), ["€10–12 billion"]);
        let magnitude = of("$10–12 billion", fact::Kind::Money, Kind::Magnitude);
        assert_eq!(magnitude, ["$10–120 billion", "$10–12 million"]);
        let ends = of("$10–12 billion", fact::Kind::Money, Kind::Range);
        assert_eq!(ends.len(), 2);
        assert!(ends.iter().all(|end| end.starts_with("$10–") && end != "$10–12 billion"));
    }

    #[test]
    fn a_zero_too_many_keeps_the_separators() {
        assert_eq!(zero("285,000").as_deref(), Some("2,850,000"));
        assert_eq!(zero("7.25").as_deref(), Some("725"));
        assert_eq!(zero("60").as_deref(), Some("600"));
    }

    #[test]
    fn dates_and_ordinals_slip_in_their_parts() {
        assert_eq!(of("80th", fact::Kind::Ordinal, Kind::Value), ["81st"]);
        let dates = of("until 2028", fact::Kind::Date, Kind::Date);
        assert!(dates.contains(&"since 2028".to_owned()) && dates.len() == 2, "{dates:?}");
        assert_eq!(of("August 2022", fact::Kind::Date, Kind::Date).len(), 2);
    }
}
