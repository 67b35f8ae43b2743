//! `factlock init`: drafts a claim file from a source text.

use super::args::{Init, Manners};
use super::inputs::Input;
use super::{HOLDS, output, paths, write};
use factlock::fact::Context;
use factlock::init::draft;
use factlock::{Error, ErrorKind};
use std::path::{Component, Path, PathBuf};

/// Runs the command.
pub fn run(args: &Init, manners: &Manners) -> Result<u8, Vec<Error>> {
    let taken = |path: &&PathBuf| path.symlink_metadata().is_ok();
    let output = args.output.as_ref().filter(|path| path.as_os_str() != "-");
    if let Some(path) = output.filter(taken) {
        let error = Error::file(ErrorKind::Output, paths::shown(path), "there is such a file already");
        return Err(vec![error.hint("choose another name, or take the file away first")]);
    }
    let input = match args.document.as_str() {
        "-" => Input::Stdin,
        path => Input::File(paths::clean(Path::new(path))),
    };
    let document = input.document(&args.reading).map_err(|error| vec![error])?;
    let context = Context { written: document.written, ..Context::default() };
    let named = match &input {
        Input::File(path) => Some(beside(path, output.map(PathBuf::as_path))),
        Input::Stdin | Input::Lost(_) => None,
    };
    let sign = output::waiting(document.prose().len(), "looking for words that lead to each fact", manners);
    let draft = draft(&document, &context, named.as_deref());
    sign.finish_and_clear();
    let draft = draft?;
    match output {
        Some(path) => write::write_file(path, |out| out.write_all(draft.text.as_bytes()))?,
        None => output::print(draft.text.as_bytes())?,
    }
    Ok(HOLDS)
}

/// The document's path as seen from the claim file's folder.
fn beside(document: &Path, output: Option<&Path>) -> String {
    let folder = output.and_then(Path::parent).map(paths::absolute);
    let Some(folder) = folder.filter(|folder| *folder != paths::absolute(Path::new(""))) else {
        return paths::shown(document);
    };
    let target = paths::absolute(document);
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (folder.components().collect(), target.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from.iter().skip(common).map(|_| Component::ParentDir);
    paths::shown(&up.chain(to.iter().skip(common).copied()).collect::<PathBuf>())
}
