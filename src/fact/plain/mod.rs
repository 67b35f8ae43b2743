//! Figures that nothing around them can change, read at one look: `(2023 est.)`, `7.5%,`, `$1.4 billion (`.
//!
//! Most figures stand between marks and words that mean nothing to any grammar. [`plain`] knows a few such surroundings
//! and leaves every other figure to the grammars; in debug builds each of its answers is checked against them. Whether a
//! word means nothing is told by a filter over the tables and over `table/asked.tsv`, the words that the grammars ask for
//! by name; what may stand between a figure and such a word is in `table/quiet.tsv`.

mod around;
mod date;
mod figure;
mod word;

use super::lex::Lexer;
use super::start::Start;
use super::{Amount, Fact, Kind, Number, Unit, Value};
use crate::text::Span;
use around::Beside;

/// What a look at the neighbours of a figure or word tells.
#[derive(Debug, PartialEq)]
pub(super) enum Told {
    /// The fact that hangs on it.
    Fact(Fact),
    /// No fact hangs on it.
    Nothing,
    /// The grammars have to be asked.
    Open,
}

/// What hangs on the figure or word at `start`, if a look at its neighbours shows that. Nothing before `floor` is looked at.
pub(super) fn plain(lexer: Lexer<'_>, start: Start, floor: usize) -> Told {
    let look = Look { lexer, bytes: lexer.text.as_bytes(), floor };
    match start.word {
        Some(word) => look.word(start.at, word),
        None if look.is_joined(start.at) => Told::Nothing,
        None => look.date(start.at).or_else(|| look.amount(start.at)).map_or(Told::Open, Told::Fact),
    }
}

fn fact(kind: Kind, number: Number, unit: Unit, span: Span) -> Fact {
    Fact { kind, span, value: Value::Amount(Amount::exactly(number, unit)) }
}

/// The bytes around a figure.
struct Look<'t> {
    lexer: Lexer<'t>,
    bytes: &'t [u8],
    floor: usize,
}

impl Look<'_> {
    /// `CO2`, `COVID-19`, `deaths/1,000`: a figure joined to a word that is none of dates.
    fn is_joined(&self, at: usize) -> bool {
        let joint = usize::from(matches!(self.before(at), b'-' | b'/'));
        if joint >= at || !self.before(at - joint).is_ascii_alphabetic() {
            return false;
        }
        let figure = self.bytes.get(at..).unwrap_or_default().iter();
        let end = at + figure.take_while(|byte| byte.is_ascii_digit() || **byte == b',').count();
        let closes = matches!(
            self.behind(end),
            (Beside::Edge, _) | (Beside::Unheard, true) | (Beside::Mark(b'(' | b')' | b';'), _)
        );
        closes && self.ahead(at - joint).0 == Beside::Unheard
    }

    /// The byte before `at`, if it may be looked at; 0 otherwise.
    fn before(&self, at: usize) -> u8 {
        if at > self.floor { self.byte(at - 1) } else { 0 }
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::lex::Memo;
    use crate::fact::start::next_start;

    /// What is told of the first figure or opening word.
    fn told(text: &str) -> Told {
        let memo = Memo::new();
        let start = next_start(text, 0).unwrap();
        plain(Lexer::new(text, &memo), start, 0)
    }

    /// The words of the fact that is read there.
    fn read(text: &str) -> Option<&str> {
        if let Told::Fact(fact) = told(text) { Some(fact.span.of(text)) } else { None }
    }

    #[test]
    fn figures_by_themselves_are_read() {
        for (text, words) in [
            ("goods (2023 est.)", "2023"),
            ("goods (2019-2021 est.)", "2019-2021"),
            ("goods (2020-25 est.)", "2020-25"),
            ("republic declared in 1821. Britain", "1821"),
            ("a treaty on 12 December 2019, gladly", "12 December 2019"),
            ("treaty (since 12 December 2019)", "since 12 December 2019"),
            ("act of [2019-12-12]", "2019-12-12"),
            ("7.5%, other", "7.5%"),
            ("exports: 12% of the total", "12%"),
            ("talks  -0.5% (2023)", "-0.5%"),
            ("worth $1.489 billion (2023 est.)", "$1.489 billion"),
            ("worth of $72K in the treaty", "$72K"),
            ("more than $5 million of treaty", "more than $5 million"),
            ("about 12 years (2024)", "about 12 years"),
            ("ships 1,234 vessels", "1,234"),
            ("to the 12 vessels", "12"),
            ("12 years (2024)", "12 years"),
            ("12,345 sq km", "12,345 sq km"),
            ("of the two ministries", "two"),
            ("for a second treaty", "second"),
        ] {
            assert_eq!(read(text), Some(words), "{text}");
        }
    }

    #[test]
    fn words_that_are_no_figures_here_are_passed_over() {
        for text in [
            "they may go",
            "the ensuing year, then",
            "good ministries",
            "made CO2 gladly",
            "deaths/1,000 population",
        ] {
            assert_eq!(told(text), Told::Nothing, "{text}");
        }
    }

    #[test]
    fn whatever_could_be_more_is_left_to_the_grammars() {
        for text in [
            "about 7.5%, other",
            "from 7% of",
            "minus 7%",
            "in early 1821",
            "declared in 1821 and 1822",
            "in 1821 BC",
            "US $5 million",
            "$5 million a year",
            "5 feet, 10 inches",
            "18 years of age",
            "20 GMT",
            "1. vessels",
            "10 Downing Street",
            "10 or more",
            "1.2.3 vessels",
            "12,34,567 vessels",
            "1990 vessels",
            "vessels (3) and",
            "at least 5%, at most 7%",
            "C $5 million",
            "by 12 December 2019",
            "by the 12 December 2019",
            "(2001-12 est.)",
            "in 1715 ministries",
            "London/12 March",
            "roughly a third",
            "the two-thirds",
            "the beginning of the year,",
            "1,200 Downing Street",
            "ministries(2), vessels",
        ] {
            assert_eq!(told(text), Told::Open, "{text}");
        }
    }
}
