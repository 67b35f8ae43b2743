//! From a claim as written to the claim that is judged: its one expectation, its terms and conditions.

use super::hint::{choice, short};
use super::leaf::{Lists, Text};
use super::raw;
use super::tree::{Content, Node};
use super::value::{LONGEST_TERM, Lowering, placed};
use crate::claim::*;
use crate::fact::{Kind, Leniency, Precision};
use crate::text::Span;

impl Lowering<'_, '_> {
    /// A claim, or `None` if it is not one; the faults are recorded.
    ///
    /// `node` is the claim's block with the keys it inherits; `whole` says that all its keys could be read, so what
    /// is missing is really missing.
    pub(super) fn claim(&mut self, node: &Node, span: Span, raw: raw::Claim, whole: bool) -> Option<Claim> {
        let before = self.faults.len();
        let id = match (&raw.id, node.get("id")) {
            (Some(Text(id)), Some(at)) => self.id(id, at.span),
            _ if whole => self.missing(span, "this claim has no `id`", "add one, such as `id: plant-cost`"),
            _ => None,
        };
        let about = self.terms(placed(&raw.about, node, "about"));
        let derived = || Operator::ALL.iter().any(|operator| node.get(operator.name()).is_some());
        if about.is_empty() && whole && node.get("about").is_none() && !derived() {
            let hint = "add the words by which the fact is found, such as `about: [visit, Putin]`";
            self.missing::<()>(head(node, span), "this claim has no `about`", hint);
        }
        let (expectation, value_span) = self.expectation(node, span, &raw, whole).unzip();
        let context = self.terms(placed(&raw.context, node, "where"));
        let not = self.terms(placed(&raw.not, node, "not"));
        let during = placed(&raw.during, node, "during");
        let conditions = Conditions {
            during: during.and_then(|date| self.figure(Kind::Date, date)).map(Box::new),
            by: placed(&raw.by, node, "by").and_then(|names| self.any_of(names)),
            modality: raw.modality,
        };
        let tolerance = placed(&raw.tolerance, node, "tolerance").and_then(|text| self.tolerance(text));
        let checked = raw.checked.and_then(|checked| self.checked(checked, node.get("checked")?));
        let accept = raw.accept.and_then(|accept| self.accept(accept, node.get("accept")?)).map(Box::new);
        let tags = self.plain_texts(placed(&raw.tags, node, "tags"));
        if self.faults.len() > before {
            return None;
        }
        Some(Claim {
            id: id?,
            span,
            value_span: value_span?,
            about,
            context,
            not,
            within: raw.within,
            expectation: expectation?,
            conditions,
            severity: raw.severity.unwrap_or_default(),
            optional: raw.optional.is_some_and(|switch| switch.0),
            leniency: Leniency { precision: precision(raw.precision), tolerance, ..Leniency::default() },
            source: raw.source.map(|text| text.0),
            checked,
            note: raw.note.map(|text| text.0),
            tags,
            accept,
        })
    }

    fn id(&mut self, id: &str, span: Span) -> Option<String> {
        let fits = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_' | '.');
        if !id.is_empty() && id.len() <= LONGEST_TERM && id.chars().all(fits) {
            return Some(id.to_owned());
        }
        let better: String = id.chars().take(40).map(|char| if fits(char) { char } else { '-' }).collect();
        let better = better.trim_matches('-').to_lowercase();
        let example = if better.is_empty() { "plant-cost" } else { &better };
        let message = format!("`{}` cannot be an id", short(id));
        self.faults.add(span, message, format!("letters, figures, - and _ only, such as `{example}`"));
        None
    }

