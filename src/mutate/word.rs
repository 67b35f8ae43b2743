//! Slips in names: a member of a list or an attendee, a rank, the name a claim asks for.

use super::random::Random;
use super::{Kind, Mutant, Subject, table};
use crate::check::{Evidence, Found, Verdict};
use crate::claim::Expectation;
use crate::rule::word::{fold, rows};
use crate::rule::{Group, Hits, Parts, Reading, country};
use crate::text::Span;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Words that change an office: `deputy`, `former`.
static RANKS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../rule/table/rank.tsv")).filter_map(|row| row.get(1).copied()).collect()
});

/// The slips in the words that confirmed claims rest on.
pub fn slips(
    subject: &Subject<'_>,
    reading: &Reading<'_>,
    hits: &Hits<'_>,
    random: &mut Random,
) -> Vec<Mutant> {
    let mut all = Vec::new();
    for outcome in subject.checked.outcomes.iter().filter(|outcome| outcome.verdict == Verdict::Confirmed) {
        let Some(task) = subject.rules.tasks.get(outcome.claim) else { continue };
        let groups: Vec<&Group> = match &task.parts {
            Parts::Members { has, .. } => has.iter().collect(),
            Parts::Attendees { present, absent, .. } => present.iter().chain(absent).collect(),
            _ => Vec::new(),
        };
        let mut planter = Planter { reading, hits, random, claim: outcome.claim, all: &mut all };
        for group in groups {
            planter.member(group, &outcome.evidence);
        }
        for evidence in &outcome.evidence {
            match &task.claim.expectation {
                Expectation::Name(_)
                    if evidence.found == Found::Name && !planter.twice(&task.parts, evidence) =>
                {
                    planter.name(evidence.span);
                }
                Expectation::Title(_) => planter.title(evidence.span),
                _ => {}
            }
        }
    }
    all
}

/// Plants the slips of one claim.
struct Planter<'p, 'd> {
    reading: &'p Reading<'d>,
    hits: &'p Hits<'p>,
    random: &'p mut Random,
    claim: usize,
    all: &'p mut Vec<Mutant>,
}

impl Planter<'_, '_> {
    fn push(&mut self, kind: Kind, span: Span, put: impl Into<String>) {
        self.all.push(Mutant::new(kind, span, put, vec![self.claim]));
    }

    /// A member replaced, left out, given or robbed of a rank; only where it is named once, so that the slip is one.
    fn member(&mut self, group: &Group, evidence: &[Evidence]) {
        let mut places: Vec<Span> = Vec::new();
        for found in evidence {
            let inside = self.hits.of_group(group, &self.reading.words.within(found.span));
            let around = || self.hits.of_group(group, &self.reading.words.within(found.sentence));
            let hits = if inside.is_empty() { around() } else { inside };
            places.extend(hits.iter().map(|hit| hit.span));
        }
        places.sort_unstable();
        places.dedup();
        let [span] = places.as_slice() else { return };
        let prose = self.reading.prose();
        let words = span.of(prose);
        if let Some(put) = self.another(words) {
            self.push(Kind::Member, *span, put);
        }
        if let Some((gap, put)) = without(prose, *span) {
            self.push(Kind::Member, gap, put);
        }
        if is_office(words) {
            let first = words.split_inclusive(' ').next().unwrap_or_default();
            match words.strip_prefix(first).filter(|_| RANKS.contains(fold(first.trim()).as_str())) {
                Some(rest) => self.push(Kind::Title, *span, rest),
                None => self.push(Kind::Title, *span, format!("deputy {words}")),
            }
        }
    }

    /// Whether a term is named a second time in the evidence's sentence, so that a slip in one place is none.
    fn twice(&self, parts: &Parts, evidence: &Evidence) -> bool {
        let Parts::Term(term) = parts else { return false };
        let named = self.hits.within(*term, &self.reading.words.within(evidence.sentence));
        named.iter().filter(|hit| !hit.span.overlaps(evidence.span)).count() > 0
    }

    /// The name replaced by another of its sort.
    fn name(&mut self, span: Span) {
        let words = span.of(self.reading.prose());
        let figure = self.reading.facts.iter().any(|fact| fact.span.overlaps(span));
        if let Some(put) = self.another(words).filter(|_| !figure) {
            self.push(Kind::Name, span, put);
        }
    }

