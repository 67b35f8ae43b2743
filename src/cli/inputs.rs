//! Which documents and which claim files a command works on.

use super::args::{Reading, Revisions, Select};
use super::paths::{self, Glob, Lost, Walked};
use super::records;
use factlock::claim::{self, ClaimFile};
use factlock::document::{Document, Format, ReadOptions, open};
use factlock::{Error, ErrorKind};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// What to read: a file, or standard input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    Stdin,
    File(PathBuf),
    /// What was asked for and cannot be had: an error when it is to be read.
    Lost(Lost),
}

impl Input {
    /// The path to show.
    pub fn shown(&self) -> String {
        match self {
            Input::Stdin => "-".to_owned(),
            Input::File(path) => paths::shown(path),
            Input::Lost(lost) => paths::shown(&lost.path),
        }
    }

    /// The bytes.
    pub fn bytes(&self) -> Result<Vec<u8>, Error> {
        match self {
            Input::Stdin => open::read_stream("-", std::io::stdin().lock()),
            Input::File(path) => open::read_file(path),
            Input::Lost(lost) => Err(self.lost(lost)),
        }
    }

    /// The format to read it as: `--as`, else what its name says, else plain text for standard input.
    pub fn format(&self, reading: &Reading) -> Option<Format> {
        let named = || match self {
            Input::Stdin => Some(Format::Text),
            Input::File(path) => path.to_str().and_then(Format::of_path),
            Input::Lost(_) => None,
        };
        reading.as_format.or_else(named)
    }

    /// The document.
    pub fn document(&self, reading: &Reading) -> Result<Document, Error> {
        let mut document = Document::from_vec(&self.shown(), self.bytes()?, options(self, reading))?;
        document.written = reading.written.or(document.written);
        Ok(document)
    }

    /// The file, if it is one.
    pub fn file(&self) -> Option<PathBuf> {
        match self {
            Input::File(path) => Some(path.clone()),
            Input::Stdin | Input::Lost(_) => None,
        }
    }

    fn lost(&self, lost: &Lost) -> Error {
        Error::file(ErrorKind::Document, self.shown(), &lost.message).hint(&lost.hint)
    }

    /// The bytes, a buffer at a time.
    pub fn reader(&self) -> Result<Box<dyn BufRead>, Error> {
        match self {
            Input::Stdin => Ok(Box::new(BufReader::new(std::io::stdin()))),
            Input::File(path) => match std::fs::File::open(path) {
                Ok(file) => Ok(Box::new(BufReader::new(file))),
                Err(error) => Err(unreadable(self, &error)),
            },
            Input::Lost(lost) => Err(self.lost(lost)),
        }
    }
}

/// How to read an input.
pub fn options(input: &Input, reading: &Reading) -> ReadOptions {
    ReadOptions { format: input.format(reading), original: reading.revisions == Revisions::Original }
}

/// The error with this message, where none of the documents holds any text.
pub fn without_text<'d>(documents: impl IntoIterator<Item = &'d Document>, message: &str) -> Option<Error> {
    let blank = documents.into_iter().all(|document| document.prose().trim().is_empty());
    let error = || Error::new(ErrorKind::Nothing, message);
    blank.then(|| error().hint("the files are empty, or hold nothing that is read as prose"))
}

fn unreadable(input: &Input, error: &std::io::Error) -> Error {
    Error::file(ErrorKind::Document, input.shown(), format!("it cannot be read: {}", paths::plain(error)))
}

/// What is looked for in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    Documents,
    Claims,
    Results,
}

impl Wanted {
    fn fits(self, path: &Path) -> bool {
        match self {
            Wanted::Documents => paths::is_document(path),
            Wanted::Claims => paths::is_yaml(path),
            Wanted::Results => path.extension().is_some_and(|ending| ending == "json"),
        }
    }

