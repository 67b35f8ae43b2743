//! Which documents and which claim files a command works on.

use super::args::{Reading, Revisions, Select};
use super::paths::{self, Glob};
use factlock::claim::{self, ClaimFile};
use factlock::document::{Document, Format, ReadOptions, open};
use factlock::{Error, ErrorKind};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// What to read: a file, or standard input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    Stdin,
    File(PathBuf),
}

impl Input {
    /// The path to show.
    pub fn shown(&self) -> String {
        match self {
            Input::Stdin => "-".to_owned(),
            Input::File(path) => paths::shown(path),
        }
    }

    /// The bytes.
    pub fn bytes(&self) -> Result<Vec<u8>, Error> {
        match self {
            Input::Stdin => open::read_stream("-", std::io::stdin().lock()),
            Input::File(path) => open::read_file(path),
        }
    }

    /// The format to read it as: `--as`, else what its name says, else plain text for standard input.
    pub fn format(&self, reading: &Reading) -> Option<Format> {
        let named = || match self {
            Input::Stdin => Some(Format::Text),
            Input::File(path) => path.to_str().and_then(Format::of_path),
        };
        reading.as_format.or_else(named)
    }

    /// The document.
    pub fn document(&self, reading: &Reading) -> Result<Document, Error> {
        let mut document = Document::from_vec(&self.shown(), self.bytes()?, options(self, reading))?;
        document.written = reading.written.or(document.written);
        Ok(document)
    }

    /// The bytes, a buffer at a time.
    pub fn reader(&self) -> Result<Box<dyn BufRead>, Error> {
        match self {
            Input::Stdin => Ok(Box::new(BufReader::new(std::io::stdin()))),
            Input::File(path) => match std::fs::File::open(path) {
                Ok(file) => Ok(Box::new(BufReader::new(file))),
                Err(error) => Err(unreadable(self, &error)),
            },
        }
    }
}

/// How to read an input.
pub fn options(input: &Input, reading: &Reading) -> ReadOptions {
    ReadOptions { format: input.format(reading), original: reading.revisions == Revisions::Original }
}

fn unreadable(input: &Input, error: &std::io::Error) -> Error {
    Error::file(ErrorKind::Document, input.shown(), format!("it cannot be read: {}", paths::plain(error)))
}

/// The inputs that arguments name: files as they are, folders walked, globs matched; sorted, each once.
pub fn expand(arguments: &[String], wanted: impl Fn(&Path) -> bool) -> Result<Vec<Input>, Error> {
    let mut found = Vec::new();
    for argument in arguments {
        let path = Path::new(argument);
        if argument == "-" {
            found.push(Input::Stdin);
        } else if path.is_dir() {
            let files = paths::below(path, &wanted);
            if files.is_empty() {
                return Err(Error::file(
                    ErrorKind::Nothing,
                    paths::shown(path),
                    "nothing in this folder can be read",
                )
                .hint("text, Markdown, HTML and Word documents can"));
            }
            found.extend(files.into_iter().map(|file| Input::File(paths::clean(&file))));
        } else if path.exists() || !paths::is_glob(argument) {
            found.push(Input::File(paths::clean(path)));
        } else {
            let files = Glob::new(Path::new("."), argument)?.files();
            if files.is_empty() {
                return Err(Error::new(ErrorKind::Nothing, format!("no file matches \"{argument}\"")));
            }
            found.extend(files.into_iter().map(Input::File));
        }
    }
    found.sort_by_key(Input::shown);
    found.dedup_by_key(|input| input.shown());
    Ok(found)
}

/// The claim files to use and the documents named beside them.
#[derive(Debug, Default)]
pub struct Chosen {
    pub claims: Vec<PathBuf>,
    /// Whether the claim files were named rather than found.
    pub named: bool,
    pub documents: Vec<Input>,
}

/// Sorts arguments into claim files and documents; finds the claim files where none is named.
pub fn choose(select: &Select) -> Result<Chosen, Error> {
    let is_claims = |text: &&String| paths::is_yaml(Path::new(text.as_str()));
    let (claims, documents): (Vec<&String>, Vec<&String>) = select.documents.iter().partition(is_claims);
    let claims: Vec<String> = select.claims.iter().chain(claims).cloned().collect();
    let documents: Vec<String> = documents.into_iter().cloned().collect();
    let documents = expand(&documents, paths::is_document)?;
    let named = !claims.is_empty();
    let found = if named {
        let files = expand(&claims, paths::is_yaml)?;
        if files.contains(&Input::Stdin) {
            return Err(Error::new(ErrorKind::Usage, "claims cannot come from standard input"));
        }
        files
            .into_iter()
            .filter_map(|file| if let Input::File(path) = file { Some(path) } else { None })
            .collect()
    } else {
        nearest_claims()?
    };
    Ok(Chosen { claims: found, named, documents })
}

/// The claim files of the nearest `claims/` folder, upward to the root of the repository.
fn nearest_claims() -> Result<Vec<PathBuf>, Error> {
    let here = std::env::current_dir().map_err(|error| {
        Error::new(ErrorKind::Usage, format!("the working directory cannot be read: {error}"))
    })?;
    for (up, folder) in here.ancestors().enumerate() {
        let claims = folder.join("claims");
        if claims.is_dir() {
            // Relative to the working directory, as the user would write it.
            let relative = (0..up).fold(PathBuf::new(), |path, _| path.join("..")).join("claims");
            let files = paths::below(&relative, paths::is_yaml);
            if files.is_empty() {
                let shown = paths::shown(&relative);
                return Err(Error::file(ErrorKind::Nothing, shown, "this folder holds no claim file")
                    .hint("claim files end in .yaml"));
            }
            return Ok(files);
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    Err(Error::new(ErrorKind::Nothing, "there are no claims to check")
        .hint("say which with -c CLAIMS, or put claim files into a folder named claims/"))
}

/// Loads claim files; all faults of all files come back together.
pub fn load(paths: &[PathBuf]) -> Result<Vec<ClaimFile>, Vec<Error>> {
    let mut files = Vec::new();
    let mut errors = Vec::new();
    for path in paths {
        let shown = paths::shown(path);
        let loaded = Input::File(path.clone())
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
pub fn own_documents(file: &ClaimFile) -> Result<Vec<Input>, Error> {
    let folder = folder_of(file);
    let mut found = Vec::new();
    for pattern in &file.documents {
        let plain = folder.join(pattern);
        if plain.is_file() {
            found.push(Input::File(paths::clean(&plain)));
        } else {
            let files = Glob::new(&folder, pattern)?.files();
            if files.is_empty() && !paths::is_glob(pattern) {
                return Err(Error::file(
                    ErrorKind::Nothing,
                    &file.path,
                    format!("its document {pattern} is not there"),
                ));
            }
            found.extend(files.into_iter().map(Input::File));
        }
    }
    found.sort_by_key(Input::shown);
    found.dedup_by_key(|input| input.shown());
    if found.is_empty() {
        return Err(match file.documents.is_empty() {
            true => Error::file(
                ErrorKind::Nothing,
                &file.path,
                "this claim file names no document, and none was given",
            )
            .hint("say which document to check, or name it under \"documents:\""),
            false => Error::file(ErrorKind::Nothing, &file.path, "its \"documents:\" match no file"),
        });
    }
    Ok(found)
}

/// Whether a claim file names a document among its own.
pub fn names(file: &ClaimFile, document: &Input) -> Result<bool, Error> {
    let Input::File(path) = document else { return Ok(false) };
    let folder = folder_of(file);
    for pattern in &file.documents {
        if paths::absolute(&folder.join(pattern)) == paths::absolute(path)
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
