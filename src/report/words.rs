//! Wording that several reports share: days, sign-offs, counts, what differs between two values.

use super::changes::ChangesResult;
use super::clean;
use super::excerpt::Piece;
use super::record::Change;
use super::results::{CheckResult, ErrorResult, FactResult, Results, VerdictResult};
use crate::check::Verdict;
use crate::cover::Count;
use crate::diff::Sort;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use similar::{Algorithm, ChangeTag, TextDiff};
use unicode_segmentation::UnicodeSegmentation;

/// `2024-11-29` as "29 November 2024"; anything else as it is.
pub fn day(iso: &str) -> String {
    match iso.parse::<Date>() {
        Ok(date) => date.strftime("%-d %B %Y").to_string(),
        Err(_) => iso.to_owned(),
    }
}

/// A day in short, without the year where it is that of `today`.
fn short_day(iso: &str, today: &str) -> String {
    match iso.parse::<Date>() {
        Ok(date) if iso.get(..4) == today.get(..4) => date.strftime("%-d %b").to_string(),
        Ok(date) => date.strftime("%-d %b %Y").to_string(),
        Err(_) => iso.to_owned(),
    }
}

/// The source of a claim with its sign-off: "briefing, point 2 (EK, 2 Dec)".
pub fn source(verdict: &VerdictResult, today: &str) -> Option<String> {
    let checked = verdict.checked.as_ref().map(|checked| {
        let date = checked.date.as_deref().map(|date| short_day(date, today));
        [checked.by.clone(), date].into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    let checked = checked.filter(|checked| !checked.is_empty());
    match (&verdict.source, checked) {
        (Some(source), Some(checked)) => Some(format!("{source} ({checked})")),
        (Some(source), None) => Some(source.to_string()),
        (None, Some(checked)) => Some(format!("checked by {checked}")),
        (None, None) => None,
    }
}

/// "1 holds", "2 hold".
pub const fn hold(number: usize) -> &'static str {
    if number == 1 { "holds" } else { "hold" }
}

/// The words with a capital letter first.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// "1 claim", "2 claims".
pub fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// A check in a few words, as its exit status has it: "8 of 13 claims do not hold"; "13 claims checked, nothing
/// contradicted"; what does not hold but fails nothing stands behind.
pub fn headline(results: &Results) -> String {
    if !results.errors.is_empty() {
        return "the check could not be made".to_owned();
    }
    if results.checks.is_empty() {
        return "no document was checked".to_owned();
    }
    let all = results.summary.claims;
    let tell = |wanted: &dyn Fn(&VerdictResult) -> bool, one: &str, more: &str| {
        let verdicts = results.checks.iter().flat_map(CheckResult::verdicts);
        match verdicts.filter(|verdict| wanted(verdict)).count() {
            0 => None,
            1 => Some((1, one.to_owned())),
            number => Some((number, more.to_owned())),
        }
    };
    let wrong = |verdict: &VerdictResult| verdict.verdict.is_discrepancy();
    let figures = results.failing_figures().count();
    let changed: usize = results.failing_changes().map(|check| check.changes().len()).sum();
    let failing = [
        tell(&|verdict| wrong(verdict) && results.fails(verdict), "does not hold", "do not hold")
            .map(|(number, hold)| format!("{number} of {} {hold}", count(all, "claim"))),
        tell(&|verdict| !wrong(verdict) && results.fails(verdict), "holds with a doubt", "hold with a doubt")
            .map(|(number, hold)| format!("{number} {hold}")),
        (figures > 0).then(|| format!("{} nobody has claimed", count(figures, "figure"))),
        (changed > 0).then(|| format!("{changed} changed since the record")),
    ];
    let dropped = |verdict: &VerdictResult| verdict.verdict == Verdict::Dropped;
    let harmless = |verdict: &VerdictResult| wrong(verdict) && !results.fails(verdict);
    let behind = [
        tell(
            &|verdict| harmless(verdict) && !dropped(verdict),
            "does not hold but fails nothing",
            "do not hold but fail nothing",
        ),
        tell(&|verdict| harmless(verdict) && dropped(verdict), "is left out", "are left out"),
    ];
    let failing: Vec<String> = failing.into_iter().flatten().collect();
    let behind: Vec<String> =
        behind.into_iter().flatten().map(|(number, hold)| format!("{number} {hold}")).collect();
    let first = match (failing.is_empty(), behind.is_empty()) {
        (false, _) => failing.join(", "),
        (true, false) => format!("{} checked", count(all, "claim")),
        (true, true) => format!("{} checked, nothing contradicted", count(all, "claim")),
    };
    let behind = behind.join(", ");
    if behind.is_empty() { first } else { format!("{first}; {behind}") }
}

/// What was recorded of a claim and what is now.
pub fn since_recorded(change: &Change) -> String {
    let say = |what: &Option<String>| what.clone().unwrap_or_else(|| "nothing".to_owned());
    format!("{}, now {}", say(&change.old), say(&change.new))
}

/// How many changes there are of each sort: "2 changed, 1 weakened".
pub fn changes(changes: &ChangesResult) -> String {
    let counts: Vec<String> = Sort::ALL
        .into_iter()
        .map(|sort| (changes.count(sort), sort.name()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    if counts.is_empty() { "no fact changed".to_owned() } else { counts.join(", ") }
}

/// `93.7% claimed: 30 of 32 figures; 1 contradicted, 2 unclaimed`.
pub fn cover(count: &Count) -> String {
    let counted = count.spoken_of() + count.unclaimed;
    let rest = [
        (count.contradicted, "contradicted"),
        (count.unclaimed, "unclaimed"),
        (count.ignored, "settled without a claim"),
    ];
    let rest: Vec<String> = rest
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, name)| format!("{number} {name}"))
        .collect();
    let rest = if rest.is_empty() { String::new() } else { format!("; {}", rest.join(", ")) };
    match counted {
        0 => format!("no figures to claim{rest}"),
        1 => format!("{}% claimed: {} of 1 figure{rest}", count.share, count.spoken_of()),
        _ => format!("{}% claimed: {} of {counted} figures{rest}", count.share, count.spoken_of()),
    }
}

/// What is the matter, in one clause; never empty.
pub fn message(verdict: &VerdictResult) -> String {
    match verdict.together.as_slice() {
        [] => own_message(verdict),
        [other] => format!("swapped with {other}"),
        others => format!("the figures have changed places with those of {}", others.join(", ")),
    }
}

/// What is the matter with figures that moved together.
pub fn moved(number: usize) -> &'static str {
    if number == 2 { "the two figures are swapped" } else { "the figures have changed places" }
}

