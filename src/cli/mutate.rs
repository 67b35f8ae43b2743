//! `factlock mutate`: plants slips in documents and counts those that the claims catch.

use super::args::{Manners, Mutate, PageFormat, Sink};
use super::run::Run;
use super::{FAILS, HOLDS, output, unread, write};
use factlock::mutate::{Fate, Mutant, Random, Subject};
use factlock::report::Style;
use factlock::report::mutants::{Mutants, Tried};
use factlock::rule::Rules;
use factlock::{Error, ErrorKind};
use rayon::prelude::*;

/// Runs the command.
pub fn run(args: &Mutate, manners: &Manners) -> Result<u8, Vec<Error>> {
    output::apart(&args.format)?;
    let run = Run::new(&args.select, None);
    unread::tell(&run.unread, manners);
    output::spare(output::files(&args.format), run.sources())?;
    if !run.errors.is_empty() {
        return Err(run.errors);
    }
    let rules: Vec<Rules<'_>> = run.claims.iter().map(Rules::new).collect();
    let subjects: Result<Vec<Subject<'_>>, Error> = run
        .meetings()
        .filter_map(|(at, file, document)| Some((rules.get(at)?, file, document)))
        .map(|(rules, file, document)| {
            let wanted = file.claims.iter().map(|claim| run.keeps(&claim.id, &claim.tags)).collect();
            Subject::new(rules, document, run.context(document, file), run.today, wanted)
        })
        .collect();
    let subjects = subjects.map_err(|error| vec![error])?;
    let mut planned: Vec<(usize, Mutant)> = subjects
        .par_iter()
        .enumerate()
        .flat_map_iter(|(at, subject)| subject.mutants(args.seed).into_iter().map(move |mutant| (at, mutant)))
        .collect();
    if let Some(limit) = args.limit {
        sample(&mut planned, limit, args.seed);
    }
    if planned.is_empty() {
        let error = Error::new(
            ErrorKind::Nothing,
            "nothing was planted: no claim holds in a document, and no figure stands in one",
        );
        return Err(vec![
            error.hint("see factlock check, and what --claim, --tag and \"documents:\" select"),
        ]);
    }
    let progress = output::progress(planned.len(), manners);
    let fates: Vec<(usize, Mutant, Fate)> = planned
        .into_par_iter()
        .filter_map(|(at, mutant)| {
            // What cannot be read again, such as broken markup, is no draft that an editor would send.
            let fate = subjects.get(at)?.fate(&mutant).ok();
            progress.inc(1);
            Some((at, mutant, fate?))
        })
        .collect();
    progress.finish_and_clear();
    let mut tried: Vec<Tried<'_>> =
        subjects.iter().map(|subject| Tried { subject, fates: Vec::new() }).collect();
    for (at, mutant, fate) in fates {
        if let Some(one) = tried.get_mut(at) {
            one.fates.push((mutant, fate));
        }
    }
    let mutants = Mutants::new(args.seed, &tried);
    let status = match args.fail_under {
        Some(percent) if !mutants.slips.reaches(percent) => FAILS,
        _ => HOLDS,
    };
    pages(&args.format, &mutants, |style: &Style| mutants.text(style), manners, status)?;
    Ok(status)
}

/// Keeps `limit` of the mutants, each as likely as any other, in their order (Knuth, The Art of Computer Programming,
/// volume 2, algorithm 3.4.2 S).
fn sample(all: &mut Vec<(usize, Mutant)>, limit: usize, seed: u64) {
    let mut random = Random::new(seed);
    let (mut left, mut wanted) = (all.len(), limit);
    all.retain(|_| {
        let keep = random.below(left) < wanted;
        left -= 1;
        wanted -= usize::from(keep);
        keep
    });
}

/// Prints or writes a page in every format that was asked for.
pub fn pages(
    sinks: &[Sink<PageFormat>],
    page: &impl serde::Serialize,
    text: impl Fn(&Style) -> String,
    manners: &Manners,
    status: u8,
) -> Result<(), Vec<Error>> {
    let render = |format: PageFormat, style: &Style| match format {
        PageFormat::Text => Ok(text(style)),
        PageFormat::Json => serde_json::to_string_pretty(page)
            .map(|text| text + "\n")
            .map_err(|error| vec![Error::new(ErrorKind::Output, error.to_string())]),
    };
    for sink in sinks {
        match &sink.path {
            Some(path) => {
                let text = render(sink.format, &Style::default())?;
                write::write_file(path, |out| out.write_all(text.as_bytes()))?;
            }
            None if status == HOLDS && manners.quiet && sink.format == PageFormat::Text => {}
            None => output::print(render(sink.format, &output::style(manners))?.as_bytes())?,
        }
    }
    Ok(())
}
