//! `factlock review`: walks what changed since it was recorded, one change at a time.

use super::args::{self, Manners, Select};
use super::record::complete;
use super::records::{self, Home};
use super::{BROKEN, FAILS, HOLDS, output, paths, write};
use factlock::claim;
use factlock::report::record::Change;
use factlock::report::{CheckResult, Results, VerdictResult, clean};
use factlock::{Error, ErrorKind};
use std::collections::BTreeSet;
use std::io::BufRead as _;
use std::path::Path;

const KEYS: &str = "a accept, r reject, s skip (A, R, S: this and all that follow), d details, u take the draft's value \
                    into the claim file, q quit; then Enter";

/// What was decided about a change.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decision {
    Accept,
    Reject,
    Skip,
    Update,
    Quit,
}

/// A change by its claim file, document and claim.
type Key = (String, String, String);

/// A walk through the changes.
struct Walk {
    /// What is decided of all that follow: a capital letter does that, `--accept` and `--check` too.
    all: Option<Decision>,
    /// The changes that were met and stay.
    left: BTreeSet<Key>,
    /// Those of them that are wrong in the draft.
    rejected: Vec<String>,
    /// The change whose value was just taken into the claim file.
    taken: Option<Key>,
}

/// Runs the command.
pub fn run(args: &args::Review, manners: &Manners) -> Result<u8, Vec<Error>> {
    let all = match (args.accept, args.check) {
        (true, _) => Some(Decision::Accept),
        (_, true) => Some(Decision::Skip),
        _ => None,
    };
    let mut walk = Walk { all, left: BTreeSet::new(), rejected: Vec::new(), taken: None };
    // A draft that is gone keeps the check from being made while its claim file still names it; its record goes all the
    // same.
    let mut home = Home::find().map_err(|error| vec![error])?;
    let orphans = orphans(&home, args.remove_orphans)?;
    let mut results = match complete(&args.select, manners) {
        Ok(results) => results,
        Err(errors) => {
            output::print(orphans.as_bytes())?;
            return Err(errors);
        }
    };
    // A value that is taken into a claim file may change what comes of other claims and drafts: all is judged anew.
    while walk.through(&mut home, &results, &args.select)? {
        results = complete(&args.select, manners)?;
    }
    let mut unrecorded = Vec::new();
    for check in &results.checks {
        if home.changes(check, &args.select).map_err(|error| vec![error])?.is_none() {
            unrecorded.push(records::unrecorded(check));
        }
    }
    let closing = walk.closing(unrecorded.is_empty());
    output::print(format!("{closing}{orphans}").as_bytes())?;
    output::errors(&unrecorded, manners);
    Ok(match (unrecorded.is_empty(), walk.left.is_empty()) {
        (false, _) => BROKEN,
        (true, false) => FAILS,
        (true, true) => HOLDS,
    })
}

impl Walk {
    /// Asks about every change that is not decided; whether a claim file was changed, after which the results are old.
    fn through(&mut self, home: &mut Home, results: &Results, select: &Select) -> Result<bool, Vec<Error>> {
        for check in &results.checks {
            let changes = home.changes(check, select).map_err(|error| vec![error])?;
            let Some((mut record, changes)) = changes else { continue };
            for change in &changes {
                let key = (check.claims.clone(), check.document.clone(), change.id.clone());
                if self.left.contains(&key) {
                    continue;
                }
                let verdict = check.verdicts().find(|verdict| *verdict.id == *change.id);
                match self.decide(check, change, verdict, &key)? {
                    // Kept at once: whoever leaves in the middle keeps what was decided.
                    Decision::Accept => {
                        record.accept(change);
                        home.keep(&record)?;
                    }
                    Decision::Update => {
                        self.taken = Some(key);
                        return Ok(true);
                    }
                    Decision::Reject => {
                        self.rejected.push(format!("- {}: {}\n", check.document, change.id));
                        self.left.insert(key);
                    }
                    Decision::Skip | Decision::Quit => {
                        self.left.insert(key);
                    }
                }
            }
        }
        Ok(false)
    }

    /// What is left, and what was found wrong. Where not all was compared, not even nothing is left.
    fn closing(&self, all_compared: bool) -> String {
        let left = match self.left.len() {
            0 if all_compared => "nothing is left to review\n".to_owned(),
            0 => String::new(),
            1 => "1 change is left\n".to_owned(),
            left => format!("{left} changes are left\n"),
        };
        match self.rejected.is_empty() {
            true => left,
            false => format!(
                "{left}rejected, to be put right in the draft:\n{}",
                clean::text(&self.rejected.concat())
            ),
        }
    }

