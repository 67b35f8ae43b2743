//! Drafted claim files: they load, hold on the document they came from, and notice its figures altered.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests fail by panicking")]

mod common;

use common::{TODAY, document};
use factlock::check::{Checked, Verdict, check};
use factlock::claim::{self, ClaimFile, Expectation};
use factlock::document::{Document, ReadOptions};
use factlock::fact::Context;
use factlock::init::draft;
use factlock::rule::{Reading, Rules};
use factlock::text::Span;
use rayon::prelude::*;
use std::process::Command;

/// Texts in the public domain (see `tests/init/README.md`), and how many of a hundred figures a draft must claim at least.
/// The second holds a table of bare numbers, which no words pin down.
const TEXTS: [(&str, usize); 3] =
    [("lincoln-1864.txt", 85), ("hoover-1932.txt", 35), ("factbook-uruguay.md", 65)];

fn source(name: &str) -> Document {
    document(&common::root().join("tests/init").join(name), name)
}

fn drafted(document: &Document) -> ClaimFile {
    let context = Context { written: document.written, ..Context::default() };
    let draft = draft(document, &context, Some(&document.path)).expect("a draft");
    let again = draft_of(document);
    assert_eq!(draft.text, again, "{}: a second draft is another", document.path);
    let file = claim::load("drafted.yaml", draft.text.as_bytes());
    let file = file.unwrap_or_else(|errors| panic!("{}: {errors:?}", document.path));
    assert_eq!(file.claims.len(), draft.claims, "{}", document.path);
    file
}

fn draft_of(document: &Document) -> String {
    let context = Context { written: document.written, ..Context::default() };
    draft(document, &context, Some(&document.path)).expect("a draft").text
}

fn checked(file: &ClaimFile, document: &Document) -> Checked {
    let context = Context { written: document.written, ..file.context.clone() };
    check(&Rules::new(file), &Reading::new(document, context), Some(TODAY))
}

/// The document with the last digit of a span of its source changed, if the span has one.
fn slipped(document: &Document, span: Span) -> Option<Document> {
    let text = span.of(&document.source);
    let at = span.start + text.rfind(|c: char| c.is_ascii_digit())?;
    let digit = document.source.get(at..=at)?.parse::<u32>().ok()?;
    let new = if digit == 9 { 8 } else { digit + 1 };
    let source = format!("{}{new}{}", document.source.get(..at)?, document.source.get(at + 1..)?);
    let options = ReadOptions { format: Some(document.format), ..ReadOptions::default() };
    Some(Document::read(&document.path, source.as_bytes(), options).expect("the document with a slip"))
}

#[test]
fn a_draft_holds_and_claims_what_words_pin_down() {
    for (name, share) in TEXTS {
        let document = source(name);
        let file = drafted(&document);
        let checked = checked(&file, &document);
        let held = checked.outcomes.iter().filter(|outcome| outcome.verdict == Verdict::Confirmed).count();
        assert_eq!(held, file.claims.len(), "{name}: every claim holds");
        let claimed = checked.facts.iter().filter(|fact| !fact.claimed_by.is_empty()).count();
        println!("{name}: {held} claims, {claimed} of {} figures claimed", checked.facts.len());
        assert!(claimed * 100 >= checked.facts.len() * share, "{name}: {claimed} of {}", checked.facts.len());
    }
}

#[test]
fn a_draft_notices_altered_digits() {
    for (name, _) in TEXTS {
        let document = source(name);
        let file = drafted(&document);
        let before = checked(&file, &document);
        let slips: Vec<(usize, String, bool)> = before
            .outcomes
            .par_iter()
            .filter(|outcome| {
                let claim = file.claims.get(outcome.claim);
                claim.is_some_and(|claim| matches!(claim.expectation, Expectation::Figure(_)))
            })
            .filter_map(|outcome| {
                let span = document.original(outcome.evidence.first()?.span);
                let after = checked(&file, &slipped(&document, span)?);
                let caught = after.outcomes.get(outcome.claim)?.verdict.is_discrepancy();
                Some((outcome.claim, span.of(&document.source).to_owned(), caught))
            })
            .collect();
        let caught = slips.iter().filter(|(_, _, caught)| *caught).count();
        let missed: Vec<_> = slips.iter().filter(|(_, _, caught)| !caught).collect();
        println!("{name}: {caught} of {} slips caught, missed {missed:?}", slips.len());
        assert!(slips.len() > 20, "{name}: only {} figures have digits", slips.len());
        assert!(caught * 10 >= slips.len() * 9, "{name}: {caught} of {}; missed {missed:?}", slips.len());
    }
}

