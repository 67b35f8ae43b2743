//! Every report format on the same four runs: all confirmed; every verdict; a broken claim file; non-ASCII text with CRLF;
//! and on the covers of their documents and the differences of two drafts.
//! Each is also read by a parser that is not ours.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking"
)]

mod common;
#[path = "../fuzz/src/lib.rs"]
#[allow(dead_code, reason = "the fuzz targets assert more than the reports")]
mod invariants;

use common::{Answer, run};
use factlock::check::Verdict;
use factlock::document::Document;
use factlock::report::{Content, FORMATS, Format, Report, Style, clean};

/// The checks.
const RUNS: [&str; 4] = ["confirmed", "verdicts", "broken", "crlf"];

/// The checks, what of their documents is claimed, and two differences.
const ALL: [&str; 9] = [
    "confirmed",
    "verdicts",
    "broken",
    "crlf",
    "verdicts-cover",
    "broken-cover",
    "crlf-cover",
    "diff",
    "diff-crlf",
];

#[test]
fn every_format_of_every_run() {
    for name in ALL {
        let run = run(name);
        for format in &FORMATS {
            let mut text = run.render(format.name);
            if format.name == "html" {
                text = without_assets(&text);
            }
            if format.name == "text" {
                text += &run.diagnostics;
            }
            insta::with_settings!({
                snapshot_path => "../snapshots/reports", prepend_module_to_snapshot => false, omit_expression => true,
            }, { insta::assert_snapshot!(format!("{name}.{}", format.name), text) });
        }
    }
}

/// The page without its style and script, a tag a line, so that a snapshot of it can be read.
fn without_assets(page: &str) -> String {
    let mut out = page.to_owned();
    for tag in ["style", "script"] {
        let start = out.find(&format!("<{tag}>")).expect("the tag");
        let end = out.find(&format!("</{tag}>")).expect("its end");
        out.replace_range(start + tag.len() + 2..end, "");
    }
    let (head, tail) = out.split_at(out.find("<pre>").unwrap_or(out.len()));
    let (pre, tail) = tail.split_at(tail.find("</pre>").unwrap_or(tail.len()));
    [head.replace("><", ">\n<"), pre.to_owned(), tail.replace("><", ">\n<")].concat()
}

#[test]
fn the_runs_hold_every_verdict() {
    let run = run("verdicts");
    for verdict in Verdict::ALL {
        let found = run.results().checks.iter().flat_map(|check| check.verdicts());
        assert!(found.into_iter().any(|found| found.verdict == verdict), "no claim is {}", verdict.name());
    }
}

#[test]
fn every_format_is_what_its_readers_rely_on() {
    for name in ALL {
        let run = run(name);
        if let Answer::Changes(changes) = &run.answer {
            assert!(!changes.changes.is_empty(), "{name}");
        }
        invariants::reports::hold(run.content(), &run.documents);
    }
}

#[test]
fn json_reads_back() {
    for name in RUNS {
        let run = run(name);
        assert_eq!(&factlock::report::json::read(&run.render("json")).unwrap(), run.results());
    }
    for name in ALL {
        let run = run(name);
        for line in run.render("jsonl").lines() {
            let value: serde_json::Value = serde_json::from_str(line).expect("a JSON object");
            assert!(value["type"].is_string());
        }
        let issues: Vec<serde_json::Value> =
            serde_json::from_str(&run.render("gitlab")).expect("a JSON array");
        let mut prints: Vec<String> = Vec::new();
        for issue in issues {
            assert!(issue["location"]["lines"]["begin"].is_u64() && issue["location"]["path"].is_string());
            assert!(["blocker", "major", "minor", "info"].contains(&issue["severity"].as_str().unwrap()));
            assert!(issue["check_name"].is_string() && issue["description"].is_string());
            prints.push(issue["fingerprint"].as_str().unwrap().to_owned());
        }
        let all = prints.len();
        prints.sort_unstable();
        prints.dedup();
        assert_eq!(prints.len(), all, "{name}: two findings have the same fingerprint");
    }
}

#[test]
fn sarif_is_valid() {
    let schema = std::fs::read_to_string(common::root().join("tests/schemas/sarif-2.1.0.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let schema = jsonschema::validator_for(&schema).expect("a JSON Schema");
    for name in ALL {
        let log: serde_json::Value = serde_json::from_str(&run(name).render("sarif")).expect("JSON");
        let faults: Vec<String> = schema.iter_errors(&log).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{name}: {faults:?}");
    }
}

#[test]
fn fingerprints_survive_moved_lines() {
    let folder = common::root().join("tests/reports/verdicts");
    let claims = common::claims(&folder.join("claims.yaml"), "claims.yaml").unwrap();
    let draft = std::fs::read_to_string(folder.join("draft.md")).unwrap();
    let prints = |text: &str| -> Vec<String> {
        let document =
            Document::read("draft.md", text.as_bytes(), factlock::document::ReadOptions::default());
        let document = document.expect("a document");
        let results = common::results(&claims, document.clone());
        let report = Report { content: Content::Check(&results), documents: &[document] };
        let log = (Format::named("sarif").unwrap().render)(&report, &Style::default());
        let log: serde_json::Value = serde_json::from_str(&log).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap();
        results.iter().map(|result| result["partialFingerprints"]["factlock/v1"].to_string()).collect()
    };
    let moved = draft.replace("# The harbour\n", "# The harbour\n\nA new first paragraph.\n");
    let (before, after) = (prints(&draft), prints(&moved));
    assert!(before.len() > 5);
    assert_eq!(before, after);
}

/// The runs whose text tries to break out.
const HOSTILE: [&str; 3] = ["crlf", "crlf-cover", "diff-crlf"];

#[test]
fn lines_of_line_formats_are_ours() {
    for name in HOSTILE {
        let run = run(name);
        for line in run.render("github").lines() {
            assert!(
                ["::error file=", "::warning file="].iter().any(|start| line.starts_with(start)),
                "{line}"
            );
        }
        for line in run.render("short").lines() {
            assert!(
                ["draft.md:", "new.md:", "old.md:"].iter().any(|start| line.starts_with(start)),
                "{line}"
            );
        }
        for format in FORMATS.map(|format| format.name) {
            let harmful = |letter: char| letter != '\n' && clean::is_harmful(letter);
            assert!(!run.render(format).contains(harmful), "{name} as {format}");
        }
    }
}

#[test]
fn draft_text_stays_text_in_the_page() {
    for name in HOSTILE {
        let page = run(name).render("html");
        assert_eq!(page.matches("<script").count(), 1, "the page's own script is the only one");
        assert!(!page.contains("<b>château") && page.contains("&lt;b&gt;château"));
        assert!(!page.contains(['\u{1b}', '\u{202e}']));
        assert!(!page.contains("http://") && !page.contains("https://"), "the page asks for nothing");
    }
}

#[test]
fn a_path_cannot_break_out_either() {
    let folder = common::root().join("tests/reports/verdicts");
    let claims = common::claims(&folder.join("claims.yaml"), "claims.yaml").unwrap();
    let document = common::document(&folder.join("draft.md"), "a\u{1d}b\n::error::\u{202e}<b>,c:d.md");
    let results = common::results(&claims, document.clone());
    invariants::reports::hold(Content::Check(&results), &[document]);
}