    /// What is to become of a change.
    fn decide(
        &mut self,
        check: &CheckResult,
        change: &Change,
        verdict: Option<&VerdictResult>,
        key: &Key,
    ) -> Result<Decision, Vec<Error>> {
        let holds = verdict.is_some_and(|verdict| !verdict.verdict.is_discrepancy());
        if self.taken.take_if(|taken| taken == key).is_some() && holds {
            return Ok(Decision::Accept);
        }
        if self.all == Some(Decision::Quit) {
            return Ok(Decision::Quit);
        }
        output::print(shown(check, change).as_bytes())?;
        if let Some(all) = self.all {
            return Ok(all);
        }
        loop {
            output::print(format!("{KEYS}\n> ").as_bytes())?;
            let mut answer = String::new();
            let read = std::io::stdin().lock().read_line(&mut answer);
            let decision = match answer.trim() {
                _ if !matches!(read, Ok(1..)) => Decision::Quit,
                "a" | "A" => Decision::Accept,
                "r" | "R" => Decision::Reject,
                "s" | "S" => Decision::Skip,
                "u" => match update(check, verdict) {
                    Ok(told) => {
                        output::print(told.as_bytes())?;
                        Decision::Update
                    }
                    Err(errors) => {
                        output::print(refused(&errors).as_bytes())?;
                        continue;
                    }
                },
                "q" => Decision::Quit,
                "d" => {
                    output::print(details(change, verdict).as_bytes())?;
                    continue;
                }
                _ => continue,
            };
            if decision == Decision::Quit || ["A", "R", "S"].contains(&answer.trim()) {
                self.all = Some(decision);
            }
            return Ok(decision);
        }
    }
}

/// A change in a few lines.
fn shown(check: &CheckResult, change: &Change) -> String {
    let say = |what: &Option<String>| clean::line(what.as_deref().unwrap_or("nothing"));
    format!(
        "{} in {}\n  recorded  {}\n  now       {}\n",
        clean::line(&change.id),
        clean::line(&check.document),
        say(&change.old),
        say(&change.new)
    )
}

fn details(change: &Change, verdict: Option<&VerdictResult>) -> String {
    let Some(verdict) = verdict else { return format!("  the claim {} is gone\n", clean::line(&change.id)) };
    let mut lines = vec![format!("  claimed   {}", clean::line(&verdict.expected))];
    if !verdict.message.is_empty() {
        lines.push(format!("  why       {}", clean::line(&verdict.message)));
    }
    if let Some(found) = verdict.telling() {
        lines.push(format!("  sentence  {}", clean::line(&found.sentence)));
    }
    if let Some(source) = &verdict.source {
        lines.push(format!("  source    {}", clean::line(source)));
    }
    lines.join("\n") + "\n"
}

/// Writes the draft's value into the claim file, that one value and nothing else; says what the claim is now.
fn update(check: &CheckResult, verdict: Option<&VerdictResult>) -> Result<String, Vec<Error>> {
    let Some((verdict, value)) = verdict.and_then(|verdict| Some((verdict, value(verdict)?))) else {
        let error = Error::new(ErrorKind::Usage, "the draft has no value of the claim's kind to take");
        return Err(vec![error.hint("accept the change, or change the claim file by hand")]);
    };
    let unread = |error: std::io::Error| {
        vec![Error::file(
            ErrorKind::Claims,
            &check.claims,
            format!("it cannot be read: {}", paths::plain(&error)),
        )]
    };
    let bytes = std::fs::read(&check.claims).map_err(unread)?;
    let file = claim::load(&check.claims, &bytes)?;
    let text = claim::set_value(&file, &verdict.id, &value).map_err(|error| vec![error])?;
    write::write_file(Path::new(&check.claims), |out| out.write_all(text.as_bytes()))?;
    Ok(format!("  {} now claims {value}\n", verdict.id))
}

/// What the draft states in place of the claimed value: words of the claim's own kind that were found for it. The nearest
/// thing to a missing fact, the members of a list and the parts of a sum are none.
fn value(verdict: &VerdictResult) -> Option<String> {
    let found = verdict.telling()?;
    let own = verdict.evidence.contains(found) && *found.fact.kind == *verdict.kind;
    own.then(|| clean::line(&found.fact.text))
}

/// Why a value was not taken, and what to do.
fn refused(errors: &[Error]) -> String {
    let told = |error: &Error| {
        let hint = error.hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
        format!("  not taken: {}\n", clean::line(&format!("{}{hint}", error.message)))
    };
    errors.iter().map(told).collect()
}

/// Names records without a claim file or document; removes them where told to.
fn orphans(home: &Home, remove: bool) -> Result<String, Vec<Error>> {
    let mut out = String::new();
    for path in home.orphans() {
        let shown = clean::line(&paths::shown(path));
        if remove {
            std::fs::remove_file(path).map_err(|error| {
                vec![Error::file(
                    ErrorKind::Output,
                    &shown,
                    format!("it cannot be removed: {}", paths::plain(&error)),
                )]
            })?;
            out += &format!("removed {shown}\n");
        } else {
            out += &format!("{shown} belongs to nothing any more (--remove-orphans removes it)\n");
        }
    }
    Ok(out)
}
