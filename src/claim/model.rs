//! The claim language as types (design §3).

use crate::fact::{Context, Fact, Kind, Leniency};
use crate::text::Span;
use jiff::civil::Date;
use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;

/// A claim file.
#[derive(Debug, Clone)]
pub struct ClaimFile {
    /// Path relative to the working directory, with `/`.
    pub path: String,
    /// The file's own text, which the spans below point into.
    pub source: String,
    /// What the claims are about, for people.
    pub title: Option<String>,
    /// How values are read: the day the source was written, the locale.
    pub context: Context,
    /// Globs of the documents the claims apply to, relative to the file's folder.
    pub documents: Vec<String>,
    /// Groups of wordings that mean the same; the first of each group is its key in the file.
    pub aliases: Vec<Vec<Term>>,
    /// The claims, in the order of the file.
    pub claims: Vec<Claim>,
    /// Figures that need no claim.
    pub ignore: Vec<Ignore>,
}

/// One claim.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Its name, unique in the file.
    pub id: String,
    /// Where it stands in the file: its first byte to its last.
    pub span: Span,
    /// Where its expected value stands in the file (the scalar's bytes, quotes included).
    pub value_span: Span,
    /// The fact's own terms; the first is the anchor. Empty only for some derived claims.
    pub about: Vec<AnyOf>,
    /// Context terms, anywhere in the paragraph or its headings.
    pub context: Vec<AnyOf>,
    /// Terms that disqualify a scope.
    pub not: Vec<AnyOf>,
    /// The widest piece `about` may spread over; `None`: the expectation's own default.
    pub within: Option<Within>,
    /// What must hold.
    pub expectation: Expectation,
    /// Conditions on the bound fact.
    pub conditions: Conditions,
    /// What a discrepancy counts as.
    pub severity: Severity,
    /// Whether the claim may be left out.
    pub optional: bool,
    /// Precision and tolerance.
    pub leniency: Leniency,
    /// Where the fact comes from.
    pub source: Option<String>,
    /// Who checked it, and when.
    pub checked: Option<Checked>,
    /// A remark for people.
    pub note: Option<String>,
    /// Labels for `--tag`.
    pub tags: Vec<String>,
    /// A waived discrepancy.
    pub accept: Option<Box<Accept>>,
}

/// Any one of these terms.
#[derive(Debug, Clone)]
pub struct AnyOf(pub Vec<Term>);

/// A wording to look for.
#[derive(Debug, Clone)]
pub enum Term {
    /// Words, matched in their inflected forms.
    Words(String),
    /// `/…/`: a regular expression.
    Pattern(Regex),
}

/// The widest piece of a document a claim's terms may spread over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Within {
    /// One sentence, list item or table row.
    Sentence,
    /// One paragraph.
    Paragraph,
    /// All below one heading.
    Section,
    /// The whole document.
    Document,
}

/// What a claim expects. Exactly one per claim.
#[derive(Debug, Clone)]
pub enum Expectation {
    /// A figure of a kind.
    Figure(Figure),
    /// Who came and who did not.
    Attendees(Attendees),
    /// A closed list.
    List(Members),
    /// A person's title or office.
    Title(String),
    /// A proper name, or a modifier of a closed class.
    Name(String),
    /// Words inside quotation marks.
    Quote(String),
    /// A statement that must be made.
    States(Vec<AnyOf>),
    /// A statement that must be made in the negative.
    StatesNot(Vec<AnyOf>),
    /// Words or a pattern that must occur.
    Text(Term),
    /// Words or a pattern that must not occur.
    Without(Term),
    /// A value computed from other claims' facts.
    Derived(Derived),
}

/// A claimed figure.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The kind.
    pub kind: Kind,
    /// The value as the editor wrote it.
    pub written: String,
    /// The value as read; its span lies in `written`.
    pub fact: Fact,
}

/// Who came and who did not.
#[derive(Debug, Clone, Default)]
pub struct Attendees {
    /// Must be named as present.
    pub present: Vec<AnyOf>,
    /// Must be named as absent.
    pub absent: Vec<AnyOf>,
    /// May be present.
    pub also: Vec<AnyOf>,
    /// Whether nobody else may be present.
    pub only: bool,
}

