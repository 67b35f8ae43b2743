//! Paths as they are shown, and files as they are found.

use super::unread;
use factlock::document::Format;
use factlock::{Error, ErrorKind};
use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

/// A path relative to the working directory where it lies below it, with `/`, without `.` and needless `..`.
pub fn shown(path: &Path) -> String {
    let clean = clean(path);
    let below =
        std::env::current_dir().ok().and_then(|here| clean.strip_prefix(here).map(Path::to_path_buf).ok());
    let path = below.filter(|path| !path.as_os_str().is_empty()).unwrap_or(clean);
    slashed(&path)
}

/// A path with `/` between its parts. Where the system has another separator, a backslash is a letter of a name.
pub fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// What the system says of a failed read, without its number.
pub fn plain(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "reading it is not allowed".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        std::io::ErrorKind::NotADirectory => "it is no folder".to_owned(),
        _ => error.to_string(),
    }
}

/// A path without `.` and without `..` behind a named folder.
pub fn clean(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    if out.as_os_str().is_empty() { PathBuf::from(".") } else { out }
}

/// A path from the root, for comparing.
pub fn absolute(path: &Path) -> PathBuf {
    clean(&std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()))
}

/// A path with all links followed, for telling whether two lead to one file; the file need not be there yet.
pub fn place(path: &Path) -> PathBuf {
    let absolute = absolute(path);
    let folder = || absolute.parent().and_then(|folder| folder.canonicalize().ok()).zip(absolute.file_name());
    path.canonicalize()
        .ok()
        .or_else(|| folder().map(|(folder, name)| folder.join(name)))
        .unwrap_or(absolute.clone())
}

/// Whether a path is written as a glob.
pub fn is_glob(text: &str) -> bool {
    text.contains(['*', '?', '[', '{'])
}

/// Whether a path has the ending of a claim file.
pub fn is_yaml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml"))
}

/// Whether a path has the ending of a document that can be read.
pub fn is_document(path: &Path) -> bool {
    Format::of_path(&path.to_string_lossy()).is_some()
}

/// Something that was wanted and cannot be had: a folder that may not be looked into, a name that no report can show.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lost {
    pub path: PathBuf,
    pub message: String,
    pub hint: String,
}

/// What a walk has found, each sorted.
#[derive(Debug, Default)]
pub struct Walked {
    pub files: Vec<PathBuf>,
    pub lost: Vec<Lost>,
    /// What looks like a document and was left out.
    pub unread: Vec<PathBuf>,
}

/// The files below a folder for which `wanted` holds. What `.gitignore` names and hidden files are left out; what cannot
/// be looked at is told. A link counts as the file it leads to, unless that was found itself.
pub fn below(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Walked {
    let mut walked = Walked::default();
    let mut links: Vec<PathBuf> = Vec::new();
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                walked.lost.push(unwalked(folder, &error));
                continue;
            }
        };
        let (path, kind) = (clean(entry.path()), entry.file_type());
        if entry.depth() > 0 && kind.is_some_and(|kind| kind.is_symlink()) {
            links.push(path);
        } else if kind.is_some_and(|kind| kind.is_file()) {
            walked.meet(path, &wanted);
        }
    }
    let met: BTreeSet<PathBuf> = walked.files.iter().map(|path| place(path)).collect();
    for link in links {
        match std::fs::metadata(&link) {
            Ok(target) if target.is_file() && met.contains(&place(&link)) => {}
            Ok(target) if target.is_file() => walked.meet(link, &wanted),
            // What lies behind it is not looked at: links may lead in circles.
            Ok(target) if target.is_dir() => walked.unread.push(link),
            Err(_) if wanted(&link) || unread::is_document(&link) => walked.unread.push(link),
            _ => {}
        }
    }
    walked.files.sort();
    walked.lost.sort();
    walked.unread.sort();
    walked
}

impl Walked {
    /// Takes a file, or tells that it is left out.
    fn meet(&mut self, path: PathBuf, wanted: impl Fn(&Path) -> bool) {
        match (wanted(&path), path.to_str()) {
            (true, Some(_)) => self.files.push(path),
            (true, None) => self.lost.push(Lost {
                path,
                message: "the name of this file is not Unicode (UTF-8), so that no report can give it"
                    .to_owned(),
                hint: "rename it".to_owned(),
            }),
            (false, _) if unread::is_document(&path) => self.unread.push(path),
            (false, _) => {}
        }
    }
}

/// What a walk could not look into.
fn unwalked(folder: &Path, error: &ignore::Error) -> Lost {
    fn place(error: &ignore::Error) -> Option<&Path> {
        match error {
            ignore::Error::WithPath { path, .. } => Some(path),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
            _ => None,
        }
    }
    let why = error.io_error().map_or_else(|| error.to_string(), plain);
    Lost {
        path: clean(place(error).unwrap_or(folder)),
        message: format!("this folder was left out: {why}"),
        hint: "ask its owner, or name the documents one by one".to_owned(),
    }
}

/// A glob made absolute from `base`: the folder to walk, and what its files must match.
pub struct Glob {
    folder: PathBuf,
    matcher: GlobMatcher,
}

impl Glob {
    /// Reads `pattern` relative to `base`.
    ///
    /// # Errors
    /// When the pattern is no glob.
    pub fn new(base: &Path, pattern: &str) -> Result<Glob, Error> {
        // Everything before the first special part is a folder; only the rest is a pattern.
        let parts: Vec<&str> = pattern.split('/').collect();
        let plain = parts.iter().take_while(|part| !is_glob(part)).count().min(parts.len().saturating_sub(1));
        let (folder, rest) = parts.split_at(plain);
        let rooted = if pattern.starts_with('/') { PathBuf::from("/") } else { base.to_path_buf() };
        let folder = clean(&folder.iter().fold(rooted, |path, part| path.join(part)));
        let root = absolute(&folder);
        let root = globset::escape(root.to_string_lossy().trim_end_matches('/'));
        let whole = format!("{root}/{}", rest.join("/"));
        let matcher = GlobBuilder::new(&whole)
            .literal_separator(true)
            .build()
            .map_err(|error| {
                Error::new(ErrorKind::Usage, format!("\"{pattern}\" is no glob: {}", error.kind()))
                    .hint("* stands for any part of a name, ** for any folders")
            })?
            .compile_matcher();
        Ok(Glob { folder, matcher })
    }

    /// Whether a path matches.
    pub fn matches(&self, path: &Path) -> bool {
        self.matcher.is_match(absolute(path))
    }

    /// The files that match.
    pub fn files(&self) -> Walked {
        // A folder that is not there holds nothing that matches.
        if !self.folder.is_dir() {
            return Walked::default();
        }
        let mut walked = below(&self.folder, |path| self.matches(path));
        walked.unread.retain(|path| self.matches(path));
        walked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_cleaned() {
        assert_eq!(clean(Path::new("./a/../b/./c")), Path::new("b/c"));
        assert_eq!(clean(Path::new("../a")), Path::new("../a"));
        assert_eq!(clean(Path::new("a/..")), Path::new("."));
    }

    #[test]
    fn globs_are_read_from_their_folder() {
        let glob = Glob::new(Path::new("/x/claims"), "../drafts/*.md").unwrap();
        assert!(glob.matches(Path::new("/x/drafts/a.md")));
        assert!(!glob.matches(Path::new("/x/drafts/old/a.md")));
        assert!(Glob::new(Path::new("/x[1]"), "a.md").unwrap().matches(Path::new("/x[1]/a.md")));
        assert!(Glob::new(Path::new("/"), "a[").is_err());
    }
}
