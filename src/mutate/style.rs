//! Changes of style: the same facts in other dress. None of them may raise an alarm.

use super::{Kind, Mutant};
use crate::document::{BlockKind, Format};
use crate::fact;
use crate::rule::Reading;
use crate::rule::quoted::{Quoted, quotations};
use crate::text::Span;
use regex::{Captures, Regex};

/// A pattern, what is put for it, and what that changes.
struct Rewrite {
    kind: Kind,
    pattern: &'static str,
    put: &'static str,
}

const fn rewrite(kind: Kind, pattern: &'static str, put: &'static str) -> Rewrite {
    Rewrite { kind, pattern, put }
}

/// Inside figures.
const FIGURES: [Rewrite; 19] = [
    rewrite(Kind::NumberStyle, r",(\d{3})\b", "\u{a0}$1"),
    rewrite(Kind::NumberStyle, r",(\d{3})\b", "\u{202f}$1"),
    rewrite(Kind::NumberStyle, r",(\d{3})\b", "$1"),
    rewrite(Kind::NumberStyle, r"(\d) billion\b", "${1}bn"),
    rewrite(Kind::NumberStyle, r"(\d) million\b", "${1}m"),
    rewrite(Kind::NumberStyle, r"\$", "US$$"),
    rewrite(Kind::NumberStyle, r"(\d) ?%", "$1 per cent"),
    rewrite(Kind::NumberStyle, r"(\d) per ?cent", "$1%"),
    rewrite(Kind::NumberStyle, r"(\d) tonnes\b", "$1 t"),
    rewrite(Kind::NumberStyle, r"(\d) kilomet(?:re|er)s\b", "$1 km"),
    rewrite(Kind::Dash, "–", "-"),
    rewrite(Kind::Dash, r"(\d)–(\d)", "$1 to $2"),
    rewrite(Kind::Dash, r"(\d)–(\d)", "$1 – $2"),
    rewrite(Kind::Dash, r"^(?:from )?(\d+) to (\d)", "$1–$2"),
    rewrite(Kind::Space, " ", "\u{a0}"),
    rewrite(Kind::Space, " ", "\u{202f}"),
    rewrite(Kind::DateStyle, r"\b(\d{1,2}) ([A-Z][a-z]{2,}) (\d{4})", "$2 $1, $3"),
    rewrite(Kind::DateStyle, r"\b(\d{1,2}) ([A-Z][a-z]{2,})$", "$2 $1"),
    rewrite(Kind::DateStyle, r"\b(Jan|Feb|Aug|Oct|Nov|Dec)[a-z]{3,} (\d{4})", "$1. $2"),
];

/// Anywhere in the prose.
const PROSE: [Rewrite; 14] = [
    rewrite(Kind::QuotationMark, "“([^”\n]+)”", "\"$1\""),
    rewrite(Kind::QuotationMark, "“([^”\n]+)”", "‘$1’"),
    rewrite(Kind::QuotationMark, "“([^”\n]+)”", "«$1»"),
    rewrite(Kind::QuotationMark, "\"([^\"\n]+)\"", "“$1”"),
    rewrite(Kind::QuotationMark, r"(\w)’(\w)", "$1'$2"),
    rewrite(Kind::QuotationMark, r"(\w)'(\w)", "$1’$2"),
    rewrite(Kind::Dash, " – ", " — "),
    rewrite(Kind::Dash, " — ", " – "),
    rewrite(Kind::Dash, r"(\p{Ll})-(\p{Ll})", "$1\u{2011}$2"),
    rewrite(Kind::Spelling, r"\b(\p{L}{3,})is(e|ed|es|ing|ation|ations)\b", "${1}iz$2"),
    rewrite(Kind::Spelling, r"\b(\p{L}{3,})iz(e|ed|es|ing|ation|ations)\b", "${1}is$2"),
    rewrite(Kind::Spelling, r"\b(fav|col|lab|hon|harb|neighb|behavi|rum|vig)our", "${1}or"),
    rewrite(Kind::Spelling, r"\b(cent|theat|kilomet|lit)re(s?)\b", "${1}er$2"),
    rewrite(Kind::Spelling, r"\b(program)mes?\b", "$1"),
];

/// Words in -ise that Americans spell so too (New Hart's Rules, 3.1: the -ise that is no suffix).
const ALWAYS_ISE: [&str; 22] = [
    "adv", "adverti", "ar", "chast", "circumc", "comprom", "desp", "dev", "disgu", "enterpr", "exc", "exerc",
    "improv", "lik", "otherw", "prem", "prom", "ra", "rev", "superv", "surpr", "telev",
];

