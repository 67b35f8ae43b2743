//! Files written so that a reader sees the old one or the new one, never half of it, whatever stops the program.

use super::{BROKEN, output, paths};
use factlock::{Error, ErrorKind};
use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use tempfile::NamedTempFile;

/// The temporary file that is being written, and the file it is to become, for whoever stops the program.
static UNFINISHED: Mutex<Option<[PathBuf; 2]>> = Mutex::new(None);

/// Writes a file in whole. What is no file (a pipe, a device) is written to as it is; a link stays, and what it leads to is
/// replaced.
pub fn write_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Vec<Error>> {
    written(path, write).map_err(|error| {
        let (message, hint) = reason(path, &error);
        vec![Error::file(ErrorKind::Output, paths::shown(path), message).hint(hint)]
    })
}

fn written(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let old = match fs::metadata(path) {
        Ok(old) if old.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(old) if !old.is_file() => return buffered(&mut File::options().write(true).open(path)?, write),
        Ok(old) => Some(old.permissions()),
        Err(_) => None,
    };
    let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let mut file = begin(&target, old)?;
    let result = buffered(file.as_file_mut(), write);
    // From here on nobody takes the temporary file away: it has become the file, or is gone with its handle.
    let mut unfinished = unfinished();
    let result = result.and_then(|()| file.persist(&target).map(|_| ()).map_err(|error| error.error));
    *unfinished = None;
    result
}

fn buffered(file: &mut File, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut buffer = BufWriter::new(file);
    write(&mut buffer)?;
    buffer.flush()
}

/// A temporary file beside the one it is to become, with the rights of that, or those of any new file.
fn begin(target: &Path, old: Option<Permissions>) -> io::Result<NamedTempFile> {
    static WATCH: Once = Once::new();
    // Fails only where somebody watches already.
    WATCH.call_once(|| drop(ctrlc::set_handler(stop)));
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(Permissions::from_mode(0o666));
    }
    let mut unfinished = unfinished();
    let file = builder.prefix(".factlock").tempfile_in(folder)?;
    *unfinished = Some([file.path().to_path_buf(), target.to_path_buf()]);
    if let Some(old) = old {
        file.as_file().set_permissions(old)?;
    }
    Ok(file)
}

fn unfinished() -> MutexGuard<'static, Option<[PathBuf; 2]>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends the program where a signal asks for it: a file half written is taken away first.
fn stop() {
    let unfinished = unfinished();
    let mut message = "stopped before the work was done".to_owned();
    if let Some([temporary, target]) = &*unfinished {
        // Nothing more can be done where this fails.
        let _ = fs::remove_file(temporary);
        let state = if target.exists() { "is as it was" } else { "was not written" };
        message += &format!("; {} {state}", paths::shown(target));
    }
    output::last_words(&Error::new(ErrorKind::Output, message));
    std::process::exit(i32::from(BROKEN));
}

/// Makes a folder and those it lies in, where they are not there.
pub fn make_folder(path: &Path) -> Result<(), Vec<Error>> {
    fs::create_dir_all(path).map_err(|error| {
        let (message, hint) = match error.kind() {
            io::ErrorKind::PermissionDenied => {
                ("this folder cannot be made: you are not allowed to write here".to_owned(), "ask its owner")
            }
            io::ErrorKind::ReadOnlyFilesystem => {
                ("this folder cannot be made: this disk can only be read".to_owned(), "work on a copy")
            }
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                ("this folder cannot be made: there is a file of this name".to_owned(), "take the file away")
            }
            _ => (format!("this folder cannot be made: {error}"), "make it by hand"),
        };
        vec![Error::file(ErrorKind::Output, paths::shown(path), message).hint(hint)]
    })
}

/// Why a file was not written, and what to do.
fn reason(path: &Path, error: &io::Error) -> (String, &'static str) {
    let intact = if path.is_file() { ", and the old one is as it was" } else { "" };
    let (why, hint) = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            ("the disk is full", "make room, or write elsewhere")
        }
        io::ErrorKind::FileTooLarge => ("it would be larger than is allowed here", "write it elsewhere"),
        io::ErrorKind::PermissionDenied => {
            ("you are not allowed to write in this folder", "write it elsewhere")
        }
        io::ErrorKind::ReadOnlyFilesystem => ("this disk can only be read", "write it elsewhere"),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            ("there is no such folder", "make the folder first")
        }
        io::ErrorKind::IsADirectory => ("it is a folder", "name a file in it"),
        _ => return (format!("it cannot be written: {error}{intact}"), "write it elsewhere"),
    };
    (format!("it cannot be written: {why}{intact}"), hint)
}
