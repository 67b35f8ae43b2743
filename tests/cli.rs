//! The command line: each folder of `tests/cli/` holds arguments (`cmd`), files, and perhaps `stdin` and `cwd`; what the
//! program prints, where, and its exit status are snapshots.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests fail by panicking")]

#[path = "common/program.rs"]
mod program;

use factlock::report::FORMATS;
use program::{factlock, said, set_up};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new("tests/cli");
    let mut cases: Vec<PathBuf> =
        folder.read_dir().expect("the cases").map(|entry| entry.expect("an entry").path()).collect();
    cases.sort();
    cases
}

#[test]
fn every_case_prints_what_it_should() {
    let cases = cases();
    assert!(cases.len() > 30, "only {} cases were found", cases.len());
    for case in cases {
        let name = case.file_name().map(|name| name.to_string_lossy().into_owned()).expect("a name");
        let read = |file: &str| std::fs::read_to_string(case.join(file)).unwrap_or_default();
        let command = read("cmd");
        let mut arguments: Vec<&str> = command.split_whitespace().collect();
        if matches!(arguments.first(), Some(&("check" | "cover" | "explain" | "mutate"))) {
            arguments.extend(["--today", "2025-06-30"]);
        }
        let folder = set_up(&case);
        let output = factlock(&arguments, &folder.path().join(read("cwd").trim()), read("stdin").as_bytes());
        let stdout = String::from_utf8(output.stdout).expect("UTF-8 on standard output");
        let stderr = String::from_utf8(output.stderr).expect("UTF-8 on standard error");
        let status = output.status.code().expect("an exit status");
        let shown = format!(
            "$ factlock {}\n-- exit status {status}\n-- standard output\n{stdout}-- standard error\n{stderr}",
            command.trim()
        );
        insta::with_settings!({
            snapshot_path => "../snapshots/cli", prepend_module_to_snapshot => false, omit_expression => true,
        }, { insta::assert_snapshot!(name, shown.replace('\u{1b}', "␛")) });
    }
}

/// Everything that a run prints, for comparing two of them.
fn printed(arguments: &[&str], folder: &Path) -> Vec<u8> {
    let output = factlock(arguments, folder, b"");
    assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn output_is_the_same_for_any_number_of_threads() {
    let folder = set_up(Path::new("tests/cli/check-own-documents"));
    for number in 0..40 {
        let text =
            format!("The repair of the bridge ends in {} 2026.\n", ["June", "July", "May"][number % 3]);
        std::fs::write(folder.path().join(format!("bridge-{number}.md")), text).expect("a file");
    }
    let run = |jobs| {
        printed(&["check", "--format", "json", "--jobs", jobs, "--today", "2025-06-30"], folder.path())
    };
    let one = run("1");
    assert!(one.len() > 10_000);
    assert!(one == run("2") && one == run("7"));
}

#[test]
fn shards_merge_into_the_undivided_run() {
    let folder = set_up(Path::new("tests/cli/check-a-glob"));
    let today = ["--today", "2025-06-30"];
    for part in ["1/3", "2/3", "3/3"] {
        let sink = format!("json=part-{}.json", &part[..1]);
        let output = factlock(
            &[&["check", "--shard", part, "--format", &sink], &today[..]].concat(),
            folder.path(),
            b"",
        );
        assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let parts = ["part-1.json", "part-2.json", "part-3.json"];
    for format in FORMATS.map(|format| format.name) {
        let whole = printed(&[&["check", "--format", format], &today[..]].concat(), folder.path());
        let merged = printed(&[&["report", "--format", format], &parts[..]].concat(), folder.path());
        assert_eq!(String::from_utf8_lossy(&merged), String::from_utf8_lossy(&whole), "{format}");
    }
    let output = factlock(&["report", "part-1.json", "part-3.json"], folder.path(), b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("part 2 of 3 is missing"));
}

#[test]
fn a_report_of_a_changed_document_is_refused() {
    let folder = set_up(Path::new("tests/cli/check-own-documents"));
    printed(&["check", "--format", "json=results.json"], folder.path());
    std::fs::write(folder.path().join("harbour.md"), "Something else.\n").expect("a file");
    let output = factlock(&["report", "results.json"], folder.path(), b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("has changed since it was checked"));
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("long.txt"), "On 4 May 2021. ".repeat(20_000)).expect("a file");
    let mut child = Command::new(env!("CARGO_BIN_EXE_factlock"))
        .args(["facts", "long.txt", "--format", "jsonl"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn utf16_without_a_mark_is_read_as_a_draft_and_refused_as_a_claim_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let wide =
        |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let write = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), wide(text, bytes)).expect("a file")
        };
        write("draft.txt", "The plant cost $10 billion.\n");
        write("claims.yaml", "claims: []\n");
        let (text, status) = said(&["facts", "draft.txt", "--format", "csv"], folder.path(), "");
        assert!(status == 0 && text.contains("draft.txt,1,16,money,$10 billion"), "{text}");
        let (text, status) = said(&["check", "--claims-only", "claims.yaml"], folder.path(), "");
        assert!(status == 2 && text.contains("the file is in UTF-16"), "{text}");
    }
}

