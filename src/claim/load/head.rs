//! The claim file as a whole: what stands beside its claims.

use super::fault::Faults;
use super::gather::{Gathered, known};
use super::hint::short;
use super::leaf::{Text, Texts};
use super::tree::{Content, Node};
use super::value::{Lowering, placed};
use super::{contrary, derived, raw, read};
use crate::claim::{ClaimFile, Ignore, Term};
use crate::fact::{Context, DateOrder};
use crate::text::Span;
use jiff::civil::Date;
use std::collections::hash_map::Entry as Slot;
use std::collections::{BTreeMap, HashMap};

/// The file that a tree holds, or what could be made of it: its faults are recorded.
pub(super) fn file(path: &str, root: Node, faults: &mut Faults) -> Option<ClaimFile> {
    if !matches!(root.content, Content::Block(_)) {
        let message = format!("a claim file is a block of keys; this is {}", root.describe());
        faults.add(root.span, message, "begin with `title:`, `written:` and `claims:`");
        return None;
    }
    let before = faults.len();
    let raw: raw::File = read::read(&root, &["claims"], faults)?;
    let whole = faults.len() == before;
    let mut lowering = Lowering { context: Context::default(), faults };
    let written = placed(&raw.written, &root, "written").and_then(|day| lowering.day(day));
    version(raw.version.as_ref(), root.get("version"), lowering.faults);
    let written_fails = written.is_none() && root.get("written").is_some();
    lowering.context = context(written, raw.locale.unwrap_or_default(), root.get("locale"), lowering.faults);
    if written_fails {
        // One fault is enough: relative values are judged as if the day were given.
        lowering.context.written = Some(Date::ZERO);
    }
    let documents = lowering.plain_texts(placed(&raw.documents, &root, "documents"));
    globs(&documents, root.get("documents"), lowering.faults);
    let aliases = aliases(root.get("aliases"), raw.aliases.unwrap_or_default(), &mut lowering);
    let ignore = ignore(root.get("ignore"), raw.ignore.unwrap_or_default(), &mut lowering);
    let mut gathered = Gathered::default();
    let mut defaults = root.get("defaults").map(|node| node.entries().to_vec()).unwrap_or_default();
    if !whole {
        known::<raw::Defaults>(&mut defaults);
    }
    match take(root, "claims") {
        Some(list) => gathered.list(list, &defaults, &mut lowering),
        None if !whole => {}
        None => {
            let end = lowering.faults.text().trim_end().len();
            lowering.faults.add(
                Span::new(end, end),
                "the file holds no claims",
                "add a list under `claims:`",
            );
        }
    }
    derived::check(&gathered.derived, &gathered.ids, lowering.faults);
    derived::check_kinds(&gathered.derived, &gathered.claims, &lowering.context, lowering.faults);
    contrary::check(&gathered.claims, lowering.faults);
    Some(ClaimFile {
        path: path.to_owned(),
        source: lowering.faults.text().to_owned(),
        title: raw.title.map(|Text(title)| title),
        context: lowering.context,
        documents,
        aliases,
        claims: gathered.claims,
        ignore,
    })
}

fn version(raw: Option<&Text>, at: Option<&Node>, faults: &mut Faults) {
    if let (Some(Text(version)), Some(at)) = (raw, at)
        && version != "1"
    {
        let message = format!("version `{}` of the claim language is not known", short(version));
        faults.add(at.span, message, "write `version: 1`, or use a newer factlock");
    }
}

fn context(written: Option<Date>, raw: raw::Locale, at: Option<&Node>, faults: &mut Faults) -> Context {
    let currency = raw.currency.and_then(|Text(code)| {
        if iso_currency::Currency::from_code(&code).is_some() {
            return Some(code);
        }
        let span = at.and_then(|at| at.get("currency")).map(|node| node.span).unwrap_or_default();
        faults.add(
            span,
            format!("`{}` is no ISO 4217 currency code", short(&code)),
            "write three capitals, such as USD",
        );
        None
    });
    let dates = raw.dates.map(|order| match order {
        raw::Dates::Dmy => DateOrder::DayMonth,
        raw::Dates::Mdy => DateOrder::MonthDay,
    });
    let tons = raw.tons.map(|tons| match tons {
        raw::Tons::Metric => "t".to_owned(),
        raw::Tons::Short => "[ston_av]".to_owned(),
        raw::Tons::Long => "[lton_av]".to_owned(),
    });
    Context { written, dates, currency, tons }
}

fn globs(documents: &[String], at: Option<&Node>, faults: &mut Faults) {
    for (index, glob) in documents.iter().enumerate() {
        if let (Err(error), Some(at)) = (globset::Glob::new(glob), at) {
            let message = format!("`{}` cannot be matched against file names: {}", short(glob), error.kind());
            faults.add(at.item(index).span, message, "* stands for any part of a name, ** for any folders");
        }
    }
}

fn aliases(at: Option<&Node>, mut raw: BTreeMap<String, Texts>, lowering: &mut Lowering) -> Vec<Vec<Term>> {
    let mut groups: Vec<Vec<Term>> = Vec::new();
    let mut seen: HashMap<String, (usize, String)> = HashMap::new();
    for entry in at.map(Node::entries).unwrap_or_default() {
        let Some(texts) = raw.remove(&*entry.key) else { continue };
        let places = (0..texts.0.len()).map(|index| entry.value.item(index).span);
        let wordings: Vec<(&str, Span)> = std::iter::once((&*entry.key, entry.key_span))
            .chain(texts.0.iter().map(String::as_str).zip(places))
            .collect();
        let mut group = Vec::new();
        for (wording, span) in wordings {
            let Some(term) = lowering.term(wording, span) else { continue };
            let words: Vec<String> = wording.split_whitespace().map(str::to_lowercase).collect();
            match seen.entry(words.join(" ")) {
                Slot::Vacant(free) => {
                    free.insert((groups.len(), entry.key.clone().into_owned()));
                }
                Slot::Occupied(taken) => {
                    let (other, key) = taken.get();
                    if *other != groups.len() {
                        let message =
                            format!("`{}` stands in the group of `{}` already", short(wording), short(key));
                        lowering.faults.add(
                            span,
                            message,
                            "keep it in one group, or make one group of the two",
                        );
                    }
                    continue;
                }
            }
            group.push(term);
        }
        groups.push(group);
    }
    groups
}

fn ignore(at: Option<&Node>, raw: Vec<raw::Ignore>, lowering: &mut Lowering) -> Vec<Ignore> {
    let Some(at) = at else { return Vec::new() };
    let mut kept = Vec::new();
    for (index, raw) in raw.into_iter().enumerate() {
        let node = at.item(index);
        match (raw.text, node.get("text")) {
            (Some(Text(text)), Some(place)) => {
                let reason = raw.reason.map(|Text(reason)| reason);
                kept.extend(lowering.term(&text, place.span).map(|text| Ignore { text, reason }));
            }
            (None, None) => {
                lowering.faults.add(node.span, "this entry has no `text`", "add the words to ignore")
            }
            _ => {}
        }
    }
    kept
}

/// Takes the value of a key out of a block.
fn take<'n>(node: Node<'n>, key: &str) -> Option<Node<'n>> {
    match node.content {
        Content::Block(entries) => {
            entries.into_iter().find(|entry| entry.key == key).map(|entry| entry.value)
        }
        _ => None,
    }
}
