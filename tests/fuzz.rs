//! The fuzz targets without a fuzzer: the corpus that is kept, and what was found with it, is replayed.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests fail by panicking")]

#[path = "../fuzz/src/lib.rs"]
mod invariants;

use std::collections::BTreeSet;
use std::path::Path;

/// The files of a folder, in order.
fn files(folder: &str) -> Vec<std::path::PathBuf> {
    let folder = Path::new(folder).read_dir().unwrap_or_else(|error| panic!("{folder}: {error}"));
    let mut files: Vec<_> = folder.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

#[test]
fn the_corpus_holds() {
    for (name, target) in invariants::TARGETS {
        let files = files(&format!("fuzz/corpus/{name}"));
        assert!(!files.is_empty(), "{name} has no corpus");
        for file in files {
            let bytes = std::fs::read(&file).expect("a file of the corpus");
            let held = std::panic::catch_unwind(|| target(&bytes));
            assert!(held.is_ok(), "{} does not hold", file.display());
        }
    }
}

#[test]
fn every_target_is_built() {
    let stems = |folder: &str| -> BTreeSet<String> {
        files(folder).iter().filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned())).collect()
    };
    let names: BTreeSet<String> = invariants::TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(stems("fuzz/fuzz_targets"), names);
    assert_eq!(stems("fuzz/corpus"), names);
}
