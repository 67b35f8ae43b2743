//! Changing one value of a claim file and nothing else.

use super::{Claim, ClaimFile, Expectation, Term, load};
use crate::error::{Error, ErrorKind};

/// Words that YAML 1.1 readers take for truth values or nothing, in any case.
const TAKEN: [&str; 10] = ["yes", "no", "on", "off", "true", "false", "null", "y", "n", "~"];

/// The text of the claim file with another value for the claim `id`: every other byte stays as it is.
///
/// The value keeps the quotes it had, or gets some where YAML needs them. The new text is loaded again, and returned
/// only if the claim then has this value and all other claims are as before.
///
/// # Errors
/// If there is no such claim, if its value is a list, or if the new value is none of its kind.
pub fn set_value(file: &ClaimFile, id: &str, value: &str) -> Result<String, Error> {
    let refuse = |message: String| Error::file(ErrorKind::Claims, &file.path, message);
    let Some(claim) = file.claims.iter().find(|claim| claim.id == id) else {
        return Err(refuse(format!("there is no claim `{id}`")));
    };
    let old = claim.value_span.of(&file.source);
    let (Some(_), Some(before), Some(after)) = (
        written(&claim.expectation),
        file.source.get(..claim.value_span.start),
        file.source.get(claim.value_span.end..),
    ) else {
        let error = refuse(format!("the value of `{id}` is more than one text"));
        return Err(error.hint("change it in the claim file"));
    };
    let mut fault = None;
    for quoted in spellings(old, value) {
        let text = format!("{before}{quoted}{after}");
        match load(&file.path, text.as_bytes()) {
            Ok(new) if is_changed_only(file, &new, id, value) => return Ok(text),
            Ok(_) => {}
            Err(errors) => fault = errors.into_iter().next().or(fault),
        }
    }
    Err(fault.unwrap_or_else(|| refuse(format!("`{value}` cannot be written as the value of `{id}`"))))
}

/// The value as YAML may write it: with the old value's quotes first, then in ways that hold ever more.
fn spellings(old: &str, value: &str) -> Vec<String> {
    let single = format!("'{}'", value.replace('\'', "''"));
    let double = format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""));
    let plain_will_do = !TAKEN.contains(&value.to_lowercase().as_str()) && !value.contains('_');
    match old.bytes().next() {
        Some(b'\'') => vec![single, double],
        Some(b'"') => vec![double, single],
        _ if plain_will_do => vec![value.to_owned(), double, single],
        _ => vec![double, single],
    }
}

fn is_changed_only(old: &ClaimFile, new: &ClaimFile, id: &str, value: &str) -> bool {
    let same = |(old, new): (&Claim, &Claim)| {
        let (before, after) = (written(&old.expectation), written(&new.expectation));
        old.id == new.id && if old.id == id { after == Some(value) } else { before == after }
    };
    old.claims.len() == new.claims.len() && old.claims.iter().zip(&new.claims).all(same)
}

/// The expected value where it is one text, as written.
fn written(expectation: &Expectation) -> Option<&str> {
    match expectation {
        Expectation::Figure(figure) => Some(&figure.written),
        Expectation::Derived(derived) => Some(&derived.result.written),
        Expectation::Title(words) | Expectation::Name(words) | Expectation::Quote(words) => Some(words),
        Expectation::Text(Term::Words(words)) | Expectation::Without(Term::Words(words)) => Some(words),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# facts\r\nclaims:\r\n  - {id: a, about: plant, name: Ulken, note: x} # first\r\n  - id: b\r\n    \
                        about: plant\r\n    quote: 'it''s on'   # kept\r\n";

    fn file(text: &str) -> ClaimFile {
        load("claims.yaml", text.as_bytes()).unwrap()
    }

    #[test]
    fn one_value_changes_and_no_other_byte() {
        let new = set_value(&file(FILE), "a", "Balkhash").unwrap();
        assert_eq!(new, FILE.replace("Ulken", "Balkhash"));
        let new = set_value(&file(FILE), "b", "it's off").unwrap();
        assert_eq!(new, FILE.replace("it''s on", "it''s off"));
    }

    #[test]
    fn quotes_come_where_yaml_needs_them() {
        let with = |value: &str| set_value(&file(FILE), "a", value).unwrap();
        assert!(with("Ulken, B").contains("name: \"Ulken, B\","));
        assert!(with("no").contains("name: \"no\","));
        assert!(with("a: \"b\" \\").contains(r#"name: "a: \"b\" \\","#));
    }

    #[test]
    fn a_value_of_several_lines_becomes_one() {
        let text =
            "claims:\n  - id: a\n    about: b\n    quote: >-\n      two\n\n      words\n\n    note: c\n";
        let new = set_value(&file(text), "a", "three words").unwrap();
        assert_eq!(new, text.replace(">-\n      two\n\n      words", "three words"));
    }

    #[test]
    fn what_cannot_be_done_is_said() {
        let text = "claims:\n  - {id: a, about: b, list: [c]}\n  - {id: d, about: b, name: E}\n";
        let message = |id: &str, value: &str| set_value(&file(text), id, value).unwrap_err().message;
        assert_eq!(message("x", "y"), "there is no claim `x`");
        assert_eq!(message("a", "y"), "the value of `a` is more than one text");
        assert_eq!(message("d", ""), "there is nothing in these quotes");
        let text = "claims:\n  - {id: x, about: b, money: $5 million}\n";
        assert!(set_value(&file(text), "x", "$6 million").is_ok());
        let error = set_value(&file(text), "x", "six").unwrap_err();
        assert_eq!(
            (error.message.as_str(), error.hint.is_some()),
            ("“six” is a number, not an amount of money", true)
        );
    }
}
