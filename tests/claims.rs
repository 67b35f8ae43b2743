//! Our own claim files: every claim holds in its document, and in the text that the facts were taken from.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "helpers of tests fail by panicking"
)]

use std::io::Write as _;
mod common;

use factlock::check::Verdict;
use std::path::Path;

/// The claims of a file that are not confirmed in a document, a line each.
fn unconfirmed(claims: &str, document: &Path, shown: &str) -> String {
    let path = common::root().join("claims").join(claims);
    let claims = common::claims(&path, claims).unwrap_or_else(|faults| panic!("{faults}"));
    let results = common::results(&claims, common::document(document, shown));
    let verdicts = results.checks.iter().flat_map(|check| check.verdicts());
    verdicts
        .filter(|verdict| verdict.verdict != Verdict::Confirmed)
        .map(|verdict| format!("{} {}: {}\n", verdict.verdict.name(), verdict.id, verdict.message))
        .collect()
}

#[test]
fn every_claim_holds_in_its_own_document() {
    for name in ["kazakhstan-visit", "northwind-results"] {
        let document = format!("{name}.md");
        let path = common::root().join("claims").join(&document);
        let lost = unconfirmed(&format!("{name}.yaml"), &path, &document);
        assert!(lost.is_empty(), "{name}: these claims do not hold:\n{lost}");
    }
}

/// The original lies beside the checkout and is no part of it.
#[test]
fn every_claim_holds_in_the_original() {
    let path = common::root().join("../shared/briefing/kazakhstan-visit.original.txt");
    if !path.is_file() {
        // Written to the stream itself: what a test prints is shown only where it fails.
        let _ = writeln!(
            std::io::stderr(),
            "ran without the original of the briefing: it does not lie beside this checkout"
        );
        return;
    }
    let lost = unconfirmed("kazakhstan-visit.yaml", &path, "kazakhstan-visit.original.txt");
    assert!(lost.is_empty(), "these claims do not hold in the original:\n{lost}");
}

/// What an editor reads of our own documents.
#[test]
fn the_reports_of_our_own_documents() {
    for name in ["kazakhstan-visit", "northwind-results"] {
        let (claims, document) = (format!("{name}.yaml"), format!("{name}.md"));
        let folder = common::root().join("claims");
        let file = common::claims(&folder.join(&claims), &claims).expect("a claim file");
        let text =
            common::text(&common::results(&file, common::document(&folder.join(&document), &document)));
        insta::with_settings!({
            snapshot_path => "../snapshots/claims", prepend_module_to_snapshot => false, omit_expression => true,
        }, { insta::assert_snapshot!(name, text) });
    }
}

#[test]
fn the_briefing_has_at_least_fifty_claims() {
    let path = common::root().join("claims/kazakhstan-visit.yaml");
    let text = std::fs::read_to_string(&path).expect("the claim file");
    assert!(text.matches("- id:").count() >= 50);
}
