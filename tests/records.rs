//! `factlock record`, `check --fail-on changed` and `factlock review`: what was found is compared with what was recorded.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests fail by panicking")]

#[path = "common/program.rs"]
mod program;

use program::{said, set_up};
use std::path::{Path, PathBuf};

#[test]
fn what_was_recorded_is_compared_and_reviewed() {
    let folder = set_up(Path::new("tests/cli/check-own-documents"));
    let folder = folder.path();
    for arguments in [&["review", "--check"][..], &["check", "--fail-on", "changed"]] {
        let (text, status) = said(arguments, folder, "");
        assert_eq!(status, 2, "{text}");
        assert!(
            text.contains("nothing was compared: no record says what claims/harbour.yaml made of it"),
            "{text}"
        );
        assert!(!text.contains("nothing is left"), "{text}");
    }
    let (text, status) = said(&["record"], folder, "");
    assert_eq!((text.lines().count(), status), (2, 0), "{text}");
    assert_eq!(said(&["check", "--fail-on", "changed", "--quiet"], folder, ""), (String::new(), 0));

    // A sentence before it moves the line, and changes nothing that is recorded.
    std::fs::write(folder.join("harbour.md"), "The sea.\n\nThe new harbour was opened on 4 May 2021.\n")
        .expect("a file");
    assert_eq!(said(&["check", "--fail-on", "changed"], folder, "").1, 0);

    std::fs::write(folder.join("harbour.md"), "The new harbour was opened on 5 May 2021.\n").expect("a file");
    let (text, status) = said(&["check", "--fail-on", "changed"], folder, "");
    assert_eq!(status, 1);
    assert!(text.contains("- opening: confirmed “4 May 2021”, now contradicted “5 May 2021”"), "{text}");
    // In a table for a spreadsheet too it stands at the words it rests on now.
    let (text, _) = said(&["check", "--fail-on", "changed", "--format", "csv"], folder, "");
    let row = "harbour.md,1,31,changed,error,opening,,,,";
    assert!(
        text.lines().any(|line| line.starts_with(row) && line.ends_with(",claims/harbour.yaml,4,yes")),
        "{text}"
    );
    let (text, status) = said(&["review"], folder, "x\nd\ns\n");
    assert_eq!(status, 1);
    assert!(text.contains("claimed   4 May 2021") && text.ends_with("1 change is left\n"), "{text}");

    // Taking the draft's value changes that one value of the claim file, and settles the change.
    let before = std::fs::read_to_string(folder.join("claims/harbour.yaml")).expect("the claim file");
    let (text, status) = said(&["review"], folder, "u\n");
    assert_eq!(status, 0, "{text}");
    assert!(text.ends_with("opening now claims 5 May 2021\nnothing is left to review\n"), "{text}");
    let after = std::fs::read_to_string(folder.join("claims/harbour.yaml")).expect("the claim file");
    assert_eq!(after, before.replace("4 May 2021", "5 May 2021"));
    assert_eq!(said(&["review", "--check"], folder, ""), ("nothing is left to review\n".to_owned(), 0));
    assert_eq!(said(&["check", "--fail-on", "changed", "--quiet"], folder, ""), (String::new(), 0));
}

#[test]
fn orphaned_records_go_only_when_told() {
    let folder = set_up(Path::new("tests/cli/check-own-documents"));
    let folder = folder.path();
    assert_eq!(said(&["record"], folder, "").1, 0);
    std::fs::remove_file(folder.join("claims/bridge.yaml")).expect("the claim file");
    let records = || folder.join("snapshots/records").read_dir().expect("the records").count();
    assert!(said(&["review"], folder, "").0.contains("belongs to nothing any more"));
    assert_eq!(records(), 2);
    assert!(said(&["review", "--remove-orphans"], folder, "").0.contains("removed snapshots/records/"));
    assert_eq!(records(), 1);
}

