//! The values of a claim file: terms and patterns, figures, days, each with its limits.

use super::fault::Faults;
use super::hint::short;
use super::leaf::{Terms, Text, Texts};
use super::tree::Node;
use crate::claim::{AnyOf, Figure, Term};
use crate::fact::{self, Context, Kind, Number, Value};
use crate::text::Span;
use jiff::civil::Date;
use regex::{Regex, RegexBuilder};

/// The most characters of a term, pattern, id or tag.
pub(super) const LONGEST_TERM: usize = 1_000;

/// The most characters of a figure.
const LONGEST_FIGURE: usize = 200;

/// The most bytes a compiled pattern may take.
const LARGEST_PATTERN: usize = 1 << 20;

/// What the claims of a file are read with, and where their faults go.
pub(super) struct Lowering<'f, 'a> {
    pub(super) context: Context,
    pub(super) faults: &'f mut Faults<'a>,
}

/// A value as written, and where it stands.
pub(super) type Placed<'r, T> = (&'r T, &'r Node<'r>);

/// The value of a key that a block has.
pub(super) fn placed<'r, T>(raw: &'r Option<T>, block: &'r Node<'r>, key: &str) -> Option<Placed<'r, T>> {
    raw.as_ref().and_then(|raw| Some((raw, block.get(key)?)))
}

impl Lowering<'_, '_> {
    /// Records a fault where a value is wanted.
    pub(super) fn missing<T>(&mut self, span: Span, message: &str, hint: &str) -> Option<T> {
        self.faults.add(span, message, hint);
        None
    }

    /// Terms that must be there: an empty list is a fault.
    pub(super) fn some_terms(&mut self, terms: Placed<'_, Terms>) -> Option<Vec<AnyOf>> {
        let terms = self.terms(Some(terms));
        (!terms.is_empty()).then_some(terms)
    }

    /// Terms with their alternatives; empty lists and unusable terms are recorded and left out.
    pub(super) fn terms(&mut self, terms: Option<Placed<'_, Terms>>) -> Vec<AnyOf> {
        let Some((raw, at)) = terms else { return Vec::new() };
        if raw.0.is_empty() {
            self.faults.add(at.span, "this list is empty", "write at least one term, or take the key out");
        }
        let mut terms = Vec::with_capacity(raw.0.len());
        for (index, texts) in raw.0.iter().enumerate() {
            terms.extend(self.any_of((texts, at.item(index))));
        }
        terms
    }

    pub(super) fn any_of(&mut self, (texts, at): Placed<'_, Texts>) -> Option<AnyOf> {
        if texts.0.is_empty() {
            return self.missing(
                at.span,
                "this list is empty",
                "write at least one term, or take the key out",
            );
        }
        let mut terms = Vec::with_capacity(texts.0.len());
        for (index, text) in texts.0.iter().enumerate() {
            terms.extend(self.term(text, at.item(index).span));
        }
        (!terms.is_empty()).then_some(AnyOf(terms))
    }

    pub(super) fn term(&mut self, text: &str, span: Span) -> Option<Term> {
        if !self.fits(text, LONGEST_TERM, span) {
            return None;
        }
        match text.strip_prefix('/') {
            Some(rest) if rest.contains('/') => self.pattern(rest, span).map(Term::Pattern),
            _ => Some(Term::Words(text.trim().to_owned())),
        }
    }

    /// A pattern behind its opening slash; `/i` at its end ignores case.
    fn pattern(&mut self, rest: &str, span: Span) -> Option<Regex> {
        let (source, flags) = rest.rsplit_once('/')?;
        if !matches!(flags, "" | "i") {
            let hint = "end the pattern with /, or with /i to ignore case";
            return self.missing(span, &format!("`{}` behind the pattern means nothing", short(flags)), hint);
        }
        let built = RegexBuilder::new(source)
            .case_insensitive(flags == "i")
            .size_limit(LARGEST_PATTERN)
            .dfa_size_limit(LARGEST_PATTERN)
            .nest_limit(50)
            .build();
        match built {
            Ok(pattern) if !pattern.is_match("") => Some(pattern),
            Ok(_) => {
                let message = "this pattern matches even where there is no text";
                self.missing(span, message, "write what must stand there; `*` and `?` allow nothing as well")
            }
            Err(regex::Error::CompiledTooBig(_)) => {
                let message = "this pattern is too large to be searched for";
                self.missing(span, message, "use smaller repetition counts, or plain words")
            }
            Err(error) => {
                let text = error.to_string();
                let reason = text.lines().last().unwrap_or_default().trim_start_matches("error: ");
                let hint = "put a backslash before a character that is meant as itself, or write plain words";
                self.missing(span, &format!("this pattern does not work: {reason}"), hint)
            }
        }
    }

