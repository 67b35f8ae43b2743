//! Loading a claim file: the only place that knows the YAML crates.
//!
//! One walk over the parser's events gives the tree of values with their places ([`tree`]); claim by claim it goes
//! through serde into plain types ([`read`], [`raw`]) and from there into the model ([`lower`]). All faults of a file
//! are recorded on the way, so that an editor sees them at once.

mod derived;
mod fault;
mod hint;
mod leaf;
mod lower;
pub(super) mod raw;
mod read;
mod syntax;
mod tree;

use super::{Claim, ClaimFile, Ignore, Operator, Term, schema};
use crate::error::{Error, ErrorKind};
use crate::fact::{Context, DateOrder};
use crate::text::Span;
use derived::Parts;
use fault::Faults;
pub use hint::nearest;
use hint::short;
use leaf::Text;
use lower::Lowering;
use std::collections::HashMap;
use tree::{Content, Entry, Node};

/// The largest claim file that is read, in bytes.
const LARGEST: usize = 32 << 20;

/// Reads and validates a claim file.
///
/// # Errors
/// All faults of the file in one pass, in the order of their places. A file that is no YAML at all has the one fault
/// that ended the reading.
pub fn load(path: &str, bytes: &[u8]) -> Result<ClaimFile, Vec<Error>> {
    let text = decode(path, bytes).map_err(|error| vec![error])?;
    let mut faults = Faults::new(path, text);
    let root = tree::read(&mut faults);
    if root.is_none() && faults.len() == 0 {
        let error = Error::file(ErrorKind::Claims, path, "the file is empty");
        return Err(vec![error.hint("begin with `title:`, `written:` and `claims:`")]);
    }
    let file = root.and_then(|root| file(path, root, &mut faults));
    match file {
        Some(file) if faults.len() == 0 => Ok(file),
        _ => Err(faults.into_errors()),
    }
}

fn decode<'b>(path: &str, bytes: &'b [u8]) -> Result<&'b str, Error> {
    let fault = |message: &str, hint: &str| Error::file(ErrorKind::Claims, path, message).hint(hint);
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(fault("the file is in UTF-16", "save it as UTF-8"));
    }
    if bytes.len() > LARGEST {
        return Err(fault("the file is too large for a claim file", "split it into several"));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        // The readable part in front of the odd byte gives the line and what stands before it.
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let text = String::from_utf8_lossy(good);
        let mut faults = Faults::new(path, &text);
        let span = Span::new(text.len(), text.len());
        faults.add(span, "what follows here is not UTF-8 text", "save the file as UTF-8");
        faults.into_errors().pop().unwrap_or_else(|| fault("the file is not UTF-8 text", "save it as UTF-8"))
    })
}