#[test]
fn a_note_says_what_the_matter_is() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("a file");
    write(
        "c.yaml",
        "claims: [{id: cost, about: plant, money: $5 million}, {id: tower, about: tower, date: 1888}]\n",
    );
    write("draft.md", "The plant is new.\n");
    let (text, status) = said(&["annotate", "draft.md", "-c", "c.yaml", "-o", "out.md"], folder, "");
    assert_eq!(status, 1, "{text}");
    let copy = std::fs::read_to_string(folder.join("out.md")).expect("the copy");
    assert!(copy.contains("missing: ") && copy.contains("dropped: "), "{copy}");
    assert!(!copy.contains("missing: missing") && !copy.contains("dropped: dropped"), "{copy}");
}

#[cfg(unix)]
#[test]
fn a_link_counts_as_the_file_it_leads_to() {
    use std::os::unix::fs::symlink;
    let folder = set_up(Path::new("tests/cli/check-a-folder"));
    let folder = folder.path();
    std::fs::create_dir(folder.join("elsewhere")).expect("a folder");
    for (target, link) in [
        ("a.txt", "drafts/same.txt"),
        ("../harbour.md", "drafts/harbour.md"),
        ("nowhere.md", "drafts/lost.md"),
        ("nowhere.png", "drafts/lost.png"),
        ("../elsewhere", "drafts/more"),
    ] {
        symlink(target, folder.join(link)).expect("a link");
    }
    let output = factlock(&["facts", "drafts", "--format", "csv"], folder, b"");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.code() == Some(0) && text.contains("drafts/harbour.md,1,"), "{text}");
    assert!(!text.contains("same.txt"), "what is found itself is read once:\n{text}");
    let told = "not read (2): drafts/lost.md (a link to nothing), drafts/more (a link to a folder)\n";
    assert_eq!(String::from_utf8_lossy(&output.stderr), told);
    assert!(factlock(&["facts", "drafts", "--quiet"], folder, b"").stderr.is_empty());
    // A glob tells what it matches.
    let (text, status) = said(&["facts", "drafts/*.md"], folder, "");
    assert!(status == 0 && text.contains("not read (1): drafts/lost.md (a link to nothing)\n"), "{text}");
    // A claim file that a link has lost is no claim that holds.
    symlink("nowhere.yaml", folder.join("claims/lost.yaml")).expect("a link");
    let (text, _) = said(&["check"], folder, "");
    assert!(text.contains("not read (1): claims/lost.yaml (a link to nothing)\n"), "{text}");
}

#[test]
fn completions_and_the_manual_are_made() {
    let here = Path::new(".");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(String::from_utf8_lossy(&printed(&["completions", shell], here)).contains("factlock"));
    }
    let manual = String::from_utf8_lossy(&printed(&["man"], here)).into_owned();
    assert!(manual.contains(".TH factlock") && manual.contains("contradicted,conflicting,missing,dropped"));
    let schema: serde_json::Value =
        serde_json::from_slice(&printed(&["schema"], here)).expect("the schema is JSON");
    assert!(schema["properties"]["claims"].is_object());
}

#[test]
fn a_saved_error_is_shown_in_every_format() {
    let folder = set_up(Path::new("tests/cli/check-own-documents"));
    let folder = folder.path();
    let check =
        ["check", "gone.md", "harbour.md", "-c", "claims/harbour.yaml", "--format", "json=saved.json"];
    assert_eq!(said(&check, folder, "").1, 2);
    for format in FORMATS.map(|format| format.name) {
        let output = factlock(&["report", "saved.json", "--format", format], folder, b"");
        assert_eq!(output.status.code(), Some(2), "{format}");
        assert!(String::from_utf8_lossy(&output.stdout).contains("there is no such file"), "{format}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("there is no such file"), "{format}");
    }
}