    /// The one expectation of a claim and the place of its value.
    fn expectation(
        &mut self,
        node: &Node,
        span: Span,
        raw: &raw::Claim,
        whole: bool,
    ) -> Option<(Expectation, Span)> {
        let stands = |name: &&str| node.entry(name).is_some();
        let mut operators = Operator::ALL.into_iter().map(Operator::name).filter(stands);
        let mut found = schema::expectations().filter(stands);
        let operator = operators.next();
        if let (Some(first), Some(second)) = (operator, operators.next()) {
            return self.second(node, first, second);
        }
        match (operator, found.next(), found.next()) {
            (None, Some(only), None) => self.plain(node, raw, only),
            (Some(operator), Some(only), None) => self.derived(node, raw, operator, only),
            (_, Some(first), Some(second)) => self.second(node, first, second),
            (Some(operator), None, _) if whole => {
                let kinds = choice(&Kind::ALL.map(Kind::name));
                let message = format!("this `{operator}` has no result");
                let at = node.entry(operator).map_or(span, |entry| entry.key_span);
                self.missing(at, &message, &format!("add the value it comes to: {kinds}"))
            }
            (None, None, _) if whole => {
                let names: Vec<&str> = schema::expectations().collect();
                let hint = format!("add one of {}", choice(&names));
                self.missing(head(node, span), "this claim says nothing that must hold", &hint)
            }
            (_, None, _) => None,
        }
    }

    fn second<T>(&mut self, node: &Node, first: &str, second: &str) -> Option<T> {
        let mut places =
            [first, second].map(|name| node.entry(name).map_or(node.span, |entry| entry.key_span));
        let mut names = [first, second];
        if places[0] > places[1] {
            places.swap(0, 1);
            names.swap(0, 1);
        }
        let message = format!("a claim holds one expectation; `{}` stands above already", names[0]);
        self.missing(places[1], &message, "make two claims of it, each with its own id")
    }

    fn plain(&mut self, node: &Node, raw: &raw::Claim, name: &str) -> Option<(Expectation, Span)> {
        let at = node.get(name)?;
        let expectation = match name {
            "attendees" => Expectation::Attendees(self.attendees(raw.attendees.as_ref()?, at)?),
            "list" => Expectation::List(self.list(raw.list.as_ref()?, at)?),
            "title" => Expectation::Title(self.words(raw.title.as_ref()?, at.span)?),
            "name" => Expectation::Name(self.words(raw.name.as_ref()?, at.span)?),
            "quote" => Expectation::Quote(self.words(raw.quote.as_ref()?, at.span)?),
            "states" => Expectation::States(self.some_terms((raw.states.as_ref()?, at))?),
            "states_not" => Expectation::StatesNot(self.some_terms((raw.states_not.as_ref()?, at))?),
            "text" => Expectation::Text(self.term(&raw.text.as_ref()?.0, at.span)?),
            "without" => Expectation::Without(self.term(&raw.without.as_ref()?.0, at.span)?),
            _ => {
                let (kind, text) = figure_of(raw, name)?;
                Expectation::Figure(self.figure(kind, (text, at))?)
            }
        };
        Some((expectation, at.span))
    }

    fn derived(
        &mut self,
        node: &Node,
        raw: &raw::Claim,
        operator: &str,
        name: &str,
    ) -> Option<(Expectation, Span)> {
        let at = node.get(name)?;
        let Some((kind, text)) = figure_of(raw, name) else {
            if Kind::ALL.iter().any(|kind| kind.name() == name) {
                return None;
            }
            let entry = node.entry(name)?;
            let message = format!("`{operator}` comes to a figure; `{name}` is none");
            let hint = format!("give its result as {}", choice(&Kind::ALL.map(Kind::name)));
            return self.missing(entry.key_span, &message, &hint);
        };
        let result = self.figure(kind, (text, at));
        let (operator, of) = match operator {
            "sum" => (Operator::Sum, &raw.sum),
            "difference" => (Operator::Difference, &raw.difference),
            "ratio" => (Operator::Ratio, &raw.ratio),
            _ => (Operator::Elapsed, &raw.elapsed),
        };
        let of = of.as_ref()?.0.clone();
        let ids = node.get(operator.name())?;
        let pair = matches!(operator, Operator::Ratio | Operator::Elapsed);
        if of.len() < 2 || (pair && of.len() != 2) {
            let wanted = if pair { "two ids" } else { "two ids or more" };
            let message = format!("`{}` wants a list of {wanted}", operator.name());
            return self.missing(
                ids.span,
                &message,
                &format!("as in `{}: [first, second]`", operator.name()),
            );
        }
        Some((Expectation::Derived(Derived { operator, of, result: result? }), at.span))
    }

