//! What the README says about claims is true.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use factlock::claim::{load, schema};

fn section() -> String {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let start = readme.find("\n## Claims\n").unwrap();
    let end = readme[start + 4..].find("\n## ").map_or(readme.len(), |at| start + 4 + at);
    readme[start..end].to_owned()
}

#[test]
#[ignore = "values are not read yet"]
fn the_claim_file_of_the_readme_is_right() {
    let section = section();
    let example = section.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let file = load("README.md", example.as_bytes()).unwrap_or_else(|errors| panic!("{errors:#?}"));
    assert_eq!(file.claims.len(), 3);
}

#[test]
fn every_key_of_a_claim_file_is_in_the_readme() {
    let section = section();
    let schema = schema();
    let mut blocks: Vec<&serde_json::Value> = schema["definitions"].as_object().unwrap().values().collect();
    blocks.push(&schema);
    for key in blocks.iter().filter_map(|block| block["properties"].as_object()).flat_map(|map| map.keys()) {
        let ways = [format!("`{key}`"), format!("{key}:")];
        assert!(ways.iter().any(|way| section.contains(way.as_str())), "the README does not show `{key}`");
    }
}