    /// A rank gained or lost, another country.
    fn title(&mut self, span: Span) {
        let prose = self.reading.prose();
        let words = span.of(prose);
        let skip = if words.get(..4).is_some_and(|the| the.eq_ignore_ascii_case("the ")) { 4 } else { 0 };
        let start = Span::new(span.start + skip, span.start + skip);
        let first = self.reading.words.within(span).start;
        let mut around = first.saturating_sub(1)..self.reading.words.within(span).end;
        let ranked = around.any(|at| RANKS.contains(self.reading.words.folded(at)));
        // A former chair does not become another one by being called former twice.
        for rank in ["former ", "acting "].into_iter().filter(|_| !ranked) {
            self.push(Kind::Title, start, rank);
        }
        for at in self.reading.words.within(span) {
            let word = self.reading.words.span(at);
            let folded = self.reading.words.folded(at);
            if RANKS.contains(folded) {
                let behind = self.reading.words.span(at + 1).start;
                self.push(Kind::Title, Span::new(word.start, behind.clamp(word.end, span.end)), "");
            } else if country::name(folded).is_some()
                && let Some(put) = self.another(word.of(prose))
            {
                self.push(Kind::Title, word, put);
            }
        }
    }

    /// Another of the same sort that the document does not name: country for country, name for name.
    fn another(&mut self, words: &str) -> Option<String> {
        let folded = fold(words);
        let capital = words.starts_with(char::is_uppercase);
        if let Some(put) = table::put_for("modifier", words) {
            return Some(put);
        }
        if let Some((_, minister)) = words.rsplit_once(' ').filter(|_| is_office(words)) {
            return Some(format!("culture {minister}"));
        }
        let class = match (country::name(&folded).is_some(), capital) {
            (true, _) => "country",
            (_, true) => "name",
            _ => "activity",
        };
        let name = country::is_name(&folded);
        let prose = self.reading.prose();
        let others: Vec<&str> = table::class(class)
            .map(|row| if class == "country" && !name { row.put } else { row.word })
            .filter(|word| !prose.contains(word))
            .collect();
        self.random.choose(&others).map(|&word| word.to_owned())
    }
}

fn is_office(words: &str) -> bool {
    let last = words.rsplit(' ').next().map(fold).unwrap_or_default();
    ["minister", "ministers", "president", "presidents", "chancellor", "governor", "mayor"]
        .contains(&last.as_str())
}

/// What to cut, and what to put there, so that a member is gone from its list: `A, B and C` becomes `A and C` or `A and B`.
fn without(prose: &str, member: Span) -> Option<(Span, String)> {
    let before = prose.get(..member.start)?;
    let behind = prose.get(member.end..)?;
    let start = before.trim_end().len();
    let before = before.trim_end();
    let and = |text: &str| {
        ["and", "or"]
            .into_iter()
            .find(|word| text.strip_suffix(word).is_some_and(|rest| rest.ends_with(char::is_whitespace)))
    };
    if behind.starts_with(", ") || behind.starts_with(",\n") {
        return Some((Span::new(member.start, member.end + 2), String::new()));
    }
    if let Some(word) = and(before) {
        // The last of the list: the one before it becomes the last.
        let rest = before.strip_suffix(word)?.trim_end();
        let comma =
            rest.rfind(',').filter(|at| !rest.get(*at..).is_some_and(|text| text.contains(['.', ';', ':'])));
        return Some(match comma {
            Some(at) if rest.len() - at < 60 && rest.len() - at > 1 => {
                let other = rest.get(at + 1..)?.trim();
                (Span::new(at, member.end), format!(" {word} {other}"))
            }
            _ => (Span::new(rest.len(), member.end), String::new()),
        });
    }
    let next = behind.trim_start();
    if before.ends_with(',') && (next.starts_with("and ") || next.starts_with("or ")) {
        return Some((Span::new(start - 1, member.end), String::new()));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(prose: &str, member: &str) -> String {
        let start = prose.find(member).unwrap();
        let (span, put) = without(prose, Span::new(start, start + member.len())).unwrap();
        format!("{}{put}{}", &prose[..span.start], &prose[span.end..])
    }

    #[test]
    fn a_list_reads_well_without_a_member() {
        let prose = "Belarus, Kyrgyzstan and Tajikistan came.";
        assert_eq!(cut(prose, "Belarus"), "Kyrgyzstan and Tajikistan came.");
        assert_eq!(cut(prose, "Kyrgyzstan"), "Belarus and Tajikistan came.");
        assert_eq!(cut(prose, "Tajikistan"), "Belarus and Kyrgyzstan came.");
        assert_eq!(cut("Peru and Chile came.", "Chile"), "Peru came.");
    }
}
