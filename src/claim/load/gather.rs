//! The list of claims: groups with what they share, each claim with what it inherits.

use super::derived::Parts;
use super::fault::Faults;
use super::hint::short;
use super::leaf::Text;
use super::tree::{Content, Entry, Node};
use super::value::Lowering;
use super::{raw, read};
use crate::claim::{Claim, Operator, schema};
use crate::text::Span;
use schemars::JsonSchema;
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

/// The most values that the claims of a file may take over from what they share.
const MOST_INHERITED: usize = 500_000;

/// Leaves out the keys that `T` does not know: they are recorded as faults where they stand.
pub(super) fn known<T: JsonSchema>(entries: &mut Vec<Entry>) {
    if !entries.is_empty() {
        let keys = schema::keys::<T>();
        entries.retain(|entry| keys.iter().any(|key| *key == entry.key));
    }
}

/// Adds what is inherited to a block that lacks it.
fn take_over<'n>(entries: &mut Vec<Entry<'n>>, inherited: &[Entry<'n>]) {
    let own = entries.len();
    for outer in inherited {
        if !entries.iter().take(own).any(|entry| entry.key == outer.key) {
            entries.push(outer.clone());
        }
    }
}

/// What the list of claims yields.
#[derive(Default)]
pub(super) struct Gathered<'n> {
    /// The claims without fault, in the order of the file.
    pub(super) claims: Vec<Claim>,
    /// Every id, and where it stands.
    pub(super) ids: HashMap<Cow<'n, str>, Span>,
    /// What the derived claims are computed from.
    pub(super) derived: Vec<Parts>,
    /// How many values have been taken over by claims so far.
    inherited: usize,
}

impl<'n> Gathered<'n> {
    /// Reads a list of claims and groups of claims, each of which takes over `inherited` where it lacks the key.
    pub(super) fn list(&mut self, list: Node<'n>, inherited: &[Entry<'n>], lowering: &mut Lowering) {
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
                self.claims.reserve(items.len());
                self.ids.reserve(items.len());
                let weight: usize = inherited.iter().map(|entry| entry.value.count()).sum();
                for item in items {
                    self.inherited += weight;
                    if self.inherited > MOST_INHERITED {
                        let hint = "shorten what they share, or split the file";
                        lowering.faults.add(span, "these claims share too many values", hint);
                        return;
                    }
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

    fn group(&mut self, item: Node<'n>, inherited: &[Entry<'n>], lowering: &mut Lowering) {
        let span = item.span;
        let before = lowering.faults.len();
        // Read for its faults alone: each claim reads the shared keys again together with its own.
        let _: Option<raw::Group> = read::read(&item, &["claims", "shared"], lowering.faults);
        let (mut shared, mut list) = (None, None);
        if let Content::Block(entries) = item.content {
            for entry in entries {
                match &*entry.key {
                    "shared" => shared = Some(entry.value),
                    "claims" => list = Some(entry.value),
                    _ => {}
                }
            }
        }
        let Some(shared) = shared else { return };
        if matches!(shared.content, Content::Empty) {
            let hint = "write what the claims share, or list them without it";
            lowering.faults.add(span, "`shared` has no value", hint);
        }
        let _: Option<raw::Shared> = read::read(&shared, &["claims"], lowering.faults);
        let whole = lowering.faults.len() == before;
        let mut taken = Vec::new();
        let mut inner = None;
        if let Content::Block(entries) = shared.content {
            for entry in entries {
                if entry.key == "claims" { inner = Some(entry.value) } else { taken.push(entry) }
            }
        }
        if !whole {
            known::<raw::Shared>(&mut taken);
        }
        take_over(&mut taken, inherited);
        if list.is_none() && inner.is_none() && whole {
            let hint = "add `claims:` with the claims that share this";
            lowering.faults.add(span, "nothing shares these keys", hint);
        }
        for list in [list, inner].into_iter().flatten() {
            self.list(list, &taken, lowering);
        }
    }

    fn claim(&mut self, mut node: Node<'n>, inherited: &[Entry<'n>], lowering: &mut Lowering) {
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
            take_over(entries, inherited);
        }
        let before = lowering.faults.len();
        let Some(raw) = read::read::<raw::Claim>(&node, &[], lowering.faults) else { return };
        let whole = lowering.faults.len() == before;
        self.name(&node, &raw, lowering.faults);
        self.claims.extend(lowering.claim(&node, span, raw, whole));
    }

    /// Notes a claim's id and, if it is derived, its parts, even where the rest of the claim is faulty.
    fn name(&mut self, node: &Node<'n>, raw: &raw::Claim, faults: &mut Faults) {
        let (Some(Text(id)), Some(at)) = (&raw.id, node.get("id")) else { return };
        let Content::Text(name) = &at.content else { return };
        match self.ids.entry(name.clone()) {
            Slot::Vacant(free) => {
                free.insert(at.span);
            }
            Slot::Occupied(first) => {
                let line = faults.line(first.get().start);
                let hint = format!("line {line} has it already: give each claim its own id");
                faults.add(at.span, format!("a second claim with the id `{}`", short(id)), hint);
                return;
            }
        }
        for (operator, of) in Operator::ALL.iter().zip([&raw.sum, &raw.difference, &raw.ratio, &raw.elapsed])
        {
            if let (Some(of), Some(at)) = (of, node.get(operator.name())) {
                let places = (0..of.0.len()).map(|index| at.item(index).span);
                let of = of.0.iter().cloned().zip(places).collect();
                self.derived.push(Parts { id: id.clone(), operator: *operator, of });
            }
        }
    }
}
