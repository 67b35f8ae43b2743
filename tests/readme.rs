//! What the README says about claims is true.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use factlock::claim::{load, schema};
use factlock::fact::Kind;

fn section() -> String {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let start = readme.find("\n## Claims\n").unwrap();
    let end = readme[start + 4..].find("\n## ").map_or(readme.len(), |at| start + 4 + at);
    readme[start..end].to_owned()
}

#[test]
fn the_claim_file_of_the_readme_is_right() {
    let section = section();
    let example = section.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let file = load("README.md", example.as_bytes()).unwrap_or_else(|errors| panic!("{errors:#?}"));
    assert_eq!(file.claims.len(), 3);
}

#[test]
fn every_figure_of_the_table_is_read() {
    let section = section();
    let mut read = 0;
    for kind in Kind::ALL.map(Kind::name) {
        let row = section.lines().find(|line| line.starts_with(&format!("| `{kind}` |"))).unwrap();
        let examples = row.split('|').nth(2).unwrap();
        for example in examples.split('`').skip(1).step_by(2).filter(|example| *example != "about") {
            let file = format!("claims: [{{id: a, about: b, {kind}: \"{example}\"}}]");
            assert!(load("README.md", file.as_bytes()).is_ok(), "{kind}: {example}");
            read += 1;
        }
    }
    assert!(read > 10);
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
