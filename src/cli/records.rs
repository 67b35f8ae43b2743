//! The folder of records, `snapshots/records/` beside the `claims/` folder. Records name paths from there.
//!
//! A record says itself what it is of; its file name is for people. So a record is found by what it says, wherever an
//! earlier version or a person has put it, and two drafts never share one.

use super::args::Select;
use super::{paths, write};
use factlock::document::Document;
use factlock::report::CheckResult;
use factlock::report::record::{Change, Record};
use factlock::{Error, ErrorKind};
use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Where records lie.
const FOLDER: &str = "snapshots/records";

/// More than the first line of a record.
const HEAD_BYTES: u64 = 100;

/// The longest name that every file system takes, with room for the ending and for a temporary name.
const LONGEST: usize = 200;

/// The folder that records are kept for: the one that holds `claims/`.
pub struct Home {
    root: PathBuf,
    /// The records by what they are of: the claim file and the document, both named from the root.
    kept: BTreeMap<(String, String), (PathBuf, Record)>,
}

impl Home {
    /// The nearest folder upward that holds records or claims, as far as the root of the repository; else the working
    /// directory.
    ///
    /// # Errors
    /// When the records cannot be listed.
    pub fn find() -> Result<Self, Error> {
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
        let mut home = Self { root, kept: BTreeMap::new() };
        for path in home.files()? {
            // What is no record is missed where it is wanted.
            if let Ok(record) = read(&path) {
                home.kept.entry((record.claims.clone(), record.document.clone())).or_insert((path, record));
            }
        }
        Ok(home)
    }

    /// The folder of the records.
    fn folder(&self) -> PathBuf {
        self.root.join(FOLDER)
    }

    /// The files that may be records, sorted.
    fn files(&self) -> Result<Vec<PathBuf>, Error> {
        let folder = self.folder();
        let unread = |error: std::io::Error| {
            let message = format!("the records cannot be listed: {}", paths::plain(&error));
            Error::file(ErrorKind::Document, paths::shown(&folder), message)
                .hint("records lie in a folder of this name")
        };
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(unread(error)),
        };
        let mut files = Vec::new();
        for entry in entries {
            files.push(entry.map_err(unread)?.path());
        }
        files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
        files.sort();
        Ok(files)
    }

    /// A path as records name it: from the root, where it lies below it.
    fn named(&self, path: &str) -> String {
        let absolute = paths::absolute(Path::new(path));
        paths::slashed(absolute.strip_prefix(&self.root).unwrap_or(&absolute))
    }

    /// The record of a check as it is now.
    pub fn record(&self, check: &CheckResult) -> Record {
        Record::of(check, &self.named(&check.claims), &self.named(&check.document))
    }

    /// Where the record of a claim file and a document is kept, or is to be.
    fn path(&self, claims: &str, document: &str) -> PathBuf {
        if let Some((path, _)) = self.kept.get(&(claims.to_owned(), document.to_owned())) {
            return path.clone();
        }
        let path = self.folder().join(file_name(claims, document));
        match self.kept.values().any(|(taken, _)| *taken == path) {
            // An older record of another draft has the name.
            true => self.folder().join(distinct_name(claims, document)),
            false => path,
        }
    }

    /// What changed since each check was recorded; `None` for a check without a record. Where `select` takes only some
    /// claims, the others are not gone.
    ///
    /// # Errors
    /// A file in the place of a record that is none.
    pub fn changes(
        &self,
        check: &CheckResult,
        select: &Select,
    ) -> Result<Option<(Record, Vec<Change>)>, Error> {
        // Standard input is another text each time.
        if check.document == "-" {
            return Ok(None);
        }
        let (claims, document) = (self.named(&check.claims), self.named(&check.document));
        let path = self.path(&claims, &document);
        let Some((_, old)) = self.kept.get(&(claims, document)) else {
            return if path.exists() { read(&path).map(|_| None) } else { Ok(None) };
        };
        let new = self.record(check);
        let mut changes = old.changes(&new);
        let all = select.ids.is_empty() && select.tags.is_empty();
        changes.retain(|change| all || change.new.is_some());
        Ok(Some((old.clone(), changes)))
    }

    /// Writes a record, which from now on is what is kept; says where.
    pub fn keep(&mut self, record: &Record) -> Result<PathBuf, Vec<Error>> {
        write::make_folder(&self.folder())?;
        let path = self.path(&record.claims, &record.document);
        write::write_file(&path, |out| out.write_all(record.write().as_bytes())).map_err(|errors| {
            let hint = "records lie here and nowhere else: ask the owner of the folder, or work on a copy";
            errors.into_iter().map(|error| error.hint(hint)).collect::<Vec<_>>()
        })?;
        let of = (record.claims.clone(), record.document.clone());
        self.kept.insert(of, (path.clone(), record.clone()));
        Ok(path)
    }

    /// Records whose claim file or document is no longer there.
    pub fn orphans(&self) -> Vec<&Path> {
        let there = |path: &str| self.root.join(path).is_file();
        let all = self.kept.values();
        let orphans = all.filter(|(_, record)| !there(&record.claims) || !there(&record.document));
        orphans.map(|(path, _)| path.as_path()).collect()
    }
}

