//! What is said about the wrong claim files in `tests/refused`: where, what, and how to go on.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use factlock::claim::load;
use factlock::{Error, ErrorKind};
use std::fmt::Write;
use std::path::Path;

/// The errors as a reader of the terminal sees them: place, message, the line with the part meant, the hint.
fn shown(errors: &[Error]) -> String {
    let mut out = String::new();
    for error in errors {
        assert_eq!(error.kind, ErrorKind::Claims);
        let place = error.place.as_ref().unwrap();
        match place.position {
            Some(at) => writeln!(out, "{}:{}:{}: {}", place.path, at.line, at.column, error.message).unwrap(),
            None => writeln!(out, "{}: {}", place.path, error.message).unwrap(),
        }
        if place.position.is_some() {
            let before = place.line[..place.span.start].chars().count();
            let marked = place.span.of(&place.line).chars().count().max(1);
            let line: String = place.line.chars().map(|c| if c.is_control() { '␣' } else { c }).collect();
            writeln!(out, "  | {line}").unwrap();
            writeln!(out, "  | {}{}", " ".repeat(before), "^".repeat(marked)).unwrap();
        }
        if let Some(hint) = &error.hint {
            writeln!(out, "  = {hint}").unwrap();
        }
    }
    out
}

#[test]
fn every_refused_file_says_where_and_what_to_do() {
    let folder = Path::new("tests/refused");
    let mut paths: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 20, "the refused files are data of this test");
    for path in paths {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let bytes = std::fs::read(&path).unwrap();
        let errors = load(&format!("{name}.yaml"), &bytes).expect_err(&name);
        insta::with_settings!({
            snapshot_path => "../snapshots/refused", prepend_module_to_snapshot => false, omit_expression => true,
        }, { insta::assert_snapshot!(name, shown(&errors)) });
    }
}
