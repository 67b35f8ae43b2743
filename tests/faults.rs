//! What goes wrong around the program: disks, rights, pipes, signals. Each time a message that an editor understands, exit
//! status 2, and no file half written or left behind.

#![cfg(unix)]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "helpers of tests fail by panicking"
)]

use std::fs::{self, Permissions};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const CLAIMS: &str = "claims:\n  - {id: cost, about: plant, money: $10 billion}\n";
const DRAFT: &str = "The plant cost $10 billion.\n";

/// A folder with a claim file, a draft that fulfils it, and an old report.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).expect("its rights");
    for (name, text) in [("claims.yaml", CLAIMS), ("draft.txt", DRAFT), ("report.json", "old")] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlock"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    program(folder, arguments).output().expect("the program starts")
}

/// Asserts exit status 2 and words of the message.
#[track_caller]
fn refused(output: &Output, words: &[&str]) {
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    for words in words {
        assert!(message.contains(words), "no \"{words}\" in {message}");
    }
}

/// Asserts that the old report is there and nothing else came.
#[track_caller]
fn untouched(folder: &Path) {
    assert_eq!(fs::read_to_string(folder.join("report.json")).expect("the old report"), "old");
    let names = fs::read_dir(folder).expect("the folder");
    let left = names.map(|entry| entry.expect("an entry").file_name()).filter(|name| {
        !["claims.yaml", "draft.txt", "report.json"].contains(&name.to_str().unwrap_or_default())
    });
    assert_eq!(left.collect::<Vec<_>>(), Vec::<std::ffi::OsString>::new());
}

const CHECK: [&str; 4] = ["check", "draft.txt", "-c", "claims.yaml"];

fn check_into(sink: &str) -> Vec<&str> {
    [&CHECK[..], &["--format", sink]].concat()
}

#[test]
fn a_full_disk_under_standard_output() {
    let folder = folder();
    let Ok(full) = fs::File::options().write(true).open("/dev/full") else {
        eprintln!("skipped a_full_disk_under_standard_output: there is no /dev/full");
        return;
    };
    let output = program(folder.path(), &CHECK).stdout(full).output().expect("the program starts");
    refused(&output, &["standard output cannot be written: the disk is full", "make room"]);
}

#[test]
fn a_device_as_report_is_written_to_and_stays_one() {
    let folder = folder();
    let before = fs::metadata("/dev/null").expect("a device").file_type();
    let output = run(folder.path(), &check_into("json=/dev/null"));
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(fs::metadata("/dev/null").expect("a device").file_type(), before);
    if Path::new("/dev/full").exists() {
        refused(&run(folder.path(), &check_into("json=/dev/full")), &["/dev/full", "the disk is full"]);
    }
    untouched(folder.path());
}

#[test]
fn a_disk_that_fills_up_in_the_middle_of_a_report() {
    let folder = folder();
    // More than the shell lets a file hold.
    fs::write(folder.path().join("draft.txt"), DRAFT.repeat(2000)).expect("a long draft");
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_factlock")])
        .args(check_into("json=report.json"))
        .current_dir(folder.path())
        .output()
        .expect("a shell");
    refused(&output, &["report.json", "larger than is allowed", "the old one is as it was"]);
    untouched(folder.path());
}

#[test]
fn a_report_path_that_is_a_folder_or_in_none() {
    let folder = folder();
    refused(&run(folder.path(), &check_into("json=.")), &["it is a folder", "name a file in it"]);
    refused(&run(folder.path(), &check_into("json=no/x.json")), &["no/x.json", "there is no such folder"]);
    refused(&run(folder.path(), &check_into("json=draft.txt/x.json")), &["there is no such folder"]);
    untouched(folder.path());
}

/// The program, run by somebody who may not do everything; `None` where that cannot be done here.
fn as_nobody(folder: &Path, arguments: &[&str]) -> Option<Output> {
    as_nobody_through(&["env"], folder, arguments)
}