/// Whether a file is a record in a folder of records, of this project or another: nobody's draft.
pub fn is_record(path: &Path) -> bool {
    let filed = path.parent().is_some_and(|folder| paths::absolute(folder).ends_with(FOLDER));
    // A record may be long, and its first line says enough.
    let opens = |file: std::fs::File| {
        let mut head = Vec::new();
        file.take(HEAD_BYTES).read_to_end(&mut head).is_ok() && Record::opens(&head)
    };
    filed && std::fs::File::open(path).is_ok_and(opens)
}

/// Why there is nothing to compare a check with.
pub fn unrecorded(check: &CheckResult) -> Error {
    let message = format!("nothing was compared: no record says what {} made of it", check.claims);
    let error = Error::file(ErrorKind::Nothing, &check.document, message);
    error.hint(match check.document.as_str() {
        "-" => "standard input is not recorded: save it as a file",
        _ => "`factlock record` writes one",
    })
}

/// Reads a record.
fn read(path: &Path) -> Result<Record, Error> {
    let none = |message: String| {
        Error::file(ErrorKind::Document, paths::shown(path), message)
            .hint("take it away and run `factlock record`")
    };
    if path.is_dir() {
        return Err(none("this is a folder, in the place of a record".to_owned()));
    }
    let bytes = std::fs::read(path)
        .map_err(|error| none(format!("this record cannot be read: {}", paths::plain(&error))))?;
    let record = String::from_utf8(bytes).ok().and_then(|text| Record::read(&text));
    record.ok_or_else(|| none("this is no record".to_owned()))
}

/// The file name of a record: both paths with a hyphen for every slash. Where that leaves open which paths are meant
/// (they hold a hyphen, a space or the word between the two), a hash of them follows.
fn file_name(claims: &str, document: &str) -> String {
    let plain = |path: &str| {
        path.chars().all(|letter| letter.is_alphanumeric() || "._/".contains(letter))
            && path.split('/').all(|part| part != "on")
    };
    let flat = flat(claims, document);
    if plain(claims) && plain(document) && flat.len() <= LONGEST {
        return format!("{flat}.txt");
    }
    distinct_name(claims, document)
}

/// A file name that only this claim file and this document have; no other name holds a tilde.
fn distinct_name(claims: &str, document: &str) -> String {
    let flat = flat(claims, document);
    let hash = Document::fingerprint(format!("{claims}\0{document}").as_bytes());
    format!("{}~{}.txt", &flat[..flat.floor_char_boundary(LONGEST)], &hash[..8])
}

fn flat(claims: &str, document: &str) -> String {
    let kept = |letter: char| if letter.is_alphanumeric() || ".-_".contains(letter) { letter } else { '-' };
    format!("{claims} on {document}").chars().map(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_paths_make_a_plain_name() {
        assert_eq!(file_name("claims/visit.yaml", "drafts/a.md"), "claims-visit.yaml-on-drafts-a.md.txt");
    }

    #[test]
    fn no_two_drafts_share_a_name() {
        let pairs = [
            ("v.yaml", "a/b.md"),
            ("v.yaml", "a-b.md"),
            ("v.yaml", "a b.md"),
            ("v.yaml", "a?b.md"),
            ("v.yaml", "b/on/c"),
            ("v.yaml/on/b", "c"),
            ("v.yaml on a", "b.md"),
            ("v.yaml", "a on b.md"),
        ];
        let mut names: Vec<String> = pairs.map(|(claims, document)| file_name(claims, document)).to_vec();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), pairs.len());
    }

    #[test]
    fn long_paths_make_a_name_that_a_file_may_have() {
        let [one, other] =
            ["a", "b"].map(|end| file_name("v.yaml", &format!("{}{end}.md", "é/".repeat(300))));
        assert!(one.len() < 255 && one != other);
    }
}
