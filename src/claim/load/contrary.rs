//! Claims of one file that no text can hold together: the same name present and absent, the same thing so and not so.

use super::fault::Faults;
use super::hint::short;
use crate::claim::{AnyOf, Claim, Conditions, Expectation, Modality, Term};
use crate::text::Span;
use std::collections::HashMap;

/// What a claim says of one name or statement: its kind, the words, and whether it is so.
type Word = (&'static str, String, bool);

/// What a claim is about, and under which conditions, as written.
#[derive(PartialEq, Eq, Hash)]
struct Subject<'c> {
    about: Vec<Vec<Wording<'c>>>,
    context: Vec<Vec<Wording<'c>>>,
    not: Vec<Vec<Wording<'c>>>,
    during: Option<&'c str>,
    by: Option<Vec<Wording<'c>>>,
    modality: Option<Modality>,
}

#[derive(PartialEq, Eq, Hash)]
enum Wording<'c> {
    Words(&'c str),
    Pattern(&'c str),
}

impl<'c> Subject<'c> {
    fn of(claim: &'c Claim) -> Self {
        let wording = |term: &'c Term| match term {
            Term::Words(words) => Wording::Words(words),
            Term::Pattern(pattern) => Wording::Pattern(pattern.as_str()),
        };
        let group = |group: &'c AnyOf| group.0.iter().map(wording).collect();
        let groups = |groups: &'c [AnyOf]| groups.iter().map(group).collect();
        let Conditions { during, by, modality } = &claim.conditions;
        Self {
            about: groups(&claim.about),
            context: groups(&claim.context),
            not: groups(&claim.not),
            during: during.as_ref().map(|during| during.written.as_str()),
            by: by.as_ref().map(group),
            modality: *modality,
        }
    }
}

/// Records each claim that says the contrary of one above it, or of itself, about the same subject under the same conditions.
pub(super) fn check(claims: &[Claim], faults: &mut Faults) {
    let mut subjects: HashMap<Subject, usize> = HashMap::new();
    let mut said: HashMap<(usize, &str, String), (bool, Span)> = HashMap::new();
    for claim in claims {
        let words = words(&claim.expectation);
        if words.is_empty() {
            continue;
        }
        let next = subjects.len();
        let subject = *subjects.entry(Subject::of(claim)).or_insert(next);
        for (kind, name, so) in words {
            let before = said.entry((subject, kind, name.clone())).or_insert((so, claim.span));
            if before.0 != so {
                let line = faults.line(before.1.start);
                let [own, other] = if so { ["is", "is not"] } else { ["is not", "is"] };
                let name = short(&name);
                let message = if before.1 == claim.span {
                    format!("this claim says both that “{name}” is {kind} and that it is not")
                } else {
                    format!("this says that “{name}” {own} {kind}, the claim on line {line} that it {other}")
                };
                faults.add(claim.value_span, message, "no text can hold both: take one of them out");
                break;
            }
        }
    }
}

fn words(expectation: &Expectation) -> Vec<Word> {
    let all = |kind, groups: &[AnyOf], so| -> Vec<Word> {
        groups.iter().map(|group| (kind, name(group), so)).collect()
    };
    let both = |kind, so: &[AnyOf], not: &[AnyOf]| [all(kind, so, true), all(kind, not, false)].concat();
    let whole = |terms: &[AnyOf]| terms.iter().map(name).collect::<Vec<_>>().join(", ");
    match expectation {
        Expectation::Attendees(attendees) => both("present", &attendees.present, &attendees.absent),
        Expectation::List(members) => both("in the list", &members.has, &members.lacks),
        Expectation::States(terms) => vec![("stated", whole(terms), true)],
        Expectation::StatesNot(terms) => vec![("stated", whole(terms), false)],
        Expectation::Text(term) => vec![("in the text", term.as_str().to_owned(), true)],
        Expectation::Without(term) => vec![("in the text", term.as_str().to_owned(), false)],
        _ => Vec::new(),
    }
}

fn name(group: &AnyOf) -> String {
    group.0.iter().map(|term| term.as_str()).collect::<Vec<_>>().join(" or ")
}
