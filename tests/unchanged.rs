//! What must not matter: line ends, text around the facts, the number of threads, how the files are divided.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests fail by panicking")]

mod common;

use factlock::claim::{self, ClaimFile};
use factlock::document::{Document, Format, ReadOptions};
use factlock::fact::Context;
use factlock::report::Results;
use factlock::report::changes::ChangesResult;
use factlock::rule::Reading;
use proptest::prelude::*;
use std::path::Path;
use std::process::Command;

const CLAIMS: &str = "\
written: 2024-11-29
claims:
  - {id: cost, about: [mill, cost], money: $10–12 billion, by: Ostrava}
  - {id: opened, about: [mill, opened], date: 4 May 2021}
  - {id: looms, about: looms, number: 14, optional: true}
  - {id: dyers, about: dyers, number: 9}
  - {id: staff, sum: [looms, dyers], number: 23}
  - {id: wool, about: wool, quantity: \"300,000 tonnes\"}
  - {id: silk, about: silk, quantity: \"450 kt\"}
  - {id: deal, about: [mill, union], states_not: [[agreement, deal], [signed, reached]]}
  - {id: owner, about: mill, name: Rosehill, severity: warning}
  - {id: words, about: Ostrava, quote: never again}
  - {id: guests, about: opening, attendees: {present: [Latvia, Ghana], absent: [Peru]}}
  - {id: buyers, about: bidders, list: [Orkla, Sampo, Nordea], within: paragraph}
  - {id: rank, about: Vega, title: deputy minister}
";

/// Passages of a draft, right and wrong, each a block or more.
const PASSAGES: [&str; 20] = [
    "# The mill",
    "The cost of the mill, Ostrava said, came to $10–12 billion.",
    "The cost of the mill came to about $15 billion, up from\n$9 billion a year before.",
    "On 4 May 2021 the mill was opened. It has 14 looms and nine dyers.",
    "The mill opened in May\n2021, with 41 looms.",
    "It took in 300,000 tonnes of wool and 450,000 tonnes\nof silk.",
    "- wool: 450 kt\n- silk: 300 kt\n  of the finest",
    "1. wool came to 300,000 tonnes\n2. silk to 450,000 tonnes",
    "No agreement was signed between the mill and the union.",
    "The mill and the union signed a deal on Tuesday.",
    "The Rosehill mill is old – older than “Ōsaka’s”.",
    "“Never again”, Ostrava wrote in a letter of\n12\u{a0}June.",
    "Latvia and Ghana came to the opening; Peru did not.",
    "The opening was attended by Peru, Ghana and\nLatvia.",
    "Bidders:\n\n- Orkla\n- Sampo\n- Nordea",
    "The bidders were Orkla, Sampo and Kone.",
    "Vega, a deputy minister, spoke for 3½ hours.",
    "Minister Vega left at 14:30.\n\n## Later",
    "It hired 23 people, 12% of them in Q3 2023\u{2026}",
    "    five hundred and\n    twelve bales",
];

/// A table, in Markdown only.
const TABLE: &str = "| Fibre | tonnes |\n|---|---:|\n| wool | 300,000 |\n| silk | 450,000 |";

fn claims() -> ClaimFile {
    claim::load("claims.yaml", CLAIMS.as_bytes()).expect("a claim file")
}

fn document(text: &str, format: Format) -> Document {
    let options = ReadOptions { format: Some(format), ..ReadOptions::default() };
    Document::read("draft", text.as_bytes(), options).expect("a document")
}

fn passages() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(&PASSAGES[..]), 1..7)
}

/// A draft of passages as one of the text formats.
fn written(passages: &[&str], format: Format) -> String {
    let table = if format == Format::Markdown { format!("\n\n{TABLE}") } else { String::new() };
    match format {
        Format::Html => passages.iter().map(|passage| format!("<div>{passage}\n</div>\n")).collect(),
        _ => passages.join("\n\n") + &table + "\n",
    }
}

fn formats() -> impl Strategy<Value = Format> {
    prop::sample::select(vec![Format::Text, Format::Markdown, Format::Html])
}

/// Words with their white space as single spaces.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a check says, lines counted from `from`: verdicts with their evidence, facts with who claims them.
fn said(results: &Results, from: usize) -> Vec<String> {
    let verdicts = results.checks.iter().flat_map(|check| check.verdicts()).flat_map(|verdict| {
        let head = format!(
            "{} {:?} {} {:?}",
            verdict.id,
            verdict.verdict,
            words(&verdict.message),
            verdict.warnings
        );
        let places = verdict.evidence.iter().chain(verdict.nearest.as_deref()).map(|found| {
            let (fact, sentence) = (&found.fact, words(&found.sentence));
            format!(
                "  {:?} {} {}:{} in {sentence}",
                found.agreement,
                words(&fact.text),
                fact.line - from,
                fact.column
            )
        });
        std::iter::once(head).chain(places.collect::<Vec<_>>())
    });
    let facts = results.documents.iter().flat_map(|document| &document.facts).map(|entry| {
        let fact = &entry.fact;
        let value = (&fact.min, &fact.max, &fact.unit, &fact.qualifier, &fact.edtf);
        format!("{} {value:?} {}:{} {:?}", words(&fact.text), fact.line - from, fact.column, entry.claimed_by)
    });
    verdicts.chain(facts).collect()
}

