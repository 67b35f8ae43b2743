//! The command line: the arguments, and one file per command.

use std::process::ExitCode;

/// Runs the command line and returns the exit status: 0 nothing failed, 1 discrepancies, 2 the check could not be made.
pub fn run() -> ExitCode {
    ExitCode::from(2)
}
