//! From a place-aware tree through serde into plain types, recording every fault instead of stopping at the first.

use super::direct;
use super::fault::Faults;
use super::hint::{advice, choice, example, nearest, short};
use super::tree::{Content, Node};
use crate::text::Span;
use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};
use serde_yaml::{Mapping, Value};

/// The most faults read out of one block; what is left of it is not read.
const MOST: usize = 100;

/// Reads a node, leaving out the keys named, and records what does not fit.
///
/// What does not fit is taken out and the rest is read again, so the result holds all that is right.
pub(super) fn read<T: DeserializeOwned>(node: &Node, without: &[&str], faults: &mut Faults) -> Option<T> {
    direct::read(node, without).ok().or_else(|| read_again(node, without, faults))
}

/// Reads a node with an eye on the way that leads to what does not fit.
pub(super) fn read_again<T: DeserializeOwned>(
    node: &Node,
    without: &[&str],
    faults: &mut Faults,
) -> Option<T> {
    let mut value = value(node, without, faults);
    for _ in 0..MOST {
        let error = match serde_path_to_error::deserialize(&value) {
            Ok(read) => return Some(read),
            Err(error) => error,
        };
        let found = locate(node, error.path());
        explain(&error.inner().to_string(), &found, faults);
        if !prune(&mut value, error.path()) {
            return None;
        }
    }
    None
}

/// The node as a serde value in which every scalar is text; keys and items without a value are faults and left out.
fn value(node: &Node, without: &[&str], faults: &mut Faults) -> Value {
    match &node.content {
        Content::Empty => Value::Null,
        Content::Text(text) => Value::String(text.clone().into_owned()),
        Content::List(items) => {
            let values = items.iter().map(|item| match item.content {
                Content::Empty => {
                    let hint = "write something, or take the item out";
                    faults.add(item.span, "an item of this list is empty", hint);
                    Value::String(STAND_IN.to_owned())
                }
                _ => value(item, &[], faults),
            });
            Value::Sequence(values.collect())
        }
        Content::Block(entries) => {
            let mut map = Mapping::with_capacity(entries.len());
            for entry in entries.iter().filter(|entry| !without.contains(&&*entry.key)) {
                if matches!(entry.value.content, Content::Empty) {
                    let hint = match comment_behind(faults.text(), entry.key_span) {
                        true => "behind a space, # begins a comment: put the text in quotes",
                        false if entry.key.starts_with(|first: char| first.is_ascii_digit()) => {
                            "inside { }, a comma ends a value: put the whole value in quotes"
                        }
                        false => "write one, or take the key out",
                    };
                    faults.add(entry.key_span, format!("`{}` has no value", short(&entry.key)), hint);
                } else {
                    map.insert(
                        Value::String(entry.key.clone().into_owned()),
                        value(&entry.value, &[], faults),
                    );
                }
            }
            Value::Mapping(map)
        }
    }
}

fn comment_behind(text: &str, key: Span) -> bool {
    let rest = text.get(key.end..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    line.trim_start_matches([':', ' ']).starts_with('#')
}

/// What an error's path leads to.
struct Found<'n> {
    node: &'n Node<'n>,
    key: Option<(&'n str, Span)>,
}

fn locate<'n>(root: &'n Node<'n>, path: &Path) -> Found<'n> {
    let mut found = Found { node: root, key: None };
    for segment in path {
        match segment {
            Segment::Map { key } => {
                let Some(entry) = found.node.entry(key) else { break };
                found = Found { node: &entry.value, key: Some((&entry.key, entry.key_span)) };
            }
            Segment::Seq { index } => found.node = found.node.item(*index),
            Segment::Enum { .. } | Segment::Unknown => break,
        }
    }
    found
}

/// What stands for a faulty item, so that the other items keep their places. Never leaves the loader: a claim with
/// a fault is not returned.
const STAND_IN: &str = "…";

/// Takes the faulty value out: an item is replaced, a key goes with its value.
fn prune(value: &mut Value, path: &Path) -> bool {
    let segments: Vec<&Segment> = path.iter().collect();
    let stand_in = Value::String(STAND_IN.to_owned());
    if let Some((Segment::Seq { index }, above)) = segments.split_last()
        && let Some(item) = descend(value, above).and_then(|list| list.get_mut(*index))
        && *item != stand_in
    {
        *item = stand_in;
        return true;
    }
    let Some(last) = segments.iter().rposition(|segment| matches!(segment, Segment::Map { .. })) else {
        return false;
    };
    let (above, rest) = segments.split_at(last);
    let (Some(block), Some(Segment::Map { key })) = (descend(value, above), rest.first()) else {
        return false;
    };
    block.as_mapping_mut().is_some_and(|map| map.shift_remove(key.as_str()).is_some())
}

fn descend<'v>(value: &'v mut Value, path: &[&Segment]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |at, segment| match segment {
        Segment::Map { key } => at.get_mut(key.as_str()),
        Segment::Seq { index } => at.get_mut(*index),
        Segment::Enum { .. } | Segment::Unknown => None,
    })
}