/// What a comparison says of two texts.
fn differences(old: &str, new: &str, format: Format, from: usize) -> Vec<String> {
    let [old, new] = [old, new].map(|text| document(text, format));
    let [old, new] = [&old, &new].map(|document| Reading::new(document, Context::default()));
    let changes = factlock::diff::diff(&old, &new);
    let results = ChangesResult::new(&old, &new, &changes);
    let place = |place: Option<&factlock::report::changes::PlaceOfChange>| {
        place.map(|place| (words(&place.fact.text), place.fact.line - from, place.fact.column))
    };
    let line = |change: &factlock::report::changes::ChangeResult| {
        let places = [place(change.old.as_ref()), place(change.new.as_ref())];
        format!("{} {} {} {places:?}", change.change, change.kind, words(&change.message))
    };
    results.changes.iter().map(line).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn line_ends(passages in passages(), others in passages(), format in formats(), end in prop::sample::select(vec!["\r\n", "\r"])) {
        let [text, other] = [&passages, &others].map(|passages| written(passages, format));
        // Markdown knows no lone carriage returns: pulldown-cmark finds no table among them.
        let end = if format == Format::Markdown { "\r\n" } else { end };
        let [foreign, foreign_other] = [&text, &other].map(|text| text.replace('\n', end));
        let claims = claims();
        prop_assert_eq!(
            said(&common::results(&claims, document(&text, format)), 0),
            said(&common::results(&claims, document(&foreign, format)), 0)
        );
        prop_assert_eq!(
            differences(&text, &other, format, 0),
            differences(&foreign, &foreign_other, format, 0)
        );
        prop_assert_eq!(differences(&text, &foreign, format, 0), Vec::<String>::new());
    }

    #[test]
    fn text_before_and_after(passages in passages(), others in passages(), format in formats(), lines in 1usize..4) {
        let [text, other] = [&passages, &others].map(|passages| written(passages, format));
        let around = match format {
            Format::Html => "<p>Rain fell on a field of barley\n</p>\n".repeat(lines),
            _ => "Rain fell on a field of barley.\n\n".repeat(lines),
        };
        // A heading, so that what follows is no part of the list or section before it.
        let behind = match format {
            Format::Html => "<h1>Weather</h1>\n",
            _ => "\n# Weather\n\n",
        };
        let between = |text: &str| format!("{around}{text}{behind}{around}");
        let claims = claims();
        prop_assert_eq!(
            said(&common::results(&claims, document(&text, format)), 0),
            said(&common::results(&claims, document(&between(&text), format)), 2 * lines)
        );
        prop_assert_eq!(
            differences(&text, &other, format, 0),
            differences(&between(&text), &between(&other), format, 2 * lines)
        );
    }
}

/// What the program prints.
fn printed(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_factlock"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program starts");
    assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// A folder with drafts of these passages and the claim file.
fn drafts(texts: &[Vec<&str>]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("claims.yaml"), CLAIMS).expect("a claim file");
    std::fs::create_dir(folder.path().join("drafts")).expect("a folder");
    for (at, passages) in texts.iter().enumerate() {
        let (format, ending) =
            [(Format::Markdown, "md"), (Format::Html, "html"), (Format::Text, "txt")][at % 3];
        let path = folder.path().join(format!("drafts/{at}.{ending}"));
        std::fs::write(path, written(passages, format)).expect("a draft");
    }
    folder
}

const RUN: [&str; 7] = ["drafts", "-c", "claims.yaml", "--today", "2025-06-30", "--format", "json"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn threads_and_shards(texts in prop::collection::vec(passages(), 1..12), jobs in 2usize..9, shards in 1usize..7) {
        let folder = drafts(&texts);
        let folder = folder.path();
        let check = |more: &[&str]| printed(folder, &[&["check"], &RUN[..], more].concat());
        let whole = check(&["--jobs", "1"]);
        prop_assert!(check(&["--jobs", &jobs.to_string()]) == whole, "{} threads", jobs);
        let mutants = |jobs: &str| printed(folder, &[&["mutate"], &RUN[..], &["--limit", "20", "--jobs", jobs]].concat());
        prop_assert!(mutants("1") == mutants(&jobs.to_string()), "{} threads", jobs);
        // The shards, merged in another order than they were made.
        let parts: Vec<String> = (1..=shards).rev().map(|shard| format!("part-{shard}.json")).collect();
        for (part, name) in (1..=shards).rev().zip(&parts) {
            std::fs::write(folder.join(name), check(&["--shard", &format!("{part}/{shards}")])).expect("a part");
        }
        let merged: Vec<&str> = ["report", "--format", "json"].into_iter().chain(parts.iter().map(String::as_str)).collect();
        prop_assert!(printed(folder, &merged) == whole, "{} shards", shards);
        // Any other division: each document by itself.
        let names = std::fs::read_dir(folder.join("drafts")).expect("the drafts");
        let mut alone = Vec::new();
        for entry in names {
            let name = entry.expect("an entry").file_name().into_string().expect("a name");
            let path = format!("drafts/{name}");
            let result = printed(folder, &[&["check", &path], &RUN[1..]].concat());
            alone.push(format!("alone-{name}.json"));
            std::fs::write(folder.join(&alone[alone.len() - 1]), result).expect("a result");
        }
        let merged: Vec<&str> = ["report", "--format", "json"].into_iter().chain(alone.iter().map(String::as_str)).collect();
        prop_assert!(printed(folder, &merged) == whole, "each by itself");
    }
}
