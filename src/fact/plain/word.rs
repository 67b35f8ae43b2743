//! Number words by themselves, and words that are mostly none.

use super::around::Beside;
use super::{Look, Told, fact};
use crate::fact::table::{Lexeme, Sense, VAGUE};
use crate::fact::{Kind, Number, Unit};
use crate::text::Span;

impl Look<'_> {
    /// `the two governments`, `a third meeting`, `they may have`
    pub(super) fn word(&self, at: usize, word: &Lexeme) -> Told {
        let end = at + word.text.len();
        let told = |kind, number: u64| {
            let number = Number::whole(number.into());
            Told::Fact(fact(kind, number, Unit::default(), Span::new(at, end)))
        };
        match word.senses {
            _ if word.hangs & VAGUE != 0 => Told::Open,
            // "good" where neither Friday nor morning follows
            [] if matches!(self.behind(end), (Beside::Unheard, true)) => Told::Nothing,
            [Sense::Cardinal(number @ 2..=20)] if self.counts(at, end, word) => told(Kind::Number, *number),
            [Sense::Ordinal(number)] | [Sense::Ordinal(number), Sense::Unit(_)]
                if self.counts(at, end, word) || *number < 3 && self.is_led_by_article(at, end) =>
            {
                told(Kind::Ordinal, *number)
            }
            // "they may have"
            [Sense::Month(3 | 5), ..]
                if self.byte(at).is_ascii_lowercase() && self.opens(at) && self.goes_on(end) =>
            {
                Told::Nothing
            }
            // "the ensuing year was", "a new decade,"
            senses if senses.contains(&Sense::Span) => {
                let alone =
                    self.ahead(at) == (Beside::Unheard, true) && (self.goes_on(end) || self.ends(end));
                if alone { Told::Nothing } else { Told::Open }
            }
            _ => Told::Open,
        }
    }

    /// Whether a number word stands between words that mean nothing to it.
    fn counts(&self, at: usize, end: usize, word: &Lexeme) -> bool {
        word.words == 1 && self.goes_on(end) && self.opens(at)
    }

    /// "a second term"; a third may be a part.
    fn is_led_by_article(&self, at: usize, end: usize) -> bool {
        at > self.floor + 2
            && self.bytes.get(at - 3..at) == Some(b" a ")
            && self.behind(end) == (Beside::Unheard, true)
    }

    /// Whether a small word follows that means nothing to the word that ends at `end`.
    fn goes_on(&self, end: usize) -> bool {
        let small = self.byte(end) == b' ' && self.byte(end + 1).is_ascii_lowercase();
        small
            && match self.behind(end) {
                (Beside::Unheard, true) => true,
                (Beside::Quiet(next), true) => self.is_quiet_behind(next),
                _ => false,
            }
    }

    /// Whether a mark ends what the word that ends at `end` belongs to.
    fn ends(&self, end: usize) -> bool {
        matches!(self.behind(end), (Beside::Mark(b'.' | b',' | b';' | b')'), false))
    }
}