/// A list's members.
#[derive(Debug, Clone, Default)]
pub struct Members {
    /// Must be in the list.
    pub has: Vec<AnyOf>,
    /// Must not be in the list.
    pub lacks: Vec<AnyOf>,
    /// May be in the list.
    pub also: Vec<AnyOf>,
    /// Whether nothing else may be in the list (the short form `[a, b]` says yes).
    pub only: bool,
}

/// A value computed from other claims' bound facts.
#[derive(Debug, Clone)]
pub struct Derived {
    /// The operator.
    pub operator: Operator,
    /// Ids of the parts, in order.
    pub of: Vec<String>,
    /// The expected result.
    pub result: Figure,
}

/// The operators over other claims' facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operator {
    /// The parts added up.
    Sum,
    /// The first less the others.
    Difference,
    /// The first divided by the second.
    Ratio,
    /// The time from the first to the second.
    Elapsed,
}

impl Operator {
    /// All operators.
    pub const ALL: [Operator; 4] = [Operator::Sum, Operator::Difference, Operator::Ratio, Operator::Elapsed];

    /// The name in claim files.
    pub const fn name(self) -> &'static str {
        match self {
            Operator::Sum => "sum",
            Operator::Difference => "difference",
            Operator::Ratio => "ratio",
            Operator::Elapsed => "elapsed",
        }
    }
}

/// Conditions on the bound fact.
#[derive(Debug, Clone, Default)]
pub struct Conditions {
    /// The same sentence must place it there.
    pub during: Option<Box<Figure>>,
    /// Whose statement it is.
    pub by: Option<AnyOf>,
    /// What it is stated as.
    pub modality: Option<Modality>,
}

/// What a statement is made as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// Told as a fact.
    Fact,
    /// An estimate, forecast or expectation.
    Estimate,
    /// A plan, intention or hope.
    Plan,
    /// A possibility.
    Possibility,
    /// Somebody's report or allegation.
    Report,
}

impl Modality {
    /// All modalities.
    pub const ALL: [Modality; 5] =
        [Modality::Fact, Modality::Estimate, Modality::Plan, Modality::Possibility, Modality::Report];

    /// The name in claim files.
    pub const fn name(self) -> &'static str {
        match self {
            Modality::Fact => "fact",
            Modality::Estimate => "estimate",
            Modality::Plan => "plan",
            Modality::Possibility => "possibility",
            Modality::Report => "report",
        }
    }
}

/// What a discrepancy counts as.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    serde::Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It fails the check.
    #[default]
    Error,
    /// It is shown and fails only where asked to.
    Warning,
    /// It is mentioned.
    Note,
}

impl Severity {
    /// The name in claim files and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// A sign-off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Who.
    pub by: Option<String>,
    /// When.
    pub date: Option<Date>,
}

/// A waived discrepancy: exactly these found words (or `missing`), for a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accept {
    /// The found words, or the name of a verdict (`missing`, `dropped`).
    pub found: String,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: Option<String>,
    /// Last day it counts.
    pub until: Option<Date>,
}

/// Figures that need no claim.
#[derive(Debug, Clone)]
pub struct Ignore {
    /// The words, or a pattern.
    pub text: Term,
    /// Why.
    pub reason: Option<String>,
}

impl Expectation {
    /// The key in claim files, which is also the verdict's `kind` in JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Expectation::Figure(figure) => figure.kind.name(),
            Expectation::Attendees(_) => "attendees",
            Expectation::List(_) => "list",
            Expectation::Title(_) => "title",
            Expectation::Name(_) => "name",
            Expectation::Quote(_) => "quote",
            Expectation::States(_) => "states",
            Expectation::StatesNot(_) => "states_not",
            Expectation::Text(_) => "text",
            Expectation::Without(_) => "without",
            Expectation::Derived(derived) => derived.operator.name(),
        }
    }
}

impl Within {
    /// All scopes, narrowest first.
    pub const ALL: [Within; 4] = [Within::Sentence, Within::Paragraph, Within::Section, Within::Document];

    /// The name in claim files.
    pub const fn name(self) -> &'static str {
        match self {
            Within::Sentence => "sentence",
            Within::Paragraph => "paragraph",
            Within::Section => "section",
            Within::Document => "document",
        }
    }
}

impl Term {
    /// The term as the editor wrote it, a pattern without its slashes.
    pub fn as_str(&self) -> &str {
        match self {
            Term::Words(words) => words,
            Term::Pattern(pattern) => pattern.as_str(),
        }
    }
}
