//! Files that a person takes for documents and that no walk reads: they are named, so that nobody takes them for checked.

use super::args::Manners;
use super::{output, paths};
use factlock::report::clean;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// How many are named unless more are asked for.
const NAMED: usize = 10;

static ENDINGS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let rows = include_str!("table/unread.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split('\t').next()).collect()
});

/// Whether a file that is not read has the ending of a document.
pub fn is_document(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(ending.as_str()))
}

/// Tells on standard error which files were left out.
pub fn tell(unread: &BTreeSet<PathBuf>, manners: &Manners) {
    if unread.is_empty() || manners.quiet {
        return;
    }
    let most = if manners.verbose > 0 { usize::MAX } else { NAMED };
    let mut names: Vec<String> = unread.iter().take(most).map(|path| shown(path)).collect();
    if unread.len() > most {
        names.push(format!("and {} more (-v lists them)", unread.len() - most));
    }
    output::aside(&format!("not read ({}): {}\n", unread.len(), names.join(", ")));
}

/// A path, with a word about it where its ending does not say why it was left out.
fn shown(path: &Path) -> String {
    let name = clean::line(&paths::shown(path));
    let why = match (path.is_symlink(), path.is_dir()) {
        (true, true) => " (a link to a folder)",
        (true, false) if !path.exists() => " (a link to nothing)",
        _ => "",
    };
    format!("{name}{why}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_not_told_as_unread() {
        assert!(is_document(Path::new("Notes.RTF")));
        let read = ENDINGS.iter().find(|ending| paths::is_document(Path::new(&format!("a.{ending}"))));
        assert_eq!(read, None);
    }
}
