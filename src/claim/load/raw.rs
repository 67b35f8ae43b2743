//! Claim files as serde reads them: plain values, still as written. The doc comments here are what an editor sees
//! when the schema is loaded into a code editor.

#![allow(dead_code, reason = "what claims inherit is read here for its faults and for the schema alone")]

use super::leaf::{Lists, Switch, Terms, Text, Texts};
use crate::claim::{Modality, Severity, Within};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A claim file: the facts that a text must keep, whatever its wording.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a block of keys such as `title:` and `claims:`")]
#[schemars(title = "factlock claim file")]
pub(crate) struct File {
    /// Version of the claim language: 1.
    pub(crate) version: Option<Text>,
    /// What the claims are about, for people.
    pub(crate) title: Option<Text>,
    /// The day the source was written, as 2024-11-29. "This year", "last month" and "27 November" are read against it.
    pub(crate) written: Option<Text>,
    /// The documents the claims apply to: files, folders or globs, relative to this file.
    pub(crate) documents: Option<Texts>,
    /// How a bare $ and 03/06/2024 are read.
    pub(crate) locale: Option<Locale>,
    /// Wordings that mean the same person, place or thing: the name, then a list of its other wordings.
    pub(crate) aliases: Option<BTreeMap<String, Texts>>,
    /// What every claim of the file takes over unless it says otherwise.
    pub(crate) defaults: Option<Defaults>,
    /// The claims, in any order.
    #[schemars(with = "Vec<Entry>", required, length(min = 1))]
    pub(crate) claims: Option<IgnoredAny>,
    /// Figures of the documents that need no claim.
    pub(crate) ignore: Option<Vec<Ignore>>,
}

/// A claim, or several that share some of their keys: for the schema alone, as the loader reads them one by one.
pub(crate) struct Entry;

impl JsonSchema for Entry {
    fn schema_name() -> Cow<'static, str> {
        "Entry".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (group, claim) = (generator.subschema_for::<Group>(), generator.subschema_for::<Claim>());
        json_schema!({"if": {"required": ["shared"]}, "then": group, "else": claim})
    }
}

/// How a bare $ and 03/06/2024 are read.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a block with `currency`, `dates` or `tons`")]
pub(crate) struct Locale {
    /// The currency of a bare symbol such as $, as its ISO 4217 code: USD.
    pub(crate) currency: Option<Text>,
    /// Whether 03/06/2024 is 3 June (dmy) or 6 March (mdy).
    pub(crate) dates: Option<Dates>,
    /// What "tons" are: metric tonnes, short tons (907 kg) or long tons (1,016 kg).
    pub(crate) tons: Option<Tons>,
}

/// Order of day and month.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Dates {
    /// 03/06/2024 is 3 June.
    Dmy,
    /// 03/06/2024 is 6 March.
    Mdy,
}

/// Meaning of "tons".
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Tons {
    /// Tonnes of 1,000 kg.
    Metric,
    /// Short tons of 2,000 pounds (907 kg).
    Short,
    /// Long tons of 2,240 pounds (1,016 kg).
    Long,
}

/// What every claim of the file takes over unless it says otherwise.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "a block with `within`, `severity`, `optional`, `precision` or `tolerance`"
)]
pub(crate) struct Defaults {
    /// The widest piece of text the terms of `about` may spread over.
    pub(crate) within: Option<Within>,
    /// What a discrepancy counts as.
    pub(crate) severity: Option<Severity>,
    /// Whether the claim may be left out of a draft.
    pub(crate) optional: Option<Switch>,
    /// How exact the draft must be.
    pub(crate) precision: Option<Exactness>,
    /// How far the draft's value may lie from the claimed one, as a percentage: 1%.
    pub(crate) tolerance: Option<Text>,
}

/// Figures of the documents that need no claim.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a block with `text` and `reason`")]
pub(crate) struct Ignore {
    /// The words in which the figure stands, or a /pattern/.
    #[schemars(required)]
    pub(crate) text: Option<Text>,
    /// Why it needs no claim.
    pub(crate) reason: Option<Text>,
}