#[test]
fn the_command_writes_a_file_that_passes_and_overwrites_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_factlock"));
        program.args(arguments).current_dir(folder.path()).output().expect("the program runs")
    };
    let text = "Harbour report\n\nThe harbour cost $42 million in 2019. Its \"second basin is the deepest\" of the coast.\n";
    std::fs::create_dir_all(folder.path().join("claims")).expect("a folder");
    std::fs::write(folder.path().join("harbour.txt"), text).expect("a text");
    let first = run(&["init", "harbour.txt", "-o", "claims/harbour.yaml"]);
    assert_eq!(first.status.code(), Some(0), "{}", String::from_utf8_lossy(&first.stderr));
    let written = std::fs::read_to_string(folder.path().join("claims/harbour.yaml")).expect("the claims");
    assert!(
        written.contains("documents: [../harbour.txt]") || written.contains("\"../harbour.txt\""),
        "{written}"
    );
    assert!(written.contains("money: $42 million") && written.contains("date: 2019"), "{written}");
    assert_eq!(run(&["check"]).status.code(), Some(0));
    assert_eq!(run(&["init", "harbour.txt", "-o", "claims/harbour.yaml"]).status.code(), Some(2));
    let unchanged = std::fs::read_to_string(folder.path().join("claims/harbour.yaml")).expect("the claims");
    assert_eq!(written, unchanged);
}

#[test]
fn what_needs_a_day_of_writing_asks_for_one() {
    let document =
        |text: &str| Document::read("note.txt", text.as_bytes(), ReadOptions::default()).expect("a text");
    let note = document("The mill closed last year. It had employed 340 weavers.\n");
    let without = draft(&note, &Context::default(), None).expect("a draft");
    assert!(without.text.contains("# written: 2024-11-29") && without.undecided == 1, "{}", without.text);
    let context = Context { written: Some(TODAY), ..Context::default() };
    let with = draft(&note, &context, None).expect("a draft");
    assert!(with.text.contains("written: 2025-06-30\n") && with.undecided == 0, "{}", with.text);
}

#[test]
fn what_is_said_twice_has_one_claim_that_guards_both_places() {
    let text = |last: &str| {
        let text = format!("The harbour cost $42 million.\n\nThe harbour cost {last}.\n");
        Document::read("note.txt", text.as_bytes(), ReadOptions::default()).expect("a text")
    };
    let drafted = draft(&text("$42 million"), &Context::default(), None).expect("a draft");
    assert_eq!((drafted.claims, drafted.undecided), (1, 0), "{}", drafted.text);
    let file = claim::load("drafted.yaml", drafted.text.as_bytes()).expect("the claims");
    let verdict = |last: &str| checked(&file, &text(last)).outcomes.first().map(|outcome| outcome.verdict);
    assert_eq!(verdict("$42 million"), Some(Verdict::Confirmed));
    assert_eq!(verdict("$43 million"), Some(Verdict::Conflicting));
    // Of two figures of one sentence each has its own.
    let twin = "Alcohol: 4.44 (2019), 1.25 (2019).\n";
    let twin = Document::read("note.txt", twin.as_bytes(), ReadOptions::default()).expect("a text");
    let drafted = draft(&twin, &Context::default(), None).expect("a draft").text;
    assert_eq!(drafted.matches("    about: Alcohol\n    date: 2019\n").count(), 2, "{drafted}");
}

#[test]
fn a_bare_number_of_a_table_has_the_unit_of_its_column() {
    let text = "# Plant\n\nOutput by item, in tonnes, is below.\n\n\
                | Item | Output (tonnes) | Revenue, € million | Share, % |\n|---|---|---|---|\n\
                | Pumps | 4,200 | 3.1 | 12 |\n| Valves | 1,750 | 17.5 | 31 |\n";
    let document = Document::read("plant.md", text.as_bytes(), ReadOptions::default()).expect("a text");
    let drafted = draft(&document, &Context::default(), None).expect("a draft");
    assert_eq!((drafted.claims, drafted.undecided), (6, 0), "{}", drafted.text);
    for line in ["quantity: 4,200 tonnes", "money: €17.5 million", "percent: 31 %"] {
        assert!(drafted.text.contains(line), "no {line}:\n{}", drafted.text);
    }
}

#[test]
fn an_acronym_and_its_expansion_are_one_name() {
    let text = "The National Water Council (NWC) met on 3 May 2021.\n";
    let document = Document::read("note.txt", text.as_bytes(), ReadOptions::default()).expect("a text");
    let draft = draft(&document, &Context::default(), None).expect("a draft");
    assert!(draft.text.contains("NWC: [National Water Council]"), "{}", draft.text);
}

#[test]
fn a_text_without_facts_gives_no_claim_file() {
    let document = Document::read("note.txt", b"Nothing of note.\n", ReadOptions::default()).expect("a text");
    assert!(draft(&document, &Context::default(), None).is_err());
}
