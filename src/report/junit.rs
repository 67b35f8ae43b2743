//! JUnit XML: a suite for each claim file on a document and a case for each claim; a case for each change of two drafts;
//! a suite for each covered document and a case for each figure.

use super::changes::ChangesResult;
use super::notice::{Notice, Related, notices};
use super::results::{CheckResult, ErrorResult, VerdictResult};
use super::{Content, Report, Style, clean, words};
use crate::check::Verdict;
use crate::claim::Severity;
use crate::cover::{CoveredDocument, CoveredFact, State};
use quick_junit::{NonSuccessKind, Report as JunitReport, TestCase, TestCaseStatus, TestSuite};

/// The whole run.
pub fn render(report: &Report<'_>, _style: &Style) -> String {
    let mut junit = JunitReport::new("factlock");
    let errors = report.content.errors();
    if !errors.is_empty() {
        junit.add_test_suite(suite("what could not be checked", errors.iter().map(error)));
    }
    let notices = notices(report.content);
    match report.content {
        Content::Check(results) => {
            junit.add_test_suites(results.checks.iter().map(|check| {
                let case = |verdict| verdict_case(check, verdict, &notices);
                suite(&format!("{} on {}", check.claims, check.document), check.verdicts().map(case))
            }));
            for (rule, name) in
                [("unclaimed", "figures that nobody has claimed"), ("changed", "changes since the record")]
            {
                let cases: Vec<TestCase> =
                    notices.iter().filter(|notice| notice.rule == rule).map(failing_case).collect();
                junit.add_test_suites((!cases.is_empty()).then(|| suite(name, cases)));
            }
            &mut junit
        }
        Content::Changes(changes) => junit.add_test_suite(changes_suite(changes, &notices)),
        Content::Cover(cover) => junit.add_test_suites(cover.documents.iter().map(|document| {
            let case = |fact| figure_case(document, fact, &notices);
            suite(&format!("claimed of {}", document.path), document.facts.iter().map(case))
        })),
    };
    // Every string has been cleaned of what XML cannot hold.
    junit.to_string().unwrap_or_default()
}

fn suite(name: &str, cases: impl IntoIterator<Item = TestCase>) -> TestSuite {
    let mut suite = TestSuite::new(clean::line(name));
    suite.add_test_cases(cases);
    suite
}

fn case(name: &str, class: &str, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(clean::line(name), status);
    case.set_classname(clean::line(class));
    case
}

fn verdict_case(check: &CheckResult, verdict: &VerdictResult, notices: &[Notice<'_>]) -> TestCase {
    let print = words::fingerprint(check, verdict);
    let notice = notices.iter().find(|notice| notice.fingerprint == print);
    let fails = notice.is_some_and(|notice| notice.level == Severity::Error);
    let status = match (notice, verdict.verdict) {
        (Some(notice), _) if fails => failed(notice),
        (_, Verdict::Omitted | Verdict::Accepted) => {
            skipped(verdict.accepted.as_deref().unwrap_or("optional and left out"))
        }
        _ => TestCaseStatus::success(),
    };
    let mut case = case(&verdict.id, &check.document, status);
    if let Some(notice) = notice.filter(|_| !fails) {
        case.set_system_out(clean::line(&format!("{}: {}", notice.rule, notice.message)));
    }
    case
}

/// Every change fails, as the exit status says; without any there is one case, which says so.
fn changes_suite(changes: &ChangesResult, notices: &[Notice<'_>]) -> TestSuite {
    let mut cases: Vec<TestCase> = notices.iter().map(failing_case).collect();
    if cases.is_empty() {
        cases.push(case("no fact changed", &changes.new, TestCaseStatus::success()));
    }
    suite(&format!("{} to {}", changes.old, changes.new), cases)
}

fn figure_case(document: &CoveredDocument, covered: &CoveredFact, notices: &[Notice<'_>]) -> TestCase {
    let fact = &covered.fact.fact;
    let notice = notices.iter().find(|notice| {
        notice.path == document.path && notice.fact.is_some_and(|other| std::ptr::eq(other, fact))
    });
    let status = match (covered.state, notice) {
        (_, Some(notice)) if notice.level == Severity::Error => failed(notice),
        (_, Some(notice)) => skipped(&notice.message),
        (State::Ignored, _) => skipped("needs no claim"),
        _ => TestCaseStatus::success(),
    };
    case(&format!("{} {} {}", words::place(fact), fact.kind, fact.text), &document.path, status)
}

fn failing_case(notice: &Notice<'_>) -> TestCase {
    case(&named(notice), notice.path, failed(notice))
}

fn named(notice: &Notice<'_>) -> String {
    let place = notice.fact.map(words::place).unwrap_or_default();
    format!("{place} {} {}", notice.rule, notice.subject).trim_start().to_owned()
}

fn failed(notice: &Notice<'_>) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_type(notice.rule).set_message(clean::line(&notice.message));
    status.set_description(clean::text(&description(notice)));
    status
}

fn skipped(why: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::skipped();
    status.set_message(clean::line(why));
    status
}

/// Place, sentence, source and where the matter comes from, a line each.
fn description(notice: &Notice<'_>) -> String {
    let mut lines =
        vec![format!("{}: {}", words::locus(notice.path, notice.fact), clean::line(&notice.message))];
    lines.extend(notice.sentence.map(|sentence| format!("sentence: {}", clean::line(sentence))));
    lines.extend(notice.source.map(|source| format!("source: {}", clean::line(source))));
    if let Some(Related { message, path, at }) = &notice.related {
        let at = at.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
        lines.push(clean::line(&format!("{message}: {path}{at}")));
    }
    lines.join("\n")
}

fn error(error: &ErrorResult) -> TestCase {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_message(clean::line(&words::error(error)));
    TestCase::new(clean::line(error.file.as_deref().unwrap_or("factlock")), status)
}
