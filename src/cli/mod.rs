//! The command line: the arguments, and one file per command.

mod annotate;
mod args;
mod check;
mod cover;
mod diff;
mod explain;
mod facts;
mod init;
mod inputs;
mod lines;
mod mutate;
mod output;
mod paths;
mod record;
mod records;
mod report;
mod review;
mod run;
mod shell;
mod threads;
mod unread;
mod write;

use args::{Cli, Command, Manners};
use clap::Parser as _;
use factlock::Error;
use std::process::ExitCode;

/// Nothing failed.
const HOLDS: u8 = 0;
/// There are discrepancies.
const FAILS: u8 = 1;
/// The check could not be made.
const BROKEN: u8 = 2;

/// Runs the command line and returns the exit status: 0 nothing failed, 1 discrepancies, 2 the check could not be made.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let jobs = match &cli.command {
        Command::Check(args) => args.jobs,
        Command::Mutate(args) => args.jobs,
        _ => None,
    };
    // A list of facts is written as it is read, on one thread.
    let alone = match &cli.command {
        Command::Facts(args) => args.input == args::Input::Documents,
        command => matches!(command, Command::Schema | Command::Completions { .. } | Command::Man),
    };
    let status = match &cli.command {
        command if alone => work(command, &cli.manners),
        command => threads::run(jobs, || work(command, &cli.manners)),
    };
    let status = status.unwrap_or_else(|errors| {
        output::errors(&errors, &cli.manners);
        BROKEN
    });
    ExitCode::from(status)
}

/// Does what a command asks for.
fn work(command: &Command, manners: &Manners) -> Result<u8, Vec<Error>> {
    match command {
        Command::Check(args) => check::run(args, manners),
        Command::Facts(args) => facts::run(args, manners),
        Command::Cover(args) => cover::run(args, manners),
        Command::Diff(args) => diff::run(args, manners),
        Command::Annotate(args) => annotate::run(args, manners),
        Command::Init(args) => init::run(args, manners),
        Command::Explain(args) => explain::run(args, manners),
        Command::Record(args) => record::run(args, manners),
        Command::Review(args) => review::run(args, manners),
        Command::Mutate(args) => mutate::run(args, manners),
        Command::Report(args) => report::run(args, manners),
        Command::Schema => shell::schema(),
        Command::Completions { shell } => shell::completions(*shell),
        Command::Man => shell::man(),
    }
}
