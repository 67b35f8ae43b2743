//! The exit status of a check, and every report of it: they say the same.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests fail by panicking")]

#[path = "common/program.rs"]
mod program;

use factlock::report::FORMATS;
use program::said;

/// Whether a report in a format says that something fails.
fn says_failed(format: &str, text: &str) -> bool {
    let json = || -> serde_json::Value { serde_json::from_str(text).expect("JSON") };
    let some = |values: &serde_json::Value, wanted: &dyn Fn(&serde_json::Value) -> bool| {
        values.as_array().expect("a list").iter().any(wanted)
    };
    match format {
        "short" => text.lines().any(|line| !line.ends_with("(fails nothing)")),
        "json" => json()["status"] == 1,
        "jsonl" => text.lines().last().expect("a summary").contains("\"status\":1"),
        "junit" => !text.contains(" failures=\"0\" errors=\"0\"") && text.contains("<failure "),
        "sarif" => some(&json()["runs"][0]["results"], &|result| result["level"] == "error"),
        "github" => text.contains("::error "),
        "gitlab" => some(&json(), &|issue| issue["severity"] == "major"),
        "csv" => text.lines().any(|line| line.ends_with(",yes")),
        "markdown" => failing_headline(text.lines().next().expect("a heading")),
        "html" => failing_headline(text.split("</h1>").next().expect("a heading")),
        _ => panic!("no sign is known for {format}"),
    }
}

fn failing_headline(text: &str) -> bool {
    let text = text.rsplit("<h1>").next().unwrap_or(text);
    !text.contains("checked")
}

#[test]
fn every_format_agrees_with_the_exit_status() {
    let claims = "claims:\n  - {id: opening, about: [harbour, opened], date: 4 May 2021}\n  \
                  - {id: lighthouse, about: lighthouse, date: 1888}\n  \
                  - {id: workers, about: workers, number: 800, severity: warning}\n";
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("a file");
    write("claims.yaml", claims);
    let good =
        "The harbour was opened on 4 May 2021. The lighthouse dates from 1888. There are 800 workers.\n";
    write("draft.md", good);
    assert_eq!(said(&["record", "draft.md", "-c", "claims.yaml"], folder, "").1, 0);
    let drafts = [
        (good, &[][..], 0),
        (good, &["--fail-on", "unclaimed"], 0),
        (good, &["--fail-on", "changed"], 0),
        // The lighthouse is left out.
        ("The harbour was opened on 4 May 2021. There are 800 workers.\n", &[], 1),
        ("The harbour was opened on 4 May 2021. There are 800 workers.\n", &["--excerpt"], 0),
        ("The harbour was opened on 4 May 2021. There are 800 workers.\n", &["--fail-on", "missing"], 0),
        ("The harbour was opened on 4 May 2021. There are 800 workers.\n", &["--fail-on", "changed"], 1),
        // A claim of severity warning does not hold.
        (&good.replace("800", "900"), &[], 0),
        (&good.replace("800", "900"), &["--fail-on", "warning"], 1),
        // A doubt.
        (&good.replace("4 May", "May"), &[], 0),
        (&good.replace("4 May", "May"), &["--fail-on", "warning"], 1),
        // A figure without a claim.
        (&format!("{good}It has 7 cranes.\n"), &[], 0),
        (&format!("{good}It has 7 cranes.\n"), &["--fail-on", "unclaimed"], 1),
        (&good.replace("1888", "1889"), &["--excerpt"], 1),
    ];
    for (draft, flags, wanted) in drafts {
        write("draft.md", draft);
        let check = [&["check", "draft.md", "-c", "claims.yaml"], flags].concat();
        let saved = [&check[..], &["--format", "json=saved.json"]].concat();
        assert_eq!(said(&saved, folder, "").1, wanted, "{flags:?} on {draft}");
        for format in FORMATS.map(|format| format.name).into_iter().filter(|name| *name != "text") {
            let (text, status) = said(&[&check[..], &["--format", format]].concat(), folder, "");
            assert_eq!(status, wanted, "{format} {flags:?} on {draft}");
            assert_eq!(says_failed(format, &text), wanted == 1, "{format} {flags:?} on {draft}:\n{text}");
            let report = [&["report", "saved.json"], flags, &["--format", format]].concat();
            assert_eq!(said(&report, folder, ""), (text, wanted), "{report:?}");
        }
    }
}