fn own_message(verdict: &VerdictResult) -> String {
    let own = match verdict.verdict {
        _ if verdict.message.is_empty() => None,
        Verdict::Conflicting => Some(format!("{}; elsewhere the draft agrees", verdict.message)),
        _ => Some(verdict.message.clone()),
    };
    let found = || verdict.telling().map(|found| found.difference.clone()).filter(|text| !text.is_empty());
    own.or_else(found).or_else(|| verdict.warnings.first().cloned()).unwrap_or_else(|| {
        match verdict.verdict {
            Verdict::Confirmed if verdict.is_weaker() => "the draft says less",
            Verdict::Confirmed => "it holds",
            Verdict::Contradicted => "the draft says something else",
            Verdict::Conflicting => "the draft says both",
            Verdict::Missing => "the subject is there, the fact is not",
            Verdict::Dropped => "the draft does not mention the subject",
            Verdict::Omitted => "left out, which is allowed",
            Verdict::Accepted => "waived",
        }
        .to_owned()
    })
}

/// The verdict in a word, a doubt being a warning.
pub fn verdict(verdict: &VerdictResult) -> &'static str {
    if verdict.is_doubtful() { "warning" } else { verdict.verdict.name() }
}

/// Expectation and message on one line, for formats that have one: `claimed "$10–12 billion", found "$10–15 billion":
/// the top of the range differs`.
pub fn sentence(verdict: &VerdictResult) -> String {
    let said = message(verdict);
    let what = match verdict.telling() {
        Some(found) if verdict.nearest.is_none() && found.fact.text != *verdict.expected => {
            format!("claimed “{}”, found “{}”", verdict.expected, found.fact.text)
        }
        _ => format!("claimed “{}”", verdict.expected),
    };
    format!("{what}: {said}")
}