/// Claims that share some of their keys.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a block with `shared` and `claims`")]
pub(crate) struct Group {
    /// What each of the claims takes over unless it has the key itself.
    #[schemars(required)]
    pub(crate) shared: Option<Shared>,
    /// The claims that share it.
    #[schemars(with = "Option<Vec<Entry>>")]
    pub(crate) claims: Option<IgnoredAny>,
}

/// What several claims share.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a block of keys that its claims share, such as `source:`")]
pub(crate) struct Shared {
    /// The fact's own terms, all of them in one sentence.
    pub(crate) about: Option<Terms>,
    /// Context terms, in the same paragraph or its headings.
    #[serde(rename = "where")]
    pub(crate) context: Option<Terms>,
    /// Terms that rule a sentence out.
    pub(crate) not: Option<Terms>,
    /// The widest piece of text the terms of `about` may spread over.
    pub(crate) within: Option<Within>,
    /// The same sentence must place the fact at this date.
    pub(crate) during: Option<Text>,
    /// Whose statement it is: the speaker, or the source the text names.
    pub(crate) by: Option<Texts>,
    /// What it is stated as.
    #[serde(rename = "as")]
    pub(crate) modality: Option<Modality>,
    /// What a discrepancy counts as.
    pub(crate) severity: Option<Severity>,
    /// Whether the claims may be left out of a draft.
    pub(crate) optional: Option<Switch>,
    /// How exact the draft must be.
    pub(crate) precision: Option<Exactness>,
    /// How far the draft's value may lie from the claimed one, as a percentage: 1%.
    pub(crate) tolerance: Option<Text>,
    /// Where the facts come from.
    pub(crate) source: Option<Text>,
    /// Who checked the claims, and when.
    pub(crate) checked: Option<Checked>,
    /// A remark for people.
    pub(crate) note: Option<Text>,
    /// Labels for `--tag`.
    pub(crate) tags: Option<Texts>,
    /// The claims that share all this, where they do not stand beside `shared`.
    #[schemars(with = "Option<Vec<Entry>>")]
    pub(crate) claims: Option<IgnoredAny>,
}

/// One claim: what it is about, what must hold, under which conditions.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a claim with its keys")]
#[schemars(transform = crate::claim::schema::one_expectation)]
pub(crate) struct Claim {
    /// The claim's name, once in the file: plant-cost.
    #[schemars(required)]
    pub(crate) id: Option<Text>,
    /// The fact's own terms, all of them in one sentence; the first is the one the figure stands by. A list in the list means any of these.
    pub(crate) about: Option<Terms>,
    /// Context terms, in the same paragraph or its headings.
    #[serde(rename = "where")]
    pub(crate) context: Option<Terms>,
    /// Terms that rule a sentence out.
    pub(crate) not: Option<Terms>,
    /// The widest piece of text the terms of `about` may spread over.
    pub(crate) within: Option<Within>,