    /// What to know where a folder holds nothing of the kind.
    const fn hint(self) -> &'static str {
        match self {
            Wanted::Documents => {
                "plain text, Markdown, HTML, Word, OpenDocument and PDF can be read; hidden files and what .gitignore names \
                 are left out"
            }
            Wanted::Claims => "claim files end in .yaml; hidden files and what .gitignore names are left out",
            Wanted::Results => {
                "saved results end in .json; hidden files and what .gitignore names are left out"
            }
        }
    }
}

/// What arguments name.
#[derive(Debug, Default)]
pub struct Found {
    /// Sorted, each once. What cannot be had is among them.
    pub inputs: Vec<Input>,
    /// What looks like a document, was come across, and is not read.
    pub unread: BTreeSet<PathBuf>,
}

impl Found {
    fn add(&mut self, other: Found) {
        self.inputs.extend(other.inputs);
        self.unread.extend(other.unread);
    }

    fn sorted(mut self) -> Found {
        self.inputs.sort_by_key(|input| (input.shown(), input.clone()));
        self.inputs.dedup();
        self
    }
}

/// The inputs that arguments name: files as they are, folders walked, globs matched.
pub fn expand(arguments: &[String], wanted: Wanted) -> Result<Found, Error> {
    let mut found = Found::default();
    for argument in arguments {
        if argument == "-" {
            found.inputs.push(Input::Stdin);
        } else {
            let hint = "check its spelling; * stands for any part of a name, ** for any folders";
            found.add(at(Path::new(""), argument, wanted, hint)?);
        }
    }
    Ok(found.sorted())
}

/// The inputs that a path or glob names, seen from the folder `base`; `hint` for one that names nothing.
fn at(base: &Path, argument: &str, wanted: Wanted, hint: &str) -> Result<Found, Error> {
    let path = base.join(argument);
    let lost = |message: &str, hint: &str| {
        Input::Lost(Lost { path: paths::clean(&path), message: message.to_owned(), hint: hint.to_owned() })
    };
    let (mut walked, nothing) = if path.is_dir() {
        (
            paths::below(&path, |path| wanted.fits(path)),
            lost("there is nothing to read in this folder", wanted.hint()),
        )
    } else if path.exists() || !paths::is_glob(argument) {
        return Ok(Found { inputs: vec![Input::File(paths::clean(&path))], ..Found::default() });
    } else {
        let base = if base.as_os_str().is_empty() { Path::new(".") } else { base };
        (Glob::new(base, argument)?.files(), lost("no file matches this", hint))
    };
    // What was recorded of drafts is no draft, wherever it is come across.
    walked.files.retain(|path| wanted != Wanted::Documents || !records::is_record(path));
    let mut found = found(walked, wanted);
    if found.inputs.is_empty() {
        found.inputs.push(nothing);
    }
    Ok(found)
}

/// What a walk has found, and what it could not look at.
fn found(walked: Walked, wanted: Wanted) -> Found {
    let Walked { files, lost, mut unread } = walked;
    // A source text among claim files is in its place; a link that leads to no claim file is not.
    unread.retain(|path| wanted == Wanted::Documents || wanted.fits(path) || path.is_dir());
    let inputs = files.into_iter().map(Input::File).chain(lost.into_iter().map(Input::Lost)).collect();
    Found { inputs, unread: unread.into_iter().collect() }
}

/// The claim files to use and the documents named beside them.
#[derive(Debug, Default)]
pub struct Chosen {
    pub claims: Vec<Input>,
    /// Whether the claim files were named rather than found.
    pub named: bool,
    pub documents: Vec<Input>,
    /// What looks like a document or a claim file and is not read.
    pub unread: BTreeSet<PathBuf>,
}

