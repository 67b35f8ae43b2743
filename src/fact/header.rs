//! Figures read otherwise: with the unit that a table's head names, without their own, or in millions.

use super::{Amount, Fact, Kind, Number, Unit, Value, measure, scan};

impl Fact {
    /// The bare number of an amount: the 44 of "44 years old".
    pub fn counted(&self) -> Option<Fact> {
        let Value::Amount(own) = &self.value else { return None };
        let amount = Amount { unit: Unit::default(), ..own.clone() };
        Some(Fact { kind: Kind::Number, span: self.span, value: Value::Amount(amount) })
    }

    /// The bare number of metres that may be millions: the 4,100,000 of "rose to 4.1m", read in `prose` as 4.1 metres. `None`
    /// where the metres are written otherwise.
    pub fn in_millions(&self, prose: &str) -> Option<Fact> {
        let words = self.span.of(prose);
        let bare =
            words.strip_suffix('m').is_some_and(|figure| figure.ends_with(|end: char| end.is_ascii_digit()));
        if self.kind != Kind::Quantity || !bare {
            return None;
        }
        let Value::Amount(own) = self.counted()?.value else { return None };
        let scaled = |number: Option<Number>| number.and_then(|number| number.scaled(6));
        let amount = Amount { min: scaled(own.min), max: scaled(own.max), ..own };
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
/// Pieces between brackets and commas are tried before what they end with, and that before single words.
fn named(header: &str) -> Option<(Kind, Number, Unit)> {
    let pieces = header.split(['(', ')', ',', ';', '[', ']', ':', '\n']);
    let pieces = pieces.map(|piece| piece.trim().trim_start_matches("in ")).filter(|piece| !piece.is_empty());
    let tails = pieces.clone().flat_map(|piece| {
        piece.match_indices(' ').filter_map(|(at, _)| piece.get(at + 1..)).take(MOST_WORDS)
    });
    let words = pieces.clone().flat_map(str::split_whitespace);
    pieces.chain(tails).chain(words).find_map(one_of)
}

/// Words of a piece that may stand in front of the unit it ends with.
const MOST_WORDS: usize = 8;

/// How tables write a thousand, in front of a unit or behind a currency.
const THOUSANDS: [&str; 9] = ["’000s", "'000s", "’000", "'000", "‘000", "1000", "000", "thousands of", "k "];

/// The value of "1 tonnes", "€ 1 million", "£1m" or "1 €".
fn one_of(piece: &str) -> Option<(Kind, Number, Unit)> {
    let spelled = spelled(piece);
    let piece = spelled.as_str();
    let behind = format!("1 {piece}");
    let inside = piece.split_once(' ').map(|(sign, scale)| format!("{sign} 1 {scale}"));
    let sign = piece.char_indices().rev().find(|(_, letter)| measure::is_sign(*letter));
    let joined = sign.and_then(|(at, sign)| {
        let (sign, scale) = piece.split_at_checked(at + sign.len_utf8())?;
        Some(format!("{sign}1{scale}"))
    });
    let before = format!("{piece} 1");
    [Some(behind), inside, joined, Some(before)].into_iter().flatten().find_map(|text| {
        let fact = scan(&text).next().filter(|fact| fact.span.len() == text.len())?;
        let Value::Amount(amount) = fact.value else { return None };
        let scale = amount.min.filter(|_| amount.qualifier.is_none())?;
        (!amount.unit.is_none() || scale != Number::ONE).then_some((fact.kind, scale, amount.unit))
    })
}

/// A piece with its thousand, million or billion as a word: "’000 t" is "thousand t", "millions of barrels" "million barrels".
fn spelled(piece: &str) -> String {
    for plural in ["million", "billion"] {
        if let Some(of) = piece.strip_prefix(plural).and_then(|rest| rest.strip_prefix("s of ")) {
            return format!("{plural} {of}");
        }
    }
    let thousand = THOUSANDS.iter().find_map(|thousand| {
        let (before, after) = piece.split_once(thousand)?;
        let opens = before.is_empty() || before.ends_with(|letter: char| !letter.is_alphanumeric());
        let closes = thousand.ends_with(' ') || after.is_empty() || after.starts_with(' ');
        (opens && closes).then(|| format!("{} thousand {}", before.trim_end(), after.trim_start()))
    });
    thousand.map_or(piece.to_owned(), |thousand| thousand.trim().to_owned())
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
        let thousands = [
            "Stock (’000 t)",
            "Stock, '000 tonnes",
            "Stock, 1,000 t",
            "Stock (1000 t)",
            "Stock ‘000 t",
            "Stock (k t)",
            "Stock (thousands of tonnes)",
            "Stock, in thousand tonnes",
        ];
        for header in thousands {
            assert_eq!(
                given("165", header),
                Some(("quantity", "165000".to_owned(), Some("t".to_owned()))),
                "{header}"
            );
        }
        for (header, code) in [
            ("2026, £m", "GBP"),
            ("Cost (£m)", "GBP"),
            ("Cost, US$m", "USD"),
            ("Cost in €m", "EUR"),
            ("EUR m", "EUR"),
        ] {
            assert_eq!(
                given("6.5", header),
                Some(("money", "6500000".to_owned(), Some(code.to_owned()))),
                "{header}"
            );
        }
        assert_eq!(given("6", "($bn)"), Some(("money", "6000000000".to_owned(), Some("USD".to_owned()))));
        assert_eq!(given("6", "€’000"), Some(("money", "6000".to_owned(), Some("EUR".to_owned()))));
        assert_eq!(
            given("6", "Output, millions of barrels"),
            Some(("quantity", "6000000".to_owned(), Some("[bbl_us]".to_owned())))
        );
        assert_eq!(given("12", "Share, %"), Some(("percent", "12".to_owned(), Some("%".to_owned()))));
    }

    #[test]
    fn a_header_without_a_unit_gives_none() {
        assert_eq!(given("31", "Boats"), None);
        assert_eq!(given("31", "Flight A3000"), None);
        assert_eq!(given("5 km", "Landed, tonnes"), None);
    }
}
