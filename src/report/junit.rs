//! JUnit XML: a suite for each claim file on a document, a case for each claim.

use super::results::{CheckResult, ErrorResult, VerdictResult};
use super::{Report, Style, clean, words};
use crate::check::Verdict;
use crate::claim::Severity;
use quick_junit::{NonSuccessKind, Report as JunitReport, TestCase, TestCaseStatus, TestSuite};

/// The whole run.
pub fn render(report: &Report<'_>, _style: &Style) -> String {
    let mut junit = JunitReport::new("factlock");
    if !report.results.errors.is_empty() {
        let mut suite = TestSuite::new("what could not be checked");
        suite.add_test_cases(report.results.errors.iter().map(error));
        junit.add_test_suite(suite);
    }
    junit.add_test_suites(report.results.checks.iter().map(suite));
    // Every string has been cleaned of what XML cannot hold.
    junit.to_string().unwrap_or_default()
}

fn suite(check: &CheckResult) -> TestSuite {
    let mut suite = TestSuite::new(clean::line(&format!("{} on {}", check.claims, check.document)));
    suite.add_test_cases(check.verdicts.iter().map(|verdict| case(check, verdict)));
    suite
}

fn case(check: &CheckResult, verdict: &VerdictResult) -> TestCase {
    let message = clean::line(&words::sentence(verdict));
    let fails = verdict.verdict.is_discrepancy() && verdict.severity == Severity::Error;
    let status = if fails {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_type(verdict.verdict.name()).set_message(message.clone());
        status.set_description(clean::text(&description(check, verdict)));
        status
    } else if matches!(verdict.verdict, Verdict::Omitted | Verdict::Accepted) {
        let mut status = TestCaseStatus::skipped();
        status.set_message(clean::line(verdict.accepted.as_deref().unwrap_or("optional and left out")));
        status
    } else {
        TestCaseStatus::success()
    };
    let mut case = TestCase::new(clean::line(&verdict.id), status);
    case.set_classname(clean::line(&check.document));
    if !fails && (verdict.verdict.is_discrepancy() || verdict.is_doubtful()) {
        case.set_system_out(format!("{}: {message}", words::verdict(verdict)));
    }
    case
}

/// Place, sentence and source, a line each.
fn description(check: &CheckResult, verdict: &VerdictResult) -> String {
    let found = verdict.telling();
    let mut lines = vec![format!("{}: {}", words::locus(&check.document, found), words::sentence(verdict))];
    lines.extend(found.map(|found| format!("sentence: {}", clean::line(&found.sentence))));
    lines.extend(verdict.source.as_ref().map(|source| format!("source: {}", clean::line(source))));
    lines.push(format!("claim: {}:{}:{}", verdict.claim.file, verdict.claim.line, verdict.claim.column));
    lines.join("\n")
}

fn error(error: &ErrorResult) -> TestCase {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_message(clean::line(&words::error(error)));
    TestCase::new(clean::line(error.file.as_deref().unwrap_or("factlock")), status)
}
