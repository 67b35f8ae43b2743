//! Differences between passages: small invented pairs with what is to be found in them (`tests/diff/*.jsonl`), and the
//! score on labelled edits of real prose where those are beside the checkout.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests fail by panicking")]
#![allow(clippy::print_stdout, reason = "scores are for reading")]

use factlock::diff::{Change, diff};
use factlock::document::{Document, Format, ReadOptions};
use factlock::fact::Context;
use factlock::rule::Reading;
use serde_json::Value;
use std::path::Path;

fn changes(before: &str, after: &str) -> Vec<Change> {
    let options = ReadOptions { format: Some(Format::Text), original: false };
    let read = |text: &str| Document::read("x.txt", text.as_bytes(), options).expect("text");
    let (old, new) = (read(before), read(after));
    diff(&Reading::new(&old, Context::default()), &Reading::new(&new, Context::default()))
}

fn lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect()
}

fn text<'v>(line: &'v Value, key: &str) -> &'v str {
    line.get(key).and_then(Value::as_str).unwrap_or_else(|| panic!("no {key} in {line}"))
}

/// Each pair expects `changed kind`, `kind` alone, several of them, or nothing.
#[test]
fn every_pair_gives_what_it_expects() {
    let mut pairs = lines(Path::new("tests/diff/changes.jsonl"));
    pairs.extend(lines(Path::new("tests/diff/style.jsonl")));
    assert!(pairs.len() >= 60, "only {} pairs were found", pairs.len());
    let mut wrong = Vec::new();
    for pair in &pairs {
        let found: Vec<String> = changes(text(pair, "before"), text(pair, "after"))
            .iter()
            .map(|change| format!("{} {}", change.sort.name(), change.kind.name()))
            .collect();
        let expected: Vec<&str> = pair
            .get("expect")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let agrees = found.len() == expected.len()
            && expected
                .iter()
                .zip(&found)
                .all(|(wanted, found)| found == wanted || found.ends_with(&format!(" {wanted}")));
        if !agrees {
            let (before, after) = (text(pair, "before"), text(pair, "after"));
            wrong.push(format!("{before}\n{after}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), pairs.len(), wrong.join("\n"));
}

/// Changes found and false alarms, in per cent, among labelled pairs.
fn score(pairs: &[Value], label: &str) -> (usize, usize) {
    let mut counts = [[0, 0], [0, 0]];
    for pair in pairs {
        let wanted = pair.get(label).and_then(Value::as_bool).expect("a label");
        let found = !changes(text(pair, "before"), text(pair, "after")).is_empty();
        counts[usize::from(wanted)][usize::from(found)] += 1;
    }
    let share = |[silent, found]: [usize; 2]| (100 * found).checked_div(silent + found).unwrap_or(0);
    let [style, facts] = counts;
    println!(
        "{label}: {} of {} changes found, {} of {} alarms false",
        facts[1],
        facts[0] + facts[1],
        style[1],
        style[0] + style[1]
    );
    (share(facts), share(style))
}

/// The labelled pairs under `shared`, or `None` with a word about it.
fn shared(files: &[&str]) -> Option<Vec<Value>> {
    let folder = Path::new("../shared");
    let paths: Vec<_> = files.iter().map(|file| folder.join(file)).collect();
    if let Some(missing) = paths.iter().find(|path| !path.exists()) {
        println!("ran without {}: nothing was scored", missing.display());
        return None;
    }
    Some(paths.iter().flat_map(|path| lines(path)).collect())
}

#[test]
fn real_edits_are_told_apart() {
    let Some(pairs) = shared(&["revisions/factbook.jsonl"]) else { return };
    let (found, false_alarms) = score(&pairs, "changed_facts");
    assert!(found >= 88 && false_alarms <= 8, "{found}% found, {false_alarms}% false alarms");
}

#[test]
fn slips_are_told_from_rewrites() {
    let Some(pairs) = shared(&["cases/mutations.jsonl", "cases/rewrites.jsonl"]) else { return };
    let (found, false_alarms) = score(&pairs, "must_flag");
    assert!(found >= 90 && false_alarms <= 10, "{found}% found, {false_alarms}% false alarms");
}

/// Pieces of prose that the rules look at, to be strung together at random.
const PIECES: [&str; 40] = [
    "The",
    "ferry",
    "did",
    "not",
    "sail",
    "on",
    "4 May 2011",
    ",",
    ".",
    "“",
    "”",
    "\"",
    "(",
    ")",
    "Okoro",
    "Brenner",
    "said",
    "Deputy",
    "mayor",
    "Peru",
    "Peruvian",
    "$40 million",
    "12%",
    "by",
    "to",
    "may",
    "will",
    "all",
    "most",
    "one of",
    "WGC",
    "World Grain Council",
    "respectively",
    "and",
    ";",
    "\n\n",
    "é–",
    "n't",
    "'s",
    "at least 9",
];

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_two_texts_can_be_compared(
        old in proptest::collection::vec(0..PIECES.len(), 0..40),
        new in proptest::collection::vec(0..PIECES.len(), 0..40),
    ) {
        let text = |pieces: &[usize]| pieces.iter().map(|&at| PIECES[at]).collect::<Vec<_>>().join(" ");
        let (old, new) = (text(&old), text(&new));
        assert!(changes(&old, &old).is_empty(), "{old}");
        for change in changes(&old, &new) {
            assert!(change.old.is_none_or(|found| old.get(found.span.start..found.span.end).is_some_and(|words| !words.is_empty())));
            assert!(change.new.is_none_or(|found| new.get(found.span.start..found.span.end).is_some_and(|words| !words.is_empty())));
            assert!(change.old.is_some() || change.new.is_some());
        }
    }
}
