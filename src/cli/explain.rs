//! `factlock explain`: how one claim came to its verdict.

use super::args::{Explain, Manners};
use super::run::Run;
use super::{FAILS, HOLDS, output};
use factlock::rule::explain::explain;
use factlock::rule::{Reading, Rules};
use factlock::{Error, ErrorKind, report};

/// Runs the command.
pub fn run(args: &Explain, manners: &Manners) -> Result<u8, Vec<Error>> {
    let mut select = args.select.clone();
    select.ids = vec![args.id.clone()];
    let run = Run::new(&select, None);
    if !run.errors.is_empty() {
        return Err(run.errors);
    }
    let style = output::style(manners);
    let mut out = String::new();
    let mut status = HOLDS;
    for (at, file) in run.claims.iter().enumerate() {
        let Some(claim) = file.claims.iter().position(|claim| claim.id == args.id) else { continue };
        let rules = Rules::new(file);
        let Some(own) = file.claims.get(claim) else { continue };
        out += &report::explain::claim(file, own, &style);
        for document in run.documents_of(at) {
            let reading = Reading::new(document, run.context(document, file));
            let Some(explanation) = explain(&rules, &reading, claim, Some(run.today)) else { continue };
            if explanation.outcome.verdict.is_discrepancy() {
                status = FAILS;
            }
            let parts = report::explain::parts(&rules, &reading, own, Some(run.today));
            out += &report::explain::document(document, own, &explanation, &parts, &style);
        }
    }
    if out.is_empty() {
        return Err(vec![Error::new(ErrorKind::Nothing, "no document was given for this claim")]);
    }
    output::print(out.as_bytes())?;
    Ok(status)
}
