//! Where reports and errors go: standard output, standard error, files.

use super::args::{Color, Manners, Sink};
use super::{HOLDS, paths};
use factlock::report::{Format, Report, Style, diagnostic};
use factlock::{Error, ErrorKind};
use indicatif::ProgressBar;
use std::collections::BTreeSet;
use std::io::{IsTerminal as _, Write};
use std::path::{Path, PathBuf};

/// Prints bytes on standard output. A reader that has left is no error.
pub fn print(bytes: &[u8]) -> Result<(), Vec<Error>> {
    let mut out = std::io::stdout().lock();
    heard(out.write_all(bytes).and_then(|()| out.flush()))
}

/// The error of a write to standard output, unless its reader has left.
pub fn heard(written: std::io::Result<()>) -> Result<(), Vec<Error>> {
    match written {
        Err(error) if error.kind() == std::io::ErrorKind::StorageFull => {
            let error = Error::new(ErrorKind::Output, "standard output cannot be written: the disk is full");
            Err(vec![error.hint("make room, or write elsewhere")])
        }
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(vec![Error::new(ErrorKind::Output, format!("standard output cannot be written: {error}"))])
        }
        _ => Ok(()),
    }
}

/// Shows errors on standard error.
pub fn errors(errors: &[Error], manners: &Manners) {
    let err = std::io::stderr();
    let colour = coloured(manners, || anstream::AutoStream::choice(&err));
    let text: String = errors.iter().map(|error| diagnostic::render(error, colour)).collect();
    // Nobody is left to be told when this fails.
    let _ = err.lock().write_all(text.as_bytes());
}

/// Says something beside the report, on standard error.
pub fn aside(text: &str) {
    // Nobody is left to be told when this fails.
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Shows an error before the program is ended from outside.
pub fn last_words(error: &Error) {
    let _ = std::io::stderr().lock().write_all(diagnostic::render(error, false).as_bytes());
}

/// The style of standard output.
pub fn style(manners: &Manners) -> Style {
    let out = std::io::stdout();
    let width =
        out.is_terminal().then(terminal_size::terminal_size).flatten().map(|(width, _)| usize::from(width.0));
    Style {
        colour: coloured(manners, || anstream::AutoStream::choice(&out)),
        width: width.map_or(Style::default().width, |width| width.clamp(50, 140)),
        verbose: manners.verbose,
        // Where both go to one screen, nobody wants to read an error twice.
        told: out.is_terminal() && std::io::stderr().is_terminal(),
    }
}

fn coloured(manners: &Manners, auto: impl Fn() -> anstream::ColorChoice) -> bool {
    match manners.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => auto() != anstream::ColorChoice::Never,
    }
}

/// A bar on standard error for work on many documents; invisible where standard error is no terminal.
pub fn progress(documents: usize, manners: &Manners) -> ProgressBar {
    /// Fewer are done before anybody looks.
    const MANY: usize = 50;
    if documents < MANY || !is_watched(manners) {
        return ProgressBar::hidden();
    }
    ProgressBar::new(documents as u64)
}

/// Whether somebody may be waiting at a terminal.
fn is_watched(manners: &Manners) -> bool {
    !manners.quiet && std::io::stderr().is_terminal()
}

/// A sign on standard error that work on so many bytes of text goes on; invisible where standard error is no terminal.
pub fn waiting(bytes: usize, message: &'static str, manners: &Manners) -> ProgressBar {
    /// Less is done before anybody looks.
    const MUCH: usize = 20_000;
    if bytes < MUCH || !is_watched(manners) {
        return ProgressBar::hidden();
    }
    let sign = ProgressBar::new_spinner().with_message(message);
    sign.enable_steady_tick(std::time::Duration::from_millis(100));
    sign
}

/// Prints or writes every report that was asked for.
pub fn report(
    sinks: &[Sink<&'static Format>],
    report: &Report<'_>,
    manners: &Manners,
    status: u8,
) -> Result<(), Vec<Error>> {
    reports(sinks, manners, status, |format, style| (format.render)(report, style))
}

/// The same with reports that `render` makes.
pub fn reports(
    sinks: &[Sink<&'static Format>],
    manners: &Manners,
    status: u8,
    render: impl Fn(&'static Format, &Style) -> String,
) -> Result<(), Vec<Error>> {
    for sink in sinks {
        match &sink.path {
            Some(path) => {
                let text = render(sink.format, &Style::default());
                super::write::write_file(path, |out| out.write_all(text.as_bytes()))?;
            }
            None if status == HOLDS && manners.quiet && sink.format.name == "text" => {}
            None => print(render(sink.format, &style(manners)).as_bytes())?,
        }
    }
    Ok(())
}

/// Refuses two reports in one place.
pub fn apart<F>(sinks: &[Sink<F>]) -> Result<(), Vec<Error>> {
    if sinks.iter().filter(|sink| sink.path.is_none()).count() > 1 {
        return Err(vec![
            Error::new(ErrorKind::Usage, "two reports cannot both go to standard output")
                .hint("give all but one of them a file: --format json=facts.json"),
        ]);
    }
    let mut seen = BTreeSet::new();
    for path in files(sinks) {
        // What is no file, such as /dev/null, takes any number.
        let file = path.is_file() || !path.exists();
        if file && !seen.insert(paths::place(path)) {
            let error =
                Error::file(ErrorKind::Usage, paths::shown(path), "two reports cannot both go into one file");
            return Err(vec![error.hint("give each a name of its own")]);
        }
    }
    Ok(())
}

/// Refuses to write over what was read: the draft, the claims, saved results.
pub fn spare<'a>(
    written: impl IntoIterator<Item = &'a Path>,
    read: impl IntoIterator<Item = &'a Path>,
) -> Result<(), Vec<Error>> {
    let read: BTreeSet<PathBuf> = read.into_iter().map(paths::place).collect();
    match written.into_iter().find(|path| read.contains(&paths::place(path))) {
        None => Ok(()),
        Some(path) => {
            let message = "this would overwrite what was just read";
            let error = Error::file(ErrorKind::Usage, paths::shown(path), message);
            Err(vec![error.hint("give the output another name")])
        }
    }
}

/// The files of reports.
pub fn files<F>(sinks: &[Sink<F>]) -> impl Iterator<Item = &Path> {
    sinks.iter().filter_map(|sink| sink.path.as_deref())
}