/// Records serde's complaint in an editor's words.
///
/// serde hands its structured complaints over as fixed English sentences; the tests below pin them.
fn explain(complaint: &str, found: &Found, faults: &mut Faults) {
    let (kind, wanted) = complaint.rsplit_once(", expected ").unwrap_or((complaint, ""));
    let span = found.node.span;
    if kind.starts_with("unknown field ") {
        let Some((key, span)) = found.key else { return };
        let names = backticked(wanted);
        // Likeness is costly to measure, and hints behind the last fault shown are in vain.
        let hint = if faults.is_full() { String::new() } else { advice(key, &names) };
        faults.add(span, format!("unknown key `{}`", short(key)), hint);
    } else if kind.starts_with("unknown variant ") {
        let names = backticked(wanted);
        let Content::Text(text) = &found.node.content else { return };
        let of = found.key.map_or(String::new(), |(key, _)| format!("`{key}` "));
        let hint = match nearest(text, &names).filter(|_| !faults.is_full()) {
            Some(name) => format!("did you mean `{name}`? It can be {}", choice(&names)),
            None => format!("write {}", choice(&names)),
        };
        faults.add(span, format!("{of}cannot be `{}`", short(text)), hint);
    } else if kind.starts_with("invalid type: ") {
        let wanted = match wanted {
            "a string" => "text",
            "a Value::Tagged enum" => "one word",
            "a sequence" => "a list",
            "a map" => "a block of keys",
            wanted => wanted,
        };
        let of = found.key.map_or(String::new(), |(key, _)| format!("`{}` wants ", short(key)));
        let message = match found.key {
            Some(_) => format!("{of}{wanted}; this is {}", found.node.describe()),
            None => format!("this is {}, where {wanted} is wanted", found.node.describe()),
        };
        let shape = match (shape(wanted, &found.node.content), found.key) {
            ("", Some((key, _))) => example(key),
            (shape, _) => shape.to_owned(),
        };
        faults.add(span, message, shape);
    } else {
        faults.add(span, complaint, "");
    }
}

/// How to write what is wanted, where that helps.
fn shape(wanted: &str, content: &Content) -> &'static str {
    match content {
        Content::Block(_) if wanted.contains("text") || wanted.contains("term") || wanted == "one word" => {
            "text that holds a colon and a space, or braces, needs quotes"
        }
        Content::List(_) if wanted == "text" || wanted == "one word" => {
            "write one value, without brackets or dashes"
        }
        Content::List(_) if wanted.contains("list of texts") => {
            "a list can hold alternatives, but these no further lists"
        }
        Content::List(_) if wanted.starts_with("a claim") => "open the claim with `- id:`",
        Content::Text(_) if wanted.starts_with("a claim") => "open the claim with `- id:`",
        _ => "",
    }
}

/// The names in backticks, in order.
fn backticked(list: &str) -> Vec<&str> {
    list.split('`').skip(1).step_by(2).collect()
}