/// The same, started by the command `through`.
fn as_nobody_through(through: &[&str], folder: &Path, arguments: &[&str]) -> Option<Output> {
    let user = Command::new("id").arg("-u").output().expect("a user");
    let nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"];
    let nobody = if user.stdout == b"0\n" { &nobody[..] } else { &[] };
    // The program itself may lie where only its owner may look.
    let place = tempfile::tempdir().expect("a temporary folder");
    fs::set_permissions(place.path(), Permissions::from_mode(0o755)).expect("its rights");
    let copy = place.path().join("factlock");
    // By a process of its own: while this one has a copy open for writing, a program that another thread starts may
    // inherit that, and then the copy cannot be run ("Text file busy").
    let copied = Command::new("cp").arg(env!("CARGO_BIN_EXE_factlock")).arg(&copy).status().expect("cp");
    assert!(copied.success(), "the program cannot be copied");
    fs::set_permissions(&copy, Permissions::from_mode(0o755)).expect("its rights");
    let starters = [nobody, through].concat();
    let (first, others) = starters.split_first().expect("a command");
    let mut command = Command::new(first);
    command.args(others).arg(&copy).args(arguments).current_dir(folder).stdin(Stdio::null()).output().ok()
}

#[test]
fn what_may_not_be_read_or_written() {
    let folder = folder();
    let closed = folder.path().join("draft.txt");
    fs::set_permissions(&closed, Permissions::from_mode(0o000)).expect("a closed draft");
    let Some(output) = as_nobody(folder.path(), &CHECK) else {
        assert!(std::env::var("FACTLOCK_REQUIRE").as_deref() != Ok("all"), "setpriv is required");
        eprintln!("skipped what_may_not_be_read_or_written: setpriv is not installed");
        return;
    };
    refused(&output, &["draft.txt", "you are not allowed to read this file"]);
    fs::set_permissions(&closed, Permissions::from_mode(0o644)).expect("an open draft");
    fs::set_permissions(folder.path(), Permissions::from_mode(0o555)).expect("a closed folder");
    let output = as_nobody(folder.path(), &check_into("json=report.json")).expect("as before");
    refused(
        &output,
        &["report.json", "you are not allowed to write in this folder", "the old one is as it was"],
    );
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).expect("an open folder");
    untouched(folder.path());
}

#[test]
fn what_a_walk_cannot_give_is_told() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = folder();
    let drafts = folder.path().join("drafts");
    let closed = drafts.join("closed");
    fs::create_dir_all(&closed).expect("a folder");
    for path in [drafts.join("a.txt"), closed.join("b.txt")] {
        fs::write(path, DRAFT).expect("a draft");
    }
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
    let named = fs::write(drafts.join(name), DRAFT).is_ok();
    fs::set_permissions(&closed, Permissions::from_mode(0o000)).expect("a closed folder");
    fs::write(folder.path().join("own.yaml"), format!("documents: [drafts]\n{CLAIMS}"))
        .expect("a claim file");
    for arguments in [
        &["check", "drafts", "-c", "claims.yaml"][..],
        &["check", "drafts/**/*.txt", "-c", "claims.yaml"],
        &["check", "own.yaml"],
        &["facts", "drafts"],
    ] {
        if let Some(output) = as_nobody(folder.path(), arguments) {
            refused(&output, &["drafts/closed", "this folder was left out: reading it is not allowed"]);
            assert!(String::from_utf8_lossy(&output.stdout).contains("drafts/a.txt"), "the other is read");
        }
        if named {
            let output = run(folder.path(), arguments);
            refused(
                &output,
                &["drafts/caf\u{fffd}.txt", "the name of this file is not Unicode", "rename it"],
            );
        }
    }
    fs::set_permissions(&closed, Permissions::from_mode(0o755)).expect("an open folder");
}

