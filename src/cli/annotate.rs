//! `factlock annotate`: a copy of a draft with a note at every discrepancy.

use super::args::{Annotate, Manners};
use super::inputs::Input;
use super::run::Run;
use super::{FAILS, HOLDS, inputs, output, paths, write};
use factlock::annotate::{Note, annotate};
use factlock::document::{Document, Format};
use factlock::report::{EvidenceResult, Results, VerdictResult, clean, count, message};
use factlock::text::Span;
use factlock::{Error, ErrorKind};
use std::path::Path;

/// Runs the command.
pub fn run(args: &Annotate, manners: &Manners) -> Result<u8, Vec<Error>> {
    let [draft] = args.select.documents.as_slice() else {
        return Err(vec![
            Error::new(ErrorKind::Usage, "annotate takes one draft").hint("run it once for each"),
        ]);
    };
    let draft = Path::new(draft);
    let run = Run::new(&args.select, None);
    output::spare([args.output.as_path()], run.sources().chain([draft]))?;
    if !run.errors.is_empty() {
        return Err(run.errors);
    }
    let results = run.results(manners);
    let Some(document) = run.documents.first() else {
        return Err(vec![Error::file(
            ErrorKind::Nothing,
            paths::shown(draft),
            "no claim file applies to this draft",
        )]);
    };
    same_kind(document, draft, &args.output)?;
    let notes = notes(&results);
    let input = Input::File(draft.to_path_buf());
    let options = inputs::options(&input, &args.select.reading);
    let copy = input.bytes().and_then(|bytes| {
        unchanged(document, &bytes).and_then(|()| annotate(document, &bytes, options, &notes))
    });
    let copy = copy.map_err(|error| vec![error])?;
    write::write_file(&args.output, |out| out.write_all(&copy))?;
    if !manners.quiet {
        let count = if notes.is_empty() { "nothing to note".to_owned() } else { count(notes.len(), "note") };
        let line = clean::line(&format!("{}: {count}", paths::shown(&args.output)));
        output::print(format!("{line}\n").as_bytes())?;
    }
    Ok(if notes.is_empty() { HOLDS } else { FAILS })
}

/// A note for each discrepancy with a place; those without one share a note on the document as a whole.
fn notes(results: &Results) -> Vec<Note> {
    let verdicts = || {
        results
            .checks
            .iter()
            .flat_map(|check| check.verdicts())
            .filter(|verdict| verdict.verdict.is_discrepancy())
    };
    let mut notes = Vec::new();
    let mut gone = Vec::new();
    for verdict in verdicts() {
        let places: Vec<&EvidenceResult> =
            verdict.evidence.iter().filter(|found| !found.difference.is_empty()).collect();
        let place = places.first().copied().or(verdict.evidence.first()).or(verdict.nearest.as_deref());
        match place {
            Some(found) => notes.push(Note {
                span: Some(Span::new(found.fact.start, found.fact.end)),
                text: text(verdict, Some(found)),
            }),
            None => gone.push(text(verdict, None)),
        }
    }
    if !gone.is_empty() {
        notes.insert(0, Note { span: None, text: gone.join("\n") });
    }
    notes
}

/// What a note says: the claim, what was found, the source.
fn text(verdict: &VerdictResult, found: Option<&EvidenceResult>) -> String {
    let mut lines = vec![format!("claimed: {}", verdict.expected)];
    lines.extend(found.map(|found| format!("found: {}", found.fact.text)));
    let difference = found.map(|found| found.difference.clone()).filter(|difference| !difference.is_empty());
    let message = difference.unwrap_or_else(|| message(verdict));
    lines.push(format!("{}: {message}", verdict.verdict.name()));
    lines.extend(verdict.source.as_ref().map(|source| format!("source: {source}")));
    lines.push(format!("claim: {}", verdict.id));
    lines.iter().map(|line| clean::line(line)).collect::<Vec<_>>().join("\n")
}

/// The file must be the one that was checked a moment ago.
fn unchanged(document: &Document, bytes: &[u8]) -> Result<(), Error> {
    if Document::fingerprint(bytes) == document.sha256 {
        return Ok(());
    }
    Err(Error::file(ErrorKind::Document, &document.path, "the file changed while it was checked")
        .hint("run again"))
}

/// The copy is what the draft is, whatever it is called: a name that says otherwise would make a file that nothing opens.
fn same_kind(document: &Document, draft: &Path, output: &Path) -> Result<(), Vec<Error>> {
    let named = Format::of_path(&output.to_string_lossy());
    let fits = output.extension() == draft.extension() || named.is_none_or(|named| named == document.format);
    if fits && output.as_os_str() != "-" {
        return Ok(());
    }
    let message = "a copy keeps the format of its draft, and this name says another";
    let ending = draft.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let error = Error::file(ErrorKind::Usage, paths::shown(output), message);
    Err(vec![error.hint(format!("name a file that ends in {ending}"))])
}