    /// Text that is neither empty nor overlong.
    pub(super) fn fits(&mut self, text: &str, most: usize, span: Span) -> bool {
        if text.trim().is_empty() {
            self.faults.add(span, "there is nothing in these quotes", "write something, or take the key out");
            return false;
        }
        let count = text.chars().count();
        if count > most {
            let message = format!("{count} characters are too many here; {most} is the most");
            self.faults.add(span, message, "a few telling words are enough");
            return false;
        }
        true
    }

    pub(super) fn words(&mut self, text: &Text, span: Span) -> Option<String> {
        self.fits(&text.0, LONGEST_TERM, span).then(|| text.0.trim().to_owned())
    }

    pub(super) fn plain_texts(&mut self, texts: Option<Placed<'_, Texts>>) -> Vec<String> {
        let Some((raw, at)) = texts else { return Vec::new() };
        let texts = raw.0.iter().enumerate();
        let fits = texts.filter(|(index, text)| self.fits(text, LONGEST_TERM, at.item(*index).span));
        fits.map(|(_, text)| text.clone()).collect()
    }

    pub(super) fn figure(&mut self, kind: Kind, (Text(written), at): Placed<'_, Text>) -> Option<Figure> {
        if !self.fits(written, LONGEST_FIGURE, at.span) {
            return None;
        }
        let fact = match fact::parse(kind, written) {
            Ok(fact) => fact,
            Err(error) => return self.missing(at.span, &error.message, &error.hint),
        };
        if let Value::When(when) = &fact.value {
            let written = short(written);
            if when.is_of_story() {
                let message = format!("`{written}` hangs on another date of a text");
                return self.missing(at.span, &message, "write the date itself, such as 27 November 2024");
            }
            if when.is_relative() && self.context.written.is_none() {
                let message =
                    format!("`{written}` depends on the day of writing, which the file does not give");
                let hint = "add `written: 2024-11-29` at the top of the file, or write the date in full";
                return self.missing(at.span, &message, hint);
            }
            if let Some(flaw) = fact::flaws(when, &self.context).first() {
                let message = format!("`{written}` cannot be: {}", flaw.message());
                return self.missing(at.span, &message, "correct it, or leave out what is not sure");
            }
        }
        Some(Figure { kind, written: written.clone(), fact })
    }

    pub(super) fn tolerance(&mut self, (Text(text), at): Placed<'_, Text>) -> Option<Number> {
        let percentage = fact::parse(Kind::Percent, text).ok().filter(|fact| fact.kind == Kind::Percent);
        let share = percentage.and_then(|fact| match fact.value {
            Value::Amount(amount) if amount.min == amount.max && amount.qualifier.is_none() => amount.min,
            _ => None,
        });
        let share = share.filter(|share| share.digits >= 0);
        let Some(share) = share else {
            let message = format!("`{}` is no percentage", short(text));
            return self.missing(at.span, &message, "write it as 1% or 0.5%");
        };
        Some(Number { exponent: share.exponent.saturating_sub(2), ..share })
    }

    /// A day of the calendar in its ISO form.
    pub(super) fn day(&mut self, (Text(text), at): Placed<'_, Text>) -> Option<Date> {
        let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        match text.parse() {
            Ok(day) if plain => Some(day),
            _ => {
                let message = format!("`{}` is not a day of the calendar", short(text));
                self.missing(at.span, &message, "write it as year, month and day: 2024-11-29")
            }
        }
    }
}