/// Where a fact stands, as an editor says it: `9:31`, or `paragraph 4, under “Fuel”`, or `page 3`.
pub fn place(fact: &FactResult) -> String {
    let Some(place) = &fact.place else { return format!("{}:{}", fact.line, fact.column) };
    let parts = [
        place.page.map(|page| format!("page {page}")),
        place.paragraph.map(|paragraph| format!("paragraph {paragraph}")),
        place.heading.as_ref().map(|heading| format!("under “{heading}”")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { format!("{}:{}", fact.line, fact.column) } else { parts.join(", ") }
}

/// Path and place of something found, on one line: `draft.md:9:31`, `draft.docx, paragraph 4`.
pub fn locus(path: &str, fact: Option<&FactResult>) -> String {
    let path = clean::line(path);
    match fact {
        None => path,
        Some(fact) if fact.place.is_some() => format!("{path}, {}", clean::line(&place(fact))),
        Some(fact) => format!("{path}:{}", place(fact)),
    }
}

/// `path:line:column: message; hint` of something that could not be done.
pub fn error(error: &ErrorResult) -> String {
    let mut out = error.file.clone().unwrap_or_else(|| "factlock".to_owned());
    if let (Some(line), Some(column)) = (error.line, error.column) {
        out += &format!(":{line}:{column}");
    }
    out += &format!(": {}", error.message);
    if let Some(hint) = &error.hint {
        out += &format!("; {hint}");
    }
    out
}

/// A name for a finding that stays the same when lines move: the claim, the document, the verdict and the words found,
/// hashed (SHA-256, 32 hexadecimal digits).
pub fn fingerprint(check: &CheckResult, verdict: &VerdictResult) -> String {
    let found = verdict.telling().map(|found| found.fact.text.as_str()).unwrap_or_default();
    let parts = [check.claims.as_str(), &check.document, &verdict.id, verdict.verdict.name(), found];
    hash(&parts)
}

/// A hash of some words.
pub fn hash(parts: &[&str]) -> String {
    let digest = Sha256::digest(parts.join("\0"));
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// `wanted` cut into the pieces that `found` has too and those (marked) that it has not.
pub fn differing(wanted: &str, found: &str) -> Vec<Piece> {
    let (wanted, found): (Vec<&str>, Vec<&str>) =
        (wanted.split_word_bounds().collect(), found.split_word_bounds().collect());
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_slices(&wanted, &found);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Insert) {
        let marked = change.tag() == ChangeTag::Delete;
        match pieces.last_mut().filter(|last| last.marked == marked) {
            Some(last) => last.text.push_str(change.value()),
            None => pieces.push(Piece { text: change.value().to_owned(), marked }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_read_as_editors_write_them() {
        assert_eq!(day("2024-11-29"), "29 November 2024");
        assert_eq!(day("soon"), "soon");
        assert_eq!(short_day("2024-12-02", "2024-12-05"), "2 Dec");
        assert_eq!(short_day("2023-12-02", "2024-12-05"), "2 Dec 2023");
    }

    #[test]
    fn only_what_differs_is_marked() {
        let pieces = differing("$10–12 billion", "$10–15 billion");
        let marked: Vec<&str> =
            pieces.iter().filter(|piece| piece.marked).map(|piece| piece.text.as_str()).collect();
        assert_eq!(marked, ["12"]);
        let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(whole, "$10–12 billion");
    }
}