    /// A date or span of dates: 27–28 November 2024, until 2028, 2024-11.
    pub(crate) date: Option<Text>,
    /// A clock time: 14:30, 9 a.m.
    pub(crate) time: Option<Text>,
    /// A length of time: three weeks, 45 minutes.
    pub(crate) duration: Option<Text>,
    /// An amount of money: $10–12 billion, EUR 3.5m.
    pub(crate) money: Option<Text>,
    /// An amount with its unit: 285,000 tonnes, 350 km.
    pub(crate) quantity: Option<Text>,
    /// A percentage: 12%, 3.5 per cent.
    pub(crate) percent: Option<Text>,
    /// A count; the counted thing goes into `about`: three, at least 40.
    pub(crate) number: Option<Text>,
    /// A place in an order: second, 30th.
    pub(crate) ordinal: Option<Text>,
    /// Who came and who did not.
    pub(crate) attendees: Option<Attendees>,
    /// A list that names these and nothing else; the long form is {has, lacks, also, only}.
    pub(crate) list: Option<Lists>,
    /// The title or office of the person in `about`.
    pub(crate) title: Option<Text>,
    /// The proper name of the thing in `about`.
    pub(crate) name: Option<Text>,
    /// Words that stand inside quotation marks.
    pub(crate) quote: Option<Text>,
    /// What the text must state: terms as in `about`.
    pub(crate) states: Option<Terms>,
    /// What the text must deny: terms as in `about`.
    pub(crate) states_not: Option<Terms>,
    /// Words or a /pattern/ that must occur.
    pub(crate) text: Option<Text>,
    /// Words or a /pattern/ that must not occur.
    pub(crate) without: Option<Text>,
    /// Ids of claims whose figures add up to the value.
    pub(crate) sum: Option<Texts>,
    /// Ids of claims: the first figure less the others is the value.
    pub(crate) difference: Option<Texts>,
    /// Ids of two claims: the first figure divided by the second is the value.
    pub(crate) ratio: Option<Texts>,
    /// Ids of two claims: the time from the first date to the second is the value.
    pub(crate) elapsed: Option<Texts>,

    /// The same sentence must place the fact at this date.
    pub(crate) during: Option<Text>,
    /// Whose statement it is: the speaker, or the source the text names. Several names mean any of them.
    pub(crate) by: Option<Texts>,
    /// What it is stated as.
    #[serde(rename = "as")]
    pub(crate) modality: Option<Modality>,
    /// What a discrepancy counts as.
    pub(crate) severity: Option<Severity>,
    /// Whether the claim may be left out of a draft.
    pub(crate) optional: Option<Switch>,
    /// How exact the draft must be.
    pub(crate) precision: Option<Exactness>,
    /// How far the draft's value may lie from the claimed one, as a percentage: 1%.
    pub(crate) tolerance: Option<Text>,
    /// Where the fact comes from.
    pub(crate) source: Option<Text>,
    /// Who checked the claim, and when.
    pub(crate) checked: Option<Checked>,
    /// A remark for people.
    pub(crate) note: Option<Text>,
    /// Labels for `--tag`.
    pub(crate) tags: Option<Texts>,
    /// A discrepancy that is known and waived.
    pub(crate) accept: Option<Accept>,
}

/// How exact a draft must be.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Exactness {
    /// No rounding at all.
    Exact,
    /// A rounding needs no "about".
    Rounded,
}

/// Who came and who did not.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a block with `present`, `absent`, `also` or `only`")]
pub(crate) struct Attendees {
    /// Must be named as present.
    pub(crate) present: Option<Terms>,
    /// Must be named as absent.
    pub(crate) absent: Option<Terms>,
    /// May be present.
    pub(crate) also: Option<Terms>,
    /// Whether nobody else may be present.
    pub(crate) only: Option<Switch>,
}

/// What a list must hold, at length.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a list, or a block with `has`, `lacks`, `also` or `only`")]
pub(crate) struct Members {
    /// Must be in the list.
    pub(crate) has: Option<Terms>,
    /// Must not be in the list.
    pub(crate) lacks: Option<Terms>,
    /// May be in the list.
    pub(crate) also: Option<Terms>,
    /// Whether nothing else may be in the list.
    pub(crate) only: Option<Switch>,
}

/// Who checked a claim, and when.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a block with `by` and `date`")]
pub(crate) struct Checked {
    /// Who: a name or initials.
    pub(crate) by: Option<Text>,
    /// When, as 2024-12-02.
    pub(crate) date: Option<Text>,
}

/// A discrepancy that is known and waived.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a block with `found` and `reason`")]
pub(crate) struct Accept {
    /// The words found in the draft, exactly these; or `missing`, or `dropped`.
    #[schemars(required)]
    pub(crate) found: Option<Text>,
    /// Why it is waived.
    #[schemars(required)]
    pub(crate) reason: Option<Text>,
    /// Who decided.
    pub(crate) by: Option<Text>,
    /// The last day the waiver counts, as 2025-01-31.
    pub(crate) until: Option<Text>,
}
