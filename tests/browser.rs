//! The HTML report in a real browser: it loads without a complaint, filters, and its links lead somewhere.
//!
//! Needs Chromium; skipped where it is absent, unless `FACTLOCK_REQUIRE=all`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "helpers of tests fail by panicking"
)]

use std::io::Write as _;
mod common;

use factlock::report::{Content, Format, Report, Style};
use std::process::Command;

/// Clicks through the page and writes what came of it into its title.
const PROBE: &str = r##"<script>
const cards = () => [...document.querySelectorAll("li.card")].filter((card) => !card.hidden).length;
const all = cards();
document.querySelector('button[data-filter="contradicted"]').click();
const some = cards();
document.querySelector('a.fact.confirmed').click();
const after = cards();
const dead = [...document.querySelectorAll('a[href^="#"]')].filter((a) => !document.getElementById(a.hash.slice(1)));
document.title = JSON.stringify({ all, some, after, dead: dead.length, focus: document.activeElement.id });
</script>"##;

#[test]
fn the_page_works_in_a_browser() {
    let Some(chromium) = ["chromium", "chromium-browser"].into_iter().find(|name| runs(name)) else {
        assert!(
            std::env::var("FACTLOCK_REQUIRE").as_deref() != Ok("all"),
            "Chromium is required, but not installed"
        );
        // Written to the stream itself: what a test prints is shown only where it fails.
        let _ = writeln!(std::io::stderr(), "skipped the_page_works_in_a_browser: Chromium is not installed");
        return;
    };
    let folder = common::root().join("tests/reports/verdicts");
    let claims = common::claims(&folder.join("claims.yaml"), "claims.yaml").expect("a claim file");
    let document = common::document(&folder.join("draft.md"), "draft.md");
    let results = common::results(&claims, document.clone());
    let report = Report { content: Content::Check(&results), documents: &[document] };
    let page = (Format::named("html").expect("a format").render)(&report, &Style::default());
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let file = temporary.path().join("page.html");
    std::fs::write(&file, page.replace("</body>", &format!("{PROBE}</body>"))).expect("a file");
    let output = Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--dump-dom"])
        .arg(format!("--user-data-dir={}", temporary.path().join("profile").display()))
        .arg(format!("file://{}", file.display()))
        .output()
        .expect("Chromium runs");
    let (dom, log) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(!log.contains("CONSOLE"), "the page complains:\n{log}");
    let title = dom.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).expect("a title");
    let contradicted = results.summary.contradicted;
    let wanted = format!(
        r#"{{"all":{all},"some":{contradicted},"after":{all},"dead":0,"#,
        all = results.summary.claims
    );
    assert!(title.starts_with(&wanted), "expected {wanted}, got {title}");
    assert!(
        title.contains(r#""focus":"claim-0-"#),
        "a link from the draft moves the focus to its claim: {title}"
    );
}

fn runs(name: &str) -> bool {
    Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success())
}
