//! The program as a user runs it, for the tests of whole commands.

#![allow(dead_code, reason = "not every test needs all of it")]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs the program in `folder`.
pub fn factlock(arguments: &[&str], folder: &Path, stdin: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_factlock"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("COLUMNS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that has ended reads nothing: that is for the test to notice.
    let _ = child.stdin.take().expect("standard input").write_all(stdin);
    child.wait_with_output().expect("the program ends")
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the files of the case") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target)
        } else {
            std::fs::copy(&path, &target).map(|_| ()).expect("a copy")
        }
    }
}

/// A folder with the files of a case, and a `.git` so that nothing above it is looked at.
pub fn set_up(case: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(&case.join("files"), folder.path());
    std::fs::create_dir_all(folder.path().join(".git")).expect("a folder");
    folder
}

/// Standard output and exit status.
pub fn said(arguments: &[&str], folder: &Path, stdin: &str) -> (String, i32) {
    let output = factlock(arguments, folder, stdin.as_bytes());
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (text, output.status.code().expect("an exit status"))
}
