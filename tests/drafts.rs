//! The small drafts: each folder of `tests/drafts/` holds claims, a draft, and the verdicts an editor expects.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "helpers of tests fail by panicking"
)]

mod common;

use factlock::check::Verdict;
use factlock::claim::ClaimFile;
use factlock::document::Document;
use factlock::report::VerdictResult;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[test]
fn every_draft_gets_the_expected_verdicts() {
    let cases = cases();
    assert!(cases.len() >= 30, "only {} drafts were found", cases.len());
    let mut wrong: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for case in &cases {
        let faults = judge(case);
        if !faults.is_empty() {
            wrong.insert(name(case), faults);
        }
    }
    let list: String = wrong.iter().map(|(name, faults)| format!("{name}\n{}", faults.concat())).collect();
    assert!(wrong.is_empty(), "{} of {} drafts are judged otherwise:\n{list}", wrong.len(), cases.len());
}

/// What an editor reads of each draft.
#[test]
fn the_report_of_every_draft() {
    for case in cases() {
        let (claims, draft) = read(&case);
        let Ok(claims) = claims else { continue };
        let text = common::text(&common::results(&claims, draft));
        insta::with_settings!({
            snapshot_path => "../snapshots/drafts", prepend_module_to_snapshot => false, omit_expression => true,
        }, { insta::assert_snapshot!(name(&case), text) });
    }
}

/// The folders, sorted.
fn cases() -> Vec<PathBuf> {
    let folder = common::root().join("tests/drafts");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the folder of drafts")
        .map(|entry| entry.expect("an entry of the folder of drafts").path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    cases
}

fn name(case: &Path) -> String {
    case.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A case's claims, or their faults, and its draft.
fn read(case: &Path) -> (Result<ClaimFile, String>, Document) {
    let draft = ["draft.md", "draft.txt", "draft.html"]
        .into_iter()
        .find(|name| case.join(name).is_file())
        .unwrap_or_else(|| panic!("{}: no draft", case.display()));
    (common::claims(&case.join("claims.yaml"), "claims.yaml"), common::document(&case.join(draft), draft))
}

/// What a case's verdicts have otherwise than expected, a line each.
fn judge(case: &Path) -> Vec<String> {
    let expected = std::fs::read_to_string(case.join("expected")).expect("a file `expected`");
    let (claims, draft) = read(case);
    let claims = match claims {
        Ok(claims) => claims,
        Err(faults) => return faults.lines().map(|fault| format!("    {fault}\n")).collect(),
    };
    let results = common::results(&claims, draft);
    let found: Vec<&VerdictResult> = results.checks.iter().flat_map(|check| check.verdicts()).collect();
    let mut faults = Vec::new();
    let mut met = 0;
    for line in expected.lines().filter(|line| !line.trim().is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (wanted, id, place) = match words.as_slice() {
            [wanted, id] => (*wanted, *id, None),
            [wanted, id, place] => (*wanted, *id, Some(*place)),
            _ => panic!("{}: not understood: {line}", case.display()),
        };
        let Some(verdict) = found.iter().find(|verdict| &*verdict.id == id) else {
            faults.push(format!("    {id}: expected {wanted}, but there is no such claim\n"));
            continue;
        };
        met += 1;
        let at = verdict.telling().map(|found| format!("{}:{}", found.fact.line, found.fact.column));
        let same_place = place.is_none_or(|place| at.as_deref() == Some(place));
        if described(verdict) != wanted || !same_place {
            let words = verdict.telling().map(|found| format!(" “{}”", found.fact.text)).unwrap_or_default();
            let (place, at) = (place.unwrap_or_default(), at.unwrap_or_default());
            let (given, message) = (described(verdict), &verdict.message);
            faults.push(format!("    {id}: expected {wanted} {place}, got {given} {at}{words} {message}\n"));
        }
    }
    if met != found.len() {
        faults.push(format!("    {} verdicts are expected, there are {}\n", met, found.len()));
    }
    faults
}

/// A verdict as the files say it: `confirmed!` is confirmed with a doubt.
fn described(verdict: &VerdictResult) -> &'static str {
    match verdict.verdict {
        Verdict::Confirmed if verdict.is_doubtful() => "confirmed!",
        verdict => verdict.name(),
    }
}