/// Sorts arguments into claim files and documents; finds the claim files where none is named.
pub fn choose(select: &Select) -> Result<Chosen, Error> {
    let is_claims = |text: &&String| paths::is_yaml(Path::new(text.as_str()));
    let (claims, documents): (Vec<&String>, Vec<&String>) = select.documents.iter().partition(is_claims);
    let claims: Vec<String> = select.claims.iter().chain(claims).cloned().collect();
    let documents: Vec<String> = documents.into_iter().cloned().collect();
    let Found { inputs: documents, mut unread } = expand(&documents, Wanted::Documents)?;
    let named = !claims.is_empty();
    let found = if named {
        let files = expand(&claims, Wanted::Claims)?;
        if files.inputs.contains(&Input::Stdin) {
            return Err(Error::new(ErrorKind::Usage, "claims cannot come from standard input"));
        }
        files
    } else {
        nearest_claims()?
    };
    unread.extend(found.unread);
    Ok(Chosen { claims: found.inputs, named, documents, unread })
}

/// The claim files of the nearest `claims/` folder, upward to the root of the repository.
fn nearest_claims() -> Result<Found, Error> {
    let here = std::env::current_dir().map_err(|error| {
        Error::new(ErrorKind::Usage, format!("the working directory cannot be read: {error}"))
    })?;
    for (up, folder) in here.ancestors().enumerate() {
        let claims = folder.join("claims");
        if claims.is_dir() {
            // Relative to the working directory, as the user would write it.
            let relative = (0..up).fold(PathBuf::new(), |path, _| path.join("..")).join("claims");
            let claims = found(paths::below(&relative, paths::is_yaml), Wanted::Claims);
            if claims.inputs.is_empty() {
                let shown = paths::shown(&relative);
                return Err(Error::file(ErrorKind::Nothing, shown, "this folder holds no claim file")
                    .hint("claim files end in .yaml"));
            }
            return Ok(claims);
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    Err(Error::new(ErrorKind::Nothing, "there are no claims to check")
        .hint("say which with -c CLAIMS, or put claim files into a folder named claims/"))
}

/// Loads claim files; all faults of all files come back together.
pub fn load(inputs: &[Input]) -> Result<Vec<ClaimFile>, Vec<Error>> {
    let mut files = Vec::new();
    let mut errors = Vec::new();
    for input in inputs {
        let shown = input.shown();
        let loaded = input
            .bytes()
            .map_err(|error| vec![Error { kind: ErrorKind::Claims, ..error }])
            .and_then(|bytes| claim::load(&shown, &bytes));
        match loaded {
            Ok(file) => files.push(file),
            Err(faults) => errors.extend(faults),
        }
    }
    if errors.is_empty() { Ok(files) } else { Err(errors) }
}

/// The documents that a claim file names itself.
pub fn own_documents(file: &ClaimFile) -> Result<Found, Error> {
    if file.documents.is_empty() {
        let message = "this claim file names no document, and none was given";
        return Err(Error::file(ErrorKind::Nothing, &file.path, message)
            .hint("say which document to check, or name it under \"documents:\""));
    }
    let folder = folder_of(file);
    let hint = format!("{} names it under \"documents:\"", file.path);
    let mut found = Found::default();
    for pattern in &file.documents {
        let one = at(&folder, pattern, Wanted::Documents, &hint)
            .map_err(|error| Error { hint: Some(hint.clone()), ..error })?;
        let inputs = one.inputs.into_iter().map(|input| match input {
            Input::File(path) if !path.exists() => {
                Input::Lost(Lost { path, message: "there is no such file".to_owned(), hint: hint.clone() })
            }
            input => input,
        });
        found.add(Found { inputs: inputs.collect(), unread: one.unread });
    }
    Ok(found.sorted())
}

/// Whether a claim file names a document among its own.
pub fn names(file: &ClaimFile, document: &Input) -> Result<bool, Error> {
    let Input::File(path) = document else { return Ok(false) };
    let folder = folder_of(file);
    for pattern in &file.documents {
        if paths::absolute(path).starts_with(paths::absolute(&folder.join(pattern)))
            || Glob::new(&folder, pattern)?.matches(path)
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn folder_of(file: &ClaimFile) -> PathBuf {
    Path::new(&file.path).parent().map(Path::to_path_buf).unwrap_or_default()
}