#[test]
fn the_record_of_a_draft_that_is_gone_goes_though_a_claim_file_still_names_it() {
    let folder = set_up(Path::new("tests/cli/check-own-documents"));
    let folder = folder.path();
    assert_eq!(said(&["record"], folder, "").1, 0);
    std::fs::remove_file(folder.join("harbour.md")).expect("the draft");
    let record = folder.join("snapshots/records/claims-harbour.yaml-on-harbour.md.txt");
    let (text, status) = said(&["review", "--check"], folder, "");
    assert!(status == 2 && text.contains("belongs to nothing any more"), "{text}");
    assert!(text.contains("there is no such file") && record.is_file(), "{text}");
    let (text, status) = said(&["review", "--remove-orphans"], folder, "");
    assert!(status == 2 && text.contains("removed snapshots/records/claims-harbour.yaml-on-"), "{text}");
    // What else names the draft is still said.
    assert!(text.contains("claims/harbour.yaml names it under \"documents:\""), "{text}");
    assert!(!record.exists(), "{text}");
}

#[test]
fn records_are_no_drafts_where_drafts_are_looked_for() {
    let folder = set_up(Path::new("tests/cli/check-own-documents"));
    let folder = folder.path();
    std::fs::remove_file(folder.join("claims/bridge.yaml")).expect("the claim file");
    std::fs::create_dir_all(folder.join("snapshots/records")).expect("a folder");
    // A draft that somebody put beside the records is one.
    let draft = "The new harbour was opened on 4 May 2021.\n";
    std::fs::write(folder.join("snapshots/records/draft.txt"), draft).expect("a file");
    assert_eq!(said(&["record", "harbour.md"], folder, "").1, 0);
    for arguments in [&["facts", "snapshots"][..], &["facts", "**/*.txt"], &["facts", "snapshots/records/*"]]
    {
        let (text, status) = said(&[arguments, &["--format", "csv"]].concat(), folder, "");
        assert!(status == 0 && text.contains("snapshots/records/draft.txt,1,31,date,"), "{text}");
        assert!(!text.contains("harbour.md.txt"), "{text}");
    }
    std::fs::remove_file(folder.join("snapshots/records/draft.txt")).expect("the draft");
    let (text, status) = said(&["check", "snapshots"], folder, "");
    assert!(status == 2 && text.contains("there is nothing to read in this folder"), "{text}");
    // Whoever names one means it.
    let record = "snapshots/records/claims-harbour.yaml-on-harbour.md.txt";
    assert!(said(&["facts", record], folder, "").0.contains("4 May 2021"));
}

#[test]
fn drafts_with_like_names_have_a_record_each() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    std::fs::create_dir_all(folder.join("a")).expect("a folder");
    std::fs::create_dir_all(folder.join(".git")).expect("a folder");
    std::fs::write(folder.join("c.yaml"), "claims: [{id: opening, about: harbour, date: 2021}]\n")
        .expect("a file");
    let drafts = ["a/b.md", "a-b.md", "a b.md", "a  b.md"];
    for (draft, year) in drafts.iter().zip(2021..) {
        let text = format!("The harbour was opened in {year}.\n");
        std::fs::write(folder.join(draft), text).expect("a file");
        assert_eq!(said(&["record", draft, "-c", "c.yaml"], folder, "").1, 0);
    }
    let records = folder.join("snapshots/records");
    assert_eq!(records.read_dir().expect("the records").count(), drafts.len());
    assert!(records.join("c.yaml-on-a-b.md.txt").is_file(), "an ordinary path keeps its plain name");
    let all = [&["check", "-c", "c.yaml", "--fail-on", "changed"], &drafts[..]].concat();
    assert_eq!(said(&all, folder, "").1, 0);

    // An older version gave all of them the name of the first: such a record counts for the draft it names.
    std::fs::remove_dir_all(&records).expect("the records go");
    assert_eq!(said(&["record", "a-b.md", "-c", "c.yaml"], folder, "").1, 0);
    let kept = records.read_dir().expect("the records").next().expect("one").expect("an entry").path();
    std::fs::rename(kept, records.join("c.yaml-on-a-b.md.txt")).expect("an older name");
    assert_eq!(said(&["record", "a/b.md", "-c", "c.yaml"], folder, "").1, 0);
    let both = ["check", "-c", "c.yaml", "--fail-on", "changed", "a-b.md", "a/b.md"];
    assert_eq!(said(&both, folder, "").1, 0);
    let (text, status) = said(&["record", "-", "-c", "c.yaml"], folder, "The harbour was opened in 2021.\n");
    assert_eq!(status, 2);
    assert!(text.contains("standard input has no name to be recorded under"), "{text}");
}