#[test]
fn what_is_read_is_not_written_over() {
    let folder = folder();
    fs::write(folder.path().join("draft.txt"), "The plant cost $11 billion.\n").expect("a draft");
    std::os::unix::fs::symlink("claims.yaml", folder.path().join("link.yaml")).expect("a link");
    let saved = run(folder.path(), &check_into("json=saved.json"));
    assert_eq!(saved.status.code(), Some(1));
    let read =
        || ["claims.yaml", "draft.txt", "saved.json"].map(|name| fs::read(folder.path().join(name)).ok());
    let before = read();
    for arguments in [
        &check_into("json=draft.txt")[..],
        &check_into("json=./claims.yaml"),
        &check_into("json=link.yaml"),
        &[&check_into("json=new.json")[..], &["--format", "junit=claims.yaml"]].concat(),
        &["cover", "draft.txt", "-c", "claims.yaml", "--format", "json=claims.yaml"],
        &["mutate", "draft.txt", "-c", "claims.yaml", "--format", "json=draft.txt"],
        &["facts", "draft.txt", "--format", "json=draft.txt"],
        &["facts", "--input", "jsonl", "saved.json", "--format", "jsonl=saved.json"],
        &["diff", "draft.txt", "claims.yaml", "--as", "txt", "--format", "json=draft.txt"],
        &["report", "saved.json", "--format", "json=saved.json"],
        &["report", "saved.json", "--format", "json=claims.yaml"],
        &["annotate", "draft.txt", "-c", "claims.yaml", "-o", "claims.yaml"],
        &["annotate", "draft.txt", "-c", "claims.yaml", "-o", "draft.txt"],
    ] {
        refused(&run(folder.path(), arguments), &["this would overwrite what was just read", "another name"]);
        assert!(read() == before, "{arguments:?}");
        assert!(!folder.path().join("new.json").exists(), "nothing is written first");
    }
    let twice = [&check_into("json=new.json")[..], &["--format", "junit=./new.json"]].concat();
    refused(&run(folder.path(), &twice), &["two reports cannot both go into one file"]);
    assert!(!folder.path().join("new.json").exists());
}

#[test]
fn a_record_where_nothing_may_be_written() {
    let folder = folder();
    let record = ["record", "draft.txt", "-c", "claims.yaml"];
    fs::set_permissions(folder.path(), Permissions::from_mode(0o555)).expect("a closed folder");
    let output = as_nobody(folder.path(), &record);
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).expect("an open folder");
    let Some(output) = output else { return };
    refused(&output, &["snapshots/records", "this folder cannot be made", "ask its owner"]);
    let records = folder.path().join("snapshots/records");
    fs::create_dir_all(&records).expect("a folder");
    fs::set_permissions(&records, Permissions::from_mode(0o555)).expect("a closed folder");
    let output = as_nobody(folder.path(), &record).expect("as before");
    refused(&output, &["you are not allowed to write in this folder", "records lie here and nowhere else"]);
    fs::set_permissions(&records, Permissions::from_mode(0o755)).expect("an open folder");
}

#[test]
fn a_backslash_is_a_letter_of_a_name() {
    let folder = folder();
    let name = r"a\back.txt";
    fs::write(folder.path().join(name), DRAFT).expect("a draft");
    for arguments in [["check", name, "-c", "claims.yaml"], ["check", ".", "-c", "claims.yaml"]] {
        let output = run(folder.path(), &arguments);
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.code() == Some(0) && text.contains(name), "{text}");
    }
}

#[test]
fn threads_that_cannot_be_had() {
    let folder = folder();
    // More are asked for than are made, with room for all stacks and for some.
    for limit in ["true", "ulimit -v 1000000"] {
        let script = format!("{limit}; exec \"$0\" \"$@\"");
        let mut shell = Command::new("sh");
        shell.args(["-c", &script, env!("CARGO_BIN_EXE_factlock")]).args(CHECK).args(["--jobs", "100000"]);
        let output = shell.current_dir(folder.path()).output().expect("a shell");
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), &*message), (Some(0), ""), "{limit}");
    }
    // No thread but the program's own.
    let Some(output) = as_nobody_through(&["prlimit", "--nproc=1"], folder.path(), &CHECK) else {
        assert!(std::env::var("FACTLOCK_REQUIRE").as_deref() != Ok("all"), "setpriv is required");
        eprintln!("skipped threads_that_cannot_be_had in part: setpriv is not installed");
        return;
    };
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*message), (Some(0), ""));
}

