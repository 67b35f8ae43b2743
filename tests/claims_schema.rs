//! The JSON Schema of claim files: it takes what the loader takes and refuses the common slips.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use serde_json::Value;
use std::path::{Path, PathBuf};

fn validator() -> jsonschema::Validator {
    jsonschema::draft7::new(&factlock::claim::schema()).unwrap()
}

fn read(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

/// The claim files of the repository.
fn claim_files() -> Vec<PathBuf> {
    let inside = |folder: &str| -> Vec<PathBuf> {
        let entries = Path::new(folder).read_dir().into_iter().flatten();
        entries.map(|entry| entry.unwrap().path()).collect()
    };
    let drafts = inside("tests/drafts").into_iter().map(|folder| folder.join("claims.yaml"));
    let mut paths: Vec<PathBuf> = inside("claims").into_iter().chain(drafts).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "yaml") && path.exists());
    paths.sort();
    paths
}

#[test]
fn our_own_claim_files_fit() {
    let validator = validator();
    let paths = claim_files();
    assert!(paths.len() > 2);
    for path in paths {
        let file = read(&std::fs::read_to_string(&path).unwrap());
        let faults: Vec<String> =
            validator.iter_errors(&file).map(|error| format!("{}: {error}", error.instance_path)).collect();
        assert!(faults.is_empty(), "{}: {faults:#?}", path.display());
    }
}

#[test]
fn what_the_loader_refuses_does_not_fit() {
    let validator = validator();
    let right = "claims: [{id: a, about: b, name: C}]";
    assert!(validator.is_valid(&read(right)));
    for wrong in [
        "title: no claims",
        "claims: []",
        "claim: [{id: a, about: b, name: C}]",
        "claims: [{about: b, name: C}]",
        "claims: [{id: a, about: b}]",
        "claims: [{id: a, about: b, name: C, quote: d}]",
        "claims: [{id: a, abuot: b, name: C}]",
        "claims: [{id: a, about: b, name: [C]}]",
        "claims: [{id: a, about: b, name: C, within: page}]",
        "claims: [{id: a, about: [], name: C}]",
        "claims: [{id: a, sum: [b, c]}]",
        "claims: [{id: a, sum: [b, c], name: D}]",
        "claims: [{id: a, about: b, attendees: [C]}]",
        "claims: [{id: a, about: b, name: C, accept: {found: missing}}]",
        "claims: [{shared: {about: b, colour: c}, claims: [{id: a, name: C}]}]",
        "claims: [{id: a, about: b, name: }]",
        "claims: [{id: a, about: b, name: C, accept: }]",
        "claims: [{claims: [{id: a, about: b, name: C}]}]",
    ] {
        assert!(!validator.is_valid(&read(wrong)), "{wrong}");
    }
}

/// Every property has words that a code editor can show.
#[test]
fn every_key_is_described() {
    fn walk(schema: &Value, path: &str, bare: &mut Vec<String>) {
        let properties = schema.get("properties").and_then(Value::as_object);
        for (key, property) in properties.into_iter().flatten() {
            if property.get("description").is_none_or(|words| words.as_str().unwrap().len() < 10) {
                bare.push(format!("{path}/{key}"));
            }
        }
        for (name, definition) in schema.get("definitions").and_then(Value::as_object).into_iter().flatten() {
            walk(definition, name, bare);
        }
    }
    let mut bare = Vec::new();
    walk(&factlock::claim::schema(), "", &mut bare);
    assert!(bare.is_empty(), "without a description: {bare:?}");
}
