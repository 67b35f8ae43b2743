//! `factlock record`: writes down what a check found, for later checks to compare with. Records lie in `snapshots/records/`
//! beside the `claims/` folder, and name paths from there.

use super::args::{self, Manners};
use super::run::Run;
use super::{HOLDS, output, paths, write};
use factlock::report::Results;
use factlock::report::record::{Change, Record};
use factlock::{Error, ErrorKind};
use std::path::{Path, PathBuf};

/// Where records lie.
const FOLDER: &str = "snapshots/records";

/// Runs the command.
pub fn run(args: &args::Record, manners: &Manners) -> Result<u8, Vec<Error>> {
    let results = complete(&args.select, manners)?;
    let home = Home::find();
    let mut written = String::new();
    for (record, path) in home.records(&results) {
        std::fs::create_dir_all(home.folder()).map_err(|error| {
            vec![Error::file(
                ErrorKind::Output,
                paths::shown(&home.folder()),
                format!("it cannot be made: {error}"),
            )]
        })?;
        write::write_file(&path, |out| out.write_all(record.write().as_bytes()))?;
        written += &format!("{}: {} claims recorded\n", paths::shown(&path), record.lines.len());
    }
    if !manners.quiet {
        output::print(written.as_bytes())?;
    }
    Ok(HOLDS)
}

/// The results of a whole run; half of one is not recorded.
pub fn complete(select: &args::Select, manners: &Manners) -> Result<Results, Vec<Error>> {
    let run = Run::new(select, None);
    let results = run.results(manners);
    if !run.errors.is_empty() {
        return Err(run.errors);
    }
    if results.summary.claims == 0 {
        return Err(vec![Error::new(ErrorKind::Nothing, "nothing was checked: no claim met a document")]);
    }
    Ok(results)
}

/// The folder that records are kept for: the one that holds `claims/`.
pub struct Home {
    root: PathBuf,
}

impl Home {
    /// The nearest folder upward that holds records or claims, as far as the root of the repository; else the working
    /// directory.
    pub fn find() -> Self {
        let here = paths::absolute(Path::new("."));
        let mut root = here.clone();
        for folder in here.ancestors() {
            if folder.join(FOLDER).is_dir() || folder.join("claims").is_dir() {
                root = folder.to_path_buf();
                break;
            }
            if folder.join(".git").exists() {
                break;
            }
        }
        Self { root }
    }

    /// The folder of the records.
    pub fn folder(&self) -> PathBuf {
        self.root.join(FOLDER)
    }

    /// A path as records name it: from the root, where it lies below it.
    fn named(&self, path: &str) -> String {
        let absolute = paths::absolute(Path::new(path));
        let path = absolute.strip_prefix(&self.root).unwrap_or(&absolute);
        path.to_string_lossy().replace('\\', "/")
    }

    /// The record of each check as it is now, and where it is kept.
    pub fn records(&self, results: &Results) -> Vec<(Record, PathBuf)> {
        let record = |check| {
            let record: Record = self.record(check);
            let path = self.path(&record.claims, &record.document);
            (record, path)
        };
        results.checks.iter().map(record).collect()
    }

    fn record(&self, check: &factlock::report::CheckResult) -> Record {
        Record::of(check, &self.named(&check.claims), &self.named(&check.document))
    }

    /// Where the record of a claim file and a document is kept, both named from the root.
    fn path(&self, claims: &str, document: &str) -> PathBuf {
        let name = format!("{claims} on {document}.txt");
        let kept =
            |letter: char| if letter.is_alphanumeric() || ".-_".contains(letter) { letter } else { '-' };
        self.folder().join(name.chars().map(kept).collect::<String>())
    }

    /// What changed since each check was recorded; `None` for a check without a record.
    ///
    /// # Errors
    /// A file in the place of a record that is none.
    pub fn changes(
        &self,
        check: &factlock::report::CheckResult,
    ) -> Result<Option<(Record, Vec<Change>)>, Error> {
        let path = self.path(&self.named(&check.claims), &self.named(&check.document));
        let Ok(text) = std::fs::read_to_string(&path) else { return Ok(None) };
        let old = Record::read(&text).ok_or_else(|| {
            Error::file(ErrorKind::Document, paths::shown(&path), "this is no record")
                .hint("delete it and run `factlock record`")
        })?;
        let new = self.record(check);
        let changes = old.changes(&new);
        Ok(Some((old, changes)))
    }

    /// Writes a record back.
    pub fn keep(&self, record: &Record) -> Result<(), Vec<Error>> {
        let path = self.path(&record.claims, &record.document);
        write::write_file(&path, |out| out.write_all(record.write().as_bytes()))
    }

    /// Records whose claim file or document is no longer there.
    pub fn orphans(&self) -> Vec<PathBuf> {
        let there = |path: &str| self.root.join(path).is_file();
        let orphan = |path: &PathBuf| {
            let record = std::fs::read_to_string(path).ok().and_then(|text| Record::read(&text));
            record.is_some_and(|record| !there(&record.claims) || !there(&record.document))
        };
        let all = paths::below(&self.folder(), |path| path.extension().is_some_and(|ending| ending == "txt"));
        all.into_iter().filter(orphan).collect()
    }
}