#[test]
fn rights_and_links_of_a_report_stay() {
    let folder = folder();
    let report = folder.path().join("report.json");
    fs::set_permissions(&report, Permissions::from_mode(0o600)).expect("a closed report");
    std::os::unix::fs::symlink("report.json", folder.path().join("link.json")).expect("a link");
    let output = run(folder.path(), &check_into("json=link.json"));
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(fs::read_to_string(&report).expect("the report").starts_with('{'));
    assert_eq!(fs::metadata(&report).expect("the report").permissions().mode() & 0o777, 0o600);
    assert!(fs::symlink_metadata(folder.path().join("link.json")).expect("the link").is_symlink());
}

/// Starts the program with standard input held open; what is written there has been asked for when this returns, so that the
/// program has chosen its documents.
fn held_open(folder: &Path, arguments: &[&str]) -> Child {
    let mut child = program(folder, arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // More than a pipe holds: written only when the other end reads.
    let input = child.stdin.as_mut().expect("standard input");
    input.write_all("The plant was built.\n".repeat(50_000).as_bytes()).expect("the program reads");
    child
}

#[test]
fn a_document_deleted_between_walk_and_read() {
    let folder = folder();
    let drafts = folder.path().join("drafts");
    fs::create_dir(&drafts).expect("a folder");
    for name in ["a.txt", "b.txt"] {
        fs::write(drafts.join(name), DRAFT).expect("a draft");
    }
    for arguments in [
        &["facts", "-", "drafts", "--format", "jsonl"][..],
        &["check", "-", "drafts", "-c", "claims.yaml", "--jobs", "1"],
    ] {
        fs::write(drafts.join("a.txt"), DRAFT).expect("a draft");
        let mut child = held_open(folder.path(), arguments);
        fs::remove_file(drafts.join("a.txt")).expect("the draft goes");
        drop(child.stdin.take());
        let output = child.wait_with_output().expect("the program ends");
        refused(&output, &["drafts/a.txt", "there is no such file"]);
        assert!(String::from_utf8_lossy(&output.stdout).contains("drafts/b.txt"), "the other is read");
    }
}

#[test]
fn a_reader_who_leaves() {
    let folder = folder();
    fs::write(folder.path().join("draft.txt"), DRAFT.repeat(20_000)).expect("a long draft");
    for arguments in
        [&["facts", "draft.txt"][..], &["facts", "draft.txt", "--format", "json"], &["man"], &["schema"]]
    {
        let mut child = program(folder.path(), arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a start");
        let mut line = String::new();
        let mut reader = BufReader::with_capacity(16, child.stdout.take().expect("standard output"));
        reader.read_line(&mut line).expect("a line");
        drop(reader);
        let mut message = String::new();
        child.stderr.take().expect("standard error").read_to_string(&mut message).expect("text");
        assert_eq!(child.wait().expect("an end").code(), Some(0), "{arguments:?}: {message}");
        assert_eq!(message, "", "{arguments:?}");
    }
}

#[test]
fn a_signal_in_the_middle_of_a_report() {
    for signal in ["INT", "TERM", "HUP"] {
        let folder = folder();
        let arguments = ["facts", "--input", "jsonl", "--format", "jsonl=report.json", "-"];
        let mut child = program(folder.path(), &arguments)
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // The report is begun before the first line is read.
        let start = Instant::now();
        while fs::read_dir(folder.path()).expect("the folder").count() < 4 {
            assert!(start.elapsed() < Duration::from_secs(60), "no report is begun");
            std::thread::sleep(Duration::from_millis(5));
        }
        let kill = Command::new("sh").args(["-c", &format!("kill -{signal} {}", child.id())]).status();
        assert!(kill.expect("a shell").success());
        // Standard input stays open until the program has ended.
        let input = child.stdin.take();
        let status = child.wait().expect("an end");
        drop(input);
        let mut message = String::new();
        child.stderr.take().expect("standard error").read_to_string(&mut message).expect("text");
        assert_eq!(status.code(), Some(2), "{signal}: {message}");
        assert!(message.contains("stopped before the work was done; report.json is as it was"), "{message}");
        untouched(folder.path());
    }
}
