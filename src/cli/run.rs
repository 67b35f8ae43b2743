//! From arguments to results: which claim files meet which documents, read, judged, sorted.

use super::args::{Manners, Select};
use super::inputs::{self, Chosen, Input};
use super::output;
use factlock::check::check;
use factlock::claim::{self, ClaimFile};
use factlock::document::Document;
use factlock::fact::Context;
use factlock::report::build::{self, Judged, Sheet, Told};
use factlock::report::{Results, Shard};
use factlock::rule::{Reading, Rules};
use factlock::{Error, ErrorKind};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What a run has found, before it is made into results.
#[derive(Debug, Default)]
pub struct Run {
    /// Today.
    pub today: Date,
    /// The claim files.
    pub claims: Vec<ClaimFile>,
    /// The documents that could be read, by path.
    pub documents: Vec<Document>,
    /// What could not be done.
    pub errors: Vec<Error>,
    /// What looks like a document and is not read.
    pub unread: BTreeSet<PathBuf>,
    /// The files that were to be read.
    sources: Vec<PathBuf>,
    /// Indices of a claim file and a document that meet, by document and claim file.
    pairs: Vec<(usize, usize)>,
    /// Ids and tags to keep; empty: all.
    ids: Vec<String>,
    tags: Vec<String>,
}

/// What is to be read, and indices of a claim file and the input it applies to.
struct Pairs {
    inputs: Vec<Input>,
    pairs: Vec<(usize, usize)>,
}

impl Run {
    /// Chooses and reads what the arguments ask for. What goes wrong is kept beside what could be done.
    pub fn new(select: &Select, shard: Option<Shard>) -> Run {
        let mut run = Run {
            today: select.today.unwrap_or_else(today),
            ids: select.ids.clone(),
            tags: select.tags.clone(),
            ..Run::default()
        };
        if let Err(errors) = run.gather(select, shard) {
            run.errors.extend(errors);
        }
        run
    }

    /// The files that were to be read: claims and documents.
    pub fn sources(&self) -> impl Iterator<Item = &Path> {
        self.sources.iter().map(PathBuf::as_path)
    }

    fn gather(&mut self, select: &Select, shard: Option<Shard>) -> Result<(), Vec<Error>> {
        let chosen = inputs::choose(select).map_err(|error| vec![error])?;
        self.unread.clone_from(&chosen.unread);
        self.sources.extend(chosen.claims.iter().filter_map(Input::file));
        self.sources.extend(chosen.documents.iter().filter_map(Input::file));
        self.claims = inputs::load(&chosen.claims)?;
        self.refuse_unknown()?;
        let Pairs { inputs, pairs } = self.pair(&chosen);
        self.sources.extend(inputs.iter().filter_map(Input::file));
        let kept = |at: usize| shard.is_none_or(|shard| at % shard.of == shard.part - 1);
        let read: Vec<Option<Result<Document, Error>>> = inputs
            .par_iter()
            .enumerate()
            .map(|(at, input)| kept(at).then(|| input.document(&select.reading)))
            .collect();
        let mut places: Vec<Option<usize>> = Vec::new();
        for document in read {
            places.push(match document {
                Some(Ok(document)) => {
                    self.documents.push(document);
                    Some(self.documents.len() - 1)
                }
                Some(Err(error)) => {
                    self.errors.push(error);
                    None
                }
                None => None,
            });
        }
        self.pairs = pairs
            .into_iter()
            .filter_map(|(claims, input)| Some((claims, places.get(input).copied().flatten()?)))
            .collect();
        let path = |claims: usize| self.claims.get(claims).map(|file| file.path.as_str());
        self.pairs.sort_by_key(|&(claims, document)| (document, path(claims)));
        Ok(())
    }

    /// The inputs, sorted, and which claim file applies to which. One that nothing applies to is an error and keeps no
    /// other from being checked.
    fn pair(&mut self, chosen: &Chosen) -> Pairs {
        let mut wanted: Vec<(Vec<usize>, Input)> = Vec::new();
        let mut errors = Vec::new();
        let mut unread = BTreeSet::new();
        if chosen.documents.is_empty() {
            for (at, file) in self.claims.iter().enumerate() {
                match inputs::own_documents(file) {
                    Ok(found) => {
                        wanted.extend(found.inputs.into_iter().map(|document| (vec![at], document)));
                        unread.extend(found.unread);
                    }
                    Err(error) => errors.push(error),
                }
            }
        }
        for document in &chosen.documents {
            match self.files_for(document, chosen.named) {
                Ok(files) => wanted.push((files, document.clone())),
                Err(error) => errors.push(error),
            }
        }
        self.errors.extend(errors);
        self.unread.extend(unread);
        let mut inputs: Vec<Input> = wanted.iter().map(|(_, input)| input.clone()).collect();
        inputs.sort_by_key(|input| (input.shown(), input.clone()));
        inputs.dedup();
        let places: BTreeMap<&Input, usize> = inputs.iter().zip(0..).collect();
        let meet = |(files, input): &(Vec<usize>, Input)| {
            let place = *places.get(input)?;
            Some(files.iter().map(move |&at| (at, place)).collect::<Vec<_>>())
        };
        let pairs = wanted.iter().filter_map(meet).flatten().collect();
        Pairs { inputs, pairs }
    }