fn file(path: &str, root: Node, faults: &mut Faults) -> Option<ClaimFile> {
    if !matches!(root.content, Content::Block(_)) {
        let message = format!("a claim file is a block of keys; this is {}", root.describe());
        faults.add(root.span, message, "begin with `title:`, `written:` and `claims:`");
        return None;
    }
    let before = faults.len();
    let raw: raw::File = read::read(&root, &["claims"], faults)?;
    let whole = faults.len() == before;
    let mut lowering = Lowering { context: Context::default(), faults };
    let written = lowering.day(raw.written.as_ref(), root.get("written"));
    version(raw.version.as_ref(), root.get("version"), lowering.faults);
    let written_fails = written.is_none() && root.get("written").is_some();
    lowering.context = context(written, raw.locale.unwrap_or_default(), root.get("locale"), lowering.faults);
    if written_fails {
        // One fault is enough: relative values are judged as if the day were given.
        lowering.context.written = Some(jiff::civil::Date::ZERO);
    }
    let documents = lowering.plain_texts(raw.documents, root.get("documents"));
    globs(&documents, root.get("documents"), lowering.faults);
    let aliases = aliases(root.get("aliases"), raw.aliases.unwrap_or_default(), &mut lowering);
    let ignore = ignore(root.get("ignore"), raw.ignore.unwrap_or_default(), &mut lowering);
    let mut gathered = Gathered::default();
    let mut defaults = root.get("defaults").map(|node| node.entries().to_vec()).unwrap_or_default();
    known::<raw::Defaults>(&mut defaults);
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
    derived::check_kinds(&gathered.derived, &gathered.claims, lowering.faults);
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

fn context(
    written: Option<jiff::civil::Date>,
    raw: raw::Locale,
    at: Option<&Node>,
    faults: &mut Faults,
) -> Context {
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

fn aliases(
    at: Option<&Node>,
    mut raw: std::collections::BTreeMap<String, leaf::Texts>,
    lowering: &mut Lowering,
) -> Vec<Vec<Term>> {
    let mut groups: Vec<Vec<Term>> = Vec::new();
    let mut seen: HashMap<String, (usize, String)> = HashMap::new();
    for entry in at.map(Node::entries).unwrap_or_default() {
        let Some(texts) = raw.remove(&entry.key) else { continue };
        let places = (0..texts.0.len()).map(|index| entry.value.item(index).span);
        let wordings: Vec<(&str, Span)> = std::iter::once((entry.key.as_str(), entry.key_span))
            .chain(texts.0.iter().map(String::as_str).zip(places))
            .collect();
        let mut group = Vec::new();
        for (wording, span) in wordings {
            let Some(term) = lowering.term(wording, span) else { continue };
            let words: Vec<String> = wording.split_whitespace().map(str::to_lowercase).collect();
            match seen.entry(words.join(" ")) {
                std::collections::hash_map::Entry::Vacant(free) => {
                    free.insert((groups.len(), entry.key.clone()));
                }
                std::collections::hash_map::Entry::Occupied(taken) => {
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
fn take(node: Node, key: &str) -> Option<Node> {
    match node.content {
        Content::Block(entries) => {
            entries.into_iter().find(|entry| entry.key == key).map(|entry| entry.value)
        }
        _ => None,
    }
}

/// Leaves out the keys that `T` does not know: they are recorded as faults where they stand.
fn known<T: schemars::JsonSchema>(entries: &mut Vec<Entry>) {
    if !entries.is_empty() {
        let keys = schema::keys::<T>();
        entries.retain(|entry| keys.contains(&entry.key));
    }
}

/// What the list of claims yields.
#[derive(Default)]
struct Gathered {
    claims: Vec<Claim>,
    ids: HashMap<String, Span>,
    derived: Vec<Parts>,
}

impl Gathered {
    /// Reads a list of claims and groups of claims, each of which takes over `inherited` where it lacks the key.
    fn list(&mut self, list: Node, inherited: &[Entry], lowering: &mut Lowering) {
        let span = list.span;
        match list.content {
            Content::List(items) if items.is_empty() => {
                lowering.faults.add(
                    span,
                    "this list of claims is empty",
                    "add a claim that opens with `- id:`",
                );
            }
            Content::List(items) => {
                for item in items {
                    if item.get("shared").is_some() {
                        self.group(item, inherited, lowering);
                    } else {
                        self.claim(item, inherited, lowering);
                    }
                }
            }
            Content::Empty => {
                lowering.faults.add(span, "there are no claims here", "add a claim that opens with `- id:`");
            }
            Content::Text(_) | Content::Block(_) => {
                let hint = "open each claim with a dash: `- id: …`";
                lowering.faults.add(span, "`claims` wants a list of claims", hint);
            }
        }
    }

    fn group(&mut self, item: Node, inherited: &[Entry], lowering: &mut Lowering) {
        let span = item.span;
        let before = lowering.faults.len();
        // Read for its faults alone: each claim reads the shared keys again together with its own.
        let _: Option<raw::Group> = read::read(&item, &["claims", "shared"], lowering.faults);
        let (mut shared, mut list) = (None, None);
        if let Content::Block(entries) = item.content {
            for entry in entries {
                match entry.key.as_str() {
                    "shared" => shared = Some(entry.value),
                    "claims" => list = Some(entry.value),
                    _ => {}
                }
            }
        }
        let Some(shared) = shared else { return };
        let _: Option<raw::Shared> = read::read(&shared, &["claims"], lowering.faults);
        let whole = lowering.faults.len() == before;
        let mut taken = Vec::new();
        let mut inner = None;
        if let Content::Block(entries) = shared.content {
            for entry in entries {
                if entry.key == "claims" { inner = Some(entry.value) } else { taken.push(entry) }
            }
        }
        known::<raw::Shared>(&mut taken);
        let own: Vec<&str> = taken.iter().map(|entry| entry.key.as_str()).collect();
        let above: Vec<Entry> =
            inherited.iter().filter(|entry| !own.contains(&entry.key.as_str())).cloned().collect();
        taken.extend(above);
        match list.or(inner) {
            Some(list) => self.list(list, &taken, lowering),
            None if whole => {
                let hint = "add `claims:` with the claims that share this";
                lowering.faults.add(span, "nothing shares these keys", hint);
            }
            None => {}
        }
    }

    fn claim(&mut self, mut node: Node, inherited: &[Entry], lowering: &mut Lowering) {
        let span = node.span;
        if matches!(node.content, Content::Empty) {
            lowering.faults.add(
                span,
                "there is no claim behind this dash",
                "write one, or take the dash out",
            );
            return;
        }
        if let Content::Block(entries) = &mut node.content {
            let missing: Vec<Entry> = inherited
                .iter()
                .filter(|outer| !entries.iter().any(|entry| entry.key == outer.key))
                .cloned()
                .collect();
            entries.extend(missing);
        }
        let before = lowering.faults.len();
        let Some(raw) = read::read::<raw::Claim>(&node, &[], lowering.faults) else { return };
        let whole = lowering.faults.len() == before;
        self.name(&node, &raw, lowering.faults);
        self.claims.extend(lowering.claim(&node, span, raw, whole));
    }

    /// Notes a claim's id and, if it is derived, its parts, even where the rest of the claim is faulty.
    fn name(&mut self, node: &Node, raw: &raw::Claim, faults: &mut Faults) {
        let (Some(Text(id)), Some(at)) = (&raw.id, node.get("id")) else { return };
        if let Some(first) = self.ids.get(id) {
            let line = faults.line(first.start);
            let hint = format!("line {line} has it already: give each claim its own id");
            faults.add(at.span, format!("a second claim with the id `{}`", short(id)), hint);
            return;
        }
        self.ids.insert(id.clone(), at.span);
        for (operator, of) in Operator::ALL.iter().zip([&raw.sum, &raw.difference, &raw.ratio, &raw.elapsed])
        {
            if let (Some(of), Some(at)) = (of, node.get(operator.name())) {
                let places = (0..of.0.len()).map(|index| at.item(index).span);
                let of = of.0.iter().cloned().zip(places).collect();
                self.derived.push(Parts { id: id.clone(), operator: operator.name(), of });
            }
        }
    }
}
