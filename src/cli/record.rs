//! `factlock record`: writes down what a check found, for later checks to compare with.

use super::args::{self, Manners};
use super::records::Home;
use super::run::Run;
use super::{HOLDS, output, paths, unread};
use factlock::report::{Results, clean, count};
use factlock::{Error, ErrorKind};

/// Runs the command.
pub fn run(args: &args::Record, manners: &Manners) -> Result<u8, Vec<Error>> {
    if !args.select.ids.is_empty() || !args.select.tags.is_empty() {
        let error = Error::new(ErrorKind::Usage, "a record holds all claims of a file");
        return Err(vec![
            error.hint("leave out --claim and --tag; `factlock review` accepts single changes"),
        ]);
    }
    let results = complete(&args.select, manners)?;
    let mut home = Home::find().map_err(|error| vec![error])?;
    let mut written = String::new();
    for check in &results.checks {
        let record = home.record(check);
        let path = home.keep(&record)?;
        let line = format!("{}: {} recorded", paths::shown(&path), count(record.lines.len(), "claim"));
        written += &format!("{}\n", clean::line(&line));
    }
    if !manners.quiet {
        output::print(written.as_bytes())?;
    }
    Ok(HOLDS)
}

/// The results of a whole run on files; half of one is not recorded.
pub fn complete(select: &args::Select, manners: &Manners) -> Result<Results, Vec<Error>> {
    if select.documents.iter().any(|document| document == "-") {
        let error = Error::new(ErrorKind::Usage, "standard input has no name to be recorded under");
        return Err(vec![error.hint("save the text as a file")]);
    }
    let run = Run::new(select, None);
    unread::tell(&run.unread, manners);
    let results = run.results(manners);
    if !run.errors.is_empty() {
        return Err(run.errors);
    }
    if results.summary.claims == 0 {
        return Err(vec![Error::new(ErrorKind::Nothing, "nothing was checked: no claim met a document")]);
    }
    Ok(results)
}
