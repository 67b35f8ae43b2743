//! `factlock review`: walks what changed since it was recorded, one change at a time.

use super::args::{self, Manners};
use super::record::{Home, complete};
use super::{FAILS, HOLDS, output, paths, write};
use factlock::claim;
use factlock::report::record::Change;
use factlock::report::{CheckResult, VerdictResult, clean};
use factlock::{Error, ErrorKind};
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

/// Runs the command.
pub fn run(args: &args::Review, manners: &Manners) -> Result<u8, Vec<Error>> {
    let results = complete(&args.select, manners)?;
    let home = Home::find();
    let mut left = 0;
    // A capital letter decides all that follow; so do --accept and --check.
    let mut all = match (args.accept, args.check) {
        (true, _) => Some(Decision::Accept),
        (_, true) => Some(Decision::Skip),
        _ => None,
    };
    for check in &results.checks {
        let Some((mut record, changes)) = home.changes(check).map_err(|error| vec![error])? else { continue };
        for change in &changes {
            let verdict = check.verdicts().find(|verdict| *verdict.id == *change.id);
            if all != Some(Decision::Quit) {
                output::print(shown(check, change).as_bytes())?;
            }
            let decision = match all {
                Some(decision) => decision,
                None => ask(change, verdict, &mut all)?,
            };
            match decision {
                // Kept at once: whoever leaves in the middle keeps what was decided.
                Decision::Accept => {
                    record.accept(change);
                    home.keep(&record)?;
                }
                Decision::Update => {
                    update(check, verdict)?;
                    left += 1;
                }
                Decision::Reject | Decision::Skip => left += 1,
                Decision::Quit => {
                    all = Some(Decision::Quit);
                    left += 1;
                }
            }
        }
    }
    let orphans = orphans(&home, args.remove_orphans)?;
    output::print(format!("{}{orphans}", closing(left)).as_bytes())?;
    Ok(if left == 0 { HOLDS } else { FAILS })
}

fn closing(left: usize) -> String {
    match left {
        0 => "nothing is left to review\n".to_owned(),
        1 => "1 change is left\n".to_owned(),
        left => format!("{left} changes are left\n"),
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

/// Asks until there is a decision. The end of the input quits.
fn ask(
    change: &Change,
    verdict: Option<&VerdictResult>,
    all: &mut Option<Decision>,
) -> Result<Decision, Vec<Error>> {
    loop {
        output::print(format!("{KEYS}\n> ").as_bytes())?;
        let mut answer = String::new();
        let read = std::io::stdin().lock().read_line(&mut answer);
        if !matches!(read, Ok(1..)) {
            return Ok(Decision::Quit);
        }
        let decision = match answer.trim() {
            "a" | "A" => Decision::Accept,
            "r" | "R" => Decision::Reject,
            "s" | "S" => Decision::Skip,
            "u" => Decision::Update,
            "q" => Decision::Quit,
            "d" => {
                output::print(details(change, verdict).as_bytes())?;
                continue;
            }
            _ => continue,
        };
        if ["A", "R", "S"].contains(&answer.trim()) {
            *all = Some(decision);
        }
        return Ok(decision);
    }
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

/// Writes the draft's value into the claim file, that one value and nothing else.
fn update(check: &CheckResult, verdict: Option<&VerdictResult>) -> Result<(), Vec<Error>> {
    let value = verdict.and_then(|verdict| Some((verdict, verdict.telling()?.fact.text.clone())));
    let Some((verdict, value)) = value else {
        return output::print(b"  the draft has no value to take\n");
    };
    let unread = |error: std::io::Error| {
        vec![Error::file(ErrorKind::Claims, &check.claims, format!("it cannot be read: {error}"))]
    };
    let bytes = std::fs::read(&check.claims).map_err(unread)?;
    let file = claim::load(&check.claims, &bytes)?;
    let text = claim::set_value(&file, &verdict.id, &clean::line(&value)).map_err(|error| vec![error])?;
    write::write_file(Path::new(&check.claims), |out| out.write_all(text.as_bytes()))?;
    output::print(format!("  {} now claims {}\n", verdict.id, clean::line(&value)).as_bytes())
}

/// Names records without a claim file or document; removes them where told to.
fn orphans(home: &Home, remove: bool) -> Result<String, Vec<Error>> {
    let mut out = String::new();
    for path in home.orphans() {
        let shown = paths::shown(&path);
        if remove {
            std::fs::remove_file(&path).map_err(|error| {
                vec![Error::file(ErrorKind::Output, &shown, format!("it cannot be removed: {error}"))]
            })?;
            out += &format!("removed {shown}\n");
        } else {
            out += &format!("{shown} belongs to nothing any more (--remove-orphans removes it)\n");
        }
    }
    Ok(out)
}