    /// The claim files for a document: those named, else those that name it, else the only one there is.
    fn files_for(&self, document: &Input, named: bool) -> Result<Vec<usize>, Error> {
        if named || self.claims.len() == 1 || matches!(document, Input::Lost(_)) {
            return Ok((0..self.claims.len()).collect());
        }
        let mut files = Vec::new();
        for (at, file) in self.claims.iter().enumerate() {
            if inputs::names(file, document)? {
                files.push(at);
            }
        }
        if files.is_empty() {
            let candidates: Vec<&str> = self.claims.iter().map(|file| file.path.as_str()).collect();
            return Err(Error::file(ErrorKind::Usage, document.shown(), "no claim file names this document")
                .hint(format!("say which with -c; there are {}", candidates.join(", "))));
        }
        Ok(files)
    }

    /// An id or tag that no claim has is a slip of the pen, not an empty choice.
    fn refuse_unknown(&self) -> Result<(), Vec<Error>> {
        let claims = || self.claims.iter().flat_map(|file| &file.claims);
        let ids: Vec<&str> = claims().map(|claim| claim.id.as_str()).collect();
        let tags: Vec<&str> = claims().flat_map(|claim| claim.tags.iter().map(String::as_str)).collect();
        let mut errors = Vec::new();
        for (name, wanted, known) in [("id", &self.ids, &ids), ("tag", &self.tags, &tags)] {
            for word in wanted.iter().filter(|word| !known.contains(&word.as_str())) {
                let error = Error::new(ErrorKind::Usage, format!("no claim has the {name} \"{word}\""));
                errors.push(match claim::nearest(word, known) {
                    Some(near) => error.hint(format!("the nearest {name} is {near}")),
                    None => error.hint(there_are(name, known)),
                });
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// Judges every pair and makes the results.
    pub fn results(&self, manners: &Manners) -> Results {
        let progress = output::progress(self.pairs.len(), manners);
        let rules: Vec<Rules<'_>> = self.claims.iter().map(Rules::new).collect();
        let sheets: Vec<Sheet> = self.claims.iter().map(Sheet::new).collect();
        let told: Vec<Told<'_>> = self
            .pairs
            .par_iter()
            .filter_map(|&(claims, document)| {
                let judged = self.judge(self.claims.get(claims)?, rules.get(claims)?, document)?;
                progress.inc(1);
                Some(judged.told(self.documents.get(document)?, sheets.get(claims)?))
            })
            .collect();
        progress.finish_and_clear();
        // The process ends soon: freeing the terms of every claim one by one would only delay it.
        std::mem::forget(rules);
        build::results(self.today, &self.documents, told, &self.errors)
    }

    /// The documents that a claim file meets.
    pub fn documents_of(&self, claims: usize) -> impl Iterator<Item = &Document> {
        let pairs = self.pairs.iter().filter(move |pair| pair.0 == claims);
        pairs.filter_map(|pair| self.documents.get(pair.1))
    }

    /// Each claim file, with its index, and a document that it meets, in the order they are reported in.
    pub fn meetings(&self) -> impl Iterator<Item = (usize, &ClaimFile, &Document)> {
        let meet = |&(at, document): &(usize, usize)| {
            Some((at, self.claims.get(at)?, self.documents.get(document)?))
        };
        self.pairs.iter().filter_map(meet)
    }

    /// How a document's own values are read.
    pub fn context(&self, document: &Document, claims: &ClaimFile) -> Context {
        Context { written: document.written.or(claims.context.written), ..claims.context.clone() }
    }

    fn judge<'a>(&self, claims: &'a ClaimFile, rules: &Rules<'_>, at: usize) -> Option<Judged<'a>> {
        let document = self.documents.get(at)?;
        let context =
            Context { written: document.written.or(claims.context.written), ..claims.context.clone() };
        let reading = Reading::new(document, context.clone());
        let mut checked = check(rules, &reading, Some(self.today));
        // All claims are bound before any is left aside: what a claim binds must not depend on what is asked for.
        let kept =
            |claim: usize| claims.claims.get(claim).is_some_and(|claim| self.keeps(&claim.id, &claim.tags));
        checked.outcomes.retain(|outcome| kept(outcome.claim));
        Some(Judged { claims, document: at, context, checked })
    }

    /// Whether `--claim` and `--tag` keep a claim.
    pub fn keeps(&self, id: &str, tags: &[String]) -> bool {
        (self.ids.is_empty() || self.ids.iter().any(|wanted| wanted == id))
            && (self.tags.is_empty() || self.tags.iter().any(|wanted| tags.contains(wanted)))
    }
}

/// The first of the names that are known.
fn there_are(name: &str, known: &[&str]) -> String {
    /// More than these are too many for a hint.
    const MOST: usize = 10;
    let all: BTreeSet<&str> = known.iter().copied().collect();
    let mut shown: Vec<&str> = all.iter().copied().take(MOST).collect();
    let more = format!("and {} more", all.len().saturating_sub(MOST));
    if all.len() > MOST {
        shown.push(&more);
    }
    match all.len() {
        0 => format!("no claim has any {name} yet"),
        1 => format!("the only {name} is {}", shown.join("")),
        _ => format!("there are {}", shown.join(", ")),
    }
}

/// The system's date (UTC); the only clock there is.
pub fn today() -> Date {
    jiff::ZonedDateTime::now().date()
}
