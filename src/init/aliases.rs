//! Names that a document spells in two ways: an acronym behind its expansion, in brackets.

use crate::rule::Reading;
use crate::rule::word::fold;
use crate::text::Span;

/// The most words an acronym stands for.
const LONGEST: usize = 10;

/// Groups of wordings that mean the same, the shortest first: `CSTO`, then `Collective Security Treaty Organization`.
pub fn aliases(reading: &Reading<'_>) -> Vec<Vec<String>> {
    let prose = reading.prose();
    let words = &reading.words;
    let mut groups: Vec<Vec<String>> = Vec::new();
    for at in 1..words.len() {
        let span = words.span(at);
        let short = span.of(prose);
        let upper = short.chars().filter(|c| c.is_uppercase()).count();
        let opened = Span::new(words.span(at - 1).end, span.start).of(prose).trim() == "(";
        let closed = prose.get(span.end..).is_some_and(|rest| rest.starts_with(')'));
        if !opened || !closed || upper < 2 || upper * 2 < short.chars().count() {
            continue;
        }
        let Some(start) = expansion(reading, at, short) else { continue };
        let long = super::one_line(words.span(start).to(words.span(at - 1)).of(prose));
        let known = |name: &String| groups.iter().flatten().any(|other| fold(other) == fold(name));
        let short = short.to_owned();
        if !known(&short) && !known(&long) {
            groups.push(vec![short, long]);
        }
    }
    groups
}

/// The first of the words before `at` whose initials are the acronym's letters, small words left aside.
fn expansion(reading: &Reading<'_>, at: usize, short: &str) -> Option<usize> {
    let words = &reading.words;
    let wanted = fold(&short.replace('.', ""));
    let least = at.saturating_sub(LONGEST);
    let mut initials = String::new();
    for start in (least..at).rev() {
        if start + 1 < at && !words.joined(start) {
            return None;
        }
        let folded = words.folded(start);
        let small = matches!(folded, "of" | "the" | "and" | "for" | "in" | "on" | "to" | "de");
        if small && !words.is_capital(reading.prose(), start) {
            continue;
        }
        initials.insert_str(0, folded.get(..folded.chars().next().map_or(0, char::len_utf8))?);
        if initials == wanted {
            return words.is_capital(reading.prose(), start).then_some(start);
        }
        if initials.len() >= wanted.len() {
            return None;
        }
    }
    None
}