#[test]
fn what_is_no_record_does_not_pass() {
    let folder = set_up(Path::new("tests/cli/check-own-documents"));
    let folder = folder.path();
    assert_eq!(said(&["record"], folder, "").1, 0);
    let records: Vec<PathBuf> = folder
        .join("snapshots/records")
        .read_dir()
        .expect("the records")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    let broken = [Some(&b"\xff\xfe"[..]), Some(b"# some text\n"), None];
    for bytes in broken {
        for path in &records {
            let _ = std::fs::remove_file(path);
            match bytes {
                Some(bytes) => std::fs::write(path, bytes).expect("a file"),
                None => std::fs::create_dir(path).expect("a folder"),
            }
        }
        for arguments in [&["check", "--fail-on", "changed"][..], &["check"], &["review", "--check"]] {
            let (text, status) = said(arguments, folder, "");
            assert_eq!(status, 2, "{text}");
            assert!(text.contains("record") && text.contains("take it away and run"), "{text}");
        }
    }
}

#[test]
fn a_record_of_some_claims_is_not_made_and_some_claims_are_compared() {
    let folder = set_up(Path::new("tests/cli/check-own-documents"));
    let folder = folder.path();
    let (text, status) = said(&["record", "--claim", "opening"], folder, "");
    assert_eq!(status, 2);
    assert!(text.contains("a record holds all claims of a file"), "{text}");
    assert_eq!(said(&["record"], folder, "").1, 0);
    let changed = ["check", "--claim", "opening", "--fail-on", "changed"];
    assert_eq!(said(&changed, folder, "").1, 0);
    std::fs::write(folder.join("harbour.md"), "The new harbour was opened on 5 May 2021.\n").expect("a file");
    assert_eq!(said(&changed, folder, "").1, 1);
    let (text, status) = said(&["review", "--claim", "opening"], folder, "R\n");
    assert_eq!(status, 1);
    assert!(
        text.ends_with("1 change is left\nrejected, to be put right in the draft:\n- harbour.md: opening\n"),
        "{text}"
    );
}

#[test]
fn a_value_that_cannot_be_taken_is_asked_about_again() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("a file");
    let claims = "claims:\n  - {id: cost, about: [plant, cost], money: $5 million}\n  \
                  - {id: visit, about: visit, ordinal: second}\n  \
                  - {id: cranes, about: cranes, number: 4}\n  \
                  - {id: tugs, about: tugs, number: 3}\n  \
                  - {id: all, sum: [cranes, tugs], number: 7}\n  \
                  - {id: summit, about: summit, attendees: {present: [Belarus], absent: [Armenia]}}\n";
    let draft = "The plant cost $5 million. It was the second visit. There were 4 cranes and 3 tugs.\n\n\
                 At the summit Belarus was present; Armenia was absent.\n";
    write("claims.yaml", claims);
    write("draft.md", draft);
    assert_eq!(said(&["record", "draft.md", "-c", "claims.yaml"], folder, "").1, 0);
    // The cost is no longer told, the visit not counted; two more cranes came, and Armenia did too.
    write(
        "draft.md",
        "The plant cost a lot. It was his visit. There were 6 cranes and 3 tugs.\n\n\
         At the summit Belarus was present and Armenia was present.\n",
    );
    let (text, status) = said(&["review", "draft.md", "-c", "claims.yaml"], folder, &"u\ns\n".repeat(9));
    assert_eq!(status, 1, "{text}");
    assert!(text.contains("not taken: the draft has no value of the claim's kind to take"), "{text}");
    assert!(text.contains("cranes now claims 6"), "{text}");
    let after = std::fs::read_to_string(folder.join("claims.yaml")).expect("the claim file");
    assert_eq!(after, claims.replace("number: 4", "number: 6"));
}
