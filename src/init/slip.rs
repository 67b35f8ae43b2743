//! Slips of the pen: each figure of a document altered a little, to see whether a claim notices.

use crate::document::Document;
use crate::fact::{self, Context, Fact, Kind};
use crate::rule::Reading;

/// A reading in which every figure has another value at the same place.
///
/// Binding never looks at a value: what a claim binds here is what it binds in the document as it is.
pub fn altered<'d>(document: &'d Document, context: &Context) -> Reading<'d> {
    let mut reading = Reading::new(document, context.clone());
    let prose = document.prose();
    for fact in &mut reading.facts {
        let other = value(fact, prose).or_else(|| fact::parse(fact.kind, far(fact.kind)).ok());
        if let Some(other) = other.filter(|_| !fact.is_vague()) {
            fact.value = other.value;
        }
    }
    reading
}

/// The figure with one digit or one word changed, if that is a figure of its kind again.
fn value(fact: &Fact, prose: &str) -> Option<Fact> {
    let text = super::one_line(fact.span.of(prose));
    let same = fact::parse(fact.kind, &text).ok().map(|fact| fact.value);
    let slips = [digit(&text, 1), digit(&text, 9), word(&text)];
    slips
        .into_iter()
        .flatten()
        .filter_map(|slip| fact::parse(fact.kind, &slip).ok())
        .find(|slip| slip.kind == fact.kind && Some(&slip.value) != same.as_ref())
}

/// The text with the last digit of its first number moved on by `step`.
fn digit(text: &str, step: u32) -> Option<String> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let length = text.get(start..)?.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start);
    let at = start + length - 1;
    let old = text.get(at..=at)?.chars().next()?.to_digit(10)?;
    let mut new = (old + step) % 10;
    if new == 0 && length == 1 {
        new = 4;
    }
    Some(format!("{}{new}{}", text.get(..at)?, text.get(at + 1..)?))
}

/// The text with its first word of a number or month replaced by another.
fn word(text: &str) -> Option<String> {
    const OTHERS: [(&str, &str); 36] = [
        ("one", "three"),
        ("two", "four"),
        ("three", "five"),
        ("four", "six"),
        ("five", "seven"),
        ("six", "eight"),
        ("seven", "nine"),
        ("eight", "two"),
        ("nine", "six"),
        ("ten", "twelve"),
        ("twelve", "ten"),
        ("twenty", "thirty"),
        ("thirty", "forty"),
        ("forty", "fifty"),
        ("fifty", "sixty"),
        ("hundred", "thousand"),
        ("thousand", "million"),
        ("half", "third"),
        ("first", "second"),
        ("second", "third"),
        ("third", "fourth"),
        ("fourth", "fifth"),
        ("fifth", "sixth"),
        ("once", "thrice"),
        ("January", "February"),
        ("February", "March"),
        ("March", "April"),
        ("April", "May"),
        ("May", "June"),
        ("June", "July"),
        ("July", "August"),
        ("August", "September"),
        ("September", "October"),
        ("October", "November"),
        ("November", "December"),
        ("December", "January"),
    ];
    let mut words: Vec<&str> = text.split(' ').collect();
    let slot = words.iter_mut().find_map(|slot| {
        let other = OTHERS.iter().find(|(word, _)| word.eq_ignore_ascii_case(slot))?;
        Some((slot, other.1))
    });
    let (slot, other) = slot?;
    *slot = other;
    Some(words.join(" "))
}

/// A value of a kind that no document is likely to state.
const fn far(kind: Kind) -> &'static str {
    match kind {
        Kind::Date => "3 March 1143",
        Kind::Time => "03:17",
        Kind::Duration => "7,919 years",
        Kind::Money => "XAU 7,919,331",
        Kind::Quantity => "7,919,331 kg",
        Kind::Percent => "7,919%",
        Kind::Number => "7,919,331",
        Kind::Ordinal => "7,919th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_changes_one_digit_or_word() {
        assert_eq!(digit("$1,535,000", 1).as_deref(), Some("$2,535,000"));
        assert_eq!(digit("about 9%", 1).as_deref(), Some("about 4%"));
        assert_eq!(digit("3 March 1899", 9).as_deref(), Some("2 March 1899"));
        assert_eq!(word("some two hundred ships").as_deref(), Some("some four hundred ships"));
        assert_eq!(word("many ships"), None);
    }
}
