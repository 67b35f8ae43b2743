//! From findings to outcomes: verdicts, optional claims, waivers.

use super::Findings;
use crate::check::{Evidence, Outcome, Verdict};
use crate::claim::{Accept, Claim};
use crate::fact::Agreement;
use jiff::civil::Date;

/// The outcome of a claim (number `at` of its file).
///
/// `named`: whether the document names the claim's anchor at all. `today` decides whether a waiver still counts.
pub fn outcome(
    at: usize,
    claim: &Claim,
    findings: Findings,
    named: bool,
    prose: &str,
    today: Option<Date>,
) -> Outcome {
    let waived = claim.accept.as_ref().filter(|accept| match (accept.until, today) {
        (Some(until), Some(today)) => today <= until,
        _ => true,
    });
    let ended = claim.accept.as_ref().filter(|_| waived.is_none());
    let is_waived =
        |evidence: &Evidence| waived.is_some_and(|accept| same_words(&accept.found, evidence.span.of(prose)));
    let (mut good, mut bad): (Vec<Evidence>, Vec<Evidence>) =
        findings.evidence.into_iter().partition(|evidence| evidence.agreement != Agreement::Different);
    let accepted: Vec<Evidence>;
    (accepted, bad) = bad.into_iter().partition(is_waived);
    let verdict = match (good.is_empty(), bad.is_empty()) {
        (false, false) => Verdict::Conflicting,
        (true, false) => Verdict::Contradicted,
        (false, true) => Verdict::Confirmed,
        (true, true) if !accepted.is_empty() => Verdict::Accepted,
        (true, true) if named => Verdict::Missing,
        (true, true) => Verdict::Dropped,
    };
    let verdict = match verdict {
        Verdict::Missing | Verdict::Dropped if claim.optional => Verdict::Omitted,
        Verdict::Missing | Verdict::Dropped
            if waived.is_some_and(|accept| accept.found.eq_ignore_ascii_case(verdict.name())) =>
        {
            Verdict::Accepted
        }
        other => other,
    };
    let exact = good.iter().any(|evidence| evidence.agreement == Agreement::Equal);
    if exact {
        // A rounded or weaker mention stays silent where another mention is equal: headlines round.
        good.retain(|evidence| evidence.agreement == Agreement::Equal);
    }
    let mut warnings = findings.warnings;
    for evidence in &good {
        let told = matches!(evidence.agreement, Agreement::Weaker | Agreement::Sharper);
        let doubt = (told && !evidence.difference.is_empty()).then(|| evidence.difference.clone());
        warnings.extend(doubt.into_iter().chain(evidence.warnings.iter().cloned()));
    }
    warnings.dedup();
    let message = match verdict {
        Verdict::Contradicted | Verdict::Conflicting => {
            bad.first().map(|evidence| evidence.difference.clone()).unwrap_or_default()
        }
        Verdict::Missing | Verdict::Dropped | Verdict::Omitted => findings.reason,
        Verdict::Accepted => claim.accept.as_ref().map(|accept| accept.reason.clone()).unwrap_or_default(),
        Verdict::Confirmed => String::new(),
    };
    // A waiver that has run out is no reason to hold, and the reason why this fails since yesterday.
    let would_waive = |accept: &Accept| {
        bad.iter().any(|evidence| same_words(&accept.found, evidence.span.of(prose)))
            || accept.found.eq_ignore_ascii_case(verdict.name())
    };
    let ended = ended.filter(|_| verdict.is_discrepancy()).filter(|accept| would_waive(accept));
    let message = match ended.and_then(|accept| accept.until) {
        Some(day) => {
            let told = format!("the waiver of this ended on {}", day.strftime("%-d %B %Y"));
            if message.is_empty() { told } else { format!("{message}; {told}") }
        }
        None => message,
    };
    // A waiver of what the draft no longer says is either out of date or meant for other words.
    let accepts = verdict == Verdict::Accepted || !accepted.is_empty();
    let idle = waived.filter(|accept| !accepts && !would_waive(accept));
    let of = |accept: &Accept| match accept.found.as_str() {
        state @ ("missing" | "dropped") => format!("a fact that is {state}"),
        words => format!("“{words}”"),
    };
    let message = match idle {
        Some(accept) if verdict == Verdict::Confirmed => {
            warnings.push(format!("the waiver of {} is no longer needed: remove it", of(accept)));
            message
        }
        Some(accept) if verdict.is_discrepancy() => {
            let told = format!("the waiver is for {}", of(accept));
            if message.is_empty() { told } else { format!("{message}; {told}") }
        }
        _ => message,
    };
    let nearest = findings.nearest.filter(|_| good.is_empty() && bad.is_empty()).map(Box::new);
    let mut evidence = good;
    evidence.extend(bad);
    evidence.extend(accepted);
    evidence.sort_by_key(|evidence| (evidence.span.start, evidence.span.end));
    evidence.dedup();
    Outcome {
        claim: at,
        verdict,
        severity: claim.severity,
        message,
        warnings,
        evidence,
        nearest,
        because_of: None,
        together: Vec::new(),
    }
}

/// Whether two wordings are the same but for white space, dashes and case.
fn same_words(a: &str, b: &str) -> bool {
    let key = |text: &str| -> String {
        let dashes = text.replace(['–', '—', '‑', '−'], "-");
        dashes.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
    };
    key(a) == key(b)
}
