//! Units that a table's head names for the bare numbers below it.

use super::{Amount, Fact, Kind, Number, Unit, Value, scan};

impl Fact {
    /// The bare number of an amount: the 44 of "44 years old".
    pub fn counted(&self) -> Option<Fact> {
        let Value::Amount(own) = &self.value else { return None };
        let amount = Amount { unit: Unit::default(), ..own.clone() };
        Some(Fact { kind: Kind::Number, span: self.span, value: Value::Amount(amount) })
    }

    /// A bare number with the unit and scale that the header cell above it names (`Volume, tonnes`; `Revenue, € million`).
    /// `None` where the header names none, or the figure has a unit of its own.
    pub fn with_unit_in(&self, header: &str) -> Option<Fact> {
        let Value::Amount(own) = &self.value else { return None };
        if self.kind != Kind::Number || !own.unit.is_none() {
            return None;
        }
        let (kind, scale, unit) = named(header)?;
        let scaled = |number: Option<Number>| number.and_then(|number| number.times(scale));
        let amount = Amount { min: scaled(own.min), max: scaled(own.max), unit, ..own.clone() };
        Some(Fact { kind, span: self.span, value: Value::Amount(amount) })
    }
}

/// What a header names: the kind, scale and unit that a 1 would have with its words around it.
///
/// Pieces between brackets and commas are tried before single words, the longer before the shorter.
fn named(header: &str) -> Option<(Kind, Number, Unit)> {
    let pieces = header.split(['(', ')', ',', ';', '[', ']', ':', '\n']);
    let pieces = pieces.map(|piece| piece.trim().trim_start_matches("in ")).filter(|piece| !piece.is_empty());
    pieces.clone().find_map(one_of).or_else(|| pieces.flat_map(str::split_whitespace).find_map(one_of))
}

/// The value of "1 tonnes", "€ 1 million" or "1 €".
fn one_of(piece: &str) -> Option<(Kind, Number, Unit)> {
    let behind = format!("1 {piece}");
    let inside = piece.split_once(' ').map(|(sign, scale)| format!("{sign} 1 {scale}"));
    let before = format!("{piece} 1");
    [Some(behind), inside, Some(before)].into_iter().flatten().find_map(|text| {
        let fact = scan(&text).next().filter(|fact| fact.span.len() == text.len())?;
        let Value::Amount(amount) = fact.value else { return None };
        let scale = amount.min.filter(|_| amount.qualifier.is_none())?;
        (!amount.unit.is_none() || scale != Number::ONE).then_some((fact.kind, scale, amount.unit))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(number: &str, header: &str) -> Option<(&'static str, String, Option<String>)> {
        let fact = scan(number).next()?.with_unit_in(header)?;
        let Value::Amount(amount) = fact.value else { return None };
        Some((fact.kind.name(), amount.min?.plain(), amount.unit.code().map(Into::into)))
    }

    #[test]
    fn a_header_gives_its_unit_and_scale() {
        assert_eq!(
            given("48,500", "Landed, tonnes"),
            Some(("quantity", "48500".to_owned(), Some("t".to_owned())))
        );
        assert_eq!(
            given("1.2", "Revenue (€ million)"),
            Some(("money", "1200000".to_owned(), Some("EUR".to_owned())))
        );
        assert_eq!(given("12", "Share, %"), Some(("percent", "12".to_owned(), Some("%".to_owned()))));
    }

    #[test]
    fn a_header_without_a_unit_gives_none() {
        assert_eq!(given("31", "Boats"), None);
        assert_eq!(given("5 km", "Landed, tonnes"), None);
    }
}