/// Number words and figures, which style guides change into each other.
const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Every change of style worth planting.
pub fn changes(reading: &Reading<'_>) -> Vec<Mutant> {
    let prose = reading.prose();
    let mut all = Vec::new();
    let compiled = |rewrites: &'static [Rewrite]| -> Vec<(&'static Rewrite, Regex)> {
        rewrites.iter().filter_map(|rewrite| Some((rewrite, Regex::new(rewrite.pattern).ok()?))).collect()
    };
    let figures = compiled(&FIGURES);
    for fact in reading.facts.iter().filter(|fact| !fact.is_vague()) {
        let words = fact.span.of(prose);
        let fits = |rewrite: &Rewrite| rewrite.kind != Kind::DateStyle || fact.kind == fact::Kind::Date;
        for (rewrite, pattern) in figures.iter().filter(|(rewrite, _)| fits(rewrite)) {
            let put = pattern.replace_all(words, rewrite.put);
            if put != words {
                all.push(Mutant::new(rewrite.kind, fact.span, put, Vec::new()));
            }
        }
        all.extend(
            other_number(words, fact.kind)
                .map(|put| Mutant::new(Kind::NumberStyle, fact.span, put, Vec::new())),
        );
    }
    let quotations = quotations(reading);
    for (rewrite, pattern) in compiled(&PROSE) {
        for found in pattern.captures_iter(prose) {
            let mutant = changed(rewrite, &found).filter(|mutant| !is_exception(mutant, prose));
            // Nobody spells what another wrote his own way.
            all.extend(
                mutant.filter(|mutant| mutant.kind != Kind::Spelling || !is_within(mutant, &quotations)),
            );
        }
    }
    all.extend(breaks(reading));
    all
}

fn changed(rewrite: &Rewrite, found: &Captures<'_>) -> Option<Mutant> {
    let whole = found.get(0)?;
    let mut put = String::new();
    found.expand(rewrite.put, &mut put);
    Some(Mutant::new(rewrite.kind, Span::new(whole.start(), whole.end()), put, Vec::new()))
}

/// Whether a change lies inside a quotation.
fn is_within(mutant: &Mutant, quotations: &[Quoted]) -> bool {
    mutant.edits.iter().any(|(span, _)| quotations.iter().any(|quoted| quoted.inner.contains(*span)))
}

/// Whether a change of spelling is none: `advise`, and words that Americans write with -is- for other reasons.
fn is_exception(mutant: &Mutant, prose: &str) -> bool {
    mutant.kind == Kind::Spelling
        && mutant.edits.iter().any(|(span, _)| {
            let word = span.of(prose).to_lowercase();
            let stem = word.rfind("is").and_then(|at| word.get(..at)).unwrap_or_default();
            ALWAYS_ISE.iter().any(|kept| stem == *kept || stem.ends_with(kept) && kept.len() > 3)
        })
}

/// A small number as a figure or as a word.
fn other_number(words: &str, kind: fact::Kind) -> Option<String> {
    if kind != fact::Kind::Number {
        return None;
    }
    let lower = words.to_lowercase();
    let at = NUMBERS.iter().position(|number| *number == lower);
    let figure = at.filter(|at| *at > 0).map(|at| (at + 1).to_string());
    figure.or_else(|| {
        let number: usize = words.parse().ok()?;
        NUMBERS.get(number.checked_sub(1)?).map(|word| (*word).to_owned())
    })
}

/// Lines broken elsewhere: inside figures, and lines joined. Not where a line end ends a paragraph.
fn breaks(reading: &Reading<'_>) -> Vec<Mutant> {
    let document = reading.document;
    let prose = reading.prose();
    let unwrapped = document.source.lines().any(|line| line.len() > 120);
    if !matches!(document.format, Format::Markdown | Format::Html)
        && (document.format != Format::Text || unwrapped)
    {
        return Vec::new();
    }
    let mut all = Vec::new();
    for block in document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
        for fact in reading.facts.iter().filter(|fact| block.span.contains(fact.span)) {
            for (at, _) in fact.span.of(prose).match_indices(' ') {
                let behind = prose.get(fact.span.start + at + 1..).unwrap_or_default();
                // A figure at the start of a line might begin a list.
                if behind.starts_with(char::is_alphabetic) {
                    let space = Span::new(fact.span.start + at, fact.span.start + at + 1);
                    all.push(Mutant::new(Kind::Wrap, space, "\n", Vec::new()));
                }
            }
        }
        let text = block.span.of(prose);
        let ends = text.match_indices('\n').map(|(at, _)| block.span.start + at);
        all.extend(ends.map(|at| Mutant::new(Kind::Wrap, Span::new(at, at + 1), " ", Vec::new())));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_both_ways() {
        assert_eq!(other_number("Three", fact::Kind::Number).as_deref(), Some("3"));
        assert_eq!(other_number("11", fact::Kind::Number).as_deref(), Some("eleven"));
        assert_eq!(other_number("one", fact::Kind::Number), None);
    }

    #[test]
    fn every_group_of_digits_gets_the_new_separator() {
        let put: Vec<String> = FIGURES[..3]
            .iter()
            .map(|rewrite| Regex::new(rewrite.pattern).unwrap().replace_all("27,040,000", rewrite.put).into())
            .collect();
        assert_eq!(put, ["27\u{a0}040\u{a0}000", "27\u{202f}040\u{202f}000", "27040000"]);
    }

    #[test]
    fn every_pattern_is_one() {
        for rewrite in FIGURES.iter().chain(&PROSE) {
            assert!(Regex::new(rewrite.pattern).is_ok(), "{}", rewrite.pattern);
        }
    }
}