    fn attendees(&mut self, raw: &raw::Attendees, at: &Node) -> Option<Attendees> {
        let present = self.terms(placed(&raw.present, at, "present"));
        let absent = self.terms(placed(&raw.absent, at, "absent"));
        let also = self.terms(placed(&raw.also, at, "also"));
        if present.is_empty() && absent.is_empty() {
            let hint = "name those who came under `present`, those who did not under `absent`";
            return self.missing(at.span, "nobody is named here", hint);
        }
        let only = raw.only.is_some_and(|switch| switch.0);
        Some(Attendees { present, absent, also, only })
    }

    fn list(&mut self, raw: &Lists, at: &Node) -> Option<Members> {
        let before = self.faults.len();
        let members = match raw {
            Lists::Short(has) => {
                Members { has: self.terms(Some((has, at))), only: true, ..Members::default() }
            }
            Lists::Long(long) => Members {
                has: self.terms(placed(&long.has, at, "has")),
                lacks: self.terms(placed(&long.lacks, at, "lacks")),
                also: self.terms(placed(&long.also, at, "also")),
                only: long.only.is_some_and(|switch| switch.0),
            },
        };
        if self.faults.len() > before {
            return None;
        }
        if members.has.is_empty() && members.lacks.is_empty() {
            let hint = "name its members, as in `list: [China, France]`";
            return self.missing(at.span, "this list names nothing", hint);
        }
        Some(members)
    }

    fn checked(&mut self, raw: raw::Checked, at: &Node) -> Option<Checked> {
        let date = placed(&raw.date, at, "date").and_then(|day| self.day(day));
        Some(Checked { by: raw.by.map(|text| text.0), date })
    }

    fn accept(&mut self, raw: raw::Accept, at: &Node) -> Option<Accept> {
        let until = placed(&raw.until, at, "until").and_then(|day| self.day(day));
        let mut wanted = |text: Option<Text>, key: &str, hint: &str| match text {
            Some(Text(text)) if !text.trim().is_empty() => Some(text),
            _ => self.missing(at.span, &format!("this waiver has no `{key}`"), hint),
        };
        let found = wanted(raw.found, "found", "add the words found in the draft, or `found: missing`");
        let reason = wanted(raw.reason, "reason", "say why the discrepancy may stand");
        Some(Accept { found: found?, reason: reason?, by: raw.by.map(|text| text.0), until })
    }
}

/// Where a claim is pointed at: its id, else its first key.
fn head(node: &Node, span: Span) -> Span {
    match &node.content {
        Content::Block(entries) => {
            let entry = node.entry("id").or(entries.first());
            entry.map_or(span, |entry| entry.key_span.to(entry.value.span))
        }
        _ => span,
    }
}

fn figure_of<'r>(raw: &'r raw::Claim, name: &str) -> Option<(Kind, &'r Text)> {
    let kind = Kind::ALL.into_iter().find(|kind| kind.name() == name)?;
    let text = match kind {
        Kind::Date => &raw.date,
        Kind::Time => &raw.time,
        Kind::Duration => &raw.duration,
        Kind::Money => &raw.money,
        Kind::Quantity => &raw.quantity,
        Kind::Percent => &raw.percent,
        Kind::Number => &raw.number,
        Kind::Ordinal => &raw.ordinal,
    };
    Some((kind, text.as_ref()?))
}

const fn precision(raw: Option<raw::Exactness>) -> Precision {
    match raw {
        None => Precision::Hedged,
        Some(raw::Exactness::Exact) => Precision::Exact,
        Some(raw::Exactness::Rounded) => Precision::Rounded,
    }
}
