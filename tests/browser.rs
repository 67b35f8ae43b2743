//! The pages of a check, a difference and a cover in a real browser: they load without a complaint, filter, say so to a
//! screen reader, and their links lead somewhere, also from the keyboard.
//!
//! Needs Chromium; skipped where it is absent, unless `FACTLOCK_REQUIRE=all`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "helpers of tests fail by panicking"
)]

mod common;

use common::{Answer, run};
use serde_json::Value;
use std::io::Write as _;
use std::process::Command;

const PAGES: [&str; 4] = ["verdicts", "diff", "verdicts-cover", "diff-crlf"];

/// Goes through a page and tells its parent what came of it.
const PROBE: &str = r##"<script>
const all = document.querySelectorAll("li.card").length;
const shown = () => [...document.querySelectorAll("li.card")].filter((card) => !card.hidden).length;
const filter = document.querySelectorAll("button[data-filter]")[1];
filter.focus();
filter.click();
const some = shown();
const pressed = [...document.querySelectorAll('[aria-pressed="true"]')].map((button) => button.dataset.filter);
const said = document.getElementById("shown").textContent;
const marks = [...document.querySelectorAll("a.fact")];
const target = (link) => document.getElementById(link.hash.slice(1));
const mark = marks.find((mark) => target(mark).hidden) ?? marks[0];
mark.focus();
mark.click();
const focused = document.activeElement === target(mark) && !target(mark).hidden;
const links = [...document.querySelectorAll('a[href^="#"]')];
const dead = links.filter((link) => !target(link)).length;
const unnamed = [...document.querySelectorAll("[role=region], section, nav")].filter(
  (part) => !part.getAttribute("aria-label") && !document.getElementById(part.getAttribute("aria-labelledby")),
).length;
const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
parent.postMessage({ name: "NAME", answer: { all, filter: filter.dataset.filter, some, pressed, said, after: shown(), focused, dead, unnamed, wide } }, "*");
</script>"##;

/// Holds the pages and collects what they tell in its own title.
const FRAME: &str = r#"<!DOCTYPE html><title></title><script>
const answers = {};
addEventListener("message", ({ data }) => { answers[data.name] = data.answer; document.title = JSON.stringify(answers); });
</script>"#;

#[test]
fn the_pages_work_in_a_browser() {
    let Some(chromium) = ["chromium", "chromium-browser"].into_iter().find(|name| runs(name)) else {
        assert!(
            std::env::var("FACTLOCK_REQUIRE").as_deref() != Ok("all"),
            "Chromium is required, but not installed"
        );
        // Written to the stream itself: what a test prints is shown only where it fails.
        let _ = writeln!(std::io::stderr(), "skipped the_pages_work_in_a_browser: Chromium is not installed");
        return;
    };
    let answers = visit(chromium);
    for name in PAGES {
        let answer = &answers[name];
        let (all, some) = match &run(name).answer {
            Answer::Check(results) => (results.summary.claims, results.summary.contradicted),
            Answer::Cover(cover) => (cover.count.facts, cover.count.contradicted),
            Answer::Changes(changes) => {
                (changes.changes.len(), changes.changes.iter().filter(|one| one.change == "changed").count())
            }
        };
        assert!(some > 0 && all >= some, "{name} shows nothing");
        assert_eq!(answer["all"], all, "{name}: {answer}");
        assert_eq!(answer["some"], some, "{name}: the filter shows its own: {answer}");
        assert_eq!(answer["pressed"], serde_json::json!([answer["filter"]]), "{name}: {answer}");
        let said = answer["said"].as_str().expect("a text");
        assert!(said.starts_with(&format!("{some} of {all} ")), "{name}: {answer}");
        assert_eq!(answer["focused"], true, "{name}: a link from the text focuses its card: {answer}");
        assert_eq!(answer["after"], all, "{name}: a hidden card is shown again: {answer}");
        for fault in ["dead", "unnamed"] {
            assert_eq!(answer[fault], 0, "{name}: {answer}");
        }
        assert_eq!(answer["wide"], false, "{name}: it fits a narrow screen: {answer}");
    }
}

/// What the pages tell, by their names. One browser holds them all, each in a frame as narrow as a telephone.
fn visit(chromium: &str) -> Value {
    let mut holder = FRAME.to_owned();
    for name in PAGES {
        let probe = PROBE.replace("NAME", name);
        let page = run(name).render("html").replace("</body>", &format!("{probe}</body>"));
        let page = page.replace('&', "&amp;").replace('"', "&quot;");
        holder += &format!("<iframe width=360 height=800 srcdoc=\"{page}\"></iframe>");
    }
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let file = temporary.path().join("pages.html");
    std::fs::write(&file, holder).expect("a file");
    let output = Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--dump-dom"])
        .args(["--disable-extensions", "--disable-background-networking", "--no-first-run"])
        .arg("--virtual-time-budget=5000")
        .arg(format!("--user-data-dir={}", temporary.path().join("profile").display()))
        .arg(format!("file://{}", file.display()))
        .output()
        .expect("Chromium runs");
    let (dom, log) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(!log.contains("CONSOLE"), "a page complains:\n{log}");
    let title = dom.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).expect("a title");
    serde_json::from_str(title).unwrap_or_else(|error| panic!("{error}: {title}"))
}

fn runs(name: &str) -> bool {
    Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success())
}
