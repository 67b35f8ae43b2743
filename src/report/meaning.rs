//! A claim in plain English: where it is judged, what must stand there, and what it lets pass.

use crate::claim::{
    AnyOf, Attendees, Claim, Derived, Expectation, Figure, Members, Modality, Operator, Severity, Term,
    Within,
};
use crate::fact::{Kind, Precision};

/// What a claim says, as one sentence.
pub fn meaning(claim: &Claim) -> String {
    let place = place(claim);
    let mut said = match &claim.expectation {
        Expectation::Derived(derived) if claim.about.is_empty() => reckoned(derived),
        Expectation::Derived(derived) => {
            format!("{}; and {place}, {}", reckoned(derived), figure(&derived.result))
        }
        other => format!("{place}, {}", expected(other)),
    };
    let conditions = &claim.conditions;
    if let Some(during) = &conditions.during {
        said += &format!(", placed at {}", during.written);
    }
    if let Some(by) = &conditions.by {
        said += &format!(", as the statement of {}", any(by));
    }
    if let Some(modality) = conditions.modality {
        said += &format!(", told as {}", article(modality));
    }
    said
}

/// What a claim lets pass, or takes for less than an error; empty where it does as every claim does.
pub fn allowance(claim: &Claim) -> String {
    let mut all = Vec::new();
    if claim.optional {
        all.push("the draft may leave it out".to_owned());
    }
    match claim.leniency.precision {
        Precision::Hedged => {}
        Precision::Rounded => all.push("a rounding needs no “about”".to_owned()),
        Precision::Exact => all.push("no rounding holds".to_owned()),
    }
    if let Some(share) = claim.leniency.tolerance.and_then(|share| share.scaled(2)) {
        all.push(format!("a value within {}% holds", share.plain()));
    }
    if claim.severity != Severity::Error {
        all.push(format!("a discrepancy counts as a {}", claim.severity.name()));
    }
    all.join("; ")
}

/// Where it is judged.
fn place(claim: &Claim) -> String {
    let listed = matches!(claim.expectation, Expectation::Attendees(_) | Expectation::List(_));
    let within = claim.within.unwrap_or(if listed { Within::Paragraph } else { Within::Sentence });
    let mut place = match within {
        Within::Document => format!("where the document names {}", all(&claim.about)),
        within => format!("where a {} names {}", within.name(), all(&claim.about)),
    };
    if !claim.not.is_empty() {
        place += &format!(" and not {}", either(&claim.not));
    }
    if !claim.context.is_empty() {
        place += &format!(", with {} in its paragraph or headings", all(&claim.context));
    }
    place
}

/// What must stand there.
fn expected(expectation: &Expectation) -> String {
    match expectation {
        Expectation::Figure(own) => figure(own),
        Expectation::Attendees(people) => attended(people),
        Expectation::List(members) => listed(members),
        Expectation::Title(words) => format!("it has the title “{words}”"),
        Expectation::Name(words) => format!("it has the name “{words}”"),
        Expectation::Quote(words) => {
            format!("the words “{words}” stand in quotation marks, each as it is here")
        }
        Expectation::States(terms) => format!("a clause asserts {} of it, and none denies that", all(terms)),
        Expectation::StatesNot(terms) => {
            format!("a clause denies {} of it, and none asserts that", all(terms))
        }
        Expectation::Text(term) => format!("{} stands beside it", word(term)),
        Expectation::Without(term) => format!("{} stands nowhere beside it", word(term)),
        Expectation::Derived(derived) => reckoned(derived),
    }
}

fn figure(figure: &Figure) -> String {
    let noun = match figure.kind {
        Kind::Date => "date",
        Kind::Time => "time",
        Kind::Duration => "duration",
        Kind::Money => "amount",
        Kind::Quantity => "quantity",
        Kind::Percent => "percentage",
        Kind::Number => "number",
        Kind::Ordinal => "rank",
    };
    format!("the {noun} is {}", figure.written)
}

fn attended(people: &Attendees) -> String {
    let parts = [
        (!people.present.is_empty()).then(|| format!("{} came", all(&people.present))),
        (!people.absent.is_empty()).then(|| format!("{} did not come", all(&people.absent))),
        (!people.also.is_empty()).then(|| format!("{} may have come", either(&people.also))),
        people.only.then(|| "nobody else came".to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn listed(members: &Members) -> String {
    let parts = [
        (!members.has.is_empty()).then(|| format!("the list has {}", all(&members.has))),
        (!members.lacks.is_empty()).then(|| format!("it has not {}", either(&members.lacks))),
        (!members.also.is_empty()).then(|| format!("it may have {}", all(&members.also))),
        members.only.then(|| "it has nothing else".to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn reckoned(derived: &Derived) -> String {
    let result = &derived.result.written;
    let of = |between: &str| derived.of.join(between);
    match derived.operator {
        Operator::Sum => format!("the figures of the claims {} add up to {result}", of(" + ")),
        Operator::Difference => format!("the figures of the claims {} leave {result}", of(" − ")),
        Operator::Ratio => format!("the figures of the claims {} make {result}", of(" ÷ ")),
        Operator::Elapsed => format!("from the date of the claim {} it is {result}", of(" to that of ")),
    }
}

fn article(modality: Modality) -> String {
    let name = modality.name();
    format!("{} {name}", if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" })
}

/// All of some terms.
fn all(terms: &[AnyOf]) -> String {
    joined(terms, " and ")
}

/// Any of some terms.
fn either(terms: &[AnyOf]) -> String {
    joined(terms, " or ")
}

fn joined(terms: &[AnyOf], last: &str) -> String {
    let terms: Vec<String> = terms.iter().map(any).collect();
    match terms.split_last() {
        Some((end, head @ [_, ..])) => format!("{}{last}{end}", head.join(", ")),
        _ => terms.concat(),
    }
}

/// A term in any of its wordings.
fn any(term: &AnyOf) -> String {
    term.0.iter().map(word).collect::<Vec<_>>().join(" or ")
}

fn word(term: &Term) -> String {
    match term {
        Term::Words(words) => format!("“{words}”"),
        Term::Pattern(pattern) => format!("/{}/", pattern.as_str()),
    }
}
