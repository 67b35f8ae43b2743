//! The claimed value in the editor's own words.

use crate::claim::{AnyOf, Attendees, Expectation, Members, Term};

/// What a claim expects, on one line.
pub fn expected(expectation: &Expectation) -> String {
    match expectation {
        Expectation::Figure(figure) => figure.written.clone(),
        Expectation::Attendees(attendees) => people(attendees),
        Expectation::List(members) => list(members),
        Expectation::Title(words) | Expectation::Name(words) | Expectation::Quote(words) => words.clone(),
        Expectation::States(terms) => terms_of(terms, ", "),
        Expectation::StatesNot(terms) => format!("not: {}", terms_of(terms, ", ")),
        Expectation::Text(term) => words(term),
        Expectation::Without(term) => format!("without: {}", words(term)),
        Expectation::Derived(derived) => {
            format!("{} ({} of {})", derived.result.written, derived.operator.name(), derived.of.join(", "))
        }
    }
}

/// Terms as an editor reads them: all of these, each in any of its wordings.
pub fn about(terms: &[AnyOf]) -> String {
    terms_of(terms, ", ")
}

fn people(attendees: &Attendees) -> String {
    let only = if attendees.only { ", nobody else" } else { "" };
    let present = part("present", &attendees.present);
    let absent = part("absent", &attendees.absent);
    let also = part("perhaps", &attendees.also);
    joined([present.map(|part| part + only), absent, also])
}

fn list(members: &Members) -> String {
    let has = (!members.has.is_empty()).then(|| terms_of(&members.has, ", "));
    let lacks = part("without", &members.lacks);
    let also = part("perhaps", &members.also);
    joined([has, lacks, also])
}

fn part(name: &str, terms: &[AnyOf]) -> Option<String> {
    (!terms.is_empty()).then(|| format!("{name}: {}", terms_of(terms, ", ")))
}

fn joined(parts: [Option<String>; 3]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// Terms in a row; wordings that stand for each other with "or".
fn terms_of(terms: &[AnyOf], between: &str) -> String {
    let any = |any: &AnyOf| any.0.iter().map(words).collect::<Vec<_>>().join(" or ");
    terms.iter().map(any).collect::<Vec<_>>().join(between)
}

fn words(term: &Term) -> String {
    match term {
        Term::Words(words) => words.clone(),
        Term::Pattern(pattern) => format!("/{}/", pattern.as_str()),
    }
}
